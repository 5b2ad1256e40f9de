import subprocess
import sys
from pathlib import Path

import pytest

from core import locations


def test_the_folder_named_on_the_command_line_wins(tmp_path: Path) -> None:
    other = {"LESART_LIBRARY": str(tmp_path / "other")}
    assert locations.library_folder(str(tmp_path / "named"), other) == tmp_path / "named"


def test_the_variable_is_used_when_no_folder_is_named(tmp_path: Path) -> None:
    environment = {"LESART_LIBRARY": str(tmp_path / "other")}
    assert locations.library_folder(None, environment) == tmp_path / "other"


@pytest.mark.parametrize("environment", [{}, {"LESART_LIBRARY": ""}])
def test_else_the_library_is_in_the_data_folder(environment: dict[str, str]) -> None:
    folder = locations.library_folder(None, environment)
    assert folder.is_absolute()
    assert "lesart" in folder.parts


def test_a_home_folder_is_expanded_and_a_relative_one_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert locations.library_folder("~/news", {}) == tmp_path / "news"
    assert locations.library_folder("news", {}) == tmp_path / "news"


def test_asking_creates_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert locations.library_folder(None, {}).is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_platformdirs_is_not_loaded_when_a_library_is_named() -> None:
    code = (
        "import sys; from core.locations import library_folder; library_folder('x', {}); "
        "sys.exit('platformdirs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
