"""A feed that takes the parser too long costs that feed, and nothing else."""

from __future__ import annotations

import pytest

from core.errors import SourceNotText, SourceUnreadable
from core.sources.feeds.process import FeedParser
from tests.core.sources.feeds.test_parsing import ADDRESS, TITLES, rss

SLOW = b"<rss version='2.0'><channel><item " + b"".join(b"a%d='' " % n for n in range(60_000))


def test_feeds_are_parsed_one_after_the_other() -> None:
    with FeedParser() as parser:
        for titles in (TITLES, TITLES[:1], []):
            feed = parser.parse(rss(titles).encode(), address=ADDRESS)
            assert [entry.title for entry in feed.entries] == titles


def test_an_error_is_the_one_of_the_parser() -> None:
    with FeedParser() as parser:
        with pytest.raises(SourceNotText, match="no feed"):
            parser.parse(b"words", address=ADDRESS)
        assert parser.parse(rss(TITLES).encode()).title == "Das Blatt"


def test_a_feed_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with FeedParser(seconds=2.0) as parser:
        with pytest.raises(SourceUnreadable, match="too long"):
            parser.parse(SLOW + b"/></channel></rss>", address=ADDRESS)
        assert parser.parse(rss(TITLES).encode()).title == "Das Blatt"


def test_a_parser_whose_process_has_ended_says_so_and_starts_again() -> None:
    with FeedParser() as parser:
        parser.parse(rss(TITLES).encode())
        assert parser._process is not None
        parser._process.kill()
        with pytest.raises(SourceUnreadable):
            parser.parse(rss(TITLES).encode())
        assert parser.parse(rss(TITLES).encode()).title == "Das Blatt"
