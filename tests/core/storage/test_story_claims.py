"""Claims that are kept are those that would be made, and only while nothing has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.library import Library, telling
from core.locations import DATABASE_NAME
from core.model import Relation, StatementId, StoryId
from core.storage import stories, story_claims
from core.storage.database import Database


@pytest.fixture
def database(sample_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The sample story, which counts as a large one."""
    import shutil

    shutil.copytree(sample_library, tmp_path / "library")
    monkeypatch.setattr(telling, "LARGE", 2)
    return Database(tmp_path / "library" / DATABASE_NAME)


def largest(database: Database) -> StoryId:
    return max(stories.stories(database), key=lambda story: len(story.articles)).id


def test_what_is_kept_is_what_would_be_made(database: Database) -> None:
    with database:
        story = largest(database)
        made = telling.matrix_of(database, story)
        telling.keep_claims(database)
        stamped = story_claims.stamp(database, made.story.articles, (), {})
        assert story_claims.kept(database, story, stamped) == (made.claims, made.copies)
        assert telling.matrix_of(database, story) == made


def test_what_the_reader_says_makes_claims_anew(database: Database) -> None:
    with database:
        story = largest(database)
        telling.keep_claims(database)
        claim = next(c for c in telling.matrix_of(database, story).claims if len(c.cells) > 1)
        one, other = claim.cells[0].statements[0], claim.cells[1].statements[0]
        pair = frozenset((one, other))
        rejected = telling.matrix_of(database, story, rejected=[pair])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(telling, "LARGE", 1000)
            assert rejected == telling.matrix_of(database, story, rejected=[pair])


def test_a_stamp_depends_on_relations_and_on_what_the_reader_says(database: Database) -> None:
    with database:
        story = next(s for s in stories.stories(database) if s.id == largest(database))
        pair = frozenset((StatementId(story.articles[0], 1), StatementId(story.articles[1], 1)))
        stamps = [
            story_claims.stamp(database, story.articles, (), {}),
            story_claims.stamp(database, story.articles, [pair], {}),
            story_claims.stamp(database, story.articles, (), {pair: Relation.AGREES}),
            story_claims.stamp(database, story.articles[1:], (), {}),
        ]
        with database.writing() as connection:
            connection.execute("UPDATE link SET packed = '[]'")
        stamps.append(story_claims.stamp(database, story.articles, (), {}))
        assert len(set(stamps)) == len(stamps)


def test_stories_that_are_gone_are_forgotten(database: Database) -> None:
    with database:
        telling.keep_claims(database)
        story = largest(database)
        articles = next(s.articles for s in stories.stories(database) if s.id == story)
        stamped = story_claims.stamp(database, articles, (), {})
        assert story_claims.is_kept(database, story, stamped)
        story_claims.forget_others(database, ())
        assert not story_claims.is_kept(database, story, stamped)


def test_the_background_work_keeps_the_claims_of_large_stories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "LARGE", 2)
    library = Library.open(tmp_path / "library")
    seeds = Path(__file__).resolve().parents[3] / "seeds"
    for _ in library.add([str(seeds)]):
        pass
    for _ in library.catch_up():
        pass
    with Database(tmp_path / "library" / DATABASE_NAME) as database:
        story = next(s for s in stories.stories(database) if s.id == largest(database))
        stamped = story_claims.stamp(database, story.articles, (), {})
        assert story_claims.is_kept(database, story.id, stamped)
    library.close()
