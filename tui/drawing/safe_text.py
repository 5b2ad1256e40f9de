"""The last guard before the terminal: foreign text that can only be read.

Articles are cleaned at import; this holds even if that failed. A terminal obeys control characters,
and direction marks make a line say something else than it contains.
"""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\ufffd"

_HARMFUL: Final = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: escape sequences begin here
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # invisible, or turning the direction
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"  # lone surrogates cannot be written to a terminal
    "\U000e0000-\U000e007f"  # tags: text nobody sees
    "]"
)
_SPACES: Final = frozenset("\t\n\v\f\r\x85\u2028\u2029")


def _replacement(found: re.Match[str]) -> str:
    return " " if found[0] in _SPACES else REPLACEMENT


def harmless(text: str) -> str:
    """The text with every character a terminal would obey replaced by one that is only shown.

    As long as the text given, so that spans keep their meaning.
    """
    if _HARMFUL.search(text) is None:
        return text
    return _HARMFUL.sub(_replacement, text)
