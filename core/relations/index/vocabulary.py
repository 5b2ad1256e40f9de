"""Terms and forms: their numbers, how rare they ought to be, and which are close to each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from core.relations.index.near import Weighted, near_terms
from core.relations.index.segment import Segment, classes_of_terms, compound_order
from core.relations.index.strings import Hashes, Ints, Numbers, Strings, hashes_of
from core.relations.likeness import may_vary
from core.relations.synonyms import classes_of, may_have_classes
from core.text.words import Form

Floats = npt.NDArray[np.float32]

REMEMBERED = 1 << 14
"""For how many terms it is remembered what their numbers are, and which others are near."""

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
            known = self.numbers([term]).item()
        return None if known < 0 else known

    def numbers(self, terms: Iterable[str]) -> Ints:
        """The numbers of some terms, -1 for those that no statement ever held."""
        asked = list(terms)
        known = self._numbers
        unknown = [term for term in dict.fromkeys(asked) if term not in known]
        if unknown:
            if len(known) + len(unknown) > REMEMBERED:
                known.clear()
                unknown = list(dict.fromkeys(asked))
            found = self._looked_up(unknown, hashes_of(unknown), [s.terms for s in self._segments])
            known.update(zip(unknown, found.tolist(), strict=True))
        return np.array([known[term] for term in asked], dtype=np.int32)

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
            found = near_terms(self._segments, unknown, self.numbers(unknown))
            self._near.update(zip(unknown, found, strict=True))
        return [self._near[term] for term in terms]


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
        for at in np.flatnonzero(may_have_classes(terms)).tolist():
            for name in classes_of(terms[at]):
                by_class[name].append(first_term + at)
        self.classes = classes_of_terms(by_class)
