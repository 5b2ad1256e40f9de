"""What the reports of a story say together, from the relations kept; nothing is compared anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from core.errors import ArticleNotFound, UsageError
from core.library.signs import alone_in
from core.model import (
    ArticleId,
    Claim,
    Conflict,
    Matrix,
    Pairing,
    Relation,
    StatementId,
    Story,
    StoryId,
    ToldConflict,
)
from core.storage import articles, links, statements, stories, story_claims
from core.storage import story_readings as readings
from core.storage.database import Database
from core.stories import claims, clustering, comparing, conflicts, copies, rows
from core.stories.alone import OnlyHere

LARGE = 20
"""From so many reports the claims of a story are kept; those of a smaller one are made at once."""

Pair = frozenset[StatementId]
NO_LINKS: Mapping[Pair, Relation] = {}


def story_named(database: Database, reference: str | None) -> Story:
    """The story an id, the start of one, or an article in it means; without any, the only one.

    Raises:
        ArticleNotFound: there is none, or more than one answers to it.
        UsageError: nothing is named and there are several.
    """
    told = stories.stories(database)
    if reference is None:
        if len(told) == 1:
            return told[0]
        if not told:
            raise ArticleNotFound(
                "no two articles tell the same", subject="stories", advice="add more reports of one"
            )
        raise UsageError(
            f"there are {len(told)}: {_named(told)}", subject="stories", advice="name one"
        )
    found = [each for each in told if each.id == reference] or [
        each for each in told if reference and each.id.startswith(reference)
    ]
    if len(found) > 1:
        raise ArticleNotFound(
            f"could be any of {_named(found)}", subject=reference, advice="give more of its id"
        )
    if found:
        return found[0]
    try:
        article = articles.resolve(database, reference)
    except ArticleNotFound as error:
        raise ArticleNotFound(
            f"no story of this id, and {error.message}",
            subject=reference,
            advice="`lesart list` shows all articles",
        ) from error
    story = stories.story_of(database, article)
    if story is None:
        raise ArticleNotFound("no other article tells the same", subject=reference)
    return story


_SHOWN = 5


def _named(told: Sequence[Story]) -> str:
    names = [f"{story.id} ({story.title})" for story in told[:_SHOWN]]
    return ", ".join(names) + (", …" if len(told) > _SHOWN else "")


def story_of(database: Database, story: StoryId) -> Story:
    """A story by its id.

    Raises:
        ArticleNotFound: there is none of it.
    """
    for each in stories.stories(database):
        if each.id == story:
            return each
    raise ArticleNotFound("no such story", subject=story)


def conflicts_of(
    database: Database,
    story: StoryId | None,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = NO_LINKS,
) -> tuple[Conflict, ...]:
    """Every pair of statements that conflict, once, in the library or in one story."""
    told = _told(database, story, rejected, linked)
    return _shown(database, [conflict for conflict, _ in told])


def told_conflicts_of(
    database: Database,
    story: StoryId | None,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = NO_LINKS,
) -> tuple[ToldConflict, ...]:
    """The same, each with what the two reports say of it again."""
    told = _told(database, story, rejected, linked)
    shown = iter(_shown(database, [each for head, again in told for each in (head, *again)]))
    return tuple(ToldConflict(next(shown), tuple(islice(shown, len(again)))) for _, again in told)


def _told(
    database: Database,
    story: StoryId | None,
    rejected: Collection[Pair],
    linked: Mapping[Pair, Relation],
) -> Sequence[tuple[conflicts.Found, Sequence[conflicts.Found]]]:
    among = None if story is None else story_of(database, story).articles
    found = readings.conflicting(database, among)
    wanted = {each for here, related in found for each in (here, related.statement)}
    wanted |= {each for pair in linked for each in pair}
    return conflicts.with_repeats(
        found,
        articles.ids(database) if among is None else among,
        statements=readings.statements_named(database, wanted),
        rejected=rejected,
        linked=linked,
    )


def _shown(database: Database, kept: Sequence[conflicts.Found]) -> tuple[Conflict, ...]:
    shown = {each for here, related in kept for each in (here, related.statement)}
    return conflicts.conflicts_of(
        kept,
        placed=readings.placed_statements(database, shown),
        speech=readings.speech_in(database, {each.article for each in shown}),
    )


def only_of(
    database: Database,
    article: ArticleId | None,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = NO_LINKS,
) -> tuple[OnlyHere, ...]:
    """The statements of an article, or of all, that no other report of its story makes."""
    told = stories.stories(database) if article is None else _told_with(database, article)
    found: list[tuple[StatementId, StoryId]] = []
    for story in told:
        for each in story.articles if article is None else (article,):
            alone = alone_in(database, each, rejected=rejected, linked=linked)
            found += [(statement, story.id) for statement in alone]
    placed = readings.placed_statements(database, (each for each, _ in found))
    return tuple(OnlyHere(placed[each], story) for each, story in found if each in placed)


def _told_with(database: Database, article: ArticleId) -> tuple[Story, ...]:
    story = stories.story_of(database, article)
    return () if story is None else (story,)


def matrix_of(
    database: Database,
    story: StoryId,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = NO_LINKS,
) -> Matrix:
    """The claims of a story and how each report puts them."""
    told = story_of(database, story)
    found = None
    if len(told.articles) >= LARGE:
        stamped = story_claims.stamp(database, told.articles, rejected, linked)
        found = story_claims.kept(database, story, stamped)
    made, copied = found or _claims_of(database, told, rejected, linked)
    shown = tuple(articles.row(database, each) for each in told.articles)
    return Matrix(told, shown, made, copied)


def keep_claims(
    database: Database,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = NO_LINKS,
) -> None:
    """Keep the claims of large stories, so that their matrices open without making them anew."""
    told = stories.stories(database)
    story_claims.forget_others(database, (story.id for story in told))
    for story in told:
        if len(story.articles) >= LARGE:
            stamped = story_claims.stamp(database, story.articles, rejected, linked)
            if not story_claims.is_kept(database, story.id, stamped):
                made = _claims_of(database, story, rejected, linked)
                story_claims.keep(database, story.id, stamped, made)


def _claims_of(
    database: Database,
    story: Story,
    rejected: Collection[Pair],
    linked: Mapping[Pair, Relation],
) -> story_claims.Told:
    made = statements.statements_of(database, story.articles)
    said = readings.speech_in(database, story.articles)
    found = tuple(links.links_within(database, story.articles))
    in_order = {each: made.get(each, ()) for each in story.articles}
    clusters = clustering.clusters_of(in_order, found, rejected=rejected, linked=linked)
    copied = copies.copies_of(in_order, found, said)
    partings = readings.partings(database, tuple(claims.pairs_to_explain(clusters)))
    alone = {
        each
        for article in story.articles
        for each in alone_in(database, article, rejected=rejected, linked=linked)
    }
    found_claims = claims.claims_of(in_order, clusters, partings, said, copies=copied, alone=alone)
    return found_claims, copied.groups


def left_out(
    database: Database,
    article: ArticleId,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = NO_LINKS,
) -> tuple[Claim, ...]:
    """What at least two other reports of its story say and an article does not."""
    for story in _told_with(database, article):
        found = matrix_of(database, story.id, rejected=rejected, linked=linked).claims
        return rows.left_out(found, article)
    return ()


def compare(
    database: Database,
    left: ArticleId,
    right: ArticleId,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = NO_LINKS,
) -> tuple[Pairing, ...]:
    """Two articles side by side."""
    return comparing.compare(
        statements.statements(database, left),
        statements.statements(database, right),
        readings.relations_between(database, left, right),
        rejected=rejected,
        linked=linked,
    )
