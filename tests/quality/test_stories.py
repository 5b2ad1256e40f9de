"""Quality of linking, with the list of names and without: `pytest -m quality -s` on this file."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from core.analysis.known_names import load_known_names, read_known_names
from core.analysis.linking import ArticleNames, link
from core.analysis.names import NameRecogniser, source_for
from core.model import NameMention
from tests.corpus.labelled_stories import STORIES, load_story, score

pytestmark = pytest.mark.quality


@cache
def recogniser(language: str) -> NameRecogniser:
    source = source_for(language)
    assert source is not None
    return NameRecogniser.load(source)


def heard(article: ArticleNames) -> ArticleNames:
    """The article with the names the installed recogniser sees in it."""
    found = recogniser(article.language).find([s.text for s in article.statements])
    names = tuple(
        NameMention(name.span.shifted(statement.span.start), name.text, name.kind)
        for statement, mentions in zip(article.statements, found, strict=True)
        for name in mentions
    )
    return replace(article, names=names)


@pytest.mark.parametrize("name", STORIES)
def test_linking_of_the_labelled_stories(name: str) -> None:
    story = load_story(name)
    recognised = tuple(heard(article) for article in story.articles)
    for label, articles, known in (
        ("names as written down", story.articles, load_known_names()),
        ("names as recognised", recognised, load_known_names()),
        ("names as recognised, nothing known", recognised, read_known_names("")),
    ):
        reached = score(story, link(articles, known=known))
        print(
            f"\n{name}, {label}: precision {reached.precision:.3f}, recall {reached.recall:.3f}, "
            f"kinds {reached.right_kinds:.3f}, best names {reached.right_names:.3f}"
        )
        assert reached.precision >= 0.9, reached.errors
        assert reached.recall >= 0.75, reached.errors
        assert reached.right_kinds >= 0.75, reached.errors
