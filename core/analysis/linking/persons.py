"""People and their surnames, and who is the same person however the name is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.analysis.known_names import KnownName, KnownNames
from core.analysis.linking.wording import GENERATIONS, PARTICLES
from core.model import (
    EntityKind,
)
from core.text.words import fold

_SCRIPT_VARIANTS = (
    (re.compile(r"tsch|tch"), "ch"),
    (re.compile(r"sch"), "sh"),
    (re.compile(r"kh"), "ch"),
    (re.compile(r"ss"), "s"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ff?$"), "v"),
    (re.compile(r"ts"), "z"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<![ae])y|y(?!er)|j"), "i"),
    (re.compile(r"i{2,}"), "i"),
    (re.compile(r"([aou])e(?=[^aeiou])"), r"\1"),
)


@lru_cache(maxsize=1 << 14)
def person_fold(name: str) -> str:
    """A form in which the ways to write a foreign person's name in Latin letters agree."""
    folded = fold(name)
    for pattern, plain in _SCRIPT_VARIANTS:
        folded = pattern.sub(plain, folded)
    return folded


def is_full(name: str) -> bool:
    """Whether a person's name has more than the surname: `De la Fuente` has not."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first.lower() not in PARTICLES


def surname_of(full: str) -> str:
    """The last word that is no generation."""
    words = full.split(" ")
    return words[-2] if len(words) > 2 and words[-1] in GENERATIONS else words[-1]


def long_surname_of(full: str) -> str:
    """With the particles before it: `von der Leyen`."""
    words = full.split(" ")
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])


@dataclass(frozen=True, slots=True)
class Persons:
    """The people the story calls by their full name."""

    keys: Mapping[str, str]
    """By full spelling."""
    by_surname: Mapping[str, frozenset[str]]
    """Keys, by surname as it is spelt and in the form that unites spellings."""
    by_first_name: Mapping[str, frozenset[str]]


def persons_of(kinds: Mapping[str, EntityKind], known: KnownNames) -> Persons:
    """The people among the accepted names."""
    keys: dict[str, str] = {}
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    by_first_name: defaultdict[str, set[str]] = defaultdict(set)
    for surface, kind in kinds.items():
        if kind is EntityKind.PERSON and is_full(surface):
            keys[surface] = _person_key(surface, known)
    keys |= _united(keys, known)
    for surface, key in keys.items():
        by_surname[surname_of(surface)].add(key)
        by_surname[person_fold(surname_of(surface))].add(key)
        by_first_name[surface.split(" ", 1)[0]].add(key)
    return Persons(
        keys,
        {surname: frozenset(owners) for surname, owners in by_surname.items()},
        {first: frozenset(owners) for first, owners in by_first_name.items()},
    )


def _united(keys: Mapping[str, str], known: KnownNames) -> dict[str, str]:
    """One key for names that only another way of writing parts: `Pjotr` and `Petr`.

    Surnames that are spelt alike leave two first names two people.
    """
    alike: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for full in keys:
        first = full.split(" ", 1)[0]
        alike[person_fold(surname_of(full)), _consonants(first)].append(full)
    united: dict[str, str] = {}
    for group in alike.values():
        surnames = {keys[full]: surname_of(full) for full in group}
        if len(surnames) > 1 and len(set(surnames.values())) == len(surnames):
            chosen = next((full for full in group if known.lookup(full) is not None), group[0])
            united |= dict.fromkeys(group, keys[chosen])
    return united


def _consonants(first_name: str) -> str:
    """What is left of a first name in every language it passes through: `vldmr`, `ptr`."""
    bare = re.sub(r"[aeiouy]", "", person_fold(first_name)).replace("g", "h")
    return re.sub(r"(.)\1+", r"\1", bare) or first_name


def _person_key(full: str, known: KnownNames) -> str:
    listed = known.lookup(full)
    return _full_key(full) if listed is None else known_key(listed)


def _full_key(full: str) -> str:
    return f"{person_fold(full.split(' ', 1)[0])} {person_fold(surname_of(full))}"


def is_surname_first(spelling: str, listed: KnownName, known: KnownNames) -> bool:
    """Whether a spelling is somebody's surname before the thing the list knows by it.

    `Ford`, where the story has a Christine Ford; but Siemens is the company all the same.
    """
    return listed.kind is not EntityKind.PERSON and spelling not in known.certain


def known_key(listed: KnownName) -> str:
    """The key of a listed name; a person has the same one without the list."""
    if listed.kind is EntityKind.PERSON and " " in listed.name:
        return _full_key(listed.name)
    return fold(listed.name)


@lru_cache(maxsize=2)
def listed_by_key(known: KnownNames) -> Mapping[str, KnownName]:
    """The list by the keys of its names."""
    names = {id(listed): listed for listed in known.by_fold.values()}
    return {known_key(listed): listed for listed in names.values()}
