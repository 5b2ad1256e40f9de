"""Every command there is: its keys, its words, and where it works.

Bindings, footer, help, command palette, manual and the README's key table are all made from
`COMMANDS`. A new command goes into the module of its topic (`moving`, `panes`, `views`, `finding`,
`marks`, `correcting`, `articles`, `program`), its place in the footer into `footer`.
"""

from tui.commands.command import (
    ANYWHERE,
    GRIDS,
    INPUTS,
    LISTS,
    PAIRS,
    PREFIXES,
    READING,
    Command,
    Group,
    Place,
)
from tui.commands.footer import HINTS, Hint
from tui.commands.table import (
    BY_ID,
    COMMANDS,
    bindings_for,
    commands_of,
    continuations,
    sequence_key,
)
from tui.commands.words import key_name, key_table_markdown, keys_of, short_key_name, table_rows

__all__ = [
    "ANYWHERE",
    "BY_ID",
    "COMMANDS",
    "GRIDS",
    "HINTS",
    "INPUTS",
    "LISTS",
    "PAIRS",
    "PREFIXES",
    "READING",
    "Command",
    "Group",
    "Hint",
    "Place",
    "bindings_for",
    "commands_of",
    "continuations",
    "key_name",
    "key_table_markdown",
    "keys_of",
    "sequence_key",
    "short_key_name",
    "table_rows",
]
