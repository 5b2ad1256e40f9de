"""Corrections as records, and which of them the names kept in the database have seen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from core.model import (
    ArticleId,
    Correction,
    CorrectionId,
    CorrectionKind,
    EntityId,
    EntityKind,
    Reach,
)
from core.storage.database import Database
from core.storage.keys import batches, places

Record = dict[str, Any]


def record_of(correction: Correction) -> Record:
    """The correction as it is written."""
    return {
        "id": correction.id,
        "kind": correction.kind,
        "names": list(correction.names),
        "kinds": list(correction.kinds),
        "name": correction.name,
        "entity_kind": correction.entity_kind,
        "reach": correction.reach,
        "article": correction.article,
        "created": correction.created,
        "spelling": correction.spelling,
        "before": correction.before,
        "after": correction.after,
    }


def correction_of(record: Record) -> Correction:
    """The correction a record stands for.

    Raises:
        ValueError, KeyError, TypeError: it stands for none.
    """
    first, *others = map(text_of, record["names"])
    return Correction(
        id=CorrectionId(text_of(record["id"])),
        kind=CorrectionKind(record["kind"]),
        names=(first, *others),
        kinds=tuple(map(EntityKind, record["kinds"])),
        name=text_of(record["name"]),
        entity_kind=EntityKind(record["entity_kind"]),
        reach=Reach(record["reach"]),
        article=ArticleId(text_of(record["article"])),
        created=text_of(record["created"]),
        spelling=text_of(record["spelling"]),
        before=text_of(record["before"]),
        after=text_of(record["after"]),
    )


def text_of(value: object) -> str:
    """The value, which must be a text.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {type(value).__name__}")
    return value


def applied(database: Database) -> tuple[Correction, ...]:
    """The corrections that the kept names of all articles follow."""
    with database.reading() as connection:
        row = connection.execute("SELECT rules FROM made_by WHERE what = 'corrections'").fetchone()
    return () if row is None else tuple(map(correction_of, json.loads(row[0])))


def put_applied(database: Database, corrections: Sequence[Correction]) -> None:
    """Note that the names of all articles follow these corrections."""
    with database.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO made_by VALUES ('corrections', ?)",
            (json.dumps([record_of(each) for each in corrections]),),
        )


def articles_naming(database: Database, entities: Iterable[EntityId]) -> frozenset[ArticleId]:
    """The articles in which one of these entities is mentioned."""
    found: set[ArticleId] = set()
    with database.reading() as connection:
        for some in batches(entities):
            rows = connection.execute(
                f"""
                SELECT DISTINCT article.id FROM entity
                JOIN mention ON mention.entity = entity.number
                JOIN article ON article.number = mention.article
                WHERE entity.id IN ({places(some)})
                """,  # noqa: S608 - only question marks
                some,
            )
            found.update(ArticleId(row[0]) for row in rows)
    return frozenset(found)


def articles_saying(database: Database, words: Iterable[str]) -> frozenset[ArticleId]:
    """The analysed articles whose text holds one of these words; case may differ."""
    patterns = [f"%{_escaped(each)}%" for each in words if each.strip()]
    found: set[ArticleId] = set()
    with database.reading() as connection:
        for some in batches(patterns):
            holds = " OR ".join(["text LIKE ? ESCAPE '\\'"] * len(some))
            rows = connection.execute(
                "SELECT id FROM article JOIN article_text ON article = number "  # noqa: S608
                f"WHERE analysis IS NOT NULL AND ({holds})",
                some,
            )
            found.update(ArticleId(row[0]) for row in rows)
    return frozenset(found)


def _escaped(words: str) -> str:
    # What is one space in a name may be a line break in a text.
    parts = words.split()
    return "%".join(p.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") for p in parts)
