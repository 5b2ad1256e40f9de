"""The timeline of a story: its picture in colours, its dates, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from core.model import Saying, Sign, TimelineEntry
from tui.drawing import glyphs
from tui.drawing.lighting import MUTED, excerpt, hanging, words
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut

_LINES = 3
_NAME = 18
_DATE = "bold $text-accent"
_MARKS = {
    **dict.fromkeys("●○*o", "$text-primary"),
    **dict.fromkeys("≠!", "bold $text-warning"),
}
_AXIS = "─-"
"""What the axis begins with, drawn either way."""


def picture(lines: Sequence[str], height: int) -> Content:
    """The lines of a plot as far as there is room: marks over the axis, words below it.

    What does not fit is taken from the top, where marks of the same date are piled up.
    """
    shown = lines[-max(1, height) :]
    drawn = []
    above = True
    for line in shown:
        content = Content(line)
        if above and line[:1] in _AXIS and line[:1]:
            above = False
            content = Content.styled(line, MUTED)
        elif above:
            for at, mark in enumerate(line):
                if mark in _MARKS:
                    content = content.stylize(_MARKS[mark], at, at + 1)
        else:
            content = Content.styled(line, MUTED)
        drawn.append(content)
    return Content("\n").join(drawn)


def date_row(entry: TimelineEntry) -> Content:
    """A date as exact as the reports say, and which others they give for the same."""
    unsure = "  no year said" if entry.date.startswith("-") else ""
    row = Content.assemble(words(_spoken(entry.date), _DATE), (unsure, MUTED))
    if not entry.disputed:
        return row
    others = ", ".join(_spoken(date) for date in entry.disputed)
    return Content.assemble(
        row, words(f"  {glyphs.OF_SIGN[Sign.DIFFERS]} others say {others}", "$text-warning")
    )


def saying_row(saying: Saying, width: int) -> Content:
    """Which report says it, and its words with the date lit up."""
    said = saying.statement
    name = " ".join(harmless(said.outlet or said.title).split())
    narrow = width < 2 * _NAME + 24
    room = (width if narrow else width - _NAME) - 4
    lit = [(saying.figure.span, _DATE)]
    body = excerpt(said.text, lit, limit=max(24, room * _LINES), ellipsis=glyphs.ELLIPSIS)
    if narrow:
        head = words(cut(name, width - 2, glyphs.ELLIPSIS), MUTED)
        return Content("\n").join(
            [Content.assemble("  ", head), hanging(Content("  "), body, width)]
        )
    short = cut(name, _NAME - 2, glyphs.ELLIPSIS)
    pad = " " * (_NAME - Content(short).cell_length)
    return hanging(Content.assemble("  ", words(short, MUTED), pad), body, width)


def _spoken(date: str) -> str:
    """An interval with a dash between its ends, a day without a year without its dashes."""
    return " – ".join(part.removeprefix("--") for part in date.split("/"))
