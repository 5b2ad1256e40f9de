"""What is the reader's own: marks, kept by quote and placed where they belong, and corrections."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ArticleNotFound, LesartError
from core.model import (
    Anchor,
    ArticleId,
    Correction,
    CorrectionId,
    FeedId,
    Mark,
    MarkId,
    MarkKind,
    PartWish,
    PartWishId,
    Relation,
    Ruling,
    SavedSearch,
    SavedSearchId,
    StatementId,
    StoryWish,
    StoryWishId,
    Subscription,
)
from core.storage import articles, statements
from core.storage.database import Database

if TYPE_CHECKING:
    from core.storage.marks import MarkStore, Own


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

    def is_summed(self) -> bool:
        """Whether a sum in the file of the marks shows that it is as it was written."""
        return self._store().is_summed

    def backups(self) -> Mapping[Path, bool]:
        """The backups of that file, newest first, and whether each can be read."""
        return self._store().backups()

    def marks(self) -> tuple[Mark, ...]:
        """All marks in the order they were made, each where it belongs now."""
        return tuple(self.placed(mark) for mark in self._store().marks())

    def unplaced(self) -> tuple[Mark, ...]:
        """All marks as they were made; the same value until one changes."""
        return self._store().marks()

    def marks_of(self, article: ArticleId) -> tuple[Mark, ...]:
        """The marks at statements of one article, each where it belongs now."""
        return tuple(self.placed(mark) for mark in self._store().marks_of(article))

    def toggle_bookmark(self, statement: StatementId) -> Mark | None:
        """Set a bookmark, or take the one that is there away and return None."""
        there = self._at(statement, MarkKind.BOOKMARK)
        if there is not None:
            self._store().remove(there.id)
            return None
        return self._made(statement, MarkKind.BOOKMARK, text="", tags=())

    def write_note(
        self, statement: StatementId, text: str, *, beside: StatementId | None = None
    ) -> Mark | None:
        """Make or change the note there; an empty text removes it and returns None.

        With a statement `beside` it, the note is on the two of them.
        """
        there = self._at(statement, MarkKind.NOTE, beside)
        if there is None:
            if not text:
                return None
            return self._made(statement, MarkKind.NOTE, text=text, tags=(), beside=beside)
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

    def tag_both(self, here: StatementId, there: StatementId, tags: Sequence[str]) -> Mark | None:
        """Give the note on the two statements together these tags; None when there is none."""
        note = self._at(here, MarkKind.NOTE, there)
        if note is None:
            return None
        return self._changed(replace(note, tags=tuple(dict.fromkeys(tags))))

    def rule(
        self, here: StatementId, there: StatementId, ruling: Ruling, relation: Relation
    ) -> Mark | None:
        """Say something to the relation of two statements, in place of what was said before.

        Saying the same again takes it back and returns None.
        """
        said = self._at(here, MarkKind.VERDICT, there)
        if said is None:
            return self._made(
                here,
                MarkKind.VERDICT,
                text="",
                tags=(),
                beside=there,
                ruling=ruling,
                relation=relation,
            )
        if (said.ruling, said.relation) == (ruling, relation):
            self._store().remove(said.id)
            return None
        return self._changed(replace(said, ruling=ruling, relation=relation))

    def verdicts(self) -> tuple[Mark, ...]:
        """All verdicts as they were made; equal until one changes."""
        return tuple(mark for mark in self.unplaced() if mark.kind is MarkKind.VERDICT)

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

    def wishes(self) -> tuple[StoryWish, ...]:
        """All story wishes in the order they were made."""
        return self._store().wishes()

    def wish(self, wish: StoryWish) -> None:
        """Keep a story wish."""
        self._store().wish(wish)

    def take_back(self, wish: StoryWishId) -> None:
        """Take a story wish away."""
        self._store().take_back(wish)

    def searches(self) -> tuple[SavedSearch, ...]:
        """All saved searches in the order they were made."""
        return self._store().searches()

    def save_search(self, search: SavedSearch) -> None:
        """Keep a saved search, in place of the one of the same id if there is one."""
        self._store().save_search(search)

    def forget_search(self, search: SavedSearchId) -> None:
        """Take a saved search away."""
        self._store().forget_search(search)

    def subscriptions(self) -> tuple[Subscription, ...]:
        """All subscriptions in the order they were made."""
        return self._store().subscriptions()

    def subscribe(self, subscription: Subscription) -> None:
        """Keep a subscription, in place of the one of the same id if there is one."""
        self._store().subscribe(subscription)

    def unsubscribe(self, feed: FeedId) -> None:
        """Take a subscription away."""
        self._store().unsubscribe(feed)

    def follow(self, feed: FeedId, address: str, *, typed: bool) -> None:
        """Note where a feed stands now; nothing that is undone."""
        self._store().follow(feed, address, typed=typed)

    def parts(self) -> tuple[PartWish, ...]:
        """All wishes about parts of articles in the order they were made."""
        return self._store().parts()

    def wish_part(self, wish: PartWish) -> None:
        """Keep a wish about a part of an article."""
        self._store().wish_part(wish)

    def withdraw_part(self, wish: PartWishId) -> None:
        """Take a wish about a part of an article away."""
        self._store().withdraw_part(wish)

    def own(self) -> Own:
        """Everything that is the reader's own, as it was made."""
        return self._store().own()

    def exchange(self, change: Callable[[Own], Own], *, said: str) -> None:
        """Keep everything as `change` makes it of what is there, in one step."""
        self._store().exchange(change, said=said)

    def attach(self, mark: MarkId, statement: StatementId) -> Mark | None:
        """Put a mark that lost its place to a statement; None when there is no such mark.

        Of a pair it is the side that lost its place, or the first.

        Raises:
            LesartError: the statement is the other one of the pair.
        """
        there = next((each for each in self.unplaced() if each.id == mark), None)
        if there is None:
            return None
        anchor = self._anchor(statement)
        first = self._placed(there.anchor)
        other = None if there.other is None else self._placed(there.other)
        stays = first if there.other is not None and first is not None else other
        if stays is not None and (stays.article, stays.statement) == (
            statement.article,
            statement.number,
        ):
            raise LesartError(
                "is the other statement of the pair", subject=str(statement), advice="take another"
            )
        if there.other is not None and first is not None:
            return self._changed(replace(there, other=anchor))
        return self._changed(replace(there, anchor=anchor))

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

    def _at(
        self, statement: StatementId, kind: MarkKind, beside: StatementId | None = None
    ) -> Mark | None:
        places = {statement, beside} - {None}
        for mark in self.marks_of(statement.article):
            if mark.kind is kind and set(mark.places) == places and not mark.orphan:
                return mark
        return None

    def _made(
        self,
        statement: StatementId,
        kind: MarkKind,
        *,
        text: str,
        tags: tuple[str, ...],
        beside: StatementId | None = None,
        ruling: Ruling | None = None,
        relation: Relation | None = None,
    ) -> Mark:
        from core.storage.marks import new_mark_id

        now = _now()
        mark = Mark(
            new_mark_id(),
            kind,
            self._anchor(statement),
            text,
            tags,
            created=now,
            changed=now,
            other=None if beside is None else self._anchor(beside),
            ruling=ruling,
            relation=relation,
        )
        self._store().add(mark)
        return mark

    def _anchor(self, statement: StatementId) -> Anchor:
        from core.storage.anchors import anchor_for

        marked = statements.statement(self._database, statement)
        return anchor_for(articles.text(self._database, statement.article), marked)

    def _changed(self, mark: Mark) -> Mark:
        changed = replace(mark, changed=_now())
        self._store().replace(changed)
        return changed

    def placed(self, mark: Mark) -> Mark:
        """The mark with the statements it belongs to now, or as an orphan when one is lost."""
        anchor = self._placed(mark.anchor)
        other = None if mark.other is None else self._placed(mark.other)
        return replace(
            mark,
            anchor=anchor or mark.anchor,
            other=other or mark.other,
            orphan=anchor is None or (mark.other is not None and other is None),
        )

    def _placed(self, anchor: Anchor) -> Anchor | None:
        from core.storage.anchors import place

        try:
            text = articles.text(self._database, anchor.article)
            made = statements.statements(self._database, anchor.article)
        except ArticleNotFound:
            return None
        number = place(anchor, text, made)
        return None if number is None else replace(anchor, statement=number)


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
