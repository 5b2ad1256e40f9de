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
from tui.commands import BY_ID, key_name

SIGNS = {
    "relative": frozenset({Sign.AGREES, Sign.COPIED, Sign.DIFFERS, Sign.CONTRADICTS, Sign.RELATED}),
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
"""What to say when a walk has no stop at all."""

_STOP = {
    "relative": "statement with a counterpart",
    "conflict": "conflict",
    "only": "statement found in one article only",
    "mention": "mention",
    "bookmark": "bookmark",
    "note": "note",
    "unread": "unread article",
}

Stops = Callable[[ArticleId], Collection[int]]
"""The numbers of the statements of an article at which a walk stops."""


def next_stop(
    stops: Stops, here: StatementId, *, by: int, order: Sequence[ArticleId]
) -> StatementId | None:
    """The next (`by` 1) or previous (-1) stop in the order of the list; None at its end.

    A story stands together in the list, so its articles come first. Articles are asked one after
    another: a near stop is found without looking at the rest.
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
    """The other articles in the direction of travel, up to the end of the list."""
    if start not in order:
        return order if by > 0 else ()
    at = order.index(start)
    return order[at + 1 :] if by > 0 else order[:at][::-1]


def has_stop(stops: Stops, here: StatementId, *, by: int, order: Sequence[ArticleId]) -> bool:
    """Whether one stands on a stop, or would come to one in the other direction."""
    if here.number in stops(here.article):
        return True
    return next_stop(stops, here, by=-by, order=order) is not None


def end_words(what: str, by: int) -> str:
    """What to say at the last stop in a direction, and which key leads back."""
    back = BY_ID[f"{what}.{'previous' if by > 0 else 'next'}"]
    which = "further" if by > 0 else "earlier"
    return f"No {which} {_STOP[what]}; {key_name(back.keys[0])} goes back"


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
    """The next or previous unread article from this one; the first one of all from nowhere."""
    unread = {row.id for row in rows if not row.read}
    order = [row.id for row in rows]
    others = order if here is None else _from(order, here, by)
    return next((article for article in others if article in unread), None)


def arrival_words(rows: Sequence[ArticleRow], left: ArticleId | None, article: ArticleId) -> str:
    """Which article a walk has come into, and whether it still tells the same story."""
    by_id = {row.id: row for row in rows}
    row, before = by_id.get(article), None if left is None else by_id.get(left)
    if row is None:
        return ""
    same = before is not None and before.story is not None and before.story == row.story
    name = " ".join((row.outlet or row.title).split())
    if same:
        return f"now {name}"
    return f"other story: {name}" if row.story is not None else f"other article: {name}"
