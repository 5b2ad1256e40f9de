"""The panes of the reading screen: going to them, into and out of them, showing and hiding them."""

from __future__ import annotations

from tui.commands.command import LISTS, READING, Command, Group, Place

PANES: tuple[Command, ...] = (
    Command(
        "open",
        ("enter", "l"),
        "open",
        "open",
        "Open the item under the cursor, or go in: from the text to its related statements",
        Group.PANES,
        READING
        | {
            Place.SEARCH,
            Place.MARKS,
            Place.TIMELINE,
            Place.CONFLICTS,
            Place.NEWS,
            Place.FEEDS,
        },
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
)
