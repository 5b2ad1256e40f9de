"""Where the reader has been: a value that remembers every jump and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import StatementId


@dataclass(frozen=True, slots=True)
class JumpList:
    """Statements left by jumping, and those left by going back."""

    behind: tuple[StatementId, ...] = ()
    ahead: tuple[StatementId, ...] = ()

    def jumped(self, origin: StatementId) -> JumpList:
        """After a jump away from `origin`; what lay ahead is forgotten."""
        if self.behind[-1:] == (origin,):
            return JumpList(self.behind)
        return JumpList((*self.behind, origin))

    def back(self, here: StatementId) -> tuple[JumpList, StatementId] | None:
        """One jump back: the new list and where to land; None at the first statement."""
        if not self.behind:
            return None
        return JumpList(self.behind[:-1], (*self.ahead, here)), self.behind[-1]

    def forward(self, here: StatementId) -> tuple[JumpList, StatementId] | None:
        """One jump forward again: the new list and where to land; None after a fresh jump."""
        if not self.ahead:
            return None
        return JumpList((*self.behind, here), self.ahead[:-1]), self.ahead[-1]
