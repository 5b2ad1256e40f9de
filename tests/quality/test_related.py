"""How well related statements are ranked and judged; run with -m quality -s.

Sets: `../shared/data/related` (its README names sources and licences). What is judged on pairs
written for this project is in `test_judging.py`.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from core.model import ArticleId, FigureKind, Relation, Role, Span, Statement, StatementId
from core.relations.finder import CANDIDATES
from core.relations.index.statement_index import StatementIndex
from core.relations.judging.judge import judge
from core.relations.judging.reading import read
from core.relations.profile import StatementProfile, profile_article
from core.relations.ranking.candidates import candidates
from core.relations.ranking.score import FEATURES, WEIGHTS, features, scores
from core.text.figures import find_figures, same_value

pytestmark = pytest.mark.quality

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "related"
SETS = {"dbs-de": 0.589, "wmt19-paraphrase-de": 0.935, "ecbplus-en": 0.832}
"""With the nDCG@5 to reach."""
CHUNK = 12
"""How many segments of the parallel text are taken for one article when relations are judged."""

Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of a development set."""

    id: str
    doc: str
    part: str
    topic: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its candidates: features, grades, and whether they are of its own topic."""

    query: str
    table: Rows
    grades: npt.NDArray[np.float64]
    foreign: npt.NDArray[np.bool_]
    ideal: float
    relations: int


def rows_of(name: str, *, chunked: bool = False) -> list[Row]:
    if not DATA.is_dir():
        pytest.skip("the development data is not beside this checkout")
    lines = (DATA / f"{name}.dev.statements.jsonl").read_text("utf-8").splitlines()
    found = []
    for raw in map(json.loads, lines):
        doc = raw["doc"]
        if chunked:
            doc += f"/{number(raw['id']) // CHUNK}"
        part = raw.get("part", "")
        found.append(Row(raw["id"], doc, part, raw["topic"], raw["lang"], raw["text"]))
    return found


def grades_of(name: str) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (DATA / f"{name}.dev.qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, target, grade = line.split("\t")
        found[query][target] = int(grade)
    return found


def number(name: str) -> int:
    return int(name.rpartition("-")[2])


def statement(article: str, at: int, text: str, language: str) -> Statement:
    figures = find_figures(text, language)
    whole = Span(0, len(text))
    return Statement(StatementId(ArticleId(article), at), Role.PARAGRAPH, whole, text, figures)


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")


class Shelf:
    """An index of some rows, with the ways from a row to its profile and slot and back."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.index = StatementIndex()
        self.rows: dict[StatementId, Row] = {}
        self.profiles: dict[str, StatementProfile] = {}
        self.slots: dict[str, int] = {}
        by_doc: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_doc[row.doc].append(row)
        for doc, listed in by_doc.items():
            statements = [
                statement(doc, at, row.text, row.language) for at, row in enumerate(listed, 1)
            ]
            profiles = profile_article(ArticleId(doc), listed[0].language, statements, {})
            self.index.add(profiles)
            for row, profile in zip(listed, profiles, strict=True):
                self.rows[profile.id] = row
                self.profiles[row.id] = profile
        for doc, listed in by_doc.items():
            # What waits becomes a segment as soon as it is asked for, so that comes last.
            slots = self.index.article_slots(ArticleId(doc))
            self.slots.update(zip((row.id for row in listed), slots, strict=True))

    def total(self, here: str, there: str) -> float:
        slots = np.array([self.slots[there]], dtype=np.int32)
        return float(scores(self.index, self.profiles[here], slots).sum())


@cache
def shelves(name: str, *, chunked: bool = False) -> tuple[Shelf, ...]:
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(name, chunked=chunked):
        parts[row.part].append(row)
    return tuple(Shelf(rows) for rows in parts.values())


@cache
def asked(name: str) -> tuple[Asked, ...]:
    grades = grades_of(name)
    found = []
    for shelf in shelves(name):
        for query, profile in shelf.profiles.items():
            if query not in grades:
                continue
            slots = candidates(shelf.index, profile, CANDIDATES)
            others = [shelf.rows[shelf.index.profile(slot).id] for slot in slots.tolist()]
            own = shelf.rows[profile.id]
            relevant = grades[query]
            ideal = sum(
                (2**grade - 1) / math.log2(rank + 2)
                for rank, grade in enumerate(sorted(relevant.values(), reverse=True)[:5])
            )
            found.append(
                Asked(
                    query,
                    features(shelf.index, profile, slots),
                    np.array([float(relevant.get(row.id, 0)) for row in others]),
                    np.array([foreign(own, row) for row in others], dtype=np.bool_),
                    ideal,
                    len(relevant),
                )
            )
    return tuple(found)


def foreign(own: Row, other: Row) -> bool:
    if own.topic == "wmt":
        return abs(number(own.id) - number(other.id)) > CHUNK
    return own.topic != other.topic


def ranked(
    name: str, weights: Sequence[float], *, parallel: bool = True
) -> tuple[float, float, float]:
    """Mean nDCG@5, recall@5 and reciprocal rank; without what only a parallel text offers."""
    gains, recalls, firsts = [], [], []
    for query in asked(name):
        table = query.table if parallel else without_neighbourhood(query.table)
        order = np.argsort(-(table @ np.array(weights)), kind="stable")
        grades = query.grades[order]
        top = grades[:5]
        gains.append(
            sum((2**g - 1) / math.log2(rank + 2) for rank, g in enumerate(top)) / query.ideal
        )
        recalls.append(np.count_nonzero(top) / min(5, query.relations))
        hits = np.flatnonzero(grades)
        firsts.append(1 / (hits[0] + 1) if len(hits) else 0.0)
    return float(np.mean(gains)), float(np.mean(recalls)), float(np.mean(firsts))


def without_neighbourhood(table: Rows) -> Rows:
    kept = [name not in {"article", "context"} for name in FEATURES]
    return table * np.array(kept, dtype=np.float32)


@pytest.mark.shared
@pytest.mark.parametrize("name", SETS)
def test_ranking_reaches_the_measured_design_with_every_feature_and_less_without(
    name: str,
) -> None:
    """The other weights stand for more without one: orders and areas do not ask by how much."""
    weights = list(WEIGHTS.values())
    say(f"\n{name:24} nDCG@5  recall@5  MRR    AUC")
    found = tabled("every feature", name, weights)
    for at, feature in enumerate(FEATURES):
        tabled(f"without {feature}", name, [w * (i != at) for i, w in enumerate(weights)])
    if name.startswith("wmt19"):
        tabled("words alone", name, weights, parallel=False)
    assert found >= SETS[name] - 0.004


def tabled(label: str, name: str, weights: Sequence[float], *, parallel: bool = True) -> float:
    gain, recall, first = ranked(name, weights, parallel=parallel)
    told = area(*best_scores(name, weights))
    say(f"  {label:22} {gain:.3f}   {recall:.3f}     {first:.3f}  {told:.3f}")
    return gain


def best_scores(name: str, weights: Sequence[float]) -> tuple[list[float], list[float]]:
    """The best weighted sum of some statements, and the best when their counterparts are away."""
    found = random.Random(1).sample(asked(name), min(350, len(asked(name))))
    sums = [
        (without_neighbourhood(q.table) if name.startswith("wmt") else q.table) @ np.array(weights)
        for q in found
    ]
    without = [total[query.foreign] for total, query in zip(sums, found, strict=True)]
    return (
        [float(total.max(initial=0.0)) for total in sums],
        [float(total.max(initial=0.0)) for total in without],
    )


@pytest.mark.shared
def test_the_best_score_tells_whether_there_is_a_counterpart() -> None:
    every_with: list[float] = []
    every_without: list[float] = []
    say()
    for name in SETS:
        with_one, without = best_scores(name, list(WEIGHTS.values()))
        say(f"{name}: AUC {area(with_one, without):.3f}")
        every_with += with_one
        every_without += without
    total = area(every_with, every_without)
    threshold = 0.143  # what the score .5 stands for
    say(
        f"all: AUC {total:.3f}; panel not empty at the default with a counterpart"
        f" {np.mean(np.array(every_with) >= threshold):.3f},"
        f" without {np.mean(np.array(every_without) >= threshold):.3f}"
    )
    assert total >= 0.88


def area(positive: Sequence[float], negative: Sequence[float]) -> float:
    above = np.subtract.outer(np.array(positive), np.array(negative))
    return float(((above > 0) + 0.5 * (above == 0)).mean())


@pytest.mark.shared
@pytest.mark.parametrize("name", SETS)
def test_candidates_hold_the_best_ten_of_a_plain_loop(name: str) -> None:
    found = wanted = 0
    for shelf in shelves(name, chunked=name.startswith("wmt19")):
        if len(shelf.index) <= 4 * CANDIDATES:
            continue
        queries = random.Random(3).sample(list(shelf.profiles.values()), 60)
        for profile in queries:
            every = shelf.index.other_slots(profile.id.article)
            totals = scores(shelf.index, profile, every).sum(axis=1)
            best = [at for at in np.argsort(-totals, kind="stable")[:10] if totals[at] > 0.1]
            known = set(candidates(shelf.index, profile, CANDIDATES).tolist())
            found += sum(int(every[at]) in known for at in best)
            wanted += len(best)
    say(f"\n{name}: recall of the ten best that score above .1: {found / wanted:.4f}")
    assert found / wanted >= 0.95


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "false_alarms"), [("wmt19-paraphrase-de", 0.03), ("dbs-de", 0.03)]
)
def test_paraphrases_do_not_contradict(name: str, false_alarms: float) -> None:
    grades = grades_of(name)
    found: Counter[Relation] = Counter()
    for shelf in shelves(name, chunked=name.startswith("wmt19")):
        for query, profile in shelf.profiles.items():
            for target in grades.get(query, ()):
                other = shelf.profiles[target]
                found[judge(read(profile), read(other), shelf.total(query, target)).relation] += 1
    total = found.total()
    say(f"\n{name}: {dict(found)} of {total}")
    assert found[Relation.CONTRADICTS] / total <= false_alarms


@pytest.mark.shared
def test_changed_figures_are_found_and_unchanged_ones_left() -> None:
    chance = random.Random(5)
    grades = grades_of("wmt19-paraphrase-de")
    (shelf,) = shelves("wmt19-paraphrase-de", chunked=True)
    changed: Counter[str] = Counter()
    pairs = [(q, t) for q, targets in grades.items() for t in targets if q.startswith("wmtp")]
    for query, target in pairs:
        here, there = shelf.profiles[query], shelf.profiles[target]
        total = shelf.total(query, target)
        plain = judge(read(here), read(there), total).relation
        changed["pairs"] += 1
        changed["differ unchanged"] += plain is Relation.DIFFERS
        said_twice = [
            other
            for figure in here.figures
            for other in there.figures
            if figure.kind is not FigureKind.DATE
            and same_value(figure, other)
            and any(c.isdigit() for c in other.text)
        ]
        if said_twice:
            span = said_twice[0].span
            text = there.text[: span.start] + altered(said_twice[0].text, chance)
            text += there.text[span.end :]
            new = statement(there.id.article, there.id.number, text, "de")
            (profile,) = profile_article(there.id.article, "de", [new], {})
            profile = replace(profile, context=there.context)
            changed["changed"] += 1
            changed["differ changed"] += (
                judge(read(here), read(profile), total).relation is Relation.DIFFERS
            )
    say(f"\n{dict(changed)}")
    assert changed["differ changed"] / changed["changed"] >= 0.9
    assert changed["differ unchanged"] / changed["pairs"] <= 0.05


def altered(text: str, chance: random.Random) -> str:
    at = next(at for at, character in enumerate(text) if character.isdigit())
    other = chance.choice([digit for digit in "123456789" if digit != text[at]])
    return text[:at] + other + text[at + 1 :]
