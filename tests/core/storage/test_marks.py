import errno
import json
import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import LibraryDamaged, LibraryError, LibraryLocked, LibraryTooNew, MarksReadOnly
from core.model import (
    Anchor,
    ArticleId,
    Correction,
    CorrectionId,
    CorrectionKind,
    EntityKind,
    Mark,
    MarkId,
    MarkKind,
    Reach,
    Relation,
    Ruling,
    SavedSearch,
    SavedSearchId,
    StoryWishKind,
)
from core.storage import atomic_file
from core.storage.atomic_file import AtomicFile
from core.storage.corrections import record_of
from core.storage.marks import MarkStore, Own, new_correction_id, new_mark_id, new_wish_id
from tests import builders


def ids(store: MarkStore) -> list[str]:
    return [mark.id for mark in store.marks()]


@pytest.fixture
def store(tmp_path: Path) -> MarkStore:
    return MarkStore(tmp_path / "library")


def file_of(store: MarkStore, tmp_path: Path) -> Path:
    return tmp_path / "library" / "marks.json"


# --- keeping --------------------------------------------------------------------------------------


def test_asking_for_marks_creates_nothing(store: MarkStore, tmp_path: Path) -> None:
    assert store.marks() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_mark_is_there_in_the_next_session(store: MarkStore, tmp_path: Path) -> None:
    mark = builders.mark(tags=("prüfen",), text="Zahl nachrechnen")
    store.add(mark)
    assert MarkStore(tmp_path / "library").marks() == (mark,)


def test_marks_of_an_article_are_only_its_own(store: MarkStore) -> None:
    store.add(builders.mark("m1", article="a1"))
    store.add(builders.mark("m2", article="a2"))
    assert [mark.id for mark in store.marks_of(ArticleId("a2"))] == ["m2"]


def test_a_changed_mark_keeps_its_place(store: MarkStore) -> None:
    first, second = builders.mark("m1"), builders.mark("m2")
    store.add(first)
    store.add(second)
    store.replace(replace(first, text="anders"))
    assert [(mark.id, mark.text) for mark in store.marks()] == [
        ("m1", "anders"),
        ("m2", second.text),
    ]


def test_changing_a_mark_that_another_program_removed_keeps_what_was_written(
    store: MarkStore,
) -> None:
    store.replace(builders.mark("m1", text="mühsam geschrieben"))
    assert [mark.text for mark in store.marks()] == ["mühsam geschrieben"]


def test_removing_says_whether_there_was_something_to_remove(store: MarkStore) -> None:
    store.add(builders.mark("m1"))
    assert store.remove(MarkId("m1"))
    assert not store.remove(MarkId("m1"))
    assert store.marks() == ()


def test_new_ids_differ() -> None:
    assert len({new_mark_id() for _ in range(100)}) == 100


anchors = st.builds(
    Anchor,
    article=st.text().map(ArticleId),
    statement=st.integers(1, 10_000),
    quote=st.text(),
    prefix=st.text(max_size=32),
    suffix=st.text(max_size=32),
    start=st.integers(0, 10**7),
)
_MARKS = partial(
    st.builds,
    Mark,
    id=st.text(min_size=1).map(MarkId),
    anchor=anchors,
    text=st.text(st.characters()),  # lone surrogates too
    tags=st.lists(st.text(), max_size=3).map(tuple),
    created=st.datetimes().map(lambda when: when.replace(tzinfo=UTC).isoformat()),
    changed=st.datetimes().map(lambda when: when.replace(tzinfo=UTC).isoformat()),
    orphan=st.booleans(),
)
marks = st.one_of(
    _MARKS(kind=st.sampled_from([MarkKind.BOOKMARK, MarkKind.NOTE]), other=st.none() | anchors),
    _MARKS(
        kind=st.just(MarkKind.VERDICT),
        other=anchors,
        ruling=st.sampled_from(Ruling),
        relation=st.sampled_from(Relation),
    ),
)


@given(kept=st.lists(marks, max_size=4, unique_by=lambda mark: mark.id))
@settings(max_examples=40, deadline=None)
def test_marks_survive_a_round_trip_whatever_they_say(
    tmp_path_factory: pytest.TempPathFactory, kept: list[Mark]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    store = MarkStore(folder)
    for mark in kept:
        store.add(mark)
    assert MarkStore(folder).marks() == tuple(kept)


# --- undo -----------------------------------------------------------------------------------------


def test_undo_takes_back_each_change_and_says_which(store: MarkStore) -> None:
    bookmark = builders.mark("m1", kind=MarkKind.BOOKMARK, text="")
    note = builders.mark("m2")
    store.add(bookmark)
    store.add(note)
    store.replace(replace(note, text="neu"))
    store.replace(replace(note, text="neu", tags=("zahl",)))
    store.remove(bookmark.id)
    told = []
    while (undone := store.undo()) is not None:
        told.append(undone)
    assert told == [
        "bookmark removed",
        "tags of the note changed",
        "note changed",
        "note added",
        "bookmark added",
    ]
    assert store.marks() == ()


def test_redo_makes_again_what_was_undone(store: MarkStore) -> None:
    store.add(builders.mark("m1"))
    store.add(builders.mark("m2"))
    store.undo()
    store.undo()
    assert store.redo() == "note added"
    assert ids(store) == ["m1"]
    assert store.redo() == "note added"
    assert store.redo() is None
    assert ids(store) == ["m1", "m2"]


def test_a_new_change_ends_what_could_be_made_again(store: MarkStore) -> None:
    store.add(builders.mark("m1"))
    store.undo()
    store.add(builders.mark("m2"))
    assert store.redo() is None
    assert ids(store) == ["m2"]


def test_undo_survives_a_restart(store: MarkStore, tmp_path: Path) -> None:
    store.add(builders.mark("m1"))
    store.remove(MarkId("m1"))
    again = MarkStore(tmp_path / "library")
    assert again.undo() == "note removed"
    assert ids(again) == ["m1"]


def test_a_mark_that_comes_back_comes_back_to_its_place(store: MarkStore) -> None:
    for each in ("m1", "m2", "m3"):
        store.add(builders.mark(each))
    store.remove(MarkId("m1"))
    store.undo()
    assert ids(store) == ["m1", "m2", "m3"]


def test_only_so_many_changes_can_be_undone(
    store: MarkStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.storage.marks._STEPS_KEPT", 3)
    for number in range(6):
        store.add(builders.mark(f"m{number}"))
    assert [store.undo() is None for _ in range(4)] == [False, False, False, True]
    assert ids(store) == ["m0", "m1", "m2"]


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("put"), st.sampled_from("abc"), st.text(max_size=3)),
            st.tuples(st.just("remove"), st.sampled_from("abc"), st.just("")),
            st.tuples(st.just("undo"), st.just(""), st.just("")),
            st.tuples(st.just("redo"), st.just(""), st.just("")),
        ),
        max_size=12,
    )
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undo_and_redo_walk_through_the_states_there_were(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]]
) -> None:
    store = MarkStore(tmp_path_factory.mktemp("library"))
    states: list[dict[str, str]] = [{}]
    now = 0
    for step, identifier, text in steps:
        if step == "put":
            store.replace(builders.mark(identifier, text=text))
            states = [*states[: now + 1], {**states[now], identifier: text}]
            now += 1
        elif step == "remove":
            if store.remove(MarkId(identifier)):
                without = {k: v for k, v in states[now].items() if k != identifier}
                states = [*states[: now + 1], without]
                now += 1
        elif step == "undo":
            assert (store.undo() is None) == (now == 0)
            now = max(0, now - 1)
        else:
            assert (store.redo() is None) == (now == len(states) - 1)
            now = min(len(states) - 1, now + 1)
        assert {mark.id: mark.text for mark in store.marks()} == states[now]


# --- corrections ----------------------------------------------------------------------------------


def test_a_correction_is_there_in_the_next_session(store: MarkStore, tmp_path: Path) -> None:
    correction = builders.correction(names=("Durow", "Durows"), name="Pavel Durov")
    store.correct(correction)
    assert MarkStore(tmp_path / "library").corrections() == (correction,)
    assert store.marks() == ()


corrections = st.builds(
    Correction,
    id=st.text(min_size=1).map(CorrectionId),
    kind=st.sampled_from(CorrectionKind),
    names=st.lists(st.text(st.characters()), min_size=1, max_size=3).map(tuple),
    kinds=st.lists(st.sampled_from(EntityKind), max_size=2).map(tuple),
    name=st.text(),
    entity_kind=st.sampled_from(EntityKind),
    reach=st.sampled_from(Reach),
    article=st.text().map(ArticleId),
    created=st.text(),
    spelling=st.text(),
    before=st.text(),
    after=st.text(),
)


@given(kept=st.lists(corrections, max_size=4, unique_by=lambda correction: correction.id))
@settings(max_examples=40, deadline=None)
def test_corrections_survive_a_round_trip_whatever_they_say(
    tmp_path_factory: pytest.TempPathFactory, kept: list[Correction]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    store = MarkStore(folder)
    for correction in kept:
        store.correct(correction)
    assert MarkStore(folder).corrections() == tuple(kept)


def test_one_journal_takes_back_marks_and_corrections_in_turn(store: MarkStore) -> None:
    correction = builders.correction("c1", names=("Zynex",), name="Zynex AG")
    store.add(builders.mark("m1"))
    store.correct(correction)
    store.add(builders.mark("m2"))
    assert store.withdraw(correction.id)
    assert not store.withdraw(correction.id)
    assert [store.undo() for _ in range(5)] == [
        "withdrawal of rename Zynex",
        "note added",
        "rename Zynex",
        "note added",
        None,
    ]
    assert (store.marks(), store.corrections()) == ((), ())
    assert [store.redo() for _ in range(3)] == ["note added", "rename Zynex", "note added"]
    assert ids(store) == ["m1", "m2"]
    assert store.corrections() == (correction,)


def test_a_correction_of_no_kind_is_damage_and_a_backup_takes_its_place(
    store: MarkStore, tmp_path: Path
) -> None:
    store.correct(builders.correction("c1"))
    store.correct(builders.correction("c2"))
    path = file_of(store, tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"kind":"rename"', b'"kind":"sing"'))
    assert [each.id for each in store.corrections()] == ["c1", "c2"]
    assert store.restored


def test_new_correction_ids_differ() -> None:
    assert len({new_correction_id() for _ in range(100)}) == 100


# --- verdicts and story wishes --------------------------------------------------------------------


def verdict(identifier: str = "m1", ruling: Ruling = Ruling.REJECTED) -> Mark:
    """A verdict on two statements that differ."""
    mark = builders.mark(identifier, kind=MarkKind.VERDICT, text="")
    other = replace(mark.anchor, article=ArticleId("a2"), quote="Baubeginn ist im Juni.")
    return replace(mark, other=other, ruling=ruling, relation=Relation.DIFFERS)


def test_a_verdict_is_among_the_marks_of_both_articles(store: MarkStore) -> None:
    store.add(verdict())
    assert store.marks_of(ArticleId("a1")) == store.marks_of(ArticleId("a2")) == (verdict(),)
    assert store.marks_of(ArticleId("a3")) == ()


def test_undo_says_what_was_said_to_a_relation(store: MarkStore) -> None:
    store.add(verdict())
    store.replace(verdict(ruling=Ruling.CONFIRMED))
    store.add(verdict("m2", Ruling.LINKED))
    assert [store.undo() for _ in range(4)] == [
        "link between two statements added",
        "confirmation of a relation changed",
        "rejection of a relation added",
        None,
    ]


def test_a_verdict_on_one_statement_alone_is_damage(store: MarkStore, tmp_path: Path) -> None:
    store.add(builders.mark("m1"))
    store.add(builders.mark("m2"))
    path = file_of(store, tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"kind":"note"', b'"kind":"verdict"'))
    assert ids(store) == ["m1", "m2"]
    assert store.restored


def test_a_story_wish_is_there_in_the_next_session_and_can_be_undone(
    store: MarkStore, tmp_path: Path
) -> None:
    wishes = [builders.story_wish(f"w{n}", kind) for n, kind in enumerate(StoryWishKind)]
    for wish in wishes:
        store.wish(wish)
    again = MarkStore(tmp_path / "library")
    assert again.wishes() == store.wishes() == tuple(wishes)
    assert again.take_back(wishes[0].id)
    assert not again.take_back(wishes[0].id)
    assert again.wishes() == tuple(wishes[1:])
    assert again.undo() == "withdrawal of move to another story"
    assert [again.undo() for _ in wishes] == [
        "switching grouping off",
        "renaming of a story",
        "splitting of a story",
        "joining of two stories",
        "taking out of the story",
        "move to another story",
    ]
    assert again.wishes() == ()


def test_new_wish_ids_differ() -> None:
    assert len({new_wish_id() for _ in range(100)}) == 100


VERSION_1 = """{"about":{"1":{"version":1}},"marks":{"1":{"id":"m1","kind":"note","article":"a1",\
"statement":1,"quote":"Baubeginn ist im Mai.","prefix":"","suffix":"","start":0,"text":"neu",\
"tags":[],"created":"2025-05-28T10:00:00+02:00","changed":"2025-05-28T10:00:00+02:00",\
"orphan":false}},"changes":{"1":{"place":1,"before":null,"after":{"id":"m1","kind":"note",\
"article":"a1","statement":1,"quote":"Baubeginn ist im Mai.","prefix":"","suffix":"","start":0,\
"text":"alt","tags":[],"created":"2025-05-28T10:00:00+02:00",\
"changed":"2025-05-28T10:00:00+02:00","orphan":false},"undone":false},"2":{"place":1,\
"before":{"id":"m1","kind":"note","article":"a1","statement":1,"quote":"Baubeginn ist im Mai.",\
"prefix":"","suffix":"","start":0,"text":"alt","tags":[],"created":"2025-05-28T10:00:00+02:00",\
"changed":"2025-05-28T10:00:00+02:00","orphan":false},"after":{"id":"m1","kind":"note",\
"article":"a1","statement":1,"quote":"Baubeginn ist im Mai.","prefix":"","suffix":"","start":0,\
"text":"neu","tags":[],"created":"2025-05-28T10:00:00+02:00",\
"changed":"2025-05-28T10:00:00+02:00","orphan":false},"undone":false}}}"""
"""As the version before corrections wrote it."""


@pytest.fixture
def old_store(store: MarkStore, tmp_path: Path) -> MarkStore:
    path = file_of(store, tmp_path)
    path.parent.mkdir()
    path.write_text(VERSION_1.replace("\\\n", ""), encoding="utf-8")
    return store


def test_a_file_of_version_1_is_read_without_being_touched(
    old_store: MarkStore, tmp_path: Path
) -> None:
    before = file_of(old_store, tmp_path).read_bytes()
    assert [mark.text for mark in old_store.marks()] == ["neu"]
    assert old_store.corrections() == ()
    assert file_of(old_store, tmp_path).read_bytes() == before


def test_what_version_1_did_can_be_undone_after_corrections_were_made(
    old_store: MarkStore, tmp_path: Path
) -> None:
    old_store.correct(builders.correction("c1", names=("Zynex",)))
    state = json.loads(file_of(old_store, tmp_path).read_text(encoding="utf-8"))
    assert state["about"] == {"1": {"version": 5}}
    again = MarkStore(tmp_path / "library")
    assert [again.undo() for _ in range(4)] == [
        "rename Zynex",
        "note changed",
        "note added",
        None,
    ]


def test_a_file_of_version_2_is_read_undone_and_written_on(
    old_store: MarkStore, tmp_path: Path
) -> None:
    path = file_of(old_store, tmp_path)
    state = json.loads(path.read_text(encoding="utf-8"))
    correction = builders.correction("c1", names=("Zynex",))
    state["about"]["1"]["version"] = 2
    state["corrections"] = {"1": record_of(correction)}
    for change in state["changes"].values():
        change["table"] = "marks"
    state["changes"]["3"] = {
        "table": "corrections",
        "place": 1,
        "before": None,
        "after": record_of(correction),
        "undone": False,
    }
    path.write_text(json.dumps(state), encoding="utf-8")
    store = MarkStore(tmp_path / "library")
    assert (ids(store), store.corrections(), store.wishes()) == (["m1"], (correction,), ())
    assert store.undo() == "rename Zynex"
    assert json.loads(path.read_text(encoding="utf-8"))["about"] == {"1": {"version": 5}}
    store.add(verdict("m2"))
    again = MarkStore(tmp_path / "library")
    assert [again.undo() for _ in range(4)] == [
        "rejection of a relation added",
        "note changed",
        "note added",
        None,
    ]
    assert again.redo() == "note added"
    assert [mark.text for mark in again.marks()] == ["alt"]


def test_undo_alone_brings_a_file_of_version_1_up_to_date(
    old_store: MarkStore, tmp_path: Path
) -> None:
    assert old_store.undo() == "note changed"
    assert MarkStore(tmp_path / "library").redo() == "note changed"
    state = json.loads(file_of(old_store, tmp_path).read_text(encoding="utf-8"))
    assert {change["table"] for change in state["changes"].values()} == {"marks"}


def test_a_migration_that_is_not_saved_has_not_happened(
    old_store: MarkStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file_of(old_store, tmp_path).read_bytes()

    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(LibraryError):
            old_store.correct(builders.correction("c1"))
    assert file_of(old_store, tmp_path).read_bytes() == before
    assert old_store.undo() == "note changed"


# --- two programs, crashes, full disks ------------------------------------------------------------

ADDER = """
import sys
from pathlib import Path
from core.storage.marks import MarkStore
from tests import builders
store = MarkStore(Path(sys.argv[1]))
name, many = sys.argv[2], int(sys.argv[3])
for number in range(many):
    store.add(builders.mark(f"{name}-{number}"))
    print(f"{name}-{number}", flush=True)
    if number % 3 == 0:
        store.correct(builders.correction(f"c{name}-{number}"))
        print(f"c{name}-{number}", flush=True)
"""


def adder(folder: Path, name: str, many: int, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return] # options vary
        [sys.executable, "-c", ADDER, str(folder), name, str(many)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_what_another_program_adds_is_seen(store: MarkStore, tmp_path: Path) -> None:
    other = MarkStore(tmp_path / "library")
    store.add(builders.mark("m1"))
    assert ids(other) == ["m1"]
    other.add(builders.mark("m2"))
    assert ids(store) == ["m1", "m2"]
    assert other.undo() == "note added"
    assert ids(store) == ["m1"]


def test_two_programs_adding_at_once_lose_nothing(tmp_path: Path) -> None:
    programs = [adder(tmp_path, name, 60) for name in ("x", "y")]
    for program in programs:
        _, errors = program.communicate(timeout=120)
        assert program.returncode == 0, errors
    expected = {f"{name}-{number}" for name in ("x", "y") for number in range(60)}
    store = MarkStore(tmp_path)
    assert set(ids(store)) == expected
    assert len(store.corrections()) == 40


def test_threads_adding_at_once_lose_nothing(store: MarkStore) -> None:
    def add(name: str) -> None:
        for number in range(10):
            store.add(builders.mark(f"{name}-{number}"))

    threads = [threading.Thread(target=add, args=(name,)) for name in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids(store)) == 30


def test_every_acknowledged_mark_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    acknowledged: set[str] = set()
    for trial in range(30):
        program = adder(tmp_path, f"t{trial}", 10_000)
        assert program.stdout is not None
        for _ in range(trial % 4 + 1):
            acknowledged.add(program.stdout.readline().strip())
        # The child is anywhere within the next change by the time this arrives.
        program.send_signal(signal.SIGKILL)
        rest, _ = program.communicate(timeout=60)
        # A last line may have been cut off while it was printed.
        acknowledged.update(line.strip() for line in rest.splitlines(True) if line.endswith("\n"))
        json.loads((tmp_path / "marks.json").read_text(encoding="utf-8"))
    store = MarkStore(tmp_path)
    assert acknowledged <= {*ids(store), *(each.id for each in store.corrections())}
    assert store.notices == ()


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    program = adder(tmp_path, "x", 10_000, preexec_fn=small_files)
    acknowledged, errors = program.communicate(timeout=120)
    assert "LibraryError" in errors
    assert "space" in errors
    store = MarkStore(tmp_path)
    told = [each for each in acknowledged.split() if not each.startswith("c")]
    assert ids(store) == told
    assert len(ids(store)) > 5
    assert not (tmp_path / "marks.json.new").exists()


def test_a_change_that_cannot_be_saved_is_not_shown_either(
    store: MarkStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(builders.mark("m1", text="alt"))

    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(LibraryError):
            store.replace(builders.mark("m1", text="neu"))
    assert [mark.text for mark in store.marks()] == ["alt"]
    store.add(builders.mark("m2"))
    assert ids(store) == ["m1", "m2"]


def test_a_program_that_never_lets_go_is_told(
    store: MarkStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_file, "_PATIENCE_SECONDS", 0.02)
    store.add(builders.mark("m1"))
    with AtomicFile(
        file_of(store, tmp_path), tmp_path / "backups", check=lambda state: None
    ).change():
        with pytest.raises(LibraryLocked):
            store.add(builders.mark("m2"))
        assert ids(store) == ["m1"]


def test_marks_and_backups_are_for_their_owner_alone(store: MarkStore, tmp_path: Path) -> None:
    store.add(builders.mark("m1"))
    for path in (tmp_path / "library").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_marks_that_may_not_be_written_are_read_all_the_same(
    store: MarkStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    store.add(builders.mark("m1"))
    opened = os.open

    def refused(path: str, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, "refused")
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", refused)
    assert ids(store) == ["m1"]
    with pytest.raises(MarksReadOnly):
        store.add(builders.mark("m2"))
    file_of(store, tmp_path).write_bytes(b"{")
    with pytest.raises(LibraryDamaged):
        store.marks()


def test_a_file_that_cannot_be_opened_is_told(store: MarkStore, tmp_path: Path) -> None:
    file_of(store, tmp_path).mkdir(parents=True)
    with pytest.raises(LibraryError):
        store.marks()


def test_writing_outside_of_a_change_is_a_mistake(tmp_path: Path) -> None:
    file = AtomicFile(tmp_path / "f.json", tmp_path / "backups", check=lambda state: None)
    with pytest.raises(RuntimeError):
        file.write({})


def test_a_change_that_writes_nothing_leaves_no_file(tmp_path: Path) -> None:
    file = AtomicFile(tmp_path / "f.json", tmp_path / "backups", check=lambda state: None)
    with file.change():
        pass
    assert not file.path.exists()
    assert file.read() is None


# --- damage and backups ---------------------------------------------------------------------------

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "not text": lambda data: b"\xff\x00" + data,
    "more behind": lambda data: data + b"}",
    "a list": lambda data: b"[]",
    "no tables": lambda data: b'{"marks": 3}',
    "no documents": lambda data: b'{"marks": {"1": 3}}',
    "without version": lambda data: b'{"marks": {}}',
    "a mark without quote": lambda data: data.replace(b'"quote"', b'"quota"'),
    "a mark of no kind": lambda data: data.replace(b'"kind":"note"', b'"kind":"song"'),
    "a note that is a number": lambda data: data.replace(b'"text":"Nachfragen"', b'"text":7'),
    "a change without its place": lambda data: data.replace(b'"place"', b'"plaza"'),
    "a change at no number": lambda data: data.replace(b'"place":1', b'"place":"1"'),
    "a change at no place": lambda data: data.replace(b'"place":1', b'"place":0'),
    "a change that may be undone": lambda data: data.replace(b'"undone":false', b'"undone":[]'),
    "a change of nothing": lambda data: re.sub(rb'"after":\{.*?\}', b'"after":null', data),
    "deeper than can be read": lambda data: b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_set_aside_and_the_newest_backup_restored(
    store: MarkStore, tmp_path: Path, damage: str
) -> None:
    store.add(builders.mark("m1"))
    store.add(builders.mark("m2"))
    path = file_of(store, tmp_path)
    # As earlier versions wrote it, without the sum that shows every damage.
    data = re.sub(rb'"sum":\{"1":\{.*?\}\},', b"", path.read_bytes())
    damaged = DAMAGE[damage](data)
    path.write_bytes(damaged)
    assert ids(store) == ["m1", "m2"]
    (restored,) = store.restored
    assert restored.set_aside is not None
    assert restored.set_aside.read_bytes() == damaged
    assert restored.backup is not None
    assert restored.set_aside.name in store.notices[0]
    assert restored.backup.name in store.notices[0]
    store.add(builders.mark("m3"))
    again = MarkStore(tmp_path / "library")
    assert ids(again) == ["m1", "m2", "m3"]
    assert again.notices == ()


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_damage_is_seen_and_the_newest_good_state_is_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("library")
    store = MarkStore(folder)
    for number in range(3):
        store.add(builders.mark(f"m{number}", text="12 Millionen, nicht 15"))
    path = folder / "marks.json"
    good = path.read_bytes()
    place = data.draw(st.integers(0, len(good) - 1))
    end = data.draw(st.integers(place, min(len(good), place + 40)))
    damaged = good[:place] + data.draw(st.binary(max_size=20)) + good[end:]
    path.write_bytes(damaged)
    again = MarkStore(folder)
    assert ids(again) == ["m0", "m1", "m2"]
    assert [mark.text for mark in again.marks()] == ["12 Millionen, nicht 15"] * 3
    if damaged != good:
        (notice,) = again.notices
        (aside,) = folder.glob("marks-damaged-*.json")
        assert aside.read_bytes() == damaged
        assert aside.name in notice
        assert max((folder / "backups").iterdir()).name in notice


def test_a_letter_changed_in_a_note_by_something_else_is_damage(
    store: MarkStore, tmp_path: Path
) -> None:
    store.add(builders.mark("m1", text="nicht"))
    path = file_of(store, tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"nicht"', b'"leicht"'))
    assert [mark.text for mark in store.marks()] == ["nicht"]
    assert store.notices


def test_a_file_without_a_sum_is_read_as_earlier_versions_wrote_it(tmp_path: Path) -> None:
    store = MarkStore(tmp_path)
    store.add(builders.mark("m1"))
    path = tmp_path / "marks.json"
    state = json.loads(path.read_bytes())
    del state["sum"]
    path.write_text(json.dumps(state), encoding="utf-8")
    again = MarkStore(tmp_path)
    assert ids(again) == ["m1"]
    assert again.notices == ()


def test_when_the_clock_is_put_back_the_backup_made_last_is_the_newest_all_the_same(
    store: MarkStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(
        datetime(2025, 5, 30 - day, tzinfo=UTC).strftime("%Y%m%dT%H%M%S%fZ") for day in range(30)
    )
    monkeypatch.setattr(atomic_file, "_now", lambda: next(moments))
    for number in range(25):
        store.add(builders.mark(f"m{number}"))
    file_of(store, tmp_path).write_bytes(b"{")
    assert len(ids(MarkStore(tmp_path / "library"))) == 25


def test_backups_of_earlier_versions_come_before_those_with_a_number(tmp_path: Path) -> None:
    store = MarkStore(tmp_path)
    store.add(builders.mark("m1"))
    (backup,) = (tmp_path / "backups").iterdir()
    (tmp_path / "backups" / "marks-20991231T000000000000Z.json").write_bytes(b"{")
    (tmp_path / "backups" / "marks-notes of mine.json").write_bytes(b"{")
    store.add(builders.mark("m2"))
    newest, older, *others = AtomicFile(
        tmp_path / "marks.json", tmp_path / "backups", check=lambda state: None
    ).backups()
    assert newest.name.endswith("-2.json")
    assert older == backup
    assert len(others) == 2


def test_marks_whose_folder_was_deleted_under_the_program_are_written_again(
    store: MarkStore, tmp_path: Path
) -> None:
    store.add(builders.mark("m1"))
    shutil.rmtree(tmp_path / "library")
    assert ids(store) == ["m1"]
    assert "what was last read is back" in store.notices[0]
    shutil.rmtree(tmp_path / "library")
    store.add(builders.mark("m2"))
    assert ids(MarkStore(tmp_path / "library")) == ["m1", "m2"]


def test_what_was_read_last_is_newer_than_an_older_backup(store: MarkStore, tmp_path: Path) -> None:
    for each in ("m1", "m2"):
        store.add(builders.mark(each))
    newest = max((tmp_path / "library" / "backups").iterdir())
    newest.write_bytes(b"{")
    file_of(store, tmp_path).write_bytes(b"{")
    assert ids(store) == ["m1", "m2"]
    assert "no newer backup could be read" in store.notices[0]


# --- everything in one step -----------------------------------------------------------------------


def everything(number: int) -> Own:
    """Some of every kind."""
    return Own(
        tuple(builders.mark(f"m{n}", text=str(n)) for n in range(number)),
        tuple(builders.correction(f"c{n}") for n in range(number)),
        tuple(builders.story_wish(f"w{n}", StoryWishKind.OUT) for n in range(number)),
        tuple(
            SavedSearch(SavedSearchId(f"s{n}"), f"name {n}", f"query {n}", "2025-05-28T10:00:00Z")
            for n in range(number)
        ),
    )


def test_what_is_exchanged_is_undone_and_redone_in_one_step(
    store: MarkStore, tmp_path: Path
) -> None:
    store.add(builders.mark("m0", text="vorher"))
    before = store.own()
    store.exchange(lambda own: everything(30), said="import of a.json")
    assert store.own() == everything(30)
    again = MarkStore(tmp_path / "library")
    assert again.undo() == "import of a.json"
    assert again.own() == before
    assert again.redo() == "import of a.json"
    assert again.own() == everything(30)
    assert again.undo() == "import of a.json"
    assert again.undo() == "note added"
    assert again.own() == Own()


def test_an_exchange_that_changes_nothing_is_no_step(store: MarkStore) -> None:
    store.exchange(lambda own: everything(2), said="first")
    store.exchange(lambda own: own, said="second")
    assert store.undo() == "first"


def test_a_step_of_many_changes_is_kept_whole(
    store: MarkStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.storage.marks._STEPS_KEPT", 2)
    store.exchange(lambda own: everything(5), said="import")
    store.add(builders.mark("m9"))
    assert [store.undo(), store.undo(), store.undo()] == ["note added", "import", None]
    assert store.own() == Own()


@given(
    orders=st.lists(st.lists(st.integers(0, 6), unique=True, max_size=6), min_size=1, max_size=4)
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_exchange_things_stand_in_the_order_asked_for_and_undo_goes_all_the_way_back(
    tmp_path_factory: pytest.TempPathFactory, orders: list[list[int]]
) -> None:
    store = MarkStore(tmp_path_factory.mktemp("library"))
    states = [store.own()]
    for order in orders:
        marks = tuple(builders.mark(f"m{n}", text=f"{len(states)}") for n in order)
        store.exchange(partial(replace, marks=marks), said="exchange")
        assert store.marks() == marks
        if store.own() != states[-1]:
            states.append(store.own())
    for state in reversed(states[:-1]):
        assert store.undo() == "exchange"
        assert store.own() == state
    assert store.undo() is None


def test_a_damaged_backup_is_passed_over(store: MarkStore, tmp_path: Path) -> None:
    store.add(builders.mark("m1"))
    store.add(builders.mark("m2"))
    newest = max((tmp_path / "library" / "backups").iterdir())
    newest.write_bytes(b"{")
    file_of(store, tmp_path).write_bytes(b"{")
    assert ids(MarkStore(tmp_path / "library")) == ["m1"]


def test_without_any_backup_it_begins_empty_and_says_so(store: MarkStore, tmp_path: Path) -> None:
    path = file_of(store, tmp_path)
    path.parent.mkdir()
    path.write_bytes(b"nonsense")
    assert store.marks() == ()
    assert "no backup" in store.notices[0]
    assert [p.read_bytes() for p in path.parent.glob("marks-damaged-*")] == [b"nonsense"]


def test_a_file_that_has_vanished_is_restored(store: MarkStore, tmp_path: Path) -> None:
    store.add(builders.mark("m1"))
    file_of(store, tmp_path).unlink()
    store.add(builders.mark("m2"))
    assert ids(store) == ["m1", "m2"]
    assert "was missing" in store.notices[0]


def test_marks_of_a_later_version_are_not_touched(store: MarkStore, tmp_path: Path) -> None:
    store.add(builders.mark("m1"))
    path = file_of(store, tmp_path)
    later = path.read_bytes().replace(b'"version":5', b'"version":99')
    path.write_bytes(later)
    with pytest.raises(LibraryTooNew):
        store.marks()
    with pytest.raises(LibraryTooNew):
        store.add(builders.mark("m2"))
    assert path.read_bytes() == later


def test_restoring_on_a_full_disk_is_told_and_loses_nothing(
    store: MarkStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(builders.mark("m1"))
    file_of(store, tmp_path).write_bytes(b"{")

    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(LibraryError):
            store.marks()
    assert ids(store) == ["m1"]


def test_the_newest_backups_and_the_first_of_each_day_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(
        datetime(2025, 5, day, hour, tzinfo=UTC).strftime("%Y%m%dT%H%M%S%fZ")
        for day in range(1, 21)
        for hour in range(1, 13)
    )
    monkeypatch.setattr(atomic_file, "_now", lambda: next(moments))
    store = MarkStore(tmp_path)
    for number in range(20 * 12):
        store.replace(builders.mark("m1", text=str(number)))
    kept = sorted(path.name[6:17] for path in (tmp_path / "backups").iterdir())
    first_of_days = [f"202505{day:02}T01" for day in range(7, 21)]
    newest = [f"20250520T{hour:02}" for hour in range(3, 13)]
    assert kept == sorted({*first_of_days, *newest})


def test_a_backup_that_cannot_be_written_does_not_fail_the_change(
    store: MarkStore, tmp_path: Path
) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "backups").write_text("in the way")
    store.add(builders.mark("m1"))
    assert ids(store) == ["m1"]
