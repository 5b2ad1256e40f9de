"""What is new in feeds becomes articles: each entry once, whatever happens in between.

An entry is noted as taken in by the same transaction that keeps its article. What the server
said about its feed, so that it need not send the same again, is only noted when all entries are.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from core.errors import (
    LibraryError,
    MarksReadOnly,
    SourceError,
    SourceNotText,
)
from core.library import adding, finding
from core.library.adding import Read
from core.library.asking import Asking
from core.library.events import Added, FeedUpdated, Progress
from core.library.marking import Marking
from core.model import (
    AddReport,
    Article,
    ArticleId,
    FeedId,
    FeedOffer,
    FeedUpdate,
    FullText,
    Held,
    Refusal,
    Role,
    Statement,
    Subscription,
)
from core.sources.documents import RawDocument
from core.sources.feeds.feed import MOST_ENTRIES, Feed, FeedEntry
from core.sources.isolation import Isolated
from core.sources.reading import content_digest, digest_of, read_article, read_entry
from core.sources.web.addresses import web_address
from core.sources.web.fetching import Fetched, Wanted, fetch
from core.sources.web.polite import Polite
from core.sources.web.robots import Robots, robots_of, robots_record
from core.storage import articles, feeds
from core.storage.articles import SourceState
from core.storage.database import Database
from core.storage.feeds import FeedState, SeenEntry
from core.text.clean import clean_line

_BATCH = 50
"""Entries that are kept in one transaction and then reported."""
_READING_SECONDS = 60.0
"""How long the entries of one feed may take to read; those that are left come the next time."""
_MOST_PAGES = 50
"""Pages that are fetched of one feed in one update; the other entries keep what the feed says."""
_SUMMARY = 600
"""Characters up to which a text is no more than a summary."""
_CUT = ("…", "...", "[…]", "[...]", "[&hellip;]")
_LONGEST_REASON = 300
_ROBOTS_SECONDS = 24 * 60 * 60.0
_ACCEPT = (
    "application/rss+xml,application/atom+xml,application/feed+json,application/rdf+xml,"
    "application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"
)

Key = tuple[FeedId, str]
"""A feed, and one of its entries; no entry for the feed itself."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An entry that has been read and is not yet kept."""

    entry: str
    source: str
    url: str | None
    digest: str
    article: Article | None
    """None when it cannot become one."""
    given: str = ""
    """The digest of the article's text."""
    held: Held = Held.TITLE
    page: str | None = None
    refusal: str = ""
    """Why it becomes none."""


@dataclass(slots=True)
class _Underway:
    """A feed that is being updated."""

    subscription: Subscription
    feed: Feed
    state: FeedState
    """As it is to be noted when everything has been taken in."""
    waiting: dict[str, _Candidate] = field(default_factory=dict)
    """Entries whose pages are being fetched, as they are without them."""
    ready: list[_Candidate] = field(default_factory=list)
    added: list[ArticleId] = field(default_factory=list)
    updated: list[ArticleId] = field(default_factory=list)
    known: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


# --- many feeds -----------------------------------------------------------------------------------


def update(
    database: Database,
    marking: Marking,
    wanted: Sequence[FeedId] | None,
    *,
    free: dict[str, float],
) -> Iterator[Progress | Added | FeedUpdated]:
    """Take in what is new in these feeds, or in all that are not gone; see `Feeds.update`."""
    there = marking.subscriptions()
    if wanted is None:
        feeds.forget_others(database, [each.id for each in there])
    states = feeds.states(database)
    asked = {
        each.id: each
        for each in there
        if (wanted is None and not states.get(each.id, FeedState()).gone)
        or (wanted is not None and each.id in wanted)
    }
    finding.prepare(database)
    yield Progress("updating", 0, len(asked))
    if not asked:
        return
    with Isolated() as isolated, Asking[Key](lambda: polite(database, free)) as asking:
        updating = _Updating(database, marking, isolated, asking)
        for each in asked.values():
            state = states.get(each.id, FeedState())
            asking.feed(
                (each.id, ""),
                Wanted(each.address, each.typed, _ACCEPT, state.etag, state.modified),
            )
        done = 0
        while done < len(asked):
            answer = asking.answer()
            feed, entry = answer.key
            if entry:
                events = updating.page(feed, entry, answer.found)
            else:
                known = states.get(feed, FeedState())
                events = updating.feed(asked[feed], known, answer.found)
            for event in events:
                yield event
                if isinstance(event, FeedUpdated):
                    done += 1
                    yield Progress("updating", done, len(asked))


def polite(database: Database, free: dict[str, float]) -> Polite:
    """Fetches pages; what servers want is kept for a day."""

    def known(origin: str) -> Robots | None:
        found = feeds.robots(database, origin, since=time.time() - _ROBOTS_SECONDS)
        return None if found is None else robots_of(found)

    def note(origin: str, robots: Robots) -> None:
        now = time.time()
        feeds.put_robots(
            database, origin, robots_record(robots), fetched=now, since=now - _ROBOTS_SECONDS
        )

    return Polite(known=known, note=note, free=free)


class _Updating:
    """Takes answers in, one after the other."""

    def __init__(
        self, database: Database, marking: Marking, isolated: Isolated, asking: Asking[Key]
    ) -> None:
        self._database = database
        self._marking = marking
        self._isolated = isolated
        self._asking = asking
        self._underway: dict[FeedId, _Underway] = {}

    def feed(
        self, subscription: Subscription, known: FeedState, found: Fetched | SourceError
    ) -> Iterator[Added | FeedUpdated]:
        """Take in what a feed holds, as far as nothing else has to be waited for."""
        checked = replace(known, checked=_now(), failure=None, gone=False)
        if isinstance(found, SourceError):
            yield self._failed(subscription, checked, found)
            return
        if found.moved is not None:
            self._follow(subscription, found.moved)
        if found.data is None:
            feeds.put_state(self._database, subscription.id, checked)
            yield FeedUpdated(
                FeedUpdate(subscription.id, _title(subscription, checked), unchanged=True)
            )
            return
        try:
            feed = self._isolated.feed(
                found.data, address=found.address, content_type=found.content_type
            )
        except SourceError as error:
            yield self._failed(subscription, checked, _with_names(error, found, self._isolated))
            return
        state = replace(
            checked,
            etag=found.etag,
            modified=found.modified,
            title=feed.title,
            home=feed.home,
            language=feed.language,
            flaw=_flaw(feed),
        )
        underway = _Underway(subscription, feed, state)
        self._underway[subscription.id] = underway
        yield from self._entries(underway)
        yield from self._closed(underway)

    def page(
        self, feed: FeedId, entry: str, found: Fetched | SourceError
    ) -> Iterator[Added | FeedUpdated]:
        """Take in an entry whose page has come, or has not."""
        underway = self._underway[feed]
        candidate = underway.waiting.pop(entry)
        underway.ready.append(with_page(candidate, found, underway.feed.title, self._isolated))
        if len(underway.ready) >= _BATCH:
            yield from self._kept(underway)
        yield from self._closed(underway)

    def _failed(
        self, subscription: Subscription, state: FeedState, error: SourceError
    ) -> FeedUpdated:
        reason = _reason(error)
        gone = getattr(error, "status", None) == _GONE
        if gone:
            reason = f"it is gone for good ({reason})"
        state = replace(state, failure=reason, gone=gone)
        feeds.put_state(self._database, subscription.id, state)
        return FeedUpdated(FeedUpdate(subscription.id, _title(subscription, state), failure=reason))

    def _follow(self, subscription: Subscription, moved: str) -> None:
        """Let the subscription follow a feed that has moved for good."""
        # Where the marks cannot be changed, the server says it again the next time.
        with suppress(MarksReadOnly, LibraryError):
            typed = subscription.typed and _same_host(subscription.address, moved)
            self._marking.follow(subscription.id, moved, typed=typed)

    def _entries(self, underway: _Underway) -> Iterator[Added]:
        """Read the entries that are new, and keep them as they come."""
        feed = underway.subscription.id
        entries = _named(underway.feed.entries)
        seen = feeds.seen(self._database, feed, entries)
        taken = dict(feeds.sources(self._database, feed))
        end = time.monotonic() + _READING_SECONDS
        for name, entry in entries.items():
            before = seen.get(name)
            digest = content_digest(f"{entry.title}\x00{entry.html}")
            if before is not None and before.digest == digest:
                underway.known += 1
                continue
            if time.monotonic() > end:
                # Without them the server must send the feed again.
                underway.state = replace(
                    underway.state,
                    etag=None,
                    modified=None,
                    flaw="it takes long to read; the rest comes the next time",
                )
                break
            source = before.source if before else _source(underway.subscription, name, entry, taken)
            taken.setdefault(source, name)
            candidate = self._read(underway, name, entry, source, digest)
            if entry.url is not None and self._wants_page(underway, before, source):
                underway.waiting[name] = candidate
                self._asking.page((feed, name), entry.url)
                continue
            underway.ready.append(candidate)
            if len(underway.ready) >= _BATCH:
                yield from self._kept(underway)

    def _wants_page(self, underway: _Underway, before: SeenEntry | None, source: str) -> bool:
        if len(underway.waiting) >= _MOST_PAGES:
            return False
        if before is not None and before.page == "":
            return underway.subscription.full_text is not FullText.NEVER
        if underway.subscription.full_text is not FullText.ALWAYS:
            return False
        return before is not None or articles.source_state(self._database, source) is None

    def _read(
        self, underway: _Underway, name: str, entry: FeedEntry, source: str, digest: str
    ) -> _Candidate:
        candidate = _Candidate(name, source, entry.url, digest, None)
        try:
            article = read_entry(entry, source, underway.feed, self._isolated)
        except SourceError as error:
            return replace(candidate, refusal=_reason(error))
        if article.outlet is None and entry.url is not None:
            article = replace(article, outlet=web_address(entry.url).host.removeprefix("www."))
        return replace(
            candidate, article=article, given=content_digest(article.text), held=held(article)
        )

    def _kept(self, underway: _Underway) -> Iterator[Added]:
        ready, underway.ready = underway.ready, []
        report = keep(self._database, underway.subscription.id, ready, underway)
        if report.added or report.updated:
            yield Added(report)

    def _closed(self, underway: _Underway) -> Iterator[Added | FeedUpdated]:
        """What is to be said when nothing more comes of a feed."""
        if underway.waiting:
            return
        yield from self._kept(underway)
        subscription = underway.subscription
        del self._underway[subscription.id]
        feeds.put_state(self._database, subscription.id, underway.state)
        yield FeedUpdated(
            FeedUpdate(
                feed=subscription.id,
                title=_title(subscription, underway.state),
                added=tuple(underway.added),
                updated=tuple(underway.updated),
                known=underway.known,
                left=underway.feed.left,
                failed=tuple(underway.failed),
            )
        )


_GONE = 410


def _named(entries: Iterable[FeedEntry]) -> Mapping[str, FeedEntry]:
    """The entries by what tells them apart; some feeds call several of them the same."""
    said = tuple(entries)
    times = Counter(each.id for each in said)
    named: dict[str, FeedEntry] = {}
    for each in said:
        name = each.id if times[each.id] == 1 else f"{each.id} {each.url or each.title}"
        named.setdefault(name, each)
    return named


def _source(
    subscription: Subscription, name: str, entry: FeedEntry, taken: Mapping[str, str]
) -> str:
    """What the text of a new entry comes from: its page, unless another entry has the same."""
    if entry.url is not None and taken.get(entry.url, name) == name:
        return entry.url
    return f"{subscription.address}#{name}"


def _flaw(feed: Feed) -> str | None:
    if feed.left:
        return f"{feed.left:,} entries more than the {MOST_ENTRIES:,} that are taken in"
    return feed.flaw


def _with_names(error: SourceError, found: Fetched, isolated: Isolated) -> SourceError:
    """What is said of something that is no feed: when it is a page, with the feeds it names."""
    if not isinstance(error, SourceNotText) or found.data is None:
        return error
    try:
        named = isolated.named_feeds(
            found.data, address=found.address, content_type=found.content_type
        )
    except SourceError:
        return error
    if not named:
        return error
    return SourceNotText(
        "this is a web page and no feed",
        subject=error.subject,
        advice=f"its feed is {named[0].address}",
    )


def _title(subscription: Subscription, state: FeedState) -> str:
    return subscription.name or state.title or subscription.address


def _reason(error: SourceError) -> str:
    said = f"{error.message} ({error.advice})" if error.advice else error.message
    return clean_line(said)[:_LONGEST_REASON]


def _same_host(one: str, other: str) -> bool:
    here, there = web_address(one), web_address(other)
    return (here.host, here.port) == (there.host, there.port)


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


# --- keeping --------------------------------------------------------------------------------------


def keep(
    database: Database, feed: FeedId, candidates: Sequence[_Candidate], underway: _Underway
) -> AddReport:
    """Keep entries in one transaction; where that fails, each in its own, as far as it can be."""
    if not candidates:
        return AddReport()
    try:
        reports = _keep_together(database, feed, candidates)
    except LibraryError:
        raise
    except Exception as error:
        # Whatever is wrong with one entry must not take the others along.
        if len(candidates) > 1:
            some = [keep(database, feed, [each], underway) for each in candidates]
            return sum(some, AddReport())
        (broken,) = candidates
        refusal = clean_line(f"cannot be kept: {error}")[:_LONGEST_REASON]
        return keep(database, feed, [replace(broken, article=None, refusal=refusal)], underway)
    report = sum(reports, AddReport())
    underway.added += report.added
    underway.updated += report.updated
    underway.known += len(report.unchanged)
    underway.failed += [(each.source, each.reason) for each in report.failed]
    return report


def _keep_together(
    database: Database, feed: FeedId, candidates: Sequence[_Candidate]
) -> list[AddReport]:
    kept: dict[ArticleId, tuple[Article, Sequence[Statement]]] = {}
    with database.writing():
        reports = [_keep(database, feed, each, kept) for each in candidates]
        finding.put_all(database, list(kept.values()))
    return reports


def _keep(
    database: Database,
    feed: FeedId,
    candidate: _Candidate,
    kept: dict[ArticleId, tuple[Article, Sequence[Statement]]],
) -> AddReport:
    """Keep what an entry says, and note that it has been taken in."""
    before = feeds.seen(database, feed, [candidate.entry]).get(candidate.entry)
    noted = SeenEntry(
        entry=candidate.entry,
        source=candidate.source,
        url=candidate.url or (None if before is None else before.url),
        digest=candidate.digest,
        article=None if before is None else before.article,
        given="" if before is None else before.given,
        held=candidate.held if before is None else before.held,
        page=candidate.page if before is None else before.page,
    )
    if candidate.article is None:
        feeds.put_entry(database, feed, noted)
        named = candidate.url or candidate.source
        return AddReport(failed=(Refusal(named, candidate.refusal),))
    known = articles.source_state(database, candidate.source)
    taken = replace(noted, given=candidate.given, held=candidate.held, page=candidate.page)
    if before is None and known is not None:
        # The same page was added by the reader, or named by another feed.
        if known.state.digest != candidate.given:
            others = feeds.entries_of(database, known.article)
            here = next((each.held for _, each in others), Held.PAGE)
            taken = replace(noted, held=here)
        feeds.put_entry(database, feed, replace(taken, article=known.article))
        return AddReport(unchanged=(known.article,))
    if before is not None and (before.given or before.article is not None):
        elsewhere = known is None or known.state.digest != before.given
        # Better the page as it was than the few words of the feed.
        worse = before.page == "" and candidate.page != ""
        if elsewhere or worse:
            # Its article has gone, or has its text from elsewhere.
            feeds.put_entry(database, feed, noted)
            return AddReport(unchanged=(before.article,) if before.article else ())
    state = SourceState(candidate.source, candidate.given, len(candidate.article.text), 0)
    same = feeds.same_text(database, candidate.article.title, candidate.article.text)
    if known is None and same is not None:
        articles.add_source(database, same, state)
        report = AddReport(unchanged=(same,))
    else:
        report = adding.keep(database, Read(candidate.article, state, known), kept, _now())
    (article,) = report.added + report.updated + report.unchanged
    feeds.put_entry(database, feed, replace(taken, article=article))
    return report


def held(article: Article) -> Held:
    """How much of a report an entry has, by its looks."""
    said = [block.span.of(article.text) for block in article.blocks if block.role is not Role.TITLE]
    if not said:
        return Held.TITLE
    whole = "\n".join(said)
    return Held.SUMMARY if len(whole) < _SUMMARY or whole.endswith(_CUT) else Held.TEXT


# --- pages ----------------------------------------------------------------------------------------


def with_page(
    candidate: _Candidate, found: Fetched | SourceError, outlet: str, isolated: Isolated
) -> _Candidate:
    """An entry with the text of its page, where that could be fetched and says more."""
    try:
        article, digest = _read_page(candidate, found, isolated)
    except SourceError as error:
        return replace(candidate, page=_reason(error) or "not fetched")
    said = candidate.article
    if said is not None:
        if len(article.text) < len(said.text):
            return replace(candidate, page="its page says less than the feed")
        article = replace(
            article,
            published=said.published or article.published,
            author=said.author or article.author,
        )
    article = replace(article, outlet=article.outlet or outlet or None, url=candidate.url)
    return replace(candidate, article=article, given=digest, held=Held.PAGE, page="", refusal="")


def _read_page(
    candidate: _Candidate, found: Fetched | SourceError, isolated: Isolated
) -> tuple[Article, str]:
    if isinstance(found, SourceError):
        raise found
    data = found.data or b""
    raw = RawDocument(
        candidate.source,
        data,
        len(data),
        None,
        address=found.address,
        content_type=found.content_type,
    )
    article = read_article(raw, isolated)
    return article, digest_of(article, raw)


def fetch_full_text(database: Database, wanted: ArticleId, *, free: dict[str, float]) -> bool:
    """Put the page of an entry in place of what its feed says; see `Feeds.fetch_full_text`."""
    there = articles.article(database, wanted)
    named = [each for each in feeds.entries_of(database, wanted) if each[1].url is not None]
    if not named:
        raise SourceError("no feed names a page of this article", subject=there.title)
    feed, entry = named[0]
    finding.prepare(database)

    async def ready() -> None:
        pass

    async def asked() -> Fetched:
        return await polite(database, free).page(entry.url or "", ready=ready)

    said = _Candidate(entry.entry, entry.source, entry.url, entry.digest, there)
    try:
        found: Fetched | SourceError = asyncio.run(asked())
    except SourceError as error:
        found = error
    with Isolated() as isolated:
        taken = with_page(said, found, there.outlet or "", isolated)
    if taken.article is None or taken.page != "":
        if entry.page != "":
            feeds.put_entry(database, feed, replace(entry, page=taken.page))
        raise SourceError(taken.page or "", subject=there.title)
    state = SourceState(entry.source, taken.given, len(taken.article.text), 0)
    article = replace(taken.article, id=wanted)
    with database.writing():
        if article.text != there.text:
            kept = adding.put(database, article, state, seen=_now())
            finding.put_all(database, [kept])
        else:
            articles.add_source(database, wanted, state)
        feeds.put_entry(database, feed, replace(entry, given=taken.given, held=Held.PAGE, page=""))
    return article.text != there.text


# --- looking --------------------------------------------------------------------------------------


def look(address: str) -> tuple[FeedOffer, ...]:
    """The feed under an address the reader typed, or those a page names; see `Feeds.look`."""
    typed = str(web_address(address))
    found = asyncio.run(fetch(Wanted(typed, typed=True, accept=_ACCEPT)))
    with Isolated() as isolated:
        try:
            feed = isolated.feed(
                found.data or b"", address=found.address, content_type=found.content_type
            )
        except SourceNotText as error:
            named = isolated.named_feeds(
                found.data or b"", address=found.address, content_type=found.content_type
            )
            if not named:
                raise SourceNotText(
                    "this is no feed, and names none", subject=clean_line(typed)
                ) from error
            return tuple(
                FeedOffer(each.address, each.title, _same_host(typed, each.address))
                for each in named
            )
    stands = found.moved or typed
    return (FeedOffer(stands, feed.title, _same_host(typed, stands)),)
