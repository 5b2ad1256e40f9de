"""Getting out of a damaged library whatever can still be read of it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.model import ArticleId
from core.storage import records, versions
from core.storage.versions import EarlierText

_SIDE_FILES = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """An article's original text with what the library knew of it apart from that."""

    original: str
    article: ArticleId | None
    """None when its row could not be read."""
    source: str | None
    read: bool
    seen: str | None
    """When its text was first read."""
    earlier: tuple[EarlierText, ...]
    """Those of the texts it had before that can be read."""


def set_aside(path: Path) -> Path:
    """Give a damaged database another name, with what belongs to it; nothing is deleted."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    for suffix in _SIDE_FILES:
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.rename(aside.with_name(aside.name + suffix))
    return path.rename(aside)


def salvage(path: Path) -> Iterator[Salvaged]:
    """Every article whose original text can be read, in the order they were added."""
    with closing(sqlite3.connect(path)) as connection:
        for number in _numbers(connection):
            # Row by row and table by table: one unreadable page must not hide the others.
            original = _row(connection, "SELECT original FROM article_origin", "article", number)
            if original is None:
                continue
            row = _row(connection, "SELECT id, source, read FROM article", "number", number)
            try:
                yield Salvaged(
                    records.text_of(original[0]),
                    None if row is None else ArticleId(str(row[0])),
                    None if row is None else records.path_of(row[1]),
                    row is not None and bool(row[2]),
                    _seen(connection, number),
                    tuple(_earlier(connection, number)),
                )
            except (zlib.error, ValueError, TypeError):
                continue  # what was read is not what was written


def _row(
    connection: sqlite3.Connection, question: str, key: str, number: int
) -> tuple[Any, ...] | None:
    try:
        row: tuple[Any, ...] | None = connection.execute(
            f"{question} WHERE {key} = ?", (number,)
        ).fetchone()
    except sqlite3.Error:
        return None
    return row


def _seen(connection: sqlite3.Connection, number: int) -> str | None:
    row = _row(connection, "SELECT seen FROM article", "number", number)
    return None if row is None or row[0] is None else str(row[0])


def _earlier(connection: sqlite3.Connection, number: int) -> Iterator[EarlierText]:
    question = f"SELECT {versions.COLUMNS} FROM earlier_text WHERE article = ?"  # noqa: S608
    try:
        rows = connection.execute(question, (number,)).fetchall()
    except sqlite3.Error:
        return  # unreadable, or of a time when none were kept
    for row in rows:
        try:
            yield versions.text_of(row)
        except (zlib.error, ValueError, TypeError):
            continue


def _numbers(connection: sqlite3.Connection) -> list[int]:
    """The numbers articles may have; empty when not even that can be read."""
    for question in ("SELECT max(number) FROM article", "SELECT max(article) FROM article_origin"):
        try:
            (last,) = connection.execute(question).fetchone()
        except sqlite3.Error:
            continue
        if last is not None:
            return list(range(1, last + 1))
    return []
