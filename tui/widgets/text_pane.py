"""The frame round the article's text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from core.model import Article, Statement, StatementId
from tui.commands import Place
from tui.drawing.lighting import words
from tui.finding import spans_of
from tui.widgets.article_view import ArticleView
from tui.widgets.line_pane import Step
from tui.widgets.pane import Pane


class TextPane(Pane):
    """The text with the article's title and the reader's place in the frame."""

    PLACE: ClassVar[Place] = Place.TEXT

    def __init__(self) -> None:
        super().__init__(id=Place.TEXT.value)
        self._view = ArticleView(id="article-view")
        self.statements: tuple[Statement, ...] = ()
        self.finding = ""
        """What is looked for, and which hit this is."""

    def compose(self) -> ComposeResult:
        """The text."""
        yield self._view

    @property
    def body(self) -> ArticleView:
        """The text."""
        return self._view

    @property
    def here(self) -> StatementId | None:
        """The statement the cursor stands on."""
        statement = self._view.statement
        return statement.id if statement else None

    def show(self, article: Article, statements: tuple[Statement, ...], at: int | None) -> None:
        """Show an article."""
        self.statements = statements
        self._view.show(article, statements, at=at)
        self.entitle_article()

    def entitle_article(self) -> None:
        """Write outlet and title into the frame."""
        article = self._view.article
        outlet = f"{article.outlet}  " if article is not None and article.outlet else ""
        self.entitle(outlet + article.title if article is not None else " ")

    def note(self, text: str) -> None:
        """Write below the frame how the article came here."""
        self.border_subtitle = words(text) if text else None

    @property
    def place_words(self) -> str:
        """Where the reader is: `2/23`, after what is looked for."""
        place = f"{self._view.cursor}/{len(self.statements)}" if self.statements else ""
        return "  ".join(part for part in (self.finding, place) if part)

    def move(self, step: Step, by: int) -> None:
        """Move the cursor or the text."""
        self._view.move(step, by)

    def texts(self) -> Sequence[str]:
        """The statements."""
        return [statement.text for statement in self.statements]

    @property
    def item(self) -> int:
        """Index of the current statement."""
        numbers = [statement.id.number for statement in self.statements]
        return numbers.index(self._view.cursor) if self._view.cursor in numbers else 0

    def select(self, item: int) -> None:
        """Put the cursor on a statement."""
        self._view.go_to(self.statements[item].id.number)

    def light(self, query: str, at: int | None) -> None:
        """Light up every hit, and the current one more; an empty query puts them out."""
        self._view.found = tuple(
            (statement.id.number, span)
            for statement in self.statements
            for span in spans_of(query, statement.text)
        )
        self._view.current_hit = at
