"""Web pages: all text one sees on a page, and which of it is the article.

Which paragraphs are the article, trafilatura says; the text itself is taken from the page, so
that what is left out can be shown and taken back like everything else that is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.errors import SourceEmpty, SourceNotText, SourceTooLarge
from core.model import Role
from core.sources.formats.extracted import Extracted, Piece
from core.sources.formats.metadata import stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST_PAGE = 5_000_000
"""Bytes of one page at most; ten times the largest of a thousand news pages."""
_MOST_PIECES = 20_000
_ENOUGH = 300
"""Characters of article text with which the quick way of looking for it is content."""
_TELLING = 12
_MOSTLY = 0.6
_SURELY = 25
"""Characters from which words that stand in the article are taken for a part of it."""

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas",
     "select", "textarea", "head", "audio", "video", "map", "dialog"}
)  # fmt: skip
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
     "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "nobr"}
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_REASONS = {
    "nav": "navigation", "footer": "page footer", "header": "page header",
    "aside": "beside the article", "form": "form", "figcaption": "caption", "button": "button",
}  # fmt: skip
_OUTSIDE = "outside the article"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a page may hold that no element made by us may."""
_SPACES = re.compile(r"\s+")
_STOPS = re.compile(r"[.!?:;,]+")
_MARKS = str.maketrans(dict.fromkeys("„“”«»\"‚‘’'´`", None) | {"\xad": None, "\u200b": None})


def read_page(data: bytes, address: str = "", content_type: str = "") -> Extracted:
    """The text of a page, in its order, and what the page states.

    Raises:
        SourceTooLarge: over the limit.
        SourceNotText: nothing that could be a page.
        SourceEmpty: a page without text.
    """
    if len(data) > LARGEST_PAGE:
        raise SourceTooLarge(f"a page of more than {LARGEST_PAGE:,} bytes", subject=address)
    import lxml.etree
    import lxml.html

    text = _DECLARATION.sub("", decoded(data, content_type)).replace("\x00", "")
    try:
        tree = lxml.html.document_fromstring(
            text, parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
        )
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise SourceNotText("this is no web page", subject=address) from error
    seen = _seen(tree)
    if not seen:
        raise SourceEmpty("a page without text", subject=address)
    kept = _article(text)
    pieces = tuple(_piece(each, kept) for each in seen[:_MOST_PIECES])
    note = None if len(seen) <= _MOST_PIECES else f"cut after {_MOST_PIECES:,} paragraphs"
    if not any(piece.left is None for piece in pieces):
        pieces = tuple(Piece(each.text, each.role) for each in seen[:_MOST_PIECES])
    return replace(stated(tree, address), pieces=pieces, note=note)


def read_fragment(data: bytes, address: str = "", content_type: str = "") -> Extracted:
    """All text of a piece of HTML that is known to be an article, such as the entry of a feed.

    What is no HTML at all is text with its paragraphs between blank lines.

    Raises:
        SourceTooLarge: over the limit.
    """
    if len(data) > LARGEST_PAGE:
        raise SourceTooLarge(f"an entry of more than {LARGEST_PAGE:,} bytes", subject=address)
    import lxml.html

    text = decoded(data, content_type).replace("\x00", "")
    if "<" not in text:
        return Extracted((Piece(html.unescape(text), flows=True),), url=address or None)
    tree = lxml.html.document_fromstring(
        f"<div>{text}</div>", parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
    )
    seen = _seen(tree)
    pieces = tuple(Piece(each.text, each.role) for each in seen[:_MOST_PIECES])
    note = None if len(seen) <= _MOST_PIECES else f"cut after {_MOST_PIECES:,} paragraphs"
    return Extracted(pieces, url=address or None, note=note)


def decoded(data: bytes, content_type: str = "") -> str:
    """The characters of a page: as its mark says, the server, the page, else what fits."""
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    said = [name for mark, name in marks if data.startswith(mark)]
    header = _HEADER_CHARSET.search(content_type)
    inside = _CHARSET.search(data[:4096])
    said += [header[1]] if header else []
    said += [inside[1].decode("ascii")] if inside else []
    for name in (*said, "utf-8"):
        try:
            # What calls itself Latin-1 is the Windows code page on the web.
            known = "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "ascii") else name
            return data.decode(known)
        except (ValueError, LookupError):  # `undefined` is an encoding
            continue
    return data.decode("cp1252", "replace")


# --- all that one sees ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """A paragraph of a page."""

    text: str
    role: Role | None
    reason: str
    """Why it would be no part of the article, from where it stands."""


def _seen(tree: HtmlElement) -> list[_Seen]:
    """The paragraphs of a page in their order."""
    found: list[_Seen] = []
    words: list[str] = []
    places: list[str] = []

    def flush() -> None:
        text = _SPACES.sub(" ", "".join(words)).strip()
        words.clear()
        if text:
            heading = any(place in _HEADINGS for place in places)
            reason = next((_REASONS[p] for p in reversed(places) if p in _REASONS), _OUTSIDE)
            found.append(_Seen(text, Role.HEADING if heading else None, reason))

    breaks = 0
    for event, element in _walk(tree):
        tag = element.tag
        if event == "start":
            if tag == "br":
                breaks += 1
                words.append(" ")
                if breaks > 1:
                    flush()
            elif tag not in _INLINE:
                flush()
                places.append(tag)
            words.append(element.text or "")
        else:
            if tag not in _INLINE and tag != "br":
                flush()
                places.pop()
            words.append(element.tail or "")
        if tag != "br" or (element.tail or "").strip():
            breaks = 0
    flush()
    return found


def _walk(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Every element that is seen, where it starts and where it ends; without recursion."""
    waiting: list[tuple[str, HtmlElement]] = [("start", tree)]
    while waiting:
        event, element = waiting.pop()
        if event == "end":
            yield event, element
        elif _is_seen(element):
            yield event, element
            waiting.append(("end", element))
            waiting += [("start", child) for child in reversed(element)]
        else:
            yield from _tail_alone(element)


def _tail_alone(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Of an element that is not seen only the text behind it."""
    if element.tail and element.tail.strip():
        import lxml.html

        bare = lxml.html.Element("span")
        bare.tail = _NO_XML.sub(" ", element.tail)
        yield "start", bare
        yield "end", bare


def _is_seen(element: HtmlElement) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag not in _UNSEEN
        and element.get("hidden") is None
        and element.get("aria-hidden") != "true"
        and not _HIDDEN.search(element.get("style") or "")
    )


# --- which of it is the article -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Article:
    """The words of the article as trafilatura found them."""

    paragraphs: frozenset[str]
    whole: str

    def holds(self, text: str) -> bool:
        plain = _plain(text)
        if plain in self.paragraphs or (len(plain) >= _SURELY and plain in self.whole):
            return True
        # What is one paragraph on the page may be several, or have lost some words, there.
        parts = [each for each in map(_plain, _STOPS.split(text)) if each]
        held = sum(len(each) for each in parts if len(each) >= _TELLING and each in self.whole)
        return held >= _SURELY and held >= _MOSTLY * sum(map(len, parts))


def _article(page: str) -> _Article:
    # Loaded late, and only in the process that reads pages: it takes a second.
    import trafilatura

    best: Sequence[str] = ()
    for fast in (True, False):
        found = trafilatura.bare_extraction(
            page, fast=fast, include_comments=False, include_tables=True, with_metadata=False
        )
        body = getattr(found, "body", None)
        if body is not None:
            texts = [
                _plain(" ".join(each.itertext()))
                for each in body.iter("p", "head", "item", "quote", "cell", "code")
            ]
            best = max(best, [each for each in texts if each], key=lambda all_: sum(map(len, all_)))
        if sum(map(len, best)) >= _ENOUGH:
            break
    return _Article(frozenset(best), "".join(best))


def _plain(text: str) -> str:
    return _SPACES.sub("", text.translate(_MARKS)).casefold()


def _piece(seen: _Seen, article: _Article) -> Piece:
    return Piece(seen.text, seen.role, None if article.holds(seen.text) else seen.reason)
