"""Whether a statement stands alone: said in one report of its story, and by no other."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.model import PlacedStatement, Relation, Role, Sign, Statement, StoryId
from core.stories.sides import STRONGEST_FIRST

_BODY = (Role.LEAD, Role.PARAGRAPH)
_CLOSED = re.compile(r"[.!…:;][\"'“”„«»’‘)\]]*$")
"""How a sentence ends that says something; captions and bylines just stop, questions ask."""


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """A statement that no other report of its story makes."""

    statement: PlacedStatement
    story: StoryId


def says_something(statement: Statement) -> bool:
    """Whether a statement claims something by itself: no headline, no caption, no question."""
    return statement.role in _BODY and _CLOSED.search(statement.text.rstrip()) is not None


def sign_of(
    statement: Statement,
    relations: Collection[Relation],
    *,
    told_elsewhere: bool,
    copied: bool = False,
) -> Sign:
    """What the margin says of a statement that has these relations, and is `copied` or not.

    A conflict outranks an agreement, and this that others use the same words. Only where another
    report tells the same story in the same language can a statement be found only here, and only
    if it says something by itself: across languages too much that is said by both goes unnoticed.
    """
    for relation in STRONGEST_FIRST:
        if copied and relation is Relation.RELATED:
            return Sign.COPIED
        if relation in relations:
            return Sign(relation)
    return Sign.ONLY if told_elsewhere and says_something(statement) else Sign.NONE
