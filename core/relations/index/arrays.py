"""Arrays of numbers in one file, mapped into memory when they are read."""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_MAGIC = b"LSRTARR1"
_HEAD = struct.Struct("<8sII")
"""What the file is, how long its table of contents is, and the checksum of that."""
_BOUNDARY = 64
"""Arrays begin at multiples of this."""


class ArraysDamaged(Exception):
    """A file of arrays is missing, cut off or something else."""


def opened_for_owner(path: Path, *, added_to: bool = False) -> BinaryIO:
    """A file open for writing, empty unless it is added to; one that is made is its owner's."""
    start = os.O_APPEND if added_to else os.O_TRUNC
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | start, 0o600), "wb")


def write_arrays(path: Path, arrays: Mapping[str, Array], numbers: Mapping[str, int]) -> None:
    """Write arrays and a few single numbers; when it returns they are on the disk."""
    plain = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    places: dict[str, tuple[str, int, int, int]] = {}
    at = 0
    for name, array in plain.items():
        at += -at % _BOUNDARY
        places[name] = (array.dtype.str, len(array), at, zlib.crc32(array.data))
        at += array.nbytes
    contents = json.dumps({"arrays": places, "numbers": dict(numbers), "size": at}).encode()
    contents += b" " * (-(_HEAD.size + len(contents)) % _BOUNDARY)
    with opened_for_owner(path) as file:
        file.write(_HEAD.pack(_MAGIC, len(contents), zlib.crc32(contents)))
        file.write(contents)
        written = 0
        for name, array in plain.items():
            file.write(b"\0" * (places[name][2] - written))
            file.write(array.data)
            written = places[name][2] + array.nbytes
        file.flush()
        os.fsync(file.fileno())


def map_arrays(path: Path) -> tuple[dict[str, Array], dict[str, int]]:
    """The arrays and numbers of a file; its pages are read when they are looked at.

    Raises:
        ArraysDamaged: the file is not there, not whole, or none of arrays.
    """
    contents, start, mapped = _opened(path)
    arrays: dict[str, Array] = {
        name: np.frombuffer(mapped, kind, count, start + at) if count else np.zeros(0, kind)
        for name, (kind, count, at, _) in contents["arrays"].items()
    }
    return arrays, contents["numbers"]


def is_sound(path: Path) -> bool:
    """Whether a file holds what was written; reads all of it."""
    try:
        contents, start, mapped = _opened(path)
    except ArraysDamaged:
        return False
    with memoryview(mapped) as view:
        for kind, count, at, checksum in contents["arrays"].values():
            size = np.dtype(kind).itemsize * count
            if zlib.crc32(view[start + at : start + at + size]) != checksum:
                return False
    return True


def _opened(path: Path) -> tuple[Any, int, mmap.mmap]:
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:  # an empty file cannot be mapped
        raise ArraysDamaged(path.name) from error
    if len(mapped) < _HEAD.size:
        raise ArraysDamaged(path.name)
    magic, length, checksum = _HEAD.unpack(mapped[: _HEAD.size])
    start = _HEAD.size + length
    table = mapped[_HEAD.size : start]
    if magic != _MAGIC or zlib.crc32(table) != checksum:
        raise ArraysDamaged(path.name)
    contents = json.loads(table)
    if len(mapped) != start + contents["size"]:
        raise ArraysDamaged(path.name)
    return contents, start, mapped
