"""How soon the list is on screen, against an empty Textual app in the same run.

python -m pytest -m benchmark -s tests/benchmarks/test_start.py
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

ROUNDS = 9
SECONDS = 30.0
EMPTY_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("ready to read")
Empty().run()
"""


def seconds_until(shown: bytes, command: list[str], library: Path) -> float:
    """From starting a program on a terminal of 120 by 36 until it has written these bytes."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        environment = {**os.environ, "TERM": "xterm-256color", "LESART_LIBRARY": str(library)}
        os.execve(command[0], command, environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    try:
        written = b""
        while shown not in written:
            assert time.perf_counter() - started < SECONDS, written[-2000:]
            if select.select([terminal], [], [], 0.1)[0]:
                written += os.read(terminal, 65536)
        return time.perf_counter() - started
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


@pytest.mark.benchmark
def test_the_list_is_on_screen_soon_after_an_empty_app_would_be(sample_library: Path) -> None:
    empty = [sys.executable, "-c", EMPTY_APP]
    reader = [sys.executable, "-m", "tui"]
    waits = {
        "empty Textual app": (empty, b"ready"),
        "lesart: list on screen": (reader, "●".encode()),
        "lesart: all panes live": (reader, b"Entities"),
    }
    times: dict[str, list[float]] = {name: [] for name in waits}
    for _ in range(ROUNDS):
        for name, (command, shown) in waits.items():
            times[name].append(seconds_until(shown, command, sample_library))
    print()
    base = statistics.median(times["empty Textual app"])
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:24} {median * 1000:6.0f} ms  {median / base:.2f} x")
