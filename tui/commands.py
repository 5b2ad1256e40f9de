"""Every command there is: its keys, its words, and where it works.

Bindings, footer, help, command palette and the README's key table are all made from `COMMANDS`.
A key is written as Textual names it; `g a` is a sequence of two keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


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


COMMANDS: tuple[Command, ...] = (
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
    Command(
        "open",
        ("enter", "l"),
        "open",
        "open",
        "Open the item under the cursor, or go in: from the text to its related statements",
        Group.PANES,
        READING | {Place.SEARCH, Place.MARKS, Place.TIMELINE, Place.CONFLICTS, Place.NEWS},
        in_palette=False,
    ),
    Command(
        "open.cell",
        ("enter",),
        "open",
        "read there",
        "Open the statement under the cursor",
        Group.VIEWS,
        GRIDS,
        in_palette=False,
    ),
    Command(
        "cell.left",
        ("h", "left"),
        "across(-1)",
        "left",
        "To the report on the left",
        Group.VIEWS,
        GRIDS,
        in_palette=False,
    ),
    Command(
        "cell.right",
        ("l", "right"),
        "across(1)",
        "right",
        "To the report on the right",
        Group.VIEWS,
        GRIDS,
        in_palette=False,
    ),
    Command(
        "out",
        ("h", "backspace"),
        "out",
        "go out",
        "Go out: from a side pane to the text, from the text to the articles",
        Group.PANES,
        in_palette=False,
    ),
    Command(
        "pane.next",
        ("tab",),
        "cycle(1)",
        "next pane",
        "Next pane",
        Group.PANES,
        READING | LISTS,
        in_palette=False,
    ),
    Command(
        "pane.previous",
        ("shift+tab",),
        "cycle(-1)",
        "previous pane",
        "Previous pane",
        Group.PANES,
        READING | LISTS,
        in_palette=False,
    ),
    Command("go.articles", ("g a",), "go('articles')", "articles", "Go to articles", Group.PANES),
    Command("go.text", ("g t",), "go('text')", "text", "Go to the text", Group.PANES),
    Command("go.entities", ("g e",), "go('entities')", "entities", "Go to entities", Group.PANES),
    Command("go.related", ("g r",), "go('related')", "related", "Go to related", Group.PANES),
    Command("go.notes", ("g n",), "list_marks('note')", "notes", "Go to the notes", Group.PANES),
    Command(
        "show.entities",
        ("e",),
        "show('entities')",
        "entities",
        "Show or hide the entities",
        Group.PANES,
    ),
    Command(
        "show.related",
        ("r",),
        "show('related')",
        "related",
        "Show or hide the related statements",
        Group.PANES,
    ),
    Command("show.text_only", ("z",), "show('text')", "text only", "Text only", Group.PANES),
    Command(
        "compare",
        ("v",),
        "compare",
        "side by side",
        "Read the article beside that of the chosen relative, aligned by meaning",
        Group.VIEWS,
    ),
    Command(
        "matrix",
        ("M",),
        "matrix",
        "who says what",
        "Claims of the story by its reports",
        Group.VIEWS,
    ),
    Command(
        "timeline",
        ("T",),
        "timeline",
        "timeline",
        "What the story says happened when",
        Group.VIEWS,
    ),
    Command(
        "conflicts",
        ("C",),
        "conflicts",
        "conflicts",
        "Where reports of the story differ or contradict each other, the strongest first",
        Group.VIEWS,
    ),
    Command(
        "news",
        ("W",),
        "news",
        "what is new",
        "What the report adds to its story, disputes and repeats; what changed in its text",
        Group.VIEWS,
    ),
    Command(
        "sort",
        ("s",),
        "sort",
        "sort",
        "Sort claims: as the story goes, most disputed first, most shared first",
        Group.VIEWS,
        frozenset({Place.MATRIX}),
        in_palette=False,
    ),
    Command(
        "left_out",
        ("L",),
        "left_out",
        "left out",
        "Only what the open report leaves out and two others say; again: all",
        Group.VIEWS,
        frozenset({Place.MATRIX}),
        in_palette=False,
    ),
    Command(
        "scope",
        ("w",),
        "scope",
        "whole library",
        "Conflicts of the whole library; again: of the story",
        Group.VIEWS,
        frozenset({Place.CONFLICTS}),
        in_palette=False,
    ),
    Command(
        "find",
        ("/",),
        "find",
        "find",
        "Find in the focused pane; among hits: back to the box",
        Group.FINDING,
        READING | {Place.SEARCH},
    ),
    Command(
        "find.next",
        ("n",),
        "find_step(1)",
        "next hit",
        "Next hit of the find, else of the search, on into other articles",
        Group.FINDING,
        READING | {Place.SEARCH},
    ),
    Command(
        "find.previous",
        ("N",),
        "find_step(-1)",
        "previous hit",
        "Previous hit",
        Group.FINDING,
        READING | {Place.SEARCH},
    ),
    Command(
        "find.cursor",
        ("*",),
        "find_cursor",
        "this name",
        "Find what is under the cursor in all articles: a hit, a name, again: the next, a word",
        Group.FINDING,
    ),
    Command(
        "search",
        ("g /",),
        "search",
        "search all",
        "Search all articles",
        Group.FINDING,
    ),
    Command(
        "search.older",
        ("alt+up",),
        "recall(1)",
        "search before",
        "The search made before this one; also ↑ above the first hit",
        Group.FINDING,
        frozenset({Place.SEARCH}),
        in_palette=False,
    ),
    Command(
        "search.newer",
        ("alt+down",),
        "recall(-1)",
        "search after",
        "The search made after this one",
        Group.FINDING,
        frozenset({Place.SEARCH}),
        in_palette=False,
    ),
    Command(
        "search.exact",
        ("ctrl+t",),
        "exact",
        "as typed",
        "Search for the word as it is typed, not for what was likely meant; again: the other",
        Group.FINDING,
        frozenset({Place.SEARCH}),
        in_palette=False,
    ),
    Command(
        "search.language",
        ("f1",),
        "language",
        "what can be asked",
        "What can be asked for; also ? in the empty box",
        Group.FINDING,
        frozenset({Place.SEARCH}),
        in_palette=False,
    ),
    Command(
        "filter",
        ("\\",),
        "filter",
        "filter",
        "Filter the article list",
        Group.FINDING,
    ),
    Command(
        "bookmark",
        ("m",),
        "bookmark",
        "bookmark",
        "Bookmark the statement; again: remove the bookmark",
        Group.MARKS,
    ),
    Command(
        "note",
        ("a",),
        "note",
        "note",
        "Write or change the note here; in the related panel, on the two statements together",
        Group.MARKS,
    ),
    Command("tag", ("t",), "tag", "tag", "Tag the statement", Group.MARKS),
    Command(
        "note.editor", ("E",), "edit_note", "in $EDITOR", "Edit the note in $EDITOR", Group.MARKS
    ),
    Command(
        "marks",
        ("'",),
        "list_marks",
        "marks",
        "List bookmarks, notes and verdicts of all articles",
        Group.MARKS,
    ),
    Command(
        "undo",
        ("u",),
        "undo",
        "undo",
        "Undo the last change of marks or names",
        Group.MARKS,
        READING | PAIRS | {Place.MARKS, Place.TIMELINE},
    ),
    Command(
        "redo",
        ("ctrl+r",),
        "redo",
        "redo",
        "Redo what was undone",
        Group.MARKS,
        READING | PAIRS | {Place.MARKS, Place.TIMELINE},
    ),
    Command(
        "mark.attach",
        ("A",),
        "attach",
        "attach",
        "Attach a mark whose words have gone: take it in the list of marks, then put it to the "
        "statement",
        Group.MARKS,
        READING | {Place.MARKS},
        in_palette=False,
    ),
    Command(
        "mark.remove",
        ("delete",),
        "remove",
        "remove",
        "Remove the mark or saved search, or withdraw the correction, under the cursor",
        Group.MARKS,
        READING | {Place.MARKS, Place.CORRECT},
        in_palette=False,
    ),
    Command(
        "correct",
        ("c",),
        "correct",
        "correct",
        "Correct the entity under the cursor, add a missed name, see what was corrected",
        Group.NAMES,
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
    Command(
        "copy",
        ("y",),
        "copy('plain')",
        "copy",
        "Copy the statement with its citation",
        Group.MARKS,
    ),
    Command(
        "copy.markdown",
        ("Y",),
        "copy('markdown')",
        "copy as Markdown",
        "Copy the statement with its citation as Markdown",
        Group.MARKS,
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
        "browser",
        ("o",),
        "browse",
        "browser",
        "Open the article's address in the browser",
        Group.ARTICLES,
    ),
    Command(
        "help",
        ("?",),
        "keys",
        "help",
        "Keys of the focused pane",
        Group.PROGRAM,
        READING | LISTS,
    ),
    Command(
        "palette",
        ("ctrl+p", ":"),
        "app.command_palette",
        "commands",
        "Every command by name",
        Group.PROGRAM,
        READING,
        in_palette=False,
    ),
    Command(
        "notices",
        ("g p",),
        "list_notices",
        "problems",
        "List what could not be added or analysed",
        Group.PROGRAM,
    ),
    Command(
        "save",
        ("ctrl+s",),
        "save",
        "save",
        "Save the note; in the search box: give the search a name, keep it in the list",
        Group.MARKS,
        frozenset({Place.NOTE, Place.SEARCH}),
        in_palette=False,
    ),
    Command(
        "accept",
        ("enter",),
        "accept",
        "accept",
        "Accept what was typed or chosen",
        Group.PROGRAM,
        frozenset(
            {
                Place.FIND,
                Place.FILTER,
                Place.TAGS,
                Place.CORRECT,
                Place.CHOOSE,
                Place.LANGUAGE,
                Place.NAME,
                Place.STORY,
                Place.SPLIT,
            }
        ),
        in_palette=False,
    ),
    Command(
        "close",
        ("q",),
        "close",
        "quit",
        "Close the top thing; at the top: quit",
        Group.PROGRAM,
        READING | LISTS,
    ),
    Command(
        "quit",
        ("Q",),
        "app.quit",
        "quit",
        "Quit",
        Group.PROGRAM,
        READING | LISTS,
    ),
    Command(
        "cancel",
        ("escape", "ctrl+g"),
        "cancel",
        "cancel",
        "Cancel; never quits",
        Group.PROGRAM,
        ANYWHERE,
        in_palette=False,
    ),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def commands_of(place: Place, commands: Sequence[Command] = COMMANDS) -> tuple[Command, ...]:
    """The commands that work there, in the order of the table."""
    return tuple(command for command in commands if place in command.places)


def bindings_for(*places: Place) -> list[BindingType]:
    """Textual bindings for every command that works in one of the places."""
    return [
        Binding(",".join(command.keys), command.action, command.help, id=command.id, show=False)
        for command in COMMANDS
        if command.places & set(places)
    ]


def continuations(
    prefix: str, place: Place, commands: Sequence[Command] = COMMANDS
) -> tuple[tuple[str, Command], ...]:
    """What may follow the prefix there: the second key and its command."""
    return tuple(
        (key.removeprefix(f"{prefix} "), command)
        for command in commands_of(place, commands)
        for key in command.keys
        if key.startswith(f"{prefix} ")
    )


def sequence_key(prefix: str, key: str) -> str:
    """The name under which Textual keeps the binding of a two-key sequence."""
    return f"{prefix} {key}"


# --- words ----------------------------------------------------------------------------------------

_KEY_NAMES = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "backspace": "Backspace",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "escape": "Esc",
    "delete": "Del",
    "f1": "F1",
}


def key_name(key: str) -> str:
    """A key as people write it: `Ctrl-O`, `↓`, `]c`, `g a`."""
    if " " in key:
        prefix, _, second = key.partition(" ")
        return f"{prefix}{second}" if prefix in "[]" else key
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    modifier, plus, rest = key.partition("+")
    if plus and rest:
        named = _KEY_NAMES.get(rest, rest.upper() if len(rest) == 1 else rest)
        return f"{modifier.capitalize()}-{named}"
    return key


def short_key_name(key: str) -> str:
    """A key as the footer writes it: `^O` for Ctrl-O, otherwise as people write it."""
    name = key_name(key)
    return f"^{name.removeprefix('Ctrl-')}" if name.startswith("Ctrl-") else name


def keys_of(command: Command) -> str:
    """All keys of a command in one line: `j ↓`."""
    return "  ".join(key_name(key) for key in command.keys)


# --- footer ---------------------------------------------------------------------------------------


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
        Hint(("stories",), "stories"),
        Hint(("unread.next",), "next unread"),
        Hint(("read",), "mark read"),
        *_COMMON,
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
}


# --- key table ------------------------------------------------------------------------------------


def table_rows(commands: Iterable[Command]) -> tuple[tuple[Group, str, str], ...]:
    """Group, keys and help of each command; the nine jumps stand in one row."""
    rows = []
    for command in commands:
        if command.id == "related.jump1":
            rows.append((command.group, "1 … 9", "Jump to that related statement"))
        elif command.keys and not command.id.startswith("related.jump"):
            rows.append((command.group, keys_of(command), command.help))
    order = list(Group)
    return tuple(sorted(rows, key=lambda row: order.index(row[0])))


def key_table_markdown() -> str:
    """The key table of the README."""
    lines: list[str] = []
    group: Group | None = None
    for row_group, keys, help_text in table_rows(COMMANDS):
        if row_group is not group:
            group = row_group
            lines += ["", f"**{group}**", "", "| key | does |", "| --- | --- |"]
        shown = " ".join(f"`{key}`" for key in keys.split("  "))
        lines.append(f"| {shown} | {help_text} |")
    return "\n".join(lines).strip() + "\n"
