"""Where reports differ or contradict each other, every pair once, the strongest first."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from core.library import Library
from core.model import ArticleId, StatementId
from tui import questions
from tui.commands import Place, bindings_for
from tui.messages import ConflictsLoaded
from tui.questions import ask
from tui.screens.view import View
from tui.widgets.block_pane import BlockPane
from tui.widgets.conflict_pane import ConflictPane


class ConflictsScreen(View):
    """Pairs to jump from, to either side; closes with the statement to go to."""

    PLACE: ClassVar[Place] = Place.CONFLICTS
    TITLE_WORDS: ClassVar[str] = "Conflicts"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.CONFLICTS)

    def __init__(self, library: Library, here: StatementId) -> None:
        """Open on the conflicts of the story of a statement."""
        super().__init__()
        self._library = library
        self._here = here
        self._within: ArticleId | None = here.article
        """An article of the story whose conflicts are wanted; None for the whole library."""
        self._pane = ConflictPane(id="conflicts")

    def view_parts(self) -> tuple[Widget, ...]:
        """The pairs."""
        return (self._pane,)

    def begin(self) -> None:
        """Ask for the pairs."""
        ask(self, "conflicts", partial(questions.conflicts, self._library, self._within))

    @property
    def mover(self) -> Widget:
        """The pairs."""
        return self._pane

    @on(ConflictsLoaded)
    def _loaded(self, message: ConflictsLoaded) -> None:
        if (message.story is None) != (self._within is None):
            return
        where = "whole library" if message.story is None else message.story.title
        self.entitle(f"{self.TITLE_WORDS}  {where}")
        self.reveal()
        self._pane.show(message.conflicts)
        self._pane.go_to(self._here)

    @on(BlockPane.Moved)
    def _tell(self) -> None:
        if self._pane.count:
            self.note(f"{self._pane.cursor + 1}/{self._pane.count}")

    def action_scope(self) -> None:
        """Look in the whole library, or in the story again."""
        self._within = self._here.article if self._within is None else None
        self.begin()

    def action_open(self) -> None:
        """Go to the first of the two."""
        self.action_jump(1)

    def action_jump(self, number: int) -> None:
        """Go to one of the two."""
        conflict = self._pane.conflict
        if conflict is not None:
            self.dismiss((conflict.here.id, conflict.there.id)[number - 1])
