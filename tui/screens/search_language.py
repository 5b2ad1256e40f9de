"""What can be asked for in a search, with an example of each that can be taken."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from core.library.finding import SCOPE, SYNTAX
from tui.commands import Place, bindings_for
from tui.drawing.lighting import MUTED, words
from tui.drawing.search_rows import rule_row
from tui.screens.dialog import Dialog
from tui.widgets.row_list import RowList


class SearchLanguageScreen(Dialog[str]):
    """The rules of the language; closes with the example that is taken."""

    PLACE: ClassVar[Place] = Place.LANGUAGE
    TITLE_WORDS: ClassVar[str] = "What can be searched"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.LANGUAGE)

    def parts(self) -> ComposeResult:
        """The rules, and below them what each part of a query is about."""
        yield RowList(id="rows")

    def begin(self) -> None:
        """Show all rules."""
        self.query_one(RowList).focus()
        self._show()

    @on(RowList.Widened)
    def _show(self) -> None:
        rows = self.query_one(RowList)
        at = rows.highlighted or 0
        rules = [Option(rule_row(rule, rows.room)) for rule in SYNTAX]
        rows.set_options([*rules, Option(words(SCOPE, MUTED))])
        rows.highlighted = at

    @on(OptionList.OptionHighlighted)
    def _nothing(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Take the example under the cursor into the box."""
        at = self.query_one(RowList).highlighted
        if at is not None and at < len(SYNTAX):
            self.dismiss(SYNTAX[at].syntax)
