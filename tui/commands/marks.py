"""Bookmarks, notes and tags; undoing; taking statements along."""

from __future__ import annotations

from tui.commands.command import PAIRS, READING, Command, Group, Place

MARKS: tuple[Command, ...] = (
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
    Command(
        "tag",
        ("t",),
        "tag",
        "tag",
        "Tag the statement; in the related panel, the note on the two statements together",
        Group.MARKS,
    ),
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
        "Undo the last change of marks, names or feeds",
        Group.MARKS,
        READING | PAIRS | {Place.MARKS, Place.TIMELINE, Place.FEEDS, Place.LEFT_OUT},
    ),
    Command(
        "redo",
        ("ctrl+r",),
        "redo",
        "redo",
        "Redo what was undone",
        Group.MARKS,
        READING | PAIRS | {Place.MARKS, Place.TIMELINE, Place.FEEDS, Place.LEFT_OUT},
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
        "Remove the mark, saved search or feed, or withdraw the correction, under the cursor",
        Group.MARKS,
        READING | {Place.MARKS, Place.CORRECT, Place.FEEDS},
        in_palette=False,
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
)
