"""The terms of all statements: how rare each is, and which stand close to each other."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from core.relations.likeness import SYNONYM, containment
from core.relations.synonyms import PART, classes_of
from core.text.words import Word

Ints = npt.NDArray[np.int32]

GRAM_SIZES = (3, 4, 5)
"""How many letters the sequences have by which forms are alike."""


def expected_share(term: str) -> float:
    """The share of statements that hold a term, judged from its length alone."""
    if not term.isalpha():
        return 0.004
    return 0.02 * math.exp(-0.35 * min(len(term), 14))


class Vocabulary:
    """Numbers for forms (folded words) and terms (their stems), and what is known of each.

    A form belongs to one term. Numbers are given in order of appearance and kept for good: a
    form of which no statement is left has a count of nought.
    """

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.expected_shares: list[float] = []
        self.form_terms: list[int] = []
        self.form_grams: list[Ints] = []
        """By number of the form, the sequences it holds; twice when it holds one twice."""
        self._term_ids: dict[str, int] = {}
        self._form_ids: dict[tuple[str, str], int] = {}
        self._gram_ids: dict[str, int] = {}
        self._class_terms: dict[str, list[int]] = {}
        self._sorted: list[tuple[str, int]] = []
        self._sorted_reversed: list[tuple[str, int]] = []

    def term(self, term: str) -> int | None:
        """The number of a term, None when no statement ever held it."""
        return self._term_ids.get(term)

    def add(self, found: Iterable[Word]) -> Ints:
        """The numbers of the words' forms, new ones given where needed."""
        return np.array([self._numbered(word) for word in found], dtype=np.int32)

    def _numbered(self, word: Word) -> int:
        key = (word.folded, word.stem)
        known = self._form_ids.get(key)
        if known is not None:
            return known
        number = self._form_ids[key] = len(self.form_terms)
        self.form_terms.append(self._term_numbered(word.stem))
        ids = self._gram_ids
        numbers = [ids.setdefault(gram, len(ids)) for gram in grams(word.folded)]
        self.form_grams.append(np.array(numbers, dtype=np.int32))
        return number

    def _term_numbered(self, term: str) -> int:
        known = self._term_ids.get(term)
        if known is not None:
            return known
        number = self._term_ids[term] = len(self.terms)
        self.terms.append(term)
        self.expected_shares.append(expected_share(term))
        if len(term) >= PART and term.isalpha():
            insort(self._sorted, (term, number))
            insort(self._sorted_reversed, (term[::-1], number))
        for name in classes_of(term):
            self._class_terms.setdefault(name, []).append(number)
        return number

    @property
    def gram_count(self) -> int:
        """How many different sequences of letters the forms hold."""
        return len(self._gram_ids)

    def gram_numbers(self, word: Word) -> tuple[Ints, int]:
        """The character sequences of a form: the known ones, and how many there are beside them."""
        number = self._form_ids.get((word.folded, word.stem))
        if number is not None:
            return self.form_grams[number], 0
        wanted = grams(word.folded)
        known = [self._gram_ids[gram] for gram in wanted if gram in self._gram_ids]
        return np.array(known, dtype=np.int32), len(wanted) - len(known)

    def near(self, term: str) -> dict[int, float]:
        """The terms that hold this one, are held by it, or mean much the same."""
        found: dict[int, float] = {}
        for name in classes_of(term):
            found.update(dict.fromkeys(self._class_terms.get(name, ()), SYNONYM))
        if len(term) >= PART and term.isalpha():
            for size in range(PART, len(term)):
                for part in (term[:size], term[-size:]):
                    number = self._term_ids.get(part)
                    if number is not None:
                        found[number] = max(found.get(number, 0.0), containment(part, term))
            for ordered, probe in ((self._sorted, term), (self._sorted_reversed, term[::-1])):
                at = bisect_left(ordered, (probe, -1))
                while at < len(ordered) and ordered[at][0].startswith(probe):
                    whole, number = ordered[at]
                    found[number] = max(found.get(number, 0.0), containment(probe, whole))
                    at += 1
        own = self._term_ids.get(term)
        if own is not None:
            found[own] = 1.0
        return found


def grams(form: str) -> list[str]:
    """The character sequences of a word, its borders included."""
    bordered = f" {form} "
    return [
        bordered[at : at + size] for size in GRAM_SIZES for at in range(len(bordered) - size + 1)
    ]
