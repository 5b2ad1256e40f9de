"""Searching all articles, with an index that is made when it is missing."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Article, SearchHit, Statement
from core.search import find, index
from core.search.query import parse
from core.storage import articles, statements
from core.storage.database import Database


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found."""

    hits: tuple[SearchHit, ...]
    """Best first."""
    articles: int
    """How many articles answer, also beyond the limit; counted up to a thousand."""
    problem: str | None
    """What of the query could not be understood; the rest was searched all the same."""


def search(database: Database, text: str, *, limit: int) -> SearchAnswer:
    """The statements that hold what is asked for."""
    prepare(database)
    query = parse(text)
    with database.reading() as connection:
        found = find.find(connection, query, limit=limit)
    return SearchAnswer(found.hits, found.total, query.problem)


def put(database: Database, article: Article, made: tuple[Statement, ...]) -> None:
    """Make an article findable, as part of the transaction that keeps it."""
    with database.writing() as connection:
        index.put(
            connection,
            article.id,
            title=article.title,
            language=article.language,
            statements=made,
        )


def prepare(database: Database) -> None:
    """Make the index where there is none of this version, from what the library holds."""
    with database.reading() as connection:
        if index.is_prepared(connection):
            return
    with database.writing() as connection:
        if index.prepare(connection):
            _fill(database)


def renew(database: Database) -> None:
    """Make the index anew, from what the library holds."""
    with database.writing() as connection:
        index.clear(connection)
        _fill(database)


def _fill(database: Database) -> None:
    for each in articles.ids(database):
        article = articles.article(database, each)
        put(database, article, statements.statements(database, each))
