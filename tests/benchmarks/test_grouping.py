"""What one new article costs in a large library, against grouping all of it.

python -m pytest -m benchmark -s tests/benchmarks/test_grouping.py
LESART_ARTICLES=2000,10000 python -m pytest -m benchmark -s tests/benchmarks/test_grouping.py

Articles come in stories of one to five, with twelve statements of made-up words each; half of the
statements of a story's reports are related. The chance is seeded. Times are of the processor.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from core.library import grouping
from core.locations import DATABASE_NAME
from core.model import AnalysedArticle, ArticleId, Related, Relation
from core.storage import analysis, articles, relations, statements, stories
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders

SIZES = [int(size) for size in os.environ.get("LESART_ARTICLES", "2000").split(",")]
STATEMENTS = 12

pytestmark = pytest.mark.benchmark


def fill(database: Database, count: int) -> ArticleId:
    """Articles in stories, analysed and related; the last one of a story of several."""
    chance = random.Random(7)
    number = 0
    last = ArticleId("")
    with database.writing():
        while number < count:
            size = chance.choice((1, 2, 3, 4, 5)) if number < count - 5 else 5
            own = [f"w{chance.randrange(500_000)}" for _ in range(40)]
            members = [ArticleId(f"a{number + each:06}") for each in range(size)]
            for member in members:
                _add(database, member, own, chance)
            for member in members:
                relations.put_related(database, member, _related(member, members, chance))
            number, last = number + size, members[-1]
    return last


def _add(database: Database, member: ArticleId, own: list[str], chance: random.Random) -> None:
    lines = [
        " ".join(
            chance.choice(own) if chance.random() < 0.5 else f"v{int(chance.paretovariate(0.7))}"
            for _ in range(15)
        )
        for _ in range(STATEMENTS)
    ]
    report = builders.article(member, title=lines[0], paragraphs=lines[1:])
    articles.put_article(database, report, SourceState(report.source, member, 1, 0))
    made = builders.statements_of(report)
    statements.put_statements(database, member, made)
    analysis.put_analysis(database, AnalysedArticle(member, made, ()), "test")


def _related(
    member: ArticleId, members: list[ArticleId], chance: random.Random
) -> dict[int, list[Related]]:
    return {
        number: [
            builders.related(other, number, relation=Relation.RELATED, score=0.7)
            for other in members
            if other != member
        ]
        for number in range(1, STATEMENTS + 1)
        if chance.random() < 0.5
    }


@pytest.mark.parametrize("count", SIZES)
def test_one_new_article_costs_its_own_story_alone(tmp_path: Path, count: int) -> None:
    with Database(tmp_path / DATABASE_NAME) as database:
        new = fill(database, count)
        whole = _seconds(database)
        told = {story.articles for story in stories.stories(database)}
        stories.look_again(database, [new])
        one = _seconds(database)
        print(
            f"\n{articles.count(database)} articles, {len(told)} stories: grouping all "
            f"{whole:.2f} s, one new article {1000 * one:.1f} ms, ratio {one / whole:.5f}"
        )
        assert {story.articles for story in stories.stories(database)} == told


def _seconds(database: Database) -> float:
    start = time.process_time()
    found = grouping.look(database, tuple)
    assert found is not None
    grouping.keep(database, found)
    return time.process_time() - start
