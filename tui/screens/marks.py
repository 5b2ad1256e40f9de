"""Every bookmark, note and verdict, in all articles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from core.library import Library
from core.model import ArticleId, Mark, MarkKind, StatementId
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.mark_rows import mark_row
from tui.messages import AllMarksLoaded, MarksChanged, Said
from tui.questions import ask
from tui.screens.dialog import Dialog
from tui.widgets.row_list import RowList


class MarksScreen(Dialog[StatementId | Mark]):
    """Rows to jump from; closes with the statement to go to, or a mark to attach by hand."""

    PLACE: ClassVar[Place] = Place.MARKS
    TITLE_WORDS: ClassVar[str] = "Bookmarks, notes and verdicts"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.MARKS)

    def __init__(self, library: Library, *, only: MarkKind | None) -> None:
        super().__init__()
        self._library = library
        self._only = only
        self._marks: tuple[Mark, ...] = ()
        self._titles: Mapping[ArticleId, str] = {}

    def parts(self) -> ComposeResult:
        """The rows."""
        yield RowList(id="rows")

    def begin(self) -> None:
        """Ask for the marks."""
        self._ask()

    @on(RowList.Widened)
    def _widened(self) -> None:
        self._fill()

    def _ask(self) -> None:
        ask(self, "all marks", partial(questions.all_marks, self._library))

    @on(AllMarksLoaded)
    def _loaded(self, message: AllMarksLoaded) -> None:
        self._titles = message.titles
        self._marks = tuple(
            mark for mark in message.marks if self._only is None or mark.kind is self._only
        )
        self._fill()

    def _fill(self) -> None:
        rows = self.query_one(RowList)
        at = rows.highlighted or 0
        width = rows.room
        if self._marks:
            rows.set_options(Option(mark_row(mark, self._titles, width)) for mark in self._marks)
            rows.highlighted = min(at, len(self._marks) - 1)
        else:
            rows.set_options([Option("None yet: m bookmarks, a writes a note.", disabled=True)])
        self.note(str(len(self._marks)) if self._marks else "")

    @property
    def _mark(self) -> Mark | None:
        at = self.query_one(RowList).highlighted
        return self._marks[at] if at is not None and at < len(self._marks) else None

    def action_open(self) -> None:
        """Go to the statement the mark belongs to."""
        mark = self._mark
        if mark is None:
            return
        if mark.anchor.article not in self._titles:
            self.notify("Its article is no longer in the library", markup=False)
        else:
            self.dismiss(StatementId(mark.anchor.article, mark.anchor.statement))

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open()

    def action_attach(self) -> None:
        """Take a mark that lost its place, to be attached in the text."""
        mark = self._mark
        if mark is None:
            return
        if mark.orphan:
            self.dismiss(mark)
        else:
            self.notify("It has its place; only marks that lost theirs are attached", markup=False)

    def action_remove(self) -> None:
        """Remove the mark under the cursor."""
        mark = self._mark
        if mark is not None:
            question = partial(questions.remove_mark, self._library, mark.id)
            ask(self, "marks", question, exclusive=False)

    def action_undo(self) -> None:
        """Take back the last change."""
        ask(self, "marks", partial(questions.undo, self._library), exclusive=False)

    def action_redo(self) -> None:
        """Make it again."""
        ask(self, "marks", partial(questions.redo, self._library), exclusive=False)

    @on(MarksChanged)
    def _changed(self, message: MarksChanged) -> None:
        self.notify(message.said, markup=False)
        self._ask()

    @on(Said)
    def _said(self, message: Said) -> None:
        self.notify(message.text, severity="warning", markup=False)
