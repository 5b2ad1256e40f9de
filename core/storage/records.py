"""How values are written into columns and read back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from decimal import Decimal

from core.model import (
    Block,
    Certainty,
    Dropped,
    Evidence,
    EvidenceKind,
    Figure,
    FigureKind,
    Role,
    Run,
    ScorePart,
    Span,
    Stance,
)


def compact(value: object) -> str:
    """JSON without spaces; ASCII, so that no text whatever is refused by the database."""
    return json.dumps(value, separators=(",", ":"))


def packed(value: object) -> bytes:
    """The same, compressed."""
    return zlib.compress(compact(value).encode("ascii"), 1)


def unpacked(data: bytes) -> str:
    """The JSON of packed data."""
    return zlib.decompress(data).decode("ascii")


def text_of(data: bytes) -> str:
    """The text in packed data."""
    text: str = json.loads(unpacked(data))
    return text


def path_column(path: str) -> str | bytes:
    """A path as the database can hold it: bytes when it is the name of a file but not text."""
    data = path.encode("utf-8", "surrogatepass")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def path_of(column: str | bytes) -> str:
    """The path kept in a column."""
    return column.decode("utf-8", "surrogatepass") if isinstance(column, bytes) else column


def blocks_column(blocks: Sequence[Block]) -> str:
    """Blocks as JSON."""
    return compact([[block.role, block.span.start, block.span.end] for block in blocks])


def blocks_of(column: str) -> tuple[Block, ...]:
    """Blocks from JSON."""
    return tuple(Block(Role(role), Span(start, end)) for role, start, end in json.loads(column))


def dropped_column(dropped: Sequence[Dropped]) -> bytes:
    """What was left out, as packed JSON."""
    return packed([[d.text, d.reason, d.span.start, d.span.end] for d in dropped])


def dropped_of(column: bytes) -> tuple[Dropped, ...]:
    """What was left out, from packed JSON."""
    return tuple(
        Dropped(text, reason, Span(start, end))
        for text, reason, start, end in json.loads(unpacked(column))
    )


def alignment_column(alignment: Sequence[Run]) -> bytes:
    """Runs as packed JSON."""
    return packed([[r.start, r.original_start, r.length, r.original_length] for r in alignment])


def alignment_of(column: bytes) -> tuple[Run, ...]:
    """Runs from packed JSON."""
    return tuple(Run(*numbers) for numbers in json.loads(unpacked(column)))


def figures_column(figures: Sequence[Figure]) -> str:
    """Figures as JSON; amounts as text, so that they stay exact."""
    return compact(
        [
            [
                figure.kind,
                figure.text,
                figure.span.start,
                figure.span.end,
                None if figure.value is None else str(figure.value),
                None if figure.high is None else str(figure.high),
                figure.unit,
                figure.hedge,
                figure.date,
            ]
            for figure in figures
        ]
    )


def figures_of(column: str) -> tuple[Figure, ...]:
    """Figures from JSON."""
    return tuple(
        Figure(
            FigureKind(kind),
            text,
            Span(start, end),
            None if value is None else Decimal(value),
            None if high is None else Decimal(high),
            unit,
            hedge,
            date,
        )
        for kind, text, start, end, value, high, unit, hedge, date in json.loads(column)
    )


def stance_column(stance: Stance) -> str:
    """A stance as JSON; empty for the plain one, which most statements have."""
    if stance == Stance():
        return ""
    ends = [[word.start, word.end] for word in stance.words]
    return compact([stance.denied, stance.certainty, ends])


def stance_of(column: str) -> Stance:
    """A stance from JSON."""
    if not column:
        return Stance()
    denied, certainty, ends = json.loads(column)
    return Stance(denied, Certainty(certainty), tuple(Span(*each) for each in ends))


def evidence_column(evidence: Sequence[Evidence]) -> str:
    """Evidence as JSON."""
    return compact(
        [
            [e.kind, e.here, e.there, _ends(e.here_span), _ends(e.there_span), e.shared]
            for e in evidence
        ]
    )


def evidence_of(column: str) -> tuple[Evidence, ...]:
    """Evidence from JSON."""
    return tuple(
        Evidence(EvidenceKind(kind), here, there, _span(here_ends), _span(there_ends), shared)
        for kind, here, there, here_ends, there_ends, shared in json.loads(column)
    )


def parts_column(parts: Sequence[ScorePart]) -> str:
    """Parts of a score as JSON."""
    return compact([[part.name, part.value] for part in parts])


def parts_of(column: str) -> tuple[ScorePart, ...]:
    """Parts of a score from JSON."""
    return tuple(ScorePart(name, value) for name, value in json.loads(column))


def _ends(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(ends: list[int] | None) -> Span | None:
    return None if ends is None else Span(*ends)
