"""Statements as they are named on the command line."""

from __future__ import annotations

from core.errors import UsageError
from core.library import Library
from core.model import StatementId


def statement_id(library: Library, reference: str) -> StatementId:
    """The statement that `ARTICLE:N` names.

    Raises:
        UsageError: it is not of that form.
        ArticleNotFound: no single article answers to the name.
        StatementNotFound: the article has no such statement.
    """
    name, colon, number = reference.rpartition(":")
    if not colon or not number.isdecimal():
        raise UsageError(
            "not a statement", subject=reference, advice="write ARTICLE:N, N counting from 1"
        )
    statement = StatementId(library.resolve(name), int(number))
    library.statement(statement)
    return statement
