from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.model import (
    ArticleId,
    Copied,
    Relation,
    Role,
    Speech,
    SpeechKind,
    Statement,
    StatementId,
)
from core.stories.clustering import Link
from core.stories.copies import agency_of, copies_of
from tests.builders import statement

CALL = "Die Feuerwehr rückte am Montagabend mit vier Wagen zum alten Speicher am Hafen aus."
SMOKE = "Dichter Rauch zog über die Innenstadt, Anwohner sollten ihre Fenster geschlossen halten."
OWNER = "Der Eigentümer hatte das Gebäude erst im vergangenen Winter einem Verein überlassen."
OWN = "Was aus den dort gelagerten Kostümen des Theaters wird, ist bisher völlig offen geblieben."
QUOTE = "„Wir haben in dieser Nacht alles verloren, was uns wichtig war“, sagte Ina Berg."


def report(name: str, *texts: str, lemmas: Sequence[str] = ()) -> list[Statement]:
    return [statement(name, n, text, lemmas=lemmas) for n, text in enumerate(texts, start=1)]


def link(here: str, there: str, score: float = 0.95) -> Link:
    (one, _, number), (other, _, others) = here.partition(":"), there.partition(":")
    article, beside = ArticleId(one), ArticleId(other)
    return article, int(number), beside, int(others), score, Relation.AGREES, 3


def named(where: str) -> StatementId:
    article, _, number = where.partition(":")
    return StatementId(ArticleId(article), int(number))


def told(*reports: list[Statement]) -> dict[ArticleId, list[Statement]]:
    return {made[0].id.article: made for made in reports}


def test_a_report_most_of_which_stands_in_another_is_a_copy_of_the_first() -> None:
    found = copies_of(
        told(report("a", CALL, SMOKE, OWNER), report("b", "Speicher brennt", CALL, SMOKE, OWN)),
        [],
        {},
    )
    assert found.groups == (Copied((ArticleId("a"), ArticleId("b")), None),)
    assert found.witness(ArticleId("b")) == ArticleId("a")
    assert found.share(named("a:1"), named("b:2"))
    assert not found.share(named("a:1"), named("b:3"))
    assert not found.share(named("b:4"), named("a:3"))


def test_a_paragraph_taken_over_is_one_wording_and_does_not_make_the_report_a_copy() -> None:
    found = copies_of(told(report("a", CALL, SMOKE, OWNER), report("b", OWN, CALL)), [], {})
    assert found.groups == ()
    assert found.share(named("a:1"), named("b:2"))
    assert found.witness(ArticleId("b")) == ArticleId("b")


@pytest.mark.parametrize(
    "changed",
    [
        CALL.replace("vier", "sechs"),
        CALL.replace("Montagabend", "Dienstagabend"),
        CALL.removesuffix(" am Hafen aus.") + " aus.",
    ],
)
def test_one_changed_word_is_still_the_same_wording(changed: str) -> None:
    both = ["feuerwehr", "wagen", "speicher"]
    reports = told(report("a", CALL, lemmas=both), report("b", changed, lemmas=both))
    assert copies_of(reports, [link("a:1", "b:1"), link("b:1", "a:1")], {}).share(
        named("a:1"), named("b:1")
    )
    assert not copies_of(reports, [], {}).wordings, "nothing says that they are alike"
    assert not copies_of(reports, [link("a:1", "b:1", 0.5)], {}).wordings


def test_a_sentence_within_a_longer_one_is_the_same_wording() -> None:
    longer = (
        CALL.removesuffix(".") + ", wie die Leitstelle auf Anfrage am Dienstagmorgen mitteilte."
    )
    both = ["feuerwehr"]
    reports = told(report("a", longer, lemmas=both), report("b", CALL, lemmas=both))
    assert copies_of(reports, [link("a:1", "b:1")], {}).wordings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CALL, "Mit vier Wagen war die Feuerwehr am Montagabend beim alten Speicher im Hafen."),
        ("Drei Menschen wurden verletzt.", "Drei Menschen wurden verletzt."),
        (
            "Die Feuerwehr rückte am Abend mit Wagen und Leitern und zwei Booten zum Hafen aus.",
            "Am Abend rückte mit Leitern und Booten und zwei Wagen die Feuerwehr aus zum Hafen.",
        ),
    ],
)
def test_the_same_in_other_words_or_in_few_is_no_copy(one: str, other: str) -> None:
    both = ["feuerwehr"]
    reports = told(report("a", one, lemmas=both), report("b", other, lemmas=both))
    assert not copies_of(reports, [link("a:1", "b:1")], {}).wordings


def test_statements_without_words_in_common_or_of_no_story_are_not_compared() -> None:
    reports = told(report("a", CALL, lemmas=["feuerwehr"]), report("b", CALL[:-1], lemmas=["x"]))
    assert not copies_of(reports, [link("a:1", "b:1"), link("a:1", "z:9")], {}).wordings


def test_reports_that_quote_the_same_sentence_are_no_copies() -> None:
    reports = told(report("a", QUOTE, QUOTE, CALL), report("b", QUOTE, QUOTE, OWN))
    assert copies_of(reports, [], {}).wordings == {}


def test_a_sentence_inside_a_long_quotation_is_none_either() -> None:
    said = {
        named(f"{each}:1"): Speech(named(f"{each}:1"), SpeechKind.DIRECT, "Berg", None, None, None)
        for each in "ab"
    }
    reports = told(report("a", OWNER), report("b", OWNER))
    assert copies_of(reports, [], said).wordings == {}
    assert copies_of(reports, [], {}).wordings


def test_copies_of_copies_are_one_witness() -> None:
    found = copies_of(
        told(report("a", CALL, SMOKE), report("b", CALL, SMOKE, OWNER), report("c", SMOKE, OWNER)),
        [],
        {},
    )
    assert [group.articles for group in found.groups] == [("a", "b", "c")]


def test_a_report_that_prints_a_paragraph_twice_is_no_copy_of_itself() -> None:
    found = copies_of(told(report("a", CALL), report("b", CALL, CALL, OWN, SMOKE)), [], {})
    assert found.groups == ()
    assert found.share(named("b:1"), named("b:2"))


def test_a_credit_names_the_agency_of_a_copy_and_makes_none() -> None:
    both = ["feuerwehr", "wagen"]
    credited = told(
        report("a", f"Kiel (dpa) - {CALL}", SMOKE, lemmas=both),
        report("b", CALL, SMOKE, lemmas=both),
    )
    links = [link("a:1", "b:1")]
    assert [group.agency for group in copies_of(credited, links, {}).groups] == ["dpa"]
    others = told(report("a", CALL, "(dpa)"), report("b", OWN, "(dpa)"))
    assert copies_of(others, [], {}).groups == ()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("OSLO, March 3 (Reuters) - The talks have failed.", "Reuters"),
        ("Berlin (dpa/bb) - Die Gespräche sind gescheitert.", "dpa"),
        ("AFP", "AFP"),
        ("Die dpa meldet Gewinne.", None),
    ],
)
def test_an_agency_is_named_where_a_credit_stands(text: str, agency: str | None) -> None:
    assert agency_of([statement("a", 1, text, role=Role.PARAGRAPH)]) == agency
