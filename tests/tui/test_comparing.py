"""The threshold, near misses, explanations and speakers: keys in, screen out."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.cli.main import main
from core.library import DEFAULT_THRESHOLD, Library
from core.locations import DATABASE_NAME
from core.model import (
    ArticleId,
    Evidence,
    EvidenceKind,
    Hidden,
    Related,
    RelatedStatement,
    Relation,
    Speech,
    SpeechKind,
    StatementId,
)
from core.storage import relations, speech
from core.storage.database import Database
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import COUNCIL, WORKS
from tui.drawing.explanation import both_sides
from tui.drawing.related_rows import below_row, near_row, related_line, related_row


def relatives(reader: Reader) -> list[StatementId]:
    return [each.related.statement for each in reader.screen.related]


async def test_plus_shows_more_and_minus_fewer_and_the_panel_says_from_which_score(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("j")
        assert "≥" not in reader.text
        usual = relatives(reader)
        await reader.press("+", "+", "+", "+", "+", "+", "+", "+")
        assert "Related ≥ .10" in reader.text
        assert "Related from a score of 0.10, 0.50 by default" in reader.said[-1]
        more = set(relatives(reader))
        assert len(more) >= len(usual)
        await reader.press(*"-" * 17)
        assert "Related ≥ .95" in reader.text
        assert set(relatives(reader)) <= more
        await reader.press("-")
        assert reader.said[-1] == "No score is higher"
        await reader.press(*"+" * 9)
        assert "≥" not in reader.text
        assert relatives(reader) == usual


async def test_the_threshold_is_kept_from_statement_to_statement(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("+", "j", "J", "j")
        assert "Related ≥ .45" in reader.text
        assert reader.screen.threshold == 0.45
        await reader.press(*"+" * 9)
        assert reader.said[-1] == "Nothing is left out now"


async def test_near_misses_stand_below_with_their_reason_and_enter_goes_there(
    library: Library,
) -> None:
    async with reading(library, size=(120, 60)) as reader:
        await reader.press("j", *"-" * 8, ".")
        near = reader.screen.near
        assert near
        assert "just below .90" in reader.text
        assert "< .90" in reader.text or "too little in common" in reader.text
        await reader.press("g r", "G")
        panel = reader.screen.related_panel
        assert panel.found == near[-1]
        await reader.press("i")
        assert "not shown as related:" in reader.text
        await reader.press("q", "enter")
        assert reader.here == near[-1].related.statement
        assert reader.screen.shows_near
        await reader.press(".")
        assert "just below" not in reader.text
        assert reader.screen.near is None


async def test_where_nothing_comes_near_the_panel_says_so(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("G", "J", "J", "J", ".")
        assert reader.screen.near == ()
        assert "nothing just below .50" in reader.text
        await reader.press("g r", "i")
        assert reader.said[-1] == "Nothing related here to explain"


async def test_a_near_miss_can_be_found_by_its_words(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", *"-" * 8, ".")
        assert reader.screen.near
        panel = reader.screen.related_panel
        texts = panel.texts()
        assert reader.screen.near[-1].text == texts[-1]
        panel.select(len(texts) - 1)
        await reader.settle()
        assert panel.found == reader.screen.near[-1]


@pytest.fixture
def spoken_library(library: Library) -> Library:
    """The same, with Petra Lüders's words in one statement and in a relation to it."""
    with Database(library.folder / DATABASE_NAME) as database:
        said = StatementId(WORKS, 3)
        words = Speech(said, SpeechKind.REPORTED, "Petra Lüders", None, None, None)
        speech.put_speech(database, [WORKS], [words])
        kind = EvidenceKind.SPEAKER
        evidence = Evidence(kind, "", "Petra Lüders", shared=False)
        found = Related(said, 0.7, Relation.RELATED, (evidence,))
        relations.put_related(database, COUNCIL, {3: [found]})
    return library


async def test_the_bottom_line_names_whose_words_the_statement_gives(
    spoken_library: Library,
) -> None:
    async with reading(spoken_library) as reader:
        await reader.press("j")
        assert "says" not in reader.lines[-1]
        await reader.press("j")
        assert "Petra Lüders says  2≠" in reader.lines[-1]
        assert reader.lines[-1].rstrip().endswith("3/7")
        await reader.press("J")
        assert "says" not in reader.lines[-1]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_the_related_statement_says_whose_words_it_gives(
    spoken_library: Library, size: tuple[int, int]
) -> None:
    async with reading(spoken_library, size=size) as reader:
        await reader.press("J", "j", "j")
        assert "Petra" in reader.text


async def test_screen_and_command_line_explain_alike(
    sample_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = Library.open(sample_library)
    conflict = next(each for each in library.conflicts() if each.related.relation == "contradicts")
    asked, other = conflict.here.id, conflict.there.id
    at = [each.related.statement for each in library.related(asked)].index(other)
    given = ["related", str(asked), "--library", str(sample_library), "--explain"]
    assert main(given) == 0
    told = capsys.readouterr().out.split("\n\n")[at]
    rows = [line.split() for line in told.splitlines() if " = " in line or " ≠ " in line]
    assert len(rows) > 4
    async with reading(library, size=(120, 70)) as reader:
        reader.screen.land(asked)
        await reader.settle()
        await reader.press("g r", *"j" * at, "i")
        shown = [" ".join(line.split()) for line in reader.lines]
        for row in rows:
            assert any(" ".join(row) in line for line in shown), row
    library.close()


# --- rows -----------------------------------------------------------------------------------------


def found(score: float = 0.46, *, speaker: str = "") -> RelatedStatement:
    evidence = (Evidence(EvidenceKind.SPEAKER, "", speaker, shared=False),)
    related = Related(
        StatementId(ArticleId("other"), 2), score, Relation.RELATED, evidence, (), Hidden.SCORE
    )
    return RelatedStatement(related, "Die Fähre [/b] fährt.", "Neue [b]Fähre", 3)


def test_a_near_miss_says_why_it_is_hidden() -> None:
    lines = near_row(found(), DEFAULT_THRESHOLD, 40).plain.splitlines()
    assert lines == ["score .46 < .50", "Neue [b]Fähre", "Die Fähre [/b] fährt."]
    assert below_row(0.5, 0, 12).plain == "nothing just below .50 "
    assert below_row(0.5, 3, 20).plain == "just below .50 ·····"


def test_a_speaker_is_named_where_there_is_room() -> None:
    assert "related · Petra Lüders says" in related_row(1, found(speaker="Petra Lüders"), 48).plain
    narrow = related_row(1, found(speaker="Petra Lüders"), 20).plain
    assert "says" not in narrow.splitlines()[0]
    assert "says" not in related_row(1, found(), 48).plain
    assert "says" in related_line(found(speaker="Kern"), 1, 60).plain


def test_both_sides_of_a_row_wrap_in_their_own_columns() -> None:
    from core.library import ExplainedRow

    row = ExplainedRow("name", "Reederei Norden", "", False)
    lines = [line.plain.rstrip() for line in both_sides([row], 34)]
    assert lines == ["name       Reederei   ≠ –", "           Norden"]
