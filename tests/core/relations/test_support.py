"""How much evidence a relation needs."""

from __future__ import annotations

import itertools

import pytest

from core.model import ArticleId, EntityId, Role, Span, Statement, StatementId
from core.relations.index.statement_index import StatementIndex
from core.relations.judging.alignment import align
from core.relations.judging.judge import judge
from core.relations.judging.reading import read
from core.relations.profile import StatementProfile, profile_article, profile_text
from core.relations.support import lacks_support, support
from core.text.figures import find_figures

COMMON = ["Das Geld reicht.", "Das Geld fehlt.", "Mehr Geld kommt.", "Das Auto fährt."] * 8


def profiles_of(
    name: str, texts: list[str], names: dict[int, list[tuple[EntityId, Span]]] | None = None
) -> tuple[StatementProfile, ...]:
    article = ArticleId(name)
    made = [
        Statement(
            StatementId(article, number),
            Role.PARAGRAPH,
            Span(0, len(text)),
            text,
            find_figures(text, "de"),
        )
        for number, text in enumerate(texts, 1)
    ]
    return profile_article(article, "de", made, names or {})


def carried(here: str, there: str, *, named: tuple[str, str] | None = None) -> bool:
    index = StatementIndex()
    index.add(profiles_of("common", COMMON))
    names = [{1: [(EntityId(each), Span(0, 3))]} for each in named or ()] or [{}, {}]
    (one,) = profiles_of("one", [here], names[0])
    (two,) = profiles_of("two", [there], names[1])
    index.add((one,))
    index.add((two,))
    return support(index.statistics, one, two, judge(read(one), read(two), 0.9)) >= 1.0


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Es geht um Geld.", "Geld verdient der Zoo."),
        ("Drei Jahre sind lang.", "Drei Jahre später schloss der Zoo."),
        ("Der Zoo sagt ab.", "Die Oper sagt zu."),
    ],
)
def test_one_ordinary_thing_in_common_is_not_enough(here: str, there: str) -> None:
    assert not carried(here, there)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Das Geld für das Auto fehlt.", "Ohne Geld kein Auto."),
        ("Die Papierfabrik brennt.", "Vor der Papierfabrik stehen Helfer."),
        ("Das Geld reicht drei Jahre.", "Drei Jahre lang kam Geld."),
    ],
)
def test_two_things_or_one_rare_one_are_enough(here: str, there: str) -> None:
    assert carried(here, there)


def test_a_contradiction_needs_no_more_than_itself() -> None:
    assert carried("Das Autogeld wurde ausgezahlt.", "Ulm hat das Autogeld nie erhalten.")


def test_different_names_ask_for_more() -> None:
    here, there = "Ulm gibt Geld für ein Auto.", "Hof gibt Geld für ein Auto."
    assert carried("Ulm zahlt Geld für Auto.", "Hof spart Geld für Auto.", named=("ulm", "ulm"))
    assert carried(here, there, named=("ulm", "hof"))
    assert not carried("Ulm hat Geld, Auto.", "Hof spart Geld, Auto.", named=("ulm", "hof"))


def test_that_both_say_something_is_no_evidence() -> None:
    assert not carried("Der Zoo sagte etwas.", "Die Oper sagte ja.")


def test_what_lacks_support_before_it_is_read_lacks_it_afterwards() -> None:
    texts = (
        "Der Umsatz wuchs um 3 Prozent",
        "Die Ernte sank um 5 Prozent",
        "Die Ernte sank am 3. Mai um 4 Prozent",
        "Der Umsatz wuchs auf drei Häfen",
        "Drei Häfen schließen am 3. Mai",
        "Der Hafen brennt",
        "Die Schule schließt",
    )
    statistics = StatementIndex().statistics
    profiles = [profile_text(text, "de") for text in texts]
    told = 0
    for here, there in itertools.permutations(profiles, 2):
        verdict = judge(read(here), read(there), 0.9)
        if lacks_support(statistics, here, there, align(here, there)):
            assert support(statistics, here, there, verdict) < 1.0
            told += 1
    assert told >= len(texts)
