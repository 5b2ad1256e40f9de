"""The statements of the library, ready to be compared with one."""

from __future__ import annotations

import hashlib
import math
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from core.model import ArticleId, StatementId
from core.relations import RULES
from core.relations.index_folder import Entry, IndexFolder, Kept
from core.relations.letters import BUCKETS
from core.relations.packing import packed, unpacked
from core.relations.profile import StatementProfile
from core.relations.segment import (
    Segment,
    bags,
    bucket_counts_of,
    joined,
    places_of,
    postings,
    starts_of,
)
from core.relations.strings import Strings
from core.relations.vocabulary import Vocabulary, expected_share

if TYPE_CHECKING:
    from core.relations.question import Question

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_FORMAT = "1"
"""Changed whenever segments are written differently."""

_WAITING = 1 << 14
"""How many statements wait at most before they become a segment."""
_UNPACKED = 2048
"""How many profiles are kept unpacked at most."""
_GROWTH = 3
"""How many times larger a segment is than the one after it."""
_GONE_SHARE = 0.3
"""The share of articles that are gone from which a segment is written anew."""

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


@cache
def _made_by() -> str:
    """What the contents of an index depend on beside the statements."""
    synonyms = (files("core.relations") / "synonyms.toml").read_bytes()
    return f"{_FORMAT}/{BUCKETS}/{RULES}/{hashlib.sha256(synonyms).hexdigest()[:16]}"


@dataclass(slots=True)
class _Waiting:
    """Articles that are not part of a segment yet."""

    articles: dict[ArticleId, str] = field(default_factory=dict)
    """With the stamp of each."""
    sizes: list[int] = field(default_factory=list)
    """By article the number of its statements."""
    numbers: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    forms: list[int] = field(default_factory=list)
    figure_counts: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)
    records: list[bytes] = field(default_factory=list)


class StatementIndex:
    """Finds the statements that could relate to one, and knows how rare words are.

    Articles come and go as wholes; adding one costs its own statements, and counting anew at the
    next question. What is answered depends on the articles in it, not on the order in which they
    came or on others that left, but for rounding and for which of equals come first. Statements
    are addressed by slots; a slot is valid until the next change. One thread at a time.

    An index that was opened lies in a folder, mapped into memory and not loaded. Changes are
    there for others, and after a crash, when they are committed.
    """

    def __init__(self) -> None:
        self._folder: IndexFolder | None = None
        self._start(Kept(0), [])

    @classmethod
    def open(cls, folder: Path) -> StatementIndex:
        """The index in a folder; an empty one when none is there that can be used.

        Nothing is written before something is added. What an index holds can be made anew, so one
        that is damaged, or was made by other rules, counts as none.
        """
        index = cls()
        index._folder = IndexFolder(folder, _made_by())
        index.refresh()
        return index

    def _start(self, kept: Kept, segments: Sequence[Segment]) -> None:
        self._kept = kept
        self._segments = list(segments)
        self._names = [entry.name for entry in kept.entries] if segments else []
        self._gone = [set(entry.gone) for entry in kept.entries] if segments else []
        self._changed = False
        self._waiting = _Waiting()
        self.vocabulary = Vocabulary(segments)
        self._statistics: Statistics | None = None

    # --- coming and going -----------------------------------------------------------------------

    def __len__(self) -> int:
        waiting = sum(self._waiting.sizes)
        return waiting + sum(
            len(segment) - _statements_of(segment, gone)
            for segment, gone in zip(self._segments, self._gone, strict=True)
        )

    def __contains__(self, article: ArticleId) -> bool:
        return article in self._waiting.articles or self._place(article) is not None

    def stamp(self, article: ArticleId) -> str | None:
        """The stamp an article was added with, None when it is not here."""
        waiting = self._waiting.articles.get(article)
        if waiting is not None:
            return waiting
        place = self._place(article)
        return None if place is None else self._segments[place[0]].stamps[place[1]]

    def articles(self) -> Mapping[ArticleId, str]:
        """All articles, with the stamp each was added with."""
        found = {
            ArticleId(article): stamp
            for segment, gone in zip(self._segments, self._gone, strict=True)
            for at, (article, stamp) in enumerate(
                zip(segment.articles, segment.stamps, strict=True)
            )
            if at not in gone
        }
        return found | self._waiting.articles

    def add(self, profiles: Sequence[StatementProfile], *, stamp: str = "") -> None:
        """Take in the statements of one article, in place of what was known of it.

        The stamp says which version of the article they are of.

        Raises:
            LibraryLocked: another program is changing the index in this folder.
        """
        if not profiles:
            return
        article = profiles[0].id.article
        self.remove(article)
        self._change()
        waiting = self._waiting
        waiting.articles[article] = stamp
        waiting.sizes.append(len(profiles))
        for profile in profiles:
            forms = self.vocabulary.add(profile.content)
            waiting.forms += forms
            waiting.lengths.append(len(forms))
            waiting.numbers.append(profile.id.number)
            figures = figure_keys(profile)
            waiting.figures += figures
            waiting.figure_counts.append(len(figures))
            waiting.records.append(packed(profile))
        if len(waiting.lengths) >= _WAITING:
            self._settle()

    def remove(self, article: ArticleId) -> None:
        """Forget an article; nothing happens when it is not there.

        Raises:
            LibraryLocked: another program is changing the index in this folder.
        """
        if article not in self:
            return
        self._change()
        if article in self._waiting.articles:
            self._settle()
        place = self._place(article)
        if place is not None:
            self._gone[place[0]].add(place[1])
        self._statistics = None

    def _change(self) -> None:
        if self._folder is not None and not self._changed:
            self._folder.lock()
            self.refresh()
        self._changed = True
        self._statistics = None

    def _place(self, article: ArticleId) -> tuple[int, int] | None:
        """The segment an article is in, and its number there."""
        for at, segment in enumerate(self._segments):
            for number in segment.articles.numbers_of(article):
                if number not in self._gone[at]:
                    return at, number
        return None

    def _settle(self) -> None:
        """Make a segment of what waits, and join segments that are of one size."""
        waiting, self._waiting = self._waiting, _Waiting()
        if waiting.sizes:
            segment = _segment(waiting, self.vocabulary)
            self.vocabulary.follow(segment)
            self._segments.append(segment)
            self._names.append("")
            self._gone.append(set())
        last = len(self._segments) - 1
        while last > 0 and len(self._segments[last - 1]) < _GROWTH * sum(
            len(segment) for segment in self._segments[last:]
        ):
            last -= 1
        if last < len(self._segments) - 1:
            self._join(last, len(self._segments))
        for at, segment in enumerate(self._segments):
            if len(self._gone[at]) > _GONE_SHARE * len(segment.articles):
                self._join(at, at + 1)

    def _join(self, start: int, end: int) -> None:
        segments = self._segments[start:end]
        kept = [self._kept_articles(at) for at in range(start, end)]
        whole = joined(segments, kept, self.vocabulary.spellings)
        self._segments[start:end] = [whole]
        self._names[start:end] = [""]
        self._gone[start:end] = [set()]
        self.vocabulary.replace(self._segments)

    def _kept_articles(self, at: int) -> Flags:
        kept = np.ones(len(self._segments[at].articles), dtype=np.bool_)
        kept[list(self._gone[at])] = False
        return kept

    # --- the folder -----------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Take over what other programs have committed meanwhile; whether there was anything.

        Nothing is taken over while there are changes of one's own.
        """
        if self._folder is None or self._changed:
            return False
        if self._folder.read() == self._kept:
            return False
        known = dict(zip(self._names, self._segments, strict=True))
        self._start(*self._folder.load(known))
        return True

    def commit(self) -> None:
        """Keep all changes; when it returns they are on the disk. Then others may make theirs."""
        if self._folder is None or not self._changed:
            return
        self._settle()
        generation = self._kept.generation + 1
        for at, (segment, name) in enumerate(zip(self._segments, self._names, strict=True)):
            if not name:
                self._names[at], self._segments[at] = self._folder.add(segment, generation, at)
        entries = [
            Entry(name, tuple(sorted(gone)))
            for name, gone in zip(self._names, self._gone, strict=True)
        ]
        self._kept = self._folder.replace(generation, entries)
        self.vocabulary.replace(self._segments)
        self._statistics = None
        self._changed = False
        self._folder.unlock()

    def is_sound(self) -> bool:
        """Whether what was committed is on the disk as it was written; reads all of it."""
        return self._folder is None or self._folder.is_sound()

    def close(self) -> None:
        """Let go of the lock; changes that were not committed are lost."""
        if self._folder is not None:
            self._folder.unlock()
            self._changed = False
            self._start(Kept(0), [])

    # --- asking ---------------------------------------------------------------------------------

    @property
    def statistics(self) -> Statistics:
        """What is counted over all statements, as they stand now."""
        if self._statistics is None:
            if self._waiting.sizes:
                self._settle()
            kept = [self._kept_articles(at) if gone else None for at, gone in enumerate(self._gone)]
            self._statistics = Statistics(self.vocabulary, self._segments, kept)
        return self._statistics

    def statement_id(self, slot: int) -> StatementId:
        """The id of the statement in a slot."""
        at, local = self.statistics.located(slot)
        segment = self._segments[at]
        owner = segment.owners.item(local)
        if owner in self._gone[at]:
            raise LookupError(slot)
        return StatementId(ArticleId(segment.articles[owner]), segment.numbers.item(local))

    def profile(self, slot: int) -> StatementProfile:
        """The profile of the statement in a slot, without its context."""
        unpacked_before = self.statistics.unpacked
        found = unpacked_before.get(slot)
        if found is None:
            statement = self.statement_id(slot)
            at, local = self.statistics.located(slot)
            segment = self._segments[at]
            start, end = segment.record_starts[local : local + 2].tolist()
            found = unpacked(segment.records[start:end].tobytes(), statement)
            if len(unpacked_before) >= _UNPACKED:
                unpacked_before.clear()
            unpacked_before[slot] = found
        return found

    def article_slots(self, article: ArticleId) -> range:
        """The slots of an article's statements in reading order; none when it is not here."""
        if self._waiting.sizes:
            self._settle()
        place = self._place(article)
        if place is None:
            return range(0)
        at, number = place
        first, after = self._segments[at].article_slots[number : number + 2].tolist()
        base = sum(len(segment) for segment in self._segments[:at])
        return range(base + first, base + after)

    def other_slots(self, article: ArticleId) -> Ints:
        """The slots of all statements but an article's own."""
        others = self.statistics.alive()
        own = self.article_slots(article)
        others[own.start : own.stop] = False
        return np.flatnonzero(others).astype(np.int32)

    def candidates(self, profile: StatementProfile, limit: int) -> Ints:
        """The slots of statements of other articles that may relate to this one, ascending."""
        from core.relations.candidates import candidates

        return candidates(self, profile, limit)


def figure_keys(profile: StatementProfile) -> list[int]:
    """Numbers that are equal for equal figures, and hardly ever for others."""
    return [zlib.crc32(figure.normal.encode()) for figure in profile.figures]


def _statements_of(segment: Segment, articles: set[int]) -> int:
    listed = np.array(list(articles), dtype=np.int64)
    found: int = (segment.article_slots[listed + 1] - segment.article_slots[listed]).sum().item()
    return found


def _segment(waiting: _Waiting, vocabulary: Vocabulary) -> Segment:
    """The segment of some articles and of the words that are new with them."""
    slots, articles = len(waiting.lengths), len(waiting.sizes)
    forms = np.array(waiting.forms, dtype=np.int32)
    terms = vocabulary.waiting_form_terms()[forms]
    spellings = vocabulary.spellings
    new = vocabulary.taken()
    owners = np.repeat(np.arange(articles), waiting.sizes)
    form_owners = np.repeat(np.arange(slots), waiting.lengths)
    posted_terms, posted_starts, posted = postings(terms, form_owners, slots)
    bag_starts, bag_terms, bag_counts = bags(terms, owners[form_owners], articles)
    buckets, bucket_counts = bucket_counts_of(forms, [*spellings, (new.first_form, new.spellings)])
    front_keys, front_terms, back_keys, back_terms = new.order
    classes, class_starts, class_terms = new.classes
    return Segment(
        first_term=new.first_term,
        first_form=new.first_form,
        articles=Strings.of(list(waiting.articles)),
        stamps=Strings.of(list(waiting.articles.values())),
        article_slots=starts_of(waiting.sizes).astype(np.int32),
        bag_starts=bag_starts,
        bag_terms=bag_terms,
        bag_counts=bag_counts,
        owners=owners.astype(np.int32),
        numbers=np.array(waiting.numbers, dtype=np.int32),
        form_starts=starts_of(waiting.lengths).astype(np.int32),
        forms=forms,
        figure_starts=starts_of(waiting.figure_counts).astype(np.int32),
        figures=np.array(waiting.figures, dtype=np.uint32),
        record_starts=starts_of([len(record) for record in waiting.records]),
        records=np.frombuffer(b"".join(waiting.records), dtype=np.uint8),
        posted_terms=posted_terms,
        posted_starts=posted_starts,
        posted=posted,
        buckets=buckets.astype(np.int32),
        bucket_counts=bucket_counts.astype(np.int32),
        terms=new.terms,
        shares=new.shares,
        varying=new.varying,
        spellings=new.spellings,
        spelling_terms=new.form_terms,
        front_keys=front_keys,
        front_terms=front_terms,
        back_keys=back_keys,
        back_terms=back_terms,
        classes=classes,
        class_starts=class_starts,
        class_terms=class_terms,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    values: Floats
    held: Ints
    """The terms that do not have nought."""


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
                terms, starts, _ = postings(vocabulary.form_terms[forms], owners, len(segment))
                self.counts[terms] -= np.diff(starts)
                self._lost_forms.append(forms)
        self._total = self.size + PRIOR_STATEMENTS
        self.rarity: Floats = self._rarity(self.counts.astype(np.float32), vocabulary.shares)
        """By term."""
        self.mean_length = (tokens + 100 * PRIOR_LENGTH) / (self.size + 100)
        self._bucket_weight: Floats | None = None
        self.sums: Floats = np.zeros(int(self.bases[-1]), dtype=np.float32)
        """By slot nought; for adding up, and to be left as it was."""
        self._tables: dict[str, _Table] = {}
        self.article_likeness: dict[ArticleId, dict[int, float]] = {}
        """What was found so far by comparing articles, the other by its number."""
        self.closest_articles: dict[ArticleId, Numbers] = {}
        self.unpacked: dict[int, StatementProfile] = {}
        """Some profiles by slot: the next statement of an article asks for many of them again."""
        self.asked: Question | None = None
        """What was asked last, prepared; see `core.relations.question`."""

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

    def by_term(self, name: str, numbers: Ints, values: Floats) -> Floats:
        """By term these values, nought for all others; until there are others of this name."""
        table = self._tables.get(name)
        if table is None:
            size = len(self.rarity)
            table = _Table(np.zeros(size, dtype=np.float32), np.zeros(0, dtype=np.int32))
        # A new array for each question would cost more than all that is done with it.
        table.values[table.held] = 0.0
        table.values[numbers] = values
        self._tables[name] = _Table(table.values, numbers)
        return table.values

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

    def articles_of_each(self, slots: Numbers) -> Numbers:
        """The articles of slots in any order, counted through all segments."""
        held = np.searchsorted(self.bases, slots, side="right") - 1
        found = np.zeros(len(slots), dtype=np.int64)
        for at, segment in enumerate(self.segments):
            own = np.flatnonzero(held == at)
            found[own] = segment.owners[slots[own] - self.bases[at]] + self.article_bases[at]
        return found

    def lengths(self, slots: npt.NDArray[np.integer]) -> Floats:
        """How many content words the statements in some ascending slots have."""
        found = [np.zeros(0, dtype=np.float32)]
        for at, _, local in self.parts(slots):
            starts = self.segments[at].form_starts
            found.append((starts[local + 1] - starts[local]).astype(np.float32))
        return np.concatenate(found)

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
