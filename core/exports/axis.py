"""Where the dates of a timeline stand on a line whose distances show time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.model import TimelineEntry
from core.text.figures.extent import extent_of

_MOST_GAPS = 3
_VISIBLE = 0.5
"""Two dates closer than this many steps cannot be told apart."""
_LARGE = 1 / 3
"""A gap is left out when it takes more of the line than this."""
_TOO_PLAIN = 0.25
"""Nothing is left out that would leave the shortest distance more of the line than this."""
GAP = 4.0
"""Steps that a gap takes."""


@dataclass(frozen=True, slots=True)
class Point:
    """One entry of the timeline on the line."""

    entry: TimelineEntry
    at: float
    """In steps from the beginning."""
    until: float
    """Where the time ends in which it may have been; equal to `at` for a day."""
    exact: bool
    """Whether the day is said."""
    reports: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Time left out of the line, so that what lies close together can be told apart."""

    at: float
    """The middle of the place it takes."""
    days: int

    @property
    def words(self) -> str:
        """How long it is, about: `7 years`, `5 months`, `12 days`."""
        for length, name in ((365.25, "years"), (30.44, "months")):
            if self.days >= 2 * length:
                return f"{self.days / length:.0f} {name}"
        return f"{self.days} days"


@dataclass(frozen=True, slots=True)
class Axis:
    """A line on which the same distance is always the same time, but for its gaps."""

    points: tuple[Point, ...]
    """Ascending."""
    gaps: tuple[Gap, ...]
    undated: tuple[TimelineEntry, ...]
    """Entries without a year, which have no place on the line."""


def axis_of(entries: Sequence[TimelineEntry], *, steps: float) -> Axis:
    """The line for a timeline, so many steps long."""
    placed, undated = [], []
    for entry in entries:
        extent = extent_of(entry.date)
        if extent is None:
            undated.append(entry)
        else:
            placed.append((entry, extent[0].toordinal(), extent[1].toordinal()))
    days = sorted({first for _, first, _ in placed})
    distances = [later - earlier for earlier, later in pairwise(days)]
    cut = _cut(distances, steps)
    total = sum(distance for at, distance in enumerate(distances) if at not in cut)
    scale = (steps - GAP * len(cut)) / total if total else 0.0
    position = {days[0]: 0.0} if days else {}
    gaps: list[Gap] = []
    borders: list[int] = []
    for at, distance in enumerate(distances):
        before = position[days[at]]
        position[days[at + 1]] = min(steps, before + (GAP if at in cut else distance * scale))
        if at in cut:
            gaps.append(Gap(before + GAP / 2, distance))
            borders.append(days[at])
    points = []
    for entry, first, last in placed:
        # What is said inexactly reaches to its end, or as far as the line shows its days.
        reach = [day for day in days if first <= day <= last]
        end = next((day for day in borders if first <= day < last), None)
        begin = position[first]
        until = position[reach[-1] if end is None else end]
        if end is None and last > reach[-1] and reach[-1] != days[-1]:
            until += (last - reach[-1]) * scale
        reports = len({saying.statement.id.article for saying in entry.sayings})
        points.append(Point(entry, begin, max(begin, min(until, steps)), first == last, reports))
    return Axis(tuple(points), tuple(gaps), tuple(undated))


def _cut(distances: Sequence[int], steps: float) -> set[int]:
    """The distances to leave out: the longest, until the shortest can be seen."""
    cut: set[int] = set()
    rest = sorted((distance, at) for at, distance in enumerate(distances))
    while len(cut) < _MOST_GAPS and len(rest) > 1:
        total = sum(distance for distance, _ in rest)
        (shortest, _), (longest, at) = rest[0], rest[-1]
        room = steps - GAP * len(cut)
        if shortest * room >= _VISIBLE * total or longest <= _LARGE * total:
            break
        if cut and shortest > _TOO_PLAIN * (total - longest):
            break
        cut.add(at)
        rest.pop()
    return cut
