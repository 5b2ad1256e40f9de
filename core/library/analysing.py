"""What has to happen to new articles: names, whose they are, which story, which relations.

Every step is kept as soon as it is done and found again by what is missing, so the work may be
broken off anywhere and goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Protocol

from core.analysis.linking import ArticleNames
from core.analysis.pipeline import AnalysisFailure, Pipeline, fingerprint
from core.errors import ArticleNotFound
from core.library import finding, grouping, ruling, telling
from core.library.correcting import settle
from core.library.events import Analysed, Begun, Progress, RelatedReady, WorkEvent, WorkFailed
from core.library.indexing import keep_up, profiles
from core.library.naming import SettledNames, kept_names, put_names, settled_names
from core.model import (
    AnalysedArticle,
    Article,
    ArticleId,
    Correction,
    Related,
    Statement,
)
from core.relations import RULES
from core.relations.finder import related_to
from core.relations.index.statement_index import StatementIndex
from core.storage import analysis, articles, relations, statements, stories
from core.storage.database import Database
from core.text.statements import statements_of

First = Callable[[], ArticleId | None]
Corrections = Callable[[], Sequence[Correction]]
"""Asked again and again: the reader may correct while the work goes on."""

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
    corrections: Corrections = tuple,
    wishes: grouping.Wishes = tuple,
    replace_verdicts: Callable[[], None] = lambda: None,
    one_by_one: bool = False,
) -> Iterator[WorkEvent]:
    """Do everything that is still due.

    `index` gives the caller's own, kept between calls; it and `load` are only called when there
    is something to do, for both take their time. `replace_verdicts` is called when statements may
    have been made anew, and verdicts are to be placed among them. `one_by_one` begins no article
    before the one before it is done.
    """
    yield from map(Analysed, settle(database, corrections))
    yield from _analyse(database, first, load, corrections, 1 if one_by_one else _BATCH)
    replace_verdicts()
    # Which articles tell one story shows in their relations; whose a name is, in the story; and
    # the relations name whose it is. So relations come first, and again where names have settled.
    yield from _relate(database, index, first)
    yield from _tell_stories(database, corrections, wishes)
    yield from _relate(database, index, first)
    telling.keep_claims(database, **ruling.overlay(database))


def _analyse(
    database: Database,
    first: First,
    load: Callable[[], Analyser],
    corrections: Corrections,
    at_once: int,
) -> Iterator[WorkEvent]:
    """Names and lemmas of every article that lacks them, the one being read before all others."""
    pending = list(analysis.pending(database, fingerprint()))
    if not pending:
        return
    total = len(pending)
    yield Progress("analysing", 0, total)
    pipeline = load()
    while pending:
        wanted = first()
        if wanted in pending:
            pending.remove(wanted)
            pending.insert(0, wanted)
        batch, pending = pending[:at_once], pending[at_once:]
        yield Begun(tuple(batch))
        # Statements are made anew: those kept may come from earlier rules.
        loaded = {each: articles.article(database, each) for each in batch}
        made = ((article, statements_of(article)) for article in loaded.values())
        for found in pipeline.analyse(made):
            if isinstance(found, AnalysisFailure):
                analysis.record_failure(database, found.article, found.reason, fingerprint())
                yield WorkFailed(found.article, found.reason)
                continue
            with database.writing():
                if not _is_current(database, loaded[found.article]):
                    continue  # the article has changed meanwhile, and is pending again
                _renew_statements(database, loaded[found.article], found.statements)
                analysis.put_analysis(database, found, fingerprint())
                put_names(database, settled_names([_names_found(database, found)], corrections()))
                relations.mark_stale(database, [found.article])
            yield Analysed((found.article,))
        yield Progress("analysing", total - len(pending), total)


def _is_current(database: Database, article: Article) -> bool:
    try:
        return articles.text(database, article.id) == article.text
    except ArticleNotFound:
        return False


def _renew_statements(database: Database, article: Article, made: tuple[Statement, ...]) -> None:
    """Keep these statements where they are others than those kept, inside the transaction."""
    kept = statements.statements(database, article.id)
    if [replace(each, lemmas=()) for each in kept] == [replace(each, lemmas=()) for each in made]:
        return
    if [s.span for s in kept] != [s.span for s in made]:
        # What was found counts statements as they were.
        articles.forget_findings_of(database, article.id)
        finding.put(database, article, made)
    statements.put_statements(database, article.id, made)


def _tell_stories(
    database: Database, corrections: Corrections, wishes: grouping.Wishes
) -> Iterator[WorkEvent]:
    """Look for stories where something is new; settle the names where that changes any."""
    new = set(stories.ungrouped(database))
    told = grouping.look(database, wishes)
    if told is None:
        return
    before = {a: story.articles for story in stories.stories(database) for a in story.articles}
    named, wanted = _settled(database, told, before, new, corrections)
    # All or nothing: what is grouped is not looked at again.
    with database.writing():
        if tuple(wishes()) != told.wishes or corrections() != wanted:
            told = grouping.look(database, wishes) or told
            named, _ = _settled(database, told, before, new, corrections)
        grouping.keep(database, told)
        for names in named:
            put_names(database, names)
            relations.mark_stale(database, names.members)
    for names in named:
        yield Analysed(names.members)


def _settled(
    database: Database,
    told: grouping.Told,
    before: Mapping[ArticleId, Sequence[ArticleId]],
    new: Set[ArticleId],
    corrections: Corrections,
) -> tuple[list[SettledNames], Sequence[Correction]]:
    """Whose the names are where stories have changed, by these corrections."""
    wanted = corrections()
    now = {a: story.articles for story in told.stories for a in story.articles}
    changed = {a for a in told.among if a in new or before.get(a) != now.get(a)}
    together = [story.articles for story in told.stories if not changed.isdisjoint(story.articles)]
    left_alone = [(a,) for a in told.among if a in changed and a in before and a not in now]
    return _named(database, [*together, *left_alone], wanted), wanted


def _named(
    database: Database, told: Sequence[tuple[ArticleId, ...]], corrections: Sequence[Correction]
) -> list[SettledNames]:
    return [
        settled_names([kept_names(database, each) for each in members], corrections)
        for members in told
    ]


def _relate(
    database: Database, made: Callable[[], StatementIndex], first: First
) -> Iterator[WorkEvent]:
    """Relations of every article that lacks them, and of those that a new one speaks to."""
    if relations.rules(database) != RULES:
        relations.adopt_rules(database, RULES)
    due = list(relations.stale(database))
    if not due:
        return
    index = made()
    keep_up(database, index)
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


def _names_found(database: Database, found: AnalysedArticle) -> ArticleNames:
    return ArticleNames(
        article=found.article,
        language=articles.row(database, found.article).language,
        text=articles.text(database, found.article),
        statements=found.statements,
        names=found.names,
    )
