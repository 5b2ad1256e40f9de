"""How alike terms are, and which terms of a vocabulary are near one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.relations.index.vocabulary import expected_share
from core.relations.likeness import SYNONYM, likeness
from core.relations.synonyms import classes_of
from core.text.words import fold, stem, words

_LISTED = """
    Vertrag Abkommen Partnerschaftsabkommen Vertragsunterzeichnung Unterzeichnung Anteil Anteile
    Unternehmensanteile Unternehmen Haus Hausboot 1500 2018 Klima Klimaschutz deal contract bar
    Rückerstattung Erstattung
"""
WORDS = st.sampled_from(_LISTED.split())


def stems(text: str, language: str = "de") -> list[str]:
    return [word.stem for word in words(text, language)]


def test_equal_terms_are_wholly_alike() -> None:
    assert likeness("hafen", "hafen") == 1.0


def test_a_part_is_alike_to_its_compound_the_more_the_longer_it_is() -> None:
    part, whole, longer = stems("Markt Fischmarkt Wochenendmarkt")
    assert 1.0 > likeness(part, whole) > likeness(part, longer) > 0.5


def test_a_slip_of_the_pen_is_alike() -> None:
    assert likeness("orchideenart", "orchidenart") > 0.8


def test_numbers_are_alike_only_when_they_are_equal() -> None:
    assert likeness("45000", "45001") == 0.0


def test_short_terms_are_alike_only_when_they_are_equal() -> None:
    assert likeness("sea", "seas") == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vertrag", "Vereinbarung"),
        ("Abkommen", "Partnerschaft"),
        ("Vertragsunterzeichnung", "Kooperation"),
        ("Rückerstattung", "Erstattung"),
        ("dementierte", "bestritten"),
    ],
)
def test_words_that_news_use_for_one_thing_are_alike(one: str, other: str) -> None:
    assert likeness(*stems(one), *stems(other)) >= SYNONYM


def test_german_and_english_words_for_one_thing_are_alike() -> None:
    assert likeness(stem(fold("Vertrag"), "de"), stem("contract", "en")) == SYNONYM


def test_an_unlisted_compound_has_the_classes_of_its_head_and_front() -> None:
    assert classes_of(*stems("Vertragsunterzeichnung")) == ("signing", "agreement")
    assert classes_of(*stems("Wolkenkratzer")) == ()


def test_a_number_has_no_class() -> None:
    assert classes_of("1500") == ()


@settings(max_examples=50, deadline=None)
@given(WORDS, WORDS)
def test_likeness_is_mutual(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)


def test_long_words_are_expected_to_be_rarer() -> None:
    assert expected_share("so") > expected_share("stadt") > expected_share("gemeinderat")
    assert expected_share("2018") > expected_share("gemeinderatsbeschluss")
