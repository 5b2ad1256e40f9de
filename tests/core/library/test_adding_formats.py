"""Every kind of source becomes an article, the same again is nothing new, failures are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.library import Library
from core.library.events import Added
from core.model import AddReport
from tests.core.sources.formats.test_documents import made_docx, made_mail, made_pdf
from tests.core.sources.formats.test_pages import PARAGRAPHS, page
from tests.core.sources.web.server import answer, serving


def added(library: Library, *paths: str) -> AddReport:
    events = list(library.add(paths))
    return sum((each.report for each in events if isinstance(each, Added)), AddReport())


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library")


def test_pages_documents_and_mails_of_a_folder_become_articles(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_bytes(page())
    (folder / "b.docx").write_bytes(made_docx())
    (folder / "c.eml").write_bytes(made_mail(html=False))
    (folder / "d.pdf").write_bytes(made_pdf([["Brücke gesperrt", *PARAGRAPHS[1:]]]))
    (folder / "e.txt").write_bytes(
        page(body="<p>Als Textdatei gespeichert, und doch eine Seite.</p>")
    )
    (folder / "f.pdf").write_bytes(b"%PDF-1.7 nothing more")
    report = added(library, str(folder))
    assert len(report.added) == 5
    assert [refusal.source for refusal in report.failed] == [str(folder / "f.pdf")]
    assert all("Brücke gesperrt" in row.title for row in library.rows())
    again = added(library, str(folder))
    assert (len(again.added), len(again.unchanged)) == (0, 5)


def test_a_page_whose_surroundings_have_changed_is_the_same_article(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "b.html").write_bytes(page().replace(b"Neues Bad", b"Altes Bad"))
    report = added(library, str(tmp_path / "a.html"), str(tmp_path / "b.html"))
    assert (len(report.added), len(report.unchanged)) == (1, 1)
    assert len(library.sources(report.added[0])) == 2


def test_a_page_is_fetched_from_its_address_and_keeps_it(library: Library) -> None:
    with serving({"/a": answer(page(), Content_Type="text/html; charset=utf-8")}) as server:
        report = added(library, server.address("/a"), server.address("/missing"))
        again = added(library, server.address("/a"))
    (article,) = report.added
    assert library.article(article).url == server.address("/a")
    assert library.sources(article) == (server.address("/a"),)
    assert [refusal.reason for refusal in report.failed] == ["the server answers 404"]
    assert again.unchanged == (article,)


def test_a_page_that_has_changed_updates_its_article(library: Library) -> None:
    paths = {"/a": answer(page())}
    with serving(paths) as server:  # type: ignore[arg-type]
        (article,) = added(library, server.address("/a")).added
        paths["/a"] = answer(page(body="<p>Nachtrag: Der Rat hat der Sanierung zugestimmt.</p>"))
        report = added(library, server.address("/a"))
    assert report.updated == (article,)
    assert "Nachtrag" in library.article(article).text
