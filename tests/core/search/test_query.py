import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.query import Query, Term, parse


def wanted(query: Query) -> list[list[str]]:
    return [[" ".join(term.surfaces[0]) for term in group] for group in query.wanted]


def test_words_are_wanted_all_of_them() -> None:
    query = parse("Brücke  Einsturz")
    assert wanted(query) == [["brucke"], ["einsturz"]]
    assert query.excluded == ()
    assert query.problem is None


def test_a_phrase_is_wanted_as_written() -> None:
    assert parse('"Neue Brücken"').wanted == ((Term((("neue", "brucken"), ("neue", "bruecken"))),),)


@pytest.mark.parametrize(
    "text", ["„neue Brücke“", "“neue Brücke”", "»neue Brücke«", '"neue Brücke"']
)
def test_all_quotation_marks_quote(text: str) -> None:
    assert wanted(parse(text)) == [["neue brucke"]]


@pytest.mark.parametrize("either", ["OR", "ODER"])
def test_or_asks_for_one_of_its_neighbours(either: str) -> None:
    assert wanted(parse(f"brücke {either} tunnel {either} fähre hafen")) == [
        ["brucke", "tunnel", "fahre"],
        ["hafen"],
    ]
    assert wanted(parse("brücke or tunnel")) == [["brucke"], ["tunnel"]]


def test_a_minus_leaves_out() -> None:
    query = parse('brücke -tunnel -"alte fähre" −hafen')
    assert wanted(query) == [["brucke"]]
    assert [term.surfaces[0] for term in query.excluded] == [
        ("tunnel",),
        ("alte", "fahre"),
        ("hafen",),
    ]


def test_a_minus_inside_a_word_is_a_hyphen() -> None:
    query = parse("300-Millionen-Dollar")
    assert wanted(query) == [["300 millionen dollar"]]
    assert ("300", "million", "dollar") in query.wanted[0][0].stems


def test_a_star_asks_for_beginnings() -> None:
    (group,) = parse("Brück*").wanted
    assert group == (Term((("bruck",), ("brueck",)), prefix=True),)


def test_umlauts_may_be_written_out_and_the_other_way_round() -> None:
    assert set(parse("Müller").wanted[0][0].surfaces) == {("muller",), ("mueller",)}
    assert set(parse("Mueller").wanted[0][0].surfaces) == {("muller",), ("mueller",)}
    assert parse("neue").wanted[0][0].surfaces == (("neue",),)


def test_a_long_row_is_looked_for_in_one_spelling() -> None:
    (term,) = parse('"müller möller mahler müller möller mähler"').wanted[0]
    assert term.surfaces == (("muller", "moller", "mahler", "muller", "moller", "mahler"),)


def test_words_that_only_hold_a_sentence_together_are_not_wanted_beside_others() -> None:
    assert wanted(parse("der Anteil")) == [["anteil"]]
    assert wanted(parse("der die")) == [["der"], ["die"]]
    assert wanted(parse('"der" Anteil')) == [["der"], ["anteil"]]
    assert wanted(parse("der* Anteil")) == [["der"], ["anteil"]]


@pytest.mark.parametrize(
    ("text", "problem", "rest"),
    [
        ('brücke "neue', "a quotation mark is not closed", [["brucke"], ["neue"]]),
        ("brücke OR", "OR needs a word on both sides", [["brucke"]]),
        ("ODER brücke", "ODER needs a word on both sides", [["brucke"]]),
        ("brücke OR OR tunnel", "OR needs a word on both sides", [["brucke", "tunnel"]]),
        ("-brücke", "only says what to leave out; say what to look for", []),
        ("brücke * tunnel", "nothing to look for in *", [["brucke"], ["tunnel"]]),
        ('brücke ""', 'nothing to look for in ""', [["brucke"]]),
        ("w" + " w" * 32, "only the first 32 words are searched", [["w"]] * 32),
    ],
)
def test_what_cannot_be_understood_is_named_and_the_rest_is_searched(
    text: str, problem: str, rest: list[list[str]]
) -> None:
    query = parse(text)
    assert query.problem == problem
    assert wanted(query) == rest


def test_nothing_asked_is_no_problem() -> None:
    assert parse("  ") == Query("  ", (), ())


@given(text=st.one_of(st.text(), st.text(alphabet="aü\"-*OR ()^:{}+~'\x00\n„")))
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert query.text == text
    for group in query.wanted:
        for term in group:
            assert all(row and all(row) for row in term.surfaces + term.stems)
