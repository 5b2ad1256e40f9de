from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.drawing.wrapping import _NOT_NARROW, cell_at, cut, wrap

WORDS = st.text(
    st.one_of(
        st.sampled_from("  -aäßé„“–\u00a0東京한글👩\u200d👧🏽🇩🇪❤\ufe0fe\u0301"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=120,
)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width, 0, len(text))]


@settings(deadline=None)
@given(WORDS, st.integers(1, 60))
def test_lines_and_the_spaces_between_them_give_the_text_again(text: str, width: int) -> None:
    lines = wrap(text, width, 0, len(text))
    edges = [0, *(edge for line in lines for edge in line), len(text)]
    assert edges == sorted(edges)
    between = [text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *lines])]
    assert set("".join([*between, text[lines[-1][1] :]])) <= {" "}


@settings(deadline=None)
@given(WORDS, st.integers(2, 60))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in lines_of(text, width))


@settings(deadline=None)
@given(WORDS, st.integers(1, 60))
def test_only_a_lone_character_is_wider_than_a_single_cell(text: str, width: int) -> None:
    for line in lines_of(text, width):
        assert cell_len(line) <= width or cell_len(line) <= 2


@settings(deadline=None)
@given(st.lists(st.text("abcäöü", min_size=1, max_size=9), min_size=1), st.integers(9, 40))
def test_plain_words_are_filled_as_full_as_they_fit(words: list[str], width: int) -> None:
    text = " ".join(words)
    expected: list[str] = []
    for word in words:
        if expected and len(expected[-1]) + 1 + len(word) <= width:
            expected[-1] += f" {word}"
        else:
            expected.append(word)
    assert lines_of(text, width) == expected


@settings(deadline=None)
@given(WORDS, WORDS, WORDS, st.integers(2, 40))
def test_a_stretch_is_wrapped_as_if_it_stood_alone(
    before: str, text: str, after: str, width: int
) -> None:
    whole = f"{before}\n\n{text}\n\n{after}"
    start = len(before) + 2
    inside = [whole[s:e] for s, e in wrap(whole, width, start, start + len(text))]
    assert inside == lines_of(text, width)


def test_characters_counted_by_length_take_one_cell_each() -> None:
    narrow = [chr(code) for code in range(0x10000) if not _NOT_NARROW.match(chr(code))]
    assert len(narrow) > 1000
    assert {get_character_cell_size(character) for character in narrow} == {1}


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Rhein-Main-Verkehrsverbund", 14, ["Rhein-Main-", "Verkehrsverbun", "d"]),
        ("bei minus -5 Grad", 11, ["bei minus", "-5 Grad"]),
        ("die E-Mail-Adresse", 10, ["die", "E-Mail-", "Adresse"]),
        ("Donaudampfschiff", 6, ["Donaud", "ampfsc", "hiff"]),
        ("東京の港湾都市", 6, ["東京の", "港湾都", "市"]),
        ("In 東京の港湾都市", 8, ["In 東京", "の港湾都", "市"]),
        ("ab 👩\u200d👩\u200d👧 cd", 5, ["ab 👩\u200d👩\u200d👧", "cd"]),
        ("42\u00a0Millionen Euro", 12, ["42\u00a0Millionen", "Euro"]),
        ("東", 1, ["東"]),
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("  eingerückt", 20, ["eingerückt"]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


def test_hundreds_of_combining_marks_do_not_widen_a_line() -> None:
    text = "Z" + "\u0308" * 500 + " Ende"
    assert "".join(lines_of(text, 10)).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= 10 for line in lines_of(text, 10))


@settings(deadline=None)
@given(WORDS, st.integers(0, 40))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    shown = cut(text, width, "…")
    assert cell_len(shown) <= width
    assert shown == text or not width or shown.endswith("…")


def test_a_text_that_fits_is_not_cut() -> None:
    assert cut("Hafenumbau", 10, "…") == "Hafenumbau"
    assert cut("Hafenumbau", 9, "…") == "Hafenumb…"
    assert cut("東京の港湾", 6, "…") == "東京…"
    assert cut("lange Zeile", 2, "...") == ".."


def test_a_cut_of_a_million_characters_looks_at_the_beginning_only() -> None:
    assert cut("x" * 1_000_000, 5, "…") == "xxxx…"


@settings(deadline=None)
@given(WORDS)
def test_every_cell_belongs_to_the_character_that_covers_it(text: str) -> None:
    for cell in range(cell_len(text)):
        at = cell_at(text, cell)
        assert 0 <= at < len(text)
    assert cell_at(text, 10_000) == len(text)


def test_the_second_cell_of_a_wide_character_is_still_that_character() -> None:
    assert [cell_at("a東b", cell) for cell in range(4)] == [0, 1, 1, 2]
    assert re.match("b", "a東b"[cell_at("a東b", 3) :])
