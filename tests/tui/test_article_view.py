from __future__ import annotations

from itertools import pairwise
from pathlib import Path, PurePath
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip

from core.model import Article, Sign, Span, StatementId
from tests.builders import article, entity, mention, statements_of
from tui.widgets.article_view import ArticleView
from tui.widgets.line_pane import Step

STYLES = Path(__file__).resolve().parents[2] / "tui" / "styles"

PARAGRAPHS = (
    "Der Rat der Stadt hat den Umbau beschlossen. Die Arbeiten sollen im Frühjahr beginnen. "
    "Sie kosten 42 Millionen Euro",
    "Ein Drittel trägt das Land. Der Bund zahlt nichts",
    "Anwohner klagen über Lärm. Eine Sprecherin der Stadt nannte die Sorgen verständlich. "
    "Sie versprach Messungen. Die Ergebnisse sollen veröffentlicht werden",
)
SHORT = article(title="Hafen wird umgebaut", paragraphs=PARAGRAPHS)
LONG = article(title="Ein langer Tag im Rat", paragraphs=PARAGRAPHS * 20)
NAMES = {"}": "right_curly_bracket", "{": "left_curly_bracket"}


class ViewApp(App[None]):
    """The view alone, its moves on keys."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES / "article_view.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('item', 1)"),
        Binding("k", "move('item', -1)"),
        Binding("5", "move('item', 5)"),
        Binding("right_curly_bracket", "move('paragraph', 1)"),
        Binding("left_curly_bracket", "move('paragraph', -1)"),
        Binding("g", "move('edge', -1)"),
        Binding("G", "move('edge', 1)"),
        Binding("e", "move('line', 1)"),
        Binding("y", "move('line', -1)"),
        Binding("d", "move('half', 1)"),
        Binding("u", "move('half', -1)"),
        Binding("space", "move('page', 1)"),
        Binding("b", "move('page', -1)"),
    ]

    def __init__(self, shown: Article = SHORT, *, at: int | None = None) -> None:
        super().__init__()
        self.shown = shown
        self.at = at
        self.visited: list[StatementId] = []

    def compose(self) -> ComposeResult:
        yield ArticleView()

    def on_mount(self) -> None:
        self.view.show(self.shown, statements_of(self.shown), at=self.at)
        self.view.focus()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def action_move(self, step: Step, by: int) -> None:
        self.view.move(step, by)

    def on_article_view_cursor_moved(self, message: ArticleView.CursorMoved) -> None:
        self.visited.append(message.statement)

    def strips(self) -> list[Strip]:
        size = self.view.size
        return self.view.render_lines(Region(0, 0, size.width, size.height))

    def screen_lines(self) -> list[str]:
        return [strip.text for strip in self.strips()]

    def words_like(self, component: str) -> str:
        """The words on the screen that have the background, or else the look, of a component."""
        wanted = self.view.get_visual_style(f"article-view--{component}").rich_style
        plain = self.view.visual_style.rich_style
        words = [
            segment.text
            for strip in self.strips()
            for segment in strip
            if segment.style
            and (
                segment.style.bgcolor == wanted.bgcolor
                if wanted.bgcolor != plain.bgcolor
                else segment.style.color == wanted.color
            )
        ]
        return " ".join(words)

    def row_of_cursor(self) -> int:
        """The first row on which the cursor bar stands."""
        return next(y for y, line in enumerate(self.screen_lines()) if "▌" in line)


def words_of(shown: Article, number: int) -> str:
    return statements_of(shown)[number - 1].text


# --- moving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        (1, "j", 2),
        (1, "jjj", 4),
        (1, "5", 6),
        (3, "k", 2),
        (1, "k", 1),
        (1, "G", 10),
        (10, "j", 10),
        (10, "g", 1),
        (1, "}", 2),
        (2, "}", 5),
        (3, "}", 5),
        (5, "}}", 10),
        (6, "{", 5),
        (5, "{", 2),
        (2, "{", 1),
        (1, "{", 1),
    ],
)
async def test_keys_move_the_cursor_from_statement_to_statement(
    start: int, keys: str, end: int
) -> None:
    app = ViewApp(at=start)
    async with app.run_test() as pilot:
        await pilot.press(*(NAMES.get(key, key) for key in keys))
        assert app.view.cursor == end
        assert app.view.statement == statements_of(SHORT)[end - 1]


async def test_the_current_statement_is_highlighted_word_for_word() -> None:
    app = ViewApp(at=3)
    async with app.run_test(size=(50, 24)) as pilot:
        await pilot.pause()
        assert app.words_like("current") == words_of(SHORT, 3)
        await pilot.press("j")
        assert app.words_like("current") == words_of(SHORT, 4)


async def test_every_move_is_told_with_the_statement_it_led_to() -> None:
    app = ViewApp()
    async with app.run_test() as pilot:
        await pilot.press("j", "j", "k")
        await pilot.pause()
    assert [statement.number for statement in app.visited] == [1, 2, 3, 2]


async def test_a_move_draws_only_the_lines_left_and_entered() -> None:
    app = ViewApp(LONG)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.pause()
        before = app.strips()
        await pilot.press("j")
        after = app.strips()
        changed = sum(one is not other for one, other in zip(before, after, strict=True))
        assert 0 < changed <= 4


@pytest.mark.parametrize("size", [(60, 20), (30, 7), (100, 40), (12, 3)])
async def test_the_cursor_is_always_in_view(size: tuple[int, int]) -> None:
    app = ViewApp(LONG, at=90)
    steps: tuple[Step, ...] = ("item", "line", "half", "page", "paragraph")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for step in steps:
            for by in (1,) * 12 + (-1,) * 15 + (5, -7):
                app.view.move(step, by)
                assert any("▌" in line for line in app.screen_lines()), (step, by)


@pytest.mark.parametrize(
    ("step", "by", "end"), [("page", 1, 181), ("half", 1, 181), ("page", -1, 1), ("half", -1, 1)]
)
async def test_paging_on_and_on_reaches_the_end(step: Step, by: int, end: int) -> None:
    app = ViewApp(LONG, at=90)
    async with app.run_test(size=(40, 9)) as pilot:
        await pilot.pause()
        for _ in range(150):
            app.view.move(step, by)
        assert app.view.cursor == end


async def test_a_page_keeps_the_cursor_where_it_is_on_the_screen() -> None:
    app = ViewApp(LONG, at=60)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.pause()
        before = app.row_of_cursor()
        await pilot.press("space")
        assert abs(app.row_of_cursor() - before) <= 3
        await pilot.press("b")
        assert abs(app.row_of_cursor() - before) <= 3


async def test_going_down_scrolls_by_a_third_of_the_page_at_the_edge() -> None:
    app = ViewApp(LONG)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.pause()
        tops: list[int] = []
        for _ in range(40):
            app.view.move("item", 1)
            tops.append(app.view.scroll_offset.y)
        steps = [after - before for before, after in pairwise(tops) if after != before]
        assert steps
        assert all(7 <= step <= 14 for step in steps)


async def test_the_first_statement_is_shown_from_the_top_of_the_article() -> None:
    app = ViewApp(LONG, at=100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.view.scroll_offset.y > 0
        await pilot.press("g")
        assert app.view.scroll_offset.y == 0


async def test_scrolling_with_the_wheel_takes_the_cursor_along() -> None:
    app = ViewApp(LONG)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.view.scroll_to(y=100, animate=False)
        await pilot.pause()
        assert app.view.cursor > 20
        assert app.visited[-1].number == app.view.cursor


async def test_a_click_puts_the_cursor_on_the_statement_under_the_mouse() -> None:
    app = ViewApp()
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        lines = app.screen_lines()
        y = next(y for y, line in enumerate(lines) if "Der Bund zahlt" in line)
        await pilot.click(ArticleView, offset=(lines[y].index("Bund"), y))
        assert app.view.statement is not None
        assert app.view.statement.text == "Der Bund zahlt nichts"
        await pilot.click(ArticleView, offset=(lines[y].index("Drittel"), y))
        assert app.view.statement.text == "Ein Drittel trägt das Land."
        for blank in (0, lines.index(lines[0], y), 25):
            await pilot.click(ArticleView, offset=(20, blank))
        assert app.view.statement.text == "Ein Drittel trägt das Land."


async def test_going_to_a_number_that_is_not_there_goes_to_the_nearest() -> None:
    app = ViewApp()
    async with app.run_test() as pilot:
        app.view.go_to(99)
        await pilot.pause()
        assert app.view.cursor == 10
        app.view.go_to(0)
        assert app.view.cursor == 1


# --- size -----------------------------------------------------------------------------------------


async def test_the_statement_keeps_its_place_through_every_resize() -> None:
    app = ViewApp(LONG, at=80)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        share = app.row_of_cursor() / 40
        for width, height in [(40, 40), (60, 20), (30, 12), (140, 50), (24, 30), (100, 40)]:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert app.view.cursor == 80
            assert abs(app.row_of_cursor() - share * height) <= 2, (width, height)


async def test_resizing_there_and_back_changes_nothing() -> None:
    app = ViewApp(LONG, at=80)
    async with app.run_test(size=(90, 30)) as pilot:
        await pilot.press("j", "j", "e", "e")
        before = app.screen_lines()
        for size in [(33, 9), (120, 60), (10, 3), (90, 30)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.screen_lines() == before


@pytest.mark.parametrize("width", [1, 2, 3, 5, 9, 10, 12, 23, 24, 30])
@pytest.mark.parametrize("height", [1, 2, 3])
async def test_it_works_at_any_size(width: int, height: int) -> None:
    app = ViewApp(at=3)
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.press("j", "space", "e", "y", "u", "G", "g")
        assert app.view.cursor == 1
        assert all(strip.cell_length == width for strip in app.strips())


async def test_lines_are_never_longer_than_wished_and_stand_in_the_middle() -> None:
    app = ViewApp()
    async with app.run_test(size=(160, 30)) as pilot:
        app.view.longest_line = 40
        await pilot.pause()
        lines = [line for line in app.screen_lines() if line.strip()]
        assert all(len(line.strip("▌ ")) <= 40 for line in lines)
        left = min(len(line) - len(line.lstrip()) for line in lines)
        assert 50 <= left <= 60


async def test_an_article_shown_while_hidden_is_there_when_the_view_comes_back() -> None:
    app = ViewApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.display = False
        await pilot.pause()
        app.view.show(LONG, statements_of(LONG), at=100)
        await pilot.pause()
        app.view.display = True
        await pilot.pause()
        assert app.words_like("current") == words_of(LONG, 100)


# --- signs, marks, names, hits --------------------------------------------------------------------


async def test_signs_stand_beside_the_line_their_statement_begins_on() -> None:
    app = ViewApp()
    async with app.run_test(size=(60, 30)) as pilot:
        app.view.signs = {
            2: Sign.DIFFERS,
            5: Sign.AGREES,
            7: Sign.ONLY,
            8: Sign.RELATED,
            77: Sign.AGREES,
        }
        await pilot.pause()
        lines = {line.lstrip("▌ ")[:1]: line for line in app.screen_lines()}
        assert [sign for sign in lines if sign and sign in "=≠◦"] == ["≠", "=", "◦"]
        assert "Der Rat der Stadt" in lines["≠"]
        assert "Ein Drittel" in lines["="]
        assert "Anwohner klagen" in lines["◦"]


async def test_bookmarks_and_notes_stand_right_of_the_text() -> None:
    app = ViewApp()
    async with app.run_test(size=(60, 30)) as pilot:
        app.view.bookmarks = frozenset({2, 5})
        app.view.notes = frozenset({5})
        await pilot.pause()
        marked = [line.split()[-1] for line in app.screen_lines() if "◆" in line or "✎" in line]
        assert marked == ["◆", "◆✎"]
        app.view.bookmarks = frozenset()
        await pilot.pause()
        assert not any("◆" in line for line in app.screen_lines())


async def test_names_are_lit_and_the_chosen_one_more_strongly() -> None:
    app = ViewApp()
    async with app.run_test(size=(100, 30)) as pilot:
        rat, bund = entity("Rat"), entity("Bund")
        app.view.mentions = tuple(
            mention(who, text=who.name, start=SHORT.text.index(who.name)) for who in (rat, bund)
        )
        await pilot.pause()
        assert app.words_like("mention").endswith("Rat Bund")
        app.view.chosen_entity = bund.id
        assert app.words_like("chosen") == "Bund"


async def test_evidence_is_lit_inside_its_statement() -> None:
    app = ViewApp(at=1)
    async with app.run_test(size=(100, 30)) as pilot:
        text = words_of(SHORT, 4)
        where = text.index("42 Millionen Euro")
        app.view.lit = (
            (4, Span(where, where + 17), "differs"),
            (4, Span(0, 3), "shared"),
            (99, Span(0, 3), "shared"),
        )
        await pilot.pause()
        assert app.words_like("differs") == "42 Millionen Euro"
        assert app.words_like("shared") == "Sie"
        app.view.lit = ()
        assert app.words_like("differs") == ""


async def test_hits_are_lit_and_the_current_one_is_told_apart() -> None:
    app = ViewApp()
    async with app.run_test(size=(100, 30)) as pilot:
        app.view.found = tuple(
            (number, Span(words_of(SHORT, number).index("Stadt"), 17)) for number in (2,)
        )
        await pilot.pause()
        assert "Stadt" in app.words_like("found")
        before = app.strips()
        app.view.current_hit = 0
        changed = [one is not other for one, other in zip(before, app.strips(), strict=True)]
        assert sum(changed) == 1


async def test_setting_what_is_set_already_draws_nothing() -> None:
    app = ViewApp()
    async with app.run_test(size=(60, 30)) as pilot:
        app.view.signs = {2: Sign.AGREES, 3: Sign.NONE}
        await pilot.pause()
        before = app.strips()
        app.view.signs = {2: Sign.AGREES}
        app.view.bookmarks = frozenset()
        app.view.mentions = ()
        await pilot.pause()
        assert all(one is other for one, other in zip(before, app.strips(), strict=True))


# --- hostile and odd ------------------------------------------------------------------------------


HOSTILE = article(
    title="[/b] \x1b]52;c;eA==\x07 [@click=app.quit]Titel",
    paragraphs=("Erst \u202elinks\u202c dann [link=x]rechts. \x9b31mRot",),
)


async def test_a_hostile_article_is_shown_as_words() -> None:
    app = ViewApp(HOSTILE)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("j")
        screen = "".join(app.screen_lines())
        assert "[/b] �]52;c;eA==� [@click=app.quit]Titel" in screen
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(screen)


@pytest.mark.parametrize("shown", [SHORT, HOSTILE])
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
async def test_no_control_character_reaches_a_strip_in_any_theme(
    shown: Article, theme: str
) -> None:
    app = ViewApp(shown)
    async with app.run_test(size=(40, 12)) as pilot:
        app.theme = theme
        await pilot.press("j")
        assert all(line.isprintable() for line in app.screen_lines())


async def test_an_article_without_statements_can_be_scrolled() -> None:
    app = ViewApp(LONG)
    async with app.run_test(size=(40, 12)) as pilot:
        app.view.show(LONG, ())
        await pilot.press("j", "space", "d", "G")
        assert app.view.cursor == 0
        assert app.view.statement is None
        assert app.view.scroll_offset.y > 0


async def test_clearing_shows_nothing_and_moves_nowhere() -> None:
    app = ViewApp(LONG, at=50)
    async with app.run_test(size=(40, 12)) as pilot:
        app.view.clear()
        await pilot.press("j", "k", "space", "b", "G", "g", "}", "{", "e", "y")
        app.view.go_to(3)
        assert not "".join(app.screen_lines()).strip()
        assert app.view.article is None


async def test_two_statements_on_one_line_both_show_their_sign() -> None:
    text = "Ja. Nein. Doch"
    shown = article(title="Titel", paragraphs=(text,))
    app = ViewApp(shown)
    async with app.run_test(size=(40, 12)) as pilot:
        app.view.signs = {2: Sign.AGREES, 3: Sign.CONTRADICTS}
        await pilot.pause()
        assert any(line.strip().startswith("=≠ Ja. Nein. Doch") for line in app.screen_lines())
