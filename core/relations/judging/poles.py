"""Words that have an opposite, and where a statement says one: the table beside `synonyms`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from core.relations.judging.polarity import Clause
from core.relations.profile import StatementProfile
from core.text.negation import NEGATING
from core.text.words import Word, fold, folded_words, is_stop_word, stem


@dataclass(frozen=True, slots=True)
class Pole:
    """A word that has an opposite, in its clause."""

    opposition: str
    side: int
    words: tuple[Word, ...]
    """The word, or a verb and what completes it."""
    clause: Clause


_PARTICLES = folded_words("zu ab an auf aus ein zurück still frei statt fort down off weg")
NEGATIVE = ("un", "dis", "il")
"""The prefixes that turn a word into its opposite."""
_NOT_NEGATIVE = folded_words(
    """
    unter unten unterm uns unser unsere unseren unserem unserer und union uni unit united under
    until unless upon unique universal uniform dismissed dispute disputed discuss discussed
    distance district distributed display disposed disaster discount discover discovered dish
    unbeaten unlike unable unusual unfortunately undergo undergoing underway unfold unfolded
    unveil unveiled unveils unleash unleashed uncover uncovered ungefähr ungewöhnlich ungeachtet
    unweit unmittelbar unlängst
    """
)
TURNED = "un-"
"""How the opposition of a word and the same word with a prefix is called."""
_LANGUAGES = ("de", "en")
_BEING = folded_words(
    "is are was were be been being am isn't aren't wasn't weren't keep keeps kept"
)
_AUXILIARY = 3
"""How far before a participle stands what makes it a verb of the clause."""
_SHORTEST = 4
"""The fewest letters of a word that `un` turns into its opposite."""


@cache
def _table() -> dict[str, list[list[str]]]:
    table = tomllib.loads((files("core.relations") / "synonyms.toml").read_text("utf-8"))
    opposites: dict[str, list[list[str]]] = table["opposites"]
    return opposites


@cache
def _listed(language: str = "") -> dict[str, tuple[tuple[str, int, str], ...]]:
    """By stem of a word: the oppositions it is in, its side, and the stem it needs beside it.

    The stem of a noun that is written with a capital letter is kept with one. Only the stems that
    words of a language have, or else those of both: as a German word `loses` would be `lösen`.
    """
    found: dict[str, dict[tuple[str, int, str], None]] = {}
    for name, sides in _table().items():
        for side, forms in enumerate(sides):
            for form in forms:
                first, _, second = fold(form).partition(" ")
                for each in (language,) if language in _LANGUAGES else _LANGUAGES:
                    entry = (name, side, stem(second, each) if second else "")
                    key = stem(first, each)
                    key = key.capitalize() if form[0].isupper() else key
                    found.setdefault(key, {})[entry] = None
    return {first: tuple(entries) for first, entries in found.items()}


@cache
def _sides() -> dict[tuple[str, int], frozenset[str]]:
    """The stems on each side of each opposition."""
    found: dict[tuple[str, int], set[str]] = {}
    for first, entries in _listed().items():
        for name, side, _ in entries:
            found.setdefault((name, side), set()).add(first)
    return {key: frozenset(stems) for key, stems in found.items()}


def poles(clauses: Sequence[Clause], language: str) -> Iterator[Pole]:
    """The words with an opposite in clauses that state something and deny nothing."""
    listed, sided = _listed(language), sides_by_stem()
    for clause in stating(clauses):
        for at, word in enumerate(clause.words):
            negative = _turned(word.folded) if word.folded.startswith(NEGATIVE) else None
            if negative is not None and word.text.islower():
                yield Pole(negative, 1, (word,), clause)
            # `die` is no form of `died`, nor `sich` one of `sicher`.
            is_listed_word = (
                word.stem in sided
                and not is_stop_word(word.folded, "und")
                and not (language == "en" and _is_gerund(clause.words, at))
            )
            for key in _keys(word, at) if is_listed_word else ():
                for name, side, needed in listed.get(key, ()):
                    beside = _completing(clause.words, at, needed)
                    if beside is not None:
                        yield Pole(name, side, (word, *beside), clause)


def plain_poles(found: Sequence[Pole], clauses: Sequence[Clause]) -> Iterator[Pole]:
    """The words of these clauses that others turn by a prefix: `sicher` for `unsicher`."""
    turned = {pole.opposition for pole in found if pole.opposition.startswith(TURNED)}
    for clause in stating(clauses) if turned else ():
        for word in clause.content:
            name = TURNED + stem(word.folded, "de")
            if name in turned:
                yield Pole(name, 0, (word,), clause)


def stating(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses that state something and hold no negation, nor anything turned down."""
    for clause in clauses:
        negates = not NEGATING.isdisjoint([word.folded for word in clause.words])
        if not (clause.open or clause.turned_down or negates):
            yield clause


def may_oppose(found: Sequence[Pole], own: StatementProfile, other: StatementProfile) -> bool:
    """Whether a statement holds an opposite of one of these words; quickly answered."""
    sides = _sides()
    wanted: set[str] = set()
    for pole in found:
        wanted |= sides.get((pole.opposition, 1 - pole.side), {pole.opposition[len(TURNED) :]})
    if any(word.stem in wanted or word.stem.capitalize() in wanted for word in other.words):
        return True
    turned = {_turned(word.folded) for word in other.content} - {None}
    return bool(turned) and any(TURNED + stem(word.folded, "de") in turned for word in own.content)


@cache
def sides_by_stem() -> dict[str, frozenset[tuple[str, int]]]:
    """The oppositions that list a stem, be it that of a noun or not, each with its side."""
    found: dict[str, set[tuple[str, int]]] = {}
    for listed, entries in _listed().items():
        for each in {listed, listed.lower()}:
            found.setdefault(each, set()).update((name, side) for name, side, _ in entries)
    return {each: frozenset(sides) for each, sides in found.items()}


def is_listed(opposition: str, side: int) -> bool:
    """Whether the table has stems on this side of an opposition."""
    return (opposition, side) in _sides()


def is_turned(folded: str) -> bool:
    """Whether a word may be the opposite of what it would be without its prefix."""
    return folded.startswith(NEGATIVE) and _turned(folded) is not None


def _is_gerund(found: Sequence[Word], at: int) -> bool:
    """Whether a word names what one does and states nothing: `died while climbing`."""
    if not found[at].folded.endswith("ing"):
        return False
    return not any(word.folded in _BEING for word in found[max(at - _AUXILIARY, 0) : at])


def _keys(word: Word, at: int) -> tuple[str, ...]:
    """How the table lists a word: a noun with its capital letter, if that is no sentence's."""
    if not word.text[0].isupper():
        return (word.stem,)
    return (word.stem.capitalize(),) if at else (word.stem.capitalize(), word.stem)


@lru_cache(maxsize=1 << 16)
def _turned(folded: str) -> str | None:
    """The opposition of a word that a prefix turns into its opposite: `ungültig`."""
    if folded in _NOT_NEGATIVE:
        return None
    for prefix in NEGATIVE:
        rest = folded.removeprefix(prefix)
        if rest != folded and len(rest) >= _SHORTEST and rest.isalpha():
            return TURNED + stem(rest, "de")
    return None


def _completing(found: Sequence[Word], at: int, needed: str) -> tuple[Word, ...] | None:
    """What the table wants beside a word: nothing, a particle at the end, or another word."""
    last = found[-1]
    if not needed:
        # With another particle it would be another verb: `nahm … auf`.
        apart = last.folded in _PARTICLES and found[at] is not last and last.text != "down"
        return None if apart and _is_finite_form(found[at]) else ()
    if needed in _PARTICLES:
        english = found[at + 1 : at + 2]
        if last.folded == needed or (english and english[0].folded == needed):
            return (last,) if last.folded == needed else tuple(english)
        return None
    return next(((word,) for word in found[at + 1 :] if word.stem == needed), None)


def _is_finite_form(word: Word) -> bool:
    return not word.folded.startswith("ge") and word.text.islower()
