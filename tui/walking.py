"""Walking from stop to stop through all articles: which statement comes next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from core.library import Library
from core.model import (
    ArticleId,
    ArticleRow,
    EntityId,
    Figure,
    MarkKind,
    Sign,
    StatementId,
)

SIGNS = {
    "relative": frozenset({Sign.AGREES, Sign.DIFFERS, Sign.CONTRADICTS, Sign.RELATED}),
    "conflict": frozenset({Sign.DIFFERS, Sign.CONTRADICTS}),
    "only": frozenset({Sign.ONLY}),
}
"""What each walk along the margin stops at."""

NOWHERE = {
    "relative": "No statement here has a counterpart in another article",
    "conflict": "Nothing here differs from or contradicts another article",
    "only": "Nothing is found in one article only",
    "mention": "Choose an entity first: * on a name, or Enter in the entities",
    "bookmark": "No bookmark yet; m sets one",
    "note": "No note yet; a writes one",
    "unread": "Everything is read",
}
"""What to say when a walk has no stop."""

Stops = Callable[[ArticleId], Collection[int]]
"""The numbers of the statements of an article at which a walk stops."""


def next_stop(
    stops: Stops, here: StatementId, *, by: int, order: Sequence[ArticleId]
) -> StatementId | None:
    """The next (`by` 1) or previous (-1) stop in the order of the list, round the end.

    Articles are asked one after another, so a near stop is found without looking at the rest.
    """
    inside = [n for n in stops(here.article) if (n > here.number if by > 0 else n < here.number)]
    if inside:
        return StatementId(here.article, min(inside) if by > 0 else max(inside))
    for article in _from(order, here.article, by):
        numbers = stops(article)
        if numbers:
            return StatementId(article, min(numbers) if by > 0 else max(numbers))
    return None


def _from(order: Sequence[ArticleId], start: ArticleId, by: int) -> Iterable[ArticleId]:
    """The other articles in the direction of travel, round the end; the first one comes last."""
    at = order.index(start) if start in order else -1
    count = len(order)
    for step in range(1, count + 1):
        yield order[(at + by * step) % count]


def sign_stops(library: Library, what: str, rows: Sequence[ArticleRow]) -> Stops:
    """Stops of a walk along the margin; articles without conflicts are not asked for them."""
    quiet = {row.id for row in rows if what == "conflict" and row.conflicts == 0}
    wanted = SIGNS[what]

    def stops(article: ArticleId) -> Collection[int]:
        if article in quiet:
            return ()
        return [number for number, sign in library.signs(article).items() if sign in wanted]

    return stops


def mention_stops(library: Library, entity: EntityId) -> Stops:
    """Statements that mention an entity."""
    by_article: dict[ArticleId, set[int]] = {}
    for mention in library.mentions(entity):
        by_article.setdefault(mention.article, set()).add(mention.statement)
    return lambda article: by_article.get(article, ())


def figure_stops(library: Library, figure: Figure) -> Stops:
    """Statements that say the same figure, however it is written."""
    normal = figure.normal
    return lambda article: [
        statement.id.number
        for statement in library.statements(article)
        if any(other.normal == normal for other in statement.figures)
    ]


def mark_stops(library: Library, kind: MarkKind) -> Stops:
    """Statements with a bookmark or a note; orphans have no place to stop at."""
    by_article: dict[ArticleId, set[int]] = {}
    for mark in library.marks():
        if mark.kind is kind and not mark.orphan:
            by_article.setdefault(mark.anchor.article, set()).add(mark.anchor.statement)
    return lambda article: by_article.get(article, ())


def next_unread(rows: Sequence[ArticleRow], here: ArticleId | None, *, by: int) -> ArticleId | None:
    """The next or previous unread article after this one, round the end."""
    unread = {row.id for row in rows if not row.read and row.id != here}
    order = [row.id for row in rows]
    if here is None:
        return next((article for article in order if article in unread), None)
    return next((article for article in _from(order, here, by) if article in unread), None)
