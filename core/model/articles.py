"""Articles, as they came and as they are listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.model.ids import ArticleId, Span, StoryId


class Role(StrEnum):
    """What a block of text is in its article."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """One title, lead, heading or paragraph."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the original that is not part of the article, and why."""

    text: str
    """Cleaned of control characters, otherwise as it stood."""
    reason: str
    span: Span
    """Counts in the original."""


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters of the cleaned text that stand unchanged and together in the original."""

    start: int
    original_start: int
    length: int
    original_length: int
    """Equal to `length`, but for composed characters, where one stands for several."""


@dataclass(frozen=True, slots=True)
class Article:
    """One report, cleaned, and where it came from. What is unknown is None, never guessed."""

    id: ArticleId
    source: str
    """Path as given, made absolute; `-` for standard input."""
    title: str
    title_derived: bool
    """True when the report has no headline and the title was taken from its first sentence."""
    text: str
    """The blocks in reading order, separated by blank lines."""
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    original: str
    """As decoded, before anything was cleaned. Never shown without cleaning."""
    alignment: tuple[Run, ...]
    """Where each stretch of `text` stands in `original`, ascending; separators have no run."""
    language: str
    """ISO 639-1, judged from title and text; `und` when undecided."""
    category: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO 8601, as exact as the source says: `2025-05-28`, `2025-05`, or with a time."""
    url: str | None = None

    @property
    def lead(self) -> str | None:
        """The lead, when the report has one apart from its first paragraph."""
        return next((b.span.of(self.text) for b in self.blocks if b.role is Role.LEAD), None)

    @property
    def headings(self) -> tuple[str, ...]:
        """The subheads in reading order."""
        return tuple(b.span.of(self.text) for b in self.blocks if b.role is Role.HEADING)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The running text, paragraph by paragraph."""
        return tuple(b.span.of(self.text) for b in self.blocks if b.role is Role.PARAGRAPH)

    def paragraph_at(self, position: int) -> int:
        """The number of the paragraph at a position of `text`; 0 for title, lead and headings."""
        return paragraph_at(self.blocks, position)


def paragraph_at(blocks: Sequence[Block], position: int) -> int:
    """The number, from 1, of the paragraph a position falls in; 0 when it is in none."""
    paragraph = 0
    for block in blocks:
        if block.role is Role.PARAGRAPH:
            paragraph += 1
        if block.span.start <= position < block.span.end:
            return paragraph if block.role is Role.PARAGRAPH else 0
    return 0


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the list shows of an article."""

    id: ArticleId
    title: str
    title_derived: bool
    source: str
    outlet: str | None
    published: str | None
    language: str
    story: StoryId | None
    statements: int | None
    """None until the article is analysed."""
    conflicts: int | None
    """Statements of this article that differ from or contradict another; None until related."""
    read: bool
    changed: bool = False
    """Whether its text has changed since it was read."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about the same event."""

    id: StoryId
    title: str
    articles: tuple[ArticleId, ...]
