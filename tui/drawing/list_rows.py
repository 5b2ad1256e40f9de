"""Rows of the article list: stories as headers, articles below them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from rich.cells import cell_len

from core.model import ArticleRow, Sign, StoryId
from tui.drawing.glyphs import Glyphs
from tui.drawing.safe_text import harmless
from tui.drawing.strips import Look, Piece
from tui.drawing.wrapping import cut


@dataclass(frozen=True, slots=True)
class StoryHeader:
    """The line above the articles of one story."""

    story: StoryId | None
    """None for the articles that belong to no story."""
    title: str
    count: int
    """Articles in the story."""


ListEntry: TypeAlias = StoryHeader | ArticleRow
"""What stands on one line of the list."""


def entry_pieces(
    entry: ListEntry, width: int, *, current: bool, opened: bool, folded: bool, signs: Glyphs
) -> list[Piece]:
    """One line of exactly `width` cells, as far as that is possible: bar, state, title, count."""
    here = ("current",) if current else ()
    look: Look
    if isinstance(entry, StoryHeader):
        glyph, look, title = signs.folded if folded else signs.unfolded, ("story",), entry.title
        count, count_look = str(entry.count), ("count",)
    else:
        glyph = " " if entry.read else signs.unread
        look = ("read",) if entry.read else ("unread",)
        if entry.title_derived:
            look += ("derived",)
        if opened:
            look += ("opened",)
        title = entry.title
        count = f"{entry.conflicts}{signs.signs[Sign.DIFFERS]}" if entry.conflicts else ""
        count_look = ("conflicts",)
    bar = signs.cursor if current else signs.opened if opened else " "
    tail = f" {count} " if count and width >= 16 else ""
    room = max(0, width - 3 - cell_len(tail))
    words = cut(harmless(title[: 8 * width + 64]), room, signs.ellipsis)
    return [
        (bar, (*here, "bar")),
        (glyph, (*here, "story" if isinstance(entry, StoryHeader) else "dot")),
        (" ", here),
        (words, here + look),
        (" " * (room - cell_len(words)), here),
        (tail, here + count_look),
    ]
