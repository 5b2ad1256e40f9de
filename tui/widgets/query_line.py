"""The line a search is typed into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Input

from core.model import Span
from tui.drawing.safe_text import harmless


class _Underliner(Highlighter):
    """Marks what was not understood."""

    def __init__(self) -> None:
        self.spans: tuple[Span, ...] = ()
        self.style = Style(underline=True)

    def highlight(self, text: Text) -> None:
        for span in self.spans:
            text.stylize(self.style, span.start, span.end)


class QueryLine(Input):
    """Shows where a query is wrong; asks for help with `?` where a query would begin."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"query-line--wrong"}

    @dataclass
    class HelpWanted(Message):
        """The reader wants to know what can be asked for."""

    def __init__(self, query: str, *, id: str) -> None:  # noqa: A002 - as every widget calls it
        self._underliner = _Underliner()
        super().__init__(
            harmless(query),
            placeholder='words, "a phrase", -without, entity:NAME   ? for more',
            id=id,
            compact=True,
            select_on_focus=False,
            highlighter=self._underliner,
        )

    def put(self, query: str, cursor: int | None = None) -> None:
        """Replace what stands there."""
        self.value = harmless(query)
        self.cursor_position = len(query) if cursor is None else cursor

    def mark(self, wrong: Sequence[Span]) -> None:
        """Underline these stretches, and nothing else."""
        self._underliner.spans = tuple(wrong)
        self._underliner.style = self.get_component_rich_style("query-line--wrong")
        self.refresh()

    @property
    def scrolled(self) -> int:
        """Cells of the query that have left the line on its left."""
        return self.scroll_offset.x

    def on_key(self, event: events.Key) -> None:
        """Ask for help; no word of a query begins with a question mark."""
        if event.character == "?" and self.selected_text == self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.HelpWanted())

    def on_paste(self, event: events.Paste) -> None:
        """Take one line of what is pasted, without what a terminal would obey."""
        event.stop()
        event.prevent_default()
        line = " ".join(harmless(event.text).split())
        start, end = sorted(self.selection)
        self.replace(line, start, end)
