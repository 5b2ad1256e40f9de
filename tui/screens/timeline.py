"""What the reports of a story say happened when."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.library import Library
from core.library.reporting import drawn
from core.model import Saying, StatementId, TimelineEntry
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.timeline_rows import date_row, picture, saying_row
from tui.messages import TimelineLoaded
from tui.questions import Question
from tui.screens.view import Judging, View
from tui.widgets.row_list import RowList


class TimelineScreen(View):
    """A picture of the dates, and the statements behind them; closes with the one to go to."""

    PLACE: ClassVar[Place] = Place.TIMELINE
    TITLE_WORDS: ClassVar[str] = "Timeline"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.TIMELINE)

    def __init__(self, library: Library, here: StatementId, judging: Judging) -> None:
        """Open on a statement, if it is dated."""
        super().__init__(library, here, judging)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._rows: list[TimelineEntry | Saying] = []

    def view_parts(self) -> tuple[Widget, ...]:
        """The picture and the rows."""
        return Static(id="plot"), RowList(id="rows")

    def question(self) -> Question:
        """The dates."""
        return partial(questions.timeline, self.library, self.here.article)

    @on(TimelineLoaded)
    def _loaded(self, message: TimelineLoaded) -> None:
        here = self._saying_here()
        self._entries = message.entries
        self.entitle(f"{self.TITLE_WORDS}  {message.story.title}")
        self._rows = []
        for entry in message.entries:
            self._rows += [entry, *entry.sayings]
        self.reveal()
        self._fill()
        self.query_one(RowList).highlighted = self._place_of(here)

    def _saying_here(self) -> Saying | None:
        at = self.query_one(RowList).highlighted
        row = self._rows[at] if at is not None and at < len(self._rows) else None
        return row if isinstance(row, Saying) else None

    def _place_of(self, before: Saying | None) -> int:
        """Where the cursor stood, else on the statement the reader comes from, else first."""
        sayings = {at: row for at, row in enumerate(self._rows) if isinstance(row, Saying)}
        same = (at for at, row in sayings.items() if row == before)
        wanted = self.here if before is None else before.statement.id
        of_statement = (at for at, row in sayings.items() if row.statement.id == wanted)
        return next(same, next(of_statement, 1))

    @on(RowList.Widened)
    def _fill(self) -> None:
        rows = self.query_one(RowList)
        if not self._entries:
            return
        at = rows.highlighted
        rows.set_options(
            Option(saying_row(row, rows.room))
            if isinstance(row, Saying)
            else Option(date_row(row), disabled=True)
            for row in self._rows
        )
        rows.highlighted = at
        lines = drawn(self._entries, rows.room)
        plot = self.query_one("#plot", Static)
        plot.display = bool(lines)
        plot.update(picture(lines, max(3, self.size.height // 2 - 3)) if lines else "")

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        count = len(self._rows) - len(self._entries)
        before = self._rows[: event.option_index + 1]
        number = sum(isinstance(row, Saying) for row in before)
        dates = "1 date" if len(self._entries) == 1 else f"{len(self._entries)} dates"
        self.note(f"{number}/{count} · {dates}")

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go to the statement under the cursor."""
        saying = None if self.is_empty else self._saying_here()
        if saying is not None:
            self.dismiss(saying.statement.id)
