"""Terms and forms: their numbers, how rare they ought to be, and which are close to each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from core.relations.index.segment import Segment, classes_of_terms, compound_order
from core.relations.index.strings import (
    Ints,
    Keys,
    Numbers,
    Strings,
    is_told_by_key,
    key_range,
    start_keys,
)
from core.relations.ranking.likeness import FUZZY, SYNONYM, containment, may_vary
from core.relations.synonyms import PART, classes_of
from core.text.words import Word

Floats = npt.NDArray[np.float32]
Weighted = tuple[Ints, Floats]
"""Terms and what each weighs."""

REMEMBERED = 1 << 14
"""For how many terms it is remembered what their numbers are, and which others are near."""
ENDING = 3
"""How many letters at the end may part a term from those that are near by their letters."""
ENDINGS = 256
"""How many terms that begin alike are looked at for that."""
KNOWN_FORMS = 1 << 17
"""For how many forms the number is remembered while statements are taken in."""


def expected_share(term: str) -> float:
    """The share of statements that hold a term, judged from its length alone."""
    if not term.isalpha():
        return 0.004
    return 0.02 * math.exp(-0.35 * min(len(term), 14))


class Vocabulary:
    """Numbers for forms (folded words) and terms (their stems), and what is known of each.

    A form belongs to one term. Numbers are given in order of appearance and kept for good: a
    form of which no statement is left has a count of nought. Those that are new wait until they
    are taken over into a segment.
    """

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self._segments = list(segments)
        self._new_terms: dict[str, int] = {}
        self._new_forms: dict[tuple[str, str], int] = {}
        self._new_form_terms: list[int] = []
        self._known: dict[tuple[str, str], int] = {}
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
        """How many terms there are, those that wait among them."""
        return len(self.shares) + len(self._new_terms)

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
        if known is not None:
            return known
        for segment in self._segments:
            number = segment.terms.number(term)
            if number is not None:
                if len(self._numbers) >= REMEMBERED:
                    self._numbers.clear()
                self._numbers[term] = segment.first_term + number
                return segment.first_term + number
        return self._new_terms.get(term)

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

    def add(self, found: Iterable[Word]) -> list[int]:
        """The numbers of the words' forms, new ones given where needed."""
        known = self._known
        numbers = []
        for word in found:
            key = (word.folded, word.stem)
            number = known.get(key)
            if number is None:
                number = self._numbered(key)
            numbers.append(number)
        return numbers

    def _numbered(self, key: tuple[str, str]) -> int:
        number = self._new_forms.get(key)
        if number is None:
            folded, stem = key
            term = self._new_terms.get(stem)
            if term is None:
                term = self.term(stem)
                if term is not None:
                    number = self._found(folded, term)
                else:
                    term = self._new_terms[stem] = len(self.shares) + len(self._new_terms)
            if number is None:
                number = self._new_forms[key] = len(self.form_terms) + len(self._new_forms)
                self._new_form_terms.append(term)
        if len(self._known) >= KNOWN_FORMS:
            self._known.clear()
        self._known[key] = number
        return number

    def _found(self, folded: str, term: int) -> int | None:
        """The number of a form of a term that is in a segment."""
        for segment in self._segments:
            number = segment.spellings.number(folded, term)
            if number is not None:
                return segment.first_form + number
        return None

    def waiting_form_terms(self) -> Ints:
        """By form its term, those that wait among them."""
        waiting = np.array(self._new_form_terms, dtype=np.int32)
        return np.concatenate([self.form_terms, waiting])

    def taken(self) -> NewWords:
        """The terms and forms that wait, for a segment that the vocabulary is given next."""
        terms, forms = list(self._new_terms), [folded for folded, _ in self._new_forms]
        found = NewWords(
            first_term=len(self.shares),
            first_form=len(self.form_terms),
            terms=terms,
            forms=forms,
            form_terms=np.array(self._new_form_terms, dtype=np.int32),
        )
        self._new_terms, self._new_forms, self._new_form_terms = {}, {}, []
        return found

    def follow(self, segment: Segment) -> None:
        """Look into this segment too, whose terms and forms follow upon all others."""
        self._segments.append(segment)
        self.shares = np.concatenate([self.shares, segment.shares])
        self.form_terms = np.concatenate([self.form_terms, segment.spelling_terms])
        if len(segment.terms):
            self._near.clear()

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
        found: list[dict[int, float]] = [{} for _ in terms]
        compounds: list[list[Weighted]] = [[] for _ in terms]
        for at, term in enumerate(terms):
            for name in classes_of(term):
                for segment in self._segments:
                    found[at].update(dict.fromkeys(_of_class(segment, name), SYNONYM))
        parted = [at for at, term in enumerate(terms) if len(term) >= PART and term.isalpha()]
        for reverse in (False, True):
            probes = [terms[at][::-1] if reverse else terms[at] for at in parted]
            asked = [(at, size) for at in parted for size in range(PART, len(terms[at]))]
            lows = start_keys(probes, [range(PART, len(probe)) for probe in probes])
            ranges = np.array([key_range(probe) for probe in probes], dtype=np.uint64)
            for segment in self._segments:
                for place in _held(segment, lows, reverse=reverse):
                    at, size = asked[place]
                    part = terms[at][-size:] if reverse else terms[at][:size]
                    number = segment.terms.number(part)
                    if number is not None:
                        alike = containment(part, terms[at])
                        number += segment.first_term
                        found[at][number] = max(found[at].get(number, 0.0), alike)
                self._find_wholes(segment, terms, parted, probes, ranges, compounds, reverse)
        for segment in self._segments:
            _find_other_endings(segment, terms, parted, compounds)
        for at, term in enumerate(terms):
            own = self.term(term)
            if own is not None:
                found[at][own] = 1.0
        return [_merged(one, many) for one, many in zip(found, compounds, strict=True)]

    @staticmethod
    def _find_wholes(
        segment: Segment,
        terms: Sequence[str],
        parted: Sequence[int],
        probes: Sequence[str],
        ranges: Keys,
        compounds: Sequence[list[Weighted]],
        reverse: bool,
    ) -> None:
        """The terms that begin or end with one."""
        keys, numbers = (
            (segment.back_keys, segment.back_terms)
            if reverse
            else (segment.front_keys, segment.front_terms)
        )
        bounds = np.searchsorted(keys, ranges.reshape(-1)).reshape(-1, 2)
        for place in np.flatnonzero(bounds[:, 0] < bounds[:, 1]).tolist():
            at, probe, (low, high) = parted[place], probes[place], bounds[place].tolist()
            term = terms[at]
            local = numbers[low:high] - segment.first_term
            if not is_told_by_key(probe):
                begins = str.endswith if reverse else str.startswith
                texts = segment.terms.several(local.astype(np.int64))
                local = local[np.array([begins(text, term) for text in texts])]
            lengths = segment.terms.starts[local + 1] - segment.terms.starts[local] - 1
            alike = (0.5 + 0.5 * len(term) / lengths).astype(np.float32)
            compounds[at].append((local + np.int32(segment.first_term), alike))


def _find_other_endings(
    segment: Segment,
    terms: Sequence[str],
    parted: Sequence[int],
    alike: Sequence[list[Weighted]],
) -> None:
    """The terms that begin like one and are alike to it in all their letters."""
    starts = [terms[at][: max(len(terms[at]) - ENDING, PART - 1)] for at in parted]
    ranges = np.array([key_range(start) for start in starts], dtype=np.uint64)
    bounds = np.searchsorted(segment.front_keys, ranges.reshape(-1)).reshape(-1, 2)
    for place in np.flatnonzero(bounds[:, 0] < bounds[:, 1]).tolist():
        at, (low, high) = parted[place], bounds[place].tolist()
        local = segment.front_terms[low : min(high, low + ENDINGS)] - segment.first_term
        lengths = segment.terms.starts[local + 1] - segment.terms.starts[local] - 1
        local = local[np.abs(lengths - len(terms[at])) <= ENDING]
        if len(local):
            texts = segment.terms.several(local.astype(np.int64))
            ratios = process.cdist(
                [terms[at]], texts, scorer=fuzz.ratio, score_cutoff=FUZZY, dtype=np.float32
            )[0]
            found = np.flatnonzero(ratios)
            numbers = local[found] + np.int32(segment.first_term)
            alike[at].append((numbers, 0.01 * ratios[found]))


def _held(segment: Segment, lows: Keys, *, reverse: bool) -> list[int]:
    """The places of those keys that some term of a segment may have."""
    keys = segment.back_keys if reverse else segment.front_keys
    if not len(keys):
        return []
    places = np.minimum(np.searchsorted(keys, lows), len(keys) - 1)
    found: list[int] = np.flatnonzero(keys[places] == lows).tolist()
    return found


def _of_class(segment: Segment, name: str) -> list[int]:
    at = segment.classes.number(name)
    if at is None:
        return []
    start, end = segment.class_starts[at : at + 2].tolist()
    found: list[int] = segment.class_terms[start:end].tolist()
    return found


def _merged(one: dict[int, float], many: Sequence[Weighted]) -> Weighted:
    """All near terms, each once with its greatest likeness, ascending."""
    terms = np.concatenate(
        [np.fromiter(one.keys(), dtype=np.int32, count=len(one)), *(each[0] for each in many)]
    )
    values = np.concatenate(
        [np.fromiter(one.values(), dtype=np.float32, count=len(one)), *(each[1] for each in many)]
    )
    order = np.lexsort((-values, terms))
    terms, values = terms[order], values[order]
    first = np.ones(len(terms), dtype=np.bool_)
    first[1:] = terms[1:] != terms[:-1]
    return terms[first], values[first]


class NewWords:
    """Terms and forms that no segment holds yet, ready to become part of one."""

    def __init__(
        self,
        *,
        first_term: int,
        first_form: int,
        terms: Sequence[str],
        forms: Sequence[str],
        form_terms: Ints,
    ) -> None:
        self.first_term = first_term
        self.first_form = first_form
        self.form_terms = form_terms
        self.terms = Strings.of(terms)
        self.spellings = Strings.of(forms, form_terms.tolist())
        self.shares: Floats = np.array([expected_share(term) for term in terms], dtype=np.float32)
        self.varying = np.array([may_vary(term) for term in terms], dtype=np.uint8)
        self.order = compound_order(self.terms, first_term)
        by_class: defaultdict[str, list[int]] = defaultdict(list)
        for number, term in enumerate(terms, first_term):
            for name in classes_of(term):
                by_class[name].append(number)
        self.classes = classes_of_terms(by_class)
