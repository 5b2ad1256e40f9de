"""Feeds in the reader: keys in, screen out, over a real connection to a server on this machine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from core.library import Added, FeedUpdated, Idle, Library, Progress, WorkEvent, WorkFailed
from core.model import (
    AddReport,
    ArticleId,
    EntryOf,
    FeedId,
    FeedStatus,
    FeedUpdate,
    FullText,
    Held,
    Subscription,
)
from tests.core.sources.web.server import Server, answer, serving
from tests.tui.driving import Reader, reading
from tui.drawing.feed_rows import feed_content, feed_detail, feed_rows, held_words, update_words
from tui.messages import WorkReported
from tui.screens.feeds import FeedsScreen


def rss(title: str, *entries: str) -> bytes:
    items = "".join(
        f"<item><title>{entry}</title><guid>{entry}</guid><link>https://{title.lower().split()[0]}.example/{number}</link>"
        f"<description>Ein Satz, der zu {entry} gehört, steht hier.</description></item>"
        for number, entry in enumerate(entries)
    )
    page = f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
    return answer(page.encode(), Content_Type="application/rss+xml; charset=utf-8")


TWO = (
    '<html><head><link rel="alternate" type="application/rss+xml" title="Alles" href="/coast.xml">'
    '<link rel="alternate" type="application/rss+xml" title="Sport" href="/sport.xml">'
    "</head></html>"
)


@pytest.fixture
def server() -> Iterator[Server]:
    paths = {
        "/coast.xml": rss("Küstenblatt", "Kaimauer beschlossen", "Züge gestrichen"),
        "/sport.xml": rss("Sportbote", "Handball in Oldenburg"),
        "/science.xml": rss("Wissen [/b] \u202e", "Wale gezählt"),
        "/page.html": answer(TWO.encode(), Content_Type="text/html"),
    }
    with serving(dict(paths)) as found:
        yield found


@pytest.fixture
def fed(tmp_path: Path, server: Server) -> Iterator[Library]:
    """A library with two feeds, one of them in a group, and a third that cannot be read."""
    library = Library.open(tmp_path / "library")
    library.feeds.subscribe(server.address("/coast.xml"), full_text=FullText.WANTED)
    library.feeds.subscribe(
        server.address("/sport.xml"), group="Sport / Nord", full_text=FullText.WANTED
    )
    library.feeds.subscribe(server.address("/gone.xml"), name="Verschwunden")
    for _ in library.feeds.update():
        pass
    yield library
    library.close()


async def answered(reader: Reader) -> None:
    """Until the network has answered as well."""
    for thread in threading.enumerate():
        if thread.name == "network":
            await asyncio.to_thread(thread.join)
    await reader.settle()


async def write(reader: Reader, text: str) -> None:
    """Into the line of a dialog, in place of what stands there."""
    reader.app.screen.query_one(Input).value = text
    await reader.press("enter")


async def choose(reader: Reader, text: str) -> None:
    """A row of a dialog."""
    await reader.type(text)
    await reader.press("enter")


async def report(reader: Reader, *events: WorkEvent) -> None:
    for event in events:
        reader.screen.post_message(WorkReported(event))
    await reader.settle()


def titles(reader: Reader) -> list[str]:
    return [row.title for row in reader.screen.listed]


# --- the list of feeds ----------------------------------------------------------------------------


async def test_the_feeds_stand_by_groups_with_what_is_unread_and_what_went_wrong(
    fed: Library,
) -> None:
    async with reading(fed) as reader:
        await reader.press("F")
        text = reader.text
        lines = {word: line for line in reader.lines for word in line.split()}
        assert lines["All"].rstrip(" │").endswith("3")
        assert lines["Küstenblatt"].rstrip(" │").endswith("2")
        assert text.index("Küstenblatt") < text.index("Sport / Nord") < text.index("Sportbote")
        assert "! Verschwunden" in text
        assert "the server answers 404" in text
        assert "3 feeds · 3 articles · 1 could not be read" in text
        await reader.press("j")
        assert "pages are fetched when you ask for one" in reader.text


async def test_without_feeds_the_list_says_how_to_begin(empty_library: Library) -> None:
    async with reading(empty_library) as reader:
        assert "subscribe to feeds" in reader.text
        await reader.press("F")
        assert "No feeds yet: F subscribes to one" in reader.text
        for key in ("U", "enter", "f", "delete", "o"):
            await reader.press(key)
            assert isinstance(reader.app.screen, FeedsScreen)


async def test_enter_lists_the_articles_of_a_feed_and_escape_lists_all(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j", "enter")
        assert reader.place == "articles"
        assert sorted(titles(reader)) == ["Kaimauer beschlossen", "Züge gestrichen"]
        assert "Küstenblatt" in reader.lines[0]
        assert "2 unread of 2" in reader.text
        await reader.press("escape", "escape")
        assert len(titles(reader)) == 3
        assert "Articles" in reader.lines[0]


async def test_a_group_lists_its_feeds_and_the_first_row_all(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j", "j", "j", "enter")
        assert titles(reader) == ["Handball in Oldenburg"]
        await reader.press("F", "g g", "enter")
        assert len(titles(reader)) == 3


async def test_the_list_opens_on_the_feed_that_is_listed(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "G", "enter", "F")
        assert "1 article · asked" in reader.text


async def test_walking_and_reading_on_stay_in_the_listed_feed(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j", "enter")
        first, second = (row.id for row in reader.screen.listed)
        assert reader.screen.wanted == first
        await reader.press("] u")
        assert reader.screen.wanted == second
        await reader.press("D")
        assert reader.screen.wanted == first
        await reader.press("D")
        assert "1 unread are not listed" in reader.said[-1]
        assert "all 2 read" in reader.text
        await reader.press("escape", "] u")
        assert titles(reader)
        assert [row.title for row in reader.screen.rows if not row.read] == [
            "Handball in Oldenburg"
        ]


async def test_next_unread_goes_across_feeds(fed: Library) -> None:
    async with reading(fed) as reader:
        seen = {reader.screen.wanted}
        for _ in range(2):
            await reader.press("D")
            seen.add(reader.screen.wanted)
        assert seen == {row.id for row in reader.screen.rows}


async def test_words_filter_within_a_feed(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j", "enter", "\\")
        await reader.type("handball")
        assert titles(reader) == []
        await reader.press("escape")
        assert len(titles(reader)) == 2


# --- subscribing ----------------------------------------------------------------------------------


async def test_a_typed_address_is_subscribed_to_and_undone(fed: Library, server: Server) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "F")
        await write(reader, server.address("/science.xml"))
        await answered(reader)
        assert len(fed.feeds.subscriptions()) == 4
        assert "\u202e" not in reader.text
        assert any(said.startswith("Subscribed to Wissen [/b]") for said in reader.said)
        await reader.press("u")
        assert len(fed.feeds.subscriptions()) == 3
        await reader.press("ctrl+r")
        assert len(fed.feeds.subscriptions()) == 4


async def test_a_page_with_several_feeds_offers_them(tmp_path: Path, server: Server) -> None:
    library = Library.open(tmp_path / "library")
    async with reading(library) as reader:
        await reader.press("F", "F")
        await write(reader, server.address("/page.html"))
        await answered(reader)
        assert "Which of its feeds?" in reader.text
        await choose(reader, "sport")
        (made,) = library.feeds.subscriptions()
        assert made.address == server.address("/sport.xml")
        assert made.full_text is FullText.WANTED
    library.close()


async def test_a_new_feed_goes_into_the_group_under_the_cursor(
    fed: Library, server: Server
) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "G", "F")
        await write(reader, server.address("/science.xml"))
        await answered(reader)
        assert fed.feeds.subscriptions()[-1].group == "Sport / Nord"


async def test_what_cannot_be_read_is_said_and_nothing_is_kept(
    fed: Library, server: Server
) -> None:
    async with reading(fed) as reader:
        await reader.press("F")
        for address in ("http://127.0.0.1:1/feed", server.address("/none"), "gopher://a.example"):
            await reader.press("F")
            await write(reader, address)
            await answered(reader)
            assert reader.said[-1]
        assert "the server answers 404" in reader.said[-2]
        assert len(fed.feeds.subscriptions()) == 3


async def test_a_feed_that_is_known_is_not_kept_twice(fed: Library, server: Server) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "F")
        await write(reader, server.address("/coast.xml"))
        await answered(reader)
        assert reader.said[-1] == "Subscribed to already: Küstenblatt"
        assert len(fed.feeds.subscriptions()) == 3


async def test_an_address_that_is_not_written_asks_nobody(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "F", "escape")
        assert isinstance(reader.app.screen, FeedsScreen)


# --- changing -------------------------------------------------------------------------------------


async def test_a_feed_is_renamed_grouped_and_removed_and_all_is_undone(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j", "c")
        await choose(reader, "rename")
        await write(reader, "Meine Küste")
        assert "Meine Küste" in reader.text
        await reader.press("c")
        await choose(reader, "group")
        await write(reader, "Norden")
        assert "▾ Norden" in reader.text
        await reader.press("delete")
        assert "Meine Küste" not in "\n".join(reader.lines[:-4])
        assert reader.said[-1] == "Meine Küste removed, its articles stay; u brings it back"
        assert len(fed.rows()) == 3
        await reader.press("u", "u", "u")
        assert fed.feeds.subscriptions()[0].name == ""
        assert fed.feeds.subscriptions()[0].group == ""


async def test_an_empty_name_is_its_own_and_an_empty_group_none(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "G", "c")
        await choose(reader, "rename")
        await write(reader, "x")
        await reader.press("c")
        await choose(reader, "rename")
        await write(reader, "")
        assert "Sportbote" in reader.text
        await reader.press("c")
        await choose(reader, "group")
        await write(reader, "")
        assert not any(each.group for each in fed.feeds.subscriptions())


async def test_a_group_is_renamed_with_all_its_feeds(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j", "j", "j", "c")
        await choose(reader, "rename")
        await write(reader, "Ballsport")
        assert fed.feeds.subscriptions()[1].group == "Ballsport"
        for key in ("f", "delete"):
            await reader.press("g g", "j", "j", "j", key)
            assert reader.said[-1] == "Put the cursor on a feed"


async def test_full_text_is_never_wanted_or_always(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j", "f")
        assert "✓ wanted" in reader.text
        await choose(reader, "always")
        assert fed.feeds.subscriptions()[0].full_text is FullText.ALWAYS
        assert "the page of every new entry is fetched" in reader.text
        await reader.press("u")
        assert fed.feeds.subscriptions()[0].full_text is FullText.WANTED


async def test_a_list_goes_out_and_comes_in(fed: Library, tmp_path: Path) -> None:
    file = tmp_path / "my feeds.opml"
    async with reading(fed) as reader:
        await reader.press("F", "c")
        await choose(reader, "export")
        await write(reader, str(file))
        assert "Wrote" in reader.said[-1]
        await reader.press("c")
        await choose(reader, "export")
        await write(reader, str(file))
        assert "is there already" in reader.said[-1]
        await reader.press("j", "delete", "c")
        await choose(reader, "import")
        await write(reader, str(file))
        assert "1 feeds added, 2 known" in reader.said[-1]
        await reader.press("u")
        assert len(fed.feeds.subscriptions()) == 2
        for wrong in (str(tmp_path), str(tmp_path / "missing")):
            await reader.press("c")
            await choose(reader, "import")
            await write(reader, wrong)
            assert "cannot be read" in reader.said[-1]


async def test_what_of_a_list_was_refused_is_listed(fed: Library, tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    file.write_text(
        '<opml version="2.0"><body><outline xmlUrl="file:///etc/passwd"/></body></opml>',
        encoding="utf-8",
    )
    async with reading(fed) as reader:
        await reader.press("F", "c")
        await choose(reader, "import")
        await write(reader, str(file))
        assert "file:///etc/passwd" in reader.text


async def test_the_page_of_a_feed_opens_only_where_one_is_known(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j", "o")
        assert reader.said[-1] == "No page of it is known"


# --- what is new ----------------------------------------------------------------------------------


async def test_what_an_update_brought_is_told_when_it_is_through(fed: Library) -> None:
    async with reading(fed) as reader:
        first, second = fed.feeds.subscriptions()[:2]
        await report(
            reader,
            Progress("updating", 0, 2),
            FeedUpdated(FeedUpdate(first.id, "Küstenblatt", added=(ArticleId("a"),))),
        )
        assert "updating" in reader.lines[-1]
        await report(
            reader,
            FeedUpdated(FeedUpdate(second.id, "Sportbote", failure="there is no such host")),
            Progress("updating", 2, 2),
        )
        assert reader.said == ["1 new in 2 feeds; 1 could not be read, F says why"]
        assert "updating" not in reader.lines[-1]
        assert reader.screen.problems == ["Sportbote: there is no such host"]
        reader.screen.problems.clear()


async def test_the_open_list_follows_an_update(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F")
        feed = fed.feeds.subscriptions()[0]
        fed.feeds.rename(feed.id, "Anders")
        await report(
            reader,
            Progress("updating", 0, 1),
            Added(AddReport()),
            FeedUpdated(FeedUpdate(feed.id, "Anders")),
        )
        assert "Anders" in reader.text
        assert "updating" in reader.lines[-1]
        await report(reader, Idle())
        assert "updating" in reader.lines[-1]
        await report(reader, Progress("analysing", 1, 4), Progress("updating", 1, 1))
        assert "analysing" in reader.lines[-1]
        await report(reader, Idle())
        assert "analysing" not in reader.lines[-1]


async def test_what_fails_in_the_background_ends_an_update(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("F")
        await report(reader, Progress("updating", 0, 3), WorkFailed("marks", "locked"))
        assert "updating" not in reader.text
        reader.screen.problems.clear()


async def test_an_article_that_comes_into_the_listed_feed_is_listed(
    fed: Library, server: Server
) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j", "enter")
        fed.feeds.unsubscribe(fed.feeds.subscriptions()[0].id)
        fed.undo()
        await report(reader, Added(AddReport()), Idle())
        assert len(titles(reader)) == 2


async def test_nothing_is_updated_where_nothing_runs(fed: Library) -> None:
    async with reading(fed) as reader:
        await reader.press("U")
        assert "Nothing runs in the background" in reader.said[-1]
        await reader.press("F", "U")
        assert isinstance(reader.app.screen, FeedsScreen)


# --- the page of an article -----------------------------------------------------------------------


async def test_why_a_page_is_not_here_is_said_and_stays_in_the_frame(
    tmp_path: Path, server: Server
) -> None:
    library = Library.open(tmp_path / "library")
    page = rss("Kurier", "Ein Titel").replace(
        b"https://kurier.example/0", b"http://10.0.0.1:1/page"
    )
    with serving({"/feed.xml": answer(page.partition(b"\r\n\r\n")[2])}) as own:
        library.feeds.subscribe(own.address("/feed.xml"), full_text=FullText.WANTED)
        for _ in library.feeds.update():
            pass
    async with reading(library) as reader:
        assert "f fetches its page" in reader.text
        await reader.press("f")
        await answered(reader)
        assert reader.said[-1]
        assert "not its page: " in reader.text
    library.close()


async def test_pages_that_are_never_fetched_stay_where_they_are(fed: Library) -> None:
    for each in fed.feeds.subscriptions():
        fed.feeds.set_full_text(each.id, FullText.NEVER)
    async with reading(fed) as reader:
        await reader.press("f")
        await answered(reader)
        assert "never fetched" in reader.said[-1]


async def test_an_article_of_no_feed_has_no_page_to_fetch(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("f")
        await answered(reader)
        assert "came from no feed" in reader.said[-1]


async def test_without_an_article_there_is_no_page(empty_library: Library) -> None:
    async with reading(empty_library) as reader:
        await reader.press("f")
        assert reader.said[-1] == "Open an article first"


# --- at every size, and drawn ---------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (24, 7), (10, 4)])
async def test_the_list_of_feeds_survives_every_size(fed: Library, size: tuple[int, int]) -> None:
    async with reading(fed) as reader:
        await reader.press("F", "j")
        await reader.resize(*size)
        await reader.press("j", "k", "space", "b", "ctrl+d", "ctrl+e", "G", "g g", "enter")
        assert reader.place == "articles"


def status(name: str, **changes: object) -> FeedStatus:
    subscription = Subscription(
        FeedId(name), f"https://{name}.example/", "", "", FullText.WANTED, "2026-11-22", True
    )
    made = FeedStatus(subscription, name, None, None, None, None, 0, 0)
    return replace(made, **changes)  # type: ignore[arg-type] # fields of the value


def test_a_row_fits_every_width_and_says_the_failure_in_full() -> None:
    row = feed_rows([status("kurier", failure="there is no such host", unread=12)])[1]
    for width in range(12, 100):
        lines = feed_content(row, width, busy=False).plain.split("\n")
        assert len(lines[0]) <= width
        assert "12" in lines[0]
        assert " ".join("".join(lines[1:]).split()) == "there is no such host" or width < 40


def test_what_is_being_asked_says_so_and_what_was_not_asked_too() -> None:
    row = feed_rows([status("kurier")])[1]
    assert "updating" in feed_content(row, 80, busy=True).plain
    assert "not asked yet" in feed_content(row, 80, busy=False).plain
    assert "not asked yet" in feed_detail(row).plain
    flawed = feed_rows([status("kurier", flaw="cut off", checked="2026-11-22T10:05:00+01:00")])[1]
    assert "its flaw: cut off" in feed_detail(flawed).plain
    assert "asked 2026-11-22 10:05" in feed_detail(flawed).plain


def test_what_updates_brought_is_one_sentence() -> None:
    one = FeedUpdate(FeedId("a"), "A")
    new = replace(one, added=(ArticleId("x"), ArticleId("y")), updated=(ArticleId("z"),))
    failed = replace(one, failure="there is no such host")
    assert update_words([one]) == ("Nothing new in the feed", False)
    assert update_words([new, one]) == ("2 new, 1 changed in 2 feeds", False)
    assert update_words([failed]) == ("A: there is no such host", True)
    assert update_words([failed, failed])[0].startswith("None of the 2 feeds could be read")
    assert update_words([new, failed])[1]


@pytest.mark.parametrize(
    ("held", "url", "refusal", "said"),
    [
        (Held.TITLE, None, None, "its title alone, from a feed"),
        (Held.SUMMARY, "https://a.example", None, "a summary, from a feed; f fetches its page"),
        (Held.SUMMARY, "https://a.example", "404", "a summary, from a feed; not its page: 404"),
        (Held.TEXT, None, None, "its text, from a feed"),
        (Held.PAGE, "https://a.example", None, "its page, found by a feed"),
    ],
)
def test_how_much_of_an_article_is_here_is_said(
    held: Held, url: str | None, refusal: str | None, said: str
) -> None:
    assert held_words([EntryOf(FeedId("a"), url, held, refusal)]) == said
    assert held_words([]) == ""
