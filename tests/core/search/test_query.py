import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Span
from core.search.query import (
    Clause,
    Field,
    Name,
    Near,
    Problem,
    Query,
    Term,
    parse,
)
from core.search.syntax import SYNTAX
from core.search.values import Amounts, Dates, first_day, last_day


def term(clause: Clause) -> Term:
    assert isinstance(clause, Term)
    return clause


def field(text: str) -> Field:
    ((found,),) = parse(text).wanted
    assert isinstance(found, Field)
    return found


def wanted(query: Query) -> list[list[str]]:
    return [[" ".join(term(each).surfaces[0]) for each in group] for group in query.wanted]


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
    assert [term(each).surfaces[0] for each in query.excluded] == [
        ("tunnel",),
        ("alte", "fahre"),
        ("hafen",),
    ]


def test_a_minus_inside_a_word_is_a_hyphen() -> None:
    query = parse("300-Millionen-Dollar")
    assert wanted(query) == [["300 millionen dollar"]]
    assert ("300", "million", "dollar") in term(query.wanted[0][0]).stems


def test_a_star_asks_for_beginnings() -> None:
    (group,) = parse("Brück*").wanted
    assert group == (Term((("bruck",), ("brueck",)), prefix=True),)


def test_a_beginning_needs_three_letters_and_is_a_word_without_them() -> None:
    query = parse("bu* brücke")
    assert query.problems == (Problem(Span(0, 3), "a beginning needs 3 letters: bu*"),)
    assert wanted(query) == [["bu"], ["brucke"]]
    assert parse("bue*").wanted == ((Term((("bue",),), prefix=True),),)


def test_umlauts_may_be_written_out_and_the_other_way_round() -> None:
    assert set(term(parse("Müller").wanted[0][0]).surfaces) == {("muller",), ("mueller",)}
    assert set(term(parse("Mueller").wanted[0][0]).surfaces) == {("muller",), ("mueller",)}
    assert term(parse("neue").wanted[0][0]).surfaces == (("neue",),)


def test_a_long_row_is_looked_for_in_one_spelling() -> None:
    found = term(parse('"müller möller mahler müller möller mähler"').wanted[0][0])
    assert found.surfaces == (("muller", "moller", "mahler", "muller", "moller", "mahler"),)


def test_words_that_only_hold_a_sentence_together_are_not_wanted_beside_others() -> None:
    assert wanted(parse("der Anteil")) == [["anteil"]]
    assert wanted(parse("der die")) == [["der"], ["die"]]
    assert wanted(parse('"der" Anteil')) == [["der"], ["anteil"]]
    assert wanted(parse("der* Anteil")) == [["der"], ["anteil"]]


@pytest.mark.parametrize(
    ("text", "problem", "where", "rest"),
    [
        ('brücke "neue', "a quotation mark is not closed", '"neue', [["brucke"], ["neue"]]),
        ("brücke OR", "OR needs a word on both sides", "OR", [["brucke"]]),
        ("ODER brücke", "ODER needs a word on both sides", "ODER", [["brucke"]]),
        ("brücke OR OR tunnel", "OR needs a word on both sides", "OR", [["brucke", "tunnel"]]),
        ("brücke OR -tunnel", "OR needs a word on both sides", "OR", [["brucke"]]),
        ("NEAR brücke", "NEAR needs a word on both sides", "NEAR", [["brucke"]]),
        ("brücke NEAR/3", "NEAR/3 needs a word on both sides", "NEAR/3", [["brucke"]]),
        (
            "-brücke",
            "only says what to leave out; say what to look for as well",
            "-brücke",
            [],
        ),
        ("brücke * tunnel", "nothing to look for in *", "*", [["brucke"], ["tunnel"]]),
        ('brücke ""', 'nothing to look for in ""', '""', [["brucke"]]),
        ("w" + " w" * 32, "only the first 32 words are searched", "w", [["w"]] * 32),
        ("entity:", "entity: needs a name after it", "entity:", []),
        ("brücke date:gestern", "date: takes 2025, 2025-05, 2025-05-01..2025-06-30 or >2025-05",
         "date:gestern", [["brucke"]]),
        ("is:foo brücke", "is: takes unread, read, bookmarked, conflict, only; not foo", "is:foo",
         [["brucke"]]),
        ("has:tag", "has: takes note, figure; not tag", "has:tag", []),
        ("figure:viel brücke", "figure: needs an amount, as in figure:>100M USD", "figure:viel",
         [["brucke"]]),
        ('figure:"viel"', "figure: needs an amount, as in figure:>100M USD", 'figure:"viel"', []),
        ("entity:** brücke", "nothing to look for in entity:**", "entity:**", [["brucke"]]),
        ("enity:Musk", "there is no field enity:, but entity:", "enity", [["musk"]]),
        ('spekaer:"Elon Musk"', "there is no field spekaer:, but speaker:", "spekaer",
         [["elon musk"]]),
        ("enttity:", "there is no field enttity:, but entity:", "enttity", [["enttity"]]),
        ("lang:de NEAR brücke", "NEAR stands between words only", "NEAR", None),
        ("brücke NEAR lang:de", "NEAR needs a word on both sides", "NEAR", None),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_named_and_the_rest_is_searched(
    text: str, problem: str, where: str, rest: list[list[str]] | None
) -> None:
    query = parse(text)
    assert query.problem == problem
    assert query.problems[0].span.of(text) == where
    assert rest is None or wanted(query) == rest


def test_nothing_asked_is_no_problem() -> None:
    assert parse("  ") == Query("  ", (), ())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("um 10:30 Uhr", [["10:30"], ["uhr"]]),
        ("Forscher:innen", [["forscher"]]),
        ("http://example.org", [["http example org"]]),
        ("Bund: Brücke", [["bund"], ["brucke"]]),
        ('Bund:"Brücke steht"', [["bund"], ["brucke steht"]]),
    ],
)
def test_a_colon_alone_makes_no_field(text: str, rest: list[list[str]]) -> None:
    assert wanted(parse(text)) == rest
    assert parse(text).problem is None


@pytest.mark.parametrize(
    ("text", "name", "value", "of_statements"),
    [
        ("outlet:Bote", Name.OUTLET, "Bote", False),
        ('entity:"Elon Musk"', Name.ENTITY, "Elon Musk", True),
        ("entity:„Elon Musk“", Name.ENTITY, "Elon Musk", True),
        ("Speaker:Durov", Name.SPEAKER, "Durov", True),
        ("lang:Deutsch", Name.LANG, "de", False),
        ("is:UNREAD", Name.IS, "unread", False),
        ("is:conflict", Name.IS, "conflict", True),
        ("has:note", Name.HAS, "note", True),
        ("tag:wichtig", Name.TAG, "wichtig", True),
        ("story:brücke", Name.STORY, "brücke", False),
    ],
)
def test_fields_ask_for_more_than_words(
    text: str, name: Name, value: str, of_statements: bool
) -> None:
    found = field(text)
    assert (found.name, found.text, found.of_statements) == (name, value, of_statements)
    assert found.span == Span(0, len(text))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-05", "2025-05-01", "2025-05-31"),
        ("=2025-05-28", "2025-05-28", "2025-05-28"),
        ("2025-05-01..2025-06-30", "2025-05-01", "2025-06-30"),
        ("2025-05..", "2025-05-01", ""),
        ("..2025", "", "2025-12-31"),
        (">=2025-05", "2025-05-01", ""),
        ("<=2025-05", "", "2025-05-31"),
    ],
)
def test_dates_mean_days(text: str, first: str, last: str) -> None:
    assert field(f"date:{text}").value == Dates(first, last)


def test_days_before_and_after_are_without_the_day() -> None:
    after, before = field("date:>2025-05").value, field("date:<2025-05-10").value
    assert isinstance(after, Dates)
    assert isinstance(before, Dates)
    assert last_day("2025-05") < after.first <= first_day("2025-06-01")
    assert last_day("2025-05-09") <= before.last < first_day("2025-05-10")


@pytest.mark.parametrize("text", ["..", "2025-13", "2025-5", "20", "2025-05-32", "heute"])
def test_what_is_no_date_is_a_problem(text: str) -> None:
    assert parse(f"date:{text}").wanted == ()
    assert parse(f"date:{text}").problem


INFINITE = float("inf")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("300 Mio. USD", Amounts(3e8, 3e8, units=("USD",))),
        (">100M USD", Amounts(1e8, INFINITE, with_low=False, units=("USD",))),
        (">=100k", Amounts(1e5, INFINITE)),
        ("<1,5 Mrd. Euro", Amounts(-INFINITE, 1.5e9, with_high=False, units=("EUR",))),
        ("≤1.500", Amounts(-INFINITE, 1500)),
        ("1.5", Amounts(1.5, 1.5)),
        ("12,345,678", Amounts(12345678, 12345678)),
        ("$5bn", Amounts(5e9, 5e9, units=("USD",))),
        ("5..10 %", Amounts(5, 10, units=("%",))),
        ("10-5 Prozent", Amounts(5, 10, units=("%",))),
        ("1,5..2 Mrd. US-Dollar", Amounts(1.5e9, 2e9, units=("USD",))),
        ("100M..1bn EUR", Amounts(1e8, 1e9, units=("EUR",))),
        ("5 km", Amounts(5, 5, units=("kilometer",))),
        ("5km", Amounts(5, 5, units=("kilometer",))),
        ("5 m", Amounts(5, 5, units=("meter",))),
        ("3 Jahre", Amounts(3, 3, units=("a",))),
        ('"20 Menschen"', Amounts(20, 20, units=("menschen", "mensch"))),
        ("20Menschen", Amounts(20, 20, units=("menschen", "mensch"))),
    ],
)
def test_figures_mean_amounts(text: str, amounts: Amounts) -> None:
    assert field(f"figure:{text}").value == amounts


def test_what_follows_a_figure_and_is_no_unit_is_a_word() -> None:
    figure, word = parse("figure:>20 Brücke").wanted
    assert isinstance(figure[0], Field)
    assert figure[0].value == Amounts(20, INFINITE, with_low=False)
    assert term(word[0]).surfaces[0] == ("brucke",)
    figure, word = parse("figure:$20 Brücke").wanted
    assert isinstance(figure[0], Field)
    assert figure[0].value == Amounts(20, 20, units=("USD",))


def test_words_can_be_asked_for_near_each_other() -> None:
    ((near,),) = parse("brücke NEAR/3 tunnel NEAR/3 fähre").wanted
    assert isinstance(near, Near)
    assert (len(near.terms), near.between) == (3, 3)
    ((near,),) = parse("brücke NEAR tunnel").wanted
    assert isinstance(near, Near)
    assert near.between == 5
    (first,), (second,) = parse("brücke NEAR/3 tunnel NEAR/1 fähre").wanted
    assert isinstance(first, Near)
    assert isinstance(second, Near)
    assert [(each.terms[0].surfaces[0], each.between) for each in (first, second)] == [
        (("brucke",), 3),
        (("tunnel",), 1),
    ]


def test_only_a_last_word_of_three_letters_is_unfinished_while_typing() -> None:
    assert not term(parse("brücke tunn").wanted[1][0]).prefix
    typed = parse("brücke tunn", typing=True)
    assert [term(group[0]).prefix for group in typed.wanted] == [False, True]
    for text in ("brücke ", '"brücke"', "br", "brücke -tunnel", "lang:de"):
        query = parse(text, typing=True)
        assert query.wanted == parse(text).wanted


def test_every_rule_of_the_help_is_understood() -> None:
    for rule in SYNTAX:
        problems = [each.message for each in parse(rule.syntax).problems]
        assert problems in ([], ["only says what to leave out; say what to look for as well"])
        assert rule.meaning


PARTS = [
    "entity:", "figure:", ">", "100M", " ", "date:", "2025", "..", "is:", "unread", "NEAR/3", "OR",
    "title:", '"', "-", "brücke", "„", "“", "*", "foo:", "USD",
]  # fmt: skip


@given(
    text=st.one_of(
        st.text(),
        st.text(alphabet="aü\"-*OR ()^:{}+~'\x00\n„"),
        st.lists(st.sampled_from(PARTS)).map("".join),
    )
)
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert query.text == text
    for problem in query.problems:
        assert 0 <= problem.span.start < problem.span.end <= len(text)
    for clause in (*query.excluded, *(clause for group in query.wanted for clause in group)):
        for each in clause.terms if isinstance(clause, Near) else (clause,):
            assert 0 <= each.span.start < each.span.end <= len(text)
            if isinstance(each, Term):
                assert all(row and all(row) for row in each.surfaces + each.stems)
