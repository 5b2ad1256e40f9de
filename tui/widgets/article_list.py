"""The list of articles, grouped by story; any length, drawn on demand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive

from core.model import ArticleId, ArticleRow, StoryId
from tui.drawing.list_rows import ListEntry, SearchRow, StoryHeader, entry_pieces
from tui.drawing.strips import Piece
from tui.widgets.line_pane import LinePane, Step


class ArticleList(LinePane):
    """Shows stories with their articles below them; the cursor stands on a line."""

    PREFIX = "article-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"article-list--{name}"
        for name in (
            *("bar", "dot", "story", "count", "unread", "read", "derived", "conflicts"),
            *("opened", "current"),
        )
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The line the cursor stands on, counted from 0 without what is folded away."""
    opened: reactive[ArticleId | None] = reactive(None, repaint=False, init=False)
    """The article shown in the text pane."""

    @dataclass
    class ArticleHighlighted(Message):
        """The cursor stands on an article."""

        article: ArticleId

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, ArticleList.ArticleHighlighted)

    @dataclass
    class ArticleChosen(Message):
        """The reader wants to read an article."""

        article: ArticleId

    @dataclass
    class SearchChosen(Message):
        """The reader wants to see what a saved search finds."""

        row: SearchRow

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - as every Textual widget calls it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._entries: Sequence[ListEntry] = ()
        self._headers: list[int] = []
        self._folded: set[StoryId | None] = set()
        self._lines: Sequence[int] = ()
        self._places: dict[ArticleId, int] = {}

    # --- state down -------------------------------------------------------------------------------

    def show(self, entries: Sequence[ListEntry]) -> None:
        """Show these rows; the cursor stays on its article or story if that is still there."""
        before, row = self.entry, self.cursor - self.top
        self._entries = entries
        self._headers = [i for i, entry in enumerate(entries) if isinstance(entry, StoryHeader)]
        self._places = {}
        self._fold_away()
        line = self._line_like(before)
        self.set_reactive(ArticleList.cursor, line)
        self.redraw_all()
        self.show_from(line - row)
        self._reveal()
        if not _same(before, self.entry):
            self._tell()

    @property
    def entry(self) -> ListEntry | None:
        """What the cursor stands on."""
        return self._entries[self._lines[self.cursor]] if self.cursor < len(self._lines) else None

    def go_to(self, article: ArticleId) -> bool:
        """Put the cursor on an article, unfolding its story; False when it is not in the list."""
        place = self._place_of(article)
        if place is None:
            return False
        header = self._header_above(place)
        if header is not None and header.story in self._folded:
            self._fold(header, folded=False)
        self.cursor = self._line_of(place)
        return True

    # --- moving -----------------------------------------------------------------------------------

    def move(self, step: Step, by: int) -> None:
        """Move the cursor, or the rows under it, `by` steps; negative is towards the beginning."""
        match step:
            case "item":
                self.cursor += by
            case "edge":
                self.cursor = 0 if by < 0 else len(self._lines) - 1
            case "paragraph":
                self.cursor = self._header_line_from(by)
            case "line":
                self.scroll_to(y=self.top + by, animate=False, force=True)
            case "half":
                self._turn(by * max(1, self.page.height // 2))
            case "page":
                self._turn(by * max(1, self.page.height - 2))

    def open(self) -> None:
        """Choose what is under the cursor, or fold or unfold the story."""
        entry = self.entry
        if isinstance(entry, StoryHeader):
            self._fold(entry, folded=entry.story not in self._folded)
        elif isinstance(entry, SearchRow):
            self.post_message(self.SearchChosen(entry))
        elif entry is not None:
            self.post_message(self.ArticleChosen(entry.id))

    def out(self) -> None:
        """Go from an article to its story, and fold the story there."""
        entry = self.entry
        if isinstance(entry, StoryHeader):
            self._fold(entry, folded=True)
        elif entry is not None:
            at = bisect_right(self._headers, self._lines[self.cursor]) - 1
            if at >= 0:
                self.cursor = self._line_of(self._headers[at])

    def _turn(self, lines: int) -> None:
        self.show_from(self.top + lines)
        self.cursor += lines

    def _header_line_from(self, by: int) -> int:
        """The line of the story `by` stories away."""
        place = self._lines[self.cursor] if self.cursor < len(self._lines) else 0
        if by >= 0:
            at = bisect_right(self._headers, place) - 1 + by
        else:
            at = bisect_left(self._headers, place) + by
        if at < 0:
            return 0
        return self._line_of(self._headers[at]) if at < len(self._headers) else len(self._lines) - 1

    # --- places -----------------------------------------------------------------------------------

    def _place_of(self, article: ArticleId) -> int | None:
        if not self._places:
            self._places = {
                entry.id: place
                for place, entry in enumerate(self._entries)
                if isinstance(entry, ArticleRow)
            }
        return self._places.get(article)

    def _line_of(self, place: int) -> int:
        """The line of an entry, or of the story it is folded into."""
        return max(0, bisect_right(self._lines, place) - 1)

    def _header_above(self, place: int) -> StoryHeader | None:
        at = bisect_right(self._headers, place) - 1
        header = self._entries[self._headers[at]] if at >= 0 else None
        return header if isinstance(header, StoryHeader) else None

    def _line_like(self, before: ListEntry | None) -> int:
        """Where the entry before is now, else the line the cursor is on, as far as there is one."""
        here = min(self.cursor, max(0, len(self._lines) - 1))
        if before is None or (self._lines and _same(before, self._entries[self._lines[here]])):
            return here
        if isinstance(before, ArticleRow):
            place = self._place_of(before.id)
        else:
            others = self._headers if isinstance(before, StoryHeader) else range(len(self._entries))
            place = next((i for i in others if _same(before, self._entries[i])), None)
        return here if place is None else self._line_of(place)

    # --- folding ----------------------------------------------------------------------------------

    def _fold(self, header: StoryHeader, *, folded: bool) -> None:
        if folded == (header.story in self._folded):
            return
        place = self._lines[self.cursor]
        (self._folded.add if folded else self._folded.remove)(header.story)
        self._fold_away()
        self.set_reactive(ArticleList.cursor, self._line_of(place))
        self.redraw_all()
        self._reveal()

    def _fold_away(self) -> None:
        """Number the lines anew, without the articles of folded stories."""
        count = len(self._entries)
        if not self._folded:
            self._lines = range(count)
            return
        lines = list(range(self._headers[0] if self._headers else count))
        for place, after in pairwise((*self._headers, count)):
            header = self._entries[place]
            hidden = isinstance(header, StoryHeader) and header.story in self._folded
            lines.extend(range(place, place + 1 if hidden else after))
        self._lines = lines

    # --- the cursor -------------------------------------------------------------------------------

    def validate_cursor(self, line: int) -> int:
        """The nearest line there is."""
        return min(max(0, line), max(0, len(self._lines) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two lines; bring the new one into view and say what stands there."""
        self.redraw((old, new))
        if not self._following:
            self._reveal()
        self._tell()

    def watch_opened(self) -> None:
        """Draw the rows again: the opened one carries a sign."""
        self._strips.clear()
        self.refresh()

    def _tell(self) -> None:
        entry = self.entry
        if isinstance(entry, ArticleRow):
            self.post_message(self.ArticleHighlighted(entry.id))

    def _reveal(self) -> None:
        height, top = self.page.height, self.top
        if height <= 0 or top <= self.cursor < top + height:
            return
        third = height // 3
        if self.cursor < top:
            self.show_from(max(0, self.cursor - third))
        else:
            self.show_from(self.cursor - height + 1 + third)

    def left_behind(self, *, downwards: bool) -> None:
        """Take the nearest row in view."""
        self._following = True
        self.cursor = min(max(self.cursor, self.top), self.top + max(1, self.page.height) - 1)
        self._following = False

    def fit(self) -> None:
        """Draw at the new size; the cursor stays in view."""
        self.redraw_all()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row under the mouse and open it."""
        place = event.get_content_offset(self)
        if place is not None and self.top + place.y < len(self._lines):
            self.cursor = self.top + place.y
            self.open()

    # --- drawing ----------------------------------------------------------------------------------

    def line_count(self) -> int:
        """Rows that are not folded away."""
        return len(self._lines)

    def draw(self, line: int) -> Sequence[Piece]:
        """One row."""
        entry = self._entries[self._lines[line]]
        return entry_pieces(
            entry,
            self.page.width,
            current=line == self.cursor,
            opened=isinstance(entry, ArticleRow) and entry.id == self.opened,
            folded=isinstance(entry, StoryHeader) and entry.story in self._folded,
        )


def _same(one: ListEntry | None, other: ListEntry | None) -> bool:
    """Whether both stand for the same article or story."""
    match one, other:
        case ArticleRow(), ArticleRow():
            return one.id == other.id
        case StoryHeader(), StoryHeader():
            return one.story == other.story
        case SearchRow(), SearchRow():
            return one.id == other.id
        case _:
            return one is other
