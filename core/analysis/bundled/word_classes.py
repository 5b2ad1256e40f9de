"""Which class of similar words a word belongs to.

The classes are Brown clusters: words that stand beside the same words share one. A class is a path
in a binary tree, so a shorter path is a coarser class. The tagger sees a fixed vector of the class,
which lets it treat a name it was never trained on like one it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.analysis.bundled.keys import Keys, gaps, key_of, keys_kept, keys_of, places

BLOCKS = ((3, 8), (5, 16), (7, 24), (9, 32), (64, 48))
"""Bits of the path that a block of dimensions stands for, and how many dimensions it has."""
WIDTH = sum(dimensions for _, dimensions in BLOCKS)
_SEED = 0


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The class of every known word; a word is known by 32 bits of its hash."""

    keys: Keys
    rows: npt.NDArray[np.uint16]
    """The row of `vectors` for each key."""
    vectors: npt.NDArray[np.float32]
    """One row per class; row 0 is all zero and means unknown."""

    @classmethod
    def of(cls, paths: Mapping[str, int]) -> WordClasses:
        """The classes of words given as cluster paths, read from the low bits; 0 is left out."""
        distinct = sorted({path for path in paths.values() if path})
        row_of = {path: row for row, path in enumerate(distinct, start=1)}
        by_key: dict[int, int] = {}
        for word, path in paths.items():
            if path:
                by_key.setdefault(key_of(word), row_of[path])
        ordered = sorted(by_key)
        return cls(
            np.array(ordered, dtype=np.uint32),
            np.array([by_key[key] for key in ordered], dtype=np.uint16),
            _class_vectors(distinct),
        )

    @classmethod
    def read(cls, file: Path) -> WordClasses:
        """The classes kept in a file written by `write`."""
        with np.load(file, allow_pickle=False) as stored:
            return cls(keys_kept(stored), stored["rows"], stored["vectors"].astype(np.float32))

    def write(self, file: Path) -> None:
        """Keep the classes small."""
        np.savez_compressed(
            file, rows=self.rows, vectors=self.vectors.astype(np.float16), **gaps(self.keys)
        )

    def rows_of(self, words: Sequence[str]) -> npt.NDArray[np.intp]:
        """The row of each word; 0 for unknown words."""
        where, known = places(self.keys, keys_of(words))
        rows = np.zeros(len(words), dtype=np.intp)
        rows[known] = self.rows[where[known]]
        return rows

    def vectors_of(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        """The vector of each word's class, an unknown word also tried in another form."""
        rows = self.rows_of(words)
        unknown = np.flatnonzero(rows == 0).tolist()
        asked = [(number, form) for number in unknown for form in spellings(words[number])]
        found = self.rows_of([form for _, form in asked])
        for number in np.flatnonzero(found)[::-1]:  # so that the form to prefer is the last
            rows[asked[number][0]] = found[number]
        return self.vectors[rows]


def _class_vectors(paths: list[int]) -> npt.NDArray[np.float32]:
    random = np.random.RandomState(_SEED)
    vectors = np.zeros((len(paths) + 1, WIDTH), dtype=np.float32)
    first = 0
    for bits, dimensions in BLOCKS:
        unit_of: dict[int, npt.NDArray[np.float64]] = {}
        for row, path in enumerate(paths, start=1):
            prefix = path & (2**bits - 1)
            if prefix not in unit_of:
                drawn = random.standard_normal(dimensions)
                unit_of[prefix] = drawn / np.linalg.norm(drawn)
            vectors[row, first : first + dimensions] = unit_of[prefix]
        first += dimensions
    return vectors


@cache
def bundled_classes(language: str) -> WordClasses:
    """The classes that come with the pipeline of a language."""
    return WordClasses.read(Path(__file__).parent / language / "words.npz")


def spellings(word: str) -> Iterator[str]:
    """What an unknown word may be known as: without its genitive, its last part, another case."""
    if word.endswith(("'s", "’s")):
        yield word[:-2]
    elif word.endswith(("s", "'", "’")):
        yield word[:-1]
    if "-" in word:
        yield word.rpartition("-")[2]
    if word.isupper():
        yield word.capitalize()
    elif word[:1].isupper():
        yield word.lower()
    else:
        yield word.capitalize()
