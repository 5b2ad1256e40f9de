"""The library as its users see it: sources in, answers out, and nothing lost in between."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import StatementNotFound
from core.library import (
    Added,
    Analysed,
    Library,
    Progress,
    RelatedReady,
    WorkEvent,
    WorkFailed,
    analysing,
)
from core.locations import DATABASE_NAME
from core.model import (
    AddReport,
    AnalysedArticle,
    Article,
    ArticleId,
    MarkKind,
    Role,
    Sign,
    Statement,
    StatementId,
)
from core.relations.index.statement_index import StatementIndex
from core.storage import statements
from core.storage.database import Database
from core.text.spans import original_span
from tests.fakes import StumblingAnalyser

REPORT = """Neue Brücke über die Wupper

Die Stadt baut eine neue Brücke. Sie soll 12 Millionen Euro kosten, sagte Bürgermeisterin Ada Kern.

Baubeginn ist im Mai. Ein Vertrag ist noch nicht unterschrieben.
"""
OTHER = """Brücke wird teurer

Die neue Brücke über die Wupper soll 15 Millionen Euro kosten. Das sagte Bürgermeisterin Kern.

Den Vertrag hat die Stadt am Montag unterschrieben.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterable[Library]:
    library = Library.open(tmp_path / "library")
    yield library
    library.close()


def added(library: Library, *paths: Path) -> AddReport:
    """What became of these paths, all batches together."""
    events = list(library.add([str(path) for path in paths]))
    return sum((e.report for e in events if isinstance(e, Added)), AddReport())


def report(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_article_can_be_read_before_anything_is_analysed(
    library: Library, tmp_path: Path
) -> None:
    (article,) = added(library, report(tmp_path, "a.txt", REPORT)).added
    assert library.article(article).title == "Neue Brücke über die Wupper"
    assert library.statements(article)[0].role is Role.TITLE
    assert not library.is_analysed(article)
    assert library.signs(article) == {}
    assert library.rows()[0].statements is None


def test_every_statement_is_traced_to_its_place_in_the_file(
    library: Library, tmp_path: Path
) -> None:
    path = report(tmp_path, "a.txt", REPORT)
    (article,) = added(library, path).added
    kept = library.article(article)
    for statement in library.statements(article):
        span = original_span(kept.alignment, statement.span)
        assert span.of(path.read_text(encoding="utf-8")) == statement.text


def test_an_unchanged_file_is_not_read_again(library: Library, tmp_path: Path) -> None:
    path = report(tmp_path, "a.txt", REPORT)
    (article,) = added(library, path).added
    path.chmod(0o000)
    assert added(library, path).unchanged == (article,)


def test_a_file_that_was_only_touched_is_unchanged(library: Library, tmp_path: Path) -> None:
    path = report(tmp_path, "a.txt", REPORT)
    (article,) = added(library, path).added
    path.touch()
    assert added(library, path).unchanged == (article,)


def test_a_changed_file_whose_old_text_stands_elsewhere_is_a_new_article(
    library: Library, tmp_path: Path
) -> None:
    first, second = report(tmp_path, "a.txt", REPORT), report(tmp_path, "b.txt", REPORT)
    (article,) = added(library, first).added
    assert added(library, second).unchanged == (article,)
    second.write_text(OTHER, encoding="utf-8")
    (other,) = added(library, second).added
    assert other != article
    assert library.sources(article) == (str(first),)


def test_an_old_text_that_comes_back_gets_an_id_of_its_own(
    library: Library, tmp_path: Path
) -> None:
    path = report(tmp_path, "a.txt", REPORT)
    (article,) = added(library, path).added
    path.write_text(OTHER, encoding="utf-8")
    assert added(library, path).updated == (article,)
    (again,) = added(library, report(tmp_path, "b.txt", REPORT)).added
    assert again != article
    assert {row.title for row in library.rows()} == {
        "Neue Brücke über die Wupper",
        "Brücke wird teurer",
    }


def test_many_files_are_reported_batch_by_batch(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(120):
        report(folder, f"{number}.txt", f"Bericht {number}\n\nDies ist der Bericht {number}.\n")
    events = list(library.add([str(folder)]))
    assert [e for e in events if isinstance(e, Progress)][-1] == Progress("reading", 120, 120)
    assert [len(e.report.added) for e in events if isinstance(e, Added)] == [50, 50, 20]
    assert library.article_count() == 120


def test_too_much_on_standard_input_is_refused(library: Library) -> None:
    report = library.add_stream(b"a" * 20_000_001)
    assert "20 MB" in report.failed[0].reason


def test_nothing_on_standard_input_is_skipped(library: Library) -> None:
    assert library.add_stream(b" \n").skipped[0].reason


def caught_up(library: Library, **first: ArticleId) -> list[WorkEvent]:
    return list(library.catch_up(first=lambda: first.get("first")))


def test_catching_up_names_relates_and_then_has_nothing_left(
    library: Library, tmp_path: Path
) -> None:
    one, two = added(
        library, report(tmp_path, "a.txt", REPORT), report(tmp_path, "b.txt", OTHER)
    ).added
    events = caught_up(library, first=two)
    order = [e.articles[0] for e in events if isinstance(e, Analysed) and len(e.articles) == 1]
    assert order == [two, one]
    assert {a for e in events if isinstance(e, RelatedReady) for a in e.articles} == {one, two}
    assert not [e for e in events if isinstance(e, WorkFailed)]
    assert "Ada Kern" in {each.entity.name for each in library.entities()}
    assert caught_up(library) == []


def test_a_different_price_of_the_same_bridge_is_a_conflict_on_both_sides(
    library: Library, tmp_path: Path
) -> None:
    one, two = added(
        library, report(tmp_path, "a.txt", REPORT), report(tmp_path, "b.txt", OTHER)
    ).added
    caught_up(library)
    for article, amount in ((one, "12 Millionen"), (two, "15 Millionen")):
        (number,) = (s.id.number for s in library.statements(article) if amount in s.text)
        assert library.signs(article)[number] is Sign.DIFFERS
    assert {row.conflicts is not None and row.conflicts > 0 for row in library.rows()} == {True}


def test_work_broken_off_anywhere_goes_on_where_it_was(tmp_path: Path) -> None:
    texts = [report(tmp_path, "a.txt", REPORT), report(tmp_path, "b.txt", OTHER)]
    whole = Library.open(tmp_path / "whole")
    added(whole, *texts)
    expected = len(caught_up(whole))
    broken = Library.open(tmp_path / "broken")
    added(broken, *texts)
    for stop in range(expected):
        for count, _ in enumerate(broken.catch_up()):
            if count == stop:
                break
        broken.close()
        broken = Library.open(tmp_path / "broken")
    caught_up(broken)
    for left, right in zip(whole.rows(), broken.rows(), strict=True):
        assert (left.id, left.story, left.conflicts) == (right.id, right.story, right.conflicts)
        assert whole.signs(left.id) == broken.signs(left.id)
        assert whole.mentions_of(left.id) == broken.mentions_of(left.id)
    whole.close()
    broken.close()


def test_a_new_report_changes_what_the_old_ones_say_in_the_margin(
    library: Library, tmp_path: Path
) -> None:
    (old,) = added(library, report(tmp_path, "a.txt", REPORT)).added
    caught_up(library)
    assert set(library.signs(old).values()) == {Sign.NONE}
    added(library, report(tmp_path, "b.txt", OTHER))
    events = caught_up(library)
    assert old in {a for e in events if isinstance(e, RelatedReady) for a in e.articles}
    assert Sign.DIFFERS in library.signs(old).values()


def test_an_article_that_cannot_be_analysed_is_named_and_not_tried_again(
    library: Library, tmp_path: Path
) -> None:
    one, two = added(
        library, report(tmp_path, "a.txt", REPORT), report(tmp_path, "b.txt", OTHER)
    ).added
    with Database(library.folder / "library.sqlite") as database:
        work = analysing.catch_up(
            database,
            StatementIndex,
            first=lambda: None,
            load=lambda: StumblingAnalyser(one),
        )
        assert [e for e in work if isinstance(e, WorkFailed)] == [WorkFailed(one, "stumbled")]
    assert (library.is_analysed(one), library.is_analysed(two)) == (False, True)
    assert caught_up(library) == []
    assert [each.what for each in library.check() if not each.sound] == ["analysis"]


def test_figures_are_counted_by_what_they_mean(library: Library, tmp_path: Path) -> None:
    text = "Titel der Meldung\n\nDas Haus kostet 12 Millionen Euro. Genau 12 Mio. € sind es.\n"
    (article,) = added(library, report(tmp_path, "a.txt", text)).added
    (counted,) = library.figures(article)
    assert (counted.figure.text, counted.count) == ("12 Millionen Euro", 2)


def test_marks_are_made_changed_found_and_taken_back(library: Library, tmp_path: Path) -> None:
    (article,) = added(library, report(tmp_path, "a.txt", REPORT)).added
    here, there = StatementId(article, 2), StatementId(article, 3)
    bookmark = library.toggle_bookmark(here)
    assert bookmark is not None
    assert bookmark.anchor.quote == "Die Stadt baut eine neue Brücke."
    note = library.write_note(there, "Wer zahlt?")
    assert note is not None
    assert library.write_note(there, "Wer zahlt das?") is not None
    assert library.tag(there, ["geld", "geld"]).tags == ("geld",)
    assert library.tag(StatementId(article, 4), ["termin"]).kind is MarkKind.BOOKMARK
    assert [mark.text for mark in library.marks_of(article)] == ["", "Wer zahlt das?", ""]
    assert library.undo() is not None
    assert library.redo() is not None
    assert library.toggle_bookmark(here) is None
    assert library.write_note(there, "") is None
    assert library.write_note(there, "") is None
    library.remove_mark(library.marks()[0].id)
    assert library.marks() == ()
    for _ in range(8):
        library.undo()
    assert library.marks() == ()
    assert library.undo() is None


def test_a_mark_follows_its_sentence_through_a_changed_file(
    library: Library, tmp_path: Path
) -> None:
    path = report(tmp_path, "a.txt", REPORT)
    (article,) = added(library, path).added
    library.write_note(StatementId(article, 5), "Stimmt das?")
    path.write_text(
        REPORT.replace("Die Stadt baut", "Am Montag wurde es bekannt. Die Stadt baut"),
        encoding="utf-8",
    )
    assert added(library, path).updated == (article,)
    (mark,) = library.marks_of(article)
    assert not mark.orphan
    statement = library.statement(StatementId(article, mark.anchor.statement))
    assert statement.text == "Ein Vertrag ist noch nicht unterschrieben."
    path.write_text(OTHER, encoding="utf-8")
    added(library, path)
    (mark,) = library.marks()
    assert (mark.orphan, mark.text) == (True, "Stimmt das?")


def test_a_mark_whose_article_is_gone_is_shown_as_an_orphan(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    library = Library.open(folder)
    (article,) = added(library, report(tmp_path, "a.txt", REPORT)).added
    library.toggle_bookmark(StatementId(article, 2))
    library.close()
    (folder / "library.sqlite").unlink()
    for side in folder.glob("library.sqlite-*"):
        side.unlink()
    library = Library.open(folder)
    (mark,) = library.marks()
    assert mark.orphan
    assert [finding.state for finding in library.check() if finding.what == "marks"] == [
        "1 marks, checksum right, 1 without a place in their article"
    ]
    library.close()


def test_asking_for_a_statement_that_is_not_there_names_it(
    library: Library, tmp_path: Path
) -> None:
    (article,) = added(library, report(tmp_path, "a.txt", REPORT)).added
    with pytest.raises(StatementNotFound, match=f"{article}:99"):
        library.related(StatementId(article, 99), min_score=0.1)


def test_the_search_index_is_made_when_it_is_missing(library: Library, tmp_path: Path) -> None:
    added(library, report(tmp_path, "a.txt", REPORT))
    assert library.search("Wupper").hits
    library.check()
    assert library.search("Wupper").hits
    assert library.search('"neue brücke').problem


def test_a_damaged_library_gives_back_its_articles_under_their_ids(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    library = Library.open(folder)
    texts = []
    for number in range(40):
        text = f"Bericht {number}\n\n" + f"Satz {number} steht hier und ist lang. " * 60
        texts.append(report(tmp_path, f"{number}.txt", text))
    added(library, *texts)
    kept = {row.id: row.title for row in library.rows()}
    first = library.rows()[0].id
    library.set_read(first, True)
    library.close()
    database = folder / "library.sqlite"
    data = bytearray(database.read_bytes())
    page = 4096
    for number in range(len(data) // page * 2 // 3, len(data) // page * 2 // 3 + 6):
        data[number * page : number * page + 200] = b"\xff" * 200
    database.write_bytes(data)
    mended = Library.mend(folder)
    assert mended is not None
    assert not mended.sound
    library = Library.open(folder)
    saved = {row.id: row.title for row in library.rows()}
    assert saved.items() <= kept.items()
    assert len(saved) >= 20
    assert all(finding.sound for finding in library.check())
    library.close()
    assert Library.mend(folder) is None


def test_a_file_that_is_no_database_at_all_is_set_aside_not_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(b"something else entirely" * 1000)
    mended = Library.mend(folder)
    assert mended is not None
    assert "0 articles" in mended.done
    (aside,) = folder.glob("library.sqlite.damaged-*")
    assert aside.read_bytes().startswith(b"something else")
    Library.open(folder).close()


def test_there_is_nothing_to_mend_where_there_is_no_library(tmp_path: Path) -> None:
    assert Library.mend(tmp_path / "nowhere") is None
    assert not (tmp_path / "nowhere").exists()


@pytest.fixture
def copied(sample_library: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_library, tmp_path / "copy"))


def test_the_second_start_has_nothing_to_analyse(copied: Path) -> None:
    library = Library.open(copied)
    assert caught_up(library) == []
    library.close()


def test_only_statements_of_a_told_story_can_stand_alone(copied: Path) -> None:
    library = Library.open(copied)
    in_stories = {a for story in library.stories() for a in story.articles}
    assert in_stories
    for row in library.rows():
        signs = set(library.signs(row.id).values())
        assert (Sign.ONLY in signs) <= (row.id in in_stories)
        for statement in library.statements(row.id):
            if statement.role in (Role.TITLE, Role.HEADING):
                assert library.signs(row.id)[statement.id.number] is not Sign.ONLY
    library.close()


def test_statements_made_by_earlier_rules_are_made_anew_with_the_analysis(
    library: Library, tmp_path: Path
) -> None:
    (article,) = added(library, report(tmp_path, "a.txt", REPORT)).added
    whole = library.statements(article)
    database = Database(library.folder / DATABASE_NAME)
    older = [replace(each, id=StatementId(article, n)) for n, each in enumerate(whole[1:], 1)]
    statements.put_statements(database, article, older)
    caught_up(library)
    assert [each.text for each in library.statements(article)] == [each.text for each in whole]
    assert library.is_related(article)
    assert library.search("Neue Brücke Wupper").hits[0].statement == StatementId(article, 1)


def test_an_article_that_changes_while_it_is_analysed_is_analysed_again(
    library: Library, tmp_path: Path
) -> None:
    path = report(tmp_path, "a.txt", REPORT)
    (article,) = added(library, path).added

    class Slow:
        def analyse(
            self, articles: Iterable[tuple[Article, tuple[Statement, ...]]], /
        ) -> Iterator[AnalysedArticle]:
            for each, made in articles:
                path.write_text(OTHER, encoding="utf-8")
                assert added(library, path).updated == (article,)
                yield AnalysedArticle(each.id, made, ())

    database = Database(library.folder / DATABASE_NAME)
    list(analysing.catch_up(database, StatementIndex, first=lambda: None, load=Slow))
    assert not library.is_analysed(article)
    assert library.article(article).title == "Brücke wird teurer"
