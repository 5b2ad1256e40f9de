"""From a query to the statements that answer it.

Fields of statements restrict statements, fields of articles restrict articles. Words must all be
in the article; statements that hold all of them come first, and where those fill no screen, the
others of such an article follow. A hit holds at least one of the
words, where there are any. Notes are read as texts of their own: a statement whose note holds all
the words is a hit as well.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.model import ArticleId, SearchHit, Span, StatementId
from core.search.expression import all_of, any_of
from core.search.index import PLACES, TITLE, Section, place_of, sections
from core.search.kept import Kept, Note, Shown
from core.search.matching import AS_WRITTEN, Compounds, Seeker, Seen, sought
from core.search.parts import short_stems, words_holding
from core.search.query import Clause, Field, Group, Name, Near, Query, Term
from core.search.values import Amounts

MOST_CANDIDATES = 4_000
"""Statements that are looked at for one part of a query; of more, those added last."""
MOST_COUNTED = 1_000
"""Articles that are counted."""
SCREENFUL = 24
"""Where so many statements hold all the words, those that hold only some are not looked for."""

_AT_ONCE = 256
_FEW_ARTICLES = 32
_PARTLY = 0.8
"""What a statement that holds all it can of some of the words is worth at most."""
_OF_LENGTH = 0.05
_LONG = 500


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a search."""

    hits: tuple[SearchHit, ...]
    """Best first."""
    total: int
    """How many articles hold them, counted up to `MOST_COUNTED`."""
    notes: Mapping[StatementId, tuple[Span, ...]] = field(default_factory=dict)
    """Hits found by their notes, with what matched, counted in the note."""


def find(connection: sqlite3.Connection, query: Query, kept: Kept, *, limit: int) -> Found:
    """The statements that answer a query, best first.

    What holds a word only inside longer ones (`Anteil` in `Firmenanteile`) is looked for when
    statements with the word itself are fewer than `limit`.
    """
    if not query.wanted or limit < 1:
        return Found((), 0)
    search = _Search(connection, query, kept, limit)
    return search.answer()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A statement that may answer, and how it does."""

    place: int
    section: Section
    id: StatementId
    shown: Shown
    seen: Seen


@dataclass(slots=True)
class _Limit:
    """Where a field is satisfied: these places, and everything in these sections."""

    of_statements: bool
    places: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    def __contains__(self, place: int) -> bool:
        return place in self.places or place // PLACES in self.numbers


class _Search:
    def __init__(
        self, connection: sqlite3.Connection, query: Query, kept: Kept, limit: int
    ) -> None:
        self.connection = connection
        self.kept = kept
        self.limit = limit
        self.short = _short_stems(connection, query)
        self.groups = [g for g in map(_words_alone, query.wanted) if g]
        fields = [group for group in query.wanted if not _words_alone(group)]
        self.conditions = [self._limit(group) for group in fields]
        self.lit = [
            each.value
            for group in fields
            for each in group
            if isinstance(each, Field) and isinstance(each.value, Term)
        ]
        self.excluded = [each for each in query.excluded if _is_simple(each)]
        self.exceptions = [
            self._limit((each,), of_articles=True)
            for each in query.excluded
            if not _is_simple(each)
        ]

    def answer(self) -> Found:
        if not self.groups:
            return self._by_fields()
        hits, total = self._by_words()
        found = {each.id: each for each in hits}
        noted = dict(self._by_notes())
        rest = [each for each in noted if each not in found]
        answers = [_hit(each, _score(each)) for each in hits]
        if rest:
            answers += [_bare_hit(*each) for each in self._placed(rest)]
        answers.sort(key=lambda hit: -hit.score)
        shown = tuple(answers[: self.limit])
        ids = {hit.statement for hit in shown}
        total += len({each.article for each in rest} - {hit.article for hit in shown[: len(hits)]})
        return Found(
            shown, min(total, MOST_COUNTED), {each: noted[each] for each in noted if each in ids}
        )

    # --- words ----------------------------------------------------------------------------------

    def _by_words(self) -> tuple[list[_Opened], int]:
        """The statements that hold all the words; then, if need be, those that hold some.

        Also the number of articles they are of, as far as it is known.
        """
        compounds = self.short
        whole: dict[int, _Opened] = {}
        places = self._complete(compounds, whole)
        if len(whole) < self.limit:
            compounds = {**self.short, **self._compounds()}
            if any(compounds[each] for each in compounds if each not in self.short):
                places = self._complete(compounds, whole)
        if len(whole) >= self.limit:
            numbers = {place // PLACES for place in places}
        else:
            if len(self.groups) > 1 and len(whole) < SCREENFUL:
                for each in self._partly(compounds):
                    whole.setdefault(each.place, each)
            numbers = {place // PLACES for place in whole}
        return _best(whole.values(), self.limit), min(len(numbers), MOST_COUNTED)

    def _complete(self, compounds: Compounds, whole: dict[int, _Opened]) -> list[int]:
        """Add statements that hold all the words until they are enough; where more may stand."""
        what = self._seeker(compounds)
        places = self._places(all_of(self.groups, compounds))
        new = [place for place in places if place not in whole]
        for some in _batches(new, self.limit - len(whole)):
            for each in self._opened(some, what):
                if all(each.seen.sure):
                    whole[each.place] = each
            if len(whole) >= self.limit:
                break
        return places

    def _seeker(self, compounds: Compounds) -> Seeker:
        return Seeker([sought(group, compounds) for group in self.groups])

    def _partly(self, compounds: Compounds) -> Iterator[_Opened]:
        """Statements that hold some of the words, of articles that hold all of them."""
        what = self._seeker(compounds)
        expressions = [all_of([group], compounds) for group in self.groups]
        newest = sorted(((self._newest(each), each) for each in expressions), key=_length)
        held = {place // PLACES for place in newest[0][0]}
        for places, expression in newest[1:]:
            both = held & {place // PLACES for place in places}
            if len(places) < MOST_CANDIDATES or both:
                held = both
            elif len(held) > _FEW_ARTICLES:
                held = set(self._of_these(expression, held))
        if self.excluded:
            held -= set(self._of_these(self._exclusion(), held))
        found = 0
        for number in sorted(held, reverse=True):
            together = list(self._opened_whole(number, what))
            if together and all(map(any, zip(*(e.seen.sure for e in together), strict=True))):
                fitting = [e for e in together if any(e.seen.sure) and self._allows(e.place)]
                found += len(fitting)
                yield from fitting
            if found >= SCREENFUL:
                return

    def _places(self, expression: str) -> list[int]:
        """Where statements may answer, those added last first."""
        conditions, given = self._conditions()
        rows = self.connection.execute(
            f"SELECT rowid FROM search_text WHERE search_text MATCH ? {conditions} "  # noqa: S608
            "ORDER BY rowid DESC LIMIT ?",
            (expression, *given, MOST_CANDIDATES),
        )
        return [place for (place,) in rows]

    def _newest(self, expression: str) -> list[int]:
        rows = self.connection.execute(
            "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?",
            (expression, MOST_CANDIDATES),
        )
        return [place for (place,) in rows]

    def _of_these(self, expression: str, numbers: Iterable[int]) -> list[int]:
        """Those of these sections that hold this."""
        asked = list(numbers)
        rows = self.connection.execute(
            f"SELECT DISTINCT rowid / {PLACES} AS number FROM search_text "  # noqa: S608
            f"WHERE search_text MATCH ? AND rowid >= ? AND rowid / {PLACES} IN "
            "(SELECT value FROM json_each(?))",
            (expression, min(asked, default=0) * PLACES, json.dumps(asked)),
        )
        return [number for (number,) in rows]

    def _opened(self, places: Sequence[int], what: Seeker) -> Iterator[_Opened]:
        """The statements at these places, looked at word by word."""
        for place, section, identifier, shown in self._at(places):
            seen = what.look(shown.text, shown.language)
            yield _Opened(place, section, identifier, shown, seen)

    def _opened_whole(self, number: int, what: Seeker) -> Iterator[_Opened]:
        """All statements of a section, looked at word by word."""
        for section in sections(self.connection, [number]).values():
            for identifier, shown in self.kept.whole(section.article).items():
                place = section.place_of(identifier.number)
                if place is not None:
                    seen = what.look(shown.text, shown.language)
                    yield _Opened(place, section, identifier, shown, seen)

    def _at(self, places: Sequence[int]) -> Iterator[tuple[int, Section, StatementId, Shown]]:
        there = sections(self.connection, (place // PLACES for place in places))
        ids = {
            place: there[place // PLACES].statement_at(place)
            for place in places
            if place // PLACES in there
        }
        texts = self.kept.shown(list(ids.values()))
        for place, identifier in ids.items():
            if identifier in texts:
                yield place, there[place // PLACES], identifier, texts[identifier]

    def _compounds(self) -> Compounds:
        terms = (t for group in self.groups for c in group for t in _terms(c))
        stems = {row[0] for t in terms for row in t.stems if len(row) == 1}
        # What holds a stem holds all that is inside it.
        inner = [s for s in stems if not any(o != s and o in s for o in stems)]
        return {(stem,): words_holding(self.connection, stem) for stem in inner}

    # --- fields ---------------------------------------------------------------------------------

    def _by_fields(self) -> Found:
        """What fields alone mean: statements, or else the headlines of articles."""
        leading = [each for each in self.conditions if each.of_statements] or self.conditions
        narrowest = min(leading, key=lambda each: len(each.places) + len(each.numbers))
        first = {number * PLACES + 1 for number in narrowest.numbers}
        places = [place for place in narrowest.places | first if self._allows(place)]
        places.sort(reverse=True)
        dropped = self._dropped(places)
        places = [place for place in places if place // PLACES not in dropped]
        what = Seeker([sought(self.lit, {})])
        shown: list[_Opened] = []
        for some in _batches(places):
            # Of a very long article, only its beginning stands for the whole.
            shown += [
                each
                for each in self._opened(some, what)
                if not each.section.part or each.place in narrowest.places
            ]
            if len(shown) >= self.limit:
                break
        ordered = sorted(shown, key=lambda each: (-each.section.number, each.place))
        total = min(len({place // PLACES for place in places}), MOST_COUNTED)
        return Found(tuple(_hit(each, 1.0) for each in ordered[: self.limit]), total)

    def _limit(self, group: Group, *, of_articles: bool = False) -> _Limit:
        of_statements = any(isinstance(each, Field) and each.of_statements for each in group)
        limit = _Limit(of_statements)
        articles = of_articles or not of_statements
        for clause in group:
            if not isinstance(clause, Field):
                places = self._verified(clause)
                if articles:
                    limit.numbers |= {place // PLACES for place in places}
                else:
                    limit.places |= places
            elif clause.name is Name.TITLE and isinstance(clause.value, Term):
                limit.numbers |= {p // PLACES for p in self._verified(clause.value, mark=TITLE)}
            elif clause.name is Name.FIGURE or (clause.name, clause.text) == (Name.HAS, "figure"):
                limit.places |= self._with_figures(clause)
            elif clause.name is Name.NOTE and isinstance(clause.value, Term):
                what = Seeker([sought([clause.value], {})])
                noted = [n.statement for n in self.kept.notes() if _holds(what, n)]
                limit.places |= self._places_of(noted)
            elif clause.of_statements:
                limit.places |= self._places_of(self.kept.statements(clause))
            else:
                limit.numbers |= self._numbers_of(self.kept.articles(clause))
        return limit

    def _verified(self, clause: Term | Near, *, mark: str = "") -> set[int]:
        """The places of statements, or of titles, that hold this, none beyond what is looked at."""
        what = Seeker([sought([clause], {})])
        places = self._newest(any_of([clause], self.short, mark=mark))
        return {
            each.place
            for some in _batches(places)
            for each in self._opened(some, what)
            if any(each.seen.sure)
        }

    def _with_figures(self, clause: Field) -> set[int]:
        if not isinstance(clause.value, Amounts):
            rows = self.connection.execute("SELECT place FROM search_figure")
            return {place for (place,) in rows}
        asked = clause.value
        units = f"AND unit IN ({','.join('?' * len(asked.units))})" if asked.units else ""
        # A range answers when it reaches into what is asked for.
        above = ">=" if asked.with_low else ">"
        below = "<=" if asked.with_high else "<"
        rows = self.connection.execute(
            f"SELECT place FROM search_figure WHERE high {above} ? AND low {below} ? {units}",  # noqa: S608
            (asked.low, asked.high, *asked.units),
        )
        return {place for (place,) in rows}

    def _numbers_of(self, articles: Iterable[ArticleId]) -> set[int]:
        rows = self.connection.execute(
            "SELECT number FROM search_article WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(articles)),),
        )
        return {number for (number,) in rows}

    def _places_of(self, statements: Iterable[StatementId]) -> set[int]:
        asked = list(statements)
        rows = self.connection.execute(
            "SELECT id, number FROM search_article "
            "WHERE part = 0 AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list({each.article for each in asked})),),
        )
        first = dict(rows.fetchall())
        return {place_of(first[e.article], e.number) for e in asked if e.article in first}

    def _conditions(self) -> tuple[str, list[str]]:
        """The conditions in the words of the database; the table is first asked for words."""
        parts: list[str] = []
        given: list[str] = []
        for limit, negation in (
            *((each, "") for each in self.conditions),
            *((each, "NOT ") for each in self.exceptions),
        ):
            either = []
            for column, listed in (
                ("+rowid", limit.places),
                (f"rowid / {PLACES}", limit.numbers),
            ):
                if listed or (column == "+rowid" and not limit.numbers):
                    either.append(f"{column} IN (SELECT value FROM json_each(?))")  # noqa: S608
                    given.append(json.dumps(list(listed)))
            parts.append(f"AND {negation}({' OR '.join(either)})")
        if self.excluded:
            parts.append(
                f"AND rowid / {PLACES} NOT IN (SELECT rowid / {PLACES} FROM search_text "  # noqa: S608
                "WHERE search_text MATCH ?)"
            )
            given.append(self._exclusion())
        return " ".join(parts), given

    def _exclusion(self) -> str:
        return any_of((each for each in self.excluded if not isinstance(each, Field)), {})

    def _allows(self, place: int) -> bool:
        return all(place in each for each in self.conditions) and not any(
            place in each for each in self.exceptions
        )

    def _dropped(self, places: Sequence[int]) -> set[int]:
        """The sections among these that hold a word to be left out."""
        if not self.excluded:
            return set()
        return set(self._of_these(self._exclusion(), {place // PLACES for place in places}))

    # --- notes ----------------------------------------------------------------------------------

    def _by_notes(self) -> Iterator[tuple[StatementId, tuple[Span, ...]]]:
        what = Seeker([sought(group, {}) for group in self.groups])
        for note in self.kept.notes():
            seen = what.look(note.text, _OF_NOTES)
            if all(seen.sure):
                yield note.statement, seen.spans

    def _placed(self, statements: Sequence[StatementId]) -> Iterator[tuple[StatementId, Shown]]:
        places = [p for p in sorted(self._places_of(statements)) if self._allows(p)]
        dropped = self._dropped(places)
        for place, _, identifier, shown in self._at(places):
            if place // PLACES not in dropped:
                yield identifier, shown


_OF_NOTES = "de"
"""Whose stems words in notes have; in English there are hardly others."""


def _holds(what: Seeker, note: Note) -> bool:
    return all(what.look(note.text, _OF_NOTES).sure)


def _length(newest: tuple[list[int], str]) -> int:
    return len(newest[0])


def _words_alone(group: Group) -> list[Term | Near]:
    """A group as words, or nothing when there is a field among them."""
    alone = [each for each in group if not isinstance(each, Field)]
    return alone if len(alone) == len(group) else []


def _is_simple(clause: Clause) -> bool:
    """Whether the full-text table alone knows exactly where this stands."""
    return (
        isinstance(clause, Term)
        and bool(clause.stems)
        and not clause.prefix
        and all(len(row) == 1 for row in clause.surfaces)
    )


def _short_stems(connection: sqlite3.Connection, query: Query) -> Compounds:
    clauses = [clause for group in (*query.wanted, query.excluded) for clause in group]
    values = (each.value if isinstance(each, Field) else each for each in clauses)
    terms = (t for value in values if isinstance(value, Term | Near) for t in _terms(value))
    starts = {row[-1] for term in terms if term.prefix for row in term.surfaces}
    return {(start, "*"): short_stems(connection, start) for start in starts}


def _terms(clause: Term | Near) -> Sequence[Term]:
    return clause.terms if isinstance(clause, Near) else (clause,)


def _batches(places: Sequence[int], first: int = _AT_ONCE) -> Iterator[Sequence[int]]:
    """The places in order, not more at a time than are likely to be needed."""
    start, size = 0, max(1, min(first, _AT_ONCE))
    while start < len(places):
        yield places[start : start + size]
        start, size = start + size, _AT_ONCE


def _score(opened: _Opened) -> float:
    """How much of what is wanted it holds, how surely; of several words, in how short a text."""
    sure = opened.seen.sure
    share = sum(sure) / (len(sure) * AS_WRITTEN)
    if not all(sure):
        share *= _PARTLY
    if len(sure) > 1:
        share *= 1 - _OF_LENGTH * min(1.0, len(opened.shown.text) / _LONG)
    return share


def _best(opened: Iterable[_Opened], limit: int) -> list[_Opened]:
    def order(each: _Opened) -> tuple[float, int, int]:
        return (-_score(each), -each.section.number, each.place)

    return sorted(opened, key=order)[:limit]


def _hit(opened: _Opened, score: float) -> SearchHit:
    shown = opened.shown
    return SearchHit(
        article=opened.id.article,
        title=shown.title,
        statement=opened.id,
        text=shown.text,
        hits=opened.seen.spans,
        score=round(score, 4),
    )


def _bare_hit(statement: StatementId, shown: Shown) -> SearchHit:
    """The statement of a note."""
    return SearchHit(
        article=statement.article,
        title=shown.title,
        statement=statement,
        text=shown.text,
        hits=(),
        score=1.0,
    )
