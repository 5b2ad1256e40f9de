"""Machine-made labels: open text marked where several recognisers agree, left open elsewhere."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from core.analysis.training.corpora import Example, Label
from core.model import Span

_JOINING = frozenset(("-", "/"))
_QUOTES = {"``": "„", "''": "“"}


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A sentence and the words in it that its corpus calls proper nouns."""

    text: str
    proper_nouns: tuple[Span, ...]


def read_tagged(file: Path) -> tuple[TaggedText, ...]:
    """The sentences of a file of JSON lines, `{"words", "spaces", "pos"}`."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return tuple(_joined(json.loads(line)) for line in lines)


def _joined(record: dict[str, Any]) -> TaggedText:
    """The words as running text; a hyphen or slash between two words joins them."""
    words, spaces = [_QUOTES.get(word, word) for word in record["words"]], list(record["spaces"])
    for place in range(1, len(words) - 1):
        if words[place] in _JOINING and words[place - 1].isalnum() and words[place + 1].isalnum():
            spaces[place - 1] = spaces[place] = False
    text, proper_nouns = "", []
    for word, space, tag in zip(words, spaces, record["pos"], strict=True):
        if tag == "PROPN":
            proper_nouns.append(Span(len(text), len(text) + len(word)))
        text += f"{word} " if space else word
    return TaggedText(text.rstrip(), tuple(proper_nouns))


def found_names(nlp: Language, texts: Sequence[TaggedText]) -> list[frozenset[Label]]:
    """The names one recogniser finds in each text."""
    return [
        frozenset(Label(Span(name.start_char, name.end_char), name.label_) for name in doc.ents)
        for doc in nlp.pipe([text.text for text in texts])
    ]


def agreed(text: TaggedText, votes: Sequence[frozenset[Label]]) -> Example:
    """The text with the names all have found; what some found, or the corpus alone, is open.

    A name beside an open word is open as well: perhaps the word is part of it.
    """
    counts = Counter(name for vote in votes for name in vote)
    names = [name for name, count in counts.items() if count == len(votes)]
    unsure = [name.span for name, count in counts.items() if count < len(votes)]
    unsure += [
        word for word in text.proper_nouns if not any(word.overlaps(name.span) for name in names)
    ]
    settled = [
        name for name in names if not any(_touching(text.text, name.span, span) for span in unsure)
    ]
    unsure += [name.span for name in names if name not in settled]
    return Example(text.text, tuple(sorted(settled)), tuple(_merged(unsure)))


def _touching(text: str, one: Span, other: Span) -> bool:
    """Whether two stretches overlap or nothing but a blank is between them."""
    first, second = sorted((one, other))
    return one.overlaps(other) or not text[first.end : second.start].strip()


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
