"""What becomes of marks that come from a file: rules over values."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.library.merging import Tally, merged
from core.model import Mark, MarkKind, SavedSearch, SavedSearchId, StoryWishKind
from core.storage.marks import Own
from tests import builders

EARLY, LATE, LATER = (f"2025-05-0{day}T10:00:00+02:00" for day in (1, 2, 3))


def place(mark: Mark) -> Hashable:
    return frozenset(mark.places)


def brought(here: Own, coming: Own) -> tuple[Own, Tally]:
    return merged(here, coming, place)


def note(identifier: str, text: str = "nachrechnen", *, changed: str = EARLY) -> Mark:
    return replace(builders.mark(identifier, text=text), created=EARLY, changed=changed)


def search(identifier: str, name: str, query: str, created: str = EARLY) -> SavedSearch:
    return SavedSearch(SavedSearchId(identifier), name, query, created)


def test_what_is_not_here_is_added_under_its_own_id() -> None:
    own, tally = brought(Own((note("m1"),)), Own((note("m2", "anders"),)))
    assert [mark.id for mark in own.marks] == ["m1", "m2"]
    assert tally == Tally(added=["m2"])


def test_the_same_mark_is_not_added_twice_whatever_its_id() -> None:
    own, tally = brought(
        Own((note("m1"),)), Own((note("m1"), note("m2"), note("m3", changed=LATE)))
    )
    assert own.marks == (note("m1"),)
    assert tally == Tally(unchanged=["m1", "m2", "m3"])


def test_a_later_wording_replaces_an_earlier_one_and_never_the_other_way_round() -> None:
    early, late = note("m1", "alt"), note("m1", "neu", changed=LATE)
    own, tally = brought(Own((early,)), Own((late,)))
    assert (own.marks, tally) == ((late,), Tally(updated=["m1"]))
    own, tally = brought(Own((late,)), Own((early,)))
    assert (own.marks, tally) == ((late,), Tally(unchanged=["m1"]))


def test_of_a_note_changed_in_the_same_second_the_one_here_stays() -> None:
    own, _ = brought(Own((note("m1", "hier"),)), Own((note("m1", "dort"),)))
    assert [mark.text for mark in own.marks] == ["hier"]


def test_a_statement_has_one_bookmark_and_the_later_tags_hold() -> None:
    bookmark = replace(note("m1", ""), kind=MarkKind.BOOKMARK)
    tagged = replace(bookmark, id=note("m2").id, tags=("geld",), changed=LATE)
    own, tally = brought(Own((bookmark,)), Own((tagged,)))
    assert own.marks == (replace(tagged, id=bookmark.id),)
    assert tally == Tally(updated=["m2"])


def test_two_different_notes_on_one_statement_are_both_kept() -> None:
    own, _ = brought(Own((note("m1", "eine"),)), Own((note("m2", "andere", changed=LATE),)))
    assert [mark.text for mark in own.marks] == ["eine", "andere"]


def test_a_correction_made_earlier_does_not_outrank_a_later_one_that_is_here() -> None:
    late = replace(builders.correction("c2", name="Spät"), created=LATE)
    early = replace(builders.correction("c1", name="Früh"), created=EARLY)
    own, tally = brought(Own(corrections=(late,)), Own(corrections=(early,)))
    assert own.corrections == (early, late)
    assert tally == Tally(added=["c1"])


def test_what_is_here_keeps_its_order_where_the_clock_was_put_back() -> None:
    kept = tuple(
        replace(builders.correction(f"c{n}", name=f"Name {n}"), created=when)
        for n, when in enumerate((LATER, EARLY, "unbekannt"))
    )
    new = replace(builders.correction("c9", name="Neu"), created=LATE)
    own, _ = brought(Own(corrections=kept), Own(corrections=(new,)))
    assert own.corrections == (new, *kept)


def test_wishes_and_corrections_are_told_by_what_they_say() -> None:
    wish = builders.story_wish("w1", StoryWishKind.OUT)
    correction = builders.correction("c1")
    coming = Own(
        corrections=(replace(correction, id=builders.correction("c2").id),),
        wishes=(replace(wish, id=builders.story_wish("w2", StoryWishKind.OUT).id),),
    )
    own, tally = brought(Own(corrections=(correction,), wishes=(wish,)), coming)
    assert own == Own(corrections=(correction,), wishes=(wish,))
    assert tally == Tally(unchanged=["c2", "w2"])
    later = replace(wish, name="Anders", created="2025-05-30T10:00:00Z")
    own, tally = brought(Own(wishes=(wish,)), Own(wishes=(later,)))
    assert own.wishes == (later,)
    later_correction = replace(correction, name="Anders", created="2025-05-30T10:00:00Z")
    own, _ = brought(Own(corrections=(correction,)), Own(corrections=(later_correction,)))
    assert own.corrections == (later_correction,)


def test_two_saved_searches_never_have_one_name() -> None:
    here = Own(searches=(search("s1", "Brücke", "brücke"),))
    own, tally = brought(here, Own(searches=(search("s2", "Brücke", "wupper"),)))
    assert own == here
    assert tally == Tally(refused=[("s2", "another is called Brücke here")])
    two = Own(searches=(search("s2", "Brücke", "wupper"), search("s3", "Fluss", "wupper")))
    own, tally = brought(here, two)
    assert own.searches == (*here.searches, search("s3", "Fluss", "wupper"))
    renamed = search("s1", "Brücken", "brücke", LATE)
    own, tally = brought(here, Own(searches=(renamed,)))
    assert own.searches == (renamed,)
    own, tally = brought(here, Own(searches=(search("s3", "Fluss", "brücke", LATE),)))
    assert own.searches == (search("s1", "Fluss", "brücke", LATE),)


dates = st.sampled_from((EARLY, LATE, LATER))
marks = st.builds(
    lambda number, text, created, changed, at: replace(
        builders.mark(f"m{number}", text=text, statement=at), created=created, changed=changed
    ),
    st.integers(0, 4),
    st.sampled_from("abc"),
    dates,
    dates,
    st.integers(1, 2),
)
several = st.lists(marks, max_size=5, unique_by=lambda mark: mark.id).map(
    lambda found: Own(tuple(found))
)


@given(here=several, coming=several)
def test_bringing_the_same_again_changes_nothing(here: Own, coming: Own) -> None:
    once, _ = brought(here, coming)
    twice, tally = brought(once, coming)
    assert twice == once
    assert not tally.added
    assert not tally.updated


@given(here=several, coming=several)
def test_nothing_that_is_here_is_lost_but_to_a_later_wording(here: Own, coming: Own) -> None:
    own, tally = brought(here, coming)
    after = {mark.id: mark for mark in own.marks}
    for mark in here.marks:
        assert after[mark.id].changed >= mark.changed
        if after[mark.id].changed == mark.changed:
            assert after[mark.id] == mark
    # And every note that came is there, or a later wording of the same.
    texts = {(mark.anchor.statement, mark.text) for mark in own.marks}
    for mark in coming.marks:
        assert (mark.anchor.statement, mark.text) in texts or after[mark.id].changed >= mark.changed
    assert len(tally.added) == len(own.marks) - len(here.marks)
