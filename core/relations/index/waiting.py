"""Articles on their way into the index, and the segment that is made of them."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from core.model import ArticleId, EntityId
from core.relations.index.packing import packed
from core.relations.index.segment import (
    Segment,
    Signs,
    bags,
    bucket_counts_of,
    places_of,
    postings,
    runs,
    starts_of,
)
from core.relations.index.strings import Hashes, Ints, Numbers, Strings
from core.relations.index.vocabulary import Vocabulary
from core.relations.index.written import WrittenWords
from core.relations.judging.signs import signs_beside_words
from core.relations.profile import LONGEST, Recorded

_READ_AT_ONCE = 1 << 10
"""How many statements are read in one go, which is faster than article by article."""


@dataclass(slots=True)
class Waiting:
    """Articles that are not part of a segment yet."""

    articles: dict[ArticleId, str] = field(default_factory=dict)
    """With the stamp of each."""
    sizes: list[int] = field(default_factory=list)
    """By article the number of its statements."""
    unread: list[Recorded] = field(default_factory=list)
    """The last of the statements; what follows is known of those before them."""
    numbers: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    """By statement the number of its words, those that are no content too."""
    words: array[int] = field(default_factory=lambda: array("q"))
    figure_counts: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)
    name_counts: list[int] = field(default_factory=list)
    names: list[EntityId] = field(default_factory=list)
    signs: list[int] = field(default_factory=list)
    """By statement those that it has not by its words."""
    records: list[bytes] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.numbers) + len(self.unread)

    def add(self, statements: Sequence[Recorded], stamp: str, written: WrittenWords) -> None:
        """Take in the statements of one article."""
        self.articles[statements[0].id.article] = stamp
        self.sizes.append(len(statements))
        self.unread += statements
        if len(self.unread) >= _READ_AT_ONCE:
            self.read(written)

    def read(self, written: WrittenWords) -> None:
        """Read the statements that were not."""
        statements, self.unread = self.unread, []
        for each in statements:
            words = written.read(each.text, each.language)
            self.words.extend(words)
            self.lengths.append(len(words))
        self.numbers += [each.id.number for each in statements]
        self.figure_counts += [len(each.figures) for each in statements]
        self.figures += [key for each in statements if each.figures for key in figure_keys(each)]
        self.name_counts += [len(each.entities) for each in statements]
        self.names += [entity for each in statements for entity, _ in each.entities]
        self.signs += [signs_beside_words(each) for each in statements]
        self.records += [packed(each) for each in statements]


def figure_keys(statement: Recorded) -> list[int]:
    """Numbers that are equal for equal figures, and hardly ever for others."""
    return [zlib.crc32(figure.normal.encode()) for figure in statement.figures]


def name_keys(statement: Recorded) -> list[int]:
    """Numbers that are equal for equal names, and hardly ever for others; each once, ascending."""
    return sorted({name_key(entity) for entity, _ in statement.entities})


@lru_cache(maxsize=1 << 16)
def name_key(entity: EntityId) -> int:
    """A number for a name."""
    return zlib.crc32(entity.encode())


def segment_of_waiting(waiting: Waiting, written: WrittenWords, vocabulary: Vocabulary) -> Segment:
    """The segment of some articles and of the words that are new with them."""
    waiting.read(written)
    slots, articles = len(waiting), len(waiting.sizes)
    new = written.look_at(vocabulary)
    words = np.frombuffer(waiting.words, dtype=np.int64)
    forms, form_owners = _content(words, starts_of(waiting.lengths), written)
    terms = np.concatenate([vocabulary.form_terms, new.form_terms])[forms]
    spellings = vocabulary.spellings
    owners = np.repeat(np.arange(articles), waiting.sizes)
    posted_terms, posted_starts, posted = postings(terms, form_owners)
    bag_starts, bag_terms, bag_counts = bags(terms, owners[form_owners], articles)
    buckets, bucket_counts = bucket_counts_of(forms, [*spellings, (new.first_form, new.spellings)])
    front_keys, front_terms, back_keys, back_terms = new.order
    classes, class_starts, class_terms = new.classes
    name_starts, names = _names(waiting)
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
        form_starts=starts_of(np.bincount(form_owners, minlength=slots)).astype(np.int32),
        forms=forms,
        figure_starts=starts_of(waiting.figure_counts).astype(np.int32),
        figures=np.array(waiting.figures, dtype=np.uint32),
        name_starts=name_starts,
        names=names,
        signs=_signs(waiting, words, written),
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


def _content(words: Numbers, starts: Numbers, written: WrittenWords) -> tuple[Ints, Numbers]:
    """The forms of the content of statements in reading order, and the slot of each."""
    places, at = places_of(written.form_starts[words], written.form_starts[words + 1])
    owners = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[at]
    sizes = np.bincount(owners, minlength=len(starts) - 1)
    if sizes.max(initial=0) > LONGEST:
        kept = np.arange(len(owners)) - (np.cumsum(sizes) - sizes)[owners] < LONGEST
        places, owners = places[kept], owners[kept]
    return written.forms[places], owners


def _names(waiting: Waiting) -> tuple[Ints, Hashes]:
    """Where the names of each statement begin, and the keys of these as `name_keys` has them."""
    keys = np.fromiter(map(name_key, waiting.names), np.int64, len(waiting.names))
    owners = np.repeat(np.arange(len(waiting)), waiting.name_counts)
    found, _ = runs(np.sort(owners << 32 | keys))
    counts = np.bincount(found >> 32, minlength=len(waiting))
    return starts_of(counts).astype(np.int32), (found & 0xFFFFFFFF).astype(np.uint32)


def _signs(waiting: Waiting, words: Numbers, written: WrittenWords) -> Signs:
    signs = np.array(waiting.signs, dtype=np.uint32)
    lengths = np.array(waiting.lengths, dtype=np.int64)
    worded = np.flatnonzero(lengths)
    if len(worded):
        firsts = (np.cumsum(lengths) - lengths)[worded]
        signs[worded] |= np.bitwise_or.reduceat(written.signs[words], firsts)
    return signs
