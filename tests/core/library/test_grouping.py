"""Stories as the reader wants them, and grouping that looks only where something is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.library import Library, grouping
from core.locations import DATABASE_NAME
from core.model import ArticleId, StoryWishKind
from core.storage import articles, stories, terms
from core.storage.database import Database
from tests import builders
from tests.core.library.test_correcting import BRIDGE, DEARER, SLALOM, by_name, take_in
from tests.tui import newsroom

MOVE, OUT, JOIN, SPLIT, RENAME, OFF = StoryWishKind

OPENED = """Brücke über die Wupper eröffnet

Bürgermeisterin Ada Kern hat die neue Brücke über die Wupper eröffnet. Sie kostet 15 Millionen Euro.

Die neue Brücke hat Siemens gebaut, sagte Kern. Die Stadt baut eine neue Straße.
"""
SEEDS = Path(__file__).resolve().parents[3] / "seeds"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library")
    take_in(opened, tmp_path, bridge=BRIDGE, dearer=DEARER, slalom=SLALOM)
    yield opened
    opened.close()


def told(library: Library) -> set[frozenset[ArticleId]]:
    return {frozenset(story.articles) for story in library.stories()}


def named(library: Library, *names: str) -> frozenset[ArticleId]:
    return frozenset(by_name(library, name) for name in names)


def catch_up(library: Library) -> None:
    for _ in library.catch_up():
        pass


def test_a_moved_article_stays_where_it_was_put(library: Library, tmp_path: Path) -> None:
    assert told(library) == {named(library, "bridge", "dearer")}
    slalom = by_name(library, "slalom")
    wish = library.wish_story(MOVE, [slalom], others=[by_name(library, "bridge")])
    assert wish is not None
    everything = named(library, "bridge", "dearer", "slalom")
    assert told(library) == {everything}
    catch_up(library)
    assert told(library) == {everything}
    take_in(library, tmp_path, opened=OPENED)
    assert told(library) == {everything | named(library, "opened")}
    membership = library.membership(slalom)
    assert membership is not None
    assert membership.wished


def test_undo_and_redo_reach_the_stories_and_survive_a_restart(library: Library) -> None:
    before = told(library)
    library.wish_story(OUT, [by_name(library, "dearer")])
    assert told(library) == set()
    again = Library.open(library.folder)
    assert again.undo() == "taking out of the story"
    assert told(library) == before
    assert again.redo() == "taking out of the story"
    assert told(library) == set()
    catch_up(again)
    assert told(library) == set()
    again.close()


def test_a_renamed_story_keeps_its_name_when_it_grows(library: Library, tmp_path: Path) -> None:
    assert library.wish_story(RENAME, [by_name(library, "bridge")], name=" Die\tBrücke ")
    take_in(library, tmp_path, opened=OPENED)
    (story,) = library.stories()
    assert (story.title, len(story.articles)) == ("Die Brücke", 3)


def test_a_split_story_stays_split_and_is_joined_again(library: Library, tmp_path: Path) -> None:
    take_in(library, tmp_path, opened=OPENED)
    whole = named(library, "bridge", "dearer", "opened")
    assert told(library) == {whole}
    library.wish_story(SPLIT, [by_name(library, "bridge"), by_name(library, "opened")])
    assert told(library) == {named(library, "bridge", "opened")}
    catch_up(library)
    assert told(library) == {named(library, "bridge", "opened")}
    library.wish_story(
        JOIN, sorted(named(library, "bridge", "opened")), others=[by_name(library, "dearer")]
    )
    assert told(library) == {whole}


def test_what_is_so_already_is_no_wish(library: Library) -> None:
    bridge, dearer = by_name(library, "bridge"), by_name(library, "dearer")
    slalom = by_name(library, "slalom")
    (story,) = library.stories()
    assert library.wish_story(MOVE, [bridge], others=[dearer]) is None
    assert library.wish_story(MOVE, [bridge]) is None
    assert library.wish_story(OUT, [slalom]) is None
    assert library.wish_story(JOIN, [bridge], others=[dearer]) is None
    assert library.wish_story(SPLIT, [bridge, dearer]) is None
    assert library.wish_story(RENAME, [bridge], name=story.title) is None
    assert library.wish_story(RENAME, [slalom], name="Slalom") is None
    assert library.story_wishes() == ()


def test_without_grouping_the_list_is_flat_also_for_what_comes(
    library: Library, tmp_path: Path
) -> None:
    before = told(library)
    library.switch_grouping(on=True)
    library.switch_grouping(on=False)
    assert not library.groups
    assert told(library) == set()
    take_in(library, tmp_path, opened=OPENED)
    assert told(library) == set()
    library.switch_grouping(on=True)
    assert library.groups
    assert told(library) == {each | named(library, "opened") for each in before}


def test_an_article_says_what_it_shares_with_its_story(library: Library) -> None:
    membership = library.membership(by_name(library, "bridge"))
    assert membership is not None
    assert not membership.wished
    statements, *others = membership.shared
    assert statements.kind is grouping.SharedKind.STATEMENT
    assert statements.articles == 1
    assert "Ada Kern" in {each.what for each in others if each.kind is grouping.SharedKind.ENTITY}
    assert library.membership(by_name(library, "slalom")) is None


def test_a_wish_of_another_program_is_followed_with_the_next_work(library: Library) -> None:
    other = Library.open(library.folder)
    wish = grouping.wish_for(other._database, OUT, [by_name(library, "dearer")])
    assert wish is not None
    other._marking.wish(wish)
    other.close()
    assert told(library) != set()
    catch_up(library)
    assert told(library) == set()


def test_a_wish_made_while_grouping_is_followed(library: Library) -> None:
    database = library._database
    wish = builders.story_wish(
        kind=OUT, articles=[by_name(library, "dearer")], left=[by_name(library, "bridge")]
    )
    answers = iter([(), (wish,), (wish,)])
    stories.look_again(database, [by_name(library, "bridge")])
    grouping.regroup(database, lambda: next(answers))
    assert told(library) == set()


# --- looking only where something is new ----------------------------------------------------------


def test_one_at_a_time_makes_the_same_stories_as_all_at_once(tmp_path: Path) -> None:
    reports = sorted(path for path in SEEDS.iterdir() if path.suffix in (".txt", ".md"))
    assert len(reports) >= 8
    step = Library.open(tmp_path / "steps")
    for report in reports:
        for _ in step.add([str(report)]):
            pass
        catch_up(step)
    bit_by_bit = told(step)
    # The same articles, looked at as if all were new.
    database = step._database
    stories.put_stories(database, [], among=articles.ids(database))
    stories.look_again(database, articles.ids(database))
    grouping.regroup(database, step.story_wishes)
    assert told(step) == bit_by_bit
    assert len(bit_by_bit) > 1
    step.close()


def test_terms_are_counted_as_articles_come_change_and_go(library: Library) -> None:
    database = library._database
    bridge = by_name(library, "bridge")
    kept = terms.terms_of(database, articles.ids(database))
    assert terms.articles_with_terms(database) == 3
    every = {term for each in kept.values() for term in each}
    assert terms.spread_of_terms(database, every) == {
        term: sum(term in each for each in kept.values()) for term in every
    }
    terms.put_terms(database, bridge, {"anders": 2})
    terms.put_terms(database, ArticleId("gone"), {"nie": 1})
    assert terms.spread_of_terms(database, ["anders", "nie"]) == {"anders": 1}
    articles.remove_article(database, bridge)
    assert terms.spread_of_terms(database, ["anders"]) == {}
    assert terms.articles_with_terms(database) == 2


def test_stories_that_nothing_new_touches_are_not_looked_at(
    library: Library, tmp_path: Path
) -> None:
    with Database(library.folder / DATABASE_NAME) as database:
        (story,) = stories.stories(database)
        stories.put_stories(database, [replace(story, title="unberührt")])
    take_in(library, tmp_path, new="Chor sucht Tenöre\n\nDer Chor in Bonn sucht neue Stimmen.\n")
    assert [each.title for each in library.stories()] == ["unberührt"]


def test_an_article_that_goes_meanwhile_does_no_harm(library: Library) -> None:
    grouping._keep_terms(library._database, ArticleId("gone"))
    assert terms.articles_with_terms(library._database) == 3


def test_with_nothing_new_there_is_nothing_to_look_at(library: Library) -> None:
    assert grouping.look(library._database, library.story_wishes) is None
    before = library.stories()
    grouping.regroup(library._database, library.story_wishes)
    assert library.stories() == before


def test_reasons_are_there_before_grouping_has_ever_looked(tmp_path: Path) -> None:
    opened = newsroom.open_full(tmp_path / "other")
    membership = opened.membership(newsroom.WORKS)
    assert membership is not None
    assert membership.shared
    opened.close()
