"""Many strings in a few arrays, their numbers, and the letters they begin and end with."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.relations.index.letters import SIZES, sequences
from core.relations.index.strings import (
    KEY_LETTERS,
    Strings,
    hashes_of,
    is_plain,
    key_ranges,
    keys_of,
    letter_keys,
)

TEXTS = st.lists(st.text(st.characters(exclude_characters=" "), max_size=8), unique=True)
WORDS = st.text("abyzé", min_size=1, max_size=15)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_strings_are_found_by_number_and_number_by_string(listed: list[str]) -> None:
    strings = Strings.of(listed)
    assert list(strings) == listed
    assert [strings.number(text) for text in listed] == list(range(len(listed)))
    assert strings.number("not among them") is None


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(st.text("abc", max_size=3)))
def test_many_numbers_are_found_like_one(listed: list[str], others: list[str]) -> None:
    strings = Strings.of(listed)
    asked = listed + others
    found = [strings.number(text) for text in asked]
    expected = [-1 if number is None else number for number in found]
    assert strings.numbers(asked, hashes_of(asked)).tolist() == expected


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_joined_strings_follow_each_other(one: list[str], other: list[str]) -> None:
    joined = Strings.joined([Strings.of(one), Strings.of(other)])
    assert list(joined) == one + other
    assert all(number in joined.numbers_of(text) for number, text in enumerate(one + other))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.data())
def test_some_strings_can_be_taken(listed: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(range(len(listed))))) if listed else []
    numbers = np.array(chosen, dtype=np.int64)
    wanted = [listed[number] for number in chosen]
    assert list(Strings.of(listed).taken(numbers)) == wanted
    assert Strings.of(listed).several(numbers) == wanted


def test_marks_tell_equal_strings_apart() -> None:
    strings = Strings.of(["bank", "bank"], [4, 9])
    assert strings.numbers_of("bank", 9) == [1]


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=9), WORDS)
def test_strings_that_begin_alike_lie_within_one_range_of_keys(
    listed: list[str], start: str
) -> None:
    strings = Strings.of(listed)
    every = np.arange(len(listed), dtype=np.int32)
    keys = letter_keys([start, start[::-1]])
    (low, high), back = key_ranges(keys, np.full(2, len(start))).tolist()
    for number, (front_key, back_key) in enumerate(
        zip(
            keys_of(strings, every).tolist(),
            keys_of(strings, every, reverse=True).tolist(),
            strict=True,
        )
    ):
        within = low <= front_key < high
        assert within >= listed[number].startswith(start)
        assert (back[0] <= back_key < back[1]) >= listed[number].endswith(start)
        if is_plain(start) and len(start) <= KEY_LETTERS:
            assert within == listed[number].startswith(start)


def test_keys_tell_plain_letters_from_all_others() -> None:
    assert is_plain("az" * KEY_LETTERS)
    assert not is_plain("é")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc", min_size=1, max_size=7), min_size=1, max_size=5))
def test_sequences_of_letters_know_the_borders_of_a_word(listed: list[str]) -> None:
    buckets, places = sequences(Strings.of(listed), np.arange(len(listed)))
    names: dict[int, str] = {}
    for at, word in enumerate(listed):
        bordered = f" {word} "
        expected = [
            bordered[start : start + size]
            for size in SIZES
            for start in range(len(bordered) - size + 1)
        ]
        found = buckets[places == at].tolist()
        assert len(found) == len(expected)
        for bucket, name in zip(found, expected, strict=True):
            assert names.setdefault(bucket, name) == name
