"""Quality of what reports say together: `pytest -m quality -s tests/quality/test_claims.py`.

The whole pipeline reads the stories; only which reports are of one story is taken for granted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.library import Library
from core.library import telling as told
from core.locations import DATABASE_NAME
from core.model import StatementId, Story, StoryId
from core.storage import stories
from core.storage.database import Database
from tests.corpus.labelled_claims import LabelledStory, Line, labelled_stories

pytestmark = pytest.mark.quality

CLAIMS = 0.85
"""The least B-cubed F."""
CLAIM_PRECISION = 0.95
ONLY_HERE = 0.9
CONFLICT_PRECISION = 0.95
CONFLICT_RECALL = 0.7
"""Of all pairs of sentences that conflict, across languages too."""
DISPUTED = 0.85
"""Of the claims in which any do."""


@dataclass
class Counts:
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    only: list[bool] = field(default_factory=list)
    only_wanted: int = 0
    conflicts: list[bool] = field(default_factory=list)
    wanted: int = 0
    disputes: list[bool] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def mean(values: list[float] | list[bool]) -> float:
    return sum(values) / max(1, len(values))


def read(story: LabelledStory, folder: Path) -> dict[StatementId, Line]:
    """Which statement is which line, in a library where its reports are one story."""
    folder.mkdir()
    for number, text in enumerate(story.files.values()):
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    library = Library.open(folder)
    for _ in library.add([str(folder)]):
        pass
    for _ in library.catch_up():
        pass
    rows = library.rows()
    lines = {text: line for line, text in story.texts.items()}
    found = {
        each.id: lines[each.text]
        for row in rows
        for each in library.statements(row.id)
        if each.text in lines
    }
    library.close()
    assert sorted(found.values()) == sorted(story.claims), "a sentence was cut or lost"
    with Database(folder / DATABASE_NAME) as database:
        members = tuple(sorted(row.id for row in rows))
        together = Story(StoryId(story.name), story.name, members)
        stories.put_stories(database, [together], among=members)
    return found


def count(story: LabelledStory, folder: Path, counts: Counts) -> None:
    lines = read(story, folder)
    with Database(folder / DATABASE_NAME) as database:
        matrix = told.matrix_of(database, StoryId(story.name))
        only = told.only_of(database, None)
        conflicts = told.conflicts_of(database, None)
    row = {each: c.number for c in matrix.claims for cell in c.cells for each in cell.statements}
    for each, line in lines.items():
        found = {other for other in lines if row.get(other, other) == row.get(each, each)}
        right = {other for other in lines if story.claims[lines[other]] == story.claims[line]}
        counts.precision.append(len(found & right) / len(found))
        counts.recall.append(len(found & right) / len(right))
    for alone in only:
        line = lines[alone.statement.id]
        counts.only.append(line in story.only_here)
        if line not in story.only_here:
            counts.wrong.append(f"not only here: {alone.statement.text}")
    counts.only_wanted += len(story.only_here)
    for conflict in conflicts:
        sides = [lines.get(each.id) for each in (conflict.here, conflict.there)]
        if None in sides:
            continue  # a headline
        right_pair = frozenset(sides) in story.conflicts
        counts.conflicts.append(right_pair)
        if not right_pair:
            counts.wrong.append(f"no conflict: {conflict.here.text} / {conflict.there.text}")
    counts.wanted += len(story.conflicts)
    disputed = {story.claims[line] for pair in story.conflicts for line in pair}
    shown = {
        story.claims[lines[each]]
        for claim in matrix.claims
        if claim.disputed
        for cell in claim.cells
        for each in cell.statements
        if each in lines
    }
    counts.disputes += [claim in shown for claim in disputed]


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> Counts:
    made = Counts()
    for story in labelled_stories():
        count(story, tmp_path_factory.mktemp("claims") / story.name, made)
    return made


def test_statements_of_one_matter_are_one_claim(counts: Counts) -> None:
    precision, recall = mean(counts.precision), mean(counts.recall)
    f = 2 * precision * recall / (precision + recall)
    print(f"\nclaims: B-cubed precision {precision:.3f}, recall {recall:.3f}, F {f:.3f}")
    assert precision >= CLAIM_PRECISION
    assert f >= CLAIMS


def test_what_is_called_only_here_is(counts: Counts) -> None:
    precision, found = mean(counts.only), sum(counts.only)
    print(
        f"\nonly here: precision {precision:.3f} of {len(counts.only)}, "
        f"recall {found / counts.only_wanted:.3f} of {counts.only_wanted}"
    )
    assert precision >= ONLY_HERE, counts.wrong


def test_conflicts_are_ones_and_are_found(counts: Counts) -> None:
    precision, recall = mean(counts.conflicts), sum(counts.conflicts) / counts.wanted
    print(
        f"\nconflicts: precision {precision:.3f} of {len(counts.conflicts)} pairs, "
        f"recall {recall:.3f} of {counts.wanted}; "
        f"{sum(counts.disputes)} of {len(counts.disputes)} disputed claims shown as such"
    )
    assert precision >= CONFLICT_PRECISION, counts.wrong
    assert recall >= CONFLICT_RECALL
    assert mean(counts.disputes) >= DISPUTED
