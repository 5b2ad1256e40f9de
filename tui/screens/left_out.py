"""What was left out of an article and why, with the way to take it back."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from core.library import Library
from core.model import ArticleId, Dropped, Role, Statement
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.left_out_rows import drop_row, left_out_row
from tui.drawing.safe_text import harmless
from tui.messages import LeftOutLoaded, MarksChanged, Said
from tui.questions import Question, ask
from tui.screens.dialog import Dialog
from tui.widgets.row_list import RowList


class LeftOutScreen(Dialog[bool]):
    """Passages with their reasons; closes with whether any was taken back or left out."""

    PLACE: ClassVar[Place] = Place.LEFT_OUT
    TITLE_WORDS: ClassVar[str] = "Left out of the article"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.LEFT_OUT)

    def __init__(self, library: Library, article: ArticleId, statement: Statement | None) -> None:
        """Open on an article, with the statement the cursor stands on."""
        super().__init__()
        self._library = library
        self._article = article
        is_text = statement is not None and statement.role is not Role.TITLE
        self._statement = statement if is_text else None
        self._dropped: tuple[Dropped, ...] | None = None
        self._changed = False
        self._waits = False
        """Whether a change is on its way: the numbers of the passages are not known till then."""
        self._closes = False

    def parts(self) -> ComposeResult:
        """The rows."""
        yield RowList(id="rows")

    def begin(self) -> None:
        """Ask for what was left out."""
        ask(self, "left out", partial(questions.dropped, self._library, self._article))

    @on(LeftOutLoaded)
    def _loaded(self, message: LeftOutLoaded) -> None:
        self._dropped = message.dropped
        self._fill()

    @on(RowList.Widened)
    def _fill(self) -> None:
        if self._dropped is None:
            return
        rows = self.query_one(RowList)
        at, width = rows.highlighted or 0, rows.room
        options = [Option(left_out_row(each, width)) for each in self._dropped]
        if not options:
            options.append(Option("Nothing was left out of this article.", disabled=True))
        if self._statement is not None:
            options.append(Option(drop_row(self._statement, width)))
        rows.set_options(options)
        first = 0 if self._dropped else 1
        rows.highlighted = min(max(at, first), len(options) - 1) if options[-1:] else None
        self.note(str(len(self._dropped)) if self._dropped else "")

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Take the passage under the cursor back; in the last row, leave the paragraph out."""
        at = self.query_one(RowList).highlighted
        if at is None or self._dropped is None:
            return
        if at < len(self._dropped):
            self._change(partial(questions.take_back, self._library, self._article, at + 1))
        elif self._statement is not None:
            self._change(partial(questions.drop, self._library, self._statement.id))

    def action_undo(self) -> None:
        """Take back the last change."""
        self._change(partial(questions.undo, self._library))

    def action_redo(self) -> None:
        """Make it again."""
        self._change(partial(questions.redo, self._library))

    def _change(self, question: Question) -> None:
        if not self._waits:
            self._waits = True
            ask(self, "marks", question, exclusive=False)

    @on(MarksChanged)
    def _changed_so(self, message: MarksChanged) -> None:
        self.notify(harmless(message.said), markup=False)
        if message.parts:
            self._changed = True
            # Statements have other numbers now.
            self._statement = None
        self._go_on()

    @on(Said)
    def _said(self, message: Said) -> None:
        self.notify(harmless(message.text), severity="warning", markup=False)
        self._go_on()

    def _go_on(self) -> None:
        self._waits = False
        if self._closes:
            self.dismiss(self._changed)
        else:
            self.begin()

    def action_close(self) -> None:
        """Close, saying whether anything has changed; what is on its way is waited for."""
        self._closes = True
        if not self._waits:
            self.dismiss(self._changed)
