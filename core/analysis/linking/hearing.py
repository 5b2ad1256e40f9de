"""What names are in the words a recogniser took for one: leads, genitives and compounds undone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from core.analysis.known_names import KnownNames
from core.analysis.linking.dictionary import is_word, stands_as_such
from core.analysis.linking.heads import kind_of_head
from core.analysis.linking.wording import ARTICLES, GENERATIONS, LEGAL_FORM, is_role
from core.model import EntityKind
from core.text.words import fold

_JOINED = re.compile(r" (?:und|and) ")
_WORDS_IN_CAPITALS = re.compile(r"(?<=\S )(?:[A-ZÄÖÜ][\w&-]+ )+$")
_DETERMINED = re.compile(
    r"\b(?:der|die|das|den|dem|des|eine?[nmrs]?|an?|the)(?: [a-zäöü]\w+)? $", re.IGNORECASE
)
_WHEN = re.compile(
    r" (?:am|im|vom|seit|bis|on|in) (?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Wochenende|"
    r"Abend|Morgen|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|"
    r"Dezember|Herbst|Sommer|Winter|Frühjahr|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|"
    r"February|March|May|June|July|October|December)\w*\b.*$"
)
_OWNER = re.compile(r"(?P<name>.+?)(?P<mark>'s|'|s)$")
_LANGUAGES = frozenset(("de", "en"))
_SHORTEST_NAME = 4
_OWN_ENDINGS = ("as", "es", "is", "os", "us", "ys", "ss", "ers", "ns", "ts")
"""Ends of surnames that may be no genitive: `Janus`, `Peters`, `Martens`, `Mertins`."""
_DIRECTION = re.compile(r" (?:Nord|Süd|Ost|West|Mitte)\b(?!-)")
_PART_OF_A_NAME = (
    "verband", "bund", "bundnis", "verein", "klub", "club", "initiative", "partei", "stiftung",
    "amt", "ministerium", "werk", "werke", "bank", "sparkasse", "gewerkschaft", "verlag",
    "group", "union", "association", "foundation",
)  # fmt: skip
"""Ends of nouns that are part of the name they lead."""


def bare_name(surface: str, known: KnownNames) -> str:
    """Without signs around it, article and role, and the full stop of its sentence."""
    bare = surface.lstrip(" \"'([{<*-–—.,:;/").rstrip(" \"')]}>*-–—,:;/?!")
    bare = _WHEN.sub("", _without_lead(re.sub(r"  +", " ", bare), known))
    return bare[:-1] if bare.endswith(".") and not _keeps_full_stop(bare, known) else bare


def words_of_a_company(surface: str, leading: str) -> str:
    """The start of a German company's name that was not heard: `Fahrwerk` of `Nord AG`."""
    missed = _WORDS_IN_CAPITALS.search(leading) if LEGAL_FORM.search(surface) else None
    words: list[str] = []
    for word in reversed(missed.group().split() if missed else ()):
        if kind_of_head(word) is not None:
            break
        words.insert(0, word)
    return "".join(f"{word} " for word in words)


def names_in(
    surface: str,
    kind: EntityKind,
    leading: str,
    language: str,
    heard: Collection[str],
    standing: Mapping[str, int],
    known: KnownNames,
) -> Iterator[tuple[str, EntityKind]]:
    """The names in what was heard after the words `leading`, each with the kind it was heard as.

    A name that was also heard by itself is left out where it is part of another.
    """
    surface = _without_whereabouts(_without_people(surface, heard, known), kind, known)
    surface = _without_role_inside(surface, kind, language, known)
    for side, its_kind in _sides(surface, kind, heard, known):
        for owned, kind_of_owned in _owner_and_owned(
            side, its_kind, language, heard, standing, known
        ):
            yield from _parts(owned, kind_of_owned, leading, heard, known)


def _without_people(surface: str, heard: Collection[str], known: KnownNames) -> str:
    """Without what somebody is by birth: `American Hasim Rahman`."""
    head, _, rest = surface.partition(" ")
    born = fold(head) in known.never and " " in rest
    return rest if born and rest in heard else surface


def _without_role_inside(surface: str, kind: EntityKind, language: str, known: KnownNames) -> str:
    """Only the person of `LUS Chef-Trainer Will Wade`, only the place of `Alaska Governor`."""
    words = surface.split(" ")
    if known.lookup(surface) is not None:
        return surface
    if kind is not EntityKind.PERSON:
        titled = language == "en" and len(words) > 1 and is_role(words[-1])
        return " ".join(words[:-1]) if titled else surface
    roles = [place for place in range(1, len(words) - 2) if is_role(words[place])]
    return " ".join(words[roles[-1] + 1 :]) if roles else surface


def _without_whereabouts(surface: str, kind: EntityKind, known: KnownNames) -> str:
    """Without where somebody is from: `Daniel Sturridge von Liverpool`, `Gemini von Google`."""
    name, _, origin = surface.partition(" von ")
    if kind is not EntityKind.PERSON or not origin or known.lookup(surface) is not None:
        return surface
    itself = known.lookup(name)
    whole = " " in name or (itself is not None and itself.kind is not EntityKind.PERSON)
    return name if whole and known.lookup(origin) is not None else surface


def without_type(
    surface: str, standing: Mapping[str, int], pairs: Mapping[str, int], known: KnownNames
) -> str:
    """Without the noun that says what it is, where the story also says the name alone.

    `Kreis Brennau` is Brennau, but `Bank Austria` is not Austria.
    """
    head, _, rest = surface.partition(" ")
    first = rest.split(" ", 1)[0]
    kind = kind_of_head(head)
    if (
        len(first) < _SHORTEST_NAME
        or not first[0].isupper()
        or kind in (None, EntityKind.PERSON)
        or fold(head).endswith(_PART_OF_A_NAME)
        or known.lookup(surface) is not None
        or known.lookup(rest) is not None
        or (" " not in rest and stands_as_such(first, _LANGUAGES))
    ):
        return surface
    return rest if standing.get(first, 0) > pairs.get(f"{head} {first}", 0) else surface


def with_direction(surface: str, following: str, kind: EntityKind) -> str:
    """With the `Süd` behind a body's name that was heard without it."""
    said = _DIRECTION.match(following) if kind is EntityKind.ORGANISATION else None
    return surface if said is None else surface + said.group()


def _sides(
    surface: str, kind: EntityKind, heard: Collection[str], known: KnownNames
) -> Iterator[tuple[str, EntityKind]]:
    """`Zynex und Grolmo`, unless that is the name of one."""
    sides = _JOINED.split(surface)
    listed = [known.lookup(side) for side in sides]
    apart = any(side in heard for side in sides) or any(listed)
    if len(sides) == 1 or known.lookup(surface) is not None or not apart:
        yield surface, kind
        return
    yield from ((s, name.kind) for s, name in zip(sides, listed, strict=True) if name is not None)


def _owner_and_owned(
    surface: str,
    kind: EntityKind,
    language: str,
    heard: Collection[str],
    standing: Mapping[str, int],
    known: KnownNames,
) -> Iterator[tuple[str, EntityKind]]:
    """Two names that stand together as one: `Siemens' Healthineers`, `Apples Siri`."""
    head, _, rest = surface.partition(" ")
    owner = _OWNER.match(head)
    if (
        not rest
        or owner is None
        or known.lookup(surface) is not None
        or known.lookup(head) is not None
    ):
        yield surface, kind
        return
    listed = known.lookup(owner["name"])
    # In English an 's may belong to the name: `Sam's Club`.
    stands_alone = standing.get(owner["name"], 0) > 0 if owner["mark"] == "s" else language == "de"
    if (
        listed is None
        and owner["name"] not in heard
        and (kind is EntityKind.PERSON or not stands_alone)
    ):
        yield surface, kind
        return
    if listed is not None:
        yield owner["name"], listed.kind
    if " " in rest or not is_word(rest, _LANGUAGES):
        yield rest, kind


def _parts(
    surface: str, kind: EntityKind, leading: str, heard: Collection[str], known: KnownNames
) -> Iterator[tuple[str, EntityKind]]:
    """The names a compound with hyphens is made of; the surface itself when it is one name."""
    if "-" not in surface or known.lookup(surface) is not None:
        yield surface, kind
        return
    ahead, _, last = surface.rpartition("-")
    pieces = [ahead.replace("-", " "), *(() if " " in surface else surface.split("-"))]
    listed = {piece: known.lookup(piece) for piece in pieces}
    if any(piece in heard or name is not None for piece, name in listed.items()):
        # A part that was heard by itself has its votes; what the compound is says nothing of it.
        yield from ((piece, name.kind) for piece, name in listed.items() if name is not None)
    elif last[0].islower() or is_role(last) or _is_compound(ahead, kind, leading):
        yield ahead, kind
    else:
        yield surface, kind


def _is_compound(ahead: str, kind: EntityKind, leading: str) -> bool:
    """Whether a person's name is only the start of what was heard: `einem Jo Zynka-Podcast`."""
    full = kind is EntityKind.PERSON and " " in ahead
    return full and _DETERMINED.search(leading) is not None


def without_genitive(
    surface: str, standing: Mapping[str, int], owning: Mapping[str, int], known: KnownNames
) -> str:
    """Without a genitive -s, where the story or the list says that it is one."""
    if known.lookup(surface) is not None:
        return surface
    if surface.endswith(("'", "'s")):
        return surface.rstrip("s")[:-1]
    if not surface.endswith("s") or len(surface) < 4:
        return surface
    bare = surface[:-1]
    if known.lookup(bare) is not None:
        return bare
    before, _, word = surface.rpartition(" ")
    always_owns = 0 < standing.get(word, 0) == owning.get(word, 0)
    if before and always_owns and not word.endswith(_OWN_ENDINGS):
        return bare
    # In a full name the bare form must be the usual one: `Gerd Peters` is not `Gerd Peter`.
    needed = standing.get(word, 0) * (2 if before else 1)
    return bare if 2 * standing.get(word[:-1], 0) >= needed else surface


def _without_lead(surface: str, known: KnownNames) -> str:
    """Without article and role before the name, unless they are listed as part of it."""
    while known.lookup(surface) is None:
        article = ARTICLES.match(surface)
        head, _, rest = surface.partition(" ")
        if article is not None and article.end() < len(surface):
            surface = surface[article.end() :]
        elif rest and is_role(head):
            surface = rest.removeprefix("of ")
        else:
            break
    return surface


def _keeps_full_stop(surface: str, known: KnownNames) -> bool:
    return (
        "." in surface[:-1]
        or known.lookup(surface) is not None
        or LEGAL_FORM.search(surface) is not None
        or surface.rpartition(" ")[2] in GENERATIONS
    )
