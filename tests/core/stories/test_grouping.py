from __future__ import annotations

import random
from collections import Counter
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
    Role,
    Span,
    Statement,
    StatementId,
)
from core.stories.grouping import SharedKind, StoryArticle, group, story_article

FILLER = "rat stadt heute sagen"


def article(
    name: str,
    words: str,
    entities: str,
    *,
    published: str | None = None,
    language: str = "de",
) -> StoryArticle:
    return StoryArticle(
        ArticleId(name),
        f"Titel {name}",
        published,
        language,
        Counter(EntityId(entity) for entity in entities.split()),
        Counter(words.split()),
    )


FIRE = "brand hafen lagerhalle rauch loschen qualm kran kai schlauch nacht dach stahl"
ALARM = "feuerwehr alarm leiter wehrleute einsatz"
CAUSE = "ursache kabel gutachter defekt schaden"
VOTE = "wahl stimmen kandidat mehrheit urne partei sitz rede saal zettel prognose lager amt jubel"

FIRE_1 = article("f1", f"{FIRE} {ALARM} {FILLER}", "Kiel Bredow")
FIRE_2 = article("f2", f"{FIRE} {ALARM} zeuge {FILLER}", "Kiel Bredow")
FIRE_3 = article("f3", f"{FIRE} {CAUSE} {FILLER}", "Kiel Bredow")
OPERA = article("o1", f"oper premiere buhne regie sopran applaus {FILLER}", "Graz Kallweit")
ELECTION = article("e1", f"{VOTE} {FILLER}", "Kiel Bredow")


def stories(*articles: StoryArticle) -> list[tuple[str, ...]]:
    return [tuple(found.story.articles) for found in group(articles)]


def test_reports_of_one_event_are_one_story() -> None:
    assert stories(FIRE_1, OPERA, FIRE_2, FIRE_3) == [("f1", "f2", "f3")]


def test_an_article_without_counterpart_is_in_no_story() -> None:
    assert stories(FIRE_1, OPERA) == []
    assert stories() == []


def test_the_same_people_in_another_matter_are_another_story() -> None:
    assert stories(FIRE_1, ELECTION) == []


def test_the_same_words_without_a_common_name_are_not_enough() -> None:
    assert stories(FIRE_1, replace(FIRE_2, entities={EntityId("Graz"): 1})) == []


def test_one_common_name_needs_more_common_words() -> None:
    other = article("x", f"{FIRE[:40]} {CAUSE} {VOTE} {FILLER}", "Kiel Bredow")
    assert stories(FIRE_1, other) == [("f1", "x")]
    assert stories(FIRE_1, replace(other, entities={EntityId("Kiel"): 1, EntityId("Ott"): 1})) == []
    assert stories(FIRE_1, replace(FIRE_2, entities={EntityId("Kiel"): 1})) == [("f1", "f2")]


def test_few_common_words_are_not_enough() -> None:
    one = article("a", "brand hafen", "Kiel Bredow Ott Lahn")
    two = article("b", "brand hafen", "Kiel Bredow Ott Lahn")
    assert stories(one, two) == []


def test_reports_weeks_apart_are_not_one_event() -> None:
    early, late = (replace(FIRE_1, published=f"2024-{day}T08:00:00") for day in ("01-02", "03-01"))
    assert stories(early, replace(FIRE_2, published="2024-03-01")) == []
    assert stories(replace(FIRE_2, published="2024-03-02"), late) == [("f2", "f1")]
    assert stories(replace(FIRE_2, published="2024-05"), late) == [("f2", "f1")]


def test_a_story_does_not_grow_by_a_chain_of_neighbours() -> None:
    chain = [
        article(f"c{i}", " ".join(f"w{j}" for j in range(i * 6, i * 6 + 12)), "Kiel Bredow")
        for i in range(6)
    ]
    for found in group(chain):
        assert len(found.story.articles) < 4


def test_two_languages_meet_in_names_and_figures() -> None:
    german = article("d", "ubernahme konzern kaufen 4200000000 USD frist", "Halv Bright Oslo Nex")
    figures = {**german.terms, "4200000000 USD": 1}
    german = replace(german, terms=figures)
    english = article("e", "takeover maker buy deadline", "Halv Bright Oslo Nex", language="en")
    assert stories(german, english) == []
    english = replace(english, terms={**english.terms, "4200000000 USD": 1})
    assert stories(german, english) == [("d", "e")]
    late = replace(english, published="2024-05-01")
    assert stories(replace(german, published="2024-01-01"), late) == []


def test_a_story_in_another_language_does_not_join_two_that_were_kept_apart() -> None:
    def report(name: str, words: str, language: str) -> StoryArticle:
        made = article(name, words, "Halv Bright Oslo Nex", language=language)
        return replace(made, terms={**made.terms, "7 %": 1, "12 km": 1})

    one = report(
        "d1", "ubernahme konzern kaufen frist angebot borse aktie preis hauptversammlung", "de"
    )
    two = report(
        "d2", "streik lohn gewerkschaft warnstreik tarif runde ausstand werk schicht", "de"
    )
    english = report("e", "takeover maker buy deadline", "en")
    assert stories(one, two) == []
    assert len(stories(one, two, english)) == 1
    assert len(stories(one, two, english)[0]) == 2


def test_the_id_stays_when_articles_are_added_at_the_end() -> None:
    (before,) = group([FIRE_1, FIRE_2])
    (after,) = group([FIRE_1, FIRE_2, OPERA, FIRE_3])
    assert before.story.id == after.story.id
    assert group([FIRE_2, FIRE_1])[0].story.id != before.story.id


def test_the_title_is_that_of_the_most_central_article() -> None:
    central = article("m", f"{FIRE} {FILLER}", "Kiel Bredow")
    (found,) = group([FIRE_1, FIRE_3, central])
    assert found.story.title == "Titel m"


def test_a_story_says_what_its_articles_share() -> None:
    (found,) = group([FIRE_1, FIRE_2, OPERA])
    told = {(shared.kind, shared.what): shared for shared in found.shared}
    assert (SharedKind.ENTITY, "Bredow") in told
    assert (SharedKind.TERM, "lagerhalle") in told
    assert told[SharedKind.TERM, "lagerhalle"].articles == 2
    assert [s.weight for s in found.shared] == sorted(
        (s.weight for s in found.shared), reverse=True
    )
    assert sum(shared.weight for shared in found.shared) <= found.likeness <= 1


def test_a_feature_of_very_many_articles_leads_nowhere_and_costs_nothing() -> None:
    crowd = [article(f"n{i}", f"wort{i} ding{i} sache{i}", "Kiel Bredow") for i in range(400)]
    assert stories(*crowd) == []


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


_ARTICLES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(sorted(FIRE_1.terms)), max_size=12),
        st.lists(st.sampled_from(["Kiel", "Bredow", "Graz", "Ott"]), max_size=4),
        st.sampled_from(["de", "en", "und"]),
        st.sampled_from([None, "2024-01-01", "2024-06", "2025-01-01"]),
    ),
    max_size=12,
)


@given(_ARTICLES, st.randoms(use_true_random=False))
def test_every_article_is_in_one_story_at_most_whatever_the_order(
    given_articles: list[tuple[list[str], list[str], str, str | None]], chance: random.Random
) -> None:
    articles = [
        article(f"a{i}", " ".join(words), " ".join(names), language=language, published=published)
        for i, (words, names, language, published) in enumerate(given_articles)
    ]
    found = group(articles)
    assert found == group(articles)
    members = [member for grouping in found for member in grouping.story.articles]
    assert len(members) == len(set(members))
    assert all(len(grouping.story.articles) > 1 for grouping in found)
    assert all(grouping.likeness == pytest.approx(grouping.likeness) for grouping in found)
    chance.shuffle(articles)
    assert {len(grouping.story.articles) for grouping in group(articles)} <= set(range(2, 13))
