"""A document as Markdown (CommonMark with tables), without a line of HTML."""

from __future__ import annotations

import re

from core.exports.document import (
    Address,
    Block,
    Document,
    Inline,
    Items,
    Line,
    Paragraph,
    Reference,
    Section,
    Style,
    Table,
    Words,
)
from core.text.clean import clean_line

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$@]|:(?=//)|(?<=www)\.")
_AT_START = re.compile(r"\A([0-9]+(?=[.)])|(?=[-+=]))(?P<sign>.)")
_AROUND = {Style.STRONG: "**", Style.LIT: "**"}


def markdown_of(document: Document) -> str:
    """The page; equal documents make equal pages."""
    blocks = [f"# {_text(document.title)}"]
    blocks += [_block(each) for each in document.introduction]
    for section in document.sections:
        blocks += _section(section, 2)
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, level: int) -> list[str]:
    blocks = [f"{'#' * level} {_line(section.title)}", *(_block(each) for each in section.blocks)]
    for each in section.sections:
        blocks += _section(each, level + 1)
    return blocks


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _line(block.line)
        case Items():
            return "\n".join(
                f"{'-' if item.number is None else f'{item.number}.'} "
                + "\\\n   ".join(_line(line) for line in item.lines)
                for item in block.items
            )
        case Table():
            rows = [block.columns, *block.rows]
            lines = ["| " + " | ".join(_line(cell) for cell in row) + " |" for row in rows]
            lines.insert(1, "|" + " --- |" * len(block.columns))
            return f"{_text(block.caption)}\n\n" + "\n".join(lines)
    return "\n".join(("```text", *block.lines, "```"))


def _line(line: Line) -> str:
    return _guarded("".join(_inline(each) for each in line).strip())


def _inline(inline: Inline) -> str:
    match inline:
        case Reference():
            return f"\\[{_text(inline.text)}\\]"
        case Address():
            return _text(inline.url)
    return _words(inline)


def _words(words: Words) -> str:
    text = _text(words.text)
    around = _AROUND.get(words.style, "")
    inner = text.strip()
    if not around or not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}{around}{inner}{around}{after}"


def _text(text: str) -> str:
    """Text from outside without a meaning of its own; outer blanks are kept."""
    cleaned = clean_line(text)
    before = " " if text[:1].isspace() and cleaned else ""
    after = " " if text[-1:].isspace() and cleaned else ""
    escaped = _SPECIAL.sub(r"\\\g<0>", cleaned)
    return f"{before}{escaped}{after}" if cleaned else text and " "


def _guarded(line: str) -> str:
    """A line that does not begin as a list or a rule would."""
    return _AT_START.sub(r"\1\\\g<sign>", line)
