from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from core.model import ArticleId, ArticleRow, Sign, StoryId
from tui.drawing.list_rows import ListEntry, StoryHeader, entry_pieces, standing_words

ROW = ArticleRow(
    id=ArticleId("a1"),
    title="Hafenumbau wird teurer als geplant",
    title_derived=False,
    source="/news/a1.txt",
    outlet=None,
    published=None,
    language="de",
    story=None,
    statements=12,
    conflicts=None,
    read=False,
)
HEADER = StoryHeader(StoryId("s1"), "Umbau des Hafens", 3)


def drawn(
    entry: ListEntry,
    width: int = 24,
    *,
    current: bool = False,
    opened: bool = False,
    folded: bool = False,
) -> str:
    pieces = entry_pieces(entry, width, current=current, opened=opened, folded=folded)
    return "".join(text for text, _ in pieces)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (drawn(HEADER), " ▾ Umbau des Hafens   3 "),
        (drawn(HEADER, folded=True), " ▸ Umbau des Hafens   3 "),
        (drawn(replace(HEADER, conflicts=5)), " ▾ Umbau des Hafe… 5≠ 3 "),
        (drawn(ROW), " ● Hafenumbau wird teur…"),
        (drawn(replace(ROW, read=True)), "   Hafenumbau wird teur…"),
        (drawn(replace(ROW, conflicts=2)), " ● Hafenumbau wird…  2≠ "),
        (drawn(replace(ROW, conflicts=0)), " ● Hafenumbau wird teur…"),
        (drawn(ROW, current=True), "▌● Hafenumbau wird teur…"),
        (drawn(ROW, opened=True), "▹● Hafenumbau wird teur…"),
        (drawn(ROW, current=True, opened=True), "▌● Hafenumbau wird teur…"),
    ],
)
def test_a_row_says_what_the_reader_needs_to_choose(line: str, shown: str) -> None:
    assert line == shown


@pytest.mark.parametrize(
    ("width", "story", "said"),
    [
        (120, 3, "2≠ 1= 1◦ story 3≠"),
        (120, 0, "2≠ 1= 1◦"),
        (120, None, "2≠ 1= 1◦"),
        (80, 3, "2≠"),
    ],
)
def test_an_article_is_summed_up_as_far_as_there_is_room(
    width: int, story: int | None, said: str
) -> None:
    found = [
        *(Sign.DIFFERS, Sign.CONTRADICTS, Sign.AGREES),
        *(Sign.ONLY, Sign.NONE, Sign.RELATED),
    ]
    assert standing_words(found, story, width=width) == said
    assert standing_words([], story, width=80) == ""


def test_a_derived_title_looks_different() -> None:
    pieces = entry_pieces(
        replace(ROW, title_derived=True),
        40,
        current=False,
        opened=False,
        folded=False,
    )
    assert any("derived" in look for _, look in pieces)


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(0, 60), st.integers(0, 99_999), st.booleans())
def test_a_row_is_exactly_as_wide_as_the_list(
    title: str, width: int, conflicts: int, current: bool
) -> None:
    line = drawn(replace(ROW, title=title, conflicts=conflicts), width, current=current)
    assert cell_len(line) == max(3, width)


@settings(deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=[]), max_size=60))
def test_a_hostile_title_is_shown_harmlessly(title: str) -> None:
    assert not {"\x1b", "\u202e", "\n", "\x9b"} & set(drawn(replace(ROW, title=title), 60))
