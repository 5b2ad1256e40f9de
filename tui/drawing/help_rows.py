"""The help screen's rows, from the command table."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tui.commands import COMMANDS, Command, Place, commands_of, table_rows
from tui.drawing.lighting import MUTED, hanging

_KEYS_WIDTH = 18


def help_rows(
    place: Place, query: str, width: int, *, commands: Sequence[Command] = COMMANDS
) -> tuple[tuple[Content, bool], ...]:
    """Each row, and whether it is a heading; only those that hold every word of the query."""
    wanted = query.casefold().split()
    rows: list[tuple[Content, bool]] = []
    group = None
    for row_group, keys, help_text in table_rows(commands_of(place, commands)):
        held = f"{keys} {help_text} {row_group}".casefold()
        if not all(word in held for word in wanted):
            continue
        if row_group is not group:
            group = row_group
            rows.append((Content.styled(row_group.value, f"bold {MUTED}"), True))
        # A long list of keys pushes its help aside rather than being cut.
        shown = Content.styled(f"{keys:<{_KEYS_WIDTH}}  ", "bold $footer-key-foreground")
        rows.append((hanging(shown, Content(help_text), width), False))
    if not rows:
        rows.append((Content.styled("No key does that here.", MUTED), True))
    return tuple(rows)
