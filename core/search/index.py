"""The search index: which words stand in which statement.

Every statement is a row of the full-text table, every title one more; its number says where it
stands: that of the section of an article times `PLACES`, plus the place in it. An article is one
section unless it has more statements than a section has places. Only stems are indexed, without
their order: what is found is looked at in its own words before it is shown, which also shows
phrases, forms and beginnings. So the index stays smaller than the texts.

A number is never given twice, and nothing is taken out of the full-text table: what was put
before has lost its section and is passed over until the index is made anew.

The tables stand in the database of the library, belong to this room alone and hold nothing that
cannot be made again: `prepare` makes them, and makes them anew when this module has changed.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from core.model import ArticleId, Statement, StatementId
from core.search.tokens import forms_between_blanks

_VERSION = 3
"""Rises with every change to the tables or to what is put into them."""

PLACES = 1024
"""Of a section; the first is the title's, the others are the statements', in order."""
TITLE = "\ue002"
"""Begins every word of a title; a private character, which is in no word of a text."""
INDEXED_BEGINNING = 4
"""So many letters of a stem are indexed by themselves: what begins so is found at once."""

_TABLES = (
    "search_text", "search_article", "search_part", "search_stem", "search_version",
    "search_word", "search_figure",
)  # fmt: skip
_MADE = (
    # `made` names this index among all others; `next` is the next free number; `whole` says that
    # all articles have been put.
    """
    CREATE TABLE search_version (
        version INTEGER NOT NULL,
        made TEXT NOT NULL,
        "next" INTEGER NOT NULL,
        whole INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE search_article (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        part INTEGER NOT NULL,
        UNIQUE (id, part)
    )
    """,
    # The words come ready made. This tokenizer only parts them at blanks: all characters beyond
    # ASCII are letters to it, and within ASCII those that are listed.
    """
    CREATE VIRTUAL TABLE search_text USING fts5 (
        stem, content = '', columnsize = 0, detail = none, prefix = '4',
        tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{|}~'''"
    )
    """,
    # What is gathered in memory before it is written: of many articles at once, all of it.
    "INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 16777216)",
    # Words as they are compared, each with what it is indexed as: how many of its letters, or the
    # stem itself where that is not how the word begins.
    """
    CREATE TABLE search_word (
        number INTEGER PRIMARY KEY,
        word TEXT NOT NULL,
        stem NOT NULL,
        UNIQUE (word, stem)
    )
    """,
    """
    CREATE VIRTUAL TABLE search_part USING fts5 (
        word, content = '', columnsize = 0, detail = none, tokenize = 'trigram'
    )
    """,
    """
    CREATE TABLE search_figure (
        unit TEXT NOT NULL,
        low REAL NOT NULL,
        high REAL NOT NULL,
        place INTEGER NOT NULL,
        PRIMARY KEY (unit, low, high, place)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX search_figure_at ON search_figure (place)",
)

SHORTEST_WORD = 4
LONGEST_WORD = 40
"""Words beyond these are not offered for others, nor looked into for parts."""
SHORTEST_LISTED = 3


def is_prepared(connection: sqlite3.Connection) -> bool:
    """Whether there is an index, and of this version."""
    made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_version'")
    if made.fetchone() is None:
        return False
    (version,) = connection.execute("SELECT version FROM search_version").fetchone()
    return bool(version == _VERSION)


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether there is an index of this version with all articles in it."""
    if not is_prepared(connection):
        return False
    (whole,) = connection.execute("SELECT whole FROM search_version").fetchone()
    return bool(whole)


def missing(connection: sqlite3.Connection, articles: Iterable[ArticleId]) -> list[ArticleId]:
    """Those of these articles that have not been put."""
    there = {row[0] for row in connection.execute("SELECT id FROM search_article")}
    return [each for each in articles if each not in there]


def finish(connection: sqlite3.Connection) -> None:
    """Note that all articles have been put, inside the caller's transaction.

    What was written bit by bit is joined: it takes a moment, and is found in a third of the time.
    """
    for table in ("search_text", "search_part"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
    connection.execute("UPDATE search_version SET whole = 1")


State = tuple[str, int]
"""Which index it is, and how many words it has learnt; only ever grows."""


def state(connection: sqlite3.Connection) -> State:
    """What words the index knows: as long as it is the same, so are they."""
    made, last = connection.execute(
        "SELECT made, (SELECT max(number) FROM search_word) FROM search_version"
    ).fetchone()
    return (made, last or 0)


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
    connection.execute(
        "INSERT INTO search_version VALUES (?, ?, 1, 0)", (_VERSION, uuid.uuid4().hex)
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the index takes it in."""

    article: ArticleId
    title: str
    language: str
    statements: Sequence[Statement]


def put(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Make articles findable, in place of before, inside the caller's transaction.

    Many at once are many times faster: whatever else is written in between makes the full-text
    table write out what it has gathered. So it comes last.
    """
    connection.executemany(
        "DELETE FROM search_article WHERE id = ?", [(entry.article,) for entry in entries]
    )
    needed = [
        1 + max((each.id.number for each in entry.statements), default=0) // (PLACES - 1)
        for entry in entries
    ]
    (after,) = connection.execute(
        'UPDATE search_version SET "next" = "next" + ? RETURNING "next"', (sum(needed),)
    ).fetchone()
    first: int = after - sum(needed)
    parts: list[tuple[int, ArticleId, int]] = []
    figures: list[tuple[str, float, float, int]] = []
    rows: list[tuple[int, str]] = []
    with _KNOWN.learning(connection):
        for entry, count in zip(entries, needed, strict=True):
            parts += [(first + part, entry.article, part) for part in range(count)]
            line_of = _KNOWN.lines(entry.language).__getitem__
            titled = " ".join(map(line_of, entry.title.split())).split()
            rows.append((first * PLACES, " ".join([TITLE + stemmed for stemmed in titled])))
            for statement in entry.statements:
                place = place_of(first, statement.id.number)
                rows.append((place, " ".join(map(line_of, statement.text.split()))))
                figures += _figures(statement, place)
            first += count
    connection.executemany("INSERT INTO search_article VALUES (?, ?, ?)", parts)
    connection.executemany("INSERT OR IGNORE INTO search_figure VALUES (?, ?, ?, ?)", figures)
    connection.executemany("INSERT INTO search_text (rowid, stem) VALUES (?, ?)", rows)


def _figures(statement: Statement, place: int) -> Iterator[tuple[str, float, float, int]]:
    for figure in statement.figures:
        if figure.value is not None:
            low = float(figure.value)
            high = low if figure.high is None else float(figure.high)
            yield figure.unit or "", low, high, place


def remove(connection: sqlite3.Connection, article: ArticleId) -> None:
    """Make an article unfindable, inside the caller's transaction."""
    connection.execute("DELETE FROM search_article WHERE id = ?", (article,))


def place_of(first: int, statement: int) -> int:
    """The number of a statement's row, in an article whose first section has this number."""
    part, place = divmod(statement - 1, PLACES - 1)
    return (first + part) * PLACES + place + 1


@dataclass(frozen=True, slots=True)
class Section:
    """An article, or as much of a very long one as is searched together."""

    number: int
    article: ArticleId
    part: int

    def statement_at(self, place: int) -> StatementId:
        """The statement in a row of this section; number 0 for the title."""
        at = place % PLACES
        return StatementId(self.article, at + self.part * (PLACES - 1) if at else 0)

    def place_of(self, statement: int) -> int | None:
        """The row of a statement, if it is in this section."""
        part, place = divmod(statement - 1, PLACES - 1)
        return self.number * PLACES + place + 1 if part == self.part else None


def sections(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Section]:
    """The sections of these numbers; those that have been taken out are left out."""
    listed = ",".join(map(str, set(numbers)))
    return {
        number: Section(number, ArticleId(article), part)
        for number, article, part in connection.execute(
            f"SELECT number, id, part FROM search_article WHERE number IN ({listed})"  # noqa: S608 - whole numbers
        )
    }


class _Lines(dict[str, str]):
    """For what stands between blanks, what is indexed: the stems of its words, blanks between."""

    def __init__(self, language: str, fresh: list[tuple[str, str]]) -> None:
        super().__init__()
        self._language = language
        self._fresh = fresh

    def __missing__(self, piece: str) -> str:
        forms = forms_between_blanks(piece, self._language)
        self._fresh += forms
        line = self[piece] = " ".join([stemmed for _, stemmed in forms])
        return line


class _Known:
    """What stood between blanks, and is in the index this process last wrote to.

    What was learnt in a transaction that was taken back must be learnt again: words are only ever
    added, so the last one known still stands at its number exactly when all before it do.
    """

    MOST = 300_000

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index = ""
        self._last: tuple[int, str | None] = (0, None)
        self._lines: dict[str, _Lines] = {}
        self._fresh: list[tuple[str, str]] = []

    def lines(self, language: str) -> _Lines:
        """What is indexed of a text in a language; new words in it are noted."""
        if language not in self._lines:
            self._lines[language] = _Lines(language, self._fresh)
        return self._lines[language]

    @contextmanager
    def learning(self, connection: sqlite3.Connection) -> Iterator[None]:
        """At the end, put what was noted meanwhile into the list of words."""
        with self._lock:
            made = self._turn_to(connection)
            self._index = ""  # Until all of it has been learnt.
            yield
            if self._fresh:
                self._last = _learn(connection, set(self._fresh)) or self._last
                self._fresh.clear()
            self._index = made

    def _turn_to(self, connection: sqlite3.Connection) -> str:
        """Forget everything unless it was seen in this index, and is still there."""
        made, word = connection.execute(
            "SELECT made, (SELECT word FROM search_word WHERE number = ?) FROM search_version",
            (self._last[0],),
        ).fetchone()
        many = sum(map(len, self._lines.values())) > self.MOST
        if made != self._index or word != self._last[1] or many:
            self._last, self._lines = (0, None), {}
            self._fresh.clear()
        return str(made)


_KNOWN = _Known()


def _learn(
    connection: sqlite3.Connection, forms: Iterable[tuple[str, str]]
) -> tuple[int, str] | None:
    """Add those of these words that are new; the last of them."""
    listed = [
        (word, len(stem) if word.startswith(stem) else stem)
        for word, stem in sorted(forms)
        if is_listed(word)
    ]
    new = connection.execute(
        "INSERT INTO search_word (word, stem) SELECT value ->> 0, value ->> 1 "
        "FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING number, word",
        (json.dumps(listed),),
    ).fetchall()
    offered = [(number, word) for number, word in new if _is_offered(word)]
    connection.executemany("INSERT INTO search_part (rowid, word) VALUES (?, ?)", offered)
    return new[-1] if new else None


def is_listed(word: str) -> bool:
    """Whether the index lists a word, or what begins so: all but numbers and very short ones."""
    return len(word) >= SHORTEST_LISTED and not word[0].isdecimal()


def _is_offered(word: str) -> bool:
    return SHORTEST_WORD <= len(word) <= LONGEST_WORD and word.isalpha()
