"""The timeline as a picture: lines of characters for a terminal, SVG for a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from xml.sax.saxutils import escape

from core.exports.axis import Axis, Point, axis_of
from core.model import TimelineEntry

_SHORTEST = 24
_MARGIN = 2
_HIGHEST = 5
_LABEL_ROWS = 5


@dataclass(frozen=True, slots=True)
class Signs:
    """What the picture is drawn with."""

    exact: str
    partial: str
    disputed: str
    more: str
    line: str
    stretch: str
    tick: str
    gap: str
    end: str


DRAWN = Signs("●", "○", "≠", "+", "─", "═", "┴", "╱╱", "►")
ASCII = Signs("*", "o", "!", "+", "-", "=", "'", "//", ">")


def terminal_plot(
    entries: Sequence[TimelineEntry], width: int, *, signs: Signs = DRAWN
) -> tuple[str, ...]:
    """The timeline in lines of at most `width` columns; none when there is nothing to draw.

    Over each date of the axis stands a mark for every report that gives it. Distance shows time,
    but for the gaps in the axis, whose length is written below them.
    """
    steps = width - 2 * _MARGIN - 1
    axis = axis_of(entries, steps=float(steps))
    if width < _SHORTEST or not axis.points:
        return ()
    columns: defaultdict[int, list[Point]] = defaultdict(list)
    for point in axis.points:
        columns[_MARGIN + round(point.at)].append(point)
    stacks = {column: _stack(points, signs) for column, points in columns.items()}
    height = max(map(len, stacks.values()))
    rows = [
        "".join(
            stacks[column][level] if column in stacks and level < len(stacks[column]) else " "
            for column in range(width)
        )
        for level in reversed(range(height))
    ]
    rows.append(_line(axis, columns, width, signs))
    rows += _labels(axis, columns, width)
    return tuple(row.rstrip() for row in rows)


def _stack(points: Sequence[Point], signs: Signs) -> list[str]:
    marks = [
        signs.exact if point.exact else signs.partial
        for point in points
        for _ in range(point.reports)
    ]
    if len(marks) > _HIGHEST:
        marks = [*marks[: _HIGHEST - 1], signs.more]
    if any(point.entry.disputed for point in points):
        marks.append(signs.disputed)
    return marks


def _line(axis: Axis, columns: dict[int, list[Point]], width: int, signs: Signs) -> str:
    line = [signs.line] * width
    for point in axis.points:
        for column in range(round(point.at), round(point.until) + 1):
            if not point.exact and round(point.until) > round(point.at):
                line[_MARGIN + column] = signs.stretch
    for gap in axis.gaps:
        at = _MARGIN + round(gap.at) - 1
        line[at : at + 2] = signs.gap
    for column in columns:
        line[column] = signs.tick
    line[-1] = signs.end
    return "".join(line)


def _labels(axis: Axis, columns: dict[int, list[Point]], width: int) -> list[str]:
    """The dates below the line, those at its ends before all others.

    Where there is no room for a date, its year is tried; how many are left out then is said.
    """
    rows: list[list[str]] = []
    ends = (max(columns), min(columns))
    hidden = 0
    for column in sorted(columns, key=lambda each: (each not in ends, each)):
        date = _in_common([point.entry.date for point in columns[column]])
        if not any(_placed(rows, column, text, width) for text in (date, date[:4])):
            hidden += 1
    below: list[list[str]] = []
    for gap in axis.gaps:
        text = f"({gap.words})"
        _placed(below, _MARGIN + round(gap.at) - len(text) // 2, text, width)
    shown = ["".join(row) for row in (*rows, *below)]
    if hidden:
        shown.append(f"{hidden} more without room for a label"[:width])
    return shown


def _placed(rows: list[list[str]], start: int, text: str, width: int) -> bool:
    """Writes a label on the first row with room for it, on a new one as long as there may be."""
    # At the right edge it ends where it would begin.
    at = max(0, start if start + len(text) <= width else start - len(text) + 1)
    if any(_write(row, at, text) for row in rows):
        return True
    if len(rows) == _LABEL_ROWS:
        return False
    rows.append([" "] * width)
    return _write(rows[-1], at, text)


def _in_common(dates: Sequence[str]) -> str:
    """What is the same in dates that share a place: the day, the month or the year."""
    parts = [date.split("/")[0].split("-") for date in dates]
    if len(set(dates)) == 1:
        return dates[0]
    shared = takewhile(lambda same: len(set(same)) == 1, zip(*parts, strict=False))
    return "-".join(same[0] for same in shared) or dates[0][:4]


def _write(row: list[str], start: int, text: str) -> bool:
    """Writes a label where there is room for it and a blank on both sides."""
    around = row[max(0, start - 1) : start + len(text) + 1]
    if any(each != " " for each in around):
        return False
    row[start : start + len(text)] = text
    return True


# --- on a page ------------------------------------------------------------------------------------

_WIDE = 340
_TOP = 14
_STEP = 6
_ROW = 22
_AXIS = 16
_DOT = 5
_TEXT = 118
_MOST_DOTS = 6


def page_plot(entries: Sequence[TimelineEntry], *, title: str, description: str) -> str:
    """The timeline as SVG, time running down; empty when there is nothing to draw.

    Its colours come from the page: classes `axis`, `exact`, `partial`, `disputed`, `leader`, `gap`.
    """
    steps = max(30, len(entries) * _ROW // _STEP)
    axis = axis_of(entries, steps=float(steps))
    if not axis.points:
        return ""
    drawn = [
        f'<line class="axis" x1="{_AXIS}" y1="{_TOP}" x2="{_AXIS}" y2="{_TOP + steps * _STEP}"/>'
    ]
    drawn += [
        f'<path class="stretch" d="M{_AXIS} {_y(point.at):g}V{_y(point.until):g}"/>'
        for point in axis.points
        if not point.exact and point.until > point.at
    ]
    for gap in axis.gaps:
        y = _y(gap.at)
        drawn.append(f'<path class="gap" d="M{_AXIS - 6} {y}l12 -5m-12 10l12 -5"/>')
        drawn.append(f'<text class="gap" x="{_AXIS + 12}" y="{y + 4:g}">{gap.words}</text>')
    low = float(_TOP) - _ROW
    for point in axis.points:
        y = _y(point.at)
        low = max(y, low + _ROW)
        drawn += _mark(point, y, low)
    height = max(_TOP + steps * _STEP, low) + _TOP
    return (
        f'<svg role="img" aria-labelledby="plot-title plot-description" viewBox="0 0 {_WIDE} '
        f'{height:g}" xmlns="http://www.w3.org/2000/svg"><title id="plot-title">{escape(title)}'
        f'</title><desc id="plot-description">{escape(description)}</desc>{"".join(drawn)}</svg>'
    )


def _mark(point: Point, y: float, label: float) -> list[str]:
    dots = min(point.reports, _MOST_DOTS)
    end = _AXIS + 2 * _DOT * dots
    style = "exact" if point.exact else "partial"
    marks = [
        f'<path class="leader" d="M{end - _DOT} {y:g}L{_TEXT - 20} {label:g}H{_TEXT - 4}"/>',
        *(
            f'<circle class="{style}" cx="{_AXIS + 2 * _DOT * dot}" cy="{y:g}" r="{_DOT - 1}"/>'
            for dot in range(dots)
        ),
    ]
    reports = f"{point.reports} report{'s' if point.reports > 1 else ''}"
    disputed = ' <tspan class="disputed">≠ disputed</tspan>' if point.entry.disputed else ""
    words = f'{escape(point.entry.date)} <tspan class="dim">{reports}</tspan>{disputed}'
    marks.append(f'<text x="{_TEXT}" y="{label + 4:g}">{words}</text>')
    return marks


def _y(at: float) -> float:
    return round(_TOP + at * _STEP, 1)
