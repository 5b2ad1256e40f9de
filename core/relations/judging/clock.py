"""At what time of day something is, where each of two statements says one: `um 11 Uhr`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Span
from core.relations.judging.alignment import Pair
from core.relations.judging.attribution import beyond_attribution
from core.relations.judging.differences import SAME_EVENT
from core.relations.judging.opposites import say_opposites
from core.relations.judging.reading import Reading, tell_of_others
from core.relations.profile import StatementProfile
from core.text.words import Word, fold

APART = 20
"""How many minutes at least part two times that are not the same."""
APART_ROUGHLY = 60
"""And how many when one of them is said to be about right."""
SHARED = 2
"""How many words correspond at least where the times are of one thing."""

_NUMBERS = {
    fold(word): at
    for at, words in enumerate(
        (
            "ein one", "zwei two", "drei three", "vier four", "fünf five", "sechs six",
            "sieben seven", "acht eight", "neun nine", "zehn ten", "elf eleven", "zwölf twelve",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_HOUR = rf"[01]?\d|2[0-4]|{'|'.join(_NUMBERS)}"
_CLOCK = re.compile(
    rf"(?<![\w.:,-])(?P<hour>{_HOUR})(?:[.:](?P<minute>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?|\s(?P<uhr>uhr|o'clock)\b(?:\s(?P<later>[0-5]\d)\b(?!\s?%))?(?!-))"
)
_ROUGHLY = re.compile(
    r"\b(?:gegen|etwa|rund|ungefähr|circa|ca\.|kurz (?:vor|nach)|knapp|about|around|roughly"
    r"|shortly (?:before|after)|just (?:before|after)|nearly|almost)(?: um)?\s\Z"
)
_OF_SEVERAL = re.compile(
    rf"(?:{_HOUR})(?:[.:][0-5]\d)?\s?(?:bis|und|oder|to|and|or|until|[-–])\s?\Z"
)
_FROM = re.compile(r"\b(?:ab|seit|nach|from|since|after)\s\Z")
_UNTIL = re.compile(r"\b(?:bis|vor|until|till|by|before)\s\Z")
_LATE = re.compile(r"abend|nachmittag|afternoon|evening|night")
"""With one of these `8 Uhr` may be what others call `20 Uhr`."""
_HALF_A_DAY = 12 * 60


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day, where a statement says it."""

    span: Span
    minutes: int
    """Since midnight, or else since noon."""
    of_half: bool
    """It says which of the two."""
    roughly: bool
    bound: str
    """Whether it says from when on (`from`) or until when (`until`)."""


def clock_time(text: str) -> ClockTime | None:
    """The one time of day in a text; None where there is none, or more than one."""
    found = list(_CLOCK.finditer(text.lower()))
    if len(found) != 1 or len(text.lower()) != len(text):
        return None
    match = found[0]
    hour = int(_NUMBERS.get(fold(match["hour"]), match["hour"]))
    minutes = hour * 60 + int(match["minute"] or match["later"] or 0)
    if match["half"]:
        minutes = minutes % _HALF_A_DAY + (match["half"] == "p") * _HALF_A_DAY
    before = text[: match.start()].lower()
    if _OF_SEVERAL.search(before) is not None:
        return None
    roughly = _ROUGHLY.search(before) is not None
    bound = ""
    if not roughly:
        bound = "from" if _FROM.search(before) else "until" if _UNTIL.search(before) else ""
    told = match["half"] or (match["hour"].isdigit() and match["uhr"] == "uhr")
    of_half = bool(told) and (bool(match["half"]) or _LATE.search(text.lower()) is None)
    return ClockTime(Span(*match.span()), minutes, of_half, roughly, bound)


def at_other_times(here: StatementProfile, there: StatementProfile) -> bool:
    """Whether each says one time of day, and they are not the same."""
    one, two = clock_time(here.text), clock_time(there.text)
    return one is not None and two is not None and not _are_same(one, two)


def other_times(here: Reading, there: Reading, pairs: Sequence[Pair]) -> tuple[Span, Span] | None:
    """The two times, when both say of one thing at what time of day it is, and not the same."""
    one, two = clock_time(here.profile.text), clock_time(there.profile.text)
    if one is None or two is None or one.bound != two.bound or _are_same(one, two):
        return None
    if tell_of_others(here.profile, there.profile) or say_opposites(here, there):
        return None
    if _denies(here) != _denies(there):
        return None
    own, others = _matter(here.profile, one), _matter(there.profile, two)
    said = sum(pair.here in own and pair.there in others for pair in pairs)
    enough = said >= SHARED and said >= SAME_EVENT * min(len(own), len(others))
    return (one.span, two.span) if enough else None


def _are_same(one: ClockTime, two: ClockTime) -> bool:
    if one.bound != two.bound:
        return False
    apart = abs(one.minutes - two.minutes)
    if not (one.of_half and two.of_half):
        # Nobody says of what half of the day it is: `um drei Uhr`.
        apart %= _HALF_A_DAY
        apart = min(apart, _HALF_A_DAY - apart)
    return apart < (APART_ROUGHLY if one.roughly or two.roughly else APART)


def _denies(reading: Reading) -> bool:
    return any(clause.denying for clause in reading.polarity.clauses)


def _matter(profile: StatementProfile, time: ClockTime) -> list[Word]:
    found = beyond_attribution(profile, profile.content)
    return [word for word in found if not time.span.overlaps(word.span)]
