"""Comparing one statement with all others: what relates to it, what comes near, and why."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from core.errors import StatementNotFound
from core.library import ruling
from core.library.indexing import catch_up_if_free, profile
from core.model import Explanation, Related, RelatedStatement, StatementId
from core.relations import DEFAULT_THRESHOLD, finder
from core.relations.index.statement_index import StatementIndex
from core.relations.profile import StatementProfile, profile_text
from core.storage import articles, verdicts
from core.storage.database import Database
from core.stories.ruling import ruled
from core.text.clean import clean_line
from core.text.language import language_of

Asked = StatementId | str
"""A statement of the library, or a text that stands in none of its articles."""

_Found = TypeVar("_Found")


class Comparing:
    """The statements of a library, ready to be compared; made when first asked for.

    May be asked from any thread; one question is answered at a time.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        """Name the library and the folder of its index; nothing is read yet."""
        self._database = database
        self._folder = folder
        self._index: StatementIndex | None = None
        self._stand: tuple[int, int, int] | None = None
        """Of the library when the index was last brought up to it."""
        self._lock = threading.Lock()

    def index(self) -> StatementIndex:
        """What is compared with, as far as it has been filled."""
        if self._index is None:
            self._index = StatementIndex.open(self._folder)
        return self._index

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None
                self._stand = None

    def related(
        self, asked: Asked, *, limit: int, min_score: float | None
    ) -> tuple[RelatedStatement, ...]:
        """What articles say about it, best first; what the reader rejected, last."""
        threshold = DEFAULT_THRESHOLD if min_score is None else min_score
        found = self._shown(
            self._answer(
                asked,
                lambda index, profile: finder.related_to(
                    index, profile, limit=limit, min_score=threshold
                ),
            )
        )
        if isinstance(asked, str):
            return found
        return ruling.laid_over(self._database, asked, found, limit=limit)

    def near_misses(
        self, asked: Asked, *, limit: int, min_score: float | None
    ) -> tuple[RelatedStatement, ...]:
        """What is hidden just below the threshold, best first, but what the reader has judged."""
        threshold = DEFAULT_THRESHOLD if min_score is None else min_score
        said = {} if isinstance(asked, str) else verdicts.verdicts_on(self._database, asked)
        found = self._answer(
            asked,
            lambda index, profile: finder.near_misses(
                index, profile, limit=limit + len(said), min_score=threshold
            ),
        )
        return self._shown([each for each in found if each.statement not in said][:limit])

    def explain(
        self, asked: Asked, other: StatementId, *, min_score: float | None
    ) -> Explanation | None:
        """All that decides how the two relate; None when there is no such other statement."""
        threshold = DEFAULT_THRESHOLD if min_score is None else min_score
        found = self._answer(
            asked,
            lambda index, profile: finder.explain(index, profile, other, min_score=threshold),
        )
        if found is None or isinstance(asked, str):
            return found
        said = verdicts.verdicts_on(self._database, asked)
        about = {other: said[other]} if other in said else {}
        (related,) = ruled([found.related], about)
        return replace(found, related=related)

    def _answer(
        self, asked: Asked, answer: Callable[[StatementIndex, StatementProfile], _Found]
    ) -> _Found:
        with self._lock:
            index = self.index()
            # Looking at every article for each question would take longer than many an answer.
            stand = articles.stand(self._database)
            if index.refresh() or stand != self._stand:
                try:
                    followed = catch_up_if_free(self._database, index)
                except OSError:
                    # What cannot be kept is made for this program alone.
                    index = self._index = StatementIndex()
                    followed = catch_up_if_free(self._database, index)
                self._stand = stand if followed else None
            return answer(index, self._profile(asked))

    def _profile(self, asked: Asked) -> StatementProfile:
        if isinstance(asked, str):
            line = clean_line(asked)
            return profile_text(line, language_of(line))
        found = profile(self._database, asked)
        if found is None:
            raise StatementNotFound("the article has no such statement", subject=str(asked))
        return found

    def _shown(self, found: Iterable[Related]) -> tuple[RelatedStatement, ...]:
        return tuple(ruling.related_statement(self._database, each) for each in found)
