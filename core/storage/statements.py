"""The statements of articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from core.errors import StatementNotFound
from core.model import ArticleId, Role, Span, Statement, StatementId
from core.storage import records
from core.storage.database import Database
from core.storage.keys import batches, number_of, places

_COLUMNS = 'statement.number, role, "start", "end", text, figures, lemmas, stance'


def put_statements(database: Database, article: ArticleId, statements: Sequence[Statement]) -> None:
    """Keep the statements of an article in place of those it had."""
    with database.writing() as connection:
        number = number_of(connection, article)
        connection.execute("DELETE FROM statement WHERE article = ?", (number,))
        connection.executemany(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number,
                    statement.id.number,
                    statement.role,
                    statement.span.start,
                    statement.span.end,
                    statement.text,
                    records.figures_column(statement.figures),
                    records.compact(statement.lemmas),
                    records.stance_column(statement.stance),
                )
                for statement in statements
            ],
        )
        connection.execute(
            "UPDATE article SET statements = ?, version = version + 1 WHERE number = ?",
            (len(statements), number),
        )


def statements(database: Database, article: ArticleId) -> tuple[Statement, ...]:
    """The statements of an article in reading order.

    Raises:
        ArticleNotFound: it is not in the library.
    """
    with database.reading() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM statement WHERE article = ? ORDER BY number",  # noqa: S608
            (number_of(connection, article),),
        ).fetchall()
    return tuple(_statement(article, row) for row in rows)


def statement(database: Database, statement: StatementId) -> Statement:
    """One statement.

    Raises:
        ArticleNotFound: its article is not in the library.
        StatementNotFound: the article has no statement of this number.
    """
    with database.reading() as connection:
        row = connection.execute(
            f"SELECT {_COLUMNS} FROM statement WHERE article = ? AND number = ?",  # noqa: S608
            (number_of(connection, statement.article), statement.number),
        ).fetchone()
    if row is None:
        raise StatementNotFound("the article has no such statement", subject=str(statement))
    return _statement(statement.article, row)


def statements_of(
    database: Database, articles: Iterable[ArticleId]
) -> dict[ArticleId, tuple[Statement, ...]]:
    """The statements of several articles at once; articles that are not there are left out."""
    gathered: dict[ArticleId, list[Statement]] = {}
    with database.reading() as connection:
        for some in batches(dict.fromkeys(articles)):
            rows = connection.execute(
                f"SELECT {_COLUMNS}, id FROM article JOIN statement "  # noqa: S608
                f"ON statement.article = article.number WHERE id IN ({places(some)}) "
                "ORDER BY statement.article, statement.number",
                some,
            )
            for row in rows:
                article = ArticleId(row[-1])
                gathered.setdefault(article, []).append(_statement(article, row))
    return {article: tuple(found) for article, found in gathered.items()}


_ROLES = {role.value: role for role in Role}


def _statement(article: ArticleId, row: tuple[Any, ...]) -> Statement:
    return Statement(
        id=StatementId(article, row[0]),
        role=_ROLES[row[1]],
        span=Span(row[2], row[3]),
        text=row[4],
        figures=records.figures_of(row[5]),
        lemmas=tuple(json.loads(row[6])),
        stance=records.stance_of(row[7]),
    )
