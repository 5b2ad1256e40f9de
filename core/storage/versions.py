"""The texts an article had before the one it has now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.model import Article, ArticleId, Block, Version
from core.storage import records
from core.storage.database import Database
from core.storage.keys import known_number, number_of

KEPT = 20
"""So many earlier texts of an article are kept, the latest."""

COLUMNS = "number, seen, title, published, language, body"
"""Of a row of `earlier_text`, in the order in which `text_of` reads them."""


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text an article had, with what is needed to find its statements again."""

    version: Version
    language: str
    text: str
    blocks: tuple[Block, ...]


def keep_before(database: Database, article: Article) -> bool:
    """Keep the text that this one is about to replace; False when there it says the same.

    An article that the reader has read is one that has changed since, until he reads it again.
    """
    with database.writing() as connection:
        number = known_number(connection, article.id)
        if number is None:
            return True
        row = connection.execute(
            "SELECT title, published, language, seen, text, blocks FROM article "
            "JOIN article_text ON article_text.article = number WHERE number = ?",
            (number,),
        ).fetchone()
        title, published, language, seen, before, blocks = row
        if (title, before) == (article.title, article.text):
            return False
        connection.execute(
            "INSERT INTO earlier_text SELECT ?1, 1 + ifnull(max(number), 0), ?2, ?3, ?4, ?5, ?6 "
            "FROM earlier_text WHERE article = ?1",
            (number, seen, title, published, language, records.packed([before, blocks])),
        )
        connection.execute(
            "DELETE FROM earlier_text WHERE article = ?1 AND number <= "
            "(SELECT max(number) FROM earlier_text WHERE article = ?1) - ?2",
            (number, KEPT),
        )
        connection.execute("UPDATE article SET changed = 1 WHERE number = ? AND read", (number,))
    return True


def note_seen(database: Database, article: ArticleId, seen: str | None) -> None:
    """Note when the text an article has now was first read; None when nobody knows."""
    with database.writing() as connection:
        number = number_of(connection, article)
        connection.execute("UPDATE article SET seen = ? WHERE number = ?", (seen, number))


def versions(database: Database, article: ArticleId) -> tuple[Version, ...]:
    """The texts an article has had, as far as they are kept; the one it has now is the last.

    Raises:
        ArticleNotFound: it is not in the library.
    """
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT number, seen, title, published FROM earlier_text WHERE article = ?1
            UNION ALL
            SELECT 1 + (SELECT ifnull(max(number), 0) FROM earlier_text WHERE article = ?1),
                   seen, title, published FROM article WHERE number = ?1
            ORDER BY 1
            """,
            (number_of(connection, article),),
        ).fetchall()
    return tuple(Version(*row) for row in rows)


def earlier_text(database: Database, article: ArticleId, number: int) -> EarlierText | None:
    """One of them whole; None when it is not kept."""
    with database.reading() as connection:
        row = connection.execute(
            f"SELECT {COLUMNS} FROM earlier_text WHERE article = ? AND number = ?",  # noqa: S608
            (number_of(connection, article), number),
        ).fetchone()
    return None if row is None else text_of(row)


def put_back(database: Database, article: ArticleId, texts: Iterable[EarlierText]) -> None:
    """Keep earlier texts of an article that has none, such as those saved from a damaged file."""
    with database.writing() as connection:
        number = number_of(connection, article)
        connection.executemany(
            f"INSERT OR IGNORE INTO earlier_text (article, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            [
                (
                    number,
                    each.version.number,
                    each.version.seen,
                    each.version.title,
                    each.version.published,
                    each.language,
                    records.packed([each.text, records.blocks_column(each.blocks)]),
                )
                for each in texts
            ],
        )


def text_of(row: Sequence[Any]) -> EarlierText:
    """The text in the `COLUMNS` of a row.

    Raises:
        ValueError, zlib.error, TypeError: it is not what was written.
    """
    said, blocks = json.loads(records.unpacked(row[5]))
    number, seen, title, published, language = row[:5]
    version = Version(
        int(number),
        None if seen is None else str(seen),
        str(title),
        None if published is None else str(published),
    )
    return EarlierText(version, str(language), str(said), records.blocks_of(blocks))
