"""Which format a document is written in, from its first bytes and its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from core.sources.isolation import Format

_HEAD = 4096
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|script|main|section)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_WIDE_PAGE = tuple(
    mark + text.encode(encoding)
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
    for text in ("<!", "<h", "<H")
)
_MAIL_SUFFIXES = frozenset({".eml", ".mht", ".mhtml"})
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_ZIP = b"PK\x03\x04"
_WORD = b"word/"


def format_of(data: bytes, name: str) -> Format | None:
    """The format; None for plain text, Markdown and everything else.

    What the bytes say comes first: a page that is called a text file is a page.
    """
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF-"):
        return Format.PDF
    if data.startswith(_ZIP) and (suffix == ".docx" or _WORD in data):
        return Format.DOCX
    if suffix in _MAIL_SUFFIXES:
        return Format.MAIL
    head = data[:_HEAD]
    if suffix in _PAGE_SUFFIXES or _PAGE.match(head) or head.startswith(_WIDE_PAGE):
        return Format.PAGE
    return None
