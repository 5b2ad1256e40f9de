"""Whatever is pressed, in whatever terminal, nothing breaks; and what once broke does no more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events

from core.library import Library
from tests.tui.driving import reading
from tests.tui.random_keys import KeysBroke, played, screens
from tui.commands import Place
from tui.screens.help import HelpScreen

KEYS = int(os.environ.get("LESART_KEYS", "60"))
"""So many for each seed."""


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_no_keys_break_the_program(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    try:
        player = await played(tmp_path / "library", seed=seed, count=KEYS)
    except KeysBroke as broken:
        pytest.fail(f"{broken}: {broken.__cause__!r}")
    assert player.seen.total() >= KEYS
    assert len(player.seen) > 1
    assert player.seen.keys() <= screens()


# --- what broke -----------------------------------------------------------------------------------


async def test_paging_through_no_hits_is_harmless(library: Library) -> None:
    keys = ("ctrl+u", "ctrl+d", "pageup", "pagedown", "home", "end")
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("gibtesnicht")
        await reader.press("down", "tab", *keys)
        reader.app.screen.query_one("ResultsPane").focus()
        await reader.press(*keys)


@pytest.mark.parametrize(
    ("opens", "closes"), [("?", "q"), ("M", "q"), ("a", "escape"), (":", "escape"), ("'", "q")]
)
async def test_a_dialog_that_is_closed_twice_at_once_closes_once(
    library: Library, opens: str, closes: str
) -> None:
    async with reading(library) as reader:
        await reader.press(opens)
        screen = reader.app.screen
        for _ in range(2):
            # As from a fast keyboard: the second is on its way before the first has been heard.
            screen.post_message(events.Key(closes, None))
        await reader.settle()
        if opens != ":":
            reader.app.screen_stack[-1].app.push_screen(HelpScreen(Place.TEXT))
            await reader.settle()
            screen.dismiss()
            await reader.settle()
            assert isinstance(reader.app.screen, HelpScreen)
        reader.app.pop_screen()
        reader.app.pop_screen()
        await reader.settle()
        assert reader.app.screen is reader.screen
