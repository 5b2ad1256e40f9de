"""What a search asks the rest of the library, which this room does not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from core.model import ArticleId, StatementId
from core.search.query import Field


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
    """The library behind the index. Words, figures, titles and notes are not asked for here."""

    def articles(self, field: Field, /) -> Iterable[ArticleId]:
        """The articles a field of articles means."""
        ...

    def statements(self, field: Field, /) -> Iterable[StatementId]:
        """The statements a field of statements means."""
        ...

    def shown(self, statements: Sequence[StatementId], /) -> Mapping[StatementId, Shown]:
        """These statements, as far as they are there; number 0 is the title of the article."""
        ...

    def whole(self, article: ArticleId, /) -> Mapping[StatementId, Shown]:
        """All statements of an article."""
        ...

    def notes(self) -> Sequence[Note]:
        """All notes that have a place."""
        ...
