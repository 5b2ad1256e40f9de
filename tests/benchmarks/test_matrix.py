"""How fast the matrix of a large story opens, against reading its relations in the same run.

python -m pytest -m benchmark -s tests/benchmarks/test_matrix.py

200 reports of 40 statements each tell of 100 matters; every statement has twelve relatives, ten of
them of its matter, with seven pieces of evidence each. The chance is seeded. Times are of the
processor. The matrix opens on the claims that the background work has kept; what making
them takes stands beside it.
"""

from __future__ import annotations

import os
import random
import statistics as figures
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from core.library import reporting, telling
from core.library.signs import signs_of
from core.model import (
    ArticleId,
    Evidence,
    EvidenceKind,
    Related,
    Relation,
    ScorePart,
    Span,
    StatementId,
    Story,
    StoryId,
)
from core.storage import articles, relations, statements, stories
from core.storage.articles import SourceState
from core.storage.database import Database
from tests.builders import article, statement

REPORTS = int(os.environ.get("REPORTS", "200"))
PER_REPORT = 40
MATTERS = 100
KEPT = 12
STRAY = 2
RUNS = 5

_RELATIONS = [Relation.RELATED] * 6 + [Relation.AGREES] * 4 + [Relation.DIFFERS]


def filled(database: Database) -> Story:
    chance = random.Random(5)
    matters = [[f"wort{matter}_{each}" for each in range(12)] for matter in range(MATTERS)]
    names = [ArticleId(f"r{number:04}") for number in range(REPORTS)]
    of_matter: dict[int, list[StatementId]] = defaultdict(list)
    about: dict[StatementId, int] = {}
    with database.writing():
        for name in names:
            made = article(name, outlet="Bote")
            articles.put_article(database, made, SourceState(made.source, name, 0, 0))
            told = []
            for number, matter in enumerate(chance.sample(range(MATTERS), PER_REPORT), start=1):
                lemmas = chance.sample(matters[matter], 9)
                text = f"Nach Angaben der Stadt sind es {' '.join(lemmas)}."
                told.append(statement(name, number, text, lemmas=lemmas))
                of_matter[matter].append(told[-1].id)
                about[told[-1].id] = matter
            statements.put_statements(database, name, told)
        every = list(about)
        for name in names:
            found = {}
            for number in range(1, PER_REPORT + 1):
                here = StatementId(name, number)
                same = [each for each in of_matter[about[here]] if each.article != name]
                others = chance.sample(same, min(len(same), KEPT - STRAY))
                others += [each for each in chance.sample(every, STRAY) if each not in others]
                found[number] = [_related(chance, each) for each in others if each.article != name]
            relations.put_related(database, name, found)
        story = Story(StoryId("s"), "Eine große Geschichte", tuple(names))
        stories.put_stories(database, [story], among=names)
    return story


def _related(chance: random.Random, there: StatementId) -> Related:
    relation = chance.choice(_RELATIONS)
    span = Span(4, 11)
    evidence = [Evidence(EvidenceKind.WORD, "Angaben", "Angabe", span, span) for _ in range(5)]
    evidence.append(Evidence(EvidenceKind.ENTITY, "Stadt", "Stadt", span, span))
    if relation is Relation.DIFFERS:
        evidence.append(Evidence(EvidenceKind.FIGURE, "12", "17", span, span, shared=False))
    elif chance.random() < 0.3:
        evidence.append(Evidence(EvidenceKind.CERTAINTY, "soll", "", span, None, shared=False))
    parts = tuple(ScorePart(name, 0.1) for name in ("letters", "words", "keywords"))
    return Related(there, round(chance.uniform(0.5, 0.95), 4), relation, tuple(evidence), parts)


def seconds(of: Callable[[], object], *, runs: int = RUNS) -> float:
    """The median of several runs."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        of()
        times.append(time.process_time() - started)
    return figures.median(times)


@pytest.mark.benchmark
def test_the_matrix_of_a_large_story_opens_while_its_relations_are_read(tmp_path: Path) -> None:
    with Database(tmp_path / "library.sqlite") as database:
        story = filled(database)

        def rows() -> object:
            with database.reading() as connection:
                return connection.execute("SELECT * FROM relation").fetchall()

        def values() -> object:
            return [relations.related_of(database, each) for each in story.articles]

        made = telling.matrix_of(database, story.id)
        making = seconds(lambda: telling.matrix_of(database, story.id))
        telling.keep_claims(database)
        opened = telling.matrix_of(database, story.id)
        assert opened == made
        shared = sum(len(claim.cells) > 1 for claim in opened.claims)
        times = {
            "relations, as rows": seconds(rows),
            "relations, as values": seconds(values, runs=1),
            "matrix, made anew": making,
            "matrix": seconds(lambda: telling.matrix_of(database, story.id)),
            "conflicts": seconds(lambda: telling.conflicts_of(database, story.id)),
            "timeline": seconds(lambda: reporting.timeline(database, story.id)),
            "dossier": seconds(lambda: reporting.dossier(database, story.id, ()), runs=1),
            "only here, one report": seconds(lambda: telling.only_of(database, story.articles[0])),
            "signs, one report": seconds(lambda: signs_of(database, story.articles[0])),
        }
    lines = [
        f"\n{REPORTS} reports of {PER_REPORT} statements, {len(opened.claims)} claims, "
        f"{shared} of them shared"
    ]
    lines += [
        f"{name:24} {taken * 1000:8.1f} ms  {taken / times['relations, as values']:6.2f} x"
        for name, taken in times.items()
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    assert times["matrix"] < times["matrix, made anew"] / 2
