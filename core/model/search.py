"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.ids import ArticleId, Span, StatementId


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
