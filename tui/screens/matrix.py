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
from tui.drawing.glyphs import glyphs
from tui.drawing.matrix_rows import claim_content, short_name, standing
from tui.messages import LeftOutLoaded, MatrixLoaded
from tui.questions import ask
from tui.screens.view import View
from tui.walking import SIGNS
from tui.widgets.matrix_pane import MatrixPane

_ORDERS = {
    ClaimOrder.STORY: "as told",
    ClaimOrder.DISPUTED: "most disputed",
    ClaimOrder.SHARED: "most shared",
}
_SHOWN = {"conflict": "disputed", "only": "made by one report alone"}


@dataclass(slots=True)
class MatrixMemory:
    """How the reader last sorted a matrix."""

    order: ClaimOrder = ClaimOrder.STORY


class MatrixScreen(View):
    """Rows to sort, cells to walk; closes with the statement to go to."""

    PLACE: ClassVar[Place] = Place.MATRIX
    TITLE_WORDS: ClassVar[str] = "Who says what"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.MATRIX)

    def __init__(self, library: Library, here: StatementId, memory: MatrixMemory) -> None:
        """Open on the cell of the statement the reader comes from."""
        super().__init__()
        self._library = library
        self._here = here
        self._memory = memory
        self._matrix: Matrix | None = None
        self._left_out: frozenset[int] | None = None
        self._pane = MatrixPane(id="matrix")

    def view_parts(self) -> tuple[Widget, ...]:
        """The grid, and the words of the cell under the cursor."""
        return self._pane, Static(id="detail")

    def begin(self) -> None:
        """Ask for the claims."""
        ask(self, "matrix", partial(questions.matrix, self._library, self._here.article))

    @property
    def mover(self) -> Widget:
        """The grid."""
        return self._pane

    @on(MatrixLoaded)
    def _loaded(self, message: MatrixLoaded) -> None:
        self._matrix = message.matrix
        self.entitle(f"{self.TITLE_WORDS}  {message.matrix.story.title}")
        self._fill()
        self.reveal()
        self._pane.go_to(self._here)
        self.call_after_refresh(self._tell)

    def _fill(self) -> None:
        matrix = self._matrix
        if matrix is not None:
            self._pane.show(matrix.articles, self._claims(matrix), self._here.article)

    def _claims(self, matrix: Matrix) -> tuple[Claim, ...]:
        claims = ordered(matrix.claims, self._memory.order)
        if self._left_out is None:
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
        signs = glyphs(ascii_only=self._pane.ascii_only)
        name = f"{self._pane.column + 1} {short_name(report)}"
        room = detail.content_size
        detail.update(claim_content(claim, self._pane.cell, name, room, signs=signs))
        which = "left out here" if self._left_out is not None else _ORDERS[self._memory.order]
        about = standing(claim, len(matrix.articles), signs=signs)
        self.note(f"{about} · {self._pane.row + 1}/{self._pane.row_count} {which}")

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
        if self._left_out is None:
            ask(self, "left out", partial(questions.left_out, self._library, self._here.article))
        else:
            self._left_out = None
            self._fill()

    @on(LeftOutLoaded)
    def _show_left_out(self, message: LeftOutLoaded) -> None:
        if not message.claims:
            self.notify("The open report leaves out nothing that two others say", markup=False)
            return
        self._left_out = message.claims
        self._fill()

    def action_walk(self, what: str, by: int) -> None:
        """To the next or previous claim that is disputed, or made by one report alone."""
        wanted = SIGNS[what] & {Sign.DIFFERS, Sign.CONTRADICTS, Sign.ONLY}
        if not self._pane.walk(wanted, by):
            self.notify(f"No claim here is {_SHOWN[what]}", markup=False)

    def action_open(self) -> None:
        """Go to where the report says it."""
        cell = self._pane.cell
        if cell is not None:
            self.dismiss(cell.statements[0])
        elif self._pane.claim is not None:
            self.notify("This report says nothing of it", markup=False)
