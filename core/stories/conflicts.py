"""Where reports part: every pair of statements that differ from or contradict each other, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from core.model import (
    ArticleId,
    Conflict,
    EvidenceKind,
    PlacedStatement,
    Related,
    Relation,
    Role,
    Speech,
    Statement,
    StatementId,
)
from core.stories.sides import CONFLICTS, RANK, Pair, one_a_pair, turned
from core.text.words import fold

Found = tuple[StatementId, Related]
_PARTING = (
    EvidenceKind.NEGATION,
    EvidenceKind.FIGURE,
    EvidenceKind.DATE,
    EvidenceKind.ENTITY,
)
_REPEATED = 0.5
"""The share of the words of the shorter one from which statements of a report say the same."""


def with_repeats(
    found: Iterable[Found],
    articles: Sequence[ArticleId],
    *,
    statements: Mapping[StatementId, Statement],
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] | None = None,
) -> tuple[tuple[Found, tuple[Found, ...]], ...]:
    """The conflicts among the relations found, each with what the two reports say of it again.

    Each is seen from the article that comes first. Contradictions come before differences, of each
    kind those with the highest score first. What a report says twice conflicts once, in the text
    rather than in a headline, with the higher score; so does a statement that parts from several of
    one report in the same words. Pairs that the reader has `rejected` are left out; what he has
    `linked` as a conflict is one.
    """
    order = {article: at for at, article in enumerate(articles)}
    own = linked or {}
    kept = [
        _from_first(here, related, order)
        for pair, (here, related) in one_a_pair(found).items()
        if pair not in rejected
        and pair not in own
        and related.relation in CONFLICTS
        and all(each.article in order for each in pair)
    ]
    kept += [
        _from_first(here, Related(there, 1.0, relation, ()), order)
        for (here, there), relation in ((sorted(pair), own[pair]) for pair in own)
        if relation in CONFLICTS and here.article in order and there.article in order
    ]

    def weakness(each: Found) -> tuple[int, float, tuple[int, int, int, int]]:
        return RANK[each[1].relation], -each[1].score, _place(each, order)

    kept.sort(key=lambda each: (_headlines(each, statements), weakness(each)))
    told = _told(kept, statements)
    return tuple(
        (conflict, tuple(sorted(repeats, key=weakness)))
        for conflict, repeats in sorted(told, key=lambda each: weakness(each[0]))
    )


def conflicts_of(
    found: Iterable[Found],
    *,
    placed: Mapping[StatementId, PlacedStatement],
    speech: Mapping[StatementId, Speech],
) -> tuple[Conflict, ...]:
    """Conflicts with the words a reader needs to see, in the order given."""
    return tuple(
        Conflict(
            here=placed[here],
            there=placed[related.statement],
            related=related,
            here_speech=speech.get(here),
            there_speech=speech.get(related.statement),
        )
        for here, related in found
    )


def _from_first(here: StatementId, related: Related, order: Mapping[ArticleId, int]) -> Found:
    there = related.statement
    if order[here.article] <= order[there.article]:
        return here, related
    return there, turned(here, related)


def _place(found: Found, order: Mapping[ArticleId, int]) -> tuple[int, int, int, int]:
    here, there = found[0], found[1].statement
    return order[here.article], here.number, order[there.article], there.number


def _headlines(found: Found, statements: Mapping[StatementId, Statement]) -> int:
    both = (statements.get(found[0]), statements.get(found[1].statement))
    return sum(each is not None and each.role in (Role.TITLE, Role.HEADING) for each in both)


def _told(
    conflicts: Iterable[Found], statements: Mapping[StatementId, Statement]
) -> list[tuple[Found, list[Found]]]:
    """Each conflict of two reports with those after it that repeat it."""
    told: defaultdict[tuple[ArticleId, ArticleId, Relation], list[tuple[Found, list[Found]]]]
    told, every = defaultdict(list), []
    for here, related in conflicts:
        there = related.statement
        before = told[here.article, there.article, related.relation]
        for (one, other), repeats in before:
            if (
                _says_again(here, one, statements)
                and _says_again(there, other.statement, statements)
            ) or (
                (here == one or there == other.statement)
                and _parting(related) == _parting(other) != frozenset()
            ):
                repeats.append((here, related))
                break
        else:
            before.append(((here, related), []))
            every.append(before[-1])
    return every


def _parting(related: Related) -> frozenset[tuple[EvidenceKind, str, str]]:
    """In which words two statements part."""
    return frozenset(
        (each.kind, fold(each.here), fold(each.there))
        for each in related.evidence
        if not each.shared and each.kind in _PARTING
    )


def _says_again(
    one: StatementId, other: StatementId, statements: Mapping[StatementId, Statement]
) -> bool:
    if one == other:
        return True
    if one not in statements or other not in statements:
        return False
    mine, theirs = set(statements[one].lemmas), set(statements[other].lemmas)
    shorter = min(len(mine), len(theirs))
    return shorter > 0 and len(mine & theirs) >= _REPEATED * shorter
