"""What the reader says to relations: in every view, whatever the program finds later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.library import Library
from core.locations import DATABASE_NAME
from core.model import (
    ArticleId,
    MarkKind,
    Relation,
    Ruling,
    Sign,
    StatementId,
    StoryId,
    Verdict,
)
from core.storage import articles, relations, statements, verdicts
from core.storage.articles import SourceState
from core.storage.database import Database
from core.storage.marks import MarkStore
from tests import builders
from tests.tui import newsroom
from tests.tui.newsroom import COUNCIL, HARBOUR, SPORT, WORKS

CONFIRMED, REJECTED, LINKED = Ruling

MONEY_HERE, MONEY_THERE = StatementId(WORKS, 2), StatementId(COUNCIL, 3)
ALIKE_THERE = StatementId(HARBOUR, 3)
SCORE = StatementId(SPORT, 2)
STORY = StoryId("nordwind")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = newsroom.open_full(tmp_path / "library")
    yield opened
    opened.close()


def database_of(library: Library) -> Database:
    return Database(library.folder / DATABASE_NAME)


def relatives(library: Library, statement: StatementId) -> list[tuple[str, str, Ruling | None]]:
    return [
        (str(each.related.statement), each.related.relation, each.related.verdict)
        for each in library.related(statement)
    ]


def conflict_counts(library: Library) -> dict[ArticleId, int | None]:
    return {row.id: row.conflicts for row in library.rows()}


def pairs(library: Library) -> set[frozenset[StatementId]]:
    return {frozenset((each.here.id, each.there.id)) for each in library.conflicts()}


def test_what_was_found_is_there_to_judge(library: Library) -> None:
    assert relatives(library, MONEY_HERE) == [
        ("council:3", "differs", None),
        ("harbour:3", "agrees", None),
    ]
    assert conflict_counts(library) == {WORKS: 2, COUNCIL: 2, HARBOUR: 0, SPORT: 0}


def test_a_rejected_relation_is_gone_from_every_view(library: Library) -> None:
    mark = library.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    assert mark is not None
    assert mark.kind is MarkKind.VERDICT
    assert relatives(library, MONEY_HERE) == [
        ("harbour:3", "agrees", None),
        ("council:3", "differs", REJECTED),
    ]
    assert relatives(library, MONEY_THERE) == [("works:2", "differs", REJECTED)]
    assert library.signs(WORKS)[2] is Sign.AGREES
    assert library.signs(COUNCIL)[3] is Sign.ONLY
    assert conflict_counts(library) == {WORKS: 1, COUNCIL: 1, HARBOUR: 0, SPORT: 0}
    pair = frozenset((MONEY_HERE, MONEY_THERE))
    assert pair not in pairs(library)
    assert MONEY_THERE in {each.statement.id for each in library.only(COUNCIL)}
    for claim in library.matrix(STORY).claims:
        assert not pair <= {each for cell in claim.cells for each in cell.statements}
    assert not any(pair == {step.left, step.right} for step in library.compare(WORKS, COUNCIL))
    found = {(hit.statement) for hit in library.search("is:conflict").hits}
    assert MONEY_THERE not in found


def test_saying_the_same_again_takes_it_back(library: Library) -> None:
    before = relatives(library, MONEY_HERE), library.signs(WORKS), conflict_counts(library)
    library.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    # From the other side it is the same pair.
    assert library.rule(MONEY_THERE, MONEY_HERE, REJECTED, Relation.DIFFERS) is None
    assert before == (
        relatives(library, MONEY_HERE),
        library.signs(WORKS),
        conflict_counts(library),
    )
    assert library.marks() == ()


def test_another_word_stands_in_place_of_the_first(library: Library) -> None:
    library.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    library.rule(MONEY_HERE, MONEY_THERE, CONFIRMED, Relation.DIFFERS)
    assert len(library.marks()) == 1
    assert relatives(library, MONEY_HERE)[0] == ("council:3", "differs", CONFIRMED)
    assert library.undo() == "confirmation of a relation changed"
    assert relatives(library, MONEY_HERE)[-1] == ("council:3", "differs", REJECTED)


def test_a_confirmed_conflict_says_so_and_keeps_what_it_rests_on(library: Library) -> None:
    library.rule(MONEY_HERE, MONEY_THERE, CONFIRMED, Relation.DIFFERS)
    conflict = next(
        each for each in library.conflicts() if {each.here.id, each.there.id} >= {MONEY_HERE}
    )
    assert conflict.related.verdict is CONFIRMED
    assert conflict.related.evidence
    step = next(each for each in library.compare(WORKS, COUNCIL) if each.left == MONEY_HERE)
    assert step.related is not None
    assert step.related.verdict is CONFIRMED


def test_what_is_said_to_a_report_stands_in_its_cell(library: Library) -> None:
    library.rule(MONEY_HERE, MONEY_THERE, CONFIRMED, Relation.DIFFERS)
    said = {
        cell.article: cell.verdict
        for claim in library.matrix(STORY).claims
        for cell in claim.cells
        if MONEY_HERE in (claim.statement, *cell.statements) or MONEY_THERE in cell.statements
    }
    assert said == {WORKS: None, COUNCIL: CONFIRMED}


def test_an_explanation_carries_the_readers_word(library: Library) -> None:
    library.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    library.rule(MONEY_HERE, SCORE, LINKED, Relation.AGREES)
    for there, relation, ruling in (
        (MONEY_THERE, Relation.DIFFERS, REJECTED),
        (SCORE, Relation.AGREES, LINKED),
    ):
        kept = library.explain(MONEY_HERE, there)
        assert kept is not None
        assert (kept.related.relation, kept.related.verdict) == (relation, ruling)
    anew = library.explain(MONEY_HERE, SCORE, min_score=0.2)
    assert anew is not None
    assert (anew.related.relation, anew.related.verdict) == (Relation.AGREES, LINKED)


def test_one_conflict_told_by_two_reports_is_gathered_as_the_reader_sees_agreement(
    library: Library,
) -> None:
    def told() -> list[int]:
        return [len(each.told) for each in library.told_conflicts(STORY)]

    with database_of(library) as database:
        differing = builders.related(HARBOUR, 3, relation=Relation.DIFFERS, score=0.6, evidence=())
        relations.put_related(database, COUNCIL, {3: [differing]})
    assert told() == [1, 2]
    library.rule(MONEY_HERE, ALIKE_THERE, REJECTED, Relation.AGREES)
    assert told() == [1, 1, 1]
    library.rule(MONEY_HERE, ALIKE_THERE, LINKED, Relation.AGREES)
    assert told() == [1, 2]
    library.rule(MONEY_HERE, ALIKE_THERE, LINKED, Relation.RELATED)
    assert told() == [1, 1, 1]


def test_a_confirmed_relation_outlives_what_the_program_finds_later(library: Library) -> None:
    library.rule(MONEY_HERE, MONEY_THERE, CONFIRMED, Relation.DIFFERS)
    with database_of(library) as database:
        relations.put_related(database, WORKS, {})
        relations.put_related(database, COUNCIL, {})
    assert relatives(library, MONEY_HERE) == [("council:3", "differs", CONFIRMED)]
    assert library.signs(WORKS)[2] is Sign.DIFFERS
    assert conflict_counts(library)[WORKS] == 1
    assert pairs(library) == {frozenset((MONEY_HERE, MONEY_THERE))}


def test_what_is_linked_appears_where_the_program_found_nothing(library: Library) -> None:
    library.rule(SCORE, MONEY_HERE, LINKED, Relation.CONTRADICTS)
    assert relatives(library, SCORE) == [("works:2", "contradicts", LINKED)]
    assert relatives(library, MONEY_HERE)[0] == ("sport:2", "contradicts", LINKED)
    assert library.signs(SPORT)[2] is Sign.CONTRADICTS
    assert conflict_counts(library)[SPORT] == 1
    (linked,) = [each for each in library.conflicts() if each.related.verdict is LINKED]
    assert {linked.here.id, linked.there.id} == {SCORE, MONEY_HERE}
    assert SCORE in {hit.statement for hit in library.search("is:conflict").hits}


def test_a_link_outranks_the_relation_that_was_found(library: Library) -> None:
    library.rule(MONEY_HERE, ALIKE_THERE, LINKED, Relation.DIFFERS)
    assert relatives(library, MONEY_HERE) == [
        ("council:3", "differs", None),
        ("harbour:3", "differs", LINKED),
    ]
    assert conflict_counts(library)[HARBOUR] == 1
    assert frozenset((MONEY_HERE, ALIKE_THERE)) in pairs(library)


def test_undo_and_redo_reach_every_view_and_survive_a_restart(library: Library) -> None:
    before = conflict_counts(library)
    library.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    after = conflict_counts(library)
    again = Library.open(library.folder)
    assert again.undo() == "rejection of a relation added"
    assert conflict_counts(again) == before
    assert again.redo() == "rejection of a relation added"
    assert conflict_counts(library) == after
    again.close()


def test_removing_the_mark_takes_the_verdict_back(library: Library) -> None:
    mark = library.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    assert mark is not None
    library.remove_mark(mark.id)
    assert relatives(library, MONEY_HERE)[0] == ("council:3", "differs", None)


def test_the_limit_is_for_what_holds(library: Library) -> None:
    library.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    assert [str(each.related.statement) for each in library.related(MONEY_HERE, limit=1)] == [
        "harbour:3",
        "council:3",
    ]


def test_a_search_anew_obeys_as_well(library: Library) -> None:
    library.rule(SCORE, MONEY_HERE, LINKED, Relation.RELATED)
    found = library.related(SCORE, min_score=0.99)
    assert [(each.related.statement, each.related.verdict) for each in found] == [
        (MONEY_HERE, LINKED)
    ]


def test_the_dossier_states_what_was_decided(library: Library) -> None:
    from core.library.reporting import Layout

    library.rule(MONEY_HERE, MONEY_THERE, CONFIRMED, Relation.DIFFERS)
    library.rule(MONEY_HERE, ALIKE_THERE, LINKED, Relation.DIFFERS)
    page = library.dossier(STORY, Layout.MD)
    assert "confirmed" in page
    assert "linked as differs" in page


# --- when texts change ----------------------------------------------------------------------------


def replaced(library: Library, article: ArticleId, *, drop: str = "", insert: str = "") -> None:
    """Another text for an article, as a new import would bring it."""
    with database_of(library) as database:
        known = articles.article(database, article)
        paragraphs = [each.replace(drop, "") for each in known.paragraphs]
        changed = builders.article(
            article, title=known.title, paragraphs=[*filter(None, [insert]), *paragraphs]
        )
        articles.put_article(database, changed, SourceState(known.source, "new", 1, 1))
        statements.put_statements(database, article, builders.statements_of(changed))


def follow(library: Library) -> None:
    library._follow()


def test_a_verdict_moves_with_its_statements(library: Library) -> None:
    library.rule(MONEY_HERE, MONEY_THERE, LINKED, Relation.CONTRADICTS)
    replaced(library, COUNCIL, insert="Am Hafen ist es heute stürmisch.")
    follow(library)
    moved = StatementId(COUNCIL, 4)
    assert relatives(library, moved) == [("works:2", "contradicts", LINKED)]
    (mark,) = library.marks()
    assert mark.places == (MONEY_HERE, moved)
    assert not mark.orphan


def test_a_verdict_that_lost_a_side_is_an_orphan_and_rules_nothing(library: Library) -> None:
    library.rule(MONEY_HERE, MONEY_THERE, LINKED, Relation.CONTRADICTS)
    replaced(library, COUNCIL, drop="Das Unternehmen Nordwind spricht von 150 Millionen Euro.")
    follow(library)
    (mark,) = library.marks()
    assert mark.orphan
    assert all(each[2] is None for each in relatives(library, MONEY_HERE))
    with database_of(library) as database:
        articles.remove_article(database, COUNCIL)
    follow(library)
    (mark,) = library.marks()
    assert mark.orphan


def test_a_verdict_of_another_program_is_followed_with_the_next_change(
    library: Library, tmp_path: Path
) -> None:
    other = Library.open(library.folder)
    other._marking.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    other.close()
    assert conflict_counts(library)[WORKS] == 2
    library.rule(MONEY_HERE, ALIKE_THERE, CONFIRMED, Relation.AGREES)
    assert conflict_counts(library)[WORKS] == 1


def test_of_two_verdicts_on_what_has_become_one_pair_the_later_holds(library: Library) -> None:
    first = library.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    assert first is not None
    store = MarkStore(library.folder)
    store.add(replace(first, id=builders.mark("m9").id, ruling=CONFIRMED))
    follow(library)
    assert relatives(library, MONEY_HERE)[0] == ("council:3", "differs", CONFIRMED)


def test_a_verdict_on_one_statement_twice_rules_nothing(library: Library) -> None:
    first = library.rule(MONEY_HERE, MONEY_THERE, REJECTED, Relation.DIFFERS)
    assert first is not None
    MarkStore(library.folder).replace(replace(first, other=first.anchor))
    follow(library)
    assert conflict_counts(library)[WORKS] == 2


# --- notes on two statements ----------------------------------------------------------------------


def test_a_note_on_two_statements_is_not_the_note_on_one(library: Library) -> None:
    library.write_note(MONEY_HERE, "eine")
    library.write_note(MONEY_HERE, "zwei", beside=MONEY_THERE)
    assert [mark.text for mark in library.marks_of(COUNCIL)] == ["zwei"]
    assert [mark.text for mark in library.marks_of(WORKS)] == ["eine", "zwei"]
    # Whichever of the two is named first.
    library.write_note(MONEY_THERE, "drei", beside=MONEY_HERE)
    assert [mark.text for mark in library.marks()] == ["eine", "drei"]
    assert library.write_note(MONEY_HERE, "", beside=MONEY_THERE) is None
    assert [mark.text for mark in library.marks()] == ["eine"]
    assert library.write_note(MONEY_HERE, "", beside=ALIKE_THERE) is None


# --- the copy beside the relations ----------------------------------------------------------------


def test_a_verdict_on_an_article_that_has_just_gone_is_left_out(library: Library) -> None:
    said = Verdict(MONEY_HERE, StatementId(ArticleId("gone"), 1), REJECTED, Relation.DIFFERS)
    with database_of(library) as database:
        verdicts.apply(database, (), [said])
        assert verdicts.verdicts(database) == ()
