"""Whether anything is left to do: asked at every start, so without the modules that do it."""

from __future__ import annotations

from core.analysis.pipeline import fingerprint
from core.relations import RULES
from core.storage import analysis, relations, stories
from core.storage.database import Database


def is_due(database: Database) -> bool:
    """Whether an article waits to be analysed, related or grouped."""
    return bool(
        analysis.pending(database, fingerprint())
        or relations.stale(database)
        or relations.rules(database) not in (None, RULES)
        or stories.ungrouped(database)
    )
