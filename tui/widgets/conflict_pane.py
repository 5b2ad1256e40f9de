"""Conflicts, drawn line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from core.model import Conflict, Relation, StatementId
from tui.drawing.conflict_rows import ConflictRow, lay_out, row_pieces
from tui.drawing.strips import Piece
from tui.widgets.block_pane import BlockPane


class ConflictPane(BlockPane):
    """The cursor stands on a pair."""

    PREFIX = "conflict"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"conflict--{name}"
        for name in (
            *("bar", "number", "name", "about", "current", "shared", "differs"),
            *(f"sign-{relation}" for relation in Relation),
        )
    }

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._conflicts: Sequence[Conflict] = ()
        self._rows: Sequence[ConflictRow] = ()

    def show(self, conflicts: Sequence[Conflict]) -> None:
        """Show these conflicts, from the first."""
        self._conflicts = conflicts
        self.set_reactive(BlockPane.cursor, 0)
        self.lay_out()

    def go_to(self, statement: StatementId) -> None:
        """Put the cursor on the strongest conflict of a statement, if it has one."""
        for block, conflict in enumerate(self._conflicts):
            if statement in (conflict.here.id, conflict.there.id):
                self.cursor = block
                return

    @property
    def conflict(self) -> Conflict | None:
        """The pair the cursor stands on."""
        return self._conflicts[self.cursor] if self.cursor < len(self._conflicts) else None

    def heights(self, width: int) -> Sequence[int]:
        """Break the wordings into lines."""
        self._rows = lay_out(self._conflicts, width)
        return [row.height for row in self._rows]

    def draw_block(self, block: int, line: int) -> Sequence[Piece]:
        """One line of one pair."""
        return row_pieces(
            self._rows[block],
            line,
            self.page.width,
            current=block == self.cursor,
            signs=self.signs,
        )
