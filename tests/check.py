"""Everything that must hold, one after the other: format, lint, types, import rules, tests.

python tests/check.py            all of it
python tests/check.py types      one step
python tests/check.py coverage   which branches of the core its tests go through: not among all,
                                 for counting them makes the tests half as slow again
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))

STEPS: dict[str, list[str]] = {
    "format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "lint": [sys.executable, "-m", "ruff", "check", "."],
    "types": [sys.executable, "-m", "mypy"],
    "imports": [str(SCRIPTS / "lint-imports"), "--no-cache"],
    "tests": [sys.executable, "-m", "pytest", "-n", "auto"],
    "coverage": [sys.executable, str(ROOT / "tests" / "measure_coverage.py")],
}
APART = frozenset({"coverage"})
"""Run only when they are named."""


def main(names: list[str]) -> int:
    """Run the named steps, or all but those apart; the number of those that failed."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        sys.stderr.write(f"no such step: {', '.join(unknown)}; there are {', '.join(STEPS)}\n")
        return 2
    failed = []
    for name in names or [name for name in STEPS if name not in APART]:
        started = time.monotonic()
        sys.stderr.write(f"== {name}\n")
        sys.stderr.flush()
        if subprocess.run(STEPS[name], cwd=ROOT, check=False).returncode:
            failed.append(name)
        sys.stderr.write(f"== {name}: {time.monotonic() - started:.0f} s\n")
    sys.stderr.write(f"failed: {', '.join(failed)}\n" if failed else "all steps passed\n")
    return len(failed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
