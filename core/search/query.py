"""What a reader types into the search line, understood. Any text has a meaning; none raises.

- `brücke einsturz`: articles that hold both words, in any form
- `"neue brücke"`: these words in a row, as written, in one statement
- `brücke OR tunnel`: one of the two
- `-tunnel`: articles without the word
- `brück*`: words that begin so
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from core.search.index import token
from core.text.words import fold, is_stop_word, stem, words

Row = tuple[str, ...]
"""Words that must stand in a row."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for; it is there when any of its rows is."""

    surfaces: tuple[Row, ...]
    """Folded words, with the spellings they may have (`muller`, `mueller`)."""
    stems: tuple[Row, ...] = ()
    """Their stems, in each language; none for what is quoted."""
    prefix: bool = False
    """The last word of each row may go on."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search: an article answers when it holds one term of each `wanted`, none of `excluded`."""

    text: str
    wanted: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...]
    problem: str | None = None
    """What could not be understood; the rest is searched all the same."""


_PIECE = re.compile(
    r"""
      (?P<minus> (?<!\S) [-−] (?=\S) )?
      (?: " (?P<phrase> [^"]* ) (?P<closed> "?)
        | (?P<bare> [^\s"]+ ) )
    """,
    re.VERBOSE,
)
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_EITHER = frozenset({"OR", "ODER"})
_MOST_TERMS = 32
_MOST_WORDS = 32


def parse(text: str) -> Query:
    """Understand a search."""
    problems: list[str] = []
    wanted: list[list[Term]] = []
    excluded: list[Term] = []
    either: str | None = None
    for count, piece in enumerate(_PIECE.finditer(text.translate(_QUOTATION_MARKS))):
        if count == _MOST_TERMS:
            problems.append(f"only the first {_MOST_TERMS} words are searched")
            break
        phrase, bare = piece["phrase"], piece["bare"]
        if bare in _EITHER and not piece["minus"]:
            if either or not wanted:
                problems.append(f"{bare} needs a word on both sides")
            either = bare if wanted else None
            continue
        if phrase is not None and not piece["closed"]:
            problems.append("a quotation mark is not closed")
        term = _quoted(phrase) if bare is None else _unquoted(bare)
        if term is None:
            problems.append(f"nothing to look for in {piece.group()}")
        elif piece["minus"]:
            excluded.append(term)
        elif either:
            wanted[-1].append(term)
            either = None
        else:
            wanted.append([term])
    if either:
        problems.append(f"{either} needs a word on both sides")
    if excluded and not wanted:
        problems.append("only says what to leave out; say what to look for")
    return Query(
        text,
        tuple(tuple(group) for group in _telling(wanted)),
        tuple(excluded),
        problems[0] if problems else None,
    )


def _quoted(text: str) -> Term | None:
    rows = _spelt(text)
    return Term(rows) if rows else None


def _unquoted(text: str) -> Term | None:
    rows = _spelt(text)
    if not rows:
        return None
    if text.endswith("*"):
        return Term(rows, prefix=True)
    stems = (
        tuple(stem(word, language) for word in row) for row in rows for language in ("de", "en")
    )
    return Term(rows, _distinct(stems))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
# Not in "neue", "Bauer" or "Quelle".
_WRITTEN_OUT = re.compile(r"(?<![aeiouq])([aou])e")
_MOST_ROWS = 12


def _spelt(text: str) -> tuple[Row, ...]:
    """The words in all their spellings: `Müller` also as `Mueller`, and the other way round."""
    folded = [
        (word.folded, fold(word.text.translate(_UMLAUTS)), _WRITTEN_OUT.sub(r"\1", word.folded))
        for word in words(text, "und")[:_MOST_WORDS]
    ]
    if not folded:
        return ()
    spellings = [tuple(dict.fromkeys(map(token, forms))) for forms in folded]
    if prod(len(forms) for forms in spellings) > _MOST_ROWS:
        spellings = [forms[:1] for forms in spellings]
    return tuple(product(*spellings))


def _distinct(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(dict.fromkeys(rows))


def _telling(wanted: Sequence[Sequence[Term]]) -> Sequence[Sequence[Term]]:
    """Without the words that only hold a sentence together, unless there are no others."""
    telling = [group for group in wanted if not all(map(_is_stop_word, group))]
    return telling or wanted


def _is_stop_word(term: Term) -> bool:
    first = term.surfaces[0]
    return bool(term.stems) and len(first) == 1 and is_stop_word(first[0], "und")
