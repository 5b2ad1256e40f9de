"""What belongs to the reader: bookmarks and notes, with every change to them undoable.

They live in one TinyDB file. Each method that changes something returns when it is on the disk,
so none of them belongs into the event loop. Any thread and any number of programs may use the
same file.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from core.errors import LibraryTooNew
from core.locations import BACKUPS_NAME, MARKS_NAME
from core.model import Anchor, ArticleId, Mark, MarkId, MarkKind
from core.storage.atomic_file import AtomicFile, Restored, State

_VERSION = 1
_ABOUT, _MARKS, _CHANGES = "about", "marks", "changes"
_CHANGES_KEPT = 200


def new_mark_id() -> MarkId:
    """An id no other mark has."""
    return MarkId(uuid.uuid4().hex[:16])


class MarkStore:
    """The marks of a library.

    Reading raises LibraryDamaged or LibraryTooNew; changing raises MarksReadOnly, LibraryLocked or
    LibraryError besides, and then nothing is changed.
    """

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is read or created yet."""
        self._file = AtomicFile(folder / MARKS_NAME, folder / BACKUPS_NAME, check=_check)
        self._known: tuple[int, tuple[Mark, ...]] = (-1, ())

    @property
    def restored(self) -> tuple[Restored, ...]:
        """What had to be restored from backups so far."""
        return self._file.restored

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should know of the file, such as what was restored; reads it."""
        self._file.read()
        return tuple(restored.message for restored in self._file.restored)

    def marks(self) -> tuple[Mark, ...]:
        """All marks in the order in which they were made."""
        generation, state = self._file.current()
        known_generation, known = self._known
        if known_generation != generation:
            records = (state or {}).get(_MARKS, {})
            known = tuple(_mark(records[place]) for place in sorted(records, key=int))
            self._known = (generation, known)
        return known

    def marks_of(self, article: ArticleId) -> tuple[Mark, ...]:
        """The marks of one article in the order in which they were made."""
        return tuple(mark for mark in self.marks() if mark.anchor.article == article)

    def add(self, mark: Mark) -> None:
        """Keep a new mark."""
        self._change(mark.id, _record(mark))

    def replace(self, mark: Mark) -> None:
        """Keep a mark in place of the one of the same id; also when that is gone by now."""
        self._change(mark.id, _record(mark))

    def remove(self, mark: MarkId) -> bool:
        """Drop a mark; False when it is gone already."""
        return self._change(mark, None)

    def undo(self) -> str | None:
        """Take back the last change that stands: says which it was, None when there is none."""
        with self._tables() as (marks, changes):
            standing = [change for change in changes if not change["undone"]]
            return _turn(marks, changes, standing[-1], undone=True) if standing else None

    def redo(self) -> str | None:
        """Make again what was undone last: says which it was, None when there is none."""
        with self._tables() as (marks, changes):
            undone = [change for change in changes if change["undone"]]
            return _turn(marks, changes, undone[0], undone=False) if undone else None

    def _change(self, identifier: MarkId, after: _Record | None) -> bool:
        with self._tables() as (marks, changes):
            found = next((each for each in marks if each["id"] == identifier), None)
            if found is None and after is None:
                return False
            before = None if found is None else dict(found)
            place = _put(marks, None if found is None else found.doc_id, after)
            # What was undone cannot be made again after another change.
            changes.remove(doc_ids=[each.doc_id for each in changes if each["undone"]])
            changes.insert({"place": place, "before": before, "after": after, "undone": False})
            changes.remove(doc_ids=[each.doc_id for each in changes][:-_CHANGES_KEPT])
            return True

    @contextlib.contextmanager
    def _tables(self) -> Iterator[tuple[Table, Table]]:
        with self._file.change():
            # Made for each change: TinyDB remembers ids that another program may have used.
            tables = TinyDB(storage=lambda: self._file)
            about = tables.table(_ABOUT)
            if not about:
                about.insert({"version": _VERSION})
            yield tables.table(_MARKS, cache_size=0), tables.table(_CHANGES, cache_size=0)


_Record = dict[str, Any]


def _put(marks: Table, place: int | None, record: _Record | None) -> int:
    """Write a record to its place, a new one for None; without a record, empty the place."""
    if place is None:
        place = max((each.doc_id for each in marks), default=0) + 1
    if record is None:
        marks.remove(doc_ids=[place])
    else:
        marks.upsert(Document(record, doc_id=place))
    return place


def _turn(marks: Table, changes: Table, change: Document, *, undone: bool) -> str:
    _put(marks, change["place"], change["before"] if undone else change["after"])
    changes.update({"undone": undone}, doc_ids=[change.doc_id])
    return _described(change["before"], change["after"])


def _described(before: _Record | None, after: _Record | None) -> str:
    if before is None or after is None:
        record = before or after or {}
        return f"{record['kind']} {'added' if before is None else 'removed'}"
    if before["tags"] != after["tags"]:
        return f"tags of the {after['kind']} changed"
    return f"{after['kind']} changed"


def _check(state: State) -> None:
    if not state:
        return
    version = state[_ABOUT]["1"]["version"]
    if version > _VERSION:
        raise LibraryTooNew(
            "was written by a later version of Lesart",
            subject=MARKS_NAME,
            advice="update Lesart, or name another library with --library",
        )
    for place, record in state.get(_MARKS, {}).items():
        int(place)
        _mark(record)
    for place, change in state.get(_CHANGES, {}).items():
        int(place)
        for record in (change["before"], change["after"]):
            if record is not None:
                _mark(record)


def _record(mark: Mark) -> _Record:
    anchor = mark.anchor
    return {
        "id": mark.id,
        "kind": mark.kind,
        "article": anchor.article,
        "statement": anchor.statement,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
        "text": mark.text,
        "tags": list(mark.tags),
        "created": mark.created,
        "changed": mark.changed,
        "orphan": mark.orphan,
    }


def _mark(record: _Record) -> Mark:
    return Mark(
        id=MarkId(_text(record["id"])),
        kind=MarkKind(record["kind"]),
        anchor=Anchor(
            article=ArticleId(_text(record["article"])),
            statement=int(record["statement"]),
            quote=_text(record["quote"]),
            prefix=_text(record["prefix"]),
            suffix=_text(record["suffix"]),
            start=int(record["start"]),
        ),
        text=_text(record["text"]),
        tags=tuple(map(_text, record["tags"])),
        created=_text(record["created"]),
        changed=_text(record["changed"]),
        orphan=bool(record["orphan"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {type(value).__name__}")
    return value
