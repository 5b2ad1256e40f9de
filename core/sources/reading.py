"""From the bytes of a source to an article."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from core.errors import SourceEmpty
from core.model import Article, ArticleId, Block, Dropped, Role, Span
from core.sources.body import NO_PAGE, Page
from core.sources.decoding import decode
from core.sources.documents import RawDocument
from core.sources.feeds.feed import Feed, FeedEntry
from core.sources.formats.extracted import Extracted
from core.sources.formats.telling import format_of
from core.sources.front_matter import FrontMatter, take_front_matter
from core.sources.isolation import Format, Isolated
from core.sources.markdown import markdown_passages
from core.sources.passages import Passage, passage, plain_passages
from core.sources.structure import derived_title, page_around, structure
from core.text.clean import clean
from core.text.language import language_of
from core.text.spans import TrackedText

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_ID_LENGTH = 12


def content_digest(original: str) -> str:
    """The SHA-256 of a decoded text, in hexadecimal; equal texts have equal digests."""
    return hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(article: Article, raw: RawDocument) -> str:
    """What tells one text from another: all of a plain text, and of other formats the article.

    What stands around the article on a page is another each time it is looked at.
    """
    return content_digest(
        article.original if format_of(raw.data, raw.source) is None else article.text
    )


def read_article(raw: RawDocument, isolated: Isolated | None = None) -> Article:
    """The article a document contains, with every part traced back to the original.

    Every character of the original that is no white space and not taken out by cleaning stands in
    the article's text or in what was dropped; in Markdown the marks themselves are excused. The
    original of a format that is no text is all text in it. Such formats are read by `isolated`; by
    a process for this document alone when None is given.

    Raises:
        SourceNotText: the bytes are something else, or damaged.
        SourceEmpty: nothing but white space.
        SourceTooLarge: more than is read of its format.
        SourceUnreadable: locked, or reading it takes too long.
    """
    written = _written_in(raw)
    if written is None:
        return _plain_article(raw)
    with contextlib.ExitStack() as stack:
        reader = isolated or stack.enter_context(Isolated())
        found = reader.document(
            written, raw.data, address=raw.address, content_type=raw.content_type
        )
    return _extracted_article(raw, found)


def read_entry(entry: FeedEntry, source: str, feed: Feed, isolated: Isolated) -> Article:
    """The article that an entry of a feed is, of which nothing is left out but repetitions.

    What the feed states of it holds: title, date, author; its language only where the words do
    not decide.

    Raises:
        SourceEmpty: neither title nor text.
        SourceTooLarge, SourceUnreadable: its text cannot be read.
    """
    said = isolated.entry(entry.html, address=entry.url or "")
    found = replace(
        said,
        title=entry.title or None,
        published=entry.published,
        author=entry.author,
        outlet=feed.title or None,
        url=entry.url,
    )
    raw = RawDocument(source, b"", len(entry.html), None, address=entry.url or "")
    article = _extracted_article(raw, found)
    if article.language == "und" and feed.language is not None:
        return replace(article, language=feed.language)
    return article


def _written_in(raw: RawDocument) -> Format | None:
    return None if raw.is_text else format_of(raw.data, raw.source)


def _plain_article(raw: RawDocument) -> Article:
    original = decode(raw.data, raw.source)
    cleaned = clean(original)
    stated, head, body = take_front_matter(cleaned)
    page = NO_PAGE
    if PurePath(raw.source).suffix.lower() in _MARKDOWN_SUFFIXES:
        passages, asides = markdown_passages(body)
    else:
        passages, asides = plain_passages(body), ()
        page = page_around(passages)
    left = [("front matter", head)] if head.text else []
    left += [(aside.reason, aside.tracked) for aside in asides]
    return _article(raw, original, stated, passages, left, content_digest(original), page)


def _extracted_article(raw: RawDocument, found: Extracted) -> Article:
    original = _SEPARATOR.join(piece.text for piece in found.pieces)
    passages: list[Passage] = []
    left: list[tuple[str, TrackedText]] = []
    start = 0
    for piece in found.pieces:
        tracked = _shifted(clean(piece.text), start)
        start += len(piece.text) + len(_SEPARATOR)
        if piece.left is not None:
            left.append((piece.left, tracked))
        elif piece.flows:
            passages += plain_passages(tracked)
        elif tracked.strip().text:
            passages.append(passage(tracked, role=piece.role, sure=True))
    if found.note is not None:
        # Nothing stands for what was not read; that it was not is said all the same.
        left.append((found.note, TrackedText("", ())))
    title = clean(found.title or "").text
    if passages and passages[0].text == title:
        passages[0] = replace(passages[0], role=Role.TITLE)
        title = ""
    stated = FrontMatter(
        title=TrackedText(title, ()) if title else None,
        published=found.published,
        author=found.author,
        outlet=found.outlet,
        url=found.url,
        language=found.language,
        category=found.category,
    )
    article = _article(raw, original, stated, passages, left, "")
    return replace(article, id=ArticleId(content_digest(article.text)[:_ID_LENGTH]))


def _shifted(tracked: TrackedText, by: int) -> TrackedText:
    """The same text, of an original that has that much more in front."""
    runs = (replace(run, original_start=run.original_start + by) for run in tracked.runs)
    return TrackedText(tracked.text, tuple(runs))


def _article(
    raw: RawDocument,
    original: str,
    stated: FrontMatter,
    passages: Sequence[Passage],
    left: list[tuple[str, TrackedText]],
    digest: str,
    page: Page = NO_PAGE,
) -> Article:
    if not passages and stated.title is None:
        raise SourceEmpty("nothing but white space", subject=raw.source)
    found = structure(passages, title=stated.title, page=page)
    left = left + [(passage.reason, passage.tracked) for passage in found.left]
    text, blocks = _blocks((part.role, part.tracked) for part in found.parts)
    language = stated.language or language_of(text.text)
    opening = blocks[0].span.of(text.text)
    headed = blocks[0].role is Role.TITLE
    return Article(
        id=ArticleId(digest[:_ID_LENGTH]),
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
