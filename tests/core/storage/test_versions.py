"""Earlier texts of an article: kept, bounded, and there in libraries made before they were."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import ArticleNotFound
from core.model import ArticleId, Version
from core.storage import articles, salvage, schema, versions
from core.storage.articles import SourceState
from core.storage.database import Database
from core.storage.salvage import Salvaged
from tests import builders

BRIDGE = builders.article("a1", published="2025-05-28")
DEARER = builders.article("a1", title="Neue Brücke wird teurer", published="2025-05-29")


def put(database: Database, article: object = BRIDGE, *, seen: str | None = None) -> bool:
    """What adding does with a text."""
    assert isinstance(article, type(BRIDGE))
    says_other = versions.keep_before(database, article)
    state = SourceState(article.source, article.text, 1, 1)
    articles.put_article(database, article, state)
    if says_other:
        versions.note_seen(database, article.id, seen)
    return says_other


def test_an_article_that_never_changed_has_one_text(database: Database) -> None:
    assert put(database, seen="2025-05-28T10:00:00+02:00")
    assert versions.versions(database, BRIDGE.id) == (
        Version(1, "2025-05-28T10:00:00+02:00", BRIDGE.title, "2025-05-28"),
    )
    assert versions.earlier_text(database, BRIDGE.id, 1) is None


def test_a_changed_article_keeps_its_earlier_text_whole(database: Database) -> None:
    put(database, seen="2025-05-28T10:00:00+02:00")
    assert put(database, DEARER, seen="2025-05-29T08:00:00+02:00")
    first, second = versions.versions(database, BRIDGE.id)
    assert first == Version(1, "2025-05-28T10:00:00+02:00", BRIDGE.title, "2025-05-28")
    assert second == Version(2, "2025-05-29T08:00:00+02:00", DEARER.title, "2025-05-29")
    kept = versions.earlier_text(database, BRIDGE.id, 1)
    assert kept is not None
    assert (kept.version, kept.text, kept.blocks) == (first, BRIDGE.text, BRIDGE.blocks)
    assert articles.text(database, BRIDGE.id) == DEARER.text


def test_the_same_text_again_is_no_version_and_keeps_its_time(database: Database) -> None:
    put(database, seen="2025-05-28T10:00:00+02:00")
    again = replace(BRIDGE, original="Mehr Werbung\n" + BRIDGE.original, published="2025-05-30")
    assert not put(database, again, seen="2025-05-30T10:00:00+02:00")
    (only,) = versions.versions(database, BRIDGE.id)
    assert only == Version(1, "2025-05-28T10:00:00+02:00", BRIDGE.title, "2025-05-30")


def test_only_the_last_texts_are_kept_and_numbers_go_on(database: Database) -> None:
    count = versions.KEPT + 5
    for number in range(count):
        put(database, replace(BRIDGE, text=f"{BRIDGE.text} {number}"), seen=f"2025-05-{number:02}")
    numbers = [each.number for each in versions.versions(database, BRIDGE.id)]
    assert numbers == list(range(count - versions.KEPT, count + 1))
    assert versions.earlier_text(database, BRIDGE.id, 1) is None
    kept = versions.earlier_text(database, BRIDGE.id, numbers[0])
    assert kept is not None
    assert kept.text == f"{BRIDGE.text} {numbers[0] - 1}"


def test_an_article_changed_since_it_was_read_says_so_until_it_is_read_again(
    database: Database,
) -> None:
    put(database)
    put(database, DEARER)
    assert not articles.row(database, BRIDGE.id).changed  # it was never read
    articles.set_read(database, BRIDGE.id, True)
    put(database, BRIDGE)
    assert articles.row(database, BRIDGE.id).changed
    assert articles.rows(database)[0].changed
    articles.set_read(database, BRIDGE.id, False)
    assert articles.row(database, BRIDGE.id).changed
    articles.set_read(database, BRIDGE.id, True)
    assert not articles.row(database, BRIDGE.id).changed


def test_earlier_texts_go_with_their_article(database: Database) -> None:
    put(database)
    put(database, DEARER)
    articles.remove_article(database, BRIDGE.id)
    with pytest.raises(ArticleNotFound):
        versions.versions(database, BRIDGE.id)
    with pytest.raises(ArticleNotFound):
        versions.earlier_text(database, BRIDGE.id, 1)
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM earlier_text").fetchone() == (0,)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_library_from_before_keeps_everything_and_begins_to_keep_texts(
    tmp_path: Path, version: int
) -> None:
    path = tmp_path / "library.sqlite"
    with Database(tmp_path / "new.sqlite") as other:
        put(other)
        article_text, origin, source = (
            other_rows(other, table) for table in ("article_text", "article_origin", "source")
        )
    before = sqlite3.connect(path)
    for step in schema.LADDER[:version]:
        for command in step:
            before.execute(command)
    before.execute(
        "INSERT INTO article (id, source, title, title_derived, language, published, read) "
        "VALUES ('a1', ?, ?, 0, 'de', '2025-05-28', 1)",
        (BRIDGE.source, BRIDGE.title),
    )
    before.execute("INSERT INTO article_text VALUES (?, ?, ?)", article_text)
    before.execute("INSERT INTO article_origin VALUES (?, ?, ?, ?)", origin)
    before.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?)", source)
    before.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    before.execute(f"PRAGMA user_version = {version}")
    before.commit()
    before.close()
    with Database(path) as kept:
        assert kept.faults() == ()
        assert articles.article(kept, ArticleId("a1")) == BRIDGE
        row = articles.row(kept, ArticleId("a1"))
        assert (row.read, row.changed) == (True, False)
        (only,) = versions.versions(kept, ArticleId("a1"))
        assert only == Version(1, None, BRIDGE.title, "2025-05-28")
        put(kept, DEARER, seen="2025-06-01T08:00:00+02:00")
        first, second = versions.versions(kept, ArticleId("a1"))
        assert (first.seen, second.seen) == (None, "2025-06-01T08:00:00+02:00")


def other_rows(database: Database, table: str) -> tuple[object, ...]:
    with database.reading() as connection:
        return tuple(connection.execute(f"SELECT * FROM {table}").fetchone())


# --- out of a damaged library ---------------------------------------------------------------------


def saved(database: Database) -> Salvaged:
    database.close()
    (found,) = salvage.salvage(database.path)
    return found


def test_earlier_texts_are_saved_out_of_a_damaged_library(
    database: Database, tmp_path: Path
) -> None:
    put(database, seen="2025-05-28T10:00:00+02:00")
    put(database, DEARER, seen="2025-05-29T10:00:00+02:00")
    before = versions.versions(database, BRIDGE.id)
    found = saved(database)
    assert found.seen == "2025-05-29T10:00:00+02:00"
    with Database(tmp_path / "new.sqlite") as other:
        put(other, DEARER, seen=found.seen)
        versions.put_back(other, BRIDGE.id, found.earlier)
        assert versions.versions(other, BRIDGE.id) == before
        kept = versions.earlier_text(other, BRIDGE.id, 1)
        assert kept is not None
        assert (kept.text, kept.blocks) == (BRIDGE.text, BRIDGE.blocks)


def test_an_earlier_text_that_cannot_be_read_does_not_hide_the_others(database: Database) -> None:
    put(database)
    put(database, DEARER)
    put(database, BRIDGE)
    with database.writing() as connection:
        connection.execute("UPDATE earlier_text SET body = x'00' WHERE number = 1")
    assert [each.version.number for each in saved(database).earlier] == [2]


def test_a_library_without_earlier_texts_is_saved_all_the_same(database: Database) -> None:
    put(database)
    with database.writing() as connection:
        connection.execute("DROP TABLE earlier_text")
        connection.execute("ALTER TABLE article DROP COLUMN seen")
    found = saved(database)
    assert (found.article, found.seen, found.earlier) == ("a1", None, ())
