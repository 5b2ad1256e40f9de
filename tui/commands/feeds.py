"""Feeds: what is subscribed to, and taking in what is new."""

from __future__ import annotations

from tui.commands.command import READING, Command, Group, Place

FEEDS: tuple[Command, ...] = (
    Command(
        "feeds",
        ("F",),
        "feeds",
        "feeds",
        "List the feeds, with what is unread and what went wrong; there: subscribe to another",
        Group.FEEDS,
        READING | {Place.FEEDS},
    ),
    Command(
        "feeds.update",
        ("U",),
        "update",
        "update",
        "Take in what is new in all feeds; in their list: in those under the cursor",
        Group.FEEDS,
        READING | {Place.FEEDS},
    ),
    Command(
        "full_text",
        ("f",),
        "full_text",
        "full text",
        "Full text: fetch the page of the article; in the list of feeds: say when pages are "
        "fetched",
        Group.FEEDS,
        READING | {Place.FEEDS},
    ),
)
