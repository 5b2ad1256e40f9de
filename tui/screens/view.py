"""A view of what the reports of a story say together: as large as the screen, closed by jumping."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from core.model import StatementId
from tui.drawing.lighting import MUTED, words
from tui.messages import NothingToShow, Said
from tui.screens.dialog import Dialog


class View(Dialog[StatementId]):
    """Says that it is working, then shows its pane, or why there is nothing to show."""

    def parts(self) -> ComposeResult:
        """What is said while there is nothing to see, and the view."""
        yield Static(words("Reading what the reports say …", MUTED), id="nothing")
        for part in self.view_parts():
            part.display = False
            yield part

    def view_parts(self) -> tuple[Widget, ...]:
        """The view's own parts; the first one moves and has the focus."""
        raise NotImplementedError

    def entitle(self, text: str) -> None:
        """Write what is shown, foreign words among it, into the frame."""
        self.query_one("#dialog").border_title = words(text)

    def reveal(self) -> None:
        """Show the view's parts."""
        self._switch(empty=False)
        if self.focused is None:
            self.mover.focus()

    @on(NothingToShow)
    def _nothing(self, message: NothingToShow) -> None:
        self.note("")
        self.query_one("#nothing", Static).update(Content(message.why))
        self._switch(empty=True)

    @on(Said)
    def _said(self, message: Said) -> None:
        if self.mover.display:
            self.notify(
                message.text,
                severity="warning" if message.problem else "information",
                markup=False,
            )
        else:
            self.query_one("#nothing", Static).update(words(message.text))

    def _switch(self, *, empty: bool) -> None:
        nothing = self.query_one("#nothing")
        nothing.display = empty
        for part in self.query_one("#dialog").children:
            if part is not nothing:
                part.display = not empty
