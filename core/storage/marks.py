"""What is the reader's own: marks, corrections, wishes, searches, feeds; all changes undoable.

They live in one TinyDB file, in a table each; one journal serves all of them. Each
method that changes something returns when it is on the disk, so none of them belongs into the
event loop. Any thread and any number of programs may use the same file.
"""

from __future__ import annotations

import contextlib
import itertools
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document, Table

from core.errors import LibraryTooNew
from core.locations import BACKUPS_NAME, MARKS_NAME
from core.model import (
    ArticleId,
    Correction,
    CorrectionId,
    FeedId,
    Mark,
    MarkId,
    PartWish,
    PartWishId,
    SavedSearch,
    SavedSearchId,
    StoryWish,
    StoryWishId,
    Subscription,
)
from core.storage.atomic_file import AtomicFile, Restored, State
from core.storage.corrections import Record, correction_of, record_of, text_of
from core.storage.mark_records import described_mark, mark_of, mark_record
from core.storage.parts import described_part, part_of, part_record
from core.storage.saved_searches import described_search, search_of, search_record
from core.storage.story_wishes import described_wish, wish_of, wish_record
from core.storage.subscriptions import (
    described_subscription,
    subscription_of,
    subscription_record,
)

_VERSION = 5
"""1 had marks alone; 2 had no pairs, verdicts or story wishes; 3 had no saved searches; 4 had no
subscriptions, and no wishes about parts of articles."""
_ABOUT, _CHANGES = "about", "changes"
_MARKS, _CORRECTIONS, _WISHES = "marks", "corrections", "story wishes"
_SEARCHES, _FEEDS, _PARTS = "searches", "feeds", "parts"
_STEPS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Own:
    """All that is the reader's own, each kind in the order in which it was made."""

    marks: tuple[Mark, ...] = ()
    corrections: tuple[Correction, ...] = ()
    wishes: tuple[StoryWish, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    parts: tuple[PartWish, ...] = ()


def new_mark_id() -> MarkId:
    """An id no other mark has."""
    return MarkId(_new_id())


def new_correction_id() -> CorrectionId:
    """An id no other correction has."""
    return CorrectionId(_new_id())


def new_wish_id() -> StoryWishId:
    """An id no other story wish has."""
    return StoryWishId(_new_id())


def new_search_id() -> SavedSearchId:
    """An id no other saved search has."""
    return SavedSearchId(_new_id())


def new_feed_id() -> FeedId:
    """An id no other subscription has."""
    return FeedId(_new_id())


def new_part_id() -> PartWishId:
    """An id no other wish about a part of an article has."""
    return PartWishId(_new_id())


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
        self._searches: tuple[int, tuple[SavedSearch, ...]] = (-1, ())
        self._subscriptions: tuple[int, tuple[Subscription, ...]] = (-1, ())
        self._parts: tuple[int, tuple[PartWish, ...]] = (-1, ())

    @property
    def restored(self) -> tuple[Restored, ...]:
        """What had to be restored from backups so far."""
        return self._file.restored

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should know of the file, such as what was restored; reads it."""
        self._file.read()
        return tuple(restored.message for restored in self._file.restored)

    @property
    def is_summed(self) -> bool:
        """Whether a sum in the file shows that it is as it was written."""
        return self._file.is_summed()

    def backups(self) -> Mapping[Path, bool]:
        """The backups, newest first, and whether each could take the place of the file."""
        return {each: self._file.is_readable(each) for each in self._file.backups()}

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

    def searches(self) -> tuple[SavedSearch, ...]:
        """All saved searches in the order in which they were made."""
        generation, state = self._file.current()
        known_generation, known = self._searches
        if known_generation != generation:
            records = (state or {}).get(_SEARCHES, {})
            known = tuple(search_of(records[place]) for place in sorted(records, key=int))
            self._searches = (generation, known)
        return known

    def subscriptions(self) -> tuple[Subscription, ...]:
        """All subscriptions in the order in which they were made."""
        generation, state = self._file.current()
        known_generation, known = self._subscriptions
        if known_generation != generation:
            records = (state or {}).get(_FEEDS, {})
            known = tuple(subscription_of(records[place]) for place in sorted(records, key=int))
            self._subscriptions = (generation, known)
        return known

    def parts(self) -> tuple[PartWish, ...]:
        """All wishes about parts of articles in the order in which they were made."""
        generation, state = self._file.current()
        known_generation, known = self._parts
        if known_generation != generation:
            records = (state or {}).get(_PARTS, {})
            known = tuple(part_of(records[place]) for place in sorted(records, key=int))
            self._parts = (generation, known)
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

    def save_search(self, search: SavedSearch) -> None:
        """Keep a saved search, in place of the one of the same id if there is one."""
        self._change(_SEARCHES, search.id, search_record(search))

    def forget_search(self, search: SavedSearchId) -> bool:
        """Drop a saved search; False when it is gone already."""
        return self._change(_SEARCHES, search, None)

    def subscribe(self, subscription: Subscription) -> None:
        """Keep a subscription, in place of the one of the same id if there is one."""
        self._change(_FEEDS, subscription.id, subscription_record(subscription))

    def unsubscribe(self, feed: FeedId) -> bool:
        """Drop a subscription; False when it is gone already."""
        return self._change(_FEEDS, feed, None)

    def follow(self, feed: FeedId, address: str, *, typed: bool) -> None:
        """Note where a feed stands now, unless another stands there or it is gone.

        That is no doing of the reader's, and nothing he could take back.
        """
        with self._tables() as tables:
            table = tables.table(_FEEDS)
            if not any(each["address"] == address for each in table):
                table.update(
                    {"address": address, "typed": typed}, lambda each: bool(each["id"] == feed)
                )

    def wish_part(self, wish: PartWish) -> None:
        """Keep a new wish about a part of an article."""
        self._change(_PARTS, wish.id, part_record(wish))

    def withdraw_part(self, wish: PartWishId) -> bool:
        """Drop a wish about a part of an article; False when it is gone already."""
        return self._change(_PARTS, wish, None)

    def own(self) -> Own:
        """Everything at once."""
        return Own(
            self.marks(),
            self.corrections(),
            self.wishes(),
            self.searches(),
            self.subscriptions(),
            self.parts(),
        )

    def exchange(self, change: Callable[[Own], Own], *, said: str) -> None:
        """Keep everything as `change` makes it of what is there: one step, undone as one.

        No other program writes in between; `said` is what undoing it says.
        """
        with self._tables() as tables:
            before = self.own()
            after = change(before)
            made = [
                each
                for name, records in record_tables(after).items()
                for each in _exchanged(name, list(tables.table(name)), records)
            ]
            if made:
                step = _new_id()
                _make(tables, [{**each, "step": step, "said": said} for each in made])

    def undo(self) -> str | None:
        """Take back the last step that stands: says which it was, None when there is none."""
        with self._tables() as tables:
            standing = [change for change in tables.table(_CHANGES) if not change["undone"]]
            return _turn(tables, _first_step(standing[::-1]), undone=True) if standing else None

    def redo(self) -> str | None:
        """Make again what was undone last: says which it was, None when there is none."""
        with self._tables() as tables:
            undone = [change for change in tables.table(_CHANGES) if change["undone"]]
            return _turn(tables, _first_step(undone), undone=False) if undone else None

    def _change(self, name: str, identifier: str, after: Record | None) -> bool:
        with self._tables() as tables:
            table = tables.table(name)
            found = next((each for each in table if each["id"] == identifier), None)
            if found is None and after is None:
                return False
            before = None if found is None else dict(found)
            place = _next_place(table) if found is None else found.doc_id
            _make(tables, [_changed(name, place, before, after)])
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


def record_tables(own: Own) -> dict[str, list[Record]]:
    """Everything as it is written, in the tables of the marks file."""
    return {
        _MARKS: [mark_record(each) for each in own.marks],
        _CORRECTIONS: [record_of(each) for each in own.corrections],
        _WISHES: [wish_record(each) for each in own.wishes],
        _SEARCHES: [search_record(each) for each in own.searches],
        _FEEDS: [subscription_record(each) for each in own.subscriptions],
        _PARTS: [part_record(each) for each in own.parts],
    }


def _changed(name: str, place: int, before: Record | None, after: Record | None) -> Record:
    """A change as the journal has it."""
    return {"table": name, "place": place, "before": before, "after": after, "undone": False}


def _make(tables: TinyDB, made: Sequence[Record]) -> None:
    """Make the changes of one step, and note them."""
    _put(tables, made, "after")
    changes = tables.table(_CHANGES)
    # What was undone cannot be made again after another change.
    changes.remove(doc_ids=[each.doc_id for each in changes if each["undone"]])
    changes.insert_multiple(made)
    steps = _steps(list(changes))
    changes.remove(doc_ids=[each.doc_id for step in steps[:-_STEPS_KEPT] for each in step])


def _put(tables: TinyDB, changes: Iterable[Record], side: str) -> None:
    """Bring the places of these changes to what they were before or are after them."""
    wanted: dict[str, dict[int, Record | None]] = {}
    for change in changes:
        wanted.setdefault(change["table"], {})[change["place"]] = change[side]
    for name, records in wanted.items():
        table = tables.table(name)
        # Together, for every writing takes as long as the table is.
        table.remove(doc_ids=[place for place in records if table.contains(doc_id=place)])
        table.insert_multiple(
            Document(record, doc_id=place)
            for place, record in records.items()
            if record is not None
        )


def _exchanged(name: str, kept: Sequence[Document], wanted: Sequence[Record]) -> Iterator[Record]:
    """The changes that make a table hold these records in this order."""
    kept = sorted(kept, key=lambda each: each.doc_id)
    pairs = zip(kept, wanted, strict=False)
    same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0]["id"] == pair[1]["id"], pairs))
    for before, after in zip(kept[:same], wanted, strict=False):
        if dict(before) != after:
            yield _changed(name, before.doc_id, dict(before), after)
    # What stands behind the first that is another moves behind it.
    for before in kept[same:]:
        yield _changed(name, before.doc_id, dict(before), None)
    behind = kept[-1].doc_id + 1 if kept else 1
    for place, after in enumerate(wanted[same:], behind):
        yield _changed(name, place, None, after)


def _next_place(table: Table) -> int:
    return max((each.doc_id for each in table), default=0) + 1


def _steps(changes: Sequence[Document]) -> list[list[Document]]:
    """The changes by the steps they were made in; one that names no step is one."""
    named = itertools.groupby(changes, key=lambda each: each.get("step", each.doc_id))
    return [list(step) for _, step in named]


def _first_step(changes: Sequence[Document]) -> list[Document]:
    return _steps(changes)[0]


def _turn(tables: TinyDB, step: Sequence[Document], *, undone: bool) -> str:
    _put(tables, step, "before" if undone else "after")
    tables.table(_CHANGES).update({"undone": undone}, doc_ids=[each.doc_id for each in step])
    first = step[0]
    said: str | None = first.get("said")
    return said or _described(first["table"], first["before"], first["after"])


def _described(table: str, before: Record | None, after: Record | None) -> str:
    if table == _CORRECTIONS:
        record = before or after or {}
        said = f"{record['kind']} {record['names'][0]}"
        return said if before is None else f"withdrawal of {said}"
    if table == _WISHES:
        said = described_wish(before or after or {})
        return said if before is None else f"withdrawal of {said}"
    if table == _SEARCHES:
        return described_search(before, after)
    if table == _FEEDS:
        return described_subscription(before, after)
    if table == _PARTS:
        return described_part(before, after)
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
        text_of(change.get("step", ""))
        text_of(change.get("said", ""))
        at, undone = change["place"], change["undone"]
        if type(at) is not int or at < 1 or type(undone) is not bool:
            raise TypeError(f"expected a place and a yes or no, found {at!r} and {undone!r}")
        read = _READ[_MARKS if version == 1 else change["table"]]
        records = [each for each in (change["before"], change["after"]) if each is not None]
        if not records:
            raise ValueError("expected what was before or is after, found neither")
        for record in records:
            read(record)


_Kept = Mark | Correction | StoryWish | SavedSearch | Subscription | PartWish
_READ: Mapping[str, Callable[[Record], _Kept]] = {
    _MARKS: mark_of,
    _CORRECTIONS: correction_of,
    _WISHES: wish_of,
    _SEARCHES: search_of,
    _FEEDS: subscription_of,
    _PARTS: part_of,
}
