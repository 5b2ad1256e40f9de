"""Find in one pane: which items hold the words, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Span


def spans_of(query: str, text: str) -> tuple[Span, ...]:
    """Every place where the query stands in the text, whatever the case or the line breaks."""
    words = query.split()
    if not words:
        return ()
    pattern = r"\s+".join(re.escape(word) for word in words)
    return tuple(
        Span(match.start(), match.end()) for match in re.finditer(pattern, text, re.IGNORECASE)
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a find has found in a row of items, and at which hit the reader is."""

    query: str
    items: tuple[int, ...]
    """Index of the item of each hit, ascending; an item with two hits stands twice."""
    at: int | None = None
    """Index into `items`; None when there is no hit."""

    @property
    def count(self) -> int:
        """How many hits there are."""
        return len(self.items)

    @property
    def item(self) -> int | None:
        """The item of the current hit."""
        return None if self.at is None else self.items[self.at]

    def stepped(self, by: int, *, from_item: int) -> Found:
        """The next or previous hit, round the end.

        When the cursor has moved away from the current hit, the step is taken from the cursor.
        """
        if self.at is None:
            return self
        if self.items[self.at] == from_item:
            return Found(self.query, self.items, (self.at + by) % self.count)
        if by > 0:
            later = (n for n, item in enumerate(self.items) if item > from_item)
            return Found(self.query, self.items, next(later, 0))
        earlier = (n for n in reversed(range(self.count)) if self.items[n] < from_item)
        return Found(self.query, self.items, next(earlier, self.count - 1))

    def __str__(self) -> str:
        if self.at is None:
            return "no hit" if self.query.strip() else ""
        return f"{self.at + 1} of {self.count}"


def find(query: str, texts: Sequence[str], *, from_item: int) -> Found:
    """All hits in the texts; the current one is the first at or after `from_item`."""
    items = tuple(n for n, text in enumerate(texts) for _ in spans_of(query, text))
    if not items:
        return Found(query, ())
    at = next((n for n, item in enumerate(items) if item >= from_item), 0)
    return Found(query, items, at)


@dataclass(slots=True)
class SearchMemory:
    """What was searched last, and where the reader was in it; kept while the program runs."""

    query: str = ""
    row: int | None = None
