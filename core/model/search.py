"""What a search finds, and searches the reader keeps."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.ids import ArticleId, SavedSearchId, Span, StatementId


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A statement that answers a search."""

    article: ArticleId
    title: str
    statement: StatementId
    text: str
    hits: tuple[Span, ...]
    """What matched, counted in `text`."""
    score: float


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search the reader has given a name."""

    id: SavedSearchId
    name: str
    """No two have the same."""
    query: str
    created: str
    """ISO 8601 with offset."""
