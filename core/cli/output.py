"""One answer, five formats: text for people, JSON, JSON lines, CSV and Markdown for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.text.clean import clean

Record = Mapping[str, object]


class Format(StrEnum):
    """What `--format` takes."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sub-command found, ready for every format."""

    records: Sequence[Record]
    text: str
    """For people; may hold the styles of `Paint`."""
    whole: Record | None = None
    """The JSON value when the answer is one object and not a list."""
    found: bool = True
    """False when the command found nothing or has a problem to report."""
    failure: int = 1
    """The exit code when it is not found."""
    document: str | None = None
    """What is written instead of all that, whatever the format: a page in its own."""


class Paint:
    """Terminal styles, or none; a style never carries meaning alone."""

    def __init__(self, *, on: bool) -> None:
        self._on = on

    def __call__(self, style: str, text: str) -> str:
        """The text in a style of `STYLES`."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self._on and text else text


STYLES = {
    "title": "1",
    "dim": "2",
    "agrees": "32",
    "differs": "33",
    "contradicts": "31",
    "related": "36",
    "hit": "1;33",
}


def wants_colour(choice: str, environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to paint: the flag, else NO_COLOR, else whether a terminal is listening."""
    if choice != "auto":
        return choice == "always"
    return terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def written(answer: Answer, chosen: Format) -> str:
    """The answer in a format, ending in a newline unless empty."""
    if answer.document is not None:
        return answer.document
    body = answer.text
    match chosen:
        case Format.JSON:
            whole = list(answer.records) if answer.whole is None else answer.whole
            body = _json(whole, indent=2)
        case Format.JSONL:
            body = "\n".join(_json(record) for record in answer.records)
        case Format.CSV:
            body = _csv(answer.records)
        case Format.MD:
            body = _markdown(answer.records)
    return body.rstrip("\n") + "\n" if body else ""


# What JSON lets through and a terminal may act on: C1 controls, bidi controls, line separators.
_ACTIVE = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _json(value: object, *, indent: int | None = None) -> str:
    """JSON that is harmless on a terminal and exact for a program."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ACTIVE.sub(lambda found: f"\\u{ord(found.group()):04x}", written)


def _csv(records: Sequence[Record]) -> str:
    """Comma-separated with a header; cells that a spreadsheet would run get an apostrophe."""
    stream = io.StringIO()
    if records:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(records[0])
        writer.writerows([_defused(_cell(v)) for v in record.values()] for record in records)
    return stream.getvalue()


def _markdown(records: Sequence[Record]) -> str:
    """A table; pipes and line ends in cells are made harmless."""
    if not records:
        return ""
    heads = list(records[0])
    lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join("---" for _ in heads) + " |"]
    for record in records:
        cells = (
            _cell(value).replace("\\", "\\\\").replace("|", "\\|") for value in record.values()
        )
        lines.append("| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |")
    return "\n".join(lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return clean(str(value)).text
    return _json(value)


def _defused(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
