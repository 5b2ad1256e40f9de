"""Wishes about what is part of an article, as records, and which of them the articles follow."""

from __future__ import annotations

import json
from collections.abc import Sequence

from core.model import ArticleId, PartWish, PartWishId, PartWishKind, Role, Span
from core.storage.corrections import Record, text_of
from core.storage.database import Database


def part_record(wish: PartWish) -> Record:
    """The wish as it is written."""
    return {
        "id": wish.id,
        "kind": wish.kind,
        "article": wish.article,
        "quote": wish.quote,
        "before": wish.before,
        "after": wish.after,
        "start": wish.span.start,
        "end": wish.span.end,
        "role": wish.role,
        "reason": wish.reason,
        "created": wish.created,
    }


def part_of(record: Record) -> PartWish:
    """The wish a record stands for.

    Raises:
        ValueError, KeyError, TypeError: it stands for none.
    """
    return PartWish(
        id=PartWishId(text_of(record["id"])),
        kind=PartWishKind(record["kind"]),
        article=ArticleId(text_of(record["article"])),
        quote=text_of(record["quote"]),
        before=text_of(record["before"]),
        after=text_of(record["after"]),
        span=Span(int(record["start"]), int(record["end"])),
        role=Role(record["role"]),
        reason=text_of(record["reason"]),
        created=text_of(record["created"]),
    )


def described_part(before: Record | None, after: Record | None) -> str:
    """What a change has done to a wish, in a few words."""
    kept = (after or before or {})["kind"] == PartWishKind.KEEP
    said = "text taken back" if kept else "text left out"
    return said if before is None else f"withdrawal of {said}"


def followed(database: Database) -> tuple[PartWish, ...]:
    """The wishes that the kept articles follow, as far as they can."""
    with database.reading() as connection:
        row = connection.execute("SELECT rules FROM made_by WHERE what = 'parts'").fetchone()
    return () if row is None else tuple(map(part_of, json.loads(row[0])))


def put_followed(database: Database, wishes: Sequence[PartWish]) -> None:
    """Note that the kept articles follow these wishes."""
    with database.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO made_by VALUES ('parts', ?)",
            (json.dumps([part_record(each) for each in wishes]),),
        )
