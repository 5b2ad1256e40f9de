"""The related statements of a statement: the one question everybody asks."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from core.model import Explanation, Hidden, Related, Relation, ScorePart, StatementId
from core.relations import DEFAULT_THRESHOLD
from core.relations.index.statement_index import StatementIndex
from core.relations.judging.alignment import Pair, align
from core.relations.judging.judge import Verdict, judge
from core.relations.judging.polarity import may_deny
from core.relations.judging.poles import may_oppose
from core.relations.judging.reading import Reading, read
from core.relations.profile import ASKED, StatementProfile
from core.relations.prospects import Prospects, prospects
from core.relations.ranking.candidates import candidates
from core.relations.ranking.score import FEATURES, ROUNDED, Doubles, scores
from core.relations.support import GROUNDLESS, UNSUPPORTED, lacks_support, support
from core.text.stance import stance_of

CANDIDATES = 50
"""How many candidates of each kind are compared in full."""

DENIAL = 0.4
"""The share of what a score lacks to 1 that a contradiction adds: denials come early."""

DIFFERENCE = 0.3
"""The share that a difference adds."""

NEAR = 0.2
"""How far below the threshold a score is a near miss."""

JUDGED = 20
"""How many near misses are looked at to show the best of them."""

LITTLE_EVIDENCE = "little evidence"
"""How the part of a score is called that is lost for want of evidence."""


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
    slots = candidates(index, profile, CANDIDATES)
    found = prospects(index, reading, slots, min_score)
    # Each waits with the most it may score, and is unpacked and judged when its turn comes.
    most = np.maximum(
        np.where(found.may_contradict, _raised(found.scores, DENIAL), 0.0),
        np.where(found.differs, _raised(found.scores, DIFFERENCE), found.scores) * found.may_relate,
    )
    judged: dict[int, _Found] = {}
    waiting = [(-score, False, ASKED, at) for at, score in enumerate(most.tolist())]
    heapq.heapify(waiting)
    kept: list[Related] = []
    while waiting and len(kept) < limit and -waiting[0][0] >= min_score:
        _, known, _, at = heapq.heappop(waiting)
        if known:
            kept.append(_related(judged[at]))
        elif (each := _shown(index, reading, found, at, min_score)) is not None:
            judged[at] = each
            heapq.heappush(waiting, (-each.score, True, each.profile.id, at))
    return tuple(kept)


def _raised(found: Doubles, share: float) -> Doubles:
    return found + share * (1 - found) + ROUNDED


def _shown(
    index: StatementIndex, reading: Reading, found: Prospects, at: int, min_score: float
) -> _Found | None:
    """A candidate judged; None when it is told without that it is not shown."""
    each = _found(index, int(found.slots[at]), found.parts[at])
    denied = bool(found.may_contradict[at]) and _may_contradict(reading, each.profile)
    if not denied and not (found.may_relate[at] and (found.differs[at] or each.score >= min_score)):
        return None
    pairs = align(reading.profile, each.profile)
    needed = not denied and each.score * (1 - UNSUPPORTED) + ROUNDED < min_score
    if needed and lacks_support(index.statistics, reading.profile, each.profile, pairs):
        return None
    return _judged(index, reading, each, pairs)


def near_misses(
    index: StatementIndex,
    profile: StatementProfile,
    *,
    limit: int = 5,
    min_score: float = DEFAULT_THRESHOLD,
) -> tuple[Related, ...]:
    """What `related_to` hides just below the threshold, best first, and why it is hidden."""
    reading = read(profile)
    found = sorted(
        _considered(index, reading, max(min_score - NEAR, 0.0)),
        key=lambda each: (-each.score, each.profile.id),
    )
    judged = (each if each.verdict else _judged(index, reading, each) for each in found)
    hidden = islice((each for each in judged if each.score < min_score), JUDGED)
    near = [
        replace(_related(each), hidden=why)
        for each in sorted(hidden, key=lambda each: (-each.score, each.profile.id))
        if (why := _why_hidden(each, min_score)) is Hidden.EVIDENCE
        or each.score >= min_score - NEAR
    ]
    return tuple(near[:limit])


def _why_hidden(found: _Found, min_score: float) -> Hidden:
    lost = sum(part.value for part in found.parts if part.name == LITTLE_EVIDENCE)
    return Hidden.EVIDENCE if lost and found.score - lost >= min_score else Hidden.SCORE


def explain(
    index: StatementIndex,
    profile: StatementProfile,
    other: StatementId,
    *,
    min_score: float = DEFAULT_THRESHOLD,
) -> Explanation | None:
    """All that decides how a statement relates to one in the index; None when it is not there."""
    slots = [
        slot
        for slot in (index.article_slots(other.article) if other.article in index else ())
        if index.profile(slot).id == other
    ]
    if not slots:
        return None
    reading = read(profile)
    (parts,) = scores(index, profile, np.array(slots, dtype=np.int32))
    found = _judged(index, reading, _found(index, slots[0], parts))
    related = _related(found)
    if found.score < min_score:
        related = replace(related, hidden=_why_hidden(found, min_score))
    there = found.profile
    return Explanation(
        related,
        reading.polarity.stance,
        stance_of(there.text, there.language),
        profile.speech,
        there.speech,
    )


def _considered(index: StatementIndex, reading: Reading, min_score: float) -> Iterator[_Found]:
    """The candidates that may reach a score, those judged already that may part from it."""
    slots = candidates(index, reading.profile, CANDIDATES)
    found = prospects(index, reading, slots, min_score)
    flags = zip(found.denied.tolist(), found.differs.tolist(), strict=True)
    for at, (denied, differs) in enumerate(flags):
        each = _found(index, int(found.slots[at]), found.parts[at])
        if differs or (denied and _may_contradict(reading, each.profile)):
            yield _judged(index, reading, each)
        elif each.score >= min_score:
            yield each


def _may_contradict(reading: Reading, other: StatementProfile) -> bool:
    return (
        bool(reading.polarity.negations)
        or may_deny(other)
        or may_oppose(reading.poles, reading.profile, other)
    )


def _found(index: StatementIndex, slot: int, parts: Doubles) -> _Found:
    named = zip(FEATURES, parts.tolist(), strict=True)
    shares = tuple(ScorePart(name, value) for name, value in named if value > 0)
    return _Found(index.profile(slot), float(parts.sum().round(4)), shares)


def _judged(
    index: StatementIndex,
    reading: Reading,
    found: _Found,
    pairs: Sequence[Pair] | None = None,
) -> _Found:
    verdict = judge(reading, read(found.profile), found.score, aligned=pairs)
    if verdict.relation is Relation.CONTRADICTS:
        gain = round(DENIAL * (1 - found.score), 4)
        return _changed(found, ScorePart("denial", gain), verdict)
    share = support(index.statistics, reading.profile, found.profile, verdict)
    if share < 1.0:
        loss = round(-(UNSUPPORTED if share else GROUNDLESS) * found.score, 4)
        return _changed(found, ScorePart(LITTLE_EVIDENCE, loss), verdict)
    if verdict.relation is Relation.DIFFERS:
        gain = round(DIFFERENCE * (1 - found.score), 4)
        return _changed(found, ScorePart("difference", gain), verdict)
    return replace(found, verdict=verdict)


def _changed(found: _Found, part: ScorePart, verdict: Verdict) -> _Found:
    score = round(found.score + part.value, 4)
    return replace(found, score=score, parts=(*found.parts, part), verdict=verdict)


def _related(found: _Found) -> Related:
    verdict = found.verdict or Verdict(Relation.RELATED, ())
    return Related(found.profile.id, found.score, verdict.relation, verdict.evidence, found.parts)
