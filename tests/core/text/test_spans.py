from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.model import Run, Span
from core.text.spans import TrackedText, original_span

WORDS = st.text(alphabet="abcdeü \n", min_size=0, max_size=30)


def test_an_untouched_text_is_one_run() -> None:
    tracked = TrackedText.untouched("Hafen")
    assert tracked.runs == (Run(0, 0, 5, 5),)
    assert tracked.to_original(Span(1, 3)) == Span(1, 3)


def test_an_empty_text_has_no_runs() -> None:
    assert TrackedText.untouched("").runs == ()
    assert TrackedText.untouched("").to_original(Span(0, 0)) == Span(0, 0)


def test_a_slice_knows_where_it_was_cut() -> None:
    tracked = TrackedText.untouched("Der Hafen brennt").slice(4, 9)
    assert tracked.text == "Hafen"
    assert tracked.to_original(Span(0, 5)) == Span(4, 9)


def test_a_slice_of_everything_is_the_text_itself() -> None:
    tracked = TrackedText.untouched("Hafen")
    assert tracked.slice(0, 5) is tracked


def test_a_slice_beyond_the_ends_is_shortened() -> None:
    tracked = TrackedText.untouched("Hafen")
    assert tracked.slice(-3, 99).text == "Hafen"
    assert tracked.slice(4, 2).text == ""


def test_stripping_keeps_the_place() -> None:
    tracked = TrackedText.untouched("  Hafen \n").strip()
    assert tracked == TrackedText("Hafen", (Run(0, 2, 5, 5),))


def test_a_separator_has_no_origin() -> None:
    whole = TrackedText.untouched("Kopf / Fuß")
    joined = TrackedText.join([whole.slice(0, 4), whole.slice(7, 10)], "\n\n")
    assert joined.text == "Kopf\n\nFuß"
    assert joined.runs == (Run(0, 0, 4, 4), Run(6, 7, 3, 3))
    assert joined.to_original(Span(4, 6)) == Span(4, 4)
    assert joined.to_original(Span(2, 7)) == Span(2, 8)


def test_a_span_before_every_run_is_the_empty_beginning() -> None:
    assert original_span((Run(2, 5, 3, 3),), Span(0, 1)) == Span(0, 0)


def test_neighbours_in_the_original_become_one_run() -> None:
    whole = TrackedText.untouched("Hafen")
    assert TrackedText.join([whole.slice(0, 2), whole.slice(2, 5)], "").runs == (Run(0, 0, 5, 5),)


def test_a_replacement_stands_for_the_whole_stretch() -> None:
    edited = TrackedText.untouched("fu\u0308r").edited([(Span(1, 3), "ü")])
    assert edited.text == "für"
    assert edited.runs == (Run(0, 0, 1, 1), Run(1, 1, 1, 2), Run(2, 3, 1, 1))
    assert edited.to_original(Span(1, 2)) == Span(1, 3)


def test_part_of_a_replacement_still_stands_for_the_whole_stretch() -> None:
    edited = TrackedText.untouched("abcdef").edited([(Span(1, 5), "xy")])
    assert edited.slice(2, 3).to_original(Span(0, 1)) == Span(1, 5)
    assert edited.slice(2, 4).to_original(Span(0, 2)) == Span(1, 6)


def test_without_edits_nothing_changes() -> None:
    tracked = TrackedText.untouched("Hafen")
    assert tracked.edited([]) is tracked


@given(WORDS, st.lists(st.integers(0, 30), min_size=2, max_size=2).map(sorted))
def test_every_slice_equals_the_slice_of_the_original(text: str, ends: list[int]) -> None:
    start, end = ends
    tracked = TrackedText.untouched(text).slice(start, end)
    assert tracked.text == text[start:end]
    if tracked.text:
        assert tracked.to_original(Span(0, len(tracked.text))).of(text) == tracked.text


@given(WORDS, st.sets(st.integers(0, 29)))
def test_taking_characters_out_leaves_the_others_in_place(text: str, places: set[int]) -> None:
    gone = sorted(place for place in places if place < len(text))
    edited = TrackedText.untouched(text).edited((Span(p, p + 1), "") for p in gone)
    left = [place for place in range(len(text)) if place not in places]
    assert edited.text == "".join(text[place] for place in left)
    origins = [edited.to_original(Span(n, n + 1)) for n in range(len(edited.text))]
    assert origins == [Span(place, place + 1) for place in left]
