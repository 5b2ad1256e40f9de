"""The reader's verdicts, laid over the relations the program finds: his word stands before its."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.model import Related, Relation, Ruling, StatementId, Verdict

Pair = frozenset[StatementId]

_CERTAIN = 1.0
"""What the reader says himself is as alike as can be."""


def ruled(
    related: Sequence[Related], verdicts: Mapping[StatementId, Verdict]
) -> tuple[Related, ...]:
    """What is related to a statement by the reader's verdicts on it, which name the other sides.

    What he linked and the program did not find comes first, then what it found, in its order; what
    he rejected comes last. Where he says it otherwise than the program, nothing it found speaks for
    his relation: neither score nor evidence.
    """
    found = {each.statement for each in related}
    own = [
        _as_ruled(Related(other, _CERTAIN, verdict.relation, ()), verdict)
        for other, verdict in verdicts.items()
        if other not in found and verdict.ruling is not Ruling.REJECTED
    ]
    own.sort(key=lambda each: each.statement)
    kept = [_as_ruled(each, verdicts.get(each.statement)) for each in related]
    return (
        *own,
        *(each for each in kept if each.verdict is not Ruling.REJECTED),
        *(each for each in kept if each.verdict is Ruling.REJECTED),
    )


def _as_ruled(related: Related, verdict: Verdict | None) -> Related:
    if verdict is None:
        return related
    if verdict.ruling is Ruling.REJECTED or verdict.relation is related.relation:
        return replace(related, verdict=verdict.ruling)
    return Related(related.statement, _CERTAIN, verdict.relation, (), verdict=verdict.ruling)


def rejected_pairs(verdicts: Iterable[Verdict]) -> frozenset[Pair]:
    """The pairs that are not related, whatever the program finds."""
    return frozenset(
        frozenset((each.here, each.there)) for each in verdicts if each.ruling is Ruling.REJECTED
    )


def linked_pairs(
    verdicts: Iterable[tuple[Verdict, frozenset[Relation]]],
) -> dict[Pair, Relation]:
    """The pairs whose relation is the reader's alone, with what the program finds between each.

    What he confirmed and the program finds just so is not among them: its evidence holds.
    """
    return {
        frozenset((each.here, each.there)): each.relation
        for each, found in verdicts
        if each.ruling is not Ruling.REJECTED and found != {each.relation}
    }
