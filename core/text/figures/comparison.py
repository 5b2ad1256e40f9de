"""Whether two figures can be compared, and whether they say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from core.model import Figure, FigureKind

_DAYS = {
    "s": Decimal(1) / 86400,
    "min": Decimal(1) / 1440,
    "h": Decimal(1) / 24,
    "d": Decimal(1),
    "wk": Decimal(7),
    "mo": Decimal("30.4375"),
    "a": Decimal("365.25"),
}
_BY_LENGTH = tuple(_DAYS)
_CALENDAR = frozenset({"mo", "a"})
_SCALED_MEASURES = (
    {"millimeter": Decimal("0.001"), "zentimeter": Decimal("0.01"), "meter": Decimal(1),
     "kilometer": Decimal(1000)},
    {"gramm": Decimal("0.001"), "kilogramm": Decimal(1), "tonne": Decimal(1000)},
    {"quadratmeter": Decimal(1), "hektar": Decimal(10000), "quadratkilometer": Decimal(1000000)},
    {"kw": Decimal(1), "mw": Decimal(1000), "gw": Decimal(1000000)},
    {"kwh": Decimal(1), "mwh": Decimal(1000), "gwh": Decimal(1000000), "twh": Decimal(10) ** 9},
)  # fmt: skip
_FARTHEST_MEASURE = 10000
# Months and years are no fixed number of days; the days themselves were divided.
_CALENDAR_SLACK = Decimal("0.02")
_DIVISION_SLACK = Decimal("0.000001")
# How far a hedge reaches, as a share of the value: "rund 300", "mehr als 300".
_ABOUT = Decimal("0.05")
_ONE_SIDED = Decimal("0.2")
_ROUNDING = Decimal("0.05")
_UPWARD = frozenset({"over", "at least"})
_DOWNWARD = frozenset({"under", "up to"})
_SHORTEST_HEAD = 5
_DATE = re.compile(
    r"(?:(?P<year>[0-9]{3}[0-9X])|-)(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?"
)


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures measure the same kind of thing, so that they can agree or differ.

    A relative date that nothing resolves is comparable to none.
    """
    if a.kind is not b.kind:
        return False
    if a.kind is FigureKind.DATE:
        if a.date is None or b.date is None:
            return False
        return any(x and y for x, y in zip(_date_parts(a.date), _date_parts(b.date), strict=True))
    if a.unit in _DAYS and b.unit in _DAYS:
        return abs(_BY_LENGTH.index(a.unit) - _BY_LENGTH.index(b.unit)) <= 1
    return _same_unit(a, b) or _in_one_measure(a, b) is not None


def same_value(a: Figure, b: Figure) -> bool:
    """Whether two figures say the same, with rounding, hedges and partial dates allowed for.

    A relative date that nothing resolves is the same as one in the same words.
    """
    if a.kind is not b.kind:
        return False
    if a.kind is FigureKind.DATE:
        if a.date is None or b.date is None:
            return a.normal == b.normal
        return _same_date(a.date, b.date)
    if a.unit in _DAYS and b.unit in _DAYS and a.unit != b.unit:
        mixed = (a.unit in _CALENDAR) != (b.unit in _CALENDAR)
        return _meet(_in_days(a), _in_days(b), _CALENDAR_SLACK if mixed else _DIVISION_SLACK)
    converted = _in_one_measure(a, b)
    if converted is not None:
        return _meet(*converted, Decimal(0))
    return _same_unit(a, b, unsaid=True) and _meet(a, b, Decimal(0))


def _in_one_measure(a: Figure, b: Figure) -> tuple[Figure, Figure] | None:
    """Both in the unit of a common measure, if theirs are not the same and not far apart."""
    if a.unit is None or b.unit is None or a.unit == b.unit:
        return None
    for measure in _SCALED_MEASURES:
        if a.unit in measure and b.unit in measure:
            one, other = measure[a.unit], measure[b.unit]
            near = max(one, other) / min(one, other) <= _FARTHEST_MEASURE
            return (_times(a, one), _times(b, other)) if near else None
    return None


def _same_unit(a: Figure, b: Figure, *, unsaid: bool = False) -> bool:
    """Equal units, or one noun the head of the other: `Anteile` and `Unternehmensanteile`."""
    if a.unit == b.unit:
        return True
    if a.kind is not FigureKind.COUNT:
        return False
    if a.unit is None or b.unit is None:
        return unsaid
    short, long = sorted((a.unit, b.unit), key=len)
    return len(short) >= _SHORTEST_HEAD and long.endswith(short)


def _meet(a: Figure, b: Figure, slack: Decimal) -> bool:
    if a.value is None or b.value is None:
        return False
    if (a.hedge in _UPWARD and b.hedge in _DOWNWARD) or (
        a.hedge in _DOWNWARD and b.hedge in _UPWARD
    ):
        return False
    larger = max(abs(a.value), abs(b.value))
    allowed = max(min(_half_step(a.value, b.value), larger * _ROUNDING), larger * slack)
    if a.high is not None and b.high is not None:
        return abs(a.value - b.value) <= allowed and abs(a.high - b.high) <= allowed
    (low_a, high_a), (low_b, high_b) = _reach(a, a.value), _reach(b, b.value)
    return low_a - allowed <= high_b and low_b - allowed <= high_a


def _half_step(a: Decimal, b: Decimal) -> Decimal:
    """Half of the last place said in the coarser: .05 Mrd. for `1,5 Mrd.` and `1.487.000.000`."""
    exponents = (a.as_tuple().exponent, b.as_tuple().exponent)
    return Decimal("0.5").scaleb(max(e for e in exponents if isinstance(e, int)))


def _reach(figure: Figure, value: Decimal) -> tuple[Decimal, Decimal]:
    if figure.high is not None:
        return value, figure.high
    if figure.hedge in _UPWARD:
        return value, value + abs(value) * _ONE_SIDED
    if figure.hedge in _DOWNWARD:
        return value - abs(value) * _ONE_SIDED, value
    around = abs(value) * _ABOUT if figure.hedge == "about" else Decimal(0)
    return value - around, value + around


def _in_days(figure: Figure) -> Figure:
    return replace(_times(figure, _DAYS[figure.unit or "d"]), unit="d")


def _times(figure: Figure, factor: Decimal) -> Figure:
    return replace(
        figure,
        value=None if figure.value is None else figure.value * factor,
        high=None if figure.high is None else figure.high * factor,
    )


def _date_parts(date: str) -> tuple[str | None, str | None, str | None]:
    match = _DATE.match(date)
    return (None, None, None) if match is None else (match["year"], match["month"], match["day"])


def _same_date(a: str, b: str) -> bool:
    if a == b:
        return True
    (first_a, _, last_a), (first_b, _, last_b) = a.partition("/"), b.partition("/")
    if last_a and last_b:
        return _same_date(first_a, first_b) and _same_date(last_a, last_b)
    if last_b:
        return _same_date(b, a)
    if last_a:
        return _within(b, first_a, last_a)
    shared = [(x, y) for x, y in zip(_date_parts(a), _date_parts(b), strict=True) if x and y]
    return bool(shared) and all(_same_part(x, y) for x, y in shared)


def _same_part(a: str, b: str) -> bool:
    return a == b or (a[:3] == b[:3] and "X" in (a[-1], b[-1]))


def _within(date: str, first: str, last: str) -> bool:
    """Whether a date lies in an interval, as far as both are said."""
    if date.startswith("--") != first.startswith("--"):
        return False
    said = min(len(date), len(first), len(last))
    return first[:said] <= date[:said] <= last[:said]
