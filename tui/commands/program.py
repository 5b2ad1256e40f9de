"""The program itself: help, the palette, accepting, closing, quitting."""

from __future__ import annotations

from tui.commands.command import ANYWHERE, LISTS, READING, Command, Group, Place

PROGRAM: tuple[Command, ...] = (
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
                Place.LEFT_OUT,
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
