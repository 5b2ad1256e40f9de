"""PDF documents: the text of their pages, without what stands on every one of them."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence

from core.errors import SourceEmpty, SourceNotText, SourceTooLarge, SourceUnreadable
from core.sources.formats.extracted import Extracted, Piece

LARGEST_PDF = 20_000_000
"""Bytes of one document at most."""
MOST_PAGES = 300
"""Pages that are read at most."""
_MOST_TEXT = 5_000_000
_EDGE = 3
"""Lines at the top and at the bottom of a page in which headers and footers stand."""
_REPEATED = 3
"""On so many pages a line is no part of the text."""
_NUMBERS = re.compile(r"\d+")
_ENDS = (".", "!", "?", ":", "“", '"', "”", "»")


def read_pdf(data: bytes, address: str = "", content_type: str = "") -> Extracted:
    """The text of a document.

    Raises:
        SourceTooLarge: over the limit.
        SourceUnreadable: locked with a password.
        SourceNotText: damaged beyond reading.
        SourceEmpty: pages without text, as scanned ones are.
    """
    if len(data) > LARGEST_PDF:
        raise SourceTooLarge(f"a PDF of more than {LARGEST_PDF:,} bytes", subject=address)
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceUnreadable("this PDF is locked with a password", subject=address)
        count = len(reader.pages)
        pages: list[list[str]] = []
        for page in reader.pages[:MOST_PAGES]:
            pages.append([line.strip() for line in (page.extract_text() or "").splitlines()])
            if sum(len(line) for lines in pages for line in lines) > _MOST_TEXT:
                break
    except SourceUnreadable:
        raise
    except Exception as error:  # whatever is expected of an object, there may be another
        raise SourceNotText("this PDF is damaged", subject=address) from error
    if not any(line for page in pages for line in page):
        raise SourceEmpty(
            "a PDF without text", subject=address, advice="scanned pages need text recognition"
        )
    repeated = _repeated(pages)
    body, left = _sorted_lines(pages, repeated)
    pieces = [Piece("\n".join(body), flows=True)] if body else []
    pieces += [Piece(line, left="on every page") for line in left]
    note = None if len(pages) == count else f"cut after {len(pages)} of {count} pages"
    return Extracted(tuple(pieces), note=note)


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines, their numbers aside, that stand at an edge of several pages."""
    counts = Counter(
        each
        for page in pages
        for each in {
            _shape(line)
            for line in [*_lines(page)[:_EDGE], *_lines(page)[-_EDGE:]]
        }
    )  # fmt: skip
    return frozenset(shape for shape, count in counts.items() if count >= _REPEATED)


def _lines(page: Sequence[str]) -> list[str]:
    return [line for line in page if line]


def _shape(line: str) -> str:
    return _NUMBERS.sub("#", line.casefold())


def _sorted_lines(
    pages: Sequence[Sequence[str]], repeated: frozenset[str]
) -> tuple[list[str], list[str]]:
    """The lines of the text, and those that stand on every page."""
    body: list[str] = []
    left: list[str] = []
    for page in pages:
        lines = _lines(page)
        edges = {*range(min(_EDGE, len(lines))), *range(len(lines) - _EDGE, len(lines))}
        kept: list[str] = []
        for at, line in enumerate(lines):
            (left if at in edges and _shape(line) in repeated else kept).append(line)
        if body and kept and body[-1].endswith(_ENDS):
            body.append("")
        body += kept
    return body, left
