"""What is kept about the statements of several articles at once, read for the views of a story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from core.errors import ArticleNotFound, StatementNotFound
from core.model import (
    ArticleId,
    Evidence,
    PlacedStatement,
    Related,
    Relation,
    Speech,
    Statement,
    StatementId,
)
from core.storage import records
from core.storage.database import Database
from core.storage.keys import batches, numbers_of, places
from core.storage.speech import speech_of
from core.storage.statements import statement

Links = list[tuple[StatementId, StatementId, float, Relation, int]]
"""From where, to where, score, relation, and how many words, figures and dates it rests on."""


def links_within(database: Database, articles: Sequence[ArticleId]) -> Links:
    """All relations from one of these articles to another of them, without their evidence."""
    with database.reading() as connection:
        numbers = numbers_of(connection, articles)
        identifiers = {number: article for article, number in numbers.items()}
        named: dict[tuple[int, int], StatementId] = {}
        found: Links = []
        for some in batches(numbers.values()):
            rows = connection.execute(
                f"""
                SELECT article, statement, other_article, other_statement, score, relation, evidence
                FROM relation WHERE article IN ({places(some)})
                """,  # noqa: S608 - only question marks
                some,
            )
            for article, own, other, other_statement, score, relation, evidence in rows:
                if other not in identifiers:
                    continue
                here = named.get((article, own))
                if here is None:
                    here = StatementId(identifiers[article], own)
                    named[article, own] = here
                there = named.get((other, other_statement))
                if there is None:
                    there = StatementId(identifiers[other], other_statement)
                    named[other, other_statement] = there
                found.append((here, there, score, _RELATIONS[relation], _grounds(evidence)))
    return found


_RELATIONS = {relation.value: relation for relation in Relation}


def _grounds(column: str) -> int:
    """Counted without reading the column: quotation marks in its texts are escaped."""
    return column.count('["word",') + column.count('["figure",') + column.count('["date",')


def partings(
    database: Database, pairs: Collection[tuple[StatementId, StatementId]]
) -> dict[tuple[StatementId, StatementId], tuple[Evidence, ...]]:
    """In what the statements of these pairs part, from the first, the second, or both, as kept.

    Pairs that part in nothing are left out; so is what they share.
    """
    wanted: defaultdict[StatementId, set[StatementId]] = defaultdict(set)
    for here, there in pairs:
        wanted[here].add(there)
        wanted[there].add(here)
    found: dict[tuple[StatementId, StatementId], tuple[Evidence, ...]] = {}
    with database.reading() as connection:
        numbers = numbers_of(connection, {each.article for each in wanted})
        identifiers = {number: article for article, number in numbers.items()}
        for here, others in wanted.items():
            rows = connection.execute(
                "SELECT other_article, other_statement, evidence FROM relation "
                "WHERE article = ? AND statement = ? AND instr(evidence, 'false]')",
                (numbers.get(here.article), here.number),
            )
            for other, number, column in rows:
                if other in identifiers:
                    there = StatementId(identifiers[other], number)
                    if there in others:
                        evidence = records.evidence_of(column)
                        found[here, there] = tuple(each for each in evidence if not each.shared)
    return found


def conflicting(
    database: Database, articles: Sequence[ArticleId] | None = None
) -> list[tuple[StatementId, Related]]:
    """All relations by which statements differ from or contradict another, from either side.

    Of all articles, or from one of these to another of them.
    """
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
                WHERE relation IN ('{Relation.DIFFERS}', '{Relation.CONTRADICTS}') {among}
                """,  # noqa: S608 - only question marks and our own words
                some or (),
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
