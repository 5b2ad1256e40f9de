"""What is the reader's own: marks, kept by quote and placed where they belong, and corrections."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ArticleNotFound
from core.model import (
    ArticleId,
    Correction,
    CorrectionId,
    Mark,
    MarkId,
    MarkKind,
    StatementId,
)
from core.storage import articles, statements
from core.storage.database import Database

if TYPE_CHECKING:
    from core.storage.marks import MarkStore


class Marking:
    """The marks of one library; the file is read when they are first asked for."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._database = database
        self._opening = threading.Lock()
        self._opened: MarkStore | None = None

    def notices(self) -> tuple[str, ...]:
        """What was found and mended when the file was read; empty as a rule."""
        store = self._store()
        store.marks()
        return tuple(restored.message for restored in store.restored)

    def marks(self) -> tuple[Mark, ...]:
        """All marks in the order they were made, each where it belongs now."""
        return tuple(self.placed(mark) for mark in self._store().marks())

    def unplaced(self) -> tuple[Mark, ...]:
        """All marks as they were made; the same value until one changes."""
        return self._store().marks()

    def marks_of(self, article: ArticleId) -> tuple[Mark, ...]:
        """The marks of one article, each where it belongs now."""
        return tuple(self.placed(mark) for mark in self._store().marks_of(article))

    def toggle_bookmark(self, statement: StatementId) -> Mark | None:
        """Set a bookmark, or take the one that is there away and return None."""
        there = self._at(statement, MarkKind.BOOKMARK)
        if there is not None:
            self._store().remove(there.id)
            return None
        return self._made(statement, MarkKind.BOOKMARK, text="", tags=())

    def write_note(self, statement: StatementId, text: str) -> Mark | None:
        """Make or change the note there; an empty text removes it and returns None."""
        there = self._at(statement, MarkKind.NOTE)
        if there is None:
            return self._made(statement, MarkKind.NOTE, text=text, tags=()) if text else None
        if not text:
            self._store().remove(there.id)
            return None
        return self._changed(replace(there, text=text))

    def tag(self, statement: StatementId, tags: Sequence[str]) -> Mark:
        """Give the note or bookmark there these tags; a bookmark is made for them."""
        wanted = tuple(dict.fromkeys(tags))
        there = self._at(statement, MarkKind.NOTE) or self._at(statement, MarkKind.BOOKMARK)
        if there is None:
            return self._made(statement, MarkKind.BOOKMARK, text="", tags=wanted)
        return self._changed(replace(there, tags=wanted))

    def remove(self, mark: MarkId) -> None:
        """Take a mark away."""
        self._store().remove(mark)

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order they were made."""
        return self._store().corrections()

    def correct(self, correction: Correction) -> None:
        """Keep a correction."""
        self._store().correct(correction)

    def withdraw(self, correction: CorrectionId) -> None:
        """Take a correction away."""
        self._store().withdraw(correction)

    def undo(self) -> str | None:
        """Take the last change back."""
        return self._store().undo()

    def redo(self) -> str | None:
        """Do again what was taken back."""
        return self._store().redo()

    def _store(self) -> MarkStore:
        with self._opening:
            if self._opened is None:
                # TinyDB is not needed before the first frame.
                from core.storage.marks import MarkStore

                self._opened = MarkStore(self._folder)
            return self._opened

    def _at(self, statement: StatementId, kind: MarkKind) -> Mark | None:
        for mark in self.marks_of(statement.article):
            if mark.kind is kind and mark.anchor.statement == statement.number and not mark.orphan:
                return mark
        return None

    def _made(
        self, statement: StatementId, kind: MarkKind, *, text: str, tags: tuple[str, ...]
    ) -> Mark:
        from core.storage.anchors import anchor_for
        from core.storage.marks import new_mark_id

        marked = statements.statement(self._database, statement)
        anchor = anchor_for(articles.text(self._database, statement.article), marked)
        now = _now()
        mark = Mark(new_mark_id(), kind, anchor, text, tags, created=now, changed=now)
        self._store().add(mark)
        return mark

    def _changed(self, mark: Mark) -> Mark:
        changed = replace(mark, changed=_now())
        self._store().replace(changed)
        return changed

    def placed(self, mark: Mark) -> Mark:
        """The mark with the statement it belongs to now, or as an orphan."""
        from core.storage.anchors import place

        try:
            text = articles.text(self._database, mark.anchor.article)
            made = statements.statements(self._database, mark.anchor.article)
        except ArticleNotFound:
            return replace(mark, orphan=True)
        number = place(mark.anchor, text, made)
        if number is None:
            return replace(mark, orphan=True)
        return replace(mark, anchor=replace(mark.anchor, statement=number), orphan=False)


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
