"""What became of the statements of an article when its text changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Change, ChangeKind, Statement, StatementId
from core.stories.changes import changes
from tests import builders


def text_of(*sentences: str) -> tuple[Statement, ...]:
    return tuple(
        builders.statement("a1", number, sentence)
        for number, sentence in enumerate(sentences, start=1)
    )


def kinds(found: tuple[Change, ...]) -> list[str]:
    return [str(each.kind) for each in found]


def lit(change: Change) -> tuple[list[str], list[str]]:
    """The words in which the two differ."""
    before, after = change.before or "", change.after or ""
    return (
        [span.of(before) for span in change.before_spans],
        [span.of(after) for span in change.after_spans],
    )


BUDGET = "Der Kreistag hat den Haushalt für das kommende Jahr beschlossen."
DEBT = "Die Schulden steigen auf 41 Millionen Euro."
CRITICS = "Kritik kam von der Opposition."
ROADS = "Saniert werden vor allem Straßen und Schulen."


def test_a_text_that_did_not_change_is_the_same_throughout() -> None:
    same = text_of(BUDGET, DEBT, CRITICS)
    assert kinds(changes(same, same)) == ["same"] * 3


def test_a_changed_figure_is_a_rewording_with_the_figure_lit_on_both_sides() -> None:
    found = changes(
        text_of(BUDGET, DEBT), text_of(BUDGET, "Die Schulden steigen auf 43,5 Millionen Euro.")
    )
    assert kinds(found) == ["same", "reworded"]
    assert lit(found[1]) == (["41"], ["43,5"])
    assert found[1].statement == StatementId(builders.article("a1").id, 2)


def test_words_put_in_are_lit_where_they_stand_and_nowhere_before() -> None:
    (found,) = changes(text_of(DEBT), text_of("Die Schulden steigen damit auf 41 Millionen Euro."))
    assert lit(found) == ([], ["damit"])


def test_what_was_added_is_new_and_what_was_taken_out_is_gone_where_it_stood() -> None:
    found = changes(text_of(BUDGET, DEBT, CRITICS), text_of(BUDGET, CRITICS, ROADS))
    assert kinds(found) == ["same", "gone", "same", "new"]
    assert (found[1].before, found[1].after, found[1].statement) == (DEBT, None, None)
    assert (found[3].before, found[3].after) == (None, ROADS)


def test_what_is_gone_from_the_end_stands_at_the_end() -> None:
    assert kinds(changes(text_of(BUDGET, DEBT), text_of(BUDGET))) == ["same", "gone"]


def test_as_few_statements_as_possible_have_moved() -> None:
    found = changes(text_of(BUDGET, DEBT, CRITICS, ROADS), text_of(ROADS, BUDGET, DEBT, CRITICS))
    assert kinds(found) == ["moved", "same", "same", "same"]


def test_other_quotation_marks_dashes_and_spaces_are_no_change() -> None:
    before = text_of("„Das reicht nicht“, sagte sie – und ging.")
    after = text_of("»Das  reicht\u00a0nicht«, sagte sie - und ging.")
    assert kinds(changes(before, after)) == ["same"]


def test_a_statement_that_stands_twice_is_told_apart_by_its_place() -> None:
    found = changes(text_of(DEBT, BUDGET, DEBT), text_of(DEBT, BUDGET))
    assert kinds(found) == ["same", "same", "gone"]


def test_between_the_same_neighbours_less_has_to_be_alike() -> None:
    before = "Der Bürgermeister sprach am Abend von einem Fehler."
    after = "Am Abend nannte der Bürgermeister die umstrittene Entscheidung falsch."
    assert kinds(changes(text_of(BUDGET, before, DEBT), text_of(BUDGET, after, DEBT))) == [
        "same",
        "reworded",
        "same",
    ]
    moved = changes(text_of(before, BUDGET, DEBT), text_of(BUDGET, DEBT, after))
    assert kinds(moved) == ["gone", "same", "same", "new"]


def test_of_two_rewordings_the_closer_one_is_taken() -> None:
    before = text_of("Am Montag wurden 12 Menschen verletzt, zwei davon schwer.")
    after = text_of(
        "Am Montag wurden Menschen verletzt.",
        "Am Montag wurden 14 Menschen verletzt, zwei davon schwer.",
    )
    assert kinds(changes(before, after)) == ["new", "reworded"]


def test_words_of_nearly_every_statement_lead_from_none_to_another() -> None:
    before = text_of(*(f"Die Stadt {number}." for number in range(60)))
    after = text_of(*(f"Die Stadt {number} b." for number in range(100, 160)))
    assert set(kinds(changes(before, after))) == {"gone", "new"}


def test_very_long_rewordings_are_one_difference_between_their_common_ends() -> None:
    middle = " ".join(f"wort{number}" for number in range(1500))
    other = " ".join(f"wort{number}" for number in range(0, 3000, 2))
    (found,) = changes(text_of(f"Anfang {middle} Ende"), text_of(f"Anfang {other} Ende"))
    (span,) = found.after_spans
    assert not span.of(found.after or "").startswith("Anfang")
    assert not span.of(found.after or "").endswith("Ende")


def test_a_text_with_nothing_in_it_loses_or_gains_everything() -> None:
    assert kinds(changes((), text_of(BUDGET))) == ["new"]
    assert kinds(changes(text_of(BUDGET), ())) == ["gone"]
    assert changes((), ()) == ()


WORDS = ["Rat", "Haus", "12", "13", "Streit", "Geld", "—", "Ende."]
SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
    max_size=8,
)


@settings(deadline=None)
@given(SENTENCES, SENTENCES)
def test_every_statement_of_both_texts_is_told_once(before: list[str], after: list[str]) -> None:
    found = changes(text_of(*before), text_of(*after))
    assert sorted(each.before for each in found if each.before is not None) == sorted(before)
    assert [each.after for each in found if each.after is not None] == after
    assert [each.statement.number for each in found if each.statement is not None] == list(
        range(1, len(after) + 1)
    )


@settings(deadline=None)
@given(SENTENCES, SENTENCES)
def test_without_the_lit_words_a_rewording_says_the_same(
    before: list[str], after: list[str]
) -> None:
    for each in changes(text_of(*before), text_of(*after)):
        if each.kind is ChangeKind.REWORDED:
            left, right = each.before or "", each.after or ""
            for span in reversed(each.before_spans):
                left = left[: span.start] + left[span.end :]
            for span in reversed(each.after_spans):
                right = right[: span.start] + right[span.end :]
            assert left.split() == right.replace("-", "—").split()


@pytest.mark.parametrize("count", [3000])
def test_a_long_text_of_equal_lines_is_compared_at_once(count: int) -> None:
    before, after = text_of(*[DEBT] * count), text_of(*[DEBT] * (count - 1), ROADS)
    found = changes(before, after)
    assert [kinds(found).count(kind) for kind in ("same", "gone", "new")] == [count - 1, 1, 1]
