"""Moving, jumping, choosing: keys in, screen out."""

from __future__ import annotations

import pytest
from textual import events

from core.library import Library
from core.model import StatementId
from tests.tui.driving import reading
from tests.tui.newsroom import COUNCIL, EMDEN, HARBOUR, NORDWIND, SPORT, WORKS
from tui.commands import Place


async def test_the_first_article_is_open_at_once_with_the_focus_in_its_text(
    library: Library,
) -> None:
    async with reading(library) as reader:
        assert reader.here == StatementId(WORKS, 1)
        assert reader.place == "text"
        assert "Nordwind AG baut Werk in Emden" in reader.text


async def test_a_library_read_before_opens_at_the_first_unread_article(library: Library) -> None:
    library.set_read(WORKS, True)
    async with reading(library) as reader:
        assert reader.here == StatementId(COUNCIL, 1)


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (("j",), 2),
        (("down", "down", "k"), 2),
        (("j", "up"), 1),
        (("G",), 7),
        (("end", "g g"), 1),
        (("end", "home"), 1),
        (("}",), 2),
        (("}", "}", "{"), 2),
        (("] r",), 2),
        (("] c", "] c"), 5),
        (("] c", "] c", "[ c"), 2),
        (("G", "[ r"), 5),
        (("] o",), 3),
        (("] o", "] o", "[ o"), 3),
    ],
)
async def test_keys_move_the_cursor_of_the_text(
    library: Library, keys: tuple[str, ...], number: int
) -> None:
    async with reading(library) as reader:
        await reader.press(*keys)
        assert reader.here == StatementId(WORKS, number)


@pytest.mark.parametrize("key", ["ctrl+d", "space", "pagedown"])
async def test_pages_go_down_and_come_back(library: Library, key: str) -> None:
    back = {"ctrl+d": "ctrl+u", "space": "b", "pagedown": "pageup"}[key]
    async with reading(library, size=(60, 10)) as reader:
        await reader.press(key)
        assert reader.here is not None
        assert reader.here.number > 1
        await reader.press(back, back)
        assert reader.here == StatementId(WORKS, 1)


async def test_lines_scroll_under_the_cursor(library: Library) -> None:
    async with reading(library, size=(60, 10)) as reader:
        view = reader.screen.text_pane.body
        await reader.press("ctrl+e", "ctrl+e")
        assert view.scroll_offset.y == 2
        await reader.press("ctrl+y")
        assert view.scroll_offset.y == 1


async def test_walking_over_conflicts_goes_on_into_the_next_article(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("] c", "] c")
        assert reader.here == StatementId(WORKS, 5)
        assert "now Küstenblatt" not in reader.text
        await reader.press("] c")
        assert reader.here == StatementId(COUNCIL, 2)
        assert "now Küstenblatt" in reader.lines[-1]
        await reader.press("] c")
        assert reader.here == StatementId(COUNCIL, 3)
        assert "now Küstenblatt" not in reader.text
        await reader.press("ctrl+o")
        assert reader.here == StatementId(WORKS, 5)


@pytest.mark.parametrize(
    ("walk", "back", "said"),
    [
        ("] c", "[ c", "No further conflict; [c goes back"),
        ("] r", "[ r", "No further statement with a counterpart; [r goes back"),
    ],
)
async def test_a_walk_ends_at_the_last_stop_and_says_so(
    library: Library, walk: str, back: str, said: str
) -> None:
    async with reading(library) as reader:
        await reader.press(*[walk] * 12)
        last = reader.here
        assert reader.said[-1] == said
        await reader.press(*[back] * 12)
        assert reader.here == StatementId(WORKS, 2)
        assert reader.said[-1] == said.replace("further", "earlier").replace("[", "]")
        await reader.press(*[walk] * 12)
        assert reader.here == last


async def test_a_walk_says_when_it_leaves_the_story(library: Library) -> None:
    library.toggle_bookmark(StatementId(SPORT, 2))
    async with reading(library) as reader:
        await reader.press("] m")
        assert reader.here == StatementId(SPORT, 2)
        assert "other article: Sportbote" in reader.lines[-1]
        await reader.press("] m")
        assert reader.said[-1] == "No further bookmark; [m goes back"


async def test_a_number_jumps_and_ctrl_o_comes_back_over_any_number_of_hops(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("j", "1")
        assert reader.here == StatementId(COUNCIL, 3)
        await reader.press("1", "2")
        assert reader.here == StatementId(HARBOUR, 3)
        await reader.press("ctrl+o", "ctrl+o")
        assert reader.here == StatementId(COUNCIL, 3)
        await reader.press("alt+left")
        assert reader.here == StatementId(WORKS, 2)
        await reader.press("ctrl+o")
        assert reader.said[-1] == "No jump to go back from"
        await reader.press("alt+right", "alt+right", "alt+right")
        assert reader.here == StatementId(HARBOUR, 3)
        await reader.press("alt+right")
        assert reader.said[-1] == "No jump to go forward to"


async def test_a_number_without_a_relative_says_so(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("1")
        assert reader.said[-1] == "Nothing related here"
        await reader.press("j", "9")
        assert reader.said[-1] == "There are only 2 related statements here"


async def test_the_related_panel_follows_the_cursor_and_lights_both_sides(
    library: Library,
) -> None:
    async with reading(library) as reader:
        assert "Nothing like it in the" in reader.text
        await reader.press("j")
        assert "1 ≠ differs" in reader.text
        assert "2 = agrees" in reader.text
        assert ".81" in reader.text
        lit = reader.screen.text_pane.body.lit
        statement = reader.screen.text_pane.body.statement
        assert statement is not None
        assert [(n, span.of(statement.text), kind) for n, span, kind in lit] == [
            (2, "120 Millionen Euro", "differs")
        ]
        await reader.press("enter", "j")
        assert [kind for _, _, kind in reader.screen.text_pane.body.lit] == ["shared"]
        await reader.press("enter")
        assert reader.here == StatementId(HARBOUR, 3)


async def test_the_list_opens_what_the_cursor_stands_on(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g a", "j")
        assert reader.screen.wanted == COUNCIL
        assert reader.place == "articles"
        await reader.press("enter")
        assert reader.place == "text"
        await reader.press("h", "j", "l")
        assert reader.here == StatementId(HARBOUR, 1)


async def test_articles_follow_each_other_from_any_pane(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("J")
        assert reader.here == StatementId(COUNCIL, 1)
        await reader.press("g e", "K")
        assert reader.here == StatementId(WORKS, 1)
        await reader.press("K")
        assert reader.said[-1] == "This is the first article"
        await reader.press("J", "J", "J", "J")
        assert reader.here == StatementId(SPORT, 1)
        assert reader.said[-1] == "This is the last article"


async def test_panes_are_reached_by_name_and_in_turn(library: Library) -> None:
    async with reading(library) as reader:
        for keys, place in {
            "g a": Place.ARTICLES,
            "g e": Place.ENTITIES,
            "g r": Place.RELATED,
            "g t": Place.TEXT,
            "tab": Place.ENTITIES,
            "shift+tab": Place.TEXT,
        }.items():
            await reader.press(keys)
            assert reader.place == place, keys
        await reader.press("h")
        assert reader.place == "articles"
        await reader.press("tab", "tab", "backspace")
        assert reader.place == "text"


async def test_side_panes_are_switched(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("e")
        assert not reader.screen.entity_sidebar.display
        await reader.press("r")
        assert not reader.screen.related_panel.display
        await reader.press("e", "r", "z")
        assert not reader.screen.articles_pane.display
        assert not reader.screen.related_panel.display
        await reader.press("z")
        assert reader.screen.related_panel.display
        await reader.press("g r", "r")
        assert reader.place == "text"


async def test_an_entity_is_chosen_and_walked_through_all_articles(library: Library) -> None:
    async with reading(library) as reader:
        assert "Petra Lüders" in reader.text
        await reader.press("] e")
        assert "Choose an entity first" in reader.said[-1]
        await reader.press("g e", "/")
        await reader.type("Emden")
        await reader.press("enter", "enter")
        assert reader.screen.chosen == EMDEN.id
        stops = []
        for _ in range(6):
            await reader.press("] e")
            stops.append(reader.here)
        assert stops == [
            StatementId(WORKS, 2),
            StatementId(COUNCIL, 1),
            StatementId(COUNCIL, 2),
            StatementId(HARBOUR, 1),
            StatementId(HARBOUR, 2),
            StatementId(HARBOUR, 2),
        ]
        assert reader.said[-1] == "No further mention; [e goes back"
        await reader.press("[ e", "[ e")
        assert reader.here == StatementId(COUNCIL, 2)


async def test_the_name_under_the_cursor_is_chosen_and_let_go(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "*")
        assert reader.screen.chosen == NORDWIND.id
        await reader.press("*")
        assert reader.screen.chosen == EMDEN.id
        assert reader.screen.text_pane.body.chosen_entity == EMDEN.id
        await reader.press("escape")
        assert reader.screen.chosen is None
        await reader.press("g e", "*")
        assert reader.screen.chosen is not None


async def test_a_figure_is_chosen_and_walked_however_it_is_written(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g e", "G", "enter")
        assert "120 Mio. EUR" in reader.text
        await reader.press("] e")
        assert reader.here == StatementId(WORKS, 2)
        await reader.press("] e")
        assert reader.here == StatementId(HARBOUR, 3)


async def test_unread_articles_are_walked_and_marked(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j")
        assert [row.read for row in library.rows()] == [True, False, False, False]
        await reader.press("] u")
        assert reader.here == StatementId(COUNCIL, 1)
        await reader.press("[ u")
        assert reader.said[-1] == "No earlier unread article; ]u goes back"
        await reader.press("] u", "] u")
        assert reader.here == StatementId(SPORT, 1)
        await reader.press("] u")
        assert reader.said[-1] == "No further unread article; [u goes back"
        await reader.press("d")
        assert library.rows()[3].read
        await reader.press("d")
        assert not library.rows()[3].read
        await reader.press("D")
        assert library.rows()[3].read
        assert reader.here == StatementId(COUNCIL, 1)
        assert reader.said[-1] == "On from the beginning of the list"
        await reader.press("D", "D")
        assert all(row.read for row in library.rows())
        assert reader.said[-1] == "Everything is read"


async def test_an_article_without_an_address_says_so(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("o")
        assert reader.said[-1] == "This article has no address"


async def test_a_prefix_shows_what_may_follow_and_is_dropped_by_any_other_key(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("g")
        assert "a articles" in reader.lines[-1]
        await reader.press("escape")
        assert "j/k statement" in reader.lines[-1]
        await reader.press("]", "x")
        assert reader.here == StatementId(WORKS, 1)
        assert "j/k statement" in reader.lines[-1]


async def test_keys_typed_faster_than_they_are_handled_keep_their_order(library: Library) -> None:
    async with reading(library) as reader:
        for key, character in (
            ("j", "j"),
            ("right_square_bracket", "]"),
            ("c", "c"),
            ("j", "j"),
        ):
            reader.app.post_message(events.Key(key, character))
        await reader.settle()
        assert reader.here in (StatementId(WORKS, 5), StatementId(WORKS, 6))
        reader.app.post_message(events.Key("left_square_bracket", "["))
        reader.app.post_message(events.Key("r", "r"))
        await reader.settle()
        assert reader.here in (StatementId(WORKS, 4), StatementId(WORKS, 5))


async def test_esc_never_quits_and_q_does(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("escape", "escape", "ctrl+g")
        assert reader.app.is_running
        await reader.press("ctrl+c")
        assert "q closes" in reader.said[-1]
        await reader.pilot.press("q")
        assert reader.app.return_code == 0
