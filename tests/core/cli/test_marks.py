"""`lesart marks`: the reader's own leaves and comes back."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from core.library import Library
from core.model import CorrectionKind, Relation, Ruling, StatementId
from tests import builders
from tests.core.cli.conftest import Run
from tests.tui import newsroom
from tests.tui.newsroom import COUNCIL, SPORT, WORKS


@pytest.fixture
def given(tmp_path: Path) -> tuple[str, ...]:
    newsroom.open_full(tmp_path / "library").close()
    library = Library.open(tmp_path / "library")
    library.write_note(StatementId(WORKS, 2), "=SUMME(A1) prüfen\n@zweite Zeile")
    library.toggle_bookmark(StatementId(SPORT, 2))
    library.rule(StatementId(WORKS, 2), StatementId(COUNCIL, 3), Ruling.REJECTED, Relation.DIFFERS)
    library.close()
    return ("marks", "--library", str(tmp_path / "library"))


def test_every_kind_of_file_is_written_for_its_owner_alone(
    run: Run, given: tuple[str, ...], tmp_path: Path
) -> None:
    for kind in ("md", "json", "jsonld", "csv", "jsonl", "TXT"):
        path = tmp_path / f"mine.{kind}"
        outcome = run(*given, "--export", str(path))
        assert (outcome.code, outcome.out) == (0, "")
        assert f"wrote 'mine.{kind}'" in outcome.err
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "120 Millionen Euro" in path.read_text(encoding="utf-8")
    assert len((tmp_path / "mine.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_no_file_is_overwritten_unasked(run: Run, given: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("wichtig")
    refused = run(*given, "--export", str(path))
    assert (refused.code, path.read_text()) == (1, "wichtig")
    assert "--force replaces it" in refused.err
    # Nor what a link points at.
    link = tmp_path / "link.md"
    link.symlink_to(path)
    assert run(*given, "--export", str(link)).code == 1
    assert run(*given, "--export", str(path), "--force").code == 0
    assert "SUMME" in path.read_text()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["library", "link.md", "mine.md"]


def test_a_file_of_no_known_kind_is_a_usage_error(
    run: Run, given: tuple[str, ...], tmp_path: Path
) -> None:
    for name in ("mine.html", "mine", ""):
        outcome = run(*given, "--export", str(tmp_path / name))
        assert outcome.code == 2
        assert ".jsonld" in outcome.err
    assert run(*given, "--export", "a.md", "--import", "b.json").code == 2


def test_what_cannot_be_written_is_told(run: Run, given: tuple[str, ...], tmp_path: Path) -> None:
    for extra in ((), ("--force",)):
        outcome = run(*given, "--export", str(tmp_path / "missing" / "x.md"), *extra)
        assert outcome.code == 1
        assert "cannot be written" in outcome.err


def test_what_was_exported_is_imported_once(
    run: Run, given: tuple[str, ...], tmp_path: Path
) -> None:
    path = str(tmp_path / "mine.json")
    run(*given, "--export", path)
    there = ("marks", "--library", str(tmp_path / "there"))
    first = run(*there, "--import", path)
    assert (first.code, first.out) == (0, "     3  added\n")
    second = run(*there, "--import", path, "--format", "json")
    assert second.code == 0
    assert len(second.json()["unchanged"]) == 3
    assert run(*there).out.count("orphan") == 3


def test_what_could_not_be_imported_is_named(
    run: Run, given: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    run(*given, "--export", str(path))
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["marks"][0]["kind"] = "song\x1b[2J"
    path.write_text(json.dumps(whole), encoding="utf-8")
    outcome = run("marks", "--library", str(tmp_path / "there"), "--import", str(path))
    assert outcome.code == 1
    assert "2  added" in outcome.out
    assert "'song' is not a valid MarkKind" in outcome.out
    assert "\x1b" not in outcome.out
    assert run(*given, "--import", str(tmp_path / "missing.json")).code == 1


def test_cells_of_marks_that_a_spreadsheet_would_run_are_defused(
    run: Run, given: tuple[str, ...]
) -> None:
    (note, *_) = csv.DictReader(io.StringIO(run(*given, "--format", "csv").out))
    assert note["text"] == "'=SUMME(A1) prüfen\n@zweite Zeile"
    assert note["outlet"] == "Stadtkurier"
    assert note["other_quote"] == ""


def test_marks_in_markdown_are_cited(run: Run, given: tuple[str, ...]) -> None:
    page = run(*given, "--format", "md").out
    assert "(Stadtkurier, 2025-05-21, sentence 2, works:2)" in page


def test_corrections_are_listed_in_a_line_each(
    run: Run, given: tuple[str, ...], tmp_path: Path
) -> None:
    library = Library.open(tmp_path / "library")
    library._marking.correct(builders.correction("c1", CorrectionKind.HIDE, names=("Emden",)))
    library.close()
    assert run(*given, "--corrections").out.startswith("hide    Emden  2025-05-28")


def test_paths_say_where_everything_is_and_make_nothing(run: Run, tmp_path: Path) -> None:
    found = run("paths", "--library", str(tmp_path / "l"), "--format", "json").json()
    what = {each["what"]: each["path"] for each in found}
    assert {"library", "articles", "marks", "backups", "index"} <= what.keys()
    assert what["marks"] == str(tmp_path / "l" / "marks.json")
    assert not list(tmp_path.iterdir())
