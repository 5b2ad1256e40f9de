"""Quality of grouping articles to stories: `pytest -m quality -s tests/quality/test_grouping.py`.

Names, links and related statements are those the program finds by itself.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from core.analysis.known_names import load_known_names
from core.analysis.linking import ArticleNames, link
from core.analysis.names import NameRecogniser, source_for
from core.model import (
    Article,
    ArticleId,
    EntityId,
    NameMention,
    Role,
    Span,
    Statement,
    StatementId,
)
from core.relations.finder import related_to
from core.relations.index.statement_index import StatementIndex
from core.relations.profile import StatementProfile, profile_article
from core.sources.files import FoundFile, find_files, read_file
from core.sources.reading import read_article
from core.stories.grouping import StoryArticle, group, overlap_of, story_article, times_of
from core.text.figures import find_figures
from core.text.statements import statements_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / ".." / "shared"
KEPT = 12
"""Relatives of a statement that are kept."""

pytestmark = pytest.mark.quality

Read = tuple[Article, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Shelf:
    articles: tuple[StoryArticle, ...]
    overlap: dict[tuple[ArticleId, ArticleId], float]

    def stories(self) -> list[tuple[ArticleId, ...]]:
        return [found.story.articles for found in group(self.articles, overlap=self.overlap)]


@cache
def recogniser(language: str) -> NameRecogniser:
    source = source_for(language)
    assert source is not None
    return NameRecogniser.load(source)


def shelved(read: Iterable[Read]) -> Shelf:
    """The articles as grouping sees them, with how much they tell of each other."""
    index = StatementIndex()
    known = list(read)
    reduced: list[StoryArticle] = []
    profiles: dict[ArticleId, tuple[StatementProfile, ...]] = {}
    for article, statements in known:
        story, profiles[article.id] = analysed(article, statements)
        reduced.append(story)
        index.add(profiles[article.id])
    times = times_of(known)
    overlap: dict[tuple[ArticleId, ArticleId], float] = {}
    for name, own in profiles.items():
        found = {each.id.number: related_to(index, each, limit=KEPT) for each in own}
        overlap |= overlap_of(name, found, len(own), times)
    return Shelf(tuple(reduced), overlap)


def analysed(
    article: Article, statements: Sequence[Statement]
) -> tuple[StoryArticle, tuple[StatementProfile, ...]]:
    heard = recogniser(article.language).find([statement.text for statement in statements])
    names = tuple(
        NameMention(name.span.shifted(statement.span.start), name.text, name.kind)
        for statement, mentions in zip(statements, heard, strict=True)
        for name in mentions
    )
    linked = link(
        [ArticleNames(article.id, article.language, article.text, tuple(statements), names)],
        known=load_known_names(),
    )
    starts = {statement.id.number: statement.span.start for statement in statements}
    entities: defaultdict[int, list[tuple[EntityId, Span]]] = defaultdict(list)
    for mention in linked.mentions:
        at = mention.span.shifted(-starts[mention.statement])
        entities[mention.statement].append((mention.entity, at))
    return (
        story_article(article, statements, linked.mentions),
        profile_article(article.id, article.language, statements, entities),
    )


def excerpts(name: str) -> tuple[list[Read], dict[ArticleId, str]]:
    """The documents of a development set, and which event each is about."""
    path = SHARED / "data" / "related" / f"{name}.dev.statements.jsonl"
    if not path.exists():
        pytest.skip("the development data is not beside the checkout")
    language = name[-2:]
    texts: defaultdict[ArticleId, list[str]] = defaultdict(list)
    events: dict[ArticleId, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = ArticleId(row["doc"])
        texts[document].append(row["text"])
        # Each ECB+ topic holds reports of two events of one sort; the file name tells them apart.
        events[document] = f"{row['topic']} {document.endswith('ecbplus')}"
    return [as_read(document, each, language) for document, each in texts.items()], events


def as_read(document: ArticleId, texts: Sequence[str], language: str) -> Read:
    statements: list[Statement] = []
    start = 0
    for number, text in enumerate(texts, start=1):
        statements.append(
            Statement(
                StatementId(document, number),
                Role.TITLE if number == 1 else Role.PARAGRAPH,
                Span(start, start + len(text)),
                text,
                find_figures(text, language),
            )
        )
        start += len(text) + 2
    text = "\n\n".join(texts)
    article = Article(document, document, texts[0], False, text, (), (), text, (), language)
    return article, tuple(statements)


def reports(folder: Path) -> list[Read]:
    """The numbered reports in a folder, called by their numbers."""
    read = []
    for found in find_files([str(folder)]):
        if isinstance(found, FoundFile) and Path(found.source).name[0].isdigit():
            article = read_article(read_file(found))
            number = Path(found.source).name.replace("_", "-").partition("-")[0]
            article = replace(article, id=ArticleId(number))
            read.append((article, statements_of(article)))
    return read


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "least_words", "least_precision", "least_recall"),
    [("ecbplus-en", 12, 0.93, 0.55), ("ecbplus-en", 50, 0.95, 0.8), ("dbs-de", 30, 0.95, 0.05)],
)
@pytest.mark.long
def test_pairs_of_articles_in_one_story(
    name: str, least_words: int, least_precision: float, least_recall: float
) -> None:
    read, events = excerpts(name)
    shelf = all_of(name)
    long_enough = {
        article.id for article in shelf.articles if sum(article.terms.values()) >= least_words
    }
    shelf = Shelf(
        tuple(article for article in shelf.articles if article.id in long_enough), shelf.overlap
    )
    stories = shelf.stories()
    joined = [pair for found in stories for pair in combinations(found, 2)]
    right = sum(events[one] == events[other] for one, other in joined)
    sizes = Counter(events[article] for article in long_enough)
    wanted = sum(size * (size - 1) // 2 for size in sizes.values())
    precision, recall = right / len(joined), right / wanted
    print(
        f"\n{name}, at least {least_words} words: {len(long_enough)} of {len(read)} articles, "
        f"{len(stories)} stories, pairs: precision {precision:.3f}, recall {recall:.3f}"
    )
    assert precision >= least_precision
    assert recall >= least_recall


@cache
def all_of(name: str) -> Shelf:
    return shelved(excerpts(name)[0])


def test_the_sample_story_is_told_apart_from_the_others() -> None:
    stories = shelved(reports(ROOT / "seeds")).stories()
    print(f"\nsample: {stories}")
    assert any({"01", "02", "05", "07"} <= {*found} for found in stories)
    assert ("04", "09") in stories
    assert not any("03" in found for found in stories)


@pytest.mark.shared
def test_the_four_reports_are_one_story_of_two_and_two_alone() -> None:
    folder = SHARED / "seeds"
    if not folder.exists():
        pytest.skip("the four reports are not beside the checkout")
    assert shelved(reports(folder)).stories() == [("000", "001")]
