from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Size

from tui.commands import READING, Place
from tui.layout import Wishes, seen, toggled

ALL = frozenset(READING)
WIDE, MEDIUM, NARROW = Size(120, 36), Size(80, 24), Size(60, 20)

wishes = st.builds(
    Wishes,
    entities=st.booleans(),
    related=st.booleans(),
    text_only=st.booleans(),
    last=st.sampled_from([Place.ENTITIES, Place.RELATED]),
)
sizes = st.builds(Size, st.integers(1, 200), st.integers(1, 60))
places = st.sampled_from(sorted(READING))


def test_a_wide_screen_shows_everything() -> None:
    assert seen(WIDE, Wishes(), Place.TEXT).panes == ALL
    assert not seen(WIDE, Wishes(), Place.TEXT).line


def test_a_medium_screen_shows_the_text_and_one_pane_beside_it() -> None:
    assert seen(MEDIUM, Wishes(), Place.TEXT).panes == {Place.TEXT, Place.RELATED}
    assert seen(MEDIUM, Wishes(), Place.ARTICLES).panes == {Place.TEXT, Place.ARTICLES}


def test_a_narrow_screen_shows_the_text_and_the_best_relative_in_one_line() -> None:
    assert seen(NARROW, Wishes(), Place.TEXT).panes == {Place.TEXT}
    assert seen(NARROW, Wishes(), Place.TEXT).line
    assert not seen(Size(20, 5), Wishes(), Place.TEXT).line


@given(sizes, wishes, places)
def test_the_focused_pane_is_always_seen(size: Size, wished: Wishes, focus: Place) -> None:
    assert focus in seen(size, wished, focus).panes


@given(sizes, wishes, st.sampled_from([Place.ENTITIES, Place.RELATED]))
def test_the_key_of_a_side_pane_shows_or_hides_it(size: Size, wished: Wishes, place: Place) -> None:
    before = place in seen(size, wished, Place.TEXT).panes
    after = seen(size, toggled(size, wished, Place.TEXT, place), Place.TEXT).panes
    if size.width >= 76:
        assert (place in after) is not before
    else:
        assert after == {Place.TEXT}


@given(sizes, wishes)
def test_text_only_twice_is_as_before(size: Size, wished: Wishes) -> None:
    once = toggled(size, wished, Place.TEXT, Place.TEXT)
    assert toggled(size, once, Place.TEXT, Place.TEXT) == wished
    only = once if once.text_only else wished
    assert seen(size, only, Place.TEXT).panes == {Place.TEXT}
    assert not seen(size, only, Place.TEXT).line


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
def test_a_hidden_pane_comes_back_with_its_key(size: Size) -> None:
    hidden = toggled(size, Wishes(), Place.TEXT, Place.RELATED)
    assert Place.RELATED not in seen(size, hidden, Place.TEXT).panes
    shown = toggled(size, hidden, Place.TEXT, Place.RELATED)
    assert Place.RELATED in seen(size, shown, Place.TEXT).panes
