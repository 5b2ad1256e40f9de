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

    def statement_at(self, position: int) -> Statement | None:
        """The statement a position lies in."""
        index = bisect_right(self.statement_starts, position) - 1
        if index < 0 or self.source.statements[index].span.end <= position:
            return None
        return self.source.statements[index]


def read_page(article: ArticleNames) -> Page:
    """The article with its signs made plain and cut into tokens."""
    text = article.text.translate(PLAIN_SIGNS)
    tokens: list[Token] = []
    shouted = set()
    for index, statement in enumerate(article.statements):
        stretch = text[statement.span.start : statement.span.end]
        if stretch.isupper() and stretch.count(" ") > 1:
            shouted.add(index)
        words = [word for word in stretch.split() if len(word) > _SHORT_WORD]
        headline = sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words)
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
    )
