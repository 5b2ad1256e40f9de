"""How the networks see a word: its spelling, its class of similar words, the lists it is on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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

from core.analysis.bundled import word_classes, word_lists
from core.analysis.bundled.word_classes import bundled_classes
from core.analysis.bundled.word_lists import bundled_lists

_Rows = npt.NDArray[np.generic]
_ATTRIBUTES = ("NORM", "SHAPE")
_PARTS: tuple[Callable[[str], str], ...] = (
    lambda word: f"{word[:3]}-",
    lambda word: f"-{word[-3:]}",
    lambda word: f"-{word[-5:].lower()}",
)
"""Beginnings and ends of a word; what is shown is the hash of each."""


def _part_rows(words: list[str]) -> _Rows:
    return np.array([[hash_string(part(word)) for part in _PARTS] for word in words], np.uint64)


def _list_rows(words: list[str]) -> _Rows:
    bits = bundled_lists().of_words(words)
    return np.unpackbits(bits[:, np.newaxis], axis=1).astype(np.float32)


def _class_rows(words: list[str], *, language: str) -> _Rows:
    return bundled_classes(language).vectors_of(words)


def _by_word(
    name: str, rows_of: Callable[[list[str]], _Rows], width: int
) -> Model[list[Doc], Ragged]:
    """A layer that shows fixed numbers for each word, worked out once for every distinct one."""

    def forward(
        model: Model[list[Doc], Ragged], docs: list[Doc], is_train: bool
    ) -> tuple[Ragged, Callable[[Ragged], list[Doc]]]:
        hashes = np.concatenate([doc.to_array("ORTH") for doc in docs]).astype(np.uint64)
        distinct, places = np.unique(hashes, return_inverse=True)
        strings = docs[0].vocab.strings
        rows = rows_of([strings[int(word)] for word in distinct])
        lengths = model.ops.asarray1i([len(doc) for doc in docs])
        return Ragged(cast(Floats2d, rows[places]), lengths), lambda _: []

    return Model(name, forward, dims={"nO": width})


def _hashed(width: int, rows: list[int], *, first_seed: int) -> Model[Any, Any]:
    return concatenate(
        *(
            HashEmbed(width, count, column=column, seed=first_seed + column)
            for column, count in enumerate(rows)
        )
    )


@registry.architectures("lesart.WordEmbed.v2")  # type: ignore[untyped-decorator]  # of spaCy
def embed_words(
    width: int, attribute_rows: list[int], part_rows: list[int], tables: list[str]
) -> Model[list[Doc], list[Floats2d]]:
    """Embed words by hashed norm and shape, by their ends, their lists and the classes of tables.

    `attribute_rows` and `part_rows` are the sizes of the hash tables.
    """
    attributes: Model[Any, Any] = with_array(_hashed(width, attribute_rows, first_seed=8))
    parts: Model[Any, Any] = with_array(_hashed(width, part_rows, first_seed=16))
    seen: list[Model[Any, Any]] = [
        chain(FeatureExtractor(list(_ATTRIBUTES)), list2ragged(), attributes),
        chain(_by_word("word_parts", _part_rows, len(_PARTS)), parts),
        chain(
            _by_word("word_lists", _list_rows, word_lists.WIDTH),
            with_array(Linear(width, word_lists.WIDTH)),
        ),
    ]
    for language in tables:
        rows = partial(_class_rows, language=language)
        classes = _by_word("word_classes", rows, word_classes.WIDTH)
        seen.append(chain(classes, with_array(Linear(width, word_classes.WIDTH))))
    vectors = len(attribute_rows) + len(part_rows) + 1 + len(tables)
    mixed: Model[Any, Any] = with_array(
        Maxout(width, width * vectors, nP=3, dropout=0.0, normalize=True)
    )
    return chain(concatenate(*seen), mixed, ragged2list())
