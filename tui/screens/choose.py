"""A list to choose one thing from, narrowed by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.commands import Place, bindings_for
from tui.drawing.correction_rows import choice_row
from tui.drawing.lighting import words
from tui.screens.dialog import Dialog
from tui.widgets.row_list import RowList

Value = TypeVar("Value")

_MOST = 200
"""Rows shown at once; who looks for another types on."""


@dataclass(frozen=True, slots=True)
class Offer(Generic[Value]):
    """One thing to choose."""

    text: str
    note: str
    value: Value


class ChooseScreen(Dialog[Offer[Value]], Generic[Value]):
    """Rows that hold every word typed; closes with the one chosen."""

    PLACE: ClassVar[Place] = Place.CHOOSE
    TITLE_WORDS: ClassVar[str] = "Choose"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.CHOOSE)

    def __init__(self, title: str, offers: Sequence[Offer[Value]]) -> None:
        super().__init__()
        self._asked = title
        self._offers = offers
        self._shown: list[Offer[Value]] = []

    def parts(self) -> ComposeResult:
        """The words to narrow by, and the rows."""
        yield Input(placeholder="type to narrow", id="narrow", compact=True)
        yield RowList(id="rows")

    def begin(self) -> None:
        """Show everything."""
        self.query_one("#dialog").border_title = words(self._asked)
        self.query_one(Input).focus()
        self._fill()

    @on(RowList.Widened)
    def _widened(self) -> None:
        self._fill()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._fill()

    def _fill(self) -> None:
        wanted = self.query_one(Input).value.casefold().split()
        found = [
            offer
            for offer in self._offers
            if all(word in f"{offer.text} {offer.note}".casefold() for word in wanted)
        ]
        self._shown = found[:_MOST]
        rows = self.query_one(RowList)
        rows.set_options(
            [
                Option(choice_row(offer.text, offer.note, rows.room, ellipsis="…"))
                for offer in self._shown
            ]
            or [Option("Nothing of that name.", disabled=True)]
        )
        rows.highlighted = 0 if self._shown else None
        self.note(f"{len(found)}" if len(found) <= _MOST else f"{_MOST} of {len(found)}")

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Choose the row under the cursor."""
        at = self.query_one(RowList).highlighted
        if at is not None and at < len(self._shown):
            self.dismiss(self._shown[at])
