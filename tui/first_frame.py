"""The list, on screen before Textual is loaded: plain lines that the live screen then replaces.

Loading Textual takes several times as long as reading the first rows of a library. What is typed
meanwhile waits in the terminal and reaches the app.
"""

from __future__ import annotations

import contextlib
import os
import sys
import termios
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from core.model import ArticleRow
from tui.drawing.plain import plain as plain_signs
from tui.drawing.safe_text import harmless

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J"
_LEAVE = "\x1b[?25h\x1b[?1049l"
_WIDE = 100
"""Columns from which the list stands beside the text."""
_LIST_WIDTH = 27


@contextlib.contextmanager
def painted(rows: Sequence[ArticleRow], *, plain: bool) -> Iterator[Callable[[], None]]:
    """Show the rows, keep the terminal from echoing keys, and leave it as it was.

    What is yielded puts its settings back, to be called when somebody else takes the terminal.
    """
    terminal = sys.stdin.fileno()
    size = os.get_terminal_size(sys.stdout.fileno())
    before = termios.tcgetattr(terminal)
    quiet = termios.tcgetattr(terminal)
    quiet[3] &= ~(termios.ECHO | termios.ICANON)

    def hand_over() -> None:
        termios.tcsetattr(terminal, termios.TCSANOW, before)

    try:
        termios.tcsetattr(terminal, termios.TCSANOW, quiet)
        if rows:
            drawn = lines(rows, size.columns, size.lines)
            _write(_ENTER + (plain_signs(drawn) if plain else drawn))
        yield hand_over
    finally:
        # A terminal that has gone needs nothing put back.
        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
            if rows:
                _write(_LEAVE)


def lines(rows: Sequence[ArticleRow], columns: int, height: int) -> str:
    """The list where it will stand, as far as it fits; nothing but text and cursor positions."""
    width = (_LIST_WIDTH if columns >= _WIDE else columns) - 4
    return "".join(
        f"\x1b[{line};3H{' ' if row.read else '●'} {_cut(harmless(row.title), width)}"
        for line, row in enumerate(rows[: max(0, height - 2)], start=2)
    )


def _cut(text: str, width: int) -> str:
    """As much of a text as fits into so many cells."""
    for end, character in enumerate(text):
        width -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width < 0:
            return text[:end]
    return text


def _write(sequence: str) -> None:
    encoding = sys.stdout.encoding
    # A letter that the terminal has not is a question mark, and no reason not to start.
    sys.stdout.write(sequence.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()
