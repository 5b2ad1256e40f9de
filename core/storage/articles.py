"""Articles, where they came from, and the list."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from core.errors import ArticleNotFound
from core.model import Article, ArticleId, ArticleRow, StoryId
from core.storage import entities, records, relations, terms, verdicts
from core.storage.database import Database
from core.storage.keys import known_number, number_of


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a source was when it was last read: enough to see whether it has changed."""

    source: str
    digest: str
    """Of the bytes; what has the same is the same article."""
    size: int
    modified: int
    """Nanoseconds since the epoch; 0 where there is no such thing."""


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that became an article."""

    article: ArticleId
    state: SourceState


def put_article(database: Database, article: Article, state: SourceState) -> None:
    """Keep an article; one of the same id is replaced, and what was found in its text is dropped.

    It keeps its place in the list, its story, its other sources and whether it was read.
    """
    with database.writing() as connection:
        put_text(database, article)
        _put_source(connection, number_of(connection, article.id), state)


def put_text(database: Database, article: Article) -> None:
    """Keep an article as `put_article` does, with nothing new about its sources."""
    with database.writing() as connection:
        number = known_number(connection, article.id)
        if number is not None:
            forget_findings(connection, number)
        row = connection.execute(
            """
            INSERT INTO article (id, source, title, title_derived, language, category, outlet,
                                 author, published, url)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                source = excluded.source, title = excluded.title,
                title_derived = excluded.title_derived, language = excluded.language,
                category = excluded.category, outlet = excluded.outlet,
                author = excluded.author, published = excluded.published, url = excluded.url
            RETURNING number
            """,
            (
                article.id,
                records.path_column(article.source),
                article.title,
                article.title_derived,
                article.language,
                article.category,
                article.outlet,
                article.author,
                article.published,
                article.url,
            ),
        ).fetchone()
        connection.execute(
            "INSERT OR REPLACE INTO article_text VALUES (?, ?, ?)",
            (row[0], article.text, records.blocks_column(article.blocks)),
        )
        connection.execute(
            "INSERT OR REPLACE INTO article_origin VALUES (?, ?, ?, ?)",
            (
                row[0],
                records.packed(article.original),
                records.dropped_column(article.dropped),
                records.alignment_column(article.alignment),
            ),
        )


def add_source(database: Database, article: ArticleId, state: SourceState) -> None:
    """Note that the text of an article also comes from this source, or still does."""
    with database.writing() as connection:
        _put_source(connection, number_of(connection, article), state)


def remove_article(database: Database, article: ArticleId) -> None:
    """Drop an article with everything found in it."""
    with database.writing() as connection:
        number = number_of(connection, article)
        forget_findings(connection, number)
        connection.execute("DELETE FROM article WHERE number = ?", (number,))
        connection.execute(
            "DELETE FROM story WHERE number NOT IN (SELECT story FROM article "
            "WHERE story IS NOT NULL)"
        )


def article(database: Database, article: ArticleId) -> Article:
    """An article as it was put.

    Raises:
        ArticleNotFound: it is not in the library.
    """
    with database.reading() as connection:
        row = connection.execute(
            """
            SELECT id, source, title, title_derived, text, blocks, dropped, original, alignment,
                   language, category, outlet, author, published, url
            FROM article
            JOIN article_text ON article_text.article = number
            JOIN article_origin ON article_origin.article = number
            WHERE id = ?
            """,
            (article,),
        ).fetchone()
    if row is None:
        raise ArticleNotFound("is not in the library", subject=article)
    return Article(
        id=ArticleId(row[0]),
        source=records.path_of(row[1]),
        title=row[2],
        title_derived=bool(row[3]),
        text=row[4],
        blocks=records.blocks_of(row[5]),
        dropped=records.dropped_of(row[6]),
        original=records.text_of(row[7]),
        alignment=records.alignment_of(row[8]),
        language=row[9],
        category=row[10],
        outlet=row[11],
        author=row[12],
        published=row[13],
        url=row[14],
    )


def text(database: Database, article: ArticleId) -> str:
    """The cleaned text of an article, without the rest of it."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT text FROM article JOIN article_text ON article = number WHERE id = ?",
            (article,),
        ).fetchone()
    if row is None:
        raise ArticleNotFound("is not in the library", subject=article)
    return str(row[0])


def source_state(database: Database, source: str) -> KnownSource | None:
    """What is known of a source, so that one that has not changed need not be read again."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT id, source.source, digest, size, modified FROM source "
            "JOIN article ON number = article WHERE source.source = ?",
            (records.path_column(source),),
        ).fetchone()
    if row is None:
        return None
    return KnownSource(ArticleId(row[0]), SourceState(source, row[2], row[3], row[4]))


def sources_of(database: Database, article: ArticleId) -> tuple[str, ...]:
    """All sources the text of an article came from, that of the article itself first."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT source.source FROM source JOIN article ON number = source.article
            WHERE id = ? ORDER BY source.source <> article.source, source.rowid
            """,
            (article,),
        ).fetchall()
    return tuple(records.path_of(row[0]) for row in rows)


def id_for_digest(database: Database, digest: str) -> ArticleId | None:
    """The article one of whose sources has this digest: the same text under another name."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT id FROM source JOIN article ON number = article WHERE digest = ? "
            "ORDER BY number LIMIT 1",
            (digest,),
        ).fetchone()
    return None if row is None else ArticleId(row[0])


def resolve(database: Database, reference: str) -> ArticleId:
    """The article a reader means: by its id, the path or name of a source, or the start of either.

    Raises:
        ArticleNotFound: nothing, or more than one article, answers to it; the message names them.
    """
    asked = records.path_column(reference)
    path = records.path_column(os.path.abspath(reference))  # noqa: PTH100 - nothing is touched
    ways = (
        ("id = ?", asked),
        ("number IN (SELECT article FROM source WHERE source = ?)", path),
        (
            "number IN (SELECT article FROM source WHERE name = ?1 UNION "
            "SELECT article FROM source WHERE stem = ?1)",
            asked,
        ),
        ("id >= ?1 AND id < ?1 || char(0x10FFFF)", asked),
        (
            "number IN (SELECT article FROM source "
            "WHERE name >= ?1 AND name < ?1 || char(0x10FFFF))",
            asked,
        ),
    )
    if reference:
        with database.reading() as connection:
            for condition, value in ways:
                found = connection.execute(
                    f"SELECT id, title FROM article WHERE {condition} "  # noqa: S608 - from above
                    f"ORDER BY list_order, number LIMIT {_CANDIDATES + 1}",
                    (value,),
                ).fetchall()
                if len(found) == 1:
                    return ArticleId(found[0][0])
                if found:
                    raise _ambiguous(reference, found)
    raise ArticleNotFound(
        "no article of this name", subject=reference, advice="`lesart list` shows all"
    )


def rows(
    database: Database, *, offset: int = 0, limit: int | None = None
) -> tuple[ArticleRow, ...]:
    """The list: stories first, the one added to last on top; inside, as they were added."""
    with database.reading() as connection:
        found = connection.execute(
            """
            SELECT article.id, article.title, title_derived, source, outlet, published, language,
                   story.id, CASE WHEN analysis IS NULL THEN NULL ELSE statements END,
                   conflicts, read, changed
            FROM (SELECT number AS place FROM article ORDER BY list_order, number LIMIT ? OFFSET ?)
            JOIN article ON article.number = place
            LEFT JOIN story ON story.number = article.story
            ORDER BY list_order, article.number
            """,
            (-1 if limit is None else limit, offset),
        ).fetchall()
    return tuple(_row(columns) for columns in found)


def row(database: Database, article: ArticleId) -> ArticleRow:
    """What the list shows of one article."""
    with database.reading() as connection:
        columns = connection.execute(
            """
            SELECT article.id, article.title, title_derived, source, outlet, published, language,
                   story.id, CASE WHEN analysis IS NULL THEN NULL ELSE statements END,
                   conflicts, read, changed
            FROM article LEFT JOIN story ON story.number = article.story
            WHERE article.id = ?
            """,
            (article,),
        ).fetchone()
    if columns is None:
        raise ArticleNotFound("is not in the library", subject=article)
    return _row(columns)


def position(database: Database, article: ArticleId) -> int:
    """Where an article stands in the list, counting from 0."""
    with database.reading() as connection:
        number = number_of(connection, article)
        (place,) = connection.execute(
            "SELECT count(*) FROM article WHERE (list_order, number) < "
            "(SELECT list_order, number FROM article WHERE number = ?)",
            (number,),
        ).fetchone()
    return int(place)


def ids(database: Database) -> tuple[ArticleId, ...]:
    """All articles in list order."""
    with database.reading() as connection:
        found = connection.execute("SELECT id FROM article ORDER BY list_order, number").fetchall()
    return tuple(ArticleId(row[0]) for row in found)


def ids_as_added(database: Database) -> tuple[ArticleId, ...]:
    """All articles in the order they were added."""
    with database.reading() as connection:
        found = connection.execute("SELECT id FROM article ORDER BY number").fetchall()
    return tuple(ArticleId(row[0]) for row in found)


def count(database: Database) -> int:
    """How many articles there are."""
    with database.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])


def set_read(database: Database, article: ArticleId, read: bool) -> None:
    """Note whether the reader has read an article; read as it is now, it has not changed since."""
    with database.writing() as connection:
        number = number_of(connection, article)
        connection.execute(
            "UPDATE article SET read = ?1, changed = changed AND NOT ?1 WHERE number = ?2",
            (read, number),
        )


def versions(database: Database) -> dict[ArticleId, str]:
    """Of every article what changes when its statements, names or speakers do."""
    with database.reading() as connection:
        rows = connection.execute("SELECT id, version FROM article").fetchall()
    return {ArticleId(identifier): str(version) for identifier, version in rows}


def stand(database: Database) -> tuple[int, int, int]:
    """What changes when anything in `versions` does; quickly answered.

    Numbers are never given twice and only rise, like versions: no two states have the same sums.
    """
    with database.reading() as connection:
        count, numbers, total = connection.execute(
            "SELECT count(*), total(number), total(version) FROM article"
        ).fetchone()
    return count, int(numbers), int(total)


def forget_findings_of(database: Database, article: ArticleId) -> None:
    """Drop everything that was found in the text of an article, its statements too."""
    with database.writing() as connection:
        forget_findings(connection, number_of(connection, article))


def forget_findings(connection: sqlite3.Connection, number: int) -> None:
    """Drop everything that was found in the text of an article."""
    entities.forget(connection, [number])
    verdicts.forget(connection, number)
    terms.forget(connection, number)
    relations.forget(connection, number)
    for table in ("statement", "name", "speech"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608
    connection.execute(
        "UPDATE article SET statements = 0, analysis = NULL, failed_analysis = NULL, "
        "failure = NULL WHERE number = ?",
        (number,),
    )


_CANDIDATES = 5


def _ambiguous(reference: str, found: Sequence[tuple[str, str]]) -> ArticleNotFound:
    named = [f"{identifier} ({title})" for identifier, title in found[:_CANDIDATES]]
    more = ", …" if len(found) > _CANDIDATES else ""
    return ArticleNotFound(
        f"could be any of {', '.join(named)}{more}", subject=reference, advice="give more of its id"
    )


def _row(columns: tuple[Any, ...]) -> ArticleRow:
    return ArticleRow(
        id=ArticleId(columns[0]),
        title=columns[1],
        title_derived=bool(columns[2]),
        source=records.path_of(columns[3]),
        outlet=columns[4],
        published=columns[5],
        language=columns[6],
        story=None if columns[7] is None else StoryId(columns[7]),
        statements=columns[8],
        conflicts=columns[9],
        read=bool(columns[10]),
        changed=bool(columns[11]),
    )


def _put_source(connection: sqlite3.Connection, number: int, state: SourceState) -> None:
    path = PurePath(state.source)
    connection.execute(
        """
        INSERT INTO source (source, article, name, stem, digest, size, modified)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source) DO UPDATE SET
            article = excluded.article, digest = excluded.digest, size = excluded.size,
            modified = excluded.modified
        """,
        (
            records.path_column(state.source),
            number,
            records.path_column(path.name),
            records.path_column(path.stem),
            state.digest,
            state.size,
            state.modified,
        ),
    )
