from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Article, Block, Dropped, Role, Sign, Span
from tests.builders import article
from tui.drawing import glyphs
from tui.drawing.article_lines import (
    Layout,
    frame,
    lay_out,
    margin_pieces,
    mark_pieces,
    text_pieces,
)
from tui.drawing.strips import Piece


def of_blocks(*blocks: tuple[Role, str]) -> Article:
    """An article of these blocks; its title is the first one's text."""
    start, placed = 0, []
    for role, text in blocks:
        placed.append(Block(role, Span(start, start + len(text))))
        start += len(text) + 2
    text = "\n\n".join(words for _, words in blocks)
    base = article(title=blocks[0][1] if blocks else "")
    return replace(base, text=text, original=text, blocks=tuple(placed), alignment=())


def said(pieces: Sequence[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def page(layout: Layout) -> list[str]:
    return [said(text_pieces(layout, line, ())) for line in range(len(layout))]


BLOCKS = st.lists(
    st.tuples(st.sampled_from(Role), st.text("ab äß東-é\x1b\u202e. ", min_size=1, max_size=80)),
    max_size=8,
).map(lambda blocks: of_blocks(*blocks))


def test_blocks_stand_apart_and_headings_have_air_above() -> None:
    shown = of_blocks(
        (Role.TITLE, "Hafen wird umgebaut"),
        (Role.LEAD, "Der Rat stimmte zu."),
        (Role.PARAGRAPH, "Das kostet viel Geld."),
        (Role.HEADING, "Kritik"),
        (Role.PARAGRAPH, "Nicht alle sind froh."),
    )
    assert page(lay_out(shown, 40)) == [
        "",
        "Hafen wird umgebaut",
        "",
        "Der Rat stimmte zu.",
        "",
        "Das kostet viel Geld.",
        "",
        "",
        "Kritik",
        "Nicht alle sind froh.",
        "",
    ]


def test_what_is_known_about_the_source_stands_below_the_title() -> None:
    shown = replace(
        article(title="Titel", outlet="Der Bote", published="2026-03-14T09:30:00+01:00"),
        category="Lokales",
        author="P. Sommer",
    )
    lines = page(lay_out(shown, 60))
    assert lines[1:3] == ["Titel", "Lokales · Der Bote · 2026-03-14 09:30 · P. Sommer"]


def test_a_derived_title_says_so_and_belongs_to_no_statement() -> None:
    shown = replace(
        of_blocks((Role.PARAGRAPH, "Der Rat tagt.")), title="Der Rat tagt", title_derived=True
    )
    layout = lay_out(shown, 40)
    assert page(layout)[1] == "Der Rat tagt (derived)"
    assert text_pieces(layout, 1, ())[0] == ("Der Rat tagt", ("title", "derived"))
    assert layout.line_of(0) == 3


def test_left_out_passages_are_counted_with_their_reasons() -> None:
    dropped = [Dropped("x", reason, Span(0, 1)) for reason in ("advertisement", "menu", "menu")]
    shown = replace(of_blocks((Role.TITLE, "Titel")), dropped=tuple(dropped))
    assert page(lay_out(shown, 60))[-2] == "3 passages left out · advertisement, menu"
    one = replace(shown, dropped=tuple(dropped[:1]))
    assert page(lay_out(one, 60))[-2] == "1 passage left out · advertisement"


@settings(deadline=None)
@given(BLOCKS, st.integers(1, 50))
def test_every_word_of_the_article_stands_on_exactly_the_line_it_is_said_to(
    shown: Article, width: int
) -> None:
    layout = lay_out(shown, width)
    assert list(layout.starts) == sorted(layout.starts)
    for block in shown.blocks:
        for offset in range(block.span.start, block.span.end):
            if layout.text[offset] != " ":
                line = layout.line_of(offset)
                assert layout.starts[line] <= offset < layout.ends[line]
                assert line not in layout.spoken


@settings(deadline=None)
@given(BLOCKS, st.integers(1, 50))
def test_nothing_a_terminal_obeys_is_on_any_line(shown: Article, width: int) -> None:
    layout = lay_out(shown, width)
    assert not {"\x1b", "\u202e", "\n"} & set("".join(page(layout)))


@settings(deadline=None)
@given(BLOCKS, st.integers(1, 50), st.integers(0, 200), st.integers(1, 60))
def test_a_span_lights_up_its_words_and_nothing_else(
    shown: Article, width: int, start: int, length: int
) -> None:
    layout = lay_out(shown, width)
    span = Span(min(start, len(layout.text)), min(start + length, len(layout.text)))
    lines = layout.by_line([span])
    plain = page(layout)
    lit: list[str] = []
    for line in range(len(layout)):
        pieces = text_pieces(layout, line, [("found", lines.get(line, ()))])
        assert said(pieces) == plain[line]
        lit += [text for text, look in pieces if "found" in look]
        shown_there = layout.text[layout.starts[line] : layout.ends[line]]
        assert line in layout.spoken or said(pieces) == shown_there
    seen = "".join(lit).replace(" ", "")
    covered = [b.span for b in shown.blocks]
    expected = "".join(
        layout.text[max(span.start, c.start) : min(span.end, c.end)]
        for c in covered
        if c.overlaps(span)
    )
    assert seen == expected.replace(" ", "")


def test_overlapping_spans_are_laid_over_each_other_in_their_order() -> None:
    layout = lay_out(of_blocks((Role.PARAGRAPH, "abcdef")), 40)
    line = layout.line_of(0)
    assert text_pieces(layout, line, [("one", [Span(0, 4)]), ("two", [Span(2, 6)])]) == [
        ("ab", ("one",)),
        ("cd", ("one", "two")),
        ("ef", ("two",)),
    ]


@pytest.mark.parametrize("width", range(200))
def test_the_parts_of_the_frame_fit_the_pane_at_every_width(width: int) -> None:
    parts = frame(width, longest_line=72)
    used = parts.margin + parts.column + parts.marks
    assert used <= max(1, width)
    assert parts.indent <= (width - used + 1) // 2
    assert 1 <= parts.column <= 72


@pytest.mark.parametrize(
    ("starting", "shown"),
    [
        ([], "     "),
        ([(Sign.AGREES, False)], "  =  "),
        ([(Sign.RELATED, False), (Sign.ONLY, False)], "  ◦  "),
        ([(Sign.DIFFERS, False), (Sign.AGREES, False)], " ≠=  "),
        ([(Sign.ONLY, False), (Sign.CONTRADICTS, False), (Sign.AGREES, False)], " ≠=  "),
    ],
)
def test_the_weightiest_signs_of_a_line_stand_in_reading_order(
    starting: list[tuple[Sign, bool]], shown: str
) -> None:
    pieces = margin_pieces(4, starting, current=False)
    assert said(pieces) + " " == shown


def test_the_current_statement_has_a_bar_and_its_sign_is_marked() -> None:
    starting = [(Sign.ONLY, False), (Sign.DIFFERS, True)]
    pieces = margin_pieces(4, starting, current=True)
    assert said(pieces) == "▌◦≠ "
    assert ("≠", ("sign-differs", "current")) in pieces
    assert margin_pieces(0, starting, current=True) == []


def test_marks_differ_by_shape() -> None:
    both = mark_pieces(3, bookmarked=True, noted=True)
    assert said(both) == f" {glyphs.BOOKMARK}{glyphs.NOTE}"
    assert said(mark_pieces(3, bookmarked=False, noted=False)) == "   "
    assert mark_pieces(0, bookmarked=True, noted=True) == []
    shapes = {glyphs.BOOKMARK, glyphs.NOTE, glyphs.CURSOR, glyphs.UNREAD, *glyphs.OF_SIGN.values()}
    assert len(shapes) == 8  # what differs and what contradicts share one
