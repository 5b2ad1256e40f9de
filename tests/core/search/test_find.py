import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Article, ArticleId, Span
from core.search import find as finding
from core.search import index
from core.search.find import find
from core.search.query import Term, parse
from core.text.words import words
from tests import builders


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        assert index.prepare(opened)
        yield opened


def put(connection: sqlite3.Connection, *articles: Article) -> None:
    for article in articles:
        index.put(
            connection,
            article.id,
            title=article.title,
            language=article.language,
            statements=builders.statements_of(article),
        )


def report(
    identifier: str, *paragraphs: str, title: str = "Meldung", language: str = "de"
) -> Article:
    return builders.article(identifier, title=title, paragraphs=paragraphs, language=language)


def found(connection: sqlite3.Connection, text: str, limit: int = 50) -> list[tuple[str, int]]:
    hits = find(connection, parse(text), limit=limit).hits
    return [(hit.article, hit.statement.number) for hit in hits]


def lit(connection: sqlite3.Connection, text: str) -> list[list[str]]:
    hits = find(connection, parse(text), limit=50).hits
    return [[span.of(hit.text) for span in hit.hits] for hit in hits]


# --- finding --------------------------------------------------------------------------------------


def test_a_hit_says_where_and_which_words(connection: sqlite3.Connection) -> None:
    put(connection, report("a1", "Der Zug hält. Die Brücke ist gesperrt.", title="Verkehr"))
    (hit,) = find(connection, parse("Brücke"), limit=5).hits
    assert (hit.article, hit.title, str(hit.statement)) == ("a1", "Verkehr", "a1:3")
    assert hit.text == "Die Brücke ist gesperrt."
    assert hit.hits == (Span(4, 10),)
    assert 0 < hit.score <= 1


def test_all_words_must_be_in_the_article_and_statements_with_more_come_first(
    connection: sqlite3.Connection,
) -> None:
    put(
        connection,
        report("a1", "Die Brücke ist alt. Der Stadtrat sperrt die Brücke. Der Stadtrat schweigt."),
        report("a2", "Der Stadtrat tagt."),
    )
    assert found(connection, "stadtrat brücke") == [("a1", 3), ("a1", 2), ("a1", 4)]


def test_titles_are_found(connection: sqlite3.Connection) -> None:
    put(connection, report("a1", "Nichts.", title="Streit um Fähre"))
    assert found(connection, "Fähre") == [("a1", 1)]


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
def test_spellings_and_forms_of_a_word_are_found(
    connection: sqlite3.Connection, asked: str, written: str
) -> None:
    put(connection, report("a1", f"{written} war Thema."), report("a2", "Sonst nichts."))
    assert found(connection, asked) == [("a1", 2)]
    assert lit(connection, asked) == [[written]]


def test_umlauts_are_found_both_ways_in_english_texts(connection: sqlite3.Connection) -> None:
    put(
        connection,
        report("a1", "Mueller resigned.", language="en"),
        report("a2", "Müller resigned.", language="en"),
    )
    for asked in ("Müller", "Mueller"):
        assert sorted(found(connection, asked)) == [("a1", 2), ("a2", 2)]


def test_a_word_inside_a_longer_one_is_found_after_the_word_itself(
    connection: sqlite3.Connection,
) -> None:
    put(
        connection,
        report("a1", "Ein Anteil wird verkauft."),
        report("a2", "Die Unternehmensanteile sind begehrt."),
        report("a3", "Der Anteilseigner schweigt."),
    )
    assert found(connection, "Anteile") == [("a1", 2), ("a3", 2), ("a2", 2)]
    assert lit(connection, "Anteile") == [["Anteil"], ["Anteilseigner"], ["Unternehmensanteile"]]
    assert found(connection, "Anteile", limit=1) == [("a1", 2)]


def test_what_is_quoted_is_meant_as_written(connection: sqlite3.Connection) -> None:
    put(connection, report("a1", "Zwei Häuser brennen. Die Wohnhäuser stehen."))
    assert found(connection, '"haus"') == []
    assert found(connection, '"häuser"') == [("a1", 2)]


def test_a_phrase_does_not_reach_into_the_next_statement(connection: sqlite3.Connection) -> None:
    put(connection, report("a1", "Es regnet heute. Morgen scheint Sonne."))
    assert found(connection, '"heute morgen"') == []
    assert found(connection, '"regnet heute"') == [("a1", 2)]
    assert found(connection, 'sonne -"heute morgen"') == [("a1", 3)]


def test_what_is_left_out_leaves_out_the_article(connection: sqlite3.Connection) -> None:
    put(connection, report("a1", "Die Brücke. Der Tunnel."), report("a2", "Die Brücken."))
    assert found(connection, "brücke -tunnel") == [("a2", 2)]
    assert found(connection, "-tunnel") == []


def test_or_finds_either(connection: sqlite3.Connection) -> None:
    put(connection, report("a1", "Die Brücke."), report("a2", "Der Tunnel."), report("a3", "Nein."))
    assert sorted(found(connection, "brücke OR tunnel")) == [("a1", 2), ("a2", 2)]


def test_words_that_overlap_are_lit_as_one(connection: sqlite3.Connection) -> None:
    put(connection, report("a1", "Die neue Brücke steht."))
    assert lit(connection, '"neue brücke" "brücke steht" neue') == [["neue Brücke steht"]]


def test_only_so_many_are_given_and_the_total_is_told(connection: sqlite3.Connection) -> None:
    put(connection, *(report(f"a{number}", "Die Brücke steht.") for number in range(9)))
    answer = find(connection, parse("brücke"), limit=4)
    assert [hit.article for hit in answer.hits] == ["a8", "a7", "a6", "a5"]
    assert answer.total == 9
    assert find(connection, parse("brücke"), limit=0) == finding.Found((), 0)


def test_of_very_many_the_newest_are_ranked(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_CANDIDATES", 3)
    put(connection, *(report(f"a{number}", "Die Brücke steht.") for number in range(9)))
    answer = find(connection, parse("brücke"), limit=10)
    assert [hit.article for hit in answer.hits] == ["a8", "a7", "a6"]
    assert answer.total == 3


# --- the index ------------------------------------------------------------------------------------


def test_an_article_taken_out_is_not_found(connection: sqlite3.Connection) -> None:
    put(connection, report("a1", "Die Brücke."), report("a2", "Die Brücke."))
    index.remove(connection, ArticleId("a1"))
    index.remove(connection, ArticleId("never there"))
    assert found(connection, "brücke") == [("a2", 2)]
    connection.execute("INSERT INTO search_text (search_text) VALUES ('integrity-check')")


def test_a_changed_article_is_found_by_its_new_words_only(connection: sqlite3.Connection) -> None:
    put(connection, report("a1", "Die Brücke."), report("a2", "Sonstiges."))
    put(connection, report("a1", "Der Tunnel."))
    assert found(connection, "brücke") == []
    assert found(connection, "tunnel") == [("a1", 2)]
    assert connection.execute("SELECT count(*) FROM search_article").fetchone() == (2,)


def test_an_index_is_prepared_once_and_anew_for_a_later_version(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(connection, report("a1", "Die Brücke."))
    assert index.is_prepared(connection)
    assert not index.prepare(connection)
    monkeypatch.setattr(index, "_VERSION", 2)
    assert not index.is_prepared(connection)
    assert index.prepare(connection)
    assert found(connection, "brücke") == []
    put(connection, report("a1", "Die Brücke."))
    assert found(connection, "brücke") == [("a1", 2)]


def test_a_database_without_index_says_so() -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        assert not index.is_prepared(empty)


def test_a_transaction_taken_back_takes_back_the_index(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    put(connection, report("a1", "Die Brücke."))
    connection.execute("ROLLBACK")
    assert found(connection, "brücke") == []


def test_one_character_that_folds_to_several_words_stays_one(
    connection: sqlite3.Connection,
) -> None:
    put(connection, report("a1", "Der Gruß ﷺ Brücke. Die ͺ Fähre."))
    assert lit(connection, "brücke") == [["Brücke"]]
    assert lit(connection, "ﷺ") == [["ﷺ"]]
    assert lit(connection, "fähre") == [["Fähre"]]


# --- laws -----------------------------------------------------------------------------------------

WORDS = (
    "Haus", "Häuser", "Rathaus", "Brücke", "Bruecke", "Brücken", "neue", "neuer", "Straße",
    "strasse", "der", "AT&T", "1,5", "Anteil", "Firmenanteile",
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
)
queries = st.lists(piece, max_size=5).map(" ".join)


def stands_in(term: Term, text: str, language: str, *, compounds: bool) -> bool:
    """The obvious way: every row against every place in the statement."""
    surfaces = [word.folded for word in words(text, language)]
    stems = [word.stem for word in words(text, language)]

    def at(row: Sequence[str], tokens: Sequence[str], start: int) -> bool:
        there = tokens[start : start + len(row)]
        if len(there) < len(row):
            return False
        last = there[-1].startswith(row[-1]) if term.prefix else there[-1] == row[-1]
        return last and list(there[:-1]) == list(row[:-1])

    places = range(len(surfaces))
    return (
        any(at(row, surfaces, start) for row in term.surfaces for start in places)
        or any(at(row, stems, start) for row in term.stems for start in places)
        or any(
            compounds
            and len(row) == 1
            and len(row[0]) >= 4
            and row[0] in stem
            and len(stem) >= 6
            and stem.isalpha()
            for row in term.stems
            for stem in stems
        )
    )


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
            any(stands_in(term, text, language, compounds=True) for term in group for text in texts)
            for group in query.wanted
        )
        excluded = any(
            stands_in(term, text, language, compounds=False)
            for term in query.excluded
            for text in texts
        )
        if query.wanted and wanted and not excluded:
            expected |= {
                (article, number)
                for number, text in enumerate(texts, 1)
                if any(
                    stands_in(term, text, language, compounds=True)
                    for group in query.wanted
                    for term in group
                )
            }
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index.prepare(connection)
        for article, texts, language in articles:
            index.put(
                connection,
                article,
                title="",
                language=language,
                statements=[
                    builders.statement(article, number, text)
                    for number, text in enumerate(texts, 1)
                ],
            )
        answer = find(connection, query, limit=1_000)
    assert {(hit.article, hit.statement.number) for hit in answer.hits} == expected
    assert all(hit.hits for hit in answer.hits)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)


@given(
    asked=st.one_of(st.text(), st.text(alphabet="aü\"-*OR ()^:{}+~'\x00\n„brücke")),
    text=st.text(),
)
@settings(deadline=None)
def test_no_text_makes_a_search_fail(asked: str, text: str) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index.prepare(connection)
        index.put(
            connection,
            ArticleId("a1"),
            title="",
            language="de",
            statements=[builders.statement("a1", 1, text), builders.statement("a1", 2, asked)],
        )
        find(connection, parse(asked), limit=10)
        index.remove(connection, ArticleId("a1"))
        connection.execute("INSERT INTO search_text (search_text) VALUES ('integrity-check')")


@pytest.mark.parametrize(
    "asked",
    [
        '"', "wort AND", "a:b", "*", "-x", "NEAR(a b)", "a^2", "{a b}", "surface:x", "(((",
        "a OR b" * 99, "müller " * 500, '"' + "ä ö ü " * 400 + '"', "-" * 99, "haus*" * 50,
    ],
)  # fmt: skip
def test_odd_queries_are_searched_without_failing(
    connection: sqlite3.Connection, asked: str
) -> None:
    put(connection, report("a1", "Ein Haus der Müllerin."))
    find(connection, parse(asked), limit=10)
