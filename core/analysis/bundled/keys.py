"""Words kept small: each as 32 bits of its hash, sorted, on disk as the gaps between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.strings import hash_string  # type: ignore[attr-defined]  # not in its stubs

Keys = npt.NDArray[np.uint32]
"""Ascending."""
_MASK = 0xFFFF_FFFF


def key_of(word: str) -> int:
    """The 32 bits that stand for a word; about one unknown word in 5,000 shares a known one's."""
    return int(hash_string(word)) & _MASK


def keys_of(words: Iterable[str]) -> Keys:
    """The keys of words in their order."""
    return np.array([key_of(word) for word in words], dtype=np.uint32)


def places(keys: Keys, wanted: Keys) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Where each wanted key would stand among the keys, and whether it does."""
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.intp), np.zeros(len(wanted), dtype=np.bool_)
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return found, keys[found] == wanted


def gaps(keys: Keys) -> dict[str, Any]:
    """What `keys_kept` makes the keys of again: low bytes apart from high ones, to pack well."""
    steps = np.diff(keys, prepend=np.uint32(0)).astype(np.uint32)
    return {
        "gap_low": (steps & 0xFF).astype(np.uint8),
        "gap_middle": (steps >> 8 & 0xFF).astype(np.uint8),
        "gap_high": (steps >> 16).astype(np.uint16),
    }


def keys_kept(stored: Mapping[str, npt.NDArray[Any]]) -> Keys:
    """The keys whose gaps are stored."""
    steps = (
        stored["gap_low"].astype(np.uint32)
        | stored["gap_middle"].astype(np.uint32) << 8
        | stored["gap_high"].astype(np.uint32) << 16
    )
    return np.cumsum(steps, dtype=np.uint32)
