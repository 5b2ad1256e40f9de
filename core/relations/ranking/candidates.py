"""Which statements are worth comparing with one in full."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.relations.index.arrays import Array
from core.relations.index.segment import places_of
from core.relations.index.statement_index import StatementIndex
from core.relations.index.stretches import firsts_of
from core.relations.index.strings import Ints, Numbers
from core.relations.profile import NEIGHBOURS, StatementProfile
from core.relations.ranking.question import Question, question
from core.relations.ranking.score import (
    FEATURES,
    WEIGHTS,
    article_likeness,
    figures_shared,
)
from core.relations.ranking.sought import InCommon, Sought, sought_by

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

ASKED_TERMS = 12
"""How many of a statement's rarest terms look for candidates."""
COMMON_SHARE = 0.05
"""Terms in more statements than this find no candidates."""
COMMON_COUNT = 100
"""But in a small library a term may be in this many."""
LOOKED_AT = 30_000
"""How many entries of the index are looked at for the terms of a statement; the best first."""
LOOKED_AT_AROUND = 6_000
"""And how many for the statements around it, and for its article."""
LEFT_OUT = 3
"""How many terms beyond these are looked up in the statements that share most of the others."""
LOOKED_UP = 3_000
"""And in how many statements."""
LONG = 256
"""Longer lists of slots are taken as a whole and not entry by entry."""
SHORTLIST = 12
"""How many times the limit of the statements that share most terms are compared by their words."""
POOL = 2
"""And how many times the limit of these in all features, roughly."""
FEWEST = 2
"""How many terms are looked for, however common they are."""

_AROUND = np.array([step for step in range(-NEIGHBOURS, NEIGHBOURS + 1) if step])
_NO_TERMS = np.zeros(0, dtype=np.int32)

CLOSEST_ARTICLES = 8
"""How many articles are compared as wholes."""
NEARLY_CLOSEST = 24
"""And out of how many they are chosen."""
ARTICLE_TERMS = 24
"""How many terms of an article look for close ones."""


def candidates(index: StatementIndex, profile: StatementProfile, limit: int) -> Ints:
    """The slots of statements of other articles that may relate to this one, ascending.

    Those that share rare terms with it, compounds or synonyms of them; those that stand in like
    surroundings; those of the closest articles. Of all these the most like it by a rough measure,
    at most `limit`; all there are when they are few.
    """
    statistics = index.statistics
    if not profile.content:
        return _NO_TERMS
    if statistics.size <= POOL * limit:
        return index.other_slots(profile.id.article)
    asked = question(index, profile)
    sought = sought_by(index, asked)
    own = asked.own
    pool = [
        _sharing(index, asked, sought, limit),
        _surrounded(index, asked, limit // 2),
        *_closest(index, asked, limit),
    ]
    found = _each_once(np.concatenate(pool))
    found = found[(found < own.start) | (found >= own.stop)]
    if len(found) > limit:
        found = np.sort(_best(found, _rough(index, asked, sought, found), limit))
    return found.astype(np.int32)


# --- finding --------------------------------------------------------------------------------------


def _sharing(index: StatementIndex, asked: Question, sought: Sought, limit: int) -> Numbers:
    """The slots that share most with a statement: its terms, or such as are near them."""
    rarest = np.argsort(-asked.terms.rarity, kind="stable")[:ASKED_TERMS]
    near = np.sort(np.concatenate([_NO_TERMS, *(asked.near[at][0] for at in rarest.tolist())]))
    terms = near[firsts_of(near)]
    worth = sought.worth(terms)
    taken, left = _taken(index, terms, worth, LOOKED_AT)
    slots, sums = _weighing(index, asked, terms[taken], worth[taken])
    if len(slots) > SHORTLIST * limit:
        most = np.sort(_best(np.arange(len(slots)), sums, LOOKED_UP))
        slots, sums = slots[most], sums[most]
        in_all = worth[left] * index.statistics.counts[terms[left]]
        left = left[np.argsort(-in_all, kind="stable")[:LEFT_OUT]]
        sums = sums + _held(index, slots, terms[left], worth[left])
    slots = np.sort(_best(slots, sums, SHORTLIST * limit))
    if len(slots) <= POOL * limit:
        return slots
    penalty = index.statistics.length_penalty(index.statistics.lengths(slots))
    columns = InCommon.of(index, sought, slots).columns(penalty)
    columns["figures"] = figures_shared(index, asked.profile, slots).astype(np.float64)
    return _best(slots, _weighed(columns), POOL * limit)


def _surrounded(index: StatementIndex, asked: Question, limit: int) -> Numbers:
    """The slots around those that share rare terms with the statements around this one."""
    context = asked.context
    known = np.flatnonzero(context.numbers >= 0)
    rarest = known[np.argsort(-context.rarity[known], kind="stable")[:ASKED_TERMS]]
    numbers, rarity = context.numbers[rarest], context.rarity[rarest]
    taken, _ = _taken(index, numbers, rarity, LOOKED_AT_AROUND)
    best = _best(*_weighing(index, asked, numbers[taken], rarity[taken]), limit)
    around = (best[:, None] + np.arange(-NEIGHBOURS, NEIGHBOURS + 1)).reshape(-1)
    inside: Numbers = around[(around >= 0) & (around < index.statistics.bases[-1])]
    return inside[index.statistics.are_there(inside)]


def _closest(index: StatementIndex, asked: Question, limit: int) -> list[Numbers]:
    """The slots of the articles that are most like that of a statement."""
    statistics = index.statistics
    article = asked.profile.id.article
    close = statistics.closest_articles.get(article)
    if close is None:
        close = _closest_articles(index, asked)
        if asked.own:
            statistics.closest_articles[article] = close
    slots = [statistics.slots_of(each) for each in close.tolist()]
    return [np.arange(each.start, min(each.stop, each.start + limit)) for each in slots]


def _closest_articles(index: StatementIndex, asked: Question) -> Numbers:
    statistics = index.statistics
    terms = asked.article
    known = np.flatnonzero(terms.numbers >= 0)
    values = np.sqrt(terms.counts[known]) * terms.rarity[known]
    telling = known[np.argsort(-values, kind="stable")[:ARTICLE_TERMS]]
    numbers = terms.numbers[telling]
    weights = np.sqrt(terms.counts[telling]) * terms.rarity[telling] ** 2
    taken, _ = _taken(index, numbers, weights, LOOKED_AT_AROUND)
    slots, sums = _weighing(index, asked, numbers[taken], weights[taken])
    articles, sums = _totals(statistics.articles_of(slots), sums)
    nearly = np.sort(_best(articles, sums, NEARLY_CLOSEST))
    return _best(nearly, article_likeness(index, asked, nearly), CLOSEST_ARTICLES)


def _taken(
    index: StatementIndex, terms: Ints, weights: Floats, budget: int
) -> tuple[Numbers, Numbers]:
    """Which of some terms are looked for: the heaviest, until so many entries are; and the others.

    Common terms are among neither.
    """
    statistics = index.statistics
    counts = statistics.counts[terms]
    common = max(COMMON_SHARE * statistics.size, COMMON_COUNT)
    telling = np.flatnonzero((counts > 0) & (counts <= common))
    order = telling[np.argsort(-weights[telling], kind="stable")]
    # A list that is longer than all that is looked at would keep the others out.
    fits = counts[order] <= budget
    order = np.concatenate([order[fits], order[~fits]])
    end = max(int(np.searchsorted(np.cumsum(counts[order]), budget)), FEWEST)
    return order[:end], order[end:]


def _weighing(
    index: StatementIndex, asked: Question, terms: Ints, weights: Floats
) -> tuple[Numbers, Floats]:
    """The slots of other articles that hold some terms, ascending, and what these weigh in each."""
    own = asked.own
    slots, sums = _totals(*_posted(index, terms, weights))
    there = index.statistics.are_there(slots) & ((slots < own.start) | (slots >= own.stop))
    return slots[there], sums[there]


def _held(index: StatementIndex, slots: Numbers, terms: Ints, weights: Floats) -> Floats:
    """What a few terms weigh together in each of some ascending slots."""
    found = np.zeros(len(slots), dtype=np.float32)
    for at, where, local in index.statistics.parts(slots):
        segment, numbers = index.statistics.segments[at], local.astype(np.int32)
        for term, weight in zip(terms.tolist(), weights, strict=True):
            posted = segment.posted_of(term)
            if len(posted):
                places = np.minimum(np.searchsorted(posted, numbers), len(posted) - 1)
                found[where] += weight * (posted[places] == numbers)
    return found


def _posted(index: StatementIndex, terms: Ints, weights: Floats) -> tuple[Numbers, Floats]:
    """The slots that hold some terms, and what the term weighs in each."""
    statistics = index.statistics
    # Terms that ascend are looked up near one another.
    order = np.argsort(terms)
    terms, weights = terms[order], weights[order]
    slots, found = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
    for base, segment in zip(statistics.bases.tolist(), statistics.segments, strict=False):
        at = np.searchsorted(segment.posted_terms, terms)
        at = np.minimum(at, max(len(segment.posted_terms) - 1, 0))
        here = np.flatnonzero(segment.posted_terms[at] == terms)
        starts, ends = segment.posted_starts[at[here]], segment.posted_starts[at[here] + 1]
        is_long = ends - starts > LONG
        short, long = np.flatnonzero(~is_long), np.flatnonzero(is_long)
        places, owners = places_of(starts[short], ends[short])
        stretches = zip(starts[long].tolist(), ends[long].tolist(), strict=True)
        pieces = [segment.posted[places], *(segment.posted[start:end] for start, end in stretches)]
        slots.append(np.concatenate(pieces, dtype=np.int64) + base)
        found += [
            weights[here[short[owners]]],
            np.repeat(weights[here[long]], (ends - starts)[long]),
        ]
    return np.concatenate(slots), np.concatenate(found)


def _totals(numbers: Numbers, values: Floats) -> tuple[Numbers, Floats]:
    """The numbers, ascending, each once with all its values together, none of them negative."""
    # Sorted as one number each, they need no second array that says where each came from.
    packed = np.sort(numbers << 32 | values.view(np.uint32))
    ordered = packed >> 32
    firsts = firsts_of(ordered)
    if not len(firsts):
        return ordered, values
    values = packed.astype(np.uint32).view(np.float32)
    return ordered[firsts], np.add.reduceat(values, firsts)


def _each_once(numbers: Numbers) -> Numbers:
    """The numbers, ascending; faster for a few than `np.unique`."""
    ordered = np.sort(numbers)
    return ordered[firsts_of(ordered)]


def _best(numbers: Numbers, values: Array, limit: int) -> Numbers:
    """Those with the greatest values."""
    if len(numbers) <= limit:
        return numbers
    return numbers[np.argpartition(-values, limit)[:limit]]


# --- comparing roughly ----------------------------------------------------------------------------


def _rough(index: StatementIndex, asked: Question, sought: Sought, slots: Numbers) -> Doubles:
    """About what the statements in some ascending slots would score."""
    statistics = index.statistics
    # Statements that are near each other are around one another: each is looked at once.
    near = slots[:, None] + _AROUND
    inside = (near >= 0) & (near < statistics.bases[-1])
    every = _each_once(np.concatenate([slots, near[inside]]))
    own, at = np.searchsorted(every, slots), np.searchsorted(every, np.where(inside, near, 0))
    articles = statistics.articles_of(every)
    inside &= articles[at] == articles[own][:, None]
    common = InCommon.of(index, sought, every)
    penalty = statistics.length_penalty(statistics.lengths(every))
    columns = {name: values[own] for name, values in common.columns(penalty).items()}
    # Repeated terms count each time.
    shared = (common.sums(sought.around)[at] * inside).sum(axis=1)
    norms = np.sqrt((common.totals(common.rarity**2)[at] * inside).sum(axis=1))
    columns["context"] = shared / np.maximum(norms * sought.length, 1e-6)
    listed, places = np.unique(articles[own], return_inverse=True)
    columns["article"] = article_likeness(index, asked, listed)[places].astype(np.float64)
    columns["figures"] = figures_shared(index, asked.profile, slots).astype(np.float64)
    return _weighed(columns)


def _weighed(columns: dict[str, Doubles]) -> Doubles:
    """The sum of some features, by statement."""
    found = [WEIGHTS[name] * np.minimum(columns[name], 1.0) for name in FEATURES if name in columns]
    total: Doubles = np.sum(found, axis=0)
    return total
