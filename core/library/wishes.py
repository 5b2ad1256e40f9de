"""What a reader can want of names; apart from what fulfils it, which takes its time to load."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import ArticleId, CorrectionKind, EntityId, EntityKind, Mention


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader wants to be otherwise about a name in an article."""

    kind: CorrectionKind
    article: ArticleId
    entity: EntityId | None = None
    """What it is about; None for words to add."""
    name: str = ""
    """What it shall be called; the words to add; the own name of what is split off."""
    entity_kind: EntityKind | None = None
    """What it shall be, and what added words are."""
    into: EntityId | None = None
    """What it is merged with, or what a spelling that is split off belongs to."""
    spelling: str = ""
    """The spelling to split off."""
    mention: Mention | None = None
    """Only this mention is split off."""
