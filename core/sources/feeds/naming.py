"""The feeds that a web page names for machines: `<link rel="alternate" type="…">` in its head."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from core.errors import AddressRefused, SourceTooLarge
from core.sources.formats.pages import LARGEST_PAGE, decoded
from core.sources.web.addresses import web_address
from core.text.clean import clean_line

_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
    }
)
_MOST = 50
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed as a page names it."""

    address: str
    title: str
    """Empty when the page gives none."""


@dataclass(frozen=True, slots=True)
class NamedFeeds:
    """The feeds of a page, each once, in its order."""

    feeds: tuple[NamedFeed, ...]


def feeds_named(data: bytes, address: str = "", content_type: str = "") -> NamedFeeds:
    """The feeds that a page names; none when it is no page.

    Raises:
        SourceTooLarge: over the limit.
    """
    if len(data) > LARGEST_PAGE:
        raise SourceTooLarge(f"a page of more than {LARGEST_PAGE:,} bytes", subject=address)
    import lxml.etree
    import lxml.html

    text = decoded(data, content_type).replace("\x00", "").partition("?>")
    page = text[2] if text[0].lstrip().startswith("<?xml") else "".join(text)
    try:
        tree = lxml.html.document_fromstring(page)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return NamedFeeds(())
    base = next((each.get("href") for each in tree.iter("base") if each.get("href")), "")
    found: dict[str, NamedFeed] = {}
    for link in tree.iter("link"):
        written = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" not in (link.get("rel") or "").lower().split() or written not in _TYPES:
            continue
        try:
            said = urljoin(urljoin(address, base), (link.get("href") or "").strip())
            named = str(web_address(said))
        except (AddressRefused, ValueError):
            continue
        title = clean_line(" ".join((link.get("title") or "").split()))[:_LONGEST].strip()
        found.setdefault(named, NamedFeed(named, title))
        if len(found) == _MOST:
            break
    return NamedFeeds(tuple(found.values()))
