"""What the full-text table is asked for: all that may answer, and little more.

Words reach it quoted, so that a token is nothing but itself; `token` has taken the quotes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.search.matching import Compounds
from core.search.query import Near, Row, Term
from core.search.tokens import token
from core.text.words import stem

_LANGUAGES = ("de", "en")
_WRITTEN_OUT = re.compile(r"(?<!q)([aou])e")


def all_of(groups: Iterable[Iterable[Term | Near]], compounds: Compounds) -> str:
    """What holds one clause of each group."""
    return " AND ".join(f"({any_of(group, compounds)})" for group in groups)


def any_of(clauses: Iterable[Term | Near], compounds: Compounds, *, mark: str = "") -> str:
    """What holds one of the clauses; `mark` stands before each word."""
    return " OR ".join(_of_clause(clause, compounds, mark) for clause in clauses)


def _of_clause(clause: Term | Near, compounds: Compounds, mark: str) -> str:
    if isinstance(clause, Near):
        return "(" + " AND ".join(_of_clause(t, compounds, mark) for t in clause.terms) + ")"
    return "(" + " OR ".join(_of_row(row, clause, compounds, mark) for row in clause.surfaces) + ")"


def _of_row(row: Row, term: Term, compounds: Compounds, mark: str) -> str:
    parts = [_either(_forms(word), mark) for word in row[:-1]]
    last = list(_either_words(_forms(row[-1]), mark))
    if term.prefix:
        last += (f'"{mark}{start}" *' for start in beginnings(row[-1]))
        last += _either_words(compounds.get((row[-1], "*"), ()), mark)
    if len(row) == 1 and term.stems:
        inside = (c for form in _forms(row[0]) for c in compounds.get((form,), ()))
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


def beginnings(start: str) -> tuple[str, ...]:
    """How the stems of words that begin so begin: the German stemmer takes `ue` for `ü`."""
    return tuple(dict.fromkeys((start, _WRITTEN_OUT.sub(r"\1", start))))
