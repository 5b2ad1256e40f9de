"""How alike one statement and some candidates are, feature by feature."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from core.relations.index.letters import BUCKETS, sequences
from core.relations.index.segment import places_of
from core.relations.index.statement_index import StatementIndex, figure_keys
from core.relations.index.strings import Strings
from core.relations.judging.alignment import ALIGNED
from core.relations.likeness import FUZZY, may_vary
from core.relations.profile import NEIGHBOURS, StatementProfile
from core.relations.ranking.question import Question, bag_of, question

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

WEIGHTS = {
    "letters": 0.07,  # likeness of the sequences of letters, the rare ones counting most
    "words": 0.18,  # how much of this statement the other covers
    "words there": 0.10,  # how much of the other this one covers
    "keywords": 0.18,  # BM25, as a share of what the statement itself would get
    "article": 0.19,  # likeness of the articles
    "context": 0.22,  # likeness of the statements around
    "figures": 0.06,  # whether they share a figure
}
"""By feature, tuned by coordinate ascent on the development sets; they add up to 1."""
FEATURES = tuple(WEIGHTS)
_WEIGHTS = np.array(list(WEIGHTS.values()))

LIKENESS = 1.5
"""The power of how alike two terms are by which they count: the half alike count less."""
_CORRESPONDING = 0.999 * ALIGNED**LIKENESS
"""Words that are less alike never correspond: by their letters they may be even less alike."""
SCANT = 16.0
"""The rarity that statements lack to say anything; what is short of words is alike to little."""
EVEN = 0.143
STEEPNESS = 4.0
"""The curve of `calibrated`, fitted on the development sets by logistic regression."""


ROUNDED = 1e-3
"""By how much the parts of a score may differ from it when each of them is rounded."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What those of some candidates score that may score as much as is wanted of each."""

    places: Numbers
    """Which they are, by their places among all."""
    parts: Doubles
    """One row per candidate, one column per feature; a row adds up to the score, 0 to 1."""
    counterparts: Numbers
    """One row per candidate, one column per term of the statement: how many words there may
    correspond to it."""


def scores(index: StatementIndex, profile: StatementProfile, slots: Ints) -> Doubles:
    """One row per candidate, one column per feature; a row adds up to the score, 0 to 1."""
    return compared(index, profile, slots, least=np.zeros(len(slots))).parts


def compared(
    index: StatementIndex, profile: StatementProfile, slots: Ints, *, least: Doubles
) -> Compared:
    """What the candidates in some ascending slots score; not those that score less than `least`."""
    if not len(slots) or not profile.content:
        terms = question(index, profile).terms.texts
        nothing = np.zeros((len(slots), len(terms)), dtype=np.int64)
        return Compared(np.arange(len(slots)), np.zeros((len(slots), len(FEATURES))), nothing)
    places, table, counterparts = _table(index, profile, slots, least)
    weighted = table * _WEIGHTS
    raw = weighted.sum(axis=1, keepdims=True)
    parts: Doubles = np.round(weighted * (calibrated(raw) / np.maximum(raw, 1e-9)), 4)
    return Compared(places, parts, counterparts[places])


def calibrated(raw: Doubles) -> Doubles:
    """The scores that stand for weighted sums: rising, from 0 to 1.

    A logistic curve over the logarithm: at EVEN the best candidate comes as often from a
    statement with a counterpart as from one without, on the development data.
    """
    strength: Doubles = (raw / EVEN) ** STEEPNESS
    return strength / (1.0 + strength)


def features(index: StatementIndex, profile: StatementProfile, slots: Ints) -> Floats:
    """One row per candidate, one column per name in FEATURES, each from 0 to 1."""
    if not len(slots) or not profile.content:
        return np.zeros((len(slots), len(FEATURES)), dtype=np.float32)
    order = np.argsort(slots, kind="stable")
    _, found, _ = _table(index, profile, slots[order], np.zeros(len(slots)))
    table = np.empty_like(found)
    table[order] = found
    return table


def _table(
    index: StatementIndex, profile: StatementProfile, slots: Ints, least: Doubles
) -> tuple[Numbers, Floats, Numbers]:
    """Which of some ascending slots may score so much, their features; the counterparts in all."""
    asked = question(index, profile)
    forms, owners = index.statistics.forms_of(slots)
    articles, at = np.unique(index.statistics.articles_of(slots), return_inverse=True)
    counterparts, *words = _words(index, asked, slots, forms, owners)
    columns = (
        np.ones(len(slots), dtype=np.float32),
        *words,
        article_likeness(index, asked, articles)[at],
        _contexts(index, asked, slots),
        figures_shared(index, profile, slots),
    )
    table: Floats = np.minimum(np.stack(columns, axis=1), 1.0).astype(np.float32)
    # Letters are compared where they can decide: they cost more than they weigh.
    most = calibrated((table * _WEIGHTS).sum(axis=1))
    kept = most + ROUNDED >= least
    chosen = np.flatnonzero(kept)
    ours = kept[owners]
    owners = (np.cumsum(kept) - 1)[owners[ours]]
    table = table[chosen]
    letters = _letters(index, profile, forms[ours], owners, len(chosen))
    table[:, 0] = np.minimum(letters, 1.0)
    return chosen, table, counterparts


def _letters(
    index: StatementIndex, profile: StatementProfile, forms: Ints, owners: Numbers, count: int
) -> Floats:
    weight = index.statistics.bucket_weight
    asked = Strings.of([word.folded for word in profile.content])
    buckets, _ = sequences(asked, np.arange(len(asked)))
    gains = np.zeros(BUCKETS, dtype=np.float32)
    np.add.at(gains, buckets, weight[buckets])
    norm = math.sqrt(float(weight[buckets].sum()))
    held, at = np.unique(forms, return_inverse=True)
    shared, squares = np.zeros(len(held)), np.zeros(len(held))
    for where, strings, numbers in index.vocabulary.spelt(held):
        found, places = sequences(strings, numbers)
        size = len(numbers)
        shared[where] = np.bincount(places, weights=gains[found], minlength=size)
        squares[where] = np.bincount(places, weights=weight[found], minlength=size)
    total = np.bincount(owners, weights=shared[at], minlength=count)
    norms = np.sqrt(np.bincount(owners, weights=squares[at], minlength=count))
    return (total / np.maximum(norms * norm, 1e-6)).astype(np.float32)


def _words(
    index: StatementIndex, asked: Question, slots: Ints, forms: Ints, owners: Numbers
) -> tuple[Numbers, Floats, Floats, Floats]:
    """How many words there may correspond to each term; and three features."""
    statistics = index.statistics
    terms = asked.terms
    lengths = statistics.lengths(slots)
    numbers, at = np.unique(index.vocabulary.form_terms[forms], return_inverse=True)
    # Columns of terms there, with one of noughts that fills up the shorter statements.
    likeness = np.pad(_likeness(index, asked, numbers), ((0, 0), (0, 1))) ** LIKENESS
    rarity_there = np.append(statistics.rarity[numbers], np.float32(0.0))
    table = np.full((len(slots), max(int(lengths.max()), 1)), len(numbers))
    firsts = np.cumsum(lengths).astype(np.int64) - lengths.astype(np.int64)
    table[owners, np.arange(len(owners)) - firsts[owners]] = at

    by_slot = likeness.T[table]
    counterparts = np.count_nonzero(by_slot >= _CORRESPONDING, axis=1)
    covered = _weighed(by_slot.max(axis=1), terms.rarity) / (terms.rarity.sum() + SCANT)
    covered_there = (likeness.max(axis=0) * rarity_there)[table].sum(axis=1)
    covered_there /= rarity_there[table].sum(axis=1) + SCANT

    counts = (by_slot == 1.0).sum(axis=1)
    saturated = counts / (counts + statistics.length_penalty(lengths)[:, None])
    keywords = _weighed(saturated, terms.rarity)
    own_penalty = statistics.length_penalty(terms.counts.sum(keepdims=True))
    own = (terms.counts / (terms.counts + own_penalty) * terms.rarity).sum()
    keywords /= own + SCANT / 2
    return counterparts, covered, covered_there, keywords


def _weighed(rows: npt.NDArray[np.floating], weights: Floats) -> Floats:
    """The sum of each row by these weights.

    Not `@`: on some machines BLAS reports invalid values where all are finite.
    """
    found: Floats = np.einsum("ij,j->i", rows, weights)
    return found


def _likeness(index: StatementIndex, asked: Question, numbers: Ints) -> Floats:
    terms = asked.terms.texts
    likeness: Floats = process.cdist(
        terms,
        index.vocabulary.texts(numbers),
        scorer=fuzz.ratio,
        score_cutoff=FUZZY,
        dtype=np.float32,
    )
    varying = index.vocabulary.varying(numbers)
    likeness *= 0.01 * np.outer([may_vary(term) for term in terms], varying)
    for row, (near, values) in enumerate(asked.near if len(numbers) else ()):
        at = np.searchsorted(numbers, near)
        here = numbers[np.minimum(at, len(numbers) - 1)] == near
        likeness[row, at[here]] = np.maximum(likeness[row, at[here]], values[here])
    return likeness


def article_likeness(index: StatementIndex, asked: Question, articles: Numbers) -> Floats:
    """How like that of a statement some articles are, which come ascending, each once."""
    statistics = index.statistics
    own = asked.profile.id.article
    known = statistics.article_likeness.setdefault(own, {}) if asked.own else {}
    listed = articles.tolist()
    missing = [article for article in listed if article not in known]
    if missing:
        weights, norm = bag_of(index, asked.article, "article")
        terms, counts, owners = statistics.bags_of(np.array(missing))
        values = np.sqrt(counts.astype(np.float32)) * statistics.rarity[terms]
        shared = np.bincount(owners, weights=values * weights[terms], minlength=len(missing))
        norms = np.sqrt(np.bincount(owners, weights=values**2, minlength=len(missing)))
        likeness = shared / np.maximum(norms * norm, 1e-6)
        known.update(zip(missing, likeness.tolist(), strict=True))
    return np.array([known[article] for article in listed], dtype=np.float32)


def _contexts(index: StatementIndex, asked: Question, slots: Ints) -> Floats:
    statistics = index.statistics
    weights, norm = bag_of(index, asked.context, "context")
    forms, owners = statistics.forms_around(slots, NEIGHBOURS)
    size = len(statistics.rarity)
    pairs = np.sort(owners * size + index.vocabulary.form_terms[forms])
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    counts = np.diff(np.append(first, len(pairs)))
    owners, terms = np.divmod(pairs[first], size)
    values = np.sqrt(counts).astype(np.float32) * statistics.rarity[terms]
    shared = np.bincount(owners, weights=values * weights[terms], minlength=len(slots))
    norms = np.sqrt(np.bincount(owners, weights=values**2, minlength=len(slots)))
    return (shared / np.maximum(norms * norm, 1e-6)).astype(np.float32)


def figures_shared(
    index: StatementIndex, profile: StatementProfile, slots: npt.NDArray[np.integer]
) -> Floats:
    """1 for each of some ascending slots whose statement shares a figure with this one, else 0."""
    shared = np.zeros(len(slots), dtype=np.float32)
    keys = np.array(figure_keys(profile), dtype=np.uint32)
    if len(keys):
        for at, where, local in index.statistics.parts(slots):
            segment = index.statistics.segments[at]
            places, owners = places_of(
                segment.figure_starts[local], segment.figure_starts[local + 1]
            )
            same = np.isin(segment.figures[places], keys)
            shared[where][owners[same]] = 1.0
    return shared
