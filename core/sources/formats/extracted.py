"""What a document of some format says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Role


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text, in the order of the document."""

    text: str
    role: Role | None = None
    """What the format says it is; None when it says nothing."""
    left: str | None = None
    """Why it is no part of the article; None when it is, or may be."""
    flows: bool = False
    """Set in lines, which still have to be made passages of."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """All text of a document, and what it states about itself; nothing guessed."""

    pieces: tuple[Piece, ...]
    title: str | None = None
    published: str | None = None
    """ISO 8601, as exact as it was stated."""
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    """Two letters."""
    category: str | None = None
    note: str | None = None
    """What is missing from it, and why."""
