"""An article as lines: what stands where at a given width, and what each line looks like."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.model import Article, Block, Role, Sign, Span
from tui.drawing import glyphs
from tui.drawing.safe_text import harmless
from tui.drawing.strips import Look, Piece, lit_pieces
from tui.drawing.wrapping import cut, wrap

_LOOKS: Final[Mapping[Role, Look]] = {
    Role.TITLE: ("title",),
    Role.LEAD: ("lead",),
    Role.HEADING: ("heading",),
    Role.PARAGRAPH: (),
}
_RANK: Final = (Sign.CONTRADICTS, Sign.DIFFERS, Sign.AGREES, Sign.COPIED, Sign.ONLY)


# --- where things stand across the pane -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """How the width of the pane is shared out: indent, margin, text, marks."""

    indent: int
    """Empty cells that centre the rest."""
    margin: int
    """Cells left of the text: cursor bar, a gap. 0, 3 or 4."""
    column: int
    """Cells for the text."""
    marks: int
    """Cells right of the text: a gap, bookmark, note. 0 or 3."""

    @property
    def text_at(self) -> int:
        """The first cell of the text."""
        return self.indent + self.margin


def frame(width: int, *, longest_line: int) -> Frame:
    """The frame for a pane; margins give way before the text does."""
    margin, marks = (4, 3) if width >= 24 else (3, 0) if width >= 10 else (0, 0)
    column = max(1, min(longest_line, width - margin - marks))
    return Frame(max(0, width - margin - column - marks) // 2, margin, column, marks)


# --- what stands on which line --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Layout:
    """An article broken into lines.

    Lines of the article's text are stretches of `text`. Other lines (blank ones, the line about
    the source) are empty stretches at the place where they stand, so offsets ascend throughout.
    """

    text: str
    """The article's text, made harmless; as long as the original."""
    starts: Sequence[int]
    ends: Sequence[int]
    looks: Sequence[Look]
    spoken: Mapping[int, tuple[Piece, ...]]
    """Lines that are not from the article's text."""

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The line on which a character of the text stands."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def lines_of(self, span: Span) -> range:
        """The lines a stretch of the text covers, one at least."""
        first = self.line_of(span.start)
        return range(first, max(first, self.line_of(max(span.start, span.end - 1))) + 1)

    def by_line(self, spans: Iterable[Span]) -> dict[int, tuple[Span, ...]]:
        """Which of the spans touch which line."""
        starts, last = self.starts, len(self.starts)
        found: defaultdict[int, list[Span]] = defaultdict(list)
        for span in spans:
            line = max(0, bisect_right(starts, span.start) - 1)
            found[line].append(span)
            while (line := line + 1) < last and starts[line] < span.end:
                found[line].append(span)
        return {line: tuple(touching) for line, touching in found.items()}


def lay_out(article: Article, width: int) -> Layout:
    """The article in lines of at most `width` cells, with air between its blocks."""
    text = harmless(article.text)
    starts: list[int] = [0]
    ends: list[int] = [0]
    looks: list[Look] = [()]
    spoken: dict[int, tuple[Piece, ...]] = {}

    def speak(at: int, pieces: tuple[Piece, ...]) -> None:
        if pieces:
            spoken[len(starts)] = pieces
        starts.append(at)
        ends.append(at)
        looks.append(())

    def flow(block: Block) -> None:
        for start, end in wrap(text, width, block.span.start, block.span.end):
            starts.append(start)
            ends.append(end)
            looks.append(_LOOKS[block.role])

    blocks = list(article.blocks)
    if blocks and blocks[0].role is Role.TITLE:
        flow(blocks.pop(0))
        at = blocks[0].span.start if blocks else len(text)
    else:
        at = 0
        for pieces in _derived_title(article, width):
            speak(at, pieces)
    about = _about(article)
    for start, end in wrap(about, width, 0, len(about)) if about else ():
        speak(at, ((about[start:end], ("about",)),))
    above: Role | None = None
    for block in blocks:
        gap = 2 if block.role is Role.HEADING else 0 if above is Role.HEADING else 1
        for _ in range(gap):
            speak(block.span.start, ())
        flow(block)
        above = block.role
    if article.dropped:
        speak(len(text), ())
        speak(len(text), ((cut(_left_out(article), width, glyphs.ELLIPSIS), ("dropped",)),))
    speak(len(text), ())
    return Layout(text, starts, ends, looks, spoken)


def _derived_title(article: Article, width: int) -> list[tuple[Piece, ...]]:
    title = " ".join(harmless(article.title).split())
    if not title:
        return []
    said = f"{title} (derived)" if article.title_derived else title
    look = ("title", "derived") if article.title_derived else ("title",)
    lines: list[tuple[Piece, ...]] = []
    for start, end in wrap(said, width, 0, len(said)):
        edge = min(max(len(title), start), end)
        lines.append(((said[start:edge], look), (said[edge:end], ("about",))))
    return lines


def _about(article: Article) -> str:
    """Category, outlet, date and author on one line, as far as they are known."""
    published = article.published.replace("T", " ")[:16] if article.published else None
    known = (article.category, article.outlet, published, article.author)
    said = (" ".join(harmless(fact).split()) for fact in known if fact)
    return f" {glyphs.DOT} ".join(fact for fact in said if fact)


def _left_out(article: Article) -> str:
    count = len(article.dropped)
    reasons = dict.fromkeys(" ".join(harmless(d.reason).split()) for d in article.dropped)
    passages = "1 passage" if count == 1 else f"{count} passages"
    return f"{passages} left out {glyphs.DOT} {', '.join(reasons)}"


# --- what a line looks like -----------------------------------------------------------------------


def text_pieces(
    layout: Layout, line: int, lit: Iterable[tuple[str, Sequence[Span]]]
) -> list[Piece]:
    """The words of a line; `lit` names stretches of the text and how they look, topmost last."""
    if line in layout.spoken:
        return list(layout.spoken[line])
    stretch = Span(layout.starts[line], layout.ends[line])
    return lit_pieces(layout.text, stretch, layout.looks[line], lit)


def margin_pieces(
    margin: int, starting: Sequence[tuple[Sign, bool]], *, current: bool
) -> list[Piece]:
    """Cursor bar and signs; `starting` are the statements that begin here, and which is current.

    More signs than there is room for: the weightiest stay, in their order.
    """
    if not margin:
        return []
    shown = [entry for entry in starting if entry[0] in glyphs.OF_SIGN]
    room = margin - 2
    while len(shown) > room:
        shown.remove(max(shown, key=lambda entry: _RANK.index(entry[0])))
    return [
        (glyphs.CURSOR if current else " ", ("bar",)),
        (" " * (room - len(shown)), ()),
        *(
            (glyphs.OF_SIGN[sign], (f"sign-{sign}", "current") if here else (f"sign-{sign}",))
            for sign, here in shown
        ),
        (" ", ()),
    ]


def mark_pieces(marks: int, *, bookmarked: bool, noted: bool) -> list[Piece]:
    """The signs of the reader's own marks, right of the text."""
    if not marks:
        return []
    return [
        (" ", ()),
        (glyphs.BOOKMARK if bookmarked else " ", ("bookmark",)),
        (glyphs.NOTE if noted else " ", ("note",)),
    ]
