"""Moving through panes, text and articles, and jumping between them."""

from __future__ import annotations

from functools import partial

from textual import on

from core.model import ArticleId, StatementId
from tui import questions
from tui.commands import Place
from tui.jumps import statement_of
from tui.layout import toggled
from tui.messages import LandAt
from tui.questions import ask
from tui.screens.reading.desk import Desk
from tui.walking import NOWHERE, arrival_words, end_words, next_unread
from tui.widgets.line_pane import Step


class MovingActions(Desk):
    """Keys that change where the reader is."""

    # --- in a pane --------------------------------------------------------------------------------

    def action_move(self, step: Step, by: int) -> None:
        """Move in the focused pane."""
        self.pane.move(step, by)

    def action_open(self) -> None:
        """Go in: from the text to its related statements, from a row to what it stands for."""
        match self.place:
            case Place.TEXT:
                self.go_to_pane(Place.RELATED)
            case Place.ARTICLES:
                self.articles_pane.body.open()
            case Place.ENTITIES:
                self.entity_sidebar.body.action_select()
            case _:
                self.related_panel.body.action_select()

    def action_out(self) -> None:
        """Go out: from a side pane to the text, from the text to the articles."""
        if self.place is Place.ARTICLES:
            self.articles_pane.body.out()
        else:
            self.go_to_pane(Place.ARTICLES if self.place is Place.TEXT else Place.TEXT)

    # --- between panes ----------------------------------------------------------------------------

    def action_go(self, place: str) -> None:
        """Go to a pane, showing it if need be."""
        self.go_to_pane(Place(place))

    def action_cycle(self, by: int) -> None:
        """Go to the next or previous pane that is switched on."""
        order = [
            place
            for place in self.panes
            if place in (Place.ARTICLES, Place.TEXT) or self.wishes.wants(place)
        ]
        at = order.index(self.place) if self.place in order else 0
        self.go_to_pane(order[(at + by) % len(order)])

    def action_show(self, place: str) -> None:
        """Show or hide a side pane; with `text`, everything but the text."""
        wishes = toggled(self.size, self.wishes, self.place, Place(place))
        if self.place is not Place.TEXT:
            self.go_to_pane(Place.TEXT)
        self.wishes = wishes

    # --- between articles -------------------------------------------------------------------------

    @property
    def order(self) -> tuple[ArticleId, ...]:
        """The articles in the order of the list, as far as the filter lets them by."""
        return tuple(row.id for row in self.listed)

    def action_article(self, by: int) -> None:
        """Open the next or previous article of the list."""
        order = self.order
        if not order:
            return
        at = order.index(self.wanted) + by if self.wanted in order else 0
        if 0 <= at < len(order):
            self.open_article(order[at])
        else:
            self.say("This is the last article" if by > 0 else "This is the first article")

    def action_walk(self, what: str, by: int) -> None:
        """Walk to the next or previous statement of a kind, on into other articles."""
        if what == "unread":
            self._walk_to_unread(by)
        elif self.here is not None:
            question = partial(
                questions.walk,
                self.library,
                what,
                self.here,
                by=by,
                rows=self.rows,
                choice=self.chosen,
            )
            ask(self, "walk", question)

    def read_on(self) -> None:
        """Go to the next unread article; after the last one of the list, from its beginning."""
        listed = self.listed
        below = next_unread(listed, self.wanted, by=1)
        above = next((row.id for row in listed if not row.read and row.id != self.wanted), None)
        target = above if below is None else below
        if target is None:
            self._say_all_is_read()
            return
        if below is None:
            self.say("On from the beginning of the list")
        self._arrive(StatementId(target, 1))

    def _walk_to_unread(self, by: int) -> None:
        listed = self.listed
        unread = next_unread(listed, self.wanted, by=by)
        if unread is not None:
            self._arrive(StatementId(unread, 1))
        elif any(not row.read for row in listed):
            self.say(end_words("unread", by))
        else:
            self._say_all_is_read()

    def _say_all_is_read(self) -> None:
        """What is unread may not be listed."""
        elsewhere = sum(not row.read and row.id != self.wanted for row in self.rows)
        if len(self.listed) == len(self.rows) or not elsewhere:
            self.say(NOWHERE["unread"])
        else:
            self.say(f"Everything listed is read; {elsewhere} unread are not listed, Esc shows all")

    @on(LandAt)
    def _land_at(self, message: LandAt) -> None:
        if message.statement is None:
            self.say(message.otherwise)
        else:
            self._arrive(message.statement)

    def _arrive(self, target: StatementId) -> None:
        """Land where a walk leads; into another article, say which one it is."""
        here = self.here
        leaves = here is None or here.article != target.article
        if leaves:
            left = None if here is None else here.article
            self.arrival = target, arrival_words(self.rows, left, target.article)
        self.land(target, remember=leaves)

    # --- jumping ----------------------------------------------------------------------------------

    def action_jump(self, number: int) -> None:
        """Jump to a related statement by its number."""
        if self.related_to != self.here:
            self.jump_wanted = number
        elif number <= len(self.related):
            self.land(self.related[number - 1].related.statement)
        elif self.related:
            self.say(f"There are only {len(self.related)} related statements here")
        else:
            self.say("Nothing related here")

    def action_back(self) -> None:
        """Back to where the last jump began."""
        step = self.jumps.back(self.here) if self.here else None
        if step is None:
            self.say("No jump to go back from")
        else:
            self.jumps, target = step
            self.land(statement_of(target), remember=False)

    def action_forward(self) -> None:
        """Forward again after going back."""
        step = self.jumps.forward(self.here) if self.here else None
        if step is None:
            self.say("No jump to go forward to")
        else:
            self.jumps, target = step
            self.land(statement_of(target), remember=False)
