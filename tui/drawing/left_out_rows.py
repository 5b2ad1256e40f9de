"""What was left out of an article as rows."""

from __future__ import annotations

from textual.content import Content

from core.model import Dropped, Statement
from tui.drawing import glyphs
from tui.drawing.lighting import MUTED, excerpt, hanging, words

_TEXT = 400
"""Characters of a passage that are shown."""
_INDENT = Content("  ")


def left_out_row(dropped: Dropped, width: int) -> Content:
    """Why it was left out, and the passage."""
    text = excerpt(" ".join(dropped.text.split()), (), limit=_TEXT, ellipsis=glyphs.ELLIPSIS)
    return Content("\n").join(
        [words(dropped.reason, "bold $text-accent"), hanging(_INDENT, text, width)]
    )


def drop_row(statement: Statement, width: int) -> Content:
    """The paragraph under the cursor, which can be left out as well."""
    text = excerpt(" ".join(statement.text.split()), (), limit=80, ellipsis=glyphs.ELLIPSIS)
    return Content("\n").join(
        [
            words("Leave out the paragraph under the cursor", "bold"),
            hanging(_INDENT, text.stylize_before(MUTED), width),
        ]
    )
