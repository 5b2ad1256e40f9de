"""A view of what the reports of a story say together: as large as the screen, closed by jumping."""

from __future__ import annotations

from typing import Protocol

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from core.library import Library
from core.model import Related, StatementId
from tui.drawing.lighting import MUTED, words
from tui.messages import NothingToShow, ReportsChanged, Said
from tui.questions import Question, ask
from tui.screens.dialog import Dialog

_PAUSE = 0.5
"""Seconds between two looks while the background work changes what is shown."""


class Judging(Protocol):
    """Where the reader's word on what a view shows is kept; views are told when it has been."""

    def rule_on(self, here: StatementId, found: Related, said: str) -> None:
        """Confirm or reject how two statements are related; again: take it back."""
        ...

    def link_from(self, statement: StatementId) -> None:
        """Take a statement as one side of a link; on another, ask how the two are related."""
        ...

    def link_pair(self, here: StatementId, there: StatementId) -> None:
        """Ask how two statements are related."""
        ...

    def action_undo(self) -> None:
        """Take back the last change of the marks."""
        ...

    def action_redo(self) -> None:
        """Make that change again."""
        ...


class View(Dialog[StatementId]):
    """Says that it is working, then shows its pane, or why there is nothing to show.

    It is shown anew, the cursor in its place, whenever what the reports say has changed.
    """

    def __init__(self, library: Library, here: StatementId, judging: Judging) -> None:
        """Open on a statement."""
        super().__init__()
        self.library = library
        self.here = here
        self.judging = judging
        self._asked = False
        self._asks_again = False

    def parts(self) -> ComposeResult:
        """What is said while there is nothing to see, and the view."""
        yield Static(words("Reading what the reports say …", MUTED), id="nothing")
        for part in self.view_parts():
            part.display = False
            yield part

    # --- for the heirs ----------------------------------------------------------------------------

    def view_parts(self) -> tuple[Widget, ...]:
        """The view's own parts; the first one moves and has the focus."""
        raise NotImplementedError

    def question(self) -> Question:
        """What is shown; the answer is a message of the view's own, or `NothingToShow`."""
        raise NotImplementedError

    @property
    def pair(self) -> tuple[StatementId, Related] | None:
        """The two statements the cursor stands on, if they are related."""
        return None

    def entitle(self, text: str) -> None:
        """Write what is shown, foreign words among it, into the frame."""
        self.query_one("#dialog").border_title = words(text)

    def reveal(self) -> None:
        """Show the view's parts: the answer has come."""
        self._answered()
        self._switch(empty=False)
        if self.focused is None:
            self.mover.focus()

    # --- asking -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask for what is shown, in place of what was asked before."""
        self._asked, self._asks_again = True, False
        ask(self, "view", self.question())

    @on(ReportsChanged)
    def _look_again(self) -> None:
        if self._asked:
            self._asks_again = True
        else:
            self.begin()

    def _answered(self) -> None:
        self._asked = False
        if self._asks_again:
            self._asks_again = False
            self.set_timer(_PAUSE, self._look_again)

    @on(NothingToShow)
    def _nothing(self, message: NothingToShow) -> None:
        self._answered()
        self.note("")
        self.query_one("#nothing", Static).update(Content(message.why))
        self._switch(empty=True)

    @on(Said)
    def _said(self, message: Said) -> None:
        self._answered()
        if self.mover.display:
            self.notify(
                message.text,
                severity="warning" if message.problem else "information",
                markup=False,
            )
        else:
            self.query_one("#nothing", Static).update(words(message.text))

    @on(Worker.StateChanged)
    def _failed(self, message: Worker.StateChanged) -> None:
        if message.state is WorkerState.ERROR:
            self.log.error(message.worker.error)
            self.post_message(
                Said(f"{message.worker.name}: {message.worker.error!r}", problem=True)
            )

    def _switch(self, *, empty: bool) -> None:
        nothing = self.query_one("#nothing")
        nothing.display = empty
        for part in self.query_one("#dialog").children:
            if part is not nothing:
                part.display = not empty

    # --- the reader's word ------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to stand on."""
        return not self.mover.display

    def action_rule(self, said: str) -> None:
        """Confirm or reject the relation of the pair under the cursor; again: take it back."""
        pair = None if self.is_empty else self.pair
        if pair is None:
            self.notify("Nothing related here to confirm or reject", markup=False)
        else:
            self.judging.rule_on(*pair, said)

    def action_undo(self) -> None:
        """Take back the last change of the marks."""
        self.judging.action_undo()

    def action_redo(self) -> None:
        """Make that change again."""
        self.judging.action_redo()
