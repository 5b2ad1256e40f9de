"""Relations as seen from one side or the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.model import Evidence, Related, Relation, StatementId

Pair = frozenset[StatementId]
Directed = tuple[StatementId, StatementId]

STRONGEST_FIRST = (
    Relation.CONTRADICTS,
    Relation.DIFFERS,
    Relation.AGREES,
    Relation.RELATED,
)
RANK = {relation: rank for rank, relation in enumerate(STRONGEST_FIRST)}
CONFLICTS = (Relation.CONTRADICTS, Relation.DIFFERS)


def turned(here: StatementId, related: Related) -> Related:
    """A relation of `here`, as seen from the statement it leads to."""
    return replace(related, statement=here, evidence=_turned(related.evidence))


def seen_from(
    here: StatementId, there: StatementId, evidence: Mapping[Directed, Sequence[Evidence]]
) -> tuple[Evidence, ...]:
    """The evidence between two statements as seen from `here`, from whichever side it is kept."""
    if (here, there) in evidence:
        return tuple(evidence[here, there])
    return _turned(evidence.get((there, here), ()))


def one_a_pair(
    found: Iterable[tuple[StatementId, Related]],
) -> dict[Pair, tuple[StatementId, Related]]:
    """Of relations kept on both sides the weightier: the stronger relation, the higher score."""
    best: dict[Pair, tuple[StatementId, Related]] = {}
    for here, related in found:
        pair = frozenset((here, related.statement))
        known = best.get(pair)
        if known is None or _weight(here, related) < _weight(*known):
            best[pair] = here, related
    return best


def _weight(here: StatementId, related: Related) -> tuple[int, float, StatementId]:
    return RANK[related.relation], -related.score, here


def _turned(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(
        replace(
            each,
            here=each.there,
            there=each.here,
            here_span=each.there_span,
            there_span=each.here_span,
        )
        for each in evidence
    )
