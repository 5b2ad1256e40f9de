from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.model import ArticleId, StatementId
from tui.finding import SearchState
from tui.jumps import JumpList, SearchLeft, Stop, statement_of

statements = st.builds(StatementId, st.sampled_from("abc").map(ArticleId), st.integers(1, 9))


def test_a_new_list_leads_nowhere() -> None:
    here = StatementId(ArticleId("a"), 1)
    assert JumpList().back(here) is None
    assert JumpList().forward(here) is None


@given(st.lists(statements, min_size=2))
def test_any_number_of_jumps_is_walked_back_exactly(path: list[StatementId]) -> None:
    hops = [path[0], *(b for a, b in pairwise(path) if a != b)]
    jumps = JumpList()
    for origin in hops[:-1]:
        jumps = jumps.jumped(origin)
    here: Stop = hops[-1]
    seen = []
    while step := jumps.back(here):
        jumps, here = step
        seen.append(here)
    assert seen == hops[-2::-1]
    while step := jumps.forward(here):
        jumps, here = step
    assert here == hops[-1]


@given(st.lists(statements, min_size=1), statements, statements)
def test_back_and_forward_undo_each_other(
    path: list[StatementId], here: StatementId, other: StatementId
) -> None:
    jumps = JumpList()
    for origin in path:
        jumps = jumps.jumped(origin)
    step = jumps.back(here)
    assert step is not None
    again = step[0].forward(step[1])
    assert again == (jumps, here)
    assert step[0].jumped(other).forward(other) is None


def test_a_list_of_hits_is_gone_back_to_as_it_was_left() -> None:
    here, origin = StatementId(ArticleId("a"), 1), StatementId(ArticleId("b"), 2)
    left = SearchLeft(origin, SearchState("hafen", at=3))
    step = JumpList().jumped(left).back(here)
    assert step is not None
    assert step[1] == left
    assert (statement_of(left), statement_of(here)) == (origin, here)
