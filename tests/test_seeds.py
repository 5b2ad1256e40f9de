"""The sample story: our own words, and every feature to be seen in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from core.library import Library
from core.model import Relation, Sign

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / ".." / "shared" / "seeds"
WORDS_IN_A_ROW = 8


@pytest.fixture
def library(sample_library: Path) -> Iterator[Library]:
    library = Library.open(sample_library)
    yield library
    library.close()


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words))}


@pytest.mark.shared
def test_no_sentence_of_the_real_reports_is_in_the_sample() -> None:
    if not REPORTS.is_dir():
        pytest.skip("the four reports are not beside this checkout")
    real = {s for path in REPORTS.glob("*.txt") for s in shingles(path.read_text("utf-8"))}
    ours = {s for path in (ROOT / "seeds").iterdir() for s in shingles(path.read_text("utf-8"))}
    long_enough = {s for s in real & ours if len(s) == WORDS_IN_A_ROW}
    assert not long_enough


def test_the_sample_shows_stories_and_articles_that_stand_alone(library: Library) -> None:
    rows = library.rows()
    assert len(rows) == 10
    assert len(library.stories()) >= 2
    assert any(row.story is None for row in rows)
    assert {row.language for row in rows} == {"de", "en"}
    assert {row.title_derived for row in rows} == {True, False}


def test_the_sample_shows_every_sign(library: Library) -> None:
    signs = {sign for row in library.rows() for sign in library.signs(row.id).values()}
    assert signs >= {Sign.AGREES, Sign.DIFFERS, Sign.CONTRADICTS, Sign.ONLY, Sign.NONE}


@pytest.mark.parametrize(
    ("article", "words", "other", "relation"),
    [
        (
            "01-grok-kommt-zu-telegram",
            "Partnerschaft für ein Jahr",
            "kein Vertrag unterschrieben",
            Relation.CONTRADICTS,
        ),
        ("04-streit-um-den-roadster", "$45,000", "50.000 Dollar", Relation.DIFFERS),
        ("08-eine-milliarde-nutzer", "40 Prozent", "die Hälfte der Einnahmen", Relation.DIFFERS),
        ("01-grok-kommt-zu-telegram", "1,5 Milliarden Dollar", "1,5 Milliarden", Relation.AGREES),
    ],
)
def test_the_disagreements_of_the_story_are_found(
    library: Library, article: str, words: str, other: str, relation: Relation
) -> None:
    statements = library.statements(library.resolve(article))
    asked = next(each for each in statements if words in each.text)
    found = {each.related.relation for each in library.related(asked.id) if other in each.text}
    assert relation in found


def test_the_sample_story_reads_in_order(library: Library) -> None:
    for row in library.rows():
        spans = [statement.span for statement in library.statements(row.id)]
        assert all(before.end <= after.start for before, after in pairwise(spans))
