"""What the reports of a story say happened when, in order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from core.model import (
    ArticleId,
    ArticleRow,
    EvidenceKind,
    Figure,
    FigureKind,
    PlacedStatement,
    Related,
    Relation,
    Role,
    Saying,
    Span,
    Statement,
    StatementId,
    TimelineEntry,
)
from core.stories.sides import CONFLICTS, Pair
from core.text.figures import comparable, same_value
from core.text.figures.extent import extent_of

_NO_PAIRS: Collection[Pair] = ()
_NO_LINKS: Mapping[Pair, Relation] = {}
_CLOCK = re.compile(
    r",?\s(?:(?:um|gegen|kurz\s(?:vor|nach)|ab|bis|at|by|around)\s)?"
    r"[0-9]{1,2}(?:[.:][0-9]{2}(?:\sUhr\b|\s?[ap]\.?m\b\.?|(?![0-9.]))|\sUhr\b|\s?[ap]\.?m\b\.?)"
)
_DATELINE = re.compile(r"\A[^\W\d_][^.!?:;–—]{0,40}?,?\s*\Z")
_AFTER_DATELINE = re.compile(r"\s*(?:\([^)]{1,30}\))?\s*[–—-]\s")
_WORD = re.compile(r"[^\W\d_]{2,}")
_OF_PUBLICATION = re.compile(
    r"(?:stand|datum|quelle|veröffentlicht|aktualisiert|erstellt|erschienen|geändert|zuletzt|am"
    r"|vom|um|uhr|von|den|der|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend"
    r"|sonntag|published|updated|posted|last|date|on|at|by|am|pm|mon|tues?|wed(?:nes)?|thu(?:rs)?"
    r"|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|cest|cet|utc|gmt|mesz|mez"
    r"|edt|est|bst)",
    re.IGNORECASE,
)
_PLACE_AND_AGENCY = 2
_FROM_YEAR = re.compile(r"[0-9]{4}(-[0-9]{2}(?:-[0-9]{2})?)")

_Dated = dict[StatementId, tuple[Figure, ...]]


def timeline_of(
    reports: Sequence[ArticleRow],
    statements: Mapping[ArticleId, Sequence[Statement]],
    conflicting: Iterable[tuple[StatementId, Related]],
    *,
    agreeing: Collection[Pair] = _NO_PAIRS,
    rejected: Collection[Pair] = _NO_PAIRS,
    linked: Mapping[Pair, Relation] = _NO_LINKS,
) -> tuple[TimelineEntry, ...]:
    """The dated statements of a story by their dates, the earliest first.

    What a broader date holds comes after it: `2018`, `2018-07`, `2018-07-14`. Dates without a
    year come last; a relative date that nothing resolves does not come at all. A date is disputed
    where statements that conflict part in it.
    """
    dated = _with_years(_dated(statements), agreeing, rejected)
    sayings: defaultdict[str, list[Saying]] = defaultdict(list)
    for report in reports:
        for statement in statements.get(report.id, ()):
            seen: set[str] = set()
            for figure in dated.get(statement.id, ()):
                if figure.date is None or figure.date in seen:
                    continue
                seen.add(figure.date)
                placed = PlacedStatement(
                    statement.id, statement.text, report.title, report.outlet, report.published
                )
                sayings[figure.date].append(Saying(placed, _with_clock(statement.text, figure)))
    others: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in _disputes(dated, conflicting, rejected, linked):
        others[one].add(other)
        others[other].add(one)
    return tuple(
        TimelineEntry(date, tuple(sayings[date]), tuple(sorted(others[date], key=_order)))
        for date in sorted(sayings, key=_order)
    )


def _order(date: str) -> tuple[bool, int, int, str]:
    extent = extent_of(date)
    if extent is None:
        return True, 0, 0, date
    return False, extent[0].toordinal(), -extent[1].toordinal(), date


def _dated(statements: Mapping[ArticleId, Sequence[Statement]]) -> _Dated:
    dated: _Dated = {}
    for each in (s for found in statements.values() for s in found):
        dates = tuple(
            figure
            for figure in each.figures
            if figure.kind is FigureKind.DATE
            and figure.date is not None
            and not _is_dateline(each, figure)
        )
        if dates and not _is_publication_line(each):
            dated[each.id] = dates
    return dated


def _is_publication_line(statement: Statement) -> bool:
    """Whether nothing is said but when the report came out: `Stand: 28.05.2025, 14:30 Uhr`."""
    rest = list(statement.text)
    for figure in statement.figures:
        if figure.kind is FigureKind.DATE:
            rest[figure.span.start : figure.span.end] = " " * len(figure.span)
    words = _WORD.findall("".join(rest))
    if statement.role in (Role.TITLE, Role.HEADING):
        return not words
    other = [word for word in words if not _OF_PUBLICATION.fullmatch(word)]
    return len(other) <= _PLACE_AND_AGENCY and all(word[0].isupper() for word in other)


def _is_dateline(statement: Statement, figure: Figure) -> bool:
    """Whether the date stands where the report was filed: `Berlin, 28. Mai 2025 (dpa) – …`."""
    return bool(
        _DATELINE.match(statement.text[: figure.span.start])
        and _AFTER_DATELINE.match(statement.text, figure.span.end)
    )


def _with_clock(text: str, figure: Figure) -> Figure:
    """The date with the time of day that follows it, in the words of the report."""
    clock = _CLOCK.match(text, figure.span.end)
    if clock is None:
        return figure
    span = Span(figure.span.start, clock.end())
    return replace(figure, span=span, text=span.of(text))


def _with_years(dated: _Dated, agreeing: Collection[Pair], rejected: Collection[Pair]) -> _Dated:
    """Gives a date its year where a statement that agrees says it, and no other year."""
    years: defaultdict[tuple[StatementId, str], set[str]] = defaultdict(set)
    for pair in agreeing:
        if pair in rejected:
            continue
        for here in pair:
            for figure in (f for there in pair - {here} for f in dated.get(there, ())):
                said = _FROM_YEAR.fullmatch(figure.date or "")
                if said is not None:
                    years[here, f"-{said[1]}"].add(figure.date or "")
    completed: _Dated = {}
    for statement, figures in dated.items():
        completed[statement] = tuple(
            replace(figure, date=next(iter(found))) if len(found) == 1 else figure
            for figure in figures
            for found in [years.get((statement, figure.date or ""), set())]
        )
    return completed


def _disputes(
    dated: _Dated,
    conflicting: Iterable[tuple[StatementId, Related]],
    rejected: Collection[Pair],
    linked: Mapping[Pair, Relation],
) -> Iterator[tuple[str, str]]:
    for here, related in conflicting:
        pair = frozenset((here, related.statement))
        if pair in rejected or linked.get(pair, related.relation) not in CONFLICTS:
            continue
        mine, theirs = dated.get(here, ()), dated.get(related.statement, ())
        for each in related.evidence:
            if each.kind is EvidenceKind.DATE and not each.shared:
                for a in _at(mine, each.here, each.here_span):
                    for b in _at(theirs, each.there, each.there_span):
                        yield from _parting(a, b)
    for pair, relation in linked.items():
        if relation in CONFLICTS:
            one, other = (dated.get(each, ()) for each in sorted(pair))
            if len(one) == len(other) == 1:
                yield from _parting(one[0], other[0])


def _at(figures: Sequence[Figure], text: str, span: Span | None) -> Iterator[Figure]:
    for figure in figures:
        if figure.span.overlaps(span) if span is not None else figure.text == text:
            yield figure


def _parting(one: Figure, other: Figure) -> Iterator[tuple[str, str]]:
    if one.date is None or other.date is None or one.date == other.date:
        return
    if comparable(one, other) and not same_value(one, other):
        yield one.date, other.date
