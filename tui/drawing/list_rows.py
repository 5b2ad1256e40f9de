"""Rows of the article list: stories as headers, articles below them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, TypeAlias

from rich.cells import cell_len

from core.model import ArticleRow, SavedSearchId, Sign, StoryId
from tui.drawing import glyphs
from tui.drawing.safe_text import harmless
from tui.drawing.strips import Look, Piece
from tui.drawing.wrapping import cut

_WITH_COUNTS = 16
"""Cells of a row from which there is room for counts."""
_WITH_ALL_COUNTS = 100
"""Columns of a screen from which the bottom line counts more than the conflicts."""


@dataclass(frozen=True, slots=True)
class StoryHeader:
    """The line above the articles of one story."""

    story: StoryId | None
    """None for the articles that belong to no story."""
    title: str
    count: int
    """Articles in the story."""
    conflicts: int = 0
    """Statements of its articles that differ from or contradict another."""


SEARCHES: Final = StoryId("")
"""Stands in the heading of the saved searches; no story has it."""


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A saved search."""

    id: SavedSearchId
    title: str
    query: str
    count: int
    """How many articles it finds, counted up to a thousand."""


ListEntry: TypeAlias = StoryHeader | ArticleRow | SearchRow
"""What stands on one line of the list."""


def entry_pieces(
    entry: ListEntry, width: int, *, current: bool, opened: bool, folded: bool
) -> list[Piece]:
    """One line of exactly `width` cells, as far as that is possible: bar, state, title, count."""
    here = ("current",) if current else ()
    look: Look
    if isinstance(entry, StoryHeader):
        glyph, look, title = glyphs.FOLDED if folded else glyphs.UNFOLDED, ("story",), entry.title
        count, count_look = str(entry.count), ("count",)
        disputes = _disputes(entry.conflicts)
    elif isinstance(entry, SearchRow):
        glyph, look, title = glyphs.SEARCH, ("read",), entry.title
        count, count_look = str(entry.count), ("count",)
        disputes = ""
    else:
        glyph = glyphs.UNREAD if not entry.read else glyphs.CHANGED if entry.changed else " "
        look = ("read",) if entry.read else ("unread",)
        if entry.title_derived:
            look += ("derived",)
        if opened:
            look += ("opened",)
        title = entry.title
        count, count_look, disputes = "", ("count",), _disputes(entry.conflicts or 0)
    bar = glyphs.CURSOR if current else glyphs.OPENED if opened else " "
    wide = width >= _WITH_COUNTS
    tail = f" {count} " if count and wide else " " if disputes and wide else ""
    disputed = f" {disputes}" if disputes and wide else ""
    room = max(0, width - 3 - cell_len(disputed + tail))
    words = cut(harmless(title[: 8 * width + 64]), room, glyphs.ELLIPSIS)
    return [
        (bar, (*here, "bar")),
        (glyph, (*here, "story" if isinstance(entry, StoryHeader) else "dot")),
        (" ", here),
        (words, here + look),
        (" " * (room - cell_len(words)), here),
        (disputed, (*here, "conflicts")),
        (tail, here + count_look),
    ]


def _disputes(count: int) -> str:
    return f"{count}{glyphs.OF_SIGN[Sign.DIFFERS]}" if count else ""


def standing_words(found: Collection[Sign], story_conflicts: int | None, *, width: int) -> str:
    """How many statements of an article conflict, agree, stand alone; and of its story's conflicts.

    On a narrow screen only the conflicts of the article are counted.
    """
    counts = (
        (sum(sign in (Sign.DIFFERS, Sign.CONTRADICTS) for sign in found), Sign.DIFFERS),
        (sum(sign is Sign.AGREES for sign in found), Sign.AGREES),
        (sum(sign is Sign.ONLY for sign in found), Sign.ONLY),
    )
    shown = counts if width >= _WITH_ALL_COUNTS else counts[:1]
    said = [f"{count}{glyphs.OF_SIGN[sign]}" for count, sign in shown if count]
    if story_conflicts and width >= _WITH_ALL_COUNTS:
        said.append(f"story {story_conflicts}{glyphs.OF_SIGN[Sign.DIFFERS]}")
    return " ".join(said)
