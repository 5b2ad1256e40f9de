"""Why two statements are related, or why they are not shown as such, in full."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from core.library import Library
from core.model import Explanation, RelatedStatement, Statement
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.explanation import explanation
from tui.messages import ExplanationLoaded
from tui.questions import ask
from tui.screens.dialog import Dialog


class ExplainScreen(Dialog[None]):
    """Both statements, the parts of the score, how each says it, the evidence side by side."""

    PLACE: ClassVar[Place] = Place.EXPLAIN
    TITLE_WORDS: ClassVar[str] = "Why these two"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.EXPLAIN)

    def __init__(
        self, library: Library, statement: Statement, found: RelatedStatement, *, threshold: float
    ) -> None:
        super().__init__()
        self._library = library
        self._statement = statement
        self._found = found
        self._threshold = threshold
        self._explanation: Explanation | None = None

    def parts(self) -> ComposeResult:
        """One long text to scroll."""
        with VerticalScroll(id="rows"):
            yield Static(id="explanation")

    def begin(self) -> None:
        """Write what is known already, and ask for the rest."""
        self._write()
        question = partial(
            questions.explanation,
            self._library,
            self._statement.id,
            self._found.related.statement,
            threshold=self._threshold,
        )
        ask(self, "explanation", question)

    @on(ExplanationLoaded)
    def _explain(self, message: ExplanationLoaded) -> None:
        self._explanation = message.explanation
        self._write()

    def on_resize(self) -> None:
        """Align to the new width."""
        self._write()

    @property
    def mover(self) -> Widget:
        """The text."""
        return self.query_one("#rows")

    def _write(self) -> None:
        width = max(20, self.query_one("#rows").scrollable_content_region.width - 2)
        self.query_one("#explanation", Static).update(
            explanation(
                self._statement,
                self._found,
                self._explanation,
                width,
                threshold=self._threshold,
            )
        )
