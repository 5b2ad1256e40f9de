"""What was left out of an article: seen with its reason, taken back, and left out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.library import Library
from tests.tui.driving import Reader, reading

REPORT = """LOKALES

Stadtrat beschließt neue Buslinie

Von Petra Maas

Der Stadtrat von Husum hat am Montag eine neue Buslinie beschlossen. Sie kostet viel Geld.

Lesen Sie auch: Bahn streicht Züge

Die Linie fährt ab Januar stündlich zwischen Bahnhof und Hafen.
"""


@pytest.fixture
def report(tmp_path: Path) -> Iterator[Library]:
    """A library of one report with something left out of it."""
    path = tmp_path / "bus.txt"
    path.write_text(REPORT, encoding="utf-8")
    library = Library.open(tmp_path / "library")
    for _ in library.add([str(path)]):
        pass
    yield library
    library.close()


def paragraphs(library: Library) -> tuple[str, ...]:
    (row,) = library.rows()
    return library.article(row.id).paragraphs


def row_of(reader: Reader, words: str) -> int:
    """How often to go down to the passage of a reason."""
    (article,) = reader.screen.rows
    reasons = [each.reason for each in reader.screen.library.dropped(article.id)]
    return reasons.index(words)


async def test_what_was_left_out_is_listed_with_its_reason(report: Library) -> None:
    async with reading(report) as reader:
        await reader.press("X")
        for words in ("category line", "byline", "link list", "Lesen Sie auch: Bahn streicht"):
            assert words in reader.text


async def test_enter_takes_a_passage_back_and_undo_leaves_it_out_again(report: Library) -> None:
    before = paragraphs(report)
    async with reading(report) as reader:
        await reader.press("X", *["j"] * row_of(reader, "link list"), "enter")
        assert "Taken back into the text" in reader.said[-1]
        assert "link list" not in "\n".join(reader.lines[5:-5])
        assert "Lesen Sie auch: Bahn streicht Züge" in paragraphs(report)
        await reader.press("q")
        assert "Lesen Sie auch: Bahn streicht Züge" in reader.text
        await reader.press("u")
        assert paragraphs(report) == before
        await reader.press("ctrl+r", "X", "u")
        assert paragraphs(report) == before
        await reader.press("ctrl+r", "escape")
        assert "Lesen Sie auch: Bahn streicht Züge" in reader.text


async def test_the_paragraph_under_the_cursor_is_left_out(report: Library) -> None:
    async with reading(report) as reader:
        await reader.press("G", "X", "G")
        assert "Leave out the paragraph under the cursor" in reader.text
        await reader.press("enter")
        assert "left out by the reader" in reader.text
        assert not any("Die Linie" in each for each in paragraphs(report))
        await reader.press("q")
        assert "Die Linie" not in reader.text


async def test_the_headline_is_not_offered(report: Library) -> None:
    async with reading(report) as reader:
        await reader.press("X")
        assert "Leave out the paragraph" not in reader.text


async def test_the_only_text_there_is_stays(report: Library) -> None:
    async with reading(report) as reader:
        await reader.press("G", "X", "G", "enter", "q", "j", "X", "G", "enter")
        assert "The headline stays" in reader.said[-1]
        assert len(paragraphs(report)) == 1


async def test_an_article_that_is_whole_says_so(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("X")
        assert "Nothing was left out of this article." in reader.text
        await reader.press("enter", "j", "q")
        assert reader.place == "text"


async def test_without_an_article_nothing_opens(empty_library: Library) -> None:
    async with reading(empty_library) as reader:
        await reader.press("X")
        assert reader.said[-1] == "Open an article first"


@pytest.mark.parametrize("size", [(60, 20), (24, 7), (10, 4)])
async def test_the_list_survives_every_size(report: Library, size: tuple[int, int]) -> None:
    async with reading(report) as reader:
        await reader.press("j", "X")
        await reader.resize(*size)
        await reader.press("j", "k", "G", "g g", "space", "b", "q")
        assert reader.place == "text"
