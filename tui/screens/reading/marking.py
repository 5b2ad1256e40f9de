"""Bookmarks, notes and tags; copying a statement with its citation.

Dialogs are loaded when they are first opened: the first frame must not wait for them.
"""

from __future__ import annotations

import os
from functools import partial

from textual import on
from textual.app import SuspendNotSupported

from core.model import Mark, MarkKind, RelatedStatement, StatementId
from tui import clipboard, questions
from tui.commands import Place
from tui.drawing.citation import citation, citation_markdown
from tui.editor import edited
from tui.messages import MarksChanged, MarksLoaded, Said
from tui.questions import ask
from tui.screens.reading.desk import Desk


class MarkActions(Desk):
    """Keys that leave something of the reader's own at a statement."""

    attaching: Mark | None = None
    """A mark that lost its place, on its way to another."""

    def action_bookmark(self) -> None:
        """Set or remove the bookmark."""
        if self.here is not None:
            ask(
                self, "marks", partial(questions.bookmark, self.library, self.here), exclusive=False
            )

    def action_note(self) -> None:
        """Write the note."""
        from tui.screens.note import NoteClosed, NoteScreen

        here, statement = self.here, self.text_pane.body.statement
        if here is None or statement is None:
            return
        beside = self._beside()
        about = (here, None if beside is None else beside.related.statement)
        said = statement.text if beside is None else f"{statement.text}\n{beside.text}"
        kept = self._note_text(*about)

        def closed(result: NoteClosed | None) -> None:
            if result is None:
                return
            if result.saved:
                self.drafts.pop(about, None)
                self._write_note(*about, result.text)
            elif result.text != kept:
                self.drafts[about] = result.text
                self.say("Not saved; kept as a draft: a on this statement opens it again")
            else:
                self.drafts.pop(about, None)

        text = self.drafts.get(about, kept)
        self.app.push_screen(NoteScreen(said, text, draft=about in self.drafts), closed)

    def action_edit_note(self) -> None:
        """Write the note in the reader's own editor."""
        here = self.here
        if here is None:
            return
        beside = self._beside()
        about = (here, None if beside is None else beside.related.statement)
        kept = self.drafts.get(about, self._note_text(*about))
        try:
            with self.app.suspend():
                text = edited(kept, os.environ)
        except (OSError, ValueError, SuspendNotSupported) as problem:
            self.say(f"The editor did not start: {problem}", problem=True)
            return
        if text != kept:
            self.drafts.pop(about, None)
            self._write_note(*about, text)

    def action_tag(self) -> None:
        """Write the tags."""
        from tui.screens.tags import TagsScreen

        here, statement = self.here, self.text_pane.body.statement
        if here is None or statement is None:
            return

        beside = self._beside()
        if beside is not None:
            self._tag_both(here, statement.text, beside)
            return

        def closed(tags: tuple[str, ...] | None) -> None:
            if tags is not None:
                question = partial(questions.tag, self.library, here, tags)
                ask(self, "marks", question, exclusive=False)

        own = (mark for mark in self.marks_here if mark.other is None)
        tags = dict.fromkeys(tag for mark in own for tag in mark.tags)
        self.app.push_screen(TagsScreen(statement.text, tuple(tags)), closed)

    def _tag_both(self, here: StatementId, text: str, beside: RelatedStatement) -> None:
        from tui.screens.tags import TagsScreen

        there = beside.related.statement
        note = self._note_on(here, there)
        if note is None:
            self.say(questions.UNTAGGED)
            return

        def closed(tags: tuple[str, ...] | None) -> None:
            if tags is not None:
                question = partial(questions.tag_both, self.library, here, there, tags)
                ask(self, "marks", question, exclusive=False)

        self.app.push_screen(TagsScreen(f"{text}\n{beside.text}", note.tags), closed)

    def action_list_marks(self, kind: str = "") -> None:
        """List the marks of all articles, or only those of a kind."""
        from tui.screens.marks import MarksScreen

        def closed(target: StatementId | Mark | None) -> None:
            self._ask_for_marks()
            # Names and relations may have changed there.
            self.look_again()
            self.post_message(MarksChanged("", relations=True))
            if isinstance(target, Mark):
                self._take(target)
            elif target is not None:
                self.land(target)

        only = MarkKind(kind) if kind else None
        self.app.push_screen(MarksScreen(self.library, only=only), closed)

    def action_attach(self) -> None:
        """Put the mark that was taken to the statement."""
        mark, here = self.attaching, self.here
        if mark is None:
            self.say("Nothing to attach: ' lists the marks, and A there takes one")
        elif here is not None:
            self.attaching = None
            question = partial(questions.attach, self.library, mark.id, here)
            ask(self, "marks", question, exclusive=False)

    def _take(self, mark: Mark) -> None:
        self.attaching = mark
        if any(row.id == mark.anchor.article for row in self.rows):
            self.land(mark.places[0])
        self.say(
            f"Go to the statement and press A: the {mark.kind} is attached there; Esc: it stays"
        )

    def action_undo(self) -> None:
        """Take back the last change of the marks or names."""
        ask(self, "marks", partial(questions.undo, self.library), exclusive=False)

    def action_redo(self) -> None:
        """Make that change again."""
        ask(self, "marks", partial(questions.redo, self.library), exclusive=False)

    def action_copy(self, form: str) -> None:
        """Copy the statement with its citation."""
        article, statement = self.text_pane.body.article, self.text_pane.body.statement
        if article is None or statement is None:
            return
        text = (citation_markdown if form == "markdown" else citation)(article, statement)

        def copy() -> Said:
            return Said(clipboard.TMUX if clipboard.given_to_tmux(text) else clipboard.TERMINAL)

        # Also kept inside the app, so that Ctrl-V works in its own inputs.
        self.app.copy_to_clipboard(text)
        ask(self, "copy", copy)

    def action_left_out_of(self) -> None:
        """List what was left out of the article, to take it back."""
        from tui.screens.left_out import LeftOutScreen

        article, statement = self.wanted, self.text_pane.body.statement
        if article is None:
            self.say("Open an article first")
            return

        def closed(changed: bool | None) -> None:
            self.post_message(MarksChanged("", parts=bool(changed)))

        self.app.push_screen(LeftOutScreen(self.library, article, statement), closed)

    # --- answers ----------------------------------------------------------------------------------

    @on(MarksChanged)
    def _marks_changed(self, message: MarksChanged) -> None:
        self.say(message.said)
        if message.parts and self.wanted is not None:
            self.open_article(self.wanted)
            self.look_again()
        self._ask_for_marks()

    @on(MarksLoaded)
    def _marks_loaded(self, message: MarksLoaded) -> None:
        if message.article == self.wanted:
            self.marks = message.marks

    def _ask_for_marks(self) -> None:
        if self.wanted is not None:
            ask(self, "marks of", partial(questions.marks_of, self.library, self.wanted))

    def _beside(self) -> RelatedStatement | None:
        """The related statement a note shall be on as well: that of the panel, from inside it."""
        if self.place is not Place.RELATED or self.related_to != self.here:
            return None
        return self.related_panel.found

    def _note_on(self, here: StatementId, beside: StatementId | None) -> Mark | None:
        places = {here, beside} - {None}
        notes = (mark for mark in self.marks_here if mark.kind is MarkKind.NOTE)
        return next((mark for mark in notes if set(mark.places) == places), None)

    def _note_text(self, here: StatementId, beside: StatementId | None) -> str:
        note = self._note_on(here, beside)
        return "" if note is None else note.text

    def _write_note(self, here: StatementId, beside: StatementId | None, text: str) -> None:
        question = partial(questions.write_note, self.library, here, beside, text)
        ask(self, "marks", question, exclusive=False)
