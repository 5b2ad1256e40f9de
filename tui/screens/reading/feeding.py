"""Feeds: their list, what of them is listed, taking in what is new, fetching pages.

Dialogs are loaded when they are first opened: the first frame must not wait for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on

from core.library import FeedUpdated, Progress, WorkFailed
from core.model import ArticleId, FeedId, FeedUpdate
from tui import feed_questions
from tui.commands import Place
from tui.drawing.feed_rows import held_words, update_words
from tui.drawing.safe_text import harmless
from tui.feed_questions import ask_outside
from tui.listing import FeedFilter
from tui.messages import (
    ArticleLoaded,
    EntriesLoaded,
    FeedArticlesLoaded,
    FullTextFetched,
    MarksChanged,
    RowsLoaded,
    UpdateBegun,
    WorkPassedOn,
    WorkReported,
)
from tui.questions import ask
from tui.screens.reading.desk import Desk


class FeedActions(Desk):
    """Keys for feeds, and what comes of asking them."""

    _asked: frozenset[FeedId] = frozenset()
    """Feeds that are being asked at the moment."""
    _updates: tuple[FeedUpdate, ...] = ()
    """What asking has brought so far."""

    # --- their list -------------------------------------------------------------------------------

    def action_feeds(self) -> None:
        """List the feeds, to list the articles of some."""
        from tui.screens.feeds import FeedsScreen

        def closed(chosen: FeedFilter | None) -> None:
            # Whatever was undone there.
            self.look_again()
            self.post_message(MarksChanged("", relations=True, searches=True))
            if chosen is not None:
                self.list_feeds(chosen)

        self.app.push_screen(
            FeedsScreen(
                self.library,
                self,
                chosen=self.chosen_feeds,
                busy=self._asked,
                progress=self.progress,
            ),
            closed,
        )

    def list_feeds(self, chosen: FeedFilter) -> None:
        """List the articles of these feeds only; of none: all articles."""
        self.chosen_feeds = chosen
        self.filter_words = ""
        if chosen.feeds:
            self._ask_for_feed_articles()
        else:
            self.of_feeds = None
        self.go_to_pane(Place.ARTICLES)

    def _ask_for_feed_articles(self) -> None:
        if self.chosen_feeds.feeds:
            question = partial(feed_questions.articles_of, self.library, self.chosen_feeds)
            ask(self, "articles of feeds", question)

    @on(RowsLoaded)
    def _rows_are_new(self) -> None:
        self._ask_for_feed_articles()

    @on(FeedArticlesLoaded)
    def _feed_articles_loaded(self, message: FeedArticlesLoaded) -> None:
        if message.chosen == self.chosen_feeds:
            self.of_feeds = message.articles

    # --- what is new ------------------------------------------------------------------------------

    def action_update(self) -> None:
        """Take in what is new in all feeds."""
        self.update_feeds(None)

    def update_feeds(self, feeds: Sequence[FeedId] | None) -> None:
        """Have these feeds asked in the background, or all of them."""
        if self.work is None:
            self.say("Nothing runs in the background that could ask feeds", problem=True)
            return
        question = partial(feed_questions.update, self.library, self.work, feeds)
        ask(self, "update", question, exclusive=False)

    @on(UpdateBegun)
    def _update_begun(self, message: UpdateBegun) -> None:
        count = len(message.feeds)
        self._asked |= frozenset(message.feeds)
        if count:
            self.say("Updating the feed" if count == 1 else f"Updating {count} feeds")
        else:
            self.say("No feeds yet: F lists them, and F there subscribes to one")

    @on(WorkReported)
    def _feeds_answered(self, message: WorkReported) -> None:
        match message.event:
            case FeedUpdated(update):
                self._asked -= {update.feed}
                self._updates += (update,)
                if update.failure is not None:
                    self.problems.append(f"{update.title}: {update.failure}")
                self.problems += [
                    f"{update.title}: {entry}: {reason}" for entry, reason in update.failed
                ]
            case Progress("updating", done, total) if done == total:
                self._tell_what_came()
            case WorkFailed():
                self._asked = frozenset()
            case _:
                pass
        for above in self.app.screen_stack:
            if above is not self:
                above.post_message(WorkPassedOn(message.event, self.progress))

    def _tell_what_came(self) -> None:
        self._asked = frozenset()
        if self._updates:
            said, problem = update_words(self._updates)
            self._updates = ()
            self.say(harmless(said), problem=problem)

    # --- the page of an article -------------------------------------------------------------------

    def action_full_text(self) -> None:
        """Fetch the page of the open article in place of what its feed says."""
        if self.wanted is None:
            self.say("Open an article first")
            return
        self.say("Fetching its page …")
        ask_outside(self, partial(feed_questions.full_text, self.library, self.wanted))

    @on(FullTextFetched)
    def _full_text_fetched(self, message: FullTextFetched) -> None:
        if message.refusal:
            self.say(harmless(message.refusal), problem=True)
            self._ask_for_entries(message.article)
        elif not message.changed:
            self.say("Its page says the same")
        else:
            self.say("The text is that of its page now; W says what changed")
            if message.article == self.wanted:
                self.open_article(message.article)
            if self.work is not None:
                self.work.again()

    @on(ArticleLoaded)
    def _article_is_shown(self, message: ArticleLoaded) -> None:
        self._ask_for_entries(message.article.id)

    def _ask_for_entries(self, article: ArticleId) -> None:
        if article == self.wanted:
            ask(self, "entries", partial(feed_questions.entries, self.library, article))

    @on(EntriesLoaded)
    def _entries_loaded(self, message: EntriesLoaded) -> None:
        if message.article == self.wanted:
            self.text_pane.note(held_words(message.entries))
