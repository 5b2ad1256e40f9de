"""Who says what: the claims of a story by its reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from core.library import ClaimOrder, Library, ordered
from core.model import Claim, Matrix, Sign, StatementId
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.matrix_rows import claim_content, copied_words, short_name, standing
from tui.messages import MatrixLoaded, PairFound
from tui.questions import Question, ask
from tui.screens.view import Judging, View
from tui.walking import SIGNS
from tui.widgets.matrix_pane import MatrixPane

_ORDERS = {
    ClaimOrder.STORY: "as told",
    ClaimOrder.DISPUTED: "most disputed",
    ClaimOrder.SHARED: "most shared",
}
_SHOWN = {"conflict": "is disputed", "only": "is made by one report alone"}
_OWN = "These are the claim's own words; go to another report to say how it stands to them"


@dataclass(slots=True)
class MatrixMemory:
    """How the reader last sorted a matrix."""

    order: ClaimOrder = ClaimOrder.STORY


class MatrixScreen(View):
    """Rows to sort, cells to walk; closes with the statement to go to."""

    PLACE: ClassVar[Place] = Place.MATRIX
    TITLE_WORDS: ClassVar[str] = "Who says what"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.MATRIX)

    def __init__(
        self, library: Library, here: StatementId, judging: Judging, memory: MatrixMemory
    ) -> None:
        """Open on the cell of the statement the reader comes from."""
        super().__init__(library, here, judging)
        self._memory = memory
        self._matrix: Matrix | None = None
        self._left_out: frozenset[int] = frozenset()
        self._narrowed = False
        """Whether only what the open report leaves out is shown."""
        self._pane = MatrixPane(id="matrix")

    def view_parts(self) -> tuple[Widget, ...]:
        """The grid, and the words of the cell under the cursor."""
        return self._pane, Static(id="detail")

    def question(self) -> Question:
        """The claims."""
        return partial(questions.matrix, self.library, self.here.article)

    @property
    def mover(self) -> Widget:
        """The grid."""
        return self._pane

    @on(MatrixLoaded)
    def _loaded(self, message: MatrixLoaded) -> None:
        is_first = self._matrix is None
        self._matrix, self._left_out = message.matrix, message.left_out
        self._narrowed = self._narrowed and bool(message.left_out)
        self.entitle(f"{self.TITLE_WORDS}  {message.matrix.story.title}")
        self._fill()
        self.reveal()
        if is_first:
            self._pane.go_to(self.here)
        self.call_after_refresh(self._tell)

    def _fill(self) -> None:
        matrix = self._matrix
        if matrix is not None:
            self._pane.show(matrix.articles, self._claims(matrix), self.here.article)

    def _claims(self, matrix: Matrix) -> tuple[Claim, ...]:
        claims = ordered(matrix.claims, self._memory.order)
        if not self._narrowed:
            return claims
        return tuple(claim for claim in claims if claim.number in self._left_out)

    # --- what is said of the cell -----------------------------------------------------------------

    def on_resize(self) -> None:
        """The words below have more or less room."""
        self._tell()

    @on(MatrixPane.Moved)
    def _tell(self) -> None:
        matrix, claim, report = self._matrix, self._pane.claim, self._pane.report
        if matrix is None or claim is None or report is None:
            return
        detail = self.query_one("#detail", Static)
        name = f"{self._pane.column + 1} {short_name(report)}"
        room = detail.content_size
        detail.update(claim_content(claim, self._pane.cell, name, room))
        which = "left out here" if self._narrowed else _ORDERS[self._memory.order]
        about = standing(claim, len(matrix.articles))
        place = f"{self._pane.row + 1}/{self._pane.row_count} {which}"
        copied = copied_words(matrix, report.id)
        self.note(" · ".join(part for part in (copied, about, place) if part))

    # --- keys -------------------------------------------------------------------------------------

    def action_across(self, by: int) -> None:
        """To another report."""
        self._pane.move_across(by)

    def action_sort(self) -> None:
        """Sort the claims otherwise."""
        orders = list(_ORDERS)
        self._memory.order = orders[(orders.index(self._memory.order) + 1) % len(orders)]
        self._fill()

    def action_left_out(self) -> None:
        """Show only what the open report leaves out and two others say; again: all."""
        if not self._narrowed and not self._left_out:
            self.notify("The open report leaves out nothing that two others say", markup=False)
            return
        self._narrowed = not self._narrowed
        self._fill()

    def action_walk(self, what: str, by: int) -> None:
        """To the next or previous claim that is disputed, or made by one report alone."""
        wanted = SIGNS[what] & {Sign.DIFFERS, Sign.CONTRADICTS, Sign.ONLY}
        if not self._pane.walk(wanted, by):
            which = ("further " if by > 0 else "earlier ") if self._pane.has(wanted) else ""
            self.notify(f"No {which}claim here {_SHOWN[what]}", markup=False)

    def action_open(self) -> None:
        """Go to where the report says it."""
        if self.is_empty:
            return
        cell = self._pane.cell
        if cell is not None:
            self.dismiss(cell.statements[0])
        elif self._pane.claim is not None:
            self.notify("This report says nothing of it", markup=False)

    # --- the reader's word ------------------------------------------------------------------------

    def action_rule(self, said: str) -> None:
        """Confirm or reject how the report's words are related to the claim's own ones."""
        claim, cell = self._pane.claim, self._pane.cell
        if self.is_empty or claim is None or cell is None:
            self.notify("Nothing here to confirm or reject", markup=False)
            return
        if cell.relation is None:
            others = [each for each in claim.cells if each.relation is not None]
            if len(others) != 1:
                self.notify(_OWN if others else "No other report makes this claim", markup=False)
                return
            (cell,) = others
        question = partial(
            questions.pair_in_claim, self.library, claim.statement, cell.statements, said
        )
        ask(self, "pair", question)

    @on(PairFound)
    def _rule(self, message: PairFound) -> None:
        if message.related is None:
            self.notify("The two are related through another report only", markup=False)
        else:
            self.judging.rule_on(message.here, message.related, message.said)

    def action_link(self) -> None:
        """Take the report's statement as one side of a link."""
        cell = None if self.is_empty else self._pane.cell
        if cell is None:
            self.notify("This report says nothing of it", markup=False)
        else:
            self.judging.link_from(cell.statements[0])
