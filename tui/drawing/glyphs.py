"""The signs drawn beside text, each one cell wide; the shape alone tells them apart.

Plain terminals see them through `plain`, where every sign here has an ASCII form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.model import Sign

OF_SIGN: Final[Mapping[Sign, str]] = {
    Sign.AGREES: "=",
    Sign.COPIED: "≡",
    Sign.DIFFERS: "≠",
    Sign.CONTRADICTS: "≠",
    Sign.ONLY: "◦",
}
"""Signs that are missing leave the margin blank."""

CURSOR: Final = "▌"
OPENED: Final = "▹"
BOOKMARK: Final = "◆"
NOTE: Final = "✎"
VERDICT: Final = "⚖"
UNREAD: Final = "●"
CHANGED: Final = "±"
MOVED: Final = "↕"
SEARCH: Final = "⌕"
FOLDED: Final = "▸"
UNFOLDED: Final = "▾"
ELLIPSIS: Final = "…"
DOT: Final = "·"
STRETCH: Final = "┊"
"""Beside the further lines of what stands alone."""
