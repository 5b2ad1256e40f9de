"""The reader's word against the program's: on relations, on stories, on names."""

from __future__ import annotations

from tui.commands.command import PAIRS, READING, Command, Group, Place


def _corrections() -> tuple[Command, ...]:
    """The rows of the correction dialog; their letters mean something there alone."""
    rows = (
        ("rename", "r", "Give the entity another name"),
        ("merge", "m", "Merge the entity into another"),
        ("split", "s", "Split off a spelling or one mention"),
        ("person", "p", "Say the entity is a person"),
        ("organisation", "o", "Say the entity is an organisation"),
        ("place", "l", "Say the entity is a place (location)"),
        ("thing", "t", "Say the entity is a thing"),
        ("hide", "x", "Hide the entity: it is no name"),
        ("add", "a", "Add a name that was missed"),
    )
    return tuple(
        Command(
            f"correct.{what}",
            (key,),
            f"correct('{what}')",
            what,
            help_text,
            Group.NAMES,
            frozenset({Place.CORRECT}),
            in_palette=False,
        )
        for what, key, help_text in rows
    )


def _stories() -> tuple[Command, ...]:
    """The rows of the story dialog; their letters mean something there alone."""
    rows = (
        ("move", "m", "Move the article to another story, or to an article without one"),
        ("out", "o", "Take the article out: it belongs to no story"),
        ("join", "w", "Join the story with another"),
        ("split", "s", "Split the story: some articles are one of their own"),
        ("rename", "r", "Give the story another name"),
        ("switch", "x", "Group articles to stories, or leave the list flat"),
    )
    return tuple(
        Command(
            f"story.{what}",
            (key,),
            f"story('{what}')",
            what,
            help_text,
            Group.STORIES,
            frozenset({Place.STORY}),
            in_palette=False,
        )
        for what, key, help_text in rows
    )


CORRECTING: tuple[Command, ...] = (
    Command(
        "correct",
        ("c",),
        "correct",
        "correct",
        "Correct the entity under the cursor, add a missed name, see what was corrected; in the "
        "list of feeds: rename, group, import and export",
        Group.NAMES,
        READING | {Place.FEEDS},
    ),
    *_corrections(),
    Command(
        "stories",
        ("S",),
        "stories",
        "stories",
        "Move the article to another story; join, split, rename stories; stop grouping",
        Group.STORIES,
    ),
    *_stories(),
    Command(
        "relation.confirm",
        ("=",),
        "rule('confirmed')",
        "confirm",
        "Confirm the relation under the cursor of the panel or view; again: take it back",
        Group.RELATIONS,
        READING | PAIRS,
    ),
    Command(
        "relation.reject",
        ("x",),
        "rule('rejected')",
        "reject",
        "Reject the relation under the cursor of the panel or view; again: take it back",
        Group.RELATIONS,
        READING | PAIRS,
    ),
    Command(
        "relation.link",
        ("&",),
        "link",
        "link",
        "Link by hand: take this statement as one side; on another, say how the two are related",
        Group.RELATIONS,
        READING | PAIRS,
    ),
)
