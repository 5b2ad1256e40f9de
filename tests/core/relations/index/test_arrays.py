"""Arrays in one file: what was written is read, what is damaged is recognised."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.relations.index.arrays import Array, ArraysDamaged, is_sound, map_arrays, write_arrays

ARRAYS: dict[str, Array] = {
    "ints": np.arange(7, dtype=np.int32),
    "none": np.zeros(0, dtype=np.float32),
    "keys": np.array([1 << 60], dtype=np.uint64),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "some.arrays"
    write_arrays(path, ARRAYS, {"first": 3})
    return path


def test_what_was_written_is_mapped(path: Path) -> None:
    arrays, numbers = map_arrays(path)
    assert numbers == {"first": 3}
    assert {name: (array.dtype, array.tolist()) for name, array in arrays.items()} == {
        name: (array.dtype, array.tolist()) for name, array in ARRAYS.items()
    }
    assert is_sound(path)


def test_mapped_arrays_cannot_be_changed(path: Path) -> None:
    arrays, _ = map_arrays(path)
    with pytest.raises(ValueError, match="read-only"):
        arrays["ints"][0] = 1


@pytest.mark.parametrize("kept", [0, 5, 20, -1])
def test_a_file_that_was_cut_off_is_damaged(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ArraysDamaged):
        map_arrays(path)
    assert not is_sound(path)


def test_a_missing_file_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(ArraysDamaged):
        map_arrays(tmp_path / "none")


def test_another_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("no arrays at all, only some text\n" * 9)
    with pytest.raises(ArraysDamaged):
        map_arrays(path)


def test_a_changed_byte_is_found_by_reading_all(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    map_arrays(path)
    assert not is_sound(path)
