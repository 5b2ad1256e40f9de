"""One conflict told by several pairs of reports."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from core.model import (
    ArticleId,
    Conflict,
    Evidence,
    EvidenceKind,
    PlacedStatement,
    Relation,
    StatementId,
    ToldConflict,
)
from core.stories.repeats import gathered
from tests.builders import related

PRICE = Evidence(EvidenceKind.FIGURE, "12 Euro", "15 Euro", shared=False)
TURNED = Evidence(EvidenceKind.FIGURE, "15 Euro", "12 Euro", shared=False)
SHARED = Evidence(EvidenceKind.WORD, "Preis", "Preis")


def named(where: str) -> StatementId:
    article, _, number = where.partition(":")
    return StatementId(ArticleId(article), int(number))


def conflict(
    here: str,
    there: str,
    *evidence: Evidence,
    relation: Relation = Relation.DIFFERS,
    score: float = 0.8,
) -> Conflict:
    sides = [PlacedStatement(named(each), "Text.", "Titel", None, None) for each in (here, there)]
    other = named(there)
    found = related(other.article, other.number, relation=relation, score=score, evidence=evidence)
    return Conflict(sides[0], sides[1], found, None, None)


def told(*conflicts: Conflict, agreeing: Iterable[tuple[str, str]] = ()) -> list[list[str]]:
    pairs = {frozenset(map(named, pair)) for pair in agreeing}
    return [
        [f"{each.here.id} {each.there.id}" for each in one.told]
        for one in gathered([ToldConflict(each) for each in conflicts], pairs)
    ]


def test_conflicts_whose_other_sides_agree_are_one() -> None:
    found = told(conflict("a:1", "b:2"), conflict("a:1", "c:3"), agreeing=[("b:2", "c:3")])
    assert found == [["a:1 b:2", "a:1 c:3"]]


def test_conflicts_with_one_side_in_common_and_nothing_else_are_two() -> None:
    assert told(conflict("a:1", "b:2"), conflict("a:1", "c:3")) == [["a:1 b:2"], ["a:1 c:3"]]


def test_both_sides_may_be_told_by_other_reports_also_the_other_way_round() -> None:
    found = told(
        conflict("a:1", "b:2"),
        conflict("c:3", "d:4"),
        agreeing=[("a:1", "d:4"), ("b:2", "c:3")],
    )
    assert found == [["a:1 b:2", "c:3 d:4"]]


def test_conflicts_that_share_a_side_and_part_in_the_same_words_are_one() -> None:
    assert told(conflict("a:1", "b:2", PRICE, SHARED), conflict("a:1", "c:3", PRICE)) == [
        ["a:1 b:2", "a:1 c:3"]
    ]
    assert told(conflict("b:2", "c:1", PRICE), conflict("a:5", "b:2", TURNED)) == [
        ["b:2 c:1", "a:5 b:2"]
    ]
    assert len(told(conflict("a:1", "b:2", PRICE), conflict("a:1", "c:3", TURNED))) == 2


def test_what_two_reports_say_of_it_again_goes_with_it() -> None:
    first = ToldConflict(conflict("a:1", "b:2"), (conflict("a:7", "b:2"),))
    second = ToldConflict(conflict("a:1", "c:3"), (conflict("a:1", "c:9"),))
    (found,) = gathered([first, second], {frozenset((named("b:2"), named("c:3")))})
    assert [str(each.there.id) for each in found.told] == ["b:2", "b:2", "c:3", "c:9"]
    assert [str(each.here.id) for each in found.told] == ["a:1", "a:7", "a:1", "a:1"]


def test_a_contradiction_does_not_repeat_a_difference() -> None:
    denial = conflict("a:1", "c:3", PRICE, relation=Relation.CONTRADICTS)
    assert len(told(conflict("a:1", "b:2", PRICE), denial)) == 2


def test_what_repeats_is_joined_to_the_strongest_it_repeats() -> None:
    found = told(
        conflict("a:1", "b:2"),
        conflict("a:1", "c:3"),
        conflict("a:1", "d:4"),
        agreeing=[("b:2", "d:4"), ("c:3", "d:4")],
    )
    assert found == [["a:1 b:2", "a:1 d:4"], ["a:1 c:3"]]


_PLACES = st.builds(
    lambda article, number: f"{article}:{number}", st.sampled_from("abc"), st.integers(1, 3)
)


@given(
    st.lists(st.tuples(_PLACES, _PLACES), max_size=8),
    st.lists(st.tuples(_PLACES, _PLACES).filter(lambda pair: pair[0] != pair[1]), max_size=4),
)
def test_every_conflict_stands_once_and_heads_keep_their_order(
    pairs: list[tuple[str, str]], agreeing: list[tuple[str, str]]
) -> None:
    conflicts = [conflict(here, there) for here, there in pairs]
    alone = [ToldConflict(each) for each in conflicts]
    found = gathered(alone, {frozenset(map(named, pair)) for pair in agreeing})
    assert sorted(id(each) for one in found for each in one.told) == sorted(map(id, conflicts))
    heads = [conflicts.index(one.conflict) for one in found]
    assert heads == sorted(heads)
