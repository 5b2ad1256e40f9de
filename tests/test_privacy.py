"""Nothing leaves the machine unasked, and what is kept is for the reader's eyes alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

_GUARDED = """
import sys

def forbid(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
                 "urllib.Request", "ftplib.connect", "smtplib.connect"):
        # Not an exception alone: somebody might catch it.
        open(sys.argv[1], "a").write(f"{event} {arguments}\\n")
        raise PermissionError(event)

sys.addaudithook(forbid)
"""
_COMMANDS = (
    _GUARDED
    + """
from tui.__main__ import main
for line in sys.stdin:
    print(f"--- {main(line.split())} {line}", flush=True)
"""
)
_READING = (
    _GUARDED
    + """
import asyncio
from pathlib import Path
from core.library import BackgroundWork, Idle, Library
from tui.app import LesartApp

def worked(work):
    for event in work.events():
        if isinstance(event, Idle):
            return

async def read():
    library = Library.open(Path(sys.argv[2]))
    work = BackgroundWork.start(Path(sys.argv[2]), [sys.argv[3]])
    worked(work)
    app = LesartApp(library, work)
    async with app.run_test() as pilot:
        for key in ("j j m a W o r t ctrl+s g slash H a f e n enter escape M q T q W q C q y "
                    "question_mark q v q e r i q apostrophe q colon escape").split():
            await pilot.press(key)
        await pilot.pause()
    work.stop()
    library.close()

asyncio.run(read())
"""
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def run(code: str, home: Path, *arguments: str, said: str = "") -> str:
    """Run code as a reader whose files are readable for all, if nobody looks after that."""
    home.mkdir(mode=0o755, exist_ok=True)
    (home / "sitecustomize.py").write_text(_GUARDED.replace("sys.argv[1]", repr(str(home / "net"))))
    done = subprocess.run(
        [sys.executable, "-c", code, str(home / "net"), *arguments],
        cwd=ROOT,
        input=said,
        capture_output=True,
        text=True,
        check=False,
        umask=0o022,
        env={
            **os.environ,
            "HOME": str(home),
            "PYTHONPATH": f"{home}{os.pathsep}{ROOT}",  # children are guarded as well
            **{f"XDG_{each}_HOME": str(home / each) for each in ("CONFIG", "DATA", "STATE")},
        },
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def asked(home: Path) -> str:
    """What was asked of the network."""
    return (home / "net").read_text() if (home / "net").exists() else ""


def readable_for_others(folder: Path) -> list[str]:
    """What others may read or enter, with its mode."""
    return [
        f"{path.relative_to(folder)} {stat.S_IMODE(path.stat().st_mode):o}"
        for path in [folder, *folder.rglob("*")]
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    ]


def test_the_command_line_asks_nothing_of_the_network_and_keeps_all_for_the_reader(
    home: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    library = f"--library {home / 'library'}"
    one = min(path.name for path in (ROOT / "seeds").iterdir() if path.suffix in (".txt", ".md"))
    commands = [
        f"add {ROOT / 'seeds'}",
        "list", "entities", "conflicts", "only", f"matrix {one}", f"timeline {one}", "search Hafen",
        "marks", "doctor", "paths", "config",
        f"dossier {one} --output {out / 'story.html'} --format html",
        f"marks --export {out / 'marks.json'}", f"marks --export {out / 'marks.csv'}",
        f"marks --import {out / 'marks.json'}",
    ]  # fmt: skip
    said = run(_COMMANDS, home, said="".join(f"{each} {library}\n" for each in commands))
    codes = [line.split()[1] for line in said.splitlines() if line.startswith("--- ")]
    assert len(codes) == len(commands)
    assert set(codes) <= {"0", "1"}, said
    assert asked(home) == ""
    assert readable_for_others(home / "library") == []
    assert [each for each in readable_for_others(out) if not each.startswith(". ")] == []
    assert not {path.name for path in home.iterdir()} - {"library", "sitecustomize.py", "STATE",
                                                          "__pycache__"}  # fmt: skip


def test_reading_asks_nothing_of_the_network_and_keeps_all_for_the_reader(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "reports").mkdir()
    text = "Hafen wächst\n\nDer Hafen von Emden wird für 120 Mio. Euro ausgebaut.\n"
    (tmp_path / "reports" / "a.txt").write_text(text, encoding="utf-8")
    page = "<html><body><article><p>Der Hafen wird nicht ausgebaut.</p><img src=http://a.example/>"
    (tmp_path / "reports" / "b.html").write_text(page, encoding="utf-8")
    run(_READING, home, str(home / "library"), str(tmp_path / "reports"))
    assert asked(home) == ""
    assert (home / "library" / "marks.json").exists()
    assert readable_for_others(home / "library") == []
