"""What the background work has to say, and how it is written on one line between processes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from core.model import AddReport, ArticleId, FeedUpdate, Refusal


@dataclass(frozen=True, slots=True)
class Added:
    """New or changed articles can be read now."""

    report: AddReport


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one phase has come."""

    phase: str
    """`fetching`, `updating`, `reading`, `analysing` or `relating`."""
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class FeedUpdated:
    """A feed has been asked for what is new."""

    update: FeedUpdate


@dataclass(frozen=True, slots=True)
class Reading:
    """This source is being read from now on: if the work dies, it killed it."""

    source: str


@dataclass(frozen=True, slots=True)
class Begun:
    """These articles are being analysed from now on: if the work dies, one of them killed it."""

    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class Analysed:
    """Names of these articles can be asked for now."""

    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class RelatedReady:
    """Relations and signs of these articles are there now; stories may have changed."""

    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class WorkFailed:
    """One thing could not be done; the rest goes on."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is left to do."""


WorkEvent = (
    Added | Progress | FeedUpdated | Reading | Begun | Analysed | RelatedReady | WorkFailed | Idle
)


def to_line(event: WorkEvent) -> str:
    """The event as one line of JSON."""
    return json.dumps({"event": type(event).__name__, **asdict(event)}, ensure_ascii=True)


def from_line(line: str) -> WorkEvent:
    """The event a line stands for.

    Raises:
        ValueError: the line is not one that `to_line` writes.
    """
    try:
        record = json.loads(line)
        return _EVENTS[record.pop("event")](record)
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"not an event: {line[:80]}") from problem


def _added(record: dict[str, Any]) -> Added:
    report = record["report"]
    return Added(
        AddReport(
            added=tuple(report["added"]),
            updated=tuple(report["updated"]),
            unchanged=tuple(report["unchanged"]),
            skipped=tuple(Refusal(**refusal) for refusal in report["skipped"]),
            failed=tuple(Refusal(**refusal) for refusal in report["failed"]),
        )
    )


def _feed_updated(record: dict[str, Any]) -> FeedUpdated:
    update = record["update"]
    update |= {name: tuple(update[name]) for name in ("added", "updated")}
    failed = tuple((entry, reason) for entry, reason in update["failed"])
    return FeedUpdated(FeedUpdate(**(update | {"failed": failed})))


_EVENTS: dict[str, Callable[[dict[str, Any]], WorkEvent]] = {
    "Added": _added,
    "Progress": lambda record: Progress(**record),
    "FeedUpdated": _feed_updated,
    "Reading": lambda record: Reading(**record),
    "Begun": lambda record: Begun(tuple(record["articles"])),
    "Analysed": lambda record: Analysed(tuple(record["articles"])),
    "RelatedReady": lambda record: RelatedReady(tuple(record["articles"])),
    "WorkFailed": lambda record: WorkFailed(**record),
    "Idle": lambda record: Idle(**record),
}
