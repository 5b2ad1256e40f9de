"""The article list as the reader sees it: stories as headings, and only what the filter lets by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from core.model import ArticleId, ArticleRow, FeedId, Story
from tui.drawing.list_rows import SEARCHES, ListEntry, SearchRow, StoryHeader

NO_STORY = "Other articles"


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """Of which feeds articles are listed; of none: all articles, whatever they came from."""

    title: str = ""
    feeds: tuple[FeedId, ...] = ()


def list_entries(
    rows: Sequence[ArticleRow], stories: Sequence[Story], searches: Sequence[SearchRow] = ()
) -> tuple[ListEntry, ...]:
    """The saved searches, then the rows with a heading before each story, if there is any."""
    articles = _article_entries(rows, stories, headed=bool(searches))
    if not searches:
        return articles
    return (StoryHeader(SEARCHES, "Searches", len(searches)), *searches, *articles)


def _article_entries(
    rows: Sequence[ArticleRow], stories: Sequence[Story], *, headed: bool
) -> tuple[ListEntry, ...]:
    if not any(row.story for row in rows):
        heading = (StoryHeader(None, "Articles", len(rows)),) if headed and rows else ()
        return (*heading, *rows)
    titles = {story.id: story.title for story in stories}
    counts: dict[object, int] = {}
    conflicts: dict[object, int] = {}
    for row in rows:
        counts[row.story] = counts.get(row.story, 0) + 1
        conflicts[row.story] = conflicts.get(row.story, 0) + (row.conflicts or 0)
    entries: list[ListEntry] = []
    before: object = object()
    for row in rows:
        if row.story != before:
            before = row.story
            title = titles.get(row.story, NO_STORY) if row.story else NO_STORY
            disputed = conflicts[row.story] if row.story else 0
            entries.append(StoryHeader(row.story, title, counts[row.story], disputed))
        entries.append(row)
    return tuple(entries)


def filtered(
    rows: Sequence[ArticleRow], query: str, *, among: Collection[ArticleId] | None = None
) -> tuple[ArticleRow, ...]:
    """The rows whose title, outlet, source or date hold every word of the query.

    `among` are the articles to list at all; without it all are.
    """
    words = query.casefold().split()
    return tuple(
        row
        for row in rows
        if (among is None or row.id in among) and all(word in _searched(row) for word in words)
    )


def searches_named(searches: Sequence[SearchRow], query: str) -> tuple[SearchRow, ...]:
    """The saved searches whose name holds every word of the query."""
    words = query.casefold().split()
    return tuple(each for each in searches if all(word in each.title.casefold() for word in words))


def _searched(row: ArticleRow) -> str:
    fields = (row.title, row.outlet, row.source, row.published)
    return "\n".join(field for field in fields if field).casefold()
