"""The same conflict told by several pairs of reports: told once, the repeats beneath it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from core.model import Conflict, Evidence, EvidenceKind, StatementId, ToldConflict
from core.stories.sides import Pair
from core.text.words import fold

_PARTING = (EvidenceKind.NEGATION, EvidenceKind.FIGURE, EvidenceKind.DATE, EvidenceKind.ENTITY)

Parting = frozenset[tuple[EvidenceKind, str, str]]


def gathered(told: Sequence[ToldConflict], agreeing: Collection[Pair]) -> tuple[ToldConflict, ...]:
    """The conflicts, each with those that repeat it; in their order, so the strongest stands first.

    One repeats another of the same kind where both its sides say what a side of the other says:
    they are the same statement or are `agreeing`; or where they share a side and part in the same
    words.
    """
    heads: list[tuple[Conflict, list[Conflict]]] = []
    # Only heads that share a statement with a conflict, or agree with one, can be repeated by it.
    by_statement: defaultdict[StatementId, list[int]] = defaultdict(list)
    alike = _neighbours(agreeing)
    for one in told:
        near = {
            head
            for side in _sides(one.conflict)
            for statement in (side, *alike.get(side, ()))
            for head in by_statement.get(statement, ())
        }
        repeated = (each for each in sorted(near) if _repeats(one.conflict, heads[each][0], alike))
        head = next(repeated, None)
        if head is not None:
            heads[head][1].extend(one.told)
            continue
        for side in _sides(one.conflict):
            by_statement[side].append(len(heads))
        heads.append((one.conflict, list(one.repeats)))
    return tuple(ToldConflict(head, tuple(repeats)) for head, repeats in heads)


def _sides(conflict: Conflict) -> tuple[StatementId, StatementId]:
    return conflict.here.id, conflict.there.id


def _neighbours(pairs: Collection[Pair]) -> dict[StatementId, set[StatementId]]:
    found: defaultdict[StatementId, set[StatementId]] = defaultdict(set)
    for one, other in (sorted(pair) for pair in pairs):
        found[one].add(other)
        found[other].add(one)
    return found


def _repeats(
    one: Conflict, other: Conflict, alike: Mapping[StatementId, Collection[StatementId]]
) -> bool:
    if one.related.relation is not other.related.relation:
        return False

    def same(mine: StatementId, theirs: StatementId) -> bool:
        return mine == theirs or theirs in alike.get(mine, ())

    here, there = _sides(one)
    first, second = _sides(other)
    if (same(here, first) and same(there, second)) or (same(here, second) and same(there, first)):
        return True
    parting = _parting(one.related.evidence)
    return any(
        parting and parting == said
        for shared, said in (
            (here == first or there == second, _parting(other.related.evidence)),
            (here == second or there == first, _parting(other.related.evidence, turned=True)),
        )
        if shared
    )


def _parting(evidence: Sequence[Evidence], *, turned: bool = False) -> Parting:
    """In which words two statements part; `turned`, as seen from the other one."""
    return frozenset(
        (each.kind, fold(each.there), fold(each.here))
        if turned
        else (each.kind, fold(each.here), fold(each.there))
        for each in evidence
        if not each.shared and each.kind in _PARTING
    )
