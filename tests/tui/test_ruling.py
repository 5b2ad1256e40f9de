"""The reader's word on relations, by keys."""

from __future__ import annotations

from core.library import Library
from core.model import Relation, Ruling, StatementId
from tests.tui.driving import Reader, reading
from tests.tui.newsroom import COUNCIL, SPORT, WORKS

MONEY = StatementId(WORKS, 2)


def conflicts(reader: Reader) -> int | None:
    return next(row.conflicts for row in reader.screen.rows if row.id == WORKS)


def verdicts(reader: Reader) -> list[Ruling | None]:
    return [found.related.verdict for found in reader.screen.related]


async def test_x_rejects_the_relation_and_every_view_follows(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j")
        assert reader.here == MONEY
        assert conflicts(reader) == 2
        await reader.press("x")
        assert verdicts(reader) == [None, Ruling.REJECTED]
        assert conflicts(reader) == 1
        assert reader.screen.text_pane.body.signs[2] == "agrees"
        assert "rejected by you" in reader.text
        assert reader.said[-1] == "Rejected: not related; u takes it back"


async def test_x_on_what_is_rejected_takes_it_back(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "x", "g r", "G", "x")
        assert verdicts(reader) == [None, None]
        assert conflicts(reader) == 2
        assert reader.said[-1] == "No longer rejected"


async def test_equals_confirms_the_chosen_relative(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "g r", "j", "=")
        assert verdicts(reader) == [None, Ruling.CONFIRMED]
        assert "confirmed by you" in reader.text
        await reader.press("=")
        assert verdicts(reader) == [None, None]


async def test_undo_and_redo_reach_the_screen(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "x", "u")
        assert verdicts(reader) == [None, None]
        assert conflicts(reader) == 2
        await reader.press("ctrl+r")
        assert verdicts(reader) == [None, Ruling.REJECTED]
        assert conflicts(reader) == 1


async def test_without_a_relative_there_is_nothing_to_judge(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("x", "=")
        assert reader.said[-2:] == ["Nothing related here to confirm or reject"] * 2
        assert library.marks() == ()


async def test_two_statements_are_linked_by_hand(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "&", "J", "J", "J", "j")
        assert reader.here == StatementId(SPORT, 2)
        await reader.press("&")
        await reader.type("contra")
        await reader.press("enter")
        (linked,) = reader.screen.related
        assert (linked.related.statement, linked.related.relation) == (MONEY, Relation.CONTRADICTS)
        assert linked.related.verdict is Ruling.LINKED
        assert "linked by you" in reader.text
        assert reader.screen.text_pane.body.signs[2] == "contradicts"
        await reader.press("=")
        assert reader.said[-1] == "You have linked these two yourself; x takes the link back"
        await reader.press("x")
        assert reader.screen.related == ()
        assert reader.said[-1] == "No longer linked"


async def test_a_link_can_be_let_go_and_begun_elsewhere(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "&", "&")
        assert reader.said[-1] == "Not linked"
        await reader.press("&", "j", "&")
        assert reader.said[-1] == "Both are in one article; now the link begins here"
        await reader.press("J", "&", "escape")
        assert reader.screen.linking == StatementId(WORKS, 3)
        assert library.marks() == ()


async def test_a_note_from_the_panel_is_on_both_statements(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "g r", "a")
        await reader.type("wer hat recht")
        await reader.press("ctrl+s")
        (note,) = library.marks()
        assert note.places == (MONEY, StatementId(COUNCIL, 3))
        assert "✎ wer hat recht" in reader.text
        # On the other side it is the same note.
        await reader.press("enter", "g r", "a", "!", "ctrl+s")
        (note,) = library.marks()
        assert note.text == "wer hat recht!"
        await reader.press("g t", "a")
        assert "wer hat recht" not in reader.text


async def test_the_note_on_two_statements_is_tagged_from_the_panel(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "g r", "t")
        assert reader.said[-1] == (
            "Tags stand on a note of yours here: a writes one on the two statements"
        )
        await reader.press("a")
        await reader.type("wer hat recht")
        await reader.press("ctrl+s", "t")
        await reader.type("#offen geld")
        await reader.press("enter")
        (note,) = library.marks()
        assert note.tags == ("offen", "geld")
        assert "✎ wer hat recht" in reader.text
        assert "#offen" in reader.text
        assert "#geld" in reader.text
        # On the other side it is the same note; on one statement alone there is none.
        await reader.press("enter", "g r", "t", *["backspace"] * 20, "enter")
        assert library.marks()[0].tags == ()
        assert reader.said[-1] == "Tags removed"
        await reader.press("u")
        assert reader.said[-1].startswith("Undone: tags of the note on two statements changed")
        assert library.marks()[0].tags == ("offen", "geld")


async def test_tags_for_a_note_that_is_gone_meanwhile_are_told(library: Library) -> None:
    library.write_note(MONEY, "wer hat recht", beside=StatementId(COUNCIL, 3))
    async with reading(library) as reader:
        await reader.press("j", "g r", "t")
        library.undo()
        await reader.type("offen")
        await reader.press("enter")
        assert reader.said[-1].startswith("Tags stand on a note of yours here")
        assert library.marks() == ()


async def test_a_draft_on_two_statements_waits_for_both(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "g r", "a")
        await reader.type("halb")
        await reader.press("escape")
        assert list(reader.screen.drafts) == [(MONEY, StatementId(COUNCIL, 3))]
        await reader.press("a")
        assert "halb" in reader.text
        await reader.press("ctrl+s")
        assert [mark.text for mark in library.marks()] == ["halb"]


async def test_the_list_of_marks_shows_verdicts_and_takes_them_back(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "x", "'")
        assert "rejected by you: differs" in reader.text
        assert "Noch kein Beschluss" in reader.text
        await reader.press("delete", "q")
        assert verdicts(reader) == [None, None]
        assert conflicts(reader) == 2
