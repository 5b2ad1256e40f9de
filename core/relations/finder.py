"""The related statements of a statement: the one question everybody asks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.model import Related, Relation, ScorePart
from core.relations.index import StatementIndex
from core.relations.judge import CONTRADICTS, Reading, Verdict, judge, read
from core.relations.polarity import may_deny
from core.relations.profile import StatementProfile
from core.relations.score import FEATURES, scores

DEFAULT_THRESHOLD = 0.5
"""Below this score two statements are taken to have nothing to do with each other."""

CANDIDATES = 50
"""How many candidates of each kind are compared in full."""

DENIAL = 0.4
"""The share of what a score lacks to 1 that a contradiction adds: denials come early."""


@dataclass(frozen=True, slots=True)
class _Found:
    profile: StatementProfile
    score: float
    parts: tuple[ScorePart, ...]
    verdict: Verdict | None


def related_to(
    index: StatementIndex,
    profile: StatementProfile,
    *,
    limit: int = 9,
    min_score: float = DEFAULT_THRESHOLD,
) -> tuple[Related, ...]:
    """The statements of other articles that relate to this one, best first, ties by id."""
    slots = index.candidates(profile, CANDIDATES)
    parts = scores(index, profile, slots)
    totals = parts.sum(axis=1).round(4)
    reading = read(profile)
    considered = [
        _found(
            reading,
            index.profile(int(slots[at])),
            float(totals[at]),
            tuple(
                ScorePart(name, value)
                for name, value in zip(FEATURES, parts[at].tolist(), strict=True)
                if value > 0
            ),
        )
        for at in np.flatnonzero((totals > 0) & (totals >= min(min_score, CONTRADICTS))).tolist()
    ]
    kept = [found for found in considered if found.score >= min_score]
    kept.sort(key=lambda found: (-found.score, found.profile.id))
    return tuple(_related(reading, found) for found in kept[:limit])


def _found(
    reading: Reading, other: StatementProfile, score: float, parts: tuple[ScorePart, ...]
) -> _Found:
    if score >= CONTRADICTS and (may_deny(reading.profile) or may_deny(other)):
        verdict = judge(reading, read(other), score)
        if verdict.relation is Relation.CONTRADICTS:
            gain = round(DENIAL * (1 - score), 4)
            parts = (*parts, ScorePart("denial", gain))
            return _Found(other, round(score + gain, 4), parts, verdict)
        return _Found(other, score, parts, verdict)
    return _Found(other, score, parts, None)


def _related(reading: Reading, found: _Found) -> Related:
    verdict = found.verdict or judge(reading, read(found.profile), found.score)
    return Related(found.profile.id, found.score, verdict.relation, verdict.evidence, found.parts)
