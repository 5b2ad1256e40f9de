"""The statements of the library, ready to be compared with one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import count
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.model import ArticleId, StatementId
from core.relations import RULES
from core.relations.index.folder import Entry, IndexFolder, Kept
from core.relations.index.letters import BUCKETS
from core.relations.index.packing import unpacked
from core.relations.index.segment import Segment, joined
from core.relations.index.statistics import Statistics
from core.relations.index.vocabulary import Vocabulary
from core.relations.index.waiting import Waiting, segment_of_waiting
from core.relations.index.waiting import figure_keys as figure_keys
from core.relations.index.waiting import name_key as name_key
from core.relations.index.waiting import name_keys as name_keys
from core.relations.index.written import WrittenWords
from core.relations.profile import Recorded, StatementProfile

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_FORMAT = "4"
"""Changed whenever segments are written differently."""

_WAITING = 1 << 16
"""How many statements wait at most before they become a segment."""
_UNPACKED = 2048
"""How many profiles are kept unpacked at most."""
_WRITTEN = 1 << 20
"""How many words as they are written are remembered at most while much is taken in."""
_GROWTH = 8
"""How many times larger a segment on the disk is than all after it."""
_SEGMENTS = 32
"""How many segments there are at most before changes are committed."""
_GONE_SHARE = 0.3
"""The share of articles that are gone from which a segment is written anew."""


@cache
def _made_by() -> str:
    """What the contents of an index depend on beside the statements."""
    synonyms = (files("core.relations") / "synonyms.toml").read_bytes()
    return f"{_FORMAT}/{BUCKETS}/{RULES}/{hashlib.sha256(synonyms).hexdigest()[:16]}"


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
        self._files = count()
        self._waiting = Waiting()
        self._written = WrittenWords()
        self.vocabulary = Vocabulary(segments)
        self._statistics: Statistics | None = None

    # --- coming and going -----------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._waiting) + sum(
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

    def add(self, statements: Sequence[Recorded], *, stamp: str = "") -> None:
        """Take in the statements of one article, in place of what was known of it.

        The stamp says which version of the article they are of.

        Raises:
            LibraryLocked: another program is changing the index in this folder.
        """
        if not statements:
            return
        article = statements[0].id.article
        self.remove(article)
        self._change()
        self._waiting.add(statements, stamp, self._written)
        if len(self._waiting) >= _WAITING:
            self._settle()
            self._write(self._kept.generation + 1)

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

    def _settle(self, *, joining: bool = False) -> None:
        """Make a segment of what waits; join the last when told to, or when they are many."""
        waiting, self._waiting = self._waiting, Waiting()
        if len(waiting):
            segment = segment_of_waiting(waiting, self._written, self.vocabulary)
            self.vocabulary.follow(segment)
            if len(self._written) > _WRITTEN:
                self._written = WrittenWords()
            self._segments.append(segment)
            self._names.append("")
            self._gone.append(set())
        if joining or len(self._segments) > _SEGMENTS:
            self._join_last()
        for at, segment in enumerate(self._segments):
            if len(self._gone[at]) > _GONE_SHARE * len(segment.articles):
                self._join(at, at + 1)

    def _join_last(self) -> None:
        """Join the last segments until each is that much larger than all after it."""
        last = len(self._segments) - 1
        while last > 0 and len(self._segments[last - 1]) < _GROWTH * sum(
            len(segment) for segment in self._segments[last:]
        ):
            last -= 1
        if last < len(self._segments) - 1:
            self._join(last, len(self._segments))

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
        self._settle(joining=True)
        self._written = WrittenWords()
        generation = self._kept.generation + 1
        self._write(generation)
        entries = [
            Entry(name, tuple(sorted(gone)))
            for name, gone in zip(self._names, self._gone, strict=True)
        ]
        self._kept = self._folder.replace(generation, entries)
        self._statistics = None
        self._changed = False
        self._files = count()
        self._folder.unlock()

    def _write(self, generation: int) -> None:
        """Have all segments on the disk, where memory need not hold them; none counts for that."""
        if self._folder is not None:
            for at, (segment, name) in enumerate(zip(self._segments, self._names, strict=True)):
                if not name:
                    number = next(self._files)
                    written = self._folder.add(segment, generation, number)
                    self._names[at], self._segments[at] = written
            self.vocabulary.replace(self._segments)

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
            if len(self._waiting):
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
        if len(self._waiting):
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


def _statements_of(segment: Segment, articles: set[int]) -> int:
    listed = np.array(list(articles), dtype=np.int64)
    found: int = (segment.article_slots[listed + 1] - segment.article_slots[listed]).sum().item()
    return found
