"""A statement as it is judged against others, read once."""

from __future__ import annotations

import re
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
        found = Reading(profile, polarity, tuple(poles(polarity.clauses, profile.language)))
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


def tell_of_others(here: StatementProfile, there: StatementProfile) -> bool:
    """Whether both name somebody beside those who say it, and nobody is named in both."""
    return _names_beside(here) and _names_beside(there) and not names_same(here, there)


def _named(profile: StatementProfile) -> set[EntityId]:
    return {entity for entity, _ in profile.entities}


def _names_beside(profile: StatementProfile) -> bool:
    """Whether somebody is named who does not say it."""
    speech = profile.speech
    return any(
        speech is None
        or (entity != speech.entity and not (speech.span and speech.span.overlaps(span)))
        for entity, span in profile.entities
    )


_AGE = re.compile(r"\b(?:old|alt(?:e[nrsm]?)?)\b|(?<!voll)(?<!minder)jährig", re.IGNORECASE)
_AFTER = 4
"""How far behind a number of years it may say that they are an age."""


def is_age(reading: Reading, figure: Figure) -> bool:
    """Whether a figure says how old somebody is, or something."""
    text = reading.profile.text
    end = min(figure.span.end + _AFTER, len(text))
    return _AGE.search(text, figure.span.start, end) is not None


def are_of_other_people(here: Reading, there: Reading) -> bool:
    """Whether both say how old somebody is, and nobody here is as old as anybody there."""
    ages, others = (
        [figure for figure in each.profile.figures if is_age(each, figure)]
        for each in (here, there)
    )
    return bool(ages) and bool(others) and not any(same_value(a, b) for a in ages for b in others)


def all_said(figures: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether each of the figures is said among the others."""
    return all(any(same_value(figure, other) for other in others) for figure in figures)
