"""What the reports of a story say together: matrix, side by side, timeline, conflicts.

Views are loaded when they are first opened: the first frame must not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.model import StatementId
from tui.screens.reading.marking import MarkActions
from tui.screens.reading.ruling import RuleActions

if TYPE_CHECKING:
    from tui.screens.matrix import MatrixMemory


class ViewActions(MarkActions, RuleActions):
    """Keys that open a view of the story; each closes with the place to go to, if any."""

    _matrix_memory: MatrixMemory | None = None

    def action_matrix(self) -> None:
        """Claims by reports."""
        from tui.screens.matrix import MatrixMemory, MatrixScreen

        if self._matrix_memory is None:
            self._matrix_memory = MatrixMemory()
        here = self._from_here()
        if here is not None:
            screen = MatrixScreen(self.library, here, self, self._matrix_memory)
            self.app.push_screen(screen, self._land_if_any)

    def action_compare(self) -> None:
        """The article beside that of the chosen relative, else the one most related."""
        from tui.screens.compare import CompareScreen

        here = self._from_here()
        if here is None:
            return
        index, beside = self.related_panel.index, None
        if self.related_to == here and index < len(self.related):
            beside = self.related[index].related.statement.article
        self.app.push_screen(CompareScreen(self.library, here, self, beside), self._land_if_any)

    def action_timeline(self) -> None:
        """What happened when."""
        from tui.screens.timeline import TimelineScreen

        here = self._from_here()
        if here is not None:
            self.app.push_screen(TimelineScreen(self.library, here, self), self._land_if_any)

    def action_conflicts(self) -> None:
        """Where reports conflict."""
        from tui.screens.conflicts import ConflictsScreen

        here = self._from_here()
        if here is not None:
            self.app.push_screen(ConflictsScreen(self.library, here, self), self._land_if_any)

    def action_news(self) -> None:
        """What the report brings into its story, and what changed in its text."""
        from tui.screens.news import NewsScreen

        here = self._from_here()
        if here is not None:
            self.app.push_screen(NewsScreen(self.library, here, self), self._land_if_any)

    def _from_here(self) -> StatementId | None:
        if self.here is None:
            self.say("Open an article first")
        return self.here

    def _land_if_any(self, target: StatementId | None) -> None:
        if target is not None:
            self.land(target)
