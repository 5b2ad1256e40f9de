"""Who and what is mentioned in the article, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from core.model import EntityCount, EntityId, FigureCount
from tui.commands import Place
from tui.drawing.entity_rows import (
    Choice,
    Heading,
    SidebarEntry,
    entry_content,
    entry_name,
    sidebar_entries,
)
from tui.widgets.line_pane import Step
from tui.widgets.pane import Pane
from tui.widgets.row_list import RowList


class EntitySidebar(Pane):
    """People, organisations, places, things and figures; one of them can be chosen."""

    PLACE: ClassVar[Place] = Place.ENTITIES

    entries: reactive[tuple[SidebarEntry, ...]] = reactive((), repaint=False)
    chosen: reactive[Choice | None] = reactive[Choice | None](None, repaint=False)

    @dataclass
    class Chosen(Message):
        """The reader has chosen an entity or a figure, or let go of it."""

        choice: Choice | None

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._rows = RowList(id="entities-rows")
        self._followed: tuple[EntityId | None, EntityId | None] = (None, None)

    def compose(self) -> ComposeResult:
        """The rows."""
        yield self._rows

    def on_mount(self) -> None:
        """Begin empty."""
        self.entitle("Entities")
        self._fill()

    def show(
        self, entities: Sequence[EntityCount], figures: Sequence[FigureCount], *, analysed: bool
    ) -> None:
        """Show what is in an article."""
        entries = sidebar_entries(entities, figures)
        if not analysed:
            entries = (Heading("Not analysed yet."), *entries)
        elif not entries:
            entries = (Heading("Nobody and nothing named."),)
        (before, now), here = self._followed, self.choice
        # A cursor that was not moved marks nothing: what is found later stands above it.
        first = next(filter(None, map(choice_of, self.entries)), None)
        moved = here is not None and (here != first or here in {self.chosen, before})
        self._followed = (None, None)
        self.set_reactive(EntitySidebar.entries, entries)
        self._fill()
        wanted = now if here is not None and here == before else here if moved else None
        places = [n for n, entry in enumerate(entries) if choice_of(entry) == wanted]
        if wanted is not None and places:
            self.select(places[0])
        elif not moved:
            self.move("edge", -1)

    def follow(self, before: EntityId | None, now: EntityId | None) -> None:
        """Keep the cursor on an entity that has another id when entities are shown next."""
        self._followed = (before, now)

    @property
    def body(self) -> RowList:
        """The rows."""
        return self._rows

    @property
    def choice(self) -> Choice | None:
        """What the row under the cursor stands for."""
        return choice_of(self.entries[self.item]) if self.item < len(self.entries) else None

    def name_of(self, choice: Choice) -> str:
        """What is chosen, as its row calls it; empty when it has none."""
        named = (entry_name(one) for one in self.entries if choice_of(one) == choice)
        return next(named, "")

    def move(self, step: Step, by: int) -> None:
        """Move through the rows."""
        self.body.move(step, by)

    def texts(self) -> Sequence[str]:
        """The names; headings cannot be found."""
        return ["" if isinstance(one, Heading) else entry_name(one) for one in self.entries]

    @property
    def item(self) -> int:
        """The row under the cursor."""
        return self.body.highlighted or 0

    def select(self, item: int) -> None:
        """Put the cursor on a row."""
        self.body.highlighted = item

    def watch_chosen(self) -> None:
        """Mark the row of what is chosen."""
        self._fill()

    @on(RowList.Widened)
    def _widened(self, event: RowList.Widened) -> None:
        event.stop()
        self._fill()

    def _fill(self) -> None:
        if not self._rows.is_attached:
            return
        rows, width = self.body, self.body.room
        at = rows.highlighted
        rows.set_options(
            Option(
                entry_content(entry, width, chosen=self._is_chosen(entry), ellipsis="…"),
                disabled=isinstance(entry, Heading),
            )
            for entry in self.entries
        )
        names = [n for n, one in enumerate(self.entries) if not isinstance(one, Heading)]
        if names:
            rows.highlighted = at if at in names else names[0]

    def _is_chosen(self, entry: SidebarEntry) -> bool:
        return self.chosen is not None and self.chosen == choice_of(entry)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        choice = choice_of(self.entries[event.option_index])
        self.post_message(self.Chosen(None if choice == self.chosen else choice))


def choice_of(entry: SidebarEntry) -> Choice | None:
    """What choosing a row means; None for a heading."""
    match entry:
        case EntityCount(entity, _):
            return entity.id
        case FigureCount(figure, _):
            return figure
        case _:
            return None
