"""What the margin says of every statement of an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from core.model import ArticleId, Relation, Sign, StatementId
from core.storage import relations, statements, story_readings
from core.storage.database import Database
from core.stories.alone import sign_of

_NO_LINKS: Mapping[frozenset[StatementId], Relation] = {}


def signs_of(
    database: Database,
    article: ArticleId,
    *,
    rejected: Collection[frozenset[StatementId]] = (),
    linked: Mapping[frozenset[StatementId], Relation] = _NO_LINKS,
) -> Mapping[int, Sign]:
    """The sign of each statement by its number; empty until relations have been looked for.

    Pairs that the reader has `rejected` are not related, and those he has `linked` are as he says.
    """
    if not relations.is_related(database, article):
        return {}
    kept = story_readings.relations_of(database, article)
    told_elsewhere = story_readings.is_told_elsewhere(database, article)
    signs = {}
    for statement in statements.statements(database, article):
        found = {
            linked.get(pair, relation)
            for there, relation in kept.get(statement.id.number, ())
            if (pair := frozenset((statement.id, there))) not in rejected
        }
        found |= {relation for pair, relation in linked.items() if statement.id in pair}
        signs[statement.id.number] = sign_of(statement, found, told_elsewhere=told_elsewhere)
    return signs
