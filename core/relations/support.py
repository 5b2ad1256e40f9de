"""How far the evidence of a relation carries it: one ordinary word in common says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from core.model import Evidence, EvidenceKind, Figure, FigureKind, Relation, Span
from core.relations.index.statistics import Statistics
from core.relations.judging.alignment import Pair
from core.relations.judging.evidence import shared_entities, shared_figures, shared_words
from core.relations.judging.judge import Verdict
from core.relations.judging.reading import names_others
from core.relations.profile import StatementProfile
from core.relations.ranking.question import Terms
from core.relations.synonyms import head_class
from core.text.figures import same_value

Flags = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]

UNSUPPORTED = 0.43
"""The share of its score that a relation without enough evidence loses."""

GROUNDLESS = 0.7
"""The share that one without any evidence loses, however alike what is around it."""

ENOUGH = 2.0
"""Two independent pieces of evidence, or one that is very rare."""
OF_OTHERS = 0.5
"""What more is asked for where names are said on both sides, and none is shared."""
VERY_RARE = 6.0
"""The rarity from which a word is two pieces: it is in one of four hundred statements."""
HARDLY_ANYWHERE = 3.2
"""The number of statements below which it is, too, be the library as small as it may."""

_TELLING_NOTHING = frozenset({"statement"})


def support(
    statistics: Statistics, here: StatementProfile, there: StatementProfile, verdict: Verdict
) -> float:
    """The share of what it needs that a relation rests on, up to 1, which is enough.

    Names of which none is shared ask for more.
    """
    if verdict.relation is Relation.CONTRADICTS:
        return 1.0
    return min(_pieces(statistics, here, there, verdict) / _wanted(here, there), 1.0)


def most_of_words(statistics: Statistics, terms: Terms, counterparts: Flags) -> Doubles:
    """By statement, how many pieces its words are at most, by which terms have a counterpart."""
    each = map(partial(_piece, statistics), terms.texts, terms.rarity.tolist())
    found: Doubles = (counterparts * (np.array(list(each)) * terms.counts)).sum(axis=1)
    return found


def lacks_support(
    statistics: Statistics, here: StatementProfile, there: StatementProfile, pairs: Sequence[Pair]
) -> bool:
    """Whether two statements share too little for any relation but a contradiction.

    Told by the words that correspond, before the statements are read; not sure, it says no.
    """
    alike = [(a, b) for a in here.figures for b in there.figures if a.kind is b.kind]
    same = [pair for pair in alike if same_value(*pair)]
    figures = tuple(shared_figures(same))
    entities = tuple(shared_entities(here, there))
    words = shared_words(here, there, pairs, figures, entities)
    found = _words(statistics, here, there, words)
    most = len(figures) + len(entities) + sum(_may_be_evidence(*each, pairs) for each in alike)
    return found + most < _wanted(here, there)


def _wanted(here: StatementProfile, there: StatementProfile) -> float:
    return ENOUGH + (OF_OTHERS if names_others(here, there) else 0.0)


def _may_be_evidence(figure: Figure, other: Figure, pairs: Sequence[Pair]) -> bool:
    """Whether two figures may differ in one matter, or be the same only where they stand."""
    if same_value(figure, other):
        return False
    if figure.kind in {FigureKind.COUNT, FigureKind.DATE}:
        return True
    return any(
        not figure.span.overlaps(pair.here.span) and not other.span.overlaps(pair.there.span)
        for pair in pairs
    )


def _pieces(
    statistics: Statistics, here: StatementProfile, there: StatementProfile, verdict: Verdict
) -> float:
    kinds = {EvidenceKind.FIGURE, EvidenceKind.DATE, EvidenceKind.ENTITY}
    shown = sum(piece.kind in kinds for piece in verdict.evidence)
    words = [piece for piece in verdict.evidence if piece.kind is EvidenceKind.WORD]
    return shown + _words(statistics, here, there, words)


def _words(
    statistics: Statistics,
    here: StatementProfile,
    there: StatementProfile,
    shown: Iterable[Evidence],
) -> float:
    stems_here: dict[Span | None, str] = {word.span: word.stem for word in here.content}
    stems_there: dict[Span | None, str] = {word.span: word.stem for word in there.content}
    return sum(
        _word(statistics, stems_here[piece.here_span], stems_there[piece.there_span])
        for piece in shown
    )


def _word(statistics: Statistics, stem: str, other: str) -> float:
    return _piece(statistics, stem, min(statistics.rarity_of(stem), statistics.rarity_of(other)))


def _piece(statistics: Statistics, stem: str, rarity: float) -> float:
    if head_class(stem) in _TELLING_NOTHING:
        return 0.0
    rare = rarity >= VERY_RARE or statistics.expected_count(rarity) <= HARDLY_ANYWHERE
    return ENOUGH if rare else 1.0
