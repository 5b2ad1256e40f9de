"""What takes a parser too long costs that one thing, and nothing else."""

from __future__ import annotations

import pytest

from core.errors import SourceError, SourceNotText, SourceUnreadable
from core.sources.formats.pages import read_page
from core.sources.isolation import Format, Isolated
from tests.core.sources.feeds.test_parsing import ADDRESS, TITLES, rss

PAGE = b"<html lang=de><h1>Titel</h1><p>Ein Satz, der lang genug ist.</p><footer>Ende</footer>"
SLOW = b"<rss version='2.0'><channel><item " + b"".join(b"a%d='' " % n for n in range(60_000))


def test_feeds_are_parsed_one_after_the_other() -> None:
    with Isolated() as parser:
        for titles in (TITLES, TITLES[:1], []):
            feed = parser.feed(rss(titles).encode(), address=ADDRESS)
            assert [entry.title for entry in feed.entries] == titles


def test_an_error_is_the_one_of_the_parser() -> None:
    with Isolated() as parser:
        with pytest.raises(SourceNotText, match="no feed"):
            parser.feed(b"words", address=ADDRESS)
        assert parser.feed(rss(TITLES).encode()).title == "Das Blatt"


def test_a_feed_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with Isolated(seconds=2.0) as parser:
        with pytest.raises(SourceUnreadable, match="too long"):
            parser.feed(SLOW + b"/></channel></rss>", address=ADDRESS)
        assert parser.feed(rss(TITLES).encode()).title == "Das Blatt"


def test_a_parser_whose_process_has_ended_says_so_and_starts_again() -> None:
    with Isolated() as parser:
        parser.feed(rss(TITLES).encode())
        assert parser._process is not None
        parser._process.kill()
        with pytest.raises(SourceUnreadable):
            parser.feed(rss(TITLES).encode())
        assert parser.feed(rss(TITLES).encode()).title == "Das Blatt"


def test_documents_of_every_format_come_back_as_they_were_read() -> None:
    with Isolated() as isolated:
        found = isolated.document(Format.PAGE, PAGE, address="https://blatt.example/")
        assert found == read_page(PAGE, "https://blatt.example/")
        for written in Format:
            with pytest.raises(SourceError):
                isolated.document(written, b"")
        assert isolated.document(Format.PAGE, PAGE).pieces == found.pieces


def test_an_entry_of_a_feed_is_read_whole_and_a_page_for_the_feeds_it_names() -> None:
    with Isolated() as isolated:
        found = isolated.entry("<p>Ein Satz.</p><footer>Und noch <b>einer</b>.</footer>")
        assert [(piece.text, piece.left) for piece in found.pieces] == [
            ("Ein Satz.", None),
            ("Und noch einer.", None),
        ]
        page = b"<link rel=alternate type=application/rss+xml href=/feed>"
        (named,) = isolated.named_feeds(page, address="https://blatt.example/")
        assert named.address == "https://blatt.example/feed"
