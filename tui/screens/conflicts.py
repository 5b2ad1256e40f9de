"""Where reports differ or contradict each other, every conflict once, the strongest first."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from core.library import Library
from core.model import ArticleId, Related, StatementId
from tui import questions
from tui.commands import Place, bindings_for
from tui.messages import ConflictsLoaded
from tui.questions import Question
from tui.screens.view import Judging, View
from tui.widgets.block_pane import BlockPane
from tui.widgets.conflict_pane import ConflictPane


class ConflictsScreen(View):
    """Pairs to judge and to jump from, to either side; closes with the statement to go to."""

    PLACE: ClassVar[Place] = Place.CONFLICTS
    TITLE_WORDS: ClassVar[str] = "Conflicts"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.CONFLICTS)

    def __init__(self, library: Library, here: StatementId, judging: Judging) -> None:
        """Open on the conflicts of the story of a statement."""
        super().__init__(library, here, judging)
        self._within: ArticleId | None = here.article
        """An article of the story whose conflicts are wanted; None for the whole library."""
        self._pane = ConflictPane(id="conflicts")

    def view_parts(self) -> tuple[Widget, ...]:
        """The pairs."""
        return (self._pane,)

    def question(self) -> Question:
        """The pairs."""
        return partial(questions.conflicts, self.library, self._within)

    @property
    def mover(self) -> Widget:
        """The pairs."""
        return self._pane

    @property
    def pair(self) -> tuple[StatementId, Related] | None:
        """The pair under the cursor."""
        conflict = self._pane.conflict
        return None if conflict is None else (conflict.here.id, conflict.related)

    @on(ConflictsLoaded)
    def _loaded(self, message: ConflictsLoaded) -> None:
        if (message.story is None) != (self._within is None):
            return
        where = "whole library" if message.story is None else message.story.title
        self.entitle(f"{self.TITLE_WORDS}  {where}")
        self.reveal()
        is_first = not self._pane.count
        self._pane.show(message.conflicts)
        if is_first:
            self._pane.go_to(self.here)

    @on(BlockPane.Moved)
    def _tell(self) -> None:
        if self._pane.count and not self.is_empty:
            repeats = self._pane.repeats
            told = f" · {repeats} told again" if repeats else ""
            self.note(f"{self._pane.cursor + 1}/{self._pane.count}{told}")

    def action_scope(self) -> None:
        """Look in the whole library, or in the story again."""
        self._within = self.here.article if self._within is None else None
        self.begin()

    def action_link(self) -> None:
        """Say how the two are related instead."""
        pair = None if self.is_empty else self.pair
        if pair is not None:
            self.judging.link_pair(pair[0], pair[1].statement)

    def action_open(self) -> None:
        """Go to the first of the two."""
        self.action_jump(1)

    def action_jump(self, number: int) -> None:
        """Go to one of the two."""
        conflict = None if self.is_empty else self._pane.conflict
        if conflict is not None:
            self.dismiss((conflict.here.id, conflict.there.id)[number - 1])
