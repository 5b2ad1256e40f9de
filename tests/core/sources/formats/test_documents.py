"""PDF, Word and mail: the text in order, the rest with its reason, and no broken file raises."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import SourceEmpty, SourceError, SourceNotText, SourceTooLarge, SourceUnreadable
from core.model import Role
from core.sources.formats import mail, pdf, word
from core.sources.formats.extracted import Extracted
from core.sources.formats.mail import read_mail
from core.sources.formats.pdf import read_pdf
from core.sources.formats.word import read_docx
from tests.core.sources.formats.test_pages import PARAGRAPHS, page


def made_pdf(pages: list[list[str]]) -> bytes:
    """A PDF with these lines on its pages."""
    contents = [
        b"BT /F 12 Tf 50 800 Td 14 TL " + b" ".join(map(_shown, lines)) + b" ET" for lines in pages
    ]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for at, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * at} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def _shown(line: str) -> bytes:
    escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(" + escaped.encode("cp1252") + b") Tj T*"


def made_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Brücke gesperrt", 0)
    document.add_paragraph(PARAGRAPHS[0])
    document.add_heading("Umleitung", 1)
    document.add_paragraph(PARAGRAPHS[1])
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Kosten", "12 Mio. Euro"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def made_mail(*, html: bool) -> bytes:
    message = EmailMessage()
    message["From"] = "Das Blatt <brief@blatt.example>"
    message["Subject"] = "Brücke gesperrt"
    message["Date"] = "Mon, 03 Mar 2025 08:15:00 +0100"
    message.set_content("\n\n".join(PARAGRAPHS))
    if html:
        message.add_alternative(page().decode(), subtype="html")
    return message.as_bytes()


def texts(found: Extracted) -> list[str]:
    return [piece.text for piece in found.pieces if piece.left is None]


def test_a_pdf_is_read_page_by_page_without_what_stands_on_each() -> None:
    words = ["Ernte", "Hafen", "Brücke", "Schule"]
    pages = [
        [
            "Das Blatt",
            f"Die {word} beginnt hier",
            f"und {word.lower()} endet",
            f"bei {word}.",
            f"Seite {n} von 4",
        ]
        for n, word in enumerate(words, 1)
    ]
    found = read_pdf(made_pdf(pages))
    (text,) = texts(found)
    assert found.pieces[0].flows
    assert text.split("\n\n")[0] == "Die Ernte beginnt hier\nund ernte endet\nbei Ernte."
    assert {piece.left for piece in found.pieces[1:]} == {"on every page"}
    assert {piece.text for piece in found.pieces[1:]} == {"Das Blatt"} | {
        f"Seite {n} von 4" for n in range(1, 5)
    }


def test_a_sentence_that_goes_on_over_the_page_stays_together() -> None:
    found = read_pdf(made_pdf([["Die Brücke ist"], ["gesperrt."]]))
    assert texts(found) == ["Die Brücke ist\ngesperrt."]


def test_a_pdf_without_text_or_with_a_password_says_so() -> None:
    with pytest.raises(SourceEmpty, match="recognition"):
        read_pdf(made_pdf([[]]))
    writer = pypdf.PdfWriter(io.BytesIO(made_pdf([["Text"]])))
    writer.encrypt("geheim", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(SourceUnreadable, match="password"):
        read_pdf(stream.getvalue())


def test_a_long_pdf_is_cut_and_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    found = read_pdf(made_pdf([[f"Satz {n}."] for n in range(3)]))
    assert found.note == "cut after 2 of 3 pages"
    monkeypatch.setattr(pdf, "_MOST_TEXT", 3)
    assert read_pdf(made_pdf([["Satz."], ["Satz."]])).note == "cut after 1 of 2 pages"


def test_a_word_document_keeps_headings_and_tables() -> None:
    found = read_docx(made_docx())
    assert found.title == "Brücke gesperrt"
    assert texts(found) == [
        "Brücke gesperrt", PARAGRAPHS[0], "Umleitung", PARAGRAPHS[1], "Kosten · 12 Mio. Euro",
    ]  # fmt: skip
    assert [piece.role for piece in found.pieces][:3] == [Role.HEADING, None, Role.HEADING]


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(word.LARGEST_DOCUMENT + 1))
    assert len(stream.getvalue()) < 100_000
    with pytest.raises(SourceTooLarge):
        read_docx(stream.getvalue())


def with_other(sound: bytes, part: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return stream.getvalue()


def with_packed_nonsense(sound: bytes) -> bytes:
    """What is packed begins with a block of a kind that there is not."""
    whole = bytearray(sound)
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        entry = archive.getinfo("word/document.xml")
    whole[entry.header_offset + 30 + len(entry.filename)] = 0xFF
    return bytes(whole)


@pytest.mark.parametrize(
    ("read", "damaged"),
    [
        (read_docx, with_packed_nonsense(made_docx())),
        (read_docx, with_other(made_docx(), "word/document.xml", b"<w:document")),
        (read_docx, with_other(made_docx(), "[Content_Types].xml", b"<?xml version?>")),
        (read_pdf, made_pdf([["Satz."]]).replace(b"trailer<<", b"trailer 7 ")),
        (read_pdf, made_pdf([["Satz."]]).replace(b"/Pages 2 0 R", b"/Pages 12345")),
    ],
    ids=["packing", "markup", "types", "trailer", "pages"],
)
def test_a_damaged_document_is_called_damaged(
    read: Callable[[bytes], Extracted], damaged: bytes
) -> None:
    with pytest.raises(SourceNotText, match="damaged"):
        read(damaged)


def test_an_empty_document_is_empty() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(SourceEmpty):
        read_docx(stream.getvalue())


@pytest.mark.parametrize("html", [True, False])
def test_a_mail_is_its_text_with_subject_sender_and_date(html: bool) -> None:
    found = read_mail(made_mail(html=html))
    assert (found.title, found.outlet) == ("Brücke gesperrt", "Das Blatt")
    assert found.published == "2025-03-03T08:15:00+01:00"
    text = "\n\n".join(texts(found))
    assert all(paragraph in text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"From: a@b.example\nSubject: x\n\n", SourceEmpty),
        (b"no mail at all", SourceNotText),
        (b"Subject: =?utf-8?b?////?=\nDate: neulich\n\nText", None),
        (b"From: x\nContent-Type: text/plain; charset=nonsense\n\n\xe4", None),
        (b'From: x\nContent-Type: text/plain; charset="\0utf-8"\n\n\xe4', None),
        (b'From: x\nContent-Type: text/html; charset="\0utf-8"\n\n<p>\xe4', None),
        (b"From: x\nContent-Type: multipart/mixed; boundary=\n\n--\n", SourceEmpty),
    ],
)
def test_broken_mails_are_read_or_refused(data: bytes, error: type[SourceError] | None) -> None:
    if error is None:
        assert texts(read_mail(data))
    else:
        with pytest.raises(error):
            read_mail(data)


@pytest.mark.parametrize(
    ("read", "limit"),
    [
        (read_pdf, pdf.LARGEST_PDF), (read_mail, mail.LARGEST_MAIL),
    ],
)  # fmt: skip
def test_limits_are_named(read: Callable[[bytes], Extracted], limit: int) -> None:
    with pytest.raises(SourceTooLarge, match=f"{limit:,}"):
        read(b"\x00" * (limit + 1))


@pytest.mark.parametrize(
    ("read", "sound"),
    [
        (read_pdf, made_pdf([PARAGRAPHS])),
        (read_docx, made_docx()),
        (read_mail, made_mail(html=False)),
    ],
    ids=["pdf", "docx", "mail"],
)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_no_damaged_file_raises_anything_else(
    read: Callable[[bytes], Extracted], sound: bytes, data: st.DataObject
) -> None:
    whole = bytearray(sound)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    try:
        read(bytes(whole[:cut]))
    except SourceError:
        return
