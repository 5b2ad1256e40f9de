"""Marks carried from one library into another and back."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import LesartError
from core.library import Library, carrying
from core.library.carrying import Form, ImportReport
from core.model import (
    CorrectionKind,
    MarkId,
    MarkKind,
    Relation,
    Ruling,
    StatementId,
    StoryWishKind,
)
from tests import builders
from tests.tui import newsroom
from tests.tui.newsroom import COUNCIL, HARBOUR, SPORT, WORKS

MONEY_HERE, MONEY_THERE = StatementId(WORKS, 2), StatementId(COUNCIL, 3)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = newsroom.open_full(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    opened = newsroom.open_full(tmp_path / "other")
    yield opened
    opened.close()


def fill(library: Library) -> None:
    """Something of every kind."""
    library.toggle_bookmark(StatementId(SPORT, 2))
    library.tag(StatementId(SPORT, 2), ("ergebnis", "prüfen"))
    library.write_note(MONEY_HERE, "Woher?\n\nNachfragen.")
    library.write_note(MONEY_HERE, "Wer hat recht?", beside=MONEY_THERE)
    library.tag_both(MONEY_THERE, MONEY_HERE, ("streit", "streit"))
    library.rule(MONEY_HERE, MONEY_THERE, Ruling.REJECTED, Relation.DIFFERS)
    library.wish_story(StoryWishKind.RENAME, [WORKS], name="Werk in Emden")
    library.wish_story(StoryWishKind.JOIN, [HARBOUR], others=[SPORT])
    library.save_search("Geld", "is:conflict")
    library._marking.correct(
        builders.correction("c1", CorrectionKind.RENAME, names=("Petra Lüders",), name="P. Lüders")
    )


def carried(library: Library, tmp_path: Path) -> Path:
    path = tmp_path / "mine.json"
    path.write_text(library.export_own(Form.JSON), encoding="utf-8")
    return path


def test_everything_arrives_and_a_second_time_nothing(
    library: Library, other: Library, tmp_path: Path
) -> None:
    fill(library)
    path = carried(library, tmp_path)
    report = other.import_own(path)
    assert len(report.added) == 8
    assert report == ImportReport(report.added, (), (), ())
    assert other.marks() == library.marks()
    assert other.corrections() == library.corrections()
    assert other.story_wishes() == library.story_wishes()
    assert other.saved_searches() == library.saved_searches()
    assert other.export_own(Form.JSON) == path.read_text(encoding="utf-8")
    again = other.import_own(path)
    assert again == ImportReport((), (), report.added, ())


def test_what_arrives_is_followed_by_every_view_and_undone_in_one_step(
    library: Library, other: Library, tmp_path: Path
) -> None:
    fill(library)
    other.import_own(carried(library, tmp_path))
    told = [story.articles for story in other.stories()]
    assert told == [story.articles for story in library.stories()]
    assert any({HARBOUR, SPORT} <= set(articles) for articles in told)
    assert [each.related.verdict for each in other.related(MONEY_HERE)][-1] is Ruling.REJECTED
    assert other.undo() == "import of mine.json"
    assert (other.marks(), other.corrections(), other.story_wishes()) == ((), (), ())
    assert all(each.related.verdict is None for each in other.related(MONEY_HERE))
    assert other.redo() == "import of mine.json"
    assert len(other.marks()) == 4


def test_a_note_changed_here_since_is_not_overwritten(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.write_note(MONEY_HERE, "alt")
    path = carried(library, tmp_path)
    monkeypatch.setattr("core.library.marking._now", lambda: "2099-01-01T00:00:00+00:00")
    library.write_note(MONEY_HERE, "neu")
    newer = carried(library, tmp_path).read_text(encoding="utf-8")
    report = library.import_own(path)
    assert [mark.text for mark in library.marks()] == ["neu"]
    library.undo()
    path.write_text(newer, encoding="utf-8")
    report = library.import_own(path)
    assert len(report.updated) == 1
    assert [mark.text for mark in library.marks()] == ["neu"]


def test_marks_of_an_article_that_is_not_here_arrive_as_orphans_and_find_their_place_with_it(
    library: Library, tmp_path: Path
) -> None:
    fill(library)
    path = carried(library, tmp_path)
    empty = newsroom.open_empty(tmp_path / "empty")
    assert not empty.import_own(path).failed
    assert all(mark.orphan for mark in empty.marks())
    assert "Not in the library any more" in empty.export_own(Form.MD)
    # Still the same marks, by their words.
    assert len(empty.import_own(path).unchanged) == 8
    empty.close()
    newsroom.add_reports(tmp_path / "empty")
    again = Library.open(tmp_path / "empty")
    assert not any(mark.orphan for mark in again.marks())
    again.close()


def test_a_marks_file_and_its_backups_can_be_imported(
    library: Library, other: Library, tmp_path: Path
) -> None:
    fill(library)
    for file in (library.folder / "marks.json", *(library.folder / "backups").iterdir()):
        assert not other.import_own(file).failed
    assert other.marks() == library.marks()
    assert other.saved_searches() == library.saved_searches()


def test_pages_for_people_hold_everything(library: Library) -> None:
    fill(library)
    page = library.export_own(Form.MD)
    for words in (
        "Nachfragen.",
        "Wer hat recht?",
        "rejected, differs",
        "Stadtkurier, 2025-05-21, sentence 2",
        "rename: Petra Lüders → P. Lüders",
        "renaming of a story → Werk in Emden",
        "new plant / Handballerinnen gewinnen in Oldenburg",
        "Geld: is:conflict",
    ):
        assert words in page.replace("\\", "")
    assert len(json.loads(library.export_own(Form.JSONLD))["items"]) == 4


def test_a_wish_on_an_article_that_is_gone_names_its_id(library: Library) -> None:
    library._marking.wish(builders.story_wish("w1", StoryWishKind.OUT))
    library.switch_grouping(on=False)
    assert "taking out of the story: a1" in library.export_own(Form.MD)


def test_citations_know_only_articles_that_are_here(library: Library) -> None:
    library.toggle_bookmark(MONEY_HERE)
    marks = (*library.marks(), builders.mark(article="gone"))
    assert set(library.citations(marks)) == {WORKS}


# --- what is not as it should be ------------------------------------------------------------------


def changed(library: Library, tmp_path: Path, **fields: object) -> Path:
    """An export whose first mark has other fields."""
    library.write_note(MONEY_HERE, "Woher?")
    whole = json.loads(library.export_own(Form.JSON))
    whole["marks"][0] |= fields
    for name in [name for name, value in fields.items() if value is ...]:
        del whole["marks"][0][name]
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(whole, default=str), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": 7}, "no usable id"),
        ({"id": "../../x"}, "no usable id"),
        ({"kind": "song"}, "song"),
        ({"quote": ...}, "it has no quote"),
        ({"created": "gestern"}, "gestern"),
        ({"tags": 3}, "iterable"),
        ({"start": "x"}, "invalid literal"),
    ],
)
def test_a_record_that_is_none_is_named_and_the_others_arrive(
    library: Library, other: Library, tmp_path: Path, fields: dict[str, object], reason: str
) -> None:
    library.toggle_bookmark(StatementId(SPORT, 2))
    path = changed(library, tmp_path, **fields)
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["marks"].append("nonsense")
    path.write_text(json.dumps(whole), encoding="utf-8")
    report = other.import_own(path)
    assert len(report.added) == 1
    first, second = report.failed
    assert reason in first.reason
    assert second.reason == "not a record"


def test_two_searches_of_one_name_are_refused(
    library: Library, other: Library, tmp_path: Path
) -> None:
    library.save_search("Geld", "is:conflict")
    other.save_search("Geld", "euro")
    (failed,) = other.import_own(carried(library, tmp_path)).failed
    assert failed.reason == "another is called Geld here"


def test_what_comes_from_outside_is_made_harmless(
    library: Library, other: Library, tmp_path: Path
) -> None:
    path = changed(library, tmp_path, text="\x1b]0;x\x07hallo\u202e", tags=["a\nb", "", "\x1b[2J"])
    other.import_own(path)
    (mark,) = other.marks()
    assert (mark.text, mark.tags) == ("hallo", ("a b",))


def test_dates_without_an_offset_are_taken_for_utc(
    library: Library, other: Library, tmp_path: Path
) -> None:
    path = changed(library, tmp_path, created="2025-05-28T10:00:00", changed="2025-05-28")
    assert len(other.import_own(path).added) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"7",
        b"{}",
        b'{"format": "lesart-marks", "version": 99}',
        b'{"format": "lesart-marks"}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_is_none_is_told_and_changes_nothing(
    library: Library, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(LesartError):
        library.import_own(path)
    assert library.undo() is None


def test_a_file_that_cannot_be_read_or_is_endless_is_told(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LesartError, match="cannot be read"):
        library.import_own(tmp_path / "missing.json")
    monkeypatch.setattr(carrying, "_LARGEST", 10)
    (tmp_path / "x.json").write_bytes(b" " * 11)
    with pytest.raises(LesartError, match="too large"):
        library.import_own(tmp_path / "x.json")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("id", "marks", "corrections", "kind", "quote", "article", "other")),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(value=json_values, tables=st.booleans())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_json_a_file_holds_it_is_reported_not_raised(
    library: Library, tmp_path: Path, value: object, tables: bool
) -> None:
    whole = {"about": {}} if tables else {"format": "lesart-marks", "version": 1}
    whole |= {"marks": value, "corrections": value, "story_wishes": value, "searches": value}
    path = tmp_path / "x.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    report = library.import_own(path)
    assert not report.added


# --- attaching by hand ----------------------------------------------------------------------------


def test_of_a_pair_the_side_that_lost_its_place_is_attached(library: Library) -> None:
    library.write_note(MONEY_HERE, "Wer?", beside=MONEY_THERE)
    (note,) = library.marks()
    for lost, stays in ((0, 1), (1, 0)):
        assert note.other is not None
        broken = replace(
            note,
            anchor=replace(note.anchor, quote="Verschwunden.") if lost == 0 else note.anchor,
            other=replace(note.other, quote="Verschwunden.") if lost == 1 else note.other,
        )
        library._marking._store().replace(broken)
        assert library.marks()[0].orphan
        with pytest.raises(LesartError, match="other statement of the pair"):
            library.attach_mark(note.id, note.places[stays])
        library.attach_mark(note.id, StatementId(SPORT, 2))
        (attached,) = library.marks()
        assert not attached.orphan
        assert attached.places[lost] == StatementId(SPORT, 2)
        assert attached.places[stays] == note.places[stays]
        library.undo()


def test_a_mark_that_is_gone_cannot_be_attached(library: Library) -> None:
    assert library.attach_mark(MarkId("gone"), MONEY_HERE) is None


def test_a_verdict_attached_by_hand_rules_again(library: Library) -> None:
    verdict = library.rule(MONEY_HERE, MONEY_THERE, Ruling.LINKED, Relation.CONTRADICTS)
    assert verdict is not None
    lost = replace(verdict, anchor=replace(verdict.anchor, quote="Verschwunden."))
    library._marking._store().replace(lost)
    library._follow()
    assert all(each.related.verdict is None for each in library.related(MONEY_THERE))
    library.attach_mark(verdict.id, StatementId(SPORT, 2))
    assert StatementId(SPORT, 2) in {
        each.related.statement for each in library.related(MONEY_THERE)
    }


# --- for the reader alone -------------------------------------------------------------------------


def test_after_a_session_everything_in_the_library_is_for_its_owner_alone(
    library: Library, tmp_path: Path
) -> None:
    fill(library)
    library.related_to_text("Der Stadtrat entscheidet über 120 Millionen Euro.")
    library.note_search("euro")
    library.import_own(carried(library, tmp_path))
    (library.folder / "marks.json").write_bytes(b"{")
    library.marks()
    found = [library.folder, *library.folder.rglob("*")]
    assert len(found) > 8
    for path in found:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_the_tags_of_a_note_on_two_statements_are_carried_in_every_form(
    library: Library, other: Library, tmp_path: Path
) -> None:
    fill(library)
    assert "streit" in library.export_own(Form.MD)
    assert "streit" in library.export_own(Form.JSONLD)
    other.import_own(carried(library, tmp_path))
    (pair,) = (mark for mark in other.marks() if mark.other and mark.kind is MarkKind.NOTE)
    assert pair.tags == ("streit",)


def test_a_pair_without_a_note_takes_no_tags(library: Library) -> None:
    library.write_note(MONEY_HERE, "nur hier")
    assert library.tag_both(MONEY_HERE, MONEY_THERE, ("offen",)) is None
    assert [mark.tags for mark in library.marks()] == [()]
