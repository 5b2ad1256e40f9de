"""A statement that is asked about, in the numbers of the index."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from core.relations.index.statement_index import StatementIndex
from core.relations.index.statistics import Statistics
from core.relations.index.strings import Ints
from core.relations.index.vocabulary import Weighted, expected_share
from core.relations.profile import StatementProfile

Floats = npt.NDArray[np.float32]
Bag = tuple[Floats, float]
"""By term how much it weighs in a text, and the length of the whole vector."""


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of some words, each once."""

    texts: tuple[str, ...]
    counts: Floats
    numbers: Ints
    """-1 for those that no statement holds."""
    rarity: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked about, and what the index has that is near it."""

    profile: StatementProfile
    terms: Terms
    near: tuple[Weighted, ...]
    """For each of its terms those that are near."""
    context: Terms
    """The terms of the statements around it."""


_asked: WeakKeyDictionary[Statistics, Question] = WeakKeyDictionary()
"""What was asked last of an index as it stood then."""


def question(index: StatementIndex, profile: StatementProfile) -> Question:
    """A profile prepared; once, though finding candidates and comparing them both ask for it."""
    asked = _asked.get(index.statistics)
    if asked is None or asked.profile is not profile:
        terms = terms_of(index, (word.stem for word in profile.content))
        around = (word.stem for content in profile.context for word in content)
        near = tuple(index.vocabulary.near(terms.texts))
        asked = Question(profile, terms, near, terms_of(index, around))
        _asked[index.statistics] = asked
    return asked


def terms_of(index: StatementIndex, stems: Iterable[str]) -> Terms:
    """Terms in the order of the alphabet, with all that the index knows of them."""
    statistics = index.statistics
    counted = Counter(stems)
    texts = tuple(sorted(counted))
    numbers = index.vocabulary.numbers(texts)
    rarity = np.zeros(len(texts), dtype=np.float32)
    known, unknown = np.flatnonzero(numbers >= 0), np.flatnonzero(numbers < 0)
    rarity[known] = statistics.rarity[numbers[known]]
    shares = [expected_share(texts[at]) for at in unknown.tolist()]
    rarity[unknown] = statistics.expected_rarity(np.array(shares, dtype=np.float32))
    counts = np.array([counted[text] for text in texts], dtype=np.float32)
    return Terms(texts, counts, numbers, rarity)


def bag_of(index: StatementIndex, terms: Terms, name: str) -> Bag:
    """Terms as a vector, repeated ones counting less and less; see `Statistics.by_term`."""
    values = np.sqrt(terms.counts) * terms.rarity
    known = np.flatnonzero(terms.numbers >= 0)
    weights = index.statistics.by_term(name, terms.numbers[known], values[known])
    return weights, math.sqrt(float(np.square(values).sum()))
