"""What is new: a report that joins a story, and an article whose text has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import ArticleNotFound, UsageError
from core.library import Library, adding, change_words, news_words
from core.locations import DATABASE_NAME
from core.model import ArticleId, ChangeKind, MarkKind, News, Relation, Ruling, StatementId
from core.storage import articles
from core.storage.database import Database
from core.storage.salvage import salvage

FIRST = """Neue Brücke über die Wupper

Die Stadt Wuppertal baut eine neue Brücke über die Wupper. Die Brücke soll 12 Millionen Euro kosten.

Der Bau der Brücke beginnt im Mai. Ein Vertrag mit der Baufirma ist noch nicht unterschrieben.
"""
SECOND = """Wuppertal: Brücke wird teurer

Die neue Brücke über die Wupper soll 15 Millionen Euro kosten. Der Bau der Brücke beginnt im Mai.

Anwohner fürchten Lärm. Eine Bürgerinitiative wehrt sich gegen das Fällen von 40 Linden.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    return folder


def add(library: Library, folder: Path) -> None:
    for _ in library.add([str(folder)]):
        pass
    for _ in library.catch_up():
        pass


def add_second(library: Library, folder: Path, text: str = SECOND) -> ArticleId:
    (folder / "second.txt").write_text(text, encoding="utf-8")
    add(library, folder)
    return library.resolve("second")


def news_of(library: Library, article: ArticleId) -> News:
    news = library.news(article)
    assert news is not None
    return news


# --- what a report brings into its story ----------------------------------------------------------


def test_a_report_that_joins_a_story_adds_disputes_and_repeats(
    library: Library, reports: Path
) -> None:
    add(library, reports)
    assert library.news(library.resolve("first")) is None
    assert library.latest() == ()
    news = news_of(library, add_second(library, reports))
    assert [row.title for row in news.before] == ["Neue Brücke über die Wupper"]
    (item,) = news.disputes
    assert item.reports == 1
    assert "15 Millionen" in item.statement.text
    assert "12 Millionen" in item.counterparts[0].statement.text
    assert item.counterparts[0].related.relation is Relation.DIFFERS
    assert [each.statement.text for each in news.adds] == [
        "Anwohner fürchten Lärm.",
        "Eine Bürgerinitiative wehrt sich gegen das Fällen von 40 Linden.",
    ]
    assert ["beginnt im Mai" in each.statement.text for each in news.repeats] == [True]
    assert news_words(news) == "adds 2, disputes 1, repeats 1"
    assert library.latest() == (library.resolve("second"),)


def test_the_first_report_of_a_story_has_none_before_it(library: Library, reports: Path) -> None:
    add_second(library, reports)
    news = news_of(library, library.resolve("first"))
    assert (news.before, news.adds, news.disputes, news.repeats) == ((), (), (), ())
    assert news_words(news) == "the first report of its story"


def test_the_readers_verdict_moves_a_statement_to_another_list(
    library: Library, reports: Path
) -> None:
    second = add_second(library, reports)
    (disputed,) = news_of(library, second).disputes
    there = disputed.counterparts[0]
    library.rule(disputed.statement.id, there.statement.id, Ruling.REJECTED, Relation.DIFFERS)
    news = news_of(library, second)
    assert news.disputes == ()
    others = (*news.adds, *news.repeats, *news.unclear)
    assert disputed.statement.id in [each.statement.id for each in others]
    library.undo()
    library.rule(disputed.statement.id, there.statement.id, Ruling.CONFIRMED, Relation.DIFFERS)
    (again,) = news_of(library, second).disputes
    assert again.counterparts[0].related.verdict is Ruling.CONFIRMED


def test_copies_of_one_text_count_once_and_a_copy_is_named(library: Library, reports: Path) -> None:
    agency = """Bahnstrecke bei Fulda gesperrt

Fulda (dpa) - Die Bahnstrecke zwischen Fulda und Kassel ist nach einem Erdrutsch gesperrt worden.

Nach Angaben der Bahn liegen rund 200 Tonnen Geröll auf den Gleisen bei Hünfeld im Osten Hessens.

Die Räumung der Strecke soll nach Angaben eines Sprechers mindestens drei Tage lang dauern.
"""
    (reports / "first.txt").write_text(agency, encoding="utf-8")
    (reports / "copy.txt").write_text(agency.replace("rund 200", "etwa 200"), encoding="utf-8")
    add(library, reports)
    third = add_second(
        library,
        reports,
        agency.replace("200 Tonnen", "200 Tonnen Erde und").replace("dpa", "Eigener Bericht"),
    )
    news = news_of(library, third)
    assert len(news.before) == 2
    assert news.copy_of == news.before[0]
    assert news.repeats
    assert {each.reports for each in news.repeats} == {1}
    assert news_words(news).endswith(f", a copy of {news.before[0].title}")


def test_an_unknown_article_is_named(library: Library) -> None:
    for ask in (library.news, library.changes, library.versions):
        with pytest.raises(ArticleNotFound):
            ask(ArticleId("gone"))


def test_on_the_sample_story_every_statement_of_substance_is_in_one_list(
    sample_library: Path,
) -> None:
    library = Library.open(sample_library)
    for article in library.latest():
        news = news_of(library, article)
        items = (*news.adds, *news.disputes, *news.repeats, *news.unclear)
        numbers = [each.statement.id.number for each in items]
        assert len(numbers) == len(set(numbers)) > 0
        assert news.before
        assert all(not each.counterparts for each in news.adds)
        assert all(each.counterparts and each.reports for each in (*news.disputes, *news.repeats))
        known = {row.id for row in news.before}
        assert {c.statement.id.article for each in items for c in each.counterparts} <= known
    library.close()


# --- what changed in an article -------------------------------------------------------------------


def test_a_changed_file_shows_what_changed_and_keeps_its_marks(
    library: Library, reports: Path
) -> None:
    second = add_second(library, reports)
    library.toggle_bookmark(StatementId(second, 3))
    library.write_note(StatementId(second, 5), "Wie viele?")
    marks = (library.folder / "marks.json").read_bytes()
    assert library.changes(second) is None
    library.set_read(second, True)
    changed = SECOND.replace("15 Millionen", "18 Millionen").replace(
        "Eine Bürgerinitiative", "Der Rat berät am Freitag. Eine Bürgerinitiative"
    )
    assert add_second(library, reports, changed) == second
    changes = library.changes(second)
    assert changes is not None
    told = [each for each in changes.statements if each.kind is not ChangeKind.SAME]
    assert [each.kind for each in told] == [ChangeKind.REWORDED, ChangeKind.NEW]
    (before,), (after,) = told[0].before_spans, told[0].after_spans
    assert (before.of(told[0].before or ""), after.of(told[0].after or "")) == ("15", "18")
    assert change_words(changes) == "1 reworded, 1 new"
    assert [each.number for each in library.versions(second)] == [1, 2]
    assert all(each.seen is not None for each in library.versions(second))
    (row,) = [row for row in library.rows() if row.id == second]
    assert row.changed
    assert (library.folder / "marks.json").read_bytes() == marks
    placed = {mark.kind: mark.anchor.statement for mark in library.marks_of(second)}
    assert placed == {MarkKind.BOOKMARK: 3, MarkKind.NOTE: 6}


def test_changes_can_be_asked_for_since_any_text_that_is_kept(
    library: Library, reports: Path
) -> None:
    texts = [SECOND, SECOND.replace("15", "16"), SECOND.replace("15", "17").replace("Mai", "Juni")]
    second = [add_second(library, reports, text) for text in texts][-1]
    last, first = library.changes(second), library.changes(second, since=1)
    assert last is not None
    assert first is not None
    assert (last.before.number, first.before.number, first.after.number) == (2, 1, 3)
    assert {each.before for each in first.statements} != {each.before for each in last.statements}
    with pytest.raises(UsageError, match="kept are 1, 2"):
        library.changes(second, since=3)
    with pytest.raises(UsageError, match="kept are none"):
        library.changes(library.resolve("first"), since=1)


def test_a_text_that_differs_only_in_what_was_left_out_has_not_changed(
    library: Library, reports: Path
) -> None:
    second = add_second(library, reports)
    library.set_read(second, True)
    add_second(library, reports, SECOND + "\n\n")
    assert library.changes(second) is None
    assert not any(row.changed for row in library.rows())


def test_earlier_texts_are_put_back_out_of_a_damaged_library(
    library: Library, reports: Path, tmp_path: Path
) -> None:
    add_second(library, reports)
    second = add_second(library, reports, SECOND.replace("15", "16"))
    before = library.versions(second)
    library.close()
    with Database(tmp_path / "new" / DATABASE_NAME) as database:
        from core.library import finding

        finding.prepare(database)
        for saved in salvage(library.folder / DATABASE_NAME):
            assert adding.put_back(database, saved)
        kept = articles.article(database, second)
    other = Library.open(tmp_path / "new")
    assert [replace(each, published=None) for each in other.versions(second)] == [
        replace(each, published=None) for each in before
    ]
    changes = other.changes(second)
    assert changes is not None
    assert change_words(changes) == "1 reworded"
    assert kept.text == other.article(second).text
    other.close()
