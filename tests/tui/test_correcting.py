"""Correcting names: keys in, screen out."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from core.library import Library
from core.model import ArticleId, CorrectionKind, EntityKind, Reach
from tests.tui import newsroom
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import COUNCIL, SPORT, WORKS


def named(library: Library, article: ArticleId = WORKS) -> dict[str, EntityKind]:
    return {each.entity.name: each.entity.kind for each in library.entities(article)}


async def on(reader: Reader, name: str) -> None:
    """Put the cursor of the sidebar on a name."""
    await reader.press("g e", "/")
    await reader.type(name)
    await reader.press("enter")


async def test_c_says_what_the_entity_is_called_and_how_it_is_spelt(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Nordwind")
        await reader.press("c")
        assert "Correct a name" in reader.text
        assert "organisation · 4" in reader.text
        assert "Nordwind AG 2 · Nordwind 2" in reader.text
        assert "✓ Say the entity is an organisation" in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.screen
        assert library.corrections() == ()


async def test_a_name_is_changed_at_once_everywhere_and_u_takes_it_back(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Nordwind")
        await reader.press("c", "r")
        await reader.press("ctrl+u")
        await reader.type("Nordwind Energie")
        await reader.press("enter")
        assert reader.said[-1] == "Nordwind AG is called Nordwind Energie; u takes it back"
        assert "Nordwind Energie" in reader.text
        assert reader.place == "entities"
        assert "Nordwind Energie" in named(library, COUNCIL)
        await reader.press("u")
        assert reader.said[-1] == "Undone: rename Nordwind AG"
        assert "Nordwind Energie" not in named(library)
        await reader.press("ctrl+r")
        assert "Nordwind Energie" in named(library)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("p", EntityKind.PERSON),
        ("l", EntityKind.PLACE),
        ("t", EntityKind.THING),
    ],
)
async def test_one_key_says_of_what_kind_it_is(
    library: Library, key: str, kind: EntityKind
) -> None:
    async with reading(library) as reader:
        await on(reader, "Nordwind")
        await reader.press("c", key)
        assert named(library)["Nordwind AG"] is kind
        choice = reader.screen.entity_sidebar.choice
        assert choice in {each.entity.id for each in library.entities(WORKS)}


async def test_the_kind_it_has_already_is_nothing_to_correct(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Nordwind")
        await reader.press("c", "o")
        assert reader.said[-1].startswith("Nothing to correct")
        assert library.corrections() == ()


async def test_two_that_are_one_are_merged_by_choosing_the_other(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Petra")
        await reader.press("enter", "c", "m")
        await reader.type("onken")
        assert "Nordwind" not in "".join(reader.lines[4:-4])
        await reader.press("enter")
        assert reader.said[-1] == "Petra Lüders is Ines Onken; u takes it back"
        assert "Ines Onken" in named(library)
        assert "Petra Lüders" not in named(library)
        merged = next(
            each.entity for each in library.entities() if each.entity.name == "Ines Onken"
        )
        assert merged.spellings == ("Petra Lüders", "Ines Onken")
        assert reader.screen.chosen == merged.id


async def test_a_spelling_is_split_off_under_a_name_of_its_own(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Nordwind")
        await reader.press("c", "s")
        await reader.type("2")
        await reader.press("down", "enter", "enter")
        await reader.press("ctrl+u")
        await reader.type("Nordwind Reederei")
        await reader.press("enter")
        assert "Nordwind is not Nordwind AG but Nordwind Reederei" in reader.said[-1]
        assert "Nordwind Reederei" in named(library, COUNCIL)
        assert "Nordwind Reederei" not in named(library, WORKS)


async def test_a_spelling_split_off_needs_another_name(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Nordwind")
        await reader.press("c", "s", "enter", "enter", "enter")
        assert reader.said[-1] == "Nordwind AG needs a name that tells it apart"
        assert library.corrections() == ()


async def test_a_spelling_is_given_to_another_who_is_there(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Nordwind")
        await reader.press("c", "s", "down", "enter")
        assert "a name of its own" in reader.text
        await reader.type("emden")
        await reader.press("enter")
        (made,) = library.corrections()
        assert (made.kind, made.name) == (CorrectionKind.SPLIT, "Emden")


async def test_one_mention_is_split_off_where_the_cursor_stands(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "j", "*", "c", "s")
        assert "in this statement alone" in reader.text
        await reader.press("enter", "enter")
        await reader.press("ctrl+u")
        await reader.type("Paula Lüders")
        await reader.press("enter")
        (made,) = library.corrections()
        assert made.reach is Reach.ARTICLE
        assert {"Petra Lüders", "Paula Lüders"} <= named(library).keys()


async def test_what_is_hidden_is_neither_listed_nor_lit(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Emden")
        await reader.press("c", "x")
        assert reader.said[-1] == "Emden is hidden; u takes it back"
        assert "Emden" not in named(library)
        assert not any(m.text == "Emden" for m in reader.screen.text_pane.body.mentions)
        await reader.press("u")
        assert "Emden" in named(library)
        assert any(m.text == "Emden" for m in reader.screen.text_pane.body.mentions)


async def test_what_was_missed_is_added_with_the_words_found(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("/")
        await reader.type("Umweltverband")
        await reader.press("enter", "c", "a")
        assert reader.app.screen.query_one(Input).value == "Umweltverband"
        await reader.press("enter")
        await reader.type("organ")
        await reader.press("enter")
        assert reader.said[-1] == "Umweltverband is an organisation, added; u takes it back"
        assert named(library)["Umweltverband"] is EntityKind.ORGANISATION


async def test_where_nobody_is_named_there_is_only_something_to_add(library: Library) -> None:
    async with reading(library) as reader:
        reader.screen.open_article(SPORT)
        await reader.settle()
        await reader.press("j", "c")
        assert "No name is under the cursor." in reader.text
        await reader.press("r")
        assert reader.said[-1] == "There is no name to correct here; a adds one"
        await reader.press("enter")
        await reader.type("Gastgeberinnen")
        await reader.press("enter", "down", "enter")
        assert named(library, SPORT)["Gastgeberinnen"] is EntityKind.ORGANISATION


async def test_corrections_made_so_far_are_listed_and_withdrawn(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Emden")
        await reader.press("c", "x", "c")
        assert "Corrected so far" in reader.text
        assert "Emden is hidden" in reader.text
        await reader.press("G", "enter")
        assert reader.said[-1] == "Del withdraws this correction"
        await reader.press("g g", "delete", "G", "delete")
        assert reader.said[-1] == "Correction withdrawn; u brings it back"
        assert library.corrections() == ()
        assert "Emden" in named(library)


async def test_what_is_undone_in_the_list_of_marks_is_seen_after_it(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Emden")
        await reader.press("c", "x", "'", "u", "escape")
        assert any(m.text == "Emden" for m in reader.screen.text_pane.body.mentions)


async def test_dialogs_are_left_without_a_trace(library: Library) -> None:
    async with reading(library) as reader:
        await on(reader, "Petra")
        for keys in ("c r", "c m", "c s", "c a"):
            await reader.press(keys, "escape", "escape")
            assert reader.app.screen is reader.screen
        await reader.press("c", "m")
        await reader.type("zzz")
        assert "Nothing of that name." in reader.text
        await reader.press("enter", "escape", "r", "ctrl+u", "enter", "?", "escape", "q")
        assert reader.app.screen is reader.screen
        assert library.corrections() == ()


async def test_a_figure_is_no_name(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g e", "G", "c")
        assert "No name is under the cursor." in reader.text


@pytest.mark.parametrize("text", ["[/b]", "[@click=app.quit]x[/]", "\x1b[2J", "a\u202eb", "$x {y}"])
async def test_no_name_breaks_or_escapes_the_dialogs(tmp_path: Path, text: str) -> None:
    library = newsroom.open_hostile(tmp_path / "library", text)
    async with reading(library) as reader:
        await reader.press("g e", "c", "r", "escape", "m", "escape", "s", "enter", "escape")
        await reader.press("escape", "a")
        await reader.type("[b]")
        await reader.press("enter", "enter", "c")
        shown = reader.text
        assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
        assert not set(shown) & set("\x7f\x9b\u202e")
        assert reader.app.is_running
    library.close()


@pytest.mark.parametrize("size", [(60, 20), (20, 5), (1, 1)])
async def test_the_dialogs_fit_every_size(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, size=size) as reader:
        await reader.press("g e", "c", "j", "m", "escape", "s", "enter", "enter", "escape")
        assert reader.app.is_running
