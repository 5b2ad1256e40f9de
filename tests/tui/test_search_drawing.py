"""Hits in context, and what stands round them, line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from core.library.finding import SYNTAX, Candidate, Problem, SearchAnswer, Suggestion
from core.model import ArticleId, SearchHit, Span, StatementId
from tui.drawing.search_rows import (
    HitLine,
    NoteLine,
    OfferLine,
    TitleLine,
    completion_rows,
    count_words,
    guess_line,
    hit_detail,
    kwic,
    problem_line,
    result_lines,
    result_pieces,
    rule_row,
)
from tui.drawing.strips import Piece
from tui.finding import SearchState

TEXT = "Nach langem Streit beschloss der Rat die neue Brücke, und die Brücke wird teuer."
BRIDGE = Span(TEXT.index("Brücke"), TEXT.index("Brücke") + 6)
SECOND = Span(TEXT.rindex("Brücke"), TEXT.rindex("Brücke") + 6)


def hit(number: int = 3, *, article: str = "a", text: str = TEXT) -> SearchHit:
    place = StatementId(ArticleId(article), number)
    return SearchHit(ArticleId(article), f"Bericht {article}", place, text, (BRIDGE, SECOND), 1.0)


def joined(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def lit(pieces: list[Piece]) -> list[str]:
    return [text for text, look in pieces if "hit" in look]


# --- keyword in context ---------------------------------------------------------------------------


def test_the_hit_stands_in_the_middle_whatever_stands_before_it() -> None:
    for text, span in ((TEXT, BRIDGE), ("Brücke gesperrt.", Span(0, 6))):
        pieces = kwic(text, [span], 50, look=())
        assert joined(pieces).index("Brücke") == 20
        assert lit(pieces) == ["Brücke"]


def test_of_several_hits_as_many_as_can_be_seen_are_lit() -> None:
    assert lit(kwic(TEXT, [BRIDGE, SECOND], 90, look=())) == ["Brücke", "Brücke"]
    far = "Brücke " + "weit " * 40 + "Brücke und Brücke"
    spans = [Span(0, 6), Span(len(far) - 17, len(far) - 11), Span(len(far) - 6, len(far))]
    assert lit(kwic(far, spans, 60, look=())) == ["Brücke", "Brücke"]


def test_without_a_hit_the_sentence_begins_at_the_edge() -> None:
    assert joined(kwic(TEXT, [], 30, look=())) == "Nach langem Streit beschloss…"


def test_what_is_left_out_is_said_on_both_sides() -> None:
    shown = joined(kwic(TEXT, [BRIDGE], 40, look=())).strip()
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "Brücke" in shown


@given(
    text=st.text(min_size=1, max_size=120),
    places=st.lists(st.integers(0, 119), max_size=4),
    width=st.integers(1, 60),
)
def test_no_text_is_wider_than_its_line(text: str, places: list[int], width: int) -> None:
    spans = [Span(at, min(len(text), at + 3)) for at in places if at < len(text)]
    pieces = kwic(text, spans, width, look=())
    # A character that takes two cells may be all there is room for and more.
    assert cell_len(joined(pieces)) <= width + 1


# --- the list -------------------------------------------------------------------------------------


def state(**options: object) -> SearchState:
    hits = (hit(3), hit(5), hit(2, article="b"))
    return SearchState("brücke", answer=SearchAnswer(hits, 2, None), **options)  # type: ignore[arg-type] # options vary


def test_every_article_is_named_above_its_hits() -> None:
    kinds = [type(line) for line in result_lines(state())]
    assert kinds == [TitleLine, HitLine, HitLine, TitleLine, HitLine]
    assert result_lines(state())[0] == TitleLine("Bericht a", 2)


def test_a_note_that_answers_stands_at_its_statement() -> None:
    where = StatementId(ArticleId("a"), 5)
    answer = SearchAnswer((hit(5),), 1, None, notes={where: (Span(0, 6),)})
    noted = SearchState("brücke", answer=answer, notes={where: "Brücke\nprüfen"})
    line = result_lines(noted)[2]
    assert line == NoteLine("Brücke\nprüfen", (Span(0, 6),), 0)
    pieces = result_pieces(line, 60, current=False)
    assert lit(pieces) == ["Brücke"]
    assert "✎" in joined(pieces)


def offered(*meant: str) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(each, Span(0, 6), "brüke", each, 2) for each in meant)


def test_other_spellings_come_first_and_the_one_shown_is_not_among_them() -> None:
    answer = SearchAnswer((), 0, None, suggestions=offered("brücke", "lücke"), guessed=(hit(),))
    guessing = SearchState("brüke", answer=answer)
    assert result_lines(guessing)[0] == OfferLine(answer.suggestions[1])
    exact = SearchState("brüke", exact=True, answer=answer)
    assert result_lines(exact) == tuple(map(OfferLine, answer.suggestions))
    pieces = result_pieces(result_lines(exact)[1], 40, current=True)
    assert joined(pieces) == "▌or: lücke  2 articles"


@pytest.mark.parametrize("width", [6, 12, 39, 40, 100])
def test_every_line_fits(width: int) -> None:
    for line in result_lines(state()):
        assert cell_len(joined(result_pieces(line, width, current=True))) <= width


def test_narrow_lines_leave_the_number_out() -> None:
    line = result_lines(state())[1]
    assert "   3 " in joined(result_pieces(line, 60, current=False))
    assert "3" not in joined(result_pieces(line, 30, current=False))


# --- round the list -------------------------------------------------------------------------------


def test_hits_and_articles_are_counted_also_beyond_the_limit() -> None:
    assert count_words(SearchState()) == ""
    assert count_words(state()) == "3 in 2 articles"
    assert count_words(SearchState("x", answer=SearchAnswer((), 0, None))) == "no hit"
    many = SearchState("x", answer=SearchAnswer((hit(), hit(4)), 350, None))
    assert count_words(many) == "the best 2, in 1 of 350 articles"
    assert count_words(SearchState("x", answer=SearchAnswer((hit(),), 1, None))) == "1 in 1 article"


def test_another_spelling_is_always_named() -> None:
    answer = SearchAnswer((), 0, None, suggestions=offered("brücke"), guessed=(hit(),))
    shown = guess_line(SearchState("brüke", answer=answer), "^T")
    assert shown.plain == "nothing for 'brüke'; shown: brücke   ^T as typed"
    exact = guess_line(SearchState("brüke", exact=True, answer=answer), "^T")
    assert exact.plain == "nothing for 'brüke'   ^T shows brücke"
    empty = SearchAnswer((), 0, None, suggestions=offered("brücke"))
    assert guess_line(SearchState("brüke", answer=empty), "^T").plain == "nothing for 'brüke'"
    assert not guess_line(state(), "^T")
    assert not guess_line(SearchState(), "^T")


PROBLEM = Problem(Span(8, 14), "no such thing")


@pytest.mark.parametrize(
    ("scrolled", "width", "shown"),
    [
        (0, 60, "        ▔▔▔▔▔▔ no such thing"),
        (4, 60, "    ▔▔▔▔▔▔ no such thing"),
        (0, 20, "        ▔▔▔▔▔▔\nno such thing"),
        (20, 60, "no such thing"),
    ],
)
def test_a_problem_is_told_where_it_stands(scrolled: int, width: int, shown: str) -> None:
    line = problem_line([PROBLEM], scrolled, "brücke  is:foo", width)
    assert line.plain == shown


def test_a_problem_far_to_the_right_is_told_on_its_left() -> None:
    far = Problem(Span(30, 36), "no such thing")
    line = problem_line([far, PROBLEM], 0, "x" * 30 + "is:foo", 44)
    assert line.plain == "no such thing (and 1 more) ".rjust(30) + "▔" * 6
    assert not problem_line([], 0, "x", 20)


def test_the_sentence_of_the_hit_is_shown_in_full_as_far_as_there_is_room() -> None:
    detail = hit_detail(state(), 30, 3).plain
    assert detail.split("\n")[0] == "Nach langem Streit beschloss"
    assert len(detail.split("\n")) == 3
    assert hit_detail(state(), 30, 2).plain.endswith("…")
    assert not hit_detail(SearchState(), 30, 3)


def test_what_may_follow_is_counted_and_what_was_taken_stands_out() -> None:
    rows = completion_rows(
        [Candidate("Rat ", "Rat", 12), Candidate("is:", "is:", 0), Candidate("x ", "x" * 90, 1)],
        0,
        40,
    )
    assert rows[0].plain.split() == ["Rat", "12"]
    assert len({row.cell_length for row in rows}) == 1
    assert rows[0].cell_length <= 40
    assert completion_rows([], None, 40) == ()


@pytest.mark.parametrize("width", [30, 59, 60, 120])
def test_every_rule_shows_its_example_whole(width: int) -> None:
    for rule in SYNTAX:
        assert rule_row(rule, width).plain.startswith(rule.syntax)
