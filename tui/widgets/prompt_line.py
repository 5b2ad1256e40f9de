"""One line to type into, in the place of the footer: find and filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from tui.commands import Place, bindings_for
from tui.drawing.key_hints import hints


class PromptLine(Horizontal):
    """Says what is typed while it is typed; hidden when nobody types."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.FIND, Place.FILTER)

    place: reactive[Place] = reactive(Place.FIND, repaint=False)
    """What the words are for: `FIND` or `FILTER`."""
    answer: reactive[str] = reactive("", repaint=False)
    """What the words have led to so far: `3 of 12`."""

    @dataclass
    class Typed(Message):
        """The words have changed."""

        place: Place
        words: str

    @dataclass
    class Done(Message):
        """The reader has finished typing."""

        place: Place
        words: str
        kept: bool
        """False when the reader cancelled."""

    def compose(self) -> ComposeResult:
        """Sign, words, answer."""
        yield Static(id="prompt-sign")
        yield Input(id="prompt-words", compact=True)
        yield Static(id="prompt-answer")

    def on_mount(self) -> None:
        """Nobody types yet."""
        self.display = False

    def open(self, place: Place, words: str = "") -> None:
        """Take the focus and begin with these words."""
        self.place = place
        self.query_one("#prompt-sign", Static).update(Content("/" if place is Place.FIND else "\\"))
        self.answer = ""
        self._say()
        self.display = True
        line = self.query_one(Input)
        line.value = words
        line.cursor_position = len(words)
        line.focus()

    def watch_answer(self) -> None:
        """Show the answer beside the words."""
        if self.is_mounted:
            self._say()

    def _say(self) -> None:
        keys = hints(self.place, 40)
        answer = Content(f"{self.answer}   ") if self.answer else Content()
        self.query_one("#prompt-answer", Static).update(Content.assemble(answer, keys))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.post_message(self.Typed(self.place, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Keep what was found."""
        self._close(kept=True)

    def action_cancel(self) -> None:
        """Go back to where typing began."""
        self._close(kept=False)

    def _close(self, *, kept: bool) -> None:
        self.display = False
        self.post_message(self.Done(self.place, self.query_one(Input).value, kept))
