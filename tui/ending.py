"""How the program ends when it is not by a key: by a signal, or by a mistake of its own.

Both ways lead out through the app, which leaves the terminal as it was.
"""

from __future__ import annotations

import contextlib
import os
import signal
import termios
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_FIRST_CODE = 128
"""A program ended by a signal has the signal's number and this as its exit code: 130, 143, 129."""


def code_of(number: int) -> int:
    """The exit code of a program that a signal has ended."""
    return _FIRST_CODE + number


def terminal_is_gone() -> bool:
    """Whether there is no terminal to put back: its window was closed."""
    try:
        termios.tcgetattr(0)
    except termios.error:
        return True
    return False


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let signals end the program as an error would: whatever has to be put back is put back."""
    before = {number: signal.signal(number, _end) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(code_of(number))


def kept_trace(error: BaseException, file: Path) -> bool:
    """Write where an error came from, for the user's eyes alone; whether that could be done.

    Names of modules and lines, not what the variables held: that may be anybody's words.
    """
    told = "".join(traceback.format_exception(error))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with open(file, "x", encoding="utf-8", errors="replace", opener=_private) as stream:
            stream.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{told}")
    except OSError:
        return False
    return True


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
