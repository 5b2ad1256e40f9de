"""Which terms of the index are near some: compounds and their parts, other endings, synonyms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from core.relations.index.arrays import Array
from core.relations.index.segment import Flags, Segment, places_of
from core.relations.index.stretches import firsts_of
from core.relations.index.strings import (
    KEY_LETTERS,
    Ints,
    Keys,
    Numbers,
    Strings,
    Units,
    hashes_of,
    is_plain,
    key_ranges,
    letter_keys,
)
from core.relations.likeness import FUZZY, SYNONYM
from core.relations.synonyms import PART, classes_of

Floats = npt.NDArray[np.float32]
Weighted = tuple[Ints, Floats]
"""Terms and what each weighs."""

ENDING = 3
"""How many letters at the end may part a term from those that are near by their letters."""
ENDINGS = 256
"""How many terms that begin alike are looked at for that."""


def near_terms(segments: Sequence[Segment], terms: Sequence[str], numbers: Ints) -> list[Weighted]:
    """For each of some terms, those that hold it, are held by it, or mean much the same.

    The terms come with their numbers, -1 for those that no statement ever held.
    """
    known = np.flatnonzero(numbers >= 0)
    found = [_Near(known, numbers[known], np.ones(len(known), dtype=np.float32))]
    named = [(at, name) for at, term in enumerate(terms) for name in classes_of(term)]
    parted = [at for at, term in enumerate(terms) if len(term) >= PART and term.isalpha()]
    probes = _probes([terms[at] for at in parted], parted) if parted else None
    for segment in segments:
        found += [_of_class(segment, at, name) for at, name in named]
        if probes is not None:
            found += [_held(segment, probes), _of_other_endings(segment, probes)]
            found += [_holding(segment, probes, way) for way in _WAYS]
    return _merged(found, len(terms))


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    """Terms that are near some that are asked for."""

    places: Numbers
    """By term the place of the one it is near."""
    numbers: Ints
    likeness: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Probes:
    """Terms that may be part of a compound or one themselves, ready to be looked for."""

    places: Numbers
    """By probe the place of its term among all that are asked for."""
    texts: list[str]
    units: Units
    starts: Numbers
    lengths: Numbers
    """By probe where its letters begin among all, and how many they are."""
    plain: Flags
    """By probe whether a key tells each of its first letters from all others."""
    ranges: tuple[Keys, Keys]
    """By way and probe its key, and the first above those that begin with it."""
    part_keys: tuple[Keys, Keys]
    part_owners: Numbers
    part_sizes: Numbers
    """By way the keys of all beginnings that may be terms, the probe of each, and its size."""
    ending_ranges: Keys
    """By probe the keys of what begins like it and may end otherwise."""


_FORWARD, _BACKWARD = _WAYS = 0, 1
"""The ways in which a term is read: as it stands, and from behind."""


def _probes(texts: list[str], places: Sequence[int]) -> _Probes:
    coded = [text.encode("utf-16-le", "surrogatepass") for text in texts]
    lengths = np.array([len(each) // 2 for each in coded], dtype=np.int64)
    keys = letter_keys([*texts, *(text[::-1] for text in texts)])
    forward, backward = keys[: len(texts)], keys[len(texts) :]
    # Of a text of n letters the beginnings of PART to n - 1 letters.
    part_owners = np.repeat(np.arange(len(texts)), lengths - PART)
    firsts = np.cumsum(lengths - PART) - (lengths - PART)
    part_sizes = np.arange(len(part_owners)) - firsts[part_owners] + PART
    return _Probes(
        places=np.array(places, dtype=np.int64),
        texts=texts,
        units=np.frombuffer(b"".join(coded), dtype=np.uint16),
        starts=np.cumsum(lengths) - lengths,
        lengths=lengths,
        plain=np.array([is_plain(text) for text in texts], dtype=np.bool_),
        ranges=(key_ranges(forward, lengths), key_ranges(backward, lengths)),
        part_keys=(
            key_ranges(forward[part_owners], part_sizes)[:, 0],
            key_ranges(backward[part_owners], part_sizes)[:, 0],
        ),
        part_owners=part_owners,
        part_sizes=part_sizes,
        ending_ranges=key_ranges(forward, np.maximum(lengths - ENDING, PART - 1)),
    )


def _ordered(segment: Segment, way: int) -> tuple[Keys, Ints]:
    if way == _BACKWARD:
        return segment.back_keys, segment.back_terms
    return segment.front_keys, segment.front_terms


def _of_class(segment: Segment, place: int, name: str) -> _Near:
    """The terms of a class."""
    at = segment.classes.number(name)
    start, end = (0, 0) if at is None else segment.class_starts[at : at + 2].tolist()
    terms = segment.class_terms[start:end]
    likeness = np.full(len(terms), SYNONYM, dtype=np.float32)
    return _Near(np.full(len(terms), place), terms, likeness)


def _held(segment: Segment, probes: _Probes) -> _Near:
    """The terms that the probes begin or end with."""
    found = [_with_key(segment, probes, way) for way in _WAYS]
    numbers = np.concatenate([each[0] for each in found])
    hits = np.concatenate([each[1] for each in found])
    owners, sizes = probes.part_owners[hits], probes.part_sizes[hits]
    # Of a part that its key does not tell in full, the key is that of others as well.
    unsure = np.flatnonzero(~probes.plain[owners] | (sizes >= KEY_LETTERS))
    if len(unsure):
        turned = (unsure >= len(found[_FORWARD][0])).tolist()
        asked = zip(owners[unsure].tolist(), sizes[unsure].tolist(), turned, strict=True)
        parts = [
            probes.texts[at][-size:] if behind else probes.texts[at][:size]
            for at, size, behind in asked
        ]
        local = segment.terms.numbers(parts, hashes_of(parts))
        numbers[unsure] = np.where(local < 0, -1, local + segment.first_term)
    there = numbers >= 0
    likeness = _containment(sizes[there], probes.lengths[owners[there]])
    return _Near(probes.places[owners[there]], numbers[there], likeness)


def _with_key(segment: Segment, probes: _Probes, way: int) -> tuple[Ints, Numbers]:
    """The terms that have the key of a part, and which parts these are."""
    keys, terms = _ordered(segment, way)
    asked = probes.part_keys[way]
    places = np.searchsorted(keys, asked)
    inside = np.flatnonzero(places < len(keys))
    hits = inside[keys[places[inside]] == asked[inside]]
    return terms[places[hits]], hits


def _holding(segment: Segment, probes: _Probes, way: int) -> _Near:
    """The terms that begin with a probe, or end with it."""
    keys, terms = _ordered(segment, way)
    bounds = np.searchsorted(keys, probes.ranges[way])
    places, owners = places_of(bounds[:, 0], bounds[:, 1])
    local = terms[places] - np.int32(segment.first_term)
    starts = segment.terms.starts
    lengths = starts[local + 1] - starts[local] - 1
    told = probes.plain & (probes.lengths <= KEY_LETTERS)
    sure = told[owners]
    unsure = np.flatnonzero(~sure & (lengths >= probes.lengths[owners]))
    if len(unsure):
        at = owners[unsure]
        firsts = starts[local[unsure]].astype(np.int64)
        if way == _BACKWARD:
            firsts += lengths[unsure] - probes.lengths[at]
        sure[unsure] = _same_letters(segment.terms, firsts, probes, at)
    kept = np.flatnonzero(sure)
    local, owners = local[kept], owners[kept]
    likeness = _containment(probes.lengths[owners], lengths[kept])
    return _Near(probes.places[owners], local + np.int32(segment.first_term), likeness)


def _same_letters(there: Strings, firsts: Numbers, probes: _Probes, owners: Numbers) -> Flags:
    """Whether the letters from each of these places on are those of its probe."""
    sizes = probes.lengths[owners]
    places, at = places_of(firsts, firsts + sizes)
    own = places + (probes.starts[owners] - firsts)[at]
    same = there.text[places] == probes.units[own]
    found: Flags = np.logical_and.reduceat(same, np.cumsum(sizes) - sizes)
    return found


def _of_other_endings(segment: Segment, probes: _Probes) -> _Near:
    """The terms that begin like a probe and are alike to it in all their letters."""
    bounds = np.searchsorted(segment.front_keys, probes.ending_ranges)
    ends = np.minimum(bounds[:, 1], bounds[:, 0] + ENDINGS)
    places, owners = places_of(bounds[:, 0], ends)
    local = segment.front_terms[places] - np.int32(segment.first_term)
    lengths = segment.terms.starts[local + 1] - segment.terms.starts[local] - 1
    near = np.flatnonzero(np.abs(lengths - probes.lengths[owners]) <= ENDING)
    local, owners = local[near], owners[near]
    ratios = process.cpdist(
        [probes.texts[at] for at in owners.tolist()],
        segment.terms.several(local.astype(np.int64)),
        scorer=fuzz.ratio,
        score_cutoff=FUZZY,
        dtype=np.float32,
    )
    alike = np.flatnonzero(ratios)
    numbers = local[alike] + np.int32(segment.first_term)
    return _Near(probes.places[owners[alike]], numbers, np.float32(0.01) * ratios[alike])


def _containment(parts: Array, wholes: Array) -> Floats:
    """How alike parts and their compounds are, by their lengths; see `containment`."""
    return (0.5 + 0.5 * parts / wholes).astype(np.float32)


def _merged(found: Sequence[_Near], count: int) -> list[Weighted]:
    """By place all near terms, each once with its greatest likeness, ascending."""
    places = np.concatenate([each.places for each in found])
    numbers = np.concatenate([each.numbers for each in found])
    keys = places << 32 | numbers
    order = np.argsort(keys)
    keys = keys[order]
    firsts = firsts_of(keys)
    if not len(firsts):
        nothing = (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
        return [nothing] * count
    likeness = np.concatenate([each.likeness for each in found])[order]
    greatest = np.maximum.reduceat(likeness, firsts)
    terms = numbers[order[firsts]]
    bounds = np.searchsorted(keys[firsts], np.arange(count + 1) << 32).tolist()
    return [(terms[start:end], greatest[start:end]) for start, end in pairwise(bounds)]
