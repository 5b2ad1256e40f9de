"""Whose a name is: which occurrences are one entity."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from core.analysis.known_names import KnownNames
from core.analysis.linking.cues import STAFF
from core.analysis.linking.evidence import Evidence
from core.analysis.linking.heads import kind_of_head
from core.analysis.linking.pages import Page
from core.analysis.linking.persons import Persons, known_key, person_fold, surname_of
from core.analysis.linking.phrases import Occurrence, Phrase
from core.analysis.linking.wording import LEGAL_FORM, undeclined
from core.model import (
    ArticleId,
    EntityKind,
)
from core.text.words import fold

_AT_WORK = frozenset(("bei", "beim", "from", "at"))
_WOMEN = frozenset(("frau", "mrs", "ms", "miss", "konigin", "prinzessin", "queen", "princess"))
_MEN = frozenset(("herr", "herrn", "mr", "konig", "prinz", "king", "prince"))
_COUPLED = re.compile(r"-(\w+)")
_LAST_WORD = re.compile(r"(\w+)\.? \Z")
_LONGEST_WORD = 40


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
    companies = {head: keys[whole] for head, whole in _companies_of_persons(kinds, persons).items()}
    sexes = _sexes(found, pages, persons)
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
            page = pages[occurrence.page]
            if phrase.surface in companies and _does_business(occurrence, page):
                key = companies[phrase.surface]
            else:
                addressed = _addressed_as(_word_before(occurrence, page))
                key = _whose(occurrence, called[occurrence.page], addressed, sexes, persons)
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


def _companies_of_persons(kinds: Mapping[str, EntityKind], persons: Persons) -> dict[str, str]:
    """Companies that bear the surname of somebody in the story: `Halden Biotech`."""
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for surface, kind in kinds.items():
        head, _, rest = surface.partition(" ")
        if kind is EntityKind.ORGANISATION and rest and head in persons.by_surname:
            wholes[head].add(LEGAL_FORM.sub("", surface))
    return {head: found.pop() for head, found in wholes.items() if len(found) == 1}


def _does_business(occurrence: Occurrence, page: Page) -> bool:
    """Whether a company is meant where its founder could be: `Halden-Sprecher`, `bei Halden`."""
    after = _COUPLED.match(page.text, occurrence.span.end)
    if after is not None:
        return fold(after.group(1)) in STAFF
    return _word_before(occurrence, page).lower() in _AT_WORK


def _word_before(occurrence: Occurrence, page: Page) -> str:
    start = occurrence.span.start
    before = _LAST_WORD.search(page.text, max(0, start - _LONGEST_WORD), start)
    return "" if before is None else before.group(1)


def _addressed_as(word: str) -> str | None:
    """`f` or `m` after `Frau`, `Ministerin`, `Mr`, `Trainer`; None where the word does not say."""
    folded = fold(word)
    if folded in _WOMEN or folded in _MEN:
        return "f" if folded in _WOMEN else "m"
    if kind_of_head(word) is not EntityKind.PERSON:
        return None
    if folded.endswith("in"):
        return "f"
    return "m" if kind_of_head(word + "in") is EntityKind.PERSON else None


def _sexes(
    found: Sequence[Occurrence], pages: Sequence[Page], persons: Persons
) -> dict[str, str | None]:
    """Of the people a story calls by their full name, what the word before it says."""
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for occurrence in found:
        key = _full_name_key(occurrence.phrase, persons)
        sex = _addressed_as(_word_before(occurrence, pages[occurrence.page]))
        if key is not None and sex is not None:
            said[key][sex] += 1
    return {key: max(sorted(given), key=lambda sex: given[sex]) for key, given in said.items()}


def _whose(
    occurrence: Occurrence,
    called: Sequence[tuple[int, str]],
    addressed: str | None,
    sexes: Mapping[str, str | None],
    persons: Persons,
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
    if len(surnamed) > 1 and addressed is not None:
        fitting = {key for key in surnamed if sexes.get(key) == addressed} or {
            key for key in surnamed if key not in sexes
        }
        surnamed = frozenset(fitting) or surnamed
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
        if " " in surface and surface.endswith("n") and kinds.get(surface[:-1]) == kinds[surface]:
            surface = surface[:-1]  # `Brennauer Boten`
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
            and not fold(surface).endswith(_NEVER_CALLED_BY_THEIR_FIRST_WORD)
            and rest
            and kinds.get(head) is EntityKind.ORGANISATION
            and len(head) > _SHORTEST_HEAD
        ):
            wholes[head].add(LEGAL_FORM.sub("", surface))
    return {head: found.pop() for head, found in wholes.items() if len(found) == 1}


_SHORTEST_HEAD = 3
_NEVER_CALLED_BY_THEIR_FIRST_WORD = (
    "department", "council", "court", "university", "college", "hospital", "museum", "ministry",
    "office", "police", "stadtrat", "gericht", "universitat", "klinikum", "zeitung",
)  # fmt: skip
"""Bodies that bear the name of their town: `Woodburn Police Department`."""
