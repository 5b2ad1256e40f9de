"""Moving the cursor, walking through what was found, jumping between articles."""

from __future__ import annotations

from tui.commands.command import GRIDS, LISTS, READING, Command, Group, Place

_SIDES = 2
"""A conflict has so many statements to jump to."""


def _jumps() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"related.jump{number}",
            (str(number),),
            f"jump({number})",
            f"jump {number}",
            f"Jump to related statement {number}",
            Group.JUMPING,
            READING | ({Place.CONFLICTS, Place.NEWS} if number <= _SIDES else {Place.NEWS}),
            in_palette=number == 1,
        )
        for number in range(1, 10)
    )


def _walk(
    what: str,
    key: str,
    next_help: str,
    previous_help: str,
    places: frozenset[Place] = READING,
) -> tuple[Command, Command]:
    return (
        Command(
            f"{what}.next",
            (f"] {key}",),
            f"walk('{what}', 1)",
            what,
            next_help,
            Group.WALKING,
            places,
        ),
        Command(
            f"{what}.previous",
            (f"[ {key}",),
            f"walk('{what}', -1)",
            what,
            previous_help,
            Group.WALKING,
            places,
        ),
    )


MOVING: tuple[Command, ...] = (
    Command(
        "item.next",
        ("j", "down"),
        "move('item', 1)",
        "next",
        "Next item of the focused pane: statement in the text, row in a list",
        Group.MOVING,
        READING | LISTS,
        in_palette=False,
    ),
    Command(
        "item.previous",
        ("k", "up"),
        "move('item', -1)",
        "previous",
        "Previous item of the focused pane",
        Group.MOVING,
        READING | LISTS,
        in_palette=False,
    ),
    Command(
        "line.down",
        ("ctrl+e",),
        "move('line', 1)",
        "line down",
        "Scroll one line down",
        Group.MOVING,
        READING | LISTS,
        in_palette=False,
    ),
    Command(
        "line.up",
        ("ctrl+y",),
        "move('line', -1)",
        "line up",
        "Scroll one line up",
        Group.MOVING,
        READING | LISTS,
        in_palette=False,
    ),
    Command(
        "half.down",
        ("ctrl+d",),
        "move('half', 1)",
        "half page",
        "Half a page down",
        Group.MOVING,
        READING | LISTS,
        in_palette=False,
    ),
    Command(
        "half.up",
        ("ctrl+u",),
        "move('half', -1)",
        "half page up",
        "Half a page up",
        Group.MOVING,
        READING | LISTS,
        in_palette=False,
    ),
    Command(
        "page.down",
        ("space", "pagedown"),
        "move('page', 1)",
        "page",
        "One page down",
        Group.MOVING,
        READING | LISTS,
        in_palette=False,
    ),
    Command(
        "page.up",
        ("b", "pageup"),
        "move('page', -1)",
        "page up",
        "One page up",
        Group.MOVING,
        READING | LISTS,
        in_palette=False,
    ),
    Command(
        "item.first",
        ("g g", "home"),
        "move('edge', -1)",
        "first",
        "First item",
        Group.MOVING,
        READING | LISTS,
    ),
    Command(
        "item.last",
        ("G", "end"),
        "move('edge', 1)",
        "last",
        "Last item",
        Group.MOVING,
        READING | LISTS,
    ),
    Command(
        "paragraph.next",
        ("}",),
        "move('paragraph', 1)",
        "paragraph",
        "Next paragraph, or next group of hits",
        Group.MOVING,
        READING | {Place.SEARCH},
    ),
    Command(
        "paragraph.previous",
        ("{",),
        "move('paragraph', -1)",
        "paragraph back",
        "Previous paragraph, or previous group of hits",
        Group.MOVING,
        READING | {Place.SEARCH},
    ),
    *_walk(
        "relative",
        "r",
        "Next statement with related statements in other articles",
        "Previous statement with related statements in other articles",
    ),
    *_walk(
        "conflict",
        "c",
        "Next statement that differs from or contradicts another article",
        "Previous statement that differs from or contradicts another article",
        READING | GRIDS,
    ),
    *_walk(
        "only",
        "o",
        "Next statement found only in this article",
        "Previous statement found only in this article",
        READING | GRIDS,
    ),
    *_walk(
        "mention",
        "e",
        "Next mention of the chosen entity, on into the following articles",
        "Previous mention of the chosen entity",
    ),
    *_walk("bookmark", "m", "Next bookmark, in any article", "Previous bookmark, in any article"),
    *_walk("note", "n", "Next note, in any article", "Previous note, in any article"),
    *_walk("unread", "u", "Next unread article", "Previous unread article"),
    *_jumps(),
    Command(
        "jump.back",
        ("ctrl+o", "alt+left"),
        "back",
        "back",
        "Back to the statement before the jump, any number of hops",
        Group.JUMPING,
    ),
    Command(
        "jump.forward",
        ("alt+right",),
        "forward",
        "forward",
        "Forward again after going back",
        Group.JUMPING,
    ),
    Command(
        "explain",
        ("i",),
        "explain",
        "explain",
        "Explain why two statements are related; in the list, why an article is in its story",
        Group.JUMPING,
    ),
    Command(
        "related.more",
        ("+",),
        "threshold(-1)",
        "more",
        "Show more as related: lower the score that is asked for",
        Group.JUMPING,
    ),
    Command(
        "related.fewer",
        ("-",),
        "threshold(1)",
        "fewer",
        "Show less as related: raise the score that is asked for",
        Group.JUMPING,
    ),
    Command(
        "related.near",
        (".",),
        "near",
        "near misses",
        "Show what is just not related as well, and why; again: leave it out",
        Group.JUMPING,
    ),
)
