"""What counts when statements are compared with one roughly, and how much of it they hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.model import FigureKind
from core.relations.index.arrays import Array
from core.relations.index.statement_index import StatementIndex
from core.relations.index.strings import Ints, Numbers
from core.relations.profile import StatementProfile
from core.relations.ranking.question import Question, bag_values
from core.relations.ranking.score import LIKENESS, SCANT, WEIGHTS

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

_NOTHING = np.zeros(0, dtype=np.int32)
_COVERING = WEIGHTS["letters"] + WEIGHTS["words"] + WEIGHTS["words there"]


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """The terms that count for a question, under codes of their own from 1 on."""

    codes: Ints
    """By term of the index its code; 0 for what does not count."""
    count: int
    terms: Ints
    """How many terms the statement has, and by code which of them it is near."""
    likeness: Floats
    """By code how like it is to a term of the statement, as it counts."""
    gains: Floats
    """By code how much of the statement it covers, as rarity."""
    exact: Floats
    """By code the rarity of the term, if it is one of the statement."""
    around: Floats
    """By code what it weighs in the statements around."""
    length: float
    """Of the whole vector of these."""
    whole: float
    """The rarity of the statement, with what it lacks to say anything."""
    figures: Floats
    """By code 1 where it is the number of a figure."""

    def worth(self, terms: Ints) -> Floats:
        """About what some terms add to the score of a statement that holds them."""
        codes = self.codes[terms]
        covered = np.float32(_COVERING / self.whole) * self.gains[codes]
        exact = np.float32(WEIGHTS["keywords"] / self.whole) * self.exact[codes]
        figures = np.float32(WEIGHTS["figures"]) * self.figures[codes]
        worth: Floats = covered + exact + figures
        return worth


def sought_by(index: StatementIndex, asked: Question) -> Sought:
    """What counts for a question, until the index is asked another."""
    terms, context = asked.terms, asked.context
    known = np.flatnonzero(terms.numbers >= 0)
    around = np.flatnonzero(context.numbers >= 0)
    near = [numbers for numbers, _ in asked.near]
    every = np.concatenate([_NOTHING, *near, context.numbers[around]])
    codes = index.statistics.by_term("codes", every, np.arange(1, len(every) + 1, dtype=np.int32))
    # A term that is near several has the code it was given last.
    coded = codes[every]
    ends = np.cumsum([0, *map(len, near)])
    likeness = [_NOTHING, *(values for _, values in asked.near)]
    alike = np.concatenate(likeness, dtype=np.float32) ** LIKENESS
    owners = np.repeat(np.arange(len(near), dtype=np.int32), np.diff(ends))
    of_terms = np.zeros(len(every) + 1, dtype=np.int32)
    of_terms[coded[: ends[-1]]] = owners

    def by_code(at: Array, values: Array) -> Floats:
        found = np.zeros(len(every) + 1, dtype=np.float32)
        np.maximum.at(found, at, values)
        return found

    figures = _numbers(asked.profile)
    numbers = [at for at, text in enumerate(terms.texts) if text in figures]
    values = bag_values(context)
    return Sought(
        codes=codes,
        count=len(near),
        terms=of_terms,
        likeness=by_code(coded[: ends[-1]], alike),
        gains=by_code(coded[: ends[-1]], alike * terms.rarity[owners]),
        exact=by_code(codes[terms.numbers[known]], terms.rarity[known]),
        around=by_code(coded[ends[-1] :], values[around]),
        length=float(np.sqrt(np.square(values).sum())),
        whole=float(terms.rarity.sum()) + SCANT,
        figures=by_code(codes[np.maximum(terms.numbers[numbers], 0)], terms.numbers[numbers] >= 0),
    )


def _numbers(profile: StatementProfile) -> set[str]:
    """The numbers in a statement's figures, of which dates share too many."""
    spans = [each.span for each in profile.figures if each.kind is not FigureKind.DATE]
    return {
        word.stem
        for word in profile.content
        if word.stem[:1].isdigit() and any(span.overlaps(word.span) for span in spans)
    }


@dataclass(frozen=True, slots=True, eq=False)
class InCommon:
    """What some statements hold of what is sought."""

    sought: Sought
    count: int
    owners: Numbers
    rarity: Floats
    """By word the place of its statement and how rare it is."""
    hits: Numbers
    """Which of the words count."""
    codes: Ints
    """And the codes of these."""

    @classmethod
    def of(cls, index: StatementIndex, sought: Sought, slots: Numbers) -> InCommon:
        """For the statements in some ascending slots."""
        forms, owners = index.statistics.forms_of(slots)
        terms = index.vocabulary.form_terms[forms]
        codes = sought.codes[terms]
        hits = np.flatnonzero(codes)
        rarity = index.statistics.rarity[terms]
        return cls(sought, len(slots), owners, rarity, hits, codes[hits])

    def sums(self, by_code: Floats) -> Doubles:
        """By statement the sum over its words, weighed by how rare each is."""
        values = by_code[self.codes] * self.rarity[self.hits]
        found = np.bincount(self.owners[self.hits], weights=values, minlength=self.count)
        return found.astype(np.float64, copy=False)

    def best(self, by_code: Floats) -> Doubles:
        """By statement the sum of the greatest value for each term that is asked for."""
        terms = self.sought.count
        found = np.zeros(self.count * terms, dtype=np.float32)
        at = self.owners[self.hits] * terms + self.sought.terms[self.codes]
        np.maximum.at(found, at, by_code[self.codes])
        sums: Doubles = found.reshape(self.count, terms).sum(axis=1, dtype=np.float64)
        return sums

    def totals(self, by_word: Floats) -> Doubles:
        """By statement the sum of what each of its words has."""
        found = np.bincount(self.owners, weights=by_word, minlength=self.count)
        return found.astype(np.float64, copy=False)

    def columns(self, penalty: Floats) -> dict[str, Doubles]:
        """By statement about what it would have in the features that compare words."""
        sought = self.sought
        covered = self.best(sought.gains) / sought.whole
        there = self.sums(sought.likeness) / (self.totals(self.rarity) + SCANT)
        keywords = 2 * self.best(sought.exact) / ((1 + penalty) * sought.whole)
        letters = np.sqrt(covered * there)
        return {"letters": letters, "words": covered, "words there": there, "keywords": keywords}
