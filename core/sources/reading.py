"""From the bytes of a source to an article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePath

from core.errors import SourceEmpty
from core.model import Article, ArticleId, Block, Dropped, Role, Span
from core.sources.decoding import decode
from core.sources.documents import RawDocument
from core.sources.front_matter import take_front_matter
from core.sources.markdown import markdown_passages
from core.sources.passages import plain_passages
from core.sources.structure import derived_title, structure
from core.text.clean import clean
from core.text.language import language_of
from core.text.spans import TrackedText

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_ID_LENGTH = 12


def content_digest(original: str) -> str:
    """The SHA-256 of a decoded text, in hexadecimal; equal texts have equal digests."""
    return hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest()


def read_article(raw: RawDocument) -> Article:
    """The article a document contains, with every part traced back to the original.

    Every character of the original that is no white space and not taken out by cleaning stands in
    the article's text or in what was dropped; in Markdown the marks themselves are excused.

    Raises:
        SourceNotText: the bytes are something else.
        SourceEmpty: nothing but white space.
    """
    original = decode(raw.data, raw.source)
    cleaned = clean(original)
    stated, head, body = take_front_matter(cleaned)
    if PurePath(raw.source).suffix.lower() in _MARKDOWN_SUFFIXES:
        passages, asides = markdown_passages(body)
    else:
        passages, asides = plain_passages(body), ()
    if not passages and stated.title is None:
        raise SourceEmpty("nothing but white space", subject=raw.source)
    found = structure(passages, title=stated.title)
    left = [("front matter", head)] if head.text else []
    left += [(aside.reason, aside.tracked) for aside in asides]
    left += [(passage.reason, passage.tracked) for passage in found.left]
    text, blocks = _blocks((part.role, part.tracked) for part in found.parts)
    language = stated.language or language_of(text.text)
    opening = blocks[0].span.of(text.text)
    headed = blocks[0].role is Role.TITLE
    return Article(
        id=ArticleId(content_digest(original)[:_ID_LENGTH]),
        source=raw.source,
        title=opening if headed else derived_title(opening, language),
        title_derived=not headed,
        text=text.text,
        blocks=blocks,
        dropped=_dropped(left),
        original=original,
        alignment=text.runs,
        language=language,
        category=stated.category or found.category,
        outlet=stated.outlet,
        author=stated.author or found.author,
        published=stated.published or found.published,
        url=stated.url or found.url,
    )


def _blocks(parts: Iterable[tuple[Role, TrackedText]]) -> tuple[TrackedText, tuple[Block, ...]]:
    texts: list[TrackedText] = []
    blocks: list[Block] = []
    start = 0
    for role, tracked in parts:
        end = start + len(tracked.text)
        texts.append(tracked)
        blocks.append(Block(role, Span(start, end)))
        start = end + len(_SEPARATOR)
    return TrackedText.join(texts, _SEPARATOR), tuple(blocks)


def _dropped(left: Iterable[tuple[str, TrackedText]]) -> tuple[Dropped, ...]:
    dropped = [
        Dropped(tracked.text, reason, tracked.to_original(Span(0, len(tracked.text))))
        for reason, tracked in left
    ]
    return tuple(sorted(dropped, key=lambda one: one.span))


_SEPARATOR = "\n\n"
