"""A stretch of the index that no longer changes: arrays over its statements, terms and forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from core.relations.index.arrays import Array
from core.relations.index.letters import BUCKETS, sequences
from core.relations.index.strings import Ints, Keys, Numbers, Strings, keys_of
from core.relations.synonyms import PART

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Signs = npt.NDArray[np.uint32]
Spellings = Sequence[tuple[int, Strings]]
"""The forms of several segments, each with the number of its first."""

_FORMS_AT_ONCE = 1 << 12


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Statements of some articles, and the terms and forms that appeared with them first.

    Slots and articles are counted from 0 within the segment. Terms and forms are counted through
    all segments; those of this one begin with `first_term` and `first_form`. Where an array of
    `…_starts` stands beside another, entry `n` says where the stretch of item `n` begins, and the
    one after the last where that ends.
    """

    first_term: int
    first_form: int

    articles: Strings
    stamps: Strings
    article_slots: Ints
    """By article its first slot; and the slot after the last."""
    bag_starts: Ints
    bag_terms: Ints
    bag_counts: Ints
    """By article its terms, ascending, and how often it holds each."""

    owners: Ints
    """By slot its article."""
    numbers: Ints
    """By slot the number of its statement in the article."""
    form_starts: Ints
    forms: Ints
    """By slot the forms of its content in reading order."""
    figure_starts: Ints
    figures: npt.NDArray[np.uint32]
    """By slot hashes of its figures."""
    name_starts: Ints
    names: npt.NDArray[np.uint32]
    """By slot hashes of the names in it, each once, ascending."""
    signs: Signs
    """By slot the signs of what it may deny."""
    record_starts: Numbers
    records: Bytes
    """By slot its packed profile."""

    posted_terms: Ints
    """The terms in these statements, ascending."""
    posted_starts: Ints
    posted: Ints
    """By posted term the slots that hold it, ascending."""
    buckets: Ints
    bucket_counts: Ints
    """The buckets of letter sequences in these statements, and how many are in each."""

    terms: Strings
    shares: Floats
    """By term the share of ordinary statements that hold it."""
    varying: Bytes
    """By term whether it is alike to others than itself."""
    spellings: Strings
    """By form its letters, folded."""
    spelling_terms: Ints
    """By form its term."""
    front_keys: Keys
    front_terms: Ints
    back_keys: Keys
    back_terms: Ints
    """The terms that may be part of a compound, by their keys; and by those read from behind."""
    classes: Strings
    class_starts: Ints
    class_terms: Ints
    """By class its terms."""

    def __len__(self) -> int:
        return len(self.owners)

    def posted_of(self, term: int) -> Ints:
        """The slots here that hold a term, ascending."""
        at = int(np.searchsorted(self.posted_terms, np.int32(term)))
        if at == len(self.posted_terms) or self.posted_terms[at] != term:
            return self.posted[:0]
        return self.posted[self.posted_starts[at] : self.posted_starts[at + 1]]


_PARTS = fields(Strings)


def arrays_of(segment: Segment) -> tuple[dict[str, Array], dict[str, int]]:
    """What a segment consists of."""
    arrays: dict[str, Array] = {}
    numbers: dict[str, int] = {}
    for field in fields(Segment):
        value = getattr(segment, field.name)
        if isinstance(value, Strings):
            arrays |= {f"{field.name}.{part.name}": getattr(value, part.name) for part in _PARTS}
        elif isinstance(value, int):
            numbers[field.name] = value
        else:
            arrays[field.name] = value
    return arrays, numbers


def segment_of(arrays: Mapping[str, Array], numbers: Mapping[str, int]) -> Segment:
    """The segment that consists of these.

    Raises:
        KeyError: something is missing.
    """
    found: dict[str, Any] = dict(numbers)
    for field in fields(Segment):
        if field.name in arrays:
            found[field.name] = arrays[field.name]
        elif field.name not in found:
            parts: dict[str, Any] = {p.name: arrays[f"{field.name}.{p.name}"] for p in _PARTS}
            found[field.name] = Strings(**parts)
    return Segment(**found)


# --- making ---------------------------------------------------------------------------------------


def starts_of(lengths: Sequence[int] | Array) -> Numbers:
    """Where stretches of these lengths begin when they follow one another; and the end."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(np.asarray(lengths, dtype=np.int64), out=starts[1:])
    return starts


def places_of(starts: Array, ends: Array) -> tuple[Numbers, Numbers]:
    """The places of several stretches one after the other, and the stretch of each."""
    first = starts.astype(np.int64)
    sizes = ends - first
    owners = np.repeat(np.arange(len(sizes)), sizes)
    shifts = first - (np.cumsum(sizes) - sizes)
    return np.arange(len(owners)) + shifts[owners], owners


def postings(terms: Ints, owners: Numbers) -> tuple[Ints, Ints, Ints]:
    """Terms, where the slots of each begin, and the slots that hold each, all ascending."""
    keys, _ = runs(np.sort(terms.astype(np.int64) << 32 | owners))
    held, posted = keys >> 32, keys & 0xFFFFFFFF
    found, counts = runs(held)
    return _ints(found), _ints(starts_of(counts)), _ints(posted)


def bags(terms: Ints, articles: Numbers, count: int) -> tuple[Ints, Ints, Ints]:
    """Where the terms of each article begin, the terms, and how often it holds each."""
    found, counts = runs(np.sort(articles << 32 | terms))
    held, named = found >> 32, found & 0xFFFFFFFF
    return _ints(np.searchsorted(held, np.arange(count + 1))), _ints(named), _ints(counts)


def runs(ordered: Numbers) -> tuple[Numbers, Numbers]:
    """The different numbers in an ascending row, and how often each stands there."""
    firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[firsts], np.diff(firsts, append=len(ordered))


def _ints(values: Array) -> Ints:
    return values.astype(np.int32, copy=False)


def bucket_counts_of(forms: Ints, spellings: Spellings) -> tuple[Numbers, Numbers]:
    """The buckets of the letter sequences of these forms, ascending, and how many are in each."""
    held, counts = runs(np.sort(forms))
    found = _bucketed(held, counts, spellings)
    if len(held) <= _FORMS_AT_ONCE:
        nothing = np.zeros(0, dtype=np.int64)
        return _counted(*_both([(nothing, nothing), *found]))
    sums = np.zeros(BUCKETS)
    for buckets, times in found:
        sums += np.bincount(buckets, weights=times, minlength=BUCKETS)
    kept = np.flatnonzero(sums)
    return kept, sums[kept].astype(np.int64)


def _bucketed(
    held: Array, counts: Numbers, spellings: Spellings
) -> Iterator[tuple[Numbers, Numbers]]:
    """The buckets of the sequences of ascending forms, and how often each of these stands there."""
    for first, strings in spellings:
        start, end = np.searchsorted(held, [first, first + len(strings)]).tolist()
        for at in range(start, end, _FORMS_AT_ONCE):
            some = slice(at, min(at + _FORMS_AT_ONCE, end))
            buckets, places = sequences(strings, held[some].astype(np.int64) - first)
            yield buckets.astype(np.int64), counts[some][places]


def _both(found: Sequence[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    return np.concatenate([each[0] for each in found]), np.concatenate([each[1] for each in found])


def _counted(keys: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """The keys, ascending, each with all its counts together; none that are nought."""
    if len(keys) > BUCKETS >> 3:
        sums = np.bincount(keys, weights=counts, minlength=BUCKETS).astype(np.int64)
        found = np.flatnonzero(sums)
        return found, sums[found]
    found, at = np.unique(keys, return_inverse=True)
    sums = np.bincount(at, weights=counts, minlength=len(found)).astype(np.int64)
    return found[sums != 0], sums[sums != 0]


def compound_order(
    texts: Sequence[str], terms: Strings, first: int
) -> tuple[Keys, Ints, Keys, Ints]:
    """The terms that may be part of a compound, ordered from the front and from behind."""
    parts = [len(text) >= PART and text.isalpha() for text in texts]
    possible = _ints(np.flatnonzero(np.array(parts, dtype=np.bool_)))
    front_keys, back_keys = keys_of(terms, possible), keys_of(terms, possible, reverse=True)
    front, back = np.argsort(front_keys, kind="stable"), np.argsort(back_keys, kind="stable")
    named = possible + np.int32(first)
    return front_keys[front], named[front], back_keys[back], named[back]


def classes_of_terms(found: Mapping[str, Sequence[int] | Ints]) -> tuple[Strings, Ints, Ints]:
    """The names of classes, where the terms of each begin, and the terms."""
    names = sorted(found)
    listed = [np.asarray(found[name], dtype=np.int32) for name in names]
    terms = np.concatenate([*listed, np.zeros(0, dtype=np.int32)])
    return Strings.of(names), _ints(starts_of([len(each) for each in listed])), terms


# --- joining --------------------------------------------------------------------------------------


def joined(segments: Sequence[Segment], kept: Sequence[Flags], spellings: Spellings) -> Segment:
    """Neighbouring segments as one, without the articles that are not kept.

    Terms and forms stay, and their numbers; slots and articles are counted anew. `spellings` are
    those of all segments of the index.
    """
    pairs = list(zip(segments, kept, strict=True))
    alive = [flags[segment.owners] for segment, flags in pairs]
    slot_shifts = starts_of([int(flags.sum()) for flags in alive])
    slots = [
        _ints(np.cumsum(flags) - 1 + shift)
        for flags, shift in zip(alive, slot_shifts, strict=False)
    ]
    article_shifts = starts_of([int(flags.sum()) for flags in kept])
    articles = [
        np.cumsum(flags) - 1 + shift for flags, shift in zip(kept, article_shifts, strict=False)
    ]
    owners = _ints(
        np.concatenate(
            [
                numbers[segment.owners[flags]]
                for numbers, segment, flags in zip(articles, segments, alive, strict=True)
            ]
        )
    )
    forms, form_starts = _stretches([(s.forms, s.form_starts) for s in segments], alive)
    figures, figure_starts = _stretches([(s.figures, s.figure_starts) for s in segments], alive)
    names, name_starts = _stretches([(s.names, s.name_starts) for s in segments], alive)
    records, record_starts = _stretches([(s.records, s.record_starts) for s in segments], alive)
    bag_terms, bag_starts = _stretches([(s.bag_terms, s.bag_starts) for s in segments], kept)
    bag_counts, _ = _stretches([(s.bag_counts, s.bag_starts) for s in segments], kept)
    posted_terms, posted_starts, posted = _joined_postings(segments, alive, slots)
    buckets, bucket_counts = _joined_buckets(segments, alive, spellings)
    classes, class_starts, class_terms = _joined_classes(segments)
    front_keys, front_terms = _joined_order([(s.front_keys, s.front_terms) for s in segments])
    back_keys, back_terms = _joined_order([(s.back_keys, s.back_terms) for s in segments])
    return Segment(
        first_term=segments[0].first_term,
        first_form=segments[0].first_form,
        articles=Strings.joined([s.articles.taken(np.flatnonzero(f)) for s, f in pairs]),
        stamps=Strings.joined([s.stamps.taken(np.flatnonzero(f)) for s, f in pairs]),
        article_slots=_ints(np.searchsorted(owners, np.arange(article_shifts[-1] + 1))),
        bag_starts=_ints(bag_starts),
        bag_terms=bag_terms,
        bag_counts=bag_counts,
        owners=owners,
        numbers=np.concatenate([s.numbers[f] for s, f in zip(segments, alive, strict=True)]),
        form_starts=_ints(form_starts),
        forms=forms,
        figure_starts=_ints(figure_starts),
        figures=figures,
        name_starts=_ints(name_starts),
        names=names,
        signs=np.concatenate([s.signs[f] for s, f in zip(segments, alive, strict=True)]),
        record_starts=record_starts,
        records=records,
        posted_terms=posted_terms,
        posted_starts=posted_starts,
        posted=posted,
        buckets=buckets,
        bucket_counts=bucket_counts,
        terms=Strings.joined([s.terms for s in segments]),
        shares=np.concatenate([s.shares for s in segments]),
        varying=np.concatenate([s.varying for s in segments]),
        spellings=Strings.joined([s.spellings for s in segments]),
        spelling_terms=np.concatenate([s.spelling_terms for s in segments]),
        front_keys=front_keys,
        front_terms=front_terms,
        back_keys=back_keys,
        back_terms=back_terms,
        classes=classes,
        class_starts=class_starts,
        class_terms=class_terms,
    )


def _stretches(
    several: Sequence[tuple[Array, Array]], kept: Sequence[Flags]
) -> tuple[Any, Numbers]:
    """The stretches that are kept, and where each begins then."""
    found, lengths = [], []
    for (values, starts), flags in zip(several, kept, strict=True):
        sizes = np.diff(starts)
        lengths.append(sizes[flags])
        found.append(values if flags.all() else values[np.repeat(flags, sizes)])
    return np.concatenate(found), starts_of(np.concatenate(lengths))


def _joined_postings(
    segments: Sequence[Segment], alive: Sequence[Flags], slots: Sequence[Ints]
) -> tuple[Ints, Ints, Ints]:
    kept = list(_kept_postings(segments, alive, slots))
    terms, _ = runs(np.sort(np.concatenate([own for own, _, _ in kept])))
    counts = np.zeros(len(terms), dtype=np.int64)
    for own, sizes, _ in kept:
        counts[np.searchsorted(terms, own)] += sizes
    starts = starts_of(counts)
    posted = np.zeros(starts[-1], dtype=np.int32)
    filled = starts[:-1].copy()
    for own, sizes, held in kept:
        at = np.searchsorted(terms, own)
        shifts = filled[at] - (np.cumsum(sizes) - sizes)
        posted[np.arange(len(held)) + np.repeat(shifts, sizes)] = held
        filled[at] += sizes
    return _ints(terms), _ints(starts), posted


def _kept_postings(
    segments: Sequence[Segment], alive: Sequence[Flags], slots: Sequence[Ints]
) -> Iterator[tuple[Ints, Numbers, Ints]]:
    """By segment the terms that are left, how many slots hold each, and these."""
    for segment, flags, numbers in zip(segments, alive, slots, strict=True):
        sizes = np.diff(segment.posted_starts).astype(np.int64)
        if flags.all():
            yield segment.posted_terms, sizes, numbers[segment.posted]
            continue
        left = flags[segment.posted]
        owners = np.repeat(np.arange(len(sizes)), sizes)[left]
        sizes = np.bincount(owners, minlength=len(sizes))
        held = sizes > 0
        yield segment.posted_terms[held], sizes[held], numbers[segment.posted[left]]


def _joined_buckets(
    segments: Sequence[Segment], alive: Sequence[Flags], spellings: Spellings
) -> tuple[Ints, Ints]:
    found = []
    for segment, flags in zip(segments, alive, strict=True):
        found.append((segment.buckets.astype(np.int64), segment.bucket_counts.astype(np.int64)))
        if not flags.all():
            gone = segment.forms[np.repeat(~flags, np.diff(segment.form_starts))]
            buckets, counts = bucket_counts_of(gone, spellings)
            found.append((buckets, -counts))
    held, sums = _counted(*_both(found))
    return _ints(held), _ints(sums)


def _joined_order(several: Sequence[tuple[Keys, Ints]]) -> tuple[Keys, Ints]:
    keys = np.concatenate([keys for keys, _ in several])
    order = np.argsort(keys, kind="stable")
    return keys[order], np.concatenate([terms for _, terms in several])[order]


def _joined_classes(segments: Sequence[Segment]) -> tuple[Strings, Ints, Ints]:
    found: dict[str, list[Ints]] = {}
    for segment in segments:
        for at, name in enumerate(segment.classes):
            start, end = segment.class_starts[at : at + 2].tolist()
            found.setdefault(name, []).append(segment.class_terms[start:end])
    return classes_of_terms({name: np.concatenate(parts) for name, parts in found.items()})
