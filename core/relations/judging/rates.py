"""What an amount is counted by: `3 Euro pro Stunde` is no other price than `12 Euro` in all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from core.model import Figure, FigureKind
from core.relations.profile import StatementProfile
from core.text.words import Word, folded_words

CLOSE = 2
"""How many times the other an amount may be when it is said of one only what it is counted by."""

_PERIODS = {
    "sekunde": "second", "second": "second", "minute": "minute", "stunde": "hour", "hour": "hour",
    "tag": "day", "day": "day", "nacht": "night", "night": "night", "woche": "week", "week": "week",
    "monat": "month", "month": "month", "quartal": "quarter", "quarter": "quarter",
    "jahr": "year", "year": "year",
}  # fmt: skip
_THINGS = {
    "kopf": "person", "head": "person", "einwohner": "person", "mensch": "person",
    "quadratmeter": "square metre", "liter": "litre", "kilo": "kilogram", "kilogramm": "kilogram",
}  # fmt: skip
"""What German and English name by other words."""
_OFTEN = {
    "stundlich": "hour", "hourly": "hour", "taglich": "day", "daily": "day",
    "wochentlich": "week", "weekly": "week", "monatlich": "month", "monthly": "month",
    "jahrlich": "year", "yearly": "year", "annual": "year", "annually": "year",
}  # fmt: skip
_PER = folded_words("pro per je")
_EVERY = folded_words("im am a an each every jede jeden jedes jeder")
_ONE_TIME = folded_words(
    "zum auf zu nach vor danach zuvor der des später ago later earlier before after when on"
)
"""What stands behind a period that is a certain one: `am Tag der Wahl`, `a year ago`."""
_INFLECTED = re.compile(r"(?<=lich)e[nrms]?\Z")
_APART = re.compile(r"[^\s/]")
_AHEAD = 4
_BEHIND = 3
"""How many words before a figure, and between it and what it is counted by, are looked at."""


def are_of_other_rates(
    here: StatementProfile, figure: Figure, there: StatementProfile, other: Figure
) -> bool:
    """Whether two amounts are said to be counted by different things: an hour, and a day."""
    rate, other_rate = rate_of(here, figure), rate_of(there, other)
    return rate is not None and other_rate is not None and rate != other_rate


def may_differ_by_rate(
    here: StatementProfile, figure: Figure, there: StatementProfile, other: Figure
) -> bool:
    """Whether two amounts may be set against each other by what they are counted by."""
    rate, other_rate = rate_of(here, figure), rate_of(there, other)
    if rate == other_rate:
        return True
    if rate is not None and other_rate is not None:
        # What is not the same of `3 Euro pro Tag` and `3 Euro pro Stunde` is the rate itself.
        return figure.value == other.value
    # `Der Mindestlohn steigt auf 13 Euro` says nothing of the hour that it is counted by.
    small, large = sorted(abs(each.value or Decimal(0)) for each in (figure, other))
    return large <= CLOSE * small


def rate_of(profile: StatementProfile, figure: Figure) -> str | None:
    """What an amount is counted by, in English: `hour`, `square metre`; None where none is said."""
    if figure.kind is FigureKind.DATE:
        return None
    end = figure.span.end
    behind = _together(profile, end, [word for word in profile.words if word.span.start >= end])
    if behind and profile.text[end : behind[0].span.start].strip() == "/":
        return _thing(behind)
    for at, word in enumerate(behind[: _BEHIND + 1]):
        after = behind[at + 1 :]
        if word.folded in _PER and after:
            return _thing(after)
        if word.folded == "in" and [each.folded for each in after[:1]] == ["der"]:
            after = after[1:]
        elif word.folded not in _EVERY:
            after = []
        often = _OFTEN.get(_INFLECTED.sub("", word.folded)) or _any_period(after)
        if often:
            return often
    before = [word for word in profile.words if word.span.end <= figure.span.start]
    said = (_OFTEN.get(_INFLECTED.sub("", word.folded)) for word in before[-_AHEAD:])
    return next(filter(None, said), None)


def _together(profile: StatementProfile, end: int, words: Sequence[Word]) -> list[Word]:
    """The words from a place on that no sign parts from it."""
    found = []
    for word in words:
        if _APART.search(profile.text, end, word.span.start):
            break
        found.append(word)
        end = word.span.end
    return found


def _thing(after: Sequence[Word]) -> str:
    """What stands behind `pro`: `100.000 Einwohner`, `square metre`."""
    number = after[0].folded if after[0].folded[0].isdigit() else ""
    named = list(after[1:] if number else after)
    if not named:
        return number
    if named[0].folded == "square" and len(named) > 1:
        return "square metre" if named[1].folded[:5] in {"metre", "meter"} else named[1].stem
    period = _PERIODS.get(named[0].folded)
    return f"{number} {period or _THINGS.get(named[0].folded, named[0].stem)}".strip()


def _any_period(after: Sequence[Word]) -> str | None:
    """The period of which any is meant: `am Tag`, and not `am Tag der Wahl` or `im Jahr 2018`."""
    if not after or after[0].folded not in _PERIODS:
        return None
    following = after[1].folded if len(after) > 1 else ""
    certain = following in _ONE_TIME or following[:1].isdigit()
    return None if certain else _PERIODS[after[0].folded]
