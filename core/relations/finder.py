"""The related statements of a statement: the one question everybody asks."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.model import Related, Relation, ScorePart
from core.relations.index import StatementIndex
from core.relations.judge import CONTRADICTS, Reading, Verdict, judge, read
from core.relations.polarity import may_deny
from core.relations.profile import StatementProfile
from core.relations.score import FEATURES, scores
from core.relations.support import supported

DEFAULT_THRESHOLD = 0.5
"""Below this score two statements are taken to have nothing to do with each other."""

CANDIDATES = 50
"""How many candidates of each kind are compared in full."""

DENIAL = 0.4
"""The share of what a score lacks to 1 that a contradiction adds: denials come early."""


UNSUPPORTED = 0.43
"""The share of its score that a relation without enough evidence loses."""


@dataclass(frozen=True, slots=True)
class _Found:
    profile: StatementProfile
    score: float
    parts: tuple[ScorePart, ...]
    verdict: Verdict | None = None
    """None until it is needed."""


def related_to(
    index: StatementIndex,
    profile: StatementProfile,
    *,
    limit: int = 9,
    min_score: float = DEFAULT_THRESHOLD,
) -> tuple[Related, ...]:
    """The statements of other articles that relate to this one, best first, ties by id."""
    reading = read(profile)
    waiting = [
        (-found.score, found.profile.id, at, found)
        for at, found in enumerate(_considered(index, reading, min_score))
        if found.score >= min_score
    ]
    heapq.heapify(waiting)
    kept: list[Related] = []
    while waiting and len(kept) < limit:
        _, _, at, found = heapq.heappop(waiting)
        if found.verdict is not None:
            kept.append(_related(found, found.verdict))
        else:
            judged = _judged(index, reading, found)
            if judged.score >= min_score:
                heapq.heappush(waiting, (-judged.score, judged.profile.id, at, judged))
    return tuple(kept)


def _considered(index: StatementIndex, reading: Reading, min_score: float) -> Iterator[_Found]:
    slots = index.candidates(reading.profile, CANDIDATES)
    parts = scores(index, reading.profile, slots)
    totals = parts.sum(axis=1).round(4)
    denying = bool(reading.polarity.negations)
    for at in np.flatnonzero((totals > 0) & (totals >= min(min_score, CONTRADICTS))).tolist():
        other = index.profile(int(slots[at]))
        score = float(totals[at])
        denies = score >= CONTRADICTS and (denying or may_deny(other))
        if denies or score >= min_score:
            named = zip(FEATURES, parts[at].tolist(), strict=True)
            shares = tuple(ScorePart(name, value) for name, value in named if value > 0)
            found = _Found(other, score, shares)
            yield _judged(index, reading, found) if denies else found


def _judged(index: StatementIndex, reading: Reading, found: _Found) -> _Found:
    verdict = judge(reading, read(found.profile), found.score)
    if verdict.relation is Relation.CONTRADICTS:
        gain = round(DENIAL * (1 - found.score), 4)
        return _changed(found, ScorePart("denial", gain), verdict)
    if not supported(index.statistics, reading.profile, found.profile, verdict):
        loss = round(-UNSUPPORTED * found.score, 4)
        return _changed(found, ScorePart("little evidence", loss), verdict)
    return replace(found, verdict=verdict)


def _changed(found: _Found, part: ScorePart, verdict: Verdict) -> _Found:
    score = round(found.score + part.value, 4)
    return _Found(found.profile, score, (*found.parts, part), verdict)


def _related(found: _Found, verdict: Verdict) -> Related:
    return Related(found.profile.id, found.score, verdict.relation, verdict.evidence, found.parts)
