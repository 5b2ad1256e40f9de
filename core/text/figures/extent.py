"""From which day to which day a date reaches, as exact as it is said."""

from __future__ import annotations

import calendar
import re
from datetime import date

_PARTIAL = re.compile(r"([0-9]{3})([0-9X])(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def extent_of(said: str) -> tuple[date, date] | None:
    """The first and the last day of an ISO 8601 date, partial date or interval.

    None where no year is said (`--05-28`), and for what is no date.
    """
    first, _, last = said.partition("/")
    begins = _extent(first)
    ends = _extent(last) if last else begins
    if begins is None or ends is None or ends[1] < begins[0]:
        return None
    return begins[0], ends[1]


def _extent(said: str) -> tuple[date, date] | None:
    match = _PARTIAL.fullmatch(said)
    if match is None or match[1] + match[2] == "0000":
        return None
    if match[2] == "X":
        decade = int(match[1]) * 10
        return date(max(decade, 1), 1, 1), date(decade + 9, 12, 31)
    year, month, day = int(match[1] + match[2]), match[3], match[4]
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= int(month) <= 12:
        return None
    longest = calendar.monthrange(year, int(month))[1]
    if day is None:
        return date(year, int(month), 1), date(year, int(month), longest)
    if not 1 <= int(day) <= longest:
        return None
    exact = date(year, int(month), int(day))
    return exact, exact
