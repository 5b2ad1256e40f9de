"""Reports that come in while the reader reads: what they bring is told once they are compared."""

from __future__ import annotations

from functools import partial

from textual import on

from core.library import Added, Idle
from core.model import ArticleId
from tui import questions
from tui.messages import WorkReported
from tui.questions import ask
from tui.screens.reading.desk import Desk


class ArriveActions(Desk):
    """Remembers what was added until the background work is through with it."""

    _added: tuple[ArticleId, ...] = ()
    _updated: tuple[ArticleId, ...] = ()

    @on(WorkReported)
    def _tell_arrivals(self, message: WorkReported) -> None:
        match message.event:
            case Added(report):
                self._added += report.added
                self._updated += report.updated
            case Idle() if self._added or self._updated:
                question = partial(questions.arrivals, self.library, self._added, self._updated)
                self._added = self._updated = ()
                ask(self, "arrivals", question)
