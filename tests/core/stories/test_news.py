"""What a report brings into its story."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import (
    ArticleId,
    ArticleRow,
    Related,
    Relation,
    Role,
    Statement,
    StatementId,
    StoryId,
)
from core.stories.news import Sorted, came_before, in_order_of_time, sorted_by_news
from tests import builders

NEW, FIRST, SECOND = ArticleId("new"), ArticleId("first"), ArticleId("second")
HERE = [StatementId(NEW, number) for number in range(1, 7)]


def report(identifier: str, published: str | None = None) -> ArticleRow:
    return ArticleRow(
        id=ArticleId(identifier),
        title=identifier,
        title_derived=False,
        source=f"/news/{identifier}.txt",
        outlet=None,
        published=published,
        language="de",
        story=StoryId("s"),
        statements=3,
        conflicts=0,
        read=False,
    )


# --- what came first ------------------------------------------------------------------------------


def order(*reports: ArticleRow) -> str:
    return " ".join(each.id for each in in_order_of_time(reports))


def test_reports_come_in_the_order_of_their_publication() -> None:
    assert order(report("b", "2025-05-29"), report("a", "2025-05-28")) == "a b"


def test_without_dates_they_come_in_the_order_of_adding() -> None:
    assert order(report("b"), report("a")) == "b a"


def test_a_report_without_a_date_follows_all_that_were_added_before_it() -> None:
    assert (
        order(report("c", "2025-05-29"), report("a", "2025-05-27"), report("x"), report("d"))
        == "a c x d"
    )
    assert order(report("x"), report("a", "2025-05-27")) == "x a"


def test_on_one_day_the_time_counts_when_every_report_of_the_day_has_one() -> None:
    evening = report("b", "2025-05-28T20:00:00+02:00")
    noon = report("a", "2025-05-28T12:00:00")
    assert order(evening, noon) == "a b"
    assert order(evening, report("x", "2025-05-28"), noon) == "b x a"


def test_times_are_compared_as_moments_wherever_they_were_taken() -> None:
    late = report("b", "2025-05-28T09:00:00-04:00")
    early = report("a", "2025-05-28T14:00:00+02:00")
    assert order(late, early) == "a b"


def test_a_time_that_cannot_be_read_counts_as_none() -> None:
    assert order(report("b", "2025-05-28T99"), report("a", "2025-05-28T08:00")) == "b a"


def test_what_came_before_a_report_are_all_that_precede_it() -> None:
    reports = [report("c", "2025-05-29"), report("a", "2025-05-27"), report("b", "2025-05-28")]
    assert [each.id for each in came_before(ArticleId("c"), reports)] == ["a", "b"]
    assert came_before(ArticleId("a"), reports) == ()


DATES = st.sampled_from([None, "2025", "2025-05", "2025-05-28", "2025-05-28T10:00+02:00", "bald"])


@given(st.lists(DATES, max_size=6))
def test_every_report_has_one_place(dates: list[str | None]) -> None:
    reports = [report(str(number), date) for number, date in enumerate(dates)]
    assert sorted(each.id for each in in_order_of_time(reports)) == [each.id for each in reports]


# --- what it says ---------------------------------------------------------------------------------


def statements(*, roles: Sequence[Role] = ()) -> tuple[Statement, ...]:
    return tuple(
        builders.statement(
            NEW,
            each.number,
            f"Aussage {each.number}.",
            role=roles[each.number - 1] if roles else Role.PARAGRAPH,
        )
        for each in HERE
    )


def to(
    article: ArticleId, number: int, relation: Relation = Relation.AGREES, score: float = 0.7
) -> Related:
    return builders.related(article, number, relation=relation, score=score)


def lists(found: Sorted) -> dict[str, list[int]]:
    return {
        name: [item.statement.number for item in getattr(found, name)]
        for name in ("adds", "disputes", "repeats", "unclear")
    }


def test_statements_are_sorted_by_what_the_reports_before_say_of_the_same() -> None:
    found = sorted_by_news(
        statements(),
        [FIRST, SECOND],
        [
            (HERE[0], to(FIRST, 1, Relation.CONTRADICTS)),
            (HERE[1], to(FIRST, 2, Relation.DIFFERS)),
            (HERE[1], to(SECOND, 2, Relation.AGREES)),
            (HERE[2], to(SECOND, 3, Relation.AGREES)),
            (HERE[3], to(SECOND, 4, Relation.RELATED)),
        ],
        told_before=True,
    )
    assert lists(found) == {"disputes": [1, 2], "repeats": [3], "unclear": [4], "adds": [5, 6]}
    assert [each.relation for each in found.disputes[1].found] == [Relation.DIFFERS]


def test_headlines_and_fragments_are_in_no_list() -> None:
    roles = [Role.TITLE, Role.LEAD, Role.HEADING, *[Role.PARAGRAPH] * 3]
    found = sorted_by_news(statements(roles=roles), [FIRST], [], told_before=True)
    assert lists(found)["adds"] == [2, 4, 5, 6]


def test_nothing_is_added_where_no_report_before_is_in_the_same_language() -> None:
    found = sorted_by_news(statements(), [FIRST], [], told_before=False)
    assert lists(found)["unclear"] == [1, 2, 3, 4, 5, 6]


def test_a_repetition_says_how_many_reports_say_so_one_wording_of_each() -> None:
    found = sorted_by_news(
        statements(),
        [FIRST, SECOND],
        [
            (HERE[0], to(FIRST, 1, score=0.6)),
            (HERE[0], to(FIRST, 2, score=0.8)),
            (HERE[0], to(SECOND, 1, score=0.7)),
        ],
        told_before=True,
    )
    (item,) = found.repeats
    assert item.reports == 2
    assert [each.statement for each in item.found] == [
        StatementId(FIRST, 2),
        StatementId(SECOND, 1),
    ]


def test_copies_of_one_text_count_as_one_report() -> None:
    found = sorted_by_news(
        statements(),
        [FIRST, SECOND],
        [(HERE[0], to(FIRST, 1)), (HERE[0], to(SECOND, 1))],
        told_before=True,
        witness=lambda statement: "dpa",
    )
    (item,) = found.repeats
    assert (item.reports, len(item.found)) == (1, 2)


def test_what_is_one_claim_with_it_is_repeated_though_in_other_detail() -> None:
    one, other = StatementId(FIRST, 1), StatementId(FIRST, 2)
    found = sorted_by_news(
        statements(),
        [FIRST],
        [(HERE[0], to(FIRST, 1, Relation.RELATED)), (HERE[1], to(FIRST, 2, Relation.RELATED))],
        [(one, HERE[0]), (other,)],
        told_before=True,
    )
    assert (lists(found)["repeats"], lists(found)["unclear"]) == ([1], [2])


def test_relations_to_later_reports_and_other_stories_do_not_count() -> None:
    later = ArticleId("later")
    found = sorted_by_news(statements(), [FIRST], [(HERE[0], to(later, 1))], told_before=True)
    assert lists(found)["adds"] == [1, 2, 3, 4, 5, 6]


def test_a_relation_kept_on_the_other_side_alone_counts() -> None:
    there = StatementId(FIRST, 1)
    found = sorted_by_news(
        statements(),
        [FIRST],
        [(there, to(NEW, 1, Relation.CONTRADICTS))],
        told_before=True,
    )
    (item,) = found.disputes
    assert (item.statement, item.found[0].statement) == (HERE[0], there)


@pytest.mark.parametrize("side", [0, 1])
def test_the_reader_has_the_last_word(side: int) -> None:
    there = [StatementId(FIRST, number) for number in range(1, 4)]
    kept = [(HERE[0], to(FIRST, 1)), (HERE[1], to(FIRST, 2))]
    if side:
        kept = [(there[0], to(NEW, 1)), (there[1], to(NEW, 2))]
    found = sorted_by_news(
        statements(),
        [FIRST],
        kept,
        told_before=True,
        rejected=[frozenset((HERE[0], there[0]))],
        linked={
            frozenset((HERE[1], there[1])): Relation.CONTRADICTS,
            frozenset((HERE[2], there[2])): Relation.AGREES,
            frozenset((HERE[3], StatementId(SECOND, 1))): Relation.AGREES,
        },
    )
    assert lists(found) == {"disputes": [2], "repeats": [3], "unclear": [], "adds": [1, 4, 5, 6]}
