"""Acronyms a story introduces: `Long Form (LF)`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from core.analysis.known_names import KnownNames
from core.analysis.linking.evidence import Evidence
from core.analysis.linking.pages import Page
from core.model import (
    EntityKind,
)
from core.text.words import fold

_ACRONYM = re.compile(r"\"? \((?P<short>[A-ZÄÖÜ][\w&-]*[A-ZÄÖÜ][\w&-]*)\)")


def accept_acronyms(
    pages: Sequence[Page],
    kinds: dict[str, EntityKind],
    evidence: Evidence,
    known: KnownNames,
) -> None:
    """Adds long form and acronym where one introduces the other: `Long Form (LF)`."""
    for page in pages:
        for match in _ACRONYM.finditer(page.text):
            short = match["short"]
            if len(short) > 10:
                continue
            long = _long_form(page.text[max(0, match.start() - 120) : match.start()], short, kinds)
            if long is None or kinds.get(long) is EntityKind.PERSON:
                continue
            kind = kinds.get(long) or kinds.get(short)
            pairs = (f"{one} {other}" for one, other in pairwise(long.split(" ")))
            if any(kinds.get(pair) is EntityKind.PERSON for pair in pairs):
                continue
            if kind is None or fold(long) in known.never or fold(short) in known.never:
                continue
            kinds[short] = kind
            kinds[long] = kind
            evidence.abbreviations[short] = long


def _long_form(before: str, short: str, kinds: Mapping[str, EntityKind]) -> str | None:
    """The fewest words before the bracket whose initials give the acronym."""
    sentence = re.split(r"[.:;!?\"(] ?(?=\S)", before)[-1] if before else ""
    words = sentence.split()
    for count in range(1, min(len(words), len(short) + 4) + 1):
        taken = words[-count:]
        if not taken[0][0].isupper() or fold(taken[0][0]) != fold(short[0]):
            continue
        long = " ".join(taken)
        if _initials_give(taken, short) or (
            _letters_give(long, short) and (long in kinds or _starts_give(taken, short))
        ):
            return long
    return None


def _initials_give(words: Sequence[str], short: str) -> bool:
    wanted = list(fold(short))
    for word in words:
        if wanted and fold(word)[:1] == wanted[0]:
            wanted.pop(0)
        elif word[0].isupper():
            return False
    return not wanted


def _starts_give(words: Sequence[str], short: str) -> bool:
    """Whether each of several words in capitals gives its first letter: `Pflegebund Nord (PBN)`."""
    starts = [fold(word)[0] for word in words]
    letters = iter(fold(short))
    capitals = all(word[0].isupper() for word in words)
    return len(words) > 1 and capitals and all(start in letters for start in starts)


def _letters_give(long: str, short: str) -> bool:
    letters = iter(fold(long))
    return all(letter in letters for letter in fold(short))
