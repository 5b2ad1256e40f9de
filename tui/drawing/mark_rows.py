"""The reader's marks as rows."""

from __future__ import annotations

from textual.content import Content

from core.model import Mark, MarkKind
from tui.drawing.glyphs import Glyphs
from tui.drawing.lighting import MUTED, excerpt, hanging, words
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut

_QUOTE = 160
_NOTE = 240
_INDENT = Content("  ")


def mark_row(mark: Mark, title: str | None, width: int, *, signs: Glyphs) -> Content:
    """Kind, article and date; the quoted words; note and tags; an orphan says so."""
    sign = signs.note if mark.kind is MarkKind.NOTE else signs.bookmark
    date = mark.created[:10]
    name = cut(harmless(title or "article no longer here"), max(8, width - 14), signs.ellipsis)
    gap = " " * max(1, width - 2 - Content(name).cell_length - len(date))
    quote = excerpt(mark.anchor.quote, (), limit=_QUOTE, ellipsis=signs.ellipsis)
    lines = [
        Content.assemble((f"{sign} ", "$text-accent"), (name, "bold"), gap, (date, MUTED)),
        hanging(_INDENT, quote.stylize_before(MUTED), width),
    ]
    if mark.text:
        note = excerpt(" ".join(mark.text.split()), (), limit=_NOTE, ellipsis=signs.ellipsis)
        lines.append(hanging(_INDENT, note, width))
    if mark.tags:
        tags = " ".join(f"#{tag}" for tag in mark.tags)
        lines.append(Content.assemble("  ", words(tags, "$text-accent")))
    if mark.orphan:
        said = "  these words are no longer in the article"
        lines.append(Content.styled(said, "$text-warning"))
    return Content("\n").join(lines)
