"""What a reader types into the search line, understood. Any text has a meaning; none raises.

The language is told in `core.search.language`, for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import product
from math import prod

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.model import Span
from core.search.tokens import token
from core.search.values import FIGURE, Amounts, Dates, amounts, dates, unit_names
from core.text.words import fold, is_stop_word, stem, words

Row = tuple[str, ...]
"""Words that must stand in a row."""


class Name(StrEnum):
    """What a field asks about."""

    TITLE = "title"
    OUTLET = "outlet"
    ENTITY = "entity"
    SPEAKER = "speaker"
    DATE = "date"
    LANG = "lang"
    TAG = "tag"
    STORY = "story"
    NOTE = "note"
    FIGURE = "figure"
    IS = "is"
    HAS = "has"


OF_STATEMENTS = frozenset({Name.ENTITY, Name.SPEAKER, Name.TAG, Name.NOTE, Name.FIGURE, Name.HAS})
"""Restrict statements; the others restrict articles, and so does `is:read` and `is:unread`."""
STATES = ("unread", "read", "bookmarked", "conflict", "only")
HAVINGS = ("note", "figure")
_OF_ARTICLES = frozenset({"unread", "read"})
LANGUAGES = {
    "de": "de", "deutsch": "de", "german": "de", "en": "en", "englisch": "en", "english": "en",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """Words to look for; they are there when any of their rows is."""

    surfaces: tuple[Row, ...]
    """Folded words, with the spellings they may have (`muller`, `mueller`)."""
    stems: tuple[Row, ...] = ()
    """Their stems, in each language; none for what is quoted."""
    prefix: bool = False
    """The last word of each row may go on."""
    span: Span = field(default=Span(0, 0), compare=False)
    """Where it is asked for, in the query."""


@dataclass(frozen=True, slots=True)
class Near:
    """Terms in one statement with few words between each and the next, in whatever order."""

    terms: tuple[Term, ...]
    between: int
    """So many words at most."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something other than words that is asked for."""

    name: Name
    text: str
    """As it was written, without quotation marks."""
    value: Term | Dates | Amounts | None = None
    """Words of a title, note or name, days, or amounts; None where `text` says it all."""
    span: Span = field(default=Span(0, 0), compare=False)

    @property
    def of_statements(self) -> bool:
        """Whether it restricts statements, not articles."""
        if self.name is Name.IS:
            return self.text not in _OF_ARTICLES
        return self.name in OF_STATEMENTS


Clause = Term | Near | Field
Group = tuple[Clause, ...]
"""One of these is enough."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be understood, and where."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """A search: what answers satisfies each group of `wanted`, and nothing of `excluded`."""

    text: str
    wanted: tuple[Group, ...]
    excluded: Group
    problems: tuple[Problem, ...] = ()
    """What could not be understood; the rest is searched all the same."""

    @property
    def problem(self) -> str | None:
        """The first problem in words."""
        return self.problems[0].message if self.problems else None


_FIELD = r"(?: (?P<field> [^\W\d_]+ ) : )?"
_PIECE = re.compile(
    rf"""
      (?P<minus> (?<!\S) [-−] (?=\S) )? {_FIELD}
      (?: " (?P<phrase> [^"]* ) (?P<closed> "?)
        | (?P<bare> [^\s"]+ )
        | (?(field) (?=\s|\Z) | (?!) ) )
    """,
    re.VERBOSE,
)
# Half a character, as a broken terminal may send it, can be in no text and stops a database.
_READ_AS = dict.fromkeys(map(ord, "“”„‟«»"), '"') | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_EITHER = frozenset({"OR", "ODER"})
_NEAR = re.compile(r"(?:NEAR|NAHE)(?:/(\d{1,4}))?")
_NEAR_BETWEEN = 5
_MOST_PIECES = 32
_MOST_WORDS = 32
SHORTEST_BEGINNING = 3
"""Of fewer letters nearly everything begins."""


def parse(text: str, *, typing: bool = False) -> Query:
    """Understand a search; while it is typed, its last word may go on."""
    reading = _Reading(text.translate(_READ_AS))
    reading.read()
    wanted = [tuple(group) for group in _telling(reading.wanted)]
    if typing and wanted and text[-1:].isalnum():
        wanted[-1] = tuple(_going_on(clause, len(text)) for clause in wanted[-1])
    if reading.excluded and not wanted:
        reading.note(
            Span(0, len(text)), "only says what to leave out; say what to look for as well"
        )
    return Query(text, tuple(wanted), tuple(reading.excluded), tuple(reading.problems))


class _Reading:
    """A query on its way from text to meaning."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.wanted: list[list[Clause]] = []
        self.excluded: list[Clause] = []
        self.problems: list[Problem] = []
        self._either: re.Match[str] | None = None
        self._near: re.Match[str] | None = None
        # Only what has just been read can be one side of OR or NEAR.
        self._joins = False

    def note(self, span: Span, message: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(span, message))

    def read(self) -> None:
        """Read all of it."""
        at = count = 0
        while (piece := _PIECE.search(self.text, at)) is not None:
            if count == _MOST_PIECES:
                self.note(
                    Span(piece.start(), len(self.text)),
                    f"only the first {_MOST_PIECES} words are searched",
                )
                break
            count += 1
            at = self._take(piece)
            # A piece is never empty, but for a field without a value, which is passed over.
        self._leave_off()

    def _take(self, piece: re.Match[str]) -> int:
        bare = piece["bare"]
        if bare is not None and not piece["minus"] and not piece["field"]:
            if bare in _EITHER:
                self._join(piece, either=True)
                return piece.end()
            if _NEAR.fullmatch(bare):
                self._join(piece, either=False)
                return piece.end()
        clause, end = self._clause(piece)
        if clause is not None:
            self._put(clause, piece)
        return end

    def _join(self, piece: re.Match[str], *, either: bool) -> None:
        self._leave_off()
        if not self._joins:
            self.note(Span(*piece.span()), f"{piece.group()} needs a word on both sides")
        elif either:
            self._either = piece
        elif isinstance(self.wanted[-1][-1], Field):
            self.note(Span(*piece.span()), f"{piece.group()} stands between words only")
        else:
            self._near = piece

    def _leave_off(self) -> None:
        waiting = self._either or self._near
        if waiting is not None:
            self.note(Span(*waiting.span()), f"{waiting.group()} needs a word on both sides")
        self._either = self._near = None

    def _put(self, clause: Clause, piece: re.Match[str]) -> None:
        if piece["minus"]:
            self._leave_off()
            self.excluded.append(clause)
            self._joins = False
            return
        if self._near is not None and isinstance(clause, Term):
            self._bring_near(clause, self._near)
        else:
            if self._near is not None:
                self._leave_off()
            if self._either is not None:
                self.wanted[-1].append(clause)
            else:
                self.wanted.append([clause])
        self._either = self._near = None
        self._joins = True

    def _bring_near(self, term: Term, said: re.Match[str]) -> None:
        number = _NEAR.fullmatch(said.group())
        between = int(number[1]) if number is not None and number[1] else _NEAR_BETWEEN
        before = self.wanted[-1].pop()
        match before:
            case Near(terms, other) if other == between:
                self.wanted[-1].append(Near((*terms, term), between))
            case Near(terms, _):
                # A chain of different distances: each pair has its own.
                self.wanted[-1].append(before)
                self.wanted.append([Near((terms[-1], term), between)])
            case Term():
                self.wanted[-1].append(Near((before, term), between))
            case Field():  # pragma: no cover - `_join` lets no field come here
                self.wanted[-1].append(before)

    def _clause(self, piece: re.Match[str]) -> tuple[Clause | None, int]:
        span, end = Span(*piece.span()), piece.end()
        named = piece["field"]
        if named is not None and named.lower() in _FIELDS:
            name = Name(named.lower())
            if name is Name.FIGURE and piece["phrase"] is None:
                return self._figure(piece)
            self._look_closed(piece, span)
            value = piece["phrase"] if piece["phrase"] is not None else piece["bare"] or ""
            return self._field(name, value.strip(), span), end
        phrase, bare = piece["phrase"], piece["bare"]
        if named is not None:
            close = _close_field(named)
            if close is not None:
                at = Span(piece.start("field"), piece.end("field"))
                self.note(at, f"there is no field {named}:, but {close}:")
            if close is not None and (bare or phrase):
                pass  # Its value says more about what is looked for than its name does.
            elif bare is not None:
                bare = f"{named}:{bare}"
            elif phrase is None:
                bare = named
            else:
                # Nothing but a colon between a word and a quotation.
                return term_of(named, quoted=False, span=span), piece.end("field") + 1
        self._look_closed(piece, span)
        if bare is None:
            term = term_of(phrase or "", quoted=True, span=span)
        else:
            term = term_of(bare, quoted=False, span=span)
            if bare.endswith("*") and term is not None and not term.prefix:
                self.note(span, f"a beginning needs {SHORTEST_BEGINNING} letters: {bare}")
        if term is None:
            self.note(span, f"nothing to look for in {piece.group()}")
        return term, end

    def _look_closed(self, piece: re.Match[str], span: Span) -> None:
        if piece["phrase"] is not None and not piece["closed"]:
            at = piece.start("phrase") - 1
            self.note(Span(at, span.end), "a quotation mark is not closed")

    def _figure(self, piece: re.Match[str]) -> tuple[Clause | None, int]:
        start = piece.end("field") + 1
        match = FIGURE.match(self.text, start)
        if match is None:
            span = Span(*piece.span())
            self.note(span, "figure: needs an amount, as in figure:>100M USD")
            return None, piece.end()
        end = match.end("low") if match["high"] is None else match.end("high")
        units = amounts(match).units
        said = match["word"]
        # A word apart is a unit only when it is one by name; else it is the next word.
        if match["unit"] or (said and (match.start("word") == end or unit_names(said))):
            end = match.end()
        elif said:
            units = ()
            if match["before"]:
                units = amounts(match).units
        value = replace(amounts(match), units=units)
        span = Span(piece.start(), end)
        return Field(Name.FIGURE, self.text[start:end].strip(), value, span), end

    def _field(self, name: Name, text: str, span: Span) -> Field | None:
        if not text:
            self.note(span, f"{name}: needs {_NEEDED[name]} after it")
            return None
        match name:
            case Name.IS | Name.HAS:
                allowed = STATES if name is Name.IS else HAVINGS
                if text.lower() in allowed:
                    return Field(name, text.lower(), None, span)
                self.note(span, f"{name}: takes {', '.join(allowed)}; not {text}")
                return None
            case Name.LANG:
                language = LANGUAGES.get(text.lower(), text.lower())
                return Field(name, language, None, span)
            case Name.DATE:
                days = dates(text)
                if days is None:
                    self.note(span, "date: takes 2025, 2025-05, 2025-05-01..2025-06-30 or >2025-05")
                    return None
                return Field(name, text, days, span)
            case Name.FIGURE:
                match = FIGURE.fullmatch(text)
                if match is None:
                    self.note(span, "figure: needs an amount, as in figure:>100M USD")
                    return None
                return Field(name, text, amounts(match), span)
            case _:
                term = term_of(text, quoted=False, span=span)
                if term is None:
                    self.note(span, f"nothing to look for in {name}:{text}")
                    return None
                return Field(name, text, term, span)


_FIELDS = tuple(Name)
_SHORTEST_MISSPELT_FIELD = 4
_NEEDED = {
    Name.TITLE: "a word of the title", Name.OUTLET: "a newspaper", Name.ENTITY: "a name",
    Name.SPEAKER: "a name", Name.DATE: "a date, such as 2025-05", Name.LANG: "de or en",
    Name.TAG: "a tag", Name.STORY: "a word of the story's title", Name.NOTE: "a word of the note",
    Name.FIGURE: "an amount", Name.IS: " or ".join(STATES), Name.HAS: " or ".join(HAVINGS),
}  # fmt: skip


def _close_field(named: str) -> str | None:
    """The field that was likely meant."""
    if len(named) < _SHORTEST_MISSPELT_FIELD:
        return None
    close = process.extractOne(named.lower(), _FIELDS, scorer=OSA.distance, score_cutoff=1)
    return None if close is None else close[0]


def term_of(text: str, *, quoted: bool, span: Span) -> Term | None:
    """What these words ask for; None when there is no word among them."""
    rows = _spelt(text)
    if not rows:
        return None
    if quoted:
        return Term(rows, span=span)
    beginnings = tuple(row for row in rows if len(row[-1]) >= SHORTEST_BEGINNING)
    if text.endswith("*") and beginnings:
        return Term(beginnings, prefix=True, span=span)
    stems = (
        tuple(stem(word, language) for word in row) for row in rows for language in ("de", "en")
    )
    return Term(rows, _distinct(tuple(map(token, row)) for row in stems), span=span)


def _going_on(clause: Clause, end: int) -> Clause:
    """The same with a last word that may be unfinished."""
    match clause:
        case Term(surfaces, stems) if stems and clause.span.end == end:
            if all(len(row[-1]) >= SHORTEST_BEGINNING for row in surfaces):
                return replace(clause, prefix=True)
    return clause


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


def _telling(wanted: Sequence[Sequence[Clause]]) -> Sequence[Sequence[Clause]]:
    """Without the words that only hold a sentence together, unless there are no others."""
    telling = [group for group in wanted if not all(map(_is_stop_word, group))]
    return telling or wanted


def _is_stop_word(clause: Clause) -> bool:
    match clause:
        case Term((first, *_), stems) if stems and len(first) == 1:
            return is_stop_word(first[0], "und")
    return False
