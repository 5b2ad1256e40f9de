"""What may have been meant where a word is found nowhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from core.model import Span
from core.search.complete import Counted, as_value
from core.search.expression import Reach, any_of
from core.search.index import PLACES, sections
from core.search.kept import Kept
from core.search.parts import allowed_slips, words_holding, words_like
from core.search.query import Field, Name, Query, Term, term_of
from core.search.tokens import spans, tokens
from core.text.words import fold, stem

_MOST = 3
_MOST_COUNTED = 1_000
_LOOKED_AT = 20
_MOST_NAMES = 20_000
"""Names a misspelt one is compared with, the most frequent."""
_LONGEST_NAME = 60
_MOST_NAMED = 8
"""Names like the one asked for of which it is looked whether they find anything."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The query with one word or name of it as it stands in the library."""

    query: str
    span: Span
    """What it replaces, in the query as typed."""
    written: str
    meant: str
    """As the library writes it."""
    articles: int
    """How many articles hold it, counted up to a thousand."""


def suggestions(connection: sqlite3.Connection, query: Query, kept: Kept) -> tuple[Suggestion, ...]:
    """What was likely meant by the first word or name found nowhere, likeliest first."""
    for group in query.wanted:
        named = [each for each in group if isinstance(each, Field) and each.name in _OF_NAMES]
        if len(named) == len(group) and not any(_articles(kept, each) for each in named):
            for each in named:
                offered = tuple(_named_instead(query, each, kept))
                if offered:
                    return offered
        terms = [each for each in group if isinstance(each, Term) and _is_one_word(each)]
        if len(terms) == len(group) and not any(_is_found(connection, each) for each in terms):
            for term in terms:
                offered = tuple(_instead(connection, query, term, kept))
                if offered:
                    return offered
    return ()


def _is_one_word(term: Term) -> bool:
    return all(len(row) == 1 for row in term.surfaces)


def _is_found(connection: sqlite3.Connection, term: Term) -> bool:
    return bool(_count(connection, term)) or any(
        words_holding(connection, row[0]) for row in term.stems
    )


def _instead(
    connection: sqlite3.Connection, query: Query, term: Term, kept: Kept
) -> Iterator[Suggestion]:
    span = _word_span(query.text, term.span)
    written = span.of(query.text)
    # A likely word is as alike as any other and stands in more articles.
    counted = [
        (distance, -_count(connection, Term(((word,),))), word)
        for distance, word in words_like(connection, [row[0] for row in term.surfaces])
    ]
    told: set[str] = set()
    offered = 0
    for _, count, word in sorted(counted):
        # Forms of one word find the same.
        if not told.isdisjoint(forms := {stem(word, language) for language in ("de", "en")}):
            continue
        shown = _as_written(connection, word, kept)
        if shown is not None:
            told |= forms
            offered += 1
            query_text = query.text[: span.start] + shown + query.text[span.end :]
            yield Suggestion(query_text, span, written, shown, -count)
            if offered == _MOST:
                return


_OF_NAMES = (Name.ENTITY, Name.SPEAKER)


def _named_instead(query: Query, asked: Field, kept: Kept) -> Iterator[Suggestion]:
    """The query with the names most like the one asked for, as far as they find anything."""
    span = Span(asked.span.start + len(asked.name) + 1, asked.span.end)
    offered = 0
    for name in _names_like(fold(asked.text), kept.names(asked.name)[:_MOST_NAMES]):
        meant = Field(asked.name, name, term_of(name, quoted=False, span=span))
        articles = _articles(kept, meant)
        if articles:
            offered += 1
            text = query.text[: span.start] + as_value(name) + query.text[span.end :]
            yield Suggestion(text, span, asked.text, name, articles)
            if offered == _MOST:
                return


def _names_like(asked: str, names: Sequence[Counted]) -> list[str]:
    """The names of which as many words are spelt nearly so, the most alike first."""
    allowed = allowed_slips(asked)
    if not allowed or len(asked) > _LONGEST_NAME:
        return []
    count = len(asked.split())
    far: dict[str, int] = {}
    for each in names:
        said = each.folded.split()
        for at in range(len(said) - count + 1):
            part = " ".join(said[at : at + count])
            if abs(len(part) - len(asked)) <= allowed:
                distance = OSA.distance(asked, part, score_cutoff=allowed)
                if distance <= allowed:
                    far[each.name] = min(distance, far.get(each.name, distance))
    return sorted(far, key=far.__getitem__)[:_MOST_NAMED]


def _articles(kept: Kept, asked: Field) -> int:
    return len({each.article for each in kept.statements(asked, most=_MOST_COUNTED)})


def _word_span(text: str, span: Span) -> Span:
    """The word itself, without a minus, quotation marks or a star round it."""
    bare = span.of(text)
    start = span.start + len(bare) - len(bare.lstrip('-−"“”„‟«»'))
    end = span.end - (len(bare) - len(bare.rstrip('*"“”„‟«»')))
    return Span(start, end)


def _count(connection: sqlite3.Connection, term: Term) -> int:
    (count,) = connection.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT rowid / {PLACES} FROM search_text "  # noqa: S608
        "WHERE search_text MATCH ? LIMIT ?)",
        (any_of([term], Reach({})), _MOST_COUNTED),
    ).fetchone()
    return int(count)


def _as_written(connection: sqlite3.Connection, word: str, kept: Kept) -> str | None:
    """A folded word as it stands in the latest text that holds it."""
    places = connection.execute(
        "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?",
        (any_of([Term(((word,),))], Reach({})), _LOOKED_AT),
    ).fetchall()
    there = sections(connection, (place // PLACES for (place,) in places))
    ids = [
        there[place // PLACES].statement_at(place)
        for (place,) in places
        if place // PLACES in there
    ]
    for shown in filter(None, kept.shown(ids)):
        read = tokens(shown.text, shown.language)
        for each, span in zip(read, spans(shown.text, shown.language), strict=True):
            if each.folded == word:
                return span.of(shown.text)
    return None
