"""The timeline of a story: keys in, screen out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from core.library import Library, RelatedReady
from core.locations import DATABASE_NAME
from core.model import (
    ArticleId,
    Figure,
    FigureKind,
    PlacedStatement,
    Saying,
    Span,
    Statement,
    StatementId,
    Story,
    StoryId,
    TimelineEntry,
)
from core.storage import articles, relations, statements, stories
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders
from tests.tui.driving import reading
from tui.drawing.timeline_rows import date_row, picture, saying_row
from tui.messages import WorkReported
from tui.widgets.row_list import RowList

RIVER = ArticleId("river")
TOWN = ArticleId("town")
_REPORTS = (
    builders.article(
        RIVER,
        title="Fluss tritt über die Ufer",
        paragraphs=("Am 03.05.2024 stieg der Fluss.", "Im Juni 2024 begann der Deichbau."),
        outlet="Uferbote",
    ),
    builders.article(
        TOWN,
        title="Stadt unter Wasser [Update]",
        paragraphs=("Die Deiche hielten bis zum 09.05.2024.",),
        outlet="Stadtkurier",
    ),
)
_DATES = {"03.05.2024": "2024-05-03", "Juni 2024": "2024-06", "09.05.2024": "2024-05-09"}


@pytest.fixture
def dated_library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "library"
    with Database(folder / DATABASE_NAME) as database:
        with database.writing():
            for report in _REPORTS:
                state = SourceState(report.source, report.id, len(report.text), 0)
                articles.put_article(database, report, state)
                made = [_dated(each) for each in builders.statements_of(report)]
                statements.put_statements(database, report.id, made)
        members = tuple(report.id for report in _REPORTS)
        stories.put_stories(database, [Story(StoryId("flood"), "Hochwasser", members)])
        for member in members:
            relations.put_related(database, member, {})
    opened = Library.open(folder)
    yield opened
    opened.close()


def _dated(made: Statement) -> Statement:
    figures = [
        Figure(
            FigureKind.DATE,
            words,
            Span(made.text.index(words), made.text.index(words) + len(words)),
            date=date,
        )
        for words, date in _DATES.items()
        if words in made.text
    ]
    return builders.statement(
        made.id.article,
        made.id.number,
        made.text,
        role=made.role,
        start=made.span.start,
        figures=figures,
    )


def saying_of(text: str, date: str, *, outlet: str | None = "Uferbote") -> Saying:
    placed = PlacedStatement(StatementId(RIVER, 2), text, "Fluss [b]", outlet, None)
    at = text.index(date)
    return Saying(placed, Figure(FigureKind.DATE, date, Span(at, at + len(date)), date="2024"))


# --- rows -----------------------------------------------------------------------------------------


def test_a_date_is_as_exact_as_the_reports_and_says_who_disagrees() -> None:
    assert date_row(TimelineEntry("2018-07", (), ())).plain == "2018-07"
    without_year = date_row(TimelineEntry("--05-28", (), ())).plain
    assert without_year == "05-28  no year said"
    span = date_row(TimelineEntry("2018/2020", (), ("2019", "2021-05"))).plain
    assert span == "2018 – 2020  ≠ others say 2019, 2021-05"


@pytest.mark.parametrize("width", [14, 40, 59, 60, 110])
def test_a_saying_names_its_report_and_lights_the_date(width: int) -> None:
    said = saying_of("Am 3. Mai 2024 stieg der Fluss, wie Anwohner am Abend sagten.", "3. Mai 2024")
    row = saying_row(said, width)
    assert row.plain.strip().startswith("Uferbote"[: width - 4])
    lit = "".join(row.plain[s.start : s.end] for s in row.spans if "accent" in str(s.style))
    assert "".join(lit.split()) == "3.Mai2024"
    assert max(cell_len(line) for line in row.plain.splitlines()) <= max(width, 14)


def test_a_report_without_outlet_is_named_by_its_title() -> None:
    row = saying_row(saying_of("Im Mai 2024 kam es.", "Mai 2024", outlet=None), 100)
    assert "Fluss [b]" in row.plain


def test_the_picture_loses_its_upper_marks_where_there_is_no_room() -> None:
    lines = ("  ●", "  ≠   ○", "──┴───┴──►", "  2018  2019")
    assert picture(lines, 9).plain.splitlines() == list(lines)
    assert picture(lines, 3).plain.splitlines() == list(lines[1:])
    marks = [content for content in picture(lines, 9).spans if "warning" in str(content.style)]
    assert len(marks) == 1


# --- in the app -----------------------------------------------------------------------------------


async def test_picture_and_statements_stand_in_the_order_of_time(dated_library: Library) -> None:
    async with reading(dated_library) as reader:
        await reader.press("T")
        assert "Timeline  Hochwasser" in reader.text
        assert "●" in reader.text
        assert "►" in reader.text
        dates = [reader.text.rindex(date) for date in ("2024-05-03", "2024-05-09", "2024-06")]
        assert dates == sorted(dates)
        assert "1/3 · 3 dates" in reader.text


async def test_enter_opens_the_place_and_the_way_back_is_kept(dated_library: Library) -> None:
    async with reading(dated_library) as reader:
        await reader.press("T", "j", "enter")
        assert reader.here == StatementId(TOWN, 2)
        await reader.press("ctrl+o")
        assert reader.here == StatementId(RIVER, 1)


async def test_the_timeline_opens_on_the_statement_the_reader_comes_from(
    dated_library: Library,
) -> None:
    async with reading(dated_library) as reader:
        await reader.press("j", "j", "T")
        assert "3/3 · 3 dates" in reader.text
        await reader.press("k", "k", "k", "q")
        assert reader.here == StatementId(RIVER, 3)


async def test_the_cursor_stays_on_its_statement_when_the_dates_change(
    dated_library: Library,
) -> None:
    async with reading(dated_library) as reader:
        await reader.press("T", "G")
        assert "3/3 · 3 dates" in reader.text
        with Database(dated_library.folder / DATABASE_NAME) as database:
            made = [_dated(each) for each in builders.statements_of(_REPORTS[1])]
            statements.put_statements(database, TOWN, made[:1])
        reader.screen.post_message(WorkReported(RelatedReady((TOWN,))))
        await reader.settle()
        assert "2/2 · 2 dates" in reader.text
        await reader.press("u", "enter")
        assert reader.here == StatementId(RIVER, 3)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (24, 8), (10, 4)])
async def test_the_timeline_survives_every_size(
    dated_library: Library, size: tuple[int, int]
) -> None:
    async with reading(dated_library) as reader:
        await reader.press("T", "j")
        await reader.resize(*size)
        assert reader.app.screen.query_one(RowList).highlighted == 3
        await reader.press("k", "G", "g g")


async def test_a_story_without_dates_says_so(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("T")
        assert "No report of this story names a date that can be placed in time." in reader.text
        await reader.press("enter", "j", "q")
        assert reader.place == "text"


async def test_an_article_without_story_has_no_timeline(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("J", "J", "J", "T")
        assert "No other report tells the same story." in reader.text
