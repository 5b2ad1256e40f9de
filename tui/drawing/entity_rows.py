"""The entity sidebar as rows: kinds as headings, each entity and figure once with its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from rich.cells import cell_len
from textual.content import Content

from core.model import EntityCount, EntityId, EntityKind, Figure, FigureCount, FigureKind
from tui.drawing.lighting import MUTED, words
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut

HEADINGS = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANISATION: "Organisation",
    EntityKind.PLACE: "Place",
    EntityKind.THING: "Thing",
}
FIGURES = "Figures"


@dataclass(frozen=True, slots=True)
class Heading:
    """A kind, above what is of that kind."""

    title: str


SidebarEntry: TypeAlias = Heading | EntityCount | FigureCount
Choice: TypeAlias = EntityId | Figure
"""What the reader has chosen in the sidebar."""


def sidebar_entries(
    entities: Sequence[EntityCount], figures: Sequence[FigureCount]
) -> tuple[SidebarEntry, ...]:
    """Everything in the sidebar in order; kinds without a member are left out."""
    entries: list[SidebarEntry] = []
    for kind, title in HEADINGS.items():
        members = [entity for entity in entities if entity.entity.kind is kind]
        if members:
            entries += [Heading(title), *members]
    if figures:
        entries += [Heading(FIGURES), *figures]
    return tuple(entries)


def entry_name(entry: SidebarEntry) -> str:
    """The words of an entry."""
    match entry:
        case Heading(title):
            return title
        case EntityCount(entity, _):
            return entity.name
        case FigureCount(figure, _):
            return figure_words(figure)


def entry_content(entry: SidebarEntry, width: int, *, chosen: bool, ellipsis: str) -> Content:
    """One row of exactly `width` cells."""
    if isinstance(entry, Heading):
        return words(entry.title, f"bold {MUTED}")
    count = str(entry.count)
    mark = "› " if chosen else "  "
    room = max(1, width - 2 - cell_len(count) - 1)
    name = cut(harmless(entry_name(entry)), room, ellipsis)
    gap = " " * (room - cell_len(name) + 1)
    look = "bold $text-accent" if chosen else ""
    return Content.assemble((mark, "$text-accent"), (name, look), gap, (count, MUTED))


_SCALES = ((Decimal(10) ** 12, "Bio."), (Decimal(10) ** 9, "Mrd."), (Decimal(10) ** 6, "Mio."))


def figure_words(figure: Figure) -> str:
    """A figure as people write it: `300 Mio. USD`, `50 %`, `2018-07`.

    Counts, durations and dates without a year are best told in the words of the text.
    """
    if figure.date is not None and not figure.date.startswith("--"):
        return figure.date
    if figure.value is None or figure.kind in (FigureKind.COUNT, FigureKind.DURATION):
        return figure.text
    low, scale = _scaled(figure.value)
    if figure.high is not None:
        high, high_scale = _scaled(figure.high)
        low = f"{low}–{high}" if scale == high_scale else f"{low} {scale}–{high}".strip()
        scale = high_scale
    return " ".join(part for part in (low, scale, figure.unit or "") if part)


def _scaled(value: Decimal) -> tuple[str, str]:
    for size, name in _SCALES:
        if abs(value) >= size:
            return f"{(value / size).normalize():f}".replace(".", ","), name
    if value == value.to_integral_value():
        plain = f"{value.to_integral_value():f}"
        return (f"{int(plain):,}".replace(",", ".") if len(plain) > 4 else plain), ""
    return f"{value.normalize():f}".replace(".", ","), ""
