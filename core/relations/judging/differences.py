"""Where two statements of one matter part: another value, another date, another place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from core.model import Figure, FigureKind, Span
from core.relations.judging.alignment import Pair
from core.relations.judging.attribution import beyond_attribution
from core.relations.judging.measures import may_differ, measure_alike, measured
from core.relations.judging.places import names_place
from core.relations.judging.polarity import Clause
from core.relations.judging.rates import are_of_other_rates, may_differ_by_rate
from core.relations.judging.reading import (
    Reading,
    all_said,
    are_of_other_people,
    is_age,
    names_same,
    tell_of_others,
)
from core.relations.profile import StatementProfile
from core.relations.synonyms import head_class, word_classes
from core.text.figures import comparable, same_value
from core.text.words import Word, fold, folded_words, stem

ALIKE = 0.9
"""The score from which statements of one figure each need little else to speak of one matter."""
FAINT = 0.5
"""The score below which they need more than that."""
COVERED = 0.5
"""The share of the shorter statement that stands in both when their lone figures are compared."""
BESIDE = 2
"""How many words beside their figures two statements share when they are about one matter."""
NEAR = 4
"""How many content words on either side belong to a figure."""
SAME_FRAME = 3
"""How many words two statements share that name one thing at two places."""
FAR_APART = 3
"""From how many times the other a value is more likely of another thing."""
SAME_BUT_FOR_IT = 0.6
"""The share of both statements that corresponds when values far apart are of one thing."""
MUCH_IN_COMMON = 3
"""Or how many words correspond."""
SAME_AGED = 0.4
"""The share of the longer statement that corresponds when two ages are of one whom none names."""
SAME_EVENT = 0.75
"""The share of the shorter statement that corresponds when two dates are of one event."""

_YEAR = len("2018")
_EARLIER = folded_words(
    """
    zuvor vorher früher damals vorjahr vorjahres vorjahreszeitraum vormonat einst ursprünglich
    zunächst previously earlier formerly originally initially before ago
    """
)
_PEOPLE = frozenset({"mensch", "person"})
_NIGHT = re.compile(
    r"(?:nacht\s(?:zum|zu|auf(?:\sden)?)|overnight(?:\s(?:into|to))?|night\sto)\s\Z", re.IGNORECASE
)
_PAST = re.compile(
    r"(?:vergangene|letzte|vorige|vorjahr|vorherige|\bvor\s.*|\blast\b|\bago\b|previous|earlier)"
    r".*(?:jahr|monat|quartal|halbjahr|year|month|quarter|decade|jahrzehnt)|vorjahr|\byears?\sago",
    re.IGNORECASE,
)
_LOST_LIVES = re.compile(r"\bums Leben\b|\bdas Leben gekostet\b|\blives\b", re.IGNORECASE)
_AND_BEFORE = re.compile(r"\b(?:und|and)\s\Z", re.IGNORECASE)
_AND_BEHIND = re.compile(
    r"\s(?:und|and)\s(?:ein\w*|an?|one|two|three|zwei|drei|vier|four|[0-9]+)\b"
)
_A_PART = folded_words("davon darunter hiervon dabei themselves including among whom")
_FATES = frozenset(
    {"death", "injury", "missing", "arrest", "rescue", "evacuation", "user", "protest"}
)
"""What people are counted by: `elf Todesopfer` are `elf Menschen` who died."""
_AT = folded_words("in bei nach at to near")
_SCHEDULED = folded_words(
    "statt stattfinden stattgefunden findet geplant vorgesehen angesetzt"
    " held planned scheduled set due"
)
_TAKING_PLACE = folded_words(
    """
    statt stattfinden stattgefunden gebaut errichtet eröffnet landete gelandet beginnt begann endet
    endete tagt tagte verlegt geplant starb geboren
    held place built opened landed begins began ends ended moved planned died born
    """
)


_DAY = re.compile(
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
_WEEKDAYS = {
    "mo": 0, "di": 1, "tu": 1, "mi": 2, "we": 2, "do": 3, "th": 3, "fr": 4, "sa": 5, "so": 6,
    "su": 6,
}  # fmt: skip
_DEFINITE = folded_words("der die das den dem des the")
_MALE = folded_words("mann mannes junge jungen ehemann man boy husband")
_FEMALE = folded_words("frau mädchen ehefrau rentnerin schülerin woman girl wife")
_YEARS = re.compile(r"\d{4}(?:/\d{4})?\Z")
_TELLING_NUMBER = 2
"""The fewest digits of a number that two statements do not share by chance."""
_NUMBER_WORD = 4
"""The fewest letters of a number that is told from an article."""
_A_DAY = timedelta(days=1)

_Figures = tuple[Figure, Figure]


def compared_figures(
    here: Reading, there: Reading, pairs: Sequence[Pair], score: float
) -> tuple[list[_Figures], list[_Figures]]:
    """The figures that say the same, and those about one matter that say something else."""
    if not (here.profile.figures and there.profile.figures):
        return [], []
    every = [(a, b) for a in here.profile.figures for b in there.profile.figures]
    same = [
        (a, b)
        for a, b in every
        if _same(here, a, there, b) and not are_of_other_rates(here.profile, a, there.profile, b)
    ]
    left = [
        a
        for a in here.profile.figures
        if all(a is not one for one, _ in same) and not _says_bare(there, a)
    ]
    left_there = [
        b
        for b in there.profile.figures
        if all(b is not two for _, two in same) and not _says_bare(here, b)
    ]
    apart = tell_of_others(here.profile, there.profile) or (
        are_of_other_people(here, there) and not names_same(here.profile, there.profile)
    )
    other_day = _are_of_other_days(here, there)
    other = [
        (a, b)
        for a in left
        for b in left_there
        if not (apart and not is_age(here, a))
        and not (other_day and a.kind is not FigureKind.DATE)
        and not _begin_with_others(here, a, there, b)
        and _comparable(here, a, there, b)
        and may_differ_by_rate(here.profile, a, there.profile, b)
        and _of_one_time(here, a, there, b)
        and _of_one_matter(
            here,
            a,
            there,
            b,
            pairs,
            sole=_sole(a, left) and _sole(b, left_there),
            alike=score >= ALIKE,
            faint=score < FAINT,
            beside=any(one.kind is not FigureKind.DATE for one, _ in same)
            or any(_is_number(pair.here, here) for pair in pairs),
        )
    ]
    series = any(
        a.kind is not FigureKind.DATE and _comparable(here, a, there, b)
        for a in left
        for b in left_there
    )
    dated = [a.kind is FigureKind.DATE for a, _ in other]
    # With another value as well, another date is no other view of one matter: it is another year.
    return same, [] if any(dated) and series else other


def _same(here: Reading, a: Figure, there: Reading, b: Figure) -> bool:
    if same_value(a, b) or _of_one_night(here, a, there, b):
        return True
    return _of_one_kind(here, a, there, b) and same_value(a, replace(b, unit=a.unit))


def _comparable(here: Reading, a: Figure, there: Reading, b: Figure) -> bool:
    if a.unit != b.unit and is_age(here, a) != is_age(there, b):
        return False
    return comparable(a, b) or _of_one_kind(here, a, there, b)


def _of_one_kind(here: Reading, a: Figure, there: Reading, b: Figure) -> bool:
    """Whether they count one kind of thing: `elf Todesopfer`, and `elf Menschen` who died."""
    if a.kind is not FigureKind.COUNT or b.kind is not FigureKind.COUNT:
        return False
    if not a.unit or not b.unit:
        return False
    return (
        not _unit_classes(a.unit).isdisjoint(_unit_classes(b.unit))
        or _victims(a.unit, there, b)
        or _victims(b.unit, here, a)
        or (b.unit in _PEOPLE and _fates_beside(here, a, there, b))
        or (a.unit in _PEOPLE and _fates_beside(here, a, there, b))
    )


def _unit_classes(unit: str) -> set[str]:
    stems = {stem(unit, language) for language in ("de", "en")}
    fates = {head_class(each) for each in stems} & _FATES
    return {name for name in fates if name} | {c for each in stems for c in word_classes(each)}


def _victims(unit: str, opposite: Reading, people: Figure) -> bool:
    fates = _unit_classes(unit) & _FATES
    return people.unit in _PEOPLE and not fates.isdisjoint(_fates(opposite, people))


def _fates_beside(here: Reading, a: Figure, there: Reading, b: Figure) -> bool:
    """Whether the same befell those that are counted: `17 people` and `17 miners` who died."""
    if _is_counted_with_others(here, a) or _is_counted_with_others(there, b):
        return False
    one, two = _fates(here, a), _fates(there, b)
    return len(one) == len(two) == 1 and one == two


def _is_counted_with_others(reading: Reading, figure: Figure) -> bool:
    """Whether others stand beside those counted: `a man and two women`."""
    text = reading.profile.text
    return (
        _AND_BEFORE.search(text[: figure.span.start]) is not None
        or _AND_BEHIND.match(text, figure.span.end) is not None
    )


def _fates(reading: Reading, figure: Figure) -> set[str]:
    clauses = tuple(_clauses_of(reading, figure))
    found = {head_class(word.stem) for clause in clauses for word in clause.content}
    if any(_LOST_LIVES.search(_text(reading, clause)) for clause in clauses):
        found.add("death")
    return {fate for fate in found if fate in _FATES}


def _text(reading: Reading, clause: Clause) -> str:
    return reading.profile.text[clause.words[0].span.start : clause.words[-1].span.end]


def _of_one_night(here: Reading, a: Figure, there: Reading, b: Figure) -> bool:
    """Whether one is the morning of the other: `Sunday night`, and `in der Nacht zum Montag`."""
    one, two = _day(a), _day(b)
    if one is None or two is None:
        return False
    before = _NIGHT.search(here.profile.text, 0, a.span.start) is not None
    other_before = _NIGHT.search(there.profile.text, 0, b.span.start) is not None
    return one - before * _A_DAY == two - other_before * _A_DAY


def _day(figure: Figure) -> date | None:
    try:
        return date.fromisoformat(figure.date or "")
    except ValueError:
        # A year or month, an interval, or a day that no calendar has.
        return None


def _clauses_of(reading: Reading, figure: Figure) -> Iterator[Clause]:
    for clause in reading.polarity.clauses:
        if any(word.span.overlaps(figure.span) for word in clause.words):
            yield clause


def _of_one_matter(
    here: Reading,
    figure: Figure,
    there: Reading,
    other: Figure,
    pairs: Sequence[Pair],
    *,
    sole: bool,
    alike: bool,
    faint: bool,
    beside: bool,
) -> bool:
    one = measured(here.profile, here.polarity.clauses, figure)
    two = measured(there.profile, there.polarity.clauses, other)
    if not may_differ(one, two):
        return False
    outside = [
        pair
        for pair in pairs
        if not pair.here.span.overlaps(figure.span) and not pair.there.span.overlaps(other.span)
    ]
    own, others = _matter(here.profile, figure), _matter(there.profile, other)
    if not (beside or _may_be_of_one(here, figure, there, other, outside, own, others)):
        return False
    shorter = max(min(len(own), len(others)), 1)
    said = sum(pair.here in own and pair.there in others for pair in outside)
    if faint and said < COVERED * shorter:
        return False
    if said == shorter and sole and _is_telling_unit(figure):
        return True
    if not measure_alike(one, two) and not (
        alike and sole and sum(not _names(pair, here, there) for pair in outside) >= BESIDE
    ):
        return False
    near_here, near_there = _around(here.profile, figure), _around(there.profile, other)
    near = sum(pair.here.span in near_here and pair.there.span in near_there for pair in outside)
    if near >= BESIDE or not sole:
        return near >= BESIDE
    shared = len(outside) / shorter if len(outside) >= BESIDE else 0.0
    enough = COVERED / 2 if alike or near == 1 else COVERED
    return shared >= enough or (near == 1 and alike)


def _matter(profile: StatementProfile, figure: Figure) -> list[Word]:
    """What a statement says beside a figure and whose words it gives."""
    return [
        word
        for word in beyond_attribution(profile, profile.content)
        if not figure.span.overlaps(word.span)
    ]


def _is_telling_unit(figure: Figure) -> bool:
    return figure.kind is FigureKind.COUNT and bool(figure.unit) and figure.unit not in _PEOPLE


def _is_number(word: Word, reading: Reading) -> bool:
    dates = [each.span for each in reading.profile.figures if each.kind is FigureKind.DATE]
    number = word.text.isdigit() and len(word.text) >= _TELLING_NUMBER
    return number and not any(span.overlaps(word.span) for span in dates)


def _may_be_of_one(
    here: Reading,
    figure: Figure,
    there: Reading,
    other: Figure,
    outside: Sequence[Pair],
    own: Sequence[Word],
    others: Sequence[Word],
) -> bool:
    """Whether enough corresponds for two dates, or for values that are far apart."""
    mine, theirs = [pair.here for pair in outside], [pair.there for pair in outside]
    said = sum(pair.here in own and pair.there in others for pair in outside)
    if figure.kind is FigureKind.DATE:
        plain, plain_there = _events(own), _events(others)
        if _is_year(figure) and _is_year(other):
            return said >= SAME_BUT_FOR_IT * max(len(plain), len(plain_there))
        return said >= SAME_EVENT * min(len(plain), len(plain_there))
    if is_age(here, figure):
        return _may_be_of_that_age(here, figure, there, other, outside, own, others, said)
    if not _far_apart(figure, other) or said >= MUCH_IN_COMMON:
        return True
    if names_place(here.profile, [word for word in own if word not in mine]) or names_place(
        there.profile, [word for word in others if word not in theirs]
    ):
        return False
    return said >= SAME_BUT_FOR_IT * max(len(own), len(others))


def _may_be_of_that_age(
    here: Reading,
    figure: Figure,
    there: Reading,
    other: Figure,
    outside: Sequence[Pair],
    own: Sequence[Word],
    others: Sequence[Word],
    said: int,
) -> bool:
    """Whether two ages may be of one whom both name or know, or most of both is the same."""
    if _is_man_and_woman(own, others):
        return False
    near_here, near_there = _around(here.profile, figure), _around(there.profile, other)
    near = sum(p.here.span in near_here and p.there.span in near_there for p in outside)
    if near < BESIDE and said < SAME_BUT_FOR_IT * min(len(own), len(others)):
        return False
    return (
        names_same(here.profile, there.profile)
        or _share_full_name(outside)
        or (_is_known(here, figure) and _is_known(there, other))
        or said >= SAME_AGED * max(len(own), len(others))
    )


def _is_known(reading: Reading, figure: Figure) -> bool:
    """Whether an age is of somebody spoken of before: `the 31-year-old`, and not `a`."""
    before = [word for word in reading.profile.words if word.span.end <= figure.span.start]
    return bool(before) and before[-1].folded in _DEFINITE


def _is_man_and_woman(own: Sequence[Word], others: Sequence[Word]) -> bool:
    found = ({word.folded for word in each} for each in (own, others))
    sexes = [(bool(words & _MALE), bool(words & _FEMALE)) for words in found]
    return sexes in ([(True, False), (False, True)], [(False, True), (True, False)])


def _share_full_name(pairs: Sequence[Pair]) -> bool:
    """Whether two words in capitals stand side by side in both statements: `Jana Roth`."""
    return any(
        _are_one_name(one.here, two.here) and _are_one_name(one.there, two.there)
        for one, two in pairwise(pairs)
    )


def _are_one_name(first: Word, second: Word) -> bool:
    beside = second.span.start - first.span.end == 1
    return beside and first.text[0].isupper() and second.text[0].isupper()


def _says_bare(reading: Reading, figure: Figure) -> bool:
    """Whether a statement says the number, though not of what: `45 Gäste, zwölf davon schwer`."""
    number = figure.text.split()[0].casefold()
    if figure.high is not None or not (number.isdigit() or len(number) >= _NUMBER_WORD):
        return False
    return any(
        word.text.casefold() == number
        and not any(each.span.overlaps(word.span) for each in reading.profile.figures)
        for word in reading.profile.words
    )


def _are_of_other_days(here: Reading, there: Reading) -> bool:
    """Whether both say on what day it was, and no day here is one there."""
    days, others = (set(map(_weekday, each.profile.figures)) - {None} for each in (here, there))
    return bool(days) and bool(others) and days.isdisjoint(others)


def _weekday(figure: Figure) -> int | None:
    """The number of the day of the week that a date names."""
    match = _DAY.search(figure.text) if figure.kind is FigureKind.DATE else None
    return match and _WEEKDAYS[fold(match.group())[:2]]


def _begin_with_others(here: Reading, figure: Figure, there: Reading, other: Figure) -> bool:
    """Whether the clauses of two figures begin with names, and with different ones."""
    name, other_name = _first_name(here, figure), _first_name(there, other)
    if name is None or other_name is None:
        return False
    said, said_there = ({word.stem for word in each.profile.words} for each in (here, there))
    return name.stem not in said_there and other_name.stem not in said


def _first_name(reading: Reading, figure: Figure) -> Word | None:
    """The name that is the subject of a figure's clause, as far as its place tells."""
    for clause in _clauses_of(reading, figure):
        word = clause.content[0] if clause.content else None
        if word is not None and word.span.end <= figure.span.start and word.text[0].isupper():
            return word if _is_name(reading, word) else None
    return None


def _is_name(reading: Reading, word: Word) -> bool:
    profile = reading.profile
    return any(span.overlaps(word.span) for _, span in profile.entities)


def _is_year(figure: Figure) -> bool:
    return figure.date is not None and _YEARS.match(figure.date) is not None


def _events(found: Sequence[Word]) -> list[Word]:
    return [word for word in found if word.folded not in _SCHEDULED]


def _far_apart(figure: Figure, other: Figure) -> bool:
    if not figure.value or not other.value:
        return False
    small, large = sorted((abs(figure.value), abs(other.value)))
    return large > FAR_APART * small


def _names(pair: Pair, here: Reading, there: Reading) -> bool:
    return any(span.overlaps(pair.here.span) for _, span in here.profile.entities) or any(
        span.overlaps(pair.there.span) for _, span in there.profile.entities
    )


def _sole(figure: Figure, figures: Sequence[Figure]) -> bool:
    return sum(comparable(figure, other) for other in figures) == 1


def _around(profile: StatementProfile, figure: Figure) -> set[Span]:
    before = [word.span for word in profile.content if word.span.end <= figure.span.start]
    after = [word.span for word in profile.content if word.span.start >= figure.span.end]
    return {*before[-NEAR:], *after[:NEAR]}


def _of_one_time(here: Reading, figure: Figure, there: Reading, other: Figure) -> bool:
    """Whether neither names a year of its own, and both or none speak of an earlier time."""
    if _of_own_year(here, figure, there) or _of_own_year(there, other, here):
        return False
    if _is_part(here, figure) != _is_part(there, other):
        return False
    return _of_earlier(here, figure) == _of_earlier(there, other)


def _is_part(reading: Reading, figure: Figure) -> bool:
    """Whether it counts some of those named before: `davon zwölf`."""
    return figure.kind in {FigureKind.COUNT, FigureKind.MONEY} and any(
        word.folded in _A_PART
        for clause in _clauses_of(reading, figure)
        for word in clause.words
        if word.span.end <= figure.span.start
    )


def _of_earlier(reading: Reading, figure: Figure) -> bool:
    clauses = tuple(_clauses_of(reading, figure))
    return any(word.folded in _EARLIER for clause in clauses for word in clause.words) or any(
        each.kind is FigureKind.DATE
        and each is not figure
        and _PAST.search(_leading(reading, each)) is not None
        for each in _beside(reading, clauses)
    )


def _leading(reading: Reading, figure: Figure) -> str:
    """A figure with the word before it."""
    before = reading.profile.text[: figure.span.start].split()[-1:]
    return " ".join((*before, figure.text))


def _beside(reading: Reading, clauses: Sequence[Clause]) -> Iterator[Figure]:
    """The figures in some clauses, and those that stand before a comma on their own."""
    figures = reading.profile.figures
    for clause in reading.polarity.clauses:
        inside = [
            figure
            for figure in figures
            if any(word.span.overlaps(figure.span) for word in clause.words)
        ]
        alone = all(any(f.span.overlaps(w.span) for f in inside) for w in clause.content)
        if clause in clauses or alone:
            yield from inside


def _of_own_year(reading: Reading, figure: Figure, opposite: Reading) -> bool:
    if figure.date is not None:
        return False
    clauses = tuple(_clauses_of(reading, figure))
    named = [
        each
        for each in _beside(reading, clauses)
        if each.date is not None and len(each.date) == _YEAR
    ]
    return not all_said(named, opposite.profile.figures)


def other_places(here: Reading, there: Reading, pairs: Sequence[Pair]) -> tuple[Word, Word] | None:
    """The two places, when both say in the same words that one thing is held or built at each.

    All other words must correspond, and the thing must be a certain one: `the summit`.
    """
    if len(pairs) < SAME_FRAME or not (_is_definite(here) and _is_definite(there)):
        return None
    mine = _only_one(here.profile, [pair.here for pair in pairs])
    theirs = _only_one(there.profile, [pair.there for pair in pairs])
    if mine is None or theirs is None:
        return None
    before, other_before = _before(here.profile, mine), _before(there.profile, theirs)
    at_places = before == other_before and before in _AT
    takes_place = any(word.folded in _TAKING_PLACE for word in here.profile.words)
    return (mine, theirs) if at_places and takes_place else None


def _only_one(profile: StatementProfile, shared: Sequence[Word]) -> Word | None:
    """The only content word that is not shared, should it be a name and no part of a figure."""
    alone = [word for word in profile.content if all(word is not each for each in shared)]
    if len(alone) != 1 or not alone[0].text[0].isupper():
        return None
    in_figure = any(figure.span.overlaps(alone[0].span) for figure in profile.figures)
    return None if in_figure else alone[0]


def _before(profile: StatementProfile, word: Word) -> str:
    at = profile.words.index(word)
    return profile.words[at - 1].folded if at else ""


def _is_definite(reading: Reading) -> bool:
    """Whether what happens is stated, and of a certain thing named first."""
    first = reading.profile.words[0].folded if reading.profile.words else ""
    return first in _DEFINITE and not any(clause.open for clause in reading.polarity.clauses)
