"""Whole screens at three sizes, compared with pictures kept beside this file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from core.library import Library
from tests.tui.driving import Reader
from tui.app import LesartApp

Compare = Callable[..., bool]


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((120, 36), "lesart-dark"),
        ((120, 36), "lesart-light"),
        ((80, 24), "lesart-dark"),
        ((60, 20), "lesart-dark"),
    ],
    ids=["wide-dark", "wide-light", "medium", "narrow"],
)
def test_the_reading_screen_looks_as_it_should(
    library: Library, snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    app = LesartApp(library, None)

    async def prepare(pilot: Pilot[None]) -> None:
        app.theme = theme
        reader = Reader(app, pilot)
        await reader.settle()
        await reader.press("j")

    assert snap_compare(app, terminal_size=size, run_before=prepare)
