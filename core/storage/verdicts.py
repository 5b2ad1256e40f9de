"""The reader's verdicts beside the relations they are about, so that counting them is one query."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from core.model import (
    ArticleId,
    Mark,
    Relation,
    Ruling,
    StatementId,
    Verdict,
)
from core.storage import relations
from core.storage.database import Database
from core.storage.keys import batches, numbers_of
from core.storage.mark_records import mark_record

Pair = frozenset[StatementId]


def are_applied(database: Database, marks: Sequence[Mark]) -> bool:
    """Whether the copy is that of these marks, as they were made."""
    with database.reading() as connection:
        row = connection.execute("SELECT rules FROM made_by WHERE what = 'verdicts'").fetchone()
    return row is not None and row[0] == _digest(marks) if marks else row is None


def apply(database: Database, marks: Sequence[Mark], verdicts: Iterable[Verdict]) -> None:
    """Keep these verdicts in place of those before: the marks, as they are placed now."""
    wanted = list(verdicts)
    with database.writing() as connection:
        number = numbers_of(
            connection, {side.article for each in wanted for side in (each.here, each.there)}
        )
        touched = {row[0] for row in connection.execute("SELECT article FROM verdict")}
        connection.execute("DELETE FROM verdict")
        for each in wanted:
            if not {each.here.article, each.there.article} <= number.keys():
                continue
            for here, there in ((each.here, each.there), (each.there, each.here)):
                connection.execute(
                    "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        number[here.article],
                        here.number,
                        number[there.article],
                        there.number,
                        each.ruling,
                        each.relation,
                    ),
                )
                touched.add(number[here.article])
        if marks:
            connection.execute(
                "INSERT OR REPLACE INTO made_by VALUES ('verdicts', ?)", (_digest(marks),)
            )
        else:
            connection.execute("DELETE FROM made_by WHERE what = 'verdicts'")
        for some in batches(touched):
            relations.count_conflicts(connection, some)


def verdicts(database: Database) -> tuple[tuple[Verdict, frozenset[Relation]], ...]:
    """All verdicts, each once, with what the program finds between the two, from either side."""
    found: dict[Pair, tuple[Verdict, set[Relation]]] = {}
    with database.reading() as connection:
        for row in connection.execute(
            "SELECT here.id, statement, there.id, other_statement, ruling, verdict.relation, "
            "relation.relation FROM verdict "
            "JOIN article AS here ON here.number = verdict.article "
            "JOIN article AS there ON there.number = verdict.other_article "
            "LEFT JOIN relation USING (article, statement, other_article, other_statement)"
        ):
            verdict = Verdict(
                StatementId(ArticleId(row[0]), row[1]),
                StatementId(ArticleId(row[2]), row[3]),
                Ruling(row[4]),
                Relation(row[5]),
            )
            pair = frozenset((verdict.here, verdict.there))
            _, relations_found = found.setdefault(pair, (verdict, set()))
            if row[6] is not None:
                relations_found.add(Relation(row[6]))
    return tuple((verdict, frozenset(said)) for verdict, said in found.values())


def verdicts_on(database: Database, statement: StatementId) -> Mapping[StatementId, Verdict]:
    """What the reader has said to the relations of a statement, by the other side."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT there.id, other_statement, ruling, verdict.relation FROM verdict "
            "JOIN article AS here ON here.number = verdict.article "
            "JOIN article AS there ON there.number = other_article "
            "WHERE here.id = ? AND statement = ?",
            (statement.article, statement.number),
        ).fetchall()
    found = [
        Verdict(statement, StatementId(ArticleId(row[0]), row[1]), Ruling(row[2]), Relation(row[3]))
        for row in rows
    ]
    return {each.there: each for each in found}


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Drop the verdicts on the statements of an article; they are to be placed again."""
    connection.execute("DELETE FROM verdict WHERE ?1 IN (article, other_article)", (number,))
    connection.execute("DELETE FROM made_by WHERE what = 'verdicts'")


def _digest(marks: Sequence[Mark]) -> str:
    said = json.dumps([mark_record(each) for each in marks], ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()
