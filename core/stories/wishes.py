"""What the reader's wishes about stories come to: who belongs together, who does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, product

from core.model import ArticleId, StoryWish, StoryWishKind

ArticlePair = frozenset[ArticleId]


@dataclass(frozen=True, slots=True)
class Bonds:
    """What grouping has to obey."""

    together: frozenset[ArticlePair] = frozenset()
    """These are in one story, however little alike."""
    apart: frozenset[ArticlePair] = frozenset()
    """These are not, however much."""
    alone: frozenset[ArticleId] = frozenset()
    """These are in no story."""
    names: tuple[tuple[frozenset[ArticleId], str], ...] = ()
    """The name of the story that holds most of these articles; the last of several."""
    off: bool = False
    """Nothing is grouped."""

    def partners(self, articles: Collection[ArticleId]) -> frozenset[ArticleId]:
        """Those that belong together with one of these, or are kept apart from it."""
        wanted = frozenset(articles)
        pairs = (pair for pair in self.together | self.apart if not wanted.isdisjoint(pair))
        return frozenset().union(*pairs)

    def name(self, articles: Collection[ArticleId]) -> str | None:
        """What the reader calls the story of these articles."""
        members = frozenset(articles)
        given = (name for named, name in self.names if 2 * len(named & members) > len(named))
        return next(iter([*given][::-1]), None)


def bonds_of(wishes: Iterable[StoryWish]) -> Bonds:
    """What wishes come to, a later one before an earlier."""
    together: set[ArticlePair] = set()
    apart: set[ArticlePair] = set()
    alone: set[ArticleId] = set()
    names: list[tuple[frozenset[ArticleId], str]] = []
    off = False
    for wish in wishes:
        joined: set[ArticlePair] = set()
        parted: set[ArticlePair] = set()
        match wish.kind:
            case StoryWishKind.MOVE | StoryWishKind.JOIN:
                parted = _across(wish.articles, wish.left)
                joined = _across(wish.articles, wish.others) | _within(wish.articles)
                alone.difference_update(wish.articles, wish.others)
            case StoryWishKind.OUT:
                parted = _across(wish.articles, wish.left)
                together = {pair for pair in together if pair.isdisjoint(wish.articles)}
                alone.update(wish.articles)
            case StoryWishKind.SPLIT:
                parted = _across(wish.articles, wish.others)
                joined = _within(wish.articles)
            case StoryWishKind.RENAME:
                names.append((frozenset(wish.articles), wish.name))
            case _:
                off = True
        together = (together - parted) | joined
        apart = (apart | parted) - joined
    return Bonds(frozenset(together), frozenset(apart), frozenset(alone), tuple(names), off)


def _across(some: Iterable[ArticleId], others: Iterable[ArticleId]) -> set[ArticlePair]:
    return {frozenset(pair) for pair in product(some, others) if pair[0] != pair[1]}


def _within(some: Iterable[ArticleId]) -> set[ArticlePair]:
    return {frozenset(pair) for pair in combinations(some, 2)}
