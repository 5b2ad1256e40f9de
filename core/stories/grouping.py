"""Which articles report the same event.

Two articles of one language belong together when they share names and several words, and are
alike over all: the cosine of their words and names, each weighted by how rare it is in the library.
Across languages only names and figures can be compared; more of them must agree. A wrong merge is
worse than a missed one, so a story grows only while its members are alike on average, not by a
chain of neighbours.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from core.model import (
    Article,
    ArticleId,
    EntityId,
    Mention,
    Role,
    Statement,
    Story,
    StoryId,
)
from core.text.words import is_stop_word, words


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """What of an article says which event it is about."""

    id: ArticleId
    title: str
    published: str | None
    language: str
    entities: Mapping[EntityId, int]
    terms: Mapping[str, int]
    """Stems of content words, and figures in their normal form, which cross languages."""


class SharedKind(StrEnum):
    """What sort of thing articles share."""

    ENTITY = "entity"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing at least two articles of a story have in common."""

    kind: SharedKind
    what: str
    """The term, or the id of the entity."""
    articles: int
    weight: float
    """Its part in how alike the articles are; all parts of a story add up to its likeness."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A story of at least two articles, and why they are one."""

    story: Story
    likeness: float
    """Mean over all pairs, 0 to 1."""
    shared: tuple[Shared, ...]
    """The weightiest, heaviest first."""


def story_article(
    article: Article, statements: Iterable[Statement], mentions: Iterable[Mention]
) -> StoryArticle:
    """An article reduced to what grouping compares; words of title and lead count double."""
    terms: Counter[str] = Counter()
    for statement in statements:
        times = 2 if statement.role in (Role.TITLE, Role.LEAD) else 1
        for word in words(statement.text, article.language):
            if len(word.folded) > 1 and not is_stop_word(word.folded, article.language):
                terms[word.stem] += times
        for figure in statement.figures:
            terms[figure.normal] += times
    return StoryArticle(
        article.id,
        article.title,
        article.published,
        article.language,
        Counter(mention.entity for mention in mentions),
        terms,
    )


_SHOWN = 12
_HEAVIEST = 24
"""How many of an article's heaviest features that others have too are looked up in them."""
_CROWDED = 300
"""A feature that is among the heaviest of more articles than this leads to no candidates."""
_UNSEEN = 60
"""Articles the library is thought to have beside its own, so that a small one is not blind."""
_ALIKE = 0.27
_ALIKE_BY_ONE_NAME = 0.42
_ALIKE_ACROSS_LANGUAGES = 0.5
_SHARED_TERMS = 4
_NAMES_ACROSS_LANGUAGES = 3
_DAYS_APART = 21

_Feature = tuple[SharedKind, str]
_Vector = Mapping[_Feature, float]


@dataclass(frozen=True, slots=True)
class _Cluster:
    members: tuple[int, ...]
    languages: frozenset[str]
    total: _Vector
    """Sum of the members' vectors, each of length 1."""


def group(articles: Sequence[StoryArticle]) -> tuple[Grouping, ...]:
    """The stories among the articles, in the order of their first members.

    An article without a counterpart is in none. The id of a story comes from its first member, so
    that it stays when articles are added at the end.
    """
    vectors = _vectors(articles)
    within = _joined(
        [
            _Cluster((index,), frozenset((article.language,)), vectors[index])
            for index, article in enumerate(articles)
        ],
        articles,
        vectors,
    )
    across = _joined_across_languages(within, articles)
    return tuple(
        _grouping([articles[i] for i in cluster.members], [vectors[i] for i in cluster.members])
        for cluster in sorted(across, key=lambda cluster: cluster.members)
        if len(cluster.members) > 1
    )


# --- what is compared -----------------------------------------------------------------------------


def _vectors(articles: Sequence[StoryArticle]) -> list[_Vector]:
    spread: Counter[_Feature] = Counter()
    for article in articles:
        spread.update(_features(article).keys())
    total = len(articles) + _UNSEEN
    return [
        _of_length_one(
            {
                feature: (1 + math.log(times)) * math.log(total / spread[feature])
                for feature, times in _features(article).items()
            }
        )
        for article in articles
    ]


def _features(article: StoryArticle) -> dict[_Feature, int]:
    return {(SharedKind.ENTITY, str(entity)): n for entity, n in article.entities.items()} | {
        (SharedKind.TERM, term): n for term, n in article.terms.items()
    }


def _of_length_one(vector: _Vector) -> _Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {feature: weight / length for feature, weight in vector.items()}


def _dot(one: _Vector, other: _Vector) -> float:
    small, large = sorted((one, other), key=len)
    return sum(weight * large[feature] for feature, weight in small.items() if feature in large)


def _added(one: _Vector, other: _Vector) -> _Vector:
    total = dict(one)
    for feature, weight in other.items():
        total[feature] = total.get(feature, 0.0) + weight
    return total


def _candidates(vectors: Sequence[_Vector]) -> list[tuple[int, int]]:
    """Pairs that share at least two of their heaviest features; never all pairs."""
    spread = Counter(feature for vector in vectors for feature in vector)
    holders: defaultdict[_Feature, list[int]] = defaultdict(list)
    for index, vector in enumerate(vectors):
        met_elsewhere = [feature for feature in vector if spread[feature] > 1]
        heaviest = sorted(met_elsewhere, key=lambda feature: (-vector[feature], feature))
        for feature in heaviest[:_HEAVIEST]:
            holders[feature].append(index)
    common: Counter[tuple[int, int]] = Counter()
    for indexes in holders.values():
        if len(indexes) <= _CROWDED:
            common.update(combinations(indexes, 2))
    return [pair for pair, count in common.items() if count > 1]


def _shared_names(one: _Vector, other: _Vector) -> int:
    return sum(kind is SharedKind.ENTITY for kind, _ in one.keys() & other.keys())


def _far_apart(one: StoryArticle, other: StoryArticle) -> bool:
    """Whether both say when they were published, and an event would be old news to the later."""
    first, second = _day(one.published), _day(other.published)
    return first is not None and second is not None and abs((first - second).days) > _DAYS_APART


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None  # only a month or a year is said


# --- what is joined -------------------------------------------------------------------------------


def _joined(
    clusters: Sequence[_Cluster], articles: Sequence[StoryArticle], vectors: Sequence[_Vector]
) -> list[_Cluster]:
    """Joins articles of one language, the most alike first."""
    pairs = []
    for one, other in _candidates(vectors):
        if articles[one].language != articles[other].language:
            continue
        names = _shared_names(vectors[one], vectors[other])
        terms = len(vectors[one].keys() & vectors[other].keys()) - names
        if not names or terms < _SHARED_TERMS or _far_apart(articles[one], articles[other]):
            continue
        likeness = _dot(vectors[one], vectors[other])
        if likeness >= (_ALIKE if names > 1 else _ALIKE_BY_ONE_NAME):
            pairs.append((-likeness, one, other))
    home = _homes(clusters)
    for _, one, other in sorted(pairs):
        left, right = home[one], home[other]
        if left is right:
            continue
        mean = _dot(left.total, right.total) / (len(left.members) * len(right.members))
        if mean >= _ALIKE:
            _join(left, right, home)
    return _distinct(home)


def _joined_across_languages(
    clusters: Sequence[_Cluster], articles: Sequence[StoryArticle]
) -> list[_Cluster]:
    """Joins clusters of different languages by the names and figures they share."""
    plain = [_of_length_one(_without_words(cluster.total)) for cluster in clusters]
    pairs = []
    for one, other in _candidates(plain):
        names = _shared_names(plain[one], plain[other])
        figures = len(plain[one].keys() & plain[other].keys()) - names
        likeness = _dot(plain[one], plain[other])
        if (
            names >= _NAMES_ACROSS_LANGUAGES
            and figures > 0
            and likeness >= _ALIKE_ACROSS_LANGUAGES
            and not _far_apart(
                articles[clusters[one].members[0]], articles[clusters[other].members[0]]
            )
        ):
            pairs.append((-likeness, one, other))
    home = _homes(clusters)
    for _, first, second in sorted(pairs):
        one, other = clusters[first].members[0], clusters[second].members[0]
        # Two stories of one language were kept apart on better evidence than a third offers.
        if home[one].languages.isdisjoint(home[other].languages):
            _join(home[one], home[other], home)
    return _distinct(home)


def _without_words(vector: _Vector) -> _Vector:
    return {
        (kind, what): weight
        for (kind, what), weight in vector.items()
        if kind is SharedKind.ENTITY or any(map(str.isdigit, what))
    }


def _homes(clusters: Iterable[_Cluster]) -> dict[int, _Cluster]:
    return {member: cluster for cluster in clusters for member in cluster.members}


def _join(left: _Cluster, right: _Cluster, home: dict[int, _Cluster]) -> None:
    both = _Cluster(
        tuple(sorted(left.members + right.members)),
        left.languages | right.languages,
        _added(left.total, right.total),
    )
    home.update(dict.fromkeys(both.members, both))


def _distinct(home: Mapping[int, _Cluster]) -> list[_Cluster]:
    return list({cluster.members: cluster for cluster in home.values()}.values())


# --- what is told ---------------------------------------------------------------------------------


def _grouping(members: Sequence[StoryArticle], vectors: Sequence[_Vector]) -> Grouping:
    total: _Vector = {}
    for vector in vectors:
        total = _added(total, vector)
    central = max(range(len(members)), key=lambda index: (_dot(vectors[index], total), -index))
    pairs = len(members) * (len(members) - 1)
    shared = []
    for (kind, what), weight in total.items():
        own = [vector[kind, what] for vector in vectors if (kind, what) in vector]
        if len(own) > 1:
            part = (weight * weight - sum(one * one for one in own)) / pairs
            shared.append(Shared(kind, what, len(own), part))
    shared.sort(key=lambda one: (-one.weight, one.kind, one.what))
    story = Story(
        StoryId(hashlib.sha256(f"story {members[0].id}".encode()).hexdigest()[:16]),
        members[central].title,
        tuple(member.id for member in members),
    )
    return Grouping(story, sum(one.weight for one in shared), tuple(shared[:_SHOWN]))
