"""Word documents (.docx): their paragraphs, headings and tables in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from core.errors import SourceEmpty, SourceNotText, SourceTooLarge
from core.model import Role
from core.sources.formats.extracted import Extracted, Piece

LARGEST_DOCUMENT = 50_000_000
"""Bytes of one document at most, packed or unpacked."""
_MOST_PARAGRAPHS = 20_000


def read_docx(data: bytes, address: str = "", content_type: str = "") -> Extracted:
    """The text of a document.

    Raises:
        SourceTooLarge: over the limit, packed or unpacked.
        SourceNotText: no Word document, or a damaged one.
        SourceEmpty: one without text.
    """
    _check(data, address)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        found = list(_pieces(document))
    except Exception as error:  # archive and markup break in ways of their own
        raise SourceNotText(
            "this is no Word document, or a damaged one", subject=address
        ) from error
    if not found:
        raise SourceEmpty("a document without text", subject=address)
    titles = [piece.text for piece in found if piece.role is Role.TITLE]
    pieces = tuple(
        Piece(piece.text, Role.HEADING) if piece.role is Role.TITLE else piece
        for piece in found[:_MOST_PARAGRAPHS]
    )
    note = None if len(found) <= _MOST_PARAGRAPHS else f"cut after {_MOST_PARAGRAPHS:,} paragraphs"
    return Extracted(pieces, title=titles[0] if titles else None, note=note)


def _check(data: bytes, address: str) -> None:
    """See that unpacking is safe: a small archive can hold gigabytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceNotText(
            "this is no Word document, or a damaged one", subject=address
        ) from error
    if max(size, len(data)) > LARGEST_DOCUMENT:
        raise SourceTooLarge(f"a document of more than {LARGEST_DOCUMENT:,} bytes", subject=address)


def _pieces(document: object) -> Iterator[Piece]:
    from docx.document import Document
    from docx.table import Table

    if not isinstance(document, Document):
        raise TypeError(document)
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                text = " · ".join(filter(None, (" ".join(cell.split()) for cell in cells)))
                if text:
                    yield Piece(text)
        elif text := " ".join(part.text.split()):
            name = (part.style.name or "").lower() if part.style is not None else ""
            heading = name.startswith(("heading", "überschrift", "subtitle", "untertitel"))
            title = name in ("title", "titel")
            yield Piece(text, Role.TITLE if title else Role.HEADING if heading else None)
