"""The main job, end to end, on the four reports it was built for, where they are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.library import Library
from core.model import EntityKind, Relation, StatementId
from tests.tui.driving import reading

pytestmark = pytest.mark.shared

REPORTS = Path(__file__).resolve().parents[1] / ".." / "shared" / "seeds"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not REPORTS.is_dir():
        pytest.skip("the four reports are not beside this checkout")
    folder = tmp_path_factory.mktemp("reports")
    library = Library.open(folder)
    for _ in library.add([str(REPORTS)]):
        pass
    for _ in library.catch_up():
        pass
    library.close()
    return folder


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    library = Library.open(folder)
    yield library
    library.close()


def named(library: Library, report: str, words: str) -> StatementId:
    """The statement of a report that holds these words."""
    statements = library.statements(library.resolve(report))
    return next(each.id for each in statements if words in each.text)


def test_each_of_the_names_a_reader_looks_for_is_one_entity_of_the_right_kind(
    library: Library,
) -> None:
    kinds = {each.entity.name: each.entity.kind for each in library.entities()}
    for name, kind in {
        "Elon Musk": EntityKind.PERSON,
        "Pavel Durov": EntityKind.PERSON,
        "Sam Altman": EntityKind.PERSON,
        "Telegram": EntityKind.ORGANISATION,
        "xAI": EntityKind.ORGANISATION,
        "Tesla": EntityKind.ORGANISATION,
        "OpenAI": EntityKind.ORGANISATION,
        "Grok": EntityKind.THING,
    }.items():
        assert kinds[name] is kind
        assert [other for other in kinds if other.split()[-1] == name.split()[-1]] == [name]


def test_the_two_reports_of_the_deal_are_one_story_and_the_others_are_not(
    library: Library,
) -> None:
    (story,) = library.stories()
    assert set(story.articles) == {library.resolve("000"), library.resolve("001")}


def test_conflicts_are_found_between_the_two_reports_of_the_deal_and_nowhere_else(
    library: Library,
) -> None:
    in_conflict = {row.id for row in library.rows() if row.conflicts}
    assert in_conflict == {library.resolve("000"), library.resolve("001")}
    announced = library.related(named(library, "001", "weitreichende Partnerschaft"))
    denied = [each for each in announced if "Vertrag unterschrieben" in each.text]
    assert [each.related.relation for each in denied] == [Relation.CONTRADICTS]


async def test_one_key_leads_to_the_same_sum_another_to_the_denial_and_one_back(
    library: Library,
) -> None:
    sum_here = named(library, "001", "300-Millionen-Dollar-Investment")
    found = library.related(sum_here)
    denial = next(n for n, each in enumerate(found) if "Vertrag unterschrieben" in each.text)
    async with reading(library, size=(120, 36)) as reader:
        await reader.press("g g" if reader.place == "articles" else "g t")
        while reader.here is None or reader.here.article != sum_here.article:
            await reader.press("J")
        while reader.here != sum_here:
            await reader.press("j")
        await reader.press("1")
        assert reader.here == named(library, "000", "300 Millionen US-Dollar in bar")
        await reader.press("ctrl+o")
        assert reader.here == sum_here
        await reader.press(str(denial + 1))
        assert reader.here == named(library, "000", "kein rechtsverbindlicher Vertrag")
        await reader.press("ctrl+o")
        assert reader.here == sum_here
