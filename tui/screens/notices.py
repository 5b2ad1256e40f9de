"""What could not be added or analysed, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets.option_list import Option

from tui.commands import Place, bindings_for
from tui.drawing.lighting import words
from tui.screens.dialog import Dialog
from tui.widgets.row_list import RowList


class NoticesScreen(Dialog[None]):
    """Each source with its reason."""

    PLACE: ClassVar[Place] = Place.NOTICES
    TITLE_WORDS: ClassVar[str] = "Problems"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.NOTICES)

    def __init__(self, notices: Sequence[str]) -> None:
        super().__init__()
        self._notices = notices

    def parts(self) -> ComposeResult:
        """The rows."""
        yield RowList(
            *(Option(words(notice)) for notice in self._notices or ("No problem so far.",)),
            id="rows",
        )
