"""Marks that lost their words, in the list of marks and attached by hand."""

from __future__ import annotations

from core.library import Library
from core.locations import DATABASE_NAME
from core.model import StatementId
from core.storage import articles, statements
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders
from tests.tui.driving import reading
from tests.tui.newsroom import COUNCIL, WORKS


def orphaned(library: Library, *places: StatementId) -> None:
    """Notes whose words are in no article any more."""
    for place in places:
        library.write_note(place, "nachrechnen")
    with Database(library.folder / DATABASE_NAME) as database:
        article = builders.article(
            WORKS, title="Werk in Emden", paragraphs=("Alles ist anders gekommen.", "Der Rat tagt.")
        )
        articles.put_article(database, article, SourceState(article.source, "new", 1, 1))
        statements.put_statements(database, WORKS, builders.statements_of(article))


async def test_a_mark_that_lost_its_words_is_attached_by_hand_and_that_can_be_undone(
    library: Library,
) -> None:
    orphaned(library, StatementId(WORKS, 6))
    async with reading(library) as reader:
        await reader.press("A")
        assert reader.said[-1].startswith("Nothing to attach")
        await reader.press("'")
        assert "no longer in the article" in reader.text
        assert "400 Menschen" in reader.text or "Umweltverband" in reader.text
        await reader.press("A")
        assert reader.here is not None
        assert reader.here.article == WORKS
        assert "press A" in reader.said[-1]
        await reader.press("escape")
        assert reader.said[-1].startswith("Not attached")
        await reader.press("A", "'", "A", "g g", "j", "A")
        assert reader.said[-1].startswith("Attached")
        (mark,) = library.marks()
        assert (mark.orphan, mark.places) == (False, (StatementId(WORKS, 2),))
        assert mark.anchor.quote == "Alles ist anders gekommen."
        await reader.press("'", "A")
        assert reader.said[-1].startswith("It has its place")
        await reader.press("u", "escape")
        assert library.marks()[0].orphan


async def test_a_mark_whose_article_is_gone_can_be_attached_elsewhere(library: Library) -> None:
    library.write_note(StatementId(COUNCIL, 2), "nachrechnen")
    with Database(library.folder / DATABASE_NAME) as database:
        articles.remove_article(database, COUNCIL)
    async with reading(library) as reader:
        await reader.press("'")
        assert "article no longer here" in reader.text
        await reader.press("A", "j", "A")
        (mark,) = library.marks()
        assert (mark.orphan, mark.places) == (False, (reader.here,))


async def test_an_empty_list_of_marks_has_nothing_to_attach(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("'", "A", "escape")
        assert reader.app.screen is reader.screen
