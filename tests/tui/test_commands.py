from __future__ import annotations

from collections import defaultdict

import pytest
from textual.binding import BindingsMap

from tui.commands import (
    BY_ID,
    COMMANDS,
    GRIDS,
    HINTS,
    PREFIXES,
    Place,
    bindings_for,
    commands_of,
    continuations,
    key_name,
    key_table_markdown,
    short_key_name,
    table_rows,
)

MOVES = "j k down up ctrl+e ctrl+y ctrl+d ctrl+u space b pagedown pageup g_g home G end J K } {"
WALKS = "]_r [_r ]_c [_c ]_o [_o ]_e [_e ]_m [_m ]_n [_n ]_u [_u"
JUMPS = "1 2 3 4 5 6 7 8 9 ctrl+o alt+left alt+right"
PANES = "enter l h backspace tab shift+tab g_a g_t g_e g_r g_n e r z v M T C"
OTHERS = "/ n N * g_/ \\ m ' a t = x y Y o E d D u ctrl+r i ? : ctrl+p q Q escape"
PROMISED = f"{MOVES} {WALKS} {JUMPS} {PANES} {OTHERS}".split(" ")
"""The keys of DESIGN.md, and C for the conflicts."""


def test_every_promised_key_is_a_command_of_the_text() -> None:
    keys = {key for command in commands_of(Place.TEXT) for key in command.keys}
    assert {key.replace("_", " ") for key in PROMISED} <= keys


@pytest.mark.parametrize("place", Place)
def test_no_two_commands_share_a_key_in_one_place(place: Place) -> None:
    by_key = defaultdict(list)
    for command in commands_of(place):
        for key in command.keys:
            by_key[key].append(command.id)
    assert not {key: ids for key, ids in by_key.items() if len(ids) > 1}


def test_a_key_means_the_same_in_every_place() -> None:
    by_key = defaultdict(set)
    for command in COMMANDS:
        # The rows of a menu have letters of their own, shown beside them; in a grid one also
        # moves sideways.
        if command.places not in ({Place.CORRECT}, {Place.STORY}, GRIDS):
            for key in command.keys:
                by_key[key].add(command.id)
    # Where one types, Enter ends the typing.
    assert {key for key, ids in by_key.items() if len(ids) > 1} == {"enter"}


def test_ids_are_unique_and_every_command_has_keys_and_help() -> None:
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.keys
        assert command.places
        assert command.help[0].isupper() or command.help[0] == "$"
        assert not command.help.endswith(".")


def test_no_prefix_is_a_command_itself() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    assert not keys & set(PREFIXES)
    assert {key.split(" ")[0] for key in keys if " " in key} == set(PREFIXES)


@pytest.mark.parametrize("place", Place)
def test_every_binding_carries_the_id_of_its_command(place: Place) -> None:
    bindings = BindingsMap(bindings_for(place))
    ids = {binding.id for _, binding in bindings}
    assert {command.id for command in commands_of(place)} <= ids
    assert None not in ids


@pytest.mark.parametrize("place", Place)
def test_the_footer_names_only_commands_that_work_there(place: Place) -> None:
    here = {command.id for command in commands_of(place)}
    for hint in HINTS[place]:
        assert set(hint.commands) <= here


def test_continuations_are_the_second_keys_of_a_prefix() -> None:
    found = {key: command.id for key, command in continuations("g", Place.TEXT)}
    assert found["a"] == "go.articles"
    assert found["/"] == "search"
    assert not continuations("]", Place.HELP)


@pytest.mark.parametrize(
    ("key", "written", "short"),
    [
        ("ctrl+o", "Ctrl-O", "^O"),
        ("alt+left", "Alt-←", "Alt-←"),
        ("] c", "]c", "]c"),
        ("g a", "g a", "g a"),
        ("shift+tab", "Shift-Tab", "Shift-Tab"),
        ("\\", "\\", "\\"),
        ("G", "G", "G"),
    ],
)
def test_keys_are_written_as_people_write_them(key: str, written: str, short: str) -> None:
    assert key_name(key) == written
    assert short_key_name(key) == short


def test_the_key_table_holds_every_command_once() -> None:
    table = key_table_markdown()
    for command in COMMANDS:
        if not command.id.startswith("related.jump"):
            assert f"| {command.help} |" in table
    assert table.count("| `1 … 9` |") == 1
    assert len(table_rows(COMMANDS)) == len(COMMANDS) - 8
