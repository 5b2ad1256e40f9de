"""Signs and lines in ASCII, for terminals that show no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SIGNS: Final = {
    "≠": "!", "≡": '"', "◦": "o", "●": "*", "○": "o", "◆": "#", "✎": "+", "⚖": "&", "⌕": "/",
    "±": "~", "↕": ":", "┊": ":", "¶": "#", "▌": ">", "▹": "-", "›": ">", "▸": ">", "►": ">",
    "▾": "v", "…": ".", "·": "-", "•": "*", "✓": "+", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "▔": "^", "╱": "/", "╲": "\\", "≈": "~", "≥": ">", "≤": "<", "−": "-", "–": "-", "—": "-",
    "×": "x", "‹": "<", "🔎": "/ ",
    "„": '"', "“": '"', "”": '"', "»": '"', "«": '"', "‚": "'", "‘": "'", "’": "'", "\u00a0": " ",
}  # fmt: skip
_BLOCKS: Final = range(0x2580, 0x25A0)
_LINES: Final = range(0x2500, 0x2580)
_LEVEL: Final = frozenset("─┄┈╌╴╶╼╾")
_THICK: Final = frozenset("━┅┉╍═╸╺")
"""What a bar is filled with, beside a thin line for its rest."""
_UPRIGHT: Final = frozenset("│┃┆┇┊┋╎╏║╵╷╹╻╽╿")


def _table() -> Mapping[int, str]:
    table = dict.fromkeys(_BLOCKS, "#") | dict.fromkeys(_LINES, "+")
    for lines, sign in ((_LEVEL, "-"), (_THICK, "="), (_UPRIGHT, "|")):
        table |= {ord(line): sign for line in lines}
    return table | {ord(sign): as_drawn for sign, as_drawn in _SIGNS.items()}


_PLAIN: Final = _table()
_TERMINALS: Final = frozenset({"ansi", "cons25", "dumb", "linux", "unknown"})
_OLD: Final = "vt"
"""How the names of terminals begin that are older than the signs."""


def plain(text: str) -> str:
    """The text with every sign and line in ASCII, in as many cells; letters stay."""
    return text if text.isascii() else text.translate(_PLAIN)


def is_plain(terminal: str, encoding: str | None) -> bool:
    """Whether a terminal of this name, written to in this encoding, lacks some of the signs."""
    try:
        "".join(_SIGNS).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return terminal in _TERMINALS or terminal.startswith(_OLD)
