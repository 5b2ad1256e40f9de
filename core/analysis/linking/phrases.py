"""What to look for in a story: the accepted names in every form they may stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.analysis.known_names import KnownName, KnownNames
from core.analysis.linking.pages import TOKEN, Page
from core.analysis.linking.persons import Persons, is_surname_first, long_surname_of, surname_of
from core.analysis.linking.wording import DECLINED
from core.model import (
    EntityKind,
    Span,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look for, and what it means when they stand in a text."""

    text: str
    span: Span
    """Where the name stands in `text`."""
    surface: str
    kind: EntityKind
    listed: KnownName | None = None
    joined: bool = False
    """Only as the first part of a compound: `Ulf-Brandis-Biografie`."""
    wary: bool = False
    """Known from a fuller form only: could be a plain word where it stands alone."""
    first_name: bool = False

    @property
    def person(self) -> bool:
        """Whether it is a person's name."""
        return self.kind is EntityKind.PERSON


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name where it stands in a page."""

    page: int
    span: Span
    phrase: Phrase
    doubtful: bool = False
    """Only that person's if the article said the full name before."""


Phrases = Mapping[str, Sequence[Phrase]]
"""By first token, longest first."""


@dataclass(frozen=True, slots=True)
class KnownPhrases:
    """Listed spellings by their first token; what to look for is made when a text has the token."""

    known: KnownNames
    texts: Mapping[str, Sequence[str]]
    made: dict[str, Sequence[Phrase]]

    def get(self, token: str) -> Sequence[Phrase]:
        """The listed spellings that start with a token, longest first."""
        if token not in self.made:
            if token not in self.texts:
                return ()
            phrases = [
                Phrase(text, Span(0, len(text)), text, listed.kind, listed)
                for text in self.texts[token]
                for listed in (self.known.certain[text],)
            ]
            phrases.sort(key=lambda phrase: -len(phrase.text))
            self.made[token] = phrases
        return self.made[token]


@lru_cache(maxsize=2)
def known_phrases(known: KnownNames) -> tuple[KnownPhrases, Phrases]:
    """Listed spellings that stand for themselves, and those that need their neighbours."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for text in known.certain:
        texts[_first_token(text)].append(text)
    in_place = [
        Phrase(place.text, place.span, place.span.of(place.text), place.known.kind, place.known)
        for place in known.in_place
    ]
    return KnownPhrases(known, texts, {}), _by_first_token(in_place)


def _first_token(text: str) -> str:
    first = text.partition(" ")[0]
    return first if first.isalnum() else TOKEN.findall(text)[0]


def _by_first_token(phrases: Iterable[Phrase]) -> Phrases:
    by_token: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        by_token[TOKEN.findall(phrase.text)[0]].append(phrase)
    for found in by_token.values():
        found.sort(key=lambda phrase: (-len(phrase.text), phrase.text != phrase.surface))
    return by_token


def story_phrases(
    pages: Sequence[Page],
    kinds: Mapping[str, EntityKind],
    persons: Persons,
    known: KnownNames,
) -> Phrases:
    """Every form to look for the accepted names of a story in."""
    # A listed short form that may be a plain word is trusted once its long form was said.
    phrases = [
        Phrase(short, Span(0, len(short)), short, listed.kind, listed, wary=True)
        for long, (short, listed) in known.shortened.items()
        if any(long in page.text for page in pages)
    ]
    for surface, kind in kinds.items():
        phrases.extend(
            Phrase(form, Span(0, len(form)), surface, kind) for form in _forms(surface, kind)
        )
        if " " in surface:
            joined = surface.replace(" ", "-")
            phrases.append(Phrase(joined, Span(0, len(joined)), surface, kind, joined=True))
    person = EntityKind.PERSON
    for full in persons.keys:
        long = long_surname_of(full)
        if " " in long:
            opener = long[0].upper() + long[1:]
            phrases.append(Phrase(opener, Span(0, len(opener)), long, person))
        phrases.extend(
            Phrase(surname, Span(0, len(surname)), surname, person, wary=True)
            for surname in sorted({surname_of(full), long_surname_of(full)} - kinds.keys())
            if _may_be_searched(surname, known) and len(surname) > 1
        )
        first = full.split(" ", 1)[0]
        if first not in kinds and len(first) > 2 and known.lookup(first) is None:
            phrases.append(Phrase(first, Span(0, len(first)), first, person, first_name=True))
    return _by_first_token(dict.fromkeys(phrases))


def _may_be_searched(surname: str, known: KnownNames) -> bool:
    listed = known.lookup(surname)
    return listed is None or is_surname_first(surname, listed, known)


def _forms(surface: str, kind: EntityKind) -> Iterator[str]:
    """The spelling, and its first word declined: `Deutsche Bank`, `Deutschen Bank`."""
    yield surface
    declined = DECLINED.match(surface)
    if declined is not None and kind is not EntityKind.PERSON:
        for ending in ("e", "en", "er", "em"):
            form = declined.group(1) + ending + surface[declined.end() :]
            if form != surface:
                yield form
    if surface.endswith("e") and " " in surface and kind is not EntityKind.PERSON:
        yield surface + "n"  # `Brennauer Bote`, `Brennauer Boten`
