"""Which statement is related to which, and how far that is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.model import (
    ArticleId,
    Related,
    RelatedStatement,
    Relation,
    Role,
    StatementId,
)
from core.storage import links, records
from core.storage.database import Database
from core.storage.keys import batches, known_number, number_of, numbers_of, places


@dataclass(frozen=True, slots=True)
class RelatedState:
    """How far the relations of an article are known."""

    related: bool
    """Whether they have ever been looked for in the text as it is now."""
    stale: bool
    """Whether they ought to be looked for again."""
    generation: int
    """Rises by one each time they are replaced."""


def put_related(
    database: Database, article: ArticleId, related: Mapping[int, Sequence[Related]]
) -> bool:
    """Keep what is related to each statement of an article, best first, in place of before.

    What leads to articles that have gone is left out. False when the article itself has gone.
    """
    with database.writing() as connection:
        number = known_number(connection, article)
        if number is None:
            return False
        others = numbers_of(
            connection, {each.statement.article for found in related.values() for each in found}
        )
        connection.execute("DELETE FROM relation WHERE article = ?", (number,))
        connection.executemany(
            "INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number,
                    statement,
                    position,
                    others[each.statement.article],
                    each.statement.number,
                    each.score,
                    each.relation,
                    records.evidence_column(each.evidence),
                    records.parts_column(each.parts),
                )
                for statement, found in related.items()
                for position, each in enumerate(found)
                if each.statement.article in others
            ],
        )
        links.put_links(connection, [number])
        connection.execute(
            "UPDATE article SET related = related + 1, stale = 0, conflicts = 0 WHERE number = ?",
            (number,),
        )
        count_conflicts(connection, [number])
        return True


def related(database: Database, statement: StatementId) -> tuple[Related, ...]:
    """What is related to a statement, best first."""
    with database.reading() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} {_JOINED} AND statement = ? ORDER BY position",
            (number_of(connection, statement.article), statement.number),
        ).fetchall()
    return tuple(_related(row) for row in rows)


def related_of(database: Database, article: ArticleId) -> dict[int, tuple[Related, ...]]:
    """What is related to the statements of an article, by their numbers."""
    gathered: dict[int, list[Related]] = {}
    with database.reading() as connection:
        for row in connection.execute(
            f"SELECT {_COLUMNS}, statement {_JOINED} ORDER BY statement, position",
            (number_of(connection, article),),
        ):
            gathered.setdefault(row[-1], []).append(_related(row))
    return {statement: tuple(found) for statement, found in gathered.items()}


def related_statements(
    database: Database, statement: StatementId, *, limit: int
) -> tuple[RelatedStatement, ...]:
    """What is related to a statement, best first, with the words a reader needs to see."""
    with database.reading() as connection:
        rows = connection.execute(
            f"""
            SELECT {_COLUMNS}, other.text, title, other."start", blocks
            FROM relation
            JOIN article ON article.number = other_article
            JOIN article_text ON article_text.article = other_article
            JOIN statement AS other
                ON other.article = other_article AND other.number = other_statement
            WHERE relation.article = ? AND statement = ? ORDER BY position LIMIT ?
            """,  # noqa: S608
            (number_of(connection, statement.article), statement.number, limit),
        ).fetchall()
    return tuple(
        RelatedStatement(_related(row), row[6], row[7], _paragraph(row[9], row[8])) for row in rows
    )


def state(database: Database, article: ArticleId) -> RelatedState:
    """How far the relations of an article are known."""
    with database.reading() as connection:
        conflicts, generation, stale = connection.execute(
            "SELECT conflicts, related, stale FROM article WHERE number = ?",
            (number_of(connection, article),),
        ).fetchone()
    return RelatedState(conflicts is not None, bool(stale), generation)


def is_related(database: Database, article: ArticleId) -> bool:
    """Whether the relations of an article have been looked for, however long ago."""
    return state(database, article).related


def mark_stale(database: Database, articles: Iterable[ArticleId]) -> None:
    """Ask for the relations of these articles to be looked for again; they stay meanwhile."""
    with database.writing() as connection:
        for some in batches(articles):
            connection.execute(
                f"UPDATE article SET stale = 1 WHERE id IN ({places(some)})",  # noqa: S608
                some,
            )


def stale(database: Database) -> tuple[ArticleId, ...]:
    """The analysed articles whose relations are to be looked for, in list order."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM article WHERE stale AND analysis IS NOT NULL "
            "ORDER BY list_order, number"
        ).fetchall()
    return tuple(ArticleId(row[0]) for row in rows)


def rules(database: Database) -> str | None:
    """By which rules the relations were found; None before the first."""
    with database.reading() as connection:
        row = connection.execute("SELECT rules FROM made_by WHERE what = 'relations'").fetchone()
    return None if row is None else str(row[0])


def adopt_rules(database: Database, rules: str) -> None:
    """Note by which rules relations are found from now on; all found by others become stale."""
    with database.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO made_by VALUES ('relations', ?)", (rules,))
        connection.execute("UPDATE article SET stale = 1 WHERE related")


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Drop all relations from and to an article; the articles on the other side become stale."""
    others = [
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT article FROM relation WHERE other_article = ?", (number,)
        )
    ]
    connection.execute("DELETE FROM relation WHERE article = ?", (number,))
    connection.execute("DELETE FROM relation WHERE other_article = ?", (number,))
    links.put_links(connection, [number, *others])
    connection.execute("UPDATE article SET conflicts = NULL, stale = 1 WHERE number = ?", (number,))
    for some in batches(others):
        connection.execute(
            f"UPDATE article SET stale = 1 WHERE number IN ({places(some)})",  # noqa: S608
            some,
        )
        count_conflicts(connection, some)


_COLUMNS = "id, other_statement, score, relation, evidence, parts"
_JOINED = "FROM relation JOIN article ON number = other_article WHERE relation.article = ?"


def _related(row: tuple[Any, ...]) -> Related:
    return Related(
        statement=StatementId(ArticleId(row[0]), row[1]),
        score=row[2],
        relation=Relation(row[3]),
        evidence=records.evidence_of(row[4]),
        parts=records.parts_of(row[5]),
    )


def _paragraph(blocks: str, start: int) -> int:
    paragraph = 0
    for block in records.blocks_of(blocks):
        if block.role is Role.PARAGRAPH:
            paragraph += 1
        if block.span.start <= start < block.span.end:
            return paragraph if block.role is Role.PARAGRAPH else 0
    return 0


def count_conflicts(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Count the statements in conflict of those of these articles that have been related."""
    # One by one: of a whole row of articles the database would look through all relations.
    connection.executemany(
        f"""
        UPDATE article SET conflicts = (
            SELECT count(DISTINCT statement) FROM held_relation
            WHERE article = ?1 AND relation IN ('{Relation.DIFFERS}', '{Relation.CONTRADICTS}')
        ) WHERE number = ?1 AND conflicts IS NOT NULL
        """,  # noqa: S608
        [(number,) for number in numbers],
    )
