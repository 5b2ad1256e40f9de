"""What a report brings into its story: what it adds, what it disputes, what it repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from core.model import (
    ArticleId,
    ArticleRow,
    Related,
    Relation,
    Sign,
    Statement,
    StatementId,
)
from core.stories.alone import says_something, sign_of
from core.stories.sides import CONFLICTS, RANK, Pair, one_a_pair, turned

_DAY = 10
"""Characters of a date that names the day."""


@dataclass(frozen=True, slots=True)
class Item:
    """A statement, and what the reports before it say of the same: one of each, strongest first."""

    statement: StatementId
    found: tuple[Related, ...]
    reports: int
    """How many of them it disputes or repeats; copies of one text count once."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Every statement of substance of a report in one list, each in reading order."""

    adds: tuple[Item, ...]
    disputes: tuple[Item, ...]
    repeats: tuple[Item, ...]
    unclear: tuple[Item, ...]


# --- what came first ------------------------------------------------------------------------------


def in_order_of_time(reports: Sequence[ArticleRow]) -> tuple[ArticleRow, ...]:
    """Reports in the order in which they came, given in the order in which they were added.

    By the day of publication, on one day by the time when all of that day name one. What is equal
    stays in the order of adding; a report without a date follows all that were added before it.
    """
    days: dict[ArticleId, str] = {}
    latest = ""
    for each in reports:
        days[each.id] = day = (each.published or "")[:_DAY] or latest
        latest = max(latest, day)
    clocks = {each.id: _clock(each.published) for each in reports}
    without = {days[each.id] for each in reports if clocks[each.id] is None}

    def place(each: ArticleRow) -> tuple[str, str]:
        day = days[each.id]
        return day, "" if day in without else clocks[each.id] or ""

    return tuple(sorted(reports, key=place))


def _clock(published: str | None) -> str | None:
    """The time of a date that names one, so that earlier ones sort first."""
    if published is None or len(published) <= _DAY:
        return None
    try:
        time = datetime.fromisoformat(published)
    except ValueError:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def came_before(article: ArticleId, reports: Sequence[ArticleRow]) -> tuple[ArticleRow, ...]:
    """The reports of its story that came before an article, the first first."""
    order = in_order_of_time(reports)
    at = next(at for at, each in enumerate(order) if each.id == article)
    return order[:at]


# --- what it says ---------------------------------------------------------------------------------


def sorted_by_news(
    statements: Sequence[Statement],
    before: Sequence[ArticleId],
    found: Iterable[tuple[StatementId, Related]],
    claims: Iterable[Sequence[StatementId]] = (),
    *,
    told_before: bool,
    witness: Callable[[StatementId], Hashable] = lambda statement: statement.article,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] | None = None,
) -> Sorted:
    """What the statements of a report add to, dispute or repeat of the reports before it.

    `found` are their relations, from either side; pairs the reader has `rejected` are not related,
    and those he has `linked` are as he says. What stands alone is added by the rule of the margin:
    `told_before` says whether a report before it is in its language. Repeated is what agrees with
    one of them, and what is one of the `claims` of the matrix with it, in more or other detail.
    `witness` is the same for statements of several reports that are one and the same voice.
    """
    claimed = {each: number for number, claim in enumerate(claims) for each in claim}
    relatives = _relatives(statements, frozenset(before), found, rejected, linked or {})
    lists: dict[str, list[Item]] = {"adds": [], "disputes": [], "repeats": [], "unclear": []}
    for statement in statements:
        if not says_something(statement):
            continue
        related = relatives[statement.id]
        repeated = [
            each
            for each in related
            if each.relation is Relation.AGREES
            or (each.relation is Relation.RELATED and _is_one(claimed, statement.id, each))
        ]
        sign = sign_of(statement, {each.relation for each in related}, told_elsewhere=told_before)
        kind, counted = "unclear", list[Related]()
        if sign in _DISPUTED:
            kind, counted = "disputes", [each for each in related if each.relation in CONFLICTS]
        elif repeated:
            kind, counted = "repeats", repeated
        elif sign is Sign.ONLY:
            kind = "adds"
        shown = _one_a_report(counted)
        voices = {witness(each.statement) for each in shown}
        lists[kind].append(Item(statement.id, shown or _one_a_report(related), len(voices)))
    return Sorted(**{name: tuple(items) for name, items in lists.items()})


_DISPUTED = (Sign.DIFFERS, Sign.CONTRADICTS)


def _is_one(claimed: Mapping[StatementId, int], here: StatementId, related: Related) -> bool:
    return here in claimed and claimed[here] == claimed.get(related.statement)


def _relatives(
    statements: Sequence[Statement],
    before: Collection[ArticleId],
    found: Iterable[tuple[StatementId, Related]],
    rejected: Collection[Pair],
    linked: Mapping[Pair, Relation],
) -> defaultdict[StatementId, list[Related]]:
    own = {each.id for each in statements}
    ruled = {*rejected, *linked}
    relatives: defaultdict[StatementId, list[Related]] = defaultdict(list)
    for pair, (here, related) in one_a_pair(found).items():
        if here not in own:
            here, related = related.statement, turned(here, related)
        if here in own and related.statement.article in before and pair not in ruled:
            relatives[here].append(related)
    for pair, relation in linked.items():
        for here in pair & own:
            for there in pair - own:
                if there.article in before:
                    relatives[here].append(Related(there, 1.0, relation, ()))
    return relatives


def _one_a_report(related: Iterable[Related]) -> tuple[Related, ...]:
    best: dict[ArticleId, Related] = {}
    for each in sorted(
        related, key=lambda each: (RANK[each.relation], -each.score, each.statement)
    ):
        best.setdefault(each.statement.article, each)
    return tuple(best.values())
