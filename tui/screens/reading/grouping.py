"""Which articles tell one story: the reader's word on it, and why the program thinks so.

Dialogs are loaded when they are first opened: the first frame must not wait for them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.model import ArticleRow
from tui import questions
from tui.commands import Place
from tui.drawing.list_rows import StoryHeader
from tui.questions import ask
from tui.screens.reading.desk import Desk

if TYPE_CHECKING:
    from tui.screens.story import StoryWanted


class GroupActions(Desk):
    """The key that opens what can be done about stories, and what explains them."""

    def action_stories(self) -> None:
        """Move the article, or join, split and rename stories."""
        from tui.screens.story import StoryScreen

        article = self._article_here()
        if article is None:
            return

        def closed(wanted: StoryWanted | None) -> None:
            if wanted is not None:
                ask(
                    self,
                    "marks",
                    partial(
                        questions.wish_story,
                        self.library,
                        wanted.kind,
                        wanted.articles,
                        others=wanted.others,
                        name=wanted.name,
                        on=wanted.on,
                    ),
                    exclusive=False,
                )

        screen = StoryScreen(self.library, article, self.rows, self.stories)
        self.app.push_screen(screen, closed)

    def explain_story(self) -> None:
        """Say why the article of the list is in its story."""
        from tui.screens.membership import MembershipScreen

        article = self._article_here()
        if article is not None:
            self.app.push_screen(MembershipScreen(self.library, article))

    def _article_here(self) -> ArticleRow | None:
        """The article under the cursor of the list, or the first below it; else the one shown."""
        if self.place is Place.ARTICLES:
            entry = self.articles_pane.body.entry
            if isinstance(entry, ArticleRow):
                return entry
            if isinstance(entry, StoryHeader):
                return next((row for row in self.rows if row.story == entry.story), None)
        return next((row for row in self.rows if row.id == self.wanted), None)
