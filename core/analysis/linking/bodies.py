"""Names of bodies that their form gives away, for those the recogniser cuts short or misses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from core.analysis.known_names import KnownNames
from core.analysis.linking.dictionary import is_word
from core.analysis.linking.evidence import Evidence
from core.analysis.linking.heads import kind_of_head
from core.analysis.linking.kinds import BODY_ENDINGS, TRADES
from core.analysis.linking.pages import Page, Token
from core.analysis.linking.persons import surname_of
from core.analysis.linking.wording import DEFINITE_WORDS, INDEFINITE_WORDS, is_role, is_stop
from core.model import EntityKind
from core.text.words import fold

_FOUNDATIONS = (
    "stiftung",
    "institut",
    "museum",
    "klinikum",
    "gymnasium",
    "akademie",
    "universitat",
)
_LEAGUES = ("bundnis", "initiative", "stiftung", "verband", "verein")
_DIRECTIONS = frozenset(("Nord", "Süd", "Ost", "West", "Mitte"))
_SHORTEST_NAME = 4
_NO_OWNERS = frozenset(("us", "eu", "un", "uk"))


def bodies_by_form(
    pages: Sequence[Page], kinds: dict[str, EntityKind], evidence: Evidence, known: KnownNames
) -> None:
    """Adds them to the accepted names.

    `Stadtwerke Kranichsteig`, `Halden Biotech`, `Gates-Stiftung`, `Zukunft Talheim` where a story
    says it more than once.
    """
    surnames = {surname_of(surface) for surface, kind in kinds.items() if kind is EntityKind.PERSON}
    for page in pages:
        for number, token in enumerate(page.tokens):
            if token.text[0].isupper() and not _shouts(token):
                for body in _bodies_at(page, number, kinds, surnames, evidence, known):
                    kinds.setdefault(body, EntityKind.ORGANISATION)


def _shouts(token: Token) -> bool:
    return token.headline and token.text.isupper()


def _bodies_at(
    page: Page,
    number: int,
    kinds: Mapping[str, EntityKind],
    surnames: Collection[str],
    evidence: Evidence,
    known: KnownNames,
) -> Iterator[str]:
    """The names of two words, or of two parts with a hyphen, that start with this token."""
    tokens = page.tokens[number : number + 3]
    if len(tokens) > 2 and tokens[1].text == "-" and tokens[0].end == tokens[1].start:
        compound = f"{tokens[0].text}-{tokens[2].text}"
        owner = tokens[0].text
        if (
            tokens[2].start == tokens[1].end
            and fold(tokens[2].text).endswith(_FOUNDATIONS)
            and evidence.pairs.get(compound, 0) == 0
            and len(owner) >= _SHORTEST_NAME
            and owner.isalpha()
            and fold(owner) not in _NO_OWNERS
            and not is_word(owner, evidence.languages)
            and page.text[tokens[2].end : tokens[2].end + 1] != "-"
        ):
            yield compound
        return
    if len(tokens) < 2 or tokens[0].end + 1 != tokens[1].start or not tokens[1].text[0].isupper():
        return
    first, second = tokens[0].text, tokens[1].text
    name = f"{first} {second}"
    if kinds.get(second) is EntityKind.PLACE and fold(first).endswith(BODY_ENDINGS):
        yield name  # `Stadtwerke Kranichsteig`, `Amtsgericht Potsdam`
    elif page.source.language == "en" and tokens[0].headline:
        return
    elif fold(first).endswith(_LEAGUES) and evidence.pairs[name] > 1 and second.isalpha():
        yield name  # `Bündnis Schiene`
    elif _is_company(first, second, kinds, surnames, evidence) or (
        evidence.pairs[name] > 1
        and (
            _is_branch(first, second, kinds)
            or (
                page.source.language == "de"
                and _stands_without_article(page, number)
                and _is_name_with_place(first, second, kinds, evidence, known)
            )
        )
    ):
        yield name


def _is_branch(first: str, second: str, kinds: Mapping[str, EntityKind]) -> bool:
    """`Demoskop Süd`."""
    return second in _DIRECTIONS and kinds.get(first) is EntityKind.ORGANISATION


def _is_company(
    first: str,
    second: str,
    kinds: Mapping[str, EntityKind],
    surnames: Collection[str],
    evidence: Evidence,
) -> bool:
    """`Halden Biotech`, but not `American Airlines`."""
    return (
        fold(second) in TRADES
        and len(first) >= _SHORTEST_NAME
        and first.isalpha()
        and not first.isupper()
        and not is_stop(fold(first))
        and kinds.get(first) is not EntityKind.ORGANISATION
        and not is_role(first)
        and (first in surnames or not is_word(first, evidence.languages))
    )


def _is_name_with_place(
    first: str,
    second: str,
    kinds: Mapping[str, EntityKind],
    evidence: Evidence,
    known: KnownNames,
) -> bool:
    """`Zukunft Talheim`, `Potsdam Cloud`: a noun and a place side by side, as in no sentence."""
    if kinds.get(second) is EntityKind.PLACE and known.lookup(second) is None:
        told = kind_of_head(first) is not None or is_role(first)
        return not told and first.isalpha() and kinds.get(first) is None
    place = kinds.get(first) is EntityKind.PLACE
    return place and second.isalpha() and is_word(second, frozenset(("en",)))


def _stands_without_article(page: Page, number: int) -> bool:
    before = page.tokens[number - 1].text.lower() if number else ""
    return before not in DEFINITE_WORDS | INDEFINITE_WORDS
