"""Mails and newsletters (.eml, .mht): the text, the subject as title, the sender as outlet."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from core.errors import SourceEmpty, SourceNotText, SourceTooLarge
from core.sources.formats.extracted import Extracted, Piece
from core.sources.formats.pages import read_page
from core.text.clean import clean_line

LARGEST_MAIL = 20_000_000
"""Bytes of one mail at most, attachments included."""
_LONGEST = 500


def read_mail(data: bytes, address: str = "", content_type: str = "") -> Extracted:
    """The text of a mail: its web page where it has one, else its plain text.

    Raises:
        SourceTooLarge: over the limit.
        SourceNotText: no mail.
        SourceEmpty: one without text.
    """
    if len(data) > LARGEST_MAIL:
        raise SourceTooLarge(f"a mail of more than {LARGEST_MAIL:,} bytes", subject=address)
    mail = message_from_bytes(data, policy=default)
    if not (_header(mail, "from") or _header(mail, "subject")):
        raise SourceNotText("this is no mail", subject=address)
    found = _body(mail, address)
    sender = parseaddr(_header(mail, "from"))[0] or parseaddr(_header(mail, "from"))[1]
    return replace(
        found,
        title=_header(mail, "subject") or found.title,
        published=_date(mail) or found.published,
        outlet=clean_line(sender) or found.outlet,
        author=None,
        url=found.url if found.url != address else None,
    )


def _body(mail: EmailMessage, address: str) -> Extracted:
    for kind in ("html", "plain"):
        try:
            part = mail.get_body(preferencelist=(kind,))
            raw = None if part is None else part.get_payload(decode=True)
            charset = "" if part is None else part.get_content_charset("")
        except (LookupError, ValueError, KeyError, AttributeError, TypeError):
            continue  # a header of that part that is none
        if not isinstance(raw, bytes) or not raw.strip():
            continue
        if kind == "html":
            return read_page(raw, address, f"text/html; charset={charset}")
        return Extracted((Piece(_decoded(raw, charset), flows=True),))
    raise SourceEmpty("a mail without text", subject=address)


def _decoded(raw: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name)
        except (ValueError, LookupError):  # a name may hold a nought
            continue
    return raw.decode("cp1252", "replace")


def _header(mail: EmailMessage, name: str) -> str:
    try:
        value = mail[name]
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""  # the standard library breaks on some broken headers
    return "" if value is None else clean_line(" ".join(str(value).split()))[:_LONGEST]


def _date(mail: EmailMessage) -> str | None:
    try:
        moment = mail["date"].datetime
    except (AttributeError, ValueError, TypeError, IndexError):
        return None
    return None if moment is None else moment.isoformat(timespec="seconds")
