"""What the footer names in each place, the most useful first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.commands.command import Place


@dataclass(frozen=True, slots=True)
class Hint:
    """One entry of the footer: the keys of these commands, and one word for all of them."""

    commands: tuple[str, ...]
    label: str
    key: int = 0
    """Which of the keys to name: the first cannot be typed where letters are words."""


_VERDICTS = (Hint(("relation.confirm",), "confirm"), Hint(("relation.reject",), "reject"))
_COMMON = (Hint(("search",), "search"), Hint(("help",), "help"), Hint(("close",), "quit"))

HINTS: Mapping[Place, tuple[Hint, ...]] = {
    Place.ARTICLES: (
        Hint(("item.next", "item.previous"), "article"),
        Hint(("open",), "read"),
        Hint(("filter",), "filter"),
        Hint(("unread.next",), "next unread"),
        Hint(("read",), "mark read"),
        Hint(("feeds",), "feeds"),
        *_COMMON,
        Hint(("stories",), "stories"),
    ),
    Place.TEXT: (
        Hint(("item.next", "item.previous"), "statement"),
        Hint(("related.jump1", "related.jump9"), "jump"),
        Hint(("jump.back",), "back"),
        Hint(("conflict.next",), "next conflict"),
        Hint(("bookmark",), "bookmark"),
        Hint(("note",), "note"),
        Hint(("find",), "find"),
        *_COMMON,
        Hint(("article.next", "article.previous"), "article"),
        Hint(("explain",), "explain"),
        Hint(("compare",), "side by side"),
        Hint(("matrix",), "who says what"),
        Hint(("conflicts",), "conflicts"),
        Hint(("timeline",), "timeline"),
        Hint(("news",), "what is new"),
    ),
    Place.ENTITIES: (
        Hint(("item.next", "item.previous"), "entity"),
        Hint(("open",), "choose"),
        Hint(("mention.next", "mention.previous"), "walk mentions"),
        Hint(("correct",), "correct"),
        Hint(("out",), "to the text"),
        Hint(("find",), "find"),
        *_COMMON,
    ),
    Place.RELATED: (
        Hint(("item.next", "item.previous"), "related"),
        Hint(("open",), "jump"),
        Hint(("explain",), "explain"),
        Hint(("related.more", "related.fewer"), "more, fewer"),
        Hint(("related.near",), "near misses"),
        Hint(("relation.confirm",), "confirm"),
        Hint(("relation.reject",), "reject"),
        Hint(("note",), "note on both"),
        Hint(("jump.back",), "back"),
        Hint(("out",), "to the text"),
        *_COMMON,
    ),
    Place.FIND: (Hint(("accept",), "keep"), Hint(("cancel",), "cancel")),
    Place.FILTER: (Hint(("accept",), "keep"), Hint(("cancel",), "show all")),
    Place.SEARCH: (
        Hint(("item.next", "item.previous"), "hit", key=1),
        Hint(("open",), "read there"),
        Hint(("cancel",), "close"),
        Hint(("search.language",), "what can be asked"),
        Hint(("save",), "save"),
        Hint(("pane.next",), "hits"),
        Hint(("search.older",), "searches before"),
    ),
    Place.LANGUAGE: (
        Hint(("item.next", "item.previous"), "rule"),
        Hint(("accept",), "take the example"),
        Hint(("close",), "close"),
    ),
    Place.MARKS: (
        Hint(("item.next", "item.previous"), "mark"),
        Hint(("open",), "read there"),
        Hint(("mark.remove",), "remove"),
        Hint(("undo",), "undo"),
        Hint(("close",), "close"),
    ),
    Place.NOTE: (Hint(("save",), "save"), Hint(("cancel",), "close, keep as draft")),
    Place.TAGS: (Hint(("accept",), "save"), Hint(("cancel",), "cancel")),
    Place.EXPLAIN: (Hint(("item.next", "item.previous"), "scroll"), Hint(("close",), "close")),
    Place.HELP: (Hint(("item.next", "item.previous"), "scroll", key=1), Hint(("cancel",), "close")),
    Place.NOTICES: (Hint(("item.next", "item.previous"), "scroll"), Hint(("close",), "close")),
    Place.CORRECT: (
        Hint(("item.next", "item.previous"), "row"),
        Hint(("accept",), "do it"),
        Hint(("mark.remove",), "withdraw"),
        Hint(("help",), "help"),
        Hint(("close",), "close"),
    ),
    Place.CHOOSE: (
        Hint(("item.next", "item.previous"), "row", key=1),
        Hint(("accept",), "choose"),
        Hint(("cancel",), "cancel"),
    ),
    Place.NAME: (Hint(("accept",), "accept"), Hint(("cancel",), "cancel")),
    Place.STORY: (
        Hint(("item.next", "item.previous"), "row"),
        Hint(("accept",), "do it"),
        Hint(("help",), "help"),
        Hint(("close",), "close"),
    ),
    Place.SPLIT: (
        Hint(("item.next", "item.previous"), "row"),
        Hint(("accept",), "mark, split"),
        Hint(("cancel",), "cancel"),
    ),
    Place.MATRIX: (
        Hint(("item.next", "item.previous"), "claim"),
        Hint(("cell.left", "cell.right"), "report"),
        Hint(("open.cell",), "read there"),
        Hint(("sort",), "sort"),
        Hint(("left_out",), "left out"),
        Hint(("help",), "help"),
        Hint(("close",), "close"),
        Hint(("conflict.next",), "next disputed"),
        *_VERDICTS,
    ),
    Place.COMPARE: (
        Hint(("item.next", "item.previous"), "pair"),
        Hint(("cell.left", "cell.right"), "side"),
        Hint(("open.cell",), "read there"),
        Hint(("conflict.next",), "next conflict"),
        Hint(("help",), "help"),
        Hint(("close",), "close"),
        *_VERDICTS,
    ),
    Place.TIMELINE: (
        Hint(("item.next", "item.previous"), "statement"),
        Hint(("open",), "read there"),
        Hint(("help",), "help"),
        Hint(("close",), "close"),
    ),
    Place.CONFLICTS: (
        Hint(("item.next", "item.previous"), "conflict"),
        Hint(("related.jump1", "related.jump2"), "read there"),
        *_VERDICTS,
        Hint(("help",), "help"),
        Hint(("close",), "close"),
        Hint(("scope",), "story or library"),
    ),
    Place.NEWS: (
        Hint(("item.next", "item.previous"), "statement"),
        Hint(("open",), "read there"),
        Hint(("related.jump2", "related.jump9"), "read the other"),
        *_VERDICTS,
        Hint(("help",), "help"),
        Hint(("close",), "close"),
    ),
    Place.FEEDS: (
        Hint(("item.next", "item.previous"), "feed"),
        Hint(("open",), "its articles"),
        Hint(("feeds",), "subscribe"),
        Hint(("feeds.update",), "update"),
        Hint(("correct",), "change"),
        Hint(("mark.remove",), "remove"),
        Hint(("full_text",), "full text"),
        Hint(("undo",), "undo"),
        Hint(("help",), "help"),
        Hint(("close",), "close"),
    ),
    Place.LEFT_OUT: (
        Hint(("item.next", "item.previous"), "passage"),
        Hint(("accept",), "take back"),
        Hint(("undo",), "undo"),
        Hint(("help",), "help"),
        Hint(("close",), "close"),
    ),
}
