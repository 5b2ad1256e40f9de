"""Lists of feeds as other readers write and read them (OPML 2.0, http://opml.org/spec2.opml).

Only addresses, titles and groups are taken over. Other readers have attributes that start
programs; nothing here does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import AddressRefused, SourceNotText, SourceTooLarge
from core.sources.web.addresses import web_address
from core.text.clean import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_OPML = 10_000_000
"""Bytes of one list at most."""
MOST_OUTLINES = 5_000
_LONGEST = 200
_DEEPEST = 20
_SEPARATOR = " / "


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed as a list names it."""

    address: str
    title: str
    """Empty when the list gives none."""
    group: str
    """The groups it is in, from outside to inside; empty when it is in none."""


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds of a list, each once, and what of it was not taken."""

    outlines: tuple[Outline, ...]
    refused: tuple[tuple[str, str], ...]
    """What stood there, and why it was not taken."""


def read_opml(data: bytes, name: str = "") -> FeedList:
    """The feeds a list names.

    Raises:
        SourceTooLarge: over the limit.
        SourceNotText: no OPML.
    """
    if len(data) > LARGEST_OPML:
        raise SourceTooLarge(f"a list of more than {LARGEST_OPML:,} bytes", subject=name)
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceNotText("this is no list of feeds (OPML)", subject=name) from error
    body = None if root is None else root.find("body")
    if body is None or root.tag != "opml":
        raise SourceNotText("this is no list of feeds (OPML)", subject=name)
    found: dict[str, Outline] = {}
    refused: list[tuple[str, str]] = []
    for count, (said, title, group) in enumerate(_outlines(body)):
        if count == MOST_OUTLINES:
            refused.append(("", f"more than {MOST_OUTLINES:,} feeds"))
            break
        try:
            address = str(web_address(said))
        except AddressRefused as error:
            refused.append((clean_line(said)[:_LONGEST], error.message))
        else:
            found.setdefault(address, Outline(address, title, group))
    return FeedList(tuple(found.values()), tuple(refused))


def _outlines(body: _Element) -> Iterator[tuple[str, str, str]]:
    """Address, title and group of every feed, in the order of the list."""
    waiting: list[tuple[_Element, tuple[str, ...]]] = [(child, ()) for child in reversed(body)]
    while waiting:
        element, groups = waiting.pop()
        if element.tag != "outline":
            continue
        title = _line(element.get("title") or element.get("text"))
        address = element.get("xmlUrl") or element.get("xmlurl")
        if address is not None:
            yield address, title, _SEPARATOR.join(groups)
        inside = (*groups, title) if title and address is None else groups
        waiting += [(child, inside[:_DEEPEST]) for child in reversed(element)]


def _line(text: str | None) -> str:
    return clean_line(" ".join((text or "").split()))[:_LONGEST].strip()


def written_opml(outlines: Iterable[Outline], title: str) -> bytes:
    """A list of feeds; those of one group together, in the order of their coming."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    groups: dict[str, _Element] = {"": body}
    for outline in outlines:
        path = ""
        for name in outline.group.split(_SEPARATOR) if outline.group else ():
            within = groups[path]
            path = f"{path}{_SEPARATOR}{name}" if path else name
            if path not in groups:
                groups[path] = etree.SubElement(within, "outline", text=name, title=name)
        shown = outline.title or outline.address
        etree.SubElement(
            groups[path], "outline", type="rss", text=shown, title=shown, xmlUrl=outline.address
        )
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
