"""Names as the language pipeline sees them in one stretch of text, before anyone asks whose.

An installed official spaCy model is preferred; without one the bundled pipeline is used. German
and English have a pipeline. A language that writes its nouns in capitals as German does, and text
whose language is undecided, is read by the German one; other languages of the Latin script by the
English one, where a capital inside a sentence means a name; all others have none.
"""

from __future__ import annotations

import hashlib
import logging
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from core.model import EntityKind, NameMention, Span
from core.text.words import fold, is_stop_word

if TYPE_CHECKING:
    from spacy.language import Language

_LOG = logging.getLogger(__name__)

_OFFICIAL = {
    "de": ("de_core_news_lg", "de_core_news_md", "de_core_news_sm"),
    "en": ("en_core_web_lg", "en_core_web_md", "en_core_web_sm"),
}
_READ_AS = dict.fromkeys(("de", "und", "lb", "nds", "gsw"), "de") | dict.fromkeys(
    (
        "en", "nl", "af", "fy", "sv", "da", "no", "nb", "nn", "is", "fr", "it", "es", "pt", "ca",
        "gl", "ro", "pl", "cs", "sk", "sl", "hr", "bs", "hu", "fi", "et", "lv", "lt", "tr", "sq",
        "ga", "cy", "eu", "id", "ms", "vi", "eo", "la", "mt",
    ),
    "en",
)  # fmt: skip
_KINDS = {
    "PER": EntityKind.PERSON,
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "LOC": EntityKind.PLACE,
    "GPE": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "MISC": EntityKind.THING,
    "PRODUCT": EntityKind.THING,
    "WORK_OF_ART": EntityKind.THING,
    "EVENT": EntityKind.THING,
}
_NOT_NEEDED = (
    "tagger", "morphologizer", "parser", "senter", "lemmatizer", "attribute_ruler", "textcat",
)  # fmt: skip
_BUNDLED = Path(__file__).parent / "bundled"
_PIECE = 5_000
"""Characters a network is given at once; longer texts are cut at white space."""
_EDGES = " \t\n\r\f\v\u00a0\"'`„“”‚‘’«»‹›()[]{}<>,;:!?*_|/\\–—-"
_CLOSED = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the names of a language come from."""

    language: str
    """Of the pipeline, not necessarily of the text."""
    package: str | None
    """The installed official model; None for the bundled pipeline."""
    version: str

    @property
    def fingerprint(self) -> str:
        """One word that changes when other names may be found."""
        return f"{self.package or f'bundled-{self.language}'}-{self.version}"


def source_for(language: str) -> Source | None:
    """Which pipeline reads a language, found without loading it; None when none does."""
    fitting = _READ_AS.get(language)
    return None if fitting is None else _source(fitting)


def _source(language: str) -> Source:
    for package in _OFFICIAL[language]:
        version = _installed_version(package)
        if version is not None:
            return Source(language, package, version)
    return Source(language, None, _bundled_version(language))


def _installed_version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


@cache
def _bundled_version(language: str) -> str:
    digest = hashlib.sha256()
    for name in ("config.cfg", "weights.zlib", "words.npz"):
        digest.update((_BUNDLED / language / name).read_bytes())
    digest.update((_BUNDLED / "lists.npz").read_bytes())
    return digest.hexdigest()[:8]


class NameRecogniser:
    """Finds names in short texts of one language."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @classmethod
    def load(cls, source: Source) -> NameRecogniser:
        """The recogniser of a source. Takes about a second; loads spaCy."""
        # Loaded late: only the analysing process may pay for spaCy.
        import spacy

        from core.analysis import bundled

        if source.package is not None:
            with warnings.catch_warnings():
                # A model made by a neighbouring version of spaCy warns and works.
                warnings.simplefilter("ignore")
                try:
                    return cls(spacy.load(source.package, exclude=list(_NOT_NEEDED)))
                except (ImportError, OSError, ValueError) as problem:
                    _LOG.warning("%s is not usable, bundled instead: %s", source.package, problem)
        return cls(bundled.load(bundled.FOLDER / source.language))

    def find(self, texts: Sequence[str]) -> tuple[tuple[NameMention, ...], ...]:
        """The names of each text in reading order; no name reaches from one text to the next."""
        pieces: list[str] = []
        origins: list[tuple[int, int]] = []
        for number, text in enumerate(texts):
            for start, end in _pieces(text):
                pieces.append(text[start:end])
                origins.append((number, start))
        found: list[list[NameMention]] = [[] for _ in texts]
        with warnings.catch_warnings(), self._nlp.memory_zone():
            warnings.simplefilter("ignore")
            docs = self._nlp.pipe(pieces)
            for piece, (number, start), doc in zip(pieces, origins, docs, strict=True):
                for name in doc.ents:
                    kind = _KINDS.get(name.label_)
                    span = _trimmed(piece, Span(name.start_char, name.end_char))
                    text = span.of(piece)
                    if kind is not None and _can_be_name(text, doc.lang_):
                        found[number].append(NameMention(span.shifted(start), text, kind))
        return tuple(map(tuple, found))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > _PIECE:
        gap = text.rfind(" ", start + 1, start + _PIECE)
        end = gap if gap > start else start + _PIECE
        yield start, end
        start = end
    yield start, len(text)


def _trimmed(text: str, span: Span) -> Span:
    """The span without quotes, brackets and white space at its edges, brackets inside kept."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        opening = _CLOSED.get(text[end - 1])
        if opening is not None and opening in text[start:end]:
            break
        end -= 1
    return Span(start, end)


def _can_be_name(name: str, language: str) -> bool:
    return any(map(str.isalpha, name)) and not is_stop_word(fold(name), language)
