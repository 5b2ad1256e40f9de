"""Two articles side by side: each pairing a row, its two texts in lines of the same step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from core.library import score_words
from core.model import Article, Pairing, Related, Relation, Role, Sign, Span, Statement, StatementId
from tui.drawing import glyphs
from tui.drawing.lighting import MUTED, is_parting, relation_sign, words
from tui.drawing.safe_text import harmless
from tui.drawing.strips import Look, Piece, lit_pieces
from tui.drawing.wrapping import cut, wrap

SIDE_BY_SIDE = 75
"""Cells from which both texts stand beside each other; below, one stands above the other."""
_BAR = 2
_MIDDLE = 5
_SIGNS = {
    Relation.AGREES: Sign.AGREES,
    Relation.DIFFERS: Sign.DIFFERS,
    Relation.CONTRADICTS: Sign.CONTRADICTS,
    Relation.RELATED: Sign.RELATED,
}
_LOOKS: Mapping[Role, Look] = {
    Role.TITLE: ("title",),
    Role.LEAD: ("lead",),
    Role.HEADING: ("heading",),
    Role.PARAGRAPH: (),
}
_SIDES = ("left", "right")

Lit = tuple[tuple[str, tuple[Span, ...]], ...]
"""Looks and the stretches that have them, topmost last."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pairing, broken into lines."""

    text: str
    lines: tuple[tuple[int, int], ...]
    look: Look
    lit: Lit


@dataclass(frozen=True, slots=True)
class Row:
    """A pairing, laid out for a width."""

    sign: Sign
    sides: tuple[Side | None, Side | None]
    column: int
    """Cells of each text."""
    stacked: bool
    """Whether the right one stands below the left one."""

    @property
    def height(self) -> int:
        """Lines, the blank one below included."""
        counts = [len(side.lines) for side in self.sides if side is not None]
        return (sum(counts) if self.stacked else max(counts)) + 1


def pairing_sign(pairing: Pairing) -> Sign:
    """What stands between the two texts."""
    return Sign.ONLY if pairing.related is None else _SIGNS[pairing.related.relation]


def lay_out(
    pairings: Sequence[Pairing], statements: Mapping[StatementId, Statement], width: int
) -> tuple[Row, ...]:
    """Every pairing as a row."""
    stacked = width < SIDE_BY_SIDE
    column = width - _BAR - _MIDDLE if stacked else (width - _BAR - _MIDDLE) // 2
    column = max(1, column)
    return tuple(
        Row(
            pairing_sign(pairing),
            (
                _side(pairing, pairing.left, statements, column, there=False),
                _side(pairing, pairing.right, statements, column, there=True),
            ),
            column,
            stacked,
        )
        for pairing in pairings
    )


def _side(
    pairing: Pairing,
    which: StatementId | None,
    statements: Mapping[StatementId, Statement],
    column: int,
    *,
    there: bool,
) -> Side | None:
    statement = statements.get(which) if which is not None else None
    if statement is None:
        return None
    text = harmless(statement.text).replace("\n", " ")
    lines = tuple(wrap(text, column, 0, len(text)))
    return Side(text, lines, _LOOKS[statement.role], evidence_spans(pairing.related, there=there))


def evidence_spans(related: Related | None, *, there: bool) -> Lit:
    """Where the two texts share something, and where they part, on one of the sides."""
    found: dict[str, list[Span]] = {"shared": [], "differs": []}
    for one in related.evidence if related is not None else ():
        span = one.there_span if there else one.here_span
        if span is not None and (one.shared or is_parting(one)):
            found["differs" if is_parting(one) else "shared"].append(span)
    return tuple((look, tuple(spans)) for look, spans in found.items())


def row_pieces(row: Row, line: int, *, side: int | None) -> list[Piece]:
    """One line of a row; `side` is where the cursor is, None in other rows.

    Where the two part is always lit, what they share only under the cursor.
    """
    if line >= row.height - 1:
        return []
    current = side is not None
    pieces: list[Piece] = [(glyphs.CURSOR if current else " ", ("bar",)), (" ", ())]
    if row.stacked:
        return pieces + _stacked(row, line, side)
    for index, name in enumerate(_SIDES):
        pieces += _text(row.sides[index], line, row.column, name, side == index, lit=current)
        if index == 0:
            pieces += _between(row.sign, first=line == 0)
    return pieces


def _stacked(row: Row, line: int, side: int | None) -> list[Piece]:
    first = row.sides[0]
    above = len(first.lines) if first is not None else 0
    index = 0 if line < above else 1
    at = line - above * index
    pieces: list[Piece] = [(str(index + 1) if at == 0 else " ", (_SIDES[index],)), (" ", ())]
    shown = line == 0 if row.sign is Sign.ONLY else index == 1 and at == 0
    below = glyphs.STRETCH if row.sign is Sign.ONLY else " "
    pieces += [(_drawn(row.sign) if shown else below, (f"sign-{row.sign}",)), ("  ", ())]
    return pieces + _text(
        row.sides[index], at, row.column, _SIDES[index], side == index, lit=side is not None
    )


def _between(sign: Sign, *, first: bool) -> list[Piece]:
    """What stands between the texts; all along a text that has nothing beside it."""
    below = glyphs.STRETCH if sign is Sign.ONLY else " "
    drawn = _drawn(sign) if first else below
    return [("  ", ()), (drawn, (f"sign-{sign}",)), ("  ", ())]


def _drawn(sign: Sign) -> str:
    """The sign; none where a text merely has nothing beside it, for others may speak of it."""
    return glyphs.STRETCH if sign is Sign.ONLY else glyphs.OF_SIGN.get(sign, glyphs.DOT)


def _text(
    side: Side | None, line: int, column: int, name: str, current: bool, *, lit: bool
) -> list[Piece]:
    here: Look = ("current",) if current else ()
    if side is None or line >= len(side.lines):
        return [(" " * column, ())]
    over = [(look, spans) for look, spans in side.lit if lit or look == "differs"]
    start, end = side.lines[line]
    look = (name, *side.look, *here)
    pieces = lit_pieces(side.text, Span(start, end), look, over)
    missing = column - sum(cell_len(text) for text, _ in pieces)
    return [*pieces, (" " * max(0, missing), here)]


# --- round the texts ------------------------------------------------------------------------------


def compare_heading(left: Article, right: Article, width: int) -> Content:
    """Which article stands where."""
    if width < SIDE_BY_SIDE:
        room = max(8, width - 4)
        return Content("\n").join(
            Content.assemble(
                (f"  {number} ", MUTED),
                words(cut(_name(each), room, glyphs.ELLIPSIS), "bold $text-primary"),
            )
            for number, each in enumerate((left, right), start=1)
        )
    column = (width - _BAR - _MIDDLE) // 2
    first = cut(_name(left), column, glyphs.ELLIPSIS)
    return Content.assemble(
        " " * _BAR,
        words(first, "bold $text-primary"),
        " " * (column - cell_len(first) + _MIDDLE),
        words(cut(_name(right), column, glyphs.ELLIPSIS), "bold $text-primary"),
    )


def pairing_words(pairing: Pairing) -> str:
    """How the two texts of a pairing stand to each other, in a few words."""
    related = pairing.related
    if related is None:
        which = "second" if pairing.right is None else "first"
        return f"{glyphs.STRETCH} nothing beside it in the {which}"
    ruled = "" if related.verdict is None else f" {glyphs.DOT} {related.verdict} by you"
    sign, score = relation_sign(related.relation), score_words(related.score)
    return f"{sign} {related.relation} {score}{ruled}"


def _name(article: Article) -> str:
    said = f"{article.outlet}: {article.title}" if article.outlet else article.title
    return " ".join(harmless(said).split())
