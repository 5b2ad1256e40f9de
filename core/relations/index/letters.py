"""The sequences of letters in words, by which words are alike that share no stem."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.relations.index.strings import Numbers, Strings

Buckets = npt.NDArray[np.uint32]

SIZES = (3, 4, 5)
"""How many letters the sequences have."""
BUCKET_BITS = 18
BUCKETS = 1 << BUCKET_BITS
"""Sequences are numbered by a hash, so that none needs to be kept."""

_FACTORS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1)
_MIXING = 0x2C1B3C6D


def sequences(strings: Strings, numbers: Numbers) -> tuple[Buckets, Numbers]:
    """The buckets of the letter sequences of some strings, borders included.

    Beside each stands the place in `numbers` of the string it is in.
    """
    first = strings.starts[numbers].astype(np.int64) - 1
    sizes = strings.starts[numbers + 1] - first
    owners = np.repeat(np.arange(len(numbers)), sizes)
    within = np.arange(len(owners)) - (np.cumsum(sizes) - sizes)[owners]
    units = strings.text[first[owners] + within].astype(np.uint32)
    left = sizes[owners] - within
    hashed = np.zeros(len(units), dtype=np.uint32)
    found: list[Buckets] = []
    places: list[Numbers] = []
    for size in range(1, SIZES[-1] + 1):
        shifted = units[size - 1 :] * np.uint32(_FACTORS[size - 1])
        hashed[: len(shifted)] += shifted
        if size in SIZES:
            whole = np.flatnonzero(left >= size)
            mixed = hashed[whole] ^ (hashed[whole] >> np.uint32(15))
            found.append((mixed * np.uint32(_MIXING)) >> np.uint32(32 - BUCKET_BITS))
            places.append(owners[whole])
    return np.concatenate(found), np.concatenate(places)
