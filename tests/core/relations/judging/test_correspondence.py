"""Which words of two statements may be shown as speaking of one thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.relations.judging.correspondence import correspondence, traits
from core.text.words import Word, words

WORDS = st.text("abeghinstuäöü", min_size=2, max_size=12).map(str.title) | st.sampled_from(
    ["Vertrag", "Abkommen", "Gründer", "grundsätzlich", "Anteil", "Unternehmensanteile", "2018"]
)


def word(text: str, language: str = "de") -> Word:
    (found,) = words(text, language)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Länder", "Land"),
        ("Väter", "Vater"),
        ("Gründe", "Grund"),
        ("hält", "halten"),
        ("größer", "groß"),
        ("Abende", "Abend"),
        ("Anteile", "Unternehmensanteile"),
        ("Vertrag", "Vertragsunterzeichnung"),
        ("Ministerin", "Minister"),
        ("Vertrag", "Abkommen"),
        ("Anleihen", "Staatsschulden"),
        ("Durow", "Durov"),
        ("Orchideenarten", "Orchidenart"),
    ],
)
def test_related_german_words_correspond(one: str, other: str) -> None:
    assert correspondence(word(one), word(other)) > 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gründer", "grundsätzlich"),
        ("Gründer", "Grund"),
        ("bedeutet", "bedeutende"),
        ("Forderung", "Förderung"),
        ("fordert", "fördert"),
        ("zahlen", "zählen"),
        ("zahlen", "Zahl"),
        ("Griff", "Angriff"),
        ("Verlauf", "Verkauf"),
        ("Kosten", "Posten"),
        ("Minister", "Ministerium"),
        ("Unternehmensanteilen", "Konzerne"),
        ("Grund", "Gründerzeit"),
        ("Haus", "Haut"),
        ("1500", "1501"),
        ("Hafen", "Verlag"),
    ],
)
def test_words_that_only_look_alike_do_not_correspond(one: str, other: str) -> None:
    assert correspondence(word(one), word(other)) == 0.0


def test_english_words_are_not_taken_for_compounds_of_prefix_or_ending() -> None:
    assert correspondence(word("press", "en"), word("express", "en")) == 0.0
    assert correspondence(word("court", "en"), word("courtesy", "en")) == 0.0
    assert correspondence(word("Brazil", "en"), word("Brazilian", "en")) > 0.6


def test_case_tells_a_compound_from_a_word_that_begins_alike() -> None:
    assert correspondence(word("Handel"), word("handelseinig")) == 0.0


@given(WORDS, WORDS)
def test_correspondence_is_mutual_and_takes_a_shared_trait(one: str, other: str) -> None:
    here, there = word(one), word(other)
    found = correspondence(here, there)
    assert found == correspondence(there, here)
    assert 0.0 <= found <= 1.0
    if found:
        assert not traits(here.stem).isdisjoint(traits(there.stem))
