"""Which panes are seen: decided from the size of the screen, the focus and the reader's wishes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.geometry import Size

from tui.commands import Place

WIDE = 100
"""Columns from which all panes stand side by side."""
MEDIUM = 76
"""Columns from which one pane stands beside the text."""
TALL_ENOUGH = 12
"""Rows from which a line is spent on the best related statement."""
_WIDTHS = ((140, (36, 42)), (116, (28, 32)), (WIDE, (25, 28)), (MEDIUM, (30, 30)))
"""From so many columns: cells of the article list, and of the side panes."""
_SIDES = (Place.ENTITIES, Place.RELATED)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reader has switched on."""

    entities: bool = True
    related: bool = True
    text_only: bool = False
    last: Place = Place.RELATED
    """The side pane asked for last; it wins where there is room for one."""

    def wants(self, place: Place) -> bool:
        """Whether a side pane is switched on."""
        return self.entities if place is Place.ENTITIES else self.related

    def switched(self, place: Place, *, on: bool) -> Wishes:
        """With a side pane switched on or off."""
        wishes = replace(self, text_only=False, last=place if on else self.last)
        if place is Place.ENTITIES:
            return replace(wishes, entities=on)
        return replace(wishes, related=on)


@dataclass(frozen=True, slots=True)
class Seen:
    """The panes on screen."""

    panes: frozenset[Place]
    line: bool
    """Whether the best related statement stands in a line of its own."""
    list_width: int | None
    """Cells of the article list; None: all there are."""
    side_width: int | None
    """Cells of entities and related statements; None: all there are."""


def seen(size: Size, wishes: Wishes, focus: Place) -> Seen:
    """What is on screen. The focused pane always is."""
    if size.width >= WIDE:
        panes = _all_wished(wishes) | {focus}
    elif size.width >= MEDIUM:
        panes = {Place.TEXT} | _one_beside(wishes, focus)
    else:
        panes = {focus}
    spent = Place.RELATED in panes or wishes.text_only or Place.TEXT not in panes
    list_width, side_width = _widths(size.width)
    return Seen(frozenset(panes), not spent and size.height >= TALL_ENOUGH, list_width, side_width)


def toggled(size: Size, wishes: Wishes, focus: Place, place: Place) -> Wishes:
    """After the key that shows or hides entities, related, or (`TEXT`) everything but the text."""
    if place is Place.TEXT:
        return replace(wishes, text_only=not wishes.text_only)
    visible = place in seen(size, wishes, focus).panes
    changed = wishes.switched(place, on=not visible)
    if visible and place is Place.RELATED and size.width < WIDE:
        return changed.switched(Place.ENTITIES, on=False)
    return changed


def _widths(width: int) -> tuple[int | None, int | None]:
    """What list and side panes take; the text has the rest."""
    return next((widths for least, widths in _WIDTHS if width >= least), (None, None))


def _all_wished(wishes: Wishes) -> set[Place]:
    if wishes.text_only:
        return {Place.TEXT}
    return {Place.ARTICLES, Place.TEXT, *(side for side in _SIDES if wishes.wants(side))}


def _one_beside(wishes: Wishes, focus: Place) -> set[Place]:
    if focus is not Place.TEXT:
        return {focus}
    if wishes.text_only:
        return set()
    wanted = [side for side in (wishes.last, *_SIDES) if wishes.wants(side)]
    return set(wanted[:1])
