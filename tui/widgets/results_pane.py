"""The hits of a search in one line each, under the titles of their articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive

from tui.drawing.search_rows import HitLine, OfferLine, ResultLine, TitleLine, result_pieces
from tui.drawing.strips import Piece
from tui.widgets.line_pane import LinePane, Step


class ResultsPane(LinePane):
    """Lines drawn on demand; the cursor stands on a hit or on another spelling."""

    PREFIX = "results"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"results--{name}"
        for name in ("bar", "title", "count", "number", "text", "offer", "hit", "current")
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The line it stands on."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another line."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, ResultsPane.Moved)

    @dataclass
    class Chosen(Message):
        """The reader has pointed at a line."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._lines: Sequence[ResultLine] = ()

    # --- state down -------------------------------------------------------------------------------

    def show(self, lines: Sequence[ResultLine], *, at: int) -> None:
        """Show these lines, the cursor on the hit of this index."""
        self._lines = lines
        places = [n for n, line in enumerate(lines) if isinstance(line, HitLine)]
        offers = [n for n, line in enumerate(lines) if isinstance(line, OfferLine)]
        first = places[min(at, len(places) - 1)] if places else next(iter(offers), 0)
        self.set_reactive(ResultsPane.cursor, first)
        self.redraw_all()
        self.show_from(0)
        self._reveal()

    @property
    def line(self) -> ResultLine | None:
        """What the cursor stands on."""
        return self._lines[self.cursor] if self.cursor < len(self._lines) else None

    @property
    def at_first(self) -> bool:
        """Whether there is nothing above to go to."""
        return self._from(self.cursor, -1) is None

    # --- moving -----------------------------------------------------------------------------------

    def move(self, step: Step, by: int) -> None:
        """Move the cursor, or the lines under it, `by` steps; negative is towards the beginning."""
        match step:
            case "item":
                self._go(self._from(self.cursor, by))
            case "paragraph":
                self._go(self._article_from(by))
            case "edge":
                self._go(self._from(-1, 1) if by < 0 else self._from(len(self._lines), -1))
            case "line":
                self.scroll_to(y=self.top + by, animate=False, force=True)
            case "half":
                self._turn(by * max(1, self.page.height // 2))
            case "page":
                self._turn(by * max(1, self.page.height - 2))
        if by < 0 and self.at_first:
            self.show_from(0)

    def _go(self, line: int | None) -> None:
        if line is not None:
            self.cursor = line

    def _from(self, line: int, by: int) -> int | None:
        """The next line one can stand on."""
        step = 1 if by > 0 else -1
        beyond = len(self._lines) if by > 0 else -1
        stops = (n for n in range(line + step, beyond, step) if self._stands(n))
        return next(stops, None)

    def _stands(self, line: int) -> bool:
        return isinstance(self._lines[line], HitLine | OfferLine)

    def _article_from(self, by: int) -> int | None:
        titles = [n for n, line in enumerate(self._lines) if isinstance(line, TitleLine)]
        if by > 0:
            title = next((n for n in titles if n > self.cursor), None)
        else:
            before = [n for n in titles if n < self.cursor - 1]
            title = before[-1] if before else None
        return None if title is None else self._from(title, 1)

    def _turn(self, lines: int) -> None:
        if not self._lines:
            return
        self.show_from(self.top + lines)
        wanted = min(max(0, self.cursor + lines), max(0, len(self._lines) - 1))
        way = 1 if lines > 0 else -1
        here = self._from(wanted - way, way)
        self._go(self._from(wanted, -way) if here is None else here)

    # --- the cursor -------------------------------------------------------------------------------

    def validate_cursor(self, line: int) -> int:
        """The nearest line there is."""
        return min(max(0, line), max(0, len(self._lines) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two lines; bring the new one into view and say so."""
        self.redraw((old, new))
        if not self._following:
            self._reveal()
        self.post_message(self.Moved())

    def _reveal(self) -> None:
        """Bring the cursor into view, with the title if it stands right above."""
        height, top = self.page.height, self.top
        above = self.cursor - 1
        first = above if above >= 0 and not self._stands_at(above) else self.cursor
        if height <= 0 or (top <= first and self.cursor < top + height):
            return
        third = height // 3
        self.show_from(max(0, first - third if first < top else self.cursor - height + 1 + third))

    def _stands_at(self, line: int) -> bool:
        return line < len(self._lines) and self._stands(line)

    def left_behind(self, *, downwards: bool) -> None:
        """Take the nearest line in view."""
        top, bottom = self.top, self.top + max(1, self.page.height) - 1
        if top <= self.cursor <= bottom:
            return
        self._following = True
        self._go(self._from(top - 1, 1) if downwards else self._from(bottom + 1, -1))
        self._following = False

    def fit(self) -> None:
        """Draw at the new size; the cursor stays in view."""
        self.redraw_all()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line under the mouse and choose it."""
        place = event.get_content_offset(self)
        if place is not None and self._stands_at(self.top + place.y):
            self.cursor = self.top + place.y
            self.post_message(self.Chosen())

    # --- drawing ----------------------------------------------------------------------------------

    def line_count(self) -> int:
        """All lines."""
        return len(self._lines)

    def draw(self, line: int) -> Sequence[Piece]:
        """One line."""
        return result_pieces(
            self._lines[line],
            self.page.width,
            current=line == self.cursor and self._stands(line),
        )
