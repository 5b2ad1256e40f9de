"""What is set holds, what is wrong is named, and nothing keeps the program from starting."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.relations import DEFAULT_THRESHOLD
from core.settings import (
    LARGEST,
    OPTIONS,
    OwnTheme,
    Settings,
    SettingsFile,
    parsed,
    read_settings,
)


def said(text: str) -> list[str]:
    return [str(problem) for problem in parsed(text).problems]


def test_a_file_that_is_not_there_sets_nothing(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config.toml") == SettingsFile()


def test_the_threshold_is_that_of_the_relations_unless_it_is_set() -> None:
    assert Settings().threshold == DEFAULT_THRESHOLD


def test_every_option_is_a_setting_and_is_described() -> None:
    for option in OPTIONS:
        assert hasattr(Settings(), option.name)
        assert option.meaning
        assert not option.meaning.endswith(".")


def test_everything_that_can_be_set_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        'theme = "lesart-light"\nascii_only = true\nthreshold = 0\n'
        '[keys]\n"item.next" = ["n", "down"]\nconflict.next = "c"\n"explain" = []\n'
        '[themes.mine]\ndark = false\nprimary = "#FFAA00"\n',
        encoding="utf-8-sig",
    )
    found = read_settings(file)
    assert found.problems == ()
    assert found.settings == Settings(
        theme="lesart-light",
        ascii_only=True,
        threshold=0.0,
        keys={"item.next": ("n", "down"), "conflict.next": ("c",), "explain": ()},
        themes=(OwnTheme("mine", dark=False, colours={"primary": "#ffaa00"}),),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\nthem = 3", "line 2: 'them' is no setting; did you mean 'theme'?"),
        ("quite = 3", "line 1: 'quite' is no setting"),
        ("theme = 3", "line 1: 'theme' has to be a name such as \"lesart-light\""),
        ("ascii_only = 1", "line 1: 'ascii_only' has to be true or false"),
        ("threshold = 1.1", "line 1: 'threshold' has to be a number from 0 to 1"),
        ("threshold = true", "line 1: 'threshold' has to be a number from 0 to 1"),
        ("keys = 3", "line 1: 'keys' has to be a table: [keys]"),
        ("themes = 3", "line 1: 'themes' has to hold tables: [themes.mine]"),
        ("[keys]\nfind = 3", "line 2: 'find' has to be a key, or a list of keys"),
        ("[keys]\nfind = ['']", "line 2: 'find' has to be a key, or a list of keys"),
        ("[keys]\na.b = 3", "line 2: 'a.b' has to be a key, or a list of keys"),
        ("[themes]\nmine = 3", "line 2: 'mine' has to be a table: [themes.mine]"),
        ("[themes.mine]\ndark = 3", "line 2: 'dark' has to be true or false"),
        (
            "[themes.mine]\nprimry = '#000000'",
            "line 2: 'primry' is no colour; did you mean 'primary'?",
        ),
        (
            "[themes.mine]\nprimary = 'red'",
            "line 2: 'primary' has to be a colour such as \"#86a9c9\"",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, problem: str) -> None:
    assert said(text) == [problem]


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("x = [1,\n  2", 1),
        ("\nx = [1 2]", 2),
        ('x = "a', 1),
        ('x = """a\nb', 1),
        ("just words", 1),
        ("\x00", 1),
    ],
)
def test_a_line_that_is_no_toml_is_passed_over_and_all_others_hold(broken: str, line: int) -> None:
    found = parsed(f"{broken}\nascii_only = true\n[keys]\nfind = 'f'")
    assert found.settings == Settings(ascii_only=True, keys={"find": ("f",)})
    assert [problem.line for problem in found.problems] == [line]


def test_problems_come_in_the_order_of_their_lines() -> None:
    found = parsed("ascii_only = 3\nx = [\n[keys]\nfind = 3\n[themes.mine]\nprimary = 3")
    assert [problem.line for problem in found.problems] == [1, 2, 4, 6]


@pytest.mark.parametrize("key", ["n", "G", "ctrl+n", "alt+left", "f5", "g n", "] c", "ß", "+"])
def test_a_key_is_a_character_a_name_or_two_of_them(key: str) -> None:
    assert parsed(f"[keys]\nfind = {key!r}").settings.keys == {"find": (key,)}


@pytest.mark.parametrize("key", ["Ctrl+n", "g g g", " ", "strg+n", "nn!"])
def test_what_is_no_key_is_left_out_and_named(key: str) -> None:
    found = parsed(f"[keys]\nfind = ['f', {key!r}]")
    assert found.settings.keys == {"find": ("f",)}
    assert f"line 2: {key!r} is no key" in str(found.problems[0])


def test_keys_for_commands_that_are_not_there_are_left_out_and_named() -> None:
    found = parsed("ascii_only = 3\n[keys]\nfnd = 'f'\nopen = 'o'").for_commands(["find", "open"])
    assert found.settings.keys == {"open": ("o",)}
    assert [str(problem) for problem in found.problems] == [
        "line 1: 'ascii_only' has to be true or false",
        "line 3: 'fnd' is no command; did you mean 'find'?",
    ]


def test_a_name_nobody_knows_is_reported_with_its_line_and_what_is_near() -> None:
    found = parsed("[keys]\n\nitem.nxt = 'n'")
    problem = found.unknown(("keys", "item.nxt"), "command", ["item.next", "open"])
    assert str(problem) == "line 3: 'item.nxt' is no command; did you mean 'item.next'?"


def test_a_file_of_nonsense_sets_nothing_and_is_given_up() -> None:
    nonsense = "ascii_only = = true\n" * 1000
    assert parsed(nonsense).settings == Settings()
    assert "too many lines" in said(nonsense)[0]


def test_a_file_that_is_not_utf_8_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"ascii_only = true\ntheme = '\xff'")
    found = read_settings(file)
    assert found.settings == Settings()
    assert [str(problem) for problem in found.problems] == [
        "line 2: is not written in UTF-8, and not read"
    ]


def test_a_file_that_is_too_large_or_no_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"#" * (LARGEST + 1))
    assert "larger than" in str(read_settings(file).problems[0])
    assert "cannot be read" in str(read_settings(tmp_path).problems[0])


@example(".=")
@given(st.text(alphabet=st.sampled_from("theme=\"'[]{}.,#keys \n\r\t0a\x00é"), max_size=60))
def test_no_text_raises(text: str) -> None:
    found = parsed(text)
    assert all(problem.line is None or problem.line >= 1 for problem in found.problems)


@given(st.text(max_size=80))
def test_what_stands_before_a_broken_line_holds(text: str) -> None:
    broken = text.replace("\n", " ").replace("\r", " ")
    found = parsed(f"threshold = 0.25\n= {broken}")
    assert found.settings.threshold == 0.25
    assert found.problems
