"""Which branches of the core its tests go through, child processes among them.

python tests/measure_coverage.py [PYTEST ARGUMENT …]

Fails below `fail_under` of pyproject.toml. Not part of the usual check: counting makes the tests
half as slow again, and more where the program computes most.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COVERAGE = [sys.executable, "-m", "coverage"]


def main(arguments: list[str]) -> int:
    """Run the tests of the core counted, and say what they did not go through."""
    tests = arguments or ["tests/core", "tests/crash", "-n", "auto"]
    subprocess.run([*COVERAGE, "erase"], cwd=ROOT, check=True)
    run = subprocess.run([*COVERAGE, "run", "-m", "pytest", *tests], cwd=ROOT, check=False)
    # What a process had counted that a test killed may be unreadable; the others count.
    subprocess.run([*COVERAGE, "combine", "--quiet"], cwd=ROOT, check=False)
    report = subprocess.run(
        [*COVERAGE, "report", "--include=core/*", "--skip-covered", "--show-missing"],
        cwd=ROOT,
        check=False,
    )
    return run.returncode or report.returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
