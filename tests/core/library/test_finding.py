"""Searching a library: what is kept answers the fields, and marks are found by their words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.cli.main import main
from core.library import Library, finding
from core.locations import DATABASE_NAME
from core.model import (
    ArticleId,
    EntityKind,
    Relation,
    Sign,
    Span,
    Speech,
    SpeechKind,
    StatementId,
    Story,
    StoryId,
)
from core.search import find
from core.storage import articles, entities, relations, speech, statements, stories
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders

KERN = builders.entity(
    "Ada Müller", EntityKind.PERSON, identifier="kern", spellings=("Ada Müller", "Müller")
)
CITY = builders.entity("Wuppertal", EntityKind.PLACE, identifier="city")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three reports: of two papers, two of them of one story."""
    with Database(tmp_path / DATABASE_NAME) as database:
        for name, outlet, published, text in (
            ("a1", "Wupper-Bote", "2025-05-28", "Müller lobt die Brücke. Niemand sonst."),
            ("a2", "Neue Zeitung", "2025-06", "Mueller tadelt die Brücke. Es regnet."),
            ("a3", None, None, "Der Tunnel in Wuppertal."),
        ):
            made = builders.article(
                name, title=f"Titel {name}", paragraphs=[text], outlet=outlet, published=published
            )
            articles.put_article(database, made, SourceState(made.source, made.id, 1, 1))
            statements.put_statements(database, made.id, builders.statements_of(made))
        one, other, third = ArticleId("a1"), ArticleId("a2"), ArticleId("a3")
        entities.put_entities(
            database,
            [one, other, third],
            [KERN, CITY],
            [
                builders.mention(KERN, "a1", text="Müller", statement=2),
                builders.mention(KERN, "a2", text="Mueller", statement=2),
                builders.mention(CITY, "a3", statement=2),
            ],
        )
        speech.put_speech(
            database,
            [one, other],
            [
                Speech(
                    StatementId(one, 2), SpeechKind.REPORTED, "Müller", KERN.id, Span(0, 6), None
                ),
                Speech(StatementId(other, 3), SpeechKind.DIRECT, "ein Sprecher", None, None, None),
            ],
        )
        stories.put_stories(
            database, [Story(StoryId("s1"), "Streit um Brücke", (one, other))], among=[one, other]
        )
        relations.put_related(
            database, one, {2: [builders.related("a2", 2, relation=Relation.CONTRADICTS)]}
        )
        relations.put_related(database, other, {})
        articles.set_read(database, other, True)
    opened = Library.open(tmp_path)
    yield opened
    opened.close()


def found(library: Library, asked: str) -> list[str]:
    return sorted(str(hit.statement) for hit in library.search(asked).hits)


@pytest.mark.parametrize(
    ("asked", "statements"),
    [
        ("entity:müller", ["a1:2", "a2:2"]),
        ("entity:Mueller", ["a1:2", "a2:2"]),
        ('entity:"Ada Müller"', ["a1:2", "a2:2"]),
        ("entity:wuppertal", ["a3:2"]),
        ("entity:upper", []),
        ("speaker:Müller", ["a1:2"]),
        ("speaker:sprecher", ["a2:3"]),
        ("outlet:bote", ["a1:1"]),
        ('outlet:"Neue Zeitung" brücke', ["a2:2"]),
        ("story:brücke regnet", ["a2:3"]),
        ("story:tunnel", []),
        ("date:2025", ["a1:1", "a2:1"]),
        ("date:2025-05", ["a1:1"]),
        ("date:2025-06-15", ["a2:1"]),
        ("date:>2025-05", ["a2:1"]),
        ("date:<2025-06", ["a1:1"]),
        ("lang:de tunnel", ["a3:2"]),
        ("lang:en tunnel", []),
        ("is:read", ["a2:1"]),
        ("is:unread", ["a1:1", "a3:1"]),
        ("is:conflict", ["a1:2"]),
        ("is:only", ["a1:3", "a2:2", "a2:3"]),
        ("is:bookmarked", []),
        ("brücke tadelt", ["a2:2"]),
        ("title:a3", ["a3:1"]),
    ],
)
def test_what_is_kept_answers_the_fields(
    library: Library, asked: str, statements: list[str]
) -> None:
    assert found(library, asked) == statements


def test_words_of_an_article_that_stand_apart_are_found(library: Library) -> None:
    assert found(library, "brücke regnet") == ["a2:2", "a2:3"]


def test_marks_are_found(library: Library) -> None:
    place = StatementId(ArticleId("a1"), 3)
    library.write_note(place, "Bei der Verwaltung nachfragen")
    library.tag(place, ["Wichtig"])
    library.toggle_bookmark(StatementId(ArticleId("a3"), 2))
    assert found(library, "has:note") == ["a1:3"]
    assert found(library, "tag:wichtig") == ["a1:3"]
    assert found(library, "is:bookmarked") == ["a3:2"]
    answer = library.search("verwaltung")
    assert [str(hit.statement) for hit in answer.hits] == ["a1:3"]
    assert answer.notes == {place: (Span(8, 18),)}
    assert found(library, "verwaltung") == ["a1:3"]
    library.write_note(place, "Erledigt")
    assert found(library, "verwaltung") == []
    assert found(library, "erledigt") == ["a1:3"]


def test_what_was_meant_is_offered_and_shown_apart(library: Library) -> None:
    answer = library.search("Tunell")
    assert answer.hits == ()
    assert [(each.meant, each.articles) for each in answer.suggestions] == [("Tunnel", 1)]
    assert [str(hit.statement) for hit in answer.guessed] == ["a3:2"]
    assert library.search("Tunell", limit=0).suggestions == ()


@pytest.mark.parametrize(
    ("asked", "meant", "query", "statements"),
    [
        ("entity:Wupertal", "Wuppertal", "entity:Wuppertal", ["a3:2"]),
        ("entity:Mülelr", "Ada Müller", 'entity:"Ada Müller"', ["a1:2", "a2:2"]),
        ('brücke ENTITY:"Ada Mulle" lobt', "Ada Müller", None, ["a1:2"]),
        ("speaker:Mülller", "Müller", "speaker:Müller", ["a1:2"]),
        ("speaker:sprechre", "ein Sprecher", 'speaker:"ein Sprecher"', ["a2:3"]),
        ("entity:Wupertal OR entity:Berlin", "Wuppertal", None, ["a3:2"]),
    ],
)
def test_the_nearest_name_is_offered_where_a_name_is_not_known(
    library: Library, asked: str, meant: str, query: str | None, statements: list[str]
) -> None:
    answer = library.search(asked)
    assert answer.hits == ()
    first = answer.suggestions[0]
    assert first.meant == meant
    assert query is None or first.query == query
    assert first.span.of(asked).strip('"') == first.written
    assert sorted(str(hit.statement) for hit in answer.guessed) == statements
    assert found(library, first.query) == statements


@pytest.mark.parametrize(
    "asked",
    ["entity:Xylophon", "entity:x", "entity:" + "Wuppertal" * 9, "entity:Müller tunnel",
     "entity:Wupertal OR entity:Müller tunnel"],
)  # fmt: skip
def test_no_name_is_offered_for_one_that_is_known_or_like_none(
    library: Library, asked: str
) -> None:
    assert library.search(asked).suggestions == ()


MALFORMED = (
    "[", '"', "*", "-x", "NEAR", "a NEAR/ b", "a NEAR/99999 b", "a NEAR b OR -c NEAR/3 d",
    "((a OR -b) NEAR/2 (c OR d))", "OR OR OR", "- - -", "🌉🙂", "\0", "brücke\0", '"\0',
    "\x01\x1b[31m", "\ud800", "br\udc80cke", "entity:\ud800", "lang:\ud800", "tag:\ud800",
    "story:\ud800", "is:\x1b\ud800", 'entity:"', "figure:>", "figure:\ud800",
    "figure:>" + "9" * 5_000,
)  # fmt: skip
ENDLESS = (
    "a" * 10_000, '"' * 10_000, "*" * 10_000, "-" * 10_000, "🙂" * 10_000, "a-" * 5_000,
    "a\u0301" * 5_000, "ae ue oe " * 1_100, "wort " * 5_000, "NEAR " * 5_000, "aa OR " * 2_500,
    "a NEAR " * 2_500, " ".join(f"w{number}" for number in range(5_000)), "a:" * 5_000,
    "entity:" + "ab" * 5_000, 'speaker:"' + "ae " * 3_333 + '"', "story:" + "%" * 5_000,
)  # fmt: skip


@pytest.mark.parametrize("asked", [*MALFORMED, *ENDLESS], ids=lambda asked: ascii(asked[:12]))
def test_no_query_fails_or_takes_long(library: Library, asked: str) -> None:
    library.search("brücke")
    before = time.process_time()
    library.search(asked)
    library.search(asked, typing=True)
    for cursor in (0, len(asked) // 2, len(asked), len(asked) + 9):
        library.complete(asked, cursor)
    assert time.process_time() - before < 1


@pytest.mark.parametrize("asked", [each for each in MALFORMED if "\0" not in each])
def test_no_query_fails_on_the_command_line_or_reaches_the_terminal_raw(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: str
) -> None:
    code = main(["--library", str(tmp_path), "search", "--", asked])
    assert code in (0, 1)
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err
    (told.out + told.err).encode()


def test_problems_say_where_they_are(library: Library) -> None:
    (problem,) = library.search("brücke is:foo").problems
    assert problem.span == Span(7, 13)


def test_what_is_typed_goes_on(library: Library) -> None:
    assert library.search("tun").hits == ()
    assert len(library.search("tun", typing=True).hits) == 1

    def offered(text: str) -> list[str]:
        return [each.shown for each in library.complete(text, len(text)).candidates]

    assert offered("ent") == ["entity:"]
    assert offered("entity:mül") == ["Ada Müller"]
    assert offered("outlet:") == ["Neue Zeitung", "Wupper-Bote"]
    assert offered("story:") == ["Streit um Brücke"]
    assert offered("speaker:") == ["Müller", "ein Sprecher"]
    assert offered("tag:") == []
    library.tag(StatementId(ArticleId("a1"), 2), ["wichtig"])
    assert offered("tag:") == ["wichtig"]


def test_names_written_meanwhile_are_completed(library: Library, tmp_path: Path) -> None:
    assert library.complete("outlet:k", 8).candidates == ()
    with sqlite3.connect(tmp_path / DATABASE_NAME) as other:
        other.execute("UPDATE article SET outlet = 'Kurier' WHERE id = 'a3'")
    other.close()
    assert [each.shown for each in library.complete("outlet:k", 8).candidates] == ["Kurier"]


def test_an_index_is_made_some_articles_at_a_time_and_finished_where_it_was_left(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_AT_ONCE", 2)
    assert found(library, "brücke")
    with sqlite3.connect(tmp_path / DATABASE_NAME) as other:
        other.execute("DELETE FROM search_article WHERE id = 'a3'")
        other.execute("UPDATE search_version SET whole = 0")
    other.close()
    assert found(library, "tunnel") == ["a3:2"]
    assert all(each.sound for each in library.check() if each.what == "search")
    assert found(library, "tunnel") == ["a3:2"]


def test_an_index_of_another_version_is_made_anew_by_what_is_put_and_filled_by_the_next_search(
    library: Library, tmp_path: Path
) -> None:
    assert found(library, "brücke")
    with sqlite3.connect(tmp_path / DATABASE_NAME) as other:
        other.execute("DROP TABLE search_article")
        other.execute("UPDATE search_version SET version = version - 1")
    other.close()
    with Database(tmp_path / DATABASE_NAME) as database:
        article = articles.article(database, ArticleId("a3"))
        finding.put(database, article, statements.statements(database, article.id))
    assert found(library, "brücke")
    assert found(library, "tunnel") == ["a3:2"]


def test_only_here_means_to_a_search_what_it_means_in_the_margin(sample_library: Path) -> None:
    library = Library.open(sample_library)
    signed = {
        str(StatementId(row.id, number))
        for row in library.rows()
        for number, sign in library.signs(row.id).items()
        if sign is Sign.ONLY
    }
    answer = library.search("is:only", limit=10_000)
    library.close()
    assert signed
    assert {str(hit.statement) for hit in answer.hits} == signed


@pytest.mark.parametrize(
    "asked", ["is:read", "lang:de", "outlet:bote", "date:2025", "story:brücke", "entity:müller"]
)
def test_what_most_articles_are_is_asked_of_each(
    library: Library, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    listed = found(library, f"{asked} brücke")
    monkeypatch.setattr(find, "_MOST_LISTED", -1)
    assert found(library, f"{asked} brücke") == listed
