"""What is new: what a report brings into its story, and what changed in an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from core.errors import UsageError
from core.model import (
    Article,
    ArticleId,
    ArticleRow,
    Changes,
    Counterpart,
    News,
    NewsItem,
    Relation,
    Ruling,
    StatementId,
    Story,
)
from core.storage import articles, links, relations, statements, stories, versions
from core.storage import story_readings as readings
from core.storage.database import Database
from core.stories import changes as changing
from core.stories import clustering
from core.stories import news as sorting
from core.stories.copies import copies_of
from core.text.statements import statements_of

Pair = frozenset[StatementId]
_NO_LINKS: Mapping[Pair, Relation] = {}


# --- what a report brings into its story ----------------------------------------------------------


def news_of(
    database: Database,
    article: ArticleId,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = _NO_LINKS,
    said: Mapping[Pair, Ruling],
) -> News | None:
    """What a report adds to, disputes or repeats of those before it; None when it has no story.

    None as well until its relations have been looked for. `said` is what the reader said to pairs.
    """
    story = stories.story_of(database, article)
    if story is None or not relations.is_related(database, article):
        return None
    rows = _rows(database, story)
    before = sorting.came_before(article, rows)
    own = next(row for row in rows if row.id == article)
    together = [*(each.id for each in before), article]
    kept = statements.statements_of(database, together)
    made = {each: kept.get(each, ()) for each in together}
    related = list(links.links_within(database, together))
    clusters = clustering.clusters_of(made, related, rejected=rejected, linked=linked)
    copies = copies_of(made, related, readings.speech_in(database, together))
    lists = sorting.sorted_by_news(
        made[article],
        together[:-1],
        readings.relations_with(database, article),
        [each.members for each in clusters],
        told_before=any(each.language == own.language for each in before),
        witness=lambda each: copies.wordings.get(each) or copies.witness(each.article),
        rejected=rejected,
        linked=linked,
    )
    first = copies.witness(article)
    copied = next((row for row in before if row.id == first), None)
    return _placed(database, News(own, story, before, copied, (), (), (), ()), lists, said)


def latest(database: Database) -> tuple[ArticleId, ...]:
    """Of every story the report that came last, in list order."""
    return tuple(
        sorting.in_order_of_time(_rows(database, story))[-1].id
        for story in stories.stories(database)
    )


def _rows(database: Database, story: Story) -> list[ArticleRow]:
    return [articles.row(database, each) for each in story.articles]


def _placed(
    database: Database, bare: News, lists: sorting.Sorted, said: Mapping[Pair, Ruling]
) -> News:
    """The lists with the words a reader needs to see."""
    every = (*lists.adds, *lists.disputes, *lists.repeats, *lists.unclear)
    wanted = {each.statement for each in every}
    wanted |= {related.statement for each in every for related in each.found}
    placed = readings.placed_statements(database, wanted)

    def items(sorted_items: tuple[sorting.Item, ...]) -> tuple[NewsItem, ...]:
        return tuple(
            NewsItem(
                placed[each.statement],
                tuple(
                    Counterpart(
                        placed[related.statement],
                        replace(
                            related,
                            verdict=said.get(frozenset((each.statement, related.statement))),
                        ),
                    )
                    for related in each.found
                    if related.statement in placed
                ),
                each.reports,
            )
            for each in sorted_items
            if each.statement in placed
        )

    return replace(
        bare,
        adds=items(lists.adds),
        disputes=items(lists.disputes),
        repeats=items(lists.repeats),
        unclear=items(lists.unclear),
    )


# --- what changed in an article -------------------------------------------------------------------


def changes_of(database: Database, article: ArticleId, since: int | None = None) -> Changes | None:
    """What changed in an article since one of its earlier texts, else since the last of them.

    None when it has always been as it is now, as far as that is kept.

    Raises:
        UsageError: the text named is not kept.
    """
    every = versions.versions(database, article)
    if since is None:
        if len(every) == 1:
            return None
        since = every[-2].number
    before = versions.earlier_text(database, article, since)
    if before is None:
        raise UsageError(
            f"there is no earlier text {since}",
            subject=article,
            advice="kept are " + (", ".join(str(each.number) for each in every[:-1]) or "none"),
        )
    present = articles.article(database, article)
    return Changes(
        article,
        before.version,
        every[-1],
        changing.changes(
            statements_of(_as_it_was(present, before)), statements.statements(database, article)
        ),
    )


def _as_it_was(article: Article, before: versions.EarlierText) -> Article:
    return replace(
        article,
        title=before.version.title,
        published=before.version.published,
        language=before.language,
        text=before.text,
        blocks=before.blocks,
    )
