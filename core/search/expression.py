"""What the full-text table is asked for: all that may answer, and little more.

Words reach it quoted, so that a token is nothing but itself; `token` has taken the quotes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.search.matching import Compounds
from core.search.query import Near, Row, Term
from core.search.tokens import token
from core.text.words import stem

_LANGUAGES = ("de", "en")


Beginnings = Mapping[str, Sequence[str]]
"""For a beginning of words what the full-text table is asked for, in its language."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What else words may stand for, besides their own forms."""

    beginnings: Beginnings
    compounds: Compounds = field(default_factory=dict)


def all_of(groups: Iterable[Iterable[Term | Near]], reach: Reach) -> str:
    """What holds one clause of each group."""
    return " AND ".join(f"({any_of(group, reach)})" for group in groups)


def any_of(clauses: Iterable[Term | Near], reach: Reach, *, mark: str = "") -> str:
    """What holds one of the clauses; `mark` stands before each word."""
    return " OR ".join(_of_clause(clause, reach, mark) for clause in clauses)


def _of_clause(clause: Term | Near, reach: Reach, mark: str) -> str:
    if isinstance(clause, Near):
        return "(" + " AND ".join(f"({_of_clause(t, reach, mark)})" for t in clause.terms) + ")"
    return " OR ".join(dict.fromkeys(_of_row(row, clause, reach, mark) for row in clause.surfaces))


def _of_row(row: Row, term: Term, reach: Reach, mark: str) -> str:
    parts = [_either(_forms(word), mark) for word in row[:-1]]
    last = list(_either_words(_forms(row[-1]), mark))
    if term.prefix:
        last += (
            each.replace('"', f'"{mark}', 1)
            for each in reach.beginnings.get(row[-1], (f'"{row[-1]}" *',))
        )
    if len(row) == 1 and term.stems:
        inside = (c for form in _forms(row[0]) for c in reach.compounds.get((form,), ()))
        last += _either_words(inside, mark)
    return "(" + " AND ".join([*parts, "(" + " OR ".join(dict.fromkeys(last)) + ")"]) + ")"


def _forms(word: str) -> tuple[str, ...]:
    """What a word may stand for in the index, whatever the language of the text."""
    stems = (token(stem(word, language)) for language in _LANGUAGES)
    return tuple(dict.fromkeys((word, *stems)))


def _either_words(words: Iterable[str], mark: str) -> Iterator[str]:
    return (f'"{mark}{word}"' for word in words)


def _either(words: Iterable[str], mark: str) -> str:
    return "(" + " OR ".join(_either_words(words, mark)) + ")"
