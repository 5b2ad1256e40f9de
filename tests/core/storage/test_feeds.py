"""What is known of feeds and their entries is kept, counted, and forgotten with the feed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from core.model import ArticleId, FeedId, Held
from core.storage import articles, feeds, schema
from core.storage.articles import SourceState
from core.storage.database import Database
from core.storage.feeds import EntryCounts, FeedState, SeenEntry
from tests import builders

A, B = ArticleId("a1"), ArticleId("b1")
BLATT, POST = FeedId("f1"), FeedId("f2")


def entry(name: str, article: ArticleId | None = A) -> SeenEntry:
    return SeenEntry(
        name, f"https://blatt.example/{name}", None, "d", article, "g", Held.TEXT, None
    )


def put_articles(database: Database) -> None:
    for each in (builders.article("a1"), builders.article("b1", title="Anders")):
        articles.put_article(database, each, SourceState(each.id, each.id, 1, 1))


def test_a_feed_is_known_as_it_was_put_last(database: Database) -> None:
    assert feeds.states(database) == {}
    state = FeedState(
        '"1"', "gestern", "Blatt", "https://b.example/", "de", "jetzt", "f", "u", True
    )
    feeds.put_state(database, BLATT, FeedState())
    feeds.put_state(database, BLATT, state)
    assert feeds.states(database) == {BLATT: state}


def test_entries_are_known_and_lose_their_article_with_it(database: Database) -> None:
    put_articles(database)
    feeds.put_entry(database, BLATT, entry("1"))
    feeds.put_entry(database, BLATT, entry("2", None))
    feeds.put_entry(database, POST, entry("1", B))
    names = [str(number) for number in range(1_200)]
    assert feeds.seen(database, BLATT, names) == {"1": entry("1"), "2": entry("2", None)}
    assert feeds.sources(database, POST) == {"https://blatt.example/1": "1"}
    assert feeds.entries_of(database, A) == [(BLATT, entry("1"))]
    articles.remove_article(database, A)
    assert feeds.seen(database, BLATT, ["1"]) == {"1": replace(entry("1"), article=None)}
    assert feeds.entries_of(database, A) == []


def test_articles_of_a_feed_are_counted_once_and_those_unread_as_well(
    database: Database,
) -> None:
    put_articles(database)
    for feed, name, article in ((BLATT, "1", A), (BLATT, "2", A), (BLATT, "3", B), (POST, "1", B)):
        feeds.put_entry(database, feed, entry(name, article))
    feeds.put_entry(database, POST, entry("2", None))
    articles.set_read(database, A, read=True)
    assert feeds.counts(database) == {BLATT: EntryCounts(2, 1), POST: EntryCounts(1, 1)}
    assert set(feeds.articles_of(database, BLATT)) == {A, B}


def test_what_nobody_has_subscribed_to_is_forgotten_and_its_articles_stay(
    database: Database,
) -> None:
    put_articles(database)
    for feed in (BLATT, POST):
        feeds.put_state(database, feed, FeedState())
        feeds.put_entry(database, feed, entry("1"))
    feeds.forget_others(database, [POST])
    assert set(feeds.states(database)) == {POST}
    assert feeds.seen(database, BLATT, ["1"]) == {}
    assert feeds.seen(database, POST, ["1"]) == {"1": entry("1")}
    assert articles.count(database) == 2


def test_the_same_text_is_found_by_title_and_words(database: Database) -> None:
    put_articles(database)
    one = builders.article("a1")
    assert feeds.same_text(database, one.title, one.text) == A
    assert feeds.same_text(database, one.title, "anders") is None


def test_what_a_server_wants_is_known_for_a_time(database: Database) -> None:
    feeds.put_robots(database, "https://a.example", "[]", fetched=100.0, since=0.0)
    assert feeds.robots(database, "https://a.example", since=100.0) == "[]"
    assert feeds.robots(database, "https://a.example", since=101.0) is None
    feeds.put_robots(database, "https://b.example", "[1]", fetched=200.0, since=150.0)
    assert feeds.robots(database, "https://a.example", since=0.0) is None


def test_a_library_from_before_feeds_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    before = sqlite3.connect(path)
    for step in schema.LADDER[:7]:
        for command in step:
            before.execute(command)
    before.execute(
        "INSERT INTO article (id, source, title, title_derived, language) "
        "VALUES ('a1', 'x', 'Titel', 0, 'de')"
    )
    before.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    before.execute("PRAGMA user_version = 7")
    before.commit()
    before.close()
    with Database(path) as kept:
        assert kept.faults() == ()
        assert articles.count(kept) == 1
        feeds.put_entry(kept, BLATT, entry("1"))
        assert feeds.counts(kept) == {BLATT: EntryCounts(1, 1)}
