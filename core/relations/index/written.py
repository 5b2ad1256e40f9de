"""Words as they are written, by number, and what an index makes of each of them."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, compress, count, islice

import numpy as np

from core.relations.index.segment import Signs, places_of, starts_of
from core.relations.index.strings import Ints, Numbers
from core.relations.index.vocabulary import NewWords, Vocabulary
from core.relations.judging.signs import signs_of_words
from core.relations.wording import forms_of, stops_of
from core.text.words import written_words

_NOTHING = (np.zeros(0, dtype=np.int64),) * 4


class WrittenWords:
    """Numbers for words as they are written, counted from 0 in the order they were read.

    A word is looked at once, however often it is read, and all at once that are new.
    """

    def __init__(self) -> None:
        self._counter = count()
        self._numbers: dict[str, defaultdict[str, int]] = {}
        """By language."""
        self._looked_at: dict[str, int] = {}
        """By language how many."""
        self.signs: Signs = np.zeros(0, dtype=np.uint32)
        self.form_starts: Numbers = np.zeros(1, dtype=np.int64)
        self.forms: Ints = np.zeros(0, dtype=np.int32)
        """By number the signs of a word, and the forms of its content: none, one, or of its parts.

        Only of words that were looked at.
        """

    def __len__(self) -> int:
        return sum(map(len, self._numbers.values()))

    def read(self, text: str, language: str) -> list[int]:
        """The numbers of the words of a text."""
        numbers = self._numbers.get(language)
        if numbers is None:
            numbers = self._numbers[language] = defaultdict(self._counter.__next__)
        return list(map(numbers.__getitem__, written_words(text)))

    def look_at(self, vocabulary: Vocabulary) -> NewWords:
        """Look at all words that are new; their forms leave the vocabulary for a segment."""
        with _collecting_no_garbage():
            found = [self._read_since(language, vocabulary) for language in self._numbers]
            new = vocabulary.taken()
        columns = zip(_NOTHING, *found, strict=True)
        numbers, signs, sizes, places = (np.concatenate(parts) for parts in columns)
        order = np.argsort(numbers)
        starts = starts_of(sizes)
        ordered, _ = places_of(starts[order], starts[order + 1])
        self.signs = np.concatenate([self.signs, signs[order].astype(np.uint32)])
        after = self.form_starts[-1] + starts_of(sizes[order])[1:]
        self.form_starts = np.concatenate([self.form_starts, after])
        self.forms = np.concatenate([self.forms, new.waiting_forms[places[ordered]]])
        return new

    def _read_since(
        self, language: str, vocabulary: Vocabulary
    ) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """The numbers of the words that are new, their signs, and how many forms wait where."""
        known = self._numbers[language]
        start = self._looked_at.get(language, 0)
        self._looked_at[language] = len(known)
        written = list(islice(known, start, None))
        numbers = np.fromiter(islice(known.values(), start, None), np.int64, len(written))
        forms = forms_of(written, language)
        sizes = np.fromiter(map(len, forms), np.int64, len(written))
        owners = np.repeat(np.arange(len(written)), sizes)
        listed = list(chain.from_iterable(forms))
        signs = np.zeros(len(written), dtype=np.int64)
        np.bitwise_or.at(signs, owners, np.array(signs_of_words(listed), dtype=np.int64))
        stops = stops_of(language)
        content = [form[0] not in stops for form in listed]
        places = vocabulary.add(compress(listed, content))
        kept = np.bincount(owners[np.array(content, dtype=np.bool_)], minlength=len(written))
        return numbers, signs, kept, np.array(places, dtype=np.int64)


@contextmanager
def _collecting_no_garbage() -> Iterator[None]:
    """Let many objects be made that all last, without a search among them every few hundred."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
