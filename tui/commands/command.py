"""What a command is, the places where keys are pressed, and the groups of the help screen.

A key is written as Textual names it; `g a` is a sequence of two keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where keys are pressed: the panes of the reading screen, and the dialogs."""

    ARTICLES = "articles"
    TEXT = "text"
    ENTITIES = "entities"
    RELATED = "related"
    FIND = "find"
    FILTER = "filter"
    SEARCH = "search"
    LANGUAGE = "search language"
    MARKS = "marks"
    NOTE = "note"
    TAGS = "tags"
    EXPLAIN = "explain"
    HELP = "help"
    NOTICES = "notices"
    CORRECT = "correct"
    CHOOSE = "choose"
    NAME = "name"
    STORY = "story"
    SPLIT = "split"
    MATRIX = "matrix"
    COMPARE = "compare"
    TIMELINE = "timeline"
    CONFLICTS = "conflicts"
    NEWS = "news"
    FEEDS = "feeds"
    LEFT_OUT = "left out"


class Group(StrEnum):
    """Headings of the help screen and the key table, in this order."""

    MOVING = "Moving"
    WALKING = "Walking through what was found"
    JUMPING = "Jumping between articles"
    PANES = "Panes"
    VIEWS = "What the reports say together"
    FINDING = "Finding"
    MARKS = "Marks and notes"
    RELATIONS = "Your word on relations"
    NAMES = "Correcting names"
    STORIES = "Your word on stories"
    ARTICLES = "Articles"
    FEEDS = "Feeds"
    PROGRAM = "Program"


READING = frozenset({Place.ARTICLES, Place.TEXT, Place.ENTITIES, Place.RELATED})
LISTS = frozenset(
    {
        Place.SEARCH,
        Place.LANGUAGE,
        Place.MARKS,
        Place.EXPLAIN,
        Place.HELP,
        Place.NOTICES,
        Place.CORRECT,
        Place.CHOOSE,
        Place.STORY,
        Place.SPLIT,
        Place.MATRIX,
        Place.COMPARE,
        Place.TIMELINE,
        Place.CONFLICTS,
        Place.NEWS,
        Place.FEEDS,
        Place.LEFT_OUT,
    }
)
GRIDS = frozenset({Place.MATRIX, Place.COMPARE})
"""Views in which one also moves sideways."""
PAIRS = GRIDS | {Place.CONFLICTS, Place.NEWS}
"""Views whose cursor stands on two statements that may be related."""
INPUTS = frozenset({Place.FIND, Place.FILTER, Place.NOTE, Place.TAGS, Place.NAME})
ANYWHERE = READING | LISTS | INPUTS

PREFIXES = ("g", "]", "[")
"""Keys that do nothing alone; the footer shows what may follow."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can ask for."""

    id: str
    """Users rebind by this name; it never changes."""
    keys: tuple[str, ...]
    action: str
    """The Textual action that carries it out."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence without a full stop."""
    group: Group
    places: frozenset[Place] = READING
    in_palette: bool = True
