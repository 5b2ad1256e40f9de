"""Two articles side by side, drawn line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.reactive import reactive

from core.model import Pairing, Sign, Statement, StatementId
from tui.drawing.compare_rows import Row, lay_out, pairing_sign, row_pieces
from tui.drawing.strips import Piece
from tui.widgets.block_pane import BlockPane


class ComparePane(BlockPane):
    """The cursor stands on one text of a pairing."""

    PREFIX = "compare"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"compare--{name}"
        for name in (
            *("bar", "left", "right", "title", "lead", "heading", "current", "shared", "differs"),
            *(f"sign-{sign}" for sign in Sign),
        )
    }

    side: reactive[int] = reactive(0, repaint=False, init=False)
    """0 is the left text, 1 the right one."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._pairings: Sequence[Pairing] = ()
        self._statements: Mapping[StatementId, Statement] = {}
        self._rows: Sequence[Row] = ()

    def show(
        self, pairings: Sequence[Pairing], statements: Mapping[StatementId, Statement]
    ) -> None:
        """Show these pairings; the cursor stays on its statement, side by side with another."""
        here = self.statement
        self._pairings, self._statements = pairings, statements
        places = [at for at, each in enumerate(pairings) if here in (each.left, each.right)]
        if here is not None and places:
            self.set_reactive(BlockPane.cursor, places[0])
            self.set_reactive(ComparePane.side, int(pairings[places[0]].right == here))
        self.lay_out()

    def go_to(self, statement: StatementId) -> None:
        """Put the cursor on a statement."""
        for block, pairing in enumerate(self._pairings):
            if statement in (pairing.left, pairing.right):
                self.side = 0 if pairing.left == statement else 1
                self.cursor = block
                return

    @property
    def pairing(self) -> Pairing | None:
        """The pairing the cursor stands on."""
        return self._pairings[self.cursor] if self.cursor < len(self._pairings) else None

    @property
    def statement(self) -> StatementId | None:
        """The statement under the cursor; where that side is silent, the other one."""
        pairing = self.pairing
        if pairing is None:
            return None
        return (pairing.left, pairing.right)[self.side] or pairing.left or pairing.right

    def walk(self, wanted: frozenset[Sign], by: int) -> bool:
        """Go to the next pairing with one of these signs; False if there is none further on."""
        last = len(self._pairings)
        for block in range(self.cursor + 1, last) if by > 0 else range(self.cursor - 1, -1, -1):
            if pairing_sign(self._pairings[block]) in wanted:
                self.cursor = block
                return True
        return False

    def has(self, wanted: frozenset[Sign]) -> bool:
        """Whether there is a pairing with one of these signs."""
        return any(pairing_sign(each) in wanted for each in self._pairings)

    def validate_side(self, side: int) -> int:
        """There are two."""
        return min(max(0, side), 1)

    def watch_side(self) -> None:
        """Draw the row."""
        self.redraw_here()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the text under the mouse."""
        place = event.get_content_offset(self)
        if place is not None:
            self.side = int(place.x > self.page.width // 2)
        super().on_click(event)

    def heights(self, width: int) -> Sequence[int]:
        """Break the texts into lines."""
        self._rows = lay_out(self._pairings, self._statements, width)
        return [row.height for row in self._rows]

    def draw_block(self, block: int, line: int) -> Sequence[Piece]:
        """One line of one pairing."""
        row = self._rows[block]
        side = self.side if block == self.cursor else None
        if side is not None and row.sides[side] is None:
            side = 1 - side
        return row_pieces(row, line, side=side)
