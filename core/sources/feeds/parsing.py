"""The bytes of a feed to its entries: RSS, Atom, RDF and JSON Feed.

Some feeds take the parser minutes: see `core.sources.isolation`.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXParseException

from core.errors import AddressRefused, SourceNotText, SourceTooLarge
from core.sources.dates import DATE, iso_date
from core.sources.feeds.feed import LARGEST_FEED, MOST_ENTRIES, Feed, FeedEntry
from core.sources.web.addresses import web_address
from core.text.clean import clean_line

_LONGEST_TITLE = 500
_LONGEST_NAME = 200
_LONGEST_HTML = 2_000_000
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ENTRY = re.compile(rb"<(?:item|entry)(?=[\s>])", re.IGNORECASE)
_BLANK_ID = "\x00"
_DATE = re.compile(DATE, re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,200}>")


def parse_feed(data: bytes, address: str = "", content_type: str = "") -> Feed:
    """The feed that stands under an address; relative links are completed with it.

    Raises:
        SourceNotText: no feed, which the message says.
        SourceTooLarge: over the limit.
    """
    if len(data) > LARGEST_FEED:
        raise SourceTooLarge(f"a feed of more than {LARGEST_FEED:,} bytes", subject=address)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, address)
    return _xml_feed(data, address, content_type)


# --- XML ------------------------------------------------------------------------------------------


def _xml_feed(data: bytes, address: str, content_type: str) -> Feed:
    import feedparser  # takes longer to load than most feeds to read

    # Control bytes are in no XML; feedparser hands them on in titles.
    data = _CONTROLS.sub(b"", data) if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    data, left = _first_entries(data)
    headers = {"content-type": content_type} if content_type else {}
    try:
        # Never as text: a text is taken for a path or an address, and opened.
        found = feedparser.parse(
            io.BytesIO(data),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except ValueError as error:
        said = "this is no feed: it names an encoding that is none"
        raise SourceNotText(said, subject=address) from error
    entries = found.get("entries", [])
    if not entries and not found.get("version"):
        raise SourceNotText("this is no feed", subject=address, advice=_advice(data))
    head = found.get("feed", {})
    home = _link(head.get("link"), address)
    flaw = found.get("bozo_exception") if found.get("bozo") else None
    return Feed(
        title=_line(head.get("title"), _LONGEST_TITLE),
        home=home,
        language=_language(head.get("language")),
        # As plain mappings: the parser's own answer with the time of a change for one not given.
        entries=tuple(_entry(dict(each), home or address) for each in entries[:MOST_ENTRIES]),
        left=left + max(0, len(entries) - MOST_ENTRIES),
        # One that was cut short here has no flaw of its own to tell.
        flaw=None if flaw is None or left else _flaw(flaw),
    )


def _first_entries(data: bytes) -> tuple[bytes, int]:
    """A feed without the entries that are too many, which would take minutes, and their number."""
    starts = [found.start() for found in _ENTRY.finditer(data)]
    if len(starts) <= MOST_ENTRIES:
        return data, 0
    return data[: starts[MOST_ENTRIES]], len(starts) - MOST_ENTRIES


def _flaw(error: object) -> str:
    said = str(error)
    if isinstance(error, SAXParseException):
        # Else it begins with the name of a file that there is none of.
        said = f"{error.getMessage()} in line {error.getLineNumber()}"
    return _line(said, _LONGEST_NAME) or type(error).__name__


def _entry(entry: Mapping[str, Any], base: str) -> FeedEntry:
    contents = [each.get("value") or "" for each in entry.get("content") or ()]
    # The longest: a feed may hold a summary and the whole.
    html = max([*contents, entry.get("summary") or ""], key=len)
    title = _line(entry.get("title"), _LONGEST_TITLE)
    url = _link(entry.get("link"), base)
    published = _moment(entry, "published") or _moment(entry, "updated")
    return FeedEntry(
        id=_identity(entry.get("id"), url, title, html),
        title=title,
        url=url,
        published=published,
        author=_line(entry.get("author"), _LONGEST_NAME) or None,
        html=html[:_LONGEST_HTML],
    )


def _moment(entry: Mapping[str, Any], name: str) -> str | None:
    """When an entry was published: what the parser understood, else a German or English date."""
    written = _line(entry.get(name), _LONGEST_NAME)
    understood = entry.get(f"{name}_parsed")
    if isinstance(understood, time.struct_time):
        try:
            moment = datetime(*understood[:6], tzinfo=UTC)
        except ValueError:
            return None
        return (_on_its_clock(written, moment) or moment).isoformat(timespec="seconds")
    said = _DATE.search(written)
    return None if said is None else iso_date(said)


def _on_its_clock(written: str, moment: datetime) -> datetime | None:
    """A moment as the clock showed it where it was written down; None when that is not said."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(written)
            if found.tzinfo is not None and found.replace(microsecond=0) == moment:
                return found
        except (ValueError, TypeError, OverflowError):
            continue
    return None


def _advice(data: bytes) -> str:
    head = data[:2000].lower()
    if b"<html" in head or b"<!doctype html" in head:
        return "it is a web page; look there for the address of its feed"
    return ""


# --- JSON Feed ------------------------------------------------------------------------------------


def _json_feed(data: bytes, address: str) -> Feed:
    """JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    try:
        whole = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise SourceNotText("this is no feed: JSON that breaks off", subject=address) from error
    items = whole.get("items") if isinstance(whole, dict) else None
    if not isinstance(items, list):
        raise SourceNotText("this is no feed: JSON without items", subject=address)
    home = _link(whole.get("home_page_url"), address)
    entries = [each for each in items if isinstance(each, dict)]
    return Feed(
        title=_line(whole.get("title"), _LONGEST_TITLE),
        home=home,
        language=_language(whole.get("language")),
        entries=tuple(_item(each, home or address) for each in entries[:MOST_ENTRIES]),
        left=max(0, len(entries) - MOST_ENTRIES),
        flaw=None if len(entries) == len(items) else "some items are no items",
    )


def _item(item: Mapping[str, Any], base: str) -> FeedEntry:
    html = item.get("content_html")
    if not isinstance(html, str):
        text = item.get("content_text") or item.get("summary") or ""
        html = _as_html(text) if isinstance(text, str) else ""
    title = _line(item.get("title"), _LONGEST_TITLE)
    url = _link(item.get("url") or item.get("external_url"), base)
    authors = item.get("authors") or [item.get("author")]
    names = [
        _line(each.get("name"), _LONGEST_NAME)
        for each in (authors if isinstance(authors, list) else ())
        if isinstance(each, dict)
    ]
    return FeedEntry(
        id=_identity(item.get("id"), url, title, html),
        title=title,
        url=url,
        published=_iso(item.get("date_published")) or _iso(item.get("date_modified")),
        author=", ".join(filter(None, names))[:_LONGEST_NAME] or None,
        html=html[:_LONGEST_HTML],
    )


def _as_html(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", escaped) if part.strip())


def _iso(said: object) -> str | None:
    try:
        return datetime.fromisoformat(str(said)).isoformat(timespec="seconds")
    except ValueError:
        return None


# --- both -----------------------------------------------------------------------------------------


def _line(value: object, longest: int) -> str:
    """One clean line of a text that may hold markup."""
    from html import unescape

    if value is None:
        return ""
    return clean_line(unescape(_TAG.sub(" ", str(value)[: longest * 20])))[:longest].strip()


def _link(value: object, base: str) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return str(web_address(urljoin(base, value.strip())))
    except (AddressRefused, ValueError):
        return None


def _language(value: object) -> str | None:
    found = re.match(r"[a-z]{2}(?![a-z])", _line(value, _LONGEST_NAME).lower())
    return found[0] if found else None


def _identity(said: object, url: str | None, title: str, html: str) -> str:
    """What the feed calls the entry; else its address; else its words."""
    for name in (said, url):
        if isinstance(name, str | int) and str(name).strip():
            return clean_line(str(name))[:_LONGEST_TITLE]
    return hashlib.sha256(f"{title}{_BLANK_ID}{html}".encode("utf-8", "replace")).hexdigest()
