"""The statements of the library, ready to be compared with one."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from core.model import ArticleId
from core.relations.likeness import may_vary
from core.relations.profile import NEIGHBOURS, StatementProfile
from core.relations.vocabulary import Vocabulary, expected_share
from core.text.words import Word

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Weighted = tuple[Ints, Floats]
"""Terms and what each weighs."""

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

REMEMBERED = 1 << 14
"""For how many terms it is remembered which others are near."""

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
        for profile in profiles:
            forms = self.vocabulary.add(profile.content)
            self._profiles.append(profile)
            self._forms.append(forms)
            self._firsts.append(first)
        self._slots[article] = range(first, len(self._profiles))
        self._size += len(profiles)
        self._statistics = None

    def remove(self, article: ArticleId) -> None:
        """Forget an article; nothing happens when it is not there."""
        slots = self._slots.pop(article, range(0))
        for slot in slots:
            self._profiles[slot] = None
            self._forms[slot] = self._forms[slot][:0]
        self._size -= len(slots)
        self._statistics = None

    @property
    def statistics(self) -> Statistics:
        """What is counted over all statements, as they stand now."""
        if self._statistics is None:
            self._statistics = Statistics(self.vocabulary, self._size, self._forms)
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

    def articles_of(self, slots: Ints) -> tuple[Numbers, Numbers]:
        """The first slot of the article of each slot, and the slot after its last."""
        firsts = np.frombuffer(self._firsts, dtype=np.int32)[slots].astype(np.int64)
        return firsts, np.searchsorted(
            np.frombuffer(self._firsts, dtype=np.int32), firsts, side="right"
        )

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
        rare = statistics.rarest(profile.content, ASKED_TERMS)
        exact = statistics.sums(*_joined(statistics.own_weights(term) for term in rare))
        wider = statistics.sums(*_joined(statistics.near_weights(term) for term in rare))
        exact /= 1 + statistics.length_norm
        wider /= 1 + statistics.length_norm
        letters = statistics.sums(*statistics.alike_terms(profile, ASKED_FORMS))
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
        best = _best(sums.astype(np.float32), CLOSEST_ARTICLES).tolist()
        whole = [self._slots[self.profile(first).id.article] for first in best]
        return [np.arange(slots.start, min(slots.stop, slots.start + limit)) for slots in whole]

    def _surrounded(self, profile: StatementProfile) -> Floats:
        """How far the statements around each slot share rare terms with those around this one."""
        statistics = self.statistics
        context = [word for content in profile.context for word in content]
        rare = statistics.rarest(context, ASKED_TERMS)
        around = statistics.sums(*_joined(statistics.own_weights(term) for term in rare))
        spread = np.zeros(len(around) + 2 * NEIGHBOURS, dtype=np.float32)
        for shift in range(2 * NEIGHBOURS + 1):
            if shift != NEIGHBOURS:
                spread[shift : shift + len(around)] += around
        return spread[NEIGHBOURS : NEIGHBOURS + len(around)]


def places_of(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """The places of several stretches one after the other, and the stretch of each."""
    sizes = ends - starts
    owners = np.repeat(np.arange(len(sizes)), sizes)
    first = np.cumsum(sizes) - sizes
    return np.arange(len(owners)) + (starts - first)[owners], owners


def _joined(found: Iterable[Weighted]) -> Weighted:
    listed = [(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)), *found]
    return np.concatenate([each[0] for each in listed]), np.concatenate(
        [each[1] for each in listed]
    )


def _share(scores: Floats) -> Floats:
    return scores / max(float(scores.max(initial=0.0)), 1e-6)


def _best(scores: Floats, limit: int) -> npt.NDArray[np.intp]:
    found = np.flatnonzero(scores)
    if len(found) > limit:
        found = found[np.argpartition(scores[found], -limit)[-limit:]]
    return found


class Statistics:
    """How rare terms and letter sequences are in all statements of an index."""

    def __init__(self, vocabulary: Vocabulary, size: int, forms: Sequence[Ints]) -> None:
        self._vocabulary = vocabulary
        self._size = size
        self._total = size + PRIOR_STATEMENTS
        self.form_terms: Ints = np.array(vocabulary.form_terms, dtype=np.int32)
        lengths = np.array([len(numbers) for numbers in forms], dtype=np.int64)
        self.starts = np.zeros(len(lengths) + 1, dtype=np.int64)
        """By slot, where its forms stand in `forms`; and the end of the last."""
        np.cumsum(lengths, out=self.starts[1:])
        self.forms: Ints = np.concatenate([*forms, np.zeros(0, dtype=np.int32)])
        self.terms: Ints = self.form_terms[self.forms]
        owners = np.repeat(np.arange(len(lengths)), lengths)
        self._post(owners, len(lengths))
        expected = np.array(vocabulary.expected_shares, dtype=np.float32)
        self.rarity: Floats = self._rarity(self._counts.astype(np.float32), expected)
        """By number of the term."""
        self.varying = np.array([may_vary(term) for term in vocabulary.terms], dtype=np.bool_)
        """By number of the term, whether it is alike to others than itself."""
        self.mean_length = (len(self.forms) + 100 * PRIOR_LENGTH) / (size + 100)
        self.length_norm: Floats = self.length_penalty(lengths.astype(np.float32))
        """By slot."""
        self._count_grams()
        squares = np.bincount(owners, weights=self.form_norm[self.forms], minlength=len(lengths))
        self.letter_norm: Floats = np.sqrt(np.maximum(squares, 1e-6)).astype(np.float32)
        """By slot."""
        # Finding candidates and comparing them ask for the letters of one statement in turn.
        self._asked: StatementProfile | None = None
        self._letters: tuple[Floats, float] = (np.zeros(0, dtype=np.float32), 0.0)
        self._near: dict[str, Weighted] = {}
        self.article_likeness: dict[ArticleId, dict[int, float]] = {}
        """What was found so far by comparing articles, the other by its first slot."""

    def _post(self, owners: Numbers, slots: int) -> None:
        """Turn the terms of the slots into the slots of the terms, each once."""
        posted = np.unique(self.terms.astype(np.int64) * max(slots, 1) + owners)
        terms, self._posted_slots = np.divmod(posted, max(slots, 1))
        self._counts = np.bincount(terms, minlength=len(self._vocabulary.terms))
        self._posted_starts = np.concatenate([[0], np.cumsum(self._counts)])
        self._common = self._counts > max(COMMON_SHARE * self._size, COMMON_COUNT)

    def sums(self, terms: Ints, weights: Floats) -> Floats:
        """By slot, what its terms weigh together; common terms weigh nothing."""
        telling = ~self._common[terms]
        terms, weights = terms[telling], weights[telling]
        places, owners = places_of(self._posted_starts[terms], self._posted_starts[terms + 1])
        found = np.bincount(
            self._posted_slots[places], weights=weights[owners], minlength=len(self.starts) - 1
        )
        return found.astype(np.float32)

    def own_weights(self, term: str) -> Weighted:
        """A term and its rarity; nothing when no statement holds it."""
        number = self._vocabulary.term(term)
        known = [] if number is None else [number]
        terms = np.array(known, dtype=np.int32)
        return terms, self.rarity[terms]

    def near_weights(self, term: str) -> Weighted:
        """The terms near one; they weigh the less, the commoner and the farther they are."""
        terms, likeness = self.near(term)
        return terms, np.minimum(self.rarity_of(term), self.rarity[terms]) * likeness

    def near(self, term: str) -> Weighted:
        """The terms near one, and how near each is."""
        known = self._near.get(term)
        if known is None:
            if len(self._near) >= REMEMBERED:
                self._near.clear()
            found = self._vocabulary.near(term)
            known = self._near[term] = (
                np.fromiter(found.keys(), dtype=np.int32, count=len(found)),
                np.fromiter(found.values(), dtype=np.float32, count=len(found)),
            )
        return known

    def _count_grams(self) -> None:
        found = self._vocabulary.form_grams
        sizes = np.array([len(grams) for grams in found], dtype=np.int64)
        grams: Ints = np.concatenate([*found, np.zeros(0, dtype=np.int32)])
        forms = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        count = self._vocabulary.gram_count
        self._held_forms = forms[np.argsort(grams, kind="stable")]
        self._held_starts = np.concatenate([[0], np.cumsum(np.bincount(grams, minlength=count))])
        held = np.bincount(grams, weights=self._counts[self.form_terms][forms], minlength=count)
        prior = PRIOR_STATEMENTS * PRIOR_GRAM_SHARE + 0.5
        self.gram_rarity: Floats = np.log(
            (self._total + 1) / (np.minimum(held, self._size) + prior)
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

    def expected_count(self, rarity: float) -> float:
        """In how many statements a term of this rarity is, ordinary news included."""
        return (self._total + 1) * math.exp(-rarity)

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
        square = 0.0
        asked: list[Ints] = [np.zeros(0, dtype=np.int32)]
        for word in profile.content:
            known, unknown = self._vocabulary.gram_numbers(word)
            square += unknown * self.unseen_gram_rarity**2
            asked.append(known)
        grams = np.concatenate(asked)
        squares = self.gram_rarity[grams] ** 2
        places, owners = places_of(self._held_starts[grams], self._held_starts[grams + 1])
        gains = np.bincount(
            self._held_forms[places], weights=squares[owners], minlength=len(self.form_norm)
        )
        return gains.astype(np.float32), math.sqrt(square + float(squares.sum()))

    def alike_terms(self, profile: StatementProfile, limit: int) -> Weighted:
        """The terms whose letters are most like those of the statement, and how much."""
        gains, _ = self.letters(profile)
        lengths: Floats = np.sqrt(np.maximum(self.form_norm, np.float32(1e-6)))
        best = _best((gains / lengths).astype(np.float32), limit)
        terms, at = np.unique(self.form_terms[best], return_inverse=True)
        strongest = np.zeros(len(terms), dtype=np.float32)
        np.maximum.at(strongest, at, gains[best])
        return terms, strongest
