"""Markdown as passages of plain text.

Of a line's marks (`MARKS`) nothing remains; whole lines and targets that are no words of the
article are left with their reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.model import Role, Span
from core.sources.passages import Left, Passage, is_wrapped, passage
from core.text.spans import TrackedText

MARKS = frozenset("#*_~`[]()!<>\\|-+")
"""The characters that can be marks, and then stand neither in the article nor in what is left."""

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[^`]*\Z")
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})(?:\s+(?P<words>.*))?\Z")
_UNDERLINE = re.compile(r" {0,3}(?P<kind>=+|-{2,})\s*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})\Z")
_TARGET = re.compile(r" {0,3}\[[^\]]{1,200}\]:\s+\S.*\Z")
_QUOTE = re.compile(r"\s*>[>\s]*")
_ITEM = re.compile(r"\s*(?:[-*+]\s+|(?=\d{1,3}[.)]\s))")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

# What is looked for within a line is bounded, so that no text can make the search long.
_IMAGE = (
    r"!\[[^\]]{0,300}\]"
    r"(?:\([^()\s]{0,500}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s[^()]{0,300})?\)|\[[^\]]{0,200}\])"
)
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>(?<!`)`{1,4}(?!`))(?P<literal>.{1,300}?)(?<!`)(?P=ticks)(?!`)"
    rf"|(?P<image>\[{_IMAGE}\]\([^()]{{0,500}}\)|{_IMAGE})"
    r"|\[(?P<words>(?:[^\[\]]|\[[^\[\]]{0,200}\]){1,300})\]"
    r"(?P<target>\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s[^()]{0,300})?\)"
    r"|\[[^\]]{0,200}\])"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,1000})>"
    r"|(?P<tag></?[A-Za-z][^<>]{0,300}>)"
    r"|(?P<stress>\*{1,3}|_{1,3}|~~)"
)


@dataclass(slots=True)
class _Reading:
    """The lines read so far."""

    passages: list[Passage] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    lines: list[TrackedText] = field(default_factory=list)
    """Of the paragraph that is still open."""
    role: Role | None = None
    fence: str = ""
    titled: bool = False
    by_line: bool = False
    """Whether every line is a paragraph."""

    def close(self) -> None:
        if self.lines:
            self.add(TrackedText.join(self.lines, " "), self.role)
        self.lines, self.role = [], None

    def add(self, tracked: TrackedText, role: Role | None) -> None:
        plain = passage(_plain(tracked, self.left), role=role)
        if plain.text:
            self.passages.append(plain)

    def heading(self, tracked: TrackedText, level: int) -> None:
        self.close()
        title = level == 1 and not self.titled
        self.titled = self.titled or title
        self.add(tracked, Role.TITLE if title else Role.HEADING)

    def leave(self, reason: str, tracked: TrackedText) -> None:
        self.left.append(Left(reason, tracked.strip()))


def markdown_passages(tracked: TrackedText) -> tuple[tuple[Passage, ...], tuple[Left, ...]]:
    """The passages of a Markdown text, and what was left of it with the reason."""
    columns = _BLANK_LINE.search(tracked.text.strip()) is not None or is_wrapped(tracked.text)
    reading = _Reading(by_line=not columns)
    comments = list(_comments(tracked.text))
    for comment in comments:
        reading.leave("markup", tracked.slice(comment.start, comment.end))
    for line in _lines(tracked.edited((comment, "") for comment in comments)):
        _read(line, reading)
    reading.close()
    return tuple(reading.passages), tuple(reading.left)


def _comments(text: str) -> Iterator[Span]:
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start)) >= 0:
        end = close + len("-->")
        yield Span(start, end)


def _lines(tracked: TrackedText) -> Iterator[TrackedText]:
    start = 0
    for text in tracked.text.split("\n"):
        yield tracked.slice(start, start + len(text))
        start += len(text) + 1


def _read(line: TrackedText, reading: _Reading) -> None:
    fence = _FENCE.match(line.text)
    if reading.fence:
        if fence is not None and fence["fence"].startswith(reading.fence):
            reading.fence = ""
            reading.leave("markup", line)
        elif line.text.strip():
            reading.passages.append(passage(line, apart=False, role=Role.PARAGRAPH))
        return
    if fence is not None:
        reading.close()
        reading.fence = fence["fence"]
        reading.leave("markup", line)
        return
    if (quote := _QUOTE.match(line.text)) is not None:
        line = line.slice(quote.end(), len(line.text))
    if line.text.strip():
        _read_words(line, reading)
    else:
        reading.close()


def _read_words(line: TrackedText, reading: _Reading) -> None:
    text = line.text
    underline = _UNDERLINE.match(text) if reading.lines and reading.role is None else None
    if (heading := _HEADING.match(text)) is not None:
        reading.heading(_without_closing_marks(line, heading), len(heading["level"]))
    elif underline is not None:
        words = TrackedText.join(reading.lines, " ")
        reading.lines = []
        reading.heading(words, 1 if underline["kind"].startswith("=") else 2)
        reading.leave("markup", line)
    elif _RULE.match(text) or _is_table_rule(text):
        reading.close()
        reading.leave("markup", line)
    elif _TARGET.match(text):
        reading.leave("link target", line)
    elif (row := line.strip()).text.startswith("|") and row.text.endswith("|"):
        reading.close()
        reading.add(row.slice(1, len(row.text) - 1), Role.PARAGRAPH)
    elif (item := _ITEM.match(text)) is not None:
        reading.close()
        reading.lines, reading.role = [line.slice(item.end(), len(text))], Role.PARAGRAPH
    else:
        if reading.by_line:
            reading.close()
        reading.lines.append(line)


def _without_closing_marks(line: TrackedText, heading: re.Match[str]) -> TrackedText:
    words = line.slice(*heading.span("words")).strip()
    bare = words.text.rstrip("#")
    closed = not bare or bare[-1].isspace()
    return words.slice(0, len(bare)).strip() if closed else words


def _is_table_rule(text: str) -> bool:
    return "|" in text and "--" in text and not text.strip("|:- \t")


def _plain(tracked: TrackedText, left: list[Left]) -> TrackedText:
    """The words without the marks in and around them."""
    text = tracked.text
    gone: list[Span] = []
    open_stresses: dict[str, Span] = {}
    position = 0
    while (found := _INLINE.search(text, position)) is not None:
        position = found.end()
        if found["stress"] is not None:
            _match_stress(text, found, open_stresses, gone)
        elif found["words"] is not None:
            left.append(Left("link target", tracked.slice(*found.span("target"))))
            gone += [Span(found.start(), found.start() + 1), Span(found.end("words"), found.end())]
            position = found.start("words")
        elif found["image"] is not None or found["tag"] is not None:
            reason = "image" if found["image"] is not None else "markup"
            left.append(Left(reason, tracked.slice(*found.span())))
            gone.append(Span(*found.span()))
        else:
            inner = next(n for n in ("escaped", "literal", "address") if found[n] is not None)
            start, end = found.span(inner)
            gone += [Span(found.start(), start), Span(end, found.end())]
    return tracked.edited((span, "") for span in sorted(gone) if len(span))


def _match_stress(
    text: str, found: re.Match[str], open_stresses: dict[str, Span], gone: list[Span]
) -> None:
    """Take a closing mark out together with the one it closes; remember an opening one."""
    start, end = found.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    opens, closes = bool(after.strip()), bool(before.strip())
    if found["stress"].startswith("_"):
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    mark = found["stress"]
    if closes and mark in open_stresses:
        gone += [open_stresses.pop(mark), Span(start, end)]
    elif opens:
        open_stresses[mark] = Span(start, end)
