"""Which words of two statements may be shown as speaking of one thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.relations.judging import correspondence as module
from core.relations.judging.correspondence import correspondence, traits
from core.text.words import Word, words

WORDS = st.text("abeghinstuäöü", min_size=2, max_size=12).map(str.title) | st.sampled_from(
    ["Vertrag", "Abkommen", "Gründer", "grundsätzlich", "Anteil", "Unternehmensanteile", "2018"]
)

SPELT = (
    "Schevtschenko Shevchenko Kovalchuk Kowaltschuk Stepanov Stephanow Kim Kiew Kyiv"
    " Sewastopol Sevastopol Orchideenarten Orchidenart Häfen"
)
SPELLINGS = st.sampled_from(SPELT.split())


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
def test_correspondence_is_mutual(one: str, other: str) -> None:
    found = correspondence(word(one), word(other))
    assert found == correspondence(word(other), word(one))
    assert 0.0 <= found <= 1.0


@given(WORDS | SPELLINGS, WORDS | SPELLINGS)
def test_words_without_a_shared_trait_would_not_correspond_without_asking_for_one(
    one: str, other: str
) -> None:
    here, there = word(one), word(other)
    with pytest.MonkeyPatch.context() as alike:
        alike.setattr(module, "traits", lambda _: frozenset({"any"}))
        found = correspondence(here, there)
    if found and here.stem != there.stem and ends_alike(here.stem, there.stem):
        assert not traits(here.stem).isdisjoint(traits(there.stem))
        assert found == correspondence(here, there)


def ends_alike(one: str, other: str) -> bool:
    """Whether what is spelt otherwise within begins or ends with the same letter."""
    return one[0] == other[0] or one[-1] == other[-1]
