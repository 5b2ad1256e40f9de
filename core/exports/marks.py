"""Marks with citations: as a page to read, and as plain data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.exports.document import (
    Address,
    Block,
    Document,
    Inline,
    Item,
    Items,
    Line,
    Paragraph,
    Section,
    Style,
    Words,
)
from core.exports.markdown import markdown_of
from core.model import (
    Anchor,
    ArticleId,
    Correction,
    CorrectionKind,
    Mark,
    MarkKind,
)

Record = Mapping[str, object]

# What JSON lets through and a terminal may act on: C1 controls, bidi controls, line separators.
_ACTIVE = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_KINDS = {MarkKind.BOOKMARK: "Bookmark", MarkKind.NOTE: "Note", MarkKind.VERDICT: "Verdict"}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says of an article. What is unknown is None."""

    title: str
    outlet: str | None
    author: str | None
    published: str | None
    url: str | None
    language: str


def cited_record(cited: Cited | None) -> Record:
    """The citation as plain data; of an article that is not there any more, all unknown."""
    return {
        "title": None if cited is None else cited.title,
        "outlet": None if cited is None else cited.outlet,
        "author": None if cited is None else cited.author,
        "published": None if cited is None else cited.published,
        "url": None if cited is None else cited.url,
        "language": None if cited is None else cited.language,
    }


def json_text(value: object) -> str:
    """JSON that is harmless on a terminal and exact for a program."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    return _ACTIVE.sub(lambda found: f"\\u{ord(found.group()):04x}", written) + "\n"


def page_of(
    marks: Sequence[Mark],
    cited: Mapping[ArticleId, Cited],
    besides: Mapping[str, Sequence[str]],
) -> str:
    """The marks as Markdown, article by article, and under headings whatever is said besides."""
    of_article: dict[ArticleId, list[Mark]] = {}
    for mark in marks:
        of_article.setdefault(mark.anchor.article, []).append(mark)
    sections = [
        Section(
            (Words(_title(article, cited)),),
            "",
            (*_head(cited.get(article)), Items(tuple(_item(each, cited) for each in found))),
        )
        for article, found in of_article.items()
    ]
    sections += [
        Section((Words(title),), "", (Items(tuple(Item(((Words(line),),)) for line in lines)),))
        for title, lines in besides.items()
        if lines
    ]
    empty: tuple[Block, ...] = () if sections else (Paragraph((Words("None yet."),)),)
    return markdown_of(Document("Bookmarks, notes and verdicts", "en", empty, tuple(sections)))


def correction_words(correction: Correction) -> str:
    """What a correction says of a name, in a few words."""
    about = correction.spelling or correction.names[0]
    of = f" of {correction.names[0]}" if correction.spelling else ""
    if correction.kind is CorrectionKind.HIDE:
        return f"{correction.kind}: {about}{of}"
    return f"{correction.kind}: {about}{of} → {correction.name} ({correction.entity_kind})"


def _head(cited: Cited | None) -> Iterator[Block]:
    if cited is None:
        yield Paragraph((Words("Not in the library any more.", Style.DIM),))
        return
    known = ", ".join(each for each in (cited.outlet, cited.author, cited.published) if each)
    line: list[Inline] = [Words(known)] if known else []
    if cited.url:
        line += [*([Words(" · ")] if known else []), Address(cited.url)]
    if line:
        yield Paragraph(tuple(line))


def _title(article: ArticleId, cited: Mapping[ArticleId, Cited]) -> str:
    return cited[article].title if article in cited else article


def _item(mark: Mark, cited: Mapping[ArticleId, Cited]) -> Item:
    head = _KINDS[mark.kind]
    if mark.ruling is not None:
        head += f": {mark.ruling}, {mark.relation}"
    lines: list[Line] = [(Words(head, Style.STRONG), Words(_facts(mark)))]
    anchors = (mark.anchor,) if mark.other is None else (mark.anchor, mark.other)
    lines += [_quoted(mark, anchor, cited) for anchor in anchors]
    if mark.orphan:
        lines.append((Words("These words are no longer in the article."),))
    lines += [(Words(line),) for line in mark.text.splitlines() if line.strip()]
    return Item(tuple(lines))


def _facts(mark: Mark) -> str:
    tags = "".join(f" #{tag}" for tag in mark.tags)
    return f" · {mark.created[:10]}{tags}"


def _quoted(mark: Mark, anchor: Anchor, cited: Mapping[ArticleId, Cited]) -> Line:
    source = cited.get(anchor.article)
    facts = [] if source is None else [source.outlet or source.title, source.published]
    where = f"{anchor.article}:{anchor.statement}"
    facts.append(where if mark.orphan else f"sentence {anchor.statement}, {where}")
    quote = " ".join(anchor.quote.split())
    language = None if source is None else source.language
    return (
        Words(f"“{quote}”", language=language),
        Words(f" ({', '.join(fact for fact in facts if fact)})"),
    )


def rows_of(marks: Iterable[Mark], cited: Mapping[ArticleId, Cited]) -> Iterator[Record]:
    """The marks for a table: a row each, every cell a plain value."""
    for mark in marks:
        yield {
            "id": mark.id,
            "kind": str(mark.kind),
            **_cells("", mark.anchor, cited),
            "text": mark.text,
            "tags": ", ".join(mark.tags),
            "created": mark.created,
            "changed": mark.changed,
            "orphan": mark.orphan,
            "ruling": mark.ruling and str(mark.ruling),
            "relation": mark.relation and str(mark.relation),
            **_cells("other_", mark.other, cited),
        }


def _cells(prefix: str, anchor: Anchor | None, cited: Mapping[ArticleId, Cited]) -> Record:
    source = None if anchor is None else cited.get(anchor.article)
    return {
        f"{prefix}article": anchor and anchor.article,
        f"{prefix}statement": anchor and anchor.statement,
        f"{prefix}quote": anchor and anchor.quote,
        f"{prefix}title": source and source.title,
        f"{prefix}outlet": source and source.outlet,
        f"{prefix}published": source and source.published,
        f"{prefix}url": source and source.url,
    }
