"""A titled frame round one of the four parts of the reading screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.containers import Vertical
from textual.widget import Widget

from tui.commands import Place
from tui.drawing.lighting import words
from tui.widgets.line_pane import Step


class Pane(Vertical):
    """What the screen asks of every pane, whatever it shows."""

    PLACE: ClassVar[Place]

    @property
    def place(self) -> Place:
        """Which of the four this is."""
        return self.PLACE

    @property
    def body(self) -> Widget:
        """The part that takes the focus."""
        raise NotImplementedError

    def move(self, step: Step, by: int) -> None:
        """Move the cursor, or what lies under it."""
        raise NotImplementedError

    def texts(self) -> Sequence[str]:
        """What can be found in this pane, item by item."""
        raise NotImplementedError

    @property
    def item(self) -> int:
        """Index of the item under the cursor; 0 when there is none."""
        raise NotImplementedError

    def select(self, item: int) -> None:
        """Put the cursor on an item and bring it into view."""
        raise NotImplementedError

    def entitle(self, title: str, note: str = "") -> None:
        """Write foreign words into the frame: the title above, a note below."""
        self.border_title = words(title or " ")
        self.border_subtitle = words(note) if note else None
