"""`lesart doctor`: mends what can be mended, says what it did, and ends with the promised code."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Callable
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
    later = re.sub(rb'"version":\d+', b'"version":9999', path.read_bytes())
    path.write_bytes(later)
    told = lesart("doctor", "--library", str(tmp_path / "library"))
    assert told.returncode == 3
    assert b"later version" in told.stderr
    assert path.read_bytes() == later


# --- every finding through the command line -------------------------------------------------------


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file that sets nothing."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = tmp_path / "config" / "lesart" / "config.toml"
    file.parent.mkdir(parents=True)
    file.touch()
    return file


@pytest.fixture
def folder(tmp_path: Path, settings: Path) -> Path:
    """A sound library with a mark in it, closed."""
    library = newsroom.open_full(tmp_path / "library")
    library.toggle_bookmark(StatementId(WORKS, 2))
    library.close()
    return tmp_path / "library"


def finding_of(run: Run, folder: Path, what: str, *, code: int) -> dict[str, str]:
    """What the doctor says of one part, as it ends with this code."""
    told = run("doctor", "--library", str(folder), "--format", "json")
    assert told.code == code, told.out
    (found,) = (each for each in told.json() if each["what"] == what)
    return dict(found)


def test_a_sound_library_has_code_0_and_every_part_is_named(run: Run, folder: Path) -> None:
    told = run("doctor", "--library", str(folder))
    assert told.code == 0
    parts = [line.split("  ")[0] for line in told.out.splitlines()]
    assert " ".join(parts) == (
        "articles search comparison analysis marks backups searches leftovers set aside privacy "
        "settings"
    )
    assert "problem" not in told.out


def test_what_is_wrong_with_the_settings_is_told_as_config_tells_it_with_code_2(
    run: Run, folder: Path, settings: Path
) -> None:
    settings.write_text("theme = 'lesart-dark'\nthresold = 0.7\nascii_only = 1\n")
    found = finding_of(run, folder, "settings", code=2)
    assert found["severity"] == "problem"
    told = run("config").err.splitlines()
    assert len(told) == 2
    for line in told:
        _, _, problem = line.partition("config.toml: ")
        assert problem in found["state"]
    assert "line 2: " in found["state"]
    assert "did you mean 'threshold'?" in found["state"]
    assert str(settings) in found["advice"]


def test_settings_that_are_wrong_do_not_hide_what_is_wrong_with_the_library(
    run: Run, folder: Path, settings: Path
) -> None:
    settings.write_text("ascii_only = 1")
    (folder / "marks.json").write_bytes(b"{")
    assert finding_of(run, folder, "settings", code=1)["severity"] == "problem"


def test_files_that_others_could_read_are_closed_to_them(run: Run, folder: Path) -> None:
    names = ("library.sqlite", "marks.json", "marks.lock", "backups")
    for name in names:
        (folder / name).chmod(0o777)
    assert finding_of(run, folder, "privacy", code=0)["severity"] == "mended"
    modes = {name: stat.S_IMODE((folder / name).stat().st_mode) for name in names}
    assert not any(mode & 0o077 for mode in modes.values())
    assert finding_of(run, folder, "privacy", code=0)["severity"] == "fine"


def test_what_a_killed_program_left_behind_is_removed(run: Run, folder: Path) -> None:
    (folder / "marks.json.new").write_text('{"half')
    os.utime(folder / "marks.json.new", (0, 0))
    found = finding_of(run, folder, "leftovers", code=0)
    assert (found["severity"], found["done"]) == ("mended", "removed")
    assert not (folder / "marks.json.new").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"bookmark", b"boxxmark"),
        lambda data: data.replace(b"Nordwind", b"Nordwand"),
        lambda data: data[:-2],
        lambda data: b"",
    ],
)
def test_marks_that_are_not_as_they_were_written_are_restored_and_the_file_is_kept_aside(
    run: Run, folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = folder / "marks.json"
    path.write_bytes(damage(path.read_bytes()))
    found = finding_of(run, folder, "marks", code=1)
    assert found["severity"] == "problem"
    assert "was restored" in found["done"]
    (aside,) = folder.glob("marks-damaged-*")
    aside_now = finding_of(run, folder, "set aside", code=0)
    assert aside_now["state"] == aside.name
    assert "lesart marks --import" in aside_now["advice"]
    assert len(run("marks", "--library", str(folder), "--format", "json").json()) == 1


def test_backups_are_counted_and_one_that_cannot_be_read_is_set_aside(
    run: Run, folder: Path
) -> None:
    library = Library.open(folder)
    library.toggle_bookmark(StatementId(WORKS, 3))
    library.close()
    assert finding_of(run, folder, "backups", code=0)["state"].startswith("2 of the marks")
    newest = max((folder / "backups").iterdir())
    newest.write_bytes(b"\x00")
    found = finding_of(run, folder, "backups", code=0)
    assert (found["severity"], found["done"]) == ("mended", f"set aside: {newest.name}")
    assert finding_of(run, folder, "backups", code=0)["state"].startswith("1 of the marks")


def test_a_saved_search_that_is_not_understood_is_named(run: Run, folder: Path) -> None:
    library = Library.open(folder)
    library.save_search("neulich", "date:gestern Werk")
    library.close()
    found = finding_of(run, folder, "searches", code=1)
    assert found["severity"] == "problem"
    assert "neulich (date: takes" in found["state"]
    assert found["advice"]


def test_an_index_of_another_version_is_made_again(run: Run, folder: Path) -> None:
    assert run("search", "Turbinenhersteller", "--library", str(folder)).code == 0
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("UPDATE search_version SET version = version - 1")
        connection.commit()
    found = finding_of(run, folder, "search", code=0)
    assert (found["state"], found["done"]) == ("not whole yet", "index made again")
    assert finding_of(run, folder, "search", code=0)["state"] == "sound"


def test_a_library_that_is_held_by_another_program_has_code_3(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        told = lesart("doctor", "--library", str(folder))
    assert told.returncode == 3
    assert b"Traceback" not in told.stderr


def test_arguments_it_does_not_know_have_code_2(run: Run) -> None:
    assert run("doctor", "--cure").code == 2
