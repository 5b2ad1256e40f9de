"""Bringing what is the reader's own here together with what comes from a file: nothing is lost.

What is there stays, unless what comes is a later wording of the same; the order in which things
were made is kept, for of two corrections of one name the later holds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeVar

from core.model import (
    Correction,
    CorrectionId,
    Mark,
    MarkKind,
    PartWish,
    PartWishId,
    SavedSearch,
    StoryWish,
    StoryWishId,
    Subscription,
)
from core.storage.marks import Own

Place = Callable[[Mark], Hashable]
"""Where a mark is now: the same for marks at the same statements, whichever was named first."""


class _Made(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def created(self) -> str: ...


_T = TypeVar("_T", bound=_Made)


@dataclass(slots=True)
class Tally:
    """What became of everything that came, by its id."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    """There already, and replaced by a later wording."""
    unchanged: list[str] = field(default_factory=list)
    """There already, as it came or in a later wording."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    """What cannot stand beside what is there, and why."""


@dataclass(frozen=True, slots=True)
class _Rule(Generic[_T]):
    """When two are the same thing, and which of them holds."""

    same: Callable[[_T], Hashable]
    """Equal for two of different ids that are the same all the same."""
    said: Callable[[_T], Hashable]
    """What the reader has said by it."""
    changed: Callable[[_T], str]
    """When he last changed it."""
    under: Callable[[_T, _T], _T]
    """The first in place of the second."""
    name: Callable[[_T], str | None] = lambda value: None
    """What no other may be called."""


def merged(here: Own, coming: Own, place: Place) -> tuple[Own, Tally]:
    """Everything that is here, with what is not here yet of what comes."""
    tally = Tally()
    own = Own(
        _together(here.marks, coming.marks, _mark_rule(place), tally),
        _together(here.corrections, coming.corrections, _CORRECTION, tally),
        _together(here.wishes, coming.wishes, _WISH, tally),
        _together(here.searches, coming.searches, _SEARCH, tally),
        _together(here.subscriptions, coming.subscriptions, _SUBSCRIPTION, tally),
        _together(here.parts, coming.parts, _PART, tally),
    )
    return own, tally


def moment(written: str) -> datetime:
    """The moment an ISO 8601 date means; one without an offset is in UTC.

    Raises:
        ValueError: it is none.
    """
    found = datetime.fromisoformat(written)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _mark_rule(place: Place) -> _Rule[Mark]:
    def same(mark: Mark) -> Hashable:
        # A statement has one bookmark and a pair one verdict, but any number of notes.
        if mark.kind is MarkKind.NOTE:
            return mark.kind, place(mark), mark.text, mark.tags
        return mark.kind, place(mark)

    return _Rule(
        same,
        said=lambda mark: (place(mark), mark.text, mark.tags, mark.ruling, mark.relation),
        changed=lambda mark: mark.changed,
        under=lambda later, there: replace(later, id=there.id),
    )


_CORRECTION: _Rule[Correction] = _Rule(
    same=lambda each: replace(each, id=CorrectionId("")),
    said=lambda each: replace(each, id=CorrectionId("")),
    changed=lambda each: each.created,
    under=lambda later, there: replace(later, id=there.id),
)
_WISH: _Rule[StoryWish] = _Rule(
    same=lambda each: replace(each, id=StoryWishId("")),
    said=lambda each: replace(each, id=StoryWishId("")),
    changed=lambda each: each.created,
    under=lambda later, there: replace(later, id=there.id),
)
_PART: _Rule[PartWish] = _Rule(
    same=lambda each: (each.article, each.quote, each.span),
    said=lambda each: replace(each, id=PartWishId(""), created=""),
    changed=lambda each: each.created,
    under=lambda later, there: replace(later, id=there.id),
)
_SEARCH: _Rule[SavedSearch] = _Rule(
    same=lambda each: each.query,
    said=lambda each: (each.name, each.query),
    changed=lambda each: each.created,
    under=lambda later, there: replace(later, id=there.id),
    name=lambda each: each.name,
)
_SUBSCRIPTION: _Rule[Subscription] = _Rule(
    same=lambda each: each.address,
    said=lambda each: (each.address, each.name, each.group, each.full_text),
    changed=lambda each: each.created,
    # Whether it may lie on this machine, no file says.
    under=lambda later, there: replace(
        later, id=there.id, typed=there.typed and there.address == later.address
    ),
    name=lambda each: each.address,
)


def _together(
    here: Sequence[_T], coming: Iterable[_T], rule: _Rule[_T], tally: Tally
) -> tuple[_T, ...]:
    found = list(here)
    at = {each.id: position for position, each in enumerate(found)}
    names = {rule.name(each): position for position, each in enumerate(found)}

    def put(each: _T, position: int) -> None:
        name = rule.name(each)
        if name is not None and names.setdefault(name, position) != position:
            tally.refused.append((each.id, f"another is called {name} here"))
        elif position == len(found):
            found.append(each)
            at[each.id] = position
            tally.added.append(each.id)
        elif _outdates(rule, each, found[position]):
            found[position] = rule.under(each, found[position])
            tally.updated.append(each.id)
        else:
            tally.unchanged.append(each.id)

    unknown = []
    for each in coming:
        if each.id in at:
            put(each, at[each.id])
        else:
            unknown.append(each)
    # Only now is it certain what everything here says.
    like = {rule.same(each): position for position, each in enumerate(found)}
    for each in unknown:
        put(each, at.get(each.id, like.get(rule.same(each), len(found))))
        if each.id in at:
            like.setdefault(rule.same(each), at[each.id])
    return tuple(_in_order(found[: len(here)], found[len(here) :]))


def _outdates(rule: _Rule[_T], coming: _T, there: _T) -> bool:
    if rule.said(coming) == rule.said(there):
        return False
    return _moment(rule.changed(coming)) > _moment(rule.changed(there))


def _in_order(here: Iterable[_T], new: Iterable[_T]) -> Iterator[_T]:
    """What is here as it stood, and before what was made after it, what is new."""
    waiting = deque(sorted(new, key=lambda each: _moment(each.created)))
    for each in here:
        made = _moment(each.created)
        while waiting and _moment(waiting[0].created) < made:
            yield waiting.popleft()
        yield each
    yield from waiting


def _moment(written: str) -> datetime:
    """As `moment`; what is none was long ago."""
    try:
        return moment(written)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
