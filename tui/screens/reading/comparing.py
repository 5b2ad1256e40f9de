"""How much is taken to be related, what comes near it, and why.

Dialogs are loaded when they are first opened: the first frame must not wait for them.
"""

from __future__ import annotations

from core.library import DEFAULT_THRESHOLD
from tui.screens.reading.desk import Desk

_STEP = 0.05


class CompareActions(Desk):
    """Keys that ask more of relations, or more about them."""

    def action_threshold(self, by: int) -> None:
        """Ask for a higher score before calling statements related, or for a lower one."""
        wanted = round(self.threshold + by * _STEP, 2)
        if not 0 < wanted < 1:
            self.say("Nothing is left out now" if by < 0 else "No score is higher")
            return
        self.threshold = wanted
        left = "" if wanted == DEFAULT_THRESHOLD else f", {DEFAULT_THRESHOLD:.2f} by default"
        self.say(f"Related from a score of {wanted:.2f}{left}")
        self.ask_for_related()

    def action_near(self) -> None:
        """Show what is just below the threshold as well, or leave it out again."""
        self.shows_near = not self.shows_near
        self.ask_for_related()

    def action_explain(self) -> None:
        """Explain the related statement under the cursor, else the best one."""
        from tui.screens.explain import ExplainScreen

        statement, found = self.text_pane.body.statement, self.related_panel.found
        if statement is None or found is None or self.related_to != statement.id:
            self.say("Nothing related here to explain")
            return
        self.app.push_screen(
            ExplainScreen(self.library, statement, found, threshold=self.threshold)
        )
