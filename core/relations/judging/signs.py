"""Signs of how statements may part from each other, as bits, so that most need no reading."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache

from core.model import FigureKind
from core.relations.judging.polarity import may_deny_by
from core.relations.judging.poles import is_listed, is_turned, sides_of
from core.relations.judging.reading import Reading
from core.relations.profile import StatementProfile

_SIDES = 16
"""How many bits there are for the sides of oppositions; several share one."""
_ANYTHING = 1 << _SIDES
"""Every statement has it."""
_DENYING = 2 << _SIDES
_TURNED = 4 << _SIDES
_FIGURES = {kind: 8 << _SIDES + at for at, kind in enumerate(FigureKind)}
_FIRST_NAME = _SIDES + 3 + len(FigureKind)
_NAMES = 32 - _FIRST_NAME
"""And for names."""


def signs_of(profile: StatementProfile) -> int:
    """Bits for what a statement may deny, oppose, put in other figures, and whom it names."""
    found = _ANYTHING | figure_signs(profile) | name_signs(profile)
    for word in profile.words:
        found |= _signs_of(word.folded, word.stem)
    return found


def denying_signs(reading: Reading) -> int:
    """Bits of which a statement has one that may deny this one, or be denied by it.

    Others have one as well: `may_deny` and `may_oppose` say it more exactly.
    """
    found = _DENYING | _TURNED | (_ANYTHING if reading.polarity.negations else 0)
    for pole in reading.poles:
        other = (pole.opposition, 1 - pole.side)
        # What is turned by a prefix is opposed by a word that no table lists.
        found |= _signs([other]) if is_listed(*other) else _ANYTHING
    return found


def figure_signs(profile: StatementProfile) -> int:
    """Bits of which a statement has one whose figures may differ from those of this one."""
    found = 0
    for figure in profile.figures:
        found |= _FIGURES[figure.kind]
    return found


def name_signs(profile: StatementProfile) -> int:
    """Bits of which a statement has one that shares a name with this one."""
    found = 0
    for entity, _ in profile.entities:
        found |= 1 << _FIRST_NAME + zlib.crc32(entity.encode()) % _NAMES
    return found


@lru_cache(maxsize=1 << 17)
def _signs_of(folded: str, stem: str) -> int:
    found = _signs(sides_of(stem))
    if may_deny_by(folded, stem):
        found |= _DENYING
    return found | _TURNED if is_turned(folded) else found


def _signs(sides: Iterable[tuple[str, int]]) -> int:
    found = 0
    for name, side in sides:
        found |= 1 << zlib.crc32(f"{name} {side}".encode()) % _SIDES
    return found
