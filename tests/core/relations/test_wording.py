from __future__ import annotations

import pytest

from core.relations.wording import content_of, words_of


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
