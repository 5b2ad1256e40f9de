"""The rules of the house that only a running interpreter can show."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import core

ROOT = Path(__file__).resolve().parents[1]
CORE_MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(core.__path__, "core.")
    if not module.name.endswith("__main__")
)
HEAVY = ("spacy", "thinc", "numpy", "simplemma", "rapidfuzz", "tinydb", "Stemmer")


def loaded_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after running a statement."""
    script = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def test_no_core_module_loads_the_screen() -> None:
    # spaCy brings Rich with it; nothing else may, so those that load it come last.
    ordered = sorted(CORE_MODULES, key=lambda name: name.startswith("core.analysis"))
    script = (
        "import importlib, sys\n"
        f"for name in {ordered}:\n"
        "    importlib.import_module(name)\n"
        "    loaded = {each.partition('.')[0] for each in sys.modules}\n"
        "    screen = {'textual', 'tui'} if 'spacy' in loaded else {'textual', 'tui', 'rich'}\n"
        "    assert not loaded & screen, name\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_app_starts_without_language_or_matching_libraries() -> None:
    assert not loaded_after("import tui.app") & set(HEAVY)


def test_the_parent_of_the_analysis_never_loads_spacy() -> None:
    assert not loaded_after("from core.library import BackgroundWork, Library") & set(HEAVY)


@pytest.mark.parametrize("question", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(question: str) -> None:
    script = (
        "from tui.__main__ import main\n"
        f"try: main(['{question}'])\n"
        "except SystemExit as end: assert end.code == 0"
    )
    assert not loaded_after(script) & {*HEAVY, "textual", "rich", "sqlite3"}


def test_the_worker_runs_the_same_code_wherever_it_is_started(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "__init__.py").write_text("raise SystemExit('hijacked')")
    script = (
        "from pathlib import Path\n"
        "from core.library import BackgroundWork, Idle\n"
        "work = BackgroundWork.start(Path('library'))\n"
        "print([type(event).__name__ for event in iter(work.events().__next__, Idle())])\n"
        "work.stop()"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")
