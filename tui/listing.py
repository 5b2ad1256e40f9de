"""The article list as the reader sees it: stories as headings, and only what the filter lets by."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import ArticleRow, Story
from tui.drawing.list_rows import ListEntry, StoryHeader

NO_STORY = "Other articles"


def list_entries(rows: Sequence[ArticleRow], stories: Sequence[Story]) -> tuple[ListEntry, ...]:
    """The rows with a heading before each story; without headings while there is no story."""
    if not any(row.story for row in rows):
        return tuple(rows)
    titles = {story.id: story.title for story in stories}
    counts: dict[object, int] = {}
    for row in rows:
        counts[row.story] = counts.get(row.story, 0) + 1
    entries: list[ListEntry] = []
    before: object = object()
    for row in rows:
        if row.story != before:
            before = row.story
            title = titles.get(row.story, NO_STORY) if row.story else NO_STORY
            entries.append(StoryHeader(row.story, title, counts[row.story]))
        entries.append(row)
    return tuple(entries)


def filtered(rows: Sequence[ArticleRow], query: str) -> tuple[ArticleRow, ...]:
    """The rows whose title, outlet, source or date hold every word of the query."""
    words = query.casefold().split()
    return tuple(row for row in rows if all(word in _searched(row) for word in words))


def _searched(row: ArticleRow) -> str:
    fields = (row.title, row.outlet, row.source, row.published)
    return "\n".join(field for field in fields if field).casefold()
