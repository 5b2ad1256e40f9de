from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region

from core.model import ArticleId, ArticleRow, StoryId
from tui.drawing.list_rows import ListEntry, StoryHeader
from tui.widgets.article_list import ArticleList
from tui.widgets.line_pane import Step

STYLES = Path(__file__).resolve().parents[2] / "tui" / "styles"


def row(number: int, title: str = "", *, conflicts: int | None = None) -> ArticleRow:
    return ArticleRow(
        id=ArticleId(f"a{number}"),
        title=title or f"Schlagzeile {number}",
        title_derived=False,
        source=f"/news/a{number}.txt",
        outlet=None,
        published=None,
        language="de",
        story=None,
        statements=3,
        conflicts=conflicts,
        read=False,
    )


def header(number: int, count: int) -> StoryHeader:
    return StoryHeader(StoryId(f"s{number}"), f"Ereignis {number}", count)


TWO_STORIES: tuple[ListEntry, ...] = (
    header(1, 3),
    row(1),
    row(2, conflicts=2),
    row(3),
    header(2, 2),
    row(4),
    row(5),
)
MANY = tuple(row(number) for number in range(100_000))


class ListApp(App[None]):
    """The list alone, its moves on keys."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES / "article_list.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('item', 1)"),
        Binding("k", "move('item', -1)"),
        Binding("g", "move('edge', -1)"),
        Binding("G", "move('edge', 1)"),
        Binding("s", "move('paragraph', 1)"),
        Binding("S", "move('paragraph', -1)"),
        Binding("e", "move('line', 1)"),
        Binding("y", "move('line', -1)"),
        Binding("d", "move('half', 1)"),
        Binding("u", "move('half', -1)"),
        Binding("space", "move('page', 1)"),
        Binding("b", "move('page', -1)"),
        Binding("l", "open"),
        Binding("h", "out"),
    ]

    def __init__(self, entries: Sequence[ListEntry] = TWO_STORIES) -> None:
        super().__init__()
        self.entries = entries
        self.highlighted: list[str] = []
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield ArticleList()

    def on_mount(self) -> None:
        self.list.show(self.entries)
        self.list.focus()

    @property
    def list(self) -> ArticleList:
        return self.query_one(ArticleList)

    def action_move(self, step: Step, by: int) -> None:
        self.list.move(step, by)

    def action_open(self) -> None:
        self.list.open()

    def action_out(self) -> None:
        self.list.out()

    def on_article_list_article_highlighted(self, message: ArticleList.ArticleHighlighted) -> None:
        self.highlighted.append(message.article)

    def on_article_list_article_chosen(self, message: ArticleList.ArticleChosen) -> None:
        self.chosen.append(message.article)

    def screen_lines(self) -> Sequence[str]:
        size = self.list.size
        strips = self.list.render_lines(Region(0, 0, size.width, size.height))
        return [strip.text.rstrip() for strip in strips]


async def test_stories_are_headers_with_their_articles_below() -> None:
    app = ListApp()
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.pause()
        assert app.screen_lines() == [
            "▌▾ Ereignis 1            3",
            " ● Schlagzeile 1",
            " ● Schlagzeile 2        2≠",
            " ● Schlagzeile 3",
            " ▾ Ereignis 2            2",
            " ● Schlagzeile 4",
            " ● Schlagzeile 5",
            "",
            "",
        ]


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("j", 1),
        ("jjjj", 4),
        ("jk", 0),
        ("k", 0),
        ("G", 6),
        ("Gj", 6),
        ("Gg", 0),
        ("s", 4),
        ("ss", 6),
        ("GS", 4),
        ("GSS", 0),
        ("GSSS", 0),
        ("jjh", 0),
        ("Gh", 4),
        ("d", 4),
        ("space", 6),
    ],
)
async def test_keys_move_the_cursor_from_row_to_row(keys: str, line: int) -> None:
    app = ListApp()
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.press(*([keys] if keys == "space" else keys))
        assert app.list.cursor == line
        assert app.list.entry == TWO_STORIES[line]
        assert app.screen_lines()[line].startswith("▌")


async def test_highlighting_and_choosing_an_article_is_told() -> None:
    app = ListApp()
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.press("j", "j", "l")
        await pilot.pause()
    assert app.highlighted == ["a1", "a2"]
    assert app.chosen == ["a2"]


async def test_a_click_chooses_the_article_and_folds_the_story() -> None:
    app = ListApp()
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.click(ArticleList, offset=(5, 2))
        await pilot.click(ArticleList, offset=(5, 8))
        await pilot.pause()
        assert app.chosen == ["a2"]
        await pilot.click(ArticleList, offset=(5, 0))
        assert app.screen_lines()[1].startswith(" ▾ Ereignis 2")


async def test_a_story_is_folded_and_unfolded() -> None:
    app = ListApp()
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.press("l")
        assert app.screen_lines()[:2] == [
            "▌▸ Ereignis 1            3",
            " ▾ Ereignis 2            2",
        ]
        await pilot.press("l")
        assert app.screen_lines()[1] == " ● Schlagzeile 1"
        await pilot.press("j", "h", "h", "h")
        assert app.screen_lines()[0].startswith("▌▸")
        await pilot.press("G")
        assert app.list.entry == row(5)


async def test_rows_above_the_first_story_stay_when_stories_are_folded() -> None:
    app = ListApp((row(8), row(9), *TWO_STORIES))
    async with app.run_test(size=(28, 12)) as pilot:
        await pilot.press("h", "s", "h")
        assert [line[3:16].strip() for line in app.screen_lines()[:4]] == [
            "Schlagzeile 8",
            "Schlagzeile 9",
            "Ereignis 1",
            "Ereignis 2",
        ]


async def test_going_to_an_article_unfolds_its_story() -> None:
    app = ListApp()
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.press("s", "l")
        assert app.list.go_to(ArticleId("a5"))
        await pilot.pause()
        assert app.list.entry == row(5)
        assert app.highlighted == ["a5"]
        assert not app.list.go_to(ArticleId("unknown"))
        assert app.list.entry == row(5)


async def test_the_opened_article_carries_a_sign() -> None:
    app = ListApp()
    async with app.run_test(size=(28, 9)) as pilot:
        app.list.opened = ArticleId("a3")
        await pilot.pause()
        assert [line[0] for line in app.screen_lines()[:7]] == list("▌  ▹   ")


async def test_new_rows_keep_the_cursor_on_its_article() -> None:
    app = ListApp()
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.press("G")
        app.list.show((row(7), *(replace(e) for e in TWO_STORIES[4:]), row(6)))
        await pilot.pause()
        assert app.list.entry == row(5)
        assert app.highlighted == ["a5"]
        app.list.show(TWO_STORIES[:3])
        await pilot.pause()
        assert app.list.entry == row(2, conflicts=2)
        assert app.highlighted == ["a5", "a2"]


async def test_new_rows_keep_the_cursor_on_its_story_and_the_fold() -> None:
    app = ListApp()
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.press("s", "l")
        app.list.show((row(7), header(2, 9), row(4), row(5)))
        await pilot.pause()
        assert app.list.entry == header(2, 9)
        assert app.list.line_count() == 2
        app.list.show((row(7),))
        await pilot.pause()
        assert app.screen_lines()[0] == "▌● Schlagzeile 7"


async def test_an_empty_list_does_nothing() -> None:
    app = ListApp(())
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.press("j", "k", "g", "G", "s", "S", "e", "y", "d", "u", "space", "b", "l", "h")
        await pilot.click(ArticleList, offset=(3, 3))
        assert app.list.entry is None
        assert not app.chosen
        app.list.show(TWO_STORIES)
        await pilot.press("j")
        assert app.list.entry == row(1)


@pytest.mark.parametrize("step", ["item", "line", "half", "page"])
async def test_the_cursor_is_always_in_view(step: Step) -> None:
    app = ListApp(MANY)
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.pause()
        app.list.go_to(ArticleId("a50000"))
        for by in (1,) * 15 + (-1,) * 20:
            app.list.move(step, by)
            assert sum(line.startswith("▌") for line in app.screen_lines()) == 1


async def test_a_hundred_thousand_rows_are_reached_at_once() -> None:
    app = ListApp(MANY)
    async with app.run_test(size=(28, 9)) as pilot:
        await pilot.press("G")
        assert app.list.entry == MANY[-1]
        assert app.screen_lines()[-1] == "▌● Schlagzeile 99999"


async def test_the_cursor_stays_in_view_through_every_resize() -> None:
    app = ListApp(MANY)
    async with app.run_test(size=(40, 30)) as pilot:
        app.list.go_to(ArticleId("a777"))
        for size in [(20, 5), (80, 60), (1, 1), (3, 2), (40, 30)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert sum(line.startswith("▌") for line in app.screen_lines()) == 1
            assert app.list.entry == row(777)


async def test_a_hostile_title_is_shown_as_words() -> None:
    app = ListApp((row(1, "[/b]\x1b[31m \u202eRot [@click=app.quit]x"),))
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        assert app.screen_lines()[0] == "▌● [/b]�[31m �Rot [@click=app.quit]x"
