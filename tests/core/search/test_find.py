import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Article, ArticleId, Figure, FigureKind, Span, StatementId
from core.search import find as finding
from core.search import index, parts
from core.search.kept import Note
from core.search.matching import Seeker, sought
from core.search.query import Field, Name, Near, Term, parse, term_of
from core.search.tokens import spans, token, tokens
from core.text.words import words
from tests import builders
from tests.core.search.shelf import Shelf


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        assert index.prepare(opened)
        yield Shelf(opened)


def report(
    identifier: str, *paragraphs: str, title: str = "Meldung", language: str = "de"
) -> Article:
    return builders.article(identifier, title=title, paragraphs=paragraphs, language=language)


# --- finding --------------------------------------------------------------------------------------


def test_a_hit_says_where_and_which_words(shelf: Shelf) -> None:
    shelf.put(report("a1", "Der Zug hält. Die Brücke ist gesperrt.", title="Verkehr"))
    (hit,) = shelf.answer("Brücke", limit=5).hits
    assert (hit.article, hit.title, str(hit.statement)) == ("a1", "Verkehr", "a1:3")
    assert hit.text == "Die Brücke ist gesperrt."
    assert hit.hits == (Span(4, 10),)
    assert 0 < hit.score <= 1


def test_all_words_must_be_in_the_article_and_statements_with_more_come_first(
    shelf: Shelf,
) -> None:
    shelf.put(
        report("a1", "Die Brücke ist alt. Der Stadtrat sperrt die Brücke. Der Stadtrat schweigt."),
        report("a2", "Der Stadtrat tagt."),
    )
    assert shelf.found("stadtrat brücke") == [("a1", 3), ("a1", 2), ("a1", 4)]


def test_titles_are_found(shelf: Shelf) -> None:
    shelf.put(report("a1", "Nichts.", title="Streit um Fähre"))
    assert shelf.found("Fähre") == [("a1", 1)]


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("uebernahme", "Übernahme"),
        ("Übernahme", "Uebernahme"),
        ("strasse", "Straße"),
        ("Straße", "Strasse"),
        ("ubernahme", "Übernahme"),
        ("Übernahmen", "Übernahme"),
        ("häuser", "Haus"),
        ("haus", "Häusern"),
        ("uebern*", "Übernahmen"),
        ("GERICHT", "Gerichts"),
        ('"die uebernahme"', "Die Übernahme"),
        ("300-millionen-dollar", "300-Millionen-Dollar"),
        ("AT&T", "AT&T"),
        ("1,5", "1,5"),
    ],
)
def test_spellings_and_forms_of_a_word_are_found(shelf: Shelf, asked: str, written: str) -> None:
    shelf.put(report("a1", f"{written} war Thema."), report("a2", "Sonst nichts."))
    assert shelf.found(asked) == [("a1", 2)]
    assert shelf.lit(asked) == [[written]]


def test_umlauts_are_found_both_ways_in_english_texts(shelf: Shelf) -> None:
    shelf.put(
        report("a1", "Mueller resigned.", language="en"),
        report("a2", "Müller resigned.", language="en"),
    )
    for asked in ("Müller", "Mueller"):
        assert sorted(shelf.found(asked)) == [("a1", 2), ("a2", 2)]


def test_a_word_inside_a_longer_one_is_found_after_the_word_itself(
    shelf: Shelf,
) -> None:
    shelf.put(
        report("a1", "Ein Anteil wird verkauft."),
        report("a2", "Die Unternehmensanteile sind begehrt."),
        report("a3", "Der Anteilseigner schweigt."),
    )
    assert shelf.found("Anteile") == [("a1", 2), ("a3", 2), ("a2", 2)]
    assert shelf.lit("Anteile") == [["Anteil"], ["Anteilseigner"], ["Unternehmensanteile"]]
    assert shelf.found("Anteile", limit=1) == [("a1", 2)]


def test_what_is_quoted_is_meant_as_written(shelf: Shelf) -> None:
    shelf.put(report("a1", "Zwei Häuser brennen. Die Wohnhäuser stehen."))
    assert shelf.found('"haus"') == []
    assert shelf.found('"häuser"') == [("a1", 2)]


def test_a_phrase_does_not_reach_into_the_next_statement(shelf: Shelf) -> None:
    shelf.put(report("a1", "Es regnet heute. Morgen scheint Sonne."))
    assert shelf.found('"heute morgen"') == []
    assert shelf.found('"regnet heute"') == [("a1", 2)]
    assert shelf.found('sonne -"heute morgen"') == [("a1", 3)]


def test_what_is_left_out_leaves_out_the_article(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die Brücke. Der Tunnel."), report("a2", "Die Brücken."))
    assert shelf.found("brücke -tunnel") == [("a2", 2)]
    assert shelf.found("-tunnel") == []


def test_or_finds_either(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die Brücke."), report("a2", "Der Tunnel."), report("a3", "Nein."))
    assert sorted(shelf.found("brücke OR tunnel")) == [("a1", 2), ("a2", 2)]


def test_words_that_overlap_are_lit_as_one(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die neue Brücke steht."))
    assert shelf.lit('"neue brücke" "brücke steht" neue') == [["neue Brücke steht"]]


def test_both_halves_of_a_compound_with_a_hyphen_are_lit(shelf: Shelf) -> None:
    shelf.put(report("a1", "Der Brücken-Brückenbau-Brückentag."), report("a2", "Brücke-Brücke."))
    assert shelf.lit("brücke")[0] == ["Brücke", "Brücke"]


def test_only_so_many_are_given_and_the_total_is_told(shelf: Shelf) -> None:
    shelf.put(*(report(f"a{number}", "Die Brücke steht.") for number in range(9)))
    answer = shelf.answer("brücke", limit=4)
    assert [hit.article for hit in answer.hits] == ["a8", "a7", "a6", "a5"]
    assert answer.total == 9
    assert shelf.answer("brücke", limit=0) == finding.Found((), 0)


def test_of_very_many_the_newest_are_ranked(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_CANDIDATES", 3)
    shelf.put(*(report(f"a{number}", "Die Brücke steht.") for number in range(9)))
    answer = shelf.answer("brücke", limit=10)
    assert [hit.article for hit in answer.hits] == ["a8", "a7", "a6"]
    assert answer.total == 3


# --- the index ------------------------------------------------------------------------------------


def test_an_article_taken_out_is_not_found(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die Brücke."), report("a2", "Die Brücke."))
    shelf.remove(ArticleId("a1"))
    shelf.remove(ArticleId("never there"))
    assert shelf.found("brücke") == [("a2", 2)]


def test_what_the_library_no_longer_holds_is_not_shown(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die Brücke."), report("a2", "Die Brücke."))
    shelf.forget(ArticleId("a2"))
    assert shelf.found("brücke") == [("a1", 2)]
    assert [each.meant for each in shelf.suggested("brücek")] == ["Brücke"]
    shelf.forget(ArticleId("a1"))
    assert shelf.suggested("brücek") == ()


def test_a_changed_article_is_found_by_its_new_words_only(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die Brücke."), report("a2", "Sonstiges."))
    shelf.put(report("a1", "Der Tunnel."))
    assert shelf.found("brücke") == []
    assert shelf.found("tunnel") == [("a1", 2)]
    assert shelf.connection.execute("SELECT count(*) FROM search_article").fetchone() == (2,)


def test_an_index_is_prepared_once_and_anew_for_a_later_version(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(report("a1", "Die Brücke."))
    assert index.is_prepared(shelf.connection)
    assert not index.prepare(shelf.connection)
    monkeypatch.setattr(index, "_VERSION", 99)
    assert not index.is_prepared(shelf.connection)
    assert index.prepare(shelf.connection)
    assert shelf.found("brücke") == []
    shelf.put(report("a1", "Die Brücke."))
    assert shelf.found("brücke") == [("a1", 2)]


def test_a_database_without_index_says_so() -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        assert not index.is_prepared(empty)


def test_a_transaction_taken_back_takes_back_the_index(shelf: Shelf) -> None:
    shelf.connection.execute("BEGIN")
    shelf.put(report("a1", "Die Brücke."))
    shelf.connection.execute("ROLLBACK")
    assert shelf.found("brücke") == []


def test_one_character_that_folds_to_several_words_stays_one(
    shelf: Shelf,
) -> None:
    shelf.put(report("a1", "Der Gruß ﷺ Brücke. Die ͺ Fähre."))
    assert shelf.lit("brücke") == [["Brücke"]]
    assert shelf.lit("ﷺ") == [["ﷺ"]]
    assert shelf.lit("fähre") == [["Fähre"]]


def test_what_was_known_in_a_transaction_taken_back_is_learnt_again(shelf: Shelf) -> None:
    shelf.put(report("a1", "Der Tunnel."))
    shelf.connection.execute("BEGIN")
    shelf.put(report("a2", "Die Firmenanteile."))
    shelf.connection.execute("ROLLBACK")
    shelf.put(report("a2", "Die Firmenanteile."))
    assert shelf.found("anteile") == [("a2", 2)]


def test_an_index_is_whole_when_all_articles_have_been_put(shelf: Shelf) -> None:
    assert not index.is_whole(shelf.connection)
    shelf.put(report("a1", "Die Brücke."))
    ids = [ArticleId("a1"), ArticleId("a2")]
    assert index.missing(shelf.connection, ids) == ["a2"]
    index.finish(shelf.connection)
    assert index.is_whole(shelf.connection)
    with closing(sqlite3.connect(":memory:")) as empty:
        assert not index.is_whole(empty)


def test_a_very_long_article_is_found_to_its_end(shelf: Shelf) -> None:
    article = ArticleId("long")
    made = [builders.statement(article, n, f"Satz {n} steht.") for n in range(1, 2_500)]
    shelf.put_statements(article, made, title="Länge")
    for number in (1, 1_023, 1_024, 2_047, 2_499):
        assert shelf.found(f'"Satz {number}"') == [("long", number)]
    assert shelf.found("2046 2047") == []
    assert shelf.found("2045 2046") == [("long", 2_045), ("long", 2_046)]
    shelf.facts["lang:de"] = [article]
    assert shelf.found("lang:de") == [("long", 1)]
    assert shelf.found('lang:de "Satz 2047" steht', limit=1) == [("long", 2_047)]


# --- the language ---------------------------------------------------------------------------------


def test_words_near_each_other_are_found_in_either_order(shelf: Shelf) -> None:
    shelf.put(
        report("a1", "Die Brücke über den Fluss wird gesperrt."),
        report("a2", "Gesperrt ist die Brücke."),
        report("a3", "Die Brücke steht da und morgen wird sie dann wohl gesperrt."),
    )
    assert shelf.found("brücke NEAR/4 gesperrt") == [("a2", 2), ("a1", 2)]
    assert shelf.found("brücke NEAR gesperrt") == [("a2", 2), ("a1", 2)]
    assert shelf.found("brücke NEAR/3 gesperrt") == [("a2", 2)]
    assert shelf.found('"die brücke" NEAR/0 "über den"') == [("a1", 2)]
    assert shelf.lit("über NEAR/1 fluss NEAR/1 gesperrt") == [["über", "Fluss", "gesperrt"]]


def test_a_beginning_is_found_whatever_the_stem(shelf: Shelf) -> None:
    shelf.put(
        report("a1", "Neue Steuern."),
        report("a2", "Companies.", language="en"),
        report("a3", "Uebernahme."),
        report("a4", "Symphonys.", language="en"),
    )
    for asked, article in (
        ("steue*", "a1"), ("steuern*", "a1"), ("companies*", "a2"), ("companie*", "a2"),
        ("companie*", "a2"),
        ("symphonys*", "a4"), ("übern*", "a3"), ("uebern*", "a3"), ("uebernahme*", "a3"),
    ):  # fmt: skip
        assert shelf.found(asked) == [(article, 2)], asked
    assert shelf.found('"neue steu*"') == []
    assert shelf.found("neue-steu*") == [("a1", 2)]


def test_while_a_word_is_typed_it_may_go_on(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die Beteiligung steigt."), report("a2", "Der Beton."))
    typed = shelf.answer("Beteili", typing=True)
    assert [hit.article for hit in typed.hits] == ["a1"]
    assert shelf.answer("Beteili").hits == shelf.answer('"Beteili"', typing=True).hits == ()
    assert {hit.article for hit in shelf.answer("Bet", typing=True).hits} == {"a1", "a2"}
    assert shelf.answer("Be", typing=True).hits == ()
    assert {hit.article for hit in shelf.answer("die bet", typing=True).hits} == {"a1", "a2"}


def test_titles_are_asked_for_by_themselves(shelf: Shelf) -> None:
    shelf.put(
        report("a1", "Der Stadtrat tagt.", title="Neue Brücke"),
        report("a2", "Der Stadtrat sperrt die neue Brücke.", title="Verkehr"),
    )
    assert shelf.found("title:brücken stadtrat") == [("a1", 2)]
    assert shelf.found("title:brücken") == [("a1", 1)]
    assert shelf.lit('title:"neue brücke"') == [["Neue Brücke"]]
    assert shelf.found("stadtrat -title:brücke") == [("a2", 2)]
    assert shelf.found("title:brü* OR sperrt") == [("a2", 1), ("a1", 1)]


def test_fields_of_articles_restrict_articles(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die Brücke."), report("a2", "Die Brücke."), report("a3", "Die Brücke."))
    shelf.facts = {"outlet:Bote": [ArticleId("a1"), ArticleId("a2")], "is:read": [ArticleId("a2")]}
    assert shelf.found("outlet:Bote brücke") == [("a2", 2), ("a1", 2)]
    assert shelf.found("outlet:Bote -is:read") == [("a1", 1)]
    assert shelf.found("outlet:Bote is:read") == [("a2", 1)]
    assert shelf.found("outlet:Kurier") == []
    assert shelf.found("brücke outlet:Kurier") == []
    assert shelf.found("brücke -outlet:Bote") == [("a3", 2)]


def test_of_very_many_articles_only_so_many_are_shown(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_AT_ONCE", 2)
    shelf.put(*(report(f"a{n}", "Die Brücke.") for n in range(6)))
    shelf.facts["lang:de"] = [ArticleId(f"a{n}") for n in range(6)]
    answer = shelf.answer("lang:de", limit=3)
    assert [hit.article for hit in answer.hits] == ["a5", "a4", "a3"]
    assert answer.total == 6


def test_what_is_remembered_of_texts_is_forgotten_when_it_is_much(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index._Known, "MOST", 1)
    for name in ("a1", "a2"):
        shelf.put(report(name, "Firmenanteile unbekannter Brückenbauer."))
    assert shelf.found("anteil brücke") == [("a2", 2), ("a1", 2)]


def test_no_more_words_are_remembered_than_a_reader_types(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_MOST_REMEMBERED", 1)
    shelf.put(report("a1", "Die Firmenanteile der Brückenbauer."))
    for asked in ("anteil", "brücke", "anteil"):
        assert shelf.found(asked) == [("a1", 2)]


def test_fields_of_statements_restrict_statements(shelf: Shelf) -> None:
    shelf.put(
        report("a1", "Berg lobt die Brücke. Berg schweigt. Die Brücke steht."),
        report("a2", "Die Brücke. Berg."),
    )
    named = [StatementId(ArticleId(a), n) for a, n in (("a1", 2), ("a1", 3), ("a2", 3))]
    shelf.facts = {
        "entity:Berg": named,
        "speaker:Berg": named[:1],
        "outlet:Bote": [ArticleId("a1")],
    }
    assert shelf.found("entity:Berg") == [("a2", 3), ("a1", 2), ("a1", 3)]
    assert shelf.found("entity:Berg brücke") == [("a1", 2)]
    assert shelf.found("entity:Berg speaker:Berg") == [("a1", 2)]
    assert shelf.found("brücke -entity:Berg") == [("a2", 2), ("a1", 4)]
    assert shelf.found("entity:Berg -brücke") == []
    assert shelf.found("entity:Berg -steht") == [("a2", 3)]
    assert shelf.found("entity:Berg outlet:Bote lobt brücke") == [("a1", 2)]
    assert shelf.found("speaker:Berg OR outlet:Bote OR nirgends") == [("a1", 1), ("a1", 2)]
    assert shelf.found("speaker:Berg OR brücke entity:Berg") == [("a1", 2)]
    assert shelf.lit("speaker:Berg") == [["Berg"]]
    assert shelf.found("entity:Nobody") == []


def test_statements_are_found_by_their_figures(shelf: Shelf) -> None:
    def money(text: str, low: str, high: str | None = None, unit: str = "USD") -> Figure:
        return Figure(
            FigureKind.MONEY, text, Span(0, 1), Decimal(low), Decimal(high) if high else None, unit
        )

    article = ArticleId("a1")
    shelf.put_statements(
        article,
        [
            builders.statement(article, 1, "Eins.", figures=[money("x", "300000000")]),
            builders.statement(article, 2, "Zwei.", figures=[money("x", "50", unit="EUR")]),
            builders.statement(article, 3, "Drei.", figures=[money("x", "1e9", "2e9")]),
            builders.statement(
                article, 4, "Vier.", figures=[Figure(FigureKind.DATE, "x", Span(0, 1), date="2025")]
            ),
        ],
    )

    def numbers(asked: str) -> list[int]:
        return [number for _, number in shelf.found(asked)]

    assert numbers("figure:>100M USD") == [1, 3]
    assert numbers("figure:>300 Mio. Dollar") == [3]
    assert numbers("figure:>=300 Mio. Dollar") == [1, 3]
    assert numbers("figure:<100") == [2]
    assert numbers("figure:<=50 €") == [2]
    assert numbers("figure:50") == [2]
    assert numbers("figure:1,5 Mrd. USD") == [3]
    assert numbers("figure:200..400M USD") == [1]
    assert numbers("has:figure") == [1, 2, 3]
    assert numbers("figure:50 EUR zwei") == [2]


def test_notes_are_found_as_hits_of_their_statements(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die Brücke. Der Tunnel."), report("a2", "Die Brücke."))
    first, second = StatementId(ArticleId("a1"), 2), StatementId(ArticleId("a1"), 3)
    gone = StatementId(ArticleId("gone"), 1)
    shelf.noted = [
        Note(second, "Bei der Brücke nachfragen"),
        Note(first, "x"),
        Note(gone, "Brücke"),
    ]
    answer = shelf.answer("brücke")
    assert {str(hit.statement) for hit in answer.hits} == {"a1:2", "a2:2", "a1:3"}
    assert answer.notes == {second: (Span(8, 14),)}
    assert shelf.found("nachfragen brücke") == [("a1", 3)]
    assert shelf.found("note:nachfragen") == [("a1", 3)]
    assert shelf.found("note:nachfragen tunnel") == [("a1", 3)]
    assert shelf.found("nachfragen -tunnel") == []
    shelf.facts["has:note"] = [first]
    assert shelf.found("has:note nachfragen") == []
    assert shelf.found("has:note") == [("a1", 2)]


def test_what_fills_no_screen_is_filled_with_statements_that_hold_some_words(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "SCREENFUL", 2)
    shelf.put(*(report(f"a{n}", "Die Brücke. Der Tunnel.") for n in range(4)))
    assert shelf.found("brücke tunnel") == [("a3", 2), ("a3", 3)]
    shelf.put(*(report(f"b{n}", "Die Brücke, der Tunnel. Der Tunnel.") for n in range(2)))
    assert shelf.found("brücke tunnel") == [("b1", 2), ("b0", 2)]


def test_common_words_are_looked_for_where_the_rare_ones_are(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_WINDOW", 4)
    shelf.put(report("a0", "Die Brücke. Der Tunnel."), report("a1", "Die Brücke."))
    shelf.put(*(report(f"b{n}", "Der Tunnel.") for n in range(6)))
    assert shelf.found("brücke tunnel") == [("a0", 2), ("a0", 3)]


def test_of_words_that_are_all_common_the_newest_are_compared(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_WINDOW", 4)
    shelf.put(*(report(f"a{n}", "Die Brücke. Der Tunnel.") for n in range(9)))
    articles = {article for article, _ in shelf.found("brücke tunnel")}
    assert articles == {"a5", "a6", "a7", "a8"}


def test_fields_that_mean_very_much_are_asked_of_each_candidate(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_MOST_LISTED", 1)
    money = Figure(FigureKind.MONEY, "x", Span(0, 1), Decimal(5), None, "EUR")
    for n in range(6):
        article = ArticleId(f"a{n}")
        made = [
            builders.statement(article, 1, "Die Brücke.", figures=[money] if n % 2 else []),
            builders.statement(article, 2, "Berg."),
        ]
        shelf.put_statements(article, made)
    odd, even = ([f"a{n}" for n in range(start, 6, 2)] for start in (1, 0))
    shelf.facts["lang:de"] = [ArticleId(each) for each in odd]
    shelf.facts["entity:Berg"] = [StatementId(ArticleId(each), 1) for each in odd]
    for asked in ("lang:de", "entity:Berg", "figure:5 EUR", "has:figure"):
        answer = shelf.answer(f"brücke {asked}")
        assert [hit.article for hit in answer.hits] == odd[::-1], asked
        assert [article for article, _ in shelf.found(f"brücke -{asked}")] == even[::-1], asked
    assert shelf.answer("lang:de").more


def test_while_a_query_is_typed_few_articles_are_counted(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "COUNTED_TYPING", 3)
    monkeypatch.setattr(finding, "_AT_ONCE", 2)
    shelf.put(*(report(f"a{n}", "Die Brücke.") for n in range(9)))
    shelf.facts["lang:de"] = [ArticleId(f"a{n}") for n in range(9)]
    for asked in ("brücke", "lang:de"):
        answer = shelf.answer(asked, limit=1, typing=True)
        assert (answer.total, answer.more) == (3, True)
        assert not shelf.answer(asked, limit=1).more


def test_a_common_word_is_left_out_where_it_would_take_long_to_ask(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_AS_LONG_AS_OPENING", 1)
    shelf.put(report("a1", "Die Brücke."), report("a2", "Die Brücke."))
    shelf.put(report("a0", "Der Tunnel. Die Brücke."))
    shelf.put(report("a3", "Die Brücke. Der Tunnel. Ein Tunnel. Tunnel. Tunnel. Tunnel."))
    assert shelf.found("brücke -tunnel") == [("a2", 2), ("a1", 2)]


def test_beginnings_of_very_many_words_are_found(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_MOST_STEMS", 2)
    ends = ("bau", "tag", "fest", "zoll")
    shelf.put(*(report(f"a{n}", f"Der Brücken{end}.") for n, end in enumerate(ends)))
    shelf.put(report("a9", "Die 2025er Brücke."))
    assert {article for article, _ in shelf.found("brücken*")} == {"a0", "a1", "a2", "a3"}
    assert {article for article, _ in shelf.found("brü*")} == {"a0", "a1", "a2", "a3", "a9"}
    assert shelf.found("2025*") == [("a9", 2)]


# --- misspellings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Beteilgung", "Beteiligung"),
        ("Betieligung", "Beteiligung"),
        ("uebernahmme", "Übernahme"),
        ("Brükce", "Brücke"),
        ("Hasu", "Haus"),
        ('tagt "Hasu"', "Haus"),
    ],
)
def test_what_was_likely_meant_is_offered(shelf: Shelf, typed: str, meant: str) -> None:
    shelf.put(report("a1", "Die Beteiligung tagt. Eine Übernahme, eine Brücke, ein Haus."))
    (offered, *_) = shelf.suggested(typed)
    assert (offered.meant, offered.articles) == (meant, 1)
    assert offered.written == typed.split()[-1].strip('"')
    assert offered.span.of(typed) == offered.written
    assert shelf.hits(offered.query)


def test_a_word_that_is_there_is_not_corrected(shelf: Shelf) -> None:
    shelf.put(
        report("a1", "Die Brücke."), report("a2", "Die Firmenanteile."), report("a3", "Rücken")
    )
    assert shelf.suggested("brücke rücken") == ()
    assert shelf.suggested("anteil brücke") == ()
    assert shelf.suggested("xy qqqqqqqq") == ()
    assert shelf.suggested("entity:Brükce") == ()


def test_of_several_words_the_likelier_come_first_each_once(shelf: Shelf) -> None:
    shelf.put(
        report("a1", "Die Masse. Die Messe."),
        report("a2", "Die Messe. Die Messen."),
        report("a3", "Gasse."),
        report("a4", "Tasse."),
    )
    assert [each.meant for each in shelf.suggested("Mssse")] == ["Messe", "Masse"]
    assert [each.query for each in shelf.suggested("-Wald Xasse")] == [
        "-Wald Gasse", "-Wald Masse", "-Wald Tasse",
    ]  # fmt: skip


def test_of_names_only_three_that_find_something_are_offered(shelf: Shelf) -> None:
    shelf.put(report("a1", "Es regnet."))
    names = ["Berga", "Bergo", "Bergi", "Bergu", "Bergen"]
    shelf.named[Name.ENTITY] = [(name, 1) for name in names]
    shelf.facts |= {f"entity:{name}": [StatementId(ArticleId("a1"), 2)] for name in names[1:]}
    assert [each.meant for each in shelf.suggested("entity:Bergy")] == ["Bergo", "Bergi", "Bergu"]


def test_forms_of_one_word_are_offered_once(shelf: Shelf) -> None:
    shelf.put(report("a1", "Die Firmenanteile. Den Firmenanteilen."))
    assert len(shelf.suggested("Firmenanteilx")) == 1


# --- laws -----------------------------------------------------------------------------------------

WORDS = (
    "Haus", "Häuser", "Rathaus", "Brücke", "Bruecke", "Brücken", "neue", "neuer", "Straße",
    "strasse", "der", "AT&T", "1,5", "Anteil", "Firmenanteile", "Steuer", "Œuvre", "ﬁel", "Ǆor",
    "cafe\u0301", "Musk's",
)  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
corpora = st.lists(st.lists(texts, min_size=1, max_size=3), max_size=5)
word = st.sampled_from(WORDS)
piece = st.one_of(
    word,
    word.map(lambda w: f"-{w}"),
    st.lists(word, min_size=1, max_size=3).map(lambda ws: f'"{" ".join(ws)}"'),
    st.lists(word, min_size=1, max_size=2).map(lambda ws: f'-"{" ".join(ws)}"'),
    st.tuples(word, st.integers(1, 5)).map(lambda cut: f"{cut[0][: cut[1]]}*"),
    st.lists(word, min_size=2, max_size=3).map("-".join),
    st.just("OR"),
    st.integers(0, 2).map(lambda n: f"NEAR/{n}"),
)
queries = st.lists(piece, max_size=5).map(" ".join)


def places(term: Term, text: str, language: str, *, compounds: bool) -> set[tuple[int, int]]:
    """The obvious way: every row against every place in the statement."""
    read = words(text, language)
    surfaces, stems = [each.folded for each in read], [each.stem for each in read]

    def at(row: Sequence[str], tokens: Sequence[str], start: int, *, prefix: bool) -> bool:
        there = tokens[start : start + len(row)]
        if len(there) < len(row):
            return False
        last = there[-1].startswith(row[-1]) if prefix else there[-1] == row[-1]
        return last and list(there[:-1]) == list(row[:-1])

    found = set()
    for start in range(len(read)):
        for rows, forms, prefix in (
            (term.surfaces, surfaces, term.prefix),
            (term.stems, stems, False),
        ):
            for row in rows:
                if at(row, forms, start, prefix=prefix):
                    found.add((start, start + len(row)))
                elif (
                    compounds and forms is stems and len(row) == 1 and len(row[0]) >= 4
                    and row[0].isalpha() and row[0] in stems[start]
                    and len(surfaces[start]) >= 6 and surfaces[start].isalpha()
                ):  # fmt: skip
                    found.add((start, start + 1))
    return found


def stands_in(clause: Term | Near | Field, text: str, language: str, *, compounds: bool) -> bool:
    assert not isinstance(clause, Field)
    if isinstance(clause, Term):
        return bool(places(clause, text, language, compounds=compounds))
    first = places(clause.terms[0], text, language, compounds=compounds)
    chains = [[place] for place in sorted(first)]
    for term in clause.terms[1:]:
        chains = [
            [*chain, place]
            for chain in chains
            for place in places(term, text, language, compounds=compounds)
            if 0 <= max(chain[-1], place)[0] - min(chain[-1], place)[1] <= clause.between
        ]
    return bool(chains)


@given(corpus=corpora, asked=queries, languages=st.lists(st.sampled_from(["de", "en", "und"])))
@settings(max_examples=300, deadline=None)
def test_the_index_finds_what_a_plain_loop_finds(
    corpus: list[list[str]], asked: str, languages: list[str]
) -> None:
    language_of: Mapping[int, str] = dict(enumerate(languages))
    articles = [
        (ArticleId(f"a{number}"), texts, language_of.get(number, "de"))
        for number, texts in enumerate(corpus)
    ]
    query = parse(asked)
    expected = set()
    for article, texts, language in articles:
        wanted = all(
            any(stands_in(c, text, language, compounds=True) for c in group for text in texts)
            for group in query.wanted
        )
        excluded = any(
            stands_in(c, text, language, compounds=False) for c in query.excluded for text in texts
        )
        if query.wanted and wanted and not excluded:
            expected |= {
                (article, number)
                for number, text in enumerate(texts, 1)
                if any(
                    stands_in(c, text, language, compounds=True)
                    for group in query.wanted
                    for c in group
                )
            }
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index.prepare(connection)
        shelf = Shelf(connection)
        for article, texts, language in articles:
            made = [builders.statement(article, n, text) for n, text in enumerate(texts, 1)]
            shelf.put_statements(article, made, language=language)
        answer = shelf.answer(asked, limit=1_000)
    assert {(hit.article, hit.statement.number) for hit in answer.hits} == expected
    assert all(hit.hits for hit in answer.hits)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)


@given(text=st.one_of(st.text(), st.text(alphabet="aÄß.,:'„*&1\u0301-in ﬁ")))
def test_words_taken_apart_by_blanks_are_the_words_of_the_text(text: str) -> None:
    whole = words(text, "de")
    assert [each.folded for each in tokens(text, "de")] == [token(w.folded) for w in whole]
    assert [each.stem for each in tokens(text, "de")] == [token(w.stem) for w in whole]
    assert list(spans(text, "de")) == [w.span for w in whole]


letters = st.text(st.sampled_from("aeosßtüöÆæœþhkxǆ1½'é\u0301"), min_size=1, max_size=6)


@given(text=st.lists(letters, min_size=1, max_size=4).map(" ".join), asked=letters)
@settings(max_examples=500, deadline=None)
def test_looking_only_where_words_begin_alike_sees_what_reading_sees(text: str, asked: str) -> None:
    term = term_of(asked, quoted=False, span=Span(0, 0))
    for language in ("de", "en", "und"):
        if term is not None:
            seeker = Seeker([sought([term], {}), sought([replace(term, prefix=True)], {})])
            seen, read = seeker.look(text, language), seeker._read(text, language)
            assert (seen.sure, seen.spans) == (read.sure, read.spans)


@given(
    asked=st.one_of(
        st.text(),
        st.text(alphabet="aü\"-*OR ()^:{}+~'\x00\n„brücke"),
        st.lists(
            st.sampled_from(
                ["entity:", "figure:>", "1", "M", " ", "date:", "2025", "..", "is:", "unread",
                 "NEAR/3", "OR", "title:", '"', "-", "brücke", "note:", "*", "lang:de", "tag:x"]
            )
        ).map("".join),
    ),
    text=st.text(),
)  # fmt: skip
@settings(deadline=None)
def test_no_text_makes_a_search_fail(asked: str, text: str) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index.prepare(connection)
        shelf = Shelf(connection)
        made = [builders.statement("a1", 1, text), builders.statement("a1", 2, asked)]
        shelf.put_statements(ArticleId("a1"), made, title=asked)
        shelf.answer(asked)
        shelf.answer(asked, typing=True)
        shelf.suggested(asked)


@pytest.mark.parametrize(
    "asked",
    [
        '"', "wort AND", "a:b", "*", "-x", "NEAR(a b)", "a^2", "{a b}", "surface:x", "(((",
        "a OR b" * 99, "müller " * 500, '"' + "ä ö ü " * 400 + '"', "-" * 99, "haus*" * 50,
        "NEAR NEAR/2 NEAR", "a NEAR b" * 40, "[",
    ],
)  # fmt: skip
def test_odd_queries_are_searched_without_failing(shelf: Shelf, asked: str) -> None:
    shelf.put(report("a1", "Ein Haus der Müllerin."))
    shelf.answer(asked)
