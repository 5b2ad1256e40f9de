"""Correcting the names that were found, and adding those that were missed.

Dialogs are loaded when they are first opened: the first frame must not wait for them.
"""

from __future__ import annotations

from functools import partial

from textual import on

from core.model import Correction, EntityId, Figure
from tui import questions
from tui.commands import Place
from tui.messages import MarksChanged
from tui.questions import ask
from tui.screens.reading.finding import FindActions


class CorrectActions(FindActions):
    """The key that opens what can be corrected, and what follows from it."""

    def action_correct(self) -> None:
        """Correct the entity under the cursor: of the sidebar, else of the statement."""
        from tui.screens.correct import CorrectionWanted, CorrectScreen

        article, statement = self.wanted, self.text_pane.body.statement
        if article is None:
            return
        entity = self._entity_here()
        mentions = [
            mention
            for mention in self.text_pane.body.mentions
            if statement is not None
            and (mention.entity, mention.statement) == (entity, statement.id.number)
        ]

        def closed(wanted: CorrectionWanted | None) -> None:
            if isinstance(wanted, Correction):
                question = partial(questions.withdraw, self.library, wanted.id)
                ask(self, "marks", question, exclusive=False)
            elif wanted is not None:
                question = partial(questions.correct, self.library, wanted)
                ask(self, "marks", question, exclusive=False)

        self.app.push_screen(
            CorrectScreen(
                self.library,
                article,
                entity,
                statement=statement,
                mentions=mentions,
                words=self.found.query if self.found_in is Place.TEXT else "",
            ),
            closed,
        )

    def _entity_here(self) -> EntityId | None:
        names = [name for name in self.names_here() if not isinstance(name, Figure)]
        chosen = None if isinstance(self.chosen, Figure) else self.chosen
        return chosen if chosen in names else next(iter(names), None)

    @on(MarksChanged)
    def _names_corrected(self, message: MarksChanged) -> None:
        if not message.names:
            return
        if message.corrected is not None and self.chosen == message.corrected:
            self.chosen = message.now
        self.entity_sidebar.follow(message.corrected, message.now)
        self.look_again()
