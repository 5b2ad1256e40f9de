"""The rows of a matrix: how they are sorted, and which of them a report lacks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from core.model import ArticleId, Claim

_OTHERS = 2
"""So many other reports make a claim that one can be said to leave out."""


class ClaimOrder(StrEnum):
    """How the rows of a matrix are sorted."""

    STORY = "story"
    """As the story tells them."""
    DISPUTED = "disputed"
    """The most disputed first, of these the most shared."""
    SHARED = "shared"
    """Those that most reports make in words of their own first."""


def ordered(claims: Sequence[Claim], order: ClaimOrder) -> tuple[Claim, ...]:
    """The claims sorted; those that are alike stay as they were."""
    if order is ClaimOrder.DISPUTED:
        return tuple(sorted(claims, key=lambda each: (-each.disputed, -each.witnesses)))
    if order is ClaimOrder.SHARED:
        return tuple(sorted(claims, key=lambda each: -each.witnesses))
    return tuple(claims)


def left_out(claims: Sequence[Claim], article: ArticleId) -> tuple[Claim, ...]:
    """The claims that a report does not make but at least two others do, the most shared first.

    Others that use the same words are one.
    """
    missing = [
        each
        for each in claims
        if each.witnesses >= _OTHERS and all(cell.article != article for cell in each.cells)
    ]
    return ordered(missing, ClaimOrder.SHARED)
