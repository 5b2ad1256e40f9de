"""Reads the reports of `speakers*.jsonl`: one statement a line, with who speaks in it.

`{surface|kind:key}` marks a mention (`p` person, `o` organisation, `l` place, `t` thing); `speech`
is there when the statement gives somebody's words, `head` is a word of the phrase that names the
speaker, `entity` whom it means; `begins` opens a paragraph.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from core.model import (
    ArticleId,
    Entity,
    EntityId,
    EntityKind,
    Mention,
    Role,
    Span,
    Statement,
    StatementId,
)

CORPUS = Path(__file__).resolve().parent
_MENTION = re.compile(r"\{([^|{}]+)\|(\w):(\w+)\}")
_KINDS = {
    "p": EntityKind.PERSON,
    "o": EntityKind.ORGANISATION,
    "l": EntityKind.PLACE,
    "t": EntityKind.THING,
}


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks in a statement."""

    kind: str
    head: str | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class LabelledReport:
    """A report with its mentions, and a label for each statement, None where nobody speaks."""

    language: str
    text: str
    statements: tuple[Statement, ...]
    labels: tuple[Label | None, ...]
    entities: dict[EntityId, Entity]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as written: marked, with how it follows the one before."""

    marked: str
    role: Role = Role.PARAGRAPH
    begins: bool = False


def report_of(
    article: str, lines: list[Line]
) -> tuple[str, tuple[Statement, ...], dict[EntityId, Entity], tuple[Mention, ...]]:
    """Text, statements, entities and mentions of marked lines."""
    text = ""
    statements: list[Statement] = []
    entities: dict[EntityId, Entity] = {}
    mentions: list[Mention] = []
    for number, line in enumerate(lines, 1):
        text += "" if not text else "\n\n" if line.begins else " "
        start = len(text)
        end = 0
        for match in _MENTION.finditer(line.marked):
            text += line.marked[end : match.start()]
            end = match.end()
            surface, entity = match[1], EntityId(match[3])
            span = Span(len(text), len(text) + len(surface))
            mentions.append(Mention(entity, ArticleId(article), number, span, surface))
            known = entities.get(entity)
            name = surface if known is None or len(surface) > len(known.name) else known.name
            entities[entity] = Entity(entity, name, _KINDS[match[2]], (name,))
            text += surface
        text += line.marked[end:]
        span = Span(start, len(text))
        statements.append(
            Statement(StatementId(ArticleId(article), number), line.role, span, span.of(text))
        )
    return text, tuple(statements), entities, tuple(mentions)


def labelled_reports(file: str) -> Iterator[LabelledReport]:
    """The reports of a file of this folder."""
    rows = [json.loads(line) for line in (CORPUS / file).read_text("utf-8").splitlines()]
    for article, group in groupby(rows, key=lambda row: str(row["article"])):
        listed = list(group)
        lines = [Line(row["text"], Role(row["role"]), bool(row["begins"])) for row in listed]
        text, statements, entities, mentions = report_of(article, lines)
        labels = tuple(
            Label(row["speech"], row.get("head"), row.get("entity")) if "speech" in row else None
            for row in listed
        )
        yield LabelledReport(listed[0]["language"], text, statements, labels, entities, mentions)
