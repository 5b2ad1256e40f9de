from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.words import fold, is_stop_word, stem, words

LANGUAGES = st.sampled_from(["de", "en", "fr", "und", ""])
NEWS_LIKE = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("aeÄüß'’.,-/:*_&0123456789 \n")
    ),
    max_size=60,
)


def texts(text: str, language: str = "de") -> list[str]:
    return [word.text for word in words(text, language)]


def stems(text: str, language: str = "de") -> list[str]:
    return [word.stem for word in words(text, language)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "strasse"),
        ("GROẞE Übersicht", "grosse ubersicht"),
        ("Café Besançon", "cafe besancon"),
        ("„Ja“ – ‚nein‘", "\"ja\" - 'nein'"),
        ("rock ’n’ roll", "rock 'n' roll"),
        ("rock `n´ roll", "rock 'n' roll"),
        ("Łódź, Århus, Cœur", "lodz, arhus, coeur"),
        ("ﬁnal ２０２５", "final 2025"),
        ("plain `ASCII`", "plain 'ascii'"),
        ("", ""),
    ],
)
def test_folding_leaves_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(NEWS_LIKE)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(NEWS_LIKE, LANGUAGES)
def test_words_stand_where_their_spans_say_in_order_and_apart(text: str, language: str) -> None:
    end = 0
    for word in words(text, language):
        assert word.span.of(text) == word.text
        assert word.text
        assert word.span.start >= end
        end = word.span.end


@given(NEWS_LIKE)
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    covered = {at for word in words(text, "de") for at in range(word.span.start, word.span.end)}
    assert all(at in covered for at, character in enumerate(text) if character.isalnum())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("300-Millionen-Dollar-Vertrag", ["300", "Millionen", "Dollar", "Vertrag"]),
        ("Bund/Länder", ["Bund", "Länder"]),
        ("1,5 oder 45.000", ["1,5", "oder", "45.000"]),
        ("um 20:15", ["um", "20:15"]),
        ("@amt #hochwasser", ["amt", "hochwasser"]),
        ("z.B. die U.S. Navy", ["z.B.", "die", "U.S.", "Navy"]),
        ("O'Neill bei AT&T", ["O'Neill", "bei", "AT&T"]),
        ("Forscher:innen und Leser*in", ["Forscher:innen", "und", "Leser*in"]),
        ("Ende.", ["Ende"]),
        ("über\u0301all", ["über\u0301all"]),
    ],
)
def test_compounds_are_split_and_numbers_kept(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


@pytest.mark.parametrize("text", ["Merkel's", "Merkel’s", "Merkels", "MERKEL"])
def test_the_genitive_has_the_stem_of_the_name(text: str) -> None:
    assert stems(text) == stems("Merkel")


def test_the_possessive_is_cut_off_the_folded_word() -> None:
    assert [word.folded for word in words("the company's plan", "en")] == ["the", "company", "plan"]


def test_the_gender_sign_does_not_part_a_word_from_its_kin() -> None:
    assert stems("Forscher:innen Forscher*innen Forscher_in") == stems("Forscher") * 3


@pytest.mark.parametrize(
    ("one", "other"),
    [("Häuser", "Haeuser"), ("Straße", "Strasse"), ("Köln", "Koeln"), ("Bücher", "Buecher")],
)
def test_umlauts_written_out_have_the_same_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_english_is_stemmed_as_english_and_other_languages_not_at_all() -> None:
    assert stem("agreements", "en") == stem("agreement", "en")
    assert stem("agreements", "fr") == "agreements"
    assert stem("agreements", "und") == "agreements"


def test_numbers_are_their_own_stem() -> None:
    assert stem("1,5", "de") == "1,5"
    assert stem("b2b", "en") == "b2b"


def test_a_lone_ending_is_a_word() -> None:
    assert [word.folded for word in words("'s s", "en")] == ["s", "s"]


def test_stop_words_depend_on_the_language() -> None:
    assert is_stop_word("wahrend", "de")
    assert is_stop_word("während".replace("ä", "a"), "de")
    assert not is_stop_word("during", "de")
    assert is_stop_word("during", "en")
    assert is_stop_word("don't", "en")
    assert not is_stop_word("vertrag", "de")
    assert not is_stop_word("der", "fr")


def test_undecided_text_knows_the_stop_words_of_all_languages() -> None:
    assert is_stop_word("der", "und")
    assert is_stop_word("the", "und")
    assert not is_stop_word("treaty", "und")
