"""Lists of feeds go out and come in; nothing in one does anything but name feeds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SourceError, SourceNotText, SourceTooLarge
from core.sources.feeds.opml import (
    LARGEST_OPML,
    MOST_OUTLINES,
    FeedList,
    Outline,
    read_opml,
    written_opml,
)
from core.text.clean import clean_line

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Meine</title></head><body>
<outline text="Nachrichten"><outline text="Lokal">
  <outline type="rss" text="Das Blatt" xmlUrl="https://blatt.example/feed"/></outline>
  <outline type="rss" title="Der Bote" xmlUrl="http://bote.example/rss" filtercmd="rm -rf /"/>
</outline>
<outline type="rss" text="|touch /tmp/owned" xmlUrl="|touch /tmp/owned"/>
<outline type="rss" text="Datei" xmlUrl="file:///etc/passwd"/>
<outline type="rss" text="Doppelt" xmlUrl="https://blatt.example/feed"/>
</body></opml>"""


def test_feeds_come_with_title_and_group_each_once() -> None:
    assert read_opml(LIST.encode()).outlines == (
        Outline("https://blatt.example/feed", "Das Blatt", "Nachrichten / Lokal"),
        Outline("http://bote.example/rss", "Der Bote", "Nachrichten"),
    )


def test_what_is_no_web_address_is_refused_and_named() -> None:
    assert [said for said, _ in read_opml(LIST.encode()).refused] == [
        "|touch /tmp/owned",
        "file:///etc/passwd",
    ]


_NAMES = st.text(max_size=8).filter(lambda name: name == clean_line(name).strip() != "")
_OUTLINES = st.builds(
    Outline,
    st.from_regex(r"https://[a-z]{1,8}\.example/[a-z]{0,8}", fullmatch=True),
    _NAMES,
    st.lists(_NAMES.filter(lambda name: "/" not in name), max_size=3).map(" / ".join),
)


@given(st.lists(_OUTLINES, max_size=6, unique_by=lambda outline: outline.address))
def test_what_is_written_is_read_again(outlines: list[Outline]) -> None:
    found = read_opml(written_opml(outlines, "Lesart"))
    assert found.refused == ()
    assert set(found.outlines) == set(outlines)


@pytest.mark.parametrize(
    "data", [b"", b"words", b"<html><body/></html>", b"<opml/>", b"\x00\xff", b"<opml><body>"[:6]]
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(SourceNotText):
        read_opml(data)


def test_limits_hold() -> None:
    with pytest.raises(SourceTooLarge):
        read_opml(bytes(LARGEST_OPML + 1))
    many = "".join(f"<outline xmlUrl='http://a{n}.example/'/>" for n in range(MOST_OUTLINES + 1))
    found = read_opml(f"<opml><body>{many}</body></opml>".encode())
    assert len(found.outlines) == MOST_OUTLINES
    assert found.refused[0][1] == "more than 5,000 feeds"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_not_resolved(head: str) -> None:
    data = f"{head}<opml><body><outline text='&x;' xmlUrl='http://a.example/'/></body></opml>"
    try:
        found = read_opml(data.encode())
    except SourceNotText:
        return
    assert "root:" not in repr(found)


_PARTS = st.sampled_from(
    ["<opml>", "<body>", "<outline xmlUrl='", "'/>", "</body>", "a", "<!--", "<outline>",
     "http://x.example/", "&"]
)  # fmt: skip


@given(st.lists(_PARTS, max_size=15))
def test_no_text_raises_anything_else(parts: list[str]) -> None:
    try:
        found = read_opml("".join(parts).encode())
    except SourceError:
        return
    assert isinstance(found, FeedList)
