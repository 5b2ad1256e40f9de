"""The reader's marks as rows."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from core.model import Anchor, ArticleId, Mark, MarkKind
from tui.drawing import glyphs
from tui.drawing.lighting import MUTED, excerpt, hanging, words
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut

_QUOTE = 160
_NOTE = 240
_INDENT = Content("  ")


def mark_row(mark: Mark, titles: Mapping[ArticleId, str], width: int) -> Content:
    """Kind, article and date; the quoted words; note and tags; an orphan says so."""
    sign = _sign(mark)
    date = mark.created[:10]
    name = _title(mark.anchor, titles, max(8, width - 14))
    gap = " " * max(1, width - 2 - Content(name).cell_length - len(date))
    lines = [
        Content.assemble((f"{sign} ", "$text-accent"), (name, "bold"), gap, (date, MUTED)),
        _quote(mark.anchor, width),
    ]
    if mark.other is not None:
        said = f"{mark.ruling} by you: {mark.relation}" if mark.ruling else "and"
        other = _title(mark.other, titles, max(8, width - len(said) - 6))
        lines.append(Content.assemble("  ", (said, "italic"), "  ", (other, "bold")))
        lines.append(_quote(mark.other, width))
    if mark.text:
        note = excerpt(" ".join(mark.text.split()), (), limit=_NOTE, ellipsis=glyphs.ELLIPSIS)
        lines.append(hanging(_INDENT, note, width))
    if mark.tags:
        tags = " ".join(f"#{tag}" for tag in mark.tags)
        lines.append(Content.assemble("  ", words(tags, "$text-accent")))
    if mark.orphan:
        lost = words("these words are no longer in the article; A attaches it", "$text-warning")
        lines.append(hanging(_INDENT, lost, width))
    return Content("\n").join(lines)


def _sign(mark: Mark) -> str:
    if mark.kind is MarkKind.VERDICT:
        return glyphs.VERDICT
    return glyphs.NOTE if mark.kind is MarkKind.NOTE else glyphs.BOOKMARK


def _title(anchor: Anchor, titles: Mapping[ArticleId, str], width: int) -> str:
    title = titles.get(anchor.article, "article no longer here")
    return cut(harmless(title), width, glyphs.ELLIPSIS)


def _quote(anchor: Anchor, width: int) -> Content:
    quote = excerpt(anchor.quote, (), limit=_QUOTE, ellipsis=glyphs.ELLIPSIS)
    return hanging(_INDENT, quote.stylize_before(MUTED), width)
