"""The signs drawn beside text, and their ASCII forms for plain terminals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.model import Sign


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs, each one cell wide; the shape alone tells them apart."""

    signs: Mapping[Sign, str]
    """Signs that are missing leave the margin blank."""
    cursor: str
    opened: str
    bookmark: str
    note: str
    verdict: str
    unread: str
    changed: str
    moved: str
    search: str
    folded: str
    unfolded: str
    ellipsis: str
    dot: str
    stretch: str
    """Beside the further lines of what stands alone."""


UNICODE: Final = Glyphs(
    signs={
        Sign.AGREES: "=",
        Sign.COPIED: "≡",
        Sign.DIFFERS: "≠",
        Sign.CONTRADICTS: "≠",
        Sign.ONLY: "◦",
    },
    cursor="▌",
    opened="›",
    bookmark="◆",
    note="✎",
    verdict="⚖",
    unread="●",
    changed="±",
    moved="↕",
    search="⌕",
    folded="▸",
    unfolded="▾",
    ellipsis="…",
    dot="·",
    stretch="┊",
)

ASCII: Final = Glyphs(
    signs={
        Sign.AGREES: "=",
        Sign.COPIED: '"',
        Sign.DIFFERS: "!",
        Sign.CONTRADICTS: "!",
        Sign.ONLY: "o",
    },
    cursor=">",
    opened="-",
    bookmark="#",
    note="+",
    verdict="&",
    unread="*",
    changed="~",
    moved=":",
    search="/",
    folded=">",
    unfolded="v",
    ellipsis="...",
    dot="-",
    stretch=":",
)


def glyphs(*, ascii_only: bool) -> Glyphs:
    """The set for a terminal that can, or cannot, show more than ASCII."""
    return ASCII if ascii_only else UNICODE
