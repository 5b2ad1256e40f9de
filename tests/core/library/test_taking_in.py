"""Files as they come: odd, broken, huge, hostile; what can be read is, and the rest is named."""

from __future__ import annotations

import gzip
import os
import unicodedata
from pathlib import Path

import pytest

from core.library import Library
from core.library.events import Added
from core.model import AddReport, Sign
from core.sources.formats import pages, pdf

TEXT = "Der Fährmann öffnet früh am Morgen die Brücke über den großen Strom.\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def added(library: Library, *paths: Path) -> AddReport:
    events = list(library.add([str(path) for path in paths]))
    return sum((each.report for each in events if isinstance(each, Added)), AddReport())


def found(library: Library, query: str) -> int:
    return len(library.search(query).hits)


def only_text(library: Library) -> str:
    (row,) = library.rows()
    return library.article(row.id).text


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(TEXT.replace("Fährmann", "Fähr\u00admann"), id="soft hyphen"),
        pytest.param(TEXT.replace("Fährmann", "Fähr\u200bmann"), id="zero-width space"),
        pytest.param(TEXT.replace("Fährmann", "\ufeffFährmann\u2060"), id="zero-width marks"),
        pytest.param(unicodedata.normalize("NFD", TEXT), id="decomposed"),
        pytest.param(TEXT.replace(" ", "\x00 ", 2), id="zeros"),
        pytest.param(TEXT.encode().decode("cp1252"), id="mojibake"),
    ],
)
def test_what_hides_in_a_word_is_neither_seen_nor_in_the_way(
    library: Library, folder: Path, written: str
) -> None:
    (folder / "a.txt").write_bytes(written.encode())
    assert len(added(library, folder).added) == 1
    assert only_text(library) == TEXT.strip()
    assert found(library, "Fährmann") == found(library, "fahrmann") == 1


@pytest.mark.parametrize(
    ("encoding", "ends"),
    [
        (encoding, ends)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252")
        for ends in ("\n", "\r\n", "\r", "\u2028", "\x85")
        # It has no way to write the last two.
        if encoding != "cp1252" or ends not in "\u2028\x85"
    ],
)
def test_line_ends_and_encodings_make_no_difference(
    library: Library, folder: Path, ends: str, encoding: str
) -> None:
    (folder / "a.txt").write_bytes(f"Fährmann gesucht{ends}{ends}{TEXT}".encode(encoding))
    added(library, folder)
    (row,) = library.rows()
    assert row.title == "Fährmann gesucht"
    assert library.article(row.id).paragraphs == (TEXT.strip(),)


def test_everything_in_a_folder_is_taken_in_or_named(library: Library, folder: Path) -> None:
    page = f"<html><body><h1>Fähre</h1><p>{TEXT * 3}</p></body></html>"
    (folder / "01 text.txt").write_text(TEXT)
    (folder / "02 page.txt").write_text(page)
    (folder / "03 packed.txt").write_bytes(gzip.compress(TEXT.encode()))
    (folder / "04 image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "05 empty.txt").write_text("")
    (folder / "06 blank.md").write_text(" \n\t\n")
    os.mkfifo(folder / "07 pipe.txt")
    (folder / "08 loop.txt").symlink_to(folder / "08 loop.txt")
    (folder / "09 gone.txt").symlink_to(folder / "nothing")
    (folder / "10 out.txt").symlink_to("/etc/hostname")
    (folder / "11 again").symlink_to(folder)
    (folder / "12 same.txt").write_text(TEXT)
    (folder / "13 cut.txt").write_bytes("Die Größe zählt, sagte sie früh".encode()[:-2])
    (folder / "14 broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(300))
    (folder / "15 broken.docx").write_bytes(b"PK\x03\x04word/" + bytes(300))
    (folder / "16 broken.eml").write_bytes(b"no mail at all")
    report = added(library, folder)
    assert len(report.added) == 3
    assert len(report.unchanged) == 1
    named = {Path(each.source).name[:2]: each.reason for each in (*report.failed, *report.skipped)}
    assert set(named) == {"03", "04", "05", "06", "07", "08", "09", "10", "14", "15", "16"}
    assert "gzip" in named["03"]
    assert "PNG" in named["04"]
    assert all(named.values())


@pytest.mark.parametrize(
    ("name", "size", "limit"),
    [
        ("huge.txt", 100_000_000, "20 MB"),
        ("page.html", 10_000_000, f"{pages.LARGEST_PAGE:,} bytes"),
    ],
)
def test_what_is_too_large_is_refused_with_the_limit(
    library: Library, folder: Path, name: str, size: int, limit: str
) -> None:
    with (folder / name).open("wb") as file:
        file.write(b"<html><body><p>")
        file.truncate(size)
    (refused,) = added(library, folder).failed
    assert limit in refused.reason


def test_what_is_cut_says_where(library: Library, folder: Path) -> None:
    (folder / "long.pdf").write_bytes(_pdf(pdf.MOST_PAGES + 2))
    (article,) = added(library, folder).added
    reasons = [each.reason for each in library.dropped(article) if not each.text]
    assert reasons == [f"cut after {pdf.MOST_PAGES} of {pdf.MOST_PAGES + 2} pages"]
    assert library.take_back(article, 1) is None


def test_a_second_look_adds_nothing_and_reads_no_unchanged_file(
    library: Library, folder: Path
) -> None:
    for number in range(120):
        (folder / f"{number}.txt").write_text(f"Meldung {number}\n\n{TEXT}")
    assert len(added(library, folder).added) == 120
    for path in folder.iterdir():
        # What is not opened cannot be seen to have changed.
        status = path.stat()
        path.write_text("x" * status.st_size)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    report = added(library, folder)
    assert (len(report.added), len(report.updated), len(report.unchanged)) == (0, 0, 120)


AGENCY = (
    "Der Hafen von Emden hat im ersten Halbjahr deutlich mehr Autos verladen als im Jahr davor.",
    "Insgesamt rollten rund 640.000 Fahrzeuge auf die Schiffe, wie die Betreiber am Montag sagten.",
    "Im zweiten Halbjahr rechnen sie wegen der Zölle mit einem leichten Rückgang der Ausfuhren.",
    "Die Gewerkschaft fordert, die Leiharbeiter im Hafen nun endlich fest einzustellen.",
)


def test_a_copy_with_another_headline_is_an_article_of_its_own_and_marked(
    library: Library, folder: Path
) -> None:
    (folder / "bote.txt").write_text(
        "Emden verlädt mehr Autos\n\n" + "\n\n".join(AGENCY) + "\n(dpa)"
    )
    edited = [AGENCY[0].replace("deutlich ", ""), *AGENCY[1:3]]
    (folder / "kurier.txt").write_text("Autohafen im Plus\n\n" + "\n\n".join(edited) + "\n(dpa)")
    added(library, folder)
    list(library.catch_up())
    assert len(library.rows()) == 2
    (story,) = library.stories()
    (copied,) = library.matrix(story.id).copies
    assert set(copied.articles) == {row.id for row in library.rows()}
    for row in library.rows():
        assert list(library.signs(row.id).values()).count(Sign.COPIED) >= 3


def _pdf(pages: int) -> bytes:
    """A document with a line on each page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (pages, b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(pages))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at in range(pages):
        # Numbers alone would make it the same line on every page.
        word = bytes((97 + at // 26 % 26, 97 + at % 26))
        drawn = b"BT /F1 10 Tf 40 800 Td (Of %s the report speaks at some length.) Tj ET" % word
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * at),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        ]
    body = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
        )
        + b"startxref\n%d\n%%%%EOF" % len(body)
    )
