"""Two articles side by side, aligned by meaning."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from core.library import Library
from core.model import ArticleId, StatementId
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.compare_rows import compare_heading, pairing_words
from tui.drawing.glyphs import glyphs
from tui.messages import PairingsLoaded
from tui.questions import ask
from tui.screens.view import View
from tui.walking import SIGNS
from tui.widgets.block_pane import BlockPane
from tui.widgets.compare_pane import ComparePane

_SHOWN = {
    "conflict": "The two articles do not differ from or contradict each other",
    "only": "Neither article says anything alone",
}


class CompareScreen(View):
    """Pairs of statements to walk; closes with the statement to go to."""

    PLACE: ClassVar[Place] = Place.COMPARE
    TITLE_WORDS: ClassVar[str] = "Side by side"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.COMPARE)

    def __init__(self, library: Library, here: StatementId, beside: ArticleId | None) -> None:
        """Open on a statement; without a second article, beside the one most related."""
        super().__init__()
        self._library = library
        self._here = here
        self._beside = beside
        self._loaded_pair: PairingsLoaded | None = None
        self._heading = Static(id="heading")
        self._pane = ComparePane(id="compare")

    def view_parts(self) -> tuple[Widget, ...]:
        """What is compared, and the texts."""
        return self._heading, self._pane

    def begin(self) -> None:
        """Ask for the pairs."""
        question = partial(questions.compare, self._library, self._here.article, self._beside)
        ask(self, "compare", question)

    @property
    def mover(self) -> Widget:
        """The texts."""
        return self._pane

    @on(PairingsLoaded)
    def _loaded(self, message: PairingsLoaded) -> None:
        self._loaded_pair = message
        self.reveal()
        self._pane.show(message.pairings, message.statements)
        self._pane.go_to(self._here)
        self.call_after_refresh(self._tell)

    def on_resize(self) -> None:
        """The heading has more or less room."""
        self.call_after_refresh(self._tell)

    @on(BlockPane.Moved)
    def _tell(self) -> None:
        loaded, pairing = self._loaded_pair, self._pane.pairing
        if loaded is None or pairing is None:
            return
        signs = glyphs(ascii_only=self._pane.ascii_only)
        width = self._pane.page.width
        self._heading.update(compare_heading(loaded.left, loaded.right, width, signs=signs))
        about = pairing_words(pairing, signs=signs)
        self.note(f"{about} · {self._pane.cursor + 1}/{self._pane.count}")

    # --- keys -------------------------------------------------------------------------------------

    def action_across(self, by: int) -> None:
        """To the text on the left or on the right."""
        self._pane.side += by

    def action_walk(self, what: str, by: int) -> None:
        """To the next or previous pair that conflicts, or statement that stands alone."""
        if not self._pane.walk(SIGNS[what], by):
            self.notify(_SHOWN[what], markup=False)

    def action_open(self) -> None:
        """Go to the statement under the cursor."""
        if self._pane.statement is not None:
            self.dismiss(self._pane.statement)
