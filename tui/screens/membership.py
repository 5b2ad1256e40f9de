"""Why an article is in its story."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from core.library import Library
from core.model import ArticleRow
from tui import questions
from tui.commands import Place, bindings_for
from tui.drawing.lighting import MUTED, words
from tui.drawing.membership_rows import membership_words
from tui.messages import MembershipLoaded, ReportsChanged, Said
from tui.questions import ask
from tui.screens.dialog import Dialog


class MembershipScreen(Dialog[None]):
    """What the article has in common with the others of its story."""

    PLACE: ClassVar[Place] = Place.EXPLAIN
    TITLE_WORDS: ClassVar[str] = "Why in this story"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.EXPLAIN)

    def __init__(self, library: Library, article: ArticleRow) -> None:
        super().__init__()
        self._library = library
        self._article = article

    def parts(self) -> ComposeResult:
        """One long text to scroll."""
        with VerticalScroll(id="rows"):
            yield Static(words("Looking …", MUTED), id="explanation")

    def begin(self) -> None:
        """Ask for the reasons."""
        ask(self, "membership", partial(questions.membership, self._library, self._article.id))

    @on(ReportsChanged)
    def _look_again(self) -> None:
        self.begin()

    @property
    def mover(self) -> Widget:
        """The text."""
        return self.query_one("#rows", VerticalScroll)

    @on(MembershipLoaded)
    def _loaded(self, message: MembershipLoaded) -> None:
        said = membership_words(self._article.title, message.membership)
        self.query_one("#explanation", Static).update(said)

    @on(Said)
    def _said(self, message: Said) -> None:
        self.notify(message.text, severity="warning", markup=False)
