"""Which lists of names and nouns a word is on: cities, countries, given names, German nouns.

A list says what a word can be, not what it is: Essen is a city and a meal. The tagger sees the
lists of every word and weighs them against the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.analysis.bundled.keys import Keys, gaps, keys_kept, keys_of, places
from core.analysis.bundled.word_classes import spellings


class WordList(IntFlag):
    """The lists a word can be on; one bit each."""

    CITY = 1
    LAND = 2
    FIRST_NAME = 4
    LAST_NAME = 8
    NOUN = 16
    """A German noun in any of its forms, not a name."""
    PLACE_PART = 32
    """A word of a place name of several words."""
    COMPOUND = 64
    """On no list, but ends in a German noun."""
    UNLISTED = 128
    """On no list and with a capital."""


WIDTH = len(WordList)
_SHORTEST_PART = 3
_FILE = Path(__file__).parent / "lists.npz"


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists every known word is on."""

    keys: Keys
    lists: npt.NDArray[np.uint8]
    """The `WordList` bits for each key."""

    @classmethod
    def of(cls, listed: Mapping[str, WordList]) -> WordLists:
        """The lists of words."""
        words = list(listed)
        keys, first = np.unique(keys_of(words), return_index=True)
        return cls(keys, np.array([int(listed[words[i]]) for i in first], dtype=np.uint8))

    @classmethod
    def read(cls, file: Path) -> WordLists:
        """The lists kept in a file written by `write`."""
        with np.load(file, allow_pickle=False) as stored:
            return cls(keys_kept(stored), stored["lists"])

    def write(self, file: Path) -> None:
        """Keep the lists small."""
        np.savez_compressed(file, lists=self.lists, **gaps(self.keys))

    def of_words(self, words: Sequence[str]) -> npt.NDArray[np.uint8]:
        """The bits of each word, an unknown one also tried in another form or as a compound."""
        found = self._bits(words)
        for place, bits in self._tried(words, found, _other_forms):
            found[place] = bits
        for place, bits in self._tried(words, found, _last_parts):
            if bits & WordList.NOUN:
                found[place] = WordList.COMPOUND
        for place in np.flatnonzero(found == 0).tolist():
            if words[place][:1].isupper():
                found[place] = WordList.UNLISTED
        return found

    def _tried(
        self,
        words: Sequence[str],
        found: npt.NDArray[np.uint8],
        forms: Callable[[str], Iterator[str]],
    ) -> list[tuple[int, int]]:
        """Other forms of words not found, with their bits, the form to prefer last."""
        unknown = np.flatnonzero(found == 0).tolist()
        asked = [(place, form) for place in unknown for form in forms(words[place])]
        bits = self._bits([form for _, form in asked])
        return [(asked[n][0], int(bits[n])) for n in np.flatnonzero(bits)[::-1]]

    def _bits(self, words: Sequence[str]) -> npt.NDArray[np.uint8]:
        where, known = places(self.keys, keys_of(words))
        bits = np.zeros(len(words), dtype=np.uint8)
        bits[known] = self.lists[where[known]]
        return bits


def _other_forms(word: str) -> Iterator[str]:
    if word[:1].isupper():
        yield from (form for form in spellings(word) if form[:1].isupper())


def _last_parts(word: str) -> Iterator[str]:
    if word[:1].isupper() and word.isalpha():
        for start in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
            yield word[start:].capitalize()


@cache
def bundled_lists() -> WordLists:
    """The lists that come with the pipelines."""
    return WordLists.read(_FILE)
