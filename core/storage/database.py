"""The SQLite database of a library: opened safely by several programs at once, never half made."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from core.errors import LibraryDamaged, LibraryError, LibraryLocked, LibraryTooNew
from core.storage import schema

_BUSY_SECONDS = 15.0
_DOCTOR = "run `lesart doctor`"


class Database:
    """One database file, with a connection for every thread that asks.

    Readers never wait for a writer. Writers wait for each other, also those of other programs.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the database, create it, or bring it up to date.

        Raises:
            LibraryDamaged: the file is not a library, or not readable any more.
            LibraryTooNew: a later version of this program wrote it.
            LibraryLocked: another program did not let go of it in time.
            LibraryError: the file cannot be opened or created at all.
        """
        self.path = path
        self.read_only = read_only
        self._of_thread = threading.local()
        self._registry = threading.Lock()
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._files_known: object = None
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of all threads; none may be in use."""
        with self._registry:
            for connection in self._connections.values():
                connection.close()
            self._connections.clear()
            self._of_thread = threading.local()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection of this thread, with database errors told as errors of the library."""
        with self._told():
            yield self._connection()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept, or nothing. Inside another one it is part of that."""
        with self._told():
            connection = self._connection()
            begin, keep, drop = (
                ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part; RELEASE part")
                if connection.in_transaction
                else ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
            )
            connection.execute(begin)
            try:
                yield connection
                connection.execute(keep)
                if keep == "COMMIT":
                    self._files_known = self._files()
            except BaseException:
                # A full disk, for one, has ended the transaction already.
                if connection.in_transaction:
                    for command in drop.split("; "):
                        connection.execute(command)
                raise

    def has_changed_elsewhere(self) -> bool:
        """Whether another program has written since this was last asked; the first time, no.

        Looks at the files alone, so it may be asked every moment. What another program writes in
        the same instant as this one may be noticed only with its next change.
        """
        before, self._files_known = self._files_known, self._files()
        return before is not None and before != self._files_known

    def _files(self) -> tuple[tuple[int, int], ...]:
        found = []
        for path in (self.path, self.path.with_name(f"{self.path.name}-wal")):
            try:
                state = path.stat()
            except OSError:
                continue
            found.append((state.st_mtime_ns, state.st_size))
        return tuple(found)

    def faults(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file; empty when it is sound. Reads all of it."""
        try:
            with self.reading() as connection:
                lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
                strays = connection.execute("PRAGMA foreign_key_check").fetchall()
        except LibraryDamaged as damage:
            return (damage.message,)
        lines += [f"a row of {row[0]} belongs to nothing" for row in strays]
        return tuple(line for line in lines if line != "ok")

    def _prepare(self) -> None:
        if self.read_only:
            if not self.path.exists():
                raise LibraryError("there is no library here", subject=str(self.path))
            with self.reading() as connection:
                version = self._version(connection)
            if version < schema.VERSION:
                raise LibraryError(
                    "is of an earlier version and opened for reading only",
                    subject=str(self.path),
                    advice="open it once for writing",
                )
            return
        self._make_folder_and_file()
        with self.reading() as connection:
            if self._version(connection) == schema.VERSION:
                return
        with self._one_at_a_time(), self.reading() as connection:
            # Not inside a transaction, and not safe against another program doing the same.
            connection.execute("PRAGMA journal_mode = WAL")
            with self.writing():
                schema.climb(connection, self._version(connection))

    def _version(self, connection: sqlite3.Connection) -> int:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        marker: int = connection.execute("PRAGMA application_id").fetchone()[0]
        tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and marker != schema.APPLICATION_ID:
            raise LibraryDamaged(
                "is a database of something else", subject=str(self.path), advice=_DOCTOR
            )
        if version > schema.VERSION:
            raise LibraryTooNew(
                "was written by a later version of Lesart",
                subject=str(self.path),
                advice="update Lesart, or name another library with --library",
            )
        return version

    def _make_folder_and_file(self) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Never opened when it is there: closing it would drop SQLite's locks on it.
            if not self.path.exists():
                with contextlib.suppress(FileExistsError):
                    os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise LibraryError(
                f"cannot be created: {error.strerror}",
                subject=str(self.path),
                advice="check the permissions, or name another folder with --library",
            ) from error

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        lock = os.open(self.path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._of_thread, "connection", None)
        if connection is None:
            connection = self._connect()
            self._of_thread.connection = connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        address = self.path.absolute().as_uri() + ("?mode=ro" if self.read_only else "?mode=rw")
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            # Only so that close() can close what other threads opened.
            check_same_thread=False,
        )
        with self._registry:
            for thread in [thread for thread in self._connections if not thread.is_alive()]:
                self._connections.pop(thread).close()
            self._connections[threading.current_thread()] = connection
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")
        return connection

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            told = _told_as(error, self.path)
            if told is None:
                raise
            raise told from error


def _told_as(error: sqlite3.Error, path: Path) -> LibraryError | None:
    # Extended codes carry the primary one in their lowest byte.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    subject = str(path)
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryLocked(
                "is held by another program",
                subject=subject,
                advice="wait until it is done, or end it",
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return LibraryDamaged(
                f"cannot be read as a library: {error}", subject=subject, advice=_DOCTOR
            )
        case sqlite3.SQLITE_FULL:
            return LibraryError("there is no room left", subject=subject, advice="free some space")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return LibraryError(
                "may not be written", subject=subject, advice="check the permissions"
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR:
            return LibraryError(
                f"cannot be opened or read: {error}",
                subject=subject,
                advice="check the permissions and the disk",
            )
    return None
