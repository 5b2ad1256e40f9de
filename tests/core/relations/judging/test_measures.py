"""Whether two figures measure one thing."""

from __future__ import annotations

import pytest

from core.relations.judging.measures import Measured, may_differ, measure_alike, measured
from core.relations.judging.polarity import polarity_of
from core.relations.profile import profile_text


def of(text: str, language: str = "de", *, figure: int = 0) -> Measured:
    profile = profile_text(text, language)
    return measured(profile, polarity_of(profile).clauses, profile.figures[figure])


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Die Firma zahlt eine Strafe von 9 Millionen Euro.", "Strafe"),
        ("Er erhielt Aktien im Wert von rund 9 Millionen Euro.", "Aktien"),
        ("Ihr gehören 40 Prozent der Erlöse.", "Erlöse"),
        ("Es drohen 900 Euro Bußgeld.", "Bußgeld"),
    ],
)
def test_the_noun_that_governs_a_figure_is_its_head(text: str, head: str) -> None:
    assert [word.text for word in of(text).heads] == [head]


def test_an_english_head_stands_before_or_after() -> None:
    assert [w.text for w in of("He paid a fine of $3 million.", "en").heads] == ["fine"]
    assert [w.text for w in of("It keeps 50 percent of revenue.", "en").heads] == ["revenue"]


@pytest.mark.parametrize(
    "text",
    ["Das kostet 900 Euro", "Er zahlte über 900 Euro", "Von 900 Euro war die Rede", "9 Tage Regen"],
)
def test_without_a_governing_noun_there_is_no_head(text: str) -> None:
    assert of(text).heads == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ein Gewinn von 3 Millionen Euro", "Eine Strafe von 2 Millionen Euro"),
        ("Der Etat von 3 Millionen Euro wächst", "Die Stadt spart 2 Millionen Euro"),
        ("Der Umsatz stieg um 3 Millionen Euro", "Der Umsatz stieg auf 9 Millionen Euro"),
        ("Sieben Menschen starben", "40 Menschen wurden verletzt"),
        ("40 Prozent der Läden", "30 Prozent der Wälder"),
    ],
)
def test_figures_of_different_things_cannot_differ(one: str, other: str) -> None:
    assert not may_differ(of(one), of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Er hat 2.300 Euro angezahlt", "3.100 Euro hatte er überwiesen"),
        ("Die Hälfte der Einnahmen", "35 Prozent der Hörbuch-Einnahmen"),
        ("Eine Strafe von 2 Millionen Euro", "Ein Bußgeld von 4 Millionen Euro"),
        ("Sie bauten 300 Wohnungen", "Sie bauten 450 Wohnungen"),
        ("640 Personen, die verwundet sind", "540 Menschen erlitten Verletzungen"),
    ],
)
def test_figures_of_one_thing_can_differ(one: str, other: str) -> None:
    assert may_differ(of(one), of(other))
    assert measure_alike(of(one), of(other))
