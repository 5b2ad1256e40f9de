"""Finding, searching, marks, notes, help: keys in, screen out."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from core.library import Library
from core.model import MarkKind, StatementId
from tests.tui.driving import reading
from tests.tui.newsroom import COUNCIL, HARBOUR, WORKS
from tui.editor import edited, editor_command
from tui.screens.tags import tags_of

# --- finding ----------------------------------------------------------------------------------


async def test_find_goes_to_the_first_hit_as_it_is_typed_and_n_to_the_next(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("/")
        await reader.type("lüders")
        assert reader.here == StatementId(WORKS, 3)
        assert "1/2" in reader.lines[-1]
        await reader.press("enter", "n")
        assert reader.here == StatementId(WORKS, 7)
        assert "/lüders 2/2" in reader.lines[-1]
        await reader.press("n")
        assert reader.here == StatementId(WORKS, 3)
        await reader.press("N")
        assert reader.here == StatementId(WORKS, 7)
        assert len(reader.screen.text_pane.body.found) == 2


async def test_n_goes_on_in_another_article(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("/")
        await reader.type("emden")
        await reader.press("enter", "J", "n")
        assert reader.here == StatementId(COUNCIL, 2)


async def test_a_cancelled_find_is_back_where_it_began(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "/")
        await reader.type("bedenken")
        assert reader.here == StatementId(WORKS, 7)
        await reader.press("escape")
        assert reader.here == StatementId(WORKS, 2)
        assert reader.screen.text_pane.body.found == ()
        await reader.press("n")
        assert reader.said[-1] == "Nothing to find yet: / begins"


@pytest.mark.parametrize("words", ["[b]", "(", "nirgends"])
async def test_what_is_not_there_is_said(library: Library, words: str) -> None:
    async with reading(library) as reader:
        await reader.press("/")
        await reader.type(words)
        assert "no hit" in reader.lines[-1]
        await reader.press("enter")
        assert reader.here == StatementId(WORKS, 1)


async def test_find_works_on_the_rows_of_the_focused_pane(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g e", "/")
        await reader.type("Petra")
        await reader.press("enter")
        sidebar = reader.screen.entity_sidebar
        assert sidebar.texts()[sidebar.item] == "Petra Lüders"
        await reader.press("g a", "/")
        await reader.type("[Update]")
        assert reader.screen.wanted == HARBOUR


async def test_the_list_is_filtered_as_one_types(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("\\")
        await reader.type("sportbote")
        assert "Handballerinnen" in reader.text
        assert "Noch kein Beschluss" not in reader.text
        await reader.press("enter")
        assert reader.place == "articles"
        assert "\\ sportbote · 1" in reader.text
        await reader.press("\\", "escape")
        assert "Noch kein" in reader.text


# --- searching --------------------------------------------------------------------------------


async def test_search_shows_hits_in_context_and_lands_on_the_sentence(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("Arbeitsplätze")
        assert "1 in 1 article" in reader.text
        assert "Rund 400 Arbeitsplätze sollen entstehen." in reader.text
        await reader.press("enter")
        assert reader.here == StatementId(COUNCIL, 4)
        await reader.press("ctrl+o")
        assert reader.here == StatementId(WORKS, 1)


async def test_search_keeps_its_words_when_it_is_opened_again(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("Emden")
        await reader.press("down", "down", "enter")
        landed = reader.here
        assert landed is not None
        await reader.press("g /", "enter")
        assert reader.here == landed


@pytest.mark.parametrize("query", ['"offen', "[x", "zzzz", "-", "   ", "*"])
async def test_no_query_breaks_the_search(library: Library, query: str) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type(query)
        await reader.press("enter", "escape")
        assert reader.app.screen is reader.screen


# --- marks ------------------------------------------------------------------------------------


async def test_m_bookmarks_and_takes_the_bookmark_away(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "m")
        assert [mark.anchor.statement for mark in library.marks()] == [2]
        assert reader.screen.text_pane.body.bookmarks == {2}
        await reader.press("u")
        assert library.marks() == ()
        await reader.press("ctrl+r")
        assert len(library.marks()) == 1
        await reader.press("m")
        assert library.marks() == ()
        assert reader.screen.text_pane.body.bookmarks == frozenset()


async def test_a_note_is_saved_shown_changed_and_removed(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "a")
        await reader.type("Quelle prüfen [b]")
        await reader.press("ctrl+s")
        assert [mark.text for mark in library.marks()] == ["Quelle prüfen [b]"]
        assert "Quelle prüfen [b]" in reader.text
        assert reader.screen.text_pane.body.notes == {2}
        await reader.press("a")
        await reader.type("!")
        await reader.press("ctrl+s")
        assert [mark.text for mark in library.marks()] == ["Quelle prüfen [b]!"]
        await reader.press("a")
        reader.app.screen.query_one(TextArea).clear()
        await reader.press("ctrl+s")
        assert library.marks() == ()


async def test_a_cancelled_note_is_kept_as_a_draft(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "a")
        await reader.type("halb fertig")
        await reader.press("escape")
        assert library.marks() == ()
        assert "draft" in reader.said[-1]
        await reader.press("j", "q")
        assert reader.app.is_running
        assert reader.here == StatementId(WORKS, 2)
        await reader.press("a")
        assert "halb fertig" in reader.text
        await reader.press("ctrl+s")
        assert [mark.text for mark in library.marks()] == ["halb fertig"]
        assert not reader.screen.drafts


async def test_an_untouched_note_leaves_no_draft(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("a", "escape")
        assert not reader.screen.drafts


async def test_an_editor_that_cannot_start_is_reported(library: Library) -> None:
    library.write_note(StatementId(WORKS, 1), "Titel")
    async with reading(library) as reader:
        # A test has no terminal to hand over, which is reported like an editor that fails.
        await reader.press("E")
        assert reader.said[-1].startswith("The editor did not start")
        assert [mark.text for mark in library.marks()] == ["Titel"]


def test_the_editor_is_the_one_the_reader_names() -> None:
    assert editor_command({"VISUAL": "code -w", "EDITOR": "nano"}) == ["code", "-w"]
    assert editor_command({"EDITOR": "nano"}) == ["nano"]
    assert editor_command({}) == ["vi"]


def test_a_note_comes_back_from_the_editor_as_it_was_left() -> None:
    assert edited("Grüße", {"VISUAL": "sed -i s/$/!/"}) == "Grüße!"


async def test_tags_are_set_and_shown(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "t")
        await reader.type("geld, #offen")
        await reader.press("enter")
        assert [mark.tags for mark in library.marks()] == [("geld", "offen")]
        assert "#geld #offen" in reader.text
        await reader.press("t", "escape")
        assert [mark.tags for mark in library.marks()] == [("geld", "offen")]


def test_tags_are_words_each_once() -> None:
    assert tags_of("#a b,c  a # ,") == ("a", "b", "c")


async def test_bookmarks_and_notes_are_walked_through_all_articles(library: Library) -> None:
    library.toggle_bookmark(StatementId(COUNCIL, 3))
    library.toggle_bookmark(StatementId(WORKS, 4))
    library.write_note(StatementId(HARBOUR, 2), "x")
    async with reading(library) as reader:
        await reader.press("] m", "] m")
        assert reader.here == StatementId(COUNCIL, 3)
        await reader.press("[ m")
        assert reader.here == StatementId(WORKS, 4)
        await reader.press("] n")
        assert reader.here == StatementId(HARBOUR, 2)
        await reader.press("[ n")
        assert reader.here == StatementId(HARBOUR, 2)
        assert reader.said[-1] == "No earlier note; ]n goes back"


async def test_a_walk_without_a_stop_says_so(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("] m")
        assert reader.said[-1] == "No bookmark yet; m sets one"
        await reader.press("] n")
        assert reader.said[-1] == "No note yet; a writes one"


async def test_the_list_of_marks_is_jumped_from_and_edited(library: Library) -> None:
    library.toggle_bookmark(StatementId(COUNCIL, 3))
    library.write_note(StatementId(HARBOUR, 2), "Werk, nicht Fabrik?")
    async with reading(library) as reader:
        await reader.press("'")
        assert "Werk, nicht Fabrik?" in reader.text
        await reader.press("enter")
        assert reader.here == StatementId(COUNCIL, 3)
        await reader.press("'", "delete")
        assert [mark.kind for mark in library.marks()] == [MarkKind.NOTE]
        await reader.press("u")
        assert len(library.marks()) == 2
        await reader.press("ctrl+r", "q")
        assert len(library.marks()) == 1
        await reader.press("g n", "enter")
        assert reader.here == StatementId(HARBOUR, 2)


async def test_an_empty_list_of_marks_says_how_to_begin(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("'")
        assert "None yet: m bookmarks, a writes a note." in reader.text
        await reader.press("enter", "delete", "escape")
        assert reader.app.screen is reader.screen


async def test_a_statement_is_copied_with_its_citation(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "y")
        assert reader.app.clipboard.startswith("„Der Turbinenhersteller")
        assert "Stadtkurier: Nordwind AG baut Werk in Emden, 2025-05-21" in reader.app.clipboard
        assert reader.said[-1].startswith("Copied")
        await reader.press("Y")
        assert reader.app.clipboard.startswith("> Der Turbinenhersteller")


# --- explaining and help ----------------------------------------------------------------------


async def test_a_relation_is_explained_part_by_part(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("i")
        assert reader.said[-1] == "Nothing related here to explain"
        await reader.press("j", "i")
        assert "score .81" in reader.text
        assert "words  +0.49" in reader.text
        assert "150 Millionen Euro" in reader.text
        await reader.press("j", "ctrl+d", "space", "G", "g g", "k", "q")
        assert reader.app.screen is reader.screen


async def test_help_lists_the_keys_of_the_pane_and_is_filtered(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("?")
        assert "Next item of the focused pane" in reader.text
        await reader.type("conflict")
        assert "Next item" not in reader.text
        await reader.type("zzz")
        assert "No key does that here." in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.screen


@pytest.mark.parametrize("key", [":", "ctrl+p"])
async def test_the_palette_runs_commands_by_name(library: Library, key: str) -> None:
    async with reading(library) as reader:
        await reader.press(key)
        await reader.type("next article")
        await reader.pilot.pause(0.1)
        await reader.press("enter")
        await reader.settle()
        assert reader.here == StatementId(COUNCIL, 1)


async def test_problems_are_listed(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g p")
        assert "No problem so far." in reader.text
        await reader.press("?", "escape", "q")
        assert reader.app.screen is reader.screen


@pytest.mark.parametrize("keys", ["'", "g p", "g /", "?"])
async def test_tab_goes_through_the_parts_of_a_dialog(library: Library, keys: str) -> None:
    async with reading(library) as reader:
        await reader.press(keys, "tab", "shift+tab", "escape")
        assert reader.app.screen is reader.screen
