"""How far the evidence of a relation carries it: one ordinary word in common says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from core.model import EvidenceKind, Relation, Span
from core.relations.index.statistics import Statistics
from core.relations.judging.alignment import align
from core.relations.judging.judge import Verdict
from core.relations.judging.reading import names_others, names_same
from core.relations.profile import StatementProfile
from core.relations.synonyms import head_class

ENOUGH = 2.0
"""Two independent pieces of evidence, or one that is very rare."""
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
    wanted = ENOUGH + (0.5 if names_others(here, there) else 0.0)
    return min(sum(_pieces(statistics, here, there, verdict)) / wanted, 1.0)


def lacks_support(statistics: Statistics, here: StatementProfile, there: StatementProfile) -> bool:
    """Whether two statements share too little for any relation but a contradiction.

    Told by their words alone, before they are read; when it is not sure, it says no.
    """
    if (here.figures and there.figures) or names_same(here, there):
        return False
    stems = {(pair.here.stem, pair.there.stem) for pair in align(here, there)}
    return sum(_word(statistics, *each) for each in stems) < ENOUGH


def _pieces(
    statistics: Statistics, here: StatementProfile, there: StatementProfile, verdict: Verdict
) -> Iterator[float]:
    stems_here: dict[Span | None, str] = {word.span: word.stem for word in here.content}
    stems_there: dict[Span | None, str] = {word.span: word.stem for word in there.content}
    for piece in verdict.evidence:
        if piece.kind in {EvidenceKind.FIGURE, EvidenceKind.DATE, EvidenceKind.ENTITY}:
            yield 1.0
        elif piece.kind is EvidenceKind.WORD:
            yield _word(statistics, stems_here[piece.here_span], stems_there[piece.there_span])


def _word(statistics: Statistics, stem: str, other: str) -> float:
    if head_class(stem) in _TELLING_NOTHING:
        return 0.0
    rarity = min(statistics.rarity_of(stem), statistics.rarity_of(other))
    rare = rarity >= VERY_RARE or statistics.expected_count(rarity) <= HARDLY_ANYWHERE
    return ENOUGH if rare else 1.0
