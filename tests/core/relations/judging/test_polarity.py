"""What statements deny and leave open."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Certainty
from core.relations.judging.polarity import may_deny, polarity_of
from core.relations.profile import profile_text


def denied(text: str, language: str = "de") -> list[tuple[str, list[str]]]:
    found = polarity_of(profile_text(text, language)).negations
    return [(negation.word.text, [word.text for word in negation.denied]) for negation in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Es wurde kein endgültiger Beschluss gefasst.", ("kein", ["Beschluss"])),
        ("Der Rat hat den Antrag nicht gebilligt.", ("nicht", ["gebilligt"])),
        ("Die Stadt verkauft das Grundstück nicht.", ("nicht", ["verkauft", "Grundstück"])),
        ("Er bestreitet, das Auto gestohlen zu haben.", ("bestreitet", ["Auto", "gestohlen"])),
        ("Der Verein dementiert den Wechsel.", ("dementiert", ["Wechsel"])),
        ("Der Verein weist Berichte über den Wechsel zurück.", ("weist", ["Wechsel"])),
        ("Niemand kam.", ("Niemand", ["kam"])),
        ("Gefunden wurde nichts.", ("nichts", ["Gefunden"])),
        ("Ein Verkauf des Bades ist nicht geplant.", ("nicht", ["Verkauf"])),
        ("Eine Erlaubnis für das Bad liegt nicht vor.", ("nicht", ["Erlaubnis"])),
        ("Die Erlaubnis für das Bad steht noch aus.", ("steht", ["Erlaubnis"])),
    ],
)
def test_a_german_negation_denies_its_words(text: str, words: tuple[str, list[str]]) -> None:
    assert denied(text) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The council never approved the plan.", ("never", ["approved", "plan"])),
        ("There was no agreement with the union.", ("no", ["agreement"])),
        ("Nobody left the hall.", ("Nobody", ["left"])),
        ("No one left the hall.", ("No", ["left"])),
        ("The buyer got nothing.", ("nothing", ["got"])),
        ("The firm has yet to sign the lease.", ("yet", ["sign", "lease"])),
        ("He denied taking bribes.", ("denied", ["taking", "bribes"])),
    ],
)
def test_an_english_negation_denies_its_words(text: str, words: tuple[str, list[str]]) -> None:
    assert denied(text, "en") == [words]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nicht nur die Kinder, sondern auch die Eltern kamen.", "de"),
        ("Kein Geringerer als der Präsident kam.", "de"),
        ("Nicht zuletzt der Regen half.", "de"),
        ("Der Plan ist nicht unumstritten.", "de"),
        ("Von der Werft stehen noch Kredite aus.", "de"),
        ("Niemand bestreitet den Plan.", "de"),
        ("Hat der Rat den Plan nicht gebilligt?", "de"),
        ("Ob der Rat den Plan nicht billigt, bleibt abzuwarten.", "de"),
        ("Der Rat könnte den Plan nicht billigen.", "de"),
        ("Wer die Brücke bezahlt, ist noch nicht entschieden.", "de"),
        ("Betriebe, die noch nicht ausbilden, zahlen.", "de"),
        ("Er sagte nichts Neues.", "de"),
        ("Weder Rat noch Amt kamen.", "de"),
        ("Niemand.", "de"),
        ("Noch steht aus.", "de"),
        ("Der Bau in Celle ist noch offen.", "de"),
        ("Am Freitag, so der Rat, ist der Bau noch offen.", "de"),
        ("Nothing.", "en"),
        ("Sie setzt nicht öffentliche Mittel ein.", "de"),
        ("Es gab kein.", "de"),
        ("Not only children came.", "en"),
        ("There is no doubt about the plan.", "en"),
        ("The No. 1 player won.", "en"),
    ],
)
def test_what_only_looks_like_a_denial_denies_nothing(text: str, language: str) -> None:
    assert denied(text, language) == []


def test_the_indicative_past_leaves_nothing_open() -> None:
    past = polarity_of(profile_text("Der Rat konnte den Plan nicht billigen.", "de"))
    doubt = polarity_of(profile_text("Der Rat könnte den Plan billigen.", "de"))
    assert [clause.open for clause in past.clauses] == [False]
    assert [clause.open for clause in doubt.clauses] == [True]


def test_an_accusation_is_not_what_is_denied() -> None:
    assert denied("Er bestreitet die Vorwürfe.") == []


def test_words_of_certainty_are_found() -> None:
    polarity = polarity_of(profile_text("Der angeblich geplante Bau soll 2030 beginnen.", "de"))
    assert [word.text for word in polarity.hedges] == ["angeblich", "geplante", "soll"]
    assert polarity.stance.certainty is Certainty.PLANNED


def test_a_refusal_denies_in_other_words() -> None:
    (clause,) = polarity_of(profile_text("Die Gespräche sind gescheitert.", "de")).clauses
    assert clause.denying


def test_only_negating_words_may_deny() -> None:
    assert may_deny(profile_text("Er kam nicht.", "de"))
    assert not may_deny(profile_text("Er kam.", "de"))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["de", "en", "und"]))
def test_every_word_is_in_one_clause(text: str, language: str) -> None:
    profile = profile_text(text, language)
    clauses = polarity_of(profile).clauses
    assert [word for clause in clauses for word in clause.words] == list(profile.words)
