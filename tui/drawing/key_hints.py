"""The footer: the keys that matter now, or what may follow a prefix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from textual.content import Content

from tui.commands import (
    COMMANDS,
    HINTS,
    Command,
    Hint,
    Place,
    continuations,
    key_name,
    short_key_name,
)

_KEY = "bold $footer-key-foreground"
_WORD = "$footer-description-foreground"
_GAP = "   "


def hints(
    place: Place,
    width: int,
    *,
    absent: AbstractSet[str] = frozenset(),
    commands: Sequence[Command] = COMMANDS,
) -> Content:
    """As many hints of a place as fit, the most useful first; `absent` commands are left out.

    Help is always among them where there is help.
    """
    by_id = {command.id: command for command in commands}
    without = {name for name, command in by_id.items() if not command.keys} | absent
    wanted = [hint for hint in HINTS[place] if not without & set(hint.commands)]
    entries = [_entry(_keys(hint, by_id), hint.label) for hint in wanted]
    kept = [hint.commands == ("help",) for hint in wanted]
    while sum(entry.cell_length + len(_GAP) for entry in entries) - len(_GAP) > width:
        droppable = [n for n, keep in enumerate(kept) if not keep]
        if not droppable:
            break
        del entries[droppable[-1]], kept[droppable[-1]]
    return Content(_GAP).join(entries)


def prefix_hints(
    prefix: str, place: Place, width: int, *, commands: Sequence[Command] = COMMANDS
) -> Content:
    """The prefix and everything that may follow it, as far as it fits."""
    line = Content.styled(f"{prefix} …", _KEY)
    for key, command in continuations(prefix, place, commands):
        entry = Content.assemble(_GAP, _entry(key_name(key), command.label))
        if line.cell_length + entry.cell_length > width:
            break
        line = Content.assemble(line, entry)
    return line


def _entry(keys: str, label: str) -> Content:
    return Content.assemble((keys, _KEY), (f" {label}", _WORD))


def _keys(hint: Hint, by_id: Mapping[str, Command]) -> str:
    named = [by_id[one].keys for one in hint.commands]
    keys = [short_key_name(each[min(hint.key, len(each) - 1)]) for each in named]
    return ("-" if keys[0].isdigit() else "/").join(keys)
