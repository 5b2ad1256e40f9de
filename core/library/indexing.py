"""The index of all statements, kept in step with the articles of the library."""

from __future__ import annotations

import shutil
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from core.errors import LibraryError, LibraryLocked
from core.model import ArticleId, EntityId, Span, Statement, StatementId
from core.relations.index.statement_index import StatementIndex
from core.relations.profile import NEIGHBOURS, StatementProfile, profile_article
from core.storage import articles, entities, speech, statements
from core.storage.database import Database
from core.storage.recorded import recorded_statements

_PATIENCE = 60.0
"""Seconds to wait for another program that is changing the index."""
_PAUSE = 0.05


def keep_up(database: Database, index: StatementIndex) -> None:
    """Bring the index up to what the library holds, and keep it so.

    Raises:
        LibraryLocked: another program does not stop changing the index.
        LibraryError: it cannot be written.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return _fill(database, index)
        except LibraryLocked:
            if time.monotonic() > until:
                raise
        except OSError as error:
            raise LibraryError(
                f"the index of statements cannot be written: {error.strerror}",
                subject=str(error.filename or database.path.parent),
                advice="make room, or see to its permissions",
            ) from error
        time.sleep(_PAUSE)


def catch_up_if_free(database: Database, index: StatementIndex) -> bool:
    """Bring the index up to what the library holds, if that can be done at once; whether it was.

    While another program is changing it, it stays as it was.

    Raises:
        OSError: it cannot be written.
    """
    try:
        _fill(database, index)
    except LibraryLocked:
        return False
    return True


def _fill(database: Database, index: StatementIndex) -> None:
    index.refresh()
    known, versions = index.articles(), articles.versions(database)
    for article in known.keys() - versions.keys():
        index.remove(article)
    due = [article for article, version in versions.items() if known.get(article) != version]
    for article, recorded in recorded_statements(database, due):
        index.add(recorded, stamp=versions[article])
    index.commit()


def is_sound(folder: Path) -> bool:
    """Whether the index in a folder is as it was written; reads all of it."""
    index = StatementIndex.open(folder)
    sound = index.is_sound()
    index.close()
    return sound


def forget(folder: Path) -> None:
    """Drop the index in a folder; it is made again when statements are next compared."""
    shutil.rmtree(folder, ignore_errors=True)


def profile(database: Database, statement: StatementId) -> StatementProfile | None:
    """A statement as the comparison sees it, None where its article has no such statement."""
    made = statements.statements(database, statement.article)
    at = next((at for at, each in enumerate(made) if each.id == statement), None)
    if at is None:
        return None
    first = max(at - NEIGHBOURS, 0)
    around = _profiles(database, statement.article, made[first : at + NEIGHBOURS + 1])
    return around[at - first]


def profiles(database: Database, article: ArticleId) -> tuple[StatementProfile, ...]:
    """The statements of an article as the comparison sees them."""
    return _profiles(database, article, statements.statements(database, article))


def _profiles(
    database: Database, article: ArticleId, made: Sequence[Statement]
) -> tuple[StatementProfile, ...]:
    starts = {each.id.number: each.span.start for each in made}
    names: defaultdict[int, list[tuple[EntityId, Span]]] = defaultdict(list)
    for mention in entities.mentions_of(database, article):
        start = starts.get(mention.statement)
        if start is not None:
            names[mention.statement].append((mention.entity, mention.span.shifted(-start)))
    return profile_article(
        article,
        articles.row(database, article).language,
        made,
        names,
        speech_by_statement={
            each.statement.number: each for each in speech.speech_of(database, article)
        },
    )
