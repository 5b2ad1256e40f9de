"""Which spellings are names, and what kind each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from core.analysis.known_names import KnownName, KnownNames
from core.analysis.linking.bodies import bodies_by_form
from core.analysis.linking.dictionary import is_word, stands_as_such
from core.analysis.linking.evidence import Evidence
from core.analysis.linking.heads import kind_of_head
from core.analysis.linking.kinds import is_coupled_body, kind_by_form, weighed, winner
from core.analysis.linking.pages import Page
from core.analysis.linking.persons import is_full, is_surname_first, surname_of
from core.analysis.linking.wording import (
    CODE_NAME,
    GENERATIONS,
    LEGAL_FORM,
    PARTICLES,
    has_inner_capital,
    is_camel_case,
    is_stop,
)
from core.model import (
    EntityKind,
)
from core.text.words import fold

_ORIGIN = re.compile(r"\w{3,}isch(?:e[nrms]?)?")
"""`Chinesischer Bauer` is nobody's name."""
_MIN_SHARE_SEEN = 0.2
"""A word the recogniser sees as a name less often than this is not one."""
_SURNAME_SPEAKS = 3
"""Votes a surname gets from each sighting of a full name that ends with it."""
_GONE_TO = 2
"""Times a word stands as a town does, to be one: `in Aufruhr` is said once."""
_LONG_ENOUGH = 4
"""Letters a word has at least that is a name although nobody saw one."""
_SHORTEST_ALONE = 3
"""Letters a name has at least, except for acronyms that are seen again and again."""


def accepted_kinds(
    pages: Sequence[Page], evidence: Evidence, known: KnownNames
) -> dict[str, EntityKind]:
    """The spellings that are names, each with its one kind."""
    kinds: dict[str, EntityKind] = {}
    surnames: Counter[str] = Counter()
    heard = sorted(evidence.votes, key=lambda surface: " " not in surface)
    unheard = (evidence.strong_cues.keys() | evidence.weak_cues.keys()) - evidence.votes.keys()
    # Full names first: they speak for the surnames in them.
    for surface in (*heard, *sorted(unheard)):
        given = weighed(surface, evidence)
        given[EntityKind.PERSON] += _SURNAME_SPEAKS * surnames[surface]
        kind = kind_by_form(surface, known) or _made(surface, evidence, known) or winner(given)
        listed = known.lookup(surface)
        if surface in unheard:
            told = evidence.strong_cues[surface][kind]
            if listed is not None or not _is_unheard_name(surface, kind, told, evidence, known):
                continue
        elif (
            listed is not None
            and _fits(surface, listed)
            and len(surface) > 1
            and not (surface in surnames and is_surname_first(surface, listed, known))
        ):
            kind = listed.kind
        elif not _is_name(surface, kind, evidence, known, surnames):
            continue
        kinds[surface] = kind
        if kind is EntityKind.PERSON and is_full(surface):
            surnames[surname_of(surface)] += given.total()
        short = LEGAL_FORM.sub("", surface)
        if short != surface and (" " in short or not is_word(short, evidence.languages)):
            kinds.setdefault(short, kind)
    bodies_by_form(pages, kinds, evidence, known)
    _add_first_words(kinds, surnames, evidence, known)
    return _without_wrong_wholes(kinds, evidence, known)


def _made(surface: str, evidence: Evidence, known: KnownNames) -> EntityKind | None:
    """What is quoted and starts with a listed company is made by it: `"Google Farmbot"`."""
    maker = known.lookup(surface.split(" ")[0]) if surface in evidence.quoted else None
    made = maker is not None and maker.kind is EntityKind.ORGANISATION
    return EntityKind.THING if made else None


def _fits(surface: str, listed: KnownName) -> bool:
    """Whether the case speaks against the listed name: `us` is not `US`."""
    return surface[:1].isupper() or surface == listed.name or not surface.islower()


def _is_name(
    surface: str,
    kind: EntityKind,
    evidence: Evidence,
    known: KnownNames,
    surnames: Mapping[str, int],
) -> bool:
    words = surface.split(" ")
    if not _may_be_name(surface, evidence, known):
        return False
    seen = evidence.votes[surface].total()
    told = evidence.strong_cues[surface][kind] if surface in evidence.strong_cues else 0
    if len(words) > 1:
        doubted = seen + told == 1 and _made(surface, evidence, known) is None
        return _is_long_name(words, kind, known) and not (
            doubted and _is_plain_phrase(words, kind, evidence, known)
        )
    if is_camel_case(surface) or is_coupled_body(surface):
        return True
    standing = evidence.standing[surface]
    short = len(surface) < _SHORTEST_ALONE
    if not surface[0].isupper() or (short and not (surface.isupper() and surface.isalpha())):
        return False
    if short and (seen + told < 2 or 2 * seen < standing):
        return False
    if surface in surnames and kind is EntityKind.PERSON:
        return True
    if evidence.indefinite[surface] * (2 if surface.isupper() else 4) > standing:
        return False
    if standing * _MIN_SHARE_SEEN > seen and not told:
        return False
    if surface.isupper():
        return True
    doubted = seen < 3 or 2 * seen < standing
    if is_word(surface, evidence.languages) and not told and doubted:
        return kind is EntityKind.PLACE and _is_gone_to(surface, evidence)
    if kind is EntityKind.PERSON:
        return True
    if kind is EntityKind.THING:
        return seen + told > 1 and evidence.later[surface] > 0
    return evidence.later[surface] > 0 or seen > 1


def _is_gone_to(surface: str, evidence: Evidence) -> bool:
    """Whether it stands as a town does: `in Essen`, never `das Essen`."""
    went = evidence.weak_cues.get(surface, Counter())[EntityKind.PLACE]
    heard = evidence.votes[surface][EntityKind.PLACE]
    if went < _GONE_TO or not heard:
        return False
    return not evidence.definite[surface] and not evidence.indefinite[surface]


def _may_be_name(surface: str, evidence: Evidence, known: KnownNames) -> bool:
    folded = fold(surface)
    return (
        folded not in known.never
        and folded.removesuffix("s") not in known.never
        and len(surface) > 1
        and any(letter.isalpha() for letter in surface)
        and (has_inner_capital(surface) or surface.lower() not in evidence.common)
        and (has_inner_capital(surface) or not is_stop(folded))
    )


def _is_unheard_name(
    surface: str,
    kind: EntityKind,
    told: int,
    evidence: Evidence,
    known: KnownNames,
) -> bool:
    """Whether a word the recogniser never saw as a name is one all the same."""
    if CODE_NAME.fullmatch(surface):
        return told > 0 and fold(surface) not in known.never
    if (
        len(surface) < _LONG_ENOUGH
        or not surface.isalpha()
        or not _may_be_name(surface, evidence, known)
        or kind_of_head(surface) is not None
        or evidence.indefinite[surface] * 4 > evidence.standing[surface]
    ):
        return False
    if is_camel_case(surface):
        return told > 0
    stands = evidence.standing[surface] + evidence.standing[surface + "s"]
    unknown = not is_word(surface, evidence.languages)
    if surface.isupper():
        return told > 0 and unknown
    if kind is EntityKind.PLACE and not told:
        went = evidence.weak_cues[surface][kind]
        return went > 1 and (unknown or _is_name_abroad(surface, evidence))
    if not told:
        return False
    if unknown:
        return stands > 1
    widely = stands > 2 and len(evidence.articles[surface]) > 1
    return (
        widely
        and not stands_as_such(surface, evidence.languages)
        and not _is_declined(surface, evidence)
    )


def _is_name_abroad(surface: str, evidence: Evidence) -> bool:
    """Whether a German word stands with a capital in English, where it is no word."""
    return evidence.abroad[surface] > 0 and not is_word(surface, frozenset(("en",)))


def _is_declined(surface: str, evidence: Evidence) -> bool:
    return any(evidence.standing[surface + ending] for ending in ("n", "en", "e", "er"))


def _is_plain_phrase(
    words: Sequence[str], kind: EntityKind, evidence: Evidence, known: KnownNames
) -> bool:
    """Whether words seen together once can be a heading or a foreign term as well."""
    if kind is EntityKind.PERSON or kind_by_form(" ".join(words), known) is not None:
        return False
    if all(word.isupper() for word in words):
        return True
    owner = words[0].endswith("s") and not words[0].endswith("es") and evidence.languages == {"de"}
    if owner and len(words) == 2 and is_word(words[1], evidence.languages):
        return kind is EntityKind.ORGANISATION  # `Zynkas Vorstand`
    headline = kind is EntityKind.ORGANISATION and "de" not in evidence.languages
    if kind is EntityKind.THING or headline:
        return all(is_word(word, evidence.languages) for word in words)
    return kind is EntityKind.ORGANISATION and all(
        is_word(word, frozenset(("en",))) and known.lookup(word) is None for word in words
    )


def _add_first_words(
    kinds: dict[str, EntityKind],
    surnames: Mapping[str, int],
    evidence: Evidence,
    known: KnownNames,
) -> None:
    """Companies that are called by their first word: `Northmoor Capital`, `Northmoor`."""
    for surface, kind in tuple(kinds.items()):
        first, _, rest = surface.partition(" ")
        if (
            kind is EntityKind.ORGANISATION
            and rest
            and len(first) >= _LONG_ENOUGH
            and first not in surnames
            and evidence.standing[first] > evidence.votes[surface].total()
            and known.lookup(first) is None
            and not is_word(first, evidence.languages)
        ):
            kinds.setdefault(first, kind)


def _is_long_name(words: Sequence[str], kind: EntityKind, known: KnownNames) -> bool:
    if not (words[0][0].isupper() or has_inner_capital(words[0])):
        return False
    content = [word for word in words if word.lower() not in PARTICLES]
    if kind is EntityKind.PERSON:
        return (
            len(content) > 1
            and not _ORIGIN.fullmatch(fold(words[0]))
            and all(word[0].isupper() and not any(c.isdigit() for c in word) for word in content)
            and fold(words[-1]) not in known.never
        )
    capital = sum(word[0].isupper() or word[0].isdigit() for word in content)
    if capital < len(content) or len(words) > 7:
        return False
    return any(fold(word) not in known.never and not is_stop(fold(word)) for word in content)


def _without_wrong_wholes(
    kinds: dict[str, EntityKind], evidence: Evidence, known: KnownNames
) -> dict[str, EntityKind]:
    """Leaves out persons that are another name and a word: `Siemens Ulf Brandis`."""

    def holds_another(surface: str) -> bool:
        words = surface.split(" ")
        if known.lookup(surface) is not None or words[-1] in GENERATIONS:
            return False
        listed = known.lookup(words[0])
        if listed is not None and listed.kind is EntityKind.ORGANISATION:
            return True
        inner = (
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 2, len(words) + 1)
            if end - start < len(words)
        )
        return any(
            kinds.get(name) is EntityKind.PERSON
            and evidence.votes[name].total() > evidence.votes[surface].total()
            for name in inner
        )

    return {
        surface: kind
        for surface, kind in kinds.items()
        if kind is not EntityKind.PERSON or surface.count(" ") < 2 or not holds_another(surface)
    }
