"""A name to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from tui.commands import Place, bindings_for
from tui.drawing.lighting import MUTED, words
from tui.screens.dialog import Dialog


class NameScreen(Dialog[str]):
    """One line; closes with what was written, unless that is nothing and may not be."""

    PLACE: ClassVar[Place] = Place.NAME
    TITLE_WORDS: ClassVar[str] = "Name"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.NAME)

    def __init__(
        self,
        about: str,
        name: str,
        *,
        suggestions: Sequence[str] = (),
        may_be_empty: bool = False,
    ) -> None:
        super().__init__()
        self._may_be_empty = may_be_empty
        self._about = about
        self._proposed = name
        self._suggestions = suggestions

    def parts(self) -> ComposeResult:
        """What is asked, and the line."""
        yield Static(words(self._about, MUTED), id="about")
        suggester = SuggestFromList(self._suggestions, case_sensitive=False)
        yield Input(self._proposed, suggester=suggester if self._suggestions else None, id="name")

    def begin(self) -> None:
        """Write on where the name ends."""
        line = self.query_one(Input)
        line.cursor_position = len(self._proposed)
        line.focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Hand the name back."""
        written = self.query_one(Input).value.strip()
        self.dismiss(written if written or self._may_be_empty else None)
