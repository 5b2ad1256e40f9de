"""Terms and forms: their numbers, how rare they ought to be, and which are close to each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from core.relations.index.arrays import Array
from core.relations.index.segment import (
    Flags,
    Segment,
    classes_of_terms,
    compound_order,
    places_of,
)
from core.relations.index.strings import (
    KEY_LETTERS,
    Hashes,
    Ints,
    Keys,
    Numbers,
    Strings,
    hashes_of,
    is_plain,
    key_range,
    start_keys,
)
from core.relations.likeness import FUZZY, SYNONYM, may_vary
from core.relations.synonyms import PART, classes_of
from core.text.words import Form

Floats = npt.NDArray[np.float32]
Weighted = tuple[Ints, Floats]
"""Terms and what each weighs."""

REMEMBERED = 1 << 14
"""For how many terms it is remembered what their numbers are, and which others are near."""
ENDING = 3
"""How many letters at the end may part a term from those that are near by their letters."""
ENDINGS = 256
"""How many terms that begin alike are looked at for that."""


_LONGEST = 14
"""Longer terms are not expected to be rarer."""
_SHARES = [0.02 * math.exp(-0.35 * length) for length in range(_LONGEST + 1)]


def expected_share(term: str) -> float:
    """The share of statements that hold a term, judged from its length alone."""
    return _SHARES[min(len(term), _LONGEST)] if term.isalpha() else 0.004


class Vocabulary:
    """Numbers for forms (folded words) and terms (their stems), and what is known of each.

    A form belongs to one term. Numbers are given in order of appearance and kept for good: a
    form of which no statement is left has a count of nought. Words that are taken in wait, and
    are given their numbers all at once when they become part of a segment.
    """

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self._segments = list(segments)
        self._waiting: dict[Form, int] = {}
        self._near: dict[str, Weighted] = {}
        self._numbers: dict[str, int] = {}
        self.shares: Floats = np.concatenate(
            [np.zeros(0, dtype=np.float32), *(s.shares for s in self._segments)]
        )
        """By term the share of ordinary statements that hold it."""
        self.form_terms: Ints = np.concatenate(
            [np.zeros(0, dtype=np.int32), *(s.spelling_terms for s in self._segments)]
        )
        """By form its term."""

    @property
    def term_count(self) -> int:
        """How many terms there are; not those that wait."""
        return len(self.shares)

    @property
    def spellings(self) -> list[tuple[int, Strings]]:
        """The forms of each segment with the number of their first."""
        return [(segment.first_form, segment.spellings) for segment in self._segments]

    def replace(self, segments: Sequence[Segment]) -> None:
        """Look into these segments from now on, which hold the same terms and forms."""
        self._segments = list(segments)

    def term(self, term: str) -> int | None:
        """The number of a term, None when no statement ever held it."""
        known = self._numbers.get(term)
        if known is None:
            if len(self._numbers) >= REMEMBERED:
                self._numbers.clear()
            known = self._numbers[term] = self._number(term)
        return None if known < 0 else known

    def numbers(self, terms: Iterable[str]) -> Ints:
        """The numbers of some terms, -1 for those that no statement ever held."""
        found = [self.term(term) for term in terms]
        return np.array([-1 if each is None else each for each in found], dtype=np.int32)

    def _number(self, term: str) -> int:
        for segment in self._segments:
            number = segment.terms.number(term)
            if number is not None:
                return segment.first_term + number
        return -1

    def texts(self, numbers: Ints) -> list[str]:
        """The terms of some ascending numbers, none of which waits."""
        return [
            text
            for segment, local in self._by_segment(numbers)
            for text in segment.terms.several(local)
        ]

    def varying(self, numbers: Ints) -> npt.NDArray[np.uint8]:
        """Which of some ascending terms are alike to others than themselves."""
        found = [segment.varying[local] for segment, local in self._by_segment(numbers)]
        return np.concatenate([np.zeros(0, dtype=np.uint8), *found])

    def _by_segment(self, numbers: Ints) -> Iterator[tuple[Segment, Numbers]]:
        firsts = [segment.first_term for segment in self._segments]
        bounds = [*np.searchsorted(numbers, firsts).tolist(), len(numbers)]
        for segment, start, end in zip(self._segments, bounds, bounds[1:], strict=False):
            if start < end:
                yield segment, numbers[start:end].astype(np.int64) - segment.first_term

    def spelt(self, forms: Ints) -> Iterator[tuple[slice, Strings, Numbers]]:
        """Ascending forms by segment: where among them, and the strings with their numbers."""
        firsts = [segment.first_form for segment in self._segments]
        bounds = [*np.searchsorted(forms, firsts).tolist(), len(forms)]
        for segment, start, end in zip(self._segments, bounds, bounds[1:], strict=False):
            if start < end:
                numbers = forms[start:end].astype(np.int64) - segment.first_form
                yield slice(start, end), segment.spellings, numbers

    # --- taking in ------------------------------------------------------------------------------

    def add(self, found: Iterable[Form]) -> list[int]:
        """The places of these forms among those that wait."""
        waiting = self._waiting
        return [waiting.setdefault(form, len(waiting)) for form in found]

    def taken(self) -> NewWords:
        """What waits, for a segment that the vocabulary is given next."""
        waiting, self._waiting = list(self._waiting), {}
        letters, own_stems = zip(*waiting, strict=True) if waiting else ((), ())
        stems = list(dict.fromkeys(own_stems))
        hashes = hashes_of(stems)
        terms = self._looked_up(stems, hashes, [s.terms for s in self._segments])
        new_terms = np.flatnonzero(terms < 0)
        terms[new_terms] = len(self.shares) + np.arange(len(new_terms))
        numbers = dict(zip(stems, terms.tolist(), strict=True))
        form_terms = [numbers[stem] for stem in own_stems]
        form_hashes = hashes_of(letters, form_terms)
        forms = self._looked_up(letters, form_hashes, [s.spellings for s in self._segments])
        new = np.flatnonzero(forms < 0)
        forms[new] = len(self.form_terms) + np.arange(len(new))
        by_form = np.array(form_terms, dtype=np.int32)
        return NewWords(
            first_term=len(self.shares),
            first_form=len(self.form_terms),
            terms=[stems[at] for at in new_terms.tolist()],
            hashes=hashes[new_terms],
            spellings=Strings.of([letters[at] for at in new.tolist()], hashes=form_hashes[new]),
            form_terms=by_form[new],
            waiting_forms=forms,
            waiting_terms=by_form,
        )

    @staticmethod
    def _looked_up(texts: Sequence[str], hashes: Hashes, several: Sequence[Strings]) -> Ints:
        """The numbers of some strings, counted through all; -1 for those that are not there."""
        found = np.full(len(texts), -1, dtype=np.int32)
        first = 0
        for strings in several:
            left = np.flatnonzero(found < 0)
            here = strings.numbers([texts[at] for at in left.tolist()], hashes[left])
            found[left[here >= 0]] = here[here >= 0] + np.int32(first)
            first += len(strings)
        return found

    def follow(self, segment: Segment) -> None:
        """Look into this segment too, whose terms and forms follow upon all others."""
        self._segments.append(segment)
        self.shares = np.concatenate([self.shares, segment.shares])
        self.form_terms = np.concatenate([self.form_terms, segment.spelling_terms])
        if len(segment.terms):
            self._near.clear()
            self._numbers.clear()

    # --- near terms -----------------------------------------------------------------------------

    def near(self, terms: Sequence[str]) -> list[Weighted]:
        """For each of some terms, those that hold it, are held by it, or mean much the same."""
        if len(self._near) + len(terms) > REMEMBERED:
            self._near.clear()
        unknown = [term for term in dict.fromkeys(terms) if term not in self._near]
        if unknown:
            self._near.update(zip(unknown, self._near_to(unknown), strict=True))
        return [self._near[term] for term in terms]

    def _near_to(self, terms: Sequence[str]) -> list[Weighted]:
        numbers = self.numbers(terms)
        known = np.flatnonzero(numbers >= 0)
        found = [_Near(known, numbers[known], np.ones(len(known), dtype=np.float32))]
        named = [(at, name) for at, term in enumerate(terms) for name in classes_of(term)]
        parted = [at for at, term in enumerate(terms) if len(term) >= PART and term.isalpha()]
        forward = _probes(terms, parted, reverse=False)
        backward = _probes(terms, parted, reverse=True)
        for segment in self._segments:
            found += [_of_class(segment, at, name) for at, name in named]
            for probes in (forward, backward) if parted else ():
                found += [_held(segment, probes), _holding(segment, probes)]
            if parted:
                found.append(_of_other_endings(segment, forward))
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
    lengths: Numbers
    reverse: bool
    plain: Flags
    """By probe whether a key tells each of its first letters from all others."""
    ranges: Keys
    """By probe its key, and the first above those that begin with it."""
    start_keys: Keys
    start_owners: Numbers
    start_sizes: Numbers
    """The keys of all its beginnings that may be terms, the probe of each, and how long it is."""
    ending_ranges: Keys
    """By probe the keys of what begins like it and may end otherwise."""


def _probes(terms: Sequence[str], places: Sequence[int], *, reverse: bool) -> _Probes:
    texts = [terms[at] for at in places]
    turned = [text[::-1] for text in texts] if reverse else texts
    sizes = [range(PART, len(text)) for text in texts]
    starts = [text[: max(len(text) - ENDING, PART - 1)] for text in turned]
    return _Probes(
        places=np.array(places, dtype=np.int64),
        texts=texts,
        lengths=np.array([len(text) for text in texts], dtype=np.int64),
        reverse=reverse,
        plain=np.array([is_plain(text) for text in texts], dtype=np.bool_),
        ranges=np.array([key_range(text) for text in turned], dtype=np.uint64),
        start_keys=start_keys(turned, sizes),
        start_owners=np.repeat(np.arange(len(texts)), [len(each) for each in sizes]),
        start_sizes=np.array([size for each in sizes for size in each], dtype=np.int64),
        ending_ranges=np.array([key_range(start) for start in starts], dtype=np.uint64),
    )


def _ordered(segment: Segment, *, reverse: bool) -> tuple[Keys, Ints]:
    if reverse:
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
    """The terms that the probes begin with, or end with when they are turned."""
    keys, terms = _ordered(segment, reverse=probes.reverse)
    places = np.searchsorted(keys, probes.start_keys)
    inside = np.flatnonzero(places < len(keys))
    hits = inside[keys[places[inside]] == probes.start_keys[inside]]
    numbers = terms[places[hits]]
    owners, sizes = probes.start_owners[hits], probes.start_sizes[hits]
    # Of a part that its key does not tell in full, the key is that of others as well.
    for hit in np.flatnonzero(~probes.plain[owners] | (sizes >= KEY_LETTERS)).tolist():
        text, size = probes.texts[owners[hit]], sizes[hit]
        number = segment.terms.number(text[-size:] if probes.reverse else text[:size])
        numbers[hit] = -1 if number is None else segment.first_term + number
    there = numbers >= 0
    likeness = _containment(sizes, probes.lengths[owners])
    return _Near(probes.places[owners[there]], numbers[there], likeness[there])


def _holding(segment: Segment, probes: _Probes) -> _Near:
    """The terms that begin with a probe, or end with it when they are turned."""
    keys, terms = _ordered(segment, reverse=probes.reverse)
    bounds = np.searchsorted(keys, probes.ranges)
    places, owners = places_of(bounds[:, 0], bounds[:, 1])
    local = terms[places] - np.int32(segment.first_term)
    told = probes.plain & (probes.lengths <= KEY_LETTERS)
    unsure = np.flatnonzero(~told[owners])
    if len(unsure):
        begins = str.endswith if probes.reverse else str.startswith
        found = segment.terms.several(local[unsure].astype(np.int64))
        asked = owners[unsure].tolist()
        wrong = [not begins(text, probes.texts[at]) for text, at in zip(found, asked, strict=True)]
        sure = np.ones(len(local), dtype=np.bool_)
        sure[unsure[np.array(wrong, dtype=np.bool_)]] = False
        local, owners = local[sure], owners[sure]
    lengths = segment.terms.starts[local + 1] - segment.terms.starts[local] - 1
    likeness = _containment(probes.lengths[owners], lengths)
    return _Near(probes.places[owners], local + np.int32(segment.first_term), likeness)


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
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    if not len(firsts):
        nothing = (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
        return [nothing] * count
    likeness = np.concatenate([each.likeness for each in found])[order]
    greatest = np.maximum.reduceat(likeness, firsts)
    terms = numbers[order[firsts]]
    bounds = np.searchsorted(keys[firsts], np.arange(count + 1) << 32).tolist()
    return [(terms[start:end], greatest[start:end]) for start, end in pairwise(bounds)]


class NewWords:
    """Terms and forms that no segment holds yet, ready to become part of one."""

    def __init__(
        self,
        *,
        first_term: int,
        first_form: int,
        terms: Sequence[str],
        hashes: Hashes,
        spellings: Strings,
        form_terms: Ints,
        waiting_forms: Ints,
        waiting_terms: Ints,
    ) -> None:
        self.first_term = first_term
        self.first_form = first_form
        self.spellings = spellings
        self.form_terms = form_terms
        self.waiting_forms = waiting_forms
        self.waiting_terms = waiting_terms
        """By place among those that waited its form, new or not, and the term of that."""
        self.terms = Strings.of(terms, hashes=hashes)
        self.shares: Floats = np.array([expected_share(term) for term in terms], dtype=np.float32)
        self.varying = np.array([may_vary(term) for term in terms], dtype=np.uint8)
        self.order = compound_order(terms, self.terms, first_term)
        by_class: defaultdict[str, list[int]] = defaultdict(list)
        for number, term in enumerate(terms, first_term):
            for name in classes_of(term):
                by_class[name].append(number)
        self.classes = classes_of_terms(by_class)
