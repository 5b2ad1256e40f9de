"""The search index: which words stand in which article.

An article is one row of the full-text table, its statements apart by a word nobody can type, so
that a phrase never reaches from one into the next. Beside each word stands its stem. Beside the
row the words are kept once more, packed: they show which statements of a found article hold the
words, and taking an article out of the index needs exactly what was put in.

The tables stand in the database of the library, belong to this room alone and hold nothing that
cannot be made again: `prepare` makes them, and makes them anew when this module has changed.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import ArticleId, Statement
from core.text.words import words

_VERSION = 1
"""Rises with every change to the tables or to what is put into them."""

_TABLES = ("search_text", "search_article", "search_part", "search_stem", "search_version")
_MADE = (
    "CREATE TABLE search_version (version INTEGER NOT NULL)",
    """
    CREATE TABLE search_article (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        statements BLOB NOT NULL
    )
    """,
    # The words come ready made. This tokenizer only parts them at blanks: all characters beyond
    # ASCII are letters to it, and within ASCII those that are listed.
    """
    CREATE VIRTUAL TABLE search_text USING fts5 (
        surface, stem, content = '', prefix = '3',
        tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{|}~'''"
    )
    """,
    "CREATE TABLE search_stem (number INTEGER PRIMARY KEY, stem TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE search_part USING fts5 (stem, content = '', tokenize = 'trigram')",
)

_BETWEEN_STATEMENTS = " \ue000 "
"""Holds a private character, which is no word to `core.text.words`."""


@dataclass(frozen=True, slots=True)
class IndexedStatement:
    """A statement and the words by which it is found."""

    number: int
    text: str
    surfaces: str
    """Folded words with blanks between."""
    stems: str
    """As many, in the same order."""
    bounds: str
    """Start and end of each word in the text, one after the other; whole numbers."""


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article as the index holds it."""

    id: ArticleId
    title: str
    statements: tuple[IndexedStatement, ...]


_SHORTEST_COMPOUND = 6
_NO_TOKEN = re.compile(r'[\s"\x00-\x1f]+')


def token(form: str) -> str:
    """A folded word or stem as one token; folding can make several words of one character."""
    return form if form.isalnum() else _NO_TOKEN.sub("", form) or "\ue001"


def is_prepared(connection: sqlite3.Connection) -> bool:
    """Whether there is an index, and of this version."""
    made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_version'")
    if made.fetchone() is None:
        return False
    version: tuple[int] = connection.execute("SELECT version FROM search_version").fetchone()
    return version == (_VERSION,)


def prepare(connection: sqlite3.Connection) -> bool:
    """Make the tables where there are none of this version, inside the caller's transaction.

    True when they are new and empty: then every article has to be put.
    """
    if is_prepared(connection):
        return False
    clear(connection)
    return True


def clear(connection: sqlite3.Connection) -> None:
    """Make the tables anew and empty, inside the caller's transaction."""
    for table in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for command in _MADE:
        connection.execute(command)
    connection.execute("INSERT INTO search_version VALUES (?)", (_VERSION,))


def put(
    connection: sqlite3.Connection,
    article: ArticleId,
    *,
    title: str,
    language: str,
    statements: Sequence[Statement],
) -> None:
    """Make an article findable, in place of before, inside the caller's transaction."""
    found = [(each.id.number, each.text, words(each.text, language)) for each in statements]
    indexed = [
        IndexedStatement(
            number,
            text,
            " ".join(token(word.folded) for word in those),
            " ".join(token(word.stem) for word in those),
            " ".join(f"{word.span.start} {word.span.end}" for word in those),
        )
        for number, text, those in found
    ]
    (number,) = connection.execute(
        "INSERT INTO search_article (number, id, title, statements) "
        "VALUES (?, ?, ?, ?) RETURNING number",
        (_take_out(connection, article), article, title, _packed(indexed)),
    ).fetchone()
    connection.execute(
        "INSERT INTO search_text (rowid, surface, stem) VALUES (?, ?, ?)",
        (number, *_columns(indexed)),
    )
    _learn(connection, {stem for each in indexed for stem in each.stems.split()})


def remove(connection: sqlite3.Connection, article: ArticleId) -> None:
    """Make an article unfindable, inside the caller's transaction."""
    _take_out(connection, article)


def indexed_articles(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> dict[int, IndexedArticle]:
    """What the index holds of these of its rows."""
    return {
        number: IndexedArticle(ArticleId(article), title, _unpacked(data))
        for number, article, title, data in connection.execute(
            "SELECT number, id, title, statements FROM search_article "  # noqa: S608
            f"WHERE number IN ({','.join(map(str, numbers))})"
        )
    }


def stems_holding(connection: sqlite3.Connection, part: str, *, limit: int) -> tuple[str, ...]:
    """Longer stems with this one inside: those that end with it first, then the shortest."""
    rows = connection.execute(
        """
        SELECT search_stem.stem FROM search_part
        JOIN search_stem ON search_stem.number = search_part.rowid
        WHERE search_part MATCH ? AND search_stem.stem <> ?2
        ORDER BY substr(search_stem.stem, -length(?2)) <> ?2, length(search_stem.stem),
            search_stem.stem
        LIMIT ?3
        """,
        (f'"{part}"', part, limit),
    )
    return tuple(stem for (stem,) in rows)


def _learn(connection: sqlite3.Connection, stems: set[str]) -> None:
    longer = sorted(s for s in stems if len(s) >= _SHORTEST_COMPOUND and s.isalpha())
    new = connection.execute(
        "INSERT INTO search_stem (stem) SELECT value FROM json_each(?) WHERE true "
        "ON CONFLICT DO NOTHING RETURNING number, stem",
        (json.dumps(longer),),
    ).fetchall()
    connection.executemany("INSERT INTO search_part (rowid, stem) VALUES (?, ?)", new)


def _take_out(connection: sqlite3.Connection, article: ArticleId) -> int | None:
    row = connection.execute(
        "DELETE FROM search_article WHERE id = ? RETURNING number, statements", (article,)
    ).fetchone()
    if row is None:
        return None
    number: int = row[0]
    connection.execute(
        "INSERT INTO search_text (search_text, rowid, surface, stem) VALUES ('delete', ?, ?, ?)",
        (number, *_columns(_unpacked(row[1]))),
    )
    return number


def _columns(statements: Sequence[IndexedStatement]) -> tuple[str, str]:
    return (
        _BETWEEN_STATEMENTS.join(each.surfaces for each in statements),
        _BETWEEN_STATEMENTS.join(each.stems for each in statements),
    )


def _packed(statements: Sequence[IndexedStatement]) -> bytes:
    rows = [(each.number, each.text, each.surfaces, each.stems, each.bounds) for each in statements]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"), 1)


def _unpacked(data: bytes) -> tuple[IndexedStatement, ...]:
    return tuple(
        IndexedStatement(*row) for row in json.loads(zlib.decompress(data).decode("ascii"))
    )
