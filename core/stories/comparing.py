"""Two reports side by side: which statement of one stands beside which of the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from core.model import Pairing, Related, Relation, Statement, StatementId
from core.stories.sides import Pair, one_a_pair, turned

_CROSSING = 0.65
"""From this score two statements are paired though the reports tell them in another order."""


def compare(
    left: Sequence[Statement],
    right: Sequence[Statement],
    found: Iterable[tuple[StatementId, Related]],
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] | None = None,
) -> tuple[Pairing, ...]:
    """Every statement of both reports once, in the order in which they are read side by side.

    Pairs told in the same order come first, those whose scores add up to most; then the closest of
    what is left, as far as it is close enough to be shown out of order: at its place on the left,
    and so no more at its place on the right. What stands alone stands between the pairs it stands
    between in its report, that of the left before that of the right.
    """
    scores = _seen_from_left(left, right, found, rejected, linked or {})
    matched = _in_order(len(left), len(right), scores)
    taken_left, taken_right = set(matched), set(matched.values())
    crossing: dict[int, int] = {}
    for (here, there), related in sorted(
        scores.items(), key=lambda each: (-each[1].score, each[0])
    ):
        if related.score >= _CROSSING and here not in taken_left and there not in taken_right:
            crossing[here] = there
            taken_left.add(here)
            taken_right.add(there)
    return tuple(_steps(left, right, matched, crossing, scores))


def _seen_from_left(
    left: Sequence[Statement],
    right: Sequence[Statement],
    found: Iterable[tuple[StatementId, Related]],
    rejected: Collection[Pair],
    linked: Mapping[Pair, Relation],
) -> dict[tuple[int, int], Related]:
    here_at = {each.id: at for at, each in enumerate(left)}
    there_at = {each.id: at for at, each in enumerate(right)}
    scores: dict[tuple[int, int], Related] = {}
    for pair, (here, related) in one_a_pair(found).items():
        if pair in rejected:
            continue
        if here not in here_at:
            here, related = related.statement, turned(here, related)
        if here in here_at and related.statement in there_at:
            scores[here_at[here], there_at[related.statement]] = related
    for pair, relation in linked.items():
        for here, there in (tuple(pair), tuple(pair)[::-1]) if len(pair) == 2 else ():
            if here in here_at and there in there_at:
                scores[here_at[here], there_at[there]] = Related(there, 1.0, relation, ())
    return scores


def _in_order(lefts: int, rights: int, scores: Mapping[tuple[int, int], Related]) -> dict[int, int]:
    """The pairs, none crossing another, whose scores add up to most."""
    best = [[0.0] * (rights + 1) for _ in range(lefts + 1)]
    for here in range(lefts - 1, -1, -1):
        for there in range(rights - 1, -1, -1):
            related = scores.get((here, there))
            paired = 0.0 if related is None else related.score + best[here + 1][there + 1]
            best[here][there] = max(paired, best[here + 1][there], best[here][there + 1])
    matched: dict[int, int] = {}
    here = there = 0
    while here < lefts and there < rights:
        if best[here][there] == best[here + 1][there]:
            here += 1
        elif best[here][there] == best[here][there + 1]:
            there += 1
        else:
            matched[here] = there
            here, there = here + 1, there + 1
    return matched


def _steps(
    left: Sequence[Statement],
    right: Sequence[Statement],
    matched: Mapping[int, int],
    crossing: Mapping[int, int],
    scores: Mapping[tuple[int, int], Related],
) -> Iterator[Pairing]:
    shown = set(crossing.values())
    there = 0
    for here, statement in enumerate(left):
        if here in matched:
            yield from _alone(right, range(there, matched[here]), shown)
            there = matched[here] + 1
        beside = matched.get(here, crossing.get(here))
        if beside is None:
            yield Pairing(statement.id, None, None)
        else:
            yield Pairing(statement.id, right[beside].id, scores[here, beside])
    yield from _alone(right, range(there, len(right)), shown)


def _alone(
    right: Sequence[Statement], stretch: Iterable[int], shown: Collection[int]
) -> Iterator[Pairing]:
    return (Pairing(None, right[at].id, None) for at in stretch if at not in shown)
