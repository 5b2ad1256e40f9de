"""What came of adding articles."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.ids import ArticleId


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that did not become an article, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the sources named."""

    added: tuple[ArticleId, ...] = ()
    updated: tuple[ArticleId, ...] = ()
    unchanged: tuple[ArticleId, ...] = ()
    skipped: tuple[Refusal, ...] = ()
    """Left out on purpose: empty, another kind of file."""
    failed: tuple[Refusal, ...] = ()
    """Should have worked and did not."""

    def __add__(self, other: AddReport) -> AddReport:
        """Both reports as one."""
        return AddReport(
            added=self.added + other.added,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
            skipped=self.skipped + other.skipped,
            failed=self.failed + other.failed,
        )
