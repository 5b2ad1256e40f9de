"""What the reader sets in `config.toml`: options, keys, themes of their own.

A file that cannot be understood never keeps the program from starting. What is wrong in it counts
as not there and is reported with its line and what was probably meant; all other lines hold.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

KEYS: Final = "keys"
THEMES: Final = "themes"

LARGEST: Final = 1 << 16
"""How many bytes a settings file has at most."""
_BROKEN_LINES = 20
"""How many lines that are no TOML are passed over at most."""
_SUSPECTS = 20
"""And how many lines above one that is not understood may be to blame."""

COLOURS: Final = (
    "background", "surface", "panel", "foreground", "primary", "secondary", "accent", "success",
    "warning", "error",
)  # fmt: skip
"""What a theme gives a colour to."""


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """Colours the reader has put together; what is missing is taken from the program's own."""

    name: str
    dark: bool
    colours: Mapping[str, str]
    """By one of `COLOURS` a colour as `#rrggbb`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds, whether the reader has set it or not."""

    theme: str = "lesart-dark"
    ascii_only: bool = False
    threshold: float = 0.5
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the id of a command its keys in place of those it comes with; none take it off them."""
    themes: tuple[OwnTheme, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A setting that stands at the top of the file."""

    name: str
    meaning: str
    """One sentence without a full stop."""


OPTIONS: Final = (
    Option("theme", "Colours: lesart-dark, lesart-light, a theme of Textual, or one of your own"),
    Option("ascii_only", "Draw signs and lines with plain ASCII, for terminals that show no more"),
    Option("threshold", "The score, from 0 to 1, from which statements are shown as related"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the settings file that does not count."""

    message: str
    line: int | None = None
    """Counts from 1; None when the whole file is meant or the line was not found."""
    nearest: str | None = None
    """What was probably meant."""

    def __str__(self) -> str:
        where = "" if self.line is None else f"line {self.line}: "
        meant = "" if self.nearest is None else f"; did you mean {self.nearest!r}?"
        return f"{where}{self.message}{meant}"


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a settings file says, and where."""

    settings: Settings = Settings()
    problems: tuple[Problem, ...] = ()
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    """By the names that lead to a value its line."""

    def unknown(
        self, path: tuple[str, ...], what: str, known: Collection[str], *, name: str | None = None
    ) -> Problem:
        """The problem that a name, the last of the path unless given, is none that is known."""
        return _unknown(path[-1] if name is None else name, path, what, known, self.lines)

    def for_commands(self, known: Collection[str]) -> SettingsFile:
        """The same file, with keys only for commands there are and a problem for each other."""
        keys = {name: keys for name, keys in self.settings.keys.items() if name in known}
        problems = [
            self.unknown((KEYS, name), "command", known)
            for name in self.settings.keys
            if name not in known
        ]
        return replace(
            self,
            settings=replace(self.settings, keys=keys),
            problems=_in_order([*self.problems, *problems]),
        )


def read_settings(file: Path) -> SettingsFile:
    """What the file says; one that is not there sets nothing."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        return SettingsFile()
    except OSError as error:
        return SettingsFile(problems=(Problem(f"cannot be read: {error.strerror}"),))
    if len(raw) > LARGEST:
        return SettingsFile(problems=(Problem(f"is larger than {LARGEST} bytes, and not read"),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return SettingsFile(problems=(Problem("is not written in UTF-8, and not read", line),))
    return parsed(text)


def parsed(text: str) -> SettingsFile:
    """What a text says, read as a settings file."""
    text = text.replace("\r\n", "\n")
    lines = _lines(text)
    reader = _Reader(lines)
    tables = reader.tables(text)
    settings = Settings(**reader.options(tables))
    settings = replace(
        settings,
        keys=reader.keys(tables.get(KEYS, {})),
        themes=reader.themes(tables.get(THEMES, {})),
    )
    return SettingsFile(settings, _in_order(reader.problems), lines)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


class _Reader:
    """Takes what can be used out of a file, and remembers what could not."""

    def __init__(self, lines: Mapping[tuple[str, ...], int]) -> None:
        self._lines = lines
        self.problems: list[Problem] = []

    def tables(self, text: str) -> Mapping[str, object]:
        """The text as TOML, without the lines that are none."""
        lines = text.split("\n")
        for _ in range(_BROKEN_LINES):
            found = _toml(lines)
            if isinstance(found, Mapping):
                return found
            self.problems.append(Problem(f"is not TOML ({found.reason})", found.line))
            lines = _without(lines, found.line)
        self.problems.append(Problem("has too many lines that are not TOML, and is not read"))
        return {}

    def options(self, tables: Mapping[str, object]) -> dict[str, Any]:
        """The options that are set to something they can be."""
        found = {}
        known = [option.name for option in OPTIONS]
        for name, value in tables.items():
            if name in (KEYS, THEMES):
                continue
            if name not in known:
                problem = _unknown(name, (name,), "setting", [*known, KEYS, THEMES], self._lines)
                self.problems.append(problem)
            elif (wanted := _WANTED[name]).fits(value):
                found[name] = float(value) if name == "threshold" else value  # type: ignore[arg-type]
            else:
                self._complain((name,), f"{name!r} has to be {wanted.said}")
        return found

    def keys(self, table: object) -> Mapping[str, tuple[str, ...]]:
        """By command the keys it is given."""
        if not isinstance(table, Mapping):
            self._complain((KEYS,), f"{KEYS!r} has to be a table: [{KEYS}]")
            return {}
        found: dict[str, tuple[str, ...]] = {}
        for command, value in _leaves(table):
            keys = [value] if isinstance(value, str) else value
            if isinstance(keys, list) and all(isinstance(key, str) and key for key in keys):
                found[command] = tuple(key for key in keys if self._is_key(command, key))
            else:
                path = (KEYS, command)
                self._complain(path, f"{command!r} has to be a key, or a list of keys")
        return found

    def _is_key(self, command: str, key: str) -> bool:
        fits = _KEY.fullmatch(key) is not None
        if not fits:
            said = f'{key!r} is no key; keys are written like "n", "ctrl+n", "f5" or "g n"'
            self._complain((KEYS, command), said)
        return fits

    def themes(self, table: object) -> tuple[OwnTheme, ...]:
        """The themes whose colours are colours."""
        if not isinstance(table, Mapping):
            self._complain((THEMES,), f"{THEMES!r} has to hold tables: [{THEMES}.mine]")
            return ()
        found = []
        for name, described in table.items():
            if isinstance(described, Mapping):
                found.append(self._theme(name, described))
            else:
                self._complain((THEMES, name), f"{name!r} has to be a table: [{THEMES}.{name}]")
        return tuple(found)

    def _theme(self, name: str, described: Mapping[str, object]) -> OwnTheme:
        colours = {}
        dark = described.get("dark", True)
        if not isinstance(dark, bool):
            self._complain((THEMES, name, "dark"), "'dark' has to be true or false")
            dark = True
        for colour, value in described.items():
            path = (THEMES, name, colour)
            if colour == "dark":
                continue
            if colour not in COLOURS:
                self.problems.append(
                    _unknown(colour, path, "colour", [*COLOURS, "dark"], self._lines)
                )
            elif isinstance(value, str) and _COLOUR.fullmatch(value):
                colours[colour] = value.lower()
            else:
                self._complain(path, f'{colour!r} has to be a colour such as "#86a9c9"')
        return OwnTheme(name, dark, colours)

    def _complain(self, path: tuple[str, ...], message: str) -> None:
        self.problems.append(Problem(message, self._lines.get(path)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an option can be set to."""

    fits: Callable[[object], bool]
    said: str


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


_WANTED: Final = {
    "theme": _Wanted(lambda value: isinstance(value, str), 'a name such as "lesart-light"'),
    "ascii_only": _Wanted(lambda value: isinstance(value, bool), "true or false"),
    "threshold": _Wanted(_is_share, "a number from 0 to 1"),
}

_ONE_KEY = r"(?:(?:ctrl|alt|shift|super)\+)*(?:[^\s\x00-\x1f]|[a-z][a-z0-9_]+)"
_KEY = re.compile(rf"{_ONE_KEY}(?: {_ONE_KEY})?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PLACE = re.compile(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)
_TABLE_LINE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?")
_VALUE_LINE = re.compile(r"\s*((?:[\w.\- ]|\"[^\"]*\"|'[^']*')+?)\s*=")
_NAME = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")


def _unknown(
    name: str,
    path: tuple[str, ...],
    what: str,
    known: Collection[str],
    lines: Mapping[tuple[str, ...], int],
) -> Problem:
    close = difflib.get_close_matches(name, known, n=1)
    return Problem(f"{name!r} is no {what}", lines.get(path), close[0] if close else None)


def _leaves(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """The values of a table; `a.b = 1` is TOML for a table in a table, and means the name a.b."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


@dataclass(frozen=True, slots=True)
class _Broken:
    """Where a text stops being TOML, and why."""

    line: int
    """The line that has to go; counts from 1."""
    reason: str
    reached: int
    """The line up to which it was understood."""


def _toml(lines: Sequence[str]) -> Mapping[str, object] | _Broken:
    """What the lines say; else the line without which most of the others could be read."""
    first = _loaded(lines)
    if isinstance(first, Mapping):
        return first
    # An array or a text that is never closed is noticed some lines below the one it begins in.
    begun = [at for at in range(1, first.line) if _VALUE_LINE.match(lines[at - 1])]
    suspects = [*begun[-_SUSPECTS:], first.line]
    culprit = max(suspects, key=lambda at: (_reached(_loaded(_without(lines, at))), at))
    return _Broken(culprit, first.reason, first.line)


def _loaded(lines: Sequence[str]) -> Mapping[str, object] | _Broken:
    import tomllib  # only where there is a file to read: the program starts faster without it

    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.fullmatch(str(error))
        line = int(found[2] or len(lines)) if found else len(lines)
        return _Broken(line, found[1].lower() if found else "not readable", line)


def _reached(outcome: Mapping[str, object] | _Broken) -> float:
    return outcome.reached if isinstance(outcome, _Broken) else float("inf")


def _without(lines: Sequence[str], line: int) -> list[str]:
    """The lines with one blank, and with it those that go on with what it begins."""
    rest = list(lines)
    rest[line - 1] = ""
    for at in range(line, len(rest)):
        if _VALUE_LINE.match(rest[at]) or _TABLE_LINE.fullmatch(rest[at]):
            break
        rest[at] = ""
    return rest


def _lines(text: str) -> Mapping[tuple[str, ...], int]:
    """By the names that lead to a value the line it is set in."""
    table: tuple[str, ...] = ()
    found: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _TABLE_LINE.fullmatch(line):
            table = _names(heading[1])
            found.setdefault(table, number)
        elif value := _VALUE_LINE.match(line):
            path = (*table, *_names(value[1]))
            if path[:1] == (KEYS,) and path[1:]:
                path = (KEYS, ".".join(path[1:]))
            found.setdefault(path, number)
    return found


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(double or single or bare for double, single, bare in _NAME.findall(dotted))
