from __future__ import annotations

from dataclasses import replace

from core.model import ArticleId, Cell, Certainty, Claim, Relation, StatementId
from core.stories.rows import ClaimOrder, left_out, ordered


def claim(number: int, reports: str, disputed: float = 0.0) -> Claim:
    cells = tuple(
        Cell(
            ArticleId(each),
            (StatementId(ArticleId(each), number),),
            "Es regnet.",
            Relation.AGREES,
            "",
            False,
            Certainty.STATED,
            None,
        )
        for each in reports
    )
    return Claim(number, cells[0].statements[0], "Es regnet.", cells, disputed)


CLAIMS = (claim(1, "a"), claim(2, "ab", 1.0), claim(3, "bcd"), claim(4, "bc", 1.0), claim(5, "abc"))


def numbers(claims: tuple[Claim, ...]) -> list[int]:
    return [each.number for each in claims]


def test_rows_are_sorted_and_stay_in_the_order_of_the_story_where_they_are_alike() -> None:
    assert numbers(ordered(CLAIMS, ClaimOrder.STORY)) == [1, 2, 3, 4, 5]
    assert numbers(ordered(CLAIMS, ClaimOrder.DISPUTED)) == [2, 4, 3, 5, 1]
    assert numbers(ordered(CLAIMS, ClaimOrder.SHARED)) == [3, 5, 2, 4, 1]


def test_a_report_leaves_out_what_at_least_two_others_say() -> None:
    assert numbers(left_out(CLAIMS, ArticleId("a"))) == [3, 4]
    assert numbers(left_out(CLAIMS, ArticleId("d"))) == [5, 2, 4]
    assert left_out(CLAIMS[:1], ArticleId("b")) == ()


def test_reports_of_the_same_words_count_once_in_every_order() -> None:
    first, *others = claim(6, "bcd").cells
    same = replace(
        claim(6, "bcd"), cells=(first, *(replace(each, copy_of=first.article) for each in others))
    )
    assert same.witnesses == 1
    assert left_out([same], ArticleId("a")) == ()
    assert numbers(ordered([same, claim(7, "ab")], ClaimOrder.SHARED)) == [7, 6]
