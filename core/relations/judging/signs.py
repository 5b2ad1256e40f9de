"""Signs of how statements may part from each other, as bits, so that most need no reading."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from core.model import FigureKind
from core.relations.judging.polarity import TELLING, may_deny_by
from core.relations.judging.poles import NEGATIVE, is_listed, is_turned, sides_by_stem
from core.relations.judging.reading import Reading
from core.relations.profile import Recorded
from core.relations.synonyms import may_have_classes
from core.text.words import Form

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
    found = _signs(sides_by_stem().get(stem, ()))
    if may_deny_by(folded, stem):
        found |= _DENYING
    return found | _TURNED if is_turned(folded) else found


def signs_of_words(found: Sequence[Form]) -> list[int]:
    """The `word_signs` of many words, most of which have none."""
    sides = sides_by_stem()
    classed = may_have_classes([stem for _, stem in found])
    return [
        word_signs(folded, stem)
        if asked or folded in TELLING or stem in sides or folded.startswith(NEGATIVE)
        else 0
        for (folded, stem), asked in zip(found, classed, strict=True)
    ]


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
