"""Sentences with their names marked: what is read and how much each corpus counts."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from core.model import Span
from core.text.sentences import split_sentences


class Label(NamedTuple):
    """A marked name."""

    span: Span
    label: str
    """PER, ORG, LOC or MISC."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence or short document with its names."""

    text: str
    names: tuple[Label, ...]
    unsure: tuple[Span, ...] = ()
    """Stretches that may or may not be names: nothing is learned from them."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a corpus contributes: how often it is repeated."""

    corpus: str
    """A file below the data folder, or OWN: the sentences written for this project."""
    language: str
    times: int


@dataclass(frozen=True, slots=True)
class Corpora:
    """What a language is trained and measured on; files lie below the data folder."""

    training: tuple[Share, ...]
    development: tuple[str, ...]
    unmarked: str | None = None
    """Text without names marked, for machine-made labels."""


OWN = "own_sentences.jsonl"
_GERMEVAL = "germeval14_train.jsonl.gz"
CORPORA = {
    "de": Corpora(
        training=(
            Share(_GERMEVAL, "de", 3),
            Share("smartdata_train_silver_misc.jsonl.gz", "de", 1),
            Share(OWN, "de", 3),
        ),
        development=("germeval14_dev.jsonl.gz", "smartdata_dev.jsonl.gz"),
        unmarked="ud_gsd_train_upos.jsonl.gz",
    ),
    "en": Corpora(
        training=(
            Share("uner_ewt_en_train.jsonl.gz", "en", 3),
            Share(_GERMEVAL, "de", 1),
            Share(OWN, "en", 5),
            Share(OWN, "de", 1),
        ),
        development=("uner_ewt_en_dev.jsonl.gz",),
    ),
}
_OWN_FILE = Path(__file__).parent / OWN


def read_examples(file: Path) -> tuple[Example, ...]:
    """The examples of a file of JSON lines, `{"text", "ents": [[start, end, label], ...]}`."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return tuple(_example(json.loads(line)) for line in lines)


def own_examples(language: str) -> tuple[Example, ...]:
    """The sentences written for this project in a language."""
    lines = _OWN_FILE.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return tuple(_example(record) for record in records if record["language"] == language)


def training_examples(language: str, data: Path) -> list[Example]:
    """Everything a language is trained on, by sentence, repeated as its corpora say."""
    return [
        sentence
        for share in CORPORA[language].training
        for example in _examples_of(share, data) * share.times
        for sentence in sentences_of(example, share.language)
    ]


def _examples_of(share: Share, data: Path) -> tuple[Example, ...]:
    if share.corpus == OWN:
        return own_examples(share.language)
    return read_examples(data / share.corpus)


def sentences_of(example: Example, language: str) -> list[Example]:
    """The example sentence by sentence, as it will be read; a name across two is lost."""
    return [
        Example(
            sentence.of(example.text),
            tuple(
                Label(span.shifted(-sentence.start), label)
                for span, label in example.names
                if sentence.start <= span.start and span.end <= sentence.end
            ),
        )
        for sentence in split_sentences(example.text, language)
    ]


def _example(record: dict[str, Any]) -> Example:
    names = tuple(Label(Span(start, end), label) for start, end, label in record["ents"])
    return Example(record["text"], names)
