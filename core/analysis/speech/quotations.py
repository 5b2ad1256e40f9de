"""Where a text quotes: stretches between quotation marks of any make, nested ones undivided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from core.model import Span

_MARK = re.compile("[\"'„“”‟‚‘’»«›‹]")
_CLOSERS = {
    "„": '“”"‟',
    "“": '”"',
    "”": "”",
    "‟": "”",
    '"': '"',
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    "‚": "‘’'",
    "‘": "’'",
    "'": "'",
}
_SINGLE = "‚‘'"
_BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]*)*")
_SENTENCE_ENDS = frozenset(".!?…")
_NESTED_REACH = 300
_SHORT_REACH = 600
_MARKS_AHEAD = 30
_LONGEST = 1500
"""A mark whose partner is farther away has none."""
_STRAY_MARKS = 6
"""How many marks without a partner a block may have before its quotations are given up."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, these included; counts in the article's text."""

    span: Span
    inner: Span
    continued: bool
    """It goes on from the quotation before, which the paragraph before left open."""


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in order; those within others are part of them.

    A quotation ends with its paragraph; left open there, it counts only where the next paragraph
    opens it again, as the press does.
    """
    found: list[Quotation] = []
    blocks = [Span(*match.span()) for match in _BLOCK.finditer(text)]
    continued = False
    for number, block in enumerate(blocks):
        following = blocks[number + 1].start if number + 1 < len(blocks) else len(text)
        runs_on = text[following : following + 1] in _CLOSERS
        in_block, is_open = _in_block(text, block, runs_on=runs_on)
        for position, quotation in enumerate(in_block):
            goes_on = continued and position == 0 and quotation.span.start == block.start
            found.append(Quotation(quotation.span, quotation.inner, goes_on))
        continued = is_open
    return tuple(found)


def _in_block(text: str, block: Span, *, runs_on: bool) -> tuple[list[Quotation], bool]:
    found: list[Quotation] = []
    start = block.start
    for _ in range(_STRAY_MARKS):
        opened = _scan(text, Span(start, block.end), found)
        if opened is None:
            return found, False
        if runs_on and text[opened] == text[_next_mark(text, block.end)]:
            span = Span(opened, block.end)
            found.append(Quotation(span, Span(opened + 1, block.end), continued=False))
            return found, True
        start = opened + 1
    return found, False


def _next_mark(text: str, position: int) -> int:
    match = _MARK.search(text, position)
    return match.start() if match is not None else position - 1


def _scan(text: str, stretch: Span, found: list[Quotation]) -> int | None:
    """Notes the quotations of a stretch; where one is left open, its start."""
    expected: list[str] = []
    first = stretch.start
    for match in _MARK.finditer(text, stretch.start, stretch.end):
        mark, at = match.group(), match.start()
        if expected and at - first > _LONGEST:
            return first
        if expected and mark in expected[-1] and _may_close(text, at):
            expected.pop()
            if not expected and at > first + 1:
                found.append(Quotation(Span(first, at + 1), Span(first + 1, at), continued=False))
        elif mark in _CLOSERS and _may_open(text, at, stretch.end, mark):
            if mark in _SINGLE and not _closes_later(text, at, stretch.end, _CLOSERS[mark]):
                continue
            if not expected:
                first = at
            elif _CLOSERS[mark] == expected[-1] and not _is_nested(text, at, stretch.end, mark):
                if text[max(0, at - 3) : at].rstrip()[-1:] not in _SENTENCE_ENDS:
                    continue
                first = at  # the one before was never closed
                expected.clear()
            expected.append(_CLOSERS[mark])
    return first if expected else None


def _may_close(text: str, at: int) -> bool:
    """Whether a mark is no apostrophe within a word."""
    following = text[at + 1 : at + 2]
    return text[at] not in "'’‘" or not following.isalnum()


def _may_open(text: str, at: int, end: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    following = text[at + 1] if at + 1 < end else " "
    if following.isspace() or (following in ",.;:!?)" and mark != "„"):
        return False
    return mark in "„»«‚" or not before.isalnum()


def _is_nested(text: str, at: int, end: int, mark: str) -> bool:
    """Whether marks of the same make close both this quotation and the one it stands in."""
    depth = 2
    for match in _MARK.finditer(text, at + 1, min(end, at + _NESTED_REACH)):
        if match.group() in _CLOSERS[mark]:
            depth -= 1
        elif match.group() == mark:
            depth += 1
        if not depth:
            return True
    return False


def _closes_later(text: str, at: int, end: int, closers: str) -> bool:
    return any(
        match.group() in closers
        and _may_close(text, match.start())
        and not text[match.start() - 1].isspace()
        for match in islice(_MARK.finditer(text, at + 2, min(end, at + _SHORT_REACH)), _MARKS_AHEAD)
    )
