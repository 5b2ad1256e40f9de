"""Empty, growing, hostile, tiny: what the screen does when things are not as usual."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from core.library import Added, Analysed, Idle, Library, Progress, RelatedReady, WorkFailed
from core.locations import DATABASE_NAME
from core.model import AddReport, ArticleId, Refusal, StatementId
from core.storage.database import Database
from tests.tui import newsroom
from tests.tui.driving import reading
from tests.tui.newsroom import COUNCIL, WORKS
from tui.commands import BY_ID, HINTS, READING, Place
from tui.messages import WorkReported

SIZES = [(100, 30), (80, 24), (60, 20), (20, 5), (1, 1)]


# --- empty and growing ------------------------------------------------------------------------


async def test_an_empty_library_welcomes_and_offers_the_sample_story(
    empty_library: Library,
) -> None:
    async with reading(empty_library) as reader:
        assert "There is nothing to read yet." in reader.text
        assert "add the sample story" in reader.text
        for key in ("j", "1", "] c", "m", "a", "t", "y", "i", "J", "d", "D", "o", "*", "enter"):
            await reader.press(key)
        await reader.press("?", "escape", "'", "escape", "g /", "escape", "/", "escape")
        assert "There is nothing to read yet." in reader.text


async def test_articles_appear_while_they_are_added(empty_library: Library) -> None:
    async with reading(empty_library) as reader:
        newsroom.add_reports(empty_library.folder)
        reader.screen.post_message(WorkReported(Added(AddReport(added=(WORKS,)))))
        await reader.settle()
        assert reader.here == StatementId(WORKS, 1)
        assert "There is nothing to read yet." not in reader.text


async def test_an_article_is_read_before_it_is_analysed(unanalysed_library: Library) -> None:
    async with reading(unanalysed_library) as reader:
        await reader.press("j", "j", "k")
        assert reader.here == StatementId(WORKS, 2)
        assert reader.text.count("Not analysed yet.") == 2
        reader.screen.post_message(WorkReported(Progress("analysing", 1, 4)))
        await reader.settle()
        assert "analysing ━━────────" in reader.lines[-1]
        assert "1/4" in reader.lines[-1]


async def test_marks_appear_as_they_come(unanalysed_library: Library) -> None:
    async with reading(unanalysed_library) as reader:
        await reader.press("j")
        with Database(unanalysed_library.folder / DATABASE_NAME) as database:
            newsroom.find_everything(database)
        articles = (WORKS, COUNCIL)
        for event in (Analysed(articles), RelatedReady(articles), Idle()):
            reader.screen.post_message(WorkReported(event))
        await reader.settle()
        assert reader.here == StatementId(WORKS, 2)
        assert "1 ≠ differs" in reader.text
        assert "Petra Lüders" in reader.text
        assert "▾ Nordwind in" in reader.text


async def test_what_could_not_be_added_is_said_and_listed(library: Library) -> None:
    async with reading(library) as reader:
        report = AddReport(
            failed=(Refusal("/tmp/[/b].txt", "binary data"),),
            skipped=(Refusal("/tmp/leer.txt", "empty"),),
        )
        reader.screen.post_message(WorkReported(Added(report)))
        await reader.settle()
        assert "2 sources were left out" in reader.said[-1]
        reader.screen.post_message(WorkReported(WorkFailed("analysis", "[out of] memory")))
        await reader.settle()
        assert reader.said[-1] == "analysis: [out of] memory"
        await reader.press("g p")
        assert "/tmp/[/b].txt: binary data" in reader.text
        assert "analysis: [out of] memory" in reader.text
        reader.screen.problems.clear()


async def test_a_long_list_is_there_whole(tmp_path: Path) -> None:
    library = newsroom.open_large(tmp_path / "library", 500)
    async with reading(library) as reader:
        assert len(reader.screen.rows) == 500
        await reader.press("g a", "G")
        assert "Meldung 499" in reader.text
    library.close()


# --- hostile ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[/b]",
        "[Update] [b]fett[/b]",
        "[@click=app.quit]quit[/]",
        "[link=http://x]",
        "\x1b]52;c;ZXZpbA==\x07",
        "\x1b[2J\x9b31m\x00",
        "a\u202eb\u2066c\u200bd",
        "ﷺ漢字漢字 👩‍👩‍👧‍👦 e\u0301",
        "x" * 3000,
        "$primary {x} %s \\",
    ],
)
async def test_no_text_breaks_or_escapes_the_screen(tmp_path: Path, text: str) -> None:
    library = newsroom.open_hostile(tmp_path / "library", text)
    library.write_note(StatementId(ArticleId("hostile"), 1), text)
    async with reading(library) as reader:
        await reader.press("g e", "j", "enter", "g t", "j", "m", "'", "escape", "y")
        await reader.press("a", "escape", "t", "escape", "g /")
        await reader.type("x")
        await reader.press("escape", "i")
        shown = reader.text
        assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
        assert not set(shown) & set("\x7f\x9b\u202e\u2066\u200b")
        assert reader.app.is_running
    library.close()


# --- sizes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_no_size_crashes(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, size=size) as reader:
        await reader.press("j", "g a", "g e", "g r", "g t", "z", "e")
        await reader.press("?", "escape", "i", "escape", "/", "escape", "g")
        assert reader.app.is_running


async def test_the_same_statement_stays_through_every_resize(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("G")
        for size in (*SIZES, *reversed(SIZES)):
            await reader.resize(*size)
            assert reader.here == StatementId(WORKS, 7)
        assert "Petra Lüders weist" in reader.text


async def test_a_medium_screen_shows_one_pane_beside_the_text(library: Library) -> None:
    async with reading(library, size=(80, 24)) as reader:
        screen = reader.screen
        assert screen.related_panel.display
        assert not screen.articles_pane.display
        await reader.press("g a")
        assert screen.articles_pane.display
        assert not screen.related_panel.display
        await reader.press("enter")
        assert screen.related_panel.display
        await reader.press("e")
        assert screen.entity_sidebar.display
        assert not screen.related_panel.display


async def test_a_narrow_screen_shows_the_best_relative_in_one_line(library: Library) -> None:
    async with reading(library, size=(60, 20)) as reader:
        await reader.press("j")
        assert "1 ≠ differs .81 +1" in reader.lines[-2]
        assert "150 Millionen Euro" in reader.lines[-2]
        await reader.press("g r")
        assert reader.place == "related"
        assert not reader.screen.text_pane.display
        await reader.press("h", "1")
        assert reader.here == StatementId(COUNCIL, 3)


@pytest.mark.parametrize("theme", ["lesart-dark", "lesart-light", "ansi-dark", "nord"])
async def test_every_theme_can_be_worn(library: Library, theme: str) -> None:
    async with reading(library) as reader:
        reader.app.theme = theme
        await reader.press("j", "?", "escape")
        assert "1 ≠ differs" in reader.text


async def test_the_screen_is_usable_without_colour(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(library) as reader:
        await reader.press("j")
        assert reader.app.no_color
        assert "1 ≠ differs" in reader.text


# --- gone, full, read-only --------------------------------------------------------------------


async def test_a_library_deleted_while_it_is_open_is_read_on(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("j")
        shutil.rmtree(library.folder)
        await reader.press("j", "k", "J", "m", "g /", "escape", "'", "escape", "C", "escape", "?")
        await reader.press("escape")
        assert "Noch kein Beschluss über" in reader.text
        assert reader.app.screen is reader.screen


async def test_a_mark_for_which_there_is_no_room_is_told_and_those_before_it_stand(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with reading(library) as reader:
        await reader.press("j", "m")
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            await reader.press("j", "m")
        assert any("No space left on device" in said for said in reader.said)
        assert [mark.places for mark in library.marks()] == [(StatementId(WORKS, 2),)]
        await reader.press("m")
        assert len(library.marks()) == 2


# --- footer -----------------------------------------------------------------------------------


@pytest.mark.parametrize("place", sorted(READING))
async def test_every_key_of_the_footer_does_something_harmless(
    library: Library, place: Place
) -> None:
    letter = {"articles": "a", "text": "t", "entities": "e", "related": "r"}[place]
    async with reading(library) as reader:
        for hint in HINTS[place]:
            for command in hint.commands:
                if command == "close":
                    continue
                await reader.press(f"g {letter}", BY_ID[command].keys[hint.key])
                while reader.app.screen is not reader.screen or reader.screen.prompt.display:
                    await reader.press("escape")
                assert not reader.screen.problems
