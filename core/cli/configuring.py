"""`lesart config`: what is set, as a settings file one can start from."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping

from core.cli.output import Answer, Record
from core.settings import COLOURS, KEYS, OPTIONS, THEMES, OwnTheme, Settings, SettingsFile
from core.text.clean import clean_line

Keys = Mapping[str, tuple[str, ...]]


def config(file: SettingsFile, commands: Keys, path: str) -> Answer:
    """Every setting with its value; as text a settings file that sets just that.

    `commands` are the keys that each command comes with, by its id.
    """
    settings, unset = file.settings, Settings()
    records: list[Record] = [
        _record(file, (option.name,), getattr(settings, option.name), getattr(unset, option.name))
        | {"meaning": option.meaning}
        for option in OPTIONS
    ]
    records += [
        _record(file, (KEYS, name), list(settings.keys.get(name, keys)), list(keys))
        for name, keys in commands.items()
    ]
    records += [
        _record(file, (THEMES, theme.name), {"dark": theme.dark, **theme.colours}, None)
        for theme in settings.themes
    ]
    text = "\n".join(_lines(settings, commands, path))
    return Answer(records, text, found=not file.problems, failure=2)


def _record(
    file: SettingsFile, path: tuple[str, ...], value: object, default: object
) -> dict[str, object]:
    return {
        "setting": ".".join(path),
        "value": value,
        "default": default,
        "line": file.lines.get(path),
    }


def _lines(settings: Settings, commands: Keys, path: str) -> Iterator[str]:
    """A settings file; what is as it comes with the program stands in comments."""
    yield f"# {clean_line(path)}"
    unset = Settings()
    for option in OPTIONS:
        value = getattr(settings, option.name)
        yield ""
        yield from textwrap.wrap(option.meaning, 96, initial_indent="# ", subsequent_indent="# ")
        yield _line(option.name, value, same=value == getattr(unset, option.name))
    yield from ("", "# Keys by command: one, or a list; none take them off it", f"[{KEYS}]")
    for name, keys in commands.items():
        own = settings.keys.get(name)
        yield _line(_toml(name), keys if own is None else own, same=own is None)
    for theme in settings.themes:
        yield from _theme(theme)
    if not settings.themes:
        example = OwnTheme("mine", dark=True, colours=dict.fromkeys(COLOURS, "#000000"))
        yield from (f"# {line}" if line else "" for line in _theme(example))


def _theme(theme: OwnTheme) -> Iterator[str]:
    yield ""
    yield f"[{THEMES}.{_toml(theme.name)}]"
    yield f"dark = {_toml(theme.dark)}"
    yield from (f"{name} = {_toml(colour)}" for name, colour in theme.colours.items())


def _line(name: str, value: object, *, same: bool) -> str:
    return f"{'# ' if same else ''}{name} = {_toml(value)}"


def _toml(value: object) -> str:
    """A value as TOML, whose texts, numbers and lists of texts are written as in JSON."""
    written = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return written.replace("\x7f", "\\u007f")
