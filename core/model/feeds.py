"""Feeds the reader has subscribed to, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.model.ids import ArticleId, FeedId


class FullText(StrEnum):
    """When the page of an entry is fetched, and not only what the feed holds of it."""

    NEVER = "never"
    WANTED = "wanted"
    """When the reader asks for one."""
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed the reader has subscribed to; belongs to the marks."""

    id: FeedId
    address: str
    """Where it stands; no two subscriptions have the same."""
    name: str
    """What the reader calls it; empty for what it calls itself."""
    group: str
    """The groups it is in, from outside to inside, with ` / ` between; empty for none."""
    full_text: FullText
    created: str
    """ISO 8601 with offset."""
    typed: bool
    """The reader typed the address: it may lie on this machine or network. From a list it may
    not."""


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """A subscription and what is known of its feed."""

    subscription: Subscription
    title: str
    """What is shown: the reader's name for it, else its own, else its address."""
    home: str | None
    """The page it belongs to."""
    checked: str | None
    """When it was asked last, ISO 8601 with offset; None before the first time."""
    failure: str | None
    """What went wrong the last time; None when it went well."""
    flaw: str | None
    """What is wrong with the feed, when it could be read all the same."""
    articles: int
    unread: int


@dataclass(frozen=True, slots=True)
class FeedUpdate:
    """What asking one feed has brought."""

    feed: FeedId
    title: str
    added: tuple[ArticleId, ...] = ()
    """New here; an entry that was here already in the same words is counted as known."""
    updated: tuple[ArticleId, ...] = ()
    known: int = 0
    """Entries that had been taken in before."""
    left: int = 0
    """Entries that were more than are taken in."""
    failed: tuple[tuple[str, str], ...] = ()
    """Entries that could not be taken in, and why."""
    failure: str | None = None
    """Why the whole feed brought nothing."""
    unchanged: bool = False
    """The server said that nothing is new."""


class Held(StrEnum):
    """How much of a report is in the library."""

    TITLE = "title"
    SUMMARY = "summary"
    """A few sentences, as most feeds have them."""
    TEXT = "text"
    """What the feed says at length."""
    PAGE = "page"
    """The page of the entry."""


@dataclass(frozen=True, slots=True)
class EntryOf:
    """That an article is an entry of a feed, and how much of it is here."""

    feed: FeedId
    url: str | None
    """Its page; None when the feed names none."""
    held: Held
    refusal: str | None
    """Why its page was not taken, when it was wanted; None otherwise."""


@dataclass(frozen=True, slots=True)
class FeedOffer:
    """A feed that was found under an address the reader typed."""

    address: str
    title: str
    """Its own, or what the page calls it; may be empty."""
    typed: bool
    """It stands where the reader's own address led: on the host that was typed."""


@dataclass(frozen=True, slots=True)
class FeedListReport:
    """What became of the feeds of a list."""

    added: tuple[Subscription, ...]
    known: tuple[Subscription, ...]
    """Subscribed to before."""
    refused: tuple[tuple[str, str], ...]
    """What stood there, and why it was not taken."""
