"""Quality of finding copies: `pytest -m quality -s tests/quality/test_copies.py`.

The whole pipeline reads the stories; only which reports are of one story is taken for granted.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from core.library import Library
from core.library.copying import copies_among
from core.locations import DATABASE_NAME
from core.model import ArticleId, StatementId
from core.storage.database import Database
from tests.corpus.labelled_copies import STORIES, CopiedStory, Line

pytestmark = pytest.mark.quality

PRECISION = 1.0
RECALL = 0.9


def read(story: CopiedStory, folder: Path) -> tuple[dict[ArticleId, str], dict[StatementId, Line]]:
    """Which article is of which outlet, and which statement is which sentence."""
    folder.mkdir()
    for number, outlet in enumerate(story.reports):
        (folder / f"{number}.md").write_text(story.file(outlet), encoding="utf-8")
    library = Library.open(folder)
    for _ in library.add([str(folder)]):
        pass
    for _ in library.catch_up():
        pass
    outlets = {row.id: row.outlet or "" for row in library.rows()}
    lines = {
        (outlet, text): (outlet, at)
        for outlet, said in story.reports.items()
        for at, text in enumerate(said)
    }
    placed = {
        each.id: lines[outlet, each.text]
        for article, outlet in outlets.items()
        for each in library.statements(article)
        if (outlet, each.text) in lines
    }
    library.close()
    assert sorted(placed.values()) == sorted(lines.values()), "a sentence was cut or lost"
    return outlets, placed


def test_copies_are_found_and_nothing_else_is_called_one(tmp_path: Path) -> None:
    right_words = found_words = wanted_words = 0
    right_texts = found_texts = wanted_texts = 0
    wrong: list[object] = []
    for story in STORIES:
        outlets, placed = read(story, tmp_path / story.name)
        order = sorted(outlets, key=lambda each: [*story.reports].index(outlets[each]))
        with Database(tmp_path / story.name / DATABASE_NAME) as database:
            copies = copies_among(database, order)
        words = {
            frozenset((placed[one], placed[other]))
            for one, other in combinations(copies.wordings, 2)
            if copies.share(one, other)
            and one in placed
            and other in placed
            and one.article != other.article
        }
        texts = {
            frozenset((outlets[one], outlets[other]))
            for one, other in combinations(copies.reports, 2)
            if copies.witness(one) == copies.witness(other)
        }
        same = {
            frozenset(pair) for text in story.same_text for pair in combinations(sorted(text), 2)
        }
        quoted = {
            pair
            for pair in story.same_words
            if any(story.reports[outlet][at][:1] in "„“" for outlet, at in pair)
        }
        right_words += len(words & story.same_words)
        found_words += len(words)
        wanted_words += len(story.same_words - quoted)
        right_texts += len(texts & same)
        found_texts += len(texts)
        wanted_texts += len(same)
        wrong += [*(words - story.same_words), *(texts - same)]
        wrong += [*(story.same_words - quoted - words), *(same - texts)]
    for name, right, found, wanted in (
        ("wordings", right_words, found_words, wanted_words),
        ("reports", right_texts, found_texts, wanted_texts),
    ):
        precision, recall = right / max(1, found), right / wanted
        print(f"\n{name}: pairs precision {precision:.3f}, recall {recall:.3f} of {wanted}")
        assert precision >= PRECISION, wrong
        assert recall >= RECALL, wrong
