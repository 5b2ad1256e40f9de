"""Text that remembers, for each of its characters, where it stands in the original."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.model import Run, Span


@dataclass(frozen=True, slots=True)
class TrackedText:
    """A text and its runs; characters without a run (separators) have no place in the original.

    Within a run of equal lengths characters correspond one to one, though white space may have
    become a plain space. In any other run each character stands for the whole original stretch.
    """

    text: str
    runs: tuple[Run, ...]

    @staticmethod
    def untouched(original: str) -> TrackedText:
        """The original itself."""
        length = len(original)
        return TrackedText(original, (Run(0, 0, length, length),) if original else ())

    @staticmethod
    def join(parts: Sequence[TrackedText], separator: str) -> TrackedText:
        """The parts in order, with separators that have no origin between them."""
        runs: list[Run] = []
        position = 0
        for number, part in enumerate(parts):
            if number:
                position += len(separator)
            _append(runs, part.runs, position)
            position += len(part.text)
        return TrackedText(separator.join(part.text for part in parts), tuple(runs))

    def slice(self, start: int, end: int) -> TrackedText:
        """The characters from `start` up to `end`."""
        start, end = max(start, 0), min(end, len(self.text))
        if start >= end:
            return TrackedText("", ())
        if start == 0 and end == len(self.text):
            return self
        return TrackedText(self.text[start:end], tuple(_cut(self.runs, start, end)))

    def strip(self) -> TrackedText:
        """The text without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, len(self.text.rstrip()))

    def edited(self, edits: Iterable[tuple[Span, str]]) -> TrackedText:
        """The text with ascending, separate, non-empty stretches replaced.

        A replacement stands for the whole original stretch of what it replaces.
        """
        parts: list[TrackedText] = []
        position = 0
        for span, replacement in edits:
            parts.append(self.slice(position, span.start))
            if replacement:
                origin = self.to_original(span)
                run = Run(0, origin.start, len(replacement), len(origin))
                parts.append(TrackedText(replacement, (run,)))
            position = span.end
        if not position:
            return self
        parts.append(self.slice(position, len(self.text)))
        return TrackedText.join(parts, "")

    def to_original(self, span: Span) -> Span:
        """The smallest stretch of the original that covers the span."""
        return original_span(self.runs, span)


def original_span(alignment: Sequence[Run], span: Span) -> Span:
    """The smallest stretch of the original that covers a span of the aligned text.

    A span without any origin becomes the empty stretch where the text before it ends.
    """
    first = bisect_right(alignment, span.start, key=_end)
    behind = bisect_left(alignment, span.end, key=_start)
    if first >= behind:
        if not first:
            return Span(0, 0)
        before = alignment[first - 1]
        place = before.original_start + before.original_length
        return Span(place, place)
    covered = _cut(alignment[first:behind], span.start, span.end)
    ends = (run.original_start + run.original_length for run in covered)
    return Span(min(run.original_start for run in covered), max(ends))


def _start(run: Run) -> int:
    return run.start


def _end(run: Run) -> int:
    return run.start + run.length


def _cut(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The runs between two positions, counted from the first, those at the edges shortened."""
    kept: list[Run] = []
    first = bisect_right(runs, start, key=_end)
    for position in range(first, len(runs)):
        run = runs[position]
        if run.start >= end:
            break
        left = max(start - run.start, 0)
        length = min(end - run.start, run.length) - left
        if run.length == run.original_length:
            kept.append(Run(run.start + left - start, run.original_start + left, length, length))
        else:
            place = run.start + left - start
            kept.append(Run(place, run.original_start, length, run.original_length))
    return kept


def _append(runs: list[Run], added: Iterable[Run], shift: int) -> None:
    """Add runs at a position, melting the seam where both sides stand together in the original."""
    for run in added:
        start = run.start + shift
        last = runs[-1] if runs else None
        if (
            last is not None
            and last.length == last.original_length
            and run.length == run.original_length
            and last.start + last.length == start
            and last.original_start + last.length == run.original_start
        ):
            length = last.length + run.length
            runs[-1] = Run(last.start, last.original_start, length, length)
        else:
            runs.append(Run(start, run.original_start, run.length, run.original_length))
