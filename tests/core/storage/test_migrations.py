"""Files of every earlier version are opened, read and written on; nothing in them is lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.library import Library
from core.locations import DATABASE_NAME, MARKS_NAME
from core.model import (
    CorrectionKind,
    MarkKind,
    Relation,
    Ruling,
    SavedSearch,
    SavedSearchId,
    StatementId,
)
from core.storage import schema
from core.storage.marks import MarkStore
from tests import builders
from tests.tui import newsroom
from tests.tui.newsroom import COUNCIL, HARBOUR, SPORT, WORKS

MONEY = StatementId(WORKS, 2)

# --- the database ---------------------------------------------------------------------------------


def tables_of(connection: sqlite3.Connection, name: str = "main") -> dict[str, tuple[str, ...]]:
    """The columns of each table."""
    named = connection.execute(f"SELECT name FROM {name}.sqlite_master WHERE type = 'table'")
    return {
        table: tuple(row[1] for row in connection.execute(f"PRAGMA {name}.table_info({table})"))
        for (table,) in named.fetchall()
        if not table.startswith("sqlite_")
    }


def rows_of(path: Path, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """What these columns of a table hold, in an order that both sides have."""
    wanted = ", ".join(f'"{column}"' for column in columns)
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(f"SELECT {wanted} FROM {table}").fetchall(), key=repr)


def write_as(version: int, path: Path, source: Path) -> dict[str, tuple[str, ...]]:
    """A library as that version would have kept what is in another; its tables."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ATTACH ? AS source", (str(source),))
        for step in schema.LADDER[:version]:
            for command in step:
                connection.execute(command)
        tables, there = tables_of(connection), tables_of(connection, "source")
        for table, columns in tables.items():
            shared = ", ".join(f'"{each}"' for each in columns if each in there[table])
            connection.execute(
                f"INSERT OR REPLACE INTO main.{table} ({shared}) "
                f"SELECT {shared} FROM source.{table}"
            )
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
    return tables


@pytest.fixture(scope="module")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of this version with something of everything in it."""
    folder = tmp_path_factory.mktemp("newest")
    library = newsroom.open_full(folder)
    library.set_read(SPORT, True)
    library.close()
    # All of it in the one file.
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return folder


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_a_library_of_every_earlier_version_keeps_every_row_and_is_read_as_before(
    tmp_path: Path, newest: Path, version: int
) -> None:
    path = tmp_path / DATABASE_NAME
    tables = write_as(version, path, newest / DATABASE_NAME)
    before = {table: rows_of(path, table, columns) for table, columns in tables.items()}
    assert before["article"]
    assert before["statement"]
    assert before["relation"]
    with closing(Library.open(tmp_path)) as library, closing(Library.open(newest)) as as_it_is:
        after = {table: rows_of(path, table, columns) for table, columns in tables.items()}
        for table, rows in before.items():
            # A table about the rules of the program may have gained rows.
            assert set(rows) <= set(after[table]), table
        assert [row.id for row in library.rows()] == [row.id for row in as_it_is.rows()]
        assert [row.read for row in library.rows()] == [row.read for row in as_it_is.rows()]
        for article in (WORKS, COUNCIL, HARBOUR, SPORT):
            assert library.article(article) == as_it_is.article(article)
            assert library.statements(article) == as_it_is.statements(article)
        assert library.stories() == as_it_is.stories()
        assert library.related(MONEY) == as_it_is.related(MONEY)
        found, expected = (each.search("Nordwind").hits for each in (library, as_it_is))
        assert [hit.statement for hit in found] == [hit.statement for hit in expected]
        library.toggle_bookmark(MONEY)
        library.set_read(WORKS, True)
        assert all(each.sound for each in library.check())
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


# --- the marks ------------------------------------------------------------------------------------

_SINCE = {"corrections": 2, "story wishes": 3, "searches": 4, "feeds": 5, "parts": 5}
"""In which version a table of the marks file came."""


def write_marks(folder: Path, version: int) -> None:
    """A marks file of that version with a step of every kind it knew."""
    store = MarkStore(folder)
    verdict = replace(
        builders.mark("m3", kind=MarkKind.VERDICT, text=""),
        other=builders.mark(article="a2").anchor,
        ruling=Ruling.REJECTED,
        relation=Relation.DIFFERS,
    )
    steps: list[tuple[int, Callable[[], object]]] = [
        (1, lambda: store.add(builders.mark("m1", text="alt"))),
        (1, lambda: store.replace(builders.mark("m1", text="neu"))),
        (1, lambda: store.add(builders.mark("m2", kind=MarkKind.BOOKMARK))),
        (2, lambda: store.correct(builders.correction("c1", CorrectionKind.HIDE, names=("Ost",)))),
        (3, lambda: store.wish(builders.story_wish("w1"))),
        (
            3,
            lambda: store.add(verdict),
        ),
        (
            4,
            lambda: store.save_search(
                SavedSearch(SavedSearchId("s1"), "Geld", "is:conflict", "2025-05-28T10:00:00+02:00")
            ),
        ),
    ]
    for since, step in steps:
        if since <= version:
            step()
    path = folder / MARKS_NAME
    state = json.loads(path.read_text(encoding="utf-8"))
    assert not any(state.get(table) for table, since in _SINCE.items() if since > version)
    state = {name: rows for name, rows in state.items() if _SINCE.get(name, 0) <= version}
    state["about"]["1"]["version"] = version
    del state["sum"]
    for change in state["changes"].values():
        if version == 1:
            del change["table"]
        for record in (change["before"], change["after"]):
            _as_of(record, version)
    for record in state["marks"].values():
        _as_of(record, version)
    path.write_text(json.dumps(state), encoding="utf-8")
    for backup in (folder / "backups").iterdir():
        backup.unlink()


def _as_of(record: dict[str, Any] | None, version: int) -> None:
    """Before version 3 a mark stood at one statement and said nothing of a relation."""
    if record is not None and version < 3:
        for name in ("other", "ruling", "relation"):
            record.pop(name, None)


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_marks_file_of_every_earlier_version_is_read_whole_and_untouched(
    tmp_path: Path, version: int
) -> None:
    write_marks(tmp_path, version)
    before = (tmp_path / MARKS_NAME).read_bytes()
    own = MarkStore(tmp_path).own()
    assert [mark.id for mark in own.marks] == ["m1", "m2", "m3"][: 3 if version >= 3 else 2]
    assert own.marks[0].text == "neu"
    assert [each.id for each in own.corrections] == ["c1"] * (version >= 2)
    assert [each.id for each in own.wishes] == ["w1"] * (version >= 3)
    assert [each.query for each in own.searches] == ["is:conflict"] * (version >= 4)
    assert (tmp_path / MARKS_NAME).read_bytes() == before
    assert MarkStore(tmp_path).restored == ()


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_what_an_earlier_version_did_is_undone_step_by_step_and_made_again(
    tmp_path: Path, version: int
) -> None:
    write_marks(tmp_path, version)
    own = MarkStore(tmp_path).own()
    steps = 0
    while MarkStore(tmp_path).undo() is not None:
        steps += 1
    assert steps == {1: 3, 2: 4, 3: 6, 4: 7}[version]
    assert MarkStore(tmp_path).own() == type(own)()
    while MarkStore(tmp_path).redo() is not None:
        steps -= 1
    assert steps == 0
    assert MarkStore(tmp_path).own() == own


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_the_first_change_brings_a_marks_file_up_to_date_and_loses_nothing(
    tmp_path: Path, version: int
) -> None:
    write_marks(tmp_path, version)
    before = MarkStore(tmp_path).own()
    MarkStore(tmp_path).add(builders.mark("new"))
    after = MarkStore(tmp_path).own()
    assert [mark.id for mark in after.marks] == [*(mark.id for mark in before.marks), "new"]
    assert (after.corrections, after.wishes) == (before.corrections, before.wishes)
    assert after.searches == before.searches
    state = json.loads((tmp_path / MARKS_NAME).read_text(encoding="utf-8"))
    assert state["about"]["1"]["version"] > version
    assert "sum" in state
