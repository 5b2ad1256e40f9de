"""In what relation two statements stand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.model import (
    EntityId,
    Evidence,
    EvidenceKind,
    Relation,
    Span,
    Speech,
    SpeechKind,
)
from core.relations.judging.judge import Verdict, judge
from core.relations.judging.reading import read
from core.relations.profile import StatementProfile, profile_text

PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parents[3] / "corpus" / "relation_pairs.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def verdict(here: str, there: str, *, language: str = "de", score: float = 0.95) -> Verdict:
    return judge(read(profile_text(here, language)), read(profile_text(there, language)), score)


def of_kind(found: Verdict, kind: EvidenceKind) -> list[tuple[str, str, bool]]:
    return [
        (piece.here, piece.there, piece.shared) for piece in found.evidence if piece.kind is kind
    ]


@pytest.mark.parametrize(
    "pair",
    [pair for pair in PAIRS if pair["relation"] in {"contradicts", "differs"}],
    ids=lambda pair: pair["here"][:40],
)
def test_labelled_conflicts_are_found_from_either_side(pair: dict[str, Any]) -> None:
    language = pair["language"]
    for here, there in ((pair["here"], pair["there"]), (pair["there"], pair["here"])):
        assert verdict(here, there, language=language).relation == pair["relation"]


@pytest.mark.parametrize(
    "pair",
    [pair for pair in PAIRS if pair["relation"] not in {"contradicts", "differs"}],
    ids=lambda pair: pair["here"][:40],
)
def test_no_conflict_is_found_where_none_is_labelled(pair: dict[str, Any]) -> None:
    found = verdict(pair["here"], pair["there"], language=pair["language"]).relation
    assert found not in {Relation.CONTRADICTS, Relation.DIFFERS}


def test_evidence_of_a_difference_names_both_figures() -> None:
    found = verdict(
        "Im Werk Celle fallen 300 Stellen weg.", "Im Werk Celle fallen 450 Stellen weg."
    )
    assert of_kind(found, EvidenceKind.FIGURE) == [("300 Stellen", "450 Stellen", False)]


def test_evidence_of_a_difference_names_both_dates() -> None:
    found = verdict(
        "Das Museum Celle öffnet am 3. Mai 2031.", "Das Museum Celle öffnet am 9. Mai 2031."
    )
    assert found.relation is Relation.DIFFERS
    assert of_kind(found, EvidenceKind.DATE) == [("3. Mai 2031", "9. Mai 2031", False)]


def test_spans_of_evidence_count_in_each_statement() -> None:
    here = "Die Werft Emden hat keinen Vertrag mit der Reederei Nordstern."
    there = "Heute schloss die Werft Emden einen Vertrag mit der Reederei Nordstern."
    for piece in verdict(here, there).evidence:
        assert piece.here_span is None or piece.here_span.of(here) == piece.here
        assert piece.there_span is None or piece.there_span.of(there) == piece.there


def test_rounded_figures_do_not_differ() -> None:
    found = verdict("Rund 2000 Menschen kamen nach Celle.", "Nach Celle kamen 1980 Menschen.")
    assert found.relation is Relation.AGREES


def test_what_is_won_and_what_is_turned_down_does_not_agree() -> None:
    # `recht bekommen` is in no table, but `abweisen` has an opposite and is not said of it.
    found = verdict(
        "Das Gericht in Celle wies am Montag die Klage der Anwohner gegen die Mole am Ried ab.",
        "Die Anlieger, die gegen die Mole am Ried klagten, bekamen am Montag in Celle recht.",
    )
    assert found.relation is Relation.RELATED


def test_figures_of_another_earlier_time_do_not_differ() -> None:
    found = verdict(
        "Die Miete in Celle liegt bei 9 Euro.", "Die Miete in Celle lag früher bei 6 Euro."
    )
    assert found.relation is Relation.RELATED


def test_several_figures_of_one_unit_differ_only_beside_the_same_words() -> None:
    found = verdict(
        "In Celle fehlen 30 Lehrer, in Peine 40 Lehrer.",
        "In Celle fehlen 35 Lehrer, in Peine 40 Lehrer.",
    )
    assert of_kind(found, EvidenceKind.FIGURE)[0] == ("30 Lehrer", "35 Lehrer", False)


def test_a_weak_score_is_only_related() -> None:
    here, there = "Celle baut 300 Wohnungen.", "Celle baut 450 Wohnungen nicht."
    assert verdict(here, there, score=0.1).relation is Relation.RELATED


def test_shared_names_are_evidence_once() -> None:
    def named(text: str, *spans: tuple[int, int]) -> StatementProfile:
        plain = profile_text(text, "de")
        entities = tuple((EntityId("celle"), Span(*span)) for span in spans)
        return StatementProfile(
            plain.id, text, "de", plain.role, plain.words, plain.content, (), entities, ()
        )

    here = named("Celle baut, weil Celle wächst", (0, 5), (17, 22))
    there = named("In Celle wird gebaut", (3, 8))
    found = judge(read(here), read(there), 0.9)
    assert [piece for piece in found.evidence if piece.kind is EvidenceKind.ENTITY] == [
        Evidence(EvidenceKind.ENTITY, "Celle", "Celle", Span(0, 5), Span(3, 8))
    ]
    stranger = judge(read(here), read(named("In Peine wird gebaut")), 0.9)
    assert of_kind(stranger, EvidenceKind.ENTITY) == []


def test_words_of_certainty_are_evidence_on_the_side_that_has_them() -> None:
    found = verdict(
        "Der Bau soll angeblich 2031 beginnen.", "Der vermutlich teure Bau soll 2031 beginnen."
    )
    assert of_kind(found, EvidenceKind.CERTAINTY) == [
        ("soll", "soll", True),
        ("angeblich", "", False),
        ("", "vermutlich", False),
    ]


def test_what_only_one_side_supposes_is_no_agreement() -> None:
    found = verdict("Celle baut eine Brücke.", "Baut Celle eine Brücke?")
    assert found.relation is Relation.RELATED


def test_a_denial_on_both_sides_is_no_contradiction() -> None:
    found = verdict(
        "Die Stadt Celle plant keinen Abriss der Brücke.",
        "Ein Abriss der Brücke ist in der Stadt Celle nicht geplant.",
    )
    assert found.relation is not Relation.CONTRADICTS


def test_a_denial_of_something_else_is_no_contradiction() -> None:
    found = verdict(
        "Die Stadt Celle saniert die Brücke, gesperrt wird sie nicht.",
        "Die Stadt Celle saniert die Brücke am Markt.",
    )
    assert found.relation is not Relation.CONTRADICTS


def test_statements_without_words_are_related_at_most() -> None:
    assert verdict("", "…").relation is Relation.RELATED


def test_a_figure_said_twice_is_evidence_once() -> None:
    found = verdict(
        "300 Stellen fallen weg, sagte er: Celle verliert 300 Stellen.",
        "In Celle fallen 300 Stellen weg.",
    )
    assert of_kind(found, EvidenceKind.FIGURE) == [("300 Stellen", "300 Stellen", True)]


def test_what_a_figure_or_a_name_shows_is_not_shown_again_as_words() -> None:
    def named(text: str) -> StatementProfile:
        plain = profile_text(text, "de")
        entities = ((EntityId("celle"), Span(text.index("Celle"), text.index("Celle") + 5)),)
        return StatementProfile(
            plain.id,
            text,
            "de",
            plain.role,
            plain.words,
            plain.content,
            plain.figures,
            entities,
            (),
        )

    found = judge(
        read(named("Celle zahlt 300 Millionen Euro für die Brücke in Celle.")),
        read(named("300 Millionen Euro für die Brücke zahlt Celle.")),
        0.9,
    )
    assert [(piece.kind, piece.here) for piece in found.evidence] == [
        (EvidenceKind.FIGURE, "300 Millionen Euro"),
        (EvidenceKind.ENTITY, "Celle"),
        (EvidenceKind.WORD, "zahlt"),
        (EvidenceKind.WORD, "Brücke"),
    ]


def test_what_was_given_contradicts_that_nothing_came() -> None:
    found = verdict("Er bekam keine Entschädigung.", "Die Entschädigung wurde im Mai ausgezahlt.")
    assert found.relation is Relation.CONTRADICTS
    stranger = verdict("Er bekam keine Entschädigung.", "Das Theater wurde im Mai bezahlt.")
    assert stranger.relation is Relation.RELATED


def test_figures_of_one_kind_that_share_no_more_than_names_do_not_differ() -> None:
    def named(text: str) -> StatementProfile:
        plain = profile_text(text, "de")
        entities = tuple(
            (EntityId(name), Span(text.index(name), text.index(name) + len(name)))
            for name in ("Celle", "Nordstern")
        )
        return StatementProfile(
            plain.id,
            text,
            "de",
            plain.role,
            plain.words,
            plain.content,
            plain.figures,
            entities,
            (),
        )

    found = judge(
        read(named("Celle spart durch Nordstern 300 Euro.")),
        read(named("Nordstern liefert Celle Tee für 450 Euro.")),
        0.95,
    )
    assert found.relation is not Relation.DIFFERS


def test_opposites_that_deny_each_other_are_the_evidence() -> None:
    found = verdict("Der Gewinn der Werft Emden stieg.", "Der Gewinn der Werft Emden sank.")
    assert found.relation is Relation.CONTRADICTS
    assert of_kind(found, EvidenceKind.NEGATION) == [("stieg", "sank", False)]


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Das Gesetz von Celle ist gültig.", "Das Gesetz von Celle ist ungültig.", "de"),
        (
            "Der Rat von Celle stimmt dem Bau zu.",
            "Der Rat von Celle lehnt den Bau am Montag ab.",
            "de",
        ),
        ("The bridge at Hull is safe.", "The minister said the bridge at Hull is unsafe.", "en"),
        ("Voters in Hull backed the tram.", "Voters in Hull turned down the tram.", "en"),
        ("Minister Cole stays in office.", "Minister Cole stepped down.", "en"),
        ("Prices in Hull rose.", "House prices in Hull fell.", "en"),
    ],
)
def test_opposites_of_one_matter_contradict(here: str, there: str, language: str) -> None:
    assert verdict(here, there, language=language).relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Der Rat in Celle nahm den Antrag auf.", "Der Rat in Celle lehnte den Antrag ab."),
        ("Die Miete in Celle stieg.", "Die Pacht in Celle sank."),
        ("Der Preis in Celle stieg.", "Der Preis der Milch in Celle sank."),
        ("Der Preis in Celle stieg.", "Celle: Milch Preis in Celle sank."),
        ("Der FC Celle gewann das Finale.", "Der FC Celle verlor im Finale seinen Torwart."),
        ("Der FC Celle gewann das Finale.", "Zuvor verlor der FC Celle das Finale."),
        (
            "Der Preis für Milch in Celle stieg.",
            "In Celle sank am Montag im Markt am Bahnhof beim Händler der Preis für Milch.",
        ),
    ],
)
def test_opposites_of_another_matter_do_not_contradict(here: str, there: str) -> None:
    assert verdict(here, there).relation is Relation.RELATED


def test_one_thing_at_two_places_differs() -> None:
    found = verdict("Der Gipfel beginnt in Celle.", "Der Gipfel beginnt in Peine.")
    assert found.relation is not Relation.DIFFERS
    found = verdict(
        "Der Gipfel der Fischer beginnt in Celle.", "Der Gipfel der Fischer beginnt in Peine."
    )
    assert found.relation is Relation.DIFFERS
    assert of_kind(found, EvidenceKind.ENTITY) == [("Celle", "Peine", False)]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Ein Gipfel der Fischer beginnt in Celle.", "Ein Gipfel der Fischer beginnt in Peine."),
        ("Der Gipfel der Fischer beginnt in Celle.", "Der Gipfel der Fischer beginnt bei Peine."),
        ("Der Gipfel der Fischer beginnt in Celle.", "Der Gipfel der Fischer beginnt im Mai."),
        ("Der Gipfel der Fischer beginnt Celle.", "Der Gipfel der Fischer beginnt in neuem Glanz."),
        ("Der Preis für Fische steigt in Celle.", "Der Preis für Fische steigt in Peine."),
    ],
)
def test_two_places_differ_only_in_the_same_frame(here: str, there: str) -> None:
    assert verdict(here, there).relation is not Relation.DIFFERS


def test_another_year_with_another_value_is_no_difference() -> None:
    found = verdict("Celle hatte 2019 noch 40 Läden.", "Celle hatte 2023 nur 25 Läden.")
    assert found.relation is Relation.RELATED


def test_the_dead_are_people_whatever_they_are_called() -> None:
    here, there = (
        "Der Brand in Celle forderte elf Todesopfer.",
        "Bei dem Brand in Celle starben {}.",
    )
    assert verdict(here, there.format("15 Menschen")).relation is Relation.DIFFERS
    assert verdict(here, there.format("elf Menschen")).relation is not Relation.DIFFERS


def test_a_plan_does_not_agree_with_the_deed() -> None:
    found = verdict(
        "Das Bad in Celle soll abgerissen werden.", "Das Bad in Celle wurde abgerissen."
    )
    assert found.relation is Relation.RELATED
    assert of_kind(found, EvidenceKind.CERTAINTY) == [("soll", "", False)]


def test_equally_unsure_words_are_shared_evidence() -> None:
    found = verdict("Celle plant eine Brücke.", "Celle soll eine Brücke bekommen.")
    assert of_kind(found, EvidenceKind.CERTAINTY) == [("plant", "soll", True)]
    pending = verdict("Celle hat noch keine Brücke.", "Celle hat bisher keine Brücke.")
    assert of_kind(pending, EvidenceKind.CERTAINTY) == [("noch keine", "bisher keine", True)]


def test_different_denials_do_not_agree() -> None:
    found = verdict(
        "Bei dem Brand im Kino Astra wurde niemand verletzt.",
        "Der Brand im Kino Astra begann nicht im Saal.",
    )
    assert found.relation is Relation.RELATED


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Celle und Peine haben keine Einigung.", "Celle und Peine haben unterzeichnet.", "de"),
        ("Der Kunde Arp erhielt kein Geld.", "Dem Kunden Arp wurde der Kauf erstattet.", "de"),
        ("Ronda has no deal with Pixel.", "Ronda and Pixel announced a partnership.", "en"),
    ],
)
def test_what_is_done_contradicts_that_it_is_not(here: str, there: str, language: str) -> None:
    assert verdict(here, there, language=language).relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("The cook from Hull denied arson.", "The cook from Hull was charged with arson.", "en"),
        ("The cook did not slowly stir soup in Hull.", "The cook ate soup slowly in Hull.", "en"),
        ("Celle und Peine haben keine Einigung.", "Celle und Peine sollen unterzeichnen.", "de"),
    ],
)
def test_what_is_charged_or_to_come_is_not_affirmed(here: str, there: str, language: str) -> None:
    assert verdict(here, there, language=language).relation is not Relation.CONTRADICTS


def spoken(text: str, speaker: str | None, entity: str | None = None) -> StatementProfile:
    plain = profile_text(text, "de")
    span = None if speaker is None or speaker not in text else Span(0, len(speaker))
    speech = Speech(
        plain.id,
        SpeechKind.REPORTED,
        speaker,
        None if entity is None else EntityId(entity),
        span,
        None,
    )
    return replace(plain, speech=speech)


def speakers_of(here: StatementProfile, there: StatementProfile) -> list[tuple[str, str, bool]]:
    return of_kind(judge(read(here), read(there), 0.95), EvidenceKind.SPEAKER)


def test_two_speakers_who_disagree_are_both_named() -> None:
    here = spoken("Vogt sagte, die Halle in Celle sei verkauft.", "Vogt", "vogt")
    there = spoken("Krone sagte, die Halle in Celle sei nicht verkauft.", "Krone", "krone")
    found = judge(read(here), read(there), 0.95)
    assert found.relation is Relation.CONTRADICTS
    assert speakers_of(here, there) == [("Vogt", "Krone", False)]


def test_one_speaker_is_known_by_entity_or_else_by_name() -> None:
    text = "Vogt sagte, die Halle sei verkauft."
    assert speakers_of(spoken(text, "Vogt", "vogt"), spoken(text, "Anna Vogt", "vogt")) == [
        ("Vogt", "Anna Vogt", True)
    ]
    assert speakers_of(spoken(text, "Vogt"), spoken(text, "vogt")) == [("Vogt", "vogt", True)]
    assert speakers_of(spoken(text, "Vogt"), profile_text(text, "de")) == [("Vogt", "", False)]
    assert speakers_of(profile_text(text, "de"), spoken(text, "Vogt")) == [("", "Vogt", False)]
    assert speakers_of(spoken(text, None), spoken(text, None)) == []


def named(text: str, **names: str) -> StatementProfile:
    """A German statement in which these entities are named, each by its words."""
    spans = {
        EntityId(entity): Span(text.index(words), text.index(words) + len(words))
        for entity, words in names.items()
    }
    return replace(profile_text(text, "de"), entities=tuple(spans.items()))


DENIAL = "Während der Vorstand von einer Einigung sprach, ist kein Vertrag unterschrieben."


@pytest.mark.parametrize(
    ("there", "contradicts"),
    [
        ("Die Kooperation stärkt die Vorstandsetage im Vertrieb.", False),
        ("Für beide Häuser ist die Partnerschaft ein Gewinn.", False),
        ("Der Vorstand hat die Vereinbarung unterzeichnet und spricht von einer Einigung.", True),
    ],
)
def test_a_deal_that_is_only_mentioned_does_not_contradict_that_none_was_made(
    there: str, contradicts: bool
) -> None:
    for here, other in ((DENIAL, there), (there, DENIAL)):
        assert (verdict(here, other).relation is Relation.CONTRADICTS) is contradicts


def test_terms_of_a_deal_contradict_that_there_is_one_where_the_parties_are_the_same() -> None:
    denial = "Während Nordwind von einer Einigung sprach, ist kein Vertrag unterschrieben."
    terms = "Herzstück der Vereinbarung ist ein Darlehen der Stadtbank an Nordwind."
    here, there = named(denial, wind="Nordwind"), named(terms, wind="Nordwind")
    assert judge(read(here), read(there), 0.9).relation is Relation.CONTRADICTS
    stranger = named(terms, other="Nordwind")
    assert judge(read(here), read(stranger), 0.9).relation is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("here", "there", "shared"),
    [
        (
            "Der Umbau stellt die Stadt vor Fragen dar.",
            "Der Umbau, stellte sie klar, kommt.",
            False,
        ),
        ("Die Bahn sagte die Fahrt ab.", "Die Bahn sagte die Fahrt zu.", False),
        ("Die Bahn sagte die Fahrt ab.", "Gestern sagte die Bahn die Fahrt ab.", True),
        ("Die Bahn stellte Fragen.", "Die Bahn stellte die Fahrt ein.", True),
        ("Die Bahn stellte Fragen, hieß es.", "Die Bahn stellte Fragen.", True),
    ],
)
def test_a_verb_with_another_particle_is_another_word(here: str, there: str, shared: bool) -> None:
    words = {each[0] for each in of_kind(verdict(here, there), EvidenceKind.WORD)}
    assert bool(words & {"stellt", "stellte", "sagte"}) is shared


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("A garage in Mirren was destroyed by fire.", "Fire destroyed a garage in Dalby."),
        ("Burglars broke into a school near Hull.", "Burglars broke into a school in Elm."),
    ],
)
def test_what_is_said_of_other_places_does_not_agree(here: str, there: str) -> None:
    assert verdict(here, there, language="en").relation is Relation.RELATED
    assert verdict(there, here, language="en").relation is Relation.RELATED
    same = there.replace("Dalby", "Mirren").replace("in Elm", "near Hull")
    assert verdict(here, same, language="en").relation is Relation.AGREES


def test_what_is_said_of_other_people_does_not_agree() -> None:
    here, there = (
        profile_text(f"Der Rat von Lohr hat {name} zur Rektorin gewählt.", "de")
        for name in ("Ida Arp", "Ute Feld")
    )

    def naming(profile: StatementProfile, name: str) -> StatementProfile:
        start = profile.text.index(name)
        return replace(profile, entities=((EntityId(name), Span(start, start + len(name))),))

    one, two = naming(here, "Ida Arp"), naming(there, "Ute Feld")
    assert judge(read(here), read(there), 0.95).relation is Relation.AGREES
    assert judge(read(one), read(two), 0.95).relation is Relation.RELATED


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("The mill in Hull could close in May.", "The mill in Hull could close in May, the owner "
         "said.", "en"),
        ("Die Mühle in Ulm könnte im Mai schließen.",
         "Wie der Betreiber sagte, könnte die Mühle in Ulm im Mai schließen.", "de"),
        ("Die Mühle in Ulm könnte im Mai schließen.",
         "Die Mühle in Ulm könnte im Mai schließen, teilte der Betreiber mit.", "de"),
    ],
)  # fmt: skip
def test_who_says_what_may_be_makes_it_no_other_thing(here: str, there: str, language: str) -> None:
    assert verdict(here, there, language=language).relation is Relation.AGREES
    assert verdict(there, here, language=language).relation is Relation.AGREES
