"""What the reader has said to relations, as every view needs it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from core.library.marking import Marking
from core.model import (
    ArticleId,
    Cell,
    Claim,
    Conflict,
    Mark,
    Matrix,
    Pairing,
    Related,
    RelatedStatement,
    Relation,
    Ruling,
    StatementId,
    ToldConflict,
    Verdict,
)
from core.storage import articles, relations, statements, story_readings, verdicts
from core.storage.database import Database
from core.stories import ruling

if TYPE_CHECKING:
    from core.exports.dossier import Judgement

Pair = frozenset[StatementId]


class Overlay(TypedDict):
    """The reader's word as the views take it."""

    rejected: frozenset[Pair]
    """What he says is not related."""
    linked: Mapping[Pair, Relation]
    """What is related as he says and the program does not."""


def overlay(database: Database) -> Overlay:
    """What is to be laid over the relations the program found."""
    said = verdicts.verdicts(database)
    return Overlay(
        rejected=ruling.rejected_pairs(verdict for verdict, _ in said),
        linked=ruling.linked_pairs(said),
    )


def rulings(database: Database) -> Mapping[Pair, Ruling]:
    """What the reader has said to each pair he has said anything to."""
    return {
        frozenset((each.here, each.there)): each.ruling for each, _ in verdicts.verdicts(database)
    }


def related_statements(
    database: Database, statement: StatementId, *, limit: int
) -> tuple[RelatedStatement, ...]:
    """What is related to a statement by program and reader, as `ruled` puts it.

    At most `limit` that hold; what the reader rejected comes after them, so that he can take that
    back.
    """
    said = verdicts.verdicts_on(database, statement)
    if not said:
        return relations.related_statements(database, statement, limit=limit)
    found = relations.related_statements(database, statement, limit=-1)
    return _laid_over(database, found, said, limit=limit)


def laid_over(
    database: Database, statement: StatementId, found: Sequence[RelatedStatement], *, limit: int
) -> tuple[RelatedStatement, ...]:
    """The same for what was looked for anew."""
    return _laid_over(database, found, verdicts.verdicts_on(database, statement), limit=limit)


def _laid_over(
    database: Database,
    found: Sequence[RelatedStatement],
    said: Mapping[StatementId, Verdict],
    *,
    limit: int,
) -> tuple[RelatedStatement, ...]:
    shown = {each.related.statement: each for each in found}
    ruled = [
        replace(shown[each.statement], related=each)
        if each.statement in shown
        else related_statement(database, each)
        for each in ruling.ruled([each.related for each in found], said)
    ]
    hold = [each for each in ruled if each.related.verdict is not Ruling.REJECTED]
    rejected = [each for each in ruled if each.related.verdict is Ruling.REJECTED]
    return (*hold[: max(0, limit)], *rejected)


def related_statement(database: Database, related: Related) -> RelatedStatement:
    """A related statement with the words a reader needs to see."""
    article = articles.article(database, related.statement.article)
    statement = statements.statement(database, related.statement)
    return RelatedStatement(
        related, statement.text, article.title, article.paragraph_at(statement.span.start)
    )


def said_to_conflicts(
    conflicts: Iterable[Conflict], said: Mapping[Pair, Ruling]
) -> tuple[Conflict, ...]:
    """The conflicts, with what the reader has said to each."""
    return tuple(
        replace(each, related=replace(each.related, verdict=said[pair]))
        if (pair := frozenset((each.here.id, each.there.id))) in said
        else each
        for each in conflicts
    )


def said_to_told(
    told: Iterable[ToldConflict], said: Mapping[Pair, Ruling]
) -> tuple[ToldConflict, ...]:
    """The same of conflicts with their repeats."""
    return tuple(
        ToldConflict(head, tuple(repeats))
        for each in told
        for head, *repeats in (said_to_conflicts(each.told, said),)
    )


def said_to_matrix(matrix: Matrix, said: Mapping[Pair, Ruling]) -> Matrix:
    """The claims, with what the reader has said to how a report puts one."""
    about = {statement for pair in said for statement in pair}
    return replace(
        matrix,
        claims=tuple(
            replace(claim, cells=tuple(_said_to_cell(cell, claim, said) for cell in claim.cells))
            if claim.statement in about
            else claim
            for claim in matrix.claims
        ),
    )


def _said_to_cell(cell: Cell, claim: Claim, said: Mapping[Pair, Ruling]) -> Cell:
    pairs = (frozenset((claim.statement, each)) for each in cell.statements)
    return replace(cell, verdict=next((said[pair] for pair in pairs if pair in said), None))


def agreeing(
    database: Database,
    among: Iterable[ArticleId],
    *,
    rejected: Collection[Pair],
    linked: Mapping[Pair, Relation],
) -> frozenset[Pair]:
    """The pairs of statements of these articles that agree, by program and reader."""
    wanted = set(among)
    found = {
        frozenset((StatementId(article, number), there))
        for article in wanted
        for number, others in story_readings.relations_of(database, article).items()
        for there, relation in others
        if relation is Relation.AGREES and there.article in wanted
    }
    found -= {*rejected, *linked}
    return frozenset(found) | {
        pair for pair, relation in linked.items() if relation is Relation.AGREES
    }


def said_to_pairings(
    pairings: Iterable[Pairing], said: Mapping[Pair, Ruling]
) -> tuple[Pairing, ...]:
    """The steps of a comparison, with what the reader has said to each."""
    return tuple(
        replace(each, related=replace(each.related, verdict=said[pair]))
        if each.left is not None
        and each.related is not None
        and (pair := frozenset((each.left, each.related.statement))) in said
        else each
        for each in pairings
    )


def apply(database: Database, marking: Marking) -> None:
    """Let the library follow the verdicts among the marks, where they are placed now.

    Of two on statements that have become the same pair, the later one holds.
    """
    # Read inside the transaction: another program may have kept one a moment ago.
    with database.writing():
        marks = marking.verdicts()
        found: dict[Pair, Verdict] = {}
        for mark in marks:
            verdict = verdict_of(marking.placed(mark))
            if verdict is not None:
                found[frozenset((verdict.here, verdict.there))] = verdict
        verdicts.apply(database, marks, found.values())


def judgements(database: Database) -> tuple[Judgement, ...]:
    """The verdicts as a dossier states them."""
    from core.exports.dossier import Judgement

    return tuple(
        Judgement(
            each.here,
            each.there,
            f"linked as {each.relation}" if each.ruling is Ruling.LINKED else str(each.ruling),
        )
        for each, _ in verdicts.verdicts(database)
    )


def verdict_of(mark: Mark) -> Verdict | None:
    """What a mark says to a relation; None when it says nothing, or has lost a side."""
    if mark.ruling is None or mark.relation is None or mark.orphan:
        return None
    here, there = mark.places
    return None if here == there else Verdict(here, there, mark.ruling, mark.relation)
