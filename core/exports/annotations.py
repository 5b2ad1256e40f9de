"""Marks as annotations of the W3C Web Annotation Data Model, in JSON-LD."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from core.exports.marks import Cited, Record, json_text
from core.model import Anchor, ArticleId, Mark, MarkKind

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MOTIVATIONS = {
    MarkKind.BOOKMARK: "bookmarking",
    MarkKind.NOTE: "commenting",
    MarkKind.VERDICT: "assessing",
}
_NAMES = uuid.UUID("8f0d4a52-0f5b-5c3e-9a63-6d1b7e2f9c41")
"""Ids of this library made into ids of the world, the same at every export."""


def annotations_of(marks: Sequence[Mark], cited: Mapping[ArticleId, Cited]) -> str:
    """The marks as one page of annotations; equal marks make equal pages."""
    found = [_annotation(mark, cited) for mark in marks]
    page = {
        "@context": _CONTEXT,
        "id": _name("page " + " ".join(mark.id for mark in marks)),
        "type": "AnnotationPage",
        "items": found,
    }
    return json_text(page)


def _annotation(mark: Mark, cited: Mapping[ArticleId, Cited]) -> Record:
    targets = [_target(anchor, cited) for anchor in (mark.anchor, mark.other) if anchor]
    body = _body(mark)
    return {
        "id": _name(f"mark {mark.id}"),
        "type": "Annotation",
        "motivation": _MOTIVATIONS[mark.kind],
        "created": mark.created,
        "modified": mark.changed,
        **({"body": body} if body else {}),
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _body(mark: Mark) -> list[Record]:
    said = mark.text
    purpose = "commenting"
    if mark.ruling is not None:
        said, purpose = f"{mark.ruling}: {mark.relation}", "assessing"
    texts = [(said, purpose)] if said else []
    return [
        {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": wanted}
        for value, wanted in (*texts, *((tag, "tagging") for tag in mark.tags))
    ]


def _target(anchor: Anchor, cited: Mapping[ArticleId, Cited]) -> Record:
    known = cited.get(anchor.article)
    url = None if known is None else known.url
    quote: Record = {
        "type": "TextQuoteSelector",
        "exact": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }
    position: Record = {
        "type": "TextPositionSelector",
        "start": anchor.start,
        "end": anchor.start + len(anchor.quote),
    }
    source: dict[str, object] = {"id": url or _name(f"article {anchor.article}"), "type": "Text"}
    if known is not None:
        source["format"] = "text/html" if url else "text/plain"
        source["dcterms:title"] = known.title
        if known.language != "und":
            source["language"] = known.language
    return {
        "type": "SpecificResource",
        "source": source,
        # Positions count in the cleaned text, and say nothing of the page it was taken from.
        "selector": quote if url else [quote, position],
    }


def _name(what: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMES, what)}"
