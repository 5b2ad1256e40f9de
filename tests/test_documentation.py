"""The README says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.cli.main import SUBCOMMANDS, parser
from tests.write_manual import PAGE, manual
from tui.commands import key_table_markdown

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_key_table_is_that_of_the_command_table() -> None:
    written = README.partition("<!-- keys -->\n")[2].partition("<!-- /keys -->")[0]
    assert written.strip() == key_table_markdown().strip(), (
        "write it again with: python tests/write_readme.py"
    )


def test_every_sub_command_stands_in_the_readme_and_in_the_help() -> None:
    listed = set(re.findall(r"^ {4}lesart ([a-z-]+)", README, re.MULTILINE))
    assert set(SUBCOMMANDS) <= listed
    assert all(command in parser().format_help() for command in SUBCOMMANDS)


def test_every_picture_of_the_readme_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("number", [1, 2])
def test_the_set_up_commands_are_one_line_each(number: int) -> None:
    commands = re.findall(r"^ {4}python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2
    assert ["lesart seeds", "tests/check.py"][number - 1] in commands[number - 1]


def test_the_manual_page_is_that_of_the_command_line_and_the_command_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), (
        "write it again with: python -m tests.write_manual"
    )
