"""The statements of the library, ready to be compared with one."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from core.model import ArticleId
from core.relations.profile import NEIGHBOURS, StatementProfile
from core.relations.vocabulary import Vocabulary, expected_share
from core.text.words import Word

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

ASKED_TERMS = 12
"""How many of a statement's rarest terms look for candidates."""
ASKED_FORMS = 48
"""How many forms that look like those of the statement look for candidates."""
COMMON_SHARE = 0.05
"""Terms in more statements than this find no candidates."""
COMMON_COUNT = 100
"""But in a small library a term may be in this many."""

CLOSEST_ARTICLES = 3
"""How many articles are compared as wholes."""

TERM_SATURATION = 0.9
LENGTH_PENALTY = 0.4
"""k1 and b of BM25."""

PRIOR_STATEMENTS = 400.0
"""How many statements of ordinary news the counts start from, so that few articles suffice."""
PRIOR_LENGTH = 10.0
"""How many content words an ordinary statement has."""
PRIOR_GRAM_SHARE = 0.001
"""The share of ordinary statements that hold some sequence of letters."""


class StatementIndex:
    """Finds the statements that could relate to one, and knows how rare words are.

    Articles come and go as wholes; adding one costs its own statements, and counting anew at the
    next question. What is answered depends on the articles in it, not on the order in which they
    came or on others that left. Statements are addressed by slots; a slot is valid until its
    article is removed or added anew. One thread at a time.

    Everything about the statements is reached through numbers of slots, forms and terms, so that
    the tables behind them may one day lie in a file.
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._profiles: list[StatementProfile | None] = []
        self._forms: list[Ints] = []
        self._slots: dict[ArticleId, range] = {}
        self._firsts = array("i")
        self._postings: list[array[int]] = []
        self._size = 0
        self._statistics: Statistics | None = None

    def __len__(self) -> int:
        return self._size

    def __contains__(self, article: ArticleId) -> bool:
        return article in self._slots

    def add(self, profiles: Sequence[StatementProfile]) -> None:
        """Take in the statements of one article, in place of what was known of it."""
        if not profiles:
            return
        article = profiles[0].id.article
        self.remove(article)
        first = len(self._profiles)
        for slot, profile in enumerate(profiles, first):
            forms = self.vocabulary.add(profile.content)
            self._profiles.append(profile)
            self._forms.append(forms)
            self._firsts.append(first)
            for term in self._terms(forms):
                self._postings[term].append(slot)
        self._slots[article] = range(first, len(self._profiles))
        self._size += len(profiles)
        self._statistics = None

    def remove(self, article: ArticleId) -> None:
        """Forget an article; nothing happens when it is not there."""
        slots = self._slots.pop(article, range(0))
        for slot in slots:
            for term in self._terms(self._forms[slot]):
                self._postings[term].remove(slot)
            self._profiles[slot] = None
            self._forms[slot] = self._forms[slot][:0]
        self._size -= len(slots)
        self._statistics = None

    def _terms(self, forms: Ints) -> list[int]:
        while len(self._postings) < len(self.vocabulary.terms):
            self._postings.append(array("i"))
        return sorted({self.vocabulary.form_terms[form] for form in forms.tolist()})

    @property
    def statistics(self) -> Statistics:
        """What is counted over all statements, as they stand now."""
        if self._statistics is None:
            self._statistics = Statistics(
                self.vocabulary, self._size, [len(slots) for slots in self._postings], self._forms
            )
        return self._statistics

    def profile(self, slot: int) -> StatementProfile:
        """The profile of the statement in a slot."""
        profile = self._profiles[slot]
        if profile is None:
            raise LookupError(slot)
        return profile

    def article_slots(self, article: ArticleId) -> range:
        """The slots of an article's statements in reading order; none when it is not here."""
        return self._slots.get(article, range(0))

    def other_slots(self, article: ArticleId) -> Ints:
        """The slots of all statements but an article's own."""
        others = (slots for other, slots in self._slots.items() if other != article)
        return np.array([slot for slots in others for slot in slots], dtype=np.int32)

    def candidates(self, profile: StatementProfile, limit: int) -> Ints:
        """The slots of statements of other articles that may relate to this one.

        At most `limit` that share its rarest terms, as many that share compounds or synonyms of
        them, as many that share its letters, and as many that share something of all this and
        stand in like surroundings, and those of the closest articles; all there are when they are
        hardly more.
        """
        if self._size <= 4 * limit:
            return self.other_slots(profile.id.article)
        statistics = self.statistics
        exact = np.zeros(len(self._profiles), dtype=np.float32)
        wider = np.zeros(len(self._profiles), dtype=np.float32)
        for term in statistics.rarest(profile.content, ASKED_TERMS):
            rarity = statistics.rarity_of(term)
            own = self.vocabulary.term(term)
            for number, likeness in self.vocabulary.near(term).items():
                slots = self._asked_postings(number)
                weight = min(rarity, float(statistics.rarity[number])) * likeness
                gain = weight / (1 + statistics.length_norm[slots])
                wider[slots] += gain
                if number == own:
                    exact[slots] += gain
        letters = np.zeros(len(self._profiles), dtype=np.float32)
        for number, likeness in statistics.alike_terms(profile, ASKED_FORMS):
            letters[self._asked_postings(number)] += likeness
        letters /= statistics.letter_norm
        placed = _share(wider) + _share(letters) + _share(self._surrounded(profile))
        own_slots = self.article_slots(profile.id.article)
        found = []
        for scores in (exact, wider, letters, placed):
            scores[own_slots.start : own_slots.stop] = 0.0
            found.append(_best(scores, limit))
        found += self._closest_articles(placed, limit)
        return np.unique(np.concatenate(found)).astype(np.int32)

    def _closest_articles(self, scores: Floats, limit: int) -> list[npt.NDArray[np.intp]]:
        firsts = np.frombuffer(self._firsts, dtype=np.int32)
        sums = np.bincount(firsts, weights=scores)
        best = np.argsort(-sums, kind="stable")[:CLOSEST_ARTICLES].tolist()
        whole = [self._slots[self.profile(first).id.article] for first in best if sums[first] > 0]
        return [np.arange(slots.start, min(slots.stop, slots.start + limit)) for slots in whole]

    def _surrounded(self, profile: StatementProfile) -> Floats:
        """How far the statements around each slot share rare terms with those around this one."""
        around = np.zeros(len(self._profiles), dtype=np.float32)
        context = [word for content in profile.context for word in content]
        for term in self.statistics.rarest(context, ASKED_TERMS):
            number = self.vocabulary.term(term)
            if number is not None:
                around[self._asked_postings(number)] += self.statistics.rarity[number]
        spread = np.zeros(len(around) + 2 * NEIGHBOURS, dtype=np.float32)
        for shift in range(2 * NEIGHBOURS + 1):
            if shift != NEIGHBOURS:
                spread[shift : shift + len(around)] += around
        return spread[NEIGHBOURS : NEIGHBOURS + len(around)]

    def _asked_postings(self, term: int) -> Ints:
        slots = self._postings[term]
        if len(slots) > max(COMMON_SHARE * self._size, COMMON_COUNT):
            return np.zeros(0, dtype=np.int32)
        return np.frombuffer(slots, dtype=np.int32)


def _share(scores: Floats) -> Floats:
    return scores / max(float(scores.max(initial=0.0)), 1e-6)


def _best(scores: Floats, limit: int) -> npt.NDArray[np.intp]:
    found = np.flatnonzero(scores)
    if len(found) > limit:
        found = found[np.argpartition(scores[found], -limit)[-limit:]]
    return found


class Statistics:
    """How rare terms and letter sequences are in all statements of an index."""

    def __init__(
        self, vocabulary: Vocabulary, size: int, term_counts: Sequence[int], forms: Sequence[Ints]
    ) -> None:
        self._vocabulary = vocabulary
        self._total = size + PRIOR_STATEMENTS
        counts = np.array(term_counts, dtype=np.float32)
        expected = np.array(vocabulary.expected_shares, dtype=np.float32)
        self.rarity: Floats = self._rarity(counts, expected)
        """By number of the term."""
        self.form_terms: Ints = np.array(vocabulary.form_terms, dtype=np.int32)
        lengths = np.array([len(numbers) for numbers in forms], dtype=np.int64)
        self.starts = np.zeros(len(lengths) + 1, dtype=np.int64)
        """By slot, where its forms stand in `forms`; and the end of the last."""
        np.cumsum(lengths, out=self.starts[1:])
        self.forms: Ints = np.concatenate([*forms, np.zeros(0, dtype=np.int32)])
        self.terms: Ints = self.form_terms[self.forms]
        self.mean_length = (len(self.forms) + 100 * PRIOR_LENGTH) / (size + 100)
        self.length_norm: Floats = self.length_penalty(lengths.astype(np.float32))
        """By slot."""
        self._count_grams(vocabulary, size, counts)
        owners = np.repeat(np.arange(len(lengths)), lengths)
        squares = np.bincount(owners, weights=self.form_norm[self.forms], minlength=len(lengths))
        self.letter_norm: Floats = np.sqrt(np.maximum(squares, 1e-6)).astype(np.float32)
        """By slot."""
        # Finding candidates and comparing them ask for the letters of one statement in turn.
        self._asked: StatementProfile | None = None
        self._letters: tuple[Floats, float] = (np.zeros(0, dtype=np.float32), 0.0)
        self.article_likeness: dict[ArticleId, dict[ArticleId, float]] = {}
        """What was found so far by comparing articles."""

    def _count_grams(self, vocabulary: Vocabulary, size: int, counts: Floats) -> None:
        sizes = np.array([len(grams) for grams in vocabulary.form_grams], dtype=np.int64)
        grams: Ints = np.concatenate([*vocabulary.form_grams, np.zeros(0, dtype=np.int32)])
        forms = np.repeat(np.arange(len(sizes)), sizes)
        held = np.bincount(
            grams,
            weights=counts[self.form_terms][forms],
            minlength=len(vocabulary.gram_forms),
        )
        prior = PRIOR_STATEMENTS * PRIOR_GRAM_SHARE + 0.5
        self.gram_rarity: Floats = np.log(
            (self._total + 1) / (np.minimum(held, size) + prior)
        ).astype(np.float32)
        self.unseen_gram_rarity = math.log((self._total + 1) / prior)
        self.form_norm: Floats = np.bincount(
            forms, weights=self.gram_rarity[grams] ** 2, minlength=len(sizes)
        ).astype(np.float32)
        """By number of the form: the square of the length of its vector of letter sequences."""

    def _rarity(self, counts: Floats, expected: Floats) -> Floats:
        share = (counts + PRIOR_STATEMENTS * expected + 0.5) / (self._total + 1)
        rarity: Floats = np.maximum(-np.log(share), 0.1).astype(np.float32)
        return rarity

    def length_penalty(self, lengths: Floats) -> Floats:
        """What BM25 adds to the count of a term in statements of these lengths."""
        relative = 1 - LENGTH_PENALTY + LENGTH_PENALTY * lengths / self.mean_length
        return (TERM_SATURATION * relative).astype(np.float32)

    def rarity_of(self, term: str) -> float:
        """How rare a term is, also one that no statement holds."""
        number = self._vocabulary.term(term)
        if number is not None:
            return float(self.rarity[number])
        share = np.array([expected_share(term)], dtype=np.float32)
        return float(self._rarity(np.zeros(1, dtype=np.float32), share)[0])

    def rarest(self, found: Iterable[Word], limit: int) -> list[str]:
        """The rarest terms among some words, rarest first."""
        terms = sorted({word.stem for word in found})
        return sorted(terms, key=self.rarity_of, reverse=True)[:limit]

    def letters(self, profile: StatementProfile) -> tuple[Floats, float]:
        """By form, how far its letters are those of the statement; and the statement's norm."""
        if self._asked is not profile:
            self._letters, self._asked = self._letters_of(profile), profile
        return self._letters

    def _letters_of(self, profile: StatementProfile) -> tuple[Floats, float]:
        vocabulary = self._vocabulary
        holding: list[Ints] = [np.zeros(0, dtype=np.int32)]
        weights: list[Floats] = [np.zeros(0, dtype=np.float32)]
        square = 0.0
        for word in profile.content:
            known, unknown = vocabulary.gram_numbers(word.folded)
            squares = self.gram_rarity[known] ** 2
            square += float(squares.sum()) + unknown * self.unseen_gram_rarity**2
            found = [vocabulary.gram_forms[gram] for gram in known.tolist()]
            holding += [np.frombuffer(forms, dtype=np.int32) for forms in found]
            weights.append(np.repeat(squares, [len(forms) for forms in found]))
        gains = np.bincount(
            np.concatenate(holding), weights=np.concatenate(weights), minlength=len(self.form_norm)
        )
        return gains.astype(np.float32), math.sqrt(square)

    def alike_terms(self, profile: StatementProfile, limit: int) -> Iterator[tuple[int, float]]:
        """The terms whose letters are most like those of the statement."""
        gains, _ = self.letters(profile)
        lengths: Floats = np.sqrt(np.maximum(self.form_norm, np.float32(1e-6)))
        best = _best((gains / lengths).astype(np.float32), limit)
        strongest: dict[int, float] = {}
        for form in best.tolist():
            term = int(self.form_terms[form])
            strongest[term] = max(strongest.get(term, 0.0), float(gains[form]))
        return iter(strongest.items())
