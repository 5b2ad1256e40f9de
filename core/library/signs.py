"""What the margin says of every statement of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from core.library.copying import copies_among
from core.model import ArticleId, Relation, Sign, Statement, StatementId
from core.storage import links, relations, statements, story_readings
from core.storage.database import Database
from core.stories.alone import sign_of
from core.stories.copies import CLOSE, STATEMENTS, copies_of

Pair = frozenset[StatementId]
_NO_LINKS: Mapping[Pair, Relation] = {}


def signs_of(
    database: Database,
    article: ArticleId,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = _NO_LINKS,
) -> Mapping[int, Sign]:
    """The sign of each statement by its number; empty until relations have been looked for.

    Pairs that the reader has `rejected` are not related, and those he has `linked` are as he says.
    """
    own = statements.statements(database, article)
    copied = _copied(database, article, own)
    told_elsewhere = story_readings.is_told_elsewhere(database, article)
    signs = {}
    for statement, found in _found(database, own, rejected, linked):
        same = {
            (there, relation)
            for there, relation in found
            if relation is Relation.AGREES
            and (statement.id, there) in copied
            and frozenset((statement.id, there)) not in linked
        }
        signs[statement.id.number] = sign_of(
            statement,
            {relation for _, relation in found - same},
            told_elsewhere=told_elsewhere,
            copied=bool(same),
        )
    return signs


def alone_in(
    database: Database,
    article: ArticleId,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = _NO_LINKS,
) -> tuple[StatementId, ...]:
    """The statements of an article whose sign is that they are found only there."""
    if not story_readings.is_told_elsewhere(database, article):
        return ()
    own = statements.statements(database, article)
    return tuple(
        statement.id
        for statement, found in _found(database, own, rejected, linked)
        if sign_of(statement, {relation for _, relation in found}, told_elsewhere=True) is Sign.ONLY
    )


def _found(
    database: Database,
    own: Sequence[Statement],
    rejected: Collection[Pair],
    linked: Mapping[Pair, Relation],
) -> Iterator[tuple[Statement, set[tuple[StatementId, Relation]]]]:
    """The statements of an article with what holds between each and others."""
    article = own[0].id.article if own else ArticleId("")
    if not own or not relations.is_related(database, article):
        return
    kept = story_readings.relations_of(database, article)
    for statement in own:
        found = {
            (there, linked.get(pair, relation))
            for there, relation in kept.get(statement.id.number, ())
            if (pair := frozenset((statement.id, there))) not in rejected
        }
        for pair, relation in linked.items():
            if statement.id in pair:
                found |= {(there, relation) for there in pair - {statement.id}}
        yield statement, found


def _copied(
    database: Database, article: ArticleId, own: Sequence[Statement]
) -> Collection[tuple[StatementId, StatementId]]:
    """The pairs of a statement of the article and one that agrees with it in the same words.

    Nor is a report that is a copy as a whole another voice where its words have been changed.
    """
    agreeing = [link for link in links.links_from(database, article) if link[5] is Relation.AGREES]
    near = [
        StatementId(other, number) for _, _, other, number, score, *_ in agreeing if score >= CLOSE
    ]
    if not near:
        return ()
    beside: dict[ArticleId, list[Statement]] = {article: [*own]}
    for each in story_readings.statements_named(database, near).values():
        beside.setdefault(each.id.article, []).append(each)
    said = story_readings.speech_in(database, list(beside))
    copies = copies_of(beside, agreeing, said)
    pairs = {
        (here, there)
        for _, number, other, other_number, *_ in agreeing
        if copies.share(
            here := StatementId(article, number), there := StatementId(other, other_number)
        )
    }
    shared = Counter(there.article for _, there in pairs)
    whole = [other for other, times in shared.items() if times >= STATEMENTS]
    if whole:
        copies = copies_among(database, [article, *whole])
        pairs |= {
            (StatementId(article, number), StatementId(other, other_number))
            for _, number, other, other_number, *_ in agreeing
            if copies.witness(other) == copies.witness(article)
        }
    return pairs
