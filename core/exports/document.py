"""What a written page is made of, whatever it is written in.

Texts are plain: whoever writes the page makes them harmless in its own language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How words stand out."""

    PLAIN = "plain"
    STRONG = "strong"
    DIM = "dim"
    LIT = "lit"
    """The word or value in which one wording parts from another."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text."""

    text: str
    style: Style = Style.PLAIN
    language: str | None = None
    """ISO 639-1 where it is another than the page's."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A way to another place of the page."""

    anchor: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A way to the world outside."""

    url: str


Inline = Words | Reference | Address
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: its lines, the first of which says what it is."""

    lines: tuple[Line, ...]
    anchor: str = ""
    number: int | None = None
    """In a numbered list."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column heads the rows."""

    caption: str
    columns: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, as SVG and in characters."""

    svg: str
    """Made by this program; written as it is."""
    lines: tuple[str, ...]


Block = Paragraph | Items | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under a heading."""

    title: Line
    anchor: str
    blocks: tuple[Block, ...] = ()
    sections: Sequence[Section] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole page."""

    title: str
    language: str
    introduction: tuple[Block, ...]
    sections: tuple[Section, ...]
