"""Whether anything is left to do: asked at every start, so without the modules that do it."""

from __future__ import annotations

from collections.abc import Sequence

from core.analysis.pipeline import fingerprint
from core.model import Correction
from core.relations import RULES
from core.storage import analysis, corrections, relations, stories
from core.storage.database import Database


def is_due(database: Database, wanted: Sequence[Correction]) -> bool:
    """Whether an article waits to be analysed, related or grouped, or names to be corrected."""
    return bool(
        corrections.applied(database) != tuple(wanted)
        or analysis.pending(database, fingerprint())
        or relations.stale(database)
        or relations.rules(database) not in (None, RULES)
        or stories.ungrouped(database)
    )
