"""Where something is, as far as the preposition before a word in capitals tells."""

from __future__ import annotations

from collections.abc import Iterable

from core.relations.judging.attribution import beyond_attribution
from core.relations.profile import StatementProfile
from core.text.words import Word, folded_words

_WHERE = folded_words("in im am an at near")


def names_place(profile: StatementProfile, found: Iterable[Word]) -> bool:
    """Whether one of some words of a statement says where, and is no part of a figure."""
    figures = [figure.span for figure in profile.figures]
    places = [
        word
        for word in found
        if word.text[0].isupper()
        and _before(profile, word) in _WHERE
        and not any(span.overlaps(word.span) for span in figures)
    ]
    return bool(beyond_attribution(profile, places))


def _before(profile: StatementProfile, word: Word) -> str:
    at = profile.words.index(word)
    return profile.words[at - 1].folded if at else ""
