"""Signs and lines in ASCII, for terminals that show no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS: Final = {
    "≠": "!", "◦": "o", "●": "*", "◆": "#", "✎": "+", "⚖": "&", "▸": ">", "▾": "v", "›": ">",
    "▌": ">", "…": ".", "·": "-", "•": "*", "✓": "+", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "⌕": "/", "▔": "^", "○": "o", "►": ">", "≈": "~", "≥": ">", "≤": "<", "−": "-", "–": "-",
    "—": "-", "×": "x",
    "„": '"', "“": '"', "”": '"', "»": '"', "«": '"', "‚": "'", "‘": "'", "’": "'", "\u00a0": " ",
}  # fmt: skip
_BLOCKS: Final = range(0x2580, 0x25A0)
_LINES: Final = range(0x2500, 0x2580)
_LEVEL: Final = frozenset("─━┄┅┈┉╌╍═╴╶╸╺╼╾")
_UPRIGHT: Final = frozenset("│┃┆┇┊┋╎╏║╵╷╹╻╽╿")


def _table() -> Mapping[int, str]:
    table = dict.fromkeys(_BLOCKS, "#")
    for line in _LINES:
        drawn = chr(line)
        table[line] = "-" if drawn in _LEVEL else "|" if drawn in _UPRIGHT else "+"
    return table | {ord(sign): plain for sign, plain in _SIGNS.items()}


_PLAIN: Final = _table()


def plain(text: str) -> str:
    """The text with every sign and line as one ASCII character as wide; letters stay."""
    return text if text.isascii() else text.translate(_PLAIN)


class PlainSigns(LineFilter):
    """Draws everything that is on the screen so.

    One filter behind all widgets, borders and scroll bars, so that none has to know of it.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in plain signs."""
        return [Segment(plain(text), style, control) for text, style, control in segments]
