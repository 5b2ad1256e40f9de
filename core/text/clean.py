"""Foreign text made harmless: no terminal sequences, no invisible or direction characters, NFC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from core.model import Span
from core.text.spans import TrackedText

# Whole blocks that need no second look: printable, NFC as they are, no marks, no odd spaces.
_PLAIN = (
    "\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0373\u0400-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2190-\u22ff\u2500-\u27ff"
)
_SUSPECT = re.compile(f"[^{_PLAIN}]")

_SEQUENCE = (
    # CSI; without its final character only what stands there of it goes.
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]?"
    # OSC, DCS, APC, PM, SOS end with BEL or ST on the same line. Without an end only the
    # introduction goes, so that none of them takes the article along.
    r"|(?:\x1b[\]P_^X]|[\x9d\x90\x9f\x9e\x98])"
    r"(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029]{0,4096}(?:\x07|\x1b\\|\x9c)|[0-9;]{0,16})"
    r"|\x1b[ -/]{1,4}[0-~]"
    r"|\x1b[0-~]"
)
_LINE_END = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_SPACE = "[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_PICTURE = (
    "\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf"
    "\u2934-\u2b55\U0001f000-\U0001faff"
)
_FORBIDDEN = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0"
    "\ufff0-\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_JOINER = f"(?<![{_PICTURE}\ufe0f])\u200d|\u200d(?![{_PICTURE}])"
_UNCLEAN = re.compile(
    f"(?P<line>{_LINE_END})|(?P<space>{_SPACE})|{_SEQUENCE}|(?:{_FORBIDDEN}|{_JOINER})"
)

# Candidates only: combining marks are no word characters, but neither are signs.
_CROWD = re.compile(r"[^\w\s\x00-\u02ff]{5,}")
_MARKS_IN_A_ROW = 4

_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_LINE_AND_SPACE = re.compile(r"\s+")


def clean(text: str) -> TrackedText:
    """The text without anything that could steer a terminal or hide from a search, in NFC.

    Lines end with LF, every other white space is a plain space. Cleaning twice equals once.
    """
    tracked = TrackedText.untouched(text)
    if _SUSPECT.search(text) is None:
        return tracked
    tracked = tracked.edited(_unclean(tracked.text))
    # Taking marks away can bring together what composes, and composing can leave more marks.
    while (narrowed := _narrowed(tracked)) is not tracked:
        tracked = narrowed
    return tracked


def clean_line(text: str) -> str:
    """The text cleaned for one line: no line breaks, no space at the ends, one between words."""
    return _LINE_AND_SPACE.sub(" ", clean(text).text).strip()


def _unclean(text: str) -> Iterator[tuple[Span, str]]:
    for found in _UNCLEAN.finditer(text):
        replacement = {"line": "\n", "space": " "}.get(found.lastgroup or "", "")
        yield Span(*found.span()), replacement


def _narrowed(tracked: TrackedText) -> TrackedText:
    if not unicodedata.is_normalized("NFC", tracked.text):
        tracked = tracked.edited(_composed(tracked.text))
    return tracked.edited(_crowded(tracked.text))


def _composed(text: str) -> Iterator[tuple[Span, str]]:
    """Every cluster that is not in NFC, with its composed form."""
    for found in _NOT_ASCII.finditer(text):
        if unicodedata.is_normalized("NFC", found.group()):
            continue
        start = found.start()
        for position in range(start + 1, found.end() + 1):
            if position < found.end() and _joins(text[position]):
                continue
            cluster = text[start:position]
            composed = unicodedata.normalize("NFC", cluster)
            if composed != cluster:
                yield Span(start, position), composed
            start = position


def _joins(character: str) -> bool:
    """Whether it may melt with, or move before, the character in front of it."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _crowded(text: str) -> Iterator[tuple[Span, str]]:
    """The combining marks beyond those a word can need."""
    for found in _CROWD.finditer(text):
        marks = 0
        for position in range(*found.span()):
            marks = marks + 1 if unicodedata.category(text[position]) in {"Mn", "Me"} else 0
            if marks > _MARKS_IN_A_ROW:
                yield Span(position, position + 1), ""
