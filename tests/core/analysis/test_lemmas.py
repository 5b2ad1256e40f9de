"""Dictionary forms: content words only, folded, in order."""

from __future__ import annotations

from core.analysis.lemmas import content_lemmas


def test_inflected_german_words_become_their_dictionary_form() -> None:
    lemmas = content_lemmas("Die Gemeinden bauten neue Brücken.", "de")
    assert lemmas == ("gemeinde", "bauen", "neu", "brucke")


def test_inflected_english_words_become_their_dictionary_form() -> None:
    lemmas = content_lemmas("Prices were rising in several cities.", "en")
    assert lemmas == ("price", "rise", "city")


def test_numbers_are_left_to_the_figures() -> None:
    assert content_lemmas("12,5 Millionen", "de") == ("million",)


def test_a_possessive_is_not_part_of_the_word() -> None:
    assert content_lemmas("the mayor's cars", "en") == ("mayor", "car")


def test_undecided_text_is_looked_up_in_both_dictionaries() -> None:
    assert content_lemmas("Häuser houses", "und") == ("haus", "house")


def test_a_word_of_a_language_without_a_dictionary_stands_for_itself() -> None:
    assert content_lemmas("Eguzkia dago", "eu") == ("eguzkia", "dago")


def test_nothing_has_no_lemmas() -> None:
    assert content_lemmas(" … ", "de") == ()
