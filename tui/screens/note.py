"""The note on a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static, TextArea

from tui.commands import Place, bindings_for
from tui.drawing.lighting import MUTED, excerpt
from tui.screens.dialog import Dialog


@dataclass(frozen=True, slots=True)
class NoteClosed:
    """What was written, and whether the reader wants it saved."""

    text: str
    saved: bool


class NoteScreen(Dialog[NoteClosed]):
    """A field to write in; what is written is handed back however the dialog is closed."""

    PLACE: ClassVar[Place] = Place.NOTE
    TITLE_WORDS: ClassVar[str] = "Note"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.NOTE)

    def __init__(self, statement: str, text: str, *, draft: bool) -> None:
        super().__init__()
        self._statement = statement
        self._text = text
        self._draft = draft

    def parts(self) -> ComposeResult:
        """The statement and the field."""
        about = excerpt(self._statement, (), limit=240, ellipsis="…").stylize_before(MUTED)
        yield Static(about, id="about")
        yield TextArea(self._text, soft_wrap=True, id="text")

    def begin(self) -> None:
        """Write on where the text ends."""
        if self._draft:
            self.note("a draft, not saved yet")
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_save(self) -> None:
        """Hand the text back to be saved."""
        self.dismiss(NoteClosed(self.query_one(TextArea).text.strip(), saved=True))

    def action_close(self) -> None:
        """Hand the text back as a draft."""
        self.dismiss(NoteClosed(self.query_one(TextArea).text.strip(), saved=False))
