"""A program killed at any moment, again and again: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRIALS = os.environ.get("LESART_TRIALS", "50")


def test_no_acknowledged_mark_is_lost_and_the_library_opens_whenever_a_program_is_killed() -> None:
    # In a process of its own: it forks, and a test run may have threads.
    run = subprocess.run(
        [sys.executable, "-m", "tests.crash.harness", TRIALS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    sys.stdout.write(f"\n{run.stdout}")
    assert run.returncode == 0, run.stdout + run.stderr
