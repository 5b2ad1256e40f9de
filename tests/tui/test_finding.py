from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.library.finding import SearchAnswer, Suggestion
from core.model import ArticleId, SearchHit, Span, StatementId
from tui.finding import Found, SearchState, Trail, find, grouped, place_of, quoted, spans_of

TEXTS = ("Der Hafen wächst.", "Im HAFEN liegt\nein Schiff, im Hafen zwei.", "Nichts davon.")


def test_case_and_line_breaks_do_not_matter() -> None:
    assert [span.of(TEXTS[1]) for span in spans_of("hafen", TEXTS[1])] == ["HAFEN", "Hafen"]
    assert [span.of(TEXTS[1]) for span in spans_of("liegt ein", TEXTS[1])] == ["liegt\nein"]


@pytest.mark.parametrize("query", ["", "  ", "(", "[a-", "\\", "*"])
def test_signs_of_patterns_are_plain_words(query: str) -> None:
    assert spans_of(query, "Text ohne Zeichen") == ()
    assert bool(spans_of(query, f"mit {query} darin")) is bool(query.strip())


@given(st.text(), st.text())
def test_every_hit_reads_like_the_query(query: str, text: str) -> None:
    for span in spans_of(query, text):
        found = "".join(span.of(text).split()).casefold()
        assert len(found) == len("".join(query.split()).casefold()) or found


def test_the_first_hit_is_the_one_at_or_after_the_cursor() -> None:
    assert find("hafen", TEXTS, from_item=1) == Found("hafen", (0, 1, 1), 1)
    assert find("hafen", TEXTS, from_item=2).item == 0
    assert find("fehlt", TEXTS, from_item=0).item is None


def test_steps_go_through_all_hits_and_round_the_end() -> None:
    found = find("hafen", TEXTS, from_item=0)
    visited = []
    for _ in range(3):
        visited.append(found.at)
        found = found.stepped(1, from_item=found.items[found.at or 0])
    assert visited == [0, 1, 2]
    assert found.at == 0
    assert found.wrapped
    assert str(found) == "1/3, round the end"
    assert found.stepped(-1, from_item=0).at == 2
    assert not found.stepped(1, from_item=0).wrapped


def test_a_step_begins_where_the_cursor_went_meanwhile() -> None:
    found = find("hafen", TEXTS, from_item=0)
    assert found.stepped(1, from_item=2) == Found("hafen", (0, 1, 1), 0, wrapped=True)
    assert found.stepped(-1, from_item=2).at == 2
    assert not found.stepped(-1, from_item=2).wrapped
    assert Found("x", ()).stepped(1, from_item=0).at is None


def test_a_find_says_which_hit_of_how_many() -> None:
    assert str(find("hafen", TEXTS, from_item=1)) == "2/3"
    assert str(find("fehlt", TEXTS, from_item=0)) == "no hit"
    assert str(find("", TEXTS, from_item=0)) == ""


def test_the_only_hit_is_found_again_round_the_end() -> None:
    only = find("schiff", TEXTS, from_item=0)
    for by in (1, -1):
        assert only.stepped(by, from_item=1) == Found("schiff", (1,), 0, wrapped=True)


# --- the way through what was searched ------------------------------------------------------------


def hit(article: str, number: int, *spans: tuple[int, int], score: float = 1.0) -> SearchHit:
    return SearchHit(
        ArticleId(article),
        f"Titel {article}",
        StatementId(ArticleId(article), number),
        "Der Hafen wächst, der Hafen lärmt.",
        tuple(Span(*span) for span in spans),
        score,
    )


HITS = (hit("a", 4, (4, 9), (22, 27)), hit("a", 2, (4, 9)), hit("b", 1))
TRAIL = Trail("hafen", HITS, 0)


def test_articles_stand_together_in_the_order_of_their_best_hit() -> None:
    mixed = (HITS[0], HITS[2], HITS[1])
    assert grouped(mixed) == HITS


@given(st.lists(st.builds(hit, st.sampled_from("abc"), st.integers(0, 5)), max_size=12))
def test_grouping_keeps_every_hit_and_the_order_inside_an_article(hits: list[SearchHit]) -> None:
    together = grouped(hits)
    assert sorted(map(id, together)) == sorted(map(id, hits))
    for article in {each.article for each in hits}:
        inside = [each for each in hits if each.article == article]
        assert [each for each in together if each.article == article] == inside


def test_steps_of_a_trail_lead_through_all_articles_and_round_the_end() -> None:
    trail, seen = TRAIL, []
    for _ in range(3):
        assert trail.hit is not None
        trail = trail.stepped(1, here=place_of(trail.hit))
        seen.append((trail.at, trail.wrapped))
    assert seen == [(1, False), (2, False), (0, True)]
    back = TRAIL.stepped(-1, here=place_of(HITS[0]))
    assert (back.at, back.wrapped) == (2, True)
    assert str(back) == "3/3, round the end"


def test_a_step_goes_from_the_hit_under_the_cursor_else_from_the_last_one() -> None:
    assert TRAIL.stepped(1, here=place_of(HITS[1])).at == 2
    assert TRAIL.stepped(1, here=StatementId(ArticleId("z"), 9)).at == 1
    assert TRAIL.stepped(1, here=None).at == 1
    begun = Trail("hafen", HITS)
    assert (begun.stepped(1, here=None).at, begun.stepped(-1, here=None).at) == (0, 2)
    assert (str(begun), begun.hit, str(Trail("x", ()))) == ("3", None, "no hit")


def test_a_title_that_stands_in_no_sentence_is_read_at_the_beginning() -> None:
    assert place_of(hit("a", 0)) == StatementId(ArticleId("a"), 1)


def test_what_matched_is_lit_in_reading_order_with_the_current_hit_among_it() -> None:
    lit, current = TRAIL.lit(ArticleId("a"))
    assert lit == ((2, Span(4, 9)), (4, Span(4, 9)), (4, Span(22, 27)))
    assert current == 1
    assert TRAIL.lit(ArticleId("b")) == ((), None)
    assert Trail("hafen", HITS, 2).lit(ArticleId("b")) == ((), None)


def test_what_was_meant_is_shown_only_where_the_word_typed_finds_nothing() -> None:
    offer = Suggestion("hafen", Span(0, 5), "hafne", "hafen", 2)
    answer = SearchAnswer((), 0, None, suggestions=(offer,), guessed=HITS)
    state = SearchState("hafne", answer=answer, at=1)
    assert state.guesses
    assert state.trail == Trail("hafen", HITS, 1)
    exact = SearchState("hafne", exact=True, answer=answer)
    assert (exact.guesses, exact.shown) == (False, ())
    assert exact.trail == Trail("hafne", ())
    found = SearchState("hafen", answer=SearchAnswer(HITS, 2, None))
    assert (found.guesses, found.shown) == (False, HITS)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Musk", "Musk"),
        ("Elon Musk", '"Elon Musk"'),
        ("KI-Werk", "KI-Werk"),
        ('der "Bau" hier', '"der Bau hier"'),
        ("20:30", '"20:30"'),
    ],
)
def test_words_become_one_value_of_the_language(words: str, written: str) -> None:
    assert quoted(words) == written
