from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.finding import Found, find, spans_of

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
    assert found.stepped(-1, from_item=0).at == 2


def test_a_step_begins_where_the_cursor_went_meanwhile() -> None:
    found = find("hafen", TEXTS, from_item=0)
    assert found.stepped(1, from_item=2).at == 0
    assert found.stepped(-1, from_item=2).at == 2
    assert Found("x", ()).stepped(1, from_item=0).at is None


def test_a_find_says_which_hit_of_how_many() -> None:
    assert str(find("hafen", TEXTS, from_item=1)) == "2 of 3"
    assert str(find("fehlt", TEXTS, from_item=0)) == "no hit"
    assert str(find("", TEXTS, from_item=0)) == ""
