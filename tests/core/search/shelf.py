"""A library of articles in memory, as a search asks for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.model import Article, ArticleId, SearchHit, Statement, StatementId
from core.search import index
from core.search.complete import Counted
from core.search.find import Found, find
from core.search.kept import Note, Shown
from core.search.query import Field, Name, parse
from core.search.suggest import Suggestion, suggestions
from core.text.words import fold
from tests import builders


@dataclass
class Shelf:
    """Articles in an index, with what a test says of them."""

    connection: sqlite3.Connection
    texts: dict[StatementId, Shown] = field(default_factory=dict)
    facts: dict[str, Sequence[ArticleId] | Sequence[StatementId]] = field(default_factory=dict)
    """By `name:value`, what a field means."""
    noted: list[Note] = field(default_factory=list)
    named: dict[Name, Sequence[tuple[str, int]]] = field(default_factory=dict)

    def put(self, *articles: Article) -> None:
        for article in articles:
            self.put_statements(
                article.id,
                builders.statements_of(article),
                title=article.title,
                language=article.language,
            )

    def put_statements(
        self,
        article: ArticleId,
        statements: Sequence[Statement],
        *,
        title: str = "",
        language: str = "de",
    ) -> None:
        self.forget(article)
        self.texts[StatementId(article, 0)] = Shown(title, title, language)
        for each in statements:
            self.texts[each.id] = Shown(each.text, title, language)
        index.put(self.connection, [index.Entry(article, title, language, statements)])

    def remove(self, article: ArticleId) -> None:
        self.forget(article)
        index.remove(self.connection, article)

    def forget(self, article: ArticleId) -> None:
        self.texts = {each: shown for each, shown in self.texts.items() if each.article != article}

    # --- what a search asks ---------------------------------------------------------------------

    def articles(
        self, field: Field, *, most: int = -1, among: Sequence[ArticleId] | None = None
    ) -> Iterable[ArticleId]:
        known = [a for a in self._known(field) if not isinstance(a, StatementId)]
        return [a for a in known if among is None or a in among][: most if most > 0 else None]

    def statements(
        self, field: Field, *, most: int = -1, among: Sequence[ArticleId] | None = None
    ) -> Iterable[StatementId]:
        known = [s for s in self._known(field) if isinstance(s, StatementId)]
        allowed = [s for s in known if among is None or s.article in among]
        return allowed[: most if most > 0 else None]

    def _known(self, field: Field) -> Iterable[ArticleId | StatementId]:
        return self.facts.get(f"{field.name}:{field.text}", ())

    def shown(self, statements: Sequence[StatementId]) -> Sequence[Shown | None]:
        return [self.texts.get(each) for each in statements]

    def whole(self, articles: Sequence[ArticleId]) -> Iterable[tuple[ArticleId, int, Shown]]:
        return [
            (each.article, each.number, shown)
            for each, shown in self.texts.items()
            if each.article in articles and each.number
        ]

    def notes(self) -> Sequence[Note]:
        return self.noted

    def names(self, field: Name) -> Sequence[Counted]:
        return [Counted(name, times, fold(name)) for name, times in self.named.get(field, ())]

    # --- what a test asks -----------------------------------------------------------------------

    def answer(self, text: str, *, limit: int = 50, typing: bool = False) -> Found:
        return find(self.connection, parse(text, typing=typing), self, limit=limit, typing=typing)

    def hits(self, text: str) -> tuple[SearchHit, ...]:
        return self.answer(text).hits

    def found(self, text: str, *, limit: int = 50) -> list[tuple[str, int]]:
        hits = self.answer(text, limit=limit).hits
        return [(hit.article, hit.statement.number) for hit in hits]

    def lit(self, text: str) -> list[list[str]]:
        return [[span.of(hit.text) for span in hit.hits] for hit in self.hits(text)]

    def suggested(self, text: str) -> tuple[Suggestion, ...]:
        return suggestions(self.connection, parse(text), self)
