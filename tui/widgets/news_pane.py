"""What is new about a report, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from core.model import Change, Relation, StatementId
from tui.drawing.news_rows import Entry, NewsRow, lay_out, row_pieces
from tui.drawing.strips import Piece
from tui.widgets.block_pane import BlockPane


class NewsPane(BlockPane):
    """The cursor stands on a statement."""

    PREFIX = "news"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"news--{name}"
        for name in (
            *("bar", "heading", "number", "name", "about", "current", "shared", "differs"),
            *("new", "gone", "sign-only", "sign-new", "sign-gone", "sign-moved"),
            *(f"sign-{relation}" for relation in Relation),
        )
    }

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._rows: Sequence[NewsRow] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these rows; the cursor stays on its statement, if that is still there."""
        before = self.entry
        self._entries = entries
        again = (
            at
            for at, entry in enumerate(entries)
            if before is not None
            and entry.places[0] == before.places[0]
            and isinstance(entry.shown, Change) == isinstance(before.shown, Change)
        )
        last = max(0, len(entries) - 1)
        self.set_reactive(BlockPane.cursor, next(again, min(self.cursor, last)))
        self.lay_out()

    def go_to(self, statement: StatementId) -> None:
        """Put the cursor on the row of a statement, if it has one."""
        rows = [
            (isinstance(entry.shown, Change), at)
            for at, entry in enumerate(self._entries)
            if entry.places[0] == statement
        ]
        if rows:
            self.cursor = min(rows)[1]

    @property
    def entry(self) -> Entry | None:
        """The row the cursor stands on."""
        return self._entries[self.cursor] if self.cursor < len(self._entries) else None

    def heights(self, width: int) -> Sequence[int]:
        """Break the rows into lines."""
        self._rows = lay_out(self._entries, width)
        return [row.height for row in self._rows]

    def draw_block(self, block: int, line: int) -> Sequence[Piece]:
        """One line of one row."""
        return row_pieces(
            self._rows[block],
            line,
            self.page.width,
            current=block == self.cursor,
        )
