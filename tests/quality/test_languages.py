"""Ranking in languages that no rule is written for: run with -m quality -s.

`tests/corpus/related_languages.jsonl`, written for this project: two stories a language, of two
reports each; statements of one claim in two reports are counterparts, all others stand alone.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from core.relations import DEFAULT_THRESHOLD
from core.relations.finder import related_to
from core.text.language import language_of
from tests.quality.test_related import CORPUS, Row, Shelf, say

pytestmark = pytest.mark.quality


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    language: str
    report: str
    claim: str
    text: str


def lines() -> tuple[Line, ...]:
    raw = (CORPUS / "related_languages.jsonl").read_text("utf-8").splitlines()
    return tuple(
        Line(
            f"{each['language']}{at}",
            each["language"],
            f"{each['language']}/{each['report']}",
            f"{each['language']}/{each['report'][0]}/{each['claim']}",
            each["text"],
        )
        for at, each in enumerate(map(json.loads, raw))
    )


LINES = lines()
LANGUAGES = tuple(dict.fromkeys(line.language for line in LINES))


def shelved(*, alone: bool, known: bool) -> Shelf:
    """All of it in one library: `alone` makes every statement an article of its own."""
    return Shelf(
        Row(
            line.name,
            line.name if alone else line.report,
            "",
            line.claim,
            line.language if known else "und",
            line.text,
        )
        for line in LINES
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_told(language: str) -> None:
    text = " ".join(line.text for line in LINES if line.language == language)
    assert language_of(text) == language


@pytest.mark.parametrize("known", [True, False], ids=["language known", "language not known"])
@pytest.mark.parametrize("alone", [False, True], ids=["in reports", "statements alone"])
def test_counterparts_come_first_and_nothing_comes_where_there_is_none(
    alone: bool, known: bool
) -> None:
    shelf = shelved(alone=alone, known=known)
    of_claim = {line.name: line.claim for line in LINES}
    say(f"\n{'alone' if alone else 'in reports'}, {'known' if known else 'not known'}")
    gains, firsts = [], []
    for language in LANGUAGES:
        own: dict[str, list[float]] = defaultdict(list)
        for line in (line for line in LINES if line.language == language):
            ranks = list(hits(shelf, line, of_claim))
            others = [o for o in LINES if o.claim == line.claim and o.report != line.report]
            if not others:
                own["empty"].append(not any(score >= DEFAULT_THRESHOLD for _, _, score in ranks))
                continue
            at = next((rank for rank, right, _ in ranks if right), None)
            score = next((score for _, right, score in ranks if right), 0.0)
            own["gain"].append(1 / math.log2(at + 2) if at is not None and at < 5 else 0.0)
            own["first"].append(1 / (at + 1) if at is not None else 0.0)
            own["shown"].append(score >= DEFAULT_THRESHOLD)
        say(
            f"  {language}: nDCG@5 {mean(own['gain']):.3f}, MRR {mean(own['first']):.3f},"
            f" shown {sum(own['shown']):.0f}/{len(own['shown'])},"
            f" rightly empty {sum(own['empty']):.0f}/{len(own['empty'])}"
        )
        gains += own["gain"]
        firsts += own["first"]
    say(f"  all: nDCG@5 {mean(gains):.3f}, MRR {mean(firsts):.3f}")
    assert mean(gains) >= 0.9


def hits(shelf: Shelf, line: Line, of_claim: dict[str, str]) -> Iterator[tuple[int, bool, float]]:
    """The rank of each statement found, whether it is a counterpart, and its score."""
    found = related_to(shelf.index, shelf.profiles[line.name], limit=20, min_score=0.0)
    for rank, each in enumerate(found):
        yield rank, of_claim[shelf.rows[each.statement].id] == line.claim, each.score


def mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values))


@pytest.mark.parametrize(
    ("language", "here", "there", "other"),
    [
        (
            "zh",
            "北京地铁十号线因信号故障停运三小时。",
            "信号故障导致北京地铁十号线停运。",
            "上海博物馆展出青铜器。",
        ),
        (
            "ja",
            "大阪の工場で火災が発生し、三人が負傷した。",
            "工場の火災で三人が負傷、大阪府警が発表。",
            "京都の桜が見頃を迎えた。",
        ),
        (
            "ko",
            "서울시는 내년에 버스 요금을 인상한다.",
            "내년 버스 요금 인상을 서울시가 발표했다.",
            "부산 앞바다에서 고래가 발견됐다.",
        ),
    ],
)
def test_scripts_without_spaces_meet_too(language: str, here: str, there: str, other: str) -> None:
    texts = {"here": here, "there": there, "other": other}
    shelf = Shelf(Row(name, name, "", "", language, text) for name, text in texts.items())
    found = related_to(shelf.index, shelf.profiles["here"], min_score=0.0)
    best = {shelf.rows[each.statement].id: round(each.score, 3) for each in found}
    say(f"\n{language}: {best}")
    assert next(iter(best)) == "there"
