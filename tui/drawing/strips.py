"""The one place where strips are made: everything drawn line by line passes the guard here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from core.model import Span
from tui.drawing.safe_text import harmless

Look: TypeAlias = tuple[str, ...]
"""Names of component classes without their prefix; later ones are laid over earlier ones."""

Piece: TypeAlias = tuple[str, Look]
"""Words and how they look."""

Recolour: TypeAlias = Callable[[list[Segment]], list[Segment]]
"""What the terminal's colours make of a line."""


def make_strip(
    pieces: Iterable[Piece],
    width: int,
    *,
    style: Callable[[Look], Style],
    recolour: Recolour | None = None,
) -> Strip:
    """The pieces in a row, cut or filled up to exactly `width` cells."""
    segments = [Segment(harmless(text), style(look)) for text, look in pieces if text]
    missing = width - sum(cell_len(segment.text) for segment in segments)
    if missing > 0:
        segments.append(Segment(" " * missing, style(())))
    if recolour is not None:
        segments = recolour(segments)
    strip = Strip(segments, width - min(missing, 0))
    return strip.adjust_cell_length(width) if missing < 0 else strip


def lit_pieces(
    text: str, stretch: Span, look: Look, lit: Iterable[tuple[str, Sequence[Span]]]
) -> list[Piece]:
    """A stretch of a text; `lit` names parts of the text and how they look, topmost last."""
    start, end = stretch.start, stretch.end
    over = [
        (max(start, span.start), min(end, span.end), name)
        for name, spans in lit
        for span in spans
        if span.start < end and start < span.end
    ]
    if not over:
        return [(text[start:end], look)]
    edges = sorted({start, end, *(o[0] for o in over), *(o[1] for o in over)})
    return [
        (
            text[here:there],
            look + tuple(name for first, last, name in over if first <= here and there <= last),
        )
        for here, there in pairwise(edges)
    ]
