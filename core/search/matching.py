"""Whether a text holds what a query asks for, where, and how surely: the plain reading of it.

The index only says where to look. What is shown has been looked at here, word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from core.model import Span
from core.search.query import Near, Row, Term
from core.search.tokens import Token, spans, tokens, tokens_between_blanks
from core.text.words import fold

# How sure a match is; a word inside a longer one is worth less than any form of the word itself.
AS_WRITTEN = 1.0
OTHER_FORM = 0.9
GOES_ON = 0.8
IN_COMPOUND = 0.4

Match = tuple[int, int, float]
"""From which word to before which, and how sure that is."""
Compounds = Mapping[Row, Sequence[str]]
"""For a stem the longer words with it inside, by their stems."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Terms of which one is enough, made ready to be looked for in many texts."""

    words: Mapping[str, float]
    """Single words, folded, with how sure a match is."""
    stems: Mapping[str, float]
    rows: tuple[tuple[Row, bool], ...]
    """Several words in a row, and whether as stems."""
    beginnings: tuple[tuple[Row, float], ...]
    near: tuple[tuple[tuple[Sought, ...], int], ...]
    parts: tuple[str, ...]
    """What some of the stems are longer words of: all that are in none of `words`."""

    @property
    def is_plain(self) -> bool:
        """Whether it asks for words or beginnings of words, each by itself."""
        return not (self.rows or self.near or any(len(row) > 1 for row, _ in self.beginnings))


def sought(clauses: Iterable[Term | Near], compounds: Compounds) -> Sought:
    """What one group of a query looks for."""
    terms: list[Term] = []
    near: list[tuple[tuple[Sought, ...], int]] = []
    for clause in clauses:
        if isinstance(clause, Term):
            terms.append(clause)
        else:
            near.append((tuple(sought([t], compounds) for t in clause.terms), clause.between))
    whole = [row for t in terms if t.stems or not t.prefix for row in t.surfaces]
    stems = [row for t in terms for row in t.stems]
    single = [row for row in stems if len(row) == 1]
    inside = (compound for row in single for compound in compounds.get(row, ()))
    return Sought(
        words={row[0]: AS_WRITTEN for row in whole if len(row) == 1},
        stems=dict.fromkeys(inside, IN_COMPOUND) | {row[0]: OTHER_FORM for row in single},
        rows=(
            *((row, False) for row in whole if len(row) > 1),
            *((row, True) for row in stems if len(row) > 1),
        ),
        beginnings=tuple(
            (row, GOES_ON if t.stems else AS_WRITTEN)
            for t in terms
            if t.prefix
            for row in t.surfaces
        ),
        near=tuple(near),
        parts=tuple(row[0] for row in single if compounds.get(row)),
    )


def matches(what: Sought, tokens: Sequence[Token]) -> list[Match]:
    """Where a text holds what is sought."""
    found: list[Match] = []
    for place, each in enumerate(tokens):
        sure = what.words.get(each[0]) or what.stems.get(each[1])
        if sure:
            found.append((place, place + 1, sure))
    if what.rows or what.beginnings or what.near:
        found += _more(what, tokens)
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """How a text answers."""

    sure: tuple[float, ...]
    """How sure each group of the query is; 0 where the text does not hold it."""
    spans: tuple[Span, ...]
    """What matched, in order, matches that overlap as one."""


class Seeker:
    """Looks for the groups of one query in many texts."""

    def __init__(self, what: Sequence[Sought]) -> None:
        self._what = what
        self._known: dict[tuple[str, str], list[tuple[int, int, tuple[float, ...]]]] = {}
        self._plain = all(each.is_plain for each in what)
        starts = {start for each in what for start in _starts(each)} if self._plain else set()
        parts = {_stem_start(part) for each in what for part in each.parts}
        # What begins like another is found with it.
        least = [s for s in sorted(starts) if not any(s != o and s.startswith(o) for o in starts)]
        self._start = re.compile(_starting_with(least, sorted(parts)))

    def look(self, text: str, language: str) -> Seen:
        """How a text answers."""
        if not self._plain or not (text.isascii() or _UNUSUAL.search(text) is None):
            return self._read(text, language)
        sure = [0.0] * len(self._what)
        found: list[Span] = []
        done = 0
        for match in self._start.finditer(text):
            start = match.start()
            if start < done:
                continue
            while start and not text[start - 1].isspace():
                start -= 1
            blank = _BLANK.search(text, match.end())
            done = len(text) if blank is None else blank.start()
            for first, end, held in self._matches(text[start:done], language):
                found.append(Span(start + first, start + end))
                sure = list(map(max, sure, held))
        return Seen(tuple(sure), tuple(found))

    def _matches(self, piece: str, language: str) -> list[tuple[int, int, tuple[float, ...]]]:
        """The words that match in what stands between blanks, with how surely each group does."""
        known = self._known.get((piece, language))
        if known is not None:
            return known
        found = self._known[piece, language] = []
        for each in tokens_between_blanks(piece, language):
            held = []
            for what in self._what:
                one = what.words.get(each.folded) or what.stems.get(each.stem, 0.0)
                for row, goes_on in what.beginnings:
                    if one < goes_on and each.folded.startswith(row[0]):
                        one = goes_on
                held.append(one)
            if any(held):
                found.append((each.start, each.end, tuple(held)))
        return found

    def _read(self, text: str, language: str) -> Seen:
        """The same, word by word."""
        read = tokens(text, language)
        found = [matches(each, read) for each in self._what]
        sure = tuple(max((match[2] for match in each), default=0.0) for each in found)
        every = sorted(match for each in found for match in each)
        bounds = list(spans(text, language)) if every else []
        joined: list[Span] = []
        for start, end, _ in every:
            span = Span(bounds[start].start, bounds[end - 1].end)
            if joined and joined[-1].overlaps(span):
                before = joined.pop()
                span = Span(before.start, max(before.end, span.end))
            joined.append(span)
        return Seen(sure, tuple(joined))


_BLANK = re.compile(r"\s")
_LAST_LATIN = 0xFF
# Beyond the letters of `_letter`: marks on the letter before, fractions, forms of letters.
_UNUSUAL = re.compile(r"[¼-¾\u0100-\u1fff\u2100-\u218f\u2460-\u24ff\u2c00-\U0010ffff]")
_LONGEST_START = 3
# What the stemmer may change at the end of a stem.
_ENDING = 2


def _starts(what: Sought) -> Iterator[str]:
    """How the words begin that may match, folded."""
    for word in what.words:
        yield word[:_LONGEST_START]
    for stem, sure in what.stems.items():
        if sure > IN_COMPOUND:
            yield _stem_start(stem)
    for row, _ in what.beginnings:
        yield row[0][:_LONGEST_START]


def _stem_start(stem: str) -> str:
    return stem[: max(1, min(_LONGEST_START, len(stem) - _ENDING))]


# One character may fold to both: ß, æ, œ, þ, ĳ and their like.
_ONE_OR_TWO = frozenset({"ss", "ae", "oe", "th", "ij", "dz", "lj", "nj"})


def _starting_with(starts: Sequence[str], parts: Sequence[str]) -> str:
    """A pattern for words that begin in one of some ways, and for parts of words.

    It begins with a set of letters, without which every place would be looked at in earnest.
    """
    first = {each[0] for each in (*starts, *parts)}
    if not first:
        return "(?!)"
    # Not after a letter: there no word begins.
    begun = [rf"(?<![^\W\d_].){_loose(each)}" for each in starts]
    return f"{_any_of(first)}(?:{'|'.join([*begun, *map(_loose, parts)])})"


def _any_of(letters: Iterable[str]) -> str:
    """All characters that fold to one of these."""
    return "[" + "".join(_letters().get(each) or re.escape(each) for each in set(letters)) + "]"


def _loose(start: str) -> str:
    """What folds to this, also where the German stemmer has taken `ue` for `ü`.

    Stands behind the first letter.
    """
    pattern = f"(?<={_any_of(start[0])})"
    for before, letter in pairwise(start):
        if before in "aou":
            pattern += "e?"
        pattern += _any_of(letter) + ("?" if before + letter in _ONE_OR_TWO else "")
    return pattern


@cache
def _letters() -> dict[str, str]:
    forms: dict[str, list[str]] = {}
    for character in map(chr, range(0x21, _LAST_LATIN + 1)):
        forms.setdefault(fold(character)[:1], []).append(re.escape(character))
    return {letter: "".join(each) for letter, each in forms.items()}


def _more(what: Sought, tokens: Sequence[Token]) -> Iterator[Match]:
    folded, stems = [each[0] for each in tokens], [each[1] for each in tokens]
    for row, as_stems in what.rows:
        for start, end in _in_a_row(row, stems if as_stems else folded):
            yield start, end, OTHER_FORM if as_stems else AS_WRITTEN
    for row, sure in what.beginnings:
        for start, end in _in_a_row(row, folded, goes_on=True):
            yield start, end, sure
    for parts, between in what.near:
        yield from _near([matches(part, tokens) for part in parts], between)


def _in_a_row(
    row: Row, tokens: Sequence[str], *, goes_on: bool = False
) -> Iterator[tuple[int, int]]:
    *whole, last = row
    if not goes_on and last not in tokens:
        return
    for end in range(len(row), len(tokens) + 1):
        final = tokens[end - 1]
        fits = final.startswith(last) if goes_on else final == last
        if fits and whole == list(tokens[end - len(row) : end - 1]):
            yield end - len(row), end


def _near(parts: Sequence[Sequence[Match]], between: int) -> Iterator[Match]:
    """The matches of all parts that stand in a chain in which each is near the next."""
    # Forwards and then backwards, so that only links of a whole chain are left.
    kept = [list(part) for part in parts]
    for order in (range(1, len(kept)), range(len(kept) - 2, -1, -1)):
        for at in order:
            other = kept[at - 1] if order.step > 0 else kept[at + 1]
            kept[at] = [m for m in kept[at] if any(_is_near(m, o, between) for o in other)]
    if all(kept):
        sure = min(max(match[2] for match in part) for part in kept)
        yield from {(start, end, sure): None for part in kept for start, end, _ in part}


def _is_near(one: Match, other: Match, between: int) -> bool:
    first, second = sorted((one[:2], other[:2]))
    return 0 <= second[0] - first[1] <= between
