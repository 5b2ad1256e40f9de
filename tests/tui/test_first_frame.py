"""The list before Textual is there, and the terminal after it has gone."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from core.model import ArticleId, ArticleRow
from tui.first_frame import lines

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0
A_MOMENT = 2.0
ECHO_AND_LINES = termios.ECHO | termios.ICANON


def row(title: str, *, read: bool = False) -> ArticleRow:
    return ArticleRow(
        ArticleId("a"), title, False, "/a.txt", None, None, "de", None, None, None, read
    )


@pytest.mark.parametrize(("columns", "height"), [(120, 36), (80, 24), (20, 5), (1, 1), (5, 2)])
def test_no_row_reaches_beyond_the_screen(columns: int, height: int) -> None:
    drawn = lines([row("Ein sehr langer Titel, der nirgends paßt " * 9)] * 200, columns, height)
    placed = re.findall(r"\x1b\[(\d+);3H([^\x1b]*)", drawn)
    assert len(placed) == max(0, height - 2)
    assert all(int(line) < max(height, 2) for line, _ in placed)
    assert all(len(text) <= max(columns - 2, 2) for _, text in placed)


def test_wide_characters_take_two_cells() -> None:
    drawn = lines([row("漢" * 100)], 80, 24)
    assert drawn.count("漢") == 38


def test_unread_articles_have_their_dot_and_nothing_in_a_title_is_obeyed() -> None:
    drawn = lines([row("Neu"), row("Alt\x1b[2J\u202e", read=True)], 80, 24)
    assert "● Neu" in drawn
    assert "\x1b[2J" not in drawn
    assert "\u202e" not in drawn
    assert drawn.count("●") == 1


def test_the_terminal_is_left_as_it_was_found(sample_library: Path) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    before = termios.tcgetattr(ours)
    reader = subprocess.Popen(
        [sys.executable, "-m", "tui"],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(sample_library),
            "TERM": "xterm-256color",
            "LESART_LIBRARY": str(sample_library),
        },
        start_new_session=True,  # as in a terminal of its own
    )
    written = b""
    asked_to_end = 0.0
    deadline = time.monotonic() + SECONDS
    while reader.poll() is None and time.monotonic() < deadline:
        if select.select([ours], [], [], 0.05)[0]:
            written += os.read(ours, 65536)
        # On a very busy machine a key may come while the panes are still being put up.
        if b"Entities" in written and time.monotonic() - asked_to_end > A_MOMENT:
            os.write(ours, b"Q")
            asked_to_end = time.monotonic()
    reader.kill()
    while select.select([ours], [], [], 0)[0]:
        written += os.read(ours, 65536)
    after = termios.tcgetattr(ours)
    os.close(ours)
    os.close(theirs)
    assert reader.wait() == 0, written[-2000:]
    assert after[3] & ECHO_AND_LINES == before[3] & ECHO_AND_LINES
    assert written.rindex(b"\x1b[?1049l") > written.rindex(b"\x1b[?1049h")
    assert written.index("●".encode()) < written.index(b"Entities")
