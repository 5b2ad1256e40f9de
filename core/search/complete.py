"""How what is being typed may go on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from core.model import Span
from core.search.query import HAVINGS, STATES, Name
from core.text.words import fold

_MOST = 12
_LANGUAGES = ("de", "en")
_AT_CURSOR = re.compile(
    r"""
      (?: (?<!\S) [-−]? (?P<field> [^\W\d_]+ ) :
          (?: ["„“”«»] (?P<quoted> [^"„“”«»]* ) | (?P<bare> \S* ) )
        | (?<!\S) [-−]? (?P<word> [^\W\d_]+ )
      ) \Z
    """,
    re.VERBOSE,
)


class Counted(NamedTuple):
    """A name and how often it is there."""

    name: str
    times: int
    folded: str
    """The name as spellings are compared."""


class Names(Protocol):
    """The names there are, most frequent first; asked at every key, so they should be at hand."""

    def names(self, field: Name, /) -> Sequence[Counted]:
        """Those a field can ask for."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to go on."""

    text: str
    """What to put in place of `Completion.span`."""
    shown: str
    """What to offer."""
    count: int
    """How often it is there; 0 for words of the language."""


@dataclass(frozen=True, slots=True)
class Completion:
    """How the word at the cursor may go on."""

    span: Span
    """What a candidate replaces."""
    candidates: tuple[Candidate, ...]


def complete(text: str, cursor: int, names: Names) -> Completion:
    """What may stand at the cursor instead of what is there: fields and their values."""
    before = text[: max(0, cursor)]
    match = _AT_CURSOR.search(before)
    nothing = Completion(Span(len(before), len(before)), ())
    if match is None:
        return nothing
    if match["word"] is not None:
        return Completion(Span(match.start("word"), len(before)), tuple(_fields(match["word"])))
    named = match["field"].lower()
    if named not in frozenset(Name):
        return nothing
    field = Name(named)
    typed = match["bare"] if match["quoted"] is None else match["quoted"]
    start = match.end("field") + 1
    return Completion(Span(start, len(before)), tuple(_values(field, typed, names)))


def _fields(typed: str) -> Iterable[Candidate]:
    lower = typed.lower()
    return (Candidate(f"{name}:", f"{name}:", 0) for name in Name if name.startswith(lower))


def _values(field: Name, typed: str, names: Names) -> Iterable[Candidate]:
    match field:
        case Name.IS | Name.HAS | Name.LANG:
            words = {Name.IS: STATES, Name.HAS: HAVINGS, Name.LANG: _LANGUAGES}[field]
            return [Candidate(f"{w} ", w, 0) for w in words if w.startswith(typed.lower())]
        case Name.ENTITY | Name.SPEAKER | Name.OUTLET | Name.TAG | Name.STORY:
            return _beginning(names.names(field), typed)
    return ()


def _beginning(names: Sequence[Counted], typed: str) -> list[Candidate]:
    """Names of which a word begins so: those that begin so themselves come first."""
    start = fold(typed)
    inner = (f" {start}", f"-{start}")
    whole: list[Candidate] = []
    inside: list[Candidate] = []
    for each in names:
        if each.folded.startswith(start):
            whole.append(_candidate(each))
        elif len(inside) < _MOST and (inner[0] in each.folded or inner[1] in each.folded):
            inside.append(_candidate(each))
        if len(whole) == _MOST:
            break
    return (whole + inside)[:_MOST]


def _candidate(named: Counted) -> Candidate:
    return Candidate(f"{as_value(named.name)} ", named.name, named.times)


def as_value(name: str) -> str:
    """A name as it is asked for behind a field."""
    plain = not re.search(r'[\s"„“”]', name)
    return name if plain else '"' + re.sub(r'["„“”]', "", name) + '"'
