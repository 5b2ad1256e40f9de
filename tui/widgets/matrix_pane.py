"""Claims by reports, drawn line by line; any number of either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive

from core.model import ArticleId, ArticleRow, Cell, Claim, Sign, StatementId
from tui.drawing.matrix_rows import claim_sign, grid, heading_pieces, row_pieces
from tui.drawing.strips import Piece
from tui.widgets.line_pane import LinePane, Step

_HEAD = 1
"""Lines above the rows."""


class MatrixPane(LinePane):
    """The cursor stands on a cell; the reports stay named in the first line."""

    PREFIX = "matrix"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"matrix--{name}"
        for name in (
            *("heading", "opened", "here", "bar", "row", "current", "claim", "alone"),
            *("value", "speaker", "verdict", *(f"sign-{sign}" for sign in Sign)),
        )
    }

    row: reactive[int] = reactive(0, repaint=False, init=False)
    column: reactive[int] = reactive(0, repaint=False, init=False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell, or other cells are shown."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, MatrixPane.Moved)

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._claims: Sequence[Claim] = ()
        self._reports: Sequence[ArticleRow] = ()
        self._opened: ArticleId | None = None
        self._left = 0
        self._shape = grid(0, 0, 0)
        self._cells: dict[int, Mapping[ArticleId, Cell]] = {}

    # --- state down -------------------------------------------------------------------------------

    def show(
        self, reports: Sequence[ArticleRow], claims: Sequence[Claim], opened: ArticleId | None
    ) -> None:
        """Show these claims; the cursor stays on its statement where that still makes a claim."""
        report, here = self.report, self._statements_here()
        self._reports, self._claims, self._opened = reports, claims, opened
        places = {
            statement: row
            for row, claim in enumerate(claims)
            for cell in claim.cells
            for statement in cell.statements
        }
        row = next((places[each] for each in here if each in places), self.row)
        columns = [each.id for each in reports]
        if report is not None and report.id in columns:
            self.set_reactive(MatrixPane.column, columns.index(report.id))
        self.set_reactive(MatrixPane.row, self.validate_row(row))
        self.set_reactive(MatrixPane.column, self.validate_column(self.column))
        self.fit()
        self.post_message(self.Moved())

    def _statements_here(self) -> list[StatementId]:
        """What is under the cursor, then what else makes the same claim."""
        claim, cell = self.claim, self.cell
        if claim is None:
            return []
        return [*(cell.statements if cell is not None else ()), claim.statement]

    def go_to(self, statement: StatementId) -> None:
        """Put the cursor on a report's column, on the claim nearest to one of its statements."""
        columns = [report.id for report in self._reports]
        if statement.article not in columns:
            return
        self.column = columns.index(statement.article)
        distances = [
            (abs(each.number - statement.number), row)
            for row, claim in enumerate(self._claims)
            for cell in claim.cells
            if cell.article == statement.article
            for each in cell.statements
        ]
        if distances:
            self.row = min(distances)[1]

    @property
    def claim(self) -> Claim | None:
        """The claim the cursor stands on."""
        return self._claims[self.row] if self.row < len(self._claims) else None

    @property
    def report(self) -> ArticleRow | None:
        """The report whose column the cursor stands in."""
        return self._reports[self.column] if self.column < len(self._reports) else None

    @property
    def cell(self) -> Cell | None:
        """How that report puts that claim; None where it is silent."""
        claim, report = self.claim, self.report
        if claim is None or report is None:
            return None
        return self._cells_of(self.row).get(report.id)

    @property
    def row_count(self) -> int:
        """How many claims are shown."""
        return len(self._claims)

    # --- moving -----------------------------------------------------------------------------------

    def move(self, step: Step, by: int) -> None:
        """Move the cursor, or the rows under it, `by` steps; negative is towards the beginning."""
        match step:
            case "item" | "paragraph":
                self.row += by
            case "edge":
                self.row = 0 if by < 0 else len(self._claims) - 1
            case "line":
                self.scroll_to(y=self.top + by * self._shape.lines, animate=False, force=True)
            case "half":
                self._turn(by * max(1, self._rows_seen // 2))
            case "page":
                self._turn(by * max(1, self._rows_seen - 1))

    def move_across(self, by: int) -> None:
        """Move the cursor to another report."""
        self.column += by

    def walk(self, wanted: frozenset[Sign], by: int) -> bool:
        """Go to the next claim with one of these signs; False if there is none further on."""
        rows = range(self.row + 1, len(self._claims)) if by > 0 else range(self.row - 1, -1, -1)
        for row in rows:
            if claim_sign(self._claims[row]) in wanted:
                self.row = row
                return True
        return False

    def has(self, wanted: frozenset[Sign]) -> bool:
        """Whether there is a claim with one of these signs."""
        return any(claim_sign(claim) in wanted for claim in self._claims)

    def _turn(self, rows: int) -> None:
        self.show_from(self.top + rows * self._shape.lines)
        self.row += rows

    @property
    def _rows_seen(self) -> int:
        return max(1, (self.page.height - _HEAD) // self._shape.lines)

    # --- the cursor -------------------------------------------------------------------------------

    def validate_row(self, row: int) -> int:
        """The nearest row there is."""
        return min(max(0, row), max(0, len(self._claims) - 1))

    def validate_column(self, column: int) -> int:
        """The nearest column there is."""
        return min(max(0, column), max(0, len(self._reports) - 1))

    def watch_row(self, old: int, new: int) -> None:
        """Draw the two rows; bring the new one into view."""
        self.redraw((*self._lines_of(old), *self._lines_of(new)))
        if not self._following:
            self._reveal()
        self.post_message(self.Moved())

    def watch_column(self) -> None:
        """Draw the row, or everything where other columns come into view."""
        left = self._leftmost()
        if left != self._left:
            self._left = left
            self.redraw_all()
        else:
            self.redraw((self.top, *self._lines_of(self.row)))
        self.post_message(self.Moved())

    def _leftmost(self) -> int:
        """The first column seen, so that the cursor's is."""
        shown = max(1, self._shape.shown)
        left = min(self._left, self.column)
        left = max(left, self.column - shown + 1)
        return max(0, min(left, len(self._reports) - shown))

    def _lines_of(self, row: int) -> range:
        first = _HEAD + row * self._shape.lines
        return range(first, first + self._shape.lines)

    def _reveal(self) -> None:
        """Bring the row into view, below the line that names the reports."""
        height, top, lines = self.page.height, self.top, self._lines_of(self.row)
        if height <= _HEAD:
            return
        each = self._shape.lines
        third = (height - _HEAD) // 3 // each * each
        if lines.start < top + _HEAD:
            self.show_from(max(0, lines.start - _HEAD - third))
        elif lines.stop > top + height:
            self.show_from(-(-(lines.stop - height + third) // each) * each)

    def left_behind(self, *, downwards: bool) -> None:
        """Take the nearest row that is seen whole."""
        each = self._shape.lines
        first = -(-self.top // each)
        last = max(first, (self.top + self.page.height - _HEAD) // each - 1)
        self._following = True
        self.row = min(max(self.row, first), last)
        self._following = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let the cursor follow; the line that names the reports stays where it is."""
        if round(old_value) != round(new_value):
            self._strips.pop(round(old_value), None)
            self._strips.pop(round(new_value), None)
        super().watch_scroll_y(old_value, new_value)

    def fit(self) -> None:
        """Share out the width anew; the cursor stays in view."""
        self._cells.clear()
        self._shape = grid(self.page.width, self.page.height, len(self._reports))
        self._left = self._leftmost()
        self.redraw_all()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell under the mouse."""
        place = event.get_content_offset(self)
        if place is None or place.y < _HEAD:
            return
        row = (self.top + place.y - _HEAD) // self._shape.lines
        if row < len(self._claims):
            self.row = row
            across = self._left + (place.x - (self.page.width - self._columns_width)) // max(
                1, self._shape.column
            )
            if place.x >= self.page.width - self._columns_width:
                self.column = across

    @property
    def _columns_width(self) -> int:
        return self._shape.shown * self._shape.column

    # --- drawing ----------------------------------------------------------------------------------

    def line_count(self) -> int:
        """The line that names the reports, and the rows."""
        return _HEAD + len(self._claims) * self._shape.lines if self._claims else 0

    def draw(self, line: int) -> Sequence[Piece]:
        """One line; the first one seen names the reports, wherever the rows are."""
        if line == self.top:
            return heading_pieces(
                self._shape,
                self._reports,
                self._left,
                column=self.column,
                opened=self._opened,
            )
        row, part = divmod(line - _HEAD, self._shape.lines)
        return row_pieces(
            self._shape,
            self._claims[row],
            self._cells_of(row),
            self._reports,
            self._left,
            part,
            column=self.column if row == self.row else None,
        )

    def _cells_of(self, row: int) -> Mapping[ArticleId, Cell]:
        cells = self._cells.get(row)
        if cells is None:
            cells = self._cells[row] = {cell.article: cell for cell in self._claims[row].cells}
        return cells
