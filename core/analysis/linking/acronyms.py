"""Acronyms a story introduces: `Long Form (LF)`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from core.analysis.known_names import KnownNames
from core.analysis.linking.evidence import Evidence
from core.analysis.linking.heads import kind_of_head
from core.analysis.linking.kinds import BODY_ENDINGS
from core.analysis.linking.pages import Page
from core.analysis.linking.wording import PARTICLES
from core.model import (
    EntityKind,
)
from core.text.words import fold

_SHORT = r"(?P<short>[A-ZÄÖÜ][\w&-]*[A-ZÄÖÜ][\w&-]*)"
_ACRONYM = re.compile(rf"\"? \({_SHORT}\)")
_SPELT_OUT = re.compile(rf"(?<![\w-]){_SHORT} \(\"?(?P<long>[A-ZÄÖÜ][^()\"]{{4,90}})\"?\)")
_LONGEST_ACRONYM = 10
_MEMBERS = ("mitglied", "member")
"""`Members of the Welsh Parliament (MWP)` are no body."""
_OFFICES = ("amt", "stelle", "kommission", "dienst", "agentur", "rat", "forum", "bureau", "office")


def accept_acronyms(
    pages: Sequence[Page],
    kinds: dict[str, EntityKind],
    evidence: Evidence,
    known: KnownNames,
) -> None:
    """Adds long form and acronym where one introduces the other: `Long Form (LF)`, `LF (…)`."""
    for page in pages:
        for match in _ACRONYM.finditer(page.text):
            short = match["short"]
            before = page.text[max(0, match.start() - 120) : match.start()]
            _accept(short, _long_form(before, short, kinds), kinds, evidence, known)
        for match in _SPELT_OUT.finditer(page.text):
            short, long = match["short"], match["long"]
            if _is_long_form(long.split(" "), short, kinds):
                _accept(short, long, kinds, evidence, known)


def _accept(
    short: str,
    long: str | None,
    kinds: dict[str, EntityKind],
    evidence: Evidence,
    known: KnownNames,
) -> None:
    if long is None or len(short) > _LONGEST_ACRONYM or kinds.get(long) is EntityKind.PERSON:
        return
    if fold(long).startswith(_MEMBERS):
        return
    listed = known.lookup(long)
    kind = kinds.get(long) or (kinds.get(short) if listed is None else listed.kind)
    if kind is None and _is_body(long):
        kind = EntityKind.ORGANISATION
    pairs = (f"{one} {other}" for one, other in pairwise(long.split(" ")))
    if any(kinds.get(pair) is EntityKind.PERSON for pair in pairs):
        return
    if kind is None or fold(long) in known.never or fold(short) in known.never:
        return
    kinds[short] = kind
    kinds[long] = kind
    evidence.abbreviations[short] = long


def _is_body(long: str) -> bool:
    """Whether the first or the last word says that it is one: `Bundesstelle für …`."""
    words = long.split(" ")
    return (
        fold(words[0]).endswith((*BODY_ENDINGS, *_OFFICES))
        or fold(words[-1]).endswith(BODY_ENDINGS)
        or kind_of_head(words[0]) is EntityKind.ORGANISATION
    )


def _long_form(before: str, short: str, kinds: Mapping[str, EntityKind]) -> str | None:
    """The fewest words before the bracket whose initials give the acronym."""
    sentence = re.split(r"[.:;!?\"(] ?(?=\S)", before)[-1] if before else ""
    words = sentence.split()
    for count in range(1, min(len(words), len(short) + 4) + 1):
        taken = words[-count:]
        if not taken[0][0].isupper() or fold(taken[0][0]) != fold(short[0]):
            continue
        long = " ".join(taken)
        if _is_long_form(taken, short, kinds):
            return long
    return None


def _is_long_form(words: Sequence[str], short: str, kinds: Mapping[str, EntityKind]) -> bool:
    parts = [part for word in words for part in word.split("-") if part]
    long = " ".join(words)
    return _initials_give(parts, short) or (
        _letters_give(long, short)
        and (long in kinds or _starts_give(parts, short) or _inner_starts_give(words, short))
    )


def _inner_starts_give(words: Sequence[str], short: str) -> bool:
    """Whether starts of words and of parts of the last give it: `Stelle für Flugunfall… (SFU)`."""
    *ahead, last = [word for word in words if word.lower() not in PARTICLES]
    starts = [fold(word)[0] for word in ahead]
    rest = fold(short)[len(starts) :]
    return (
        _is_body(" ".join(words))
        and len(ahead) > 0
        and fold(short).startswith("".join(starts))
        and bool(rest)
        and fold(last)[0] == rest[0]
        and _letters_give(last, rest)
    )


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
    words = [word for word in words if word.lower() not in PARTICLES]
    starts = [fold(word)[0] for word in words]
    letters = iter(fold(short))
    capitals = all(word[0].isupper() for word in words)
    return len(words) > 1 and capitals and all(start in letters for start in starts)


def _letters_give(long: str, short: str) -> bool:
    letters = iter(fold(long))
    return all(letter in letters for letter in fold(short))
