import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.errors import LibraryDamaged, LibraryError, LibraryLocked, LibraryTooNew
from core.model import ArticleId, Stance
from core.storage import articles, database, relations, schema, speech, statements
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders


def keep(database: Database, *identifiers: str) -> None:
    for identifier in identifiers:
        made = builders.article(identifier)
        articles.put_article(database, made, SourceState(made.source, identifier, 1, 1))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_library_is_for_its_owner_alone(database: Database) -> None:
    keep(database, "a1")
    assert mode(database.path.parent) == 0o700
    for file in database.path.parent.iterdir():
        assert mode(file) == 0o600, file


def test_what_was_kept_is_there_in_the_next_session(tmp_path: Path) -> None:
    with Database(tmp_path / "library.sqlite") as first:
        keep(first, "a1")
    with Database(tmp_path / "library.sqlite") as second:
        assert articles.ids(second) == ("a1",)


def test_what_another_program_writes_is_noticed_once_and_what_one_writes_oneself_is_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "library.sqlite"
    with Database(path) as own, Database(path) as other:
        own.has_changed_elsewhere()
        keep(own, "a1")
        assert not own.has_changed_elsewhere()
        keep(other, "a2")
        assert own.has_changed_elsewhere()
        assert not own.has_changed_elsewhere()
    # Closed by everyone, the library is one file less, and that is all there is to notice.
    own.has_changed_elsewhere()
    assert not own.has_changed_elsewhere()
    with Database(path) as read:
        assert not read.has_changed_elsewhere()


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing():
            keep(database, "a1")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert articles.count(database) == 0


def test_a_part_that_fails_is_undone_alone_when_the_rest_goes_on(database: Database) -> None:
    def fail() -> None:
        with database.writing():
            keep(database, "a2")
            raise InterruptedError

    with database.writing():
        keep(database, "a1")
        with pytest.raises(InterruptedError):
            fail()
        keep(database, "a3")
    assert articles.ids(database) == ("a1", "a3")


def test_every_thread_has_a_connection_of_its_own(database: Database) -> None:
    def write(number: int) -> None:
        for each in range(5):
            keep(database, f"{number}-{each}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert articles.count(database) == 20
    keep(database, "last")


def test_connections_of_ended_threads_are_closed(database: Database) -> None:
    for _ in range(3):
        thread = threading.Thread(target=keep, args=(database, "a1"))
        thread.start()
        thread.join()
    assert len(database._connections) <= 2


def test_a_transaction_the_database_has_ended_itself_is_not_ended_twice(
    database: Database,
) -> None:
    keep(database, "a1")

    def fail() -> None:
        with database.writing() as connection:
            keep(database, "a2")
            connection.execute("INSERT OR ROLLBACK INTO story VALUES (1, NULL, '')")

    with pytest.raises(sqlite3.IntegrityError):
        fail()
    assert articles.ids(database) == ("a1",)


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    keep(database, "a1")
    seen: list[int] = []
    with database.writing():
        keep(database, "a2")
        reader = threading.Thread(target=lambda: seen.append(articles.count(database)))
        reader.start()
        reader.join()
    assert seen == [1]


CREATOR = """
import sys
from pathlib import Path
from core.storage import articles
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders
name = sys.argv[2]
sys.stdin.readline()
with Database(Path(sys.argv[1])) as database:
    for each in range(10):
        made = builders.article(f"{name}-{each}")
        articles.put_article(database, made, SourceState(made.source, made.id, 1, 1))
"""


def test_several_programs_may_create_a_library_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "library.sqlite"
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", CREATOR, str(path), str(number)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        _, errors = program.communicate(timeout=60)
        assert program.returncode == 0, errors
    with Database(path) as opened:
        assert articles.count(opened) == 40
        assert opened.faults() == ()


def test_a_text_file_in_place_of_the_database_is_named_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    path.write_text("This is not a database, but it is long enough to be looked at. " * 20)
    with pytest.raises(LibraryDamaged) as told:
        Database(path)
    assert "lesart doctor" in told.value.advice
    assert told.value.subject == str(path)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (name)")
    other.close()
    with pytest.raises(LibraryDamaged, match="something else"):
        Database(path)


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    path.touch()
    with Database(path) as opened:
        assert articles.count(opened) == 0


def test_a_library_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    first = sqlite3.connect(path)
    for command in schema.LADDER[0]:
        first.execute(command)
    first.execute(
        "INSERT INTO article (id, source, title, title_derived, language) "
        "VALUES ('a1', 'a1.txt', 'Neue Brücke', 0, 'de')"
    )
    first.execute("INSERT INTO statement VALUES (1, 1, 'title', 0, 11, 'Neue Brücke', '[]', '[]')")
    first.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    first.execute("PRAGMA user_version = 1")
    first.commit()
    first.close()
    with Database(path) as kept:
        (statement,) = statements.statements(kept, ArticleId("a1"))
        assert (statement.text, statement.stance) == ("Neue Brücke", Stance())
        assert speech.speech_of(kept, ArticleId("a1")) == ()
        assert relations.rules(kept) == "1"


def test_a_library_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    Database(path).close()
    later = sqlite3.connect(path)
    later.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    later.close()
    with pytest.raises(LibraryTooNew):
        Database(path)


def test_damage_inside_the_file_is_told_and_never_raw(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    with Database(path) as opened:
        keep(opened, *(f"a{number}" for number in range(600)))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 2))
    with Database(path) as opened:
        with pytest.raises(LibraryDamaged):
            articles.rows(opened)
        assert opened.faults() != ()


def test_a_sound_library_has_no_faults_and_a_stray_row_is_one(database: Database) -> None:
    keep(database, "a1")
    assert database.faults() == ()
    with database.reading() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO article_text VALUES (77, '', '[]')")
    assert database.faults() == ("a row of article_text belongs to nothing",)


def test_a_library_that_another_program_holds_is_named_as_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.01)
    path = tmp_path / "library.sqlite"
    with Database(path) as opened:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryLocked):
            keep(opened, "a1")
        holder.close()
        keep(opened, "a1")


def test_a_full_disk_is_told_and_the_library_stays_readable(database: Database) -> None:
    keep(database, "a1")
    with database.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="no room"), database.writing():
        keep(database, *(f"b{number}" for number in range(300)))
    assert articles.ids(database) == ("a1",)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="cannot be created"):
        Database(tmp_path / "file" / "library.sqlite")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").mkdir()
    with pytest.raises(LibraryError):
        Database(tmp_path / "library.sqlite")


def test_reading_only_reads_and_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    with Database(path) as opened:
        keep(opened, "a1")
    with Database(path, read_only=True) as opened:
        assert articles.ids(opened) == ("a1",)
        with pytest.raises(LibraryError, match="may not be written"):
            keep(opened, "a2")


def test_reading_only_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library"):
        Database(tmp_path / "library.sqlite", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_reading_only_does_not_bring_an_old_library_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    path.touch()
    with pytest.raises(LibraryError, match="earlier version"):
        Database(path, read_only=True)


def test_a_mistake_in_a_query_is_not_disguised_as_damage(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError), database.reading() as connection:
        connection.execute("SELECT nothing FROM nowhere")


def test_a_closed_database_opens_again_when_asked(database: Database) -> None:
    keep(database, "a1")
    database.close()
    assert articles.ids(database) == ("a1",)
