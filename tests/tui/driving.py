"""Keys in, screen out: driving the app in tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from core.library import Library
from core.model import StatementId
from tui.app import LesartApp
from tui.screens.reading import ReadingScreen


class Reader:
    """Presses keys, waits until everything they caused has happened, and looks."""

    def __init__(self, app: LesartApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Until no worker runs and no message waits; an answer may start another worker."""
        await self.pilot.pause()
        while any(not worker.is_finished for worker in self.app.workers):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Keys one after another, each with all it causes; `g a` is two."""
        for key in keys:
            for one in key.split(" "):
                await self.pilot.press(one)
            await self.settle()

    async def type(self, text: str) -> None:
        """Letters into whatever has the focus."""
        names = {" ": "space", "/": "slash", "[": "left_square_bracket", "-": "minus"}
        for letter in text:
            await self.pilot.press(names.get(letter, letter))
        await self.settle()

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
