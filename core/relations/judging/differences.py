"""Where two statements of one matter part: another value, another date, another place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.model import Figure, FigureKind, Span
from core.relations.judging.alignment import Pair
from core.relations.judging.measures import may_differ, measure_alike, measured
from core.relations.judging.polarity import Clause
from core.relations.judging.reading import Reading, all_said
from core.relations.profile import StatementProfile
from core.relations.synonyms import head_class
from core.text.figures import comparable, same_value
from core.text.words import Word, folded_words

ALIKE = 0.9
"""The score from which statements of one figure each need little else to speak of one matter."""
COVERED = 0.5
"""The share of the shorter statement that stands in both when their lone figures are compared."""
BESIDE = 2
"""How many words beside their figures two statements share when they are about one matter."""
NEAR = 4
"""How many content words on either side belong to a figure."""
SAME_FRAME = 3
"""How many words two statements share that name one thing at two places."""

_YEAR = len("2018")
_EARLIER = folded_words(
    """
    zuvor vorher früher damals vorjahr vorjahres vorjahreszeitraum vormonat einst ursprünglich
    zunächst previously earlier formerly originally initially before ago
    """
)
_PEOPLE = frozenset({"mensch", "person"})
_FATES = frozenset({"death", "injury", "missing", "arrest", "rescue", "evacuation"})
_AT = folded_words("in bei nach at to near")
_DEFINITE = folded_words("der die das the")
_TAKING_PLACE = folded_words(
    """
    statt stattfinden stattgefunden gebaut errichtet eröffnet landete gelandet beginnt begann endet
    endete tagt tagte verlegt geplant starb geboren
    held place built opened landed begins began ends ended moved planned died born
    """
)


_Figures = tuple[Figure, Figure]


def compared_figures(
    here: Reading, there: Reading, pairs: Sequence[Pair], score: float
) -> tuple[list[_Figures], list[_Figures]]:
    """The figures that say the same, and those about one matter that say something else."""
    every = [(a, b) for a in here.profile.figures for b in there.profile.figures]
    same = [(a, b) for a, b in every if _same(here, a, there, b)]
    left = [a for a in here.profile.figures if all(a is not one for one, _ in same)]
    left_there = [b for b in there.profile.figures if all(b is not two for _, two in same)]
    other = [
        (a, b)
        for a in left
        for b in left_there
        if _comparable(here, a, there, b)
        and _of_one_time(here, a, there, b)
        and _of_one_matter(
            here,
            a,
            there,
            b,
            pairs,
            sole=_sole(a, left) and _sole(b, left_there),
            alike=score >= ALIKE,
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
    fated = _victims(a, there, b) or _victims(b, here, a)
    return same_value(a, replace(b, unit=a.unit)) if fated else same_value(a, b)


def _comparable(here: Reading, a: Figure, there: Reading, b: Figure) -> bool:
    """Whether they measure one kind of thing: `elf Todesopfer`, and `elf Menschen` who died."""
    return comparable(a, b) or _victims(a, there, b) or _victims(b, here, a)


def _victims(figure: Figure, opposite: Reading, people: Figure) -> bool:
    if people.unit not in _PEOPLE or figure.kind is not FigureKind.COUNT or not figure.unit:
        return False
    fate = head_class(figure.unit)
    return fate in _FATES and any(
        head_class(word.stem) == fate
        for clause in _clauses_of(opposite, people)
        for word in clause.content
    )


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
    if not measure_alike(one, two) and not (
        alike and sole and sum(not _names(pair, here, there) for pair in outside) >= BESIDE
    ):
        return False
    near_here, near_there = _around(here.profile, figure), _around(there.profile, other)
    near = sum(pair.here.span in near_here and pair.there.span in near_there for pair in outside)
    if near >= BESIDE or not sole:
        return near >= BESIDE
    shorter = max(min(len(here.profile.content), len(there.profile.content)), 1)
    shared = len(outside) / shorter if len(outside) >= BESIDE else 0.0
    enough = COVERED / 2 if alike or near == 1 else COVERED
    return shared >= enough or (near == 1 and alike)


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
    return _of_earlier(here, figure) == _of_earlier(there, other)


def _of_earlier(reading: Reading, figure: Figure) -> bool:
    return any(
        word.folded in _EARLIER for clause in _clauses_of(reading, figure) for word in clause.words
    )


def _of_own_year(reading: Reading, figure: Figure, opposite: Reading) -> bool:
    if figure.date is not None:
        return False
    clauses = tuple(_clauses_of(reading, figure))
    named = [
        each
        for each in reading.profile.figures
        if each.date is not None
        and len(each.date) == _YEAR
        and any(word.span.overlaps(each.span) for clause in clauses for word in clause.words)
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
