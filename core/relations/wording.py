"""The words of a statement as they are compared, in whatever language it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from core.model import Span
from core.text.language import function_words
from core.text.words import Word, fold, stem_written, stop_words, words

_READ = frozenset({"de", "en", "und"})
"""The languages whose words come with their stems."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""Letters of scripts that put no space between words, or endings of all kinds behind them."""
_ELISION = re.compile(
    r"(?:[ldcjmnst]|qu|jusqu|lorsqu|puisqu|un|dell|all|nell|sull|dall|quell|bell)\'(?=\w)"
)
_SUFFIX = re.compile(r"\'\w+\Z")
_ELIDING = frozenset({"fr", "it", "ca"})
_SUFFIXING = frozenset({"tr"})


def words_of(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text; where a script has no spaces, each two letters that stand together."""
    found = words(text, language)
    if language not in _READ:
        found = tuple(_stemmed(word, language) for word in found)
    if not text.isascii() and _UNSPACED.search(text) is not None:
        found = tuple(part for word in found for part in _parts(word))
    return found


def content_of(found: Sequence[Word], language: str, *, longest: int) -> tuple[Word, ...]:
    """The words without those that only hold the statement together, at most so many."""
    stops = stop_words(language) if language in _READ else _function_words(language)
    return tuple([word for word in found if word.folded not in stops][:longest])


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in function_words(language))


def _stemmed(word: Word, language: str) -> Word:
    """A word with its stem, without what is written together with it: `l'eau`, `İzmir'in`."""
    bare = word.text.replace("’", "'")
    if language in _ELIDING:
        bare = _ELISION.sub("", bare.lower()) if "'" in bare else bare
    elif language in _SUFFIXING:
        bare = _SUFFIX.sub("", bare)
    return word._replace(folded=fold(bare), stem=stem_written(bare, language))


def _parts(word: Word) -> Iterator[Word]:
    if len(word.text) < 3 or _UNSPACED.search(word.text) is None:
        yield word
        return
    for at in range(len(word.text) - 1):
        text = word.text[at : at + 2]
        start = word.span.start + at
        folded = fold(text)
        yield Word(text, Span(start, start + 2), folded, folded)
