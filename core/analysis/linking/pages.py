"""Articles as linking reads them: plain signs, tokens, and which capitals say nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from core.model import (
    ArticleId,
    NameMention,
    Statement,
)

PLAIN_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛`´′ʼ‹›", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑", "-")
    | dict.fromkeys("\n\t\u00a0\u202f", " ")
)


TOKEN = re.compile(r"\w+|[^\w\s]")

_SHORT_WORD = 3
_SHORTEST_HEADLINE = 4
"""Longer words a statement has at least to be taken for a headline as a whole."""
_TITLE_CASE = 0.7
"""Share of words with a capital from which on an English sentence is a headline."""


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """An article with the names the recogniser saw in it."""

    article: ArticleId
    language: str
    text: str
    statements: tuple[Statement, ...]
    names: tuple[NameMention, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a page."""

    text: str
    start: int
    end: int
    initial: bool
    """Whether a capital says nothing here: first in its statement, after a colon or a quote."""
    headline: bool
    """Whether most words of its statement have a capital."""


@dataclass(frozen=True, slots=True)
class Page:
    """One article."""

    source: ArticleNames
    text: str
    """Signs made plain; offsets are those of the article's text."""
    tokens: tuple[Token, ...]
    statement_starts: tuple[int, ...]
    shouted: frozenset[int]
    """Indexes of statements in capitals throughout, where a capital says nothing."""
    headlines: frozenset[int]
    """Indexes of longer statements without an end mark, most of whose words have a capital."""

    def statement_at(self, position: int) -> Statement | None:
        """The statement a position lies in."""
        index = self.number_at(position)
        return None if index is None else self.source.statements[index]

    def number_at(self, position: int) -> int | None:
        """The index of the statement a position lies in."""
        index = bisect_right(self.statement_starts, position) - 1
        if index < 0 or self.source.statements[index].span.end <= position:
            return None
        return index


def read_page(article: ArticleNames) -> Page:
    """The article with its signs made plain and cut into tokens."""
    text = article.text.translate(PLAIN_SIGNS)
    tokens: list[Token] = []
    shouted = set()
    headlines = set()
    for index, statement in enumerate(article.statements):
        stretch = text[statement.span.start : statement.span.end]
        if stretch.isupper() and stretch.count(" ") > 1:
            shouted.add(index)
        words = [word for word in stretch.split() if len(word) > _SHORT_WORD]
        headline = sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words)
        if headline and len(words) >= _SHORTEST_HEADLINE and stretch[-1] not in '.!?"':
            headlines.add(index)
        initial = True
        for match in TOKEN.finditer(text, statement.span.start, statement.span.end):
            word = match.group()
            tokens.append(Token(word, match.start(), match.end(), initial, headline))
            initial = word in '":' or (initial and not word[0].isalnum())
    return Page(
        article,
        text,
        tuple(tokens),
        tuple(statement.span.start for statement in article.statements),
        frozenset(shouted),
        frozenset(headlines),
    )
