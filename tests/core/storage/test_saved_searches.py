from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LibraryTooNew
from core.model import SavedSearch, SavedSearchId
from core.storage import saved_searches
from core.storage.marks import MarkStore, new_search_id
from core.storage.saved_searches import HISTORY_KEPT, history, remember
from tests import builders


def saved(name: str, query: str, which: str = "s1") -> SavedSearch:
    return SavedSearch(SavedSearchId(which), name, query, "2025-06-01T10:00:00+02:00")


# --- with a name ----------------------------------------------------------------------------------


def test_a_saved_search_is_there_in_the_next_session(tmp_path: Path) -> None:
    MarkStore(tmp_path).save_search(saved("Brücken", "brücke OR tunnel"))
    assert MarkStore(tmp_path).searches() == (saved("Brücken", "brücke OR tunnel"),)


def test_a_changed_search_keeps_its_place(tmp_path: Path) -> None:
    store = MarkStore(tmp_path)
    store.save_search(saved("Brücken", "brücke"))
    store.save_search(saved("Häfen", "hafen", "s2"))
    store.save_search(saved("Brücken", "brücke -tunnel"))
    assert [each.query for each in store.searches()] == ["brücke -tunnel", "hafen"]


def test_the_one_journal_takes_searches_back_in_turn_with_marks(tmp_path: Path) -> None:
    store = MarkStore(tmp_path)
    store.save_search(saved("Brücken", "brücke"))
    store.add(builders.mark("m1", text="neu"))
    store.save_search(saved("Bauten", "brücke"))
    assert store.forget_search(SavedSearchId("s1"))
    assert not store.forget_search(SavedSearchId("s1"))
    assert store.undo() == "search Bauten removed"
    assert [each.name for each in store.searches()] == ["Bauten"]
    assert store.undo() == "search Bauten changed"
    store.undo()
    assert [each.name for each in store.searches()] == ["Brücken"]
    assert store.marks() == ()
    assert store.undo() == "search Brücken saved"
    assert store.searches() == ()
    assert store.redo() == "search Brücken saved"


def test_new_search_ids_differ() -> None:
    assert len({new_search_id() for _ in range(100)}) == 100


def old_file(folder: Path, version: int) -> Path:
    """As a version without saved searches wrote it."""
    store = MarkStore(folder)
    store.add(builders.mark("m1", text="alt"))
    path = folder / "marks.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    state["about"]["1"]["version"] = version
    del state["sum"]
    path.write_text(json.dumps(state), encoding="utf-8")
    return path


@pytest.mark.parametrize("version", [2, 3])
def test_a_file_of_before_is_read_untouched_and_written_on(tmp_path: Path, version: int) -> None:
    path = old_file(tmp_path, version)
    before = path.read_bytes()
    store = MarkStore(tmp_path)
    assert store.searches() == ()
    assert [mark.text for mark in store.marks()] == ["alt"]
    assert path.read_bytes() == before
    store.save_search(saved("Brücken", "brücke"))
    state = json.loads(path.read_text(encoding="utf-8"))
    assert state["about"] == {"1": {"version": 5}}
    again = MarkStore(tmp_path)
    assert [each.name for each in again.searches()] == ["Brücken"]
    assert again.undo() == "search Brücken saved"
    assert again.undo() is not None
    assert again.marks() == ()


def test_a_search_of_no_sense_is_damage_and_a_backup_takes_its_place(tmp_path: Path) -> None:
    store = MarkStore(tmp_path)
    store.save_search(saved("Brücken", "brücke"))
    path = tmp_path / "marks.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    state["searches"]["1"]["query"] = 7
    path.write_text(json.dumps(state), encoding="utf-8")
    again = MarkStore(tmp_path)
    assert [each.query for each in again.searches()] == ["brücke"]
    assert again.restored


def test_a_file_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    path = old_file(tmp_path, 6)
    before = path.read_bytes()
    with pytest.raises(LibraryTooNew):
        MarkStore(tmp_path).save_search(saved("Brücken", "brücke"))
    assert path.read_bytes() == before


# --- made before ----------------------------------------------------------------------------------


def test_the_last_search_comes_first_and_each_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "searches"
    for query in ("brücke", "hafen", "brücke", "ß -tunnel"):
        remember(path, query)
    assert history(path) == ("ß -tunnel", "brücke", "hafen")


@given(queries=st.lists(st.text(st.characters())))
@settings(deadline=None, max_examples=40)
def test_any_text_is_remembered_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, queries: list[str]
) -> None:
    path = tmp_path_factory.mktemp("history") / "searches"
    for query in queries:
        remember(path, query)
    assert history(path) == tuple(dict.fromkeys(reversed(queries)))


def test_without_a_file_nothing_was_searched(tmp_path: Path) -> None:
    assert history(tmp_path / "searches") == ()


def test_lines_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "searches"
    remember(path, "brücke")
    with path.open("ab") as file:
        file.write(b'{"half\n[]\n\xff\xfe\n')
    remember(path, "hafen")
    assert history(path) == ("hafen", "brücke")


def test_only_so_many_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_searches, "_MOST_LINES", 250)
    path = tmp_path / "searches"
    for number in range(600):
        remember(path, f"wort{number}")
    assert history(path) == tuple(f"wort{n}" for n in range(599, 599 - HISTORY_KEPT, -1))
    assert len(path.read_bytes().splitlines()) <= 250
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_searched_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "searches"
    remember(path, "brücke")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_history_that_cannot_be_written_troubles_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    remember(tmp_path / "file" / "searches", "brücke")
    assert history(tmp_path / "file" / "searches") == ()
