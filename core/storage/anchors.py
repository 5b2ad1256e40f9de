"""Where a mark belongs after the text of its article has changed.

A mark in the wrong place says something the reader never said; one without a place is shown
apart. So a place is only taken when hardly another is possible: the quote stands there as it
was and its neighbourhood agrees; or it is long and stands nowhere else; or its neighbourhood is
as it was on both sides and the quote itself has changed little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from core.model import Anchor, Span, Statement

_KEPT = 32
"""Characters kept of either side."""
_AGREES = 12
"""As many that are the same make a side that agrees."""
_SURELY_AGREES = 24
_TELLING = 30
"""A quote of this length is not said twice by chance."""
_ALIKE, _WORDS_ALIKE = 0.85, 0.75
"""How much of a changed quote must be there again, in characters and in words."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands on one side of a place, against what stood on that side of the quote."""

    same: int
    """Characters that agree, counted from the place."""
    at_end: bool
    """The text ends here, as it did there."""

    def agrees(self, characters: int) -> bool:
        return self.at_end or self.same >= characters


def anchor_for(text: str, statement: Statement) -> Anchor:
    """The anchor of a statement in the text of its article."""
    start, end = statement.span.start, statement.span.end
    return Anchor(
        article=statement.id.article,
        statement=statement.id.number,
        quote=text[start:end],
        prefix=text[max(0, start - _KEPT) : start],
        suffix=text[end : end + _KEPT],
        start=start,
    )


def place(anchor: Anchor, text: str, statements: Sequence[Statement]) -> int | None:
    """The number of the statement an anchor belongs to; None when that is not certain."""
    spans = tuple(_occurrences(anchor.quote, text))
    if spans:
        return _place_of_quote(anchor, text, statements, spans)
    return _place_of_changed_quote(anchor, text, statements)


def _place_of_quote(
    anchor: Anchor, text: str, statements: Sequence[Statement], spans: Sequence[Span]
) -> int | None:
    alone = len(spans) == 1
    possible: list[tuple[int, bool, int]] = []
    for span in spans:
        statement = next((s for s in statements if s.span.start <= span.start < s.span.end), None)
        if statement is None:
            continue
        before, after = _sides(anchor, text, span)
        both = before.agrees(_AGREES) and after.agrees(_AGREES)
        if len(anchor.quote) >= _TELLING:
            either = before.agrees(_AGREES) or after.agrees(_AGREES)
            certain = alone or both or (either and statement.span == span)
        else:
            either = before.agrees(_KEPT) or after.agrees(_KEPT)
            certain = both or (alone and either and statement.span == span)
        if certain:
            same_place = span.start == anchor.start
            possible.append((before.same + after.same, same_place, statement.id.number))
    possible.sort(reverse=True)
    if len(possible) > 1 and possible[0][:2] == possible[1][:2]:
        return None
    return possible[0][2] if possible else None


def _place_of_changed_quote(
    anchor: Anchor, text: str, statements: Sequence[Statement]
) -> int | None:
    possible = [
        statement.id.number
        for statement in statements
        if all(side.agrees(_SURELY_AGREES) for side in _sides(anchor, text, statement.span))
        and not _was_neighbour(anchor, statement.span.of(text))
        and _alike(anchor.quote, statement.span.of(text))
    ]
    return possible[0] if len(possible) == 1 else None


def _occurrences(quote: str, text: str) -> Iterator[Span]:
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        inside_word = (text[start - 1 : start] + quote[:1]).isalnum() and start > 0
        inside_word |= (quote[-1:] + text[end : end + 1]).isalnum() and end < len(text)
        if not inside_word:
            yield Span(start, end)
        start = text.find(quote, start + 1)


def _sides(anchor: Anchor, text: str, span: Span) -> tuple[_Side, _Side]:
    before, after = text[max(0, span.start - _KEPT) : span.start], text[span.end :][:_KEPT]
    return (
        _Side(_same(anchor.prefix[::-1], before[::-1]), _all_of(anchor.prefix, before)),
        _Side(_same(anchor.suffix, after), _all_of(anchor.suffix, after)),
    )


def _all_of(side: str, other: str) -> bool:
    """Both sides end, and say the same until there."""
    return len(side) < _KEPT and side == other


def _same(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _was_neighbour(anchor: Anchor, words: str) -> bool:
    """Whether these words stood beside the quote: then they are not the quote, changed."""
    after, before = anchor.suffix.lstrip(), anchor.prefix.rstrip()
    return bool(
        (after and (words.startswith(after) or after.startswith(words)))
        or (before and (words.endswith(before) or before.endswith(words)))
    )


def _alike(one: str, other: str) -> bool:
    words = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    characters = SequenceMatcher(None, one, other, autojunk=False)
    return words.ratio() >= _WORDS_ALIKE and characters.ratio() >= _ALIKE
