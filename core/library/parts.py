"""What of a source is the article, where the reader knows better than the rules.

The database notes which wishes its articles follow. Where they are others than those kept with the
marks, be it that one was made, taken back, or came from another program, the articles that the
difference speaks of are made again from what is kept of them, and are due to be analysed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from core.errors import ArticleNotFound
from core.library import finding
from core.model import (
    Article,
    ArticleId,
    PartWish,
    PartWishId,
    PartWishKind,
    Role,
    StatementId,
)
from core.sources import fitting
from core.sources.fitting import Place
from core.storage import articles, parts, statements
from core.storage.database import Database
from core.storage.marks import new_part_id
from core.text.statements import statements_of


def to_take_back(
    database: Database, article: ArticleId, number: int, known: Sequence[PartWish]
) -> PartWish | PartWishId | None:
    """The wish that brings back what was left out, or the one to withdraw for it.

    Counts from 1 in the order of the original; None when nothing has this number,
    or when it only says what was not read.
    """
    whole = articles.article(database, article)
    if not 1 <= number <= len(whole.dropped):
        return None
    dropped = whole.dropped[number - 1]
    if not dropped.text:
        return None
    place = fitting.place_of_dropped(whole, dropped)
    led = _led(known, PartWishKind.LEAVE, whole, place)
    if led is not None and dropped.reason == fitting.LEFT_OUT:
        return led
    return _made(PartWishKind.KEEP, whole, place, Role.PARAGRAPH, dropped.reason)


def to_drop(
    database: Database, statement: StatementId, known: Sequence[PartWish]
) -> PartWish | PartWishId | None:
    """The wish that leaves out the part a statement is in, or the one to withdraw for it.

    None for the headline, and for the only text there is.
    """
    whole = articles.article(database, statement.article)
    span = statements.statement(database, statement).span
    block = next(each for each in whole.blocks if each.span.overlaps(span))
    if not fitting.can_leave(whole, block):
        return None
    place = fitting.place_of_block(whole, block)
    led = _led(known, PartWishKind.KEEP, whole, place)
    return led or _made(PartWishKind.LEAVE, whole, place, block.role, "")


def settle(database: Database, wanted: Callable[[], Sequence[PartWish]]) -> None:
    """Let the articles follow the wishes, where those they follow are others."""
    asked, kept = tuple(wanted()), parts.followed(database)
    for article in sorted({each.article for each in set(asked) ^ set(kept)}):
        with database.writing():
            _refit(database, article, asked, kept)
    with database.writing():
        parts.put_followed(database, asked)


def as_wished(database: Database, article: Article) -> Article:
    """An article that has been read, as the wishes have it that its earlier text follows."""
    wishes = [each for each in parts.followed(database) if each.article == article.id]
    return fitting.fitted(article, wishes) if wishes else article


def _refit(
    database: Database, article: ArticleId, asked: Sequence[PartWish], kept: Sequence[PartWish]
) -> None:
    try:
        whole = articles.article(database, article)
    except ArticleNotFound:
        return
    fitted = fitting.fitted(
        whole,
        [each for each in asked if each.article == article],
        [each for each in kept if each.article == article],
    )
    if fitted == whole:
        return
    made = statements_of(fitted)
    articles.put_text(database, fitted)
    statements.put_statements(database, article, made)
    finding.put(database, fitted, made)


def _led(
    known: Sequence[PartWish], kind: PartWishKind, article: Article, place: Place
) -> PartWishId | None:
    """The last wish of this kind that speaks of a stretch of the article."""
    of_it = (each for each in reversed(known) if (each.article, each.kind) == (article.id, kind))
    return next((each.id for each in of_it if fitting.is_meant(article, each, place)), None)


def _made(kind: PartWishKind, article: Article, place: Place, role: Role, reason: str) -> PartWish:
    return PartWish(
        new_part_id(),
        kind,
        article.id,
        place.text,
        place.before,
        place.after,
        place.span,
        role,
        reason,
        datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
    )
