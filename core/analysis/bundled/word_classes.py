"""Which class of similar words a word belongs to, and the embedding layer that reads it.

The classes are Brown clusters: words that stand beside the same words share one. A class is a path
in a binary tree, so a shorter path is a coarser class. The layer shows the tagger a fixed vector of
the class, which lets it treat a name it was never trained on like one it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.ml.featureextractor import FeatureExtractor
from spacy.strings import hash_string  # type: ignore[attr-defined]  # not in its stubs
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Linear,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.types import Floats2d, Ragged

BLOCKS = ((3, 8), (5, 16), (7, 24), (9, 32), (64, 48))
"""Bits of the path that a block of dimensions stands for, and how many dimensions it has."""
WIDTH = sum(dimensions for _, dimensions in BLOCKS)
_KEY_MASK = 0xFFFF_FFFF
_SEED = 0


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The class of every known word; a word is known by 32 bits of its hash."""

    keys: npt.NDArray[np.uint32]
    """Ascending."""
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
                by_key.setdefault(_key(word), row_of[path])
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
            gaps = (
                stored["gap_low"].astype(np.uint32)
                | stored["gap_middle"].astype(np.uint32) << 8
                | stored["gap_high"].astype(np.uint32) << 16
            )
            return cls(
                np.cumsum(gaps, dtype=np.uint32),
                stored["rows"],
                stored["vectors"].astype(np.float32),
            )

    def write(self, file: Path) -> None:
        """Keep the classes small: gaps between keys, low bytes apart from high ones."""
        gaps = np.diff(self.keys, prepend=np.uint32(0)).astype(np.uint32)
        np.savez_compressed(
            file,
            gap_low=(gaps & 0xFF).astype(np.uint8),
            gap_middle=(gaps >> 8 & 0xFF).astype(np.uint8),
            gap_high=(gaps >> 16).astype(np.uint16),
            rows=self.rows,
            vectors=self.vectors.astype(np.float16),
        )

    def rows_of(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
        """The row of each word, given by its spaCy hash; 0 for unknown words."""
        wanted = (hashes & np.uint64(_KEY_MASK)).astype(np.uint32)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[places] == wanted, self.rows[places], 0).astype(np.intp)


def _key(word: str) -> int:
    return int(hash_string(word)) & _KEY_MASK


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


def _forward(
    model: Model[list[Doc], Ragged], docs: list[Doc], is_train: bool
) -> tuple[Ragged, Callable[[Ragged], list[Doc]]]:
    classes = bundled_classes(model.attrs["language"])
    hashes = np.concatenate([doc.to_array("ORTH") for doc in docs]).astype(np.uint64)
    rows = classes.rows_of(hashes)
    unknown = np.flatnonzero(rows == 0)
    if len(unknown):
        strings = docs[0].vocab.strings
        fallback: dict[int, int] = {}
        for place in unknown:
            word_hash = int(hashes[place])
            if word_hash not in fallback:
                candidates = [hash_string(s) for s in spellings(strings[word_hash])]
                found = classes.rows_of(np.array(candidates, dtype=np.uint64))
                fallback[word_hash] = next((int(row) for row in found if row), 0)
            rows[place] = fallback[word_hash]
    lengths = model.ops.asarray1i([len(doc) for doc in docs])
    vectors = cast(Floats2d, classes.vectors[rows])
    return Ragged(vectors, lengths), lambda _: []


@registry.architectures("lesart.WordClassEmbed.v1")  # type: ignore[untyped-decorator]  # of spaCy
def embed_words(
    width: int, attrs: list[str], rows: list[int], tables: list[str]
) -> Model[list[Doc], list[Floats2d]]:
    """Embed words by hashed features and by the classes that the tables of some languages know."""
    hashed: list[Model[Any, Any]] = [
        HashEmbed(width, rows[column], column=column, seed=8 + column)
        for column in range(len(attrs))
    ]
    features: Model[Any, Any] = chain(
        FeatureExtractor(list(attrs)), list2ragged(), with_array(concatenate(*hashed))
    )
    classes: list[Model[Any, Any]] = [
        chain(
            Model("word_classes", _forward, attrs={"language": language}, dims={"nO": WIDTH}),
            with_array(Linear(width, WIDTH)),
        )
        for language in tables
    ]
    mixed: Model[Any, Any] = with_array(
        Maxout(width, width * (len(attrs) + len(tables)), nP=3, dropout=0.0, normalize=True)
    )
    return chain(concatenate(features, *classes), mixed, ragged2list())
