"""What the reader has set holds on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.library import Library
from core.settings import parsed
from tests.tui.driving import Reader
from tui.app import LesartApp


@asynccontextmanager
async def set_up(library: Library, settings: str) -> AsyncIterator[Reader]:
    """The app with these settings, settled."""
    app = LesartApp(library, None, settings=parsed(settings))
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader


async def test_a_key_of_ones_own_works_and_stands_in_footer_and_help(library: Library) -> None:
    async with set_up(library, "[keys]\n'bookmark' = 'f5'\n'search' = ', s'") as reader:
        await reader.press("j", "j")
        assert "f5 bookmark" in reader.lines[-1]
        await reader.press("m")
        assert library.marks() == ()
        await reader.press("f5")
        assert len(library.marks()) == 1
        await reader.press("?")
        await reader.type("bookmark")
        assert "f5" in reader.text
        await reader.press("escape")
        await reader.press(", s")
        assert reader.app.screen is not reader.screen


async def test_plain_terminals_see_nothing_but_ascii_and_letters(library: Library) -> None:
    async with set_up(library, "ascii_only = true") as reader:
        signs = {letter for letter in reader.text if not letter.isascii() and not letter.isalpha()}
        assert signs == set()


async def test_a_theme_of_ones_own_is_there_and_an_unknown_one_is_named(library: Library) -> None:
    mine = "theme = 'mine'\n[themes.mine]\ndark = false\nprimary = '#aa0000'"
    async with set_up(library, mine) as reader:
        assert reader.app.theme == "mine"
        assert reader.app.current_theme.primary == "#aa0000"
    async with set_up(library, "theme = 'lesart-lihgt'") as reader:
        assert reader.app.theme == "lesart-dark"
        assert any("did you mean 'lesart-light'" in said for said in reader.said)


async def test_the_threshold_is_the_one_that_was_set(library: Library) -> None:
    async with set_up(library, "threshold = 0.7") as reader:
        assert reader.screen.threshold == 0.7


async def test_of_many_problems_the_first_are_told_and_the_others_counted(library: Library) -> None:
    async with set_up(library, "\n".join(f"nonsense{n} = 1" for n in range(5))) as reader:
        assert len(reader.said) == 4
        assert "2 more" in reader.said[-1]
