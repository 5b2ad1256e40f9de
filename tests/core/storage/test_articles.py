import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ArticleNotFound
from core.model import (
    AnalysedArticle,
    Article,
    ArticleId,
    ArticleRow,
    Block,
    Dropped,
    Role,
    Run,
    Span,
    Story,
    StoryId,
)
from core.storage import analysis, articles, records, statements, stories
from core.storage.articles import KnownSource, SourceState
from core.storage.database import Database
from tests import builders


def state(source: str, digest: str = "d", *, size: int = 10, modified: int = 1) -> SourceState:
    return SourceState(source, digest, size, modified)


def keep(database: Database, identifier: str, source: str | None = None) -> Article:
    made = builders.article(identifier, source=source)
    articles.put_article(database, made, state(made.source, f"digest of {identifier}"))
    statements.put_statements(database, made.id, builders.statements_of(made))
    return made


FULL = Article(
    id=ArticleId("a1"),
    source="/news/brücke.txt",
    title="Neue Brücke 🌉",
    title_derived=True,
    text="Neue Brücke 🌉\n\nSie kommt.",
    blocks=(Block(Role.TITLE, Span(0, 13)), Block(Role.PARAGRAPH, Span(15, 25))),
    dropped=(Dropped("Werbung", "advertisement", Span(30, 37)),),
    original="\ufeffNeue Brücke \x1b[1m\x00 \ud83c 🌉\r\n\r\nSie kommt.",
    alignment=(Run(0, 1, 13, 14), Run(15, 40, 10, 10)),
    language="de",
    category="Lokales",
    outlet="Der Bote",
    author="A. Berg",
    published="2025-05",
    url="https://example.org/b",
)


def test_an_article_comes_back_as_it_was_put(database: Database) -> None:
    for each in (FULL, builders.article("a2")):
        articles.put_article(database, each, state(each.source))
        assert articles.article(database, each.id) == each
        assert articles.text(database, each.id) == each.text


@given(original=st.text(st.characters(exclude_categories=())))
def test_an_original_is_kept_whatever_it_holds(original: str) -> None:
    # Two halves of one character are that character.
    whole = original.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert records.text_of(records.packed(original)) == whole


@pytest.mark.parametrize("ask", [articles.article, articles.text, articles.row, articles.position])
def test_an_article_that_is_not_there_is_named(database: Database, ask: object) -> None:
    with pytest.raises(ArticleNotFound, match="nowhere"):
        ask(database, ArticleId("nowhere"))  # type: ignore[operator] # one of four functions


def test_a_changed_article_keeps_its_place_its_story_and_whether_it_was_read(
    database: Database,
) -> None:
    for each in ("a1", "a2", "a3"):
        keep(database, each)
    stories.put_stories(database, [Story(StoryId("s"), "S", (ArticleId("a1"), ArticleId("a2")))])
    articles.set_read(database, ArticleId("a1"), read=True)
    changed = builders.article("a1", title="Stadtrat lehnt Brücke ab")
    articles.put_article(database, changed, state(changed.source, "new"))
    row = articles.row(database, ArticleId("a1"))
    assert (row.title, row.read, row.story) == (changed.title, True, "s")
    assert articles.ids(database) == ("a1", "a2", "a3")
    assert articles.article(database, changed.id) == changed
    assert statements.statements(database, changed.id) == ()


def test_a_removed_article_is_gone_with_its_sources_and_statements(database: Database) -> None:
    made = keep(database, "a1")
    stories.put_stories(database, [Story(StoryId("s"), "S", (made.id,))])
    articles.remove_article(database, made.id)
    assert articles.count(database) == 0
    assert articles.source_state(database, made.source) is None
    assert stories.stories(database) == ()
    assert database.faults() == ()
    with database.reading() as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        for (table,) in tables:
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


# --- sources --------------------------------------------------------------------------------------


def test_what_is_known_of_a_source_says_whether_it_must_be_read_again(database: Database) -> None:
    made = builders.article("a1")
    seen = state(made.source, "d1", size=123, modified=1_700_000_000_123_456_789)
    articles.put_article(database, made, seen)
    assert articles.source_state(database, made.source) == KnownSource(made.id, seen)
    assert articles.source_state(database, "/other.txt") is None


def test_the_same_text_twice_is_one_article_with_two_sources(database: Database) -> None:
    made = keep(database, "a1")
    digest = "digest of a1"
    assert articles.id_for_digest(database, digest) == made.id
    articles.add_source(database, made.id, state("/copy/z.txt", digest))
    articles.add_source(database, made.id, state("/copy/b.txt", digest))
    assert articles.sources_of(database, made.id) == (made.source, "/copy/z.txt", "/copy/b.txt")
    assert articles.count(database) == 1
    assert articles.id_for_digest(database, "another") is None


def test_a_source_that_changed_hands_belongs_to_one_article_only(database: Database) -> None:
    first, second = keep(database, "a1"), keep(database, "a2")
    articles.add_source(database, second.id, state(first.source, "digest of a2"))
    assert articles.sources_of(database, first.id) == ()
    assert articles.sources_of(database, second.id) == (second.source, first.source)


def test_a_file_name_that_is_no_text_is_kept(database: Database) -> None:
    name = os.fsdecode(b"/news/caf\xe9.txt")
    made = keep(database, "a1", source=name)
    assert articles.article(database, made.id).source == name
    assert articles.sources_of(database, made.id) == (name,)
    assert articles.resolve(database, os.fsdecode(b"caf\xe9")) == made.id


# --- names ----------------------------------------------------------------------------------------


def test_an_article_answers_to_its_id_its_path_its_file_and_a_start_of_its_id(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    made = keep(database, "4f2a9c", source=f"{tmp_path}/001_bruecke.txt")
    keep(database, "4e0000", source="/news/002.txt")
    monkeypatch.chdir(str(tmp_path))
    for reference in ("4f2a9c", "4f", "001_bruecke.txt", "001_bruecke", "./001_bruecke.txt"):
        assert articles.resolve(database, reference) == made.id


def test_a_reference_to_several_articles_names_them(database: Database) -> None:
    for number in range(7):
        keep(database, f"4f{number}")
    with pytest.raises(ArticleNotFound) as told:
        articles.resolve(database, "4f")
    assert "4f0 (Stadtrat" in str(told.value)
    assert "4f4" in str(told.value)
    assert "4f5" not in str(told.value)
    assert "…" in str(told.value)


def test_two_files_of_one_name_are_named(database: Database) -> None:
    keep(database, "a1", source="/monday/report.txt")
    keep(database, "b2", source="/tuesday/report.txt")
    with pytest.raises(ArticleNotFound, match=r"a1 .*, b2 ") as told:
        articles.resolve(database, "report.txt")
    assert "…" not in str(told.value)


@pytest.mark.parametrize("reference", ["", "x", "%", "a_", "a*", "'", "4f2a9c0"])
def test_what_nothing_answers_to_is_told(database: Database, reference: str) -> None:
    keep(database, "4f2a9c")
    with pytest.raises(ArticleNotFound):
        articles.resolve(database, reference)


# --- the list -------------------------------------------------------------------------------------


def told(name: str, *members: str) -> Story:
    return Story(StoryId(name), f"Geschichte {name}", tuple(ArticleId(each) for each in members))


def test_stories_come_first_the_one_added_to_last_on_top_then_the_rest(database: Database) -> None:
    for each in ("a", "b", "c", "d", "e", "f"):
        keep(database, each)
    stories.put_stories(database, [told("old", "b", "c"), told("new", "a", "e")])
    assert articles.ids(database) == ("a", "e", "b", "c", "d", "f")
    assert articles.ids_as_added(database) == ("a", "b", "c", "d", "e", "f")
    rows = articles.rows(database)
    assert [row.id for row in rows] == list(articles.ids(database))
    assert [row.story for row in rows] == ["new", "new", "old", "old", None, None]
    assert [articles.position(database, row.id) for row in rows] == list(range(6))
    assert articles.rows(database, offset=1, limit=3) == rows[1:4]
    assert articles.rows(database, offset=6) == ()


def test_a_row_says_what_the_list_shows(database: Database) -> None:
    made = replace(FULL, id=ArticleId("z9"))
    articles.put_article(database, made, state(made.source))
    expected = ArticleRow(
        id=made.id,
        title=made.title,
        title_derived=True,
        source=made.source,
        outlet="Der Bote",
        published="2025-05",
        language="de",
        story=None,
        statements=None,
        conflicts=None,
        read=False,
    )
    assert articles.rows(database) == (expected,)
    assert articles.row(database, made.id) == expected


def test_statements_are_counted_in_the_list_once_the_article_is_analysed(
    database: Database,
) -> None:
    made = keep(database, "a1")
    assert articles.row(database, made.id).statements is None
    found = AnalysedArticle(made.id, builders.statements_of(made), ())
    analysis.put_analysis(database, found, "pipe 1")
    assert articles.row(database, made.id).statements == 4


def test_reading_an_article_can_be_noted_and_taken_back(database: Database) -> None:
    made = keep(database, "a1")
    articles.set_read(database, made.id, read=True)
    assert articles.row(database, made.id).read
    articles.set_read(database, made.id, read=False)
    assert not articles.row(database, made.id).read


def test_the_list_is_read_from_an_index(database: Database) -> None:
    with database.reading() as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT number FROM article ORDER BY list_order, number "
            "LIMIT 200 OFFSET 99800"
        ).fetchall()
    assert "COVERING INDEX article_in_list" in str(plan)


# --- stories --------------------------------------------------------------------------------------


def test_stories_are_replaced_as_a_whole(database: Database) -> None:
    for each in ("a", "b", "c"):
        keep(database, each)
    stories.put_stories(database, [told("s", "a", "b"), told("t", "c")])
    assert stories.story_of(database, ArticleId("b")) == told("s", "a", "b")
    renamed = replace(told("s", "b", "c"), title="Anders")
    stories.put_stories(database, [renamed])
    assert stories.stories(database) == (renamed,)
    assert stories.story_of(database, ArticleId("a")) is None
    assert articles.ids(database) == ("b", "c", "a")


def test_articles_that_have_gone_are_left_out_of_stories(database: Database) -> None:
    keep(database, "a")
    stories.put_stories(database, [told("s", "a", "gone"), told("t", "vanished")])
    assert stories.stories(database) == (told("s", "a"),)


def test_putting_the_same_stories_again_writes_nothing(database: Database) -> None:
    for each in ("a", "b"):
        keep(database, each)
    stories.put_stories(database, [told("s", "a", "b")])
    with database.reading() as connection:
        before = connection.total_changes
        stories.put_stories(database, [told("s", "a", "b")])
        assert connection.total_changes == before


def test_the_start_of_a_file_name_names_its_article(database: Database) -> None:
    keep(database, "a1", "/news/003_bridge.txt")
    keep(database, "b2", "/news/004_tunnel.txt")
    assert articles.resolve(database, "003") == "a1"
    with pytest.raises(ArticleNotFound, match="a1"):
        articles.resolve(database, "00")
