"""How alike two terms are, by their letters and by what they stand for."""

from __future__ import annotations

from rapidfuzz import fuzz

from core.relations.synonyms import PART, classes_of

FUZZY = 80
"""From which likeness of their letters, of 100, two terms count as alike."""
FUZZY_LENGTH = 4
"""Shorter terms, and numbers, are alike only when they are equal."""
SYNONYM = 0.8
"""How alike two terms of one class are."""


def may_vary(term: str) -> bool:
    """Whether a term is alike to others than itself."""
    return len(term) >= FUZZY_LENGTH and term.isalpha()


def containment(part: str, whole: str) -> float:
    """How alike a part and its compound are."""
    return 0.5 + 0.5 * len(part) / len(whole)


def likeness(term: str, other: str) -> float:
    """How alike two terms are, from 0 to 1."""
    if term == other:
        return 1.0
    found = 0.0
    if may_vary(term) and may_vary(other):
        found = fuzz.ratio(term, other, score_cutoff=FUZZY) / 100
        part, whole = (term, other) if len(term) < len(other) else (other, term)
        if len(part) >= PART and (whole.startswith(part) or whole.endswith(part)):
            found = max(found, containment(part, whole))
    if found < SYNONYM:
        classes = classes_of(term)
        if classes and not set(classes).isdisjoint(classes_of(other)):
            return SYNONYM
    return found
