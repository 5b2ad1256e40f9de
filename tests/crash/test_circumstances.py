"""What goes wrong around the program: it is told in a sentence, and nothing is lost."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from core.errors import LesartError, LibraryError
from core.library import Library
from core.model import ArticleId, StatementId
from tests.tui import newsroom
from tests.tui.newsroom import COUNCIL, WORKS

ROOT = Path(__file__).resolve().parents[2]


def lesart(
    *arguments: str,
    before: Callable[[], None] | None = None,
    environment: Mapping[str, str] = os.environ,
) -> subprocess.CompletedProcess[str]:
    """Run the program; whatever happens, it never ends with a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
        env=environment,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = newsroom.open_full(tmp_path / "library")
    yield opened
    opened.close()


def reports(folder: Path, count: int) -> str:
    folder.mkdir()
    for number in range(count):
        text = f"Meldung {number}\n\n" + f"Satz {number} steht hier und sagt etwas. " * 60
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return str(folder)


# --- no room --------------------------------------------------------------------------------------


def test_a_disk_that_is_full_is_told_and_the_library_opens_when_there_is_room_again(
    tmp_path: Path,
) -> None:
    given = ("--library", str(tmp_path / "library"))
    assert lesart("add", reports(tmp_path / "first", 1), *given).returncode == 0
    size = max(path.stat().st_size for path in (tmp_path / "library").iterdir())

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    full = lesart("add", reports(tmp_path / "many", 60), *given, before=small_files)
    assert full.returncode == 3
    assert full.stderr.startswith("lesart: ")
    assert lesart("list", *given).returncode == 0
    assert lesart("doctor", *given).returncode == 0


def test_an_import_for_which_there_is_no_room_changes_nothing(
    library: Library, tmp_path: Path
) -> None:
    library.write_note(StatementId(WORKS, 2), "lang " * 5_000)
    from core.library.carrying import Form

    path = tmp_path / "mine.json"
    path.write_text(library.export_own(Form.JSON), encoding="utf-8")
    other = newsroom.open_full(tmp_path / "other")
    other.toggle_bookmark(StatementId(COUNCIL, 2))
    marks = (other.folder / "marks.json").read_bytes()
    other.close()

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    given = ("marks", "--library", str(other.folder), "--import", str(path))
    assert lesart(*given, before=small_files).returncode == 3
    assert (other.folder / "marks.json").read_bytes() == marks
    assert lesart(*given).returncode == 0


# --- not allowed ----------------------------------------------------------------------------------


@pytest.fixture
def for_all() -> Iterator[Path]:
    """A folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


AS_NOBODY = """
import os, sys
from core.cli.main import main
known, unwritable, *commands = sys.argv[1:]
for command in commands:
    main([*command.split(), "--library", known])  # loads what somebody else may not read
os.setgid(65534)
os.setuid(65534)
print("--- nobody", flush=True)
for command in commands:
    print("--- code", main([*command.split(), "--library", unwritable]), flush=True)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_library_that_may_not_be_written_is_told_of_and_not_touched(for_all: Path) -> None:
    for name in ("known", "library"):
        newsroom.open_full(for_all / name).close()
    for path in (for_all / "library", *(for_all / "library").rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    before = {path: path.read_bytes() for path in (for_all / "library").iterdir()}
    for folder, told in (("library", "may not be written"), ("library/new", "cannot be created")):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                AS_NOBODY,
                str(for_all / "known"),
                str(for_all / folder),
                "list",
                "marks",
                "add missing.txt",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        _, _, said = done.stdout.partition("--- nobody")
        assert said.count("--- code 3") == 3, done.stdout + done.stderr
        assert done.stderr.count(told) == 3
        assert "check the permissions" in done.stderr
        assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in (for_all / "library").iterdir()} == before


def test_cache_and_configuration_that_may_not_be_written_are_not_needed(tmp_path: Path) -> None:
    nowhere = {
        **os.environ,
        **{f"XDG_{name}_HOME": "/dev/null/x" for name in ("CACHE", "CONFIG", "STATE")},
    }
    given = ("--library", str(tmp_path / "library"))
    assert lesart("add", reports(tmp_path / "r", 2), *given, environment=nowhere).returncode == 0
    for command in (["list"], ["paths"], ["marks", "--export", str(tmp_path / "x.md")]):
        assert lesart(*command, *given, environment=nowhere).returncode == 0


def test_an_index_that_cannot_be_kept_is_done_without(tmp_path: Path) -> None:
    given = ("--library", str(tmp_path / "library"))
    assert lesart("add", reports(tmp_path / "r", 2), *given).returncode == 0
    shutil.rmtree(tmp_path / "library" / "index", ignore_errors=True)
    (tmp_path / "library" / "index").write_text("in the way")
    found = lesart("related", "--text", "Satz 1 steht hier und sagt etwas.", *given)
    assert found.returncode == 0


# --- gone, or not what it was ---------------------------------------------------------------------


def test_a_library_deleted_while_it_is_open_is_told_and_the_marks_are_back(
    library: Library,
) -> None:
    library.write_note(StatementId(WORKS, 2), "eins")
    shutil.rmtree(library.folder)
    problems: list[BaseException] = []

    def ask() -> None:
        try:
            library.rows()
        except LibraryError as problem:
            problems.append(problem)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(problems) == 1
    with contextlib.suppress(LesartError):
        library.set_read(WORKS, True)
    with contextlib.suppress(LesartError):
        library.write_note(StatementId(WORKS, 3), "zwei")
    again = Library.open(library.folder)
    assert "eins" in [mark.text for mark in again.marks()]
    assert stat.S_IMODE((library.folder / "marks.json").stat().st_mode) == 0o600
    assert again.article_count() == 0
    again.close()


def test_a_database_of_a_later_version_is_left_alone_with_code_3(library: Library) -> None:
    library.close()
    path = library.folder / "library.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = path.read_bytes()
    for command in (["list"], ["doctor"], ["add", "x.txt"]):
        done = lesart(*command, "--library", str(library.folder))
        assert done.returncode == 3
        assert "later version" in done.stderr
    assert path.read_bytes() == before


# --- two programs ---------------------------------------------------------------------------------

MARKER = """
import sys
from pathlib import Path
from core.library import Library
from core.model import ArticleId, StatementId
library = Library.open(Path(sys.argv[1]))
for number in range(1, 8):
    library.write_note(StatementId(ArticleId(sys.argv[2]), number), f"{sys.argv[2]} {number}")
list(library.add(sys.argv[3:]))
library.close()
"""


def test_two_programs_on_one_library_lose_nothing_of_each_other(
    library: Library, tmp_path: Path
) -> None:
    files = [reports(tmp_path / name, 15) for name in ("x", "y")]
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", MARKER, str(library.folder), article, *named],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for article, named in ((WORKS, files), (ArticleId("council"), files))
    ]
    for program in programs:
        _, errors = program.communicate(timeout=120)
        assert program.returncode in (0, 1), errors
    texts = {mark.text for mark in library.marks()}
    assert {f"{WORKS} {number}" for number in range(1, 8)} <= texts
    assert {f"council {number}" for number in range(1, 6)} <= texts
    assert library.article_count() == 4 + 15
    (articles, *_) = library.check()
    assert articles.sound
