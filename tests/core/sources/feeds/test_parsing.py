"""Feeds of every kind are read, broken ones as far as they go, and nothing else passes for one."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SourceError, SourceNotText, SourceTooLarge
from core.sources.feeds.feed import LARGEST_FEED, MOST_ENTRIES
from core.sources.feeds.parsing import parse_feed

ADDRESS = "https://blatt.example/feed/"
TITLES = ["Überflutung in Köln", "„Kein Vertrag“, sagt die Stadt", "Straßenbahn fährt wieder"]


def rss(titles: list[str], date: str = "Mon, 03 Mar 2025 08:15:00 +0100", head: str = "") -> str:
    items = "".join(
        f"<item><title>{title}</title><link>/artikel/{n}</link><guid>{n}</guid>"
        f"<pubDate>{date}</pubDate><author>Eva Kern</author>"
        f"<description>&lt;p&gt;Text zu {title}.&lt;/p&gt;</description></item>"
        for n, title in enumerate(titles)
    )
    return (
        f'{head}<rss version="2.0"><channel><title>Das Blatt</title><language>de-DE</language>'
        f"<link>https://blatt.example/</link>{items}</channel></rss>"
    )


def atom(titles: list[str]) -> str:
    entries = "".join(
        f'<entry><title>{title}</title><id>urn:{n}</id><link href="/artikel/{n}"/>'
        "<published>2025-03-03T08:15:00+01:00</published><author><name>Eva Kern</name></author>"
        f'<summary>kurz</summary><content type="html">&lt;p&gt;Text zu {title}.&lt;/p&gt;</content>'
        "</entry>"
        for n, title in enumerate(titles)
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Das Blatt</title>'
        f'<link href="https://blatt.example/"/>{entries}</feed>'
    )


def rdf(titles: list[str]) -> str:
    items = "".join(
        f'<item rdf:about="{n}"><title>{title}</title><link>/artikel/{n}</link>'
        "<dc:date>2025-03-03T08:15:00+01:00</dc:date><dc:creator>Eva Kern</dc:creator>"
        f"<description>&lt;p&gt;Text zu {title}.&lt;/p&gt;</description></item>"
        for n, title in enumerate(titles)
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>Das Blatt</title><link>https://blatt.example/</link></channel>"
        f"{items}</rdf:RDF>"
    )


def json_feed(titles: list[str]) -> str:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Das Blatt",
            "home_page_url": "https://blatt.example/",
            "language": "de",
            "items": [
                {
                    "id": n,
                    "title": title,
                    "url": f"/artikel/{n}",
                    "date_published": "2025-03-03T08:15:00+01:00",
                    "authors": [{"name": "Eva Kern"}],
                    "content_html": f"<p>Text zu {title}.</p>",
                }
                for n, title in enumerate(titles)
            ],
        }
    )


@pytest.mark.parametrize("written", [rss, atom, rdf, json_feed])
def test_every_kind_of_feed_says_the_same(written: Callable[[list[str]], str]) -> None:
    feed = parse_feed(written(TITLES).encode(), ADDRESS)
    assert (feed.title, feed.home, feed.flaw, feed.left) == (
        "Das Blatt", "https://blatt.example/", None, 0,
    )  # fmt: skip
    assert [entry.title for entry in feed.entries] == TITLES
    first = feed.entries[0]
    assert first.url == "https://blatt.example/artikel/0"
    assert first.author == "Eva Kern"
    assert first.html == f"<p>Text zu {TITLES[0]}.</p>"
    assert first.published in ("2025-03-03T07:15:00+00:00", "2025-03-03T08:15:00+01:00")
    assert len({entry.id for entry in feed.entries}) == len(TITLES)


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"\n\n\xef\xbb\xbf" + rss(TITLES).encode(), 3),
        (rss(TITLES).replace("/artikel/0", "/a?x=1&y=2").encode(), 3),
        (rss(["&Uuml;berflutung in K&ouml;ln", *TITLES[1:]]).encode(), 3),
        (rss(TITLES, head='<?xml version="1.0" encoding="UTF-8"?>').encode("cp1252"), 3),
        (rss(TITLES, head='<?xml version="1.0" encoding="ISO-8859-1"?>').encode("cp1252"), 3),
        (rss(TITLES).encode("utf-16"), 3),
        (rss(TITLES).replace("<guid>0", "<media:thumb/><guid>0").encode(), 3),
        (rss(TITLES * 5).encode()[:-400], 14),
        (rss(TITLES).replace("<title>Ü", "<title>\x1b[31m\x00Ü").encode(), 3),
    ],
    ids=[
        "blank lines and mark", "bare ampersand", "HTML entities", "says UTF-8", "says Latin-1",
        "UTF-16", "namespace missing", "cut off", "control bytes",
    ],
)  # fmt: skip
def test_broken_feeds_are_read_as_far_as_they_go(data: bytes, count: int) -> None:
    feed = parse_feed(data, ADDRESS)
    assert len(feed.entries) == count
    assert feed.entries[0].title.endswith(TITLES[0])
    assert all(entry.title.isprintable() for entry in feed.entries)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Mo, 3. März 2025 08:15", "2025-03-03T08:15"),
        ("3. Mai 2025", "2025-05-03"),
        ("03.05.2025", "2025-05-03"),
        ("neulich", None),
        ("", None),
    ],
)
def test_german_dates_are_understood_and_none_is_invented(said: str, expected: str | None) -> None:
    feed = parse_feed(rss(TITLES, date=said).encode(), ADDRESS)
    assert feed.entries[0].published == expected


@pytest.mark.parametrize(
    "data",
    [
        b"", b"   ", b"plain words", b"\x1f\x8b\x08\x00gzip", bytes(range(256)),
        b"<!doctype html><html><body>news</body></html>", b"{}", b'{"items": 3}', b'{"items": [',
        b"{" * 100_000, b"<opml><body/></opml>",
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(SourceNotText, match="no feed"):
        parse_feed(data, ADDRESS)


def test_a_web_page_is_named_as_one() -> None:
    with pytest.raises(SourceNotText, match="web page"):
        parse_feed(b"<!DOCTYPE html><html></html>", ADDRESS)


def test_an_empty_feed_is_a_feed() -> None:
    assert parse_feed(rss([]).encode(), ADDRESS).entries == ()
    assert parse_feed(b'{"items": []}', ADDRESS).entries == ()


def test_limits_hold_and_are_told() -> None:
    with pytest.raises(SourceTooLarge):
        parse_feed(b"<rss>" + bytes(LARGEST_FEED), ADDRESS)
    items = [{"id": n} for n in range(MOST_ENTRIES + 5)]
    feed = parse_feed(json.dumps({"items": items}).encode(), ADDRESS)
    assert (len(feed.entries), feed.left) == (MOST_ENTRIES, 5)


@pytest.mark.parametrize("name", ["item", "ENTRY"])
def test_of_a_hundred_thousand_entries_the_first_are_read_and_the_others_counted(
    name: str,
) -> None:
    many = "".join(f"<{name}><title>M {n}</title></{name}>" for n in range(100_000))
    feed = parse_feed(f"<rss version='2.0'><channel>{many}</channel></rss>".encode(), ADDRESS)
    assert (len(feed.entries), feed.left, feed.flaw) == (MOST_ENTRIES, 98_000, None)
    assert (feed.entries[0].title, feed.entries[-1].title) == ("M 0", "M 1999")


@pytest.mark.parametrize(
    "entity",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/dtd">',
    ],
)
def test_entities_open_nothing(entity: str) -> None:
    feed = parse_feed(rss(["Titel &x;"], head=entity).encode(), ADDRESS)
    assert "root:" not in feed.entries[0].title


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "", "http://["])
def test_only_web_links_are_kept(link: str) -> None:
    feed = parse_feed(rss(TITLES[:1]).replace("/artikel/0", link).encode(), ADDRESS)
    assert feed.entries[0].url in (None, "https://blatt.example/")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Mon, 03 Mar 2025 08:15:00 +0100", "2025-03-03T08:15:00+01:00"),
        ("2025-03-03T08:15:00.5+01:00", "2025-03-03T08:15:00+01:00"),
        ("Mon, 03 Mar 2025 08:15:00 GMT", "2025-03-03T08:15:00+00:00"),
        ("2025-03-03T08:15:00", "2025-03-03T08:15:00+00:00"),
    ],
)
def test_a_time_is_that_of_the_clock_where_it_was_written(said: str, expected: str) -> None:
    feed = parse_feed(rss(TITLES, date=said).encode(), ADDRESS)
    assert feed.entries[0].published == expected


def test_what_is_wrong_with_a_feed_is_said_with_its_line() -> None:
    flaw = parse_feed(rss(TITLES).encode()[:-40], ADDRESS).flaw or ""
    assert " in line " in flaw
    assert flaw[0].isalpha()


def test_entries_without_a_name_of_their_own_keep_the_one_they_get() -> None:
    bare = "<rss version='2.0'><channel><item><title>A</title></item></channel></rss>"
    first, second = (parse_feed(bare.encode(), ADDRESS).entries[0] for _ in range(2))
    assert first.id == second.id != ""


def test_plain_text_of_a_json_feed_keeps_its_paragraphs() -> None:
    data = {"items": [{"content_text": "Eins < zwei.\n\nDrei.", "author": {"name": "Eva"}}, 3]}
    feed = parse_feed(json.dumps(data).encode(), ADDRESS)
    assert feed.entries[0].html == "<p>Eins &lt; zwei.</p><p>Drei.</p>"
    assert feed.entries[0].author == "Eva"
    assert feed.flaw is not None


_NAMES = st.sampled_from(
    ["items", "id", "url", "title", "author", "authors", "name", "content_html", "content_text",
     "date_published", "language", "home_page_url"]
)  # fmt: skip
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=6),
    max_leaves=12,
)


@given(_VALUES.map(lambda value: json.dumps({"items": [value], "title": value}).encode()))
def test_no_json_raises_anything_else(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        parse_feed(data, ADDRESS)
