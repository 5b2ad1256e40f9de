from __future__ import annotations

import pytest

from core.model import EvidenceKind, Relation
from core.relations.judging.clock import clock_time
from core.relations.judging.judge import Verdict, judge
from core.relations.judging.reading import read
from core.relations.profile import profile_text


def verdict(here: str, there: str, language: str) -> Verdict:
    one, two = (read(profile_text(text, language)) for text in (here, there))
    return judge(one, two, 0.95)


@pytest.mark.parametrize(
    ("text", "minutes", "of_half"),
    [
        ("Um 11 Uhr brach es aus.", 660, True),
        ("Gegen 14.30 Uhr brach es aus.", 870, True),
        ("Um 20:15 Uhr brach es aus.", 1215, True),
        ("Um 14 Uhr 30 brach es aus.", 870, True),
        ("Um elf Uhr brach es aus.", 660, False),
        ("Am Abend um 8 Uhr brach es aus.", 480, False),
        ("It broke out at 2 p.m. on Monday.", 840, True),
        ("It broke out at 12.05am.", 5, True),
        ("It broke out at 2:15 pm.", 855, True),
        ("It broke out at ten o'clock.", 600, False),
    ],
)
def test_a_time_of_day_is_read(text: str, minutes: int, of_half: bool) -> None:
    time = clock_time(text)
    assert time is not None
    assert (time.minutes, time.of_half) == (minutes, of_half)


@pytest.mark.parametrize(
    "text",
    [
        "Von 9 bis 17 Uhr ist offen.",
        "Um 9 Uhr und um 12 Uhr läutet es.",
        "Die 20-Uhr-Nachrichten fielen aus.",
        "Zwischen 3 und 4 Uhr brannte es.",
        "Open from 2 to 4 p.m. daily.",
        "Es steht 3:1.",
        "Er ist 11 Jahre alt.",
    ],
)
def test_what_is_no_one_time_of_day_is_none(text: str) -> None:
    assert clock_time(text) is None


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Der Markt in Lohr öffnet um 9 Uhr.", "Der Markt in Lohr öffnet um 10 Uhr.", "de"),
        ("Der Markt in Lohr öffnet um 9 Uhr.", "Der Markt in Lohr öffnet um 21 Uhr.", "de"),
        ("The fire at the mill broke out at 3 a.m., police said.",
         "The fire at the mill broke out shortly after 5 a.m.", "en"),
    ],
)  # fmt: skip
def test_another_time_of_day_is_a_difference(here: str, there: str, language: str) -> None:
    for one, two in ((here, there), (there, here)):
        found = verdict(one, two, language)
        assert found.relation is Relation.DIFFERS
        times = [each for each in found.evidence if each.kind is EvidenceKind.DATE]
        assert [(each.here in one, each.there in two, each.shared) for each in times] == [
            (True, True, False)
        ]


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Der Markt in Lohr öffnet gegen 9 Uhr.", "Der Markt in Lohr öffnet um 9 Uhr.", "de"),
        ("Der Markt in Lohr öffnet um 9 Uhr abends.", "Der Markt in Lohr öffnet um 21 Uhr.", "de"),
        ("Der Markt in Lohr öffnet um neun Uhr.", "Der Markt in Lohr öffnet um 21 Uhr.", "de"),
        ("The council meets at 2 p.m. on Monday.", "The council meets at 14 o'clock on Monday.",
         "en"),
    ],
)  # fmt: skip
def test_the_same_time_of_day_is_none(here: str, there: str, language: str) -> None:
    assert verdict(here, there, language).relation is Relation.AGREES


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Die Sitzung des Rats begann um 9 Uhr.", "Die Sitzung des Rats endete um 14 Uhr.", "de"),
        ("Der Markt in Lohr ist ab 9 Uhr geöffnet.", "Der Markt in Lohr ist bis 14 Uhr geöffnet.",
         "de"),
        ("Um 9 Uhr kam die Polizei zur Mühle.", "Die Feuerwehr kam um 11 Uhr zum Bahnhof.", "de"),
    ],
)  # fmt: skip
def test_times_of_other_things_are_neither_a_difference_nor_the_same(
    here: str, there: str, language: str
) -> None:
    assert verdict(here, there, language).relation is Relation.RELATED
    assert verdict(there, here, language).relation is Relation.RELATED


def test_about_one_time_of_day_is_no_other_one() -> None:
    here, there = "Der Markt in Lohr öffnet gegen 9 Uhr.", "Der Markt in Lohr öffnet um 9.30 Uhr."
    assert verdict(here, there, "de").relation is not Relation.DIFFERS
    assert verdict(here.replace("gegen", "um"), there, "de").relation is Relation.DIFFERS
