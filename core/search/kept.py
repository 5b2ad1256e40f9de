"""What a search asks the rest of the library, which this room does not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from core.model import ArticleId, StatementId
from core.search.complete import Counted
from core.search.query import Field, Name


class Shown(NamedTuple):
    """A statement with what is needed to look at it and to show it."""

    text: str
    title: str
    """Of its article."""
    language: str


class Note(NamedTuple):
    """What the reader wrote at a statement."""

    statement: StatementId
    text: str


class Kept(Protocol):
    """The library behind the index. Words, figures, titles and notes are not asked for here.

    Where only `most` are asked for, they are those of the articles added last; where there is
    `among`, only those of these articles.
    """

    def articles(
        self, field: Field, /, *, most: int = -1, among: Sequence[ArticleId] | None = None
    ) -> Iterable[ArticleId]:
        """The articles a field of articles means."""
        ...

    def statements(
        self, field: Field, /, *, most: int = -1, among: Sequence[ArticleId] | None = None
    ) -> Iterable[StatementId]:
        """The statements a field of statements means."""
        ...

    def shown(self, statements: Sequence[StatementId], /) -> Sequence[Shown | None]:
        """These statements in order, None where one is not there; number 0 is the title."""
        ...

    def whole(self, articles: Sequence[ArticleId], /) -> Iterable[tuple[ArticleId, int, Shown]]:
        """All statements of these articles, with their numbers."""
        ...

    def notes(self) -> Sequence[Note]:
        """All notes that have a place."""
        ...

    def names(self, field: Name, /) -> Sequence[Counted]:
        """The names a field can ask for, most frequent first."""
        ...
