"""Words that stand for much the same thing in news, from the table beside this module."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from core.text.words import fold, stem

PART = 5
"""The fewest letters of a listed word that count within a compound."""


@cache
def _listed() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, forms in _table()["classes"].items():
        for form in forms:
            for each in _stems(form):
                found.setdefault(each, name)
    return found


@cache
def _borders() -> tuple[frozenset[str], frozenset[str]]:
    """With what the listed words begin that count within a compound, and with what they end."""
    counting = [term for term in _listed() if len(term) >= PART]
    return frozenset(each[:PART] for each in counting), frozenset(each[-PART:] for each in counting)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The lines of the table of words, by stem: a stem may be of several."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for lines in _table()["words"].values():
        for line in lines:
            for form in line.split():
                for each in _stems(form):
                    found[each][f"={line.partition(' ')[0]}"] = None
    return {each: tuple(names) for each, names in found.items()}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("core.relations") / "synonyms.toml").read_text("utf-8"))


def _stems(form: str) -> tuple[str, ...]:
    return tuple(stem(fold(form), language) for language in ("de", "en"))


@lru_cache(maxsize=1 << 17)
def classes_of(term: str) -> tuple[str, ...]:
    """The classes of a stem: its own, or else those of the head and of the front of a compound."""
    fronts, ends = _borders()
    words = _words().get(term, ())
    if term[:PART] not in fronts and term[-PART:] not in ends and term not in _listed():
        return words
    found = (head_class(term), _front_class(term))
    return (*dict.fromkeys(name for name in found if name is not None), *words)


def may_have_classes(terms: Sequence[str]) -> list[bool]:
    """By term whether it has to be asked for its classes; quickly answered for many."""
    fronts, ends = _borders()
    listed, words = _listed(), _words()
    return [
        term[:PART] in fronts or term[-PART:] in ends or term in listed or term in words
        for term in terms
    ]


def word_classes(term: str) -> tuple[str, ...]:
    """The matters a whole word stands for, whatever its form and language."""
    return _words().get(term, ())


@lru_cache(maxsize=1 << 17)
def head_class(term: str) -> str | None:
    """The class of a stem: its own, or else that of the head of a compound."""
    listed = _listed()
    if term in listed or not term.isalpha() or term[-PART:] not in _borders()[1]:
        return listed.get(term)
    return next((listed[term[-size:]] for size in _sizes(term) if term[-size:] in listed), None)


def _front_class(term: str) -> str | None:
    listed = _listed()
    if term in listed or not term.isalpha() or term[:PART] not in _borders()[0]:
        return None
    return next((listed[term[:size]] for size in _sizes(term) if term[:size] in listed), None)


def _sizes(term: str) -> range:
    return range(len(term) - 2, PART - 1, -1)
