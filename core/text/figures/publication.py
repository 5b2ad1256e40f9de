"""The day an article was published, and the days, weeks, months and years counted from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])")


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published, as far as it is known."""

    year: int
    month: int | None = None
    day: date | None = None

    def day_at(self, days: int) -> str | None:
        """The day so many days later."""
        return None if self.day is None else (self.day + timedelta(days)).isoformat()

    def week_at(self, weeks: int) -> str | None:
        """Monday to Sunday of the week so many weeks later."""
        return self._days_of_week(weeks, 0)

    def weekend_at(self, weeks: int) -> str | None:
        """Saturday and Sunday of the week so many weeks later."""
        return self._days_of_week(weeks, 5)

    def month_at(self, months: int) -> str | None:
        """The month so many months later."""
        if self.month is None:
            return None
        years, month = divmod(self.month - 1 + months, 12)
        return f"{self.year + years:04}-{month + 1:02}"

    def year_at(self, years: int) -> str:
        """The year so many years later."""
        return f"{self.year + years:04}"

    def weekday(self, number: int, *, ahead: bool, strictly: bool) -> str | None:
        """The nearest such weekday (Monday is 0) before or ahead; today unless strictly."""
        if self.day is None:
            return None
        distance = (number - self.day.weekday()) % 7
        if not ahead:
            distance = distance - 7 if distance else 0
        if strictly and not distance:
            distance = 7 if ahead else -7
        return self.day_at(distance)

    def nearest(self, month: int, day: int) -> tuple[date, int] | None:
        """The nearest such day of a year and its distance, if within half a year and existing."""
        if self.day is None:
            return None
        for year in (self.year, self.year - 1, self.year + 1):
            try:
                candidate = date(year, month, day)
            except ValueError:
                continue
            away = (candidate - self.day).days
            if abs(away) <= _HALF_A_YEAR:
                return candidate, away
        return None

    def _days_of_week(self, weeks: int, first: int) -> str | None:
        if self.day is None:
            return None
        monday = self.day + timedelta(7 * weeks - self.day.weekday())
        return f"{(monday + timedelta(first)).isoformat()}/{(monday + timedelta(6)).isoformat()}"


_HALF_A_YEAR = 182
# A shift beyond these leaves the calendar.
_FIRST_YEAR, _LAST_YEAR = 1500, 2500


def publication_of(published: str | None) -> Publication | None:
    """What an ISO 8601 date says, full or partial; None for anything else."""
    match = _DATE.match(published or "")
    if match is None or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    if year is None or (month is not None and not 1 <= month <= 12):
        return None
    if month is None or day is None:
        return Publication(year, month)
    try:
        return Publication(year, month, date(year, month, day))
    except ValueError:
        return None
