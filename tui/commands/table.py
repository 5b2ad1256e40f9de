"""The table of all commands, and what is asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.binding import Binding, BindingType

from tui.commands.articles import ARTICLES
from tui.commands.command import Command, Place
from tui.commands.correcting import CORRECTING
from tui.commands.feeds import FEEDS
from tui.commands.finding import FINDING
from tui.commands.marks import MARKS
from tui.commands.moving import MOVING
from tui.commands.panes import PANES
from tui.commands.program import PROGRAM
from tui.commands.views import VIEWS

COMMANDS: tuple[Command, ...] = (
    *MOVING,
    *PANES,
    *VIEWS,
    *FINDING,
    *MARKS,
    *CORRECTING,
    *ARTICLES,
    *FEEDS,
    *PROGRAM,
)
"""In the order of the palette and, within a group, of the help screen and the key table."""

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
