"""Commands in words: how keys are written, and the key table of help, README and manual."""

from __future__ import annotations

from collections.abc import Iterable

from tui.commands.command import Command, Group
from tui.commands.table import COMMANDS

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
