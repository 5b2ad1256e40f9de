"""Plain terminals see plain signs, in the same cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.drawing.plain import plain


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("≠ 3 ◦ ● Müller …", "! 3 o * Müller ."),
        ("┌─┐│└┘├┤", "+-+|++++"),
        ("▌█", ">#"),
        ("plain", "plain"),
    ],
)
def test_signs_and_lines_become_ascii_and_letters_stay(drawn: str, expected: str) -> None:
    assert plain(drawn) == expected


@given(st.text())
def test_no_text_changes_its_width(text: str) -> None:
    assert cell_len(plain(text)) == cell_len(text)
