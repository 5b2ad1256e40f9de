from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Span
from core.text.clean import clean, clean_line

NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "\x1b[]PX^_\\;0123mHKJ\x07\x9b\x9d\x90\x9c\x98\x00\x08\r\n\x0b\x0c\x85\u2028\t\u00a0"
            "\u200b\u200c\u200d\u200e\u202e\u2066\ufeff\u00ad\ufe0f\u0301\u0308\u0323\u0344\u1161"
            "\u11a8\u1100\uac00\u0958\u212b\u2126\ufffe\ud800\U000e0041👩💻🏽abcuüÄ „“–"
        ),
        st.characters(),
    ),
    max_size=60,
)
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


@given(NASTY)
def test_cleaning_twice_equals_once(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@given(NASTY)
def test_no_forbidden_character_remains(text: str) -> None:
    cleaned = clean(text).text
    assert FORBIDDEN.search(cleaned) is None
    assert unicodedata.is_normalized("NFC", cleaned)
    marks = "".join("m" if unicodedata.category(c) in {"Mn", "Me"} else "." for c in cleaned)
    assert "mmmmm" not in marks


@given(NASTY)
def test_every_character_stands_in_the_original_in_order(text: str) -> None:
    tracked = clean(text)
    before = Span(0, 0)
    for position, character in enumerate(tracked.text):
        place = tracked.to_original(Span(position, position + 1))
        assert 0 < len(place) <= len(text)
        assert place.start >= before.start
        assert place.end >= before.end
        if character not in " \n" and len(place) == 1:
            assert character in unicodedata.normalize("NFC", place.of(text))
        before = place


@given(NASTY)
def test_a_line_has_no_breaks_and_single_spaces(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line
    assert "  " not in line
    assert line == line.strip()


@given(st.text(alphabet="abcdefäöüß „“–€?!.,\n", max_size=200))
def test_clean_text_is_untouched(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("\x1b[31mrot\x1b[0m", "rot"),
        ("\x9b31mrot\x9b0m", "rot"),
        ("\x1b[38;2;255;0;0mrot", "rot"),
        ("\x1b]0;Titel\x07Text", "Text"),
        ("\x1b]0;Titel\x1b\\Text", "Text"),
        ("\x9d52;c;Zm9v\x9cText", "Text"),
        ("\x1b]8;;https://example.org\x1b\\Wort\x1b]8;;\x1b\\", "Wort"),
        ("\x1bPq#0;2;0;0;0\x1b\\Text", "Text"),
        ("\x90q#0\x9cText", "Text"),
        ("\x1b_befehl\x1b\\Text", "Text"),
        ("\x1b^geheim\x1b\\Text", "Text"),
        ("\x1bXkette\x1b\\Text", "Text"),
        ("\x1bcText", "Text"),
        ("\x1b(BText", "Text"),
        ("\x1b#8Text", "Text"),
        ("Text\x1b", "Text"),
        ("Text\x1b[", "Text"),
        ("Text\x1b[31", "Text"),
    ],
)
def test_whole_terminal_sequences_go(dirty: str, expected: str) -> None:
    assert clean(dirty).text == expected


@pytest.mark.parametrize(
    "opening", ["\x1b]0;", "\x9d0;", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x90"]
)
def test_an_unterminated_sequence_does_not_take_the_article_along(opening: str) -> None:
    article = "Der Hafen wird ausgebaut.\nDas kostet Geld.\x07 Viel Geld."
    assert clean(opening + article).text == article.replace("\x07", "")
    long = "Wort " * 2_000
    assert clean(opening + long + "\x07Ende").text == long + "Ende"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_becomes_one(end: str) -> None:
    assert clean(f"eins{end}zwei").text == "eins\nzwei"


@pytest.mark.parametrize("space", ["\t", "\u00a0", "\u2009", "\u202f", "\u3000", "\u2003"])
def test_every_kind_of_space_becomes_a_plain_one(space: str) -> None:
    assert clean(f"5{space}Euro").text == "5 Euro"


@pytest.mark.parametrize(
    "invisible",
    list(
        "\u200b\u200c\u200d\u00ad\ufeff\u202e\u2067\u061c\U000e0041\u2060\ufff9\ufdd0\U0001ffff"
        "\ud800\x00\x7f\x81"
    ),
)
def test_what_cannot_be_seen_goes(invisible: str) -> None:
    tracked = clean(f"Wirt{invisible}schaft")
    assert tracked.text == "Wirtschaft"
    assert tracked.to_original(Span(0, 10)) == Span(0, 11)


def test_a_joined_emoji_stays_whole() -> None:
    joined = "👩\u200d💻 ❤\ufe0f\u200d🔥"
    assert clean(joined).text == joined


def test_composed_characters_know_all_their_parts() -> None:
    tracked = clean("u\u0308ber Mu\u0308nchen")
    assert tracked.text == "über München"
    assert tracked.to_original(Span(5, 12)) == Span(6, 14)


def test_composed_neighbours_of_what_is_not_stay_one_to_one() -> None:
    tracked = clean("Café für fu\u0308r „\u212b“")
    assert tracked.text == "Café für für „Å“"
    assert tracked.to_original(Span(1, 2)) == Span(1, 2)


def test_a_mark_behind_something_invisible_still_composes() -> None:
    assert clean("u\u200b\u0308ber").text == "über"


def test_a_heap_of_marks_is_cut_down() -> None:
    assert len(clean("z" + "\u0335" * 100 + "a").text) == 6


def test_marks_between_signs_are_counted_apart() -> None:
    text = "„–…“☃☃☃☃☃☃"
    assert clean(text).text == text


def test_a_title_becomes_one_line() -> None:
    assert clean_line("  Zwei\r\n\tZeilen \x1b[1mTitel  ") == "Zwei Zeilen Titel"
