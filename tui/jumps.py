"""Where the reader has been: a value that remembers every jump and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from core.model import StatementId
from tui.finding import SearchState


@dataclass(frozen=True, slots=True)
class SearchLeft:
    """A list of hits that was left for one of them; it had been opened from a statement."""

    statement: StatementId
    search: SearchState


Stop: TypeAlias = StatementId | SearchLeft
"""Where one can go back to."""


@dataclass(frozen=True, slots=True)
class JumpList:
    """What was left by jumping, and what by going back."""

    behind: tuple[Stop, ...] = ()
    ahead: tuple[Stop, ...] = ()

    def jumped(self, origin: Stop) -> JumpList:
        """After a jump away from `origin`; what lay ahead is forgotten."""
        if self.behind[-1:] == (origin,):
            return JumpList(self.behind)
        return JumpList((*self.behind, origin))

    def back(self, here: Stop) -> tuple[JumpList, Stop] | None:
        """One jump back: the new list and where to land; None at the first stop."""
        if not self.behind:
            return None
        return JumpList(self.behind[:-1], (*self.ahead, here)), self.behind[-1]

    def forward(self, here: Stop) -> tuple[JumpList, Stop] | None:
        """One jump forward again: the new list and where to land; None after a fresh jump."""
        if not self.ahead:
            return None
        return JumpList((*self.behind, here), self.ahead[:-1]), self.ahead[-1]


def statement_of(stop: Stop) -> StatementId:
    """Where in the texts that is."""
    return stop.statement if isinstance(stop, SearchLeft) else stop
