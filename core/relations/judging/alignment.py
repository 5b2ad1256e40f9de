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
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for other, target in enumerate(there.content):
        for trait in traits(target.stem):
            holding[trait].append(other)
    possible = sorted(
        (-alike, at, other)
        for at, word in enumerate(here.content)
        for other in {each for trait in traits(word.stem) for each in holding.get(trait, ())}
        if (alike := correspondence(word, there.content[other])) >= ALIGNED
    )
    taken_here: set[int] = set()
    taken_there: set[int] = set()
    pairs = []
    for alike, at, other in possible:
        if at not in taken_here and other not in taken_there:
            taken_here.add(at)
            taken_there.add(other)
            pairs.append(Pair(here.content[at], there.content[other], -alike))
    return tuple(sorted(pairs, key=lambda pair: pair.here.span))
