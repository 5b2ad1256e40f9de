"""What is new about a report: what it brings into its story, and what changed in its text."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from core.library import Library
from core.model import Related, StatementId
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.news_rows import entries, summary
from tui.messages import NewsLoaded
from tui.questions import Question
from tui.screens.view import Judging, View
from tui.widgets.block_pane import BlockPane
from tui.widgets.news_pane import NewsPane


class NewsScreen(View):
    """Statements to judge and to go to, here and in the reports before; closes with the place."""

    PLACE: ClassVar[Place] = Place.NEWS
    TITLE_WORDS: ClassVar[str] = "What is new"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.NEWS)

    def __init__(self, library: Library, here: StatementId, judging: Judging) -> None:
        """Open on the report of a statement."""
        super().__init__(library, here, judging)
        self._summary = Static(id="summary")
        self._pane = NewsPane(id="news")

    def view_parts(self) -> tuple[Widget, ...]:
        """The counts, and the statements."""
        return self._summary, self._pane

    def question(self) -> Question:
        """What is new."""
        return partial(questions.news, self.library, self.here.article)

    @property
    def mover(self) -> Widget:
        """The statements."""
        return self._pane

    @property
    def pair(self) -> tuple[StatementId, Related] | None:
        """The statement under the cursor, and the one of another report it stands against."""
        entry = self._pane.entry
        return None if entry is None else entry.pair

    @on(NewsLoaded)
    def _loaded(self, message: NewsLoaded) -> None:
        is_first = not self._pane.count
        self.entitle(f"{self.TITLE_WORDS}  {message.title}")
        self._summary.update(summary(message.news, message.changes))
        self.reveal()
        self._pane.show(entries(message.news, message.changes))
        # From the beginning of the report one looks at all of it.
        if is_first and self.here.number > 1:
            self._pane.go_to(self.here)

    @on(BlockPane.Moved)
    def _tell(self) -> None:
        if self._pane.count and not self.is_empty:
            self.note(f"{self._pane.cursor + 1}/{self._pane.count}")

    def action_link(self) -> None:
        """Say how the two are related instead; of a statement alone, take it as one side."""
        entry = None if self.is_empty else self._pane.entry
        if entry is None:
            return
        if entry.pair is None:
            self.judging.link_from(entry.places[0])
        else:
            self.judging.link_pair(entry.pair[0], entry.pair[1].statement)

    def action_open(self) -> None:
        """Go to the statement of the report."""
        self.action_jump(1)

    def action_jump(self, number: int) -> None:
        """Go to the statement, or to one of those of other reports."""
        entry = None if self.is_empty else self._pane.entry
        if entry is not None and number <= len(entry.places):
            self.dismiss(entry.places[number - 1])
