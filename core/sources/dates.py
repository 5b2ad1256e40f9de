"""Full dates as German and English papers write them."""

from __future__ import annotations

import re
from datetime import date, time

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan",
            "februar feber february feb",
            "märz maerz march mär mrz mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CLOCK = (
    r"(?:(?:,|T|\s|-|–|\||um|at|/)*"
    r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?"
    r"(?:\s*(?:Uhr|h|(?:ME[SZ]+|CES?T|GMT|UTC|E[SD]?T|P[SD]T|BST)\b|Z|[+-]\d\d:?\d\d))*)?"
)
DATE = (
    r"(?:(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<day2>\d{1,2})\.\s?(?P<month2>\d{1,2})\.\s?(?P<year2>(?:19|20)\d\d)"
    rf"|(?P<day3>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?P<month3>{_MONTH})\.?,?\s+(?P<year3>(?:19|20)\d\d)"
    rf"|(?P<month4>{_MONTH})\.?\s+(?P<day4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year4>(?:19|20)\d\d))"
    + _CLOCK
)
"""A full date, with the time of day when it follows; for patterns without regard to case."""


def iso_date(found: re.Match[str]) -> str | None:
    """ISO 8601 of what `DATE` matched, with the time when it is said; None for no real day."""
    groups = found.groupdict()
    year, month, day = (
        next((text for name, text in groups.items() if name.startswith(part) and text), "")
        for part in ("year", "month", "day")
    )
    number = int(month) if month.isdecimal() else _MONTHS[month.lower()]
    try:
        said = date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
    if groups["hour"] is None:
        return said
    hour = int(groups["hour"])
    if groups["half"] and hour <= 12:
        hour = hour % 12 + (12 if groups["half"].lower().startswith("p") else 0)
    return f"{said}T{time(hour, int(groups['minute'])):%H:%M}"
