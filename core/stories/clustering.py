"""Which statements of a story make one claim.

Statements of different reports are one claim when they are close: by what relates them, on average
over all pairs, so that no chain of neighbours leads from one matter to another. Statements that
contradict each other speak of one matter and are one claim. Within a report nothing is related;
there, statements are as close as the words they share.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.model import ArticleId, Relation, Role, Statement, StatementId
from core.stories.alone import says_something
from core.stories.sides import CONFLICTS, RANK, Pair

Link = tuple[ArticleId, int, ArticleId, int, float, Relation, int]
"""A relation as far as it says what belongs together: from which statement of which article to
which of which other, the score, the relation, and how many words, figures and dates it rests on;
names alone say little. A large story has a hundred thousand of them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Statements that make one claim."""

    centre: StatementId
    """The one that is closest to all others."""
    members: tuple[StatementId, ...]
    """All of them: reports in the order of the story, in each the closest to the centre first."""
    standing: Mapping[StatementId, Relation]
    """How members are related to the centre; those that are not are left out."""
    conflicts: Collection[Pair]
    """The pairs that differ or contradict each other."""


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
    joined = sorted(_joined(near), key=min)
    return tuple(cluster for members in joined if (cluster := _cluster(near, members)) is not None)


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
        self.place = {(each.id.article, each.id.number): at for at, each in enumerate(statements)}
        numbers: dict[ArticleId, int] = {}
        self.report = [numbers.setdefault(each.id.article, len(numbers)) for each in statements]
        self.headlines = {
            at for at, each in enumerate(statements) if each.role in (Role.TITLE, Role.HEADING)
        }
        self.pairs: dict[int, float] = {}
        """How close two are, by `code`, where anything says so."""
        self.relations: dict[int, Relation] = {}
        self.kept = [0] * len(statements)
        self.fixed: list[tuple[int, int]] = []
        self._lemmas = [frozenset(each.lemmas) for each in statements]
        spread = Counter(lemma for lemmas in self._lemmas for lemma in lemmas)
        self._weight = {
            lemma: math.log(1 + len(statements) / times) for lemma, times in spread.items()
        }
        self._length: dict[int, float] = {}
        self._relate(links)
        for pair in rejected:
            if found := self._places(pair):
                self.pairs.pop(self.code(*found), None)
                self.relations.pop(self.code(*found), None)
        for pair, relation in linked.items():
            if found := self._places(pair):
                self.fixed.append(found)
                self.relations[self.code(*found)] = relation
                self.pairs[self.code(*found)] = 1.0
        self.close: list[dict[int, complex]] = [{} for _ in statements]
        """How close each is to others, as `_Group.close` has it."""
        for code, close in self.pairs.items():
            here, there = divmod(code, len(statements))
            self.close[here][there] = self.close[there][here] = complex(close, 1)

    def code(self, here: int, there: int) -> int:
        """One number for two places."""
        return min(here, there) * len(self.statements) + max(here, there)

    def repeats(self, here: int, there: int) -> float:
        """The share of the weight of the shorter one's words that both statements have."""
        shared = self._lemmas[here] & self._lemmas[there]
        if len(shared) < _SHARED:
            return 0.0
        return self._sum(shared) / min(self._length_of(here), self._length_of(there))

    def _length_of(self, at: int) -> float:
        length = self._length.get(at)
        if length is None:
            length = self._length[at] = self._sum(self._lemmas[at])
        return length

    def _sum(self, lemmas: Iterable[str]) -> float:
        return sum(self._weight[lemma] for lemma in lemmas)

    def _places(self, pair: Pair) -> tuple[int, int] | None:
        """Where the two stand, the first first; None when one of them is not there."""
        found = sorted(
            at for each in pair if (at := self.place.get((each.article, each.number))) is not None
        )
        return (found[0], found[1]) if len(found) > 1 else None

    def _relate(self, links: Iterable[Link]) -> None:
        place, kept, pairs, relations = self.place, self.kept, self.pairs, self.relations
        count = len(self.statements)
        for article, number, other, other_number, score, relation, grounds in links:
            here, there = place.get((article, number)), place.get((other, other_number))
            if here is None or there is None:
                continue
            kept[here] += 1
            code = here * count + there if here < there else there * count + here
            close = _closeness(score, relation, grounds)
            if code not in pairs:
                pairs[code] = close
                relations[code] = relation
                continue
            if close > pairs[code]:
                pairs[code] = close
            # Most are kept from both sides, alike.
            known = relations[code]
            if known is not relation and RANK[relation] < RANK[known]:
                relations[code] = relation


def _closeness(score: float, relation: Relation, grounds: int) -> float:
    if relation is Relation.RELATED:
        return score * _FEW_GROUNDS if grounds < _GROUNDS else score
    if relation is Relation.DIFFERS:
        # That both give a value of the same thing has been looked at.
        return (1 + score) / 2
    if relation is Relation.CONTRADICTS:
        # Denials are found early, also between statements that are hardly alike otherwise.
        alike = (score - _DENIAL_ADDS) / (1 - _DENIAL_ADDS)
        return score if alike >= _ALIKE else alike
    return score


class _Group:
    """Statements on their way to a claim."""

    __slots__ = ("close", "full", "members", "number", "of_report")

    def __init__(
        self, member: int, report: int, close: Mapping[int, complex], *, full: bool
    ) -> None:
        self.members = [member]
        self.full = int(full)
        """How many members have all the relatives that are kept."""
        self.of_report: dict[int, list[int]] = {report: [member]}
        self.number = member
        self.close = dict(close)
        """By the number of another group: how close members are in all, and, as the imaginary
        part, how many pairs that is: one number, for they are always added up together."""


def _joined(near: _Nearness) -> list[list[int]]:
    """Joins pairs, the closest first, as long as everything joined is close on average."""
    home = [
        _Group(at, report, near.close[at], full=near.kept[at] >= _KEPT)
        for at, report in enumerate(near.report)
    ]
    for here, there in near.fixed:
        if home[here] is not home[there]:
            _join(home, home[here], home[there])
    close = {code: value for code, value in near.pairs.items() if value >= _CLOSE}
    close |= _repetitions(near)
    # Where they are equally close, those that come first are joined first.
    pairs = sorted(sorted(close), key=close.__getitem__, reverse=True)
    short = near.headlines
    headed = {code for code in pairs if short and not short.isdisjoint(divmod(code, len(home)))}
    # A headline is short, and related to little of what it heads: it comes to what is joined.
    for some, least in (
        ([code for code in pairs if code not in headed], _CLOSE),
        ([code for code in pairs if code in headed], _CLOSE_TO_HEADLINE),
    ):
        apart: set[tuple[int, int, int, int]] = set()
        for code in some:
            here, there = divmod(code, len(home))
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
            if _are_close(near, one, other, least):
                _join(home, one, other)
            else:
                apart.add(as_they_are)
    return [group.members for group in {id(group): group for group in home}.values()]


def _repetitions(near: _Nearness) -> dict[int, float]:
    """What a headline or lead says that the same report says again."""
    reports: defaultdict[int, list[int]] = defaultdict(list)
    for at, report in enumerate(near.report):
        reports[report].append(at)
    return {
        near.code(here, there): share
        for own in reports.values()
        for here in own
        if near.statements[here].role is not Role.PARAGRAPH
        for there in own
        if here != there and (share := near.repeats(here, there)) >= _REPEATED
    }


def _are_close(near: _Nearness, one: _Group, other: _Group, least: float) -> bool:
    """Whether the members of one are close to those of the other, on average over all pairs."""
    summed = one.close.get(other.number, 0j)
    pairs = len(one.members) * len(other.members)
    both: Collection[int] = ()
    same = 0
    if not one.of_report.keys().isdisjoint(other.of_report):
        both = one.of_report.keys() & other.of_report.keys()
        same = sum(len(one.of_report[each]) * len(other.of_report[each]) for each in both)
    crowded = one.full * other.full / pairs
    unseen = (pairs - same - summed.imag) * (1 - crowded * (1 - _CROWDED_OUT))
    lacking = least * (summed.imag + unseen + same) - summed.real - unseen * _UNRELATED
    # What one report says twice is compared by its words, which takes longer.
    if lacking <= 0 or lacking > same:
        return lacking <= 0
    return lacking <= sum(
        near.repeats(here, there)
        for each in both
        for here in one.of_report[each]
        for there in other.of_report[each]
    )


def _join(home: list[_Group], one: _Group, other: _Group) -> None:
    small, large = (one, other) if len(one.close) <= len(other.close) else (other, one)
    for member in small.members:
        home[member] = large
    large.members += small.members
    large.full += small.full
    for report, members in small.of_report.items():
        large.of_report.setdefault(report, []).extend(members)
    old, new, close = small.number, large.number, large.close
    close.pop(old, None)
    small.close.pop(new, None)
    for number, summed in small.close.items():
        joined = close[number] = close.get(number, 0j) + summed
        # A group goes by the number of its first member, which is always at home in it.
        neighbour = home[number].close
        del neighbour[old]
        neighbour[new] = joined


def _cluster(near: _Nearness, members: Sequence[int]) -> Cluster | None:
    reports = {near.report[each] for each in members}
    saying = [each for each in members if says_something(near.statements[each])]
    if len(reports) == 1 and not saying:
        return None
    inside = set(members)
    central = {
        each: sum(close.real for other, close in near.close[each].items() if other in inside)
        for each in saying or members
    }
    centre = min(central, key=lambda each: (-central[each], each))
    beside = near.close[centre]
    in_order = sorted(
        members,
        key=lambda each: (near.report[each], each != centre, -beside.get(each, 0j).real, each),
    )
    named = near.statements
    return Cluster(
        centre=named[centre].id,
        members=tuple(named[each].id for each in in_order),
        standing={
            named[each].id: relation
            for each in in_order
            if (relation := near.relations.get(near.code(centre, each))) is not None
        },
        conflicts=frozenset(
            frozenset((named[here].id, named[there].id))
            for here in members
            for there in near.close[here]
            if here < there
            and there in inside
            and near.relations.get(near.code(here, there)) in CONFLICTS
        ),
    )
