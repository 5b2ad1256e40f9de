"""Keys in, screen out: driving the app in tests."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from textual import events
from textual.app import App
from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from core.library import Library
from core.model import StatementId
from tui.app import LesartApp
from tui.screens.reading import ReadingScreen

_PATIENCE = 60.0
_SHORT = 0.002


async def settle(pilot: Pilot[None]) -> None:
    """Until no worker runs and no message waits; an answer may start another worker.

    Textual's own pause sleeps until the process is idle, and draws all that is only half done.
    """
    app, quiet = pilot.app, 0
    async with asyncio.timeout(_PATIENCE):
        # What is drawn may ask for more, and so may what is told last.
        while app.is_running and quiet < 2:
            if any(not worker.is_finished for worker in app.workers):
                await asyncio.sleep(_SHORT)
                quiet = 0
            elif any(each.message_queue_size for each in _told(app)):
                await asyncio.sleep(0)
                quiet = 0
            else:
                await pilot.pause(0)
                quiet += 1


def _told(app: App[None]) -> Iterator[MessagePump]:
    yield app
    yield from app.screen.walk_children(with_self=True)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys one after another, each with all it causes."""
    for key in keys:
        pilot.app.post_message(_key(key))
        await settle(pilot)


def _key(key: str) -> events.Key:
    """A key by its name or by what it writes."""
    if len(key) > 1 or key.isalnum():
        return events.Key(key, key_to_character(key))
    name = unicodedata.name(key).lower().replace("-", "_").replace(" ", "_")
    return events.Key(KEY_NAME_REPLACEMENTS.get(name, name), key)


class Reader:
    """Presses keys, waits until everything they caused has happened, and looks."""

    def __init__(self, app: LesartApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Until everything that was begun has happened."""
        await settle(self.pilot)

    async def press(self, *keys: str) -> None:
        """Keys one after another, each with all it causes; `g a` is two."""
        await press(self.pilot, *(one for key in keys for one in key.split(" ")))

    async def type(self, text: str) -> None:
        """Letters into whatever has the focus."""
        for letter in text:
            self.app.post_message(_key(letter))
        await settle(self.pilot)

    async def resize(self, width: int, height: int) -> None:
        """Another size of the terminal."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen, also below a dialog."""
        return next(s for s in self.app.screen_stack if isinstance(s, ReadingScreen))

    @property
    def here(self) -> StatementId | None:
        """The statement under the cursor."""
        return self.screen.here

    @property
    def place(self) -> str:
        """The focused pane."""
        return self.screen.place.value

    @property
    def said(self) -> list[str]:
        """What the reader has been told, the last at the end."""
        return [notice.message for notice in self.app._notifications]

    @property
    def lines(self) -> list[str]:
        """The screen as text."""
        screen = self.app.screen
        return ["".join(s.text for s in line) for line in screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)


@asynccontextmanager
async def reading(library: Library, *, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Reader]:
    """The app on a library, settled."""
    app = LesartApp(library, None)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader
        assert not reader.screen.problems
