"""What has to happen to new articles: names, whose they are, which story, which relations.

Every step is kept as soon as it is done and found again by what is missing, so the work may be
broken off anywhere and goes on where it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from core.analysis.known_names import load_known_names
from core.analysis.linking import ArticleNames, link
from core.analysis.pipeline import AnalysisFailure, Pipeline, fingerprint
from core.library.events import Analysed, Progress, RelatedReady, WorkEvent, WorkFailed
from core.model import AnalysedArticle, Article, ArticleId, EntityId, Related, Span, Statement
from core.relations.finder import related_to
from core.relations.index import StatementIndex
from core.relations.profile import StatementProfile, profile_article
from core.storage import analysis, articles, entities, relations, statements, stories
from core.storage.database import Database
from core.stories.grouping import StoryArticle, group, story_article

First = Callable[[], ArticleId | None]

_BATCH = 8
"""Articles analysed between two looks at what the reader wants first."""
_KEPT = 12
"""Relatives kept for a statement: what the panel can show, and a few for the reader to ask for."""


class Analyser(Protocol):
    """What finds names and lemmas; one result for each article, failures among them."""

    def analyse(
        self, articles: Iterable[tuple[Article, tuple[Statement, ...]]], /
    ) -> Iterator[AnalysedArticle | AnalysisFailure]:
        """The results in the order of the articles."""
        ...


def catch_up(
    database: Database,
    index: Callable[[], StatementIndex],
    *,
    first: First,
    load: Callable[[], Analyser] = Pipeline.load,
) -> Iterator[WorkEvent]:
    """Do everything that is still due.

    `index` gives the caller's own, kept between calls; it and `load` are only called when there
    is something to do, for both take their time.
    """
    yield from _analyse(database, first, load)
    yield from _tell_stories(database)
    yield from _relate(database, index, first)


def _analyse(database: Database, first: First, load: Callable[[], Analyser]) -> Iterator[WorkEvent]:
    """Names and lemmas of every article that lacks them, the one being read before all others."""
    pending = list(analysis.pending(database, fingerprint()))
    if not pending:
        return
    total = len(pending)
    yield Progress("analysing", 0, total)
    pipeline = load()
    known = load_known_names()
    while pending:
        wanted = first()
        if wanted in pending:
            pending.remove(wanted)
            pending.insert(0, wanted)
        batch, pending = pending[:_BATCH], pending[_BATCH:]
        loaded = (
            (articles.article(database, each), statements.statements(database, each))
            for each in batch
        )
        for found in pipeline.analyse(loaded):
            if isinstance(found, AnalysisFailure):
                analysis.record_failure(database, found.article, found.reason, fingerprint())
                yield WorkFailed(found.article, found.reason)
                continue
            with database.writing():
                analysis.put_analysis(database, found, fingerprint())
                linked = link([_names(database, found.article)], known=known)
                entities.put_entities(database, [found.article], linked.entities, linked.mentions)
                relations.mark_stale(database, [found.article])
            yield Analysed((found.article,))
        yield Progress("analysing", total - len(pending), total)


def _tell_stories(database: Database) -> Iterator[WorkEvent]:
    """Group all articles anew and settle the names of each story that has changed."""
    new = {each for each in relations.stale(database) if not relations.is_related(database, each)}
    if not new:
        return
    before = {story.articles for story in stories.stories(database)}
    # In the order they were added, because a story is called after its first article.
    groupings = group([_story_article(database, each) for each in articles.ids_as_added(database)])
    told = [grouping.story for grouping in groupings]
    stories.put_stories(database, told)
    known = load_known_names()
    for story in told:
        if story.articles in before and new.isdisjoint(story.articles):
            continue
        linked = link([_names(database, each) for each in story.articles], known=known)
        with database.writing():
            entities.put_entities(database, story.articles, linked.entities, linked.mentions)
            relations.mark_stale(database, story.articles)
        yield Analysed(story.articles)


def fill(database: Database, index: StatementIndex, *, again: Iterable[ArticleId] = ()) -> None:
    """Bring the index up to what the library holds; articles named in `again` are taken anew."""
    for each in again:
        if each in index:
            index.remove(each)
    for each in articles.ids(database):
        if each not in index:
            index.add(profiles(database, each))


def _relate(
    database: Database, made: Callable[[], StatementIndex], first: First
) -> Iterator[WorkEvent]:
    """Relations of every article that lacks them, and of those that a new one speaks to."""
    due = list(relations.stale(database))
    if not due:
        return
    index = made()
    fill(database, index, again=due)
    new = {each for each in due if not relations.is_related(database, each)}
    total, done = len(due), 0
    yield Progress("relating", 0, total)
    while due:
        wanted = first()
        article = wanted if wanted in due else due[0]
        due.remove(article)
        found = _related(database, index, article)
        with database.writing():
            relations.put_related(database, article, found)
            if article in new:
                # What a new report says is new to those it speaks to as well.
                spoken_to = {r.statement.article for each in found.values() for r in each}
                others = [each for each in spoken_to if each not in due and each not in new]
                relations.mark_stale(database, others)
                due += others
                total += len(others)
        done += 1
        yield RelatedReady((article,))
        yield Progress("relating", done, total)


def _related(
    database: Database, index: StatementIndex, article: ArticleId
) -> Mapping[int, Sequence[Related]]:
    return {
        profile.id.number: found
        for profile in profiles(database, article)
        if (found := related_to(index, profile, limit=_KEPT))
    }


def _names(database: Database, article: ArticleId) -> ArticleNames:
    return ArticleNames(
        article=article,
        language=articles.row(database, article).language,
        text=articles.text(database, article),
        statements=statements.statements(database, article),
        names=analysis.names_of(database, article),
    )


def _story_article(database: Database, article: ArticleId) -> StoryArticle:
    return story_article(
        articles.article(database, article),
        statements.statements(database, article),
        entities.mentions_of(database, article),
    )


def profiles(database: Database, article: ArticleId) -> tuple[StatementProfile, ...]:
    """The statements of an article as the comparison sees them."""
    made = statements.statements(database, article)
    starts = {each.id.number: each.span.start for each in made}
    names: defaultdict[int, list[tuple[EntityId, Span]]] = defaultdict(list)
    for mention in entities.mentions_of(database, article):
        at = mention.span.shifted(-starts[mention.statement])
        names[mention.statement].append((mention.entity, at))
    return profile_article(article, articles.row(database, article).language, made, names)
