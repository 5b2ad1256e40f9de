"""Files are taken in some at a time: what is reported is kept, and one that fails fails alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from core.errors import LibraryError
from core.library import Library, adding
from core.library.events import Added
from core.model import AddReport, Article, Statement
from core.sources.documents import RawDocument
from core.sources.files import FoundFile, read_file
from core.text.statements import statements_of

FILES = 5


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(adding, "_BATCH", 3)
    made = tmp_path / "in"
    made.mkdir()
    for number in range(FILES):
        (made / f"{number}.txt").write_text(f"Meldung {number}\n\nDer Hafen hat Tor {number}.\n")
    return made


def added(library: Library, folder: Path) -> AddReport:
    events = list(library.add([str(folder)]))
    return sum((each.report for each in events if isinstance(each, Added)), AddReport())


def seen_elsewhere(tmp_path: Path) -> int:
    other = Library.open(tmp_path / "library")
    found = {hit.article for hit in other.search("hafen").hits}
    assert found == {row.id for row in other.rows()}
    other.close()
    return len(found)


def test_what_is_reported_is_kept_and_found(folder: Path, tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    reported = 0
    for event in library.add([str(folder)]):
        if isinstance(event, Added):
            reported += len(event.report.added)
            assert seen_elsewhere(tmp_path) == reported
    assert reported == FILES
    again = added(library, folder)
    assert (again.added, len(again.unchanged)) == ((), FILES)


def test_the_same_text_twice_in_one_batch_is_one_article(folder: Path, tmp_path: Path) -> None:
    (folder / "1.txt").write_bytes((folder / "0.txt").read_bytes())
    report = added(Library.open(tmp_path / "library"), folder)
    assert (len(report.added), len(report.unchanged)) == (FILES - 1, 1)


def test_an_article_that_cannot_be_kept_loses_no_other(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(article: Article) -> tuple[Statement, ...]:
        if article.title == "Meldung 1":
            raise ValueError("too odd")
        return tuple(statements_of(article))

    monkeypatch.setattr(adding, "statements_of", failing)
    report = added(Library.open(tmp_path / "library"), folder)
    assert len(report.added) == FILES - 1
    (refusal,) = report.failed
    assert refusal.source.endswith("1.txt")
    assert "too odd" in refusal.reason
    assert seen_elsewhere(tmp_path) == FILES - 1


def test_a_library_that_cannot_be_written_is_an_error_and_keeps_no_half(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(article: Article) -> Sequence[Statement]:
        if article.title == "Meldung 4":
            raise LibraryError("there is no room left")
        return statements_of(article)

    monkeypatch.setattr(adding, "statements_of", full)
    with pytest.raises(LibraryError, match="no room"):
        added(Library.open(tmp_path / "library"), folder)
    assert seen_elsewhere(tmp_path) == 3


def test_what_was_read_is_kept_when_the_rest_is_called_off(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(found: FoundFile) -> RawDocument:
        if found.source.endswith("4.txt"):
            raise KeyboardInterrupt
        return read_file(found)

    monkeypatch.setattr(adding, "read_file", stopped)
    with pytest.raises(KeyboardInterrupt):
        added(Library.open(tmp_path / "library"), folder)
    assert seen_elsewhere(tmp_path) == 4
