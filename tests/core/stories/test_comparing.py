from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from core.model import ArticleId, Pairing, Relation, Statement, StatementId
from core.stories.comparing import compare
from core.stories.conflicts import Found
from tests.builders import related, statement


def side(article: str, count: int) -> tuple[Statement, ...]:
    return tuple(statement(article, number) for number in range(1, count + 1))


def found(left: int, right: int, score: float = 0.8) -> Found:
    return StatementId(ArticleId("a"), left), related("b", right, score=score)


def numbers(pairings: Sequence[Pairing]) -> list[tuple[int, int]]:
    """The numbers on both sides, 0 where one is missing."""
    return [
        (each.left.number if each.left else 0, each.right.number if each.right else 0)
        for each in pairings
    ]


def test_statements_stand_beside_their_counterparts_and_alone_where_they_have_none() -> None:
    pairings = compare(side("a", 3), side("b", 3), [found(1, 2), found(3, 3)])
    assert numbers(pairings) == [(0, 1), (1, 2), (2, 0), (3, 3)]
    assert pairings[1].related is not None
    assert pairings[1].related.statement == StatementId(ArticleId("b"), 2)


def test_pairs_in_the_same_order_come_before_a_closer_one_that_crosses_them() -> None:
    pairings = compare(
        side("a", 3), side("b", 3), [found(1, 3, 0.9), found(1, 1, 0.6), found(2, 2), found(3, 3)]
    )
    assert numbers(pairings) == [(1, 1), (2, 2), (3, 3)]


def test_what_is_told_in_another_order_is_shown_beside_its_counterpart_if_close_enough() -> None:
    in_order = [found(1, 2), found(2, 3)]
    assert numbers(compare(side("a", 3), side("b", 3), [*in_order, found(3, 1, 0.7)])) == [
        (1, 2), (2, 3), (3, 1),
    ]  # fmt: skip
    assert numbers(compare(side("a", 3), side("b", 3), [*in_order, found(3, 1, 0.6)])) == [
        (0, 1), (1, 2), (2, 3), (3, 0),
    ]  # fmt: skip


def test_a_relation_kept_on_the_right_alone_is_seen_from_the_left() -> None:
    from_right = StatementId(ArticleId("b"), 1), related("a", 1, relation=Relation.DIFFERS)
    (pairing,) = compare(side("a", 1), side("b", 1), [from_right])
    assert pairing.related is not None
    assert pairing.related.statement == StatementId(ArticleId("b"), 1)
    assert pairing.related.relation is Relation.DIFFERS


def test_the_reader_outranks_what_was_found() -> None:
    pair = frozenset((StatementId(ArticleId("a"), 1), StatementId(ArticleId("b"), 1)))
    sides = side("a", 1), side("b", 1)
    assert numbers(compare(*sides, [found(1, 1)], rejected=[pair])) == [(1, 0), (0, 1)]
    linked = {
        pair: Relation.AGREES,
        frozenset((StatementId(ArticleId("a"), 1), StatementId(ArticleId("c"), 1))): (
            Relation.AGREES
        ),
    }
    (pairing,) = compare(*sides, [], linked=linked)
    assert pairing.related is not None
    assert pairing.related.relation is Relation.AGREES


def test_relations_to_other_articles_are_passed_over() -> None:
    elsewhere = StatementId(ArticleId("a"), 1), related("c", 1)
    assert numbers(compare(side("a", 1), side("b", 1), [elsewhere])) == [(1, 0), (0, 1)]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 5), st.floats(0.5, 1)), max_size=20))
def test_every_statement_stands_once_and_the_left_in_reading_order(
    links: list[tuple[int, int, float]],
) -> None:
    pairings = compare(side("a", 6), side("b", 5), [found(*each) for each in links])
    shown = numbers(pairings)
    assert [left for left, _ in shown if left] == [1, 2, 3, 4, 5, 6]
    assert sorted(right for _, right in shown if right) == [1, 2, 3, 4, 5]
    assert all((each.related is None) == (not left or not right)
               for each, (left, right) in zip(pairings, shown, strict=True))  # fmt: skip
