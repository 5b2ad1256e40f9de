"""Two articles side by side, aligned by meaning."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from core.library import Library
from core.model import ArticleId, Related, StatementId
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.compare_rows import compare_heading, pairing_words
from tui.messages import PairingsLoaded
from tui.questions import Question
from tui.screens.view import Judging, View
from tui.walking import SIGNS
from tui.widgets.block_pane import BlockPane
from tui.widgets.compare_pane import ComparePane

_SHOWN = {
    "conflict": ("pair that conflicts", "The two articles do not conflict"),
    "only": ("statement that stands alone", "Neither article says anything alone"),
}
"""What a walk stops at, and what to say where there is none."""


class CompareScreen(View):
    """Pairs of statements to walk; closes with the statement to go to."""

    PLACE: ClassVar[Place] = Place.COMPARE
    TITLE_WORDS: ClassVar[str] = "Side by side"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.COMPARE)

    def __init__(
        self,
        library: Library,
        here: StatementId,
        judging: Judging,
        beside: ArticleId | None,
    ) -> None:
        """Open on a statement; without a second article, beside the one most related."""
        super().__init__(library, here, judging)
        self._beside = beside
        self._loaded_pair: PairingsLoaded | None = None
        self._heading = Static(id="heading")
        self._pane = ComparePane(id="compare")

    def view_parts(self) -> tuple[Widget, ...]:
        """What is compared, and the texts."""
        return self._heading, self._pane

    def question(self) -> Question:
        """The pairs."""
        return partial(questions.compare, self.library, self.here.article, self._beside)

    @property
    def mover(self) -> Widget:
        """The texts."""
        return self._pane

    @on(PairingsLoaded)
    def _loaded(self, message: PairingsLoaded) -> None:
        is_first = self._loaded_pair is None
        self._loaded_pair = message
        self._beside = message.right.id
        self.reveal()
        self._pane.show(message.pairings, message.statements)
        if is_first:
            self._pane.go_to(self.here)
        self.call_after_refresh(self._tell)

    @property
    def pair(self) -> tuple[StatementId, Related] | None:
        """The pair under the cursor, if both texts speak there."""
        pairing = self._pane.pairing
        if pairing is None or pairing.left is None or pairing.related is None:
            return None
        return pairing.left, pairing.related

    def on_resize(self) -> None:
        """The heading has more or less room."""
        self.call_after_refresh(self._tell)

    @on(BlockPane.Moved)
    def _tell(self) -> None:
        loaded, pairing = self._loaded_pair, self._pane.pairing
        if loaded is None or pairing is None:
            return
        width = self._pane.page.width
        self._heading.update(compare_heading(loaded.left, loaded.right, width))
        about = pairing_words(pairing)
        self.note(f"{about} · {self._pane.cursor + 1}/{self._pane.count}")

    # --- keys -------------------------------------------------------------------------------------

    def action_across(self, by: int) -> None:
        """To the text on the left or on the right."""
        self._pane.side += by

    def action_walk(self, what: str, by: int) -> None:
        """To the next or previous pair that conflicts, or statement that stands alone."""
        if not self._pane.walk(SIGNS[what], by):
            stop, nothing = _SHOWN[what]
            which = "further" if by > 0 else "earlier"
            found = self._pane.has(SIGNS[what])
            self.notify(f"No {which} {stop}" if found else nothing, markup=False)

    def action_open(self) -> None:
        """Go to the statement under the cursor."""
        if self._pane.statement is not None and not self.is_empty:
            self.dismiss(self._pane.statement)

    def action_link(self) -> None:
        """Take the statement under the cursor as one side of a link."""
        if self._pane.statement is not None and not self.is_empty:
            self.judging.link_from(self._pane.statement)
