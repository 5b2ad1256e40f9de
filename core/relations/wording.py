"""The words of a statement as they are compared, in whatever language it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from core.model import Span
from core.text.language import function_words
from core.text.words import Form, Word, fold, forms, stem_written, stop_words, words

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
    stops = stops_of(language)
    return tuple([word for word in found if word.folded not in stops][:longest])


def forms_of(written: Sequence[str], language: str) -> list[tuple[Form, ...]]:
    """By word as it is written the forms that `words_of` finds in it, whatever stands around it."""
    if language in _READ:
        found = forms(written, language)
    else:
        found = [_form(word, language) for word in written]
    if _UNSPACED.search("\n".join(written)) is None:
        return [(form,) for form in found]
    return [
        tuple(_part_forms(word)) if _has_parts(word) else (form,)
        for word, form in zip(written, found, strict=True)
    ]


def stops_of(language: str) -> frozenset[str]:
    """The folded words that only hold a statement together."""
    return stop_words(language) if language in _READ else _function_words(language)


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in function_words(language))


def _stemmed(word: Word, language: str) -> Word:
    folded, stem = _form(word.text, language)
    return word._replace(folded=folded, stem=stem)


def _form(written: str, language: str) -> Form:
    """A word without what is written together with it: `l'eau`, `İzmir'in`."""
    bare = written.replace("’", "'")
    if language in _ELIDING:
        bare = _ELISION.sub("", bare.lower()) if "'" in bare else bare
    elif language in _SUFFIXING:
        bare = _SUFFIX.sub("", bare)
    return fold(bare), stem_written(bare, language)


def _parts(word: Word) -> Iterator[Word]:
    if not _has_parts(word.text):
        yield word
        return
    for at, (folded, stem) in enumerate(_part_forms(word.text)):
        start = word.span.start + at
        yield Word(word.text[at : at + 2], Span(start, start + 2), folded, stem)


def _has_parts(written: str) -> bool:
    return len(written) >= 3 and not written.isascii() and _UNSPACED.search(written) is not None


def _part_forms(written: str) -> Iterator[Form]:
    for pair in pairwise(written):
        folded = fold("".join(pair))
        yield folded, folded
