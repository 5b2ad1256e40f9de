"""Subscriptions are the reader's own; what is new in them becomes articles, each once."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import pytest

from core.errors import AddressRefused, FeedNotFound, SourceError, SourceNotText
from core.library import FeedUpdated, Library, updating
from core.library.events import Added, Progress
from core.model import (
    FeedId,
    FeedStatus,
    FeedUpdate,
    FullText,
    Held,
    Subscription,
)
from core.sources.web.fetching import Limits
from tests.core.sources.web.server import Answer, Server, answer, serving

BRIDGE = (
    "Die Brücke am Hafen bleibt bis Ende März gesperrt. Das hat der Rat der Stadt am Montag "
    "beschlossen. Die Kosten der Sanierung steigen von 4 auf 6 Millionen Euro."
)
HARVEST = (
    "Die Bauern im Land erwarten eine gute Ernte. Der Verband rechnet mit 42 Millionen Tonnen "
    "Getreide, zwei Millionen mehr als im vorigen Jahr."
)


def item(number: int, text: str = "", *, link: str = "", title: str = "", more: str = "") -> str:
    said = text or f"Bericht Nummer {number}: Der Rat hat über den Antrag {number} abgestimmt."
    return (
        f"<item><guid isPermaLink='false'>id-{number}</guid>"
        f"<title>{title or f'Meldung {number}'}</title>"
        + (f"<link>{link}</link>" if link else "")
        + f"<description>{escape(said)}</description>{more}</item>"
    )


def rss(*items: str, title: str = "Wuppertaler Blatt") -> bytes:
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
        f"<title>{title}</title><link>https://blatt.example/</link><language>de-de</language>"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def page(*paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!doctype html><html lang='de'><head><title>Seite</title>{head}</head>"
        f"<body><article><h1>Die Brücke bleibt zu</h1>{body}</article></body></html>"
    ).encode()


Paths = dict[str, Answer | bytes]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library")
    yield opened
    opened.close()


def updates(library: Library, wanted: Sequence[FeedId] | None = None) -> list[FeedUpdate]:
    events = library.feeds.update(wanted)
    return [each.update for each in events if isinstance(each, FeedUpdated)]


def updated(library: Library, feed: Subscription) -> FeedUpdate:
    (found,) = updates(library, [feed.id])
    return found


def status(library: Library, feed: Subscription) -> FeedStatus:
    return next(each for each in library.feeds.statuses() if each.subscription.id == feed.id)


def texts(library: Library) -> list[str]:
    return [library.article(row.id).text for row in library.rows()]


# --- subscriptions --------------------------------------------------------------------------------


def test_an_address_is_subscribed_to_once_however_it_is_written(library: Library) -> None:
    first = library.feeds.subscribe("https://Blatt.example:443/feed", name=" Das \x1b[2J Blatt ")
    again = library.feeds.subscribe("https://blatt.example/feed", name="anders", group="Politik")
    assert again == first
    assert first.name == "Das Blatt"
    assert first.address == "https://blatt.example/feed"
    assert library.feeds.subscriptions() == (first,)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "blatt", ""])
def test_what_is_no_web_address_is_refused(library: Library, address: str) -> None:
    with pytest.raises(AddressRefused):
        library.feeds.subscribe(address)
    assert library.feeds.subscriptions() == ()


def test_every_change_of_a_subscription_can_be_undone_and_done_again(library: Library) -> None:
    made = library.feeds.subscribe("https://blatt.example/feed")
    renamed = library.feeds.rename(made.id, "Blatt")
    assert library.feeds.rename(made.id, "Blatt") == renamed
    moved = library.feeds.move(made.id, " Politik /  / Land ")
    assert moved.group == "Politik / Land"
    full = library.feeds.set_full_text(made.id, FullText.ALWAYS)
    assert library.feeds.unsubscribe(made.id) == full
    assert library.feeds.subscriptions() == ()
    states = [full, moved, renamed, made]
    said = []
    for state in states:
        said.append(library.undo())
        assert library.feeds.subscriptions() == (state,)
    said.append(library.undo())
    assert library.feeds.subscriptions() == ()
    assert said == [
        "feed Blatt removed",
        "feed Blatt changed",
        "feed Blatt changed",
        "feed Blatt changed",
        "feed https://blatt.example/feed added",
    ]
    assert library.redo() == "feed https://blatt.example/feed added"
    assert library.feeds.subscriptions() == (made,)


def test_what_nobody_has_subscribed_to_cannot_be_changed(library: Library) -> None:
    with pytest.raises(FeedNotFound):
        library.feeds.rename(FeedId("x"), "Blatt")


def test_a_feed_is_found_by_id_address_name_and_the_start_of_its_id(library: Library) -> None:
    one = library.feeds.subscribe("https://blatt.example/feed", name="Das Blatt")
    two = library.feeds.subscribe("https://post.example/feed")
    library.feeds.subscribe("https://post.example/sport", name="das BLATT")
    assert library.feeds.resolve(one.id) == one
    assert library.feeds.resolve("https://POST.example/feed") == two
    assert library.feeds.resolve(two.id[:8].upper()) == two
    with pytest.raises(FeedNotFound, match="more than one"):
        library.feeds.resolve("Das Blatt")
    with pytest.raises(FeedNotFound, match="no feed"):
        library.feeds.resolve("Zeitung")


def test_groups_stand_together_in_the_order_of_their_coming(library: Library) -> None:
    for number, group in enumerate(["Land", "", "Welt", "Land / Nord", "Welt", "Land"]):
        library.feeds.subscribe(f"https://blatt.example/{number}", group=group)
    shown = [each.subscription.group for each in library.feeds.statuses()]
    assert shown == ["", "Land", "Land", "Land / Nord", "Welt", "Welt"]


def test_subscriptions_travel_with_the_marks_but_not_the_right_to_ask_this_machine(
    library: Library, tmp_path: Path
) -> None:
    from core.library.carrying import Form

    library.feeds.subscribe("http://127.0.0.1:9/feed", name="Hier", group="Haus")
    library.feeds.subscribe("http://127.0.0.1:9/other")
    written = library.export_own(Form.JSON)
    assert "- Haus / Hier: " in library.export_own(Form.MD)
    out = tmp_path / "own.json"
    out.write_text(written, encoding="utf-8")
    other = Library.open(tmp_path / "other")
    assert len(other.import_own(out).added) == 2
    came, _ = other.feeds.subscriptions()
    assert (came.name, came.group, came.typed) == ("Hier", "Haus", False)
    assert len(other.import_own(out).unchanged) == 2
    out.write_text(written.replace("http://127", "file://127"), encoding="utf-8")
    refusal, _ = other.import_own(out).failed
    assert "http" in refusal.reason
    other.close()


# --- lists ----------------------------------------------------------------------------------------

LIST = b"""<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
<outline text="Politik" startup="/bin/sh" isComment="false">
  <outline type="rss" text="Blatt" title="Das Blatt" xmlUrl="https://blatt.example/feed"
    htmlUrl="javascript:alert(1)" filtercmd="rm -rf /"/>
  <outline type="rss" text="b&#x9b;1mse" xmlUrl="javascript:alert(1)"/>
  <outline type="rss" text="Datei" xmlUrl="file:///etc/passwd"/>
  <outline type="rss" text="Rohr" xmlUrl="|curl https://x.example"/>
</outline>
<outline type="rss" text="Post" xmlUrl="https://post.example/feed"/>
<outline type="rss" text="Noch einmal" xmlUrl="https://POST.example/feed"/>
</body></opml>"""


def test_a_list_is_shown_before_it_is_taken_and_taken_in_one_step(library: Library) -> None:
    post = library.feeds.subscribe("https://post.example/feed", name="Meine Post")
    shown = library.feeds.preview_list(LIST, "liste.opml")
    assert library.feeds.subscriptions() == (post,)
    report = library.feeds.read_list(LIST, "liste.opml")
    (added,) = report.added
    assert [each.address for each in shown.added] == [added.address]
    assert (added.name, added.group, added.typed) == ("Das Blatt", "Politik", False)
    assert report.known == shown.known == (post,)
    assert [source for source, _ in report.refused] == [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "|curl https://x.example",
    ]
    assert library.feeds.read_list(LIST).added == ()
    assert library.undo() == "import of liste.opml"
    assert library.feeds.subscriptions() == (post,)


def test_a_list_that_is_written_can_be_read_again(library: Library, tmp_path: Path) -> None:
    library.feeds.subscribe("https://blatt.example/feed?a=1&b=2", name="Blatt <b>", group="A / B")
    library.feeds.subscribe("https://post.example/feed")
    other = Library.open(tmp_path / "other")
    other.feeds.read_list(library.feeds.written_list())
    assert [(each.address, each.name, each.group) for each in other.feeds.subscriptions()] == [
        ("https://post.example/feed", "https://post.example/feed", ""),
        ("https://blatt.example/feed?a=1&b=2", "Blatt <b>", "A / B"),
    ]
    other.close()


def test_what_is_no_list_is_refused(library: Library) -> None:
    with pytest.raises(SourceNotText):
        library.feeds.read_list(b"<html></html>")


# --- looking --------------------------------------------------------------------------------------


def test_a_feed_is_offered_with_its_title_and_where_it_has_moved_to(library: Library) -> None:
    paths: Paths = {
        "/old": answer(status="301 Moved", Location="/feed"),
        "/feed": answer(rss(item(1))),
    }
    with serving(paths) as server:
        (offer,) = library.feeds.look(server.address("/old"))
        assert (offer.address, offer.title) == (server.address("/feed"), "Wuppertaler Blatt")
        assert offer.typed


def test_a_page_offers_the_feeds_it_names(library: Library) -> None:
    links = (
        "<link rel='alternate' type='application/rss+xml' title='Alles \x1b]0;x\x07' href='/feed'>"
        "<link rel='ALTERNATE home' type='Application/Atom+XML' href='https://a.example/atom'>"
        "<link rel='alternate' type='application/feed+json' href='/json'>"
        "<link rel='alternate' type='application/rss+xml' href='javascript:alert(1)'>"
        "<link rel='alternate' type='application/rss+xml' href='/feed'>"
        "<link rel='alternate' type='text/html' href='/en'>"
    )
    with serving({"/": answer(page(BRIDGE, head=links)), "/no": answer(page(BRIDGE))}) as server:
        offers = library.feeds.look(server.address("/"))
        assert [(each.address, each.title, each.typed) for each in offers] == [
            (server.address("/feed"), "Alles", True),
            ("https://a.example/atom", "", False),
            (server.address("/json"), "", True),
        ]
        with pytest.raises(SourceNotText, match="names none"):
            library.feeds.look(server.address("/no"))
        feed = library.feeds.subscribe(server.address("/"))
        failure = updated(library, feed).failure
        assert failure is not None
        assert f"its feed is {server.address('/feed')}" in failure


# --- what is new ----------------------------------------------------------------------------------


def test_new_entries_become_articles_with_what_the_feed_says_of_them(library: Library) -> None:
    dated = "<pubDate>Mi, 05 Mär 2025 10:00:00 +0100</pubDate><author>Eva Klein</author>"
    body = f"<p>{BRIDGE}</p><p>{HARVEST}</p>"
    feed_ = rss(item(1, body, link="https://blatt.example/1", more=dated), item(2, HARVEST))
    with serving({"/feed": answer(feed_)}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        events = list(library.feeds.update())
    assert events[0] == Progress("updating", 0, 1)
    assert events[-1] == Progress("updating", 1, 1)
    (report,) = [each.report for each in events if isinstance(each, Added)]
    (update,) = [each.update for each in events if isinstance(each, FeedUpdated)]
    assert update.added == report.added
    one, two = map(library.article, report.added)
    assert (one.title, one.author, one.outlet) == ("Meldung 1", "Eva Klein", "Wuppertaler Blatt")
    assert (one.published or "").startswith("2025-03-05")
    assert one.url == one.source == "https://blatt.example/1"
    assert one.paragraphs == (BRIDGE, HARVEST)
    assert one.language == "de"
    assert (two.url, two.source) == (None, f"{feed.address}#id-2")
    assert [hit.statement.article for hit in library.search("Getreide").hits]
    shown = status(library, feed)
    assert (shown.title, shown.articles, shown.unread) == ("Wuppertaler Blatt", 2, 2)
    assert (shown.home, shown.failure, shown.flaw) == ("https://blatt.example/", None, None)
    assert shown.checked is not None
    library.set_read(one.id, read=True)
    assert status(library, feed).unread == 1
    assert set(library.feeds.articles_of(feed.id)) == {one.id, two.id}


def test_the_same_again_is_nothing_new_and_is_not_sent_again(library: Library) -> None:
    whole = answer(rss(item(1), item(2)), ETag='"a"', Last_Modified="Wed, 05 Mar 2025 09:00:00 GMT")

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        known = 'If-None-Match: "a"' in server.asked[-1].replace("if-none-match", "If-None-Match")
        writer.write(answer(status="304 Not Modified") if known else whole)
        await writer.drain()

    with serving({"/feed": handle, "/plain": answer(rss(item(1), item(2)))}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        assert len(updated(library, feed).added) == 2
        again = updated(library, feed)
        plain = library.feeds.subscribe(server.address("/plain"))
        assert (updated(library, plain).added, updated(library, plain).known) == ((), 2)
    assert again.unchanged
    assert "09:00:00" in server.asked[1]
    assert library.article_count() == 2
    assert status(library, feed).articles == status(library, plain).articles == 2


def test_a_changed_entry_updates_its_article_and_its_history_is_kept(library: Library) -> None:
    paths: Paths = {"/feed": answer(rss(item(1, BRIDGE), item(2)))}
    with serving(paths) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        first, _ = updated(library, feed).added
        paths["/feed"] = answer(rss(item(1, BRIDGE + " Nachtrag: Der Bund zahlt mit."), item(2)))
        update = updated(library, feed)
    assert (update.updated, update.added, update.known) == ((first,), (), 1)
    assert "Nachtrag" in library.article(first).text
    assert len(library.versions(first)) == 2


def test_the_same_text_from_two_feeds_and_a_file_is_one_article(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "bruecke.txt"
    file.write_text(f"Die Brücke bleibt zu\n\n{BRIDGE}\n\n{HARVEST}\n", encoding="utf-8")
    (report,) = [each.report for each in library.add([str(file)]) if isinstance(each, Added)]
    entry = f"<p>{BRIDGE}</p><p>{HARVEST}</p>"
    one = rss(item(1, entry, title="Die Brücke bleibt zu", link="https://blatt.example/1"))
    with serving({"/one": answer(one), "/two": answer(one)}) as server:
        for path in ("/one", "/two"):
            feed = library.feeds.subscribe(server.address(path))
            update = updated(library, feed)
            assert (update.added, update.known) == ((), 1)
            assert library.feeds.articles_of(feed.id) == report.added
    (article,) = report.added
    assert library.sources(article) == (str(file), "https://blatt.example/1")
    assert [each.held for each in library.feeds.entries_of(article)] == [Held.SUMMARY] * 2


def test_a_page_the_reader_has_added_is_not_replaced_by_the_words_of_a_feed(
    library: Library,
) -> None:
    whole = page(BRIDGE, HARVEST)
    paths: Paths = {"/1": answer(whole)}
    with serving(paths) as server:
        (added,) = [e.report for e in library.add([server.address("/1")]) if isinstance(e, Added)]
        text = texts(library)
        feed = library.feeds.subscribe(server.address("/feed"))
        for said in ("Kurz gesagt.", "Anders gesagt."):
            paths["/feed"] = answer(rss(item(1, said, link=server.address("/1"))))
            update = updated(library, feed)
            assert (update.added, update.updated, update.known) == ((), (), 1)
    assert texts(library) == text
    (entry,) = library.feeds.entries_of(added.added[0])
    assert (entry.feed, entry.held) == (feed.id, Held.PAGE)


def test_entries_that_are_called_the_same_or_lead_to_one_page_are_articles_of_their_own(
    library: Library,
) -> None:
    link = "https://blatt.example/ticker"
    same = item(1, "Um zehn Uhr begann die Sitzung des Rates.", title="10 Uhr", link=link)
    other = item(1, "Um elf Uhr endete die Sitzung des Rates.", title="11 Uhr", link=link + "?b")
    third = item(2, "Um zwölf Uhr sprach der Bürgermeister.", title="12 Uhr", link=link)
    with serving({"/feed": answer(rss(same, other, third))}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        assert len(updated(library, feed).added) == 3
        assert updated(library, feed).known == 3
    assert len(set(texts(library))) == 3


def test_an_entry_with_a_title_alone_is_an_article_and_one_with_nothing_is_not(
    library: Library,
) -> None:
    bare = "<item><guid>a</guid><title>Rat sperrt Brücke</title></item>"
    empty = "<item><guid>b</guid><description> &lt;p&gt; </description></item>"
    long = item(3, "Der Rat tagt. " * 60)
    cut = item(4, "Der Rat tagt heute. " * 60 + "Und dann …")
    with serving({"/feed": answer(rss(bare, empty, long, cut))}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        update = updated(library, feed)
        assert len(update.added) == 3
        ((refused, reason),) = update.failed
        assert "b" in refused
        assert reason == "nothing but white space"
        assert updated(library, feed).failed == ()
    held = [library.feeds.entries_of(each)[0].held for each in update.added]
    assert held == [Held.TITLE, Held.TEXT, Held.SUMMARY]


def test_an_entry_that_was_empty_becomes_an_article_when_it_says_something(
    library: Library,
) -> None:
    paths: Paths = {"/feed": answer(rss("<item><guid>a</guid><title> </title></item>"))}
    with serving(paths) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        assert len(updated(library, feed).failed) == 1
        paths["/feed"] = answer(rss("<item><guid>a</guid><title>Rat tagt</title></item>"))
        assert len(updated(library, feed).added) == 1


def test_articles_stay_when_the_feed_goes_and_are_known_when_it_comes_back(
    library: Library,
) -> None:
    with serving({"/feed": answer(rss(item(1), item(2)))}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        added = updated(library, feed).added
        library.feeds.unsubscribe(feed.id)
        assert updates(library) == []
        assert library.article_count() == 2
        assert library.feeds.entries_of(added[0]) == ()
        library.undo()
        (update,) = updates(library)
    assert (update.added, update.known) == ((), 2)
    assert status(library, feed).articles == 2


# --- how servers behave ---------------------------------------------------------------------------


def test_a_failure_is_remembered_and_shown_until_it_goes_well(library: Library) -> None:
    paths: Paths = {"/feed": answer(status="500 \x1b[2JOh")}
    with serving(paths) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        assert updated(library, feed).failure == "the server answers 500"
        assert status(library, feed).failure == "the server answers 500"
        paths["/feed"] = answer(rss(item(1)))
        assert updated(library, feed).failure is None
        assert status(library, feed).failure is None
        paths["/feed"] = answer(b"\x00\x1b]52;c;eA==\x07 no feed")
        failure = updated(library, feed).failure
    assert failure == "this is no feed"
    assert status(library, feed).articles == 1


def test_a_feed_that_is_gone_for_good_is_only_asked_when_the_reader_does(
    library: Library,
) -> None:
    paths: Paths = {"/feed": answer(status="410 Gone")}
    with serving(paths) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        (update,) = updates(library)
        assert update.failure == "it is gone for good (the server answers 410)"
        assert updates(library) == []
        assert len(server.asked) == 1
        paths["/feed"] = answer(rss(item(1)))
        assert len(updated(library, feed).added) == 1
        assert len(updates(library)) == 1


def test_a_feed_that_has_moved_for_good_is_asked_where_it_is_from_then_on(
    library: Library,
) -> None:
    paths: Paths = {
        "/old": answer(status="301 Moved", Location="/new"),
        "/new": answer(rss(item(1))),
        "/for-now": answer(status="302 Found", Location="/new"),
        "/also": answer(status="308 Moved", Location="/new"),
    }
    with serving(paths) as server:
        feed = library.feeds.subscribe(server.address("/old"), name="Blatt")
        stays = library.feeds.subscribe(server.address("/for-now"))
        doubled = library.feeds.subscribe(server.address("/also"))
        for each in (feed, stays, doubled):
            assert updated(library, each).failure is None
        addresses = [each.address for each in library.feeds.subscriptions()]
        assert addresses == [server.address(path) for path in ("/new", "/for-now", "/also")]
        asked = len(server.asked)
        updated(library, feed)
    assert len(server.asked) == asked + 1
    # The feed's doing is nothing the reader could take back.
    assert library.undo() == f"feed {doubled.address} added"


def test_a_feed_from_a_list_may_not_lie_on_this_machine_and_none_may_lead_there(
    library: Library,
) -> None:
    with serving({"/feed": answer(rss(item(1)))}) as server:
        to_local = answer(status="302 Found", Location=server.address("/feed", host="localhost"))
        with serving({"/feed": to_local}) as other:
            listed = library.feeds.subscribe(server.address("/feed"), typed=False)
            led = library.feeds.subscribe(other.address("/feed"))
            failures = [each.failure or "" for each in updates(library, [listed.id, led.id])]
        assert server.asked == []
    assert all("private network" in each for each in failures)


def test_a_feed_from_a_list_that_the_reader_types_as_well_may_lie_on_this_machine(
    library: Library,
) -> None:
    with serving({"/feed": answer(rss(item(1)))}) as server:
        listed = library.feeds.subscribe(server.address("/feed"), name="Haus", typed=False)
        typed = library.feeds.subscribe(server.address("/feed"))
        assert (typed.id, typed.name, typed.typed) == (listed.id, "Haus", True)
        assert len(updated(library, typed).added) == 1


def test_a_page_on_this_machine_that_an_entry_names_is_not_fetched(library: Library) -> None:
    paths: Paths = {"/page": answer(page(BRIDGE, HARVEST))}
    with serving(paths) as server:
        paths["/feed"] = answer(rss(item(1, BRIDGE, link=server.address("/page"))))
        feed = library.feeds.subscribe(server.address("/feed"), full_text=FullText.ALWAYS)
        (article,) = updated(library, feed).added
        assert len(server.asked) == 1
        with pytest.raises(SourceError, match="private network"):
            library.feeds.fetch_full_text(article)
        assert len(server.asked) == 1
    (entry,) = library.feeds.entries_of(article)
    assert entry.held is Held.SUMMARY
    assert "private network" in (entry.refusal or "")
    assert BRIDGE in library.article(article).text


def slow(body: bytes, seconds: float) -> Answer:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        writer.write(answer(body))
        await writer.drain()

    return handle


def test_feeds_are_asked_at_the_same_time_and_two_of_a_host(library: Library) -> None:
    open_now: dict[str, int] = {}
    most: dict[str, int] = {}

    def counted(host: str) -> Answer:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            open_now[host] = open_now.get(host, 0) + 1
            most[host] = max(most.get(host, 0), open_now[host])
            await asyncio.sleep(0.3)
            open_now[host] -= 1
            writer.write(answer(rss()))
            await writer.drain()

        return handle

    with serving({f"/{host}": counted(host) for host in ("a", "b", "c")}) as server:
        for number in range(12):
            # Every number of 127.0.0.0/8 is this machine.
            host, path = [("127.0.0.1", "a"), ("localhost", "b")][number % 2]
            library.feeds.subscribe(server.address(f"/{path}?{number}", host=host))
        began = time.monotonic()
        assert [each.failure for each in updates(library)] == [None] * 12
        took = time.monotonic() - began
    assert most == {"a": 2, "b": 2}
    assert took < 12 * 0.3


def test_a_host_that_does_not_answer_is_not_waited_for_again_and_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.library import asking

    monkeypatch.setattr(asking, "_FEED", Limits(seconds=0.2))

    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    with serving({"/never": never, "/feed": answer(rss(item(1)))}) as server:
        for number in range(5):
            library.feeds.subscribe(server.address(f"/never?{number}"))
        fast = library.feeds.subscribe(server.address("/feed", host="localhost"))
        found = {each.feed: each for each in updates(library)}
        assert len(server.asked) <= 4
    reasons = [each.failure for each in found.values()]
    assert reasons.count("its server does not answer") >= 2
    assert reasons.count(None) == 1
    assert len(found[fast.id].added) == 1


def test_whatever_breaks_in_asking_is_a_failure_of_that_feed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.library import asking

    async def broken(*args: object, **more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(asking, "fetch", broken)
    feed = library.feeds.subscribe("https://blatt.example/feed")
    assert updated(library, feed).failure == "it cannot be asked (ZeroDivisionError)"


# --- what feeds are like --------------------------------------------------------------------------

HOSTILE = {
    "control bytes": rss(item(1, title="Rat\x1b]0;x\x07 \x9b31m tagt\x00")),
    "says UTF-8, is cp1252": rss(item(1, title="Rat tagt über Brücke")).decode().encode("cp1252"),
    "cut off": rss(item(1, title="Rat tagt"), item(2, BRIDGE * 9))[:-300],
    "namespace not declared": rss(item(1, title="Rat tagt", more="<dc:creator>E</dc:creator>")),
    "blank lines in front": b"\xef\xbb\xbf\n\n" + rss(item(1, title="Rat tagt")),
    "many attributes": rss(item(1, title="Rat tagt")).replace(
        b"<channel>", b"<channel " + b" ".join(b"a%d='1'" % n for n in range(500)) + b">"
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_broken_feeds_are_read_as_far_as_they_go(library: Library, kind: str) -> None:
    with serving({"/feed": answer(HOSTILE[kind])}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        update = updated(library, feed)
    assert update.failure is None
    titles = [library.article(each).title for each in update.added]
    assert titles
    assert titles[0].startswith("Rat")
    assert all(title.isprintable() for title in titles)


def test_a_huge_feed_is_cut_and_the_limit_is_named(library: Library) -> None:
    many = rss(*(f"<item><guid>{n}</guid><title>Meldung {n}</title></item>" for n in range(2005)))
    with serving({"/feed": answer(many), "/large": answer(bytes(10_000_001))}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        large = library.feeds.subscribe(server.address("/large"))
        update = updated(library, feed)
        assert "10,000,000" in (updated(library, large).failure or "")
    assert (len(update.added), update.left) == (2000, 5)
    assert status(library, feed).flaw == "5 entries more than the 2,000 that are taken in"
    assert status(library, feed).unread == 2000


def test_a_feed_that_takes_long_to_read_goes_on_with_the_next_update(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "_READING_SECONDS", 0.0)
    with serving({"/feed": answer(rss(item(1), item(2)), ETag='"a"')}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        assert updated(library, feed).added == ()
        assert "long" in (status(library, feed).flaw or "")
        monkeypatch.setattr(updating, "_READING_SECONDS", 60.0)
        assert len(updated(library, feed).added) == 2
        assert "If-None-Match" not in "".join(server.asked).title()


def test_an_entry_that_cannot_be_kept_does_not_take_the_others_along(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.library import adding

    put = adding.put

    def failing(database: object, article: object, *rest: object, **more: object) -> object:
        if "Nummer 2" in article.text:  # type: ignore[attr-defined]
            raise ValueError("too \x1b[1m odd")
        return put(database, article, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "put", failing)
    with serving({"/feed": answer(rss(item(1), item(2), item(3)))}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        update = updated(library, feed)
    assert len(update.added) == 2
    assert update.failed == ((f"{feed.address}#id-2", "cannot be kept: too odd"),)


def test_a_library_that_cannot_be_written_ends_the_update(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.errors import LibraryError
    from core.library import adding

    def full(*args: object, **more: object) -> object:
        raise LibraryError("there is no room left")

    monkeypatch.setattr(adding, "put", full)
    with serving({"/feed": answer(rss(item(1)))}) as server:
        library.feeds.subscribe(server.address("/feed"))
        with pytest.raises(LibraryError):
            updates(library)
        monkeypatch.undo()
        (update,) = updates(library)
    assert len(update.added) == 1


def test_an_article_that_was_removed_does_not_come_back_with_its_entry(library: Library) -> None:
    from core.storage.articles import remove_article

    paths: Paths = {"/feed": answer(rss(item(1)))}
    with serving(paths) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        (article,) = updated(library, feed).added
        remove_article(library._database, article)
        assert updated(library, feed).known == 1
        paths["/feed"] = answer(rss(item(1, BRIDGE)))
        assert updated(library, feed).added == ()
    assert library.article_count() == 0


def test_a_feed_that_cannot_be_read_in_time_is_a_failure_of_that_feed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.sources import isolation

    monkeypatch.setattr(isolation, "FEED_SECONDS", 0.001)
    paths: Paths = {"/feed": answer(rss(item(1))), "/page": answer(b"<html>" + b" " * 5_000_000)}
    with serving(paths) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        large = library.feeds.subscribe(server.address("/page"))
        assert updated(library, feed).failure == "reading this feed takes too long"
        monkeypatch.undo()
        assert (updated(library, large).failure or "").startswith("this is no feed")
        assert len(updated(library, feed).added) == 1


def test_where_the_feed_has_no_title_the_outlet_is_where_the_page_stands(
    library: Library,
) -> None:
    with serving({"/feed": answer(rss(item(1, link="https://www.post.example/1"), title=""))}) as s:
        feed = library.feeds.subscribe(s.address("/feed"))
        (article,) = updated(library, feed).added
    assert library.article(article).outlet == "post.example"
    assert status(library, feed).title == feed.address


# --- interrupted ----------------------------------------------------------------------------------


def test_an_update_that_is_left_goes_on_with_the_next_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "_BATCH", 2)
    with serving({"/feed": answer(rss(*map(item, range(7))), ETag='"a"')}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        for event in library.feeds.update():
            if isinstance(event, Added):
                break
        assert library.article_count() == 2
        update = updated(library, feed)
    assert (len(update.added), update.known) == (5, 2)


KILLED = """
import os, signal, sys
from pathlib import Path
from core.library import Library, updating
from core.library.events import Added
updating._BATCH = 3
batches = 0
for event in Library.open(Path(sys.argv[1])).feeds.update():
    batches += isinstance(event, Added)
    if batches == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_update_that_is_killed_loses_and_doubles_nothing(
    library: Library, tmp_path: Path
) -> None:
    whole = rss(*map(item, range(20)))
    with serving({"/feed": answer(whole, ETag='"a"')}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        for number in (1, 2, 1):
            command = [sys.executable, "-c", KILLED, str(library.folder), str(number)]
            ended = subprocess.run(command, timeout=60, check=False)
            assert ended.returncode == -signal.SIGKILL
        assert library.article_count() == 12
        update = updated(library, feed)
    assert (len(update.added), update.known) == (8, 12)
    assert len(set(texts(library))) == 20


def test_two_programs_may_update_at_once(library: Library) -> None:
    other = Library.open(library.folder)
    with serving({"/feed": answer(rss(*map(item, range(5))))}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        events = library.feeds.update()
        assert next(events) == Progress("updating", 0, 1)
        assert len(updated(other, feed).added) == 5
        rest = [each.update for each in events if isinstance(each, FeedUpdated)]
    assert [(len(each.added), each.known) for each in rest] == [(0, 5)]
    assert library.article_count() == 5
    other.close()


def test_an_update_may_be_left_while_feeds_are_still_being_asked(library: Library) -> None:
    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    with serving({"/feed": answer(rss(item(1))), "/never": never}) as server:
        library.feeds.subscribe(server.address("/never"))
        library.feeds.subscribe(server.address("/feed"))
        began = time.monotonic()
        events = library.feeds.update()
        assert any(isinstance(event, FeedUpdated) for event in events)
        events.close()  # type: ignore[attr-defined]
        assert time.monotonic() - began < 15


# --- pages ----------------------------------------------------------------------------------------


@pytest.fixture
def open_net(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine passes for a server of the open internet, and is asked without pauses."""
    from core.sources.web import fetching, polite

    monkeypatch.setattr(fetching, "is_public", lambda number: number == "127.0.0.1")
    monkeypatch.setattr(polite, "SHORTEST_PAUSE", 0.0)


NO_ROBOTS = answer(status="404 None")


def asked_for(server: Server) -> list[str]:
    return [each.split(" ")[1] for each in server.asked]


@pytest.mark.usefixtures("open_net")
def test_full_text_is_taken_from_the_pages_of_a_feed_where_robots_allow_it(
    library: Library,
) -> None:
    paths: Paths = {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /closed"),
        "/1": answer(page(BRIDGE, HARVEST)),
        "/closed/2": answer(page(BRIDGE, HARVEST)),
        "/4": answer(page("Kurz.")),
        "/6": answer(page(HARVEST, BRIDGE)),
    }
    with serving(paths) as server:
        dated = "<pubDate>Wed, 05 Mar 2025 10:00:00 GMT</pubDate>"
        paths["/feed"] = answer(
            rss(
                item(1, "Kurz gesagt.", link=server.address("/1"), more=dated),
                item(2, "Nur dies.", link=server.address("/closed/2")),
                item(3, "Ohne Seite."),
                item(4, HARVEST * 2, link=server.address("/4")),
                item(5, "Fort.", link=server.address("/gone")),
                f"<item><guid>6</guid><link>{server.address('/6')}</link></item>",
            )
        )
        feed = library.feeds.subscribe(server.address("/feed"), full_text=FullText.ALWAYS)
        update = updated(library, feed)
        assert len(update.added) == 6
        assert asked_for(server).count("/robots.txt") == 1
        assert "/closed/2" not in asked_for(server)
        whole = next(
            each for each in update.added if library.article(each).url == server.address("/1")
        )
        assert updated(library, feed).known == 6
        assert asked_for(server).count("/1") == 1
    article = library.article(whole)
    assert HARVEST in article.text
    assert (article.published or "").startswith("2025-03-05")
    assert len(library.versions(whole)) == 1
    entries = {e.url: e for a in update.added for e in library.feeds.entries_of(a)}
    told = {(url or "").rpartition("/")[2]: (e.held, e.refusal) for url, e in entries.items()}
    assert told["1"] == (Held.PAGE, None)
    assert told["2"][0] is Held.SUMMARY
    assert "robots.txt" in (told["2"][1] or "")
    assert told[""] == (Held.SUMMARY, None)
    assert told["4"] == (Held.SUMMARY, "its page says less than the feed")
    assert told["6"] == (Held.PAGE, None)
    assert told["gone"] == (Held.SUMMARY, "the server answers 404")


@pytest.mark.usefixtures("open_net")
def test_a_page_whose_entry_has_changed_is_fetched_again_and_kept_when_it_cannot_be(
    library: Library,
) -> None:
    paths: Paths = {"/1": answer(page(BRIDGE, HARVEST))}
    with serving(paths) as server:
        paths["/feed"] = answer(rss(item(1, "Eins.", link=server.address("/1"))))
        feed = library.feeds.subscribe(server.address("/feed"), full_text=FullText.ALWAYS)
        (article,) = updated(library, feed).added
        paths["/1"] = answer(page(BRIDGE, HARVEST, "Nachtrag: Der Bund zahlt die Hälfte davon."))
        paths["/feed"] = answer(rss(item(1, "Zwei.", link=server.address("/1"))))
        assert updated(library, feed).updated == (article,)
        text = library.article(article).text
        assert "Nachtrag" in text
        del paths["/1"]
        paths["/feed"] = answer(rss(item(1, "Drei.", link=server.address("/1"))))
        assert updated(library, feed).known == 1
        library.feeds.set_full_text(feed.id, FullText.NEVER)
        paths["/feed"] = answer(rss(item(1, "Vier.", link=server.address("/1"))))
        assert updated(library, feed).known == 1
    assert library.article(article).text == text
    assert library.feeds.entries_of(article)[0].held is Held.PAGE


@pytest.mark.usefixtures("open_net")
def test_the_page_of_one_entry_is_fetched_on_demand(library: Library) -> None:
    paths: Paths = {"/robots.txt": NO_ROBOTS, "/1": answer(page(BRIDGE, HARVEST))}
    with serving(paths) as server:
        paths["/feed"] = answer(rss(item(1, "Eins.", link=server.address("/1")), item(2, "Zwei.")))
        feed = library.feeds.subscribe(server.address("/feed"), full_text=FullText.WANTED)
        added = updated(library, feed).added
        article, bare = sorted(added, key=lambda each: library.article(each).url is None)
        assert "/1" not in asked_for(server)
        assert library.feeds.fetch_full_text(article)
        assert not library.feeds.fetch_full_text(article)
        assert asked_for(server).count("/robots.txt") == 1
        with pytest.raises(SourceError, match="no feed names a page"):
            library.feeds.fetch_full_text(bare)
        # What the feed says now and then does not take the page's place.
        paths["/feed"] = answer(rss(item(1, "Eins, neu."), item(2, "Zwei.")))
        updated(library, feed)
        del paths["/1"]
        with pytest.raises(SourceError, match="404"):
            library.feeds.fetch_full_text(article)
    assert HARVEST in library.article(article).text
    assert len(library.versions(article)) == 2
    (entry,) = library.feeds.entries_of(article)
    assert (entry.held, entry.refusal) == (Held.PAGE, None)
    assert [hit.statement.article for hit in library.search("Getreide").hits] == [article]


@pytest.mark.usefixtures("open_net")
def test_of_one_feed_only_so_many_pages_are_fetched_in_one_update(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "_MOST_PAGES", 2)
    monkeypatch.setattr(updating, "_BATCH", 1)
    paths: Paths = {f"/{n}": answer(page(f"{n} {BRIDGE}", HARVEST)) for n in range(4)}
    with serving(paths) as server:
        paths["/feed"] = answer(rss(*(item(n, link=server.address(f"/{n}")) for n in range(4))))
        feed = library.feeds.subscribe(server.address("/feed"), full_text=FullText.ALWAYS)
        update = updated(library, feed)
        again = library.feeds.subscribe(server.address("/feed?2"), full_text=FullText.ALWAYS)
        asked = len(server.asked)
        assert updated(library, again).known == 4
        assert len(server.asked) == asked + 1
    held = [library.feeds.entries_of(each)[0].held for each in update.added]
    assert sorted(held) == [Held.PAGE, Held.PAGE, Held.SUMMARY, Held.SUMMARY]


@pytest.mark.usefixtures("open_net")
def test_pages_that_take_too_long_together_are_left_out(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.library import asking

    monkeypatch.setattr(asking, "_PAGES_SECONDS", 0.3)

    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    paths: Paths = {"/1": never}
    with serving(paths) as server:
        paths["/feed"] = answer(rss(item(1, "Eins.", link=server.address("/1"))))
        feed = library.feeds.subscribe(server.address("/feed"), full_text=FullText.ALWAYS)
        (article,) = updated(library, feed).added
    assert "too long" in (library.feeds.entries_of(article)[0].refusal or "")


# --- in the background ----------------------------------------------------------------------------


def test_the_background_work_updates_feeds_and_says_what_came(library: Library) -> None:
    from core.library import BackgroundWork, Idle

    with serving({"/feed": answer(rss(item(1), item(2)))}) as server:
        feed = library.feeds.subscribe(server.address("/feed"))
        work = BackgroundWork.start(library.folder)
        try:
            work.update()
            work.update([feed.id])
            seen: list[object] = []
            done: list[FeedUpdated] = []
            for event in work.events():
                seen.append(event)
                done += [event] if isinstance(event, FeedUpdated) else []
                if len(done) == 2 and isinstance(event, Idle):
                    break
        finally:
            work.stop()
    assert [(len(each.update.added), each.update.known) for each in done] == [(2, 0), (0, 2)]
    assert any(isinstance(each, Added) for each in seen)
    assert Progress("updating", 1, 1) in seen
