"""Searching all articles: keys in, screen out."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.screen import Screen

from core.library import Library
from core.library.finding import SearchAnswer
from core.model import StatementId
from tests.tui import newsroom
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import COUNCIL, EMDEN, HARBOUR, NORDWIND, WORKS
from tui.finding import SearchState
from tui.messages import Searched
from tui.screens.search import SearchScreen
from tui.screens.search_language import SearchLanguageScreen

ESCAPE = "\x1b"


def search_of(reader: Reader) -> SearchScreen:
    screen: Screen[object] = reader.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


def query_of(reader: Reader) -> str:
    return search_of(reader).box.value


def focus_of(reader: Reader) -> str | None:
    focused = search_of(reader).focused
    return focused.id if focused is not None else None


def rows_of(reader: Reader) -> list[str]:
    """What stands between the frames."""
    return [line.strip("│ ") for line in reader.lines[1:-2]]


# --- as one types ---------------------------------------------------------------------------------


async def test_hits_stand_in_context_under_their_articles_and_are_counted(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("stadtrat")
        assert "2 in 2 articles" in reader.lines[1]
        rows = rows_of(reader)
        titles = [row for row in rows if row.endswith("  1")]
        assert {title.removesuffix("  1") for title in titles} == {
            "Nordwind AG baut Werk in Emden",
            "Emden: Noch kein Beschluss über Turbinenfabrik",
        }
        hits = [line for line in reader.lines if "Der Stadtrat" in line]
        # One column for all of them; the sentence under the cursor stands below in full.
        assert len({line.index("Stadtrat") for line in hits if "│ " in line[:2]} - {7}) == 1


async def test_the_hits_are_lit(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("arbeitsplätze")
        results = search_of(reader).results
        assert ("Arbeitsplätze", ("current", "text", "hit")) in results.draw(results.cursor)


async def test_answers_nobody_waits_for_any_more_are_dropped(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("stadtrat")
        screen = search_of(reader)
        stale = library.search("Vogelschutzgebiet")
        screen.post_message(Searched("Vogelschutzgebiet", True, stale, {}))
        await reader.settle()
        assert "2 in 2 articles" in reader.text


async def test_one_query_is_under_way_at_most_and_the_last_one_is_answered(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, most, asked = 0, 0, []
    counting = threading.Lock()
    search = Library.search

    def counted(self: Library, query: str, *, limit: int = 200, typing: bool = False) -> object:
        nonlocal under_way, most
        with counting:
            under_way += 1
            most = max(most, under_way)
            asked.append(query)
        try:
            return search(self, query, limit=limit, typing=typing)
        finally:
            with counting:
                under_way -= 1

    monkeypatch.setattr(Library, "search", counted)
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("vogelschutzgebiet")
        assert most == 1
        assert asked[-1] == "vogelschutzgebiet"
        assert "1 in 1 article" in reader.text


async def test_enter_waits_for_the_answer_to_what_was_typed(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        for letter in "vogelschutz":
            await reader.pilot.press(letter)
        await reader.pilot.press("enter")
        await reader.settle()
        assert reader.here == StatementId(WORKS, 6)


async def test_an_emptied_box_shows_nothing(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("Emden")
        await reader.press("ctrl+u")
        assert search_of(reader).results.line is None
        assert "articles" not in reader.lines[1]
        await reader.press("enter")
        assert isinstance(reader.app.screen, SearchScreen)


async def test_a_failing_search_is_told_and_the_next_one_answers(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = Library.search

    def broken(self: Library, query: str, *, limit: int = 200, typing: bool = False) -> object:
        if query == "x":
            raise RuntimeError("kaputt")
        return search(self, query, limit=limit, typing=typing)

    monkeypatch.setattr(Library, "search", broken)
    async with reading(library) as reader:
        await reader.press("g /", "x")
        assert "kaputt" in reader.said[-1]
        await reader.press("ctrl+u")
        await reader.type("stadtrat")
        assert "2 in 2 articles" in reader.text


# --- to the sentence and back ---------------------------------------------------------------------


async def test_enter_lands_on_the_sentence_with_the_hit_lit_and_back_leads_to_the_list(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("stadtrat")
        await reader.press("down")
        wanted = search_of(reader).results.line
        await reader.press("enter")
        assert reader.app.screen is reader.screen
        landed = reader.here
        assert landed is not None
        view = reader.screen.text_pane.body
        assert view.statement is not None
        lit = [span.of(view.statement.text) for number, span in view.found]
        assert lit == ["Stadtrat"]
        assert view.current_hit == 0
        assert "stadtrat 2/2" in reader.lines[-1]
        await reader.press("ctrl+o")
        screen = search_of(reader)
        assert screen.box.value == "stadtrat"
        assert screen.results.line == wanted
        assert reader.here == StatementId(WORKS, 1)
        await reader.press("escape")
        assert reader.here == StatementId(WORKS, 1)
        assert reader.app.screen is reader.screen


async def test_n_runs_through_the_hits_of_all_articles_and_says_when_it_wraps(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("stadtrat")
        shown = search_of(reader)._state.shown
        places = [hit.statement for hit in shown]
        await reader.press("enter")
        assert reader.here == places[0]
        await reader.press("n")
        assert reader.here == places[1]
        assert places[0].article != places[1].article
        assert "2/2" in reader.lines[-1]
        await reader.press("n")
        assert reader.here == places[0]
        assert "1/2, round the end" in reader.lines[-1]
        await reader.press("N")
        assert reader.here == places[1]
        view = reader.screen.text_pane.body
        assert [number for number, _ in view.found] == [places[1].number]
        await reader.press("ctrl+o")
        assert search_of(reader)._state.at == 1


async def test_a_find_takes_n_over_and_a_cancelled_one_gives_it_back(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("stadtrat")
        await reader.press("enter")
        first = reader.here
        await reader.press("/")
        await reader.type("emden")
        await reader.press("escape", "n")
        assert reader.here != first
        assert "stadtrat 2/2" in reader.lines[-1]
        await reader.press("/")
        await reader.type("arbeit")
        await reader.press("enter")
        assert "/arbeit" in reader.lines[-1]
        article = reader.here and reader.here.article
        await reader.press("n", "n")
        assert reader.here is not None
        assert reader.here.article == article


async def test_escape_lets_go_of_the_hits(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("stadtrat")
        await reader.press("enter", "escape")
        assert reader.screen.text_pane.body.found == ()
        await reader.press("n")
        assert reader.said[-1] == "Nothing to find yet: / begins"


async def test_the_query_stays_and_typing_replaces_it(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("stadtrat")
        await reader.press("escape", "g /")
        assert query_of(reader) == "stadtrat"
        assert "2 in 2 articles" in reader.text
        await reader.type("handball")
        assert query_of(reader) == "handball"


async def test_in_the_hits_the_keys_of_lists_move_and_a_slash_leads_back(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("emden")
        await reader.press("tab")
        screen = search_of(reader)
        assert focus_of(reader) == "results"
        first = screen._state.at
        await reader.press("n", "n", "N")
        assert screen._state.at == first + 1
        article = screen._state.shown[screen._state.at].article
        await reader.press("}")
        assert screen._state.shown[screen._state.at].article != article
        await reader.press("{", "G", "g g")
        assert screen._state.at == 0
        await reader.press("?", "escape", "/")
        assert focus_of(reader) == "query"
        await reader.press("tab", "q")
        assert reader.app.screen is reader.screen


async def test_a_click_reads_there(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("vogelschutz")
        await reader.pilot.click("#results", offset=(12, 1))
        await reader.settle()
        assert reader.here == StatementId(WORKS, 6)


# --- what was meant -------------------------------------------------------------------------------


async def test_another_spelling_is_named_never_silent_and_one_key_takes_it_back(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("Vogelschutzgebeit")
        assert "nothing for 'Vogelschutzgebeit'; shown: Vogelschutzgebiet" in reader.text
        assert "1 in 1 article" in reader.text
        await reader.press("ctrl+t")
        assert "no hit" in reader.lines[1]
        assert "shows Vogelschutzgebiet" in reader.text
        await reader.press("ctrl+t", "enter")
        assert reader.here == StatementId(WORKS, 6)
        assert "Vogelschutzgebiet 1/1" in reader.lines[-1]
        await reader.press("ctrl+o")
        assert query_of(reader) == "Vogelschutzgebeit"


async def test_a_spelling_of_the_list_can_be_taken(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("Vogelschutzgebeit")
        await reader.press("ctrl+t", "enter")
        assert query_of(reader) == "Vogelschutzgebiet"
        assert "1 in 1 article" in reader.text
        await reader.press("ctrl+t")
        assert reader.said[-1] == "Nothing else is shown than what was typed"


async def test_a_wrong_part_is_marked_where_it_stands_and_the_rest_is_searched(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("stadtrat is:foo")
        box, told = reader.lines[1], reader.lines[2]
        assert told.index("▔") == box.index("is:foo")
        assert told.count("▔") == len("is:foo")
        assert "not foo" in told
        assert "2 in 2 articles" in box


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (30, 10), (12, 4)])
async def test_no_query_breaks_the_screen_at_any_size(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, size=size) as reader:
        await reader.press("g /")
        for query in ('"', "[", "-", "is:", "date:heute", "a OR", "[/b]", "emden figure:x"):
            await reader.press("ctrl+u")
            await reader.type(query)
            assert query_of(reader) == query
        await reader.resize(size[0] + 7, size[1] + 3)
        await reader.press("escape", "escape")


# --- completing -----------------------------------------------------------------------------------


async def test_the_name_of_a_field_and_then_its_values_are_offered(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("en")
        assert "entity:" in reader.lines[2]
        await reader.press("tab")
        assert query_of(reader) == "entity:"
        await reader.type("pet")
        assert "Petra Lüders" in reader.lines[2]
        await reader.press("tab")
        assert query_of(reader) == 'entity:"Petra Lüders" '
        assert "2 in 1 article" in reader.lines[1]


async def test_tab_again_takes_the_next_one_and_typing_ends_it(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("outlet:")
        candidates = library.complete("outlet:", 7).candidates
        assert len(candidates) == 4
        await reader.press("tab")
        assert query_of(reader) == f"outlet:{candidates[0].text}"
        await reader.press("tab")
        assert query_of(reader) == f"outlet:{candidates[1].text}"
        await reader.press("shift+tab")
        assert query_of(reader) == f"outlet:{candidates[0].text}"
        await reader.press("x", "tab")
        assert focus_of(reader) == "results"


async def test_an_open_quotation_is_completed_once(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type('entity:"nord')
        await reader.press("tab")
        assert query_of(reader) == 'entity:"Nordwind AG" '


async def test_escape_closes_what_is_offered_first(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("outlet:")
        assert "Sportbote" in reader.text
        await reader.press("escape")
        assert "Sportbote" not in reader.text
        assert "Search all articles" in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_tags_of_the_reader_are_offered(library: Library) -> None:
    library.tag(StatementId(WORKS, 2), ["prüfen"])
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("tag:pr")
        await reader.press("tab")
        assert query_of(reader) == "tag:prüfen "
        assert "1 in 1 article" in reader.text


# --- what can be asked ----------------------------------------------------------------------------


async def test_a_question_mark_in_the_empty_box_tells_the_language(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /", "?")
        assert isinstance(reader.app.screen, SearchLanguageScreen)
        assert "What can be searched" in reader.text
        await reader.press("j", "enter")
        assert query_of(reader) == '"neue brücke"'
        await reader.press("?")
        assert query_of(reader) == '"neue brücke"?'
        await reader.press("f1")
        assert isinstance(reader.app.screen, SearchLanguageScreen)
        await reader.press("G", "enter", "escape")
        assert query_of(reader) == '"neue brücke"?'


# --- searches made before -------------------------------------------------------------------------


async def test_the_arrows_walk_through_the_searches_made_before_also_in_the_next_session(
    library: Library,
) -> None:
    async with reading(library) as reader:
        for query in ("stadtrat", "emden", "arbeitsplätze"):
            await reader.press("g /")
            await reader.type(query)
            await reader.press("escape")
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("neu")
        await reader.press("up")
        assert query_of(reader) == "arbeitsplätze"
        assert "1 in 1 article" in reader.text
        await reader.press("up", "up", "up")
        assert query_of(reader) == "stadtrat"
        await reader.press("down")
        assert query_of(reader) == "emden"
        await reader.press("down", "down")
        assert query_of(reader) == "neu"
        await reader.press("alt+up", "alt+down", "alt+down")
        assert query_of(reader) == "neu"


async def test_up_leads_through_the_hits_before_it_leads_back_in_time(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("handball")
        await reader.press("escape", "g /")
        await reader.type("stadtrat")
        await reader.press("down", "up")
        assert query_of(reader) == "stadtrat"
        await reader.press("up")
        assert query_of(reader) == "handball"


# --- saved searches -------------------------------------------------------------------------------


async def save(reader: Reader, query: str, name: str) -> None:
    await reader.press("g /")
    await reader.type(query)
    await reader.press("ctrl+s", "ctrl+u")
    await reader.type(name)
    await reader.press("enter", "escape")


async def test_a_saved_search_stands_above_the_articles_with_its_count(library: Library) -> None:
    async with reading(library) as reader:
        await save(reader, "stadtrat", "Beschluss")
        assert [(each.name, each.query) for each in library.saved_searches()] == [
            ("Beschluss", "stadtrat")
        ]
        await reader.press("g a", "g g")
        assert "▾ Searches" in reader.lines[1]
        assert "Beschluss" in reader.lines[2]
        assert reader.lines[2].split("│")[1].split()[-1] == "2"
        await reader.press("j", "enter")
        assert query_of(reader) == "stadtrat"
        await reader.press("enter")
        assert reader.screen.text_pane.body.found != ()


async def test_saving_again_renames_and_delete_removes_and_both_can_be_undone(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await save(reader, "stadtrat", "Beschluss")
        await save(reader, "stadtrat", "Rat")
        assert [each.name for each in library.saved_searches()] == ["Rat"]
        await reader.press("u")
        assert reader.said[-1] == "Undone: search Rat changed"
        await reader.press("g a", "g g", "j")
        assert "Beschluss" in reader.lines[2]
        await reader.press("delete")
        assert library.saved_searches() == ()
        assert "Searches" not in reader.text
        await reader.press("u")
        assert "Beschluss" in reader.text


async def test_the_count_follows_what_the_reader_does(library: Library) -> None:
    async with reading(library) as reader:
        await save(reader, "is:unread", "Neu")
        before = reader.screen.searches[0].count
        await reader.press("d")
        assert reader.screen.searches[0].count == before - 1


async def test_nothing_typed_is_nothing_to_save(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g /", "ctrl+s")
        assert reader.said[-1] == "Nothing to save yet"


async def test_the_section_can_be_folded_and_filtered(library: Library) -> None:
    async with reading(library) as reader:
        await save(reader, "stadtrat", "Beschluss")
        await reader.press("g a", "g g", "j", "h", "h")
        assert "▸ Searches" in reader.text
        assert "Beschluss " not in reader.lines[2]
        await reader.press("enter", "\\")
        await reader.type("sportbote")
        assert "Searches" not in reader.text


# --- what the cursor is on ------------------------------------------------------------------------


async def test_the_name_under_the_cursor_is_found_in_all_articles(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "*")
        assert reader.screen.chosen == NORDWIND.id
        assert reader.said[-1].startswith('entity:"Nordwind AG": ')
        assert reader.here == StatementId(WORKS, 2)
        await reader.press("n")
        assert reader.here != StatementId(WORKS, 2)
        await reader.press("g /")
        assert query_of(reader) == 'entity:"Nordwind AG"'
        await reader.press("escape", "*")
        assert reader.screen.chosen is not None


async def test_after_the_last_name_a_word_of_the_sentence_can_be_chosen(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "*", "*")
        assert reader.screen.chosen == EMDEN.id
        await reader.press("*")
        assert "Find which word everywhere?" in reader.text
        await reader.type("werk")
        await reader.press("enter")
        assert reader.said[-1].startswith("Werk: ")


async def test_the_word_of_a_find_is_found_in_all_articles(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("/")
        await reader.type("stadtrat")
        await reader.press("enter", "*")
        assert reader.said[-1] == "Stadtrat: 2 in 2 articles; n goes on, g / lists"
        assert reader.here == StatementId(WORKS, 5)
        await reader.press("n")
        assert reader.here == StatementId(COUNCIL, 2)


# --- hostile words --------------------------------------------------------------------------------


async def test_hostile_words_only_show(tmp_path: Path) -> None:
    text = f"Achtung {ESCAPE}[31m\u202erot[/b] [@click=app.quit]Ende[/]"
    library = newsroom.open_hostile(tmp_path / "library", text)
    library.save_search(f"{ESCAPE}[2J[/b]", "Achtung")
    library.note_search(f"Achtung {ESCAPE}]0;x\x07")
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("achtung")
        assert "Achtung" in reader.text
        await reader.press("up")
        assert query_of(reader).startswith("Achtung")
        assert ESCAPE not in query_of(reader)
        assert not {ESCAPE, "\u202e", "\x07"} & set(reader.text)
        await reader.press("enter", "escape", "g a", "g g")
        assert not {ESCAPE, "\u202e", "\x07"} & set(reader.text)
    library.close()


async def test_notes_that_answer_are_shown_with_their_words_lit(library: Library) -> None:
    library.write_note(StatementId(HARBOUR, 2), "beim Hafenamt nachfragen")
    async with reading(library) as reader:
        await reader.press("g /")
        await reader.type("nachfragen")
        assert "✎ " in reader.text
        assert "beim Hafenamt nachfragen" in reader.text
        await reader.press("enter")
        assert reader.here == StatementId(HARBOUR, 2)


# --- what is shown --------------------------------------------------------------------------------


def test_a_state_without_an_answer_shows_nothing() -> None:
    assert SearchState("x").shown == ()
    assert SearchState("x", answer=SearchAnswer((), 0, None)).shown == ()


async def test_a_story_less_library_heads_its_articles_when_searches_stand_above(
    tmp_path: Path,
) -> None:
    library = newsroom.open_large(tmp_path / "library", 3)
    library.save_search("Alle", "Meldung")
    async with reading(library) as reader:
        assert "▾ Articles" in reader.text
    library.close()
