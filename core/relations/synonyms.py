"""Words that stand for much the same thing in news, from the table beside this module."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from core.text.words import fold, stem

PART = 5
"""The fewest letters of a listed word that count within a compound."""


@cache
def _listed() -> dict[str, str]:
    table = tomllib.loads((files("core.relations") / "synonyms.toml").read_text("utf-8"))
    found: dict[str, str] = {}
    for name, forms in table["classes"].items():
        for form in forms:
            for language in ("de", "en"):
                found.setdefault(stem(fold(form), language), name)
    return found


@lru_cache(maxsize=1 << 17)
def classes_of(term: str) -> tuple[str, ...]:
    """The classes of a stem: its own, or else those of the head and of the front of a compound."""
    found = (head_class(term), _front_class(term))
    return tuple(dict.fromkeys(name for name in found if name is not None))


@lru_cache(maxsize=1 << 17)
def head_class(term: str) -> str | None:
    """The class of a stem: its own, or else that of the head of a compound."""
    listed = _listed()
    if term in listed or not term.isalpha():
        return listed.get(term)
    return next((listed[term[-size:]] for size in _sizes(term) if term[-size:] in listed), None)


def _front_class(term: str) -> str | None:
    listed = _listed()
    if term in listed or not term.isalpha():
        return None
    return next((listed[term[:size]] for size in _sizes(term) if term[:size] in listed), None)


def _sizes(term: str) -> range:
    return range(len(term) - 2, PART - 1, -1)
