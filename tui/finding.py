"""Finding: which items of a pane hold the words and where; the way through what was searched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.model import ArticleId, SearchHit, Span, StatementId

if TYPE_CHECKING:
    # Searching is loaded with the first search, not with the first frame.
    from core.library.finding import SearchAnswer


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
    wrapped: bool = False
    """Whether the last step went round the end."""

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
            wrapped = not 0 <= self.at + by < self.count
            return replace(self, at=(self.at + by) % self.count, wrapped=wrapped)
        if by > 0:
            later = next((n for n, item in enumerate(self.items) if item > from_item), None)
            return replace(self, at=later or 0, wrapped=later is None)
        before = [n for n, item in enumerate(self.items) if item < from_item]
        last = before[-1] if before else self.count - 1
        return replace(self, at=last, wrapped=not before)

    def __str__(self) -> str:
        if self.at is None:
            return "no hit" if self.query.strip() else ""
        return place_words(self.at, self.count, wrapped=self.wrapped)


def place_words(at: int, count: int, *, wrapped: bool) -> str:
    """Which hit of how many, and whether the end was passed: `3/17`."""
    return f"{at + 1}/{count}{', round the end' if wrapped else ''}"


def find(query: str, texts: Sequence[str], *, from_item: int) -> Found:
    """All hits in the texts; the current one is the first at or after `from_item`."""
    items = tuple(n for n, text in enumerate(texts) for _ in spans_of(query, text))
    if not items:
        return Found(query, ())
    at = next((n for n, item in enumerate(items) if item >= from_item), 0)
    return Found(query, items, at)


# --- in all articles ------------------------------------------------------------------------------


def place_of(hit: SearchHit) -> StatementId:
    """Where a hit is read; a title that stands in no sentence, at the beginning of its text."""
    return StatementId(hit.article, max(1, hit.statement.number))


@dataclass(frozen=True, slots=True)
class Trail:
    """The hits of a search in the order of its list, and at which of them the reader is."""

    query: str
    hits: tuple[SearchHit, ...]
    at: int | None = None
    """Index into `hits`; None before the first step."""
    wrapped: bool = False
    """Whether the last step went round the end."""

    def stepped(self, by: int, *, here: StatementId | None) -> Trail:
        """The next or previous hit, round the end.

        When the cursor stands on another of the hits by now, the step is taken from there.
        """
        count, at = len(self.hits), self.at
        if here is not None and (at is None or place_of(self.hits[at]) != here):
            places = [place_of(hit) for hit in self.hits]
            at = places.index(here) if here in places else at
        if at is None:
            return replace(self, at=0 if by > 0 else count - 1, wrapped=False)
        return replace(self, at=(at + by) % count, wrapped=not 0 <= at + by < count)

    @property
    def hit(self) -> SearchHit | None:
        """The one the reader is at."""
        return None if self.at is None else self.hits[self.at]

    def lit(self, article: ArticleId) -> tuple[tuple[tuple[int, Span], ...], int | None]:
        """What matched in an article: statement numbers and spans, and which is the current."""
        lit: list[tuple[int, Span]] = []
        current = None
        for hit in sorted(self.hits, key=lambda each: each.statement.number):
            if hit.article == article and hit.statement.number:
                if hit is self.hit:
                    current = len(lit)
                lit += [(hit.statement.number, span) for span in hit.hits]
        return tuple(lit), current if current is not None and current < len(lit) else None

    def __str__(self) -> str:
        if not self.hits:
            return "no hit"
        if self.at is None:
            return str(len(self.hits))
        return place_words(self.at, len(self.hits), wrapped=self.wrapped)


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search as the reader has it before him: query, answer, and the hit under the cursor."""

    query: str = ""
    typing: bool = True
    """Whether the last word may go on: not in what was saved, or searched before."""
    exact: bool = False
    """Whether what was likely meant by a misspelt word is not wanted."""
    answer: SearchAnswer | None = None
    """None until it is there."""
    notes: Mapping[StatementId, str] = field(default_factory=dict)
    """The reader's notes that answer."""
    at: int = 0
    """Index into `shown`."""

    @property
    def guesses(self) -> bool:
        """Whether what is shown holds not the word typed but the one likely meant."""
        answer = self.answer
        return answer is not None and not (answer.hits or self.exact) and bool(answer.guessed)

    @property
    def shown(self) -> tuple[SearchHit, ...]:
        """The hits in the order of the list: articles by their best hit, best first in each."""
        if self.answer is None:
            return ()
        return grouped(self.answer.guessed if self.guesses else self.answer.hits)

    @property
    def trail(self) -> Trail:
        """The way through the hits from the one under the cursor."""
        shown = self.shown
        query = self.query
        if self.guesses and self.answer is not None:
            query = self.answer.suggestions[0].query
        return Trail(query, shown, self.at if self.at < len(shown) else None)


def grouped(hits: Sequence[SearchHit]) -> tuple[SearchHit, ...]:
    """The hits of an article together; articles in the order of their best hit."""
    groups: dict[ArticleId, list[SearchHit]] = {}
    for hit in hits:
        groups.setdefault(hit.article, []).append(hit)
    return tuple(hit for group in groups.values() for hit in group)


def quoted(words: str) -> str:
    """Words as one value of the search language."""
    plain = re.sub(r'["„“”«»]', "", words)
    return f'"{plain}"' if re.search(r"[^\w-]", plain) else plain
