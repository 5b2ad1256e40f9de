"""Taking in many files: `pytest -m benchmark -s tests/benchmarks/test_adding.py`."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from core.library import Library
from core.library.events import Added
from core.model import AddReport

pytestmark = pytest.mark.benchmark

FILES = 1000
_LISTED = (
    "Verwaltung Stadt Montag Plan Hafen Zeit Brücke Landrat Kosten Herbst Verkehr Gewerkschaft "
    "und der die das für mit am im von hat ist wird sagte neue große erste nach über unter"
)
WORDS = _LISTED.split()


def written(folder: Path) -> None:
    chance = random.Random(11)
    for number in range(FILES):
        paragraphs = [
            " ".join(" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(4))
            for _ in range(5)
        ]
        text = f"Meldung {number}\n\n" + "\n\n".join(paragraphs)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def test_a_second_look_at_a_thousand_files_takes_a_fraction(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder)
    library = Library.open(tmp_path / "library")
    took, counts = [], []
    for _ in range(2):
        begun = time.process_time()
        events = list(library.add([str(folder)]))
        took.append(time.process_time() - begun)
        report = sum((each.report for each in events if isinstance(each, Added)), AddReport())
        counts.append((len(report.added), len(report.unchanged)))
    print(f"\n{FILES} files: {took[0]:.2f} s, again {took[1]:.2f} s")
    assert counts == [(FILES, 0), (0, FILES)]
    assert took[1] < took[0] / 10
