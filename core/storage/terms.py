"""What grouping compares of each article, and how common that is in the library."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from core.model import ArticleId, EntityId, Related, Relation, StatementId
from core.storage.database import Database
from core.storage.keys import batches, known_number, numbers_of, places


def without_terms(database: Database) -> tuple[ArticleId, ...]:
    """The analysed articles of which no terms are kept, in the order they were added."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM article WHERE analysis IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM article_terms WHERE article = number) ORDER BY number"
        ).fetchall()
    return tuple(ArticleId(row[0]) for row in rows)


def put_terms(database: Database, article: ArticleId, terms: Mapping[str, int]) -> None:
    """Keep how often an article says each of its terms, unless it has gone."""
    with database.writing() as connection:
        number = known_number(connection, article)
        if number is None:
            return
        forget(connection, number)
        connection.execute(
            "INSERT INTO article_terms VALUES (?, ?)",
            (number, json.dumps(terms, ensure_ascii=False)),
        )
        connection.executemany(
            "INSERT INTO term_spread VALUES (?, 1) "
            "ON CONFLICT (term) DO UPDATE SET articles = articles + 1",
            [(term,) for term in terms],
        )


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Drop the terms of an article."""
    for (column,) in connection.execute(
        "DELETE FROM article_terms WHERE article = ? RETURNING terms", (number,)
    ).fetchall():
        known = [(term,) for term in json.loads(column)]
        connection.executemany(
            "UPDATE term_spread SET articles = articles - 1 WHERE term = ?", known
        )
        connection.executemany("DELETE FROM term_spread WHERE term = ? AND articles < 1", known)


def terms_of(
    database: Database, articles: Iterable[ArticleId]
) -> dict[ArticleId, Mapping[str, int]]:
    """The terms of those of these articles of which they are kept."""
    found: dict[ArticleId, Mapping[str, int]] = {}
    with database.reading() as connection:
        for row in _in_batches(
            connection,
            "SELECT id, terms FROM article JOIN article_terms ON article = number WHERE id IN",
            articles,
        ):
            found[ArticleId(row[0])] = json.loads(row[1])
    return found


def articles_with_terms(database: Database) -> int:
    """Of how many articles terms are kept."""
    with database.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM article_terms").fetchone()[0])


def spread_of_terms(database: Database, terms: Iterable[str]) -> dict[str, int]:
    """In how many articles each of these terms stands."""
    with database.reading() as connection:
        return dict(
            _in_batches(connection, "SELECT term, articles FROM term_spread WHERE term IN", terms)
        )


def spread_of_entities(database: Database, entities: Iterable[EntityId]) -> dict[EntityId, int]:
    """In how many articles each of these is mentioned."""
    with database.reading() as connection:
        return dict(
            _in_batches(
                connection,
                "SELECT id, (SELECT count(DISTINCT article) FROM mention WHERE entity = number) "
                "FROM entity WHERE id IN",
                entities,
            )
        )


def related_alike(
    database: Database, article: ArticleId, *, least: float
) -> dict[int, list[Related]]:
    """What is related to the statements of an article with at least this score, by their numbers.

    Without evidence and parts, which take their time to read.
    """
    gathered: dict[int, list[Related]] = {}
    with database.reading() as connection:
        for statement, other, number, score, relation in connection.execute(
            "SELECT statement, there.id, other_statement, score, relation FROM relation "
            "JOIN article AS here ON here.number = relation.article "
            "JOIN article AS there ON there.number = other_article "
            "WHERE here.id = ? AND score >= ? ORDER BY statement, position",
            (article, least),
        ):
            there = StatementId(ArticleId(other), number)
            found = gathered.setdefault(statement, [])
            found.append(Related(there, score, Relation(relation), ()))
    return gathered


def articles_alike(
    database: Database, articles: Iterable[ArticleId], *, least: float
) -> frozenset[ArticleId]:
    """The articles that one of these is related to, or that are to one of these, so closely."""
    found: set[ArticleId] = set()
    with database.reading() as connection:
        for some in batches(numbers_of(connection, articles).values()):
            for here, there in (("article", "other_article"), ("other_article", "article")):
                rows = connection.execute(
                    f"SELECT DISTINCT id FROM relation JOIN article ON number = relation.{there} "  # noqa: S608
                    f"WHERE relation.{here} IN ({places(some)}) AND score >= ?",
                    (*some, least),
                )
                found.update(ArticleId(row[0]) for row in rows)
    return frozenset(found)


def _in_batches(
    connection: sqlite3.Connection, query: str, values: Iterable[str]
) -> Iterable[tuple[Any, ...]]:
    for some in batches(values):
        yield from connection.execute(f"{query} ({places(some)})", some)
