"""How many names were found: strict, that is with the right span and the right label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from core.analysis.training.corpora import Label

TOGETHER = "all"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one label, or of all together."""

    right: int
    found: int
    expected: int

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall; 0 when there was nothing to find."""
        both = self.found + self.expected
        return 2 * self.right / both if both else 0.0


def scores(pairs: Iterable[tuple[Iterable[Label], Iterable[Label]]]) -> dict[str, Score]:
    """The score of each label expected anywhere, and of all: pairs of expected and found names.

    Found names of a label that is nowhere expected are not counted: their corpus does not mark it.
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for wanted, seen in pairs:
        wanted_names, seen_names = set(wanted), set(seen)
        for count, names in (
            (right, wanted_names & seen_names), (found, seen_names), (expected, wanted_names),
        ):  # fmt: skip
            count.update(name.label for name in names)
    by_label = {
        label: Score(right[label], found[label], expected[label]) for label in sorted(expected)
    }
    together = Score(
        sum(score.right for score in by_label.values()),
        sum(score.found for score in by_label.values()),
        sum(score.expected for score in by_label.values()),
    )
    return {TOGETHER: together} | by_label
