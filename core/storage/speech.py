"""Whose words a statement gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.model import ArticleId, EntityId, Span, Speech, SpeechKind, StatementId
from core.storage.database import Database
from core.storage.keys import batches, number_of, numbers_of, places


def put_speech(
    database: Database, articles: Sequence[ArticleId], speeches: Iterable[Speech]
) -> None:
    """Keep what is said in these articles in place of what was known before.

    A speaker who is no entity of the library is kept by words alone.
    """
    with database.writing() as connection:
        numbers = numbers_of(connection, articles)
        kept = [each for each in speeches if each.statement.article in numbers]
        entity_numbers: dict[EntityId, int] = {}
        for some in batches({each.entity for each in kept if each.entity is not None}):
            entity_numbers.update(
                connection.execute(
                    f"SELECT id, number FROM entity WHERE id IN ({places(some)})",  # noqa: S608
                    some,
                )
            )
        connection.executemany(
            "DELETE FROM speech WHERE article = ?", [(number,) for number in numbers.values()]
        )
        connection.executemany(
            "UPDATE article SET version = version + 1 WHERE number = ?",
            [(number,) for number in numbers.values()],
        )
        connection.executemany(
            "INSERT INTO speech VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    numbers[each.statement.article],
                    each.statement.number,
                    each.kind,
                    each.speaker,
                    None if each.entity is None else entity_numbers.get(each.entity),
                    *_ends(each.span),
                    *_ends(each.cue),
                )
                for each in kept
            ],
        )


def speech_of(database: Database, article: ArticleId) -> tuple[Speech, ...]:
    """What is said in an article, in reading order."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT statement, speech.kind, speaker, entity.id, "start", "end", cue_start, cue_end
            FROM speech LEFT JOIN entity ON entity.number = entity
            WHERE article = ? ORDER BY statement
            """,
            (number_of(connection, article),),
        ).fetchall()
    return tuple(
        Speech(
            statement=StatementId(article, statement),
            kind=SpeechKind(kind),
            speaker=speaker,
            entity=None if entity is None else EntityId(entity),
            span=_span(start, end),
            cue=_span(cue_start, cue_end),
        )
        for statement, kind, speaker, entity, start, end, cue_start, cue_end in rows
    )


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
