"""Feeds: what the reader has subscribed to, how it stands, and what is new in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.errors import AddressRefused, FeedNotFound
from core.model import (
    ArticleId,
    EntryOf,
    FeedId,
    FeedListReport,
    FeedOffer,
    FeedStatus,
    FullText,
    Subscription,
)
from core.sources.web.addresses import web_address
from core.storage import feeds
from core.storage.database import Database
from core.storage.feeds import EntryCounts, FeedState
from core.text.clean import clean_line

if TYPE_CHECKING:
    from core.library.events import Added, FeedUpdated, Progress
    from core.library.marking import Marking
    from core.sources.feeds.opml import Outline
    from core.storage.marks import Own

_SEPARATOR = " / "
_LONGEST = 200
"""Characters of a name or a group."""


class Feeds:
    """The feeds of one library; any thread may ask.

    Subscriptions are the reader's own, and every change of them can be undone like one of the
    marks. What changes them raises as the marks do: MarksReadOnly, LibraryLocked, LibraryError.
    """

    def __init__(self, database: Database, marking: Marking) -> None:
        self._database = database
        self._marking = marking
        self._free: dict[str, float] = {}
        """From when hosts may be asked for pages again."""

    # --- what there is --------------------------------------------------------------------------

    def subscriptions(self) -> tuple[Subscription, ...]:
        """All of them in the order they were made."""
        return self._marking.subscriptions()

    def statuses(self) -> tuple[FeedStatus, ...]:
        """All feeds with how they stand: those without a group first, then group by group.

        Groups stand in the order in which they came first, each with those inside it.
        """
        states = feeds.states(self._database)
        counted = feeds.counts(self._database)
        nothing = EntryCounts(0, 0)
        return tuple(
            _status(each, states.get(each.id, FeedState()), counted.get(each.id, nothing))
            for each in _grouped(self.subscriptions())
        )

    def resolve(self, reference: str) -> Subscription:
        """The subscription an id, the start of one, an address, a name or a title means.

        Raises:
            FeedNotFound: none does, or more than one.
        """
        found = self.statuses()
        asked = clean_line(reference.strip()).casefold()
        ways = (
            [each for each in found if each.subscription.id == reference],
            [each for each in found if each.subscription.address == _address(reference)],
            [each for each in found if each.title.casefold() == asked],
            [each for each in found if asked and each.subscription.id.startswith(asked)],
        )
        for some in ways:
            if len(some) == 1:
                return some[0].subscription
            if some:
                named = ", ".join(each.subscription.id for each in some)
                raise FeedNotFound(
                    "more than one feed answers to this", subject=asked, advice=f"one of {named}"
                )
        raise FeedNotFound("no feed of this name", subject=asked, advice="`lesart feeds list`")

    def articles_of(self, feed: FeedId) -> tuple[ArticleId, ...]:
        """The articles that are entries of a feed, in list order."""
        return feeds.articles_of(self._database, feed)

    def entries_of(self, article: ArticleId) -> tuple[EntryOf, ...]:
        """Of which feeds an article is an entry, and how much of it is here."""
        known = {each.id for each in self.subscriptions()}
        return tuple(
            EntryOf(feed, entry.url, entry.held, entry.page or None)
            for feed, entry in feeds.entries_of(self._database, article)
            if feed in known
        )

    # --- subscribing ----------------------------------------------------------------------------

    def look(self, address: str) -> tuple[FeedOffer, ...]:
        """The feed under an address the reader typed, or those that the page there names.

        Asks the network.

        Raises:
            SourceError: no answer, or neither a feed nor a page that names one.
        """
        from core.library.updating import look

        return look(address)

    def subscribe(
        self,
        address: str,
        *,
        name: str = "",
        group: str = "",
        full_text: FullText = FullText.WANTED,
        typed: bool = True,
    ) -> Subscription:
        """Subscribe to what stands under an address, which nobody asks for yet.

        The same address twice is one subscription: the one that is there keeps its name and group.

        Raises:
            AddressRefused: no http or https address.
        """
        made = _made(address, name=name, group=group, full_text=full_text, typed=typed)
        report = self._taken([made], said=f"feed {made.name or made.address} added")
        (there,) = report.added or report.known
        if typed and not there.typed:
            # From a list it came without the right to lie on this machine.
            return self._changed(replace(there, typed=True))
        return there

    def rename(self, feed: FeedId, name: str) -> Subscription:
        """Call a feed otherwise; an empty name is what it calls itself.

        Raises:
            FeedNotFound: nobody has subscribed to it.
        """
        return self._changed(replace(self._subscription(feed), name=_line(name)))

    def move(self, feed: FeedId, group: str) -> Subscription:
        """Put a feed into a group; an empty one is none, and ` / ` stands between nested ones.

        Raises:
            FeedNotFound: nobody has subscribed to it.
        """
        return self._changed(replace(self._subscription(feed), group=_group(group)))

    def set_full_text(self, feed: FeedId, full_text: FullText) -> Subscription:
        """Say when the pages of its entries are fetched, from the next update on.

        Raises:
            FeedNotFound: nobody has subscribed to it.
        """
        return self._changed(replace(self._subscription(feed), full_text=full_text))

    def unsubscribe(self, feed: FeedId) -> Subscription:
        """Take a subscription away; its articles stay.

        Raises:
            FeedNotFound: nobody has subscribed to it.
        """
        there = self._subscription(feed)
        self._marking.unsubscribe(feed)
        return there

    # --- lists ----------------------------------------------------------------------------------

    def preview_list(self, data: bytes, name: str = "") -> FeedListReport:
        """What would become of the feeds of a list; nothing is kept.

        Raises:
            SourceNotText: no OPML.
            SourceTooLarge: over the limit.
        """
        coming, refused = _listed(data, name)
        return _report(self.subscriptions(), coming, refused)

    def read_list(self, data: bytes, name: str = "") -> FeedListReport:
        """Subscribe to the feeds of a list (OPML), in one step that can be undone.

        Nothing is taken of it but addresses, titles and groups.

        Raises:
            SourceNotText: no OPML.
            SourceTooLarge: over the limit.
        """
        coming, refused = _listed(data, name)
        report = self._taken(coming, said=f"import of {clean_line(name) or 'a list of feeds'}")
        return replace(report, refused=refused)

    def written_list(self) -> bytes:
        """All feeds as a list for other readers (OPML)."""
        from core.sources.feeds.opml import Outline, written_opml

        outlines = [
            Outline(each.subscription.address, each.title, each.subscription.group)
            for each in self.statuses()
        ]
        return written_opml(outlines, "Lesart")

    # --- what is new ----------------------------------------------------------------------------

    def update(
        self, feeds: Sequence[FeedId] | None = None
    ) -> Iterator[Progress | Added | FeedUpdated]:
        """Ask feeds for what is new and take it in; all of them, or those that are named.

        One that the server calls gone for good is only asked when it is named. May be left, or
        killed, at any moment: the next update goes on where this one was.
        """
        from core.library.updating import update

        yield from update(self._database, self._marking, feeds, free=self._free)

    def fetch_full_text(self, article: ArticleId) -> bool:
        """Put the page of an entry in place of what its feed says; False when it says the same.

        The earlier text is kept with the versions of the article. When it cannot be done, that
        is kept as well, and the feed's text stays.

        Raises:
            SourceError: the page may not be fetched, cannot be, or has nothing to read.
            ArticleNotFound: it is not in the library.
        """
        from core.library.updating import fetch_full_text

        return fetch_full_text(self._database, article, free=self._free)

    # --------------------------------------------------------------------------------------------

    def _subscription(self, feed: FeedId) -> Subscription:
        for each in self.subscriptions():
            if each.id == feed:
                return each
        raise FeedNotFound("nobody has subscribed to this feed", subject=feed)

    def _changed(self, subscription: Subscription) -> Subscription:
        if subscription not in self.subscriptions():
            self._marking.subscribe(subscription)
        return subscription

    def _taken(self, coming: Sequence[Subscription], *, said: str) -> FeedListReport:
        """Keep those that are not known yet, in one step."""
        report = _report(self.subscriptions(), coming, ())
        if report.added:

            def together(own: Own) -> Own:
                nonlocal report
                # Again, for another program may have been quicker.
                report = _report(own.subscriptions, coming, ())
                return replace(own, subscriptions=(*own.subscriptions, *report.added))

            self._marking.exchange(together, said=said)
        return report


def _status(subscription: Subscription, state: FeedState, counted: EntryCounts) -> FeedStatus:
    return FeedStatus(
        subscription=subscription,
        title=subscription.name or state.title or subscription.address,
        home=state.home,
        checked=state.checked,
        failure=state.failure,
        flaw=state.flaw,
        articles=counted.articles,
        unread=counted.unread,
    )


def _grouped(subscriptions: Iterable[Subscription]) -> list[Subscription]:
    """Groups together, in the order in which they came first; what is in none before them."""
    places: dict[tuple[str, ...], int] = {}

    def place(subscription: Subscription) -> tuple[int, ...]:
        path = tuple(filter(None, subscription.group.split(_SEPARATOR)))
        prefixes = [path[:end] for end in range(1, len(path) + 1)]
        return tuple(places.setdefault(each, len(places)) for each in prefixes)

    return sorted(subscriptions, key=place)


def _listed(data: bytes, name: str) -> tuple[list[Subscription], tuple[tuple[str, str], ...]]:
    from core.sources.feeds.opml import read_opml

    found = read_opml(data, clean_line(name))
    return [_of_outline(each) for each in found.outlines], found.refused


def _of_outline(outline: Outline) -> Subscription:
    return _made(
        outline.address,
        name=outline.title,
        group=outline.group,
        full_text=FullText.WANTED,
        typed=False,
    )


def _made(address: str, *, name: str, group: str, full_text: FullText, typed: bool) -> Subscription:
    from core.storage.marks import new_feed_id

    return Subscription(
        id=new_feed_id(),
        address=str(web_address(address)),
        name=_line(name),
        group=_group(group),
        full_text=full_text,
        created=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        typed=typed,
    )


def _report(
    here: Iterable[Subscription],
    coming: Iterable[Subscription],
    refused: tuple[tuple[str, str], ...],
) -> FeedListReport:
    of_address = {each.address: each for each in here}
    added, known = [], []
    for each in coming:
        if each.address in of_address:
            known.append(of_address[each.address])
        else:
            of_address[each.address] = each
            added.append(each)
    return FeedListReport(tuple(added), tuple(known), refused)


def _address(reference: str) -> str | None:
    try:
        return str(web_address(reference))
    except AddressRefused:
        return None


def _line(text: str) -> str:
    return clean_line(" ".join(text.split()))[:_LONGEST].strip()


def _group(text: str) -> str:
    parts = (_line(part) for part in text.split(_SEPARATOR))
    return _SEPARATOR.join(filter(None, parts))[:_LONGEST]
