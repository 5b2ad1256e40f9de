"""Terminals that show no more than ASCII: plain signs and lines on every screen."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from core.library import Library, Progress
from core.model import Sign
from core.settings import parsed
from tests.tui.driving import Reader
from tests.tui.random_keys import screens
from tui.app import LesartApp
from tui.drawing import glyphs
from tui.drawing.plain import is_plain, plain
from tui.first_frame import lines
from tui.messages import WorkReported

TOURS = (
    ("S", "s", "escape", "escape"),
    ("j", "m", "i", "escape", "?", "escape", "'", "escape", "g p", "escape"),
    ("j", "a", "escape", "t", "escape", "/", "escape", "\\", "escape"),
    ("j", "v", "escape", "M", "j", "escape", "T", "escape", "C", "w", "escape", "W", "escape"),
    ("g e", "c", "r", "escape", "escape", "c", "m", "escape", "escape", "c", "s", "escape"),
    ("S", "m", "escape", "escape", "S", "r", "escape", "escape"),
    ("F", "c", "enter", "escape", "escape", "escape"),
    ("g a", "i", "escape", "g /", "E", "m", "d", "e", "n", "down", "f1", "escape", "escape"),
    ("ctrl+p", "escape", "g a", "h", "l", "+", ".", "g r", "j", "=", "x"),
    ("F", "F", "escape", "escape", "X", "escape"),
)


@asynccontextmanager
async def plainly(library: Library, *, set_so: bool = False) -> AsyncIterator[Reader]:
    settings = parsed("ascii_only = true" if set_so else "")
    app = LesartApp(library, None, settings=settings, plain=not set_so)
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader


def signs_beyond_ascii(text: str) -> set[str]:
    """What is neither ASCII nor a letter; a letter may carry marks."""
    return {
        character
        for character in text
        if not character.isascii() and unicodedata.category(character)[0] not in "LM"
    }


async def test_no_screen_shows_a_sign_beyond_ascii_in_a_plain_terminal(library: Library) -> None:
    seen: set[str] = set()
    for keys in TOURS:
        async with plainly(library) as reader:
            for key in keys:
                await reader.press(key)
                seen.add(type(reader.app.screen).__name__)
                assert signs_beyond_ascii(reader.text) == set(), (key, reader.text)
    assert screens() - seen == set()


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (30, 8)])
async def test_the_setting_holds_at_every_size(library: Library, size: tuple[int, int]) -> None:
    async with plainly(library, set_so=True) as reader:
        await reader.resize(*size)
        reader.screen.post_message(WorkReported(Progress("analysing", 1, 4)))
        await reader.press("j", "]c", "g r")
        assert signs_beyond_ascii(reader.text) == set()


async def test_margin_and_panel_show_the_promised_signs(library: Library) -> None:
    async with plainly(library) as reader:
        await reader.press("j")
        assert "1 ! differs" in reader.text
        assert any("! Der Turbinenhersteller" in line for line in reader.lines)
        assert {plain(glyphs.OF_SIGN[sign]) for sign in (Sign.AGREES, Sign.DIFFERS, Sign.ONLY)} == {
            *"=!o"
        }


@pytest.mark.parametrize(
    "side_by_side",
    [
        (glyphs.CURSOR, glyphs.OPENED),
        (glyphs.FOLDED, glyphs.UNFOLDED, glyphs.UNREAD, glyphs.CHANGED, glyphs.SEARCH),
        (*(sign for kind, sign in glyphs.OF_SIGN.items() if kind is not Sign.CONTRADICTS), "·"),
        (glyphs.BOOKMARK, glyphs.NOTE, glyphs.VERDICT),
        ("━", "─"),
        ("●", "○", "≠", "═", "─", "╱"),
    ],
)
def test_what_stands_in_one_place_differs_by_shape_there_too(side_by_side: tuple[str, ...]) -> None:
    shapes = {plain(sign) for sign in side_by_side}
    assert len(shapes) == len(side_by_side)
    assert all(shape.isascii() for shape in shapes)


@given(st.sampled_from([value for name, value in vars(glyphs).items() if name.isupper()]))
def test_every_sign_has_an_ascii_form_of_its_width(sign: object) -> None:
    for drawn in sign.values() if isinstance(sign, dict) else [str(sign)]:
        assert plain(drawn).isascii()
        assert len(plain(drawn)) == cell_len(drawn)


@pytest.mark.parametrize(
    ("terminal", "encoding", "lacks_signs"),
    [
        ("xterm-256color", "utf-8", False),
        ("screen", "UTF-8", False),
        ("linux", "utf-8", True),
        ("vt220", "utf-8", True),
        ("dumb", "utf-8", True),
        ("xterm", "iso8859-15", True),
        ("xterm", "no-such-encoding", True),
        ("xterm", None, True),
        ("", "utf-8", False),
    ],
)
def test_a_terminal_is_plain_by_its_name_or_its_encoding(
    terminal: str, encoding: str | None, lacks_signs: bool
) -> None:
    assert is_plain(terminal, encoding) == lacks_signs


def test_the_first_frame_is_plain_too(library: Library) -> None:
    assert plain(lines(library.rows(), 120, 36)).isascii()
