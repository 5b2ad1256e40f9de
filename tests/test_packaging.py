"""What is installed is this project, whole, and nothing else under its plain names."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib import metadata, resources
from pathlib import Path

import pytest

import core
import tui

ROOT = Path(__file__).resolve().parents[1]
OURS = {"core", "tui", "seeds"}


def test_core_and_tui_are_those_of_this_project() -> None:
    assert Path(core.__file__).parent == ROOT / "core"
    assert Path(tui.__file__).parent == ROOT / "tui"


def test_no_other_distribution_claims_our_names() -> None:
    claims = metadata.packages_distributions()
    assert {name: set(claims.get(name, ["lesart"])) for name in OURS} == {
        name: {"lesart"} for name in OURS
    }


def test_the_sample_story_is_found_where_it_is_installed() -> None:
    names = [entry.name for entry in resources.files("seeds").iterdir()]
    assert len([name for name in names if name.endswith((".txt", ".md"))]) >= 8


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_styles_weights_samples_and_the_command(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    code = [name for name in names if ".dist-info" not in name and ".data/" not in name]
    assert {name.partition("/")[0] for name in code} == OURS
    assert any(name.startswith("tui/styles/") and name.endswith(".tcss") for name in names)
    assert any(name.startswith("core/analysis/bundled/") for name in names)
    assert any(name.endswith("synonyms.toml") for name in names)
    assert any(name.endswith("known_names.toml") for name in names)
    assert any(name.startswith("seeds/") for name in names)
    entry_points = next(name for name in names if name.endswith("entry_points.txt"))
    assert "lesart = tui.__main__:main" in wheel.read(entry_points).decode()


def test_the_manual_page_is_installed_where_man_looks_for_it(wheel: zipfile.ZipFile) -> None:
    assert [name for name in wheel.namelist() if name.endswith("/share/man/man1/lesart.1")]
