"""Which articles tell one story: looked for where something is new, and as the reader wishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from core.errors import ArticleNotFound
from core.model import (
    ArticleId,
    ArticleRow,
    Story,
    StoryWish,
    StoryWishKind,
)
from core.storage import articles, entities, statements, stories, story_wishes, terms
from core.storage.database import Database
from core.storage.marks import new_wish_id
from core.stories.grouping import (
    RELATED,
    Overlap,
    Shared,
    SharedKind,
    Spread,
    StoryArticle,
    group,
    overlap_of,
    shared_with,
    terms_of,
    times_of,
)
from core.stories.wishes import Bonds, bonds_of
from core.text.clean import clean_line

__all__ = [
    "Membership",
    "Shared",
    "SharedKind",
    "Told",
    "keep",
    "look",
    "membership",
    "regroup",
    "wish_for",
]

Wishes = Callable[[], Sequence[StoryWish]]


@dataclass(frozen=True, slots=True)
class Told:
    """What was found among some of the articles; nothing else changes."""

    among: tuple[ArticleId, ...]
    """Where stories were looked for, in the order the articles were added."""
    stories: tuple[Story, ...]
    wishes: tuple[StoryWish, ...]
    """What the reader wished meanwhile."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Why an article is in its story."""

    story: Story
    shared: tuple[Shared, ...]
    """What it has in common with the others, heaviest first; entities by their names."""
    wished: bool
    """Whether the reader put it there."""


def look(database: Database, wishes: Wishes) -> Told | None:
    """The stories of all that is new, or that the reader wants otherwise; None when nothing is.

    Only what is connected with it is looked at: the articles its relations lead to, and the whole
    stories of all these. The other stories stay as they are.
    """
    asked = tuple(wishes())
    new = stories.ungrouped(database)
    for each in dict.fromkeys((*new, *terms.without_terms(database))):
        _keep_terms(database, each)
    bonds = bonds_of(asked)
    seeds = _touched(database, asked) | set(new)
    if not seeds and story_wishes.followed(database) == asked:
        return None
    among = _connected(database, seeds, bonds)
    compared, overlap, spread = _compared(database, among)
    found = group(compared, overlap=overlap, spread=spread, bonds=bonds)
    return Told(among, tuple(each.story for each in found), asked)


def keep(database: Database, told: Told) -> None:
    """Keep what was found, inside the caller's transaction or in one of its own."""
    with database.writing():
        stories.put_stories(database, told.stories, among=told.among)
        story_wishes.put_followed(database, told.wishes)


def regroup(database: Database, wishes: Wishes) -> None:
    """Let the stories follow the reader's wishes at once.

    Whose a name is may depend on the story: `catch_up` has a look at it.
    """
    told = look(database, wishes)
    if told is None:
        return
    with database.writing():
        if tuple(wishes()) != told.wishes:
            told = look(database, wishes) or told
        before = _members(stories.stories(database))
        keep(database, told)
        now = _members(stories.stories(database))
        stories.look_again(
            database, [each for each in told.among if before.get(each) != now.get(each)]
        )


def _members(told: Iterable[Story]) -> dict[ArticleId, tuple[ArticleId, ...]]:
    return {article: story.articles for story in told for article in story.articles}


def _touched(database: Database, asked: Sequence[StoryWish]) -> set[ArticleId]:
    """What wishes are about that the stories do not follow yet, or no longer have to."""
    changed = set(asked) ^ set(story_wishes.followed(database))
    if any(each.kind is StoryWishKind.OFF for each in changed):
        return set(articles.ids(database))
    return {article for each in changed for article in (*each.articles, *each.others, *each.left)}


def _connected(
    database: Database, seeds: Collection[ArticleId], bonds: Bonds
) -> tuple[ArticleId, ...]:
    """The seeds, what they may be joined with, and the whole stories of all these."""
    near = {*seeds, *terms.articles_alike(database, seeds, least=RELATED)}
    near |= bonds.partners(near)
    for story in stories.stories(database):
        if not near.isdisjoint(story.articles):
            near.update(story.articles)
    # A story is called after the first of its articles.
    there = articles.ids_as_added(database)
    with_terms = terms.terms_of(database, near).keys()
    return tuple(each for each in there if each in with_terms)


def _compared(
    database: Database, among: Sequence[ArticleId]
) -> tuple[list[StoryArticle], Overlap, Spread]:
    rows = {each: articles.row(database, each) for each in among}
    made = {each: statements.statements(database, each) for each in among}
    times = times_of((rows[each], made[each]) for each in among)
    overlap: dict[tuple[ArticleId, ArticleId], float] = {}
    for each in among:
        related = terms.related_alike(database, each, least=RELATED)
        overlap |= overlap_of(each, related, len(made[each]), times)
    kept = terms.terms_of(database, among)
    compared = [_story_article(database, rows[each], kept[each]) for each in among]
    spread = Spread(
        terms.articles_with_terms(database),
        terms.spread_of_entities(database, {e for each in compared for e in each.entities}),
        terms.spread_of_terms(database, {t for each in compared for t in each.terms}),
    )
    return compared, overlap, spread


def _story_article(database: Database, row: ArticleRow, said: Mapping[str, int]) -> StoryArticle:
    named = Counter(mention.entity for mention in entities.mentions_of(database, row.id))
    return StoryArticle(row.id, row.title, row.published, row.language, named, said)


def _keep_terms(database: Database, article: ArticleId) -> None:
    try:
        row, made = articles.row(database, article), statements.statements(database, article)
    except ArticleNotFound:
        return  # removed meanwhile
    terms.put_terms(database, article, terms_of(row, made))


def membership(
    database: Database, article: ArticleId, wishes: Sequence[StoryWish]
) -> Membership | None:
    """Why an article is in its story; None when it is in none."""
    story = stories.story_of(database, article)
    if story is None:
        return None
    for each in terms.without_terms(database):
        _keep_terms(database, each)
    compared, overlap, spread = _compared(database, story.articles)
    names = {
        str(counted.entity.id): counted.entity.name
        for counted in entities.entities(database, article)
    }
    shared = shared_with(article, compared, overlap=overlap, spread=spread)
    bonds = bonds_of(wishes)
    return Membership(
        story,
        tuple(replace(each, what=names.get(each.what, each.what)) for each in shared),
        any(article in pair and pair <= set(story.articles) for pair in bonds.together),
    )


def wish_for(
    database: Database,
    kind: StoryWishKind,
    wanted: Sequence[ArticleId],
    *,
    others: Sequence[ArticleId] = (),
    name: str = "",
) -> StoryWish | None:
    """The wish that this be so from now on; None when it is so already."""
    told = [story for each in wanted if (story := stories.story_of(database, each))]
    own = tuple(dict.fromkeys(article for story in told for article in story.articles))
    rest = tuple(each for each in own if each not in wanted)
    # The whole stories of the others: put together with one member alone, the rest may fall off.
    theirs = dict.fromkeys(member for each in others for member in _with_story(database, each))
    others = tuple(each for each in theirs if each not in wanted)
    left: tuple[ArticleId, ...] = ()
    match kind:
        case StoryWishKind.MOVE:
            left = tuple(each for each in rest if each not in others)
            possible = bool(others) and (bool(left) or not set(others) <= set(own))
        case StoryWishKind.OUT:
            left = rest
            possible = bool(told)
        case StoryWishKind.JOIN:
            possible = not set(others) <= set(own)
        case StoryWishKind.SPLIT:
            others = rest
            possible = bool(rest)
        case StoryWishKind.RENAME:
            wanted, name = own, clean_line(name)
            possible = bool(name) and any(story.title != name for story in told)
        case _:
            possible = True
    if not possible:
        return None
    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    return StoryWish(new_wish_id(), kind, tuple(wanted), others, left, name, now)


def _with_story(database: Database, article: ArticleId) -> tuple[ArticleId, ...]:
    story = stories.story_of(database, article)
    return (article,) if story is None else story.articles
