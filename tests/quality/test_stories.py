"""Quality of linking: `pytest -m quality -s tests/quality/test_stories.py`, `-v` for what is wrong.

Each story is scored by itself and all of them pooled: with the names written down beside the text,
with those the analysing pipeline sees from raw text, and with the latter but no list of names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest

from core.analysis.known_names import load_known_names, read_known_names
from core.analysis.linking import ArticleNames, link
from core.analysis.pipeline import AnalysisFailure, Pipeline
from core.model import AnalysedArticle
from tests.builders import article
from tests.corpus.labelled_stories import HELD_OUT, STORIES, LinkingScore, load_story, pooled, score

pytestmark = pytest.mark.quality

_WRITTEN = "names as written down"
_RECOGNISED = "names as recognised"
_NOTHING_KNOWN = "names as recognised, nothing known"
_WAYS = (_WRITTEN, _RECOGNISED, _NOTHING_KNOWN)
_FLOORS = {
    _WRITTEN: (0.85, 0.80, 0.85, 0.80),
    _RECOGNISED: (0.85, 0.80, 0.85, 0.80),
    _NOTHING_KNOWN: (0.85, 0.60, 0.75, 0.70),
}
"""Precision, recall, right kinds and right names that every story reaches; pooled it is more."""
_POOLED_FLOORS = {
    _WRITTEN: (0.97, 0.95, 0.96, 0.96),
    _RECOGNISED: (0.97, 0.94, 0.96, 0.96),
    _NOTHING_KNOWN: (0.95, 0.80, 0.90, 0.84),
}


@cache
def pipeline() -> Pipeline:
    return Pipeline.load()


def recognised(read: ArticleNames) -> ArticleNames:
    """The article with the names the installed pipeline sees in it."""
    raw = replace(article(read.article, language=read.language), text=read.text)
    (analysed,) = pipeline().analyse([(raw, read.statements)])
    assert not isinstance(analysed, AnalysisFailure), analysed
    assert isinstance(analysed, AnalysedArticle)
    return replace(read, names=analysed.names)


@cache
def reached(name: str, way: str) -> LinkingScore:
    story = load_story(name)
    articles = story.articles if way == _WRITTEN else tuple(map(recognised, story.articles))
    known = read_known_names("") if way == _NOTHING_KNOWN else load_known_names()
    return score(story, link(articles, known=known))


def shares(of: LinkingScore) -> tuple[float, float, float, float]:
    return of.precision, of.recall, of.right_kinds, of.right_names


def shown(label: str, of: LinkingScore) -> str:
    precision, recall, kinds, names = shares(of)
    return (
        f"{label}: precision {precision:.3f}, recall {recall:.3f}, "
        f"kinds {kinds:.3f}, best names {names:.3f}"
    )


def too_low(of: LinkingScore, floors: Iterable[float]) -> bool:
    return any(share < floor for share, floor in zip(shares(of), floors, strict=True))


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("name", STORIES)
def test_linking_of_the_labelled_stories(name: str, way: str, pytestconfig: pytest.Config) -> None:
    here = reached(name, way)
    held_out = " (held out)" if name in HELD_OUT else ""
    print("\n" + shown(f"{name}{held_out}, {way}", here))
    if pytestconfig.get_verbosity() > 0:
        print("\n".join(f"    {error}" for error in here.errors))
    assert not too_low(here, _FLOORS[way]), "\n".join(here.errors)


@pytest.mark.parametrize("way", _WAYS)
def test_linking_of_all_labelled_stories_pooled(way: str) -> None:
    for label, names in (
        ("all stories", STORIES),
        ("held out", HELD_OUT),
        ("the others", tuple(name for name in STORIES if name not in HELD_OUT)),
    ):
        print("\n" + shown(f"{label}, {way}", pooled([reached(name, way) for name in names])))
    everywhere = pooled([reached(name, way) for name in STORIES])
    assert not too_low(everywhere, _POOLED_FLOORS[way]), "\n".join(everywhere.errors)
