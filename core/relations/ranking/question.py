"""A statement that is asked about, in the numbers of the index."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from core.relations.index.near import Weighted
from core.relations.index.statement_index import StatementIndex
from core.relations.index.statistics import Statistics
from core.relations.index.strings import Ints
from core.relations.index.vocabulary import expected_share
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
    own: range
    """The slots of its article; none when that is not in the index."""
    terms: Terms
    near: tuple[Weighted, ...]
    """For each of its terms those that are near."""
    context: Terms
    """The terms of the statements around it."""
    article: Terms
    """The terms of its article; its own when that is not in the index."""


_asked: WeakKeyDictionary[Statistics, Question] = WeakKeyDictionary()
"""What was asked last of an index as it stood then."""


def question(index: StatementIndex, profile: StatementProfile) -> Question:
    """A profile prepared; once, though finding candidates and comparing them both ask for it."""
    asked = _asked.get(index.statistics)
    if asked is None or asked.profile is not profile:
        content = [word.stem for word in profile.content]
        around = [word.stem for found in profile.context for word in found]
        # Looked up together, they are found faster.
        index.vocabulary.numbers([*content, *around])
        terms = terms_of(index, content)
        own = index.article_slots(profile.id.article)
        asked = Question(
            profile=profile,
            own=own,
            terms=terms,
            near=tuple(index.vocabulary.near(terms.texts)),
            context=terms_of(index, around),
            article=_terms_of_article(index.statistics, own) if own else terms,
        )
        _asked[index.statistics] = asked
    return asked


def _terms_of_article(statistics: Statistics, own: range) -> Terms:
    numbers, counts, _ = statistics.bags_of(statistics.articles_of(np.array([own.start])))
    return Terms((), counts.astype(np.float32), numbers, statistics.rarity[numbers])


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
    """Terms as a vector; see `Statistics.by_term`."""
    values = bag_values(terms)
    known = np.flatnonzero(terms.numbers >= 0)
    weights = index.statistics.by_term(name, terms.numbers[known], values[known])
    return weights, math.sqrt(float(np.square(values).sum()))


def bag_values(terms: Terms) -> Floats:
    """What each of some terms weighs in a text, repeated ones counting less and less."""
    values: Floats = np.sqrt(terms.counts) * terms.rarity
    return values
