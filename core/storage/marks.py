"""What belongs to the reader: marks, corrections, story wishes, with every change to them undoable.

They live in one TinyDB file, in a table each; one journal serves all of them. Each
method that changes something returns when it is on the disk, so none of them belongs into the
event loop. Any thread and any number of programs may use the same file.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document, Table

from core.errors import LibraryTooNew
from core.locations import BACKUPS_NAME, MARKS_NAME
from core.model import (
    ArticleId,
    Correction,
    CorrectionId,
    Mark,
    MarkId,
    StoryWish,
    StoryWishId,
)
from core.storage.atomic_file import AtomicFile, Restored, State
from core.storage.corrections import Record, correction_of, record_of
from core.storage.mark_records import described_mark, mark_of, mark_record
from core.storage.story_wishes import described_wish, wish_of, wish_record

_VERSION = 3
"""1 had marks alone; 2 had no pairs, no verdicts and no story wishes."""
_ABOUT, _CHANGES = "about", "changes"
_MARKS, _CORRECTIONS, _WISHES = "marks", "corrections", "story wishes"
_CHANGES_KEPT = 200


def new_mark_id() -> MarkId:
    """An id no other mark has."""
    return MarkId(_new_id())


def new_correction_id() -> CorrectionId:
    """An id no other correction has."""
    return CorrectionId(_new_id())


def new_wish_id() -> StoryWishId:
    """An id no other story wish has."""
    return StoryWishId(_new_id())


def _new_id() -> str:
    return uuid.uuid4().hex[:16]


class MarkStore:
    """The marks, corrections and story wishes of a library.

    Reading raises LibraryDamaged or LibraryTooNew; changing raises MarksReadOnly, LibraryLocked or
    LibraryError besides, and then nothing is changed.
    """

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is read or created yet."""
        self._file = AtomicFile(folder / MARKS_NAME, folder / BACKUPS_NAME, check=_check)
        self._known: tuple[int, tuple[Mark, ...]] = (-1, ())
        self._corrections: tuple[int, tuple[Correction, ...]] = (-1, ())
        self._wishes: tuple[int, tuple[StoryWish, ...]] = (-1, ())

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
            known = tuple(mark_of(records[place]) for place in sorted(records, key=int))
            self._known = (generation, known)
        return known

    def marks_of(self, article: ArticleId) -> tuple[Mark, ...]:
        """The marks at statements of one article, in the order in which they were made."""
        return tuple(
            mark for mark in self.marks() if any(place.article == article for place in mark.places)
        )

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made."""
        generation, state = self._file.current()
        known_generation, known = self._corrections
        if known_generation != generation:
            records = (state or {}).get(_CORRECTIONS, {})
            known = tuple(correction_of(records[place]) for place in sorted(records, key=int))
            self._corrections = (generation, known)
        return known

    def wishes(self) -> tuple[StoryWish, ...]:
        """All story wishes in the order in which they were made."""
        generation, state = self._file.current()
        known_generation, known = self._wishes
        if known_generation != generation:
            records = (state or {}).get(_WISHES, {})
            known = tuple(wish_of(records[place]) for place in sorted(records, key=int))
            self._wishes = (generation, known)
        return known

    def add(self, mark: Mark) -> None:
        """Keep a new mark."""
        self._change(_MARKS, mark.id, mark_record(mark))

    def replace(self, mark: Mark) -> None:
        """Keep a mark in place of the one of the same id; also when that is gone by now."""
        self._change(_MARKS, mark.id, mark_record(mark))

    def remove(self, mark: MarkId) -> bool:
        """Drop a mark; False when it is gone already."""
        return self._change(_MARKS, mark, None)

    def correct(self, correction: Correction) -> None:
        """Keep a new correction."""
        self._change(_CORRECTIONS, correction.id, record_of(correction))

    def withdraw(self, correction: CorrectionId) -> bool:
        """Drop a correction; False when it is gone already."""
        return self._change(_CORRECTIONS, correction, None)

    def wish(self, wish: StoryWish) -> None:
        """Keep a new story wish."""
        self._change(_WISHES, wish.id, wish_record(wish))

    def take_back(self, wish: StoryWishId) -> bool:
        """Drop a story wish; False when it is gone already."""
        return self._change(_WISHES, wish, None)

    def undo(self) -> str | None:
        """Take back the last change that stands: says which it was, None when there is none."""
        with self._tables() as tables:
            standing = [change for change in tables.table(_CHANGES) if not change["undone"]]
            return _turn(tables, standing[-1], undone=True) if standing else None

    def redo(self) -> str | None:
        """Make again what was undone last: says which it was, None when there is none."""
        with self._tables() as tables:
            undone = [change for change in tables.table(_CHANGES) if change["undone"]]
            return _turn(tables, undone[0], undone=False) if undone else None

    def _change(self, name: str, identifier: str, after: Record | None) -> bool:
        with self._tables() as tables:
            table, changes = tables.table(name), tables.table(_CHANGES)
            found = next((each for each in table if each["id"] == identifier), None)
            if found is None and after is None:
                return False
            before = None if found is None else dict(found)
            place = _put(table, None if found is None else found.doc_id, after)
            # What was undone cannot be made again after another change.
            changes.remove(doc_ids=[each.doc_id for each in changes if each["undone"]])
            changes.insert(
                {"table": name, "place": place, "before": before, "after": after, "undone": False}
            )
            changes.remove(doc_ids=[each.doc_id for each in changes][:-_CHANGES_KEPT])
            return True

    @contextlib.contextmanager
    def _tables(self) -> Iterator[TinyDB]:
        with self._file.change():
            # Made for each change: TinyDB remembers ids that another program may have used.
            tables = TinyDB(storage=lambda: self._file)
            for name in (*_READ, _CHANGES):
                tables.table(name, cache_size=0)
            about = tables.table(_ABOUT)
            if not about:
                about.insert({"version": _VERSION})
            elif (version := about.all()[0]["version"]) < _VERSION:
                if version == 1:
                    tables.table(_CHANGES).update({"table": _MARKS})
                about.update({"version": _VERSION})
            yield tables


def _put(table: Table, place: int | None, record: Record | None) -> int:
    """Write a record to its place, a new one for None; without a record, empty the place."""
    if place is None:
        place = max((each.doc_id for each in table), default=0) + 1
    if record is None:
        table.remove(doc_ids=[place])
    else:
        table.upsert(Document(record, doc_id=place))
    return place


def _turn(tables: TinyDB, change: Document, *, undone: bool) -> str:
    table = tables.table(change["table"])
    _put(table, change["place"], change["before"] if undone else change["after"])
    tables.table(_CHANGES).update({"undone": undone}, doc_ids=[change.doc_id])
    return _described(change["table"], change["before"], change["after"])


def _described(table: str, before: Record | None, after: Record | None) -> str:
    if table == _CORRECTIONS:
        record = before or after or {}
        said = f"{record['kind']} {record['names'][0]}"
        return said if before is None else f"withdrawal of {said}"
    if table == _WISHES:
        said = described_wish(before or after or {})
        return said if before is None else f"withdrawal of {said}"
    return described_mark(before, after)


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
    for table, read in _READ.items():
        for place, record in state.get(table, {}).items():
            int(place)
            read(record)
    for place, change in state.get(_CHANGES, {}).items():
        int(place)
        read = _READ[_MARKS if version == 1 else change["table"]]
        for record in (change["before"], change["after"]):
            if record is not None:
                read(record)


_READ: Mapping[str, Callable[[Record], Mark | Correction | StoryWish]] = {
    _MARKS: mark_of,
    _CORRECTIONS: correction_of,
    _WISHES: wish_of,
}
