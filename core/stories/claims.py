"""What the reports of a story claim, each claim once, however many make it.

Statements of different reports are one claim when they are close: by what relates them, on average
over all pairs, so that no chain of neighbours leads from one matter to another. Statements that
contradict each other speak of one matter and are one claim. Within a report nothing is related;
there, statements are as close as the words they share.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.model import (
    ArticleId,
    Cell,
    Claim,
    Evidence,
    EvidenceKind,
    Relation,
    Role,
    Speech,
    Statement,
    StatementId,
)
from core.stories.alone import says_something
from core.stories.sides import CONFLICTS, RANK, STRONGEST_FIRST, Pair, seen_from
from core.text.words import fold, is_stop_word


class Link(NamedTuple):
    """A relation as far as it says what belongs together."""

    here: StatementId
    there: StatementId
    score: float
    relation: Relation
    grounds: int
    """How many words, figures and dates it rests on; names alone say little."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Statements that make one claim."""

    centre: StatementId
    """The one that is closest to all others."""
    members: tuple[StatementId, ...]
    """All of them: reports in the order of the story, in each the closest to the centre first."""
    relations: Mapping[Pair, Relation]
    """Of those of its pairs that are related."""


# --- what belongs together ------------------------------------------------------------------------

_CLOSE = 0.6
"""How close statements have to be on average to be one claim."""
_CLOSE_TO_HEADLINE = 0.4
"""How close a headline has to be to a claim, besides being as close to one statement of it."""
_UNRELATED = 0.3
"""How close two statements are taken to be between which nothing is kept."""
_KEPT = 12
"""How many relatives of a statement are kept: of one that has so many there may be more."""
_CROWDED_OUT = 0.1
"""What it counts that nothing is kept between two statements which both have so many."""
_FEW_GROUNDS = 0.5
"""What is left of the score of a relation that rests on names and one word at most."""
_GROUNDS = 2
_DENIAL_ADDS = 0.4
"""The share of what a score lacks to 1 that a contradiction has added to it."""
_ALIKE = 0.5
"""How alike two statements have to be without it for a contradiction to count in full."""
_SHARED = 2
"""So many words they have to share at least."""
_REPEATED = 0.6
"""From which share of their words statements of one report repeat each other."""


def clusters_of(
    statements: Mapping[ArticleId, Sequence[Statement]],
    links: Iterable[Link],
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] | None = None,
) -> tuple[Cluster, ...]:
    """The claims of a story, in the order in which it first tells them.

    `statements` holds all of each report, reports in the order of the story. Each statement is in
    one claim at most; in none are headlines and fragments that no other report takes up. Pairs that
    the reader has `rejected` are not related, and those he has `linked` are one claim.
    """
    every = [each for made in statements.values() for each in made]
    near = _Nearness(every, links, frozenset(rejected), linked or {})
    clusters = [
        cluster for members in _joined(near) if (cluster := _cluster(near, members)) is not None
    ]
    place = {each.id: at for at, each in enumerate(every)}
    clusters.sort(key=lambda cluster: min(place[each] for each in cluster.members))
    return tuple(clusters)


class _Nearness:
    """How close the statements of a story are to each other; they go by their places."""

    def __init__(
        self,
        statements: Sequence[Statement],
        links: Iterable[Link],
        rejected: Collection[Pair],
        linked: Mapping[Pair, Relation],
    ) -> None:
        self.statements = statements
        self.place = {each.id: at for at, each in enumerate(statements)}
        self.report = {
            article: at
            for at, article in enumerate(dict.fromkeys(s.id.article for s in statements))
        }
        self.headlines = {
            at for at, each in enumerate(statements) if each.role in (Role.TITLE, Role.HEADING)
        }
        self.close: list[dict[int, float]] = [{} for _ in statements]
        self.relations: dict[tuple[int, int], Relation] = {}
        self.kept = [0] * len(statements)
        self.fixed: list[tuple[int, int]] = []
        self._lemmas = [frozenset(each.lemmas) for each in statements]
        spread = Counter(lemma for lemmas in self._lemmas for lemma in lemmas)
        self._weight = {
            lemma: math.log(1 + len(statements) / times) for lemma, times in spread.items()
        }
        self._length = [self._sum(lemmas) for lemmas in self._lemmas]
        rejections = {self._pair(*pair) for pair in rejected if self._knows(pair)}
        for link in links:
            self._relate(link, rejections)
        for pair, relation in linked.items():
            if self._knows(pair):
                here, there = self._pair(*pair)
                self.fixed.append((here, there))
                self.relations[here, there] = relation
                self.close[here][there] = self.close[there][here] = 1.0

    def repeats(self, here: int, there: int) -> float:
        """The share of the weight of the shorter one's words that both statements have."""
        shared = self._lemmas[here] & self._lemmas[there]
        if len(shared) < _SHARED:
            return 0.0
        return self._sum(shared) / min(self._length[here], self._length[there])

    def _sum(self, lemmas: Iterable[str]) -> float:
        return sum(self._weight[lemma] for lemma in lemmas)

    def _knows(self, pair: Pair) -> bool:
        return len(pair) > 1 and all(each in self.place for each in pair)

    def _pair(self, here: StatementId, there: StatementId) -> tuple[int, int]:
        one, other = self.place[here], self.place[there]
        return (one, other) if one < other else (other, one)

    def _relate(self, link: Link, rejections: Collection[tuple[int, int]]) -> None:
        here, there = self.place.get(link.here), self.place.get(link.there)
        if here is None or there is None:
            return
        self.kept[here] += 1
        pair = (here, there) if here < there else (there, here)
        if pair in rejections:
            return
        known = self.relations.get(pair)
        if known is None or RANK[link.relation] < RANK[known]:
            self.relations[pair] = link.relation
        close = _closeness(link)
        if close > self.close[here].get(there, 0.0):
            self.close[here][there] = self.close[there][here] = close


def _closeness(link: Link) -> float:
    match link.relation:
        case Relation.CONTRADICTS:
            # Denials are found early, also between statements that are hardly alike otherwise.
            alike = (link.score - _DENIAL_ADDS) / (1 - _DENIAL_ADDS)
            return link.score if alike >= _ALIKE else alike
        case Relation.DIFFERS:
            # That both give a value of the same thing has been looked at.
            return (1 + link.score) / 2
        case Relation.RELATED if link.grounds < _GROUNDS:
            return link.score * _FEW_GROUNDS
    return link.score


class _Group:
    """Statements on their way to a claim."""

    def __init__(
        self, member: int, article: ArticleId, close: Mapping[int, float], *, full: bool
    ) -> None:
        self.members = [member]
        self.full = int(full)
        """How many members have all the relatives that are kept."""
        self.of_article: dict[ArticleId, list[int]] = {article: [member]}
        self.number = member
        self.close = {other: (value, 1) for other, value in close.items()}
        """By the number of another group: how close members are in all, and how many pairs."""


def _joined(near: _Nearness) -> list[list[int]]:
    """Joins pairs, the closest first, as long as everything joined is close on average."""
    home = [
        _Group(at, each.id.article, near.close[at], full=near.kept[at] >= _KEPT)
        for at, each in enumerate(near.statements)
    ]
    for here, there in near.fixed:
        if home[here] is not home[there]:
            _join(home, home[here], home[there])
    pairs = [
        (-close, here, there)
        for here, others in enumerate(near.close)
        for there, close in others.items()
        if here < there and close >= _CLOSE
    ]
    pairs += [(-share, here, there) for here, there, share in _repetitions(near)]
    pairs.sort()
    short = near.headlines
    # A headline is short, and related to little of what it heads: it comes to what is joined.
    for some, least in (
        ([each for each in pairs if each[1] not in short and each[2] not in short], _CLOSE),
        ([each for each in pairs if each[1] in short or each[2] in short], _CLOSE_TO_HEADLINE),
    ):
        apart: set[tuple[int, int, int, int]] = set()
        for _, here, there in some:
            one, other = home[here], home[there]
            if one is other:
                continue
            if least < _CLOSE and any(
                each in short and len(home[each].members) > 1 for each in (here, there)
            ):
                continue
            as_they_are = one.number, other.number, len(one.members), len(other.members)
            if as_they_are in apart:
                continue
            if _mean_closeness(near, one, other) >= least:
                _join(home, one, other)
            else:
                apart.add(as_they_are)
    return [group.members for group in {id(group): group for group in home}.values()]


def _repetitions(near: _Nearness) -> Iterator[tuple[int, int, float]]:
    """What a headline or lead says that the same report says again."""
    reports: defaultdict[ArticleId, list[int]] = defaultdict(list)
    for at, each in enumerate(near.statements):
        reports[each.id.article].append(at)
    for own in reports.values():
        for here in own:
            if near.statements[here].role is Role.PARAGRAPH:
                continue
            for there in own:
                if here != there and (share := near.repeats(here, there)) >= _REPEATED:
                    yield min(here, there), max(here, there), share


def _mean_closeness(near: _Nearness, one: _Group, other: _Group) -> float:
    small, large = (one, other) if len(one.members) <= len(other.members) else (other, one)
    total, seen = one.close.get(other.number, (0.0, 0))
    same, repeated = 0, 0.0
    for article, members in small.of_article.items():
        for there in large.of_article.get(article, ()):
            for here in members:
                same += 1
                repeated += near.repeats(here, there)
    pairs = len(one.members) * len(other.members)
    crowded = one.full * other.full / pairs
    unseen = (pairs - same - seen) * (1 - crowded * (1 - _CROWDED_OUT))
    return (total + unseen * _UNRELATED + repeated) / (seen + unseen + same)


def _join(home: list[_Group], one: _Group, other: _Group) -> None:
    small, large = (one, other) if len(one.close) <= len(other.close) else (other, one)
    for member in small.members:
        home[member] = large
    large.members += small.members
    large.full += small.full
    for article, members in small.of_article.items():
        large.of_article.setdefault(article, []).extend(members)
    large.close.pop(small.number, None)
    for number, (total, pairs) in small.close.items():
        if number != large.number:
            known, count = large.close.get(number, (0.0, 0))
            joined = large.close[number] = (known + total, count + pairs)
            # A group goes by the number of its first member, which is always at home in it.
            neighbour = home[number]
            del neighbour.close[small.number]
            neighbour.close[large.number] = joined


def _cluster(near: _Nearness, members: Sequence[int]) -> Cluster | None:
    articles = {near.statements[each].id.article for each in members}
    saying = [each for each in members if says_something(near.statements[each])]
    if len(articles) == 1 and not saying:
        return None
    inside = set(members)
    central = {
        each: sum(close for other, close in near.close[each].items() if other in inside)
        for each in saying or members
    }
    centre = min(central, key=lambda each: (-central[each], each))
    in_order = sorted(
        members,
        key=lambda each: (
            near.report[near.statements[each].id.article],
            each != centre,
            -near.close[centre].get(each, 0.0),
            each,
        ),
    )
    return Cluster(
        near.statements[centre].id,
        tuple(near.statements[each].id for each in in_order),
        {
            frozenset((near.statements[here].id, near.statements[there].id)): relation
            for here in members
            for there in near.close[here]
            if there in inside and (relation := near.relations.get((here, there))) is not None
        },
    )


# --- how each report puts it ----------------------------------------------------------------------

_PARTS = (
    EvidenceKind.FIGURE,
    EvidenceKind.DATE,
    EvidenceKind.ENTITY,
    EvidenceKind.NEGATION,
    EvidenceKind.CERTAINTY,
)
"""In what two statements can part, what tells most first."""
_DENIAL = 3
"""How many words a denial is shown with, the negating one among them."""


def pairs_to_explain(clusters: Iterable[Cluster]) -> Iterator[tuple[StatementId, StatementId]]:
    """The pairs of a claim's own statement and another one that `claims_of` wants evidence of."""
    for cluster in clusters:
        for member in cluster.members:
            if frozenset((cluster.centre, member)) in cluster.relations:
                yield cluster.centre, member


def claims_of(
    statements: Mapping[ArticleId, Sequence[Statement]],
    clusters: Sequence[Cluster],
    evidence: Mapping[tuple[StatementId, StatementId], Sequence[Evidence]],
    speech: Mapping[StatementId, Speech],
) -> tuple[Claim, ...]:
    """The claims with how each report puts them.

    `evidence` is that of the pairs `pairs_to_explain` names, as seen from either; what both share
    may be left out.
    """
    known = {each.id: each for made in statements.values() for each in made}
    return tuple(
        _claim(number, cluster, known, evidence, speech)
        for number, cluster in enumerate(clusters, start=1)
    )


def _claim(
    number: int,
    cluster: Cluster,
    known: Mapping[StatementId, Statement],
    evidence: Mapping[tuple[StatementId, StatementId], Sequence[Evidence]],
    speech: Mapping[StatementId, Speech],
) -> Claim:
    reports: dict[ArticleId, list[StatementId]] = {}
    for member in cluster.members:
        reports.setdefault(member.article, []).append(member)
    cells = []
    for article, members in reports.items():
        first = known[members[0]]
        relation, words_of = _standing(cluster, members, known, evidence)
        said = next((s for each in members if (s := speech.get(each)) is not None), None)
        cells.append(
            Cell(
                article=article,
                statements=tuple(members),
                text=first.text,
                relation=relation,
                words=words_of,
                denied=first.stance.denied,
                certainty=first.stance.certainty,
                speaker=None if said is None else said.speaker,
            )
        )
    text = known[cluster.centre].text
    return Claim(number, cluster.centre, text, tuple(cells), _disputed(cluster, len(cells)))


def _standing(
    cluster: Cluster,
    members: Sequence[StatementId],
    known: Mapping[StatementId, Statement],
    evidence: Mapping[tuple[StatementId, StatementId], Sequence[Evidence]],
) -> tuple[Relation | None, str]:
    """How what a report says stands to the claim's own statement, and in which words it parts."""
    centre = cluster.centre
    if centre.article == members[0].article:
        conflicts = (
            seen_from(centre, member, evidence)
            for member in cluster.members
            if cluster.relations.get(frozenset((centre, member))) in CONFLICTS
        )
        parted = (_parting(found, known[centre].text, here=True) for found in conflicts)
        return None, next((said for said in parted if said), "")
    for relation in STRONGEST_FIRST:
        for member in members:
            if cluster.relations.get(frozenset((centre, member))) is relation:
                found = seen_from(centre, member, evidence)
                return relation, _parting(found, known[member].text, here=False)
    return Relation.RELATED, ""


def _parting(evidence: Sequence[Evidence], text: str, *, here: bool) -> str:
    """In which words one side parts from the other, empty where it merely leaves something out."""
    for kind in _PARTS:
        for each in evidence:
            said, span = (each.here, each.here_span) if here else (each.there, each.there_span)
            if each.kind is kind and not each.shared and said:
                if kind is EvidenceKind.NEGATION and span is not None:
                    return _denial(text[span.start :])
                return said
    return ""


def _denial(rest: str) -> str:
    """A negating word with those that follow it, as far as they tell anything."""
    kept: list[str] = []
    for word in rest.split()[:_DENIAL]:
        kept.append(word.strip(_MARKS))
        if word[-1] in _MARKS:
            break
    while len(kept) > 1 and any(is_stop_word(fold(kept[-1]), each) for each in _LANGUAGES):
        kept.pop()
    return " ".join(kept)


_LANGUAGES = ("de", "en")
_MARKS = ".,;:!?…\"'“”„«»’‘()"


def _disputed(cluster: Cluster, reports: int) -> float:
    apart = {
        frozenset(each.article for each in pair)
        for pair, relation in cluster.relations.items()
        if relation in CONFLICTS
    }
    return len(apart) / (reports * (reports - 1) / 2) if apart else 0.0
