"""The frame round the article list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from core.model import ArticleRow, Story
from tui.commands import Place
from tui.drawing.list_rows import ListEntry, SearchRow
from tui.listing import list_entries
from tui.widgets.article_list import ArticleList
from tui.widgets.line_pane import Step
from tui.widgets.pane import Pane


class ArticlesPane(Pane):
    """The article list with its count and filter in the frame."""

    PLACE: ClassVar[Place] = Place.ARTICLES

    def __init__(self) -> None:
        super().__init__(id=Place.ARTICLES.value)
        self._entries: tuple[ListEntry, ...] = ()
        self._list = ArticleList(id="article-list")

    def compose(self) -> ComposeResult:
        """The list."""
        yield self._list

    @property
    def body(self) -> ArticleList:
        """The list."""
        return self._list

    def show(
        self,
        rows: Sequence[ArticleRow],
        stories: Sequence[Story],
        searches: Sequence[SearchRow] = (),
        *,
        filtered: str,
        about: str = "",
    ) -> None:
        """Show these rows, which are those `about` a feed; the cursor and what is seen stay."""
        self._entries = list_entries(rows, stories, searches)
        self._list.show(self._entries)
        unread = sum(not row.read for row in rows)
        read = f"all {len(rows)} read" if rows else "no articles yet"
        count = f"{unread} unread of {len(rows)}" if unread else read
        note = f"\\ {filtered} · {len(rows)}" if filtered else count
        self.entitle(about or "Articles", note if rows or filtered or about else "")

    def move(self, step: Step, by: int) -> None:
        """Move through the list."""
        self._list.move(step, by)

    def texts(self) -> Sequence[str]:
        """The titles of stories and articles."""
        return [entry.title for entry in self._entries]

    @property
    def item(self) -> int:
        """The entry under the cursor."""
        entry = self._list.entry
        return self._entries.index(entry) if entry in self._entries else 0

    def select(self, item: int) -> None:
        """Put the cursor on an article; a story's heading is left to the eye."""
        entry = self._entries[item]
        if isinstance(entry, ArticleRow):
            self._list.go_to(entry.id)
