"""Foreign words as `Content`: harmless, shortened round what matters, parts of them lit up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from core.model import Evidence, EvidenceKind, Relation, Sign, Span
from tui.drawing import glyphs
from tui.drawing.safe_text import harmless

RELATION_LOOK = {
    Relation.AGREES: "$text-success",
    Relation.DIFFERS: "$text-warning",
    Relation.CONTRADICTS: "$text-error",
    Relation.RELATED: "$foreground-muted",
}
_RELATION_SIGN = {
    Relation.AGREES: Sign.AGREES,
    Relation.DIFFERS: Sign.DIFFERS,
    Relation.CONTRADICTS: Sign.CONTRADICTS,
}

MUTED = "$foreground-muted"
STRONG = "bold"
HIT = "bold $text-accent on $accent-muted"
SHARED = "underline $text-success"
PARTING = "bold reverse $text-warning"

_PARTING_KINDS = (EvidenceKind.FIGURE, EvidenceKind.DATE, EvidenceKind.NEGATION)

Lit = tuple[Span, str]
"""A stretch and how it looks."""


def relation_sign(relation: Relation) -> str:
    """The margin sign of a relation; a dot where the margin stays blank."""
    sign = _RELATION_SIGN.get(relation)
    return glyphs.OF_SIGN.get(sign, glyphs.DOT) if sign is not None else glyphs.DOT


def words(text: str, look: str = "") -> Content:
    """Foreign words in one look, never read as markup."""
    return Content.styled(harmless(text), look) if look else Content(harmless(text))


def lit(text: str, parts: Iterable[Lit]) -> Content:
    """Foreign words with parts of them lit up."""
    content = words(text)
    for span, look in parts:
        content = content.stylize(look, span.start, span.end)
    return content


def excerpt(text: str, parts: Sequence[Lit], *, limit: int, ellipsis: str) -> Content:
    """At most `limit` characters of a text, chosen so that the lit parts are seen."""
    if len(text) <= limit:
        return lit(text, parts)
    first = min((span.start for span, _ in parts), default=0)
    last = max((span.end for span, _ in parts), default=0)
    start = 0 if last <= limit else max(0, min(first - limit // 6, len(text) - limit))
    start = _word_start(text, start)
    end = _word_end(text, min(len(text), start + limit))
    inside = lit(text, parts)[start:end]
    before = f"{ellipsis} " if start else ""
    after = f" {ellipsis}" if end < len(text) else ""
    return Content.assemble((before, MUTED), inside, (after, MUTED))


def hanging(first: Content, body: Content, width: int) -> Content:
    """The body beside what stands first, its further lines below its own beginning."""
    indent = first.cell_length
    lines = body.wrap(max(8, width - indent))
    rest = [Content.assemble(" " * indent, line) for line in lines[1:]]
    return Content("\n").join([Content.assemble(first, lines[0] if lines else ""), *rest])


def evidence_lit(evidence: Iterable[Evidence], *, there: bool) -> tuple[Lit, ...]:
    """What a relation rests on, on one of its two sides; where they part is laid over the rest."""
    parts = []
    for one in evidence:
        span = one.there_span if there else one.here_span
        if span is not None and len(span):
            parts.append((span, evidence_look(one)))
    return tuple(sorted(parts, key=lambda part: part[1] == PARTING))


def is_parting(evidence: Evidence) -> bool:
    """Whether this is what makes two statements differ: a figure, a date, a negation."""
    return not evidence.shared and evidence.kind in _PARTING_KINDS


def evidence_look(evidence: Evidence) -> str:
    """Strong where two statements part, subtle where they share something or sound different."""
    if is_parting(evidence):
        return PARTING
    return SHARED if evidence.shared else "italic"


def _word_start(text: str, at: int) -> int:
    if at == 0 or text[at - 1].isspace():
        return at
    space = text.find(" ", at, at + 24)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    if at == len(text) or text[at].isspace():
        return at
    space = text.rfind(" ", at - 24, at)
    return at if space < 0 else space
