"""How much of an article is kept, and how much of its page is not, when all of a page is pasted.

Counted as in the usual evaluations of text extraction: of stretches that must be there those that
are, and of stretches that must not be there those that are all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.sources.documents import RawDocument
from core.sources.reading import read_article
from tests.corpus.labelled_pages import LabelledPage, labelled_pages

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "pages"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of stretches."""

    right: int
    wrong: int
    missing: int

    @property
    def precision(self) -> float:
        """Of what was kept, what is the article."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of the article, what was kept."""
        return self.right / max(1, self.right + self.missing)

    @property
    def f1(self) -> float:
        """Both together."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missing)

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def scored(pages: Iterable[LabelledPage]) -> Score:
    right = wrong = missing = 0
    for page in pages:
        data = page.text.encode()
        kept = even(read_article(RawDocument("page.txt", data, len(data), None, is_text=True)).text)
        found = sum(even(each) in kept for each in page.article)
        right += found
        missing += len(page.article) - found
        wrong += sum(even(each) in kept for each in page.around)
    return Score(right, wrong, missing)


def even(text: str) -> str:
    return " ".join(text.split())


def test_a_pasted_page_is_reduced_to_its_article() -> None:
    pages = list(labelled_pages())
    score = scored(pages)
    print(f"\n{len(pages)} pages: {score}")
    assert score.f1 >= 0.95


@pytest.mark.shared
def test_the_shared_pages_are_reduced_to_their_articles() -> None:
    """Lines of JSON: `name`, `text`, `article` and `around`, both lists of stretches."""
    files = sorted(SHARED.glob("*.jsonl"))
    if not files:
        pytest.skip("no pages beside the project")
    records = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    score = scored(
        LabelledPage(each["name"], each["text"], tuple(each["article"]), tuple(each["around"]))
        for each in records
    )
    print(f"\n{len(records)} pages: {score}")
    assert score.f1 >= 0.88
