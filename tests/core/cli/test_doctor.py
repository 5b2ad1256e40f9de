"""`lesart doctor`: mends what can be mended, says what it did, and ends with the promised code."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.library import Library
from core.model import StatementId
from tests.core.cli.conftest import Run, lesart
from tests.tui import newsroom
from tests.tui.newsroom import WORKS


def root_of(table: str, path: Path) -> int:
    """The page a table begins on."""
    with closing(sqlite3.connect(path)) as connection:
        named = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (root,) = connection.execute(named, (table,)).fetchone()
    return int(root)


@pytest.mark.parametrize("part", ["database", "index", "marks", "everything"])
def test_whatever_is_damaged_the_doctor_mends_it_and_says_so_with_code_1_then_0(
    run: Run, tmp_path: Path, part: str
) -> None:
    report, folder = tmp_path / "r.txt", tmp_path / "library"
    report.write_text("Ein Titel\n\nEin Satz, der die Beschädigung überleben soll.\n")
    given = ("--library", str(folder))
    run("add", str(report), *given)
    (row,) = run("list", *given, "--format", "json").json()
    library = Library.open(folder)
    library.write_note(StatementId(row["id"], 2), "bleibt")
    library.related_to_text("Ein Satz, der überlebt.")
    library.close()
    if part in ("database", "everything"):
        data = bytearray((folder / "library.sqlite").read_bytes())
        place = 4096 * (root_of("statement", folder / "library.sqlite") - 1)
        # Where the statements are: what is made from the articles, and not they.
        data[place : place + 4096] = b"\xff" * 4096
        (folder / "library.sqlite").write_bytes(data)
    if part in ("index", "everything"):
        for path in (folder / "index").rglob("*"):
            if path.is_file():
                path.write_bytes(b"nonsense")
    if part in ("marks", "everything"):
        (folder / "marks.json").write_bytes(b"\x00" * 300)
    first = run("doctor", *given)
    # An index that is damaged is made again without a loss: nothing the reader need look at.
    assert first.code == (0 if part == "index" else 1)
    assert "Traceback" not in first.err
    assert run("doctor", *given).code == 0
    (mark,) = run("marks", *given, "--format", "json").json()
    assert (mark["text"], mark["orphan"]) == ("bleibt", False)
    assert run("search", "Beschädigung", *given).code == 0


def test_a_library_of_a_later_version_is_left_alone_with_code_3(tmp_path: Path) -> None:
    newsroom.open_full(tmp_path / "library").close()
    library = Library.open(tmp_path / "library")
    library.toggle_bookmark(StatementId(WORKS, 2))
    library.close()
    path = tmp_path / "library" / "marks.json"
    later = path.read_bytes().replace(b'"version":4', b'"version":9999')
    path.write_bytes(later)
    told = lesart("doctor", "--library", str(tmp_path / "library"))
    assert told.returncode == 3
    assert b"later version" in told.stderr
    assert path.read_bytes() == later
