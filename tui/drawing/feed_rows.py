"""Feeds as rows: all of them, their groups, and each with what is unread and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content

from core.model import EntryOf, FeedStatus, FeedUpdate, FullText, Held
from tui.drawing import glyphs
from tui.drawing.lighting import MUTED, hanging, words
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut

_WITH_TIME = 56
"""Cells of a row from which there is room for when a feed was asked last."""
_INDENT = Content("      ")

FULL_TEXT_WORDS = {
    FullText.NEVER: "pages are never fetched",
    FullText.WANTED: "pages are fetched when you ask for one",
    FullText.ALWAYS: "the page of every new entry is fetched",
}


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One row, and the feeds it stands for."""

    title: str
    feeds: tuple[FeedStatus, ...]
    feed: FeedStatus | None = None
    """The one it is; None for a group, and for all."""
    group: str | None = None
    """The group it heads; None for a feed, and for all."""

    @property
    def unread(self) -> int:
        """Unread articles of all its feeds."""
        return sum(each.unread for each in self.feeds)

    @property
    def is_all(self) -> bool:
        """Whether it stands for all feeds."""
        return self.feed is None and self.group is None

    @property
    def key(self) -> str:
        """What stays the same while titles and counts change."""
        return self.feed.subscription.id if self.feed else f"group {self.group}"


def feed_rows(feeds: Sequence[FeedStatus]) -> tuple[FeedRow, ...]:
    """All feeds together, those of no group, then group by group."""
    if not feeds:
        return ()
    rows = [FeedRow("All feeds", tuple(feeds))]
    for group, members in groupby(feeds, key=lambda each: each.subscription.group):
        inside = tuple(members)
        if group:
            rows.append(FeedRow(group, inside, group=group))
        rows += [FeedRow(each.title, (each,), feed=each) for each in inside]
    return tuple(rows)


def feed_content(row: FeedRow, width: int, *, busy: bool) -> Content:
    """Title, when it was asked, what is unread; below it what went wrong, in full."""
    count = str(row.unread or "")
    feed = row.feed
    time = _asked(feed) if feed is not None and width >= _WITH_TIME else ""
    time = f"updating {glyphs.ELLIPSIS}" if busy and feed is not None else time
    tail = f"  {time}  {count:>4}" if time else f"  {count:>4}"
    inside = feed is not None and feed.subscription.group
    head = (
        "" if row.is_all else f"{glyphs.UNFOLDED} " if feed is None else "    " if inside else "  "
    )
    failed = feed is not None and feed.failure is not None
    head = f"{head[:-2]}! " if failed else head
    room = max(1, width - cell_len(head) - cell_len(tail))
    title = cut(harmless(row.title), room, glyphs.ELLIPSIS)
    gap = " " * (room - cell_len(title))
    look = "bold $text-secondary" if row.group else "bold" if row.is_all or row.unread else ""
    line = Content.assemble(
        (head, "$text-warning" if failed else MUTED),
        (title, look),
        gap,
        (tail.removesuffix(f"{count:>4}"), MUTED),
        (f"{count:>4}", "$text-accent"),
    )
    if feed is None or feed.failure is None:
        return line
    return Content("\n").join([line, hanging(_INDENT, words(feed.failure, "$text-warning"), width)])


def _asked(feed: FeedStatus) -> str:
    return feed.checked[:16].replace("T", " ") if feed.checked else "not asked yet"


def feed_detail(row: FeedRow | None) -> Content:
    """What else there is to know of a row, in at most three lines."""
    if row is None:
        return Content()
    if row.feed is None:
        articles = sum(each.articles for each in row.feeds)
        failed = sum(each.failure is not None for each in row.feeds)
        said = [_counted(len(row.feeds), "feed"), _counted(articles, "article")]
        said += [f"{failed} could not be read"] if failed else []
        return words(f" {glyphs.DOT} ".join(said), MUTED)
    feed = row.feed
    full_text = FULL_TEXT_WORDS[feed.subscription.full_text]
    asked = f"asked {_asked(feed)}" if feed.checked else _asked(feed)
    facts = f" {glyphs.DOT} ".join((_counted(feed.articles, "article"), asked, full_text))
    lines = [words(feed.subscription.address, MUTED), words(facts, MUTED)]
    if feed.flaw:
        lines.append(words(f"its flaw: {feed.flaw}", MUTED))
    return Content("\n").join(lines)


def update_words(updates: Sequence[FeedUpdate]) -> tuple[str, bool]:
    """What asking feeds has brought, in one sentence, and whether anything went wrong."""
    added = sum(len(each.added) for each in updates)
    changed = sum(len(each.updated) for each in updates)
    failed = [each for each in updates if each.failure is not None]
    if failed and len(failed) == len(updates) > 1:
        return f"None of the {len(updates)} feeds could be read; F says why of each", True
    said = [f"{added} new" if added else "", f"{changed} changed" if changed else ""]
    brought = ", ".join(part for part in said if part) or "nothing new"
    asked = "the feed" if len(updates) == 1 else f"{len(updates)} feeds"
    if len(updates) == 1 and failed:
        return f"{failed[0].title}: {failed[0].failure}", True
    if failed:
        return f"{brought} in {asked}; {len(failed)} could not be read, F says why", True
    return f"{brought[0].upper()}{brought[1:]} in {asked}", False


def held_words(entries: Sequence[EntryOf]) -> str:
    """How much of an article its feeds have brought, and why its page is not here."""
    if not entries:
        return ""
    said = _HELD[max((each.held for each in entries), key=_MOST.index)]
    refused = next((each.refusal for each in entries if each.refusal), None)
    if said == _HELD[Held.PAGE]:
        return said
    if refused:
        return f"{said}; not its page: {refused}"
    return f"{said}; f fetches its page" if any(each.url for each in entries) else said


_MOST = (Held.TITLE, Held.SUMMARY, Held.TEXT, Held.PAGE)
_HELD = {
    Held.TITLE: "its title alone, from a feed",
    Held.SUMMARY: "a summary, from a feed",
    Held.TEXT: "its text, from a feed",
    Held.PAGE: "its page, found by a feed",
}


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
