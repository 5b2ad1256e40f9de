"""Related statements: rows of the panel, and the best of them in one line."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from core.library import score_words, why_hidden
from core.model import EvidenceKind, RelatedStatement, Ruling
from tui.drawing import glyphs
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
_SAYS = len(" · says")


def related_row(number: int, found: RelatedStatement, width: int, *, note: str = "") -> Content:
    """Number, relation and score; article; the words with their evidence lit up; verdict and note.

    What the reader rejected is struck out.
    """
    relation = found.related.relation
    look = RELATION_LOOK[relation]
    score = score_words(found.related.score)
    sign = relation_sign(relation)
    head = Content.assemble((f"{number} ", STRONG), (f"{sign} {relation.value}", f"bold {look}"))
    room = width - head.cell_length - cell_len(score) - 1
    head = Content.assemble(head, _speaker(found, room))
    gap = " " * max(1, width - head.cell_length - cell_len(score))
    where = f" {glyphs.DOT} ¶ {found.paragraph}" if found.paragraph else ""
    title = cut(harmless(found.title), max(1, width - 2 - cell_len(where)), glyphs.ELLIPSIS)
    body = excerpt(
        found.text,
        evidence_lit(found.related.evidence, there=True),
        limit=_EXCERPT,
        ellipsis=glyphs.ELLIPSIS,
    )
    lines = [
        Content.assemble(head, gap, (score, MUTED)),
        words(title + where, f"italic {MUTED}"),
        body,
    ]
    if found.related.verdict is Ruling.REJECTED:
        lines = [line.stylize("strike").stylize(MUTED) for line in lines]
    if found.related.verdict is not None:
        lines.append(words(f"{found.related.verdict} by you", "bold $text-accent"))
    if note:
        lines.append(words(f"{glyphs.NOTE} {' '.join(note.split())}", "italic"))
    return Content("\n").join(lines)


def below_row(threshold: float, count: int, width: int) -> Content:
    """What stands between the related statements and the near misses."""
    said = f"{'' if count else 'nothing '}just below {score_words(threshold)} "
    return Content.styled(said + glyphs.DOT * max(0, width - len(said)), MUTED)


def near_row(found: RelatedStatement, threshold: float, width: int) -> Content:
    """Why it is not among the related ones; article and words, all of it muted."""
    body = excerpt(found.text, (), limit=_EXCERPT // 2, ellipsis=glyphs.ELLIPSIS)
    title = cut(harmless(found.title), max(1, width), glyphs.ELLIPSIS)
    return Content("\n").join(
        [
            Content.styled(why_hidden(found.related, threshold), f"italic {MUTED}"),
            words(title, f"italic {MUTED}"),
            body.stylize(MUTED),
        ]
    )


def _speaker(found: RelatedStatement, room: int) -> Content:
    """Whose words they are, where that is known and there is room to say it."""
    said = [e.there for e in found.related.evidence if e.kind is EvidenceKind.SPEAKER and e.there]
    name = (
        cut(harmless(said[0]), room - _SAYS, glyphs.ELLIPSIS) if said and room > 2 * _SAYS else ""
    )
    return words(f" {glyphs.DOT} {name} says", MUTED) if name else Content()


def related_line(found: RelatedStatement, count: int, width: int) -> Content:
    """The best related statement in one line, for screens without room for the panel."""
    relation = found.related.relation
    sign = relation_sign(relation)
    more = f" +{count - 1}" if count > 1 else ""
    head = Content.assemble(
        ("1 ", STRONG),
        (f"{sign} {relation.value}", f"bold {RELATION_LOOK[relation]}"),
        (f" {score_words(found.related.score)}{more}", MUTED),
        _speaker(found, width // 3),
        "  ",
    )
    body = excerpt(
        found.text,
        evidence_lit(found.related.evidence, there=True),
        limit=max(24, width - head.cell_length - 4),
        ellipsis=glyphs.ELLIPSIS,
    )
    return Content.assemble(head, body).truncate(max(1, width), ellipsis=True)
