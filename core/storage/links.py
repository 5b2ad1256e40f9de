"""The relations of an article in one piece, as far as they say what belongs together.

The relations of a large story are a hundred thousand rows, which take longer to be read than to be
looked through. Here they stand as one array of numbers an article, made anew with its relations.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from core.model import ArticleId, Relation, StatementId
from core.storage.database import Database
from core.storage.keys import batches, numbers_of, places
from core.storage.schema import LINKS_OF_RELATIONS

Link = tuple[ArticleId, int, ArticleId, int, float, Relation, int]
"""From which statement of which article, to which of which other, score, relation, and how many
words, figures and dates it rests on."""

_PER_LINK = 6
_RELATIONS = (Relation.AGREES, Relation.DIFFERS, Relation.CONTRADICTS, Relation.RELATED)


def put_links(connection: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Make the links of articles, by their numbers, what their relations are now."""
    for some in batches(articles):
        among = f"article IN ({places(some)})"
        connection.execute(f"DELETE FROM link WHERE {among}", some)  # noqa: S608 - question marks
        connection.execute(LINKS_OF_RELATIONS.replace("GROUP BY", f"WHERE {among} GROUP BY"), some)


def links_within(database: Database, articles: Sequence[ArticleId]) -> Iterator[Link]:
    """All relations from one of these articles to another of them, without their evidence."""
    packed: list[tuple[int, str]] = []
    with database.reading() as connection:
        identifiers = {n: article for article, n in numbers_of(connection, articles).items()}
        for some in batches(identifiers):
            packed += connection.execute(
                f"SELECT article, packed FROM link WHERE article IN ({places(some)})",  # noqa: S608
                some,
            )
    for number, column in packed:
        yield from _unpacked(identifiers[number], column, identifiers)


def links_from(database: Database, article: ArticleId) -> tuple[Link, ...]:
    """All relations of one article, without their evidence."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT packed FROM link JOIN article ON article.number = link.article WHERE id = ?",
            (article,),
        ).fetchone()
        if row is None:
            return ()
        identifiers: dict[int, ArticleId] = {}
        for some in batches(set(json.loads(row[0])[1::_PER_LINK])):
            identifiers.update(
                connection.execute(
                    f"SELECT number, id FROM article WHERE number IN ({places(some)})",  # noqa: S608
                    some,
                )
            )
    return tuple(_unpacked(article, row[0], identifiers))


def _unpacked(
    article: ArticleId, column: str, identifiers: Mapping[int, ArticleId]
) -> Iterator[Link]:
    relations = _RELATIONS
    numbers = iter(json.loads(column))
    for own, other_number, others, score, relation, grounds in zip(
        *[numbers] * _PER_LINK, strict=True
    ):
        other = identifiers.get(other_number)
        if other is not None:
            yield article, own, other, others, score, relations[relation], grounds


def agreeing(
    database: Database, statements: Collection[StatementId]
) -> set[frozenset[StatementId]]:
    """The pairs of these statements that agree."""
    among = {(each.article, each.number): each for each in statements}
    articles = list(dict.fromkeys(each.article for each in statements))
    return {
        frozenset((among[here, number], among[there, other_number]))
        for here, number, there, other_number, _, relation, _ in links_within(database, articles)
        if relation is Relation.AGREES
        and (here, number) in among
        and (there, other_number) in among
    }
