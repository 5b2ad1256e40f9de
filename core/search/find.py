"""From a query to the statements that answer it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from core.model import SearchHit, Span, StatementId
from core.search.index import (
    IndexedArticle,
    IndexedStatement,
    indexed_articles,
    stems_holding,
)
from core.search.query import Query, Row, Term

MOST_CANDIDATES = 1_000
"""Articles that are ranked; of more that answer, those added last."""

# How sure a match is; a word inside a longer one is worth less than any form of the word itself.
_AS_WRITTEN = 1.0
_OTHER_FORM = 0.9
_IN_COMPOUND = 0.4
# Between statements that hold as much of the query, the article decides.
_OF_ARTICLE = 0.05

_SHORTEST_PART = 4
_MOST_COMPOUNDS = 48
_AT_ONCE = 25

_Compounds = Mapping[Row, Sequence[str]]
"""For a stem the longer ones with it inside."""


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a search."""

    hits: tuple[SearchHit, ...]
    """Best first."""
    total: int
    """How many articles hold them, counted up to `MOST_CANDIDATES`."""


def find(connection: sqlite3.Connection, query: Query, *, limit: int) -> Found:
    """The statements that answer a query, best first: those that hold more of it come first.

    An article must hold all that is wanted; its statements need not. Articles that hold a word
    only inside longer ones (`Anteil` in `Firmenanteile`) are looked for when those that hold it
    by itself are fewer than `limit`.
    """
    if not query.wanted or limit < 1:
        return Found((), 0)
    compounds: _Compounds = {
        row: stems_holding(connection, row[0], limit=_MOST_COMPOUNDS)
        for group in query.wanted
        for term in group
        for row in term.stems
        if len(row) == 1 and len(row[0]) >= _SHORTEST_PART
    }
    worth = _worth_of_articles(connection, _expression(query, {}))
    if len(worth) < limit and any(compounds.values()):
        wider = _worth_of_articles(connection, _expression(query, compounds))
        worth |= dict.fromkeys(wider.keys() - worth.keys(), 0.0)
    best = nsmallest(limit, worth, key=lambda number: (-worth[number], -number))
    groups = [_sought(group, compounds) for group in query.wanted]
    answers = _best_statements(connection, groups, best, worth, limit)
    return Found(tuple(_hit(groups, *answer) for answer in answers), len(worth))


def _best_statements(
    connection: sqlite3.Connection,
    groups: Sequence[_Sought],
    articles: Sequence[int],
    worth: Mapping[int, float],
    limit: int,
) -> list[tuple[float, IndexedArticle, IndexedStatement]]:
    answers: list[tuple[float, int, int, IndexedArticle, IndexedStatement]] = []
    complete = 0
    for start in range(0, len(articles), _AT_ONCE):
        some = articles[start : start + _AT_ONCE]
        article_of = indexed_articles(connection, some)
        for number in some:
            for statement in article_of[number].statements:
                share = _share(groups, statement)
                if share:
                    score = share + _OF_ARTICLE * worth[number]
                    answers.append(
                        (-score, -number, statement.number, article_of[number], statement)
                    )
                    complete += share >= _AS_WRITTEN
        # The articles that follow are worth less and cannot hold more.
        if complete >= limit:
            break
    ordered = nsmallest(limit, answers, key=lambda answer: answer[:3])
    return [(-score, article, statement) for score, _, _, article, statement in ordered]


def _expression(query: Query, compounds: _Compounds) -> str:
    wanted = " AND ".join(
        "(" + " OR ".join(_alternatives(group, compounds)) + ")" for group in query.wanted
    )
    if not query.excluded:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(_alternatives(query.excluded, {}))})"


def _alternatives(terms: Sequence[Term], compounds: _Compounds) -> Iterator[str]:
    # Quoted, a token is nothing but itself; `token` has taken the quotes out of it.
    for term in terms:
        more = " *" if term.prefix else ""
        for row in term.surfaces:
            yield f'surface : "{" ".join(row)}"{more}'
        for row in term.stems:
            yield f'stem : "{" ".join(row)}"'
            for compound in compounds.get(row, ()):
                yield f'stem : "{compound}"'


def _worth_of_articles(connection: sqlite3.Connection, expression: str) -> dict[int, float]:
    """The articles that answer, with what they are worth against the best of them."""
    newest = connection.execute(
        "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?",
        (expression, MOST_CANDIDATES),
    ).fetchall()
    if not newest:
        return {}
    # A low bm25 is a good one; it is never above zero.
    rows = connection.execute(
        "SELECT rowid, -bm25(search_text) FROM search_text WHERE search_text MATCH ? "
        "AND rowid >= ?",
        (expression, newest[-1][0]),
    ).fetchall()
    best = max(relevance for _, relevance in rows)
    return {number: relevance / best for number, relevance in rows}


@dataclass(frozen=True, slots=True)
class _Sought:
    """One group of a query, made ready to be looked for in many statements."""

    surfaces: frozenset[str]
    stems: Mapping[str, float]
    """With how sure a match is."""
    rows: tuple[tuple[Row, bool], ...]
    """Several words in a row, and whether as stems."""
    beginnings: tuple[Row, ...]


def _sought(group: Sequence[Term], compounds: _Compounds) -> _Sought:
    surfaces = [row for term in group if not term.prefix for row in term.surfaces]
    stems = [row for term in group for row in term.stems]
    single = [row for row in stems if len(row) == 1]
    inside = (compound for row in single for compound in compounds.get(row, ()))
    return _Sought(
        surfaces=frozenset(row[0] for row in surfaces if len(row) == 1),
        stems=dict.fromkeys(inside, _IN_COMPOUND) | {row[0]: _OTHER_FORM for row in single},
        rows=(
            *((row, False) for row in surfaces if len(row) > 1),
            *((row, True) for row in stems if len(row) > 1),
        ),
        beginnings=tuple(row for term in group if term.prefix for row in term.surfaces),
    )


def _share(groups: Sequence[_Sought], statement: IndexedStatement) -> float:
    """How much of what is wanted a statement holds, from 0 to 1."""
    total = 0.0
    for group in groups:
        # Taking a statement apart costs more than seeing that it holds nothing of all that.
        if (
            group.rows
            or group.beginnings
            or any(surface in statement.surfaces for surface in group.surfaces)
            or any(stem in statement.stems for stem in group.stems)
        ):
            surfaces, stems = statement.surfaces.split(), statement.stems.split()
            total += max((sure for _, sure in _matches(group, surfaces, stems)), default=0.0)
    return total / len(groups)


def _matches(
    group: _Sought, surfaces: Sequence[str], stems: Sequence[str]
) -> Iterator[tuple[range, float]]:
    """Where a statement holds what is sought, and how sure that is."""
    for place, (surface, stem) in enumerate(zip(surfaces, stems, strict=True)):
        if surface in group.surfaces:
            yield range(place, place + 1), _AS_WRITTEN
        elif stem in group.stems:
            yield range(place, place + 1), group.stems[stem]
    for row, as_stems in group.rows:
        for places in _places(row, stems if as_stems else surfaces):
            yield places, _OTHER_FORM if as_stems else _AS_WRITTEN
    for row in group.beginnings:
        for places in _places(row, surfaces, goes_on=True):
            yield places, _AS_WRITTEN


def _places(row: Row, tokens: Sequence[str], *, goes_on: bool = False) -> Iterator[range]:
    """Where the words of a row stand together."""
    *whole, last = row
    if not goes_on and last not in tokens:
        return
    for end in range(len(row), len(tokens) + 1):
        final = tokens[end - 1]
        if (final == last or (goes_on and final.startswith(last))) and whole == tokens[
            end - len(row) : end - 1
        ]:
            yield range(end - len(row), end)


def _hit(
    groups: Sequence[_Sought], score: float, article: IndexedArticle, statement: IndexedStatement
) -> SearchHit:
    bounds = [int(bound) for bound in statement.bounds.split()]
    spans = {
        Span(bounds[2 * places.start], bounds[2 * places.stop - 1])
        for group in groups
        for places, _ in _matches(group, statement.surfaces.split(), statement.stems.split())
    }
    return SearchHit(
        article=article.id,
        title=article.title,
        statement=StatementId(article.id, statement.number),
        text=statement.text,
        hits=_apart(spans),
        score=round(score / (_AS_WRITTEN + _OF_ARTICLE), 4),
    )


def _apart(spans: set[Span]) -> tuple[Span, ...]:
    """The same stretches in order, those that overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and joined[-1].overlaps(span):
            before = joined.pop()
            span = Span(before.start, max(before.end, span.end))
        joined.append(span)
    return tuple(joined)
