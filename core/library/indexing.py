"""The index of all statements, kept in step with the articles of the library."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections import defaultdict
from pathlib import Path

from core.errors import ArticleNotFound, LibraryError, LibraryLocked
from core.model import ArticleId, EntityId, Span
from core.relations.index.statement_index import StatementIndex
from core.relations.profile import StatementProfile, profile_article
from core.storage import articles, entities, speech, statements
from core.storage.database import Database

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


def catch_up_if_free(database: Database, index: StatementIndex) -> None:
    """Bring the index up to what the library holds as far as that can be done at once.

    While another program is changing it, it stays as it was.

    Raises:
        OSError: it cannot be written.
    """
    with contextlib.suppress(LibraryLocked):
        _fill(database, index)


def _fill(database: Database, index: StatementIndex) -> None:
    index.refresh()
    known, versions = index.articles(), articles.versions(database)
    for article in known.keys() - versions.keys():
        index.remove(article)
    for article, version in versions.items():
        if known.get(article) != version:
            with contextlib.suppress(ArticleNotFound):  # it has gone meanwhile
                index.add(profiles(database, article), stamp=version)
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


def profiles(database: Database, article: ArticleId) -> tuple[StatementProfile, ...]:
    """The statements of an article as the comparison sees them."""
    made = statements.statements(database, article)
    starts = {each.id.number: each.span.start for each in made}
    names: defaultdict[int, list[tuple[EntityId, Span]]] = defaultdict(list)
    for mention in entities.mentions_of(database, article):
        at = mention.span.shifted(-starts[mention.statement])
        names[mention.statement].append((mention.entity, at))
    return profile_article(
        article,
        articles.row(database, article).language,
        made,
        names,
        speech_by_statement={
            each.statement.number: each for each in speech.speech_of(database, article)
        },
    )
