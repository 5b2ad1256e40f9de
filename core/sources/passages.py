"""A text as passages: one headline, paragraph or stray line each, with wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.model import Role, Span
from core.text.spans import TrackedText

_GAP = re.compile(r"\s{2,}|\n")
_HYPHENATED = re.compile(
    r"(?<=\w)([^\W\d_A-ZÄÖÜ])-\n\s*(?!(?:und|oder|bzw|sowie|and|or)\b)([^\W\d_A-ZÄÖÜ])"
)
_SENTENCE_MARKS = (".", "!", "?", "…", ".“", ".”", '."')

# A column of wrapped text is at most this wide, and this share of its lines is full.
_WIDEST_COLUMN = 130
_NARROWEST_COLUMN = 40
_FULL_SHARE = 0.5
_RAGGED = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that is one thing, in one line, with no white space at its ends."""

    tracked: TrackedText
    apart: bool = True
    """Whether a blank line stands before it."""
    role: Role | None = None
    """What the markup says it is; None when it says nothing."""
    sure: bool = False
    """Whether it is known to be no line of the page around the text, however short."""

    @property
    def text(self) -> str:
        """The words."""
        return self.tracked.text


@dataclass(frozen=True, slots=True)
class Left:
    """A stretch that is no part of the article, and why."""

    reason: str
    tracked: TrackedText


def even(text: str) -> str:
    """The text with straight quotes and plain dashes, character for character."""
    return text.translate(_EVEN)


_EVEN = str.maketrans(
    dict.fromkeys("„“”«»‟″", '"') | dict.fromkeys("‚‘’‹›‛′`´", "'") | dict.fromkeys("–—‐‑−", "-")
)


def passage(
    tracked: TrackedText, *, apart: bool = True, role: Role | None = None, sure: bool = False
) -> Passage:
    """A passage of what may still have line breaks, wide gaps and white space at its ends."""
    stripped = tracked.strip()
    if _GAP.search(stripped.text) is not None:
        stripped = stripped.edited(_joints(stripped.text))
    return Passage(stripped, apart, role, sure)


def plain_passages(tracked: TrackedText) -> tuple[Passage, ...]:
    """The passages of plain text: lines, or in wrapped text what the lines of a column make up."""
    found: list[Passage] = []
    end = 0
    for stretch in _stretches(tracked.text):
        apart = not found or tracked.text.count("\n", end, stretch.start) > 1
        found.append(passage(tracked.slice(stretch.start, stretch.end), apart=apart))
        end = stretch.end
    return tuple(found)


def is_wrapped(text: str) -> bool:
    """Whether the text is set in a column, its lines ending where the next word did not fit."""
    return _are_wrapped(text, _lines(text))


def _lines(text: str) -> list[Span]:
    """The lines that are not blank."""
    lines = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            lines.append(Span(start, end))
        start = end + 1
    return lines


def _joints(text: str) -> Iterator[tuple[Span, str]]:
    """Line breaks and gaps as one space, a hyphen at a line's end as nothing."""
    position = 0
    for hyphenated in _HYPHENATED.finditer(text):
        for gap in _GAP.finditer(text, position, hyphenated.start()):
            yield Span(*gap.span()), " "
        # Both letters are replaced, so that the hyphen between them keeps its place.
        yield Span(*hyphenated.span()), hyphenated[1] + hyphenated[2]
        position = hyphenated.end()
    for gap in _GAP.finditer(text, position):
        yield Span(*gap.span()), " "


def _are_wrapped(text: str, lines: Sequence[Span]) -> bool:
    width = _column(text, lines)
    if width < _NARROWEST_COLUMN:
        return False
    followed = 0
    full = 0
    for line, following in pairwise(lines):
        if text.count("\n", line.end, following.start) == 1:
            followed += 1
            ends = line.of(text).rstrip().endswith(_SENTENCE_MARKS)
            full += not ends and _is_full(text, line, following, width)
    return followed > 1 and full > _FULL_SHARE * followed


def _stretches(text: str) -> Iterator[Span]:
    """The lines, those that continue one another taken together."""
    lines = _lines(text)
    width = _column(text, lines) if _are_wrapped(text, lines) else 0
    start = lines[0].start if lines else 0
    for line, following in pairwise(lines):
        neighbours = text.count("\n", line.end, following.start) == 1
        full = width and _is_full(text, line, following, width)
        if not (neighbours and (full or _breaks_off(text, line, following))):
            yield Span(start, line.end)
            start = following.start
    if lines:
        yield Span(start, lines[-1].end)


def _breaks_off(text: str, line: Span, following: Span) -> bool:
    """Whether a sentence goes on in small letters on the next line."""
    words = line.of(text).strip()
    next_word, _, _ = following.of(text).strip().partition(" ")
    goes_on = next_word.isalpha() and next_word.islower()
    return goes_on and len(words) >= _NARROWEST_COLUMN and (words[-1].isalnum() or words[-1] == ",")


def _column(text: str, lines: Sequence[Span]) -> int:
    """How wide the text is set; 0 when too much of it is wider than any column."""
    widths = [len(line.of(text).strip()) for line in lines]
    narrow = [width for width in widths if width <= _WIDEST_COLUMN]
    too_wide = len(widths) - len(narrow)
    return 0 if too_wide * 20 > len(widths) else max(narrow, default=0)


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    words = line.of(text).strip()
    first_word, _, _ = following.of(text).strip().partition(" ")
    hyphenated = words.endswith("-") and words[-2:-1].isalpha()
    return hyphenated or len(words) + 1 + len(first_word) > width - _RAGGED
