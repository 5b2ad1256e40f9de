"""What the doctor finds and mends: whatever part of a library is damaged, the rest is kept."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.library import Library
from core.library.checking import Finding
from core.model import StatementId
from tests.tui import newsroom
from tests.tui.newsroom import WORKS


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = newsroom.open_full(tmp_path / "library")
    opened.toggle_bookmark(StatementId(WORKS, 2))
    yield opened
    opened.close()


def found(library: Library) -> dict[str, Finding]:
    return {each.what: each for each in library.check()}


def test_a_sound_library_is_found_so(library: Library) -> None:
    findings = found(library)
    assert list(findings) == ["articles", "search", "comparison", "analysis", "marks", "privacy"]
    assert all(each.sound for each in findings.values())
    assert findings["marks"].state == "1 marks"


def test_what_was_restored_and_what_was_set_aside_is_said(library: Library) -> None:
    (library.folder / "marks.json").write_bytes(b"{")
    marks = found(library)["marks"]
    assert not marks.sound
    assert "was restored" in marks.done or "back in place" in marks.done
    (aside,) = library.folder.glob("marks-damaged-*")
    again = Library.open(library.folder)
    assert found(again)["marks"] == Finding(
        "marks", f"1 marks; set aside earlier, and for lesart marks --import: {aside.name}"
    )
    again.close()


def test_what_others_could_read_is_closed_to_them_and_nothing_else_is_touched(
    library: Library,
) -> None:
    (library.folder / "library.sqlite").chmod(0o644)
    (library.folder / "backups").chmod(0o755)
    (library.folder / "mine.txt").write_text("something else")
    (library.folder / "mine.txt").chmod(0o644)
    privacy = found(library)["privacy"]
    assert privacy.state == "others could read backups, library.sqlite"
    assert privacy.done == "closed to them"
    assert stat.S_IMODE((library.folder / "library.sqlite").stat().st_mode) == 0o600
    assert stat.S_IMODE((library.folder / "backups").stat().st_mode) == 0o700
    assert stat.S_IMODE((library.folder / "mine.txt").stat().st_mode) == 0o644
    assert found(library)["privacy"].state == "nobody else can read the library"


def test_what_cannot_be_closed_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, mode: int, *, follow_symlinks: bool) -> None:
        raise OSError(errno.EPERM, "Operation not permitted", str(path))

    (library.folder / "library.sqlite").chmod(0o644)
    monkeypatch.setattr(os, "chmod", refused)
    privacy = found(library)["privacy"]
    assert not privacy.sound
    assert "library.sqlite" in privacy.state


def test_marks_of_a_later_version_are_left_alone(library: Library) -> None:
    path = library.folder / "marks.json"
    later = path.read_bytes().replace(b'"version":4', b'"version":9999')
    path.write_bytes(later)
    assert found(library)["marks"] == Finding(
        "marks", "was written by a later version of Lesart", sound=False
    )
    assert path.read_bytes() == later


def test_rows_that_belong_to_nothing_are_found(library: Library) -> None:
    with closing(sqlite3.connect(library.folder / "library.sqlite")) as connection:
        connection.execute("INSERT INTO article_text VALUES (999, 'lost', '[]')")
        connection.commit()
    articles = found(library)["articles"]
    assert not articles.sound
    assert "article_text" in articles.state
