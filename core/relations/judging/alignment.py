"""Which words of two statements correspond."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from core.relations.judging.correspondence import correspondence, traits
from core.relations.profile import StatementProfile
from core.text.words import Word

ALIGNED = 0.6
"""How alike two words must be to correspond."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A word here and the word there that corresponds to it."""

    here: Word
    there: Word
    likeness: float


def align(here: StatementProfile, there: StatementProfile) -> tuple[Pair, ...]:
    """The corresponding content words, each used once, in the order of the first statement."""
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for other, target in enumerate(there.content):
        by_stem[target.stem].append(other)
    found: dict[int, tuple[int, float]] = {}
    left_there = set(range(len(there.content)))
    # Nothing is as alike as what has the same stem, so these need not be compared with others.
    for at, word in enumerate(here.content):
        for other in by_stem.get(word.stem, ()):
            if other in left_there and (alike := correspondence(word, there.content[other])):
                found[at] = other, alike
                left_there.remove(other)
                break
    traits_there = frozenset().union(*(traits(there.content[other].stem) for other in left_there))
    possible = sorted(
        (-alike, at, other)
        for at, word in enumerate(here.content)
        if at not in found and not traits_there.isdisjoint(traits(word.stem))
        for other in left_there
        if (alike := correspondence(word, there.content[other])) >= ALIGNED
    )
    for negative, at, other in possible:
        if at not in found and other in left_there:
            found[at] = other, -negative
            left_there.remove(other)
    return tuple(
        [Pair(here.content[at], there.content[found[at][0]], found[at][1]) for at in sorted(found)]
    )
