"""Whether anything is left to do: asked at every start, so without the modules that do it."""

from __future__ import annotations

from collections.abc import Sequence

from core.analysis.pipeline import fingerprint
from core.model import Correction, StoryWish
from core.relations import RULES
from core.storage import analysis, corrections, relations, stories, story_wishes
from core.storage.database import Database


def is_due(database: Database, wanted: Sequence[Correction], wishes: Sequence[StoryWish]) -> bool:
    """Whether an article waits to be analysed, related or grouped, or the reader to be followed."""
    return bool(
        corrections.applied(database) != tuple(wanted)
        or analysis.pending(database, fingerprint())
        or relations.stale(database)
        or relations.rules(database) not in (None, RULES)
        or stories.ungrouped(database)
        or story_wishes.followed(database) != tuple(wishes)
    )
