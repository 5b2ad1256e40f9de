"""Conflicts, drawn line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from core.model import Conflict, Relation, StatementId, ToldConflict
from tui.drawing.conflict_rows import ConflictRow, lay_out, row_pieces
from tui.drawing.strips import Piece
from tui.widgets.block_pane import BlockPane

Pair = frozenset[StatementId]


class ConflictPane(BlockPane):
    """The cursor stands on a pair."""

    PREFIX = "conflict"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"conflict--{name}"
        for name in (
            *("bar", "number", "name", "about", "verdict", "current", "shared", "differs"),
            *(f"sign-{relation}" for relation in Relation),
        )
    }

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._conflicts: Sequence[ToldConflict] = ()
        self._rows: Sequence[ConflictRow] = ()
        self._gone: Sequence[Pair] = ()

    def show(self, conflicts: Sequence[ToldConflict]) -> None:
        """Show these conflicts; the cursor stays on its pair.

        Where that has gone, it takes the place of it; and is on it again if it comes back before
        the reader has moved on.
        """
        here = self._gone or (self._pairs(self._conflicts[self.cursor]) if self._conflicts else ())
        places = {pair: block for block, told in enumerate(conflicts) for pair in self._pairs(told)}
        block = next((places[pair] for pair in here if pair in places), None)
        self._gone = here if block is None else ()
        self._conflicts = conflicts
        last = max(0, len(conflicts) - 1)
        self.set_reactive(BlockPane.cursor, min(self.cursor, last) if block is None else block)
        self.lay_out()

    @staticmethod
    def _pairs(told: ToldConflict) -> Sequence[Pair]:
        return [frozenset((each.here.id, each.there.id)) for each in told.told]

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two conflicts; what has gone is forgotten."""
        self._gone = ()
        super().watch_cursor(old, new)

    def go_to(self, statement: StatementId) -> None:
        """Put the cursor on the strongest conflict of a statement, if it has one."""
        for block, told in enumerate(self._conflicts):
            if any(statement in (each.here.id, each.there.id) for each in told.told):
                self.cursor = block
                return

    @property
    def conflict(self) -> Conflict | None:
        """The pair the cursor stands on."""
        at = self.cursor
        return self._conflicts[at].conflict if at < len(self._conflicts) else None

    @property
    def repeats(self) -> int:
        """How many pairs tell one of the conflicts again."""
        return sum(len(told.repeats) for told in self._conflicts)

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
        )
