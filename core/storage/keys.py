"""The small numbers by which articles go inside the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from core.errors import ArticleNotFound
from core.model import ArticleId

_T = TypeVar("_T")

_AT_ONCE = 500


def known_number(connection: sqlite3.Connection, article: ArticleId) -> int | None:
    """The number of an article; None when it is not in the library."""
    row = connection.execute("SELECT number FROM article WHERE id = ?", (article,)).fetchone()
    return None if row is None else row[0]


def number_of(connection: sqlite3.Connection, article: ArticleId) -> int:
    """The number of an article.

    Raises:
        ArticleNotFound: it is not in the library.
    """
    number = known_number(connection, article)
    if number is None:
        raise ArticleNotFound("is not in the library", subject=article)
    return number


def numbers_of(
    connection: sqlite3.Connection, articles: Iterable[ArticleId]
) -> dict[ArticleId, int]:
    """The numbers of those articles that are in the library."""
    numbers: dict[ArticleId, int] = {}
    for some in batches(set(articles)):
        numbers.update(
            connection.execute(
                f"SELECT id, number FROM article WHERE id IN ({places(some)})",  # noqa: S608 - only question marks
                some,
            )
        )
    return numbers


def batches(values: Iterable[_T]) -> Iterator[list[_T]]:
    """The values in lists short enough for one statement."""
    iterator = iter(values)
    while some := list(islice(iterator, _AT_ONCE)):
        yield some


def places(values: Sequence[object]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" * len(values))
