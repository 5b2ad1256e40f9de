"""The reader's keys: each does one thing in one place."""

from __future__ import annotations

import pytest

from core.settings import parsed
from tui.commands import BY_ID, COMMANDS
from tui.keymap import Keymap, keymap


def made(keys: str) -> Keymap:
    return keymap(parsed(f"[keys]\n{keys}"))


def keys_of(found: Keymap, name: str) -> tuple[str, ...]:
    return next(command.keys for command in found.commands if command.id == name)


def test_without_wishes_the_keys_are_those_of_the_table() -> None:
    assert made("") == Keymap()
    assert Keymap().commands == COMMANDS
    assert Keymap().changes() == {}


def test_a_wish_takes_the_place_of_all_keys_of_its_command() -> None:
    found = made("'item.next' = ['n', 'f5']\n'find.next' = 'ctrl+n'")
    assert keys_of(found, "item.next") == ("n", "f5")
    assert found.changes() == {"item.next": "n,f5", "find.next": "ctrl+n"}
    assert found.problems == ()


def test_a_key_leaves_the_command_it_belonged_to_and_that_is_said() -> None:
    assert BY_ID["correct"].keys == ("c",)
    found = made("\n'conflict.next' = 'c'")
    assert keys_of(found, "correct") == ()
    assert found.changes()["correct"] == "unbound"
    assert [str(problem) for problem in found.problems] == [
        "line 3: 'correct' has no key left: 'c' is that of 'conflict.next'"
    ]


def test_of_two_wishes_for_one_key_the_first_holds() -> None:
    found = made("'find' = 'f'\n'filter' = 'f'")
    assert keys_of(found, "find") == ("f",)
    assert keys_of(found, "filter") == ()
    assert "line 3: 'f' is the key of 'find' already" in map(str, found.problems)


def test_a_key_that_begins_sequences_does_nothing_alone() -> None:
    found = made("'find' = 'g'")
    assert "line 2: 'g' begins keys such as" in str(found.problems[0])


def test_a_command_may_have_no_key() -> None:
    assert made("'find' = []").changes() == {"find": "unbound"}


@pytest.mark.parametrize(("key", "name"), [(",", "comma"), ("?", "?"), ("] c", "] c")])
def test_keys_are_named_as_textual_names_them(key: str, name: str) -> None:
    assert made(f"'find' = '{key}'").changes()["find"] == name
