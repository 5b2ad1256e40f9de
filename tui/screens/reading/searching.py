"""Searching all articles: the way through the hits, and the searches that are kept.

Dialogs are loaded when they are first opened: the first frame must not wait for them.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from core.model import Figure
from tui import questions
from tui.commands import Place
from tui.drawing.list_rows import SearchRow
from tui.finding import Found, SearchState, Trail, place_of, quoted, spans_of
from tui.jumps import SearchLeft
from tui.messages import MarksChanged, Searched, SearchesCounted
from tui.questions import ask
from tui.screens.reading.finding import FindActions
from tui.screens.reading.moving import MovingActions
from tui.widgets.article_list import ArticleList
from tui.widgets.prompt_line import PromptLine

if TYPE_CHECKING:
    from tui.screens.search import SearchClosed

_WORD = re.compile(r"[^\W_][\w-]{2,}")
"""What can be searched by itself: shorter words stand everywhere."""


class SearchActions(MovingActions, FindActions):
    """Keys that search all articles, and walk through what was found there."""

    trail: Trail | None = None
    """The hits that n and N go through; None when they go through those of a find."""

    # --- the screen -------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Search all articles."""
        self.open_search(self.searched, again=True)

    def open_search(self, state: SearchState, *, again: bool) -> None:
        """Show the hits of a search; `again` asks for them anew."""
        from tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self.library, state, again=again), self._search_closed)

    def _search_closed(self, closed: SearchClosed | None) -> None:
        if closed is None:
            return
        self.searched = closed.state
        query = closed.state.query.strip()
        if query:
            ask(self, "note", partial(questions.note_search, self.library, query), exclusive=False)
        if closed.opened:
            if self.here is not None:
                self.jumps = self.jumps.jumped(SearchLeft(self.here, closed.state))
            self._follow(closed.state.trail)
        self.count_searches()

    def action_back(self) -> None:
        """Back to where the last jump began; into a list of hits, if it began there."""
        last = self.jumps.behind[-1:]
        super().action_back()
        for stop in last:
            if isinstance(stop, SearchLeft):
                self.open_search(self._as_left(stop.search), again=False)

    def _as_left(self, search: SearchState) -> SearchState:
        """The list with the cursor on the hit the reader went on to."""
        trail = self.trail
        if trail is None or trail.at is None or trail.hits != search.shown:
            return search
        return SearchState(
            search.query, search.typing, search.exact, search.answer, search.notes, trail.at
        )

    # --- through the hits -------------------------------------------------------------------------

    def action_find_step(self, by: int) -> None:
        """Go to the next or previous hit: of the find, else of the search, in any article."""
        if self.trail is None:
            super().action_find_step(by)
        elif self.trail.hits:
            self._follow(self.trail.stepped(by, here=self.here))

    def _follow(self, trail: Trail) -> None:
        """Go to the hit of a trail; n and N go on from there."""
        self._take_up(trail)
        if trail.hit is not None:
            self.land(place_of(trail.hit), remember=False)

    def _take_up(self, trail: Trail | None) -> None:
        """Light the hits of a trail instead of those of a find."""
        self.trail = trail
        self.found = Found("", ())
        self.light_found()
        self.say_found()

    def forget_found(self) -> None:
        """Put out the hits."""
        self.trail = None
        super().forget_found()

    def light_found(self) -> None:
        """Light up the hits in the text: of the find, else of the search."""
        if self.trail is None or self.found.query:
            super().light_found()
        elif self.wanted is not None and not isinstance(self.chosen, Figure):
            view = self.text_pane.body
            view.found, view.current_hit = self.trail.lit(self.wanted)

    def say_found(self) -> None:
        """Say which hit of how many the reader is at."""
        if self.trail is None or self.found.query:
            super().say_found()
        else:
            self.text_pane.finding = f"{self.trail.query} {self.trail}"
            self.say_place()

    @on(PromptLine.Done)
    def _found_instead(self, message: PromptLine.Done) -> None:
        if message.place is Place.FIND and message.kept and message.words.strip():
            self.trail = None

    # --- what the cursor is on --------------------------------------------------------------------

    def action_find_cursor(self) -> None:
        """Find what is under the cursor everywhere: the hit of a find, the next name, a word."""
        statement = self.text_pane.body.statement
        if self.place is Place.TEXT and statement is not None:
            found = spans_of(self.found.query, statement.text)
            if found and self.found_in is Place.TEXT:
                self._find_everywhere(quoted(found[0].of(statement.text)))
                return
        names = self.names_here()
        at = names.index(self.chosen) + 1 if self.chosen in names else 0
        if at < len(names):
            self.chosen = names[at]
            name = self.entity_sidebar.name_of(names[at])
            if name and not isinstance(names[at], Figure):
                self._find_everywhere(f"entity:{quoted(name)}")
        elif self.place is Place.TEXT and statement is not None:
            self._ask_for_word(statement.text)
        else:
            self.say("No name here")

    def _ask_for_word(self, text: str) -> None:
        from tui.screens.choose import ChooseScreen, Offer

        def closed(chosen: Offer[str] | None) -> None:
            if chosen is not None:
                self._find_everywhere(quoted(chosen.value))

        words = dict.fromkeys(_WORD.findall(text))
        if words:
            offers = [Offer(word, "", word) for word in words]
            self.app.push_screen(ChooseScreen("Find which word everywhere?", offers), closed)
        else:
            self.say("No word here that can be searched")

    def _find_everywhere(self, query: str) -> None:
        ask(self, "everywhere", partial(questions.search, self.library, query, typing=False))

    @on(Searched)
    def _found_everywhere(self, message: Searched) -> None:
        state = SearchState(message.query, typing=False, answer=message.answer, exact=True)
        trail = state.trail
        places = [place_of(hit) for hit in trail.hits]
        at = places.index(self.here) if self.here in places else None
        articles = len({place.article for place in places})
        self.searched = SearchState(
            message.query, False, True, message.answer, message.notes, at or 0
        )
        self._take_up(Trail(message.query, trail.hits, at))
        if places:
            many = "article" if articles == 1 else "articles"
            self.say(f"{message.query}: {len(places)} in {articles} {many}; n goes on, g / lists")
        else:
            self.say(f"{message.query}: nowhere")

    # --- saved searches ---------------------------------------------------------------------------

    def count_searches(self) -> None:
        """Ask what the saved searches find now."""
        ask(self, "searches", partial(questions.searches_counted, self.library))

    @on(SearchesCounted)
    def _searches_counted(self, message: SearchesCounted) -> None:
        self.searches = message.rows

    @on(MarksChanged)
    def _searches_changed(self, message: MarksChanged) -> None:
        if message.searches:
            self.count_searches()

    @on(ArticleList.SearchChosen)
    def _search_chosen(self, message: ArticleList.SearchChosen) -> None:
        self.open_search(SearchState(message.row.query, typing=False), again=True)

    def action_remove(self) -> None:
        """Remove the saved search under the cursor of the list."""
        row = self.articles_pane.body.entry if self.place is Place.ARTICLES else None
        if isinstance(row, SearchRow):
            question = partial(questions.forget_search, self.library, row)
            ask(self, "marks", question, exclusive=False)
