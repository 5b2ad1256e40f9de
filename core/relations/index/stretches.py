"""Where equal numbers begin in an ascending row."""

from __future__ import annotations

import numpy as np

from core.relations.index.arrays import Array
from core.relations.index.strings import Numbers


def firsts_of(ordered: Array) -> Numbers:
    """Where in an ascending row each number stands for the first time."""
    is_first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return np.flatnonzero(is_first)
