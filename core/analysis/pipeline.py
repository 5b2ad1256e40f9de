"""From articles to what is in them: names and lemmas, one article at a time.

Importing this module is cheap; spaCy and the dictionaries are loaded when the first article of a
language is analysed. Meant for a process of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.analysis.lemmas import content_lemmas
from core.analysis.names import NameRecogniser, source_for
from core.errors import AnalysisError
from core.model import AnalysedArticle, Article, ArticleId, NameMention, Statement

RULES_VERSION = 2
"""Raised when the rules around the networks change what is found."""
_FINGERPRINTED = ("de", "en")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class AnalysisFailure:
    """An article that could not be analysed; the others are not affected."""

    article: ArticleId
    reason: str


def fingerprint() -> str:
    """Names pipelines, versions and rules; found without loading any of them.

    Results stored with another fingerprint may be bettered by analysing again.
    """
    sources = [source_for(language) for language in _FINGERPRINTED]
    return "+".join([s.fingerprint for s in sources if s is not None] + [f"rules-{RULES_VERSION}"])


class Pipeline:
    """Finds names and lemmas; keeps the recognisers it has loaded."""

    def __init__(self) -> None:
        self._recognisers: dict[str, NameRecogniser] = {}

    @classmethod
    def load(cls) -> Pipeline:
        """A pipeline ready to work on one thread, with spaCy loaded and no language yet.

        Raises:
            AnalysisError: spaCy is not installed or does not start.
        """
        for variable in _THREADS:
            os.environ[variable] = "1"
        try:
            # Loaded late: only the analysing process may pay for spaCy.
            import spacy  # noqa: F401
        except (ImportError, OSError, ValueError) as problem:
            raise AnalysisError(
                f"the language pipeline does not start: {problem}",
                subject="spaCy",
                advice="install Lesart again with its dependencies",
            ) from problem
        torch = sys.modules.get("torch")
        if torch is not None:
            torch.set_num_threads(1)
        return cls()

    @property
    def fingerprint(self) -> str:
        """As the function of this name."""
        return fingerprint()

    def analyse(
        self, articles: Iterable[tuple[Article, tuple[Statement, ...]]]
    ) -> Iterator[AnalysedArticle | AnalysisFailure]:
        """One result for each article, in order, as soon as it is known.

        Statements come back with their lemmas; every name lies within one statement and counts in
        the article's text.
        """
        for article, statements in articles:
            try:
                yield self._analysed(article, statements)
            except Exception as problem:  # whatever one article does, the next has its turn
                yield AnalysisFailure(article.id, f"{type(problem).__name__}: {problem}")

    def _analysed(self, article: Article, statements: tuple[Statement, ...]) -> AnalysedArticle:
        names: list[NameMention] = []
        recogniser = self._recogniser(article.language)
        if recogniser is not None:
            found = recogniser.find([s.span.of(article.text) for s in statements])
            for statement, mentions in zip(statements, found, strict=True):
                names += [replace(m, span=m.span.shifted(statement.span.start)) for m in mentions]
        lemmatised = tuple(
            replace(statement, lemmas=content_lemmas(statement.text, article.language))
            for statement in statements
        )
        return AnalysedArticle(article.id, lemmatised, tuple(names))

    def _recogniser(self, language: str) -> NameRecogniser | None:
        source = source_for(language)
        if source is None:
            return None
        if source.language not in self._recognisers:
            self._recognisers[source.language] = NameRecogniser.load(source)
        return self._recognisers[source.language]
