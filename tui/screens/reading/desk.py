"""What every topic of the reading screen stands on: its state, its panes, and landing somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import Screen

from core.library import DEFAULT_THRESHOLD, BackgroundWork, Library, Progress, speaker_words
from core.model import (
    ArticleId,
    ArticleRow,
    Mark,
    RelatedStatement,
    Speech,
    StatementId,
    Story,
    StoryId,
)
from tui import questions
from tui.commands import Place
from tui.drawing.entity_rows import Choice
from tui.drawing.list_rows import SearchRow, standing_words
from tui.drawing.wrapping import cut
from tui.finding import SearchState
from tui.jumps import JumpList
from tui.layout import Wishes, seen
from tui.listing import FeedFilter, filtered
from tui.questions import ask
from tui.widgets.articles_pane import ArticlesPane
from tui.widgets.entity_sidebar import EntitySidebar
from tui.widgets.pane import Pane
from tui.widgets.prompt_line import PromptLine
from tui.widgets.related_panel import RelatedLine, RelatedPanel
from tui.widgets.status_line import StatusLine
from tui.widgets.text_pane import TextPane

_SPEAKER = 28
"""Cells of the bottom line for whose words a statement gives, at most."""


class Desk(Screen[None], inherit_bindings=False):
    """State that is bound down into the panes, and the panes themselves."""

    place: reactive[Place] = reactive(Place.TEXT, init=False)
    """The focused pane."""
    wishes: reactive[Wishes] = reactive(Wishes(), init=False)
    rows: reactive[tuple[ArticleRow, ...]] = reactive((), init=False)
    """All articles in the order of the list."""
    filter_words: reactive[str] = reactive("", init=False)
    chosen_feeds: reactive[FeedFilter] = reactive(FeedFilter(), init=False)
    """Of which feeds articles are listed."""
    of_feeds: reactive[frozenset[ArticleId] | None] = reactive[frozenset[ArticleId] | None](
        None, init=False
    )
    """The articles of those feeds; None where all are listed."""
    searches: reactive[tuple[SearchRow, ...]] = reactive((), init=False)
    """The saved searches, as the list shows them."""
    statement: reactive[StatementId | None] = reactive[StatementId | None](None, init=False)
    """Where the cursor stands in the text."""
    related: reactive[tuple[RelatedStatement, ...]] = reactive(())
    near: reactive[tuple[RelatedStatement, ...] | None] = reactive[
        tuple[RelatedStatement, ...] | None
    ](None)
    """What is hidden just below the threshold; None unless the reader wants to see it."""
    threshold: reactive[float] = reactive(DEFAULT_THRESHOLD)
    """The score from which statements are shown as related."""
    compared: reactive[bool] = reactive(False)
    """Whether the article has been compared with the others."""
    marks: reactive[tuple[Mark, ...]] = reactive(())
    """Of the article shown."""
    marks_here: reactive[tuple[Mark, ...]] = reactive(())
    chosen: reactive[Choice | None] = reactive[Choice | None](None)
    progress: reactive[Progress | None] = reactive[Progress | None](None)

    def __init__(
        self, library: Library, work: BackgroundWork | None, *, threshold: float = DEFAULT_THRESHOLD
    ) -> None:
        super().__init__()
        self.set_reactive(Desk.threshold, threshold)
        self.library = library
        self.work = work
        self.stories: tuple[Story, ...] = ()
        self.problems: list[str] = []
        self.jumps = JumpList()
        self.searched = SearchState()
        """What was searched last."""
        self.drafts: dict[tuple[StatementId, StatementId | None], str] = {}
        """Notes not saved, by their statement and the one beside it."""
        self.shows_near = False
        """Whether near misses are shown as well."""
        self.speech: Mapping[int, Speech] = {}
        """By number, the statements of the article that give somebody's words."""
        self.related_to: StatementId | None = None
        """The statement that `related` answers for."""
        self.counted: dict[StoryId, int] = {}
        """Conflicts by story, as far as they have been counted."""
        self.arrival: tuple[StatementId | None, str] = (None, "")
        """Where a walk has come into another article, and which one."""
        self.jump_wanted = 0
        """A number pressed before the answer to jump by was there."""
        self.wanted: ArticleId | None = None
        """The article asked for last; others that arrive are dropped."""
        self.articles_pane = ArticlesPane()
        self.text_pane = TextPane()
        self.entity_sidebar = EntitySidebar(id=Place.ENTITIES.value)
        self.related_panel = RelatedPanel(id=Place.RELATED.value)
        self.side = Vertical(id="side")
        self.related_line = RelatedLine(id="related-line")
        self.prompt = PromptLine(id="prompt")
        self.status_line = StatusLine(id="status")
        self.panes: dict[Place, Pane] = {
            pane.place: pane
            for pane in (
                self.articles_pane,
                self.text_pane,
                self.entity_sidebar,
                self.related_panel,
            )
        }

    # --- what topics ask for ----------------------------------------------------------------------

    @property
    def pane(self) -> Pane:
        """The focused pane."""
        return self.panes[self.place]

    @property
    def here(self) -> StatementId | None:
        """Where the cursor stands now, even if the news of it is still on its way."""
        return self.text_pane.here

    @property
    def listed(self) -> tuple[ArticleRow, ...]:
        """The articles that are listed, as far as the filters let them by."""
        return filtered(self.rows, self.filter_words, among=self.of_feeds)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read yet."""
        return not self.rows

    def say(self, text: str, *, problem: bool = False) -> None:
        """Tell the reader one thing."""
        if text:
            self.notify(text, severity="warning" if problem else "information", markup=False)

    def say_place(self) -> None:
        """Write the reader's place, and whose words he reads, into the bottom line.

        Before that, what the article and its story hold; right after a walk into another article,
        which one it is.
        """
        here = self.here
        speech = None if here is None else self.speech.get(here.number)
        room = min(_SPEAKER, self.size.width // 4)
        arrived, article = self.arrival
        arrival = cut(article, room, "…") if here is not None and here == arrived else ""
        speaker = "" if arrival else cut(speaker_words(speech), room, "…")
        counts = standing_words(
            self.text_pane.body.signs.values(),
            self.counted.get(self.story_here) if self.story_here is not None else None,
            width=self.size.width,
        )
        self.status_line.where = "  ".join(
            part for part in (arrival, speaker, counts, self.text_pane.place_words) if part
        )

    @property
    def story_here(self) -> StoryId | None:
        """The story of the article shown."""
        return next((row.story for row in self.rows if row.id == self.wanted), None)

    def go_to_pane(self, place: Place) -> None:
        """Show a pane and give it the focus."""
        if place in (Place.ENTITIES, Place.RELATED):
            self.wishes = self.wishes.switched(place, on=True)
        self.place = place
        body = self.panes[place].body
        if body.is_attached:
            body.focus()

    def show_panes(self) -> None:
        """Show and hide what size, focus and wishes ask for."""
        shown = seen(self.size, self.wishes, self.place)
        for place, pane in self.panes.items():
            pane.display = place in shown.panes and not self.is_empty
        self.related_line.display = shown.line and not self.is_empty
        wide = shown.list_width, shown.side_width
        for column, width in zip((self.articles_pane, self.side), wide, strict=True):
            column.styles.width = "1fr" if width is None else width
        self.side.display = any(
            self.panes[place].display for place in (Place.ENTITIES, Place.RELATED)
        )

    def ask_for_findings(self, article: ArticleId) -> None:
        """Ask for what was found in an article."""
        ask(self, "findings", partial(questions.findings, self.library, article))

    def ask_for_related(self) -> None:
        """Ask for what stands beside the statement."""
        if self.statement is not None:
            question = partial(
                questions.related,
                self.library,
                self.statement,
                threshold=self.threshold,
                near=self.shows_near,
            )
            ask(self, "related", question)

    def look_again(self) -> None:
        """Show names as they are now, and have relations follow them."""
        if self.wanted is not None:
            self.ask_for_findings(self.wanted)
        if self.work is not None:
            self.work.again()

    # --- landing ----------------------------------------------------------------------------------

    def open_article(self, article: ArticleId, at: int | None = None) -> None:
        """Show an article; `at` is the statement to land on."""
        self.wanted = article
        ask(self, "article", partial(questions.article, self.library, article, at))

    def land(self, target: StatementId, *, remember: bool = True) -> None:
        """Put the cursor on a statement of any article."""
        here = self.here
        if remember and here is not None and here != target:
            self.jumps = self.jumps.jumped(here)
        if here is not None and here.article == target.article == self.wanted:
            self.text_pane.body.go_to(target.number)
        else:
            self.open_article(target.article, target.number)
        self.go_to_pane(Place.TEXT)
