"""What things are named by, and stretches of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

ArticleId = NewType("ArticleId", str)
EntityId = NewType("EntityId", str)
StoryId = NewType("StoryId", str)
MarkId = NewType("MarkId", str)
CorrectionId = NewType("CorrectionId", str)
StoryWishId = NewType("StoryWishId", str)
SavedSearchId = NewType("SavedSearchId", str)
FeedId = NewType("FeedId", str)
PartWishId = NewType("PartWishId", str)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same stretch, counted from another origin."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether both cover at least one common position."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class StatementId:
    """Names one statement of one article; written `ARTICLE:N`."""

    article: ArticleId
    number: int
    """Counts from 1 in reading order."""

    def __str__(self) -> str:
        return f"{self.article}:{self.number}"
