from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import App, ComposeResult

from core.model import Entity, EntityCount, EntityId, EntityKind, FigureCount
from core.text.figures import find_figures
from tui.widgets.entity_sidebar import EntitySidebar

STYLES = Path(__file__).resolve().parents[2] / "tui" / "styles"
HEIGHT = 12


class SidebarApp(App[None]):
    """The sidebar alone."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES / "reading.tcss"]

    def compose(self) -> ComposeResult:
        yield EntitySidebar(id="entities")

    @property
    def sidebar(self) -> EntitySidebar:
        return self.query_one(EntitySidebar)

    def topmost_row(self) -> int:
        """The number of the row that stands in the topmost line."""
        return round(self.sidebar.body.scroll_offset.y)


def people(count: int) -> Sequence[EntityCount]:
    named = [f"Person {number:02}" for number in range(count)]
    return [EntityCount(Entity(EntityId(n), n, EntityKind.PERSON, (n,)), 1) for n in named]


def figures(*said: str) -> Sequence[FigureCount]:
    return [FigureCount(figure, 1) for text in said for figure in find_figures(text, "de")]


async def test_what_is_found_later_is_shown_from_its_top_when_the_cursor_was_never_moved() -> None:
    app = SidebarApp()
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        app.sidebar.show([], figures("300 Millionen Dollar", "50 Prozent"), analysed=False)
        await pilot.pause()
        app.sidebar.show(people(30), figures("300 Millionen Dollar", "50 Prozent"), analysed=True)
        await pilot.pause()
        assert app.sidebar.choice == EntityId("Person 00")
        assert app.topmost_row() == 0


async def test_a_cursor_that_was_moved_stays_on_its_entry() -> None:
    app = SidebarApp()
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        found = figures("300 Millionen Dollar", "50 Prozent")
        app.sidebar.show([], found, analysed=False)
        await pilot.pause()
        app.sidebar.move("item", 1)
        app.sidebar.show(people(30), found, analysed=True)
        await pilot.pause()
        assert app.sidebar.choice == found[1].figure


async def test_a_cursor_on_the_first_entry_stays_there_when_that_entry_was_chosen() -> None:
    app = SidebarApp()
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        found = figures("300 Millionen Dollar", "50 Prozent")
        app.sidebar.show([], found, analysed=False)
        await pilot.pause()
        app.sidebar.chosen = found[0].figure
        app.sidebar.show(people(30), found, analysed=True)
        await pilot.pause()
        assert app.sidebar.choice == found[0].figure
