"""The feeds a page names are found in whatever page, and nothing else is."""

from __future__ import annotations

import pytest

from core.errors import SourceTooLarge
from core.sources.feeds.naming import NamedFeed, feeds_named
from core.sources.formats.pages import LARGEST_PAGE

ADDRESS = "https://blatt.example/politik/"


def link(href: str, *, rel: str = "alternate", kind: str = "application/rss+xml") -> str:
    return f"<link rel='{rel}' type='{kind}' href='{href}' title='Das  Blatt'>"


def named(page: str) -> list[str]:
    return [each.address for each in feeds_named(page.encode(), ADDRESS).feeds]


def test_addresses_are_completed_and_each_comes_once() -> None:
    page = link("feed") + link("/alle") + link("//post.example/") + link("feed#x")
    assert named(f"<html><head>{page}</head>") == [
        "https://blatt.example/politik/feed",
        "https://blatt.example/alle",
        "https://post.example/",
    ]
    assert named(
        f"<?xml version='1.0' encoding='utf-8'?><html><base href='/b/'>{link('feed')}"
    ) == ["https://blatt.example/b/feed"]
    assert named(f"<html><base href='http://['>{link('feed')}") == []


def test_what_is_no_feed_is_not_taken() -> None:
    page = (
        link("a", rel="stylesheet")
        + link("b", kind="text/html")
        + link("javascript:alert(1)")
        + link("http://[", kind="application/atom+xml; charset=utf-8")
        + "<link><link rel=alternate>"
    )
    assert named(page) == []
    assert named("") == []
    assert named("\x00") == []


def test_titles_are_one_clean_line() -> None:
    (found,) = feeds_named(link("a").replace("Das", "\x1b[2JDas").encode(), ADDRESS).feeds
    assert found == NamedFeed("https://blatt.example/politik/a", "Das Blatt")


def test_pages_without_end_are_bounded() -> None:
    assert len(named("".join(link(str(number)) for number in range(200)))) == 50
    with pytest.raises(SourceTooLarge):
        feeds_named(bytes(LARGEST_PAGE + 1), ADDRESS)
