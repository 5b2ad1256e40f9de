"""A file for TinyDB that is never half written and never written by two at once.

Every change writes a whole new file beside the old one and puts it in its place; a copy goes to
the backups. What cannot be read is set aside, never deleted, and the newest backup that can be
read takes its place.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from core.errors import LibraryDamaged, LibraryError, LibraryLocked, LibraryTooNew, MarksReadOnly

State = dict[str, dict[str, Any]]
"""Tables of documents, as TinyDB hands them over."""

_NEWEST_KEPT = 10
_DAYS_KEPT = 14
_PATIENCE_SECONDS = 15.0
_DATED = re.compile(r"-(?P<day>[0-9]{8})T[0-9]+Z(?:-(?P<number>[0-9]{1,18}))?\Z")
_SUM = "sum"
"""A table of its own in the file; whoever reads the state does not see it."""
_SUMMED = re.compile(rb'\A\{"sum":\{"1":\{"sha256":"([0-9a-f]{64})"\}\}(?:,|(?=\}))')
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Restored:
    """A file that could not be read, and what became of it."""

    path: Path
    set_aside: Path | None
    """Where the unreadable file is now; None when there was no file at all."""
    backup: Path | None
    """The backup that took its place; None when there was none to take."""
    remembered: bool = False
    """What took its place is what this program had read last; else it begins empty."""

    @property
    def message(self) -> str:
        """What happened, for the reader."""
        loss = (
            f"{self.path.name} was missing"
            if self.set_aside is None
            else f"{self.path.name} could not be read and was set aside as {self.set_aside.name}"
        )
        if self.remembered:
            return f"{loss}; no newer backup could be read, and what was last read is back in place"
        if self.backup is None:
            return f"{loss}; there was no backup to restore"
        return f"{loss}; the backup {self.backup.name} was restored"


class AtomicFile(Storage):
    """A storage for TinyDB whose every change is whole, locked and backed up."""

    def __init__(self, path: Path, backups: Path, *, check: Callable[[State], None]) -> None:
        """Read and create nothing yet.

        Args:
            path: The file.
            backups: The folder for what it was before.
            check: Raises ValueError, KeyError or TypeError when a state is not what it should be.
        """
        super().__init__()
        self.path = path
        self.restored: tuple[Restored, ...] = ()
        """What had to be restored so far."""
        self._backups = backups
        self._check = check
        self._one_thread = threading.RLock()
        self._changing = False
        self._state: State | None = None
        self._stamp: tuple[int, ...] | None = None
        self._copied = 0
        """The number of the newest backup when the state was read or saved."""
        self._generation = 0

    @contextlib.contextmanager
    def change(self) -> Iterator[None]:
        """What is written inside is kept as one or, when anything is raised, not at all.

        Other programs wait meanwhile. When it has ended well, the change is on the disk.

        Raises:
            MarksReadOnly: the file may not be written here.
            LibraryLocked: another program did not let go of it in time.
            LibraryError: there is no room, or the disk refuses.
        """
        with self._one_thread, self._locked():
            self._refresh()
            before = self._state
            self._changing = True
            try:
                yield
                if self._state is not None and self._state is not before:
                    self._save(self._state)
            except BaseException:
                # TinyDB may have changed parts of the state in place.
                self._forget()
                raise
            finally:
                self._changing = False

    def read(self) -> State | None:
        """The state of the file as it is now; None when there is none yet."""
        return self.current()[1]

    def current(self) -> tuple[int, State | None]:
        """The same with a number, which is another whenever the state may be another."""
        with self._one_thread:
            if not self._changing:
                try:
                    self._load()
                except _Unreadable as error:
                    self._restore_alone(error)
            # A new outer dict: that is how `change` sees whether anything was written.
            return self._generation, None if self._state is None else dict(self._state)

    def write(self, data: State) -> None:
        """Take over a new state; only inside of `change`, where it is kept at the end."""
        if not self._changing:
            raise RuntimeError("reading, changing and writing belong into one change()")
        self._state = data

    def backups(self) -> tuple[Path, ...]:
        """The backups there are, newest first."""
        found = self._backups.glob(f"{self.path.stem}-*.json")
        return tuple(sorted(found, key=lambda each: (_number(each), each.name), reverse=True))

    def is_readable(self, backup: Path) -> bool:
        """Whether a backup could take the place of the file; one of a later version could there."""
        try:
            with contextlib.suppress(LibraryTooNew):
                self._understood(backup.read_bytes())
        except (OSError, _Unreadable):
            return False
        return True

    def is_summed(self) -> bool:
        """Whether the file says by a sum of its bytes that it is as it was written."""
        try:
            return _is_as_written(self.path.read_bytes())
        except OSError:
            return False

    def _newest_number(self) -> int:
        return max(map(_number, self.backups()), default=0)

    def _forget(self) -> None:
        self._state = self._stamp = None
        self._generation += 1

    def _load(self) -> None:
        """Read the file unless it is the one read last."""
        try:
            with self.path.open("rb") as file:
                stamp = _stamp(os.fstat(file.fileno()))
                if stamp == self._stamp:
                    return
                # Before reading: what is copied meanwhile is newer.
                copied = self._newest_number()
                data = file.read()
        except FileNotFoundError:
            if self._state is not None or self.backups():
                raise _Unreadable("missing") from None
            self._forget()
            return
        except OSError as error:
            raise self._told(error) from error
        state = self._understood(data)
        self._forget()
        self._state, self._stamp, self._copied = state, stamp, copied

    def _understood(self, data: bytes) -> State:
        try:
            state = json.loads(data.decode("utf-8", "surrogatepass"))
            tables = state.values()
            if not all(isinstance(d, dict) for table in tables for d in table.values()):
                raise ValueError("not tables of documents")
            summed = state.pop(_SUM, None)
            self._check(state)
            # Last: what a later version wrote may be summed in another way.
            if summed is not None and not _is_as_written(data):
                raise ValueError("not as it was written")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise _Unreadable(str(error)) from error
        return dict(state)

    def _refresh(self) -> None:
        """Read the file, or restore it; only with the lock."""
        try:
            self._load()
        except _Unreadable:
            self._restore()
            self._load()

    def _restore_alone(self, error: _Unreadable) -> None:
        try:
            with self._locked():
                self._refresh()
        except MarksReadOnly:
            raise LibraryDamaged(
                f"cannot be read ({error}), and may not be replaced by a backup",
                subject=str(self.path),
                advice="check the permissions",
            ) from error

    def _restore(self) -> None:
        # Nobody but the reader can make them again: where every copy has gone, this one is left.
        remembered = None if self._state is None else _written(self._state)
        backup, data = None, remembered or b"{}"
        for candidate in self.backups():
            if remembered is not None and _number(candidate) < self._copied:
                break
            with contextlib.suppress(OSError, _Unreadable, LibraryTooNew):
                found = candidate.read_bytes()
                self._understood(found)
                backup, data, remembered = candidate, found, None
                break
        try:
            set_aside = None
            if self.path.exists():
                set_aside = self.path.with_name(f"{self.path.stem}-damaged-{_now()}.json")
                self.path.replace(set_aside)
            self._put_in_place(data)
        except OSError as error:
            raise self._told(error) from error
        self._forget()
        self.restored += (
            Restored(self.path, set_aside, backup, remembered=remembered is not None),
        )

    def _save(self, state: State) -> None:
        data = _written(state)
        try:
            self._put_in_place(data)
            self._stamp = _stamp(self.path.stat())
        except OSError as error:
            raise self._told(error) from error
        self._generation += 1
        # The change is kept by now; it must not fail for want of a backup.
        with contextlib.suppress(OSError):
            self._back_up(data)

    def _put_in_place(self, data: bytes) -> None:
        new = self.path.with_name(f"{self.path.name}.new")
        try:
            with open(new, "wb", opener=_private) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.path)
        except OSError:
            new.unlink(missing_ok=True)
            raise
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _back_up(self, data: bytes) -> None:
        """Copy a state; keep the newest copies, and of each of the last days the first."""
        self._backups.mkdir(mode=0o700, exist_ok=True)
        # Numbered, for a clock may be put back; what was kept last is the newest all the same.
        self._copied = number = self._newest_number() + 1
        name = f"{self.path.stem}-{_now()}-{number}.json"
        with open(self._backups / name, "xb", opener=_private) as file:
            file.write(data)
        found = self.backups()
        first_of_day = {_day(backup): backup for backup in found}
        days = sorted(first_of_day, reverse=True)[:_DAYS_KEPT]
        kept = {*found[:_NEWEST_KEPT], *(first_of_day[day] for day in days)}
        for backup in found:
            if backup not in kept:
                backup.unlink()

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = os.open(self.path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise self._told(error) from error
        try:
            patience = time.monotonic() + _PATIENCE_SECONDS
            while not _taken(lock):
                if time.monotonic() > patience:
                    raise LibraryLocked(
                        "is held by another program",
                        subject=str(self.path),
                        advice="wait until it is done, or end it",
                    )
                time.sleep(0.005)
            yield
        finally:
            os.close(lock)

    def _told(self, error: OSError) -> MarksReadOnly | LibraryError:
        subject = str(self.path)
        if error.errno in _NOT_ALLOWED:
            return MarksReadOnly(
                "may not be changed here", subject=subject, advice="check the permissions"
            )
        return LibraryError(
            f"could not be read or saved: {error.strerror}",
            subject=subject,
            advice="check the disk and the space left on it",
        )


class _Unreadable(Exception):
    """The file is not there or not what it should be."""


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def _day(backup: Path) -> str:
    found = _DATED.search(backup.stem)
    return found["day"] if found else ""


def _number(backup: Path) -> int:
    """Which backup it is; those of earlier versions have no number and come before all others."""
    found = _DATED.search(backup.stem)
    return int(found["number"] or 0) if found else 0


def _written(state: State) -> bytes:
    """The state with a sum of its bytes before it, by which damage shows that JSON lets pass."""
    text = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
    body = text.encode("utf-8", "surrogatepass")[1:]
    digest = hashlib.sha256(body).hexdigest()
    head = f'{{"{_SUM}":{{"1":{{"sha256":"{digest}"}}}}'
    return head.encode() + (b"," if state else b"") + body


def _is_as_written(data: bytes) -> bool:
    found = _SUMMED.match(data)
    return (
        found is not None and hashlib.sha256(data[found.end() :]).hexdigest().encode() == found[1]
    )


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
