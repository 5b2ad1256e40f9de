"""The reader's own: marks, verdicts, wishes, corrections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.model.articles import Role
from core.model.contents import EntityKind
from core.model.ids import (
    ArticleId,
    CorrectionId,
    MarkId,
    PartWishId,
    Span,
    StatementId,
    StoryWishId,
)
from core.model.relations import Relation, Ruling


class MarkKind(StrEnum):
    """What the reader left at a statement."""

    BOOKMARK = "bookmark"
    NOTE = "note"
    VERDICT = "verdict"
    """What the reader has said to the relation of two statements."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a mark belongs: quote, neighbourhood and position, so that it survives a changed text.

    The three selectors of the W3C Web Annotation Data Model (TextQuoteSelector with prefix and
    suffix, TextPositionSelector), with the number of the statement beside them.
    """

    article: ArticleId
    statement: int
    quote: str
    prefix: str
    suffix: str
    start: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark, a note on a statement or on a pair of them, or a verdict on a pair."""

    id: MarkId
    kind: MarkKind
    anchor: Anchor
    text: str
    """The note; empty for a bookmark."""
    tags: tuple[str, ...]
    created: str
    """ISO 8601 with offset."""
    changed: str
    orphan: bool = False
    """True when a quote is no longer found in its article."""
    other: Anchor | None = None
    """The other statement of a pair."""
    ruling: Ruling | None = None
    """Of a verdict."""
    relation: Relation | None = None
    """Of a verdict: how the two are related, or would be if it had not been rejected."""

    @property
    def places(self) -> tuple[StatementId, ...]:
        """The statement it is at, or both statements of its pair."""
        anchors = (self.anchor,) if self.other is None else (self.anchor, self.other)
        return tuple(StatementId(each.article, each.statement) for each in anchors)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reader has said to the relation of two statements, whichever stands first."""

    here: StatementId
    there: StatementId
    ruling: Ruling
    relation: Relation


class StoryWishKind(StrEnum):
    """What the reader has to say about stories."""

    MOVE = "move"
    """The articles belong to the story of the others, and no longer to their own."""
    OUT = "out"
    """The articles belong to no story."""
    JOIN = "join"
    """The articles and the others are one story."""
    SPLIT = "split"
    """The articles are a story of their own, apart from the others."""
    RENAME = "rename"
    """The story of the articles has this name."""
    OFF = "off"
    """Nothing is grouped."""


@dataclass(frozen=True, slots=True)
class StoryWish:
    """What the reader knows better about stories; refers to articles, for stories change."""

    id: StoryWishId
    kind: StoryWishKind
    articles: tuple[ArticleId, ...]
    others: tuple[ArticleId, ...]
    """Of the story they are moved to, joined with or split from."""
    left: tuple[ArticleId, ...]
    """Of the story they are moved from."""
    name: str
    """Of a renamed story."""
    created: str
    """ISO 8601 with offset."""


class CorrectionKind(StrEnum):
    """What the reader has to say about a name."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    KIND = "kind"
    HIDE = "hide"
    ADD = "add"


class Reach(StrEnum):
    """Where a correction holds."""

    EVERYWHERE = "everywhere"
    STORY = "story"
    """In the story of the article it was made in."""
    ARTICLE = "article"
    """In that article alone."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the reader knows better about a name; refers to names, for ids change with them."""

    id: CorrectionId
    kind: CorrectionKind
    names: tuple[str, ...]
    """What it is about: the name it was shown under, then other names and spellings of it."""
    kinds: tuple[EntityKind, ...]
    """What it was taken for; another of these names that is of another kind is not meant."""
    name: str
    """What it is called from now on."""
    entity_kind: EntityKind
    """What it is from now on."""
    reach: Reach
    article: ArticleId
    """Where the reader was."""
    created: str
    """ISO 8601 with offset."""
    spelling: str = ""
    """Of a split: only the mentions spelt like this are meant."""
    before: str = ""
    """Of a split of one mention: what stands before it in the article's text."""
    after: str = ""
    """And what stands after it."""


class PartWishKind(StrEnum):
    """What the reader has to say about what of a source is the article."""

    KEEP = "keep"
    """What the rules left out is part of it."""
    LEAVE = "leave"
    """What the rules kept is none."""


@dataclass(frozen=True, slots=True)
class PartWish:
    """A stretch the reader wants in an article, or out of it; known by its words and its place."""

    id: PartWishId
    kind: PartWishKind
    article: ArticleId
    quote: str
    before: str
    """What stands before it in the original."""
    after: str
    """And what stands after it."""
    span: Span
    """Counts in the original."""
    role: Role
    """What it is, or was, in the article."""
    reason: str
    """Why it was left out; empty where the rules kept it."""
    created: str
    """ISO 8601 with offset."""
