"""What other articles say about the statement under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.library import DEFAULT_THRESHOLD, score_words
from core.model import Mark, RelatedStatement, StatementId
from tui.commands import Place
from tui.drawing.lighting import MUTED, words
from tui.drawing.related_rows import below_row, near_row, related_line, related_row
from tui.widgets.line_pane import Step
from tui.widgets.pane import Pane
from tui.widgets.row_list import RowList

NOT_ANALYSED = "Not analysed yet."


class RelatedPanel(Pane):
    """Related statements, best first; the reader's own note on the statement above them."""

    PLACE: ClassVar[Place] = Place.RELATED

    related: reactive[tuple[RelatedStatement, ...]] = reactive((), repaint=False)
    near: reactive[tuple[RelatedStatement, ...] | None] = reactive[
        tuple[RelatedStatement, ...] | None
    ](None, repaint=False)
    """What is hidden just below the threshold, shown below the rest; None unless asked for."""
    threshold: reactive[float] = reactive(DEFAULT_THRESHOLD, repaint=False)
    """The score from which statements are shown as related."""
    analysed: reactive[bool] = reactive(False, repaint=False)
    """Whether "nothing found" is an answer already."""
    marks: reactive[tuple[Mark, ...]] = reactive((), repaint=False)
    """The marks on the current statement."""

    @dataclass
    class Highlighted(Message):
        """The reader looks at one of the related statements."""

        index: int

    @dataclass
    class Chosen(Message):
        """The reader wants to go there."""

        statement: StatementId

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._rows = RowList(id="relatives")
        self._items: list[RelatedStatement | None] = []
        """What each row stands for; None for a row that only says something."""
        self._notes: Mapping[StatementId, str] = {}
        """On the current statement and another, by both."""

    def compose(self) -> ComposeResult:
        """The note and the rows."""
        yield Static(id="own-note")
        yield self._rows

    def on_mount(self) -> None:
        """Say what there is before the first statement."""
        self.watch_threshold()
        self.watch_marks()
        self._fill()

    @property
    def body(self) -> RowList:
        """The rows."""
        return self._rows

    @property
    def index(self) -> int:
        """Which related statement the reader looks at; the best one to begin with."""
        return self.body.highlighted or 0

    @property
    def found(self) -> RelatedStatement | None:
        """What the reader looks at."""
        return self.found_at(self.index)

    def found_at(self, index: int) -> RelatedStatement | None:
        """What a row stands for."""
        return self._items[index] if index < len(self._items) else None

    def move(self, step: Step, by: int) -> None:
        """Move through the rows."""
        self.body.move(step, by)

    def texts(self) -> Sequence[str]:
        """The words of the related statements."""
        return ["" if found is None else found.text for found in self._items]

    @property
    def item(self) -> int:
        """The row under the cursor."""
        return self.index

    def select(self, item: int) -> None:
        """Put the cursor on a row."""
        self.body.highlighted = item

    def watch_related(self) -> None:
        """Show other rows, from the first."""
        self._fill()

    def watch_near(self) -> None:
        """Show others below them."""
        self._fill()

    def watch_threshold(self) -> None:
        """Say it where it is not the usual one."""
        usual = self.threshold == DEFAULT_THRESHOLD
        self.entitle("Related" if usual else f"Related ≥ {score_words(self.threshold)}")

    def watch_analysed(self) -> None:
        """Say something else when there are none."""
        self._fill()

    def watch_marks(self) -> None:
        """Show the note on the statement, and those on it and another."""
        if not self.is_mounted:
            return
        own = [mark for mark in self.marks if mark.other is None]
        note = self.query_one("#own-note", Static)
        note.update(_own_words(own))
        note.display = any(mark.text or mark.tags for mark in own)
        notes = {
            place: " ".join((mark.text, *(f"#{tag}" for tag in mark.tags)))
            for mark in self.marks
            if mark.other
            for place in mark.places
            if mark.text
        }
        if notes != self._notes:
            self._notes = notes
            self._fill()

    @on(RowList.Widened)
    def _widened(self, event: RowList.Widened) -> None:
        event.stop()
        self._fill()

    def _fill(self) -> None:
        if not self._rows.is_attached:
            return
        rows, width = self.body, self.body.room
        at = rows.highlighted or 0
        shown: list[tuple[Content, RelatedStatement | None]] = [
            (self._row(number, found, width), found) for number, found in enumerate(self.related, 1)
        ]
        if not shown:
            # A row, not a widget of its own: hiding and showing would lay out the whole screen.
            said = "Nothing like it in the other articles." if self.analysed else NOT_ANALYSED
            shown.append((Content.styled(said, MUTED), None))
        if self.near is not None:
            below = below_row(self.threshold, len(self.near), width)
            shown.append((below, None))
            shown += [(near_row(found, self.threshold, width), found) for found in self.near]
        self._items = [found for _, found in shown]
        rows.set_options(Option(row, disabled=found is None) for row, found in shown)
        rows.highlighted = self._closest(at)

    def _row(self, number: int, found: RelatedStatement, width: int) -> Content:
        note = self._notes.get(found.related.statement, "")
        return related_row(number, found, width, note=note)

    def _closest(self, at: int) -> int | None:
        """The row where the cursor was, else the last before it, else the first behind it."""
        rows = [row for row, found in enumerate(self._items) if found is not None]
        return max((row for row in rows if row <= at), default=min(rows, default=None))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Highlighted(event.option_index))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        chosen = self.found_at(event.option_index)
        if chosen is not None:
            self.post_message(self.Chosen(chosen.related.statement))


class RelatedLine(Static):
    """The best related statement in one line, where there is no room for the panel."""

    related: reactive[tuple[RelatedStatement, ...]] = reactive(())
    analysed: reactive[bool] = reactive(False)

    def render(self) -> Content:
        """The line, or why there is none."""
        if self.related:
            width = self.content_size.width
            return related_line(self.related[0], len(self.related), width)
        return Content.styled("nothing related" if self.analysed else "not analysed yet", MUTED)


def _own_words(marks: Sequence[Mark]) -> Content:
    lines = [words(mark.text, "italic") for mark in marks if mark.text]
    tags = sorted({tag for mark in marks for tag in mark.tags})
    if tags:
        lines.append(words(" ".join(f"#{tag}" for tag in tags), "$text-accent"))
    return Content("\n").join(lines)
