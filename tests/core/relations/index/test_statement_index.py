"""The index of statements: what comes, what goes, what is found."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import ArticleId, EntityId, Related, Role, Span, Statement, StatementId
from core.relations.finder import related_to
from core.relations.index.statement_index import StatementIndex, name_key
from core.relations.profile import StatementProfile, profile_article, profile_text
from core.relations.ranking.candidates import candidates
from core.relations.ranking.score import scores

_WORDS = """
    Hafen Hafenstadt Containerhafen Fähre Sturm Sturmflut Rathaus Bürgermeister Haushalt
    Vertrag Abkommen Einigung Gericht Urteil Klage Streik Gewerkschaft Lohn Brücke Tunnel
    Bahn Zug Flughafen Schule Lehrer Klinik Ärztin Forscher Studie Klima Wald Fluss Fisch
    Ernte Bauer Preis Miete Wohnung Steuer Minister Wahl Partei Stadion Trainer Sieg
    Niederlage Tor Museum Oper Konzert
"""
VOCABULARY = _WORDS.split()

ARTICLES = st.lists(
    st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join), max_size=4),
    min_size=1,
    max_size=6,
)


def article(name: str, *texts: str, language: str = "de") -> tuple[StatementProfile, ...]:
    statements = [
        Statement(StatementId(ArticleId(name), number), Role.PARAGRAPH, Span(0, len(text)), text)
        for number, text in enumerate(texts, 1)
    ]
    return profile_article(ArticleId(name), language, statements, {})


def library(articles: list[list[str]]) -> tuple[StatementIndex, list[StatementProfile]]:
    index = StatementIndex()
    profiles = [article(f"a{at}", *texts) for at, texts in enumerate(articles)]
    for found in profiles:
        index.add(found)
    return index, [profile for found in profiles for profile in found]


def answers(index: StatementIndex, profiles: list[StatementProfile]) -> list[tuple[Related, ...]]:
    return [related_to(index, profile, min_score=0.0) for profile in profiles]


def ranking(index: StatementIndex, profile: StatementProfile) -> list[tuple[StatementId, float]]:
    return [(found.statement, found.score) for found in related_to(index, profile, min_score=0.0)]


def random_articles(count: int, seed: int) -> list[list[str]]:
    chance = random.Random(seed)
    parts = [a + b.lower() for a in VOCABULARY for b in VOCABULARY] + VOCABULARY * 5
    return [
        [" ".join(chance.choices(parts, k=chance.randint(4, 14))) for _ in range(5)]
        for _ in range(count)
    ]


def test_an_index_knows_its_articles_and_counts_their_statements() -> None:
    index, _ = library([["Der Hafen", "Die Fähre"], ["Das Rathaus"]])
    assert len(index) == 3
    assert ArticleId("a0") in index
    assert ArticleId("other") not in index
    assert list(index.article_slots(ArticleId("a1"))) == [2]
    assert list(index.article_slots(ArticleId("other"))) == []


def test_an_article_without_statements_changes_nothing() -> None:
    index = StatementIndex()
    index.add(())
    assert len(index) == 0


def test_an_article_added_again_replaces_what_was_known() -> None:
    index, _ = library([["Der Hafen", "Die Fähre"], ["Das Rathaus"]])
    index.add(article("a0", "Der Sturm"))
    assert len(index) == 2
    (found,) = related_to(index, profile_text("Sturm", "de"), min_score=0.01)
    assert found.statement == StatementId(ArticleId("a0"), 1)


def test_the_slot_of_an_article_that_left_has_no_profile() -> None:
    index, _ = library([["Der Hafen"]])
    index.remove(ArticleId("a0"))
    with pytest.raises(LookupError):
        index.profile(0)


def test_statements_of_the_own_article_are_no_candidates() -> None:
    index, profiles = library([["Der Hafen brennt", "Der Hafen brennt"], ["Der Hafen brennt"]])
    assert candidates(index, profiles[0], 50).tolist() == [2]


def test_names_are_known_by_slot_whatever_came_and_left() -> None:
    index = StatementIndex()
    for at, people in enumerate(["Ada Ben", "Cem", "Ben Cem Cem", ""]):
        (said,) = article(f"a{at}", f"{people} sagt etwas")
        index.add([replace(said, entities=mentions(people))])
    index.remove(ArticleId("a1"))
    slots = np.arange(4)
    names, owners = index.statistics.names_of(slots[index.statistics.are_there(slots)])
    assert owners.tolist() == [0, 0, 1, 1]
    assert names[:2].tolist() == sorted(map(name_key, map(EntityId, ("Ada", "Ben"))))
    assert set(names[:2].tolist()) & set(names[2:].tolist()) == {name_key(EntityId("Ben"))}


def mentions(people: str) -> tuple[tuple[EntityId, Span], ...]:
    found = re.finditer(r"\w+", people)
    return tuple((EntityId(match.group()), Span(*match.span())) for match in found)


@settings(max_examples=25, deadline=None)
@given(ARTICLES, st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join))
def test_removing_an_article_undoes_adding_it(articles: list[list[str]], text: str) -> None:
    index, profiles = library(articles)
    before = [ranking(index, profile) for profile in profiles]
    index.add(article("guest", text, "Der Wanderzirkus kommt"))
    index.remove(ArticleId("guest"))
    assert ArticleId("guest") not in index
    assert [ranking(index, profile) for profile in profiles] == before


@settings(max_examples=25, deadline=None)
@given(ARTICLES)
def test_an_answer_does_not_depend_on_the_order_in_which_articles_came(
    articles: list[list[str]],
) -> None:
    index, profiles = library(articles)
    turned = StatementIndex()
    for at in reversed(range(len(articles))):
        turned.add(article(f"a{at}", *articles[at]))
    for profile in profiles:
        once, again = dict(ranking(index, profile)), dict(ranking(turned, profile))
        for statement in once.keys() & again.keys():
            assert once[statement] == pytest.approx(again[statement], abs=2e-3)


@settings(max_examples=25, deadline=None)
@given(ARTICLES)
def test_the_same_question_has_the_same_answer(articles: list[list[str]]) -> None:
    index, profiles = library(articles)
    assert answers(index, profiles) == answers(index, profiles)


def test_what_has_no_words_has_no_candidates_among_many_statements_either() -> None:
    index, _ = library(random_articles(60, 3))
    silent, *_ = article("silent", "und", "Der Hafen")
    assert candidates(index, silent, 50).tolist() == []
    assert related_to(index, silent, min_score=0.0) == ()


def test_candidates_hold_the_best_of_a_plain_loop() -> None:
    index, profiles = library(random_articles(120, 1))
    found = wanted = 0
    for profile in profiles[::20]:
        every = index.other_slots(profile.id.article)
        totals = scores(index, profile, every).sum(axis=1)
        best = set(every[np.argsort(-totals, kind="stable")[:10]].tolist())
        found += len(best & set(candidates(index, profile, 50).tolist()))
        wanted += len(best)
    assert found / wanted >= 0.9


def test_candidates_are_few() -> None:
    index, profiles = library(random_articles(120, 2))
    assert all(len(candidates(index, profile, 20)) <= 80 for profile in profiles[:20])


def test_words_in_every_statement_find_no_candidates() -> None:
    texts = [[f"Gemeinderat {VOCABULARY[at % 9]}{at}" for at in range(4)] for _ in range(60)]
    index, _ = library(texts)
    assert candidates(index, profile_text("Gemeinderat", "de"), 5).tolist() == []


def test_a_statement_of_stop_words_finds_nothing() -> None:
    index, _ = library(random_articles(40, 3))
    assert related_to(index, profile_text("Und so war es dann auch", "de"), min_score=0.0) == ()


def test_a_report_that_is_not_in_the_index_can_be_asked_about() -> None:
    texts = random_articles(60, 4)
    index, _ = library(texts)
    guest = article("guest", "Der Wanderzirkus gastiert", texts[7][1], *texts[7][2:])
    assert related_to(index, guest[1])[0].statement == StatementId(ArticleId("a7"), 2)


def test_an_empty_index_answers_nothing() -> None:
    assert related_to(StatementIndex(), profile_text("Der Hafen", "de"), min_score=0.0) == ()


def test_unseen_words_are_rarer_than_common_ones() -> None:
    index, _ = library([["Hafen Fähre"] for _ in range(30)])
    assert index.statistics.rarity_of("orchidee") > index.statistics.rarity_of("faehre")
    assert index.statistics.rarity_of("orchidee") > index.statistics.rarity_of("hafen")


def test_what_is_remembered_of_terms_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    index, profiles = library(random_articles(60, 5))
    once = answers(index, profiles[:9])
    monkeypatch.setattr("core.relations.index.vocabulary.REMEMBERED", 2)
    index, profiles = library(random_articles(60, 5))
    assert answers(index, profiles[:9]) == once


def test_what_waits_and_what_is_kept_unpacked_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    index, profiles = library(random_articles(60, 6))
    once = answers(index, profiles[:9])
    monkeypatch.setattr("core.relations.index.statement_index._WAITING", 7)
    monkeypatch.setattr("core.relations.index.statement_index._UNPACKED", 2)
    index, profiles = library(random_articles(60, 6))
    assert answers(index, profiles[:9]) == once


def test_articles_that_left_are_no_candidates() -> None:
    texts = random_articles(120, 7)
    index, profiles = library(texts)
    for at in range(0, 120, 9):
        index.remove(ArticleId(f"a{at}"))
    left, _ = library([listed if at % 9 else [] for at, listed in enumerate(texts)])
    for profile in profiles[::31]:
        assert ranking(index, profile) == ranking(left, profile)


def test_a_slot_that_never_was_has_no_profile() -> None:
    index, _ = library([["Der Hafen"]])
    with pytest.raises(LookupError):
        index.profile(1)
