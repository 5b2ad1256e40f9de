"""A relation explained: both statements, the parts of the score, both sides row by row."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from core.library import ExplainedRow, evidence_rows, score_words, side_rows, why_hidden
from core.model import Explanation, Related, RelatedStatement, ScorePart, Statement
from tui.drawing.lighting import (
    MUTED,
    PARTING,
    RELATION_LOOK,
    SHARED,
    STRONG,
    evidence_lit,
    lit,
    relation_sign,
    words,
)
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import wrap

_BAR = 24
_NAME = 11
"""Cells for what a row is about."""
_LOUD = frozenset({"figure", "date", "negation", "polarity"})
"""Where two statements part, rather than only sound different."""
_PLAIN = frozenset({"", "affirms", "stated", "the report itself"})
"""What goes without saying is not lit up."""


def explanation(
    statement: Statement,
    found: RelatedStatement,
    explained: Explanation | None,
    width: int,
    *,
    threshold: float,
) -> Content:
    """Everything there is to say about two statements; less while the rest is being looked for."""
    related = found.related if explained is None else explained.related
    lines = [
        _verdict(related, threshold),
        Content(),
        Content.styled("Here", STRONG),
        lit(statement.text, evidence_lit(related.evidence, there=False)),
        Content(),
        Content.assemble(("There  ", STRONG), words(found.title, MUTED)),
        lit(found.text, evidence_lit(related.evidence, there=True)),
    ]
    if related.parts:
        lines += [Content(), Content.styled("Parts of the score", STRONG)]
        lines += part_rows(related.parts, width)
    if explained is not None:
        lines += [Content(), Content.styled("How each says it", STRONG)]
        lines += both_sides(side_rows(explained, statement.text, found.text), width)
    if related.evidence:
        lines += [Content(), Content.styled("What it rests on", STRONG)]
        lines += both_sides(evidence_rows(related), width)
    return Content("\n").join(lines)


def _verdict(related: Related, threshold: float) -> Content:
    sign = relation_sign(related.relation)
    said = "" if related.verdict is None else f"   {related.verdict} by you"
    hidden = why_hidden(related, threshold)
    return Content.assemble(
        (f"{sign} {related.relation.value}", f"bold {RELATION_LOOK[related.relation]}"),
        (f"   score {score_words(related.score)}", MUTED),
        (said, "bold $text-accent"),
        (f"   not shown as related: {hidden}" if hidden else "", "italic"),
    )


def part_rows(parts: Iterable[ScorePart], width: int) -> list[Content]:
    """Each part with its weight as a bar; the bars together are as long as the score."""
    parts = list(parts)
    name_width = max(len(part.name) for part in parts)
    bar = max(4, min(_BAR, width - name_width - 9))
    rows = []
    for part in parts:
        filled = min(bar, max(0, round(abs(part.value) * bar)))
        rows.append(
            Content.assemble(
                words(part.name.ljust(name_width)),
                f"  {part.value:+.2f}  ",
                ("━" * filled, "$primary" if part.value >= 0 else "$error"),
                ("─" * (bar - filled), "$border-blurred"),
            )
        )
    return rows


def both_sides(rows: Iterable[ExplainedRow], width: int) -> list[Content]:
    """What stands here beside what stands there, each in a column of its own."""
    room = max(6, (width - _NAME - 3) // 2)
    return [line for row in rows for line in _lines(row, room)]


def _lines(row: ExplainedRow, room: int) -> Iterable[Content]:
    look = SHARED if row.shared else PARTING if row.what in _LOUD else "italic"
    looks = ["" if text in _PLAIN else look for text in (row.here, row.there)]
    mine, theirs = (_wrapped(text or "–", room) for text in (row.here, row.there))
    sign = "=" if row.shared else "≠"
    for at in range(max(len(mine), len(theirs))):
        left = mine[at] if at < len(mine) else ""
        right = theirs[at] if at < len(theirs) else ""
        here = words(left, looks[0])
        yield Content.assemble(
            (f"{row.what if at == 0 else '':<{_NAME}}", MUTED),
            here,
            " " * (room - here.cell_length),
            (f" {sign if at == 0 else ' '} ", MUTED),
            words(right, looks[1]),
        )


def _wrapped(text: str, room: int) -> list[str]:
    plain = harmless(" ".join(text.split()))
    return [plain[start:end] for start, end in wrap(plain, room, 0, len(plain))]
