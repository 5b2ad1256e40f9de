"""An article whose text has changed, and in what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.model.ids import ArticleId, Span, StatementId


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article, as it was read from its source at some time."""

    number: int
    """Counts from 1, the first text; the text as it is now has the highest."""
    seen: str | None
    """When it was first read: ISO 8601 with offset. None where that was not noted."""
    title: str
    published: str | None


class ChangeKind(StrEnum):
    """What became of a statement from one text of an article to a later one."""

    SAME = "same"
    REWORDED = "reworded"
    NEW = "new"
    GONE = "gone"
    MOVED = "moved"
    """It stands elsewhere, word for word."""


@dataclass(frozen=True, slots=True)
class Change:
    """One statement, before and after."""

    kind: ChangeKind
    statement: StatementId | None
    """In the later text; None when it is gone."""
    before: str | None
    """Its words in the earlier text; None when it is new."""
    after: str | None
    """None when it is gone."""
    before_spans: tuple[Span, ...] = ()
    """Which words of a reworded statement stood only in the earlier text; counts in `before`."""
    after_spans: tuple[Span, ...] = ()
    """Which stand only in the later one; counts in `after`."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed in an article from one of its texts to the one it has now."""

    article: ArticleId
    before: Version
    after: Version
    statements: tuple[Change, ...]
    """Every statement of both texts once, in the order of the later; what is gone, where it was."""

    def count(self, kind: ChangeKind) -> int:
        """How many statements became that."""
        return sum(each.kind is kind for each in self.statements)
