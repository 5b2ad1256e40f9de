"""Rows of several lines each, drawn on demand, with a cursor that stands on one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from tui.drawing.strips import Piece
from tui.widgets.line_pane import LinePane, Step

_ANY_WIDTH = 80
"""What blocks are laid out for before the pane has a size: the cursor can be put on one."""


class BlockPane(LinePane):
    """A pane of blocks; what a block is, and how it is drawn, its heirs say."""

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The block the cursor stands on."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another block, or elsewhere in it."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, BlockPane.Moved)

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._starts: Sequence[int] = (0,)
        self._fitted = Size(0, 0)

    # --- for the heirs ----------------------------------------------------------------------------

    def heights(self, width: int) -> Sequence[int]:
        """Lay the blocks out for a width; how many lines each of them takes."""
        raise NotImplementedError

    def draw_block(self, block: int, line: int) -> Sequence[Piece]:
        """One line of a block."""
        raise NotImplementedError

    # --- state down -------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self._starts) - 1

    def lay_out(self) -> None:
        """Lay the blocks out anew; the cursor stays where it is on the screen, if it is seen."""
        place = self._starts[min(self.cursor, self.count)] - self.top
        self._fitted = self.page
        self._starts = (0, *accumulate(self.heights(self.page.width or _ANY_WIDTH)))
        self.set_reactive(BlockPane.cursor, min(self.cursor, max(0, self.count - 1)))
        self.redraw_all()
        self.show_from(self._starts[min(self.cursor, self.count)] - max(0, place))
        self._reveal()
        self.post_message(self.Moved())

    # --- moving -----------------------------------------------------------------------------------

    def move(self, step: Step, by: int) -> None:
        """Move the cursor, or the lines under it, `by` steps; negative is towards the beginning."""
        height = self.page.height
        match step:
            case "item" | "paragraph":
                self.cursor += by
            case "edge":
                self.cursor = 0 if by < 0 else self.count - 1
            case "line":
                self.scroll_to(y=self.top + by, animate=False, force=True)
            case "half":
                self._turn(by * max(1, height // 2))
            case "page":
                self._turn(by * max(1, height - 2))

    def _turn(self, lines: int) -> None:
        before, top = self.cursor, self.top
        self.show_from(top + lines)
        place = min(self._starts[before] + lines, max(0, self.line_count() - 1))
        after = self._block_at(place)
        if after == before:
            after += 1 if lines > 0 else -1
        self.cursor = after

    def _block_at(self, line: int) -> int:
        return min(max(0, bisect_right(self._starts, line) - 1), max(0, self.count - 1))

    # --- the cursor -------------------------------------------------------------------------------

    def validate_cursor(self, block: int) -> int:
        """The nearest block there is."""
        return min(max(0, block), max(0, self.count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two blocks; bring the new one into view and say so."""
        self.redraw((*self._lines_of(old), *self._lines_of(new)))
        if not self._following:
            self._reveal()
        self.post_message(self.Moved())

    def redraw_here(self) -> None:
        """Draw the block under the cursor again."""
        self.redraw(self._lines_of(self.cursor))

    def _lines_of(self, block: int) -> range:
        if block >= self.count:
            return range(0)
        return range(self._starts[block], self._starts[block + 1])

    def _reveal(self) -> None:
        height, top, lines = self.page.height, self.top, self._lines_of(self.cursor)
        if height <= 0 or not lines:
            return
        third = height // 3
        if lines.start < top or len(lines) > height:
            self.show_from(max(0, lines.start - third if len(lines) <= height else lines.start))
        elif lines.stop > top + height:
            self.show_from(min(lines.start, lines.stop - height + third))

    def left_behind(self, *, downwards: bool) -> None:
        """Take the nearest block in view."""
        lines, bottom = self._lines_of(self.cursor), self.top + self.page.height
        if lines.start < bottom and lines.stop > self.top:
            return
        self._following = True
        self.cursor = self._block_at(self.top if downwards else bottom - 1)
        self._following = False

    def fit(self) -> None:
        """Lay the blocks out if the size changed."""
        if self.page != self._fitted:
            self.lay_out()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the block under the mouse."""
        place = event.get_content_offset(self)
        if place is not None and self.top + place.y < self.line_count():
            self.cursor = self._block_at(self.top + place.y)

    # --- drawing ----------------------------------------------------------------------------------

    def line_count(self) -> int:
        """All lines of all blocks."""
        return self._starts[-1]

    def draw(self, line: int) -> Sequence[Piece]:
        """One line of one block."""
        block = self._block_at(line)
        return self.draw_block(block, line - self._starts[block])
