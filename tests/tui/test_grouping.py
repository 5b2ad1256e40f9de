"""The reader's word on stories, by keys."""

from __future__ import annotations

from core.library import Library
from core.model import ArticleId, StoryWishKind
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import SPORT, WORKS


def told(reader: Reader) -> list[tuple[str, tuple[ArticleId, ...]]]:
    return [(story.title, story.articles) for story in reader.screen.stories]


async def test_an_article_is_moved_to_another(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("S")
        assert "Nordwind in Emden" in reader.text
        await reader.press("m")
        await reader.type("handball")
        await reader.press("enter")
        assert (WORKS, SPORT) in [articles for _, articles in told(reader)]
        assert reader.said[-1] == "Moved; u takes it back"
        moved = told(reader)
        await reader.press("u")
        assert not any(SPORT in articles for _, articles in told(reader))
        await reader.press("ctrl+r")
        assert told(reader) == moved


async def test_an_article_is_taken_out(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g a", "g g", "j", "S", "o")
        assert not any(WORKS in articles for _, articles in told(reader))
        await reader.press("S")
        assert "in no story" in reader.text
        await reader.press("o")
        assert reader.said[-1] == "This article is in no story; m moves it to one"


async def test_a_story_is_joined_split_and_renamed(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("S", "m")
        await reader.type("handball")
        await reader.press("enter", "S", "r")
        await reader.press(*["backspace"] * 50)
        await reader.type("Vermischtes")
        await reader.press("enter")
        assert ("Vermischtes", (WORKS, SPORT)) in told(reader)
        await reader.press("S", "s", "down", "enter", "down", "enter")
        assert reader.said[-1] == "Mark some of the articles, not all: Enter marks"
        await reader.press("up", "enter", "down", "enter")
        assert reader.said[-1] == "Split; u takes it back"
        assert not any({WORKS, SPORT} & {*articles} for _, articles in told(reader))


async def test_grouping_can_be_switched_off_and_on(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("S", "x")
        assert reader.screen.stories == ()
        assert "Nordwind in Emden" not in reader.text
        await reader.press("S", "m")
        assert reader.said[-1] == "Grouping is off; x switches it on"
        await reader.press("escape", "u")
        assert library.groups
        await reader.press("S", "x", "S", "x")
        assert library.groups


async def test_what_is_so_already_changes_nothing(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("S", "r", "enter")
        assert reader.said[-1] == "Nothing to change: that is how it is already"
        assert library.story_wishes() == ()


async def test_i_in_the_list_says_why_an_article_is_in_its_story(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g a", "i")
        assert "Why in this story" in reader.text
        assert "related statements" in reader.text
        assert "with 2 of 2" in reader.text
        await reader.press("q", "G", "i")
        assert "It is in no story." in reader.text


async def test_why_an_article_is_in_its_story_follows_another_program(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("g a", "i")
        assert "in  Nordwind in Emden" in reader.text
        reader.screen.look_elsewhere()
        await reader.settle()
        other = Library.open(library.folder)
        other.wish_story(StoryWishKind.OUT, [WORKS])
        other.close()
        reader.screen.look_elsewhere()
        await reader.settle()
        assert "It is in no story." in reader.text
