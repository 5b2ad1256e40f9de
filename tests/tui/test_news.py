"""What is new about a report: keys in, screen out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from core.library import Added, Idle, Library
from core.locations import DATABASE_NAME
from core.model import (
    AddReport,
    ArticleId,
    ArticleRow,
    Change,
    ChangeKind,
    Changes,
    Counterpart,
    News,
    NewsItem,
    PlacedStatement,
    Relation,
    Ruling,
    Span,
    StatementId,
    Story,
    StoryId,
    Version,
)
from core.storage import articles, statements, versions
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import COUNCIL, HARBOUR, SPORT, WORKS
from tui.drawing.list_rows import entry_pieces
from tui.drawing.news_rows import entries, lay_out, row_pieces, summary
from tui.drawing.strips import Piece
from tui.messages import WorkReported
from tui.widgets.news_pane import NewsPane

NEW = ArticleId("new")


def placed(number: int, text: str, article: ArticleId = NEW) -> PlacedStatement:
    return PlacedStatement(StatementId(article, number), text, "Titel", "Stadtkurier", "2025-05-21")


def counterpart(
    number: int,
    relation: Relation,
    *,
    article: str = "first",
    verdict: Ruling | None = None,
    text: str = "Es kostet 12 Euro.",
) -> Counterpart:
    related = builders.related(article, number, relation=relation, score=0.8)
    there = placed(number, text, ArticleId(article))
    return Counterpart(there, replace(related, verdict=verdict))


def item(
    number: int, *counterparts: Counterpart, reports: int = 0, text: str = "Es kostet 15 Euro."
) -> NewsItem:
    return NewsItem(placed(number, text), counterparts, reports)


def news(**lists: tuple[NewsItem, ...]) -> News:
    row = builders_row()
    every = {"adds": (), "disputes": (), "repeats": (), "unclear": (), **lists}
    story = Story(StoryId("s"), "Die Brücke", (NEW, ArticleId("first")))
    return News(row, story, (replace(row, id=ArticleId("first")),), None, **every)


def builders_row() -> ArticleRow:
    return ArticleRow(
        id=NEW,
        title="Titel",
        title_derived=False,
        source="/news/new.txt",
        outlet="Küstenblatt",
        published=None,
        language="de",
        story=StoryId("s"),
        statements=3,
        conflicts=0,
        read=True,
    )


CHANGES = Changes(
    NEW,
    Version(1, "2025-05-28T10:00:00+02:00", "Titel", None),
    Version(2, None, "Titel", None),
    (
        Change(ChangeKind.GONE, None, "Das ist weg.", None),
        Change(ChangeKind.SAME, StatementId(NEW, 1), "Titel", "Titel"),
        Change(
            ChangeKind.REWORDED,
            StatementId(NEW, 2),
            "Es kostet 12 Euro.",
            "Es kostet 15 Euro.",
            (Span(10, 12),),
            (Span(10, 12),),
        ),
        Change(ChangeKind.NEW, StatementId(NEW, 3), None, "Das ist neu."),
        Change(ChangeKind.MOVED, StatementId(NEW, 4), "Das stand oben.", "Das stand oben."),
    ),
)


def lines_of(
    told: News | None,
    changes: Changes | None = None,
    *,
    width: int = 60,
    current: int = -1,
) -> list[list[Piece]]:
    rows = lay_out(entries(told, changes), width)
    return [
        row_pieces(row, line, width, current=at == current)
        for at, row in enumerate(rows)
        for line in range(row.height)
    ]


def drawn(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces).rstrip()


def texts(*of: object, **options: object) -> list[str]:
    return [drawn(line) for line in lines_of(*of, **options)]  # type: ignore[arg-type]


# --- rows -----------------------------------------------------------------------------------------


def test_lists_stand_under_headings_disputes_first() -> None:
    told = news(
        adds=(item(2),),
        disputes=(item(3, counterpart(1, Relation.DIFFERS), reports=1),),
        repeats=(item(4, counterpart(2, Relation.AGREES), reports=1),),
        unclear=(item(5, counterpart(3, Relation.RELATED)),),
    )
    lines = lines_of(told)
    headings = [drawn(line).strip() for line in lines if line and "heading" in line[0][1]]
    assert headings == ["Disputes  1", "Adds  1", "Repeats  1", "Related, not clear how  1"]


def test_a_dispute_shows_every_other_wording_with_a_number_to_go_there() -> None:
    told = news(
        disputes=(
            item(
                3,
                counterpart(1, Relation.DIFFERS, verdict=Ruling.CONFIRMED),
                counterpart(2, Relation.CONTRADICTS, article="second", text="Es kostet nichts."),
                reports=2,
            ),
        )
    )
    shown = texts(told, width=80)
    assert "    2 Stadtkurier · 2025-05-21  differs .80 · confirmed by you" in shown
    assert "    Es kostet 12 Euro." in shown
    assert "    3 Stadtkurier · 2025-05-21  contradicts .80" in shown
    assert "    Es kostet nichts." in shown


def test_copies_are_said_to_count_once() -> None:
    copies = (counterpart(1, Relation.AGREES), counterpart(1, Relation.AGREES, article="copy"))
    told = news(repeats=(item(3, *copies, reports=1),))
    assert "    counted as 1: the others are copies" in texts(told)


def test_only_as_many_others_are_named_as_there_are_numbers_but_every_dispute() -> None:
    many = tuple(counterpart(1, Relation.AGREES, article=f"a{number}") for number in range(1, 13))
    shown = texts(news(repeats=(item(3, *many, reports=12),)))
    assert sum("Stadtkurier" in line for line in shown) == 8
    disputed = tuple(replace(each, related=replace(each.related)) for each in many)
    assert sum("Stadtkurier" in line for line in texts(news(disputes=(item(3, *disputed),)))) == 12


def test_changes_show_what_stood_there_and_what_stands_there_now() -> None:
    lines = lines_of(None, CHANGES)
    shown = [drawn(line) for line in lines]
    assert shown[0] == "  Changed in the text  4"
    assert [line for line in shown[1:] if line] == [
        "  - Das ist weg.",
        "  - Es kostet 12 Euro.",
        "  + Es kostet 15 Euro.",
        "  + Das ist neu.",
        "  ↕ Das stand oben.",
    ]
    lit = {look[-1]: text for line in lines for text, look in line if look and text.isdigit()}
    assert (lit["gone"], lit["new"]) == ("12", "15")


def test_what_is_gone_leads_to_what_stands_before_it_now() -> None:
    gone, reworded, *_ = entries(None, CHANGES)
    assert gone.places == (StatementId(NEW, 1),)
    assert reworded.places == (StatementId(NEW, 2),)
    assert gone.pair is None


def test_the_summary_counts_and_says_since_when() -> None:
    told = news(adds=(item(2),), unclear=(item(5),))
    said = summary(told, CHANGES).plain
    assert said.splitlines() == [
        "adds 1, disputes 0, repeats 0, 1 not clear · after 1 report: Küstenblatt",
        "1 reworded, 1 new, 1 gone, 1 moved since the text of 2025-05-28",
    ]
    unknown = replace(CHANGES, before=Version(1, None, "Titel", None))
    assert summary(None, unknown).plain.endswith("since the text before")
    two = replace(told, before=(*told.before, replace(builders_row(), outlet=None)))
    assert "after 2 reports: Titel, Küstenblatt" in summary(two, None).plain


@pytest.mark.parametrize("width", [8, 24, 60, 120])
def test_the_current_row_is_marked_on_all_its_lines_and_no_heading(width: int) -> None:
    told = news(disputes=(item(3, counterpart(1, Relation.DIFFERS), text="lang " * 30),))
    for line in lines_of(told, width=width, current=0):
        if line and "heading" not in line[0][1]:
            assert drawn(line).startswith("▌")
            assert all("current" in look for _, look in line)
            assert width < 24 or cell_len("".join(text for text, _ in line)) <= width


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(codec=None, exclude_categories=[]), min_size=1, max_size=60))
def test_hostile_words_are_shown_harmlessly(text: str) -> None:
    hostile = replace(placed(3, text), title=text, outlet=text, published=text)
    told = news(
        adds=(NewsItem(hostile, (), 0),),
        disputes=(NewsItem(hostile, (Counterpart(hostile, builders.related()),), 1),),
    )
    changes = replace(
        CHANGES, statements=(Change(ChangeKind.NEW, StatementId(NEW, 1), None, text),)
    )
    shown = "".join(drawn(line) for line in lines_of(told, changes))
    row = replace(told.before[0], outlet=text)
    said = summary(replace(told, before=(row,)), CHANGES).plain
    assert not {"\x1b", "\u202e", "\x9b", "\r"} & set(shown + said)


def test_the_list_marks_what_changed_since_it_was_read() -> None:
    row = replace(builders_row(), changed=True)

    def sign(row: ArticleRow) -> str:
        pieces = entry_pieces(row, 30, current=False, opened=False, folded=False)
        return pieces[1][0]

    assert sign(row) == "±"
    assert sign(replace(row, read=False)) == "●"
    assert sign(replace(row, changed=False)) == " "


# --- in the app -----------------------------------------------------------------------------------


def pane_of(reader: Reader) -> NewsPane:
    return reader.app.screen.query_one(NewsPane)


def change_works(library: Library) -> None:
    """What adding does when the file of a report has changed."""
    with Database(library.folder / DATABASE_NAME) as database:
        before = articles.article(database, WORKS)
        now = builders.article(
            WORKS,
            title=before.title,
            paragraphs=[
                each.replace("120 Millionen", "130 Millionen") for each in before.paragraphs[:2]
            ],
            source=before.source,
            outlet=before.outlet,
            published=before.published,
        )
        versions.keep_before(database, now)
        articles.put_article(database, now, SourceState(now.source, "changed", 1, 1))
        statements.put_statements(database, WORKS, builders.statements_of(now))


async def test_the_view_says_what_a_report_adds_disputes_and_repeats(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("J", "W")
        assert "What is new  Emden: Noch kein Beschluss" in reader.text
        assert "adds 1, disputes 2, repeats 1 · after 1 report: Stadtkurier" in reader.text
        assert reader.text.index("Disputes") < reader.text.index("Adds")
        assert "1/4" in reader.text
        await reader.press("j", "G")
        assert "4/4" in reader.text


async def test_enter_goes_to_the_statement_and_a_number_to_the_others(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("J", "W", "enter")
        assert reader.here == StatementId(COUNCIL, 2)
        await reader.press("W", "2")
        assert reader.here == StatementId(WORKS, 5)
        await reader.press("ctrl+o", "W", "9")
        assert pane_of(reader).count == 4
        await reader.press("q")
        assert reader.here == StatementId(COUNCIL, 2)


async def test_the_view_opens_on_the_statement_unless_that_is_the_headline(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("J", "j", "j", "W")
        entry = pane_of(reader).entry
        assert entry is not None
        assert entry.places[0] == StatementId(COUNCIL, 3)


async def test_a_verdict_given_in_the_view_is_followed_there(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("J", "W", "x")
        assert "disputes 1" in reader.text
        await reader.press("u")
        assert "disputes 2" in reader.text
        await reader.press("=")
        assert "confirmed by you" in reader.text


async def test_a_link_is_begun_from_what_stands_alone_and_made_between_two(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("J", "W", "&")
        assert "How are the two related?" in reader.text
        await reader.press("escape", "j", "j", "&")
        assert any("Linked to which?" in said for said in reader.said)


async def test_the_first_report_says_that_none_came_before(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("W")
        assert "This is the first report of its story" in reader.text
        await reader.press("enter", "1", "&", "escape")
        assert reader.here == StatementId(WORKS, 1)


async def test_a_report_in_no_story_says_so(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("J", "J", "J", "W")
        assert reader.screen.wanted == SPORT
        assert "No other report tells the same story." in reader.text


async def test_a_report_that_is_not_analysed_says_so(unanalysed_library: Library) -> None:
    async with reading(unanalysed_library) as reader:
        await reader.press("W")
        assert "This article is not analysed yet." in reader.text


async def test_without_an_article_there_is_nothing_to_open(empty_library: Library) -> None:
    async with reading(empty_library) as reader:
        await reader.press("W")
        assert reader.said[-1] == "Open an article first"


async def test_a_changed_text_shows_what_changed_and_is_marked_until_it_is_read(
    library: Library,
) -> None:
    library.set_read(WORKS, True)
    change_works(library)
    async with reading(library) as reader:
        await reader.press("K", "K", "K")
        assert "±" in reader.text
        await reader.press("W")
        assert "Changed in the text" in reader.text
        assert "1 reworded, 2 gone since the text before" in reader.text
        await reader.press("enter")
        assert reader.here == StatementId(WORKS, 2)
        await reader.press("j")
        assert "±" not in reader.text
        assert not library.rows()[0].changed


@pytest.mark.parametrize("size", [(120, 36), (60, 20), (24, 7), (10, 4)])
async def test_the_view_survives_every_size(library: Library, size: tuple[int, int]) -> None:
    async with reading(library) as reader:
        await reader.press("J", "W", "j")
        await reader.resize(*size)
        assert pane_of(reader).cursor == 1
        await reader.press("k", "space", "b", "ctrl+d", "ctrl+e", "g g")
        assert pane_of(reader).cursor == 0


# --- what comes in --------------------------------------------------------------------------------


async def arrive(reader: Reader, report: AddReport) -> None:
    reader.screen.post_message(WorkReported(Added(report)))
    reader.screen.post_message(WorkReported(Idle()))
    await reader.settle()


async def test_a_report_that_came_in_is_told_once_it_is_compared(library: Library) -> None:
    async with reading(library) as reader:
        await arrive(reader, AddReport(added=(COUNCIL, SPORT)))
        assert reader.said == ["Küstenblatt: adds 1, disputes 2, repeats 1"]
        await arrive(reader, AddReport())
        assert len(reader.said) == 1


async def test_what_changed_in_a_report_that_came_again_is_told(library: Library) -> None:
    change_works(library)
    async with reading(library) as reader:
        await arrive(reader, AddReport(updated=(WORKS, HARBOUR)))
        assert reader.said == ["Stadtkurier: 1 reworded, 2 gone"]


async def test_many_reports_at_once_are_only_counted(library: Library) -> None:
    async with reading(library) as reader:
        await arrive(reader, AddReport(added=(COUNCIL, SPORT, HARBOUR), updated=(WORKS,)))
        assert reader.said == ["3 new and 1 changed reports; W says what is new in each"]


async def test_a_hostile_name_is_told_harmlessly(library: Library) -> None:
    with Database(library.folder / DATABASE_NAME) as database, database.writing() as connection:
        connection.execute("UPDATE article SET outlet = ? WHERE id = ?", ("\x1b]0;x\x07", COUNCIL))
    async with reading(library) as reader:
        await arrive(reader, AddReport(added=(COUNCIL,)))
        assert reader.said == ["\ufffd]0;x\ufffd: adds 1, disputes 2, repeats 1"]


async def test_a_report_that_was_removed_meanwhile_is_passed_over(library: Library) -> None:
    async with reading(library) as reader:
        gone = ArticleId("gone")
        await arrive(reader, AddReport(added=(gone,), updated=(gone,)))
        assert reader.said == []
