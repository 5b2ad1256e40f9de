"""Whether the evidence of a relation carries it: one ordinary word in common says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from core.model import EvidenceKind, Relation, Span
from core.relations.index.statistics import Statistics
from core.relations.judging.judge import Verdict
from core.relations.judging.reading import names_others
from core.relations.profile import StatementProfile
from core.relations.synonyms import head_class

ENOUGH = 2.0
"""Two independent pieces of evidence, or one that is very rare."""
VERY_RARE = 6.0
"""The rarity from which a word is two pieces: it is in one of four hundred statements."""
HARDLY_ANYWHERE = 3.2
"""The number of statements below which it is, too, be the library as small as it may."""

_TELLING_NOTHING = frozenset({"statement"})


def supported(
    statistics: Statistics, here: StatementProfile, there: StatementProfile, verdict: Verdict
) -> bool:
    """Whether a relation rests on enough; names of which none is shared ask for more."""
    if verdict.relation is Relation.CONTRADICTS:
        return True
    wanted = ENOUGH + (0.5 if names_others(here, there) else 0.0)
    return sum(_pieces(statistics, here, there, verdict)) >= wanted


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
