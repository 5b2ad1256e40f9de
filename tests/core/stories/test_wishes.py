"""What the reader's wishes about stories come to, and that grouping obeys them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import ArticleId, StoryWish, StoryWishKind
from core.stories.grouping import StoryArticle, group
from core.stories.wishes import Bonds, bonds_of
from tests.builders import story_wish

MOVE, OUT, JOIN, SPLIT, RENAME, OFF = StoryWishKind


def pairs(*texts: str) -> frozenset[frozenset[ArticleId]]:
    return frozenset(frozenset(map(ArticleId, text)) for text in texts)


def bonds(*wishes: StoryWish) -> Bonds:
    return bonds_of(wishes)


def test_moving_puts_together_with_the_others_and_parts_from_those_left() -> None:
    made = bonds(story_wish(kind=MOVE, articles="a", others="bc", left="xy"))
    assert (made.together, made.apart) == (pairs("ab", "ac"), pairs("ax", "ay"))


def test_joining_and_splitting_take_back_each_other() -> None:
    joined = story_wish("w1", JOIN, articles="ab", others="cd")
    split = story_wish("w2", SPLIT, articles="ab", others="cd")
    assert bonds(joined).together == pairs("ab", "ac", "ad", "bc", "bd")
    parted = bonds(joined, split)
    assert (parted.together, parted.apart) == (pairs("ab"), pairs("ac", "ad", "bc", "bd"))
    assert bonds(split, joined) == bonds(joined)


def test_what_is_taken_out_is_alone_until_it_is_moved() -> None:
    joined = story_wish("w1", JOIN, articles="a", others="b")
    out = story_wish("w2", OUT, articles="a", others="", left="b")
    made = bonds(joined, out)
    assert made == Bonds(apart=pairs("ab"), alone=frozenset({ArticleId("a")}))
    back = bonds(joined, out, story_wish("w3", MOVE, articles="a", others="b"))
    assert back == Bonds(together=pairs("ab"))


def test_the_last_name_holds_for_the_story_of_most_of_those_named() -> None:
    made = bonds(
        story_wish("w1", RENAME, articles="abc", others="", name="Erste"),
        story_wish("w2", RENAME, articles="ab", others="", name="Zweite"),
    )
    assert made.name([ArticleId(each) for each in "abc"]) == "Zweite"
    assert made.name([ArticleId(each) for each in "bc"]) == "Erste"
    assert made.name([ArticleId(each) for each in "cx"]) is None


def test_partners_are_all_one_is_bound_to_or_kept_from() -> None:
    made = bonds(story_wish(kind=MOVE, articles="a", others="b", left="x"))
    assert made.partners([ArticleId("a")]) == {"a", "b", "x"}
    assert made.partners([ArticleId("q")]) == frozenset()


# --- grouping -------------------------------------------------------------------------------------

SHELF = [
    StoryArticle(ArticleId(each), each, "2025-05-28", "de", {}, {f"word{each}": 3, "same": 30})
    for each in "abcd"
]
ALIKE = {
    pair: 0.6
    for some in ("ab", "cd")
    for one, other in combinations(map(ArticleId, some), 2)
    for pair in ((one, other), (other, one))
}


def stories(*wishes: StoryWish) -> list[str]:
    found = group(SHELF, overlap=ALIKE, bonds=bonds_of(wishes))
    return ["".join(each.story.articles) for each in found]


def test_without_wishes_there_are_two_stories() -> None:
    assert stories() == ["ab", "cd"]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (story_wish(kind=MOVE, articles="a", others="cd", left="b"), ["acd"]),
        (story_wish(kind=OUT, articles="a", others="", left="b"), ["cd"]),
        (story_wish(kind=JOIN, articles="ab", others="cd"), ["abcd"]),
        (story_wish(kind=SPLIT, articles="a", others="b"), ["cd"]),
        (story_wish(kind=OFF, articles="", others=""), []),
    ],
)
def test_grouping_obeys(wish: StoryWish, told: list[str]) -> None:
    assert stories(wish) == told


def test_a_story_has_the_name_the_reader_gave_it() -> None:
    found = group(
        SHELF,
        overlap=ALIKE,
        bonds=bonds(story_wish(kind=RENAME, articles="cd", others="", name="Meine")),
    )
    assert [each.story.title for each in found] == ["a", "Meine"]


def test_of_wishes_that_cannot_both_be_the_parting_holds() -> None:
    joined = [
        story_wish("w1", JOIN, articles="a", others="b"),
        story_wish("w2", JOIN, articles="b", others="c"),
    ]
    parted = story_wish("w3", SPLIT, articles="a", others="c")
    found = stories(*joined, parted)
    assert found == ["ab", "cd"]
    assert stories(parted, *joined) == found


names = st.sampled_from("abcdefg")
wishes = st.lists(
    st.builds(
        story_wish,
        kind=st.sampled_from([MOVE, OUT, JOIN, SPLIT]),
        articles=st.sets(names, min_size=1, max_size=2),
        others=st.sets(names, max_size=2),
        left=st.sets(names, max_size=2),
    ),
    max_size=6,
)


@given(wishes)
def test_parted_stay_apart_and_articles_that_are_not_there_do_no_harm(
    wished: list[StoryWish],
) -> None:
    made = bonds_of(wished)
    assert not made.together & made.apart
    for found in group(SHELF, overlap=ALIKE, bonds=made):
        for pair in combinations(found.story.articles, 2):
            assert frozenset(pair) not in made.apart
        assert made.alone.isdisjoint(found.story.articles) or any(
            pair <= set(found.story.articles) for pair in made.together
        )
