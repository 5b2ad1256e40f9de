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
from typing import NamedTuple

from core.model import ArticleId, SearchHit, Span, StatementId
from core.search.expression import Reach, all_of, any_of
from core.search.index import PLACES, TITLE, Section, place_of, sections
from core.search.kept import Kept, Note, Shown
from core.search.matching import AS_WRITTEN, Compounds, Seeker, Seen, sought
from core.search.parts import Beginning, beginning, words_holding
from core.search.query import Clause, Field, Group, Name, Near, Query, Term
from core.search.values import Amounts

MOST_CANDIDATES = 4_000
"""Statements that are looked at for one part of a query; of more, those added last."""
MOST_COUNTED = 1_000
"""Articles that are counted."""
SCREENFUL = 24
"""Where so many statements hold all the words, those that hold only some are not looked for."""
COUNTED_TYPING = 100
"""Articles that are counted while a query is typed."""

_MOST_OPENED = 2_000
"""Statements whose words are looked at in earnest, for one part of a query."""
_AT_ONCE = 256
_MOST_LISTED = 1_000
"""What a field means is listed, if it is no more; else each candidate is asked about."""
_WINDOW = 1_000
"""Statements in which one of several words is looked for first, those added last."""
_MOST_PROBED = 96
"""Articles with one of several words that are asked for the others."""
_PROBED_AT_ONCE = 64
_AS_LONG_AS_OPENING = 24
"""To take so many places from the index takes as long as to open an article."""
_PARTLY = 0.8
"""What a statement that holds all it can of some of the words is worth at most."""
_OF_LENGTH = 0.05
_LONG = 80
"""Words of a statement than which none counts as longer."""


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a search."""

    hits: tuple[SearchHit, ...]
    """Best first."""
    total: int
    """How many articles hold them, counted up to `MOST_COUNTED`."""
    notes: Mapping[StatementId, tuple[Span, ...]] = field(default_factory=dict)
    """Hits found by their notes, with what matched, counted in the note."""
    more: bool = False
    """Whether there may be more articles than were counted."""


def find(
    connection: sqlite3.Connection, query: Query, kept: Kept, *, limit: int, typing: bool = False
) -> Found:
    """The statements that answer a query, best first.

    What holds a word only inside longer ones (`Anteil` in `Firmenanteile`) is looked for when
    statements with the word itself are fewer than `limit`; of several words, or while the query is
    being typed, fewer than a screenful. While it is typed, fewer articles are counted, too.
    """
    if not query.wanted or limit < 1:
        return Found((), 0)
    search = _Search(connection, query, kept, limit, typing=typing)
    return search.answer()


class _Opened(NamedTuple):
    """A statement that may answer, and how it does."""

    place: int
    section: Section
    id: StatementId
    shown: Shown
    seen: Seen
    score: float


@dataclass(slots=True)
class _Limit:
    """Where a field is satisfied: these places, and everything in these sections."""

    of_statements: bool
    places: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    asked: list[Field] = field(default_factory=list)
    """What means more than is listed."""

    def __contains__(self, place: int) -> bool:
        return place in self.places or place // PLACES in self.numbers


class _Search:
    def __init__(
        self, connection: sqlite3.Connection, query: Query, kept: Kept, limit: int, *, typing: bool
    ) -> None:
        self.connection = connection
        self.kept = kept
        self.limit = limit
        self.counted = COUNTED_TYPING if typing else MOST_COUNTED
        self.known: dict[int, Section] = {}
        begun = _beginnings(connection, query)
        self.frequent = {start: each.frequent for start, each in begun.items()}
        self.reach = Reach({start: each.all for start, each in begun.items()})
        self.groups = [g for g in map(_words_alone, query.wanted) if g]
        several = len(self.groups) > 1
        self.enough = min(limit, SCREENFUL) if typing or several else limit
        fields = [group for group in query.wanted if not _words_alone(group)]
        self.conditions = [self._limit(group) for group in fields]
        self.lit = [
            each.value
            for group in fields
            for each in group
            if isinstance(each, Field) and isinstance(each.value, Term)
        ]
        self.excluded = tuple(each for each in query.excluded if _is_simple(each))
        self.exceptions = [
            self._limit((each,), of_articles=True)
            for each in query.excluded
            if not _is_simple(each)
        ]

    def answer(self) -> Found:
        if not self.groups:
            return self._by_fields()
        hits, total, more = self._by_words()
        noted = dict(self._by_notes())
        found = {each.id for each in hits} if noted else set()
        rest = [each for each in noted if each not in found]
        answers = [_hit(each, each.score) for each in hits]
        if rest:
            answers += [_bare_hit(*each) for each in self._placed(rest)]
            answers.sort(key=lambda hit: -hit.score)
        shown = tuple(answers[: self.limit])
        ids = {hit.statement for hit in shown} if noted else set()
        if rest:
            total += len({e.article for e in rest} - {hit.article for hit in shown[: len(hits)]})
        told = {each: noted[each] for each in noted if each in ids}
        return Found(shown, min(total, self.counted), told, more or total > self.counted)

    # --- words ----------------------------------------------------------------------------------

    def _by_words(self) -> tuple[list[_Opened], int, bool]:
        """The statements that hold all the words; then, if need be, those that hold some.

        Also the number of articles they are of, as far as it is known, and whether it may be more.
        """
        whole: dict[int, _Opened] = {}
        reach = Reach(self.frequent)
        numbers, more = self._complete(reach, whole)
        if len(whole) < self.enough:
            reach, before = Reach(self.reach.beginnings, self._compounds()), reach
            if reach.beginnings != before.beginnings or any(reach.compounds.values()):
                numbers, more = self._complete(reach, whole)
        if len(self.groups) > 1 and len(whole) < min(self.limit, SCREENFUL):
            for each in self._partly(reach):
                whole.setdefault(each.place, each)
            numbers = {place // PLACES for place in whole}
        return _best(whole.values(), self.limit), len(numbers), more

    def _complete(self, reach: Reach, whole: dict[int, _Opened]) -> tuple[set[int], bool]:
        """Add statements that hold all the words until they are enough.

        Also the sections in which they stand or may stand, as far as they are counted, and whether
        there may be others.
        """
        what = self._seeker(reach)
        numbers = {place // PLACES for place in whole}
        places = self._places(all_of(self.groups, reach))
        looked_at = 0
        most_opened = min(_MOST_OPENED, MOST_CANDIDATES)
        while len(whole) < self.limit and looked_at < most_opened:
            most = min(_AT_ONCE, most_opened - looked_at, max(self.limit - len(whole), 32))
            some = [place for (place,) in places.fetchmany(most)]
            looked_at += len(some)
            for each in self._opened(self._allowed([p for p in some if p not in whole]), what):
                if all(each.seen.sure):
                    whole[each.place] = each
                    numbers.add(each.place // PLACES)
            if len(some) < most:
                return numbers, False
        while self._counts and len(numbers) <= self.counted and looked_at < MOST_CANDIDATES:
            most = min(_AT_ONCE, MOST_CANDIDATES - looked_at)
            some = [place for (place,) in places.fetchmany(most)]
            looked_at += len(some)
            numbers |= {place // PLACES for place in self._allowed(some)}
            if len(some) < most:
                return numbers, False
        return numbers, True

    @property
    def _counts(self) -> bool:
        """Whether it is known at once of a place that it is allowed."""
        limits = (*self.conditions, *self.exceptions)
        return not self.excluded and not any(limit.asked for limit in limits)

    def _seeker(self, reach: Reach) -> Seeker:
        return Seeker([sought(group, reach.compounds) for group in self.groups])

    def _partly(self, reach: Reach) -> Iterator[_Opened]:
        """Statements that hold some of the words, of articles that hold all of them."""
        what = self._seeker(reach)
        expressions = [all_of([group], reach) for group in self.groups]
        found = 0
        for numbers in self._holding_all(expressions):
            together: dict[int, list[_Opened]] = {}
            for each in self._opened_whole(numbers, what):
                together.setdefault(each.section.number, []).append(each)
            fitting = [
                each
                for opened in together.values()
                if all(map(any, zip(*(e.seen.sure for e in opened), strict=True)))
                for each in opened
            ]
            allowed = set(self._allowed([each.place for each in fitting]))
            last = 0
            for each in sorted(fitting, key=lambda each: (-each.section.number, each.place)):
                if found >= SCREENFUL and each.section.number != last:
                    return
                if each.place in allowed:
                    yield each
                    found, last = found + 1, each.section.number

    def _holding_all(self, expressions: Sequence[str]) -> Iterator[Sequence[int]]:
        """Some sections at a time that hold something for each of these, those added last first."""
        windows = [(self._newest(each, _WINDOW), each) for each in expressions]
        listed = [places for places, _ in windows if len(places) < _WINDOW]
        asked = [expression for places, expression in windows if len(places) == _WINDOW]
        if not listed:
            # The rarest, whose newest go back furthest.
            places, expression = min(windows, key=lambda each: each[0][-1])
            listed = [places]
            asked.remove(expression)
        held = set.intersection(*({place // PLACES for place in places} for places in listed))
        ordered = sorted(held, reverse=True)[:_MOST_PROBED]
        for start in range(0, len(ordered), _PROBED_AT_ONCE):
            there: Sequence[int] = ordered[start : start + _PROBED_AT_ONCE]
            for expression in asked:
                sure, unknown = self._of_these(expression, there)
                there = [number for number in there if number in sure or number in unknown]
            if there:
                yield there

    def _places(self, expression: str) -> sqlite3.Cursor:
        """Where statements may answer, those added last first."""
        conditions, given = self._conditions()
        return self.connection.execute(
            f"SELECT rowid FROM search_text WHERE search_text MATCH ? {conditions} "  # noqa: S608
            "ORDER BY rowid DESC",
            (expression, *given),
        )

    def _newest(self, expression: str, most: int) -> list[int]:
        rows = self.connection.execute(
            "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?",
            (expression, most),
        )
        return [place for (place,) in rows]

    def _of_these(self, expression: str, numbers: Sequence[int]) -> tuple[set[int], set[int]]:
        """Those of these sections that hold this; and those of which it would take long to say."""
        asked = set(numbers)
        if not asked:
            return set(), set()
        rows = self.connection.execute(
            "SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ? "
            "ORDER BY rowid DESC LIMIT ?",
            (
                expression,
                min(asked) * PLACES,
                max(asked) * PLACES + PLACES - 1,
                len(asked) * _AS_LONG_AS_OPENING,
            ),
        ).fetchall()
        held = asked & {place // PLACES for (place,) in rows}
        if len(rows) < len(asked) * _AS_LONG_AS_OPENING:
            return held, set()
        (last,) = rows[-1]
        return held, {number for number in asked - held if number * PLACES <= last}

    def _opened(self, places: Sequence[int], what: Seeker) -> Iterator[_Opened]:
        """The statements at these places, looked at word by word."""
        for place, section, identifier, shown in self._at(places):
            seen = what.look(shown.text, shown.language)
            yield _Opened(place, section, identifier, shown, seen, _score(seen, shown))

    def _opened_whole(self, numbers: Sequence[int], what: Seeker) -> Iterator[_Opened]:
        """The statements of some sections that hold any of this."""
        there = self._sections(numbers)
        of_article: dict[ArticleId, list[Section]] = {}
        for section in there.values():
            of_article.setdefault(section.article, []).append(section)
        for article, number, shown in self.kept.whole(list(of_article)):
            seen = what.look(shown.text, shown.language)
            for section in of_article[article] if any(seen.sure) else ():
                place = section.place_of(number)
                if place is not None:
                    identifier = StatementId(article, number)
                    yield _Opened(place, section, identifier, shown, seen, _score(seen, shown))

    def _sections(self, numbers: Iterable[int]) -> dict[int, Section]:
        """Those of these sections that are there, looked up once."""
        asked = set(numbers)
        missing = asked - self.known.keys()
        if missing:
            self.known |= sections(self.connection, missing)
        return {number: self.known[number] for number in asked if number in self.known}

    def _at(self, places: Sequence[int]) -> Iterator[tuple[int, Section, StatementId, Shown]]:
        there = self._sections(place // PLACES for place in places)
        ids = {
            place: there[place // PLACES].statement_at(place)
            for place in places
            if place // PLACES in there
        }
        texts = self.kept.shown(list(ids.values())) if ids else ()
        for (place, identifier), shown in zip(ids.items(), texts, strict=True):
            if shown is not None:
                yield place, there[place // PLACES], identifier, shown

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
        leading = [each for each in leading if not each.asked] or leading
        narrowest = min(leading, key=lambda each: len(each.places) + len(each.numbers))
        first = {number * PLACES + 1 for number in narrowest.numbers}
        places = sorted(narrowest.places | first, reverse=True)
        what = Seeker([sought(self.lit, {})])
        shown: list[_Opened] = []
        numbers: set[int] = set()
        for some in _batches(places):
            allowed = self._allowed(some)
            numbers |= {place // PLACES for place in allowed}
            if len(shown) < self.limit:
                # Of a very long article, only its beginning stands for the whole.
                shown += [
                    each
                    for each in self._opened(allowed, what)
                    if not each.section.part or each.place in narrowest.places
                ]
            elif len(numbers) > self.counted:
                break
        ordered = sorted(shown, key=lambda each: (-each.section.number, each.place))
        return Found(
            tuple(_hit(each, 1.0) for each in ordered[: self.limit]),
            min(len(numbers), self.counted),
            more=bool(narrowest.asked) or len(numbers) > self.counted,
        )

    def _limit(self, group: Group, *, of_articles: bool = False) -> _Limit:
        of_statements = any(isinstance(each, Field) and each.of_statements for each in group)
        limit = _Limit(of_statements)
        articles = of_articles or not of_statements
        for clause in group:
            places, numbers = self._listed(clause)
            if articles and not isinstance(clause, Field):
                numbers = {place // PLACES for place in places}
                places = set()
            limit.places |= places
            limit.numbers |= numbers
            if isinstance(clause, Field) and len(places) + len(numbers) > _MOST_LISTED:
                limit.asked.append(clause)
        return limit

    def _listed(self, clause: Clause) -> tuple[set[int], set[int]]:
        """The places and the sections that a clause means; of too many, those added last."""
        if not isinstance(clause, Field):
            return self._verified(clause), set()
        match clause.name, clause.value:
            case Name.TITLE, Term() as asked:
                return set(), {p // PLACES for p in self._verified(asked, mark=TITLE)}
            case Name.NOTE, Term() as asked:
                what = Seeker([sought([asked], {})])
                noted = [n.statement for n in self.kept.notes() if _holds(what, n)]
                return self._places_of(noted), set()
        if _is_of_figures(clause):
            return set(self._with_figures(clause)), set()
        most = _MOST_LISTED + 1
        if clause.of_statements:
            return self._places_of(self.kept.statements(clause, most=most)), set()
        return set(), self._numbers_of(self.kept.articles(clause, most=most))

    def _verified(self, clause: Term | Near, *, mark: str = "") -> set[int]:
        """The places of statements, or of titles, that hold this, none beyond what is looked at."""
        what = Seeker([sought([clause], {})])
        places = self._newest(any_of([clause], self.reach, mark=mark), MOST_CANDIDATES)
        return {
            each.place
            for some in _batches(places)
            for each in self._opened(some, what)
            if any(each.seen.sure)
        }

    def _with_figures(self, clause: Field, among: Sequence[int] | None = None) -> list[int]:
        """The places with such amounts: of these, or else of those added last."""
        where = "true"
        given: list[float | str] = []
        units: tuple[str, ...] = ()
        if isinstance(clause.value, Amounts):
            asked = clause.value
            units = asked.units
            # A range answers when it reaches into what is asked for.
            above = ">=" if asked.with_low else ">"
            below = "<=" if asked.with_high else "<"
            where = f"high {above} ? AND low {below} ?"
            given = [asked.low, asked.high]
            if units:
                where += f" AND {{unit}} IN ({','.join('?' * len(units))})"
                given += units
        if among is not None:
            where += " AND place IN (SELECT value FROM json_each(?))"
            given.append(json.dumps(among))
        elif units:
            # By their unit few are found at once, and many in no order.
            few = self._places_where(where.format(unit="unit"), given, "")
            if len(few) <= _MOST_LISTED:
                return few
        return self._places_where(where.format(unit="+unit"), given, "ORDER BY place DESC")

    def _places_where(self, where: str, given: Sequence[float | str], order: str) -> list[int]:
        rows = self.connection.execute(
            f"SELECT DISTINCT place FROM search_figure WHERE {where} {order} LIMIT ?",  # noqa: S608
            (*given, _MOST_LISTED + 1),
        )
        return [place for (place,) in rows]

    def _numbers_of(self, articles: Iterable[ArticleId]) -> set[int]:
        rows = self.connection.execute(
            "SELECT number FROM search_article WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(articles)),),
        )
        return {number for (number,) in rows}

    def _places_of(self, statements: Iterable[StatementId]) -> set[int]:
        asked = list(statements)
        if not asked:
            return set()
        rows = self.connection.execute(
            "SELECT id, number FROM search_article "
            "WHERE part = 0 AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list({each.article for each in asked})),),
        )
        first = dict(rows.fetchall())
        return {place_of(first[e.article], e.number) for e in asked if e.article in first}

    def _conditions(self) -> tuple[str, list[str]]:
        """The conditions that are listed in full, in the words of the database."""
        parts: list[str] = []
        given: list[str] = []
        for limit in self.conditions:
            if limit.asked:
                continue
            either = []
            for column, listed in (
                ("+rowid", limit.places),
                (f"rowid / {PLACES}", limit.numbers),
            ):
                if listed or (column == "+rowid" and not limit.numbers):
                    either.append(f"{column} IN (SELECT value FROM json_each(?))")  # noqa: S608
                    given.append(json.dumps(list(listed)))
            parts.append(f"AND ({' OR '.join(either)})")
        return " ".join(parts), given

    def _allowed(self, places: Sequence[int]) -> list[int]:
        """Those of these places that satisfy all the fields and hold nothing to be left out."""
        left = list(places)
        for limit in self.conditions:
            more = self._more(limit, left)
            left = [p for p in left if p in limit or p in more]
        for limit in self.exceptions:
            more = self._more(limit, left)
            left = [p for p in left if p not in limit and p not in more]
        if self.excluded and left:
            numbers = list(dict.fromkeys(place // PLACES for place in left))
            dropped = self._excluded_of(numbers)
            left = [place for place in left if place // PLACES not in dropped]
        return left

    def _more(self, limit: _Limit, places: Sequence[int]) -> set[int]:
        """Those of these places where a field is satisfied that means more than is listed."""
        held: set[int] = set()
        unlisted = [place for place in places if place not in limit]
        for asked in limit.asked if unlisted else ():
            there = self._sections(place // PLACES for place in unlisted)
            articles = list({section.article for section in there.values()})
            if _is_of_figures(asked):
                held.update(self._with_figures(asked, among=unlisted))
            elif asked.of_statements:
                held |= self._places_of(self.kept.statements(asked, among=articles))
            else:
                meant = set(self.kept.articles(asked, among=articles))
                held |= {
                    place
                    for place in unlisted
                    if (section := there.get(place // PLACES)) and section.article in meant
                }
        return held

    def _excluded_of(self, numbers: Sequence[int]) -> set[int]:
        """Those of these sections that hold a word to be left out."""
        words = _words_alone(self.excluded)
        dropped, unknown = self._of_these(any_of(words, self.reach), numbers)
        what = Seeker([sought(words, {})])
        for each in self._opened_whole(sorted(unknown), what):
            if all(each.seen.sure):
                dropped.add(each.section.number)
        return dropped

    # --- notes ----------------------------------------------------------------------------------

    def _by_notes(self) -> Iterator[tuple[StatementId, tuple[Span, ...]]]:
        what = Seeker([sought(group, {}) for group in self.groups])
        for note in self.kept.notes():
            seen = what.look(note.text, _OF_NOTES)
            if all(seen.sure):
                yield note.statement, seen.spans

    def _placed(self, statements: Sequence[StatementId]) -> Iterator[tuple[StatementId, Shown]]:
        for _, _, identifier, shown in self._at(self._allowed(sorted(self._places_of(statements)))):
            yield identifier, shown


_OF_NOTES = "de"
"""Whose stems words in notes have; in English there are hardly others."""


def _holds(what: Seeker, note: Note) -> bool:
    return all(what.look(note.text, _OF_NOTES).sure)


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


def _is_of_figures(clause: Field) -> bool:
    return clause.name is Name.FIGURE or (clause.name, clause.text) == (Name.HAS, "figure")


def _beginnings(connection: sqlite3.Connection, query: Query) -> Mapping[str, Beginning]:
    clauses = [clause for group in (*query.wanted, query.excluded) for clause in group]
    values = (each.value if isinstance(each, Field) else each for each in clauses)
    terms = (t for value in values if isinstance(value, Term | Near) for t in _terms(value))
    starts = {row[-1] for term in terms if term.prefix for row in term.surfaces}
    return {start: beginning(connection, start) for start in starts}


def _terms(clause: Term | Near) -> Sequence[Term]:
    return clause.terms if isinstance(clause, Near) else (clause,)


def _batches(places: Sequence[int]) -> Iterator[Sequence[int]]:
    """The places in order, not more at a time than are likely to be needed."""
    return (places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE))


def _score(seen: Seen, shown: Shown) -> float:
    """How much of what is wanted it holds, how surely; of several words, in how short a text."""
    sure = seen.sure
    share = sum(sure) / (len(sure) * AS_WRITTEN)
    if not all(sure):
        return share * _PARTLY
    if len(sure) > 1:
        # Blanks, as in the index; a full stop more or less does not decide.
        share *= 1 - _OF_LENGTH * min(1.0, shown.text.count(" ") / _LONG)
    return share


def _best(opened: Iterable[_Opened], limit: int) -> list[_Opened]:
    def order(each: _Opened) -> tuple[float, int, int]:
        return (-each.score, -each.section.number, each.place)

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
