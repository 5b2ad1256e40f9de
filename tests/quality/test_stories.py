"""Quality of linking and grouping: `pytest -m quality -s tests/quality/test_stories.py`."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from core.analysis.known_names import load_known_names
from core.analysis.linking import ArticleNames, link
from core.analysis.names import NameRecogniser, source_for
from core.model import Article, ArticleId, NameMention, Role
from core.stories.grouping import StoryArticle, group, story_article
from core.text.figures import find_figures
from tests.corpus.labelled_stories import STORIES, as_article, load_story, score

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"

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


def reduced(name: str, text: str, language: str) -> StoryArticle:
    article = heard(as_article(name, text, language))
    statements = [
        replace(s, role=Role.TITLE if i == 0 else s.role, figures=find_figures(s.text, language))
        for i, s in enumerate(article.statements)
    ]
    title = statements[0].text
    source = Article(ArticleId(name), name, title, True, text, (), (), text, (), language)
    linked = link([article], known=load_known_names())
    return story_article(source, statements, linked.mentions)


@pytest.mark.parametrize("name", STORIES)
def test_linking_of_the_labelled_stories(name: str) -> None:
    story = load_story(name)
    known = load_known_names()
    for label, articles in (
        ("names as written down", story.articles),
        ("names as recognised", tuple(heard(article) for article in story.articles)),
    ):
        reached = score(story, link(articles, known=known))
        print(  # noqa: T201 - printing is what a quality test is for
            f"\n{name}, {label}: precision {reached.precision:.3f}, recall {reached.recall:.3f}, "
            f"kinds {reached.right_kinds:.3f}, best names {reached.right_names:.3f}"
        )
        assert reached.precision >= 0.8


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "language", "least_words", "least_precision"),
    [("ecbplus-en", "en", 12, 0.75), ("dbs-de", "de", 30, 0.75)],
)
def test_pairs_of_articles_in_one_story(
    name: str, language: str, least_words: int, least_precision: float
) -> None:
    path = SHARED / "data" / "related" / f"{name}.dev.statements.jsonl"
    if not path.exists():
        pytest.skip("the development data is not beside the checkout")
    documents: defaultdict[str, list[str]] = defaultdict(list)
    events: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents[row["doc"]].append(row["text"])
        # Each ECB+ topic holds reports of two events of one sort; the file name tells them apart.
        events[row["doc"]] = f"{row['topic']} {row['doc'].endswith('ecbplus')}"
    articles = [
        article
        for document, texts in documents.items()
        if sum((article := reduced(document, "\n\n".join(texts), language)).terms.values())
        >= least_words
    ]
    stories = group(articles)
    joined = [pair for found in stories for pair in combinations(found.story.articles, 2)]
    right = sum(events[one] == events[other] for one, other in joined)
    sizes = Counter(events[article.id] for article in articles)
    wanted = sum(size * (size - 1) // 2 for size in sizes.values())
    topic = sum(events[one].split()[0] == events[other].split()[0] for one, other in joined)
    print(  # noqa: T201 - printing is what a quality test is for
        f"\n{name}: {len(articles)} articles, {len(stories)} stories, pairs: "
        f"precision {right / len(joined):.3f} (topic {topic / len(joined):.3f}), "
        f"recall {right / wanted:.3f}"
    )
    assert right / len(joined) >= least_precision


@pytest.mark.shared
def test_the_four_reports_are_one_story_of_two_and_two_alone() -> None:
    folder = SHARED / "seeds"
    if not folder.exists():
        pytest.skip("the four reports are not beside the checkout")
    articles = [
        reduced(path.name[:3], path.read_text(encoding="utf-8"), "de")
        for path in sorted(folder.glob("*.txt"))
    ]
    assert [found.story.articles for found in group(articles)] == [("000", "001")]
