"""The articles themselves: going through them, marking them read, where they come from."""

from __future__ import annotations

from tui.commands.command import READING, Command, Group, Place

ARTICLES: tuple[Command, ...] = (
    Command(
        "article.next",
        ("J",),
        "article(1)",
        "next article",
        "Next article, from any pane",
        Group.ARTICLES,
    ),
    Command(
        "article.previous",
        ("K",),
        "article(-1)",
        "previous article",
        "Previous article, from any pane",
        Group.ARTICLES,
    ),
    Command("read", ("d",), "read", "read", "Mark the article read, or unread", Group.ARTICLES),
    Command(
        "read.next",
        ("D",),
        "read_on",
        "read, next",
        "Mark the article read and go to the next unread",
        Group.ARTICLES,
    ),
    Command(
        "left_out.list",
        ("X",),
        "left_out_of",
        "left out",
        "See what was left out of the article and why, take it back; leave out a paragraph",
        Group.ARTICLES,
    ),
    Command(
        "browser",
        ("o",),
        "browse",
        "browser",
        "Open the article's address, or the page of a feed, in the browser",
        Group.ARTICLES,
        READING | {Place.FEEDS},
    ),
)
