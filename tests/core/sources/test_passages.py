from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from core.model import Span
from core.sources.passages import even, is_wrapped, passage, plain_passages
from core.text.spans import TrackedText

LONG = (
    "Der Stadtrat hat in seiner Sitzung am Dienstagabend mit großer Mehrheit beschlossen, die "
    "alte Brücke am Hafen abzureißen und durch einen Neubau zu ersetzen, der Platz für Radfahrer "
    "und Fußgänger bietet. Die Arbeiten sollen im Frühjahr beginnen und zwei Jahre dauern."
)
OTHER = (
    "Kritik kam von Anwohnern, die während der Bauzeit lange Umwege fürchten. Auch Händler aus "
    "der Altstadt äußerten Bedenken, weil sie Einbußen im Geschäft mit Besuchern erwarten."
)


def texts(text: str) -> list[str]:
    return [p.text for p in plain_passages(TrackedText.untouched(text))]


def test_lines_are_passages() -> None:
    assert texts(f"Titel\n{LONG}\n{OTHER}") == ["Titel", LONG, OTHER]


def test_a_blank_line_sets_apart() -> None:
    found = plain_passages(TrackedText.untouched("Titel\n\nBildzeile\nFoto: Amt\n"))
    assert [p.apart for p in found] == [True, True, False]


def test_wrapped_lines_become_paragraphs() -> None:
    wrapped = f"Titel\n\n{textwrap.fill(LONG, 64)}\n\n{textwrap.fill(OTHER, 64)}\n"
    assert is_wrapped(wrapped)
    assert texts(wrapped) == ["Titel", LONG, OTHER]


def test_wrapped_paragraphs_without_blank_lines_are_told_by_their_last_lines() -> None:
    wrapped = f"{textwrap.fill(LONG, 70)}\n{textwrap.fill(OTHER, 70)}\n"
    assert texts(wrapped) == [LONG, OTHER]


def test_a_word_divided_at_the_line_end_is_whole_again() -> None:
    wrapped = (
        textwrap.fill(LONG, 60).replace("Mehrheit", "Mehr-\nheit").replace("Neubau", "Neu-\nbau")
    )
    whole = " ".join(texts(wrapped))
    assert "Mehrheit" in whole
    assert "Neubau" in whole


def test_a_hyphen_that_belongs_stays() -> None:
    tracked = passage(TrackedText.untouched("Ein-\nund Ausfuhr, E-\nMail, Links-\nRechts")).tracked
    assert tracked.text == "Ein- und Ausfuhr, E- Mail, Links- Rechts"


def test_a_divided_word_knows_its_hyphen() -> None:
    original = "die Mehr-\nheit"
    tracked = passage(TrackedText.untouched(original)).tracked
    assert tracked.text == "die Mehrheit"
    assert tracked.to_original(Span(4, 12)).of(original) == "Mehr-\nheit"


def test_short_lines_are_not_a_column() -> None:
    assert texts("Eins\nZwei\nDrei\nVier") == ["Eins", "Zwei", "Drei", "Vier"]
    assert not is_wrapped("")


def test_sentences_in_lines_of_their_own_are_not_a_column() -> None:
    lines = [f"Dies ist der Satz Nummer {n}, und er endet hier mit Punkt." for n in range(9)]
    assert texts("\n".join(lines)) == lines


def test_lines_that_do_not_fill_the_column_stay_apart() -> None:
    lines = [
        "Ein langer Eintrag in dieser Liste, der die Breite bestimmt und füllt",
        "Kurz",
        "Knapp",
    ]
    assert texts("\n".join([*lines, "Auch kurz", "Ende"])) == [*lines, "Auch kurz", "Ende"]


def test_quotes_and_dashes_are_evened_out_in_place() -> None:
    assert even("„Ja“ – ‚nein‘") == "\"Ja\" - 'nein'"


@given(st.text(alphabet="ab c-.\n", max_size=120))
def test_every_character_but_white_space_is_in_a_passage(text: str) -> None:
    covered: set[int] = set()
    for found in plain_passages(TrackedText.untouched(text)):
        place = found.tracked.to_original(Span(0, len(found.text)))
        covered.update(range(place.start, place.end))
        assert "\n" not in found.text
        assert found.text == found.text.strip() != ""
    assert all(n in covered for n, character in enumerate(text) if not character.isspace())


def test_a_sentence_that_breaks_off_goes_on_in_the_next_line() -> None:
    first, second = "Die Arbeiten sollen im Frühjahr beginnen und dauern", "zwei Jahre."
    assert texts(f"Titel\n{first}\n{second}") == ["Titel", f"{first} {second}"]
    assert texts(f"Titel\n{first}.\n{second}") == ["Titel", f"{first}.", second]
