"""How rare words are in all statements, and the statements of all segments under one count."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from core.model import ArticleId
from core.relations.index.arrays import Array
from core.relations.index.letters import BUCKETS
from core.relations.index.segment import (
    Segment,
    Signs,
    bucket_counts_of,
    places_of,
    postings,
    starts_of,
)
from core.relations.index.strings import Hashes, Ints, Numbers
from core.relations.index.vocabulary import Vocabulary, expected_share
from core.relations.profile import StatementProfile

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

TERM_SATURATION = 0.9
LENGTH_PENALTY = 0.4
"""k1 and b of BM25."""

PRIOR_STATEMENTS = 400.0
"""How many statements of ordinary news the counts start from, so that few articles suffice."""
PRIOR_LENGTH = 10.0
"""How many content words an ordinary statement has."""
PRIOR_GRAM_SHARE = 0.001
"""The share of ordinary statements that hold some sequence of letters."""

FORMS_PER_TERM = 3.0
"""A term is in about as many forms; what one of them holds, the others mostly hold as well."""


class _Table:
    """Values by term, nought for most."""

    def __init__(self, values: Array) -> None:
        self._values = values
        self._held = np.zeros(0, dtype=np.int32)

    def replaced(self, numbers: Ints, values: Array) -> Array:
        """These values in place of all that was there."""
        self._values[self._held] = 0
        self._values[numbers] = values
        self._held = numbers
        return self._values


class Statistics:
    """How rare terms and letter sequences are in all statements of an index.

    And the statements of all its segments under one count of slots.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        segments: Sequence[Segment],
        kept: Sequence[Flags | None],
    ) -> None:
        self._vocabulary = vocabulary
        self.segments = tuple(segments)
        self.bases = starts_of([len(segment) for segment in segments])
        """By segment its first slot; and one more."""
        self._bases: list[int] = self.bases.tolist()
        self.article_bases = starts_of([len(segment.articles) for segment in segments])
        """By segment its first article; and one more."""
        self._alive = [
            None if flags is None else flags[segment.owners]
            for segment, flags in zip(segments, kept, strict=True)
        ]
        self.counts = np.zeros(vocabulary.term_count, dtype=np.int64)
        """By term the number of statements that hold it."""
        self._lost_forms = [np.zeros(0, dtype=np.int32)]
        tokens = 0
        self.size = 0
        for segment, alive in zip(segments, self._alive, strict=True):
            self.counts[segment.posted_terms] += np.diff(segment.posted_starts)
            self.size += len(segment)
            tokens += len(segment.forms)
            if alive is not None:
                lost = ~alive
                self.size -= int(lost.sum())
                lengths = np.diff(segment.form_starts)
                forms = segment.forms[np.repeat(lost, lengths)]
                tokens -= len(forms)
                owners = np.repeat(np.flatnonzero(lost), lengths[lost])
                terms, starts, _ = postings(vocabulary.form_terms[forms], owners)
                self.counts[terms] -= np.diff(starts)
                self._lost_forms.append(forms)
        self._total = self.size + PRIOR_STATEMENTS
        self.rarity: Floats = self._rarity(self.counts.astype(np.float32), vocabulary.shares)
        """By term."""
        self.mean_length = (tokens + 100 * PRIOR_LENGTH) / (self.size + 100)
        self._bucket_weight: Floats | None = None
        self._tables: dict[str, _Table] = {}
        self.article_likeness: dict[ArticleId, dict[int, float]] = {}
        """What was found so far by comparing articles, the other by its number."""
        self.closest_articles: dict[ArticleId, Numbers] = {}
        self.unpacked: dict[int, StatementProfile] = {}
        """Some profiles by slot: the next statement of an article asks for many of them again."""

    @property
    def bucket_weight(self) -> Floats:
        """By bucket the square of how rare its letter sequences are."""
        if self._bucket_weight is None:
            found = np.zeros(BUCKETS, dtype=np.float32)
            for segment in self.segments:
                found[segment.buckets] += segment.bucket_counts
            lost = np.concatenate(self._lost_forms)
            buckets, counts = bucket_counts_of(lost, self._vocabulary.spellings)
            found[buckets] -= counts
            prior = np.float32(PRIOR_STATEMENTS * PRIOR_GRAM_SHARE + 0.5)
            np.minimum(found * FORMS_PER_TERM, np.float32(self.size), out=found)
            np.divide(np.float32(self._total + 1), found + prior, out=found)
            self._bucket_weight = np.square(np.log(found, out=found), out=found)
        return self._bucket_weight

    def _rarity(self, counts: Floats, expected: Floats) -> Floats:
        share = (counts + np.float32(PRIOR_STATEMENTS) * expected + np.float32(0.5)) / np.float32(
            self._total + 1
        )
        rarity: Floats = np.maximum(-np.log(share), np.float32(0.1))
        return rarity

    def expected_rarity(self, shares: Floats) -> Floats:
        """How rare terms are that no statement holds, by the share of those that might."""
        return self._rarity(np.zeros(len(shares), dtype=np.float32), shares)

    def length_penalty(self, lengths: Floats) -> Floats:
        """What BM25 adds to the count of a term in statements of these lengths."""
        relative = 1 - LENGTH_PENALTY + LENGTH_PENALTY * lengths / self.mean_length
        return (TERM_SATURATION * relative).astype(np.float32)

    def rarity_of(self, term: str) -> float:
        """How rare a term is, also one that no statement holds."""
        number = self._vocabulary.term(term)
        if number is not None:
            return float(self.rarity[number])
        return float(self.expected_rarity(np.array([expected_share(term)], dtype=np.float32))[0])

    def expected_count(self, rarity: float) -> float:
        """In how many statements a term of this rarity is, ordinary news included."""
        return (self._total + 1) * math.exp(-rarity)

    def by_term(self, name: str, numbers: Ints, values: Array) -> Array:
        """By term these values, nought for all others; until there are others of this name."""
        table = self._tables.get(name)
        if table is None:
            # A new array for each question would cost more than all that is done with it.
            table = self._tables[name] = _Table(np.zeros(len(self.rarity), dtype=values.dtype))
        return table.replaced(numbers, values)

    # --- statements by slot ---------------------------------------------------------------------

    def located(self, slot: int) -> tuple[int, int]:
        """The segment a slot is in, and its place there."""
        at = bisect_right(self._bases, slot) - 1
        if not 0 <= at < len(self.segments):
            raise LookupError(slot)
        return at, slot - self._bases[at]

    def alive(self) -> Flags:
        """By slot whether its statement is still there."""
        flags = [
            np.ones(len(segment), dtype=np.bool_) if alive is None else alive
            for segment, alive in zip(self.segments, self._alive, strict=True)
        ]
        return np.concatenate([np.zeros(0, dtype=np.bool_), *flags])

    def are_there(self, slots: Numbers) -> Flags:
        """For each of some slots whether its statement is not gone."""
        found = np.ones(len(slots), dtype=np.bool_)
        for base, alive in zip(self.bases.tolist(), self._alive, strict=False):
            if alive is not None:
                own = np.flatnonzero((slots >= base) & (slots < base + len(alive)))
                found[own] = alive[slots[own] - base]
        return found

    def parts(self, slots: npt.NDArray[np.integer]) -> Iterator[tuple[int, slice, Numbers]]:
        """Ascending slots by segment: which, where among the slots, and their places there."""
        bounds = np.searchsorted(slots, self.bases).tolist()
        for at, (start, end) in enumerate(pairwise(bounds)):
            if start < end:
                yield at, slice(start, end), slots[start:end].astype(np.int64) - self.bases[at]

    def articles_of(self, slots: npt.NDArray[np.integer]) -> Numbers:
        """The articles of some ascending slots, counted through all segments."""
        found = [
            self.segments[at].owners[local] + self.article_bases[at]
            for at, _, local in self.parts(slots)
        ]
        return np.concatenate([np.zeros(0, dtype=np.int64), *found])

    def lengths(self, slots: npt.NDArray[np.integer]) -> Floats:
        """How many content words the statements in some ascending slots have."""
        found = [np.zeros(0, dtype=np.float32)]
        for at, _, local in self.parts(slots):
            starts = self.segments[at].form_starts
            found.append((starts[local + 1] - starts[local]).astype(np.float32))
        return np.concatenate(found)

    def figure_counts(self, slots: npt.NDArray[np.integer]) -> Ints:
        """How many figures the statements in some ascending slots have."""
        found = [np.zeros(0, dtype=np.int32)]
        for at, _, local in self.parts(slots):
            starts = self.segments[at].figure_starts
            found.append(starts[local + 1] - starts[local])
        return np.concatenate(found)

    def names_of(self, slots: npt.NDArray[np.integer]) -> tuple[Hashes, Numbers]:
        """Hashes of the names in some ascending slots, and for each the place of its slot."""
        names = [np.zeros(0, dtype=np.uint32)]
        owners = [np.zeros(0, dtype=np.int64)]
        for at, where, local in self.parts(slots):
            segment = self.segments[at]
            starts, ends = segment.name_starts[local], segment.name_starts[local + 1]
            places, holders = places_of(starts, ends)
            names.append(segment.names[places])
            owners.append(holders + where.start)
        return np.concatenate(names), np.concatenate(owners)

    def signs_of(self, slots: npt.NDArray[np.integer]) -> Signs:
        """The signs of what the statements in some ascending slots may deny."""
        found = [self.segments[at].signs[local] for at, _, local in self.parts(slots)]
        return np.concatenate([np.zeros(0, dtype=np.uint32), *found])

    def forms_of(self, slots: npt.NDArray[np.integer]) -> tuple[Ints, Numbers]:
        """The forms of some ascending slots, and for each the place of its slot among them."""
        return self._stretches(slots, slots + 1)

    def forms_around(self, slots: npt.NDArray[np.integer], reach: int) -> tuple[Ints, Numbers]:
        """The forms of the statements around some ascending slots, in their articles."""
        firsts, lasts = slots.astype(np.int64), slots.astype(np.int64)
        for at, where, local in self.parts(slots):
            segment, base = self.segments[at], self.bases[at]
            owners = segment.owners[local]
            firsts[where] = base + np.maximum(segment.article_slots[owners], local - reach)
            lasts[where] = base + np.minimum(segment.article_slots[owners + 1], local + reach + 1)
        before, owners_before = self._stretches(firsts, slots)
        after, owners_after = self._stretches(slots + 1, lasts)
        return np.concatenate([before, after]), np.concatenate([owners_before, owners_after])

    def _stretches(
        self, firsts: npt.NDArray[np.integer], lasts: npt.NDArray[np.integer]
    ) -> tuple[Ints, Numbers]:
        """The forms from one slot to before another, which lies in the same segment."""
        found: list[Ints] = [np.zeros(0, dtype=np.int32)]
        owners: list[Numbers] = [np.zeros(0, dtype=np.int64)]
        bounds = np.searchsorted(firsts, self.bases).tolist()
        for at, (start, end) in enumerate(pairwise(bounds)):
            if start < end:
                segment, base = self.segments[at], int(self.bases[at])
                places, holders = places_of(
                    segment.form_starts[firsts[start:end] - base],
                    segment.form_starts[lasts[start:end] - base],
                )
                found.append(segment.forms[places])
                owners.append(holders + start)
        return np.concatenate(found), np.concatenate(owners)

    def bags_of(self, articles: Numbers) -> tuple[Ints, Ints, Numbers]:
        """The terms of some ascending articles, how often each, and the place of its article."""
        terms: list[Ints] = [np.zeros(0, dtype=np.int32)]
        counts: list[Ints] = [np.zeros(0, dtype=np.int32)]
        owners: list[Numbers] = [np.zeros(0, dtype=np.int64)]
        bounds = np.searchsorted(articles, self.article_bases).tolist()
        for at, (start, end) in enumerate(pairwise(bounds)):
            if start < end:
                segment, local = self.segments[at], articles[start:end] - self.article_bases[at]
                places, holders = places_of(
                    segment.bag_starts[local], segment.bag_starts[local + 1]
                )
                terms.append(segment.bag_terms[places])
                counts.append(segment.bag_counts[places])
                owners.append(holders + start)
        return np.concatenate(terms), np.concatenate(counts), np.concatenate(owners)

    def slots_of(self, article: int) -> range:
        """The slots of an article by its number."""
        at = int(np.searchsorted(self.article_bases, article, side="right")) - 1
        local = article - int(self.article_bases[at])
        first, after = self.segments[at].article_slots[local : local + 2].tolist()
        base = int(self.bases[at])
        return range(base + first, base + after)
