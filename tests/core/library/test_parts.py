"""What was left out of an article is taken back by the reader, and what was kept is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.library import Library
from core.library.carrying import Form
from core.model import ArticleId, PartWishKind, Role, StatementId

REPORT = """Politik
Stadtrat stimmt dem Bau der neuen Brücke zu

Der Stadtrat hat am Dienstag mit großer Mehrheit einer neuen Brücke über den Fluss zugestimmt.

Foto: Marta Kern
Die Kosten werden auf zwölf Millionen Euro geschätzt, sagte der Kämmerer im Ausschuss für Finanzen.

Im Herbst sollen die Arbeiten beginnen, wenn die Zusage des Landes über die Förderung vorliegt.

Newsletter
Jetzt unseren Newsletter abonnieren und nichts verpassen
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    source = tmp_path / "bruecke.txt"
    source.write_text(REPORT, encoding="utf-8")
    made = Library.open(tmp_path / "library")
    list(made.add([str(source)]))
    return made


def only(library: Library) -> ArticleId:
    (row,) = library.rows()
    return row.id


def number_of(library: Library, text: str) -> int:
    dropped = library.dropped(only(library))
    return next(at for at, each in enumerate(dropped, 1) if each.text == text)


def statement_of(library: Library, words: str) -> StatementId:
    return next(s.id for s in library.statements(only(library)) if words in s.text)


def test_what_was_left_out_becomes_a_paragraph_where_it_stood(library: Library) -> None:
    article = only(library)
    wish = library.take_back(article, number_of(library, "Foto: Marta Kern"))
    assert wish is not None
    assert (wish.kind, wish.reason) == (PartWishKind.KEEP, "photo credit")
    paragraphs = library.article(article).paragraphs
    assert paragraphs[1] == "Foto: Marta Kern"
    assert "Foto: Marta Kern" not in [each.text for each in library.dropped(article)]
    assert statement_of(library, "Marta Kern").number == 3
    assert [hit.statement.number for hit in library.search("Marta").hits] == [3]


def test_every_character_still_stands_in_text_or_dropped(library: Library) -> None:
    article = only(library)
    for _ in range(len(library.dropped(article))):
        library.take_back(article, 1)
    found = library.article(article)
    assert not found.dropped
    assert "".join(found.text.split()) != ""
    assert sorted("".join(found.text.split())) == sorted("".join(REPORT.split()))
    assert found.blocks[0].role is Role.TITLE


def test_a_paragraph_is_left_out_and_shown_with_its_reason(library: Library) -> None:
    article = only(library)
    wish = library.drop(statement_of(library, "Kosten"))
    assert wish is not None
    assert wish.kind is PartWishKind.LEAVE
    dropped = {each.text: each.reason for each in library.dropped(article)}
    assert dropped[wish.quote] == "left out by the reader"
    assert "Kosten" not in library.article(article).text
    assert not library.search("Kämmerer").hits


def test_taking_back_what_he_left_out_withdraws_that(library: Library) -> None:
    before = library.article(only(library))
    wish = library.drop(statement_of(library, "Kosten"))
    assert wish is not None
    assert library.take_back(only(library), number_of(library, wish.quote)) == wish
    assert library.part_wishes() == ()
    assert library.article(only(library)) == before


def test_dropping_what_he_took_back_withdraws_that(library: Library) -> None:
    before = library.article(only(library))
    wish = library.take_back(only(library), number_of(library, "Foto: Marta Kern"))
    assert library.drop(statement_of(library, "Marta Kern")) == wish
    assert library.part_wishes() == ()
    assert library.article(only(library)) == before


def test_it_is_undone_and_made_again(library: Library) -> None:
    article = only(library)
    before = library.article(article)
    library.take_back(article, number_of(library, "Foto: Marta Kern"))
    taken = library.article(article)
    library.drop(statement_of(library, "Kosten"))
    assert library.undo() == "text left out"
    assert library.article(article) == taken
    assert library.undo() == "text taken back"
    assert library.article(article) == before
    assert library.redo() == "text taken back"
    assert library.article(article) == taken


def test_headline_and_only_text_cannot_be_left_out(library: Library) -> None:
    assert library.drop(statement_of(library, "Stadtrat stimmt")) is None
    for words in ("großer Mehrheit", "Kosten"):
        assert library.drop(statement_of(library, words)) is not None
    assert library.drop(statement_of(library, "Herbst")) is None
    assert library.part_wishes()[-1].quote.startswith("Die Kosten")


def test_a_number_that_nothing_has_is_no_wish(library: Library) -> None:
    for number in (0, 99):
        assert library.take_back(only(library), number) is None
    assert library.part_wishes() == ()


def test_it_holds_for_a_changed_text_of_the_same_source(library: Library, tmp_path: Path) -> None:
    library.take_back(only(library), number_of(library, "Foto: Marta Kern"))
    library.drop(statement_of(library, "Kosten"))
    source = tmp_path / "bruecke.txt"
    source.write_text(REPORT.replace("am Dienstag", "am späten Dienstagabend"), encoding="utf-8")
    list(library.add([str(source)]))
    found = library.article(only(library))
    assert "Dienstagabend" in found.text
    assert "Foto: Marta Kern" in found.paragraphs
    assert "Kosten" not in found.text


def test_a_wish_whose_text_is_gone_changes_nothing(library: Library, tmp_path: Path) -> None:
    library.drop(statement_of(library, "Kosten"))
    source = tmp_path / "bruecke.txt"
    source.write_text(REPORT.replace("Die Kosten werden", "Der Preis wird"), encoding="utf-8")
    list(library.add([str(source)]))
    assert "Der Preis wird" in library.article(only(library)).text
    assert len(library.part_wishes()) == 1
    library.undo()
    assert "Der Preis wird" in library.article(only(library)).text


def test_marks_find_their_statements_again(library: Library) -> None:
    marked = statement_of(library, "Kosten")
    library.toggle_bookmark(marked)
    library.take_back(only(library), number_of(library, "Foto: Marta Kern"))
    (mark,) = library.marks()
    assert not mark.orphan
    assert mark.anchor.statement == marked.number + 1
    library.drop(statement_of(library, "Kosten"))
    assert library.marks()[0].orphan


def test_no_earlier_text_is_kept_for_it(library: Library) -> None:
    library.set_read(only(library), True)
    library.take_back(only(library), number_of(library, "Foto: Marta Kern"))
    assert len(library.versions(only(library))) == 1
    assert not library.rows()[0].changed


def test_articles_follow_wishes_that_another_program_made(library: Library, tmp_path: Path) -> None:
    other = Library.open(tmp_path / "elsewhere")
    list(other.add([str(tmp_path / "bruecke.txt")]))
    other.take_back(only(other), number_of(other, "Foto: Marta Kern"))
    file = tmp_path / "own.json"
    file.write_text(other.export_own(Form.JSON), encoding="utf-8")
    report = library.import_own(file)
    assert len(report.added) == 1
    assert "Foto: Marta Kern" in library.article(only(library)).paragraphs
    assert library.import_own(file).unchanged == report.added
    assert "text taken back: Foto: Marta Kern" in other.export_own(Form.MD)


def test_a_wish_for_an_article_that_is_gone_waits(library: Library, tmp_path: Path) -> None:
    library.take_back(only(library), number_of(library, "Foto: Marta Kern"))
    file = tmp_path / "own.json"
    file.write_text(library.export_own(Form.JSON), encoding="utf-8")
    empty = Library.open(tmp_path / "empty")
    empty.import_own(file)
    list(empty.add([str(tmp_path / "bruecke.txt")]))
    assert "Foto: Marta Kern" in empty.article(only(empty)).paragraphs


def test_the_derived_title_follows_the_first_words(tmp_path: Path) -> None:
    source = tmp_path / "lesung.txt"
    source.write_text(
        "Werbung\n\nDie Lesung im alten Kino war am Abend ganz ausverkauft, sagte die Leiterin.\n\n"
        "Im Mai soll es eine zweite Lesung geben, kündigte sie vor den Gästen an.\n",
        encoding="utf-8",
    )
    library = Library.open(tmp_path / "titles")
    list(library.add([str(source)]))
    title = library.article(only(library)).title
    assert title.startswith("Die Lesung")
    library.drop(statement_of(library, "alten Kino"))
    assert library.article(only(library)).title.startswith("Im Mai")
    library.undo()
    assert library.article(only(library)).title == title


def test_the_nearer_of_two_that_say_the_same_is_meant(tmp_path: Path) -> None:
    source = tmp_path / "zweimal.txt"
    text = REPORT.replace("Im Herbst", "Foto: Marta Kern\nIm Herbst")
    source.write_text(text, encoding="utf-8")
    library = Library.open(tmp_path / "twice")
    list(library.add([str(source)]))
    article = only(library)
    numbers = [
        at for at, each in enumerate(library.dropped(article), 1) if each.text == "Foto: Marta Kern"
    ]
    assert len(numbers) == 2
    library.take_back(article, numbers[1])
    paragraphs = library.article(article).paragraphs
    assert paragraphs.index("Foto: Marta Kern") == 2
    assert number_of(library, "Foto: Marta Kern") == numbers[0]


def test_the_first_of_two_that_say_the_same_can_be_meant(tmp_path: Path) -> None:
    source = tmp_path / "zweimal.txt"
    source.write_text(REPORT.replace("Im Herbst", "Foto: Marta Kern\nIm Herbst"), encoding="utf-8")
    library = Library.open(tmp_path / "twice")
    list(library.add([str(source)]))
    library.take_back(only(library), number_of(library, "Foto: Marta Kern"))
    assert library.article(only(library)).paragraphs.index("Foto: Marta Kern") == 1
