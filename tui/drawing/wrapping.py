"""Breaking text into lines of a width counted in terminal cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from rich.cells import cell_len, get_character_cell_size, split_graphemes

_NOT_NARROW: Final = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\ufffd]"
)
"""Anything that may take more or less than one cell; what is left is counted by its length."""


def wrap(text: str, width: int, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of `text[start:end]` as stretches of `text`; only spaces stand between them.

    Lines break at spaces and after the hyphens of compounds; a longer word is broken where the
    line ends. A line is wider than `width` only when a single character is.
    """
    width = max(1, width)
    lines: list[tuple[int, int]] = []
    at = start
    while at < end:
        if text[at] == " ":
            at += 1
            continue
        limit = at + width
        if _NOT_NARROW.search(text, at, min(limit + 1, end)) is None:
            stop = end if limit >= end else _break_before(text, at, limit)
        else:
            stop = _wide_stop(text, at, end, width)
        begin, at = at, stop
        while text[stop - 1] == " ":
            stop -= 1
        lines.append((begin, stop))
    return lines or [(start, start)]


def _break_before(text: str, at: int, limit: int) -> int:
    """Where the line from `at` ends when at most the characters before `limit` fit."""
    space = text.rfind(" ", at, limit + 1)
    hyphen = text.rfind("-", max(at, space), limit)
    while hyphen > at and not _is_joint(text, hyphen):
        hyphen = text.rfind("-", max(at, space), hyphen)
    if hyphen > at:
        return hyphen + 1
    return space if space > at else limit


def _is_joint(text: str, hyphen: int) -> bool:
    """Whether the hyphen joins two parts of a compound, each of two letters or digits at least."""
    before, after = text[max(0, hyphen - 2) : hyphen], text[hyphen + 1 : hyphen + 3]
    return len(before) == len(after) == 2 and before.isalnum() and after.isalnum()


def _wide_stop(text: str, at: int, end: int, width: int) -> int:
    """As `_break_before`, for text where characters take no cell, one or two."""
    reach = width + 1
    firsts, sizes = _graphemes(text[at : min(end, at + reach)])
    if len(sizes) < reach:  # some characters share a cell, so more may fit
        firsts, sizes = _graphemes(text[at : min(end, at + 4 * reach + 64)])
    fitting = max(1, bisect_right(list(accumulate(sizes)), width))
    limit = at + firsts[fitting]
    if fitting == len(sizes):
        return limit
    # between two ideographs a line may break without a space
    wide = next((index for index in range(fitting, 0, -1) if sizes[index] == 2), 0)
    return min(limit, max(at + firsts[wide], _break_before(text, at, limit)))


def _graphemes(text: str) -> tuple[Sequence[int], list[int]]:
    """Where what stands together in a cell, or two, begins (and the text ends); its cells."""
    sizes = list(map(get_character_cell_size, text))
    if 0 not in sizes:
        return range(len(text) + 1), sizes
    spans, _ = split_graphemes(text)
    return [*(first for first, _, _ in spans), len(text)], [size for _, _, size in spans]


def cell_at(text: str, cell: int) -> int:
    """The index of the character that covers a cell; the length of the text beyond its end."""
    firsts, sizes = _graphemes(text)
    return firsts[bisect_right(list(accumulate(sizes)), cell)]


def cut(text: str, width: int, ellipsis: str) -> str:
    """The text if it fits, otherwise as much of its beginning as fits with the ellipsis."""
    if width <= 0:
        return ""
    start = text[: 4 * width + 64]
    if len(start) == len(text) and cell_len(start) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room <= 0:
        return ellipsis[:width]
    kept = start[: cell_at(start, room)]
    return kept.rstrip(" ") + ellipsis
