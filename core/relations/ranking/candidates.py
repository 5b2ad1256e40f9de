"""Which statements are worth comparing with one in full."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.relations.index.arrays import Array
from core.relations.index.segment import places_of
from core.relations.index.statement_index import StatementIndex
from core.relations.index.strings import Ints, Numbers
from core.relations.profile import NEIGHBOURS, StatementProfile
from core.relations.ranking.question import Question, Terms, bag_of, question
from core.relations.ranking.score import (
    FEATURES,
    LIKENESS,
    SCANT,
    WEIGHTS,
    article_likeness,
    article_terms,
    figures_shared,
)

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

ASKED_TERMS = 12
"""How many of a statement's rarest terms look for candidates."""
COMMON_SHARE = 0.05
"""Terms in more statements than this find no candidates."""
COMMON_COUNT = 100
"""But in a small library a term may be in this many."""
LOOKED_AT = 10_000
"""How many entries of the index are looked at for the terms of a statement; rare terms first."""
LOOKED_AT_AROUND = 6_000
"""And how many for the statements around it, and for its article."""
SHORTLIST = 4
"""How many times as many are weighed by their length as are kept then."""
FEWEST = 2
"""How many terms are looked for, however common they are."""
POOL = 4
"""How many times the limit of statements that share terms are compared roughly."""

_AROUND = np.array([step for step in range(-NEIGHBOURS, NEIGHBOURS + 1) if step])

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
    if statistics.size <= POOL * limit:
        return index.other_slots(profile.id.article)
    asked = question(index, profile)
    own = index.article_slots(profile.id.article)
    pool = [
        _sharing(index, asked, own, POOL * limit),
        _surrounded(index, asked.context, own, limit // 2),
        *_closest(index, profile, limit),
    ]
    found = _each_once(np.concatenate(pool))
    found = found[(found < own.start) | (found >= own.stop)]
    if len(found) > limit:
        found = np.sort(_best(found, _rough(index, asked, found), limit))
    return found.astype(np.int32)


# --- finding --------------------------------------------------------------------------------------


def _sharing(index: StatementIndex, asked: Question, own: range, limit: int) -> Numbers:
    """The slots that share most with a statement: its terms, or such as are near them."""
    statistics = index.statistics
    rarest = np.argsort(-asked.terms.rarity, kind="stable")[:ASKED_TERMS]
    near = [asked.near[at] for at in rarest.tolist()]
    terms = np.concatenate([np.zeros(0, dtype=np.int32), *(each[0] for each in near)])
    likeness = np.concatenate([np.zeros(0, dtype=np.float32), *(each[1] for each in near)])
    rarity = np.repeat(asked.terms.rarity[rarest], [len(each[0]) for each in near])
    weights = np.minimum(rarity, statistics.rarity[terms]) * likeness
    slots, sums = _sums(index, terms, weights, LOOKED_AT, own, SHORTLIST * limit)
    penalty = statistics.length_penalty(statistics.lengths(slots))
    return _best(slots, sums / (1 + penalty), limit)


def _surrounded(index: StatementIndex, context: Terms, own: range, limit: int) -> Numbers:
    """The slots around those that share rare terms with the statements around this one."""
    known = np.flatnonzero(context.numbers >= 0)
    rarest = known[np.argsort(-context.rarity[known], kind="stable")[:ASKED_TERMS]]
    numbers, rarity = context.numbers[rarest], context.rarity[rarest]
    best, _ = _sums(index, numbers, rarity, LOOKED_AT_AROUND, own, limit)
    around = (best[:, None] + np.arange(-NEIGHBOURS, NEIGHBOURS + 1)).reshape(-1)
    inside: Numbers = around[(around >= 0) & (around < index.statistics.bases[-1])]
    return inside[index.statistics.are_there(inside)]


def _closest(index: StatementIndex, profile: StatementProfile, limit: int) -> list[Numbers]:
    """The slots of the articles that are most like that of a statement."""
    statistics = index.statistics
    article = profile.id.article
    close = statistics.closest_articles.get(article)
    if close is None:
        close = _closest_articles(index, profile)
        if article in index:
            statistics.closest_articles[article] = close
    slots = [statistics.slots_of(each) for each in close.tolist()]
    return [np.arange(each.start, min(each.stop, each.start + limit)) for each in slots]


def _closest_articles(index: StatementIndex, profile: StatementProfile) -> Numbers:
    statistics = index.statistics
    terms = article_terms(index, profile)
    known = np.flatnonzero(terms.numbers >= 0)
    values = np.sqrt(terms.counts[known]) * terms.rarity[known]
    telling = known[np.argsort(-values, kind="stable")[:ARTICLE_TERMS]]
    weights = np.sqrt(terms.counts[telling]) * terms.rarity[telling] ** 2
    slots, sums = _totals(*_posted(index, terms.numbers[telling], weights, LOOKED_AT_AROUND))
    there = statistics.are_there(slots)
    articles, sums = _totals(statistics.articles_of(slots[there]), sums[there])
    own = index.article_slots(profile.id.article)
    if own:
        others = articles != statistics.articles_of(np.array([own.start]))
        articles, sums = articles[others], sums[others]
    nearly = np.sort(_best(articles, sums, NEARLY_CLOSEST))
    return _best(nearly, article_likeness(index, profile, nearly), CLOSEST_ARTICLES)


def _sums(
    index: StatementIndex, terms: Ints, weights: Floats, budget: int, own: range, limit: int
) -> tuple[Numbers, Floats]:
    """The slots whose terms weigh most together, ascending, and how much; none of one's own."""
    slots, sums = _totals(*_posted(index, terms, weights, budget))
    others = index.statistics.are_there(slots) & ((slots < own.start) | (slots >= own.stop))
    slots, sums = slots[others], sums[others]
    chosen = np.sort(_best(np.arange(len(slots)), sums, limit))
    return slots[chosen], sums[chosen]


def _posted(
    index: StatementIndex, terms: Ints, weights: Floats, budget: int
) -> tuple[Numbers, Floats]:
    """The slots that hold some terms, and what the term weighs in each.

    Common terms are left out, and the lightest when that many entries were looked at.
    """
    statistics = index.statistics
    counts = statistics.counts[terms]
    common = max(COMMON_SHARE * statistics.size, COMMON_COUNT)
    telling = np.flatnonzero((counts > 0) & (counts <= common))
    order = telling[np.argsort(-weights[telling], kind="stable")]
    order = order[: max(int(np.searchsorted(np.cumsum(counts[order]), budget)), FEWEST)]
    # Terms that ascend are looked up near one another.
    order = order[np.argsort(terms[order])]
    terms, weights = terms[order], weights[order]
    slots, found = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
    for base, segment in zip(statistics.bases.tolist(), statistics.segments, strict=False):
        at = np.searchsorted(segment.posted_terms, terms)
        at = np.minimum(at, max(len(segment.posted_terms) - 1, 0))
        here = np.flatnonzero(segment.posted_terms[at] == terms)
        starts, ends = segment.posted_starts[at[here]], segment.posted_starts[at[here] + 1]
        places, owners = places_of(starts, ends)
        slots.append(segment.posted[places].astype(np.int64) + base)
        found.append(weights[here[owners]])
    return np.concatenate(slots), np.concatenate(found)


def _totals(numbers: Numbers, values: Floats) -> tuple[Numbers, Floats]:
    """The numbers, ascending, each once with all its values together, none of them negative."""
    # Sorted as one number each, they need no second array that says where each came from.
    packed = np.sort(numbers << 32 | values.view(np.uint32))
    ordered = packed >> 32
    firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
    if not len(firsts):
        return ordered, values
    values = packed.astype(np.uint32).view(np.float32)
    return ordered[firsts], np.add.reduceat(values, firsts)


def _each_once(numbers: Numbers) -> Numbers:
    """The numbers, ascending; faster for a few than `np.unique`."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


def _best(numbers: Numbers, values: Array, limit: int) -> Numbers:
    """Those with the greatest values."""
    if len(numbers) <= limit:
        return numbers
    return numbers[np.argpartition(-values, limit)[:limit]]


# --- comparing roughly ----------------------------------------------------------------------------


def _rough(index: StatementIndex, asked: Question, slots: Numbers) -> Floats:
    """About what the statements in some ascending slots would score."""
    statistics = index.statistics
    # Statements that are near each other are around one another: each is looked at once.
    near = slots[:, None] + _AROUND
    inside = (near >= 0) & (near < statistics.bases[-1])
    every = _each_once(np.concatenate([slots, near[inside]]))
    own, at = np.searchsorted(every, slots), np.searchsorted(every, np.where(inside, near, 0))
    articles = statistics.articles_of(every)
    inside &= articles[at] == articles[own][:, None]
    forms, owners = statistics.forms_of(every)
    there = index.vocabulary.form_terms[forms]
    rarity = statistics.rarity[there]

    def total(values: Floats) -> Doubles:
        found = np.bincount(owners, weights=values, minlength=len(every))
        return found.astype(np.float64, copy=False)

    likeness, gains, exact = _rough_words(index, asked)
    whole = asked.terms.rarity.sum() + np.float32(SCANT)
    penalty = statistics.length_penalty(statistics.lengths(slots))
    covered = total(gains[there])[own] / whole
    weights, norm = bag_of(index, asked.context, "context")
    shared = (total(weights[there] * rarity)[at] * inside).sum(axis=1)
    norms = np.sqrt((total(rarity**2)[at] * inside).sum(axis=1))
    listed, places = np.unique(articles[own], return_inverse=True)
    columns = {
        "letters": covered,
        "words": covered,
        "words there": total(likeness[there] * rarity)[own] / (total(rarity)[own] + SCANT),
        "keywords": 2 * total(exact[there])[own] / ((1 + penalty) * whole),
        "article": article_likeness(index, asked.profile, listed)[places],
        # Repeated terms count each time.
        "context": shared / np.maximum(norms * norm, 1e-6),
        "figures": figures_shared(index, asked.profile, slots),
    }
    found: Floats = np.zeros(len(slots), dtype=np.float32)
    for name in FEATURES:
        found += np.float32(WEIGHTS[name]) * np.minimum(columns[name], 1.0)
    return found


def _rough_words(index: StatementIndex, asked: Question) -> tuple[Floats, Floats, Floats]:
    """By term of the index how like it is to what is asked for, what it gains, and if it is it."""
    statistics = index.statistics
    terms = asked.terms
    every = np.concatenate([np.zeros(0, dtype=np.int32), *(near for near, _ in asked.near)])
    nothing = np.zeros(len(every), dtype=np.float32)
    likeness = statistics.by_term("likeness", every, nothing)
    gains = statistics.by_term("gains", every, nothing)
    for (near, values), rarity in zip(asked.near, terms.rarity.tolist(), strict=True):
        alike = values**LIKENESS
        likeness[near] = np.maximum(likeness[near], alike)
        gains[near] = np.maximum(gains[near], alike * rarity)
    known = np.flatnonzero(terms.numbers >= 0)
    return likeness, gains, statistics.by_term("exact", terms.numbers[known], terms.rarity[known])
