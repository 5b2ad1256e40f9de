"""The reader's word inside the views, and views that follow what changes: keys in, screen out."""

from __future__ import annotations

import pytest

from core.library import Library, RelatedReady
from core.locations import DATABASE_NAME
from core.model import Relation, Ruling, StatementId
from core.storage import relations
from core.storage.database import Database
from tests import builders
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import COUNCIL, HARBOUR, WORKS
from tui.messages import WorkReported
from tui.widgets.compare_pane import ComparePane
from tui.widgets.conflict_pane import ConflictPane
from tui.widgets.matrix_pane import MatrixPane

MONEY, OTHER_MONEY = StatementId(WORKS, 2), StatementId(COUNCIL, 3)


def conflicts_of(reader: Reader) -> ConflictPane:
    return reader.app.screen.query_one(ConflictPane)


def matrix_of(reader: Reader) -> MatrixPane:
    return reader.app.screen.query_one(MatrixPane)


def sides_of(reader: Reader) -> ComparePane:
    return reader.app.screen.query_one(ComparePane)


def here(reader: Reader) -> StatementId | None:
    conflict = conflicts_of(reader).conflict
    return None if conflict is None else conflict.here.id


# --- conflicts ------------------------------------------------------------------------------------


async def test_a_rejected_conflict_leaves_the_list_and_undo_brings_cursor_and_row_back(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("j", "C")
        assert here(reader) == MONEY
        await reader.press("x")
        assert conflicts_of(reader).count == 1
        assert here(reader) == StatementId(WORKS, 5)
        assert reader.said[-1] == "Rejected: not related; u takes it back"
        await reader.press("u")
        assert conflicts_of(reader).count == 2
        assert here(reader) == MONEY
        await reader.press("ctrl+r", "q")
        assert next(row.conflicts for row in reader.screen.rows if row.id == WORKS) == 1
        assert reader.screen.text_pane.body.signs[2] == "agrees"


async def test_the_last_conflict_rejected_leaves_a_word_and_undo_still_works(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("C", "x", "x")
        assert "No two reports of this story conflict." in reader.text
        await reader.press("x", "=", "&", "enter", "1")
        assert reader.said[-1] == "Nothing related here to confirm or reject"
        await reader.press("u")
        assert conflicts_of(reader).count == 1
        await reader.press("u")
        assert conflicts_of(reader).count == 2


async def test_a_confirmed_conflict_is_marked_and_the_same_key_takes_it_back(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("C", "G", "=")
        assert "confirmed by you" in reader.text
        assert conflicts_of(reader).cursor == 1
        await reader.press("=")
        assert "confirmed by you" not in reader.text


async def test_a_conflict_is_said_to_be_another_relation(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("C", "G", "&")
        await reader.type("agrees")
        await reader.press("enter")
        assert conflicts_of(reader).count == 1
        (linked,) = [each for each in library.related(MONEY) if each.related.verdict]
        assert linked.related.relation is Relation.AGREES
        assert linked.related.verdict is Ruling.LINKED


# --- matrix ---------------------------------------------------------------------------------------


async def test_rejecting_a_cell_takes_it_out_of_the_claim_and_the_cursor_stays_on_it(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("j", "M", "l")
        pane = matrix_of(reader)
        assert pane.cell is not None
        assert pane.cell.statements == (OTHER_MONEY,)
        await reader.press("x")
        assert pane.cell.statements == (OTHER_MONEY,)
        assert pane.claim is not None
        assert len(pane.claim.cells) == 1
        await reader.press("u")
        assert pane.claim is not None
        assert len(pane.claim.cells) == 2
        assert pane.cell.statements == (OTHER_MONEY,)


async def test_a_confirmed_cell_is_marked(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "M", "l", "=")
        assert "confirmed by you" in reader.text
        assert "⚖" in reader.text
        (verdict,) = library.verdicts()
        assert set(verdict.places) == {MONEY, OTHER_MONEY}


async def test_from_a_claims_own_words_the_only_other_report_is_meant(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "j", "j", "M")
        pane = matrix_of(reader)
        assert pane.claim is not None
        assert len(pane.claim.cells) == 2
        await reader.press("x")
        (verdict,) = library.verdicts()
        assert set(verdict.places) == {StatementId(WORKS, 4), StatementId(COUNCIL, 4)}


async def test_a_claim_of_several_reports_asks_which_one_is_meant(library: Library) -> None:
    for there in (MONEY, OTHER_MONEY):
        library.rule(StatementId(HARBOUR, 3), there, Ruling.LINKED, Relation.AGREES)
    said = library.verdicts()
    async with reading(library) as reader:
        await reader.press("j", "M")
        pane = matrix_of(reader)
        assert pane.claim is not None
        assert len(pane.claim.cells) == 3
        while pane.cell is None or pane.cell.relation is not None:
            await reader.press("l")
        await reader.press("x")
        assert reader.said[-1].startswith("These are the claim's own words")
        await reader.press("h", "h", "g g", "] o", "x")
        assert reader.said[-1] == "No other report makes this claim"
        await reader.press("l", "x", "&")
        assert "says nothing of it" in reader.said[-1]
        assert library.verdicts() == said


async def test_a_link_begun_in_the_text_ends_in_the_matrix(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "j", "&", "M", "l", "g g")
        pane = matrix_of(reader)
        while pane.cell is None:
            await reader.press("j")
        (there, *_) = pane.cell.statements
        await reader.press("&")
        await reader.type("agrees")
        await reader.press("enter")
        (verdict,) = library.verdicts()
        assert set(verdict.places) == {StatementId(WORKS, 3), there}
        assert pane.claim is not None
        assert {WORKS, COUNCIL} <= {cell.article for cell in pane.claim.cells}


# --- side by side ---------------------------------------------------------------------------------


async def test_a_rejected_pair_parts_and_the_cursor_stays_on_its_statement(
    library: Library,
) -> None:
    async with reading(library) as reader:
        await reader.press("j", "v", "l")
        pane = sides_of(reader)
        assert pane.statement == OTHER_MONEY
        await reader.press("x")
        assert pane.statement == OTHER_MONEY
        assert pane.pairing is not None
        assert pane.pairing.related is None
        assert "nothing beside it in the first" in reader.text
        await reader.press("x")
        assert reader.said[-1] == "Nothing related here to confirm or reject"
        await reader.press("u", "=")
        assert "differs .81 · confirmed by you" in reader.text


async def test_two_statements_are_linked_side_by_side(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("v", "g g", "&", "j")
        pane = sides_of(reader)
        while pane.statement is None or pane.statement.article == WORKS:
            await reader.press("j")
        there = pane.statement
        await reader.press("&")
        await reader.type("related")
        await reader.press("enter")
        assert pane.statement == there
        assert pane.pairing is not None
        assert (pane.pairing.left, pane.pairing.right) == (StatementId(WORKS, 1), there)
        assert "linked by you" in reader.text
        await reader.press("x")
        assert "linked by you" not in reader.text
        assert library.verdicts() == ()


# --- what changes elsewhere -----------------------------------------------------------------------


@pytest.mark.parametrize("key", ["C", "M", "v"])
async def test_a_view_follows_another_program(library: Library, key: str) -> None:
    async with reading(library) as reader:
        await reader.press("j", key)
        assert "120 Millionen Euro" in reader.text
        reader.screen.look_elsewhere()
        await reader.settle()
        before = reader.lines[:-1]
        other = Library.open(library.folder)
        other.rule(MONEY, OTHER_MONEY, Ruling.REJECTED, Relation.DIFFERS)
        other.close()
        reader.screen.look_elsewhere()
        await reader.settle()
        assert reader.lines[:-1] != before
        await reader.press("q")
        assert reader.screen.text_pane.body.signs[2] == "agrees"


async def test_a_view_follows_the_analysis(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("C", "G")
        with Database(library.folder / DATABASE_NAME) as database:
            found = builders.related(WORKS, 3, relation=Relation.CONTRADICTS, score=0.99)
            relations.put_related(database, HARBOUR, {2: [found]})
        reader.screen.post_message(WorkReported(RelatedReady((HARBOUR,))))
        await reader.settle()
        assert conflicts_of(reader).count == 3
        assert here(reader) == MONEY
        assert "3/3" in reader.text


async def test_an_own_change_is_none_elsewhere(library: Library) -> None:
    assert not library.has_changed_elsewhere()
    library.rule(MONEY, OTHER_MONEY, Ruling.REJECTED, Relation.DIFFERS)
    assert not library.has_changed_elsewhere()


# --- counts ---------------------------------------------------------------------------------------


async def test_conflicts_are_counted_in_list_and_footer(library: Library) -> None:
    async with reading(library) as reader:
        assert any("Nordwind" in line and " 4≠ 3 " in line for line in reader.lines)
        assert "2≠ 1= 3◦ story 2≠" in reader.lines[-1]
        await reader.press("C", "x", "q")
        await reader.settle()  # the count follows what was found, which follows the verdict
        assert "story 1≠" in reader.lines[-1]
        await reader.resize(80, 24)
        assert "story" not in reader.lines[-1]
        assert "1≠" in reader.lines[-1]


async def test_reports_that_repeat_a_conflict_stand_beneath_it_and_are_counted(
    library: Library,
) -> None:
    with Database(library.folder / DATABASE_NAME) as database:
        alike = builders.related(HARBOUR, 3, relation=Relation.DIFFERS, score=0.7)
        relations.put_related(
            database,
            COUNCIL,
            {
                2: [builders.related(WORKS, 5, relation=Relation.CONTRADICTS, score=0.84)],
                3: [
                    builders.related(WORKS, 2, relation=Relation.DIFFERS, score=0.81),
                    alike,
                ],
            },
        )
    async with reading(library) as reader:
        await reader.press("C")
        assert conflicts_of(reader).count == 2
        assert "also Küstenblatt ≠ Harbour Times" in reader.text
        assert "1/2 · 1 told again" in reader.text
        await reader.press("j", "x")
        assert conflicts_of(reader).count == 2
        assert "told again" not in reader.text


async def test_a_question_that_fails_is_told_and_the_view_can_be_asked_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no claims")

    async with reading(library) as reader:
        with monkeypatch.context() as patched:
            patched.setattr(Library, "matrix", fail)
            await reader.press("M")
            assert "no claims" in reader.text
        reader.screen.post_message(WorkReported(RelatedReady((WORKS,))))
        await reader.settle()
        assert matrix_of(reader).row_count > 0
