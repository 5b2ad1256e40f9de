"""What the margin says of every statement of an article."""

from __future__ import annotations

from collections.abc import Mapping

from core.model import ArticleId, Relation, Role, Sign
from core.storage import relations, statements, stories
from core.storage.database import Database

_STRONGEST_FIRST = (
    (Relation.CONTRADICTS, Sign.CONTRADICTS),
    (Relation.DIFFERS, Sign.DIFFERS),
    (Relation.AGREES, Sign.AGREES),
    (Relation.RELATED, Sign.RELATED),
)
_CAN_STAND_ALONE = (Role.LEAD, Role.PARAGRAPH)


def signs_of(database: Database, article: ArticleId) -> Mapping[int, Sign]:
    """The sign of each statement by its number; empty until relations have been looked for.

    A conflict outranks an agreement. Only where other reports tell the same story can a statement
    be found only here; headlines make no such claim.
    """
    if not relations.is_related(database, article):
        return {}
    found = relations.relations_by_statement(database, article)
    story = stories.story_of(database, article)
    told_elsewhere = story is not None and len(story.articles) > 1
    signs = {}
    for statement in statements.statements(database, article):
        number = statement.id.number
        fitting = (sign for kind, sign in _STRONGEST_FIRST if kind in found.get(number, ()))
        alone = told_elsewhere and statement.role in _CAN_STAND_ALONE
        signs[number] = next(fitting, Sign.ONLY if alone else Sign.NONE)
    return signs
