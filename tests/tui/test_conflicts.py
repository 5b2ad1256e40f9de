"""Conflicts as a list: keys in, screen out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from core.library import Library
from core.model import (
    Conflict,
    Evidence,
    EvidenceKind,
    PlacedStatement,
    Related,
    Relation,
    Ruling,
    Span,
    Speech,
    SpeechKind,
    StatementId,
    ToldConflict,
)
from tests import builders
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import COUNCIL, WORKS
from tui.drawing.conflict_rows import lay_out, row_pieces
from tui.drawing.strips import Piece
from tui.widgets.conflict_pane import ConflictPane

HERE = StatementId(builders.article("a").id, 2)
THERE = StatementId(builders.article("b").id, 3)
COSTS = Evidence(
    EvidenceKind.FIGURE, "12 Euro", "15 Euro", Span(10, 17), Span(10, 17), shared=False
)


def conflict_of(
    *, speaker: str | None = None, verdict: Ruling | None = None, title: str = "Titel"
) -> Conflict:
    speech = Speech(HERE, SpeechKind.REPORTED, speaker, None, None, None)
    return Conflict(
        PlacedStatement(HERE, "Es kostet 12 Euro.", title, "Stadtkurier", "2025-05-21T08:00"),
        PlacedStatement(THERE, "Es kostet 15 Euro.", title, None, None),
        Related(THERE, 0.8, Relation.DIFFERS, (COSTS,), verdict=verdict),
        speech if speaker else None,
        None,
    )


def lines_of(conflict: Conflict, width: int, *, current: bool = False) -> list[list[Piece]]:
    (row,) = lay_out([ToldConflict(conflict, ())], width)
    return [row_pieces(row, line, width, current=current) for line in range(row.height)]


def drawn(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces).rstrip()


# --- rows -----------------------------------------------------------------------------------------


def test_a_conflict_names_relation_score_reports_speakers_and_both_wordings() -> None:
    lines = [drawn(line) for line in lines_of(conflict_of(speaker="Ines Onken"), 60)]
    assert lines[0].split() == ["≠", "differs", ".80"]
    assert lines[1] == "  1 Stadtkurier · 2025-05-21 · Ines Onken says"
    assert lines[2] == "    Es kostet 12 Euro."
    assert lines[3] == "  2 Titel"
    assert lines[4] == "    Es kostet 15 Euro."
    assert lines[5] == ""


def test_the_parting_words_are_lit_on_both_sides() -> None:
    lines = lines_of(conflict_of(), 60)
    lit = [text for line in lines for text, look in line if "differs" in look]
    assert lit == ["12 Euro", "15 Euro"]


def test_the_readers_own_verdict_is_said() -> None:
    for ruling, said in ((Ruling.CONFIRMED, "confirmed"), (Ruling.LINKED, "linked")):
        assert f"{said} by you" in drawn(lines_of(conflict_of(verdict=ruling), 60)[0])


def test_who_tells_it_again_stands_below_the_wordings_a_few_by_name() -> None:
    told, other = conflict_of(), StatementId(builders.article("c").id, 1)
    elsewhere = replace(told, there=replace(told.there, id=other, outlet="Bote"))
    repeated = replace(told, there=replace(told.there, id=StatementId(THERE.article, 9)))

    def lines(*repeats: Conflict) -> list[str]:
        (row,) = lay_out([ToldConflict(told, repeats)], 60)
        return [
            drawn(row_pieces(row, line, 60, current=False)).strip() for line in range(row.height)
        ]

    assert lines(elsewhere)[5:] == ["also Stadtkurier ≠ Bote", ""]
    assert lines(repeated)[5:] == ["also 2 Es kostet 15 Euro.", ""]
    assert lines(*[elsewhere] * 4)[5:] == ["also Stadtkurier ≠ Bote"] * 4 + [""]
    assert lines(*[elsewhere] * 9)[7:] == ["also Stadtkurier ≠ Bote", "and 6 times more", ""]


@pytest.mark.parametrize("width", [10, 24, 60, 120])
def test_every_line_fits_and_the_current_conflict_is_marked_on_all_of_them(width: int) -> None:
    conflict = conflict_of(speaker="eine Sprecherin der Bahn " * 4, title="Langer Titel " * 9)
    lines = lines_of(conflict, width, current=True)
    for line in lines[:-1]:
        assert drawn(line).startswith("▌")
        assert all("current" in look for _, look in line)
        assert cell_len("".join(text for text, _ in line)) <= max(width, 24)


# --- in the app -----------------------------------------------------------------------------------


def pane_of(reader: Reader) -> ConflictPane:
    return reader.app.screen.query_one(ConflictPane)


async def test_every_pair_of_the_story_stands_once_the_strongest_first(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("C")
        assert "Conflicts  Nordwind in Emden" in reader.text
        assert pane_of(reader).count == 2
        assert reader.text.index("contradicts") < reader.text.index("differs")
        assert "1/2" in reader.text


async def test_enter_goes_to_the_one_side_and_2_to_the_other(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("C", "G", "enter")
        assert reader.here == StatementId(WORKS, 2)
        await reader.press("C", "2")
        assert reader.here == StatementId(COUNCIL, 3)
        await reader.press("C", "1")
        assert reader.here == StatementId(WORKS, 2)
        await reader.press("ctrl+o")
        assert reader.here == StatementId(COUNCIL, 3)


async def test_the_list_opens_on_the_conflict_of_the_statement(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "C")
        conflict = pane_of(reader).conflict
        assert conflict is not None
        assert conflict.here.id == StatementId(WORKS, 2)


async def test_w_looks_in_the_whole_library_also_from_an_article_without_story(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("J", "J", "J", "C")
        assert "No other report tells the same story." in reader.text
        await reader.press("enter", "1", "w")
        assert "Conflicts  whole library" in reader.text
        await reader.press("j")
        assert "2/2" in reader.text
        await reader.press("w")
        assert "No other report tells the same story." in reader.text


async def test_a_library_without_conflicts_says_so(unanalysed_library: Library) -> None:
    async with reading(unanalysed_library) as reader:
        await reader.press("C")
        assert "This article is not analysed yet." in reader.text
        await reader.press("w")
        assert "No two reports of the library conflict" in reader.text


@pytest.mark.parametrize("size", [(120, 36), (60, 20), (24, 7), (10, 4)])
async def test_the_list_survives_every_size(library: Library, size: tuple[int, int]) -> None:
    async with reading(library) as reader:
        await reader.press("C", "j")
        await reader.resize(*size)
        assert pane_of(reader).cursor == 1
        await reader.press("k", "space", "b", "ctrl+d", "ctrl+e", "g g")
        assert pane_of(reader).cursor == 0


async def test_a_click_goes_to_the_pair(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("C")
        pane = pane_of(reader)
        await reader.pilot.click(pane, offset=(9, 7))
        await reader.settle()
        assert pane.cursor == 1
