"""What a feed says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ENTRIES = 2_000
"""How many entries of one feed are kept at most; the first ones, which are the newest in most."""
LARGEST_FEED = 10_000_000
"""Bytes of one feed at most."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article as a feed announces it; all texts are cleaned, `html` is not."""

    id: str
    """What tells it from the other entries of its feed, also the next time it is read."""
    title: str
    """Empty when the feed gives none."""
    url: str | None
    published: str | None
    """ISO 8601, as exact as the feed says it."""
    author: str | None
    html: str
    """The text as far as the feed holds it, in HTML; may be empty."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stands now."""

    title: str
    home: str | None
    """The page it belongs to."""
    language: str | None
    entries: tuple[FeedEntry, ...]
    left: int = 0
    """How many entries were more than are kept."""
    flaw: str | None = None
    """What is wrong with it, when it could be read all the same."""
