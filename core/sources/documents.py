"""What arrives from outside, before anyone looked into it."""

from __future__ import annotations

from dataclasses import dataclass

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes of one source, as they came."""

    source: str
    """Absolute path, or web address; `-` for standard input."""
    data: bytes
    size: int
    """In bytes."""
    modified_ns: int | None
    """When the file was last changed, in nanoseconds since the epoch; None for a stream."""
    address: str = ""
    """Where on the web it stands; empty for a file."""
    content_type: str = ""
    """What the server said about it."""
    is_text: bool = False
    """Whether it is certain to be plain text, whatever it looks like and is called."""
