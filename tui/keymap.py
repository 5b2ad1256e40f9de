"""The keys in effect: those of the command table, with the reader's own in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual.app import App

from core.settings import KEYS, Problem, SettingsFile
from tui.commands import COMMANDS, Command

_UNBOUND = "unbound"
"""The key of a command without one, which no keyboard has: Textual passes over an empty list."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """All commands with the keys they have now, and what of the reader's wishes cannot be."""

    commands: tuple[Command, ...] = COMMANDS
    problems: tuple[Problem, ...] = ()

    def prefixes(self) -> frozenset[str]:
        """Keys that do nothing alone; the footer shows what may follow."""
        return frozenset(
            key.partition(" ")[0] for command in self.commands for key in command.keys if " " in key
        )

    def changes(self) -> Mapping[str, str]:
        """By command the keys that differ from the table's, as Textual's keymaps name them."""
        return {
            now.id: ",".join(map(_textual_name, now.keys)) or _UNBOUND
            for now, before in zip(self.commands, COMMANDS, strict=True)
            if now.keys != before.keys
        }


def in_effect(app: App[Any]) -> tuple[Command, ...]:
    """The commands with the keys they have in an app; those of the table in one without settings.

    The one way by which what names keys comes to know them, wherever it stands.
    """
    found = getattr(app, "keymap", None)
    return found.commands if isinstance(found, Keymap) else COMMANDS


def keymap(file: SettingsFile) -> Keymap:
    """The commands with the reader's keys.

    A key does one thing in one place: it leaves whatever it belongs to in the table, and of two
    commands that are given the same the first in the file has it.
    """
    wished = file.settings.keys
    problems: list[Problem] = []
    given: dict[str, Command] = {}
    for command in (each for name in wished for each in COMMANDS if each.id == name):
        kept = []
        for key in wished[command.id]:
            holder = _holder(key, command, given.values())
            if holder is None:
                kept.append(key)
            else:
                said = f"{key!r} is the key of {holder.id!r} already"
                problems.append(_problem(file, command.id, said))
        given[command.id] = replace(command, keys=tuple(kept))
    found = [given.get(each.id) or _without_taken(each, given.values()) for each in COMMANDS]
    for before, now in zip(COMMANDS, found, strict=True):
        if not now.keys and before.id not in given:
            taker = _holder(before.keys[0], before, given.values())
            if taker is not None:
                said = f"{before.id!r} has no key left: {before.keys[0]!r} is that of {taker.id!r}"
                problems.append(_problem(file, taker.id, said))
    begins = Keymap(tuple(found)).prefixes()
    for command in given.values():
        for key in begins & set(command.keys):
            said = f"{key!r} begins keys such as {_sequence(key, found)!r} and does nothing alone"
            problems.append(_problem(file, command.id, said))
    problems.sort(key=lambda problem: problem.line or 0)
    return Keymap(tuple(found), tuple(problems))


def _holder(key: str, command: Command, others: Iterable[Command]) -> Command | None:
    """The command that has the key in a place where this one works."""
    return next(
        (each for each in others if key in each.keys and each.places & command.places), None
    )


def _without_taken(command: Command, given: Iterable[Command]) -> Command:
    others = tuple(given)
    keys = tuple(key for key in command.keys if _holder(key, command, others) is None)
    return command if keys == command.keys else replace(command, keys=keys)


def _sequence(prefix: str, commands: Sequence[Command]) -> str:
    return next(key for each in commands for key in each.keys if key.startswith(f"{prefix} "))


def _problem(file: SettingsFile, command: str, said: str) -> Problem:
    return Problem(said, file.lines.get((KEYS, command)))


def _textual_name(key: str) -> str:
    """A comma stands between keys there, and has to be spelt out."""
    return "comma" if key == "," else key
