"""What the reader knows better about a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, TypeAlias, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.library import Library, Wish
from core.model import (
    ArticleId,
    Correction,
    CorrectionKind,
    EntityCount,
    EntityId,
    EntityKind,
    Mention,
    Statement,
)
from tui import questions
from tui.commands import Command, Place, bindings_for, commands_of, key_name
from tui.drawing.correction_rows import (
    a_kind,
    about_entity,
    action_row,
    correction_row,
)
from tui.drawing.lighting import MUTED, words
from tui.keymap import in_effect
from tui.messages import NameLoaded, Said
from tui.questions import ask
from tui.screens.choose import ChooseScreen, Offer
from tui.screens.dialog import Dialog
from tui.screens.name import NameScreen
from tui.widgets.row_list import RowList

CorrectionWanted: TypeAlias = Wish | Correction
"""Something to correct, or a correction to withdraw."""

Value = TypeVar("Value")

_PREFIX = "correct."
_RUN = re.compile(r"[^\W\d_a-zäöüß][\w&'’.-]*(?:\s[^\W\d_a-zäöüß][\w&'’.-]*){0,3}")
"""Up to four words that begin with a capital."""


class CorrectScreen(Dialog[CorrectionWanted]):
    """What it is called, what can be done about it, what was done; closes with what to do."""

    PLACE: ClassVar[Place] = Place.CORRECT
    TITLE_WORDS: ClassVar[str] = "Correct a name"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.CORRECT)

    def __init__(
        self,
        library: Library,
        article: ArticleId,
        entity: EntityId | None,
        *,
        statement: Statement | None,
        mentions: Sequence[Mention],
        words: str,
    ) -> None:
        """Open for an entity, or for none to add a name alone.

        Args:
            library: Where to ask.
            article: Where the reader is.
            entity: What to correct.
            statement: Under the cursor of the text.
            mentions: Of the entity, in that statement.
            words: What to add, as far as it can be guessed.
        """
        super().__init__()
        self._library = library
        self._article = article
        self._entity = entity
        self._statement = statement
        self._mentions = mentions
        self._words = words
        self._loaded = NameLoaded(None, (), (), ())
        self._rows: list[Command | Correction | None] = []

    def parts(self) -> ComposeResult:
        """The entity, and the rows."""
        yield Static(id="about")
        yield RowList(id="rows")

    def begin(self) -> None:
        """Ask for what is known of the entity."""
        self.query_one(RowList).focus()
        question = partial(questions.name, self._library, self._article, self._entity)
        ask(self, "name", question)
        self.run_worker(
            partial(self._library.get_ready_to_correct, self._article),
            thread=True,
            exit_on_error=False,
        )

    @on(RowList.Widened)
    def _widened(self) -> None:
        self._fill()

    @on(NameLoaded)
    def _show(self, message: NameLoaded) -> None:
        self._loaded = message
        self._fill()

    @on(Said)
    def _said(self, message: Said) -> None:
        self.notify(message.text, severity="warning", markup=False)

    def _fill(self) -> None:
        rows, counted = self.query_one(RowList), self._loaded.entity
        about = about_entity(counted, self._loaded.spellings, rows.room, ellipsis="…")
        self.query_one("#about", Static).update(about)
        actions = [
            command
            for command in commands_of(Place.CORRECT, in_effect(self.app))
            if command.id.startswith(_PREFIX)
            and (counted is not None or command.id == "correct.add")
        ]
        made = self._loaded.corrections
        self._rows = [*actions, *((None, *made) if made else ())]
        at = rows.highlighted or 0
        rows.set_options(self._option(row, rows.room) for row in self._rows)
        rows.highlighted = min(at, len(self._rows) - 1)

    def _option(self, row: Command | Correction | None, width: int) -> Option:
        if row is None:
            return Option(words("Corrected so far", f"bold {MUTED}"), disabled=True)
        if isinstance(row, Correction):
            return Option(correction_row(row, width, ellipsis="…"))
        counted = self._loaded.entity
        is_so = counted is not None and row.id == f"{_PREFIX}{counted.entity.kind}"
        key = key_name(next(iter(row.keys), ""))
        return Option(action_row(key, row.help, width, is_so=is_so, ellipsis="…"))

    @property
    def _row(self) -> Command | Correction | None:
        at = self.query_one(RowList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Do what the row under the cursor says."""
        if isinstance(self._row, Command):
            self.action_correct(self._row.id.removeprefix(_PREFIX))
        elif self._row is not None:
            self.notify("Del withdraws this correction", markup=False)

    def action_remove(self) -> None:
        """Withdraw the correction under the cursor."""
        if isinstance(self._row, Correction):
            self.dismiss(self._row)

    def action_correct(self, what: str) -> None:
        """Correct the entity in this way, asking for what it takes."""
        counted = self._loaded.entity
        if what == "add":
            self._add()
        elif counted is None:
            self.notify("There is no name to correct here; a adds one", markup=False)
        elif what == "rename":
            self._ask_name(
                f"What is {counted.entity.name} called?",
                counted.entity.name,
                lambda name: self._wish(CorrectionKind.RENAME, name=name),
            )
        elif what == "merge":
            self._choose_entity(
                f"Who or what is {counted.entity.name}?",
                lambda into: self._wish(CorrectionKind.MERGE, into=into),
            )
        elif what == "split":
            self._split(counted)
        elif what == "hide":
            self._wish(CorrectionKind.HIDE)
        else:
            self._wish(CorrectionKind.KIND, entity_kind=EntityKind(what))

    def _wish(
        self,
        kind: CorrectionKind,
        *,
        name: str = "",
        entity_kind: EntityKind | None = None,
        into: EntityId | None = None,
        spelling: str = "",
        mention: Mention | None = None,
    ) -> None:
        entity = None if kind is CorrectionKind.ADD else self._entity
        self.dismiss(Wish(kind, self._article, entity, name, entity_kind, into, spelling, mention))

    def _ask_name(
        self, about: str, name: str, then: Callable[[str], None], suggestions: Sequence[str] = ()
    ) -> None:
        def closed(written: str | None) -> None:
            if written is not None:
                then(written)

        self.app.push_screen(NameScreen(about, name, suggestions=suggestions), closed)

    def _choose(
        self, title: str, offers: Sequence[Offer[Value]], then: Callable[[Value], None]
    ) -> None:
        def closed(chosen: Offer[Value] | None) -> None:
            if chosen is not None:
                then(chosen.value)

        self.app.push_screen(ChooseScreen(title, offers), closed)

    def _choose_entity(self, title: str, then: Callable[[EntityId], None]) -> None:
        self._choose(title, self._entities(), then)

    def _entities(self) -> list[Offer[EntityId]]:
        return [
            Offer(each.entity.name, f"{each.entity.kind} {each.count}", each.entity.id)
            for each in self._loaded.others
        ]

    def _add(self) -> None:
        def named(written: str) -> None:
            self._choose(
                f"What is {written}?",
                [Offer(a_kind(kind), "", kind) for kind in EntityKind],
                lambda kind: self._wish(CorrectionKind.ADD, name=written, entity_kind=kind),
            )

        said = "" if self._statement is None else self._statement.text
        runs = dict.fromkeys(found.group() for found in _RUN.finditer(said))
        self._ask_name("Which words are a name, wherever they stand?", self._words, named, [*runs])

    def _split(self, counted: EntityCount) -> None:
        name = counted.entity.name

        def whose(what: str | Mention) -> None:
            mention = what if isinstance(what, Mention) else None
            spelling = what if isinstance(what, str) else what.text
            split = partial(self._wish, CorrectionKind.SPLIT, spelling=spelling, mention=mention)

            def chosen(into: EntityId | None) -> None:
                if into is not None:
                    split(into=into)
                else:
                    self._ask_name(
                        f"What is it called, other than {name}?",
                        spelling,
                        lambda own: split(name=own),
                    )

            offers: list[Offer[EntityId | None]] = [Offer("a name of its own", "", None)]
            offers += [Offer(each.text, each.note, each.value) for each in self._entities()]
            self._choose(f"Whose is {spelling}?", offers, chosen)

        offers: list[Offer[str | Mention]] = [
            Offer(mention.text, "in this statement alone", mention) for mention in self._mentions
        ]
        offers += [Offer(text, f"{count}", text) for text, count in self._loaded.spellings]
        self._choose(f"Which is not {name}?", offers, whose)
