"""Plain signs for everything that is on the screen."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.drawing.plain import plain


class PlainSigns(LineFilter):
    """Draws everything that is on the screen so.

    One filter behind all widgets, borders and scroll bars, so that none has to know of it.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in plain signs."""
        return [Segment(plain(text), style, control) for text, style, control in segments]
