from __future__ import annotations

from pathlib import Path

import pytest

from core.library import Library
from core.library.searches import saved_as
from core.model import SavedSearch, SavedSearchId

NEW = SavedSearchId("new")
BRIDGES = SavedSearch(SavedSearchId("s1"), "Brücken", "brücke", "2025-06-01T10:00:00+02:00")
PORTS = SavedSearch(SavedSearchId("s2"), "Häfen", "hafen", "2025-06-01T10:00:00+02:00")


def test_a_name_that_is_taken_takes_the_new_query() -> None:
    made = saved_as([BRIDGES, PORTS], "Brücken", "brücke OR steg", new_id=NEW)
    assert made is not None
    assert (made.id, made.query) == (BRIDGES.id, "brücke OR steg")


def test_a_query_that_is_saved_takes_the_new_name() -> None:
    made = saved_as([BRIDGES, PORTS], "Bauten", "brücke", new_id=NEW)
    assert made is not None
    assert (made.id, made.name, made.query) == (BRIDGES.id, "Bauten", "brücke")


def test_a_new_name_with_a_new_query_is_another_search() -> None:
    made = saved_as([BRIDGES], "Häfen", "hafen", new_id=NEW)
    assert made is not None
    assert (made.id, made.name) == (NEW, "Häfen")


def test_saving_the_same_again_changes_nothing() -> None:
    assert saved_as([BRIDGES], "Brücken", "brücke", new_id=NEW) is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


def test_saved_searches_and_those_made_survive_a_restart(folder: Path) -> None:
    library = Library.open(folder)
    assert library.save_search("Brücken", "brücke") is not None
    assert library.save_search("Brücken", "brücke") is None
    library.note_search("brücke")
    library.note_search("hafen")
    library.close()
    again = Library.open(folder)
    (kept,) = again.saved_searches()
    assert (kept.name, kept.query) == ("Brücken", "brücke")
    assert again.searches_made() == ("hafen", "brücke")
    again.forget_search(kept.id)
    assert again.saved_searches() == ()
    assert again.undo() == "search Brücken removed"
    assert again.saved_searches() == (kept,)
    again.close()
