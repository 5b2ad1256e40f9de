"""How alike one statement and some candidates are, feature by feature."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from core.relations.index import Floats, Ints, Numbers, StatementIndex, places_of
from core.relations.likeness import FUZZY, may_vary
from core.relations.profile import NEIGHBOURS, StatementProfile

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

SCANT = 16.0
"""The rarity that statements lack to say anything; what is short of words is alike to little."""
EVEN = 0.143
STEEPNESS = 4.0
"""The curve of `calibrated`, fitted on the development sets by logistic regression."""


def scores(index: StatementIndex, profile: StatementProfile, slots: Ints) -> Doubles:
    """One row per candidate, one column per feature; a row adds up to the score, 0 to 1."""
    weighted = features(index, profile, slots) * np.array(list(WEIGHTS.values()))
    raw = weighted.sum(axis=1, keepdims=True)
    parts: Doubles = np.round(weighted * (calibrated(raw) / np.maximum(raw, 1e-9)), 4)
    return parts


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
    columns = (
        _letters(index, profile, slots),
        *_words(index, profile, slots),
        _articles(index, profile, slots),
        _contexts(index, profile, slots),
        _figures(index, profile, slots),
    )
    return np.minimum(np.stack(columns, axis=1), 1.0).astype(np.float32)


def _letters(index: StatementIndex, profile: StatementProfile, slots: Ints) -> Floats:
    statistics = index.statistics
    gains, norm = statistics.letters(profile)
    places, owners = places_of(statistics.starts[slots], statistics.starts[slots + 1])
    shared = np.bincount(owners, weights=gains[statistics.forms[places]], minlength=len(slots))
    return (shared / (norm * statistics.letter_norm[slots])).astype(np.float32)


def _words(
    index: StatementIndex, profile: StatementProfile, slots: Ints
) -> tuple[Floats, Floats, Floats]:
    statistics = index.statistics
    counts_here = Counter(word.stem for word in profile.content)
    terms = sorted(counts_here)
    rarity = np.array([statistics.rarity_of(term) for term in terms], dtype=np.float32)
    starts, ends = statistics.starts[slots], statistics.starts[slots + 1]
    places, owners = places_of(starts, ends)
    numbers, at = np.unique(statistics.terms[places], return_inverse=True)
    # Columns of terms there, with one of noughts that fills up the shorter statements.
    likeness = np.pad(_likeness(index, terms, numbers), ((0, 0), (0, 1))) ** 1.5
    rarity_there = np.append(statistics.rarity[numbers], np.float32(0.0))
    table = np.full((len(slots), max(int((ends - starts).max()), 1)), len(numbers))
    table[owners, places - starts[owners]] = at

    by_slot = likeness.T[table]
    covered = by_slot.max(axis=1) @ rarity / (rarity.sum() + SCANT)
    covered_there = (likeness.max(axis=0) * rarity_there)[table].sum(axis=1)
    covered_there /= rarity_there[table].sum(axis=1) + SCANT

    counts = (by_slot == 1.0).sum(axis=1)
    keywords = (counts / (counts + statistics.length_norm[slots][:, None])) @ rarity
    own_counts = np.array([counts_here[term] for term in terms], dtype=np.float32)
    own_penalty = statistics.length_penalty(np.array([len(profile.content)], dtype=np.float32))
    keywords /= (own_counts / (own_counts + own_penalty)) @ rarity + SCANT / 2
    return covered, covered_there, keywords


def _likeness(index: StatementIndex, terms: Sequence[str], numbers: Ints) -> Floats:
    statistics = index.statistics
    others = [index.vocabulary.terms[number] for number in numbers.tolist()]
    likeness: Floats = process.cdist(
        terms, others, scorer=fuzz.ratio, score_cutoff=FUZZY, dtype=np.float32
    )
    likeness *= 0.01 * np.outer([may_vary(term) for term in terms], statistics.varying[numbers])
    for row, term in enumerate(terms if len(numbers) else ()):
        near, values = statistics.near(term)
        at = np.searchsorted(numbers, near)
        here = numbers[np.minimum(at, len(numbers) - 1)] == near
        likeness[row, at[here]] = np.maximum(likeness[row, at[here]], values[here])
    return likeness


def _articles(index: StatementIndex, profile: StatementProfile, slots: Ints) -> Floats:
    own = profile.id.article
    firsts, stops = index.articles_of(slots)
    known = index.statistics.article_likeness.setdefault(own, {}) if own in index else {}
    listed = firsts.tolist()
    missing = dict(zip(listed, stops.tolist(), strict=True))
    missing = {first: stop for first, stop in missing.items() if first not in known}
    if missing:
        if own in index:
            stems = (w.stem for s in index.article_slots(own) for w in index.profile(s).content)
            here = _vector(index, Counter(stems))
        else:
            here = _vector(index, Counter(word.stem for word in profile.content))
        starts = index.statistics.starts
        places, owners = places_of(starts[list(missing.keys())], starts[list(missing.values())])
        likeness = _cosines(index, here, index.statistics.terms[places], owners, len(missing))
        known |= dict(zip(missing, likeness.tolist(), strict=True))
    return np.array([known[first] for first in listed], dtype=np.float32)


def _contexts(index: StatementIndex, profile: StatementProfile, slots: Ints) -> Floats:
    here = _vector(index, Counter(word.stem for content in profile.context for word in content))
    firsts, stops = index.articles_of(slots)
    first = np.maximum(slots - NEIGHBOURS, firsts)
    last = np.minimum(slots + NEIGHBOURS + 1, stops)
    starts = index.statistics.starts
    places, owners = places_of(starts[first], starts[last])
    around = (places < starts[slots][owners]) | (places >= starts[slots + 1][owners])
    return _cosines(index, here, index.statistics.terms[places[around]], owners[around], len(slots))


def _vector(index: StatementIndex, counts: Mapping[str, int]) -> tuple[Floats, float]:
    weights = np.zeros(len(index.statistics.rarity), dtype=np.float32)
    square = 0.0
    for term, count in sorted(counts.items()):
        rarity = index.statistics.rarity_of(term)
        square += count * rarity**2
        number = index.vocabulary.term(term)
        if number is not None:
            weights[number] = math.sqrt(count) * rarity
    return weights, math.sqrt(square)


def _cosines(
    index: StatementIndex, here: tuple[Floats, float], there: Ints, owners: Numbers, count: int
) -> Floats:
    """The likeness of one bag of terms and several, repeated terms counting less and less."""
    weights, norm = here
    size = len(index.statistics.rarity)
    pairs, counts = np.unique(owners * size + there, return_counts=True)
    owners, terms = np.divmod(pairs, size)
    values = np.sqrt(counts) * index.statistics.rarity[terms]
    shared = np.bincount(owners, weights=values * weights[terms], minlength=count)
    norms = np.sqrt(np.bincount(owners, weights=values**2, minlength=count))
    return (shared / np.maximum(norms * norm, 1e-6)).astype(np.float32)


def _figures(index: StatementIndex, profile: StatementProfile, slots: Ints) -> Floats:
    values = {figure.normal for figure in profile.figures}
    if not values:
        return np.zeros(len(slots), dtype=np.float32)
    there = (index.profile(slot).figures for slot in slots.tolist())
    return np.array(
        [any(figure.normal in values for figure in figures) for figures in there], dtype=np.float32
    )
