"""Why two statements are related, in full."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from core.model import RelatedStatement, Statement
from tui.commands import Place, bindings_for
from tui.drawing.explanation import explanation
from tui.drawing.glyphs import glyphs
from tui.screens.dialog import Dialog


class ExplainScreen(Dialog[None]):
    """Both statements, what each part of the score is, and the evidence side by side."""

    PLACE: ClassVar[Place] = Place.EXPLAIN
    TITLE_WORDS: ClassVar[str] = "Why these two"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.EXPLAIN)

    def __init__(self, statement: Statement, found: RelatedStatement) -> None:
        super().__init__()
        self._statement = statement
        self._found = found

    def parts(self) -> ComposeResult:
        """One long text to scroll."""
        with VerticalScroll(id="rows"):
            yield Static(id="explanation")

    def begin(self) -> None:
        """Write it."""
        self._write()

    def on_resize(self) -> None:
        """Align to the new width."""
        self._write()

    @property
    def mover(self) -> Widget:
        """The text."""
        return self.query_one("#rows")

    def _write(self) -> None:
        width = max(20, self.query_one("#rows").scrollable_content_region.width)
        signs = glyphs(ascii_only=False)
        self.query_one("#explanation", Static).update(
            explanation(self._statement, self._found, width, signs=signs)
        )
