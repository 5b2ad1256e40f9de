"""The words of a text as the index holds them and a search compares them.

They are those of `core.text.words`. None reaches over white space, so what stands between blanks
is taken apart once and remembered; news says most things again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from core.model import Span
from core.text.words import fold, stem, words

_NO_TOKEN = re.compile(r'[\s"\x00-\x1f]+')


class Token(NamedTuple):
    """One word, in the forms in which it is compared."""

    folded: str
    stem: str
    start: int
    """Counts in what stands between the blanks."""
    end: int


def token(form: str) -> str:
    """A folded word or stem as one token; folding can make several words of one character."""
    return form if form.isalnum() else _NO_TOKEN.sub("", form) or "\ue001"


_ROUND_WORDS = '.,;:!?…()[]"„“”‚‘»«–'


@lru_cache(maxsize=1 << 17)
def tokens_between_blanks(text: str, language: str) -> tuple[Token, ...]:
    """The words of a text without blanks."""
    bare = text.strip(_ROUND_WORDS)
    if bare.isalpha():
        # By far the most: one word, which is all letters.
        start, folded = text.index(bare), fold(bare)
        stemmed = token(stem(folded, language))
        return (Token(token(folded), stemmed, start, start + len(bare)),)
    return tuple(
        Token(token(word.folded), token(word.stem), word.span.start, word.span.end)
        for word in words(text, language)
    )


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text in order."""
    return [each for piece in text.split() for each in tokens_between_blanks(piece, language)]


def spans(text: str, language: str) -> Iterator[Span]:
    """Where the words of a text stand, as many as `tokens` and in the same order."""
    at = 0
    for piece in text.split():
        at = text.index(piece, at)
        for each in tokens_between_blanks(piece, language):
            yield Span(at + each.start, at + each.end)
        at += len(piece)


# By far the most of the letters beyond ASCII in German texts, as `fold` has them.
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e"})


def forms_between_blanks(text: str, language: str) -> list[tuple[str, str]]:
    """Each word of a text without blanks as it is compared, with its stem."""
    bare = text.strip(_ROUND_WORDS)
    if bare.isalpha():
        folded = bare.lower().translate(_UMLAUTS)
        if not folded.isascii():
            folded = token(fold(bare))
        return [(folded, token(stem(folded, language)))]
    return [(token(w.folded), token(w.stem)) for w in words(text, language)]
