"""What the doctor finds and mends: whatever part of a library is damaged, the rest is kept."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import LibraryError
from core.library import Library
from core.library.checking import Finding, Severity
from core.library.marking import Marking
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
    assert " ".join(findings) == (
        "articles search comparison analysis marks backups searches leftovers set aside privacy"
    )
    assert all(each.severity is Severity.FINE for each in findings.values())
    assert findings["marks"].state == "1 marks, checksum right"
    assert findings["backups"].state.startswith("1 of the marks can be read, the newest is marks-")


def test_what_was_restored_and_what_was_set_aside_is_said(library: Library) -> None:
    (library.folder / "marks.json").write_bytes(b"{")
    marks = found(library)["marks"]
    assert marks.severity is Severity.PROBLEM
    assert "was restored" in marks.done or "back in place" in marks.done
    (aside,) = library.folder.glob("marks-damaged-*")
    again = Library.open(library.folder)
    assert found(again)["marks"] == Finding("marks", "1 marks, checksum right")
    kept = found(again)["set aside"]
    assert (kept.state, kept.severity) == (aside.name, Severity.FINE)
    assert "lesart marks --import" in kept.advice
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
    assert privacy.severity is Severity.PROBLEM
    assert privacy.advice == "check the permissions"
    assert "library.sqlite" in privacy.state


def test_marks_of_a_later_version_are_left_alone(library: Library) -> None:
    path = library.folder / "marks.json"
    later = re.sub(rb'"version":\d+', b'"version":9999', path.read_bytes())
    path.write_bytes(later)
    findings = found(library)
    for part in ("marks", "searches"):
        assert findings[part].state == "was written by a later version of Lesart"
        assert findings[part].severity is Severity.PROBLEM
        assert findings[part].advice.startswith("update Lesart")
    assert path.read_bytes() == later


def test_rows_that_belong_to_nothing_are_found(library: Library) -> None:
    with closing(sqlite3.connect(library.folder / "library.sqlite")) as connection:
        connection.execute("INSERT INTO article_text VALUES (999, 'lost', '[]')")
        connection.commit()
    articles = found(library)["articles"]
    assert articles.severity is Severity.PROBLEM
    assert "article_text" in articles.state


# --- marks and their backups ----------------------------------------------------------------------


def test_marks_without_a_checksum_are_named_as_such_until_the_next_change(
    library: Library,
) -> None:
    path = library.folder / "marks.json"
    state = json.loads(path.read_bytes())
    del state["sum"]
    path.write_text(json.dumps(state), encoding="utf-8")
    assert found(library)["marks"].state == "1 marks, without a checksum as yet"
    library.toggle_bookmark(StatementId(WORKS, 3))
    assert found(library)["marks"].state == "2 marks, checksum right"


def test_a_library_without_marks_has_nothing_to_sum_or_to_restore(tmp_path: Path) -> None:
    with closing(newsroom.open_full(tmp_path / "library")) as library:
        findings = found(library)
        assert findings["marks"].state == "0 marks"
        assert findings["backups"].state == "0 of the marks can be read"
        assert not (library.folder / "marks.json").exists()


def test_marks_whose_checksum_is_wrong_are_restored(library: Library) -> None:
    path = library.folder / "marks.json"
    library.write_note(StatementId(WORKS, 3), "Montag")
    path.write_bytes(path.read_bytes().replace(b"Montag", b"Dienstag"))
    marks = found(library)["marks"]
    assert marks.severity is Severity.PROBLEM
    assert "was restored" in marks.done
    assert "Montag" in [mark.text for mark in library.marks()]


def test_a_backup_that_cannot_be_read_is_set_aside(library: Library) -> None:
    library.toggle_bookmark(StatementId(WORKS, 3))
    newest, oldest = sorted((library.folder / "backups").iterdir(), reverse=True)
    newest.write_bytes(newest.read_bytes()[:-9])
    backups = found(library)["backups"]
    assert backups.severity is Severity.MENDED
    assert backups.state.startswith("1 of the marks can be read")
    assert backups.done == f"set aside: {newest.name}"
    again = found(library)
    assert again["backups"].severity is Severity.FINE
    assert again["set aside"].state == f"backups/{newest.name}.damaged"
    oldest.write_bytes(b"")
    assert found(library)["backups"].severity is Severity.PROBLEM


def test_a_backup_of_a_later_version_is_none_that_is_damaged(library: Library) -> None:
    (backup,) = (library.folder / "backups").iterdir()
    backup.write_bytes(re.sub(rb'"version":\d+', b'"version":9999', backup.read_bytes()))
    assert found(library)["backups"].severity is Severity.FINE


def test_backups_that_cannot_be_set_aside_are_told(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, target: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    (backup,) = (library.folder / "backups").iterdir()
    backup.write_bytes(b"")
    monkeypatch.setattr(os, "rename", refused)
    backups = found(library)["backups"]
    assert backups.severity is Severity.PROBLEM
    assert "Read-only file system" in backups.done


def test_a_place_where_no_backup_can_be_written_is_told(library: Library) -> None:
    shutil.rmtree(library.folder / "backups")
    (library.folder / "backups").write_text("in the way")
    library.toggle_bookmark(StatementId(WORKS, 3))
    backups = found(library)["backups"]
    assert backups.severity is Severity.PROBLEM
    assert "none can be written" in backups.state


def test_marks_that_cannot_be_listed_are_told(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(marking: Marking) -> Mapping[Path, bool]:
        raise LibraryError("could not be read", subject="backups", advice="check the disk")

    monkeypatch.setattr(Marking, "backups", refused)
    assert found(library)["backups"] == Finding(
        "backups", "could not be read", Severity.PROBLEM, advice="check the disk"
    )


# --- searches, leftovers --------------------------------------------------------------------------


def test_saved_searches_that_are_not_understood_are_named_with_the_reason(
    library: Library,
) -> None:
    library.save_search("Werk", "title:Emden")
    assert found(library)["searches"].state == "1 saved, all understood"
    library.save_search("alt", "date:nie")
    searches = found(library)["searches"]
    assert searches.severity is Severity.PROBLEM
    assert "alt (date: takes 2025" in searches.state
    assert "Werk" not in searches.state


def test_what_was_begun_and_never_finished_is_removed_when_nobody_writes_it_any_more(
    library: Library,
) -> None:
    library.related_to_text("Nordwind baut ein Werk in Emden.")
    (library.folder / "index").mkdir(exist_ok=True)
    names = ("marks.json.new", "searches.jsonl.4711", "index/manifest.json.new")
    for name in names:
        (library.folder / name).write_text("half")
    assert found(library)["leftovers"].state == "none"
    for name in names:
        os.utime(library.folder / name, (0, 0))
    leftovers = found(library)["leftovers"]
    assert leftovers.severity is Severity.MENDED
    assert not any((library.folder / name).exists() for name in names)
    assert found(library)["leftovers"].state == "none"


def test_what_cannot_be_removed_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *, missing_ok: bool) -> None:
        raise OSError(errno.EACCES, "Permission denied", str(path))

    (library.folder / "marks.json.new").write_text("half")
    os.utime(library.folder / "marks.json.new", (0, 0))
    monkeypatch.setattr(Path, "unlink", refused)
    leftovers = found(library)["leftovers"]
    assert leftovers.severity is Severity.PROBLEM
    assert leftovers.done == "not removed: Permission denied"


def test_an_index_of_another_version_is_made_again(library: Library) -> None:
    library.search("Turbinenhersteller")
    assert found(library)["search"].state == "sound"
    with closing(sqlite3.connect(library.folder / "library.sqlite")) as connection:
        connection.execute("UPDATE search_version SET version = 1")
        connection.commit()
    assert found(library)["search"].state == "not whole yet"
    assert found(library)["search"].state == "sound"
    assert library.search("Turbinenhersteller").hits
