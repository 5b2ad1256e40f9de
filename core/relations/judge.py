"""In what relation two statements stand, and what that rests on; the score is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model import Evidence, EvidenceKind, Figure, FigureKind, Relation, Span
from core.relations.alignment import ALIGNED, Pair, align
from core.relations.likeness import likeness, may_be_alike
from core.relations.polarity import Clause, Negation, Polarity, polarity_of
from core.relations.profile import StatementProfile
from core.text.figures import comparable, same_value
from core.text.words import Word, fold

AGREES = 0.5
CONTRADICTS = 0.25
DIFFERS = 0.35
"""The scores from which a relation is considered."""
ALIKE = 0.9
"""The score from which statements of one figure each need little else to speak of one matter."""
COVERED = 0.5
"""The share of words that correspond when two statements say as much as each other."""
BESIDE = 2
"""How many words beside the denied ones two statements share when they are about one matter."""
NEAR = 4
"""How many content words on either side belong to a figure."""

_YEAR = len("2018")
_EARLIER_WORDS = """
    zuvor vorher früher damals vorjahr vorjahres vorjahreszeitraum vormonat einst ursprünglich
    zunächst previously earlier formerly originally initially before ago
"""
_EARLIER = frozenset(fold(word) for word in _EARLIER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement with what it affirms and denies, ready to be judged against others."""

    profile: StatementProfile
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation and its evidence."""

    relation: Relation
    evidence: tuple[Evidence, ...]


def read(profile: StatementProfile) -> Reading:
    """A statement as it is judged."""
    return Reading(profile, polarity_of(profile))


def judge(here: Reading, there: Reading, score: float) -> Verdict:
    """The relation of two statements of this score, and what it rests on.

    A contradiction outweighs a difference, which outweighs agreement; the evidence shows all.
    """
    pairs = align(here.profile, there.profile)
    denials = tuple(_denials(here, there, pairs)) if score >= CONTRADICTS else ()
    same, other = _figures(here, there, pairs, score)
    if denials:
        relation = Relation.CONTRADICTS
    elif other and score >= DIFFERS:
        relation = Relation.DIFFERS
    elif score >= AGREES and _says_as_much(here, there, pairs):
        relation = Relation.AGREES
    else:
        relation = Relation.RELATED
    return Verdict(
        relation,
        (
            *denials,
            *(_figure(a, b, shared=False) for a, b in other),
            *(_figure(a, b, shared=True) for a, b in same),
            *_entities(here.profile, there.profile),
            *(_word(pair) for pair in pairs),
            *_certainty(here.polarity, there.polarity),
        ),
    )


def _word(pair: Pair) -> Evidence:
    here, there = pair.here, pair.there
    return Evidence(EvidenceKind.WORD, here.text, there.text, here.span, there.span)


def _figure(here: Figure, there: Figure, *, shared: bool) -> Evidence:
    kind = EvidenceKind.DATE if here.kind is FigureKind.DATE else EvidenceKind.FIGURE
    return Evidence(kind, here.text, there.text, here.span, there.span, shared=shared)


def _entities(here: StatementProfile, there: StatementProfile) -> Iterator[Evidence]:
    first_there = dict(reversed(there.entities))
    for entity, span in dict(reversed(here.entities)).items():
        other = first_there.get(entity)
        if other is not None:
            kind = EvidenceKind.ENTITY
            yield Evidence(kind, span.of(here.text), other.of(there.text), span, other)


def _certainty(here: Polarity, there: Polarity) -> Iterator[Evidence]:
    """The words of one side that the other lacks, and a pair for each that both have."""
    unmatched = list(there.certainty)
    for word in here.certainty:
        same = next((other for other in unmatched if other.stem == word.stem), None)
        if same is None:
            yield Evidence(EvidenceKind.CERTAINTY, word.text, "", word.span, shared=False)
        else:
            unmatched.remove(same)
            yield Evidence(EvidenceKind.CERTAINTY, word.text, same.text, word.span, same.span)
    for word in unmatched:
        yield Evidence(EvidenceKind.CERTAINTY, "", word.text, there_span=word.span, shared=False)


# --- agrees ---------------------------------------------------------------------------------------


def _says_as_much(here: Reading, there: Reading, pairs: Sequence[Pair]) -> bool:
    """Whether neither says much that the other does not, denies it, or leaves it open."""
    longer = max(len(here.profile.content), len(there.profile.content), 1)
    return (
        len(pairs) / longer >= COVERED
        and _all_said(here.profile.figures, there.profile.figures)
        and _all_said(there.profile.figures, here.profile.figures)
        and _leaves_open(here) == _leaves_open(there)
        and _denies(here) == _denies(there)
    )


def _all_said(figures: Sequence[Figure], others: Sequence[Figure]) -> bool:
    return all(any(same_value(figure, other) for other in others) for figure in figures)


def _leaves_open(reading: Reading) -> bool:
    return all(clause.open for clause in reading.polarity.clauses)


def _denies(reading: Reading) -> bool:
    return any(clause.denying for clause in reading.polarity.clauses)


# --- differs --------------------------------------------------------------------------------------

_Figures = tuple[Figure, Figure]


def _figures(
    here: Reading, there: Reading, pairs: Sequence[Pair], score: float
) -> tuple[list[_Figures], list[_Figures]]:
    """The figures that say the same, and those about one matter that say something else."""
    every = [(a, b) for a in here.profile.figures for b in there.profile.figures]
    same = [(a, b) for a, b in every if same_value(a, b)]
    said = {("here", a.span) for a, _ in same} | {("there", b.span) for _, b in same}
    other = [
        (a, b)
        for a, b in every
        if ("here", a.span) not in said
        and ("there", b.span) not in said
        and comparable(a, b)
        and _of_one_time(here, a, there, b)
        and _of_one_matter(here.profile, a, there.profile, b, pairs, alike=score >= ALIKE)
    ]
    return same, other


def _of_one_matter(
    here: StatementProfile,
    figure: Figure,
    there: StatementProfile,
    other: Figure,
    pairs: Sequence[Pair],
    *,
    alike: bool,
) -> bool:
    outside = [
        pair
        for pair in pairs
        if not pair.here.span.overlaps(figure.span) and not pair.there.span.overlaps(other.span)
    ]
    near_here, near_there = _around(here, figure), _around(there, other)
    near = sum(pair.here.span in near_here and pair.there.span in near_there for pair in outside)
    if near >= 2 or not (_sole(figure, here.figures) and _sole(other, there.figures)):
        return near >= 2
    shorter = max(min(len(here.content), len(there.content)), 1)
    shared = len(outside) / shorter if len(outside) >= BESIDE else 0.0
    return shared >= COVERED or (near == 1 and (alike or shared >= COVERED / 2))


def _sole(figure: Figure, figures: Sequence[Figure]) -> bool:
    return sum(comparable(figure, other) for other in figures) == 1


def _around(profile: StatementProfile, figure: Figure) -> set[Span]:
    before = [word.span for word in profile.content if word.span.end <= figure.span.start]
    after = [word.span for word in profile.content if word.span.start >= figure.span.end]
    return {*before[-NEAR:], *after[:NEAR]}


def _of_one_time(here: Reading, figure: Figure, there: Reading, other: Figure) -> bool:
    return _of_another_time(here, figure, there) == _of_another_time(there, other, here)


def _of_another_time(reading: Reading, figure: Figure, opposite: Reading) -> bool:
    """Whether the clause of a figure speaks of an earlier time, or of a year only it names."""
    said_here = (
        clause
        for clause in reading.polarity.clauses
        if any(word.span.overlaps(figure.span) for word in clause.words)
    )
    return any(
        _of_earlier(clause) or (figure.date is None and _of_own_year(clause, reading, opposite))
        for clause in said_here
    )


def _of_earlier(clause: Clause) -> bool:
    return any(word.folded in _EARLIER for word in clause.words)


def _of_own_year(clause: Clause, reading: Reading, opposite: Reading) -> bool:
    named = [
        figure
        for figure in reading.profile.figures
        if figure.date is not None
        and len(figure.date) == _YEAR
        and any(word.span.overlaps(figure.span) for word in clause.words)
    ]
    return not _all_said(named, opposite.profile.figures)


# --- contradicts ----------------------------------------------------------------------------------


def _denials(here: Reading, there: Reading, pairs: Sequence[Pair]) -> Iterator[Evidence]:
    mine = [(pair.here, pair.there) for pair in pairs]
    theirs = [(pair.there, pair.here) for pair in pairs]
    kind = EvidenceKind.NEGATION
    for negation in here.polarity.negations:
        if _affirmed(negation, there.polarity.clauses, mine):
            word = negation.word
            yield Evidence(kind, word.text, "", here_span=word.span, shared=False)
    for negation in there.polarity.negations:
        if _affirmed(negation, here.polarity.clauses, theirs):
            word = negation.word
            yield Evidence(kind, "", word.text, there_span=word.span, shared=False)


def _affirmed(
    negation: Negation, opposite: Sequence[Clause], pairs: Sequence[tuple[Word, Word]]
) -> bool:
    """Whether the other statement affirms what this one denies, about the same matter."""
    denied = {word.span for word in negation.denied}
    if sum(own.span not in denied for own, _ in pairs) < BESIDE:
        return False
    clause = {word.span for word in negation.clause}
    denied_there = {word.span for other in opposite if other.denying for word in other.content}
    if any(own.span in clause and other.span in denied_there for own, other in pairs):
        return False
    affirmed = [
        word for other in opposite if not other.open and not other.denying for word in other.content
    ]
    carried = sum(
        any(
            may_be_alike(word.stem, other.stem) and likeness(word.stem, other.stem) >= ALIGNED
            for other in affirmed
        )
        for word in negation.denied
    )
    return 2 * carried > len(negation.denied)
