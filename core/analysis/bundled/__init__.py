"""The language pipelines that come with the program: one folder per language, and how to load one.

`config.cfg` says how the network is built, `weights.zlib` holds what it learned (half precision),
`words.npz` the word classes; `lists.npz` beside the folders holds lists of names and nouns that all
languages share. MODEL_CARD.md says what they were trained on and how good they are.
Importing this package loads spaCy; only the analysing process does.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy.util
import srsly  # type: ignore[import-untyped]  # publishes no types
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from thinc.api import Config

from core.analysis.bundled import embedding as embedding  # registers its layer

FOLDER = Path(__file__).parent


def load(folder: Path) -> Language:
    """The pipeline in a folder; its only step is the name recogniser."""
    nlp = spacy.util.load_model_from_config(Config().from_disk(folder / "config.cfg"))
    recogniser(nlp).from_bytes(unpack(zlib.decompress((folder / "weights.zlib").read_bytes())))
    return nlp


def save(nlp: Language, folder: Path) -> None:
    """Write what `load` reads; the word classes have been written before training."""
    folder.mkdir(parents=True, exist_ok=True)
    nlp.config.to_disk(folder / "config.cfg")
    weights = pack(recogniser(nlp).to_bytes(exclude=["vocab"]))
    (folder / "weights.zlib").write_bytes(zlib.compress(weights, level=9))


def recogniser(nlp: Language) -> EntityRecognizer:
    """The name recogniser of a pipeline."""
    return cast(EntityRecognizer, nlp.get_pipe("ner"))


def pack(component: bytes) -> bytes:
    """The same component with its numbers in half precision."""
    return _converted(component, np.float32, np.float16)


def unpack(component: bytes) -> bytes:
    """A packed component with its numbers in full precision again."""
    return _converted(component, np.float16, np.float32)


def _converted(component: bytes, old: type[Any], new: type[Any]) -> bytes:
    parts = srsly.msgpack_loads(component)
    network = srsly.msgpack_loads(parts["model"])
    network["params"] = [
        {
            name: value.astype(new)
            if isinstance(value, np.ndarray) and value.dtype == old
            else value
            for name, value in node.items()
        }
        for node in network["params"]
    ]
    parts["model"] = srsly.msgpack_dumps(network)
    packed: bytes = srsly.msgpack_dumps(parts)
    return packed
