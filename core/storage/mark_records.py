"""Marks as records of the marks file; those of earlier versions are understood as well."""

from __future__ import annotations

from collections.abc import Mapping

from core.model import (
    Anchor,
    ArticleId,
    Mark,
    MarkId,
    MarkKind,
    Relation,
    Ruling,
)
from core.storage.corrections import Record, text_of


def mark_record(mark: Mark) -> Record:
    """The mark as it is written."""
    return {
        "id": mark.id,
        "kind": mark.kind,
        **_anchor_record(mark.anchor),
        "text": mark.text,
        "tags": list(mark.tags),
        "created": mark.created,
        "changed": mark.changed,
        "orphan": mark.orphan,
        "other": None if mark.other is None else _anchor_record(mark.other),
        "ruling": mark.ruling,
        "relation": mark.relation,
    }


def mark_of(record: Record) -> Mark:
    """The mark a record stands for.

    Raises:
        ValueError, KeyError, TypeError: it stands for none.
    """
    kind, other = MarkKind(record["kind"]), record.get("other")
    ruling, relation = record.get("ruling"), record.get("relation")
    if kind is MarkKind.VERDICT and None in (other, ruling, relation):
        raise ValueError("a verdict needs two statements, a ruling and a relation")
    return Mark(
        id=MarkId(text_of(record["id"])),
        kind=kind,
        anchor=_anchor_of(record),
        text=text_of(record["text"]),
        tags=tuple(map(text_of, record["tags"])),
        created=text_of(record["created"]),
        changed=text_of(record["changed"]),
        orphan=bool(record["orphan"]),
        # The marks of earlier versions stand at one statement and say nothing of relations.
        other=None if other is None else _anchor_of(other),
        ruling=None if ruling is None else Ruling(ruling),
        relation=None if relation is None else Relation(relation),
    )


def described_mark(before: Record | None, after: Record | None) -> str:
    """What a change has done to a mark, in a few words."""
    kind = _called(after or before or {})
    if before is None or after is None:
        return f"{kind} {'added' if before is None else 'removed'}"
    if before["tags"] != after["tags"]:
        return f"tags of the {kind} changed"
    return f"{kind} changed"


_RULINGS: Mapping[str, str] = {
    Ruling.CONFIRMED: "confirmation of a relation",
    Ruling.REJECTED: "rejection of a relation",
    Ruling.LINKED: "link between two statements",
}


def _called(record: Record) -> str:
    if record.get("ruling"):
        return _RULINGS[record["ruling"]]
    return f"{record['kind']} on two statements" if record.get("other") else str(record["kind"])


def _anchor_record(anchor: Anchor) -> Record:
    return {
        "article": anchor.article,
        "statement": anchor.statement,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
    }


def _anchor_of(record: Record) -> Anchor:
    return Anchor(
        article=ArticleId(text_of(record["article"])),
        statement=int(record["statement"]),
        quote=text_of(record["quote"]),
        prefix=text_of(record["prefix"]),
        suffix=text_of(record["suffix"]),
        start=int(record["start"]),
    )
