"""In what relation two statements stand, and what that rests on; the score is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model import EntityId, Evidence, EvidenceKind, Figure, FigureKind, Relation, Span
from core.relations.alignment import ALIGNED, Pair, align
from core.relations.correspondence import correspondence
from core.relations.measures import may_differ, measure_alike, measured
from core.relations.polarity import Clause, Negation, Polarity, polarity_of
from core.relations.profile import StatementProfile
from core.relations.synonyms import head_class
from core.text.figures import comparable, same_value
from core.text.words import Word, fold

AGREES = 0.5
CONTRADICTS = 0.25
DIFFERS = 0.35
"""The scores from which a relation is considered."""
ALIKE = 0.9
"""The score from which statements of one figure each need little else to speak of one matter."""
COVERED = 0.5
"""The share of the shorter statement that stands in both when their lone figures are compared."""
SAID = 0.45
"""The share of words that correspond when neither statement says much more than the other."""
BESIDE = 2
"""How many words beside the denied ones two statements share when they are about one matter."""
NEAR = 4
"""How many content words on either side belong to a figure."""

WHOLE = 3
"""How many words denied here and affirmed there leave little need of others."""
TELLING = 6
"""From how many letters of its stem a thing is told from the many that are given and received."""

_GIVING = frozenset({"receipt", "payment", "arrival"})
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
    figures = (*(_figure(a, b, shared=False) for a, b in other), *_shared_figures(same))
    entities = tuple(_entities(here.profile, there.profile))
    return Verdict(
        relation,
        (
            *denials,
            *figures,
            *entities,
            *_words(here.profile, there.profile, pairs, figures, entities),
            *_certainty(here.polarity, there.polarity),
        ),
    )


def _shared_figures(same: Sequence[tuple[Figure, Figure]]) -> Iterator[Evidence]:
    """Each shared figure once, however often it is said."""
    seen: set[str] = set()
    for here, there in same:
        if here.normal not in seen and there.normal not in seen:
            yield _figure(here, there, shared=True)
        seen |= {here.normal, there.normal}


def _words(
    here: StatementProfile,
    there: StatementProfile,
    pairs: Sequence[Pair],
    figures: Sequence[Evidence],
    entities: Sequence[Evidence],
) -> Iterator[Evidence]:
    """The corresponding words that no figure or name has shown already, each once."""
    shared = {entity for entity, _ in here.entities} & {entity for entity, _ in there.entities}
    shown_here = _shown(here, shared, [piece.here_span for piece in figures])
    shown_there = _shown(there, shared, [piece.there_span for piece in figures])
    names = {word.casefold() for piece in entities for word in piece.here.split()}
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        stems = (pair.here.stem, pair.there.stem)
        shown = any(span.overlaps(pair.here.span) for span in shown_here) and any(
            span.overlaps(pair.there.span) for span in shown_there
        )
        if not shown and stems not in seen and pair.here.text.casefold() not in names:
            yield _word(pair)
        seen.add(stems)


def _shown(
    profile: StatementProfile, shared: set[EntityId], figures: Sequence[Span | None]
) -> list[Span]:
    named = [span for entity, span in profile.entities if entity in shared]
    return named + [span for span in figures if span is not None]


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
    open_here, open_there = _open_words(here), _open_words(there)
    alike = sum(
        (pair.here.span.start in open_here) == (pair.there.span.start in open_there)
        for pair in pairs
    )
    return (
        alike / longer >= SAID
        and _all_said(here.profile.figures, there.profile.figures)
        and _all_said(there.profile.figures, here.profile.figures)
        and _leaves_open(here) == _leaves_open(there)
        and _denies(here) == _denies(there)
    )


def _all_said(figures: Sequence[Figure], others: Sequence[Figure]) -> bool:
    return all(any(same_value(figure, other) for other in others) for figure in figures)


def _open_words(reading: Reading) -> set[int]:
    return {
        word.span.start
        for clause in reading.polarity.clauses
        if clause.open
        for word in clause.words
    }


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
        and _of_one_matter(here, a, there, b, pairs, alike=score >= ALIKE)
    ]
    return same, other


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
    sole = _sole(figure, here.profile.figures) and _sole(other, there.profile.figures)
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
    return shared >= COVERED or (near == 1 and (alike or shared >= COVERED / 2))


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
    return _of_another_time(here, figure, there) == _of_another_time(there, other, here)


def _of_another_time(reading: Reading, figure: Figure, opposite: Reading) -> bool:
    """Whether the clause of a figure speaks of an earlier time, or of a year only it names."""
    return any(
        _of_earlier(clause) or (figure.date is None and _of_own_year(clause, reading, opposite))
        for clause in _clauses_of(reading, figure)
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
        if _contradicted(negation, here, there, mine):
            word = negation.word
            yield Evidence(kind, word.text, "", here_span=word.span, shared=False)
    for negation in there.polarity.negations:
        if _contradicted(negation, there, here, theirs):
            word = negation.word
            yield Evidence(kind, "", word.text, there_span=word.span, shared=False)


def _contradicted(
    negation: Negation, own: Reading, opposite: Reading, pairs: Sequence[tuple[Word, Word]]
) -> bool:
    return _affirmed(negation, opposite.polarity.clauses, pairs) or _received(
        negation, own, opposite, pairs
    )


def _affirmed(
    negation: Negation, opposite: Sequence[Clause], pairs: Sequence[tuple[Word, Word]]
) -> bool:
    """Whether the other statement affirms what this one denies, about the same matter."""
    denied = {word.span.start for word in negation.denied}
    clause = {word.span.start for word in negation.clause}
    denied_there = {
        word.span.start for other in opposite if other.denying for word in other.content
    }
    if any(own.span.start in clause and other.span.start in denied_there for own, other in pairs):
        return False
    affirmed = [
        word for other in opposite if not other.open and not other.denying for word in other.content
    ]
    carried = sum(
        any(correspondence(word, other) >= ALIGNED for other in affirmed)
        for word in negation.denied
    )
    beside = sum(own.span.start not in denied for own, _ in pairs)
    if carried == len(denied) >= WHOLE:
        return beside >= 1
    return beside >= BESIDE and 2 * carried > len(denied)


def _received(
    negation: Negation, own: Reading, opposite: Reading, pairs: Sequence[tuple[Word, Word]]
) -> bool:
    """Whether one side was given what by the other never came: `erhalten` and `ausgezahlt`."""
    given = [word for word in negation.clause if _is_giving(word)]
    if not given or names_others(own.profile, opposite.profile):
        return False
    things = {word.span for word in negation.clause if not _is_giving(word)}
    if not any(word in negation.denied for word in given):
        things &= {word.span for word in negation.denied}
    came = {
        word.span
        for clause in opposite.polarity.clauses
        if not clause.open and not clause.denying and any(_is_giving(w) for w in clause.content)
        for word in clause.content
        if not _is_giving(word)
    }
    return any(
        word.span in things and other.span in came and len(word.stem) >= TELLING
        for word, other in pairs
    )


def _is_giving(word: Word) -> bool:
    return word.text[0].islower() and head_class(word.stem) in _GIVING


def names_others(here: StatementProfile, there: StatementProfile) -> bool:
    """Whether both name somebody, and nobody is named in both."""
    names, others = ({entity for entity, _ in each.entities} for each in (here, there))
    return bool(names) and bool(others) and names.isdisjoint(others)
