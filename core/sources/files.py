"""Which files are meant by the paths a reader names, and what stands in them."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import SourceTooLarge, SourceUnreadable
from core.model import Refusal
from core.sources.documents import STANDARD_INPUT, RawDocument

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml",
     ".mht", ".mhtml"}
)  # fmt: skip
"""How the names of files end that are taken from a folder without being named."""
LARGEST = 20_000_000
"""In bytes; more is not one article."""

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file that can be read as an article; compare size and time before reading again."""

    source: str
    """Absolute path."""
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """Left out on purpose: another kind of file, a link out of the folder."""

    refusal: Refusal


@dataclass(frozen=True, slots=True)
class FailedFile:
    """Should have been readable and is not."""

    refusal: Refusal


Find = FoundFile | SkippedFile | FailedFile


@dataclass(slots=True)
class _Search:
    """What one call has met already; files and folders are known by device and number."""

    met: set[tuple[int, int]] = field(default_factory=set)

    def named(self, path: str) -> Iterator[Find]:
        # Not resolved: the reader finds the file under the name they gave it.
        absolute = Path(os.path.normpath(Path.cwd() / path))
        try:
            status = absolute.stat()
        except (OSError, ValueError) as error:
            yield FailedFile(Refusal(str(absolute), _reason(error)))
            return
        if stat.S_ISDIR(status.st_mode):
            root = absolute.resolve()
            nothing = True
            for find in self._folder(absolute, root):
                nothing = False
                yield find
            if nothing:
                yield SkippedFile(
                    Refusal(str(absolute), "nothing new that could be read in this folder")
                )
        elif stat.S_ISREG(status.st_mode):
            yield from self._regular(absolute, status)
        else:
            yield FailedFile(Refusal(str(absolute), "not a regular file"))

    def _folder(self, folder: Path, root: Path) -> Iterator[Find]:
        try:
            status = folder.stat()
            entries = sorted(folder.iterdir(), key=_natural)
        except OSError as error:
            yield FailedFile(Refusal(str(folder), _reason(error)))
            return
        if not self._is_new(status):
            return
        for path in entries:
            if not path.name.startswith("."):
                yield from self._entry(path, root)

    def _entry(self, path: Path, root: Path) -> Iterator[Find]:
        try:
            if path.is_symlink():
                target = path.resolve(strict=True)
                if not target.is_relative_to(root):
                    yield SkippedFile(Refusal(str(path), "a link out of the folder"))
                    return
                path = target
            status = path.stat()
        except (OSError, RuntimeError) as error:
            yield SkippedFile(Refusal(str(path), _reason(error)))
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path, root)
        elif not stat.S_ISREG(status.st_mode):
            yield SkippedFile(Refusal(str(path), "not a regular file"))
        elif path.suffix.lower() not in SUFFIXES:
            kind = path.suffix or "no suffix"
            yield SkippedFile(
                Refusal(str(path), f"no kind of file that is read, by its name ({kind})")
            )
        else:
            yield from self._regular(path, status)

    def _regular(self, path: Path, status: os.stat_result) -> Iterator[FoundFile]:
        if self._is_new(status):
            yield FoundFile(str(path), status.st_size, status.st_mtime_ns)

    def _is_new(self, status: os.stat_result) -> bool:
        identity = (status.st_dev, status.st_ino)
        if identity in self.met:
            return False
        self.met.add(identity)
        return True


def find_files(paths: Sequence[str]) -> Iterator[Find]:
    """The files named, and the readable files within the folders named, each real file once.

    Folders are searched with all their folders, in natural order, hidden entries left out. What is
    named must exist; what is merely found may be left out.
    """
    search = _Search()
    for path in paths:
        yield from search.named(path)


def read_file(found: FoundFile) -> RawDocument:
    """The bytes of a file found before.

    Raises:
        SourceUnreadable: no permission, vanished, or no longer a regular file.
        SourceTooLarge: more than `LARGEST` bytes.
    """
    try:
        # Without O_NONBLOCK a FIFO that took the file's place would be waited for.
        descriptor = os.open(found.source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise SourceUnreadable("not a regular file", subject=found.source)
            if status.st_size > LARGEST:
                raise _too_large(found.source)
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise SourceUnreadable(
            _reason(error), subject=found.source, advice="check that you may read it"
        ) from error
    if len(data) > LARGEST:
        raise _too_large(found.source)
    return RawDocument(found.source, data, len(data), status.st_mtime_ns)


def from_stream(data: bytes) -> RawDocument:
    """The bytes of standard input.

    Raises:
        SourceTooLarge: more than `LARGEST` bytes.
    """
    if len(data) > LARGEST:
        raise _too_large(STANDARD_INPUT)
    return RawDocument(STANDARD_INPUT, data, len(data), None)


def _too_large(source: str) -> SourceTooLarge:
    return SourceTooLarge(
        f"larger than {LARGEST // 1_000_000} MB, the most one article may have",
        subject=source,
        advice="split it",
    )


def _reason(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "does not exist"
        case PermissionError():
            return "no permission to read it"
        case OSError(errno=errno.ELOOP) | RuntimeError():
            return "a link that leads back to itself"
        case OSError(strerror=str(text)):
            return text
        case _:
            return "not a possible file name"


def _natural(path: Path) -> tuple[list[tuple[int, str]], str]:
    """A key that sorts `page 9` before `page 10`, whatever the case."""
    parts = _DIGITS.split(path.name.casefold())
    return [(int(p), "") if p.isdecimal() else (-1, p) for p in parts], path.name
