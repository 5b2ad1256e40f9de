"""Write the manual page from the command line and the table of keys: `tui/lesart.1`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from core.cli.main import parser
from core.search.syntax import SCOPE, SYNTAX
from tui.commands import COMMANDS, table_rows

PAGE = Path(__file__).resolve().parents[1] / "tui" / "lesart.1"

_FILES = (
    ("library.sqlite", "articles and what was found in them; can be made again from its texts"),
    ("marks.json", "bookmarks, notes, tags, verdicts, corrections, feeds: what is yours"),
    ("backups/", "earlier states of marks.json"),
    ("config.toml", "settings, keys and themes, in the configuration folder"),
)
_ENVIRONMENT = (
    ("LESART_LIBRARY", "the library, where --library names none"),
    ("NO_COLOR", "when set, nothing is coloured"),
    ("EDITOR", "what notes are edited in"),
)
_CODES = (
    ("0", "done"),
    ("1", "nothing found, or a problem that is reported"),
    ("2", "wrong usage or configuration"),
    ("3", "the library is damaged or locked"),
    ("130", "interrupted"),
)


def manual() -> str:
    """The page in the language of man(7)."""
    whole = parser()
    lines = [
        '.TH LESART 1 "" "Lesart" "User Commands"',
        ".SH NAME",
        r"lesart \- read reports of one story against each other",
        ".SH SYNOPSIS",
        r".B lesart",
        r"[options] [\fIPATH\fR|\fIURL\fR ...]",
        ".br",
        r".B lesart",
        r"[options] \fICOMMAND\fR ...",
        ".SH DESCRIPTION",
        _text(
            "Without a command the reader opens on the library, after adding what is named: files, "
            "folders, pages by their addresses. Beside every statement of an article stand the "
            "related statements of the others, with what they share and where they differ."
        ),
        ".SH OPTIONS",
        *_options(whole),
        ".SH COMMANDS",
        *(line for name, each in _commands(whole) for line in _command(name, each)),
        ".SH SEARCHING",
        *(line for rule in SYNTAX for line in _item(rule.syntax, rule.meaning)),
        ".PP",
        _text(SCOPE),
        ".SH KEYS",
    ]
    for group, rows in groupby(table_rows(COMMANDS), key=lambda row: row[0]):
        lines += [f".SS {_text(str(group))}"]
        lines += [line for _, keys, help_text in rows for line in _item(keys, help_text)]
    for title, items in (("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES)):
        lines += [f".SH {title}", *(line for item in items for line in _item(*item))]
    lines += [
        _text("`lesart paths` says where they are."),
        ".SH EXIT STATUS",
        *(line for item in _CODES for line in _item(*item)),
    ]
    return "\n".join(lines) + "\n"


def _command(name: str, command: argparse.ArgumentParser) -> Iterator[str]:
    """A command with what it takes, and then those below it."""
    below = list(_commands(command))
    named = [each for each in command._actions if not each.option_strings]
    takes = " ".join(_taken(each) for each in named if each.nargs != argparse.PARSER)
    yield f".SS {_text(f'lesart {name} {takes}'.strip())}"
    yield _text(command.description or "")
    yield from _options(command, but=_everywhere())
    for inner, each in below:
        yield from _command(f"{name} {inner}", each)


def _commands(of: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _taken(action: argparse.Action) -> str:
    said = str(action.metavar or action.dest)
    return {"?": f"[{said}]", "*": f"[{said} ...]", "+": f"{said} ..."}.get(str(action.nargs), said)


def _everywhere() -> frozenset[str]:
    """What every command takes; said once."""
    return frozenset(name for action in parser()._actions for name in action.option_strings)


def _options(of: argparse.ArgumentParser, *, but: frozenset[str] = frozenset()) -> Iterator[str]:
    for action in of._actions:
        if action.help in (None, argparse.SUPPRESS) or action.nargs == argparse.PARSER:
            continue
        # What stands under another name is something of the command's own.
        if not but.isdisjoint(action.option_strings) and action.dest != "layout":
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        if action.option_strings and action.nargs != 0:
            choices = "|".join(map(str, action.choices or ()))
            name += f" {action.metavar or choices or action.dest.upper()}"
        yield from _item(name.strip(), str(action.help))


def _item(name: str, meaning: str) -> tuple[str, str, str]:
    return ".TP", rf"\fB{_text(name)}\fR", _text(meaning)


def _text(text: str) -> str:
    """A text that holds nothing that means something to roff."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    escaped = re.sub(r"[^\x00-\x7f]", lambda sign: rf"\[u{ord(sign[0]):04X}]", escaped)
    return re.sub(r"^(?=[.'])", r"\\&", escaped, flags=re.MULTILINE)


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
