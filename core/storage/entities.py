"""Who and what is mentioned where.

Names and kinds are put to the vote: each article votes as often as it mentions the entity, and
the library follows the majority. Counts and spellings are kept up with every change, so that
asking for them does not read all mentions.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from core.model import (
    ArticleId,
    Entity,
    EntityCount,
    EntityId,
    EntityKind,
    Mention,
    Span,
)
from core.storage.database import Database
from core.storage.keys import batches, number_of, numbers_of, places


def put_entities(
    database: Database,
    articles: Sequence[ArticleId],
    entities: Iterable[Entity],
    mentions: Iterable[Mention],
) -> None:
    """Keep these mentions in place of all that were known in these articles.

    Mentions in other articles, and in articles that have gone, are left out.
    """
    entity_of = {entity.id: entity for entity in entities}
    with database.writing() as connection:
        numbers = numbers_of(connection, articles)
        touched = _drop(connection, list(numbers.values()))
        connection.executemany(
            "UPDATE article SET version = version + 1 WHERE number = ?",
            [(number,) for number in numbers.values()],
        )
        kept = [m for m in mentions if m.article in numbers and m.entity in entity_of]
        named = [entity_of[identifier] for identifier in dict.fromkeys(m.entity for m in kept)]
        connection.executemany(
            "INSERT INTO entity (id, name, kind) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
            [(entity.id, entity.name, entity.kind) for entity in named],
        )
        key_of: dict[EntityId, int] = {}
        for some in batches(entity.id for entity in named):
            key_of.update(
                connection.execute(
                    f"SELECT id, number FROM entity WHERE id IN ({places(some)})",  # noqa: S608
                    some,
                )
            )
        connection.executemany(
            "INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    numbers[m.article],
                    m.span.start,
                    m.span.end,
                    key_of[m.entity],
                    m.statement,
                    m.text,
                )
                for m in kept
            ],
        )
        votes = Counter((m.entity, m.article) for m in kept)
        connection.executemany(
            "INSERT INTO entity_vote VALUES (?, ?, ?, ?, ?)",
            [
                (
                    key_of[identifier],
                    numbers[article],
                    entity_of[identifier].name,
                    entity_of[identifier].kind,
                    weight,
                )
                for (identifier, article), weight in votes.items()
            ],
        )
        for some_numbers in batches(numbers.values()):
            _count(connection, some_numbers, +1)
        _settle(connection, touched | set(key_of.values()))


def forget(connection: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Drop all mentions in these articles; entities mentioned nowhere else vanish."""
    _settle(connection, _drop(connection, articles))


def entities(database: Database, article: ArticleId | None = None) -> tuple[EntityCount, ...]:
    """The entities of one article or of all, most frequent first."""
    with database.reading() as connection:
        if article is None:
            rows = connection.execute("SELECT number, id, name, kind, count FROM entity").fetchall()
            spelt = connection.execute(
                "SELECT entity, text FROM entity_spelling ORDER BY entity, count DESC, text"
            ).fetchall()
        else:
            number = number_of(connection, article)
            rows = connection.execute(
                """
                SELECT number, id, name, kind, here FROM entity JOIN (
                    SELECT entity, count(*) AS here FROM mention WHERE article = ? GROUP BY entity
                ) ON entity = number
                """,
                (number,),
            ).fetchall()
            spelt = connection.execute(
                "SELECT entity, text FROM entity_spelling WHERE entity IN "
                "(SELECT entity FROM mention WHERE article = ?) "
                "ORDER BY entity, count DESC, text",
                (number,),
            ).fetchall()
    spellings: dict[int, list[str]] = {}
    for key, text in spelt:
        spellings.setdefault(key, []).append(text)
    counted = [
        EntityCount(
            Entity(EntityId(identifier), name, EntityKind(kind), tuple(spellings[key])), count
        )
        for key, identifier, name, kind, count in rows
    ]
    counted.sort(key=lambda each: (-each.count, each.entity.name, each.entity.id))
    return tuple(counted)


def entity(database: Database, entity: EntityId) -> Entity | None:
    """One entity; None when nothing mentions it any more."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT number, name, kind FROM entity WHERE id = ?", (entity,)
        ).fetchone()
        if row is None:
            return None
        spellings = connection.execute(
            "SELECT text FROM entity_spelling WHERE entity = ? ORDER BY count DESC, text",
            (row[0],),
        ).fetchall()
    return Entity(entity, row[1], EntityKind(row[2]), tuple(text for (text,) in spellings))


def names_of(database: Database, entity: EntityId) -> tuple[tuple[str, EntityKind], ...]:
    """The names and kinds an entity goes by in the articles, the most voted first."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT entity_vote.name, entity_vote.kind FROM entity_vote
            JOIN entity ON entity.number = entity_vote.entity WHERE entity.id = ?
            GROUP BY entity_vote.name, entity_vote.kind
            ORDER BY sum(weight) DESC, entity_vote.name, entity_vote.kind
            """,
            (entity,),
        ).fetchall()
    return tuple((name, EntityKind(kind)) for name, kind in rows)


def mentions(database: Database, entity: EntityId) -> tuple[Mention, ...]:
    """All mentions of an entity: articles in list order, then reading order."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT article.id, mention.statement, mention."start", mention."end", mention.text
            FROM entity
            JOIN mention ON mention.entity = entity.number
            JOIN article ON article.number = mention.article
            WHERE entity.id = ?
            ORDER BY article.list_order, article.number, mention."start", mention."end"
            """,
            (entity,),
        ).fetchall()
    return tuple(
        Mention(entity, ArticleId(article), statement, Span(start, end), text)
        for article, statement, start, end, text in rows
    )


def mentions_of(database: Database, article: ArticleId) -> tuple[Mention, ...]:
    """All mentions in an article, in reading order."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT entity.id, statement, "start", "end", text
            FROM mention JOIN entity ON entity.number = mention.entity
            WHERE article = ? ORDER BY "start", "end", entity.id
            """,
            (number_of(connection, article),),
        ).fetchall()
    return tuple(
        Mention(EntityId(entity), article, statement, Span(start, end), text)
        for entity, statement, start, end, text in rows
    )


def _drop(connection: sqlite3.Connection, articles: Sequence[int]) -> set[int]:
    touched: set[int] = set()
    for some in batches(articles):
        touched.update(
            row[0]
            for row in connection.execute(
                f"SELECT DISTINCT entity FROM mention WHERE article IN ({places(some)})",  # noqa: S608
                some,
            )
        )
        _count(connection, some, -1)
        for table in ("mention", "entity_vote"):
            connection.execute(
                f"DELETE FROM {table} WHERE article IN ({places(some)})",  # noqa: S608
                some,
            )
    return touched


def _count(connection: sqlite3.Connection, articles: Sequence[int], sign: int) -> None:
    connection.execute(
        f"""
        INSERT INTO entity_spelling (entity, text, count)
        SELECT entity, text, {sign} * count(*) FROM mention
        WHERE article IN ({places(articles)}) GROUP BY entity, text
        ON CONFLICT (entity, text) DO UPDATE SET count = count + excluded.count
        """,  # noqa: S608
        articles,
    )
    connection.execute(
        f"""
        UPDATE entity SET count = count + {sign} * here FROM (
            SELECT entity AS key, count(*) AS here FROM mention
            WHERE article IN ({places(articles)}) GROUP BY entity
        ) WHERE number = key
        """,  # noqa: S608
        articles,
    )


def _settle(connection: sqlite3.Connection, touched: Iterable[int]) -> None:
    for some in batches(sorted(touched)):
        among = f"IN ({places(some)})"
        connection.execute(f"DELETE FROM entity WHERE number {among} AND count = 0", some)  # noqa: S608
        connection.execute(
            f"DELETE FROM entity_spelling WHERE entity {among} AND count = 0",  # noqa: S608
            some,
        )
        for column in ("name", "kind"):
            connection.execute(
                f"""
                UPDATE entity SET {column} = chosen FROM (
                    SELECT entity AS key, {column} AS chosen, row_number() OVER (
                        PARTITION BY entity ORDER BY sum(weight) DESC, {column}
                    ) AS place
                    FROM entity_vote WHERE entity {among} GROUP BY entity, {column}
                ) WHERE number = key AND place = 1
                """,  # noqa: S608
                some,
            )
