"""What the reader knows better about a story: its articles, its name, whether there are any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.library import Library
from core.model import ArticleId, ArticleRow, Story, StoryWishKind
from tui import questions
from tui.commands import Command, Place, bindings_for, commands_of, key_name
from tui.drawing.correction_rows import action_row, choice_row
from tui.drawing.lighting import MUTED, words
from tui.keymap import in_effect
from tui.messages import GroupingLoaded, Said
from tui.questions import ask
from tui.screens.choose import ChooseScreen, Offer
from tui.screens.dialog import Dialog
from tui.screens.name import NameScreen
from tui.widgets.row_list import RowList

_PREFIX = "story."


@dataclass(frozen=True, slots=True)
class StoryWanted:
    """What the reader wants of stories."""

    kind: StoryWishKind
    articles: tuple[ArticleId, ...] = ()
    others: tuple[ArticleId, ...] = ()
    name: str = ""
    on: bool = False
    """Of the switch: whether articles are to be grouped."""


class StoryScreen(Dialog[StoryWanted]):
    """What can be done about an article and its story; closes with what to do."""

    PLACE: ClassVar[Place] = Place.STORY
    TITLE_WORDS: ClassVar[str] = "Stories"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.STORY)

    def __init__(
        self,
        library: Library,
        article: ArticleRow,
        rows: Sequence[ArticleRow],
        stories: Sequence[Story],
    ) -> None:
        super().__init__()
        self._library = library
        self._article = article
        self._articles = {row.id: row for row in rows}
        self._stories = stories
        self._own = next((story for story in stories if article.id in story.articles), None)
        self._groups = True
        self._commands: list[Command] = []

    def parts(self) -> ComposeResult:
        """The article with its story, and the rows."""
        yield Static(id="about")
        yield RowList(id="rows")

    def begin(self) -> None:
        """Show what can be done."""
        story = "in no story" if self._own is None else self._own.title
        about = words(self._article.title, "bold").append("\n").append(words(story, MUTED))
        self.query_one("#about", Static).update(about)
        self.query_one(RowList).focus()
        self._fill()
        ask(self, "grouping", partial(questions.grouping, self._library))

    @on(RowList.Widened)
    def _widened(self) -> None:
        self._fill()

    @on(GroupingLoaded)
    def _switched(self, message: GroupingLoaded) -> None:
        self._groups = message.on
        self._fill()

    @on(Said)
    def _said(self, message: Said) -> None:
        self.notify(message.text, severity="warning", markup=False)

    def _fill(self) -> None:
        rows = self.query_one(RowList)
        self._commands = [
            command
            for command in commands_of(Place.STORY, in_effect(self.app))
            if command.id.startswith(_PREFIX) and self._is_possible(command)
        ]
        at = rows.highlighted or 0
        rows.set_options(
            Option(
                action_row(
                    key_name(next(iter(command.keys), "")),
                    command.help,
                    rows.room,
                    is_so=command.id == "story.switch" and self._groups,
                    ellipsis="…",
                )
            )
            for command in self._commands
        )
        rows.highlighted = min(at, len(self._commands) - 1)

    def _is_possible(self, command: Command) -> bool:
        if command.id == "story.switch":
            return True
        if not self._groups:
            return False
        return self._own is not None or command.id == "story.move"

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Do what the row under the cursor says."""
        at = self.query_one(RowList).highlighted
        if at is not None and at < len(self._commands):
            self.action_story(self._commands[at].id.removeprefix(_PREFIX))

    def action_story(self, what: str) -> None:
        """Change the story in this way, asking for what it takes."""
        own, here = self._own, self._article.id
        if what == "switch":
            self.dismiss(StoryWanted(StoryWishKind.OFF, on=not self._groups))
        elif not self._groups:
            self.notify("Grouping is off; x switches it on", markup=False)
        elif what == "move":
            self._choose(
                "To which story, or which article?",
                [*self._other_stories(), *self._lone_articles()],
                lambda others: StoryWanted(StoryWishKind.MOVE, (here,), others),
            )
        elif own is None:
            self.notify("This article is in no story; m moves it to one", markup=False)
        elif what == "out":
            self.dismiss(StoryWanted(StoryWishKind.OUT, (here,)))
        elif what == "join":
            self._choose(
                f"Which story is the same as {own.title}?",
                self._other_stories(),
                lambda others: StoryWanted(StoryWishKind.JOIN, own.articles, others),
            )
        elif what == "split":
            self._split(own)
        else:
            self._rename(own)

    def _other_stories(self) -> list[Offer[tuple[ArticleId, ...]]]:
        return [
            Offer(story.title, f"story of {len(story.articles)}", story.articles)
            for story in self._stories
            if story is not self._own
        ]

    def _lone_articles(self) -> list[Offer[tuple[ArticleId, ...]]]:
        return [
            Offer(row.title, row.outlet or "article", (row.id,))
            for row in self._articles.values()
            if row.story is None and row.id != self._article.id
        ]

    def _choose(
        self,
        title: str,
        offers: Sequence[Offer[tuple[ArticleId, ...]]],
        wanted: Callable[[tuple[ArticleId, ...]], StoryWanted],
    ) -> None:
        def closed(chosen: Offer[tuple[ArticleId, ...]] | None) -> None:
            if chosen is not None:
                self.dismiss(wanted(chosen.value))

        self.app.push_screen(ChooseScreen(title, offers), closed)

    def _split(self, own: Story) -> None:
        def closed(chosen: tuple[ArticleId, ...] | None) -> None:
            if chosen is not None:
                self.dismiss(StoryWanted(StoryWishKind.SPLIT, chosen))

        members = [self._articles[each] for each in own.articles if each in self._articles]
        self.app.push_screen(SplitScreen(members, self._article.id), closed)

    def _rename(self, own: Story) -> None:
        def closed(written: str | None) -> None:
            if written is not None:
                self.dismiss(StoryWanted(StoryWishKind.RENAME, own.articles, name=written))

        self.app.push_screen(NameScreen("What is the story called?", own.title), closed)


class SplitScreen(Dialog[tuple[ArticleId, ...]]):
    """The articles of a story, some of them marked; closes with those."""

    PLACE: ClassVar[Place] = Place.SPLIT
    TITLE_WORDS: ClassVar[str] = "Which articles are a story of their own?"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.SPLIT)

    def __init__(self, members: Sequence[ArticleRow], marked: ArticleId) -> None:
        super().__init__()
        self._members = members
        self._marked = {marked}

    def parts(self) -> ComposeResult:
        """The articles, and what to do below them."""
        yield RowList(id="rows")

    def begin(self) -> None:
        """Show the articles."""
        self.query_one(RowList).focus()
        self._fill()

    @on(RowList.Widened)
    def _widened(self) -> None:
        self._fill()

    def _fill(self) -> None:
        rows = self.query_one(RowList)
        at = rows.highlighted or 0
        rows.set_options(
            [
                Option(
                    choice_row(
                        f"{'✓' if row.id in self._marked else ' '} {row.title}",
                        row.outlet or "",
                        rows.room,
                        ellipsis="…",
                    )
                )
                for row in self._members
            ]
            + [Option(words(f"Split off the {len(self._marked)} marked", "bold $text-accent"))]
        )
        rows.highlighted = at

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Mark the article under the cursor, or not; in the last row, split."""
        at = self.query_one(RowList).highlighted or 0
        if at < len(self._members):
            self._marked ^= {self._members[at].id}
            self._fill()
        elif 0 < len(self._marked) < len(self._members):
            self.dismiss(tuple(row.id for row in self._members if row.id in self._marked))
        else:
            self.notify("Mark some of the articles, not all: Enter marks", markup=False)
