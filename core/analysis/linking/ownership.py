"""Whose a name is: which occurrences are one entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from core.analysis.known_names import KnownNames
from core.analysis.linking.evidence import Evidence
from core.analysis.linking.pages import Page
from core.analysis.linking.persons import Persons, known_key, person_fold, surname_of
from core.analysis.linking.phrases import Occurrence, Phrase
from core.analysis.linking.wording import LEGAL_FORM, undeclined
from core.model import (
    ArticleId,
    EntityKind,
)
from core.text.words import fold


def owners_of(
    found: Sequence[Occurrence],
    pages: Sequence[Page],
    kinds: Mapping[str, EntityKind],
    persons: Persons,
    evidence: Evidence,
    known: KnownNames,
) -> list[str | None]:
    """The key of each occurrence's entity; None where a first name is nobody's."""
    keys = _name_keys(kinds, evidence, known)
    called: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for occurrence in found:
        key = _full_name_key(occurrence.phrase, persons)
        if key is not None:
            called[occurrence.page].append((occurrence.span.start, key))
    bare: defaultdict[str, set[ArticleId]] = defaultdict(set)
    owners: list[str | None] = []
    for occurrence in found:
        phrase = occurrence.phrase
        key = _full_name_key(phrase, persons)
        if key is None and not phrase.person:
            key = known_key(phrase.listed) if phrase.listed else keys[phrase.surface]
        elif key is None:
            key = _whose(occurrence, called[occurrence.page], persons)
            listed = phrase.listed or known.lookup(phrase.surface)
            if key is None and listed is not None:
                key = known_key(listed)
            elif key is None and not occurrence.doubtful:
                key = _BARE + person_fold(phrase.surface)
                bare[key].add(pages[occurrence.page].source.article)
        owners.append(key)
    # A bare surname is somebody else in another story: the article that says it belongs to its key.
    return [
        f"{key}\0{min(bare[key])}" if key is not None and key in bare else key for key in owners
    ]


_BARE = "\0"


def _full_name_key(phrase: Phrase, persons: Persons) -> str | None:
    if phrase.listed is not None:
        full = phrase.person and " " in phrase.surface
        return known_key(phrase.listed) if full else None
    return persons.keys.get(phrase.surface)


def _whose(
    occurrence: Occurrence, called: Sequence[tuple[int, str]], persons: Persons
) -> str | None:
    """The one person of the story a surname, or a first name, stands for."""
    surface = occurrence.phrase.surface
    before = [key for position, key in called if position < occurrence.span.start]
    surnamed = (
        persons.by_surname.get(surface)
        or persons.by_surname.get(person_fold(surface))
        or persons.by_surname.get(surname_of(surface))
    )
    if surnamed is None:
        named = persons.by_first_name.get(surface, frozenset())
        return next(iter(named)) if len(named) == 1 and not named.isdisjoint(before) else None
    nearest = next((key for key in reversed(before) if key in surnamed), None)
    if nearest is not None and len(surnamed) > 1:
        return nearest
    here = {key for _, key in called if key in surnamed}
    if len(surnamed) == 1:
        return None if occurrence.doubtful and nearest is None else next(iter(surnamed))
    return here.pop() if len(here) == 1 else None


def _name_keys(
    kinds: Mapping[str, EntityKind], evidence: Evidence, known: KnownNames
) -> dict[str, str]:
    """The key of every name that is not a person's."""
    shorts = {long: short for short, long in evidence.abbreviations.items()}
    tails, heads = _tails(kinds), _heads(kinds)

    def key(surface: str) -> str:
        long = evidence.abbreviations.get(surface, surface)
        long = tails.get(long) or heads.get(long, long)
        for form in (surface, long, shorts.get(long, long), *_shorter(long)):
            listed = known.lookup(form)
            if listed is not None:
                return known_key(listed)
        return fold(undeclined(LEGAL_FORM.sub("", long)))

    return {surface: key(surface) for surface in kinds}


def _shorter(surface: str) -> Iterator[str]:
    """What is left of a name without its legal form, or without the state it belongs to."""
    yield LEGAL_FORM.sub("", surface)
    head, _, rest = surface.partition(" ")
    if head in ("US", "EU", "UN", "UK", "U.S.") and " " in rest:
        yield rest


def _tails(kinds: Mapping[str, EntityKind]) -> dict[str, str]:
    """Things called by their last word once their maker was named: `Zynex Grolm`, `Grolm`."""
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for surface, kind in kinds.items():
        maker, _, tail = surface.rpartition(" ")
        if kind is EntityKind.THING and kinds.get(tail) is EntityKind.THING and maker in kinds:
            wholes[tail].add(surface)
    return {tail: found.pop() for tail, found in wholes.items() if len(found) == 1}


def _heads(kinds: Mapping[str, EntityKind]) -> dict[str, str]:
    """Companies called by their first word: `Northmoor Capital`, `Northmoor`."""
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for surface, kind in kinds.items():
        head, _, rest = LEGAL_FORM.sub("", surface).partition(" ")
        body = kind is EntityKind.ORGANISATION
        if (
            body
            and rest
            and kinds.get(head) is EntityKind.ORGANISATION
            and len(head) > _SHORTEST_HEAD
        ):
            wholes[head].add(LEGAL_FORM.sub("", surface))
    return {head: found.pop() for head, found in wholes.items() if len(found) == 1}


_SHORTEST_HEAD = 3
