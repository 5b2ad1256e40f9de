"""What the language pipeline found, and what it has still to do."""

from __future__ import annotations

from core.model import (
    AnalysedArticle,
    ArticleId,
    EntityKind,
    NameMention,
    Refusal,
    Span,
)
from core.storage import records
from core.storage.database import Database
from core.storage.keys import known_number, number_of


def pending(database: Database, fingerprint: str) -> tuple[ArticleId, ...]:
    """Articles this pipeline has neither analysed nor failed on, in list order."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM article WHERE analysis IS NOT ?1 AND failed_analysis IS NOT ?1 "
            "ORDER BY list_order, number",
            (fingerprint,),
        ).fetchall()
    return tuple(ArticleId(row[0]) for row in rows)


def put_analysis(database: Database, analysed: AnalysedArticle, fingerprint: str) -> bool:
    """Keep what the pipeline of this fingerprint found, in place of what was known before.

    False, and nothing is kept, when the article has gone or its statements are others by now.
    """
    with database.writing() as connection:
        number = known_number(connection, analysed.article)
        if number is None:
            return False
        kept = connection.execute(
            "SELECT number, text FROM statement WHERE article = ? ORDER BY number", (number,)
        ).fetchall()
        if kept != [(s.id.number, s.text) for s in analysed.statements]:
            return False
        connection.executemany(
            "UPDATE statement SET lemmas = ? WHERE article = ? AND number = ?",
            [
                (records.compact(statement.lemmas), number, statement.id.number)
                for statement in analysed.statements
            ],
        )
        connection.execute("DELETE FROM name WHERE article = ?", (number,))
        connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?, ?)",
            [(number, n.span.start, n.span.end, n.text, n.kind) for n in analysed.names],
        )
        connection.execute(
            "UPDATE article SET analysis = ?, failed_analysis = NULL, failure = NULL, "
            "grouped = 0 WHERE number = ?",
            (fingerprint, number),
        )
        return True


def is_analysed(database: Database, article: ArticleId) -> bool:
    """Whether some pipeline has analysed the article as it is now."""
    with database.reading() as connection:
        number = number_of(connection, article)
        (analysis,) = connection.execute(
            "SELECT analysis FROM article WHERE number = ?", (number,)
        ).fetchone()
    return analysis is not None


def record_failure(database: Database, article: ArticleId, reason: str, fingerprint: str) -> None:
    """Note that this pipeline fails on the article, so that it is not tried again."""
    with database.writing() as connection:
        connection.execute(
            "UPDATE article SET failed_analysis = ?, failure = ? WHERE number = ?",
            (fingerprint, reason, number_of(connection, article)),
        )


def failures(database: Database) -> tuple[Refusal, ...]:
    """The articles that could not be analysed, by id, and why; in list order."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id, failure FROM article WHERE failed_analysis IS NOT NULL "
            "ORDER BY list_order, number"
        ).fetchall()
    return tuple(Refusal(row[0], row[1]) for row in rows)


def names_of(database: Database, article: ArticleId) -> tuple[NameMention, ...]:
    """The names the pipeline saw in an article, in reading order."""
    with database.reading() as connection:
        rows = connection.execute(
            'SELECT "start", "end", text, kind FROM name WHERE article = ? '
            'ORDER BY "start", "end", rowid',
            (number_of(connection, article),),
        ).fetchall()
    return tuple(
        NameMention(Span(start, end), text, EntityKind(kind)) for start, end, text, kind in rows
    )
