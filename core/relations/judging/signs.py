"""Signs of how statements may part from each other, as bits, so that most need no reading."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from core.model import FigureKind
from core.relations.judging.polarity import may_deny_by
from core.relations.judging.poles import is_listed, is_turned, sides_of
from core.relations.judging.reading import Reading
from core.relations.profile import Recorded

_SIDES = 32 - 3 - len(FigureKind)
"""How many bits are left for the sides of oppositions; several share one."""
_ANYTHING = 1 << _SIDES
"""Every statement has it."""
_DENYING = 2 << _SIDES
_TURNED = 4 << _SIDES
_FIGURES = {kind: 8 << _SIDES + at for at, kind in enumerate(FigureKind)}


def signs_beside_words(statement: Recorded) -> int:
    """Bits for what a statement puts in figures; `word_signs` has the rest."""
    return _ANYTHING | figure_signs(statement)


def word_signs(folded: str, stem: str) -> int:
    """Bits for what a statement may deny or oppose that holds a word of this form and stem."""
    sides = sides_of(stem)
    found = _signs(sides) if sides else 0
    if may_deny_by(folded, stem):
        found |= _DENYING
    return found | _TURNED if is_turned(folded) else found


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


def figure_signs(statement: Recorded) -> int:
    """Bits of which a statement has one whose figures may differ from those of this one."""
    found = 0
    for figure in statement.figures:
        found |= _FIGURES[figure.kind]
    return found


def _signs(sides: Iterable[tuple[str, int]]) -> int:
    found = 0
    for name, side in sides:
        found |= 1 << zlib.crc32(f"{name} {side}".encode()) % _SIDES
    return found
