"""The four commands about what reports say together."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

from core.cli.output import Paint
from core.cli.telling import _conflict_text, _cut, _filled, _matrix_text
from core.model import (
    ArticleId,
    ArticleRow,
    Cell,
    Certainty,
    Claim,
    Conflict,
    Evidence,
    EvidenceKind,
    Matrix,
    PlacedStatement,
    Related,
    Relation,
    Span,
    Speech,
    SpeechKind,
    StatementId,
    Story,
    StoryId,
)
from tests.core.cli.conftest import Run

DEAL = "01-grok-kommt-zu-telegram"


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_conflicts_have_the_fields_of_related_and_the_statement_they_are_about(
    run: Run, sample_library: Path
) -> None:
    asked = ("conflicts", "--library", str(sample_library), "--format", "json")
    every = run(*asked).json()
    of_story = run(*asked, "--story", DEAL).json()
    assert 0 < len(of_story) <= len(every)
    for each in every:
        assert {"score", "relation", "query", "statement", "evidence"} <= set(each)
        assert each["relation"] in {"differs", "contradicts"}
        assert {"id", "text", "article", "title"} <= set(each["query"]) & set(each["statement"])
    pairs = [frozenset((each["query"]["id"], each["statement"]["id"])) for each in every]
    assert len(pairs) == len(set(pairs))


def test_conflicts_as_text_show_both_wordings_and_speakers(run: Run, sample_library: Path) -> None:
    shown = run("conflicts", "--story", DEAL, "--library", str(sample_library)).out
    assert "contradicts" in shown
    assert "no contract had been signed" in " ".join(shown.split())
    assert "says Elon Musk" in shown


def test_only_names_statement_and_story(run: Run, sample_library: Path) -> None:
    asked = ("only", "--library", str(sample_library), "--format", "json")
    every = run(*asked).json()
    of_article = run(*asked, "09-altman-wartet-auf-sein-geld").json()
    assert of_article
    assert all(each in every for each in of_article)
    assert set(of_article[0]) == {"statement", "story"}
    assert {"id", "text", "article", "title"} <= set(of_article[0]["statement"])
    text = run("only", "09-altman", "--library", str(sample_library)).out
    assert text.count("◦") == len(of_article)


def test_the_matrix_fits_eighty_columns_in_every_order(run: Run, sample_library: Path) -> None:
    for order in ("story", "disputed", "shared"):
        shown = run("matrix", DEAL, "--sort", order, "--library", str(sample_library))
        assert shown.code == 0
        assert max(map(width, shown.out.splitlines())) <= 80
        assert {"=", "≠", "◦"} <= set(shown.out)


def test_the_matrix_as_json_has_reports_claims_and_cells(run: Run, sample_library: Path) -> None:
    asked = ("matrix", DEAL, "--library", str(sample_library), "--sort", "shared", "--format")
    whole = run(*asked, "json").json()
    assert set(whole) == {"story", "reports", "copies", "claims"}
    counts = [claim["witnesses"] for claim in whole["claims"]]
    assert counts == sorted(counts, reverse=True)
    lines = [json.loads(line) for line in run(*asked, "jsonl").out.splitlines()]
    assert lines == whole["claims"]


@pytest.mark.parametrize("chosen", ["csv", "md"])
def test_the_matrix_as_a_table_has_a_column_for_each_report(
    run: Run, sample_library: Path, chosen: str
) -> None:
    asked = ("matrix", DEAL, "--library", str(sample_library))
    whole = run(*asked, "--format", "json").json()
    table = run(*asked, "--format", chosen).out
    assert all(report["article"] in table.splitlines()[0] for report in whole["reports"])
    if chosen == "csv":
        rows = list(csv.reader(io.StringIO(table)))
        assert {len(row) for row in rows} == {3 + len(whole["reports"])}
        assert len(rows) == 1 + len(whole["claims"])


def test_two_articles_are_compared_in_two_columns(run: Run, sample_library: Path) -> None:
    asked = ("compare", "04-streit", "09-altman", "--library", str(sample_library))
    shown = run(*asked)
    assert shown.code == 0
    assert max(map(width, shown.out.splitlines())) <= 80
    assert "≠" in shown.out
    found = run(*asked, "--format", "json").json()
    assert {"left", "right", "relation", "score", "evidence"} <= set(found[0])
    assert any(each["left"] and each["right"] for each in found)
    assert any(each["left"] is None for each in found)
    assert any(each["right"] is None for each in found)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("matrix",), 2),
        (("matrix", "nothing like it"), 1),
        (("conflicts", "--story", "nothing like it"), 1),
        (("only", "03-telegram-sammelt"), 1),
        (("compare", "04-streit", "04-streit"), 2),
        (("compare", "04-streit"), 2),
        (("compare", "03-telegram", "09-altman"), 1),
        (("matrix", DEAL, "--sort", "length"), 2),
    ],
)
def test_exit_codes(run: Run, sample_library: Path, arguments: tuple[str, ...], code: int) -> None:
    assert run(*arguments, "--library", str(sample_library)).code == code


# --- what the sample story does not show ----------------------------------------------------------


def row(name: str) -> ArticleRow:
    return ArticleRow(
        ArticleId(name), f"Titel {name}", False, f"/{name}.txt", None, None, "de", None, 1, 0, False
    )


def cell(name: str, relation: Relation | None, words: str = "") -> Cell:
    article = ArticleId(name)
    return Cell(
        article, (StatementId(article, 1),), "Text", relation, words, False, Certainty.STATED, None
    )


def matrix_of(reports: int, words: str) -> Matrix:
    names = [f"r{number}" for number in range(reports)]
    cells = tuple(
        cell(name, Relation.DIFFERS if at % 2 else None, words) for at, name in enumerate(names)
    )
    claim = Claim(1, cells[0].statements[0], "Die 漢字 ist gesperrt. " * 9, cells, 0.5)
    story = Story(StoryId("s"), "Die Brücke " * 12, tuple(ArticleId(name) for name in names))
    return Matrix(story, tuple(map(row, names)), (claim,))


@pytest.mark.parametrize("reports", [1, 2, 4, 9, 23, 24, 60, 800])
def test_a_matrix_of_any_number_of_reports_fits_eighty_columns(reports: int) -> None:
    matrix = matrix_of(reports, "17 漢字 Millionen Euro und mehr als das")
    shown = _matrix_text(matrix, matrix.claims, Paint(on=False))
    assert max(map(width, shown.splitlines())) <= 80
    assert ("reports" in shown) == (reports > 23)


def test_a_matrix_paints_what_parts() -> None:
    matrix = matrix_of(2, "17")
    assert "\x1b[33m≠ 17" in _matrix_text(matrix, matrix.claims, Paint(on=True))


@pytest.mark.parametrize(
    ("text", "columns", "cut"),
    [("Brücke", 6, "Brücke"), ("Brücke", 5, "Brüc…"), ("漢字漢字", 6, "漢字…"), ("ab", 0, ""),
     ("e\u0301e\u0301", 2, "e\u0301e\u0301")],
)  # fmt: skip
def test_text_is_cut_by_the_columns_it_takes(text: str, columns: int, cut: str) -> None:
    assert _cut(text, columns) == cut
    assert _filled("a", 3) == "a  "


def test_the_parting_words_of_a_conflict_are_lit() -> None:
    def placed(name: str, text: str, outlet: str | None) -> PlacedStatement:
        return PlacedStatement(StatementId(ArticleId(name), 1), text, "Titel", outlet, None)

    evidence = (
        Evidence(EvidenceKind.FIGURE, "17 Tote", "12", Span(0, 7), Span(4, 6), shared=False),
        Evidence(EvidenceKind.FIGURE, "Tote", "", Span(3, 7), None, shared=False),
        Evidence(EvidenceKind.WORD, "hier", "hier", Span(8, 12), Span(7, 11)),
    )
    there = placed("b", "Nur 12 hier.", "Bote")
    conflict = Conflict(
        placed("a", "17 Tote hier.", None),
        there,
        Related(there.id, 0.8, Relation.DIFFERS, evidence),
        Speech(StatementId(ArticleId("a"), 1), SpeechKind.DIRECT, "Berg", None, None, None),
        None,
    )
    shown = _conflict_text(1, conflict, Paint(on=True))
    assert "\x1b[1;33m17\x1b[0m \x1b[1;33mTote\x1b[0m hier." in shown
    assert "Nur \x1b[1;33m12\x1b[0m hier." in shown
    assert "Titel · says Berg" in shown
    assert "Titel · Bote" in shown
