"""The words and signs of a statement, each quotation as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import EntityId, EntityKind, Span

_PIECE = re.compile(r"\w+(?:[-'’‘.&/:*]\w+)*(?:['’](?=\s))?|[^\w\s]")
_AGED = re.compile(r"\d+-[A-ZÄÖÜ]")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an entity within a statement."""

    span: Span
    """Counts in the statement's text."""
    entity: EntityId
    kind: EntityKind
    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or a whole quotation."""

    text: str
    low: str
    start: int
    end: int
    named: Named | None
    """The mention the token is part of, or that is part of it, as in `Bahn-Chef`."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word rather than a sign or quotation."""
        return self.low[:1].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.text[:1].isupper() or _AGED.match(self.text) is not None

    @property
    def is_quotation(self) -> bool:
        """Whether it stands for a quotation."""
        return self.low == QUOTED

    @property
    def ends_name(self) -> bool:
        """Whether it is the last word of the mention it is part of."""
        return self.named is not None and self.named.span.end == self.end

    @property
    def is_whole_name(self) -> bool:
        """Whether it lies within its mention: not so `Bahn-Chef`, of which `Bahn` is the name."""
        return self.named is not None and self.end <= self.named.span.end

    @property
    def span(self) -> Span:
        """Where it stands in the statement."""
        return Span(self.start, self.end)


QUOTED = "«»"


def tokens_of(text: str, quoted: Sequence[Span], named: Sequence[Named]) -> tuple[Token, ...]:
    """The tokens of a statement; what lies in one of the `quoted` stretches becomes one token.

    Quotation marks around what is not quoted speech (`die „Zeit“`) are left out.
    """
    found: list[Token] = []
    start = 0
    for span in (*quoted, Span(len(text), len(text))):
        for match in _PIECE.finditer(text, start, span.start):
            piece = match.group()
            if piece in MARKS:
                continue
            found.append(_token(piece, match.start(), named))
        if span.start < span.end:
            found.append(Token(span.of(text), QUOTED, span.start, span.end, None))
        start = span.end
    return tuple(found)


MARKS = frozenset("\"'„“”‟‚‘’»«›‹")


def _token(piece: str, start: int, named: Sequence[Named]) -> Token:
    end = start + len(piece)
    here = next((each for each in named if each.span.start < end and start < each.span.end), None)
    return Token(piece, piece.lower(), start, end, here)
