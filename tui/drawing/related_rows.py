"""Related statements: rows of the panel, and the best of them in one line."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from core.model import RelatedStatement
from tui.drawing.glyphs import Glyphs
from tui.drawing.lighting import (
    MUTED,
    RELATION_LOOK,
    STRONG,
    evidence_lit,
    excerpt,
    relation_sign,
    words,
)
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut

_EXCERPT = 260


def score_words(score: float) -> str:
    """A score in three or four characters: `.81`, `1.0`."""
    return "1.0" if score >= 0.995 else f"{score:.2f}".removeprefix("0")


def related_row(number: int, found: RelatedStatement, width: int, *, signs: Glyphs) -> Content:
    """Number, relation and score; article; the words with their evidence lit up."""
    relation = found.related.relation
    look = RELATION_LOOK[relation]
    score = score_words(found.related.score)
    sign = relation_sign(relation, signs)
    head = Content.assemble((f"{number} ", STRONG), (f"{sign} {relation.value}", f"bold {look}"))
    gap = " " * max(1, width - head.cell_length - cell_len(score))
    where = f" {signs.dot} ¶ {found.paragraph}" if found.paragraph else ""
    title = cut(harmless(found.title), max(1, width - 2 - cell_len(where)), signs.ellipsis)
    body = excerpt(
        found.text,
        evidence_lit(found.related.evidence, there=True),
        limit=_EXCERPT,
        ellipsis=signs.ellipsis,
    )
    return Content("\n").join(
        [
            Content.assemble(head, gap, (score, MUTED)),
            words(title + where, f"italic {MUTED}"),
            body,
        ]
    )


def related_line(found: RelatedStatement, count: int, width: int, *, signs: Glyphs) -> Content:
    """The best related statement in one line, for screens without room for the panel."""
    relation = found.related.relation
    sign = relation_sign(relation, signs)
    more = f" +{count - 1}" if count > 1 else ""
    head = Content.assemble(
        ("1 ", STRONG),
        (f"{sign} {relation.value}", f"bold {RELATION_LOOK[relation]}"),
        (f" {score_words(found.related.score)}{more}", MUTED),
        "  ",
    )
    body = excerpt(
        found.text,
        evidence_lit(found.related.evidence, there=True),
        limit=max(24, width - head.cell_length - 4),
        ellipsis=signs.ellipsis,
    )
    return Content.assemble(head, body).truncate(max(1, width), ellipsis=True)
