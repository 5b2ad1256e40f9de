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
    listed = _listed()
    own = listed.get(term)
    if own is not None:
        return (own,)
    if not term.isalpha():
        return ()
    sizes = range(len(term) - 2, PART - 1, -1)
    head = next((listed[term[-size:]] for size in sizes if term[-size:] in listed), None)
    front = next((listed[term[:size]] for size in sizes if term[:size] in listed), None)
    return tuple(dict.fromkeys(name for name in (head, front) if name is not None))
