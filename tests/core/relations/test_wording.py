from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.relations.wording import content_of, forms_of, words_of
from core.text.words import written_words


def stems(text: str, language: str) -> list[str]:
    return [word.stem for word in content_of(words_of(text, language), language, longest=50)]


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("l'eau", "eaux", "fr"),
        ("dell’acqua", "acqua", "it"),
        ("İzmir'in", "İzmir", "tr"),
        ("рабочих", "рабочие", "ru"),
        ("górników", "górnik", "pl"),
    ],
)
def test_forms_of_a_word_meet(here: str, there: str, language: str) -> None:
    assert stems(here, language) == stems(there, language)


def test_words_that_only_hold_a_statement_together_are_left_out() -> None:
    assert len(stems("Le port de la ville", "fr")) == 2
    assert len(stems("D'une ville", "fr")) == 1


def test_a_script_without_spaces_is_read_by_twos() -> None:
    text = "北京地铁 10"
    assert [word.span.of(text) for word in words_of(text, "zh")] == ["北京", "京地", "地铁", "10"]


def test_german_and_english_are_read_as_everywhere() -> None:
    assert stems("Die Häuser", "de") == ["haus"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(max_size=12) | st.sampled_from(["l'eau", "北京地铁", "U.S.", "1,5"])).map(
        " ".join
    ),
    st.sampled_from(["de", "en", "und", "fr", "tr", "ru", "zh"]),
)
def test_words_read_one_by_one_have_the_forms_they_have_in_a_text(text: str, language: str) -> None:
    alone = [form for forms in forms_of(written_words(text), language) for form in forms]
    assert alone == [(word.folded, word.stem) for word in words_of(text, language)]
