"""Doubles that obey the same interfaces as what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.analysis.pipeline import AnalysisFailure
from core.model import AnalysedArticle, Article, ArticleId, Statement


class StumblingAnalyser:
    """Finds nothing in any article, and fails on one."""

    def __init__(self, stumbles_on: ArticleId) -> None:
        self._stumbles_on = stumbles_on

    def analyse(
        self, articles: Iterable[tuple[Article, tuple[Statement, ...]]], /
    ) -> Iterator[AnalysedArticle | AnalysisFailure]:
        """One result each, without a single name."""
        for article, statements in articles:
            if article.id == self._stumbles_on:
                yield AnalysisFailure(article.id, "stumbled")
            else:
                yield AnalysedArticle(article.id, statements, ())
