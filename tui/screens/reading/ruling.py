"""The reader's word on relations: confirming and rejecting them, linking two statements by hand.

Dialogs are loaded when they are first opened: the first frame must not wait for them.
"""

from __future__ import annotations

from functools import partial

from core.model import Related, Relation, Ruling, StatementId
from tui import questions
from tui.questions import ask
from tui.screens.reading.desk import Desk


class RuleActions(Desk):
    """Keys that say whether two statements are related, and how."""

    linking: StatementId | None = None
    """The one side of a link whose other side is still to be named."""

    def action_rule(self, said: str) -> None:
        """Confirm or reject the relation under the cursor of the panel; again: take it back."""
        here, shown = self.here, self.related_panel.found
        if here is None or shown is None or self.related_to != here:
            self.say("Nothing related here to confirm or reject")
        else:
            self.rule_on(here, shown.related, said)

    def action_link(self) -> None:
        """Take the statement as one side of a link; on another, say how the two are related."""
        if self.here is not None:
            self.link_from(self.here)

    # --- also from the views ----------------------------------------------------------------------

    def rule_on(self, here: StatementId, found: Related, said: str) -> None:
        """Confirm or reject how two statements are related; again: take it back."""
        ruling = Ruling(said)
        if found.verdict is Ruling.LINKED:
            if ruling is Ruling.CONFIRMED:
                self.say("You have linked these two yourself; x takes the link back")
                return
            ruling = Ruling.LINKED  # the same again takes it back
        self._rule(here, found.statement, ruling, found.relation)

    def link_from(self, statement: StatementId) -> None:
        """Take a statement as one side of a link; on another, ask how the two are related."""
        if self.linking is None:
            self.linking = statement
            self.say("Linked to which? Go to a statement of another article and press & again")
        elif self.linking == statement:
            self.linking = None
            self.say("Not linked")
        elif self.linking.article == statement.article:
            self.linking = statement
            self.say("Both are in one article; now the link begins here")
        else:
            self.link_pair(statement, self.linking)

    def link_pair(self, here: StatementId, there: StatementId) -> None:
        """Ask how two statements are related."""
        from tui.screens.choose import ChooseScreen, Offer

        def closed(chosen: Offer[Relation] | None) -> None:
            if chosen is not None:
                self.linking = None
                self._rule(here, there, Ruling.LINKED, chosen.value)

        offers = [
            Offer("agrees", "says the same", Relation.AGREES),
            Offer("differs", "another figure or date for the same", Relation.DIFFERS),
            Offer("contradicts", "denies what the other affirms", Relation.CONTRADICTS),
            Offer("related", "the same matter, more or other detail", Relation.RELATED),
        ]
        self.app.push_screen(ChooseScreen("How are the two related?", offers), closed)

    def _rule(
        self, here: StatementId, there: StatementId, ruling: Ruling, relation: Relation
    ) -> None:
        question = partial(questions.rule, self.library, here, there, ruling, relation)
        ask(self, "marks", question, exclusive=False)
