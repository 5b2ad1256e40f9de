"""Where an index lies: a folder of segments, and a manifest that names those that count."""

from __future__ import annotations

import fcntl
import json
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.errors import LibraryLocked
from core.relations.index.arrays import (
    ArraysDamaged,
    is_sound,
    map_arrays,
    opened_for_owner,
    write_arrays,
)
from core.relations.index.segment import Segment, arrays_of, segment_of

_MANIFEST = "manifest.json"
_LOCK = "lock"
_SUFFIX = ".segment"


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment that counts, and the articles in it that do not any more."""

    name: str
    gone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a manifest says."""

    generation: int
    """Rises with every change."""
    entries: tuple[Entry, ...] = ()


class IndexFolder:
    """A folder with segments that never change and a manifest that is replaced as a whole.

    Whoever reads keeps the files it has mapped, also when they are deleted meanwhile. Who writes
    holds the lock from the first change until it is done. `made_by` names the rules by which the
    segments were made; what was made by others is not read.
    """

    def __init__(self, folder: Path, made_by: str) -> None:
        self._folder = folder
        self._made_by = made_by
        self._lock: BinaryIO | None = None

    def read(self) -> Kept:
        """What counts now; nothing when nothing fit to be read is there."""
        try:
            line, checksum = (self._folder / _MANIFEST).read_text("utf-8").splitlines()
            if int(checksum) != zlib.crc32(line.encode()):
                return Kept(0)
        except (OSError, ValueError):
            return Kept(0)
        found = json.loads(line)
        if found["made_by"] != self._made_by:
            return Kept(found["generation"])
        entries = tuple(Entry(name, tuple(gone)) for name, gone in found["entries"])
        return Kept(found["generation"], entries)

    def load(self, known: Mapping[str, Segment]) -> tuple[Kept, list[Segment]]:
        """What counts now and its segments, those that are `known` not loaded again.

        Nothing when a segment is damaged; what was there can be made anew.
        """
        kept = self.read()
        while True:
            try:
                return kept, [known.get(e.name) or self._segment(e.name) for e in kept.entries]
            except ArraysDamaged:
                # Another program may have replaced the manifest, and its files, meanwhile.
                before, kept = kept, self.read()
                if kept == before:
                    return Kept(kept.generation), []

    def _segment(self, name: str) -> Segment:
        arrays, numbers = map_arrays(self._folder / name)
        return segment_of(arrays, numbers)

    def is_sound(self) -> bool:
        """Whether all segments that count hold what was written; reads all of them."""
        return all(is_sound(self._folder / entry.name) for entry in self.read().entries)

    def lock(self) -> None:
        """Be the only one who changes anything, until `unlock`.

        Raises:
            LibraryLocked: another program is.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = opened_for_owner(self._folder / _LOCK, added_to=True)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise LibraryLocked(
                "another program is comparing articles",
                subject=str(self._folder),
                advice="try again when it is done",
            ) from error
        self._lock = file

    def unlock(self) -> None:
        """Let others make changes."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def add(self, segment: Segment, generation: int, number: int) -> tuple[str, Segment]:
        """Write a segment; it counts when a manifest names it. Its name, and it, now mapped."""
        name = f"{generation:08d}-{number:04d}{_SUFFIX}"
        # Another program may still have mapped one of this name, left over from a damaged index.
        (self._folder / name).unlink(missing_ok=True)
        write_arrays(self._folder / name, *arrays_of(segment))
        return name, self._segment(name)

    def replace(self, generation: int, entries: Sequence[Entry]) -> Kept:
        """Let these segments count and no others, and delete the others."""
        found = {
            "made_by": self._made_by,
            "generation": generation,
            "entries": [[entry.name, entry.gone] for entry in entries],
        }
        line = json.dumps(found)
        self._sync()
        temporary = self._folder / f"{_MANIFEST}.new"
        with opened_for_owner(temporary) as file:
            file.write(f"{line}\n{zlib.crc32(line.encode())}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._folder / _MANIFEST)
        self._sync()
        names = {entry.name for entry in entries}
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if path.name not in names:
                path.unlink()
        return Kept(generation, tuple(entries))

    def _sync(self) -> None:
        """Make sure that the names of the files are on the disk."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
