"""A statement as it is judged against others, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.model import EntityId, Figure
from core.relations.judging.polarity import Polarity, polarity_of
from core.relations.judging.poles import Pole, poles
from core.relations.profile import StatementProfile
from core.text.figures import same_value


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement with what it affirms and denies, ready to be judged against others."""

    profile: StatementProfile
    polarity: Polarity
    poles: tuple[Pole, ...]


def read(profile: StatementProfile) -> Reading:
    """A statement as it is judged; the next statement of an article often asks for it again."""
    found = _READINGS.get(id(profile))
    if found is None:
        polarity = polarity_of(profile)
        found = Reading(profile, polarity, tuple(poles(polarity.clauses)))
        if len(_READINGS) >= _KEPT:
            _READINGS.clear()
        _READINGS[id(profile)] = found
    return found


_KEPT = 512
"""How many readings are kept at most."""
_READINGS: dict[int, Reading] = {}
"""By the identity of its profile, which a reading keeps alive, since words are told apart by it."""


def names_others(here: StatementProfile, there: StatementProfile) -> bool:
    """Whether both name somebody, and nobody is named in both."""
    names, others = (_named(each) for each in (here, there))
    return bool(names) and bool(others) and names.isdisjoint(others)


def names_same(here: StatementProfile, there: StatementProfile) -> bool:
    """Whether somebody is named in both."""
    return not _named(here).isdisjoint(_named(there))


def _named(profile: StatementProfile) -> set[EntityId]:
    return {entity for entity, _ in profile.entities}


def all_said(figures: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether each of the figures is said among the others."""
    return all(any(same_value(figure, other) for other in others) for figure in figures)
