"""The keys of one place, to be filtered."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.commands import Place, bindings_for
from tui.drawing.help_rows import help_rows
from tui.keymap import in_effect
from tui.screens.dialog import Dialog
from tui.widgets.row_list import RowList


class HelpScreen(Dialog[None]):
    """Groups, keys and what they do; typing filters."""

    PLACE: ClassVar[Place] = Place.HELP
    TITLE_WORDS: ClassVar[str] = "Keys"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.HELP)

    def __init__(self, about: Place) -> None:
        super().__init__()
        self._about = about

    def parts(self) -> ComposeResult:
        """The filter and the rows."""
        yield Input(placeholder="type to filter", id="filter", compact=True)
        yield RowList(id="rows")

    def begin(self) -> None:
        """Show everything."""
        self.note(f"in: {self._about.value}")
        self._show("")

    @on(RowList.Widened)
    def _widened(self) -> None:
        self._show(self.query_one(Input).value)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(OptionList.OptionHighlighted)
    def _nothing(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    def _show(self, query: str) -> None:
        rows = self.query_one(RowList)
        rows.set_options(
            Option(content, disabled=heading)
            for content, heading in help_rows(
                self._about, query, rows.room, commands=in_effect(self.app)
            )
        )
        rows.highlighted = 1 if rows.option_count > 1 else None
