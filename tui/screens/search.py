"""Search over all articles, as you type."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from core.library import Library
from core.model import SearchHit, StatementId
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.search_rows import answer_words, by_article, hit_row, title_row
from tui.finding import SearchMemory
from tui.messages import Said, Searched
from tui.questions import ask
from tui.screens.dialog import Dialog
from tui.widgets.row_list import RowList


class SearchScreen(Dialog[StatementId]):
    """Hits in context, grouped by article; closes with the statement to go to."""

    PLACE: ClassVar[Place] = Place.SEARCH
    TITLE_WORDS: ClassVar[str] = "Search all articles"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.SEARCH)

    def __init__(self, library: Library, memory: SearchMemory) -> None:
        super().__init__()
        self._library = library
        self._memory = memory
        self._rows: list[SearchHit | str] = []
        self._answered: Searched | None = None

    def parts(self) -> ComposeResult:
        """The query and the hits."""
        yield Input(
            self._memory.query,
            placeholder='words, "a phrase", -without',
            id="query",
            compact=True,
        )
        yield RowList(id="rows")

    def begin(self) -> None:
        """Search again for what was searched last."""
        self.query_one(Input).focus()
        self._search(self._memory.query)

    @on(RowList.Widened)
    def _widened(self) -> None:
        if self._answered is not None:
            self._fill(self._answered)

    def _search(self, query: str) -> None:
        if query.strip():
            ask(self, "search", partial(questions.search, self._library, query))
        else:
            self._answered = None
            self._rows = []
            self.query_one(RowList).clear_options()
            self.note("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._memory.query:
            self._memory.query, self._memory.row = event.value, None
            self._search(event.value)

    @on(Searched)
    def _show(self, message: Searched) -> None:
        if message.query == self._memory.query:
            self._answered = message
            self._fill(message)

    def _fill(self, message: Searched) -> None:
        rows = self.query_one(RowList)
        width = rows.room
        self._rows = []
        options = []
        for title, hits in by_article(message.answer.hits):
            self._rows += [title, *hits]
            options.append(Option(title_row(title, len(hits), width), disabled=True))
            options += [Option(hit_row(hit, width)) for hit in hits]
        rows.set_options(options)
        if self._rows:
            rows.highlighted = min(self._memory.row or 1, len(self._rows) - 1)
        self.note(answer_words(message.answer))

    @on(OptionList.OptionHighlighted)
    def _at(self, event: OptionList.OptionHighlighted) -> None:
        self._memory.row = event.option_index

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _chosen(self) -> None:
        self.action_open()

    @on(Said)
    def _said(self, message: Said) -> None:
        self.note(message.text)

    def action_open(self) -> None:
        """Go to the hit under the cursor."""
        at = self.query_one(RowList).highlighted
        row = self._rows[at] if at is not None and at < len(self._rows) else None
        if isinstance(row, SearchHit):
            self.dismiss(row.statement)
