"""Two articles side by side: keys in, screen out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from rich.cells import cell_len

from core.library import Library
from core.model import (
    Evidence,
    EvidenceKind,
    Pairing,
    Related,
    Relation,
    Ruling,
    Sign,
    Span,
    Statement,
    StatementId,
)
from tests import builders
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import COUNCIL, WORKS
from tui.drawing.compare_rows import (
    compare_heading,
    evidence_spans,
    lay_out,
    pairing_sign,
    pairing_words,
    row_pieces,
)
from tui.drawing.strips import Piece
from tui.widgets.compare_pane import ComparePane

LEFT = builders.statement("a", 1, "Die Brücke kostet 12 Millionen Euro, sagt der Rat.")
RIGHT = builders.statement("b", 4, "Die Brücke kostet 15 Millionen Euro.")
ALONE = builders.statement("b", 5, "Es regnet.")
COSTS = Evidence(
    EvidenceKind.FIGURE,
    "12 Millionen Euro",
    "15 Millionen Euro",
    Span(18, 35),
    Span(18, 35),
    shared=False,
)
BRIDGE = Evidence(EvidenceKind.WORD, "Brücke", "Brücke", Span(4, 10), Span(4, 10))
PARTED = Pairing(LEFT.id, RIGHT.id, Related(RIGHT.id, 0.8, Relation.DIFFERS, (COSTS, BRIDGE)))
SINGLE = Pairing(None, ALONE.id, None)
KNOWN: Mapping[StatementId, Statement] = {each.id: each for each in (LEFT, RIGHT, ALONE)}


def drawn(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def looks_of(pieces: list[Piece], words: str) -> set[str]:
    return {name for text, look in pieces if words in text for name in look}


# --- rows -----------------------------------------------------------------------------------------


def test_both_texts_begin_on_the_same_line_and_the_sign_stands_between() -> None:
    (row,) = lay_out([PARTED], KNOWN, 80)
    first = drawn(row_pieces(row, 0, side=None))
    assert first.index("Die Brücke") == 2
    assert "  ≠  Die Brücke kostet 15" in first
    assert row.height == 3
    assert drawn(row_pieces(row, 2, side=None)) == ""


def test_no_line_is_wider_than_the_pane() -> None:
    for width in (5, 20, 40, 74, 75, 76, 120):
        for row in lay_out([PARTED, SINGLE], KNOWN, width):
            for line in range(row.height):
                pieces = row_pieces(row, line, side=0)
                assert cell_len(drawn(pieces)) <= max(width, 8)


def test_a_narrow_pane_puts_one_text_above_the_other() -> None:
    (row,) = lay_out([PARTED], KNOWN, 60)
    lines = [drawn(row_pieces(row, n, side=None)) for n in range(row.height)]
    assert lines[0].startswith("  1    Die Brücke kostet 12")
    assert lines[1].startswith("  2 ≠  Die Brücke kostet 15")


def test_what_stands_alone_is_marked_and_the_other_side_is_blank() -> None:
    (row,) = lay_out([SINGLE], KNOWN, 80)
    line = drawn(row_pieces(row, 0, side=None))
    assert line[:38].strip() == ""
    assert line.split() == ["┊", "Es", "regnet."]
    (stacked,) = lay_out([SINGLE], KNOWN, 40)
    assert drawn(row_pieces(stacked, 0, side=1)).startswith("▌ 2 ┊  Es regnet.")


@pytest.mark.parametrize("width", [80, 30])
def test_a_stretch_without_counterpart_is_marked_along_its_whole_length(width: int) -> None:
    long = builders.statement("b", 6, "Es regnet seit Tagen ohne Pause über der ganzen Küste.")
    (row,) = lay_out([Pairing(None, long.id, None)], {long.id: long}, width)
    assert row.height > 2
    for line in range(row.height - 1):
        assert "┊" in drawn(row_pieces(row, line, side=None))


def test_the_readers_verdict_stands_with_the_relation() -> None:
    assert PARTED.related is not None
    ruled = replace(PARTED, related=replace(PARTED.related, verdict=Ruling.CONFIRMED))
    assert pairing_words(ruled) == "≠ differs .80 · confirmed by you"


def test_parting_words_are_always_lit_and_shared_ones_only_under_the_cursor() -> None:
    (row,) = lay_out([PARTED], KNOWN, 120)
    apart = row_pieces(row, 0, side=None)
    assert "differs" in looks_of(apart, "12 Millionen")
    assert "differs" in looks_of(apart, "15 Millionen")
    assert "shared" not in looks_of(apart, "Brücke")
    current = row_pieces(row, 0, side=1)
    assert "shared" in looks_of(current, "Brücke")
    assert "current" in looks_of(current, "15 Millionen")
    assert "current" not in looks_of(current, "12 Millionen")


def test_evidence_is_taken_from_the_side_it_is_shown_on() -> None:
    there = Evidence(EvidenceKind.NEGATION, "", "nicht", None, Span(1, 6), shared=False)
    related = Related(RIGHT.id, 0.7, Relation.CONTRADICTS, (there,))
    assert evidence_spans(related, there=True)[1] == ("differs", (Span(1, 6),))
    assert evidence_spans(related, there=False)[1] == ("differs", ())
    assert evidence_spans(None, there=True) == (("shared", ()), ("differs", ()))


def test_a_pairing_is_named_by_its_relation() -> None:
    assert pairing_sign(PARTED) is Sign.DIFFERS
    assert pairing_sign(SINGLE) is Sign.ONLY
    assert pairing_words(PARTED) == "≠ differs .80"
    assert pairing_words(SINGLE) == "┊ nothing beside it in the first"
    assert pairing_words(Pairing(LEFT.id, None, None)) == "┊ nothing beside it in the second"


@pytest.mark.parametrize("width", [20, 60, 80, 140])
def test_the_heading_names_both_articles(width: int) -> None:
    left = builders.article("a", title="Die [b]Brücke[/b]", outlet="Stadtkurier")
    right = builders.article("b", title="Kosten")
    heading = compare_heading(left, right, width).plain
    assert "Stadtkurier" in heading
    assert "Kosten" in heading
    assert max(cell_len(line) for line in heading.splitlines()) <= width
    if width >= 60:
        assert "Stadtkurier: Die [b]Brücke" in heading


# --- in the app -----------------------------------------------------------------------------------


def pane_of(reader: Reader) -> ComparePane:
    return reader.app.screen.query_one(ComparePane)


async def test_the_article_stands_beside_that_of_the_chosen_relative(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "enter", "j", "v")
        assert "Stadtkurier: Nordwind AG baut Werk in Emden" in reader.text
        assert "Harbour Times: Wind firm picks Emden [Update]" in reader.text
        assert pane_of(reader).statement == StatementId(WORKS, 2)


async def test_without_a_relative_it_is_the_article_most_related(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("v")
        assert "Küstenblatt: Emden: Noch kein Beschluss" in reader.text


async def test_sides_are_walked_and_enter_lands_on_the_statement(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "v", "l", "enter")
        assert reader.here == StatementId(COUNCIL, 3)
        await reader.press("ctrl+o")
        assert reader.here == StatementId(WORKS, 2)


async def test_where_a_side_is_silent_the_other_one_is_opened(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "v", "g g", "right")
        assert pane_of(reader).statement == StatementId(WORKS, 1)
        await reader.press("left", "j")
        assert pane_of(reader).statement == StatementId(COUNCIL, 1)


async def test_brackets_walk_the_conflicts_and_stop_at_the_last(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("v", "] c")
        assert "≠ differs .81" in reader.text
        await reader.press("] c")
        assert "≠ contradicts .84" in reader.text
        await reader.press("] c")
        assert "≠ contradicts .84" in reader.text
        assert reader.said[-1] == "No further pair that conflicts"
        await reader.press("[ o")
        assert "┊ nothing beside it in the" in reader.text
        await reader.press("g g", "[ o")
        assert reader.said[-1] == "No earlier statement that stands alone"


async def test_articles_without_conflict_say_so(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("J", "J", "v", "] c")
        assert reader.said[-1] == "The two articles do not conflict"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (30, 8), (12, 5)])
async def test_the_same_pair_stays_in_view_at_every_size(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library) as reader:
        await reader.press("v", "] c", "l")
        here = pane_of(reader).statement
        await reader.resize(*size)
        assert pane_of(reader).statement == here
        await reader.press("ctrl+d", "ctrl+u", "space", "b", "ctrl+e", "ctrl+y", "G")
        assert pane_of(reader).cursor == pane_of(reader).count - 1


async def test_eighty_columns_are_enough_for_both_and_sixty_are_not(library: Library) -> None:
    async with reading(library, size=(80, 24)) as reader:
        await reader.press("j", "v")
        assert any("Turbinenher" in line and "Das Unternehmen" in line for line in reader.lines)
        assert not any(line.startswith("│ ▌ 1") for line in reader.lines)
        await reader.resize(60, 24)
        assert any(line.startswith("│ ▌ 1") for line in reader.lines)


async def test_a_click_goes_to_the_text(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("v", "] c")
        pane = pane_of(reader)
        await reader.pilot.click(pane, offset=(pane.page.width - 10, 2))
        await reader.settle()
        assert pane.statement == StatementId(COUNCIL, 1)


async def test_an_article_alone_has_nothing_beside_it(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("J", "J", "J", "v")
        assert "No other report tells the same story." in reader.text
        await reader.press("l", "] c", "enter", "escape")
        assert reader.place == "text"
