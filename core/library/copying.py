"""Which reports of the library print the same text."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import ArticleId
from core.storage import links, statements
from core.storage import story_readings as readings
from core.storage.database import Database
from core.stories.copies import Copies, copies_of


def copies_among(database: Database, members: Sequence[ArticleId]) -> Copies:
    """What several of these reports have in the same words; each counts with the first of them."""
    made = statements.statements_of(database, members)
    return copies_of(
        {each: made.get(each, ()) for each in members},
        links.links_within(database, members),
        readings.speech_in(database, members),
    )
