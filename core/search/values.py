"""What stands after `date:` and `figure:`, understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from core.text.figures.vocabulary import (
    CURRENCIES,
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DURATIONS,
    MEASURES,
    PERCENT,
)
from core.text.words import fold, stem


@dataclass(frozen=True, slots=True)
class Dates:
    """Days from the first to the last, ISO 8601; an empty end is open."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts from the lowest to the highest."""

    low: float
    high: float
    with_low: bool = True
    """Whether the lowest itself is one of them."""
    with_high: bool = True
    units: tuple[str, ...] = ()
    """Any of these; any at all when there are none."""


_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
# Comes after every day that begins like what it is put behind, and before the next.
_AFTER = "~"
_DATES = re.compile(
    rf"(?P<sign>[<>]=?|=)?(?P<one>{_DATE})|(?P<from>{_DATE})?\.\.\.?(?P<to>{_DATE})?", re.ASCII
)


def dates(text: str) -> Dates | None:
    """The days meant by `2025`, `2025-05`, `2025-05-01..2025-06-30`, `>2025-05`; None if none."""
    match = _DATES.fullmatch(text)
    if match is None or not (match["one"] or match["from"] or match["to"]):
        return None
    if not match["one"]:
        return Dates(first_day(match["from"] or ""), last_day(match["to"] or ""))
    first, last = first_day(match["one"]), last_day(match["one"])
    match match["sign"]:
        case ">":
            return Dates(last + _AFTER, "")
        case ">=":
            return Dates(first, "")
        case "<":
            return Dates("", first[:-1] + chr(ord(first[-1]) - 1) + _AFTER)
        case "<=":
            return Dates("", last)
        case _:
            return Dates(first, last)


def first_day(date: str) -> str:
    """The first day of a year, month or day; empty for an open end."""
    return date and date + "-01-01"[len(date) - 4 :]


def last_day(date: str) -> str:
    """The last day of a year, month or day; every month has 31, which compares as well."""
    return date and date + "-12-31"[len(date) - 4 :]


_SCALES = {
    "k": 10**3, "tsd": 10**3, "tausend": 10**3, "thousand": 10**3,
    "m": 10**6, "mio": 10**6, "mill": 10**6, "million": 10**6, "millionen": 10**6,
    "millions": 10**6, "mrd": 10**9, "md": 10**9, "bn": 10**9, "b": 10**9, "milliarde": 10**9,
    "milliarden": 10**9, "billion": 10**9, "billions": 10**9, "bio": 10**12, "billionen": 10**12,
    "trillion": 10**12, "trillions": 10**12, "tn": 10**12,
}  # fmt: skip
_SCALE = "|".join(sorted((s for s in _SCALES if len(s) > 1), key=len, reverse=True))
# One letter is a scale only where it touches the number: `5M` is five million, `5 m` a length.
_NUMBER = rf"[0-9]+(?:[.,'’][0-9]+)*(?:[kmb](?![^\W\d_])|\s*(?:{_SCALE})\b\.?)?"
_SIGN = r"(?:US|HK|NZ|[AC])?[$€£¥₽₹₺₴₩₪]"
FIGURE = re.compile(
    rf"""
      (?P<sign>[<>]=?|=|[≥≤])? \s* (?P<before>{_SIGN})? \s*
      (?P<low>{_NUMBER}) (?: \s*(?:\.\.\.?|[-–])\s* (?P<high>{_NUMBER}) )?
      (?: \s* (?P<unit> {_SIGN} | [%] ) | \s* (?P<word> (?:US-)?[^\W\d_]+²?(?:/h)? ) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What may stand after `figure:`, with blanks inside: `>100M USD`, `1,5..2 Mrd. Euro`, `50 %`."""


def unit_names(word: str) -> tuple[str, ...]:
    """The units a word may mean, as figures carry them; none when it is no unit known by name."""
    folded = fold(word).removeprefix("us-")
    if word.upper() in CURRENCY_CODES or folded in CURRENCY_CODES:
        return (word.upper(),)
    if word.lower() in CURRENCY_SIGNS:
        return (CURRENCY_SIGNS[word.lower()],)
    if folded in CURRENCIES:
        return (CURRENCIES[folded],)
    if word == "%" or folded in PERCENT:
        return ("%",)
    if folded in DURATIONS:
        return (DURATIONS[folded][0],)
    if folded in MEASURES:
        return (MEASURES[folded],)
    return ()


def noun_units(word: str) -> tuple[str, ...]:
    """The forms a counted noun may have as a unit."""
    folded = fold(word)
    return tuple(dict.fromkeys((folded, stem(folded, "de"), stem(folded, "en"))))


def amounts(match: re.Match[str]) -> Amounts:
    """The amounts meant by what `FIGURE` found."""
    low = _amount(match["low"])
    high = low if match["high"] is None else _amount(match["high"])
    if match["high"] is not None and not _scale(match["low"]):
        low *= _scale(match["high"]) or 1  # 1,5..2 Mrd.
    low, high = min(low, high), max(low, high)
    said = match["unit"] or match["before"] or match["word"] or ""
    units = unit_names(said) or (noun_units(said) if said else ())
    infinite = float("inf")
    match match["sign"]:
        case ">":
            return Amounts(float(high), infinite, with_low=False, units=units)
        case ">=" | "≥":
            return Amounts(float(low), infinite, units=units)
        case "<":
            return Amounts(-infinite, float(low), with_high=False, units=units)
        case "<=" | "≤":
            return Amounts(-infinite, float(high), units=units)
        case _:
            return Amounts(float(low), float(high), units=units)


_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,'’][0-9]{3})+")


def _amount(text: str) -> Decimal:
    digits = text[: len(text) - len(text.lstrip("0123456789.,'’"))].rstrip(".,'’")
    if _GROUPED.fullmatch(digits):
        plain = re.sub(r"[.,'’]", "", digits)
    else:
        *whole, rest = re.split(r"[.,'’]", digits)
        plain = f"{''.join(whole)}.{rest}" if whole else rest
    return Decimal(plain) * (_scale(text) or 1)


def _scale(text: str) -> int | None:
    found = re.search(r"[^\W\d_]+", text)
    return _SCALES[found.group().lower()] if found else None
