"""What is known of feeds, and which of their entries have been taken in.

All of it can be asked for again; the subscriptions themselves are kept with the marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.model import ArticleId, FeedId, Held
from core.storage.database import Database
from core.storage.keys import batches, known_number, places

_ENTRIES = """
    SELECT entry, feed_entry.source, feed_entry.url, digest, article.id, given, held, page, feed
    FROM feed_entry LEFT JOIN article ON number = article
"""


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed was when it was asked last."""

    etag: str | None = None
    modified: str | None = None
    title: str = ""
    """What it calls itself."""
    home: str | None = None
    language: str | None = None
    checked: str | None = None
    """ISO 8601 with offset; None before the first time."""
    failure: str | None = None
    flaw: str | None = None
    gone: bool = False
    """The server said that it is gone for good."""


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry that has been taken in, or was found unfit."""

    entry: str
    source: str
    """What its article calls the source of its text."""
    url: str | None
    digest: str
    """Of what the feed said."""
    article: ArticleId | None
    """None when it became none, or when that is no longer there."""
    given: str
    """The digest of the text its article got from it; empty when it has another."""
    held: Held
    page: str | None
    """Empty when the text is that of its page, else why it is not; None when nobody asked."""


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """How many articles of a feed there are."""

    articles: int
    unread: int


def states(database: Database) -> Mapping[FeedId, FeedState]:
    """What is known of each feed that has been asked."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id, etag, modified, title, home, language, checked, failure, flaw, gone "
            "FROM feed"
        ).fetchall()
    return {FeedId(row[0]): _state(row) for row in rows}


def put_state(database: Database, feed: FeedId, state: FeedState) -> None:
    """Note how a feed is."""
    with database.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO feed (id, etag, modified, title, home, language, checked, "
            "failure, flaw, gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                feed,
                state.etag,
                state.modified,
                state.title,
                state.home,
                state.language,
                state.checked,
                state.failure,
                state.flaw,
                state.gone,
            ),
        )


def forget_others(database: Database, feeds: Iterable[FeedId]) -> None:
    """Forget everything about feeds that are none of these; their articles stay."""
    kept = set(feeds)
    with database.writing() as connection:
        known = connection.execute("SELECT id FROM feed UNION SELECT feed FROM feed_entry")
        for (feed,) in known.fetchall():
            if feed not in kept:
                connection.execute("DELETE FROM feed WHERE id = ?", (feed,))
                connection.execute("DELETE FROM feed_entry WHERE feed = ?", (feed,))


def seen(database: Database, feed: FeedId, entries: Iterable[str]) -> Mapping[str, SeenEntry]:
    """Those of these entries of a feed that have been taken in."""
    found: dict[str, SeenEntry] = {}
    with database.reading() as connection:
        for some in batches(entries):
            rows = connection.execute(
                f"{_ENTRIES} WHERE feed = ? AND entry IN ({places(some)})",
                (feed, *some),
            )
            found.update((row[0], _seen_entry(row)) for row in rows)
    return found


def sources(database: Database, feed: FeedId) -> Mapping[str, str]:
    """The sources of the texts of a feed, each with the entry that has it."""
    with database.reading() as connection:
        return dict(
            connection.execute("SELECT source, entry FROM feed_entry WHERE feed = ?", (feed,))
        )


def put_entry(database: Database, feed: FeedId, entry: SeenEntry) -> None:
    """Note that an entry has been taken in; call in the transaction that keeps its article."""
    with database.writing() as connection:
        number = None if entry.article is None else known_number(connection, entry.article)
        connection.execute(
            "INSERT OR REPLACE INTO feed_entry "
            "(feed, entry, article, source, url, digest, given, held, page) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                feed,
                entry.entry,
                number,
                entry.source,
                entry.url,
                entry.digest,
                entry.given,
                entry.held,
                entry.page,
            ),
        )


def counts(database: Database) -> Mapping[FeedId, EntryCounts]:
    """How many articles each feed has here, and how many of them are unread."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT feed, count(*), sum(NOT read)
            FROM (SELECT DISTINCT feed, article FROM feed_entry WHERE article IS NOT NULL)
            JOIN article ON number = article GROUP BY feed
            """
        ).fetchall()
    return {FeedId(row[0]): EntryCounts(row[1], row[2]) for row in rows}


def articles_of(database: Database, feed: FeedId) -> tuple[ArticleId, ...]:
    """The articles of a feed in list order."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT id FROM article WHERE number IN (
                SELECT article FROM feed_entry WHERE feed = ? AND article IS NOT NULL
            ) ORDER BY list_order, number
            """,
            (feed,),
        ).fetchall()
    return tuple(ArticleId(row[0]) for row in rows)


def entries_of(database: Database, article: ArticleId) -> Sequence[tuple[FeedId, SeenEntry]]:
    """The entries an article is, with their feeds, as they were taken in."""
    with database.reading() as connection:
        rows = connection.execute(
            f"{_ENTRIES} WHERE article.id = ? ORDER BY feed, entry",
            (article,),
        ).fetchall()
    return [(FeedId(row[8]), _seen_entry(row)) for row in rows]


def same_text(database: Database, title: str, text: str) -> ArticleId | None:
    """An article of this title and text, whatever it was written in."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT id FROM article JOIN article_text ON article_text.article = number "
            "WHERE title = ? AND text = ? ORDER BY number LIMIT 1",
            (title, text),
        ).fetchone()
    return None if row is None else ArticleId(row[0])


def robots(database: Database, origin: str, *, since: float) -> str | None:
    """What a server's robots.txt says, when it was read since then."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT rules FROM robots WHERE origin = ? AND fetched >= ?", (origin, since)
        ).fetchone()
    return None if row is None else str(row[0])


def put_robots(
    database: Database, origin: str, rules: str, *, fetched: float, since: float
) -> None:
    """Note what a server's robots.txt says, and forget all that was read before `since`."""
    with database.writing() as connection:
        connection.execute("DELETE FROM robots WHERE fetched < ?", (since,))
        connection.execute(
            "INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, rules, fetched)
        )


def _state(row: Sequence[Any]) -> FeedState:
    return FeedState(
        etag=row[1],
        modified=row[2],
        title=row[3],
        home=row[4],
        language=row[5],
        checked=row[6],
        failure=row[7],
        flaw=row[8],
        gone=bool(row[9]),
    )


def _seen_entry(row: Sequence[Any]) -> SeenEntry:
    return SeenEntry(
        entry=row[0],
        source=row[1],
        url=row[2],
        digest=row[3],
        article=None if row[4] is None else ArticleId(row[4]),
        given=row[5],
        held=Held(row[6]),
        page=row[7],
    )
