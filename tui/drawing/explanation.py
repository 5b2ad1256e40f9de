"""A relation explained: both statements, the parts of the score, the evidence side by side."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

from core.model import Evidence, EvidenceKind, RelatedStatement, ScorePart, Statement
from tui.drawing.glyphs import Glyphs
from tui.drawing.lighting import (
    MUTED,
    RELATION_LOOK,
    STRONG,
    evidence_lit,
    evidence_look,
    lit,
    relation_sign,
    words,
)
from tui.drawing.related_rows import score_words
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut

_BAR = 24
_KINDS = {
    EvidenceKind.WORD: "word",
    EvidenceKind.ENTITY: "name",
    EvidenceKind.FIGURE: "figure",
    EvidenceKind.DATE: "date",
    EvidenceKind.NEGATION: "negation",
    EvidenceKind.CERTAINTY: "certainty",
    EvidenceKind.SPEAKER: "speaker",
}
_ORDER = list(_KINDS)


def explanation(
    statement: Statement, found: RelatedStatement, width: int, *, signs: Glyphs
) -> Content:
    """Everything there is to say about one relation."""
    related = found.related
    look = RELATION_LOOK[related.relation]
    lines = [
        Content.assemble(
            (f"{relation_sign(related.relation, signs)} {related.relation.value}", f"bold {look}"),
            (f"   score {score_words(related.score)}", MUTED),
        ),
        Content(),
        Content.styled("Here", STRONG),
        lit(statement.text, evidence_lit(related.evidence, there=False)),
        Content(),
        Content.assemble(("There  ", STRONG), words(found.title, MUTED)),
        lit(found.text, evidence_lit(related.evidence, there=True)),
    ]
    if related.parts:
        lines += [Content(), Content.styled("Parts of the score", STRONG)]
        lines += part_rows(related.parts)
    if related.evidence:
        lines += [Content(), Content.styled("What it rests on", STRONG)]
        lines += evidence_rows(related.evidence, width, signs=signs)
    return Content("\n").join(lines)


def part_rows(parts: Iterable[ScorePart]) -> list[Content]:
    """Each part with its weight as a bar; the bars together are as long as the score."""
    parts = list(parts)
    name_width = max(len(part.name) for part in parts)
    rows = []
    for part in parts:
        filled = min(_BAR, max(0, round(abs(part.value) * _BAR)))
        rows.append(
            Content.assemble(
                words(part.name.ljust(name_width)),
                f"  {part.value:+.2f}  ",
                ("━" * filled, "$primary" if part.value >= 0 else "$error"),
                ("─" * (_BAR - filled), "$border-blurred"),
            )
        )
    return rows


def evidence_rows(evidence: Iterable[Evidence], width: int, *, signs: Glyphs) -> list[Content]:
    """What stands here beside what stands there; where they part comes first."""
    ordered = sorted(evidence, key=lambda one: (one.shared, _ORDER.index(one.kind)))
    room = max(6, (width - 13) // 2)
    rows = []
    for one in ordered:
        here = cut(harmless(one.here or "–"), room, signs.ellipsis)
        there = cut(harmless(one.there or "–"), room, signs.ellipsis)
        look = evidence_look(one)
        rows.append(
            Content.assemble(
                (f"{_KINDS[one.kind]:<10}", MUTED),
                (here, look),
                " " * (room - cell_len(here) + 1),
                (there, look),
            )
        )
    return rows
