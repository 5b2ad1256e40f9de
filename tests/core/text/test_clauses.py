"""Where clauses begin, and which of them assert nothing."""

from __future__ import annotations

import pytest

from core.text.clauses import stretches
from core.text.words import words


def parts(text: str, language: str = "de") -> list[tuple[str, bool]]:
    return [
        (" ".join(word.text for word in stretch.words), stretch.open)
        for stretch in stretches(text, language, words(text, language))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bis die Genehmigung vorliegt, ruht der Bau",
        "Noch bevor der Rat entscheidet, ruht der Bau",
        "Falls der Rat zustimmt, beginnt der Bau",
        "Sobald das Geld eintrifft, beginnt der Bau",
        "Solange das Geld fehlt, ruht der Bau",
        "Ob der Rat zustimmt, ist unklar",
        "Ohne den Rat zu fragen, beginnt der Bau",
        "Ohne dass der Rat zustimmt, beginnt der Bau",
        "Anstatt das Geld zurückzugeben, schwieg er",
    ],
)
def test_a_german_clause_that_waits_or_supposes_is_open(text: str) -> None:
    assert [stretch for stretch in parts(text) if "Rat" in stretch[0] or "Ge" in stretch[0]]
    assert [is_open for _, is_open in parts(text)][-1] is False
    assert any(is_open for _, is_open in parts(text))


@pytest.mark.parametrize(
    "text",
    [
        "Bis Jahresende werden drei Läden geschlossen",
        "Bis zum Sommer wird gebaut",
        "Bis 2031 wird gebaut",
        "Die Ehe wurde geschieden",
        "Ohne Trainer fährt das Team nach Rom",
        "Bis Redaktionsschluss schwieg die Firma",
        "Bis",
    ],
)
def test_a_german_preposition_opens_nothing(text: str) -> None:
    assert [is_open for _, is_open in parts(text)] in ([False], [False, False])


@pytest.mark.parametrize(
    ("text", "waiting"),
    [
        ("He waits until the council approves the plan", "until the council approves the plan"),
        ("He waits until it rains", "until it rains"),
        ("He pays once the deal is signed", "once the deal is signed"),
        ("He left before signing the deal", "before signing the deal"),
        ("He asks whether they signed", "whether they signed"),
        ("He left without paying", "without paying"),
        ("He stays unless they pay", "unless they pay"),
    ],
)
def test_an_english_clause_that_waits_or_supposes_is_parted_and_open(
    text: str, waiting: str
) -> None:
    assert parts(text, "en")[1] == (waiting, True)
    assert parts(text, "en")[0][1] is False


@pytest.mark.parametrize(
    "text",
    ["He stays until Friday", "He stood before the courts", "Prices once again", "Sales falls"],
)
def test_an_english_preposition_opens_nothing(text: str) -> None:
    assert parts(text, "en") == [(text, False)]


def test_text_of_no_known_language_is_read_by_the_rules_of_all() -> None:
    assert parts("Falls es regnet", "und") == [("Falls es regnet", True)]
    assert parts("Unless it rains", "und") == [("Unless it rains", True)]


def test_a_question_asserts_nothing() -> None:
    assert parts("Baut die Stadt?") == [("Baut die Stadt", True)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Kähne und Fähren legten am Montag ab", "de", ["Kähne und Fähren legten am Montag ab"]),
        ("Am Montag fielen alle Kähne und Fähren aus", "de",
         ["Am Montag fielen alle Kähne und Fähren aus"]),
        ("Der Bund trug die Kosten und hob die Steuer an", "de",
         ["Der Bund trug die Kosten", "und hob die Steuer an"]),
        ("Die Preise steigen und die Löhne sinken", "de",
         ["Die Preise steigen", "und die Löhne sinken"]),
        ("Es gibt keinen Plan und kein Geld", "de", ["Es gibt keinen Plan", "und kein Geld"]),
        ("Talks between the town and the union broke down", "en",
         ["Talks between the town and the union broke down"]),
        ("The ferry sank and the crew drowned", "en", ["The ferry sank", "and the crew drowned"]),
        ("The quake hit Elm, injuring two people and damaging a school", "en",
         ["The quake hit Elm", "injuring two people", "and damaging a school"]),
    ],
)  # fmt: skip
def test_and_begins_a_clause_where_a_verb_stands_on_both_sides(
    text: str, language: str, expected: list[str]
) -> None:
    assert [stretch for stretch, _ in parts(text, language)] == expected
