"""Statements with names and speakers, read for many articles at once."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from core.model import (
    ArticleId,
    EntityId,
    RecordedStatement,
    Role,
    Span,
    Speech,
    SpeechKind,
    StatementId,
)
from core.storage import records
from core.storage.database import Database
from core.storage.keys import batches, places

Names = Mapping[tuple[int, int], Sequence[tuple[EntityId, int, int]]]
"""By article and statement who is named where in the article."""

_ROLES = {role.value: role for role in Role}
_NO_FIGURES = "[]"


def recorded_statements(
    database: Database, articles: Iterable[ArticleId]
) -> Iterator[tuple[ArticleId, list[RecordedStatement]]]:
    """The statements of each of these articles in reading order; none where there are none.

    Articles that are not there are left out.
    """
    for some in batches(dict.fromkeys(articles)):
        with database.reading() as connection:
            named = connection.execute(
                f"SELECT number, id, language FROM article WHERE id IN ({places(some)})",  # noqa: S608
                some,
            ).fetchall()
            numbers = [row[0] for row in named]
            rows = connection.execute(
                f"""
                SELECT article, number, role, "start", text, figures FROM statement
                WHERE article IN ({places(numbers)}) ORDER BY article, number
                """,  # noqa: S608
                numbers,
            ).fetchall()
            names = _names(connection, numbers)
            speeches = _speeches(connection, numbers)
        known = {number: (ArticleId(article), language) for number, article, language in named}
        found: dict[ArticleId, list[RecordedStatement]] = {
            article: [] for article, _ in known.values()
        }
        for number, *row in rows:
            article, language = known[number]
            key = (number, row[0])
            found[article].append(
                _recorded(article, language, row, names.get(key), speeches.get(key))
            )
        yield from found.items()


def _recorded(
    article: ArticleId,
    language: str,
    row: Sequence[Any],
    names: Sequence[tuple[EntityId, int, int]] | None,
    spoken: Sequence[Any] | None,
) -> RecordedStatement:
    number, role, start, text, figures = row
    statement = StatementId(article, number)
    return RecordedStatement(
        statement,
        text,
        language,
        _ROLES[role],
        () if figures == _NO_FIGURES else records.figures_of(figures),
        tuple([(entity, Span(at - start, end - start)) for entity, at, end in names])
        if names
        else (),
        None if spoken is None else _speech(statement, spoken),
    )


def _names(connection: sqlite3.Connection, numbers: Sequence[int]) -> Names:
    found: defaultdict[tuple[int, int], list[tuple[EntityId, int, int]]] = defaultdict(list)
    for article, statement, entity, start, end in connection.execute(
        f"""
        SELECT article, statement, entity.id, "start", "end" FROM mention
        JOIN entity ON entity.number = mention.entity
        WHERE article IN ({places(numbers)}) ORDER BY article, "start", "end", entity.id
        """,  # noqa: S608
        numbers,
    ):
        found[article, statement].append((entity, start, end))
    return found


def _speeches(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> dict[tuple[int, int], Sequence[Any]]:
    rows = connection.execute(
        f"""
        SELECT article, statement, speech.kind, speaker, entity.id,
               "start", "end", cue_start, cue_end
        FROM speech LEFT JOIN entity ON entity.number = entity WHERE article IN ({places(numbers)})
        """,  # noqa: S608
        numbers,
    )
    return {(article, statement): row for article, statement, *row in rows}


def _speech(statement: StatementId, row: Sequence[Any]) -> Speech:
    kind, speaker, entity, start, end, cue_start, cue_end = row
    return Speech(
        statement=statement,
        kind=SpeechKind(kind),
        speaker=speaker,
        entity=None if entity is None else EntityId(entity),
        span=None if start is None else Span(start, end),
        cue=None if cue_start is None else Span(cue_start, cue_end),
    )
