"""When two values are another view of one thing, and when they are values of two things."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.model import EntityId, Relation, Span, Speech, SpeechKind
from core.relations.judging.judge import judge
from core.relations.judging.reading import read
from core.relations.profile import StatementProfile, profile_text


def relation(
    here: str, there: str, *, language: str = "de", other: str | None = None, score: float = 0.95
) -> Relation:
    one, two = profile_text(here, language), profile_text(there, other or language)
    return judge(read(one), read(two), score).relation


def named(text: str, names: dict[str, str], *, speaker: str = "") -> StatementProfile:
    """A statement with its names, by entity, and who says it."""
    profile = profile_text(text, "de")
    spans = {each: Span(text.index(at), text.index(at) + len(at)) for each, at in names.items()}
    entities = tuple((EntityId(each), span) for each, span in spans.items() if each != speaker)
    if not speaker:
        return replace(profile, entities=entities)
    span = spans[speaker]
    speech = Speech(profile.id, SpeechKind.REPORTED, speaker, EntityId(speaker), span, None)
    return replace(profile, entities=(*entities, (EntityId(speaker), span)), speech=speech)


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Die App Zilp hat 40 Millionen Nutzer.", "50 Millionen Anwender nutzen Zilp.", "de"),
        ("Die App Zilp hat 40 Nutzer.", "Zilp hat 0 Nutzer.", "de"),
        ("The app Zilp has 40 million users.", "Zilp is used by 50 million people.", "en"),
        ("Die App Zilp zählt rund 40 Millionen Nutzer.", "Zilp hat 50 Millionen Nutzer.", "de"),
        ("In Ulm starben 17 Bergleute im Stollen.", "In Ulm starben 21 Menschen im Stollen.", "de"),
        ("In Ulm starben 21 Menschen im Stollen.", "In Ulm starben 17 Bergleute im Stollen.", "de"),
        ("Im Stollen bei Ulm kamen 17 Menschen ums Leben.", "Im Stollen bei Ulm: 21 Tote.", "de"),
        ("Die Messe in Ulm beginnt am 3. März.", "Am 5. März beginnt die Messe in Ulm.", "de"),
        ("Der Maler Ido Renk ist 61 Jahre alt.", "Der 65-jährige Maler Ido Renk lebt.", "de"),
        ("Die Halle in Ulm kostet 20 Millionen Euro.", "Die Halle in Ulm kostet 90 Millionen Euro.",
         "de"),
        ("Der Turm in Ulm hat 12 Etagen und 45 Büros.", "Der Turm in Ulm hat 12 Etagen, 9 Büros.",
         "de"),
        ("Der Bund fordert für die Lotsen am Ried 5 Prozent mehr Lohn.",
         "Um 6 Prozent sollen die Löhne der Lotsen am Ried steigen, so der Bund.", "de"),
        ("Von 90 Gästen aus Ulm blieben 45 Frauen.", "Von 90 Gästen aus Ulm blieben 9 Frauen.",
         "de"),
    ],
)  # fmt: skip
def test_another_value_of_one_thing_differs(here: str, there: str, language: str) -> None:
    assert relation(here, there, language=language) is Relation.DIFFERS


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Zilp hat 40 Millionen Nutzer.", "Zilp hat in Peru 2 Millionen Nutzer.", "de"),
        ("Arp kam als 17. in Ulm ins Ziel.", "In Ulm kamen 19 Läufer mit Arp ins Ziel.", "de"),
        ("Mit 3,2 Millionen lag Zilp vorn.", "Zilp lag mit 4 Millionen Gästen vorn.", "de"),
        ("Zilp hat in Peru 2 Millionen Nutzer.", "Zilp hat 40 Millionen Nutzer.", "de"),
        ("Zilp hat 40 Millionen Nutzer.", "Im vergangenen Jahr hatte Zilp 30 Millionen Nutzer.",
         "de"),
        ("A collapse at Tark killed 23 miners.", "In 2011, a collapse at Tark killed nine miners.",
         "en"),
        ("Mosley will shut 60 shops.", "Mosley runs 850 shops across the country.", "en"),
        ("45 Menschen wurden nahe Lienz verletzt, zwölf davon schwer.",
         "Zwölf Menschen wurden nahe Lienz schwer verletzt.", "de"),
        ("Auf dem Fest in Ulm waren 90 Gäste.", "Auf dem Fest in Ulm waren davon 60 Gäste.", "de"),
        ("Der Prozess gegen Rentsch beginnt am 3. März.",
         "Das Urteil im Prozess gegen Rentsch fällt am 20. Mai.", "de"),
        ("Die Partei Aura kam auf 31 Prozent.", "Die Partei Aura verlor 4 Prozent.", "de"),
        ("Die Polizei fasste einen 17-jährigen Räuber.",
         "Ein 71-jähriger Wirt rief in Hamm die Polizei.", "de"),
        ("Die Sängerin, 26 Jahre alt, ging in die Klinik.",
         "Die Sängerin bleibt drei Monate in der Klinik.", "de"),
        ("Ein 58-jähriger Mann starb in Ulm an Grippe.",
         "Eine 83-jährige Frau starb in Ulm an Grippe.", "de"),
        ("Am Montag kamen 412 Menschen in die Klinik in Ulm.",
         "Am Dienstag kamen 460 Menschen in die Klinik in Ulm.", "de"),
        ("On Monday 412 people came to the clinic in Hull.",
         "On Tuesday 460 people came to the clinic in Hull.", "en"),
        ("Renk war 2007 Gast der Oscars, damals neben Ida Feld und Tom Arp.",
         "Renk ist 2014 Gast der Oscars.", "de"),
    ],
)  # fmt: skip
def test_a_value_of_another_thing_does_not(here: str, there: str, language: str) -> None:
    assert relation(here, there, language=language) is not Relation.DIFFERS


def test_who_is_known_has_one_age() -> None:
    here, there = (
        "Den {}-jährigen Schauspieler stört der Held.",
        "Der {}-jährige Schauspieler mag keinen Held.",
    )
    assert relation(here.format(31), there.format(34)) is Relation.DIFFERS
    assert relation(here.format(31), there.format(31)) is not Relation.DIFFERS


def test_clauses_that_begin_with_other_names_tell_of_others() -> None:
    def found(there: str, name: str) -> Relation:
        here = named("Ulm zählt 40 Fälle von Grippe, sagt Hof.", {"ulm": "Ulm", "hof": "Hof"})
        other = named(there, {name.lower(): name, "hof": "Hof"})
        return judge(read(here), read(other), 0.95).relation

    assert found("Gera zählt 60 Fälle von Grippe, sagt Hof.", "Gera") is not Relation.DIFFERS
    assert found("Ulm zählt 60 Fälle von Grippe, sagt Hof.", "Ulm") is Relation.DIFFERS


def test_the_night_to_a_day_is_the_night_of_the_day_before() -> None:
    here = "Diebe stahlen das Bild in der Nacht zum 20. Januar 2025."
    assert relation(here, "Am 19. Januar 2025 stahlen Diebe das Bild.") is not Relation.DIFFERS
    assert relation(here, "Am 17. Januar 2025 stahlen Diebe das Bild.") is Relation.DIFFERS


def test_a_day_that_no_calendar_has_breaks_nothing() -> None:
    here, there = (
        profile_text(f"Am {day}. September 2018 stahlen Diebe das Bild.", "de") for day in (31, 17)
    )
    kept_before = replace(here, figures=(replace(here.figures[0], date="2018-09-31"),))
    for each in (here, kept_before):
        judge(read(each), read(there), 0.95)
        judge(read(there), read(each), 0.95)


def test_words_of_both_languages_meet() -> None:
    here, there = "Das Werk streicht 800 Stellen.", "The plant is cutting 950 jobs."
    assert relation(here, there, other="en") is Relation.DIFFERS


def test_a_faint_likeness_needs_more_in_common() -> None:
    here = "Laut Plan baut Ulm am Ufer bis Herbst für 9 Millionen Euro eine Halle mit Bühne."
    there = "In Hof kostet eine Halle mit Laube, Keller, Stall 7 Millionen Euro."
    assert relation(here, there, score=0.4) is not Relation.DIFFERS


def test_whoever_is_named_beside_the_speaker_must_be_one() -> None:
    def found(here: StatementProfile, there: StatementProfile) -> Relation:
        return judge(read(here), read(there), 0.95).relation

    here = named("Zilp hat 40 Millionen Nutzer, sagt Arp.", {"zilp": "Zilp", "arp": "Arp"})
    there = named("Mopo hat 50 Millionen Nutzer, sagt Arp.", {"mopo": "Mopo"})
    assert found(here, there) is not Relation.DIFFERS
    here = named("Das Werk streicht 40 Stellen, sagt Arp.", {"arp": "Arp"}, speaker="arp")
    there = named("Das Werk streicht 50 Stellen, sagt Ulf.", {"ulf": "Ulf"}, speaker="ulf")
    assert found(here, there) is Relation.DIFFERS


def test_some_of_the_dead_are_not_all_of_them() -> None:
    assert (
        relation(
            "A man and two women died in the fire in Hull.",
            "Three people died in the fire in Hull.",
            language="en",
        )
        is Relation.RELATED
    )
    assert (
        relation(
            "Two women died in the fire in Hull.",
            "Three people died in the fire in Hull.",
            language="en",
        )
        is Relation.DIFFERS
    )
    assert (
        relation(
            "Bei dem Brand in Ulm gab es zwei Tote und fünf Verletzte.",
            "Bei dem Brand in Ulm gab es drei Tote.",
        )
        is Relation.DIFFERS
    )
