"""However the program ends, the terminal is as it was before."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

import pytest

from core.library import Library
from core.model import StatementId
from tests.tui import newsroom
from tests.tui.newsroom import WORKS
from tests.tui.terminal import ROOT, Terminal, terminal

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """A home of its own, and programs outside that do nothing."""
    return {
        "HOME": str(tmp_path),
        **{f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "STATE")},
        "EDITOR": "true",
        "VISUAL": "true",
        "BROWSER": "true",
    }


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A library in which nothing is left to do, unless a test wants `AT_WORK`."""
    opened = getattr(request, "param", newsroom.open_settled)
    opened(tmp_path / "library").close()
    return tmp_path / "library"


AT_WORK = pytest.mark.parametrize("folder", [newsroom.open_full], indirect=True, ids=["at work"])
"""The names are looked for behind the screen, which takes a model and most of the time."""


@pytest.fixture
def reader(folder: Path, environment: Mapping[str, str]) -> Iterator[Terminal]:
    """The program as it is used, drawn and listening."""
    with terminal(["-m", "tui", "--library", str(folder)], environment=environment) as opened:
        opened.stands()
        yield opened


def test_what_the_program_asks_of_the_terminal_is_seen(reader: Terminal) -> None:
    assert len(reader.wrongs()) > 5
    reader.type("Q")
    assert reader.ended() == 0
    assert reader.wrongs() == []


# --- keys -----------------------------------------------------------------------------------------

_KEYS = (
    *"jkJKGzerimat'MTCWSvcdD}{+-./*\\?&=xw", "g/", "gt", "ge", "]c", "[r", ":", "\t", "\r", "\x1b",
    "\x0f", "\x04", "\x10", "\x03", "\x1b[A", "\x1b[B", "\x1b[<0;9;5M", "\x1b[<0;9;5m", "ü", "1",
    "\x1b[200~Wort\x1b[201~", "\x1b[5~", "E", "o",
)  # fmt: skip


@AT_WORK
@pytest.mark.parametrize("seed", [1, 2])
def test_random_keys_and_sizes_leave_the_terminal_clean(reader: Terminal, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        for _ in range(5):
            reader.type(chance.choice(_KEYS))
        reader.resize(chance.randint(20, 120), chance.randint(5, 40))
    reader.resize(80, 24)
    # Esc leaves any box in which Q is a letter; together they would be another key.
    for key in ("\x1b", "\x1b", "Q") * 40:
        with suppress(OSError, subprocess.TimeoutExpired):
            reader.type(key)
            reader.process.wait(0.5)
            break
    assert reader.ended() == 0, reader.text[-3000:]
    assert reader.wrongs() == []
    assert "Traceback" not in reader.text


def test_ctrl_c_in_the_editor_is_for_the_editor(
    folder: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        f"#!{sys.executable}\nimport signal, sys\n"
        "signal.signal(signal.SIGINT, lambda *_: print('heard', flush=True))\n"
        "print('edits', flush=True)\nprint(sys.stdin.readline())\n"
    )
    editor.chmod(0o755)
    own = {**environment, "VISUAL": str(editor)}
    with terminal(["-m", "tui", "--library", str(folder)], environment=own) as reader:
        reader.stands()
        reader.type("E")
        reader.wait_for("edits")
        assert reader.wrongs() == []
        reader.type("\x03")
        reader.wait_for("heard")
        reader.type("done\n")
        reader.wait_until(lambda: reader.modes().get(2004, False), "the app again")
        reader.type("Q")
        assert reader.ended() == 0
        assert reader.wrongs() == []


# --- signals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code", "folder"),
    [
        (signal.SIGINT, 130, newsroom.open_settled),
        (signal.SIGTERM, 143, newsroom.open_full),
        (signal.SIGHUP, 129, newsroom.open_settled),
    ],
    indirect=["folder"],
)
def test_a_signal_ends_the_program_in_order(reader: Terminal, number: int, code: int) -> None:
    os.kill(reader.process.pid, number)
    assert reader.ended() == code
    assert reader.wrongs() == []
    assert "Traceback" not in reader.text


_EARLY = """
import os, signal, sys
import tui.ending
before = tui.ending.ended_by_signals
import core.library.background as background
start = background.BackgroundWork.start
def started(*given):
    work = start(*given)
    os.kill(os.getpid(), signal.SIGTERM)
    return work
background.BackgroundWork.start = started
from tui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_signal_that_comes_before_the_app_ends_the_program_as_well(
    folder: Path, environment: Mapping[str, str]
) -> None:
    given = ["-c", _EARLY, "--library", str(folder)]
    with terminal(given, environment=environment) as early:
        assert early.ended() == 143
        assert early.wrongs() == []
        assert "Traceback" not in early.text


def test_a_program_that_is_stopped_gives_the_terminal_back_and_takes_it_again(
    reader: Terminal,
) -> None:
    os.kill(reader.process.pid, signal.SIGTSTP)
    reader.stopped()
    reader.wait_until(lambda: reader.wrongs() == [], "a clean terminal")
    os.kill(reader.process.pid, signal.SIGCONT)
    reader.wait_until(lambda: reader.modes().get(2004, False), "the app again")
    reader.type("Q")
    assert reader.ended() == 0
    assert reader.wrongs() == []


@AT_WORK
def test_a_window_that_is_closed_ends_the_program_and_its_work(reader: Terminal) -> None:
    child = _children(reader.process.pid)
    assert child
    reader.hang_up()
    assert reader.process.wait(60) == 129
    assert not [each for each in child if Path(f"/proc/{each}").exists()]


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = path.read_text().rpartition(")")
        except OSError:
            continue
        if int(rest.split()[1]) == parent:
            found.append(int(path.parent.name))
    return found


@AT_WORK
def test_the_work_behind_the_screen_may_be_killed(reader: Terminal) -> None:
    (child,) = _children(reader.process.pid)
    os.kill(child, signal.SIGKILL)
    reader.wait_until(lambda: _children(reader.process.pid) not in ([], [child]), "another child")
    reader.type("j")
    reader.type("Q")
    assert reader.ended() == 0
    assert reader.wrongs() == []


# --- mistakes -------------------------------------------------------------------------------------

_BROKEN = """
import sys
import tui.app
from core.errors import LibraryDamaged
from tui.__main__ import main

class Broken(tui.app.LesartApp):
    def action_interrupt(self):
        geheim = "what the reader was reading"
        raise {raised}

tui.app.LesartApp = Broken
sys.exit(main(sys.argv[1:]))
"""


def broken(folder: Path, environment: Mapping[str, str], raised: str) -> Terminal:
    """The program after an exception in the app."""
    given = ["-c", _BROKEN.format(raised=raised), "--library", str(folder)]
    opened = Terminal(given, environment=environment)
    opened.stands()
    opened.type("\x03")
    return opened


def test_a_mistake_of_the_program_is_told_in_a_sentence_and_where_it_came_from_in_a_file(
    folder: Path, environment: Mapping[str, str], tmp_path: Path
) -> None:
    with closing(broken(folder, environment, "KeyError('kein\\x1b[2JSchlüssel')")) as ended:
        assert ended.ended() == 1
        assert ended.wrongs() == []
        assert "Traceback" not in ended.text
        assert "what the reader was reading" not in ended.text
        said = ended.text[ended.text.rindex("lesart: ") :]
        assert said.startswith("lesart: an error of the program ended the reader (KeyError")
        (trace,) = (tmp_path / "STATE").rglob("*.txt")
        assert str(trace) in said.replace("\n", "")
        assert stat.S_IMODE(trace.stat().st_mode) == 0o600
        assert stat.S_IMODE(trace.parent.stat().st_mode) == 0o700
        assert "KeyError" in trace.read_text()
        assert "what the reader was reading" not in trace.read_text().replace(
            'geheim = "what the reader was reading"', ""
        )


def test_a_library_that_is_damaged_while_it_is_open_is_named_with_its_code(
    folder: Path, environment: Mapping[str, str]
) -> None:
    raised = "LibraryDamaged('is not readable', subject='library.sqlite', advice='lesart doctor')"
    with closing(broken(folder, environment, raised)) as ended:
        assert ended.ended() == 3
        assert ended.wrongs() == []
        said = "lesart: library.sqlite: is not readable (lesart doctor)"
        assert ended.text.rstrip().endswith(said)


_LATE = """
import sys
import tui.app
from tui.__main__ import main

class Late(tui.app.LesartApp):
    def exit(self, *given, **named):
        super().exit(*given, **named)
        self.screen.call_next(lambda: self.screen.query_one({asked}))

tui.app.LesartApp = Late
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(("asked", "code"), [("'#gone'", 0), ("1 / 0", 1)])
def test_what_misses_a_part_of_the_screen_while_the_app_leaves_is_no_mistake(
    folder: Path, environment: Mapping[str, str], tmp_path: Path, asked: str, code: int
) -> None:
    given = ["-c", _LATE.format(asked=asked), "--library", str(folder)]
    with terminal(given, environment=environment) as reader:
        reader.stands()
        reader.type("Q")
        assert reader.ended() == code
        assert reader.wrongs() == []
        assert len([*(tmp_path / "STATE").rglob("*.txt")]) == code


def test_files_that_are_overwritten_while_the_library_is_open_break_nothing(
    reader: Terminal, folder: Path
) -> None:
    for name in ("library.sqlite", "library.sqlite-wal", "marks.json"):
        (folder / name).write_bytes(b"\xff" * 4096)
    reader.type("jjm]cJJ")
    reader.type("Q")
    assert reader.ended() in (0, 3)
    assert reader.wrongs() == []
    assert "Traceback" not in reader.text


def test_a_library_deleted_while_it_is_open_breaks_nothing(reader: Terminal, folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    folder.rmdir()
    reader.type("jjm]cJJ")
    reader.type("Q")
    assert reader.ended() in (0, 3)
    assert reader.wrongs() == []
    assert "Traceback" not in reader.text


# --- no terminal ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "code", "closed"),
    [
        ("", 2, "<&-"), ("", 2, ">&-"), ("", 2, "2>&-"), ("", 2, "<&- >&- 2>&-"),
        ("list", 0, "2>&-"), ("list", 0, "<&- >&- 2>&-"),
    ],
)  # fmt: skip
def test_closed_streams_are_no_reason_to_fall_over(
    folder: Path, environment: Mapping[str, str], closed: str, command: str, code: int
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir() if path.suffix == ".json"}
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m tui --library "$1" {command} {closed}', sys.executable, folder],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in before} == before


def test_errors_that_are_written_to_a_file_leave_no_screen_there(
    folder: Path, environment: Mapping[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"

    def to_file() -> None:
        os.dup2(os.open(log, os.O_CREAT | os.O_WRONLY, 0o600), 2)

    given = ["-m", "tui", "--library", str(folder)]
    with terminal(given, environment=environment, before=to_file) as started:
        assert started.ended() == 2
        assert started.wrongs() == []
    assert log.read_text().startswith("lesart: the reader needs a terminal")


def test_a_bookmark_set_just_before_the_end_is_kept(reader: Terminal, folder: Path) -> None:
    reader.type("jm")
    reader.wait_until((folder / "marks.json").exists, "marks.json")
    os.kill(reader.process.pid, signal.SIGTERM)
    reader.ended()
    library = Library.open(folder)
    assert [mark.anchor.statement for mark in library.marks()] == [2]
    assert library.marks()[0].places == (StatementId(WORKS, 2),)
    library.close()
