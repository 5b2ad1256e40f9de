"""The app: colours, key sequences, the first screen. It knows nothing about news."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import ClassVar

from rich.console import RenderableType
from textual import events
from textual.app import App, ScreenError
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.css.query import QueryError
from textual.dom import DOMError
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.widget import WidgetError

from core.library import BackgroundWork, Library
from core.settings import SettingsFile
from tui.commands import sequence_key
from tui.drawing.plain_filter import PlainSigns
from tui.drawing.safe_text import harmless
from tui.ending import SIGNALS, code_of, terminal_is_gone
from tui.keymap import keymap
from tui.messages import KeysWanted
from tui.palette import CommandTable
from tui.screens.reading import ReadingScreen
from tui.themes import DARK, OWN, made

_SHOWN_PROBLEMS = 3
"""How many lines of the settings that do not count are told at the start."""

_GONE = (DOMError, QueryError, ScreenError, WidgetError)
"""What Textual raises where something is no longer, or not yet, on the screen."""

_STYLES = Path(__file__).parent / "styles"


class LesartApp(App[None], inherit_bindings=False):
    """Lesart in a terminal."""

    TITLE = "Lesart"
    NOTIFICATION_TIMEOUT = 3
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        _STYLES / f"{name}.tcss" for name in ("article_list", "article_view", "reading")
    ]
    COMMANDS: ClassVar = {CommandTable}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", show=False, system=True),
    ]

    prefix: reactive[str] = reactive("")
    """The first key of a sequence, while the second is awaited."""

    def __init__(
        self,
        library: Library,
        work: BackgroundWork | None,
        *,
        settings: SettingsFile | None = None,
        plain: bool = False,
        taking_over: Callable[[], None] | None = None,
    ) -> None:
        """`plain` says that the terminal shows no more than ASCII, whatever the settings say.

        `taking_over` is called right before the terminal is taken.
        """
        super().__init__()
        self._taking_over = taking_over
        self._library = library
        self._work = work
        file = settings or SettingsFile()
        self._settings = file.settings
        self.keymap = keymap(file)
        """Which keys the commands have."""
        self.failure: BaseException | None = None
        """The mistake that has ended the app."""
        self.leaving: int | None = None
        """The exit code that was asked for, by a key or a signal."""
        self._problems = [*file.problems, *self.keymap.problems]
        self._prefixes = self.keymap.prefixes()
        self._plain = PlainSigns() if plain or file.settings.ascii_only else None
        # Nothing here is worth waiting for, and an animated scroll delays the next key.
        self.animation_level = "none"
        for theme in (*OWN, *map(made, file.settings.themes)):
            self.register_theme(theme)
        if file.settings.theme in self.available_themes:
            self.theme = file.settings.theme
        else:
            self.theme = DARK.name
            self._problems.append(
                file.unknown(("theme",), "theme", self.available_themes, name=file.settings.theme)
            )
        self.set_keymap(self.keymap.changes())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those of Textual, and the one that draws plain signs where they are asked for."""
        found = super().get_line_filters()
        return [*found, self._plain] if self._plain else found

    def get_default_screen(self) -> ReadingScreen:
        """The reading screen, at once: a screen pushed over an empty one comes later."""
        return ReadingScreen(self._library, self._work, threshold=self._settings.threshold)

    def on_load(self) -> None:
        """Let the terminal be handed over: what is found there is what is put back in the end."""
        if self._taking_over is not None:
            self._taking_over()

    def on_mount(self) -> None:
        """Say what happened before the app; leave by the front door when a signal says so."""
        loop = asyncio.get_running_loop()
        for number in () if self.is_headless else SIGNALS:
            loop.add_signal_handler(number, self._leave, number)
        for problem in self._problems[:_SHOWN_PROBLEMS]:
            self.notify(harmless(f"settings, {problem}"), severity="warning", markup=False)
        if len(self._problems) > _SHOWN_PROBLEMS:
            more = len(self._problems) - _SHOWN_PROBLEMS
            self.notify(f"{more} more: see `lesart config`", severity="warning", markup=False)
        self.call_after_refresh(_settle)

    def pop_screen(self) -> AwaitComplete:
        """Close the top screen, never the last: of keys typed fast two may ask for the same."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    # --- key sequences ----------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Join a prefix and the key after it into one key, before any widget sees them.

        The joined key takes the way of every key, so keys typed fast keep their order.
        """
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self.prefix:
            prefix, self.prefix = self.prefix, ""
            joined = self._joined(prefix, event)
            if joined is not None:
                await super().on_event(events.Key(joined, None))
        elif self._begins_sequence(event):
            self.prefix = event.character or ""
        else:
            await super().on_event(event)

    def _begins_sequence(self, event: events.Key) -> bool:
        if event.character not in self._prefixes:
            return False
        if self.focused is not None and self.focused.check_consume_key(event.key, event.character):
            return False
        return any(key.startswith(f"{event.character} ") for key in self.screen.active_bindings)

    def _joined(self, prefix: str, event: events.Key) -> str | None:
        active = self.screen.active_bindings
        seconds = (event.character, event.key)
        joined = (sequence_key(prefix, second) for second in seconds if second)
        return next((key for key in joined if key in active), None)

    def action_interrupt(self) -> None:
        """Say how to quit."""
        self.notify("q closes the top thing and quits; Q quits at once", markup=False)

    def on_keys_wanted(self, message: KeysWanted) -> None:
        """Show them; above whatever screen asks, for this one is of the same kind as they are."""
        from tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(message.place))

    def _leave(self, number: int) -> None:
        """End as a signal asks for."""
        if terminal_is_gone():
            # Textual would wait for ever for somebody to read what it writes.
            if self._work is not None:
                self._work.stop()
            os._exit(code_of(number))
        self.exit(return_code=code_of(number))

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave, and remember that this was asked for."""
        self.leaving = return_code
        super().exit(result, return_code, message)

    def _fatal_error(self) -> None:
        """End after an error that nobody expected; who started the app says so.

        What is still being built when the app leaves may miss what has gone already: no mistake.

        Private in Textual, which has no other way to keep it from printing what every variable
        held: other people's words, terminal sequences among them.
        """
        error = sys.exception()
        if self.leaving is not None and isinstance(error, _GONE):
            return
        self.failure = error
        self.panic()


def _settle() -> None:
    """Take what start-up has made out of the collector's sight: it is there to stay."""
    gc.collect()
    gc.freeze()
    gc.enable()
