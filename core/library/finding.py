"""Searching all articles: joins the index to what else is kept, and makes it when it is missing."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast
from weakref import WeakKeyDictionary

from core.library import ruling, telling
from core.model import (
    Article,
    ArticleId,
    EntityId,
    Mark,
    MarkKind,
    SearchHit,
    Span,
    Statement,
    StatementId,
)
from core.search import complete as completing
from core.search import find, index
from core.search.complete import Candidate, Completion, Counted, Names
from core.search.kept import Note, Shown
from core.search.matching import Sought, matches, sought
from core.search.query import Field, Name, Problem, Term, parse
from core.search.suggest import Suggestion, suggestions
from core.search.syntax import SCOPE, SYNTAX, Rule
from core.search.tokens import tokens
from core.search.values import Dates
from core.storage import articles, facts, statements
from core.storage.database import Database
from core.text.words import fold

__all__ = [
    "SCOPE", "SYNTAX", "Candidate", "Completion", "Problem", "Rule", "SearchAnswer",
    "Suggestion", "complete", "prepare", "put", "put_all", "renew", "search",
]  # fmt: skip

_T = TypeVar("_T")

_AT_ONCE = 200
"""Articles indexed in one transaction when the index is made anew."""


class Marks(Protocol):
    """The reader's marks."""

    def unplaced(self) -> Sequence[Mark]:
        """All of them as they were made; the same value until one changes."""
        ...

    def placed(self, mark: Mark, /) -> Mark:
        """One of them where it belongs now."""
        ...


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found."""

    hits: tuple[SearchHit, ...]
    """Best first."""
    articles: int
    """How many articles answer, also beyond the limit; counted up to a thousand."""
    problem: str | None
    """What of the query could not be understood; the rest was searched all the same."""
    problems: tuple[Problem, ...] = ()
    """All of that, with where it stands."""
    suggestions: tuple[Suggestion, ...] = ()
    """What may have been meant by a word that is found nowhere, likeliest first."""
    guessed: tuple[SearchHit, ...] = ()
    """What the first suggestion finds; never among `hits`."""
    notes: Mapping[StatementId, tuple[Span, ...]] = field(default_factory=dict)
    """Of hits found by their notes, what matched, counted in the note."""
    more: bool = False
    """Whether more articles may answer than were counted: say `100+`."""


def search(
    database: Database, marks: Marks, text: str, *, limit: int, typing: bool = False
) -> SearchAnswer:
    """The statements that answer a query; while it is typed, its last word may go on."""
    prepare(database)
    query = parse(text, typing=typing)
    with database.reading() as connection:
        kept = _Kept(database, _placed_marks(database, marks), _Names(database, marks))
        found = find.find(connection, query, kept, limit=limit, typing=typing)
        offered: tuple[Suggestion, ...] = ()
        guessed: tuple[SearchHit, ...] = ()
        if not found.hits and limit > 0:
            offered = suggestions(connection, query, kept)
        if offered:
            meant = parse(offered[0].query, typing=typing)
            guessed = find.find(connection, meant, kept, limit=limit, typing=typing).hits
    return SearchAnswer(
        found.hits,
        found.total,
        query.problem,
        query.problems,
        offered,
        guessed,
        found.notes,
        found.more,
    )


def complete(database: Database, marks: Marks, text: str, cursor: int) -> Completion:
    """How the word at the cursor may go on."""
    return completing.complete(text, cursor, _Names(database, marks))


def put(database: Database, article: Article, made: Sequence[Statement]) -> None:
    """Make an article findable, as part of the transaction that keeps it."""
    put_all(database, [(article, made)])


def put_all(database: Database, kept: Sequence[tuple[Article, Sequence[Statement]]]) -> None:
    """Make articles findable, at the end of the transaction that keeps them."""
    entries = [index.Entry(each.id, each.title, each.language, made) for each, made in kept]
    with database.writing() as connection:
        # One of another version is made anew here, and filled when somebody searches.
        index.prepare(connection)
        index.put(connection, entries)


def prepare(database: Database) -> None:
    """Make the index where there is none of this version, and finish one that was begun."""
    with database.reading() as connection:
        if index.is_whole(connection):
            return
    with database.writing() as connection:
        index.prepare(connection)
    _fill(database)


def is_whole(database: Database) -> bool:
    """Whether there is an index of this version with all articles in it."""
    with database.reading() as connection:
        return index.is_whole(connection)


def problem_of(query: str) -> str | None:
    """What cannot be understood of a query, in words."""
    return parse(query).problem


def renew(database: Database) -> None:
    """Make the index anew, from what the library holds."""
    with database.writing() as connection:
        index.clear(connection)
    _fill(database)


def _fill(database: Database) -> None:
    """Put what is not in the index, some articles at a time, so that others can write between."""
    while True:
        with database.writing() as connection:
            missing = index.missing(connection, articles.ids(database))
            if not missing:
                index.finish(connection)
                return
            some = missing[:_AT_ONCE]
            heads = facts.heads_of(database, some)
            made = statements.statements_of(database, some)
            index.put(connection, [index.Entry(e, *heads[e], made.get(e, ())) for e in some])


# --- what the index does not know -----------------------------------------------------------------


class _Kept:
    """The library as a search asks it."""

    def __init__(self, database: Database, marks: Sequence[Mark], names: Names) -> None:
        self._database = database
        self._marks = marks
        self._names = names

    def articles(
        self, field: Field, *, most: int = -1, among: Sequence[ArticleId] | None = None
    ) -> Iterable[ArticleId]:
        """The articles a field of articles means."""
        database = self._database
        match field.name, field.value:
            case Name.DATE, Dates(first, last):
                return facts.articles_published(database, first, last, most=most, among=among)
            case Name.OUTLET, Term() as asked:
                named = _holding(asked, self._names.names(field.name))
                return facts.articles_of_outlets(database, named, most=most, among=among)
            case Name.STORY, Term() as asked:
                named = _holding(asked, self._names.names(field.name))
                return facts.articles_of_stories(database, named, most=most, among=among)
            case Name.LANG, _:
                return facts.articles_in(database, field.text, most=most, among=among)
            case _:
                read = field.text == "read"
                return facts.articles_read(database, read=read, most=most, among=among)

    def statements(
        self, field: Field, *, most: int = -1, among: Sequence[ArticleId] | None = None
    ) -> Iterable[StatementId]:
        """The statements a field of statements means."""
        database = self._database
        match field.name, field.text:
            case Name.ENTITY, _:
                entities = self._entities(field)
                return facts.statements_mentioning(database, entities, most=most, among=among)
            case Name.SPEAKER, _:
                entities = self._entities(field)
                named = (
                    _holding(field.value, self._names.names(field.name))
                    if isinstance(field.value, Term)
                    else []
                )
                return facts.statements_spoken(database, entities, named, most=most, among=among)
            case Name.TAG, tag:
                asked = fold(tag)
                return self._marked(lambda mark: asked in map(fold, mark.tags))
            case Name.HAS, _:
                return self._marked(lambda mark: mark.kind is MarkKind.NOTE)
            case _, "bookmarked":
                return self._marked(lambda mark: mark.kind is MarkKind.BOOKMARK)
            case _, "conflict":
                return facts.statements_in_conflict(database, most=most, among=among)
            case _:
                alone = telling.only_of(database, None, **ruling.overlay(database))
                return tuple(each.statement.id for each in alone)

    def shown(self, statements: Sequence[StatementId]) -> Sequence[Shown | None]:
        """These statements in order, None where one is not there; number 0 is the title."""
        found = facts.texts_of(self._database, statements)
        return [None if columns is None else Shown(*columns) for columns in found]

    def whole(self, articles: Sequence[ArticleId]) -> Iterable[tuple[ArticleId, int, Shown]]:
        """All statements of these articles, with their numbers."""
        found = facts.texts_in(self._database, articles)
        return ((article, number, Shown(*columns)) for article, number, *columns in found)

    def notes(self) -> Sequence[Note]:
        """All notes that have a place."""
        return [
            Note(_statement(mark), mark.text) for mark in self._marks if mark.kind is MarkKind.NOTE
        ]

    def names(self, field: Name) -> Sequence[Counted]:
        """The names a field can ask for, most frequent first."""
        return self._names.names(field)

    def _entities(self, field: Field) -> Sequence[EntityId]:
        pattern, fits = _spelt_like(field)
        return facts.spelt(self._database, pattern, fits)

    def _marked(self, wanted: Callable[[Mark], bool]) -> list[StatementId]:
        return [_statement(mark) for mark in self._marks if wanted(mark)]


def _statement(mark: Mark) -> StatementId:
    return StatementId(mark.anchor.article, mark.anchor.statement)


def _holding(asked: Term, counted: Sequence[Counted]) -> list[str]:
    what = sought([asked], {})
    return [each.name for each in counted if _holds(what, each.name)]


def _holds(what: Sought, name: str) -> bool:
    return bool(matches(what, tokens(name, "de")))


_FOLDS_APART = re.compile(r"[^a-z0-9 ]|ae|oe|ue|ss")


def _spelt_like(field: Field) -> tuple[str, Callable[[str], bool]]:
    """What a spelling must be like for the database, and whether it is one that is meant."""
    # What may be written otherwise may be anything; what is left has been looked at before.
    words = (_FOLDS_APART.sub("%", word) for word in field.text.lower().split())
    pattern = "%" + "%".join(words) + "%"
    what = sought([field.value] if isinstance(field.value, Term) else [], {})
    return pattern, lambda spelling: _holds(what, spelling)


# --- what is remembered between two keys ----------------------------------------------------------


class _Remembered:
    """What was read from a library last, and as of when each thread knows it to be right."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.values: dict[str, object] = {}
        self.right: dict[tuple[str, int], tuple[object, ...]] = {}


_REMEMBERED: WeakKeyDictionary[Database, _Remembered] = WeakKeyDictionary()
_REMEMBERING = threading.Lock()


def _remembered(database: Database, what: str, of: object, read: Callable[[], _T]) -> _T:
    """What `read` gives, read again only when something has been written or `of` is another."""
    with _REMEMBERING:
        known = _REMEMBERED.setdefault(database, _Remembered())
    with known.lock, database.reading() as connection:
        # Together they change with whatever is written, here or by another program.
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        now = (of, version, connection.total_changes)
        thread = (what, threading.get_ident())
        if what not in known.values or known.right.get(thread) != now:
            known.values[what] = read()
            known.right[thread] = now
        return cast(_T, known.values[what])


def _placed_marks(database: Database, marks: Marks) -> tuple[Mark, ...]:
    """All marks that have a place, where they belong now."""
    unplaced = marks.unplaced()
    if not unplaced:
        return ()

    def read() -> tuple[Mark, ...]:
        return tuple(mark for mark in map(marks.placed, unplaced) if not mark.orphan)

    return _remembered(database, "marks", unplaced, read)


class _Names:
    """The names there are."""

    def __init__(self, database: Database, marks: Marks) -> None:
        self._database = database
        self._marks = marks

    def names(self, field: Name) -> Sequence[Counted]:
        """Those a field can ask for, most frequent first."""
        if field is Name.TAG:
            tags = Counter(tag for mark in self._marks.unplaced() for tag in mark.tags)
            return _counted(tags.most_common())
        return _remembered(
            self._database,
            field,
            None,
            lambda: _counted(_NAMED[field](self._database)),
        )


def _counted(named: Iterable[tuple[str, int]]) -> list[Counted]:
    return [Counted(name, times, fold(name)) for name, times in named]


_NAMED: Mapping[Name, Callable[[Database], Sequence[tuple[str, int]]]] = {
    Name.ENTITY: facts.entity_names,
    Name.SPEAKER: facts.speakers,
    Name.OUTLET: facts.outlets,
    Name.STORY: facts.story_titles,
}
