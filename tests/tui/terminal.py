"""The program on a real pseudo-terminal: what it asks of the terminal, and how it leaves it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([><])[0-9]*u")
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")
_CHANGED = {
    1049: "the alternate screen", 1000: "mouse reports", 1003: "mouse reports", 1002: "mouse",
    1006: "mouse reports", 1015: "mouse reports", 1016: "mouse reports", 2004: "bracketed paste",
    1004: "focus reports", 2048: "reports of the size",
}  # fmt: skip
"""What is off in a terminal as a shell has it."""
_USUAL = {25: "the cursor is hidden", 7: "lines are not wrapped"}
"""What is on."""

PATIENCE = 60.0
"""Seconds after which something does not come any more; the machine may have much to do."""


def _surroundings() -> dict[str, str]:
    """The environment, without what would be taken for the size of the terminal."""
    return {name: told for name, told in os.environ.items() if name not in ("COLUMNS", "LINES")}


class Terminal:
    """A program with a terminal of its own, in which somebody types."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str],
        size: tuple[int, int] = (100, 30),
        before: Callable[[], None] | None = None,
    ) -> None:
        self._main, self._side = os.openpty()
        self.resize(*size)
        self._attributes = termios.tcgetattr(self._side)
        self._written = bytearray()

        def prepare() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if before is not None:
                before()

        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=self._side,
            stdout=self._side,
            stderr=self._side,
            cwd=ROOT,
            env={**_surroundings(), "TERM": "xterm-256color", **environment},
            start_new_session=True,
            preexec_fn=prepare,
        )
        self._over = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while not self._over.is_set():
            ready, _, _ = select.select([self._main], [], [], 0.05)
            if ready:
                try:
                    self._written += os.read(self._main, 65_536)
                except OSError:
                    return

    def type(self, keys: str) -> None:
        """As a keyboard sends them."""
        os.write(self._main, keys.encode())

    def resize(self, width: int, height: int) -> None:
        """As a window manager does it; the program gets SIGWINCH."""
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    @property
    def text(self) -> str:
        """All that was written so far, without what only moves and colours."""
        return _SEQUENCE.sub("", self._written.decode("utf-8", "replace")).replace("\r\n", "\n")

    def wait_for(self, text: str) -> None:
        """Until this has been written."""
        self.wait_until(lambda: text in self.text, text)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Until something is so."""
        patience = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None or holds(), f"ended before {what!r}: {self.text}"
            assert time.monotonic() < patience, f"no {what!r}: {self.text[-2000:]}"
            time.sleep(0.02)

    def stands(self) -> None:
        """Until the app has drawn what is known of the first article, and listens to keys."""
        self.wait_for("story 2≠")

    def modes(self) -> dict[int, bool]:
        """What was switched on or off, by its number; how it is now."""
        found = {}
        for numbers, letter in _MODE.findall(bytes(self._written)):
            for number in numbers.split(b";"):
                found[int(number)] = letter == b"h"
        return found

    def wrongs(self) -> list[str]:
        """In what the terminal is not as a shell has it."""
        modes = self.modes()
        found = [f"{what} still on" for mode, what in _CHANGED.items() if modes.get(mode)]
        found += [what for mode, what in _USUAL.items() if not modes.get(mode, True)]
        kitty = [sign == b">" for sign in _KITTY.findall(bytes(self._written))]
        if sum(kitty) > len(kitty) - sum(kitty):
            found.append("keys are still reported the long way")
        if termios.tcgetattr(self._side) != self._attributes:
            found.append("the line settings are others")
        return found

    def ended(self) -> int:
        """The exit code, once it has ended and everything it wrote has come."""
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"did not end: {self.text[-2000:]}") from None
        time.sleep(0.1)  # what is still in the terminal's buffer
        return code

    def stopped(self) -> None:
        """Until it is stopped, as by Ctrl-Z."""

        def is_stopped() -> bool:
            state = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2]
            return state.split()[0] == "T"

        self.wait_until(is_stopped, "stop")

    def close(self) -> None:
        """Take the terminal away."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._over.set()
        self._reader.join()
        for end in (self._main, self._side):
            with contextlib.suppress(OSError):
                os.close(end)

    def hang_up(self) -> None:
        """Close the window: who is in it gets SIGHUP."""
        self._over.set()
        self._reader.join()
        os.close(self._side)
        os.close(self._main)


@contextlib.contextmanager
def terminal(
    arguments: Sequence[str],
    *,
    environment: Mapping[str, str],
    size: tuple[int, int] = (100, 30),
    before: Callable[[], None] | None = None,
) -> Iterator[Terminal]:
    """A terminal with a program in it, gone in the end."""
    opened = Terminal(arguments, environment=environment, size=size, before=before)
    try:
        yield opened
    finally:
        opened.close()
