"""Which articles report the same event.

Two articles belong together when many statements of each have a related one in the other, and when
they are alike over all: the cosine of their words and names, each weighted by how rare it is in
the library. Related statements count across languages as well. Where one article looks back on a
year the other never speaks of, what they share tells against one event. A wrong merge is worse than
a missed one, so a story grows only while its members are alike on average, not by a chain of
neighbours.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from core.model import (
    Article,
    ArticleId,
    ArticleRow,
    EntityId,
    Mention,
    Related,
    Role,
    Statement,
    StatementId,
    Story,
    StoryId,
)
from core.stories.wishes import ArticlePair, Bonds
from core.text.words import is_stop_word, words

Head = Article | ArticleRow
"""What says of an article how it is called, and when and in which language it was written."""


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


@dataclass(frozen=True, slots=True)
class Times:
    """When articles were written and which years they speak of, as far as they say."""

    published: Mapping[ArticleId, int]
    """The year."""
    spoken_of: Mapping[StatementId, int]
    """The latest year a statement names."""
    named: Mapping[ArticleId, frozenset[int]]
    """All years an article names."""


class SharedKind(StrEnum):
    """What sort of thing articles share."""

    ENTITY = "entity"
    TERM = "term"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing at least two articles of a story have in common."""

    kind: SharedKind
    what: str
    """The term, or the id of the entity; empty for statements, which are told as one."""
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
    """The related statements, then the weightiest words and names, heaviest first."""


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many articles of a library each thing stands."""

    articles: int
    """In all."""
    entities: Mapping[EntityId, int]
    terms: Mapping[str, int]


def spread_of(articles: Iterable[StoryArticle]) -> Spread:
    """The spread in a library that holds these articles alone."""
    entities: Counter[EntityId] = Counter()
    terms: Counter[str] = Counter()
    count = 0
    for article in articles:
        count += 1
        entities.update(article.entities.keys())
        terms.update(article.terms.keys())
    return Spread(count, entities, terms)


def story_article(
    article: Head, statements: Iterable[Statement], mentions: Iterable[Mention]
) -> StoryArticle:
    """An article reduced to what grouping compares."""
    return StoryArticle(
        article.id,
        article.title,
        article.published,
        article.language,
        Counter(mention.entity for mention in mentions),
        terms_of(article, statements),
    )


def terms_of(article: Head, statements: Iterable[Statement]) -> Mapping[str, int]:
    """The words and figures of an article; those of title and lead count double."""
    terms: Counter[str] = Counter()
    for statement in statements:
        times = 2 if statement.role in (Role.TITLE, Role.LEAD) else 1
        for word in words(statement.text, article.language):
            if len(word.folded) > 1 and not is_stop_word(word.folded, article.language):
                terms[word.stem] += times
        for figure in statement.figures:
            terms[figure.normal] += times
    return terms


_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


def times_of(articles: Iterable[tuple[Head, Sequence[Statement]]]) -> Times:
    """What the articles say of time, each with its statements."""
    published: dict[ArticleId, int] = {}
    spoken_of: dict[StatementId, int] = {}
    named: dict[ArticleId, frozenset[int]] = {}
    for article, statements in articles:
        if (year := _year(article.published)) is not None:
            published[article.id] = year
        years = {
            statement.id: {
                year
                for figure in statement.figures
                # A dateline says when it was written, not what the statement speaks of.
                if figure.date != (article.published or "")[:10]
                and (year := _year(figure.date)) is not None
            }
            for statement in statements
        }
        spoken_of |= {statement: max(said) for statement, said in years.items() if said}
        named[article.id] = frozenset().union(*years.values())
    return Times(published, spoken_of, named)


def _year(day: str | None) -> int | None:
    said = _DATE.match(day or "")
    return int(said["year"]) if said else None


RELATED = 0.55
"""Statements that are less alike do not show that their articles tell the same."""


def overlap_of(
    article: ArticleId,
    related: Mapping[int, Sequence[Related]],
    statements: int,
    times: Times,
) -> dict[tuple[ArticleId, ArticleId], float]:
    """How much of an article each other one tells as well, 0 to 1, by (article, other).

    `related` holds the best twelve of each statement, by its number: a story's own reports crowd
    out those of a like event, which more relatives would bring closer.

    What is found is the sum over the article's statements of the squared score of the best related
    one in the other article, if at least 0.55, divided by the number of its statements. A statement
    that names only years before the later of the two articles was published looks back. When the
    other article never names that year, the news of one article is history in the other, and the
    part of the two statements is taken off instead. Articles that share nothing are left out.
    """
    sums: defaultdict[tuple[ArticleId, ArticleId], float] = defaultdict(float)
    for number, others in sorted(related.items()):
        here = StatementId(article, number)
        best: dict[ArticleId, Related] = {}
        for each in sorted(others, key=lambda each: (-each.score, each.statement)):
            if each.score >= RELATED:
                best.setdefault(each.statement.article, each)
        for other, each in best.items():
            history = _is_history(here, other, times) or _is_history(each.statement, article, times)
            sign = -1 if history else 1
            sums[article, other] += sign * each.score**2
    return {pair: total / statements for pair, total in sums.items() if total > 0}


def _is_history(statement: StatementId, other: ArticleId, times: Times) -> bool:
    """Whether a statement looks back on a year of which another article does not speak."""
    now = max(times.published.get(each, 0) for each in (statement.article, other))
    year = times.spoken_of.get(statement, now)
    return year < now and year not in times.named.get(other, frozenset())


_SHOWN = 12
_UNSEEN = 200
"""Articles the library is thought to have beside its own, so that a small one is not blind."""
_ALIKE = 0.11
"""Half the overlap and half the cosine that articles of any length need."""
_BRIEF = 7.0
"""Divided by an article's number of words, what is asked of it besides: few words say little."""
_ACROSS_LANGUAGES = 0.8
"""The share of all this that suffices for two languages, where fewer statements and words meet."""
_REACH = 12
"""With so many articles of a story one can be expected to share relations: of a statement only
that many are kept, and in a larger story not every pair can have its part in them."""
_MONTH = timedelta(days=30)
_LONGEST = timedelta(days=21)
"""Between the first and the last report of one event."""

_Feature = tuple[SharedKind, str]
_Vector = Mapping[_Feature, float]
Overlap = Mapping[tuple[ArticleId, ArticleId], float]
_NO_BONDS = Bonds()


@dataclass(frozen=True, slots=True)
class _Cluster:
    members: tuple[int, ...]
    languages: Counter[str]
    total: _Vector
    """Sum of the members' vectors, each of length 1."""
    shortness: float
    """Sum of what shortness asks of each member."""
    latest_first: date
    """The latest of the first days on which the members can have been published."""
    earliest_last: date
    overlap: dict[int, float]
    """With other articles, summed over the members, both directions taken together."""
    apart: frozenset[int]
    """What is never joined with one of the members."""

    def may_join(self, other: _Cluster) -> bool:
        """Whether the reader has nothing against it."""
        return self is not other and self.apart.isdisjoint(other.members)


def group(
    articles: Sequence[StoryArticle],
    *,
    overlap: Overlap,
    spread: Spread | None = None,
    bonds: Bonds = _NO_BONDS,
) -> tuple[Grouping, ...]:
    """The stories among the articles, in the order of their first members.

    `overlap` holds what `overlap_of` found for each of them; pairs that are missing share nothing,
    and articles that share nothing are never compared. Which articles are together does not depend
    on their order; one without a counterpart is in no story. The id of a story comes from its
    first member, so that it stays when articles are added at the end.

    Where these are a part of a library, `spread` is that of all of it. `bonds` are obeyed, however
    alike articles are or are not.
    """
    if bonds.off:
        return ()
    ordered = sorted(articles, key=lambda article: article.id)
    vectors = _vectors(ordered, spread or spread_of(ordered))
    place = {article.id: at for at, article in enumerate(articles)}
    found = [
        sorted(cluster.members, key=lambda index: place[ordered[index].id])
        for cluster in _joined(ordered, vectors, overlap, bonds)
        if len(cluster.members) > 1
    ]
    found.sort(key=lambda members: place[ordered[members[0]].id])
    return tuple(
        _grouping([ordered[i] for i in members], [vectors[i] for i in members], overlap, bonds)
        for members in found
    )


# --- what is compared -----------------------------------------------------------------------------


def shared_with(
    article: ArticleId, members: Sequence[StoryArticle], *, overlap: Overlap, spread: Spread
) -> tuple[Shared, ...]:
    """What an article of a story has in common with the others, heaviest first.

    The related statements come first; `articles` counts the others that share each.
    """
    vectors = dict(zip((member.id for member in members), _vectors(members, spread), strict=True))
    own = vectors.pop(article)
    met = {each: _mutual(article, each, overlap) for each in vectors}
    shared = [
        Shared(kind, what, len(found), weight * sum(found) / len(vectors) / 2)
        for (kind, what), weight in own.items()
        if (found := [other[kind, what] for other in vectors.values() if (kind, what) in other])
    ]
    shared.sort(key=lambda one: (-one.weight, one.kind, one.what))
    sharing = sum(1 for part in met.values() if part > 0)
    statements = Shared(SharedKind.STATEMENT, "", sharing, sum(met.values()) / len(met) / 2)
    return (statements, *shared[: _SHOWN - 1])


def _vectors(articles: Sequence[StoryArticle], spread: Spread) -> list[_Vector]:
    total = spread.articles + _UNSEEN
    met = {(SharedKind.ENTITY, str(entity)): n for entity, n in spread.entities.items()} | {
        (SharedKind.TERM, term): n for term, n in spread.terms.items()
    }
    return [
        _of_length_one(
            {
                feature: (1 + math.log(times)) * math.log(total / met.get(feature, 1))
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


def _mutual(one: ArticleId, other: ArticleId, overlap: Overlap) -> float:
    return (overlap.get((one, other), 0.0) + overlap.get((other, one), 0.0)) / 2


def _days(published: str | None) -> tuple[date, date]:
    """The first and the last day on which an article can have been published."""
    said = _DATE.match(published or "")
    try:
        match [int(part) for part in said.groups() if part] if said else []:
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
            case [year, month]:
                return date(year, month, 1), date(year, month, 1) + _MONTH
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        pass  # there is no such day
    return date.min, date.max


# --- what is joined -------------------------------------------------------------------------------


def _joined(
    articles: Sequence[StoryArticle],
    vectors: Sequence[_Vector],
    overlap: Overlap,
    bonds: Bonds,
) -> list[_Cluster]:
    """Joins pairs, the clearest first, as long as everything joined stays alike on average.

    What the reader put together is joined before, and what he parted never.
    """
    index = {article.id: at for at, article in enumerate(articles)}
    partners: list[dict[int, float]] = [{} for _ in articles]
    for pair in overlap:
        if pair[0] != pair[1] and index.keys() >= set(pair) and overlap[pair] > 0:
            here, there = index[pair[0]], index[pair[1]]
            partners[here][there] = partners[there][here] = _mutual(*pair, overlap)
    apart = [set[int]() for _ in articles]
    for here, there in _places(bonds.apart, index):
        apart[here].add(there)
        apart[there].add(here)
    home = {
        at: _alone(at, article, vectors[at], partners[at], apart[at])
        for at, article in enumerate(articles)
    }

    def join(left: _Cluster, right: _Cluster) -> None:
        both = _both(left, right)
        home.update(dict.fromkeys(both.members, both))

    for here, there in _places(bonds.together, index):
        if home[here].may_join(home[there]):
            join(home[here], home[there])
    alone = {index[each] for each in bonds.alone if each in index}
    pairs = [
        (-surplus, one, other)
        for one, others in enumerate(partners)
        for other in others
        if one < other
        and not {one, other} & alone
        and (surplus := _surplus(home[one], home[other])) >= 0
    ]
    for _, one, other in sorted(pairs):
        left, right = home[one], home[other]
        if left.may_join(right) and _surplus(left, right) >= 0:
            join(left, right)
    return list({cluster.members: cluster for cluster in home.values()}.values())


def _places(pairs: Iterable[ArticlePair], index: Mapping[ArticleId, int]) -> list[tuple[int, int]]:
    """The pairs of which both are there, in an order that is always the same."""
    found = []
    for pair in pairs:
        here, there = sorted(index.get(each, -1) for each in pair)
        if here >= 0:
            found.append((here, there))
    return sorted(found)


def _alone(
    index: int,
    article: StoryArticle,
    vector: _Vector,
    overlap: dict[int, float],
    apart: set[int],
) -> _Cluster:
    first, last = _days(article.published)
    return _Cluster(
        (index,),
        Counter((article.language,)),
        vector,
        _BRIEF / max(1, sum(article.terms.values())),
        first,
        last,
        overlap,
        frozenset(apart),
    )


def _both(left: _Cluster, right: _Cluster) -> _Cluster:
    overlap = dict(left.overlap)
    for index, shared in right.overlap.items():
        overlap[index] = overlap.get(index, 0.0) + shared
    return _Cluster(
        tuple(sorted(left.members + right.members)),
        left.languages + right.languages,
        _added(left.total, right.total),
        left.shortness + right.shortness,
        max(left.latest_first, right.latest_first),
        min(left.earliest_last, right.earliest_last),
        overlap,
        left.apart | right.apart,
    )


def _surplus(left: _Cluster, right: _Cluster) -> float:
    """How much more alike two clusters are than they have to be; less than 0 if not enough."""
    latest_first = max(left.latest_first, right.latest_first)
    if latest_first - min(left.earliest_last, right.earliest_last) > _LONGEST:
        return -1.0
    here, there = len(left.members), len(right.members)
    pairs = here * there
    overlap = sum(left.overlap.get(member, 0.0) for member in right.members)
    reached = (1 / (here * min(there, _REACH)) + 1 / (there * min(here, _REACH))) / 2
    likeness = (overlap * reached + _dot(left.total, right.total) / pairs) / 2
    shortness = (left.shortness / here + right.shortness / there) / 2
    alien = 1 - sum(n * right.languages[each] for each, n in left.languages.items()) / pairs
    return likeness - (_ALIKE + shortness) * (1 - (1 - _ACROSS_LANGUAGES) * alien)


# --- what is told ---------------------------------------------------------------------------------


def _grouping(
    members: Sequence[StoryArticle],
    vectors: Sequence[_Vector],
    overlap: Overlap,
    bonds: Bonds,
) -> Grouping:
    total: _Vector = {}
    for vector in vectors:
        total = _added(total, vector)
    central = max(range(len(members)), key=lambda index: (_dot(vectors[index], total), -index))
    pairs = len(members) * (len(members) - 1)
    shared = []
    for (kind, what), weight in total.items():
        own = [vector[kind, what] for vector in vectors if (kind, what) in vector]
        if len(own) > 1:
            part = (weight * weight - sum(one * one for one in own)) / pairs / 2
            shared.append(Shared(kind, what, len(own), part))
    shared.sort(key=lambda one: (-one.weight, one.kind, one.what))
    told = [_shared_statements([member.id for member in members], overlap), *shared]
    story = Story(
        StoryId(hashlib.sha256(f"story {members[0].id}".encode()).hexdigest()[:16]),
        bonds.name([member.id for member in members]) or members[central].title,
        tuple(member.id for member in members),
    )
    return Grouping(story, sum(one.weight for one in told), tuple(told[:_SHOWN]))


def _shared_statements(members: Sequence[ArticleId], overlap: Overlap) -> Shared:
    found = {
        pair: shared for pair in combinations(members, 2) if (shared := _mutual(*pair, overlap)) > 0
    }
    pairs = len(members) * (len(members) - 1) / 2
    sharing = {member for pair in found for member in pair}
    return Shared(SharedKind.STATEMENT, "", len(sharing), sum(found.values()) / pairs / 2)
