"""What the screen asks about feeds: plain functions for threads, each answering a message."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path

from textual.widget import Widget

from core.errors import LesartError, SourceError
from core.library import BackgroundWork, Library
from core.model import ArticleId, FeedId, FeedOffer, FullText
from tui.listing import FeedFilter
from tui.messages import (
    EntriesLoaded,
    FeedArticlesLoaded,
    FeedListRead,
    FeedsFound,
    FeedsLoaded,
    FullTextFetched,
    MarksChanged,
    Said,
    Subscribed,
    UpdateBegun,
)
from tui.questions import Question


def ask_outside(asker: Widget, question: Question) -> None:
    """Put a question that waits for the network; its answer comes back as a message.

    In a thread of its own, not a worker: quitting waits for workers, and no server is worth that.
    """

    def work() -> None:
        try:
            answer = question()
        except LesartError as problem:
            answer = Said(str(problem), problem=True)
        asker.post_message(answer)

    threading.Thread(target=work, name="network", daemon=True).start()


def feeds(library: Library) -> FeedsLoaded:
    """All feeds, and how they stand."""
    return FeedsLoaded(library.feeds.statuses())


def articles_of(library: Library, chosen: FeedFilter) -> FeedArticlesLoaded:
    """The articles of some feeds."""
    found = (each for feed in chosen.feeds for each in library.feeds.articles_of(feed))
    return FeedArticlesLoaded(chosen, frozenset(found))


def entries(library: Library, article: ArticleId) -> EntriesLoaded:
    """Of which feeds an article is an entry."""
    return EntriesLoaded(article, library.feeds.entries_of(article))


# --- asking the network ---------------------------------------------------------------------------


def update(library: Library, work: BackgroundWork, wanted: Sequence[FeedId] | None) -> UpdateBegun:
    """Have feeds asked in the background: these, or all of them."""
    feeds = tuple(each.id for each in library.feeds.subscriptions())
    if feeds:
        work.update(wanted)
    return UpdateBegun(feeds if wanted is None else tuple(wanted))


def look(library: Library, address: str) -> FeedsFound:
    """The feed under an address, or those that the page there names."""
    return FeedsFound(address, library.feeds.look(address))


def full_text(library: Library, article: ArticleId) -> FullTextFetched | Said:
    """Take the page of an entry in place of what the feed says of it."""
    found = library.feeds.entries_of(article)
    if not found:
        return Said("This article came from no feed; o opens its address")
    settings = {each.id: each.full_text for each in library.feeds.subscriptions()}
    if all(settings.get(each.feed) is FullText.NEVER for each in found):
        return Said("The pages of its feed are never fetched; f in the list of feeds (F) says so")
    try:
        changed = library.feeds.fetch_full_text(article)
    except SourceError as refused:
        return FullTextFetched(article, changed=False, refusal=str(refused))
    return FullTextFetched(article, changed)


# --- subscribing ----------------------------------------------------------------------------------


def subscribe(library: Library, offer: FeedOffer, group: str) -> Subscribed:
    """Keep a feed that was found."""
    known = {each.id for each in library.feeds.subscriptions()}
    made = library.feeds.subscribe(
        offer.address, group=group, full_text=FullText.WANTED, typed=offer.typed
    )
    return Subscribed(made, offer.title or offer.address, known=made.id in known)


def rename(library: Library, feed: FeedId, name: str) -> MarksChanged:
    """Call a feed otherwise."""
    library.feeds.rename(feed, name)
    said = f"Called {name}" if name else "Called what it calls itself"
    return MarksChanged(f"{said}; u takes it back")


def move(library: Library, feeds: Sequence[FeedId], group: str) -> MarksChanged:
    """Put feeds into a group, or into none."""
    for each in feeds:
        library.feeds.move(each, group)
    return MarksChanged(f"Moved to {group}" if group else "Moved out of its group")


def set_full_text(library: Library, feed: FeedId, wanted: FullText, said: str) -> MarksChanged:
    """Say when the pages of a feed's entries are fetched."""
    library.feeds.set_full_text(feed, wanted)
    return MarksChanged(f"{said[0].upper()}{said[1:]}; u takes it back")


def unsubscribe(library: Library, feed: FeedId, title: str) -> MarksChanged:
    """Take a feed away."""
    library.feeds.unsubscribe(feed)
    return MarksChanged(f"{title} removed, its articles stay; u brings it back")


# --- lists ----------------------------------------------------------------------------------------

_LONGEST_LIST = 10_000_001
"""Bytes that are read of a list: one more than may be taken in."""


def read_list(library: Library, path: str) -> FeedListRead | Said:
    """Subscribe to the feeds of a list."""
    try:
        with Path(path).expanduser().open("rb") as stream:
            data = stream.read(_LONGEST_LIST)
    except (OSError, RuntimeError) as problem:
        return Said(f"{path} cannot be read: {_reason(problem)}", problem=True)
    return FeedListRead(library.feeds.read_list(data, path))


def write_list(library: Library, path: str) -> Said:
    """Write the feeds as a list, into a file that is not there yet."""
    page = library.feeds.written_list()
    try:
        target = Path(path).expanduser()
        with open(target, "xb", opener=_private) as stream:
            stream.write(page)
    except FileExistsError:
        return Said(f"{path} is there already; choose another name", problem=True)
    except (OSError, RuntimeError) as problem:
        return Said(f"{path} cannot be written: {_reason(problem)}", problem=True)
    return Said(f"Wrote {path}")


def _reason(problem: OSError | RuntimeError) -> str:
    return (problem.strerror if isinstance(problem, OSError) else None) or str(problem)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
