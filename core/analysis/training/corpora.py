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


@dataclass(frozen=True, slots=True)
class Corpora:
    """The files a language is trained and measured on, below the data folder."""

    training: tuple[tuple[str, int], ...]
    """File and how often it is repeated."""
    development: tuple[str, ...]
    own_repeated: int
    """How often the sentences written for this project are repeated."""


CORPORA = {
    "de": Corpora(
        training=(("germeval14_train.jsonl.gz", 2), ("smartdata_train_silver_misc.jsonl.gz", 1)),
        development=("germeval14_dev.jsonl.gz", "smartdata_dev.jsonl.gz"),
        own_repeated=3,
    ),
    "en": Corpora(
        training=(("uner_ewt_en_train.jsonl.gz", 1),),
        development=("uner_ewt_en_dev.jsonl.gz",),
        own_repeated=3,
    ),
}
_OWN = Path(__file__).parent / "own_sentences.jsonl"


def read_examples(file: Path) -> tuple[Example, ...]:
    """The examples of a file of JSON lines, `{"text", "ents": [[start, end, label], ...]}`."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return tuple(_example(json.loads(line)) for line in lines)


def own_examples(language: str) -> tuple[Example, ...]:
    """The sentences written for this project in a language."""
    lines = _OWN.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return tuple(_example(record) for record in records if record["language"] == language)


def training_examples(language: str, data: Path) -> list[Example]:
    """Everything a language is trained on, by sentence, repeated as its corpora say."""
    corpora = CORPORA[language]
    examples: list[Example] = []
    for name, times in corpora.training:
        examples += read_examples(data / name) * times
    examples += own_examples(language) * corpora.own_repeated
    return [sentence for example in examples for sentence in sentences_of(example, language)]


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
