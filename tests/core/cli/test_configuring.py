"""`lesart config` says what is set, and is a settings file itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cli.configuring import config
from core.cli.main import main
from core.settings import COLOURS, OwnTheme, Settings, SettingsFile, parsed

COMMANDS = {"find": ("/",), "item.next": ("j", "down")}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the settings file."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "lesart").mkdir()
    return tmp_path / "lesart"


def asked(*arguments: str) -> int:
    return main(["config", *arguments], commands=lambda: COMMANDS)


def test_without_a_file_everything_is_as_it_comes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked() == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert '# "item.next" = ["j", "down"]' in out
    assert parsed(out).settings == Settings()
    assert list(folder.iterdir()) == []


def test_what_is_set_stands_there_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "config.toml").write_text("theme = 'lesart-light'\n[keys]\nfind = 'f'\n")
    assert asked("--format", "jsonl") == 0
    out = capsys.readouterr().out
    assert '"setting": "theme", "value": "lesart-light", "default": "lesart-dark", "line": 1' in out
    assert '"setting": "keys.find", "value": ["f"], "default": ["/"], "line": 3' in out


def test_what_is_wrong_is_said_beside_the_answer_and_the_exit_code_is_two(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "config.toml").write_text("[keys]\n'item.nxt' = 'n'\n")
    assert asked() == 2
    out, err = capsys.readouterr()
    assert "config.toml: line 2: 'item.nxt' is no command; did you mean 'item.next'?" in err
    assert parsed(out).settings == Settings()


_KEYS = st.lists(st.sampled_from(["f", "ctrl+f", "g f", '"', "\\", "ß", "😀"]), max_size=2)
_SETTINGS = st.builds(
    Settings,
    theme=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    ascii_only=st.booleans(),
    threshold=st.floats(0, 1),
    keys=st.dictionaries(st.sampled_from([*COMMANDS]), _KEYS.map(tuple)),
    themes=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5),
        st.dictionaries(st.sampled_from(COLOURS), st.just("#0a0b0c")),
        max_size=2,
    ).map(
        lambda named: tuple(
            OwnTheme(name, dark=bool(colours), colours=colours) for name, colours in named.items()
        )
    ),
)


@given(_SETTINGS)
def test_the_answer_is_a_file_that_sets_the_same(settings: Settings) -> None:
    answer = config(SettingsFile(settings), COMMANDS, "config.toml")
    found = parsed(answer.text)
    assert found.problems == ()
    assert found.settings == settings
