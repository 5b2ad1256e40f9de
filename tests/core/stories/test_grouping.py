from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import (
    Article,
    ArticleId,
    EntityId,
    Figure,
    FigureKind,
    Mention,
    Related,
    Relation,
    Role,
    Span,
    Statement,
    StatementId,
)
from core.stories.grouping import (
    SharedKind,
    StoryArticle,
    Times,
    group,
    overlap_of,
    story_article,
    times_of,
)

Overlap = Mapping[tuple[ArticleId, ArticleId], float]

LENGTH = 200


def report(
    name: str,
    topic: str,
    *,
    common: int = 80,
    length: int = LENGTH,
    names: str = "Kiel Bredow",
    published: str | None = None,
    language: str = "de",
) -> StoryArticle:
    """An article of `length` words, of which `common` are those of its topic."""
    words = [f"{topic}{n}" for n in range(common)] + [f"{name}{n}" for n in range(length - common)]
    return StoryArticle(
        ArticleId(name),
        f"Titel {name}",
        published,
        language,
        Counter(EntityId(entity) for entity in names.split()),
        Counter(words),
    )


def sharing(*pairs: tuple[str, str], amount: float = 0.3) -> Overlap:
    return {
        (ArticleId(here), ArticleId(there)): amount
        for one, other in pairs
        for here, there in ((one, other), (other, one))
    }


def stories(*articles: StoryArticle, overlap: Overlap) -> list[tuple[str, ...]]:
    return [tuple(found.story.articles) for found in group(articles, overlap=overlap)]


FIRE_1, FIRE_2, FIRE_3 = (report(name, "brand") for name in ("f1", "f2", "f3"))
OPERA = report("o1", "oper", names="Graz Kallweit")
FIRE = sharing(("f1", "f2"), ("f1", "f3"), ("f2", "f3"))


# --- which are together ---------------------------------------------------------------------------


def test_reports_of_one_event_are_one_story() -> None:
    assert stories(FIRE_1, OPERA, FIRE_2, FIRE_3, overlap=FIRE) == [("f1", "f2", "f3")]


def test_an_article_without_counterpart_is_in_no_story() -> None:
    assert stories(FIRE_1, OPERA, overlap=sharing(("f1", "o1"), amount=0.05)) == []
    assert stories(overlap={}) == []


@pytest.mark.parametrize("amount", [0.0, 0.02])
def test_the_same_people_and_words_in_another_matter_are_another_story(amount: float) -> None:
    one, other = report("a", "rat", common=30), report("b", "rat", common=30)
    assert stories(one, other, overlap=sharing(("a", "b"), amount=amount)) == []


def test_related_statements_alone_are_not_enough_unless_there_are_many() -> None:
    other = report("x", "wahl", names="Graz")
    assert stories(FIRE_1, other, overlap=sharing(("f1", "x"), amount=0.2)) == []
    assert stories(FIRE_1, other, overlap=sharing(("f1", "x"), amount=0.6)) == [("f1", "x")]


def test_short_articles_have_to_share_more() -> None:
    for length, found in ((200, [("a", "b")]), (20, [])):
        one, other = (report(n, "tor", common=length // 4, length=length) for n in ("a", "b"))
        assert stories(one, other, overlap=sharing(("a", "b"), amount=0.3)) == found


def test_of_two_languages_less_is_asked() -> None:
    links = sharing(("d", "e"), amount=0.15)
    german = report("d", "fusion", common=30)
    for language, found in (("de", []), ("en", [("d", "e")])):
        other = report("e", "fusion", common=30, language=language)
        assert stories(german, other, overlap=links) == found


@pytest.mark.parametrize(
    ("early", "late", "one_event"),
    [
        ("2024-01-02T08:00:00", "2024-03-01", False),
        ("2024-02-20", "2024-03-01T23:00:00+01:00", True),
        ("2024-01", "2024-03-01", False),
        ("2024-02", "2024-03-01", True),
        ("2018", "2024-03", False),
        ("2024", "2024-03-01", True),
        ("2024-02-31", "2025-03-01", True),
        ("gestern", "2025-03-01", True),
        (None, "2025-03-01", True),
    ],
)
def test_reports_weeks_apart_are_not_one_event(
    early: str | None, late: str, one_event: bool
) -> None:
    one, other = replace(FIRE_1, published=early), replace(FIRE_2, published=late)
    assert stories(one, other, overlap=FIRE) == ([("f1", "f2")] if one_event else [])


def test_a_story_does_not_stretch_over_months_report_by_report() -> None:
    days = ("2024-01-01", "2024-01-15", "2024-01-29", "2024-02-12")
    told = [report(f"r{n}", "streik", published=day) for n, day in enumerate(days)]
    every = sharing(*((one.id, other.id) for one in told for other in told if one.id < other.id))
    assert stories(*told, overlap=every) == [("r0", "r1"), ("r2", "r3")]


def test_a_story_does_not_grow_by_a_chain_of_neighbours() -> None:
    chain = [
        replace(
            report(f"c{i}", "rest", common=0),
            terms=Counter(f"w{j}" for j in range(i * 100, i * 100 + LENGTH)),
            entities={},
        )
        for i in range(6)
    ]
    links = sharing(*((f"c{i}", f"c{i + 1}") for i in range(5)), amount=0.2)
    assert stories(*chain[:2], overlap=links) == [("c0", "c1")]
    assert max(map(len, stories(*chain, overlap=links))) < 4


def test_a_large_story_holds_though_not_every_pair_has_kept_relations() -> None:
    told = [report(f"n{i:02}", "flut", common=120) for i in range(40)]
    chance = random.Random(4)
    links = sharing(*((one.id, other.id) for one in told for other in chance.sample(told, 16)))
    assert [len(found) for found in stories(*told, overlap=links)] == [40]


def test_overlap_with_itself_or_with_an_article_that_is_gone_counts_for_nothing() -> None:
    assert stories(FIRE_1, OPERA, overlap=sharing(("f1", "f1"), ("f1", "gone"), amount=1.0)) == []


# --- what is told of a story ----------------------------------------------------------------------


def test_the_id_stays_when_articles_are_added_at_the_end() -> None:
    (before,) = group([FIRE_1, FIRE_2], overlap=FIRE)
    (after,) = group([FIRE_1, FIRE_2, OPERA, FIRE_3], overlap=FIRE)
    assert before.story.id == after.story.id
    (turned,) = group([FIRE_2, FIRE_1], overlap=FIRE)
    assert turned.story.id != before.story.id


def test_the_title_is_that_of_the_most_central_article() -> None:
    first, second = report("f1", "brand"), report("f2", "kabel")
    both = replace(report("m", "brand"), terms={**first.terms, **second.terms})
    links = sharing(("f1", "m"), ("f2", "m"), ("f1", "f2"))
    (found,) = group([first, second, both], overlap=links)
    assert found.story.title == "Titel m"


def test_a_story_says_what_its_articles_share() -> None:
    (found,) = group([FIRE_1, FIRE_2, FIRE_3, OPERA], overlap=sharing(("f1", "f2"), ("f2", "f3")))
    statements, *features = found.shared
    assert (statements.kind, statements.what, statements.articles) == (
        SharedKind.STATEMENT,
        "",
        3,
    )
    assert statements.weight == pytest.approx(0.3 * 2 / 3 / 2)
    told = {(shared.kind, shared.what): shared for shared in features}
    assert told[SharedKind.ENTITY, "Bredow"].articles == 3
    assert any(shared.kind is SharedKind.TERM for shared in features)
    weights = [shared.weight for shared in features]
    assert weights == sorted(weights, reverse=True)
    assert sum(shared.weight for shared in found.shared) <= found.likeness <= 1


# --- how much of one article another tells --------------------------------------------------------

HERE, THERE = ArticleId("here"), ArticleId("there")
NO_TIMES = Times({}, {}, {})


def related(*found: tuple[str, int, float]) -> list[Related]:
    return [
        Related(StatementId(ArticleId(article), number), score, Relation.RELATED, ())
        for article, number, score in found
    ]


def test_of_every_statement_the_best_related_one_counts_squared() -> None:
    found = {1: related(("there", 4, 0.6), ("there", 2, 0.8), ("x", 1, 0.9)), 3: related()}
    assert overlap_of(HERE, found, 4, NO_TIMES) == {
        (HERE, "there"): pytest.approx(0.8 * 0.8 / 4),
        (HERE, "x"): pytest.approx(0.9 * 0.9 / 4),
    }


def test_statements_that_are_hardly_related_do_not_count() -> None:
    found = {1: related(("there", 1, 0.54)), 2: related(("x", 1, 0.55))}
    assert overlap_of(HERE, found, 1, NO_TIMES).keys() == {(HERE, "x")}


def written(
    name: str, published: str | None, *years: str | None
) -> tuple[Article, list[Statement]]:
    """An article of empty statements, each of which names at most one date."""
    article = ArticleId(name)
    statements = [
        Statement(
            StatementId(article, number),
            Role.PARAGRAPH,
            Span(0, 0),
            "",
            () if year is None else (Figure(FigureKind.DATE, year, Span(0, 0), date=year),),
        )
        for number, year in enumerate(years, start=1)
    ]
    source = Article(article, name, "", False, "", (), (), "", (), "de", published=published)
    return source, statements


@pytest.mark.parametrize(
    ("here", "there", "one_event"),
    [
        (("2025-05-30", ["2018"]), (None, [None]), False),
        ((None, [None]), ("2025-05-30", ["2018-07"]), False),
        (("2025-05-30", ["2025"]), (None, [None]), True),
        (("2025-05-30", ["--05-28"]), (None, [None]), True),
        ((None, ["2018"]), (None, [None]), True),
        (("2025-05-30", ["2018"]), ("2025", ["2018-07"]), True),
        (("2025-05-30", ["2018"]), (None, [None, "2018"]), True),
        (("2025-05-30", ["2018"]), (None, ["2015"]), False),
    ],
)
def test_what_is_news_in_one_and_history_in_the_other_is_not_one_event(
    here: tuple[str | None, Sequence[str | None]],
    there: tuple[str | None, Sequence[str | None]],
    one_event: bool,
) -> None:
    times = times_of([written("here", here[0], *here[1]), written("there", there[0], *there[1])])
    found = overlap_of(HERE, {1: related(("there", 1, 0.8))}, 1, times)
    assert found == ({(HERE, THERE): pytest.approx(0.64)} if one_event else {})


def test_a_statement_that_is_history_takes_from_what_the_others_share() -> None:
    times = times_of([written("here", "2025", "2018", None), written("there", None, None, None)])
    found = {1: related(("there", 1, 0.6)), 2: related(("there", 2, 0.8))}
    assert overlap_of(HERE, found, 2, times) == {(HERE, THERE): pytest.approx((0.64 - 0.36) / 2)}


def test_a_dateline_does_not_hide_that_a_statement_looks_back() -> None:
    article, statements = written("here", "2025-05-30T06:00:00", "2018")
    both = (*statements[0].figures, Figure(FigureKind.DATE, "", Span(0, 0), date="2025-05-30"))
    times = times_of([(article, [replace(statements[0], figures=both)])])
    assert times.spoken_of == {StatementId(HERE, 1): 2018}
    assert times.published == {HERE: 2025}
    assert times.named == {HERE: {2018}}


# --- what is compared -----------------------------------------------------------------------------


def test_title_and_lead_count_double_and_figures_count_in_their_normal_form() -> None:
    text = "Brand im Hafen\n\nDer Brand kostet 3 Mio. Euro."
    spans = (Span(0, 14), Span(16, 45))
    figure = Figure(FigureKind.MONEY, "3 Mio. Euro", Span(17, 28), unit="EUR")
    statements = [
        Statement(
            StatementId(ArticleId("a"), number),
            role,
            span,
            span.of(text),
            (figure,) if role is Role.PARAGRAPH else (),
        )
        for number, (role, span) in enumerate(
            zip((Role.TITLE, Role.PARAGRAPH), spans, strict=True), start=1
        )
    ]
    source = Article(
        ArticleId("a"),
        "/a",
        "Brand im Hafen",
        False,
        text,
        (),
        (),
        text,
        (),
        "de",
        published="2024",
    )
    mention = Mention(EntityId("hafen"), ArticleId("a"), 1, Span(9, 14), "Hafen")
    made = story_article(source, statements, [mention, mention])
    assert made.terms["brand"] == 3
    assert made.terms["haf"] == 2
    assert made.terms[figure.normal] == 1
    assert "im" not in made.terms
    assert made.entities == {"hafen": 2}
    assert (made.title, made.published, made.language) == ("Brand im Hafen", "2024", "de")


# --- laws -----------------------------------------------------------------------------------------

_ARTICLES = st.lists(
    st.builds(
        report,
        st.just(""),
        st.sampled_from(["brand", "wahl", "oper"]),
        common=st.integers(0, 40),
        length=st.just(60),
        names=st.sampled_from(["", "Kiel", "Kiel Bredow", "Graz Ott Bredow"]),
        language=st.sampled_from(["de", "en", "und"]),
        published=st.sampled_from([None, "2024-01-01", "2024-01-20", "2024-06", "2025"]),
    ),
    max_size=10,
).map(lambda made: [replace(each, id=ArticleId(f"a{i}")) for i, each in enumerate(made)])
_OVERLAP = st.dictionaries(
    st.tuples(*[st.integers(0, 10).map(lambda n: ArticleId(f"a{n}"))] * 2),
    st.floats(0, 1),
    max_size=60,
)


@given(_ARTICLES)
def test_articles_that_share_no_statements_are_no_story(articles: list[StoryArticle]) -> None:
    assert group(articles, overlap={}) == ()


@given(_ARTICLES, _OVERLAP, st.randoms(use_true_random=False))
def test_every_article_is_in_one_story_at_most_whatever_the_order(
    articles: list[StoryArticle], overlap: Overlap, chance: random.Random
) -> None:
    found = group(articles, overlap=overlap)
    members = [member for grouping in found for member in grouping.story.articles]
    assert len(members) == len(set(members))
    assert all(len(grouping.story.articles) > 1 for grouping in found)
    assert all(0 < grouping.likeness <= 1.000001 for grouping in found)
    order = [article.id for article in articles]
    assert [order.index(grouping.story.articles[0]) for grouping in found] == sorted(
        order.index(grouping.story.articles[0]) for grouping in found
    )
    chance.shuffle(articles)
    shuffled = group(articles, overlap=dict(reversed([*overlap.items()])))
    assert {frozenset(grouping.story.articles) for grouping in shuffled} == {
        frozenset(grouping.story.articles) for grouping in found
    }
