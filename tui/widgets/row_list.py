"""A short list of rows, moved through with the same keys as every other pane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.widgets.line_pane import Step


class RowList(OptionList, inherit_bindings=False):
    """An option list that has no keys of its own: they come from the command table."""

    ALLOW_SELECT: ClassVar[bool] = False

    # However many rows there are, the list is as high as its place: nothing else on the screen
    # need be laid out anew for them.
    virtual_size = Reactive(Size(0, 0))

    @dataclass
    class Widened(Message):
        """The rows have more or less room than before."""

    def __init__(self, *rows: Option, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(*rows, id=id, markup=False)
        self._room = 0

    @property
    def room(self) -> int:
        """Cells for one row; a sensible guess before the first layout."""
        padding = self.get_component_styles("option-list--option").padding.width
        return max(12, self.scrollable_content_region.width - padding)

    def on_resize(self) -> None:
        """Say so when rows that are aligned to the width must be drawn anew."""
        if self._room != self.room:
            self._room = self.room
            self.post_message(self.Widened())

    def move(self, step: Step, by: int) -> None:
        """Move the highlight, or with `line` the rows under it."""
        height = max(1, self.scrollable_content_region.height)
        match step:
            case "item" | "paragraph":
                self._step(by)
            case "edge":
                if by < 0:
                    self.action_first()
                else:
                    self.action_last()
            case "line":
                self.scroll_relative(y=by, animate=False)
            case "half":
                for _ in range(max(1, height // 2)):
                    self._step(by)
            case "page":
                for _ in range(max(1, height - 1)):
                    self._step(by)

    def _step(self, by: int) -> None:
        at = -1 if self.highlighted is None else self.highlighted
        at += by
        while 0 <= at < self.option_count:
            if not self.get_option_at_index(at).disabled:
                self.highlighted = at
                return
            at += by
        if by < 0:
            self.scroll_to(y=0, animate=False)
