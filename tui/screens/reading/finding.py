"""Finding in a pane, filtering the list."""

from __future__ import annotations

from textual import on

from core.model import EntityId
from tui.commands import Place
from tui.drawing.entity_rows import Choice
from tui.finding import Found, find
from tui.messages import Said
from tui.screens.reading.desk import Desk
from tui.widgets.prompt_line import PromptLine


class FindActions(Desk):
    """Keys that look for words."""

    found_in: Place = Place.TEXT
    found: Found = Found("", ())
    _from_item: int = 0

    # --- in the focused pane ----------------------------------------------------------------------

    def action_find(self) -> None:
        """Type what to find in the focused pane."""
        self.found_in = self.place
        self._from_item = self.pane.item
        self.prompt.open(Place.FIND)

    def action_find_step(self, by: int) -> None:
        """Go to the next or previous hit."""
        pane = self.panes[self.found_in]
        if not self.found.query:
            self.say("Nothing to find yet: / begins")
            return
        here = pane.item
        afresh = find(self.found.query, pane.texts(), from_item=here)
        if afresh.items == self.found.items:
            self._show_found(self.found.stepped(by, from_item=here))
        else:
            self._show_found(afresh if afresh.item != here else afresh.stepped(by, from_item=here))
        self.say_found()

    def forget_found(self) -> None:
        """Put out the hits."""
        self._show_found(Found("", ()))
        self.say_found()

    def names_here(self) -> list[Choice]:
        """What the current statement names, or the row of the entities."""
        here = self.here
        if self.place is Place.ENTITIES:
            chosen = self.entity_sidebar.choice
            return [] if chosen is None else [chosen]
        names: list[EntityId] = [
            mention.entity
            for mention in self.text_pane.body.mentions
            if here is not None and mention.statement == here.number
        ]
        return list(dict.fromkeys(names))

    def _show_found(self, found: Found) -> None:
        self.found = found
        if found.item is not None:
            self.panes[self.found_in].select(found.item)
        if self.found_in is Place.TEXT:
            self.light_found()

    def light_found(self) -> None:
        """Light up the hits in the text."""
        query = self.found.query if self.found_in is Place.TEXT else ""
        self.text_pane.light(query, self.found.at)

    def say_found(self) -> None:
        """Say which hit of how many the reader is at."""
        said = f"/{self.found.query} {self.found}" if self.found.query else ""
        if self.found_in is Place.TEXT:
            self.text_pane.finding = said
            self.say_place()
        else:
            self.say(said)

    @on(PromptLine.Typed)
    def _typed(self, message: PromptLine.Typed) -> None:
        if message.place is Place.FILTER:
            self.filter_words = message.words
            return
        pane = self.panes[self.found_in]
        self._show_found(find(message.words, pane.texts(), from_item=self._from_item))
        self.prompt.answer = str(self.found)

    @on(PromptLine.Done)
    def _typed_to_the_end(self, message: PromptLine.Done) -> None:
        if message.place is Place.FILTER:
            self.filter_words = message.words if message.kept else ""
            self.go_to_pane(Place.ARTICLES)
            return
        if not message.kept:
            self._show_found(Found("", ()))
            pane = self.panes[self.found_in]
            if self._from_item < len(pane.texts()):
                pane.select(self._from_item)
        self.say_found()
        self.go_to_pane(self.found_in)

    # --- in the list ------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Type what the titles, outlets or dates of the listed articles hold."""
        self.go_to_pane(Place.ARTICLES)
        self.prompt.open(Place.FILTER, self.filter_words)

    @on(Said)
    def _said(self, message: Said) -> None:
        self.say(message.text, problem=message.problem)
