"""The outcome of linking: entities under their best name, and their mentions."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from core.analysis.known_names import KnownName, KnownNames
from core.analysis.linking.kinds import winner
from core.analysis.linking.pages import Page
from core.analysis.linking.persons import listed_by_key, surname_of
from core.analysis.linking.phrases import Occurrence
from core.analysis.linking.wording import LEGAL_FORM, nominative, undeclined
from core.model import (
    Entity,
    EntityId,
    EntityKind,
    Mention,
)


@dataclass(frozen=True, slots=True)
class LinkedNames:
    """The entities of a story, most mentioned first, and each place where one is mentioned."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


def linked_names(
    pages: Sequence[Page],
    found: Sequence[Occurrence],
    owners: Sequence[str | None],
    known: KnownNames,
) -> LinkedNames:
    """Gathers the occurrences each owner has."""
    mentions: list[Mention] = []
    spelt: defaultdict[EntityId, Counter[str]] = defaultdict(Counter)
    called: defaultdict[EntityId, Counter[str]] = defaultdict(Counter)
    voted: defaultdict[EntityId, Counter[EntityKind]] = defaultdict(Counter)
    settled: dict[EntityId, KnownName] = {}
    languages: defaultdict[EntityId, set[str]] = defaultdict(set)
    by_key = listed_by_key(known)
    for occurrence, owner in zip(found, owners, strict=True):
        page = pages[occurrence.page]
        statement = page.statement_at(occurrence.span.start)
        if owner is None or statement is None:
            continue
        entity = EntityId(hashlib.sha256(owner.encode()).hexdigest()[:16])
        text = occurrence.span.of(page.source.text)
        mentions.append(
            Mention(entity, page.source.article, statement.id.number, occurrence.span, text)
        )
        spelt[entity][text] += 1
        languages[entity].add(page.source.language)
        phrase = occurrence.phrase
        if owner in by_key:
            settled[entity] = by_key[owner]
        called[entity][phrase.surface] += 1
        voted[entity][phrase.kind] += 1
    entities = []
    for entity, spellings in spelt.items():
        listed = settled.get(entity)
        kind = winner(voted[entity]) if listed is None else listed.kind
        entities.append(
            Entity(
                entity,
                _best_name(called[entity], kind, listed, languages[entity], known),
                kind,
                tuple(sorted(spellings, key=lambda text: (-spellings[text], text))),
            )
        )
    counts = {entity: spellings.total() for entity, spellings in spelt.items()}
    entities.sort(key=lambda entity: (-counts[entity.id], entity.name))
    order = {page.source.article: number for number, page in enumerate(pages)}
    mentions.sort(key=lambda mention: (order[mention.article], mention.span))
    return LinkedNames(tuple(entities), tuple(mentions))


def _best_name(
    surfaces: Counter[str],
    kind: EntityKind,
    listed: KnownName | None,
    languages: set[str],
    known: KnownNames,
) -> str:
    """The listed name as this story spells it, else the fullest form.

    Of equally full forms the one whose surname is spelt as most mentions spell it, then the
    undeclined, the most frequent and the first. The list is German: a story in English
    alone keeps its own name of a place or a body.
    """
    person = kind is EntityKind.PERSON
    surnames = Counter[str]()
    for surface, times in surfaces.items() if person else ():
        surnames[surname_of(surface)] += times
    first_said = {surface: -number for number, surface in enumerate(surfaces)}

    def rank(surface: str) -> tuple[bool, int, bool, int, bool, int, int]:
        return (
            LEGAL_FORM.search(surface) is None,
            surface.count(" "),
            "-" in surface and not surface.isupper(),
            surnames[surname_of(surface)],
            undeclined(surface) == surface and surface[:-1] not in surfaces,
            surfaces[surface],
            first_said[surface],
        )

    best = max(surfaces, key=rank)
    if listed is None:
        return best if person else nominative(best)
    if listed.kind is EntityKind.PERSON:
        # Reports agree on how to write a foreign name more often than lists do.
        return best if " " in best and known.lookup(best) == listed else listed.name
    return best if languages == {"en"} and listed.name not in surfaces else listed.name
