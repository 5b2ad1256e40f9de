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

    def first_row(self) -> str:
        """What stands in the topmost line, borders aside."""
        rows = self.sidebar.body
        return str(rows.get_option_at_index(round(rows.scroll_offset.y)).prompt)


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
        assert app.first_row().startswith("Person")


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
