"""Claims by reports: keys in, screen out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.geometry import Size

from core.library import Library
from core.model import (
    ArticleId,
    ArticleRow,
    Cell,
    Certainty,
    Claim,
    Copied,
    Matrix,
    Relation,
    Ruling,
    Sign,
    StatementId,
    Story,
    StoryId,
)
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import COUNCIL, HARBOUR, WORKS
from tui.drawing.matrix_rows import (
    Grid,
    cell_sign,
    claim_content,
    claim_sign,
    copied_words,
    grid,
    heading_pieces,
    row_pieces,
    short_name,
    standing,
)
from tui.drawing.strips import Piece
from tui.widgets.matrix_pane import MatrixPane

REPORTS = tuple(
    ArticleRow(
        ArticleId(f"a{number}"),
        f"Titel {number}",
        False,
        "-",
        outlet,
        None,
        "de",
        None,
        3,
        0,
        False,
    )
    for number, outlet in enumerate(("Stadtkurier", None, "Küstenblatt [b]", "Bote"), start=1)
)


def cell_of(
    report: int,
    *,
    relation: Relation | None = Relation.AGREES,
    words: str = "",
    speaker: str | None = None,
    text: str = "Die Brücke kostet 15 Millionen Euro.",
) -> Cell:
    article = ArticleId(f"a{report}")
    at = (StatementId(article, 2),)
    return Cell(article, at, text, relation, words, False, Certainty.STATED, speaker)


def claim_of(*cells: Cell, text: str = "Die Brücke kostet 12 Millionen Euro.") -> Claim:
    alone = len(cells) == 1
    return Claim(1, cells[0].statements[0], text, cells, float(not alone), only_here=alone)


DISPUTED = claim_of(
    cell_of(1, relation=None, words="12 Millionen Euro"),
    cell_of(3, relation=Relation.DIFFERS, words="15 Millionen Euro", speaker="Ines Onken"),
    cell_of(4, speaker="ein Sprecher"),
)


def drawn(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces)


# --- sharing out the width ------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [1, 2, 4, 9, 200])
@pytest.mark.parametrize("width", [10, 20, 55, 75, 115, 200])
def test_every_line_of_the_grid_is_as_wide_as_the_pane(width: int, columns: int) -> None:
    shape = grid(width, 20, columns)
    reports = tuple(replace(REPORTS[0], id=ArticleId(f"a{n}")) for n in range(1, columns + 1))
    heading = heading_pieces(shape, reports, 0, column=0, opened=None)
    assert cell_len(drawn(heading)) == width
    for line in range(shape.lines):
        row = row_pieces(
            shape,
            DISPUTED,
            {cell.article: cell for cell in DISPUTED.cells},
            reports,
            0,
            line,
            column=0,
        )
        assert cell_len(drawn(row)) == width


def test_a_copied_text_is_shown_as_such_and_is_no_witness_of_its_own() -> None:
    copied = replace(cell_of(3), copy_of=ArticleId("a1"))
    claim = claim_of(cell_of(1, relation=None), copied)
    row = row_pieces(
        grid(120, 20, 4),
        claim,
        {cell.article: cell for cell in claim.cells},
        REPORTS,
        0,
        0,
        column=None,
    )
    assert "copy of 1" in drawn(row)
    assert standing(claim, 4).startswith("2 of 4 reports · 1 witness")
    three = claim_of(cell_of(1, relation=None), copied, cell_of(4))
    assert "· 2 witnesses" in standing(three, 4)
    told = Matrix(
        Story(StoryId("s"), "Brücke", tuple(row.id for row in REPORTS)),
        REPORTS,
        (claim,),
        (Copied((ArticleId("a1"), ArticleId("a3")), "dpa"),),
    )
    assert copied_words(told, ArticleId("a1")) == "same text as 3 (dpa)"
    assert copied_words(told, ArticleId("a2")) == ""


def test_a_cell_says_what_the_reader_has_said_to_it() -> None:
    cell = replace(cell_of(3), verdict=Ruling.CONFIRMED)
    claim = claim_of(cell_of(1, relation=None), cell)
    said = claim_content(claim, cell, "3 Bote", Size(80, 6))
    assert "confirmed by you" in said.plain


def test_a_long_name_leaves_room_for_what_is_said_of_the_report() -> None:
    said = claim_content(DISPUTED, None, "2 " + "Titel " * 30, Size(60, 6))
    assert said.plain.endswith("… · says nothing of it")


def test_four_reports_stand_side_by_side_on_eighty_columns() -> None:
    assert grid(75, 15, 4).shown == 4
    assert grid(75, 15, 4).claim >= 26


def test_a_wide_pane_needs_one_line_for_a_claim_and_a_low_one_has_no_room_for_two() -> None:
    assert grid(115, 20, 2).lines == 1
    assert grid(75, 20, 4).lines == 2
    assert grid(75, 5, 4).lines == 1


# --- what a row says ------------------------------------------------------------------------------


def test_cells_show_sign_value_and_speaker_and_a_silent_report_is_blank() -> None:
    shape = Grid(claim=40, column=20, shown=4, lines=2)
    cells = {cell.article: cell for cell in DISPUTED.cells}
    first, second = (
        drawn(row_pieces(shape, DISPUTED, cells, REPORTS, 0, line, column=None)) for line in (0, 1)
    )
    assert first[:4] == "  ≠ "
    assert first[44:].split("  ")[0].strip() == "= 12 Millionen Euro"
    assert first[64:84].strip() == ""
    assert first[84:104].strip() == "≠ 15 Millionen Euro"
    assert first[104:].strip() == "= ein Sprecher"
    assert second[84:104].strip() == "Ines Onken"


def test_the_heading_names_the_reports_and_says_how_many_more_there_are() -> None:
    shape = Grid(claim=30, column=15, shown=2, lines=1)
    heading = heading_pieces(shape, REPORTS, 1, column=1, opened=ArticleId("a3"))
    assert "< 1  1 >" in drawn(heading)
    assert "2 Titel 2" in drawn(heading)
    assert "3 Küstenblatt…" in drawn(heading)
    assert [look for text, look in heading if "Küsten" in text] == [("heading", "opened")]


@pytest.mark.parametrize(
    ("relation", "words", "sign"),
    [
        (None, "", Sign.AGREES),
        (Relation.AGREES, "", Sign.AGREES),
        (Relation.RELATED, "", Sign.AGREES),
        (Relation.RELATED, "angeblich", Sign.RELATED),
        (Relation.DIFFERS, "15", Sign.DIFFERS),
        (Relation.CONTRADICTS, "nicht", Sign.CONTRADICTS),
    ],
)
def test_a_cell_has_the_sign_of_its_relation(
    relation: Relation | None, words: str, sign: Sign
) -> None:
    cell = cell_of(2, relation=relation, words=words)
    assert cell_sign(claim_of(cell_of(1, relation=None), cell), cell) is sign


def test_a_claim_has_its_strongest_sign_and_one_of_a_single_report_says_so() -> None:
    alone = cell_of(1, relation=None)
    assert claim_sign(claim_of(alone)) is Sign.ONLY
    assert claim_sign(claim_of(alone, cell_of(2))) is Sign.AGREES
    assert claim_sign(DISPUTED) is Sign.DIFFERS


# --- below the grid -------------------------------------------------------------------------------


def test_the_full_wording_stands_below_with_the_parting_words_lit() -> None:
    content = claim_content(DISPUTED, DISPUTED.cells[1], "3 Küstenblatt [b]", Size(100, 6))
    assert DISPUTED.text in content.plain
    assert "3 Küstenblatt [b] · differs  15 Millionen Euro  says Ines Onken" in content.plain
    other = cell_of(3, relation=Relation.DIFFERS, words="15 Millionen Euro")
    moved = replace(
        other, statements=(StatementId(ArticleId("a3"), 9), StatementId(ArticleId("a3"), 4))
    )
    content = claim_content(DISPUTED, moved, "3 Blatt", Size(100, 6))
    lit = [content.plain[s.start : s.end] for s in content.spans if "reverse" in str(s.style)]
    assert lit == ["15 Millionen Euro"]
    assert "2 statements" in content.plain


def test_below_a_blank_cell_it_says_that_the_report_is_silent() -> None:
    content = claim_content(DISPUTED, None, "2 Titel 2", Size(60, 5))
    assert content.plain.splitlines()[-1] == "2 Titel 2 · says nothing of it"


def test_what_stands_below_is_cut_to_the_room_there_is() -> None:
    long = claim_of(*DISPUTED.cells, text="Sehr lange Wörter " * 60)
    content = claim_content(long, long.cells[0], "1 Stadtkurier", Size(56, 5))
    assert len(content.wrap(56)) <= 5


def test_how_a_claim_stands_is_said_in_few_words() -> None:
    assert standing(DISPUTED, 4) == "3 of 4 reports · disputed 100 %"
    assert standing(claim_of(cell_of(1)), 4) == "1 of 4 reports"
    assert short_name(REPORTS[1]) == "Titel 2"


# --- in the app -----------------------------------------------------------------------------------


def pane_of(reader: Reader) -> MatrixPane:
    return reader.app.screen.query_one(MatrixPane)


async def test_the_matrix_opens_on_the_statement_and_enter_opens_the_place(
    library: Library,
) -> None:
    async with reading(library, size=(80, 24)) as reader:
        await reader.press("j", "M")
        assert "Who says what  Nordwind in Emden" in reader.text
        assert "1 Stadtkurier" in reader.text
        assert "≠ 150" in reader.text
        assert "1 Stadtkurier · in these words  120 Millionen Euro" in reader.text
        await reader.press("l")
        assert "Das Unternehmen Nordwind spricht von 150 Millionen Euro." in reader.text
        await reader.press("enter")
        assert reader.here == StatementId(COUNCIL, 3)
        await reader.press("ctrl+o")
        assert reader.here == StatementId(WORKS, 2)


async def test_arrows_walk_like_letters_and_stop_at_the_edges(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("M")
        pane = pane_of(reader)
        await reader.press("h", "k", "left", "up")
        assert (pane.row, pane.column) == (0, 0)
        await reader.press("j", "down", "l", "right", "right")
        assert (pane.row, pane.column) == (2, 2)
        await reader.press("G")
        assert pane.row == pane.row_count - 1
        await reader.press("g g")
        assert pane.row == 0


async def test_a_blank_cell_says_so_and_does_not_close_the_matrix(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("M", "j", "l")
        assert "Küstenblatt · says nothing of it" in reader.text
        await reader.press("enter")
        assert reader.said[-1] == "This report says nothing of it"
        assert pane_of(reader).cell is None


async def test_s_sorts_and_the_cursor_stays_on_its_claim(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("M", "j", "j", "j")
        pane = pane_of(reader)
        claim = pane.claim
        assert "as told" in reader.text
        await reader.press("s")
        assert "most disputed" in reader.text
        assert pane.claim == claim
        assert claim is not None
        assert claim.disputed
        await reader.press("g g")
        assert pane.claim is not None
        assert pane.claim.disputed
        await reader.press("s")
        assert "most shared" in reader.text
        await reader.press("q", "M")
        assert "most shared" in reader.text
        await reader.press("s")
        assert "as told" in reader.text


async def test_what_the_open_report_leaves_out_can_be_looked_at_alone(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("J", "J")
        assert reader.here == StatementId(HARBOUR, 1)
        await reader.press("M")
        everything = pane_of(reader).row_count
        await reader.press("L")
        assert "left out here" in reader.text
        assert 0 < pane_of(reader).row_count < everything
        assert pane_of(reader).report is not None
        await reader.press("L")
        assert pane_of(reader).row_count == everything


async def test_a_report_that_leaves_out_nothing_is_told_so(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("M", "L")
        assert reader.said[-1] == "The open report leaves out nothing that two others say"


async def test_brackets_walk_disputed_claims_and_those_of_one_report(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("M", "g g", "] c")
        pane = pane_of(reader)
        assert pane.claim is not None
        assert claim_sign(pane.claim) is Sign.CONTRADICTS
        await reader.press("[ o")
        assert pane.claim is not None
        assert claim_sign(pane.claim) is Sign.ONLY


async def test_the_matrix_says_why_it_is_empty(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("J", "J", "J", "M")
        assert "No other report tells the same story." in reader.text
        await reader.press("j", "l", "s", "L", "enter", "] c", "q")
        assert reader.place == "text"


async def test_an_article_that_is_not_analysed_has_no_claims_yet(
    unanalysed_library: Library,
) -> None:
    async with reading(unanalysed_library) as reader:
        await reader.press("M")
        assert "This article is not analysed yet." in reader.text


async def test_without_an_article_nothing_opens(empty_library: Library) -> None:
    async with reading(empty_library) as reader:
        await reader.press("M", "v", "T", "C")
        assert reader.said[-1] == "Open an article first"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (30, 8), (12, 5)])
async def test_the_matrix_survives_every_size(library: Library, size: tuple[int, int]) -> None:
    async with reading(library) as reader:
        await reader.press("j", "M", "l")
        await reader.resize(*size)
        pane = pane_of(reader)
        assert (pane.row, pane.column) == (0, 1)
        await reader.press("j", "l", "ctrl+d", "pageup", "ctrl+e", "ctrl+y", "G")
        assert pane.row == pane.row_count - 1


async def test_columns_scroll_sideways_and_the_cursor_stays_in_view(library: Library) -> None:
    async with reading(library, size=(42, 20)) as reader:
        await reader.press("M", "l", "l")
        lines = reader.lines
        assert "3 Har" in lines[1]
        assert "< 1" in lines[1]
        await reader.press("h", "h")
        assert "1 Sta" in reader.lines[1]
        assert "1 >" in reader.lines[1]


async def test_the_line_that_names_the_reports_stays_when_rows_scroll(library: Library) -> None:
    async with reading(library, size=(60, 16)) as reader:
        await reader.press("M", "G")
        assert "1 Stadtk" in reader.lines[1]
        assert pane_of(reader).top > 0
        await reader.press("ctrl+y")
        assert "1 Stadtk" in reader.lines[1]
        assert sum("1 Stadtk" in line for line in reader.lines[:-8]) == 1


async def test_a_click_goes_to_the_cell(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("M")
        pane = pane_of(reader)
        await reader.pilot.click(pane, offset=(pane.page.width - 3, 3))
        await reader.settle()
        assert (pane.row, pane.column) == (1, 2)
