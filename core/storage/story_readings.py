"""What is kept about the statements of several articles at once, read for the views of a story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from core.errors import ArticleNotFound, StatementNotFound
from core.model import (
    ArticleId,
    Evidence,
    EvidenceKind,
    PlacedStatement,
    Related,
    Relation,
    Speech,
    Statement,
    StatementId,
)
from core.storage import records
from core.storage.database import Database
from core.storage.keys import batches, number_of, numbers_of, places
from core.storage.speech import speech_of
from core.storage.statements import statement

_RELATIONS = {relation.value: relation for relation in Relation}


def partings(
    database: Database, pairs: Collection[tuple[StatementId, StatementId]]
) -> dict[tuple[StatementId, StatementId], tuple[Evidence, ...]]:
    """In what the statements of these pairs part, from the first, the second, or both, as kept.

    Pairs that part in nothing are left out; so is what they share.
    """
    found: dict[tuple[StatementId, StatementId], tuple[Evidence, ...]] = {}
    with database.reading() as connection:
        numbers = numbers_of(connection, {each.article for pair in pairs for each in pair})
        wanted = {
            (numbers[here.article], here.number, numbers[there.article], there.number): (
                here,
                there,
            )
            for pair in pairs
            for here, there in (pair, pair[::-1])
            if here.article in numbers and there.article in numbers
        }
        for some in batches(wanted):
            rows = connection.execute(
                f"""
                WITH wanted(a, b, c, d) AS (VALUES {",".join(["(?,?,?,?)"] * len(some))})
                SELECT a, b, c, d, evidence FROM wanted JOIN relation
                ON article = a AND statement = b AND other_article = c AND other_statement = d
                WHERE instr(evidence, 'false]')
                """,  # noqa: S608 - only question marks
                [number for each in some for number in each],
            )
            for a, b, c, d, column in rows:
                evidence = records.evidence_of(column)
                found[wanted[a, b, c, d]] = tuple(each for each in evidence if not each.shared)
    return found


def conflicting(
    database: Database,
    articles: Sequence[ArticleId] | None = None,
    *,
    resting_on: EvidenceKind | None = None,
) -> list[tuple[StatementId, Related]]:
    """All relations by which statements differ from or contradict another, from either side.

    Of all articles, or from one of these to another of them; all, or those that rest on evidence of
    one kind among others.
    """
    kind = "" if resting_on is None else f'["{resting_on}",'
    found: list[tuple[StatementId, Related]] = []
    with database.reading() as connection:
        for some in [None] if articles is None else batches(articles):
            among = "" if some is None else f"AND here.id IN ({places(some)})"
            rows = connection.execute(
                f"""
                SELECT here.id, statement, there.id, other_statement, score, relation, evidence,
                       parts
                FROM relation
                JOIN article AS here ON here.number = relation.article
                JOIN article AS there ON there.number = other_article
                WHERE relation IN ('{Relation.DIFFERS}', '{Relation.CONTRADICTS}')
                AND instr(evidence, ?) {among}
                """,  # noqa: S608 - only question marks and our own words
                (kind, *(some or ())),
            )
            found += [_related(row) for row in rows]
    if articles is None:
        return found
    inside = frozenset(articles)
    return [each for each in found if each[1].statement.article in inside]


def relations_between(
    database: Database, left: ArticleId, right: ArticleId
) -> list[tuple[StatementId, Related]]:
    """What relates the statements of two articles, from either side."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT here.id, statement, there.id, other_statement, score, relation, evidence, parts
            FROM relation
            JOIN article AS here ON here.number = relation.article
            JOIN article AS there ON there.number = other_article
            WHERE (here.id, there.id) IN (VALUES (?1, ?2), (?2, ?1))
            """,
            (left, right),
        ).fetchall()
    return [_related(row) for row in rows]


def relations_with(database: Database, article: ArticleId) -> list[tuple[StatementId, Related]]:
    """What relates the statements of an article to those of others, from either side."""
    found: list[tuple[StatementId, Related]] = []
    with database.reading() as connection:
        number = number_of(connection, article)
        for side in ("relation.article", "other_article"):
            rows = connection.execute(
                f"""
                SELECT here.id, statement, there.id, other_statement, score, relation, evidence,
                       parts
                FROM relation
                JOIN article AS here ON here.number = relation.article
                JOIN article AS there ON there.number = other_article
                WHERE {side} = ?
                """,  # noqa: S608 - our own words
                (number,),
            )
            found += [_related(row) for row in rows]
    return found


def relations_of(
    database: Database, article: ArticleId
) -> dict[int, list[tuple[StatementId, Relation]]]:
    """To which statements those of an article are related and how, by their numbers."""
    gathered: defaultdict[int, list[tuple[StatementId, Relation]]] = defaultdict(list)
    with database.reading() as connection:
        for own, other, number, relation in connection.execute(
            "SELECT statement, there.id, other_statement, relation FROM relation "
            "JOIN article AS there ON there.number = other_article "
            "JOIN article AS here ON here.number = relation.article WHERE here.id = ?",
            (article,),
        ):
            there = StatementId(ArticleId(other), number)
            gathered[own].append((there, _RELATIONS[relation]))
    return gathered


def is_told_elsewhere(database: Database, article: ArticleId) -> bool:
    """Whether another report tells the story of an article in the language of the article."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT 1 FROM article AS asked JOIN article AS other ON other.story = asked.story "
            "WHERE asked.id = ? AND other.number <> asked.number "
            "AND other.language = asked.language LIMIT 1",
            (article,),
        ).fetchone()
    return row is not None


def placed_statements(
    database: Database, wanted: Iterable[StatementId]
) -> dict[StatementId, PlacedStatement]:
    """These statements with the words a reader needs to see; those that have gone are left out."""
    found: dict[StatementId, PlacedStatement] = {}
    with database.reading() as connection:
        for each in dict.fromkeys(wanted):
            row = connection.execute(
                "SELECT text, title, outlet, published FROM statement "
                "JOIN article ON article.number = statement.article "
                "WHERE id = ? AND statement.number = ?",
                (each.article, each.number),
            ).fetchone()
            if row is not None:
                found[each] = PlacedStatement(each, *row)
    return found


def statements_named(
    database: Database, wanted: Iterable[StatementId]
) -> dict[StatementId, Statement]:
    """These statements; those that have gone are left out."""
    found: dict[StatementId, Statement] = {}
    for each in dict.fromkeys(wanted):
        try:
            found[each] = statement(database, each)
        except (ArticleNotFound, StatementNotFound):
            continue
    return found


def speech_in(database: Database, articles: Iterable[ArticleId]) -> dict[StatementId, Speech]:
    """What is said in these articles, by the statement that gives it."""
    return {each.statement: each for article in articles for each in speech_of(database, article)}


def _related(row: tuple[Any, ...]) -> tuple[StatementId, Related]:
    return StatementId(ArticleId(row[0]), row[1]), Related(
        statement=StatementId(ArticleId(row[2]), row[3]),
        score=row[4],
        relation=Relation(row[5]),
        evidence=records.evidence_of(row[6]),
        parts=records.parts_of(row[7]),
    )
