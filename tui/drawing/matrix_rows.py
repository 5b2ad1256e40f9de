"""Claims by reports: how a screen is shared out, what a row looks like, and the words below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size

from core.model import ArticleId, ArticleRow, Cell, Claim, Matrix, Relation, Sign, Span
from tui.drawing import glyphs
from tui.drawing.lighting import MUTED, PARTING, RELATION_LOOK, excerpt, words
from tui.drawing.safe_text import harmless
from tui.drawing.strips import Look, Piece
from tui.drawing.wrapping import cut, wrap

_GUTTER = 4
"""Cells left of a claim: cursor bar, sign, and a gap on either side of it."""
_NARROWEST, _WIDEST = 10, 22
"""Cells of a column, where there is room."""
_ENOUGH_FOR_ONE = 56
"""Cells from which a claim is told well enough on one line."""

_SIGNS = {
    Relation.AGREES: Sign.AGREES,
    Relation.DIFFERS: Sign.DIFFERS,
    Relation.CONTRADICTS: Sign.CONTRADICTS,
    Relation.RELATED: Sign.RELATED,
}


@dataclass(frozen=True, slots=True)
class Grid:
    """How the width is shared out between a claim and the columns of the reports."""

    claim: int
    """Cells for the claim's words."""
    column: int
    """Cells for one report, a gap among them."""
    shown: int
    """Columns that are seen at once."""
    lines: int
    """Lines of a row: 1, or 2 where one does not say enough."""


def grid(width: int, height: int, columns: int) -> Grid:
    """The grid for a pane of this size; columns that do not fit are reached by going there."""
    room = max(2, width - _GUTTER)
    least = min(max(12, room * 2 // 5), room)
    column = max(min(_NARROWEST, room - least), min(_WIDEST, (room - least) // max(1, columns)))
    column = min(max(4, column), room - 1)
    shown = min(columns, max(1, (room - least) // column))
    claim = room - shown * column
    return Grid(claim, column, shown, 2 if claim < _ENOUGH_FOR_ONE and height >= 6 else 1)


def short_name(row: ArticleRow) -> str:
    """What tells a report from others in few words: its outlet, else how its title begins."""
    return " ".join(harmless(row.outlet or row.title).split())


def cell_sign(claim: Claim, cell: Cell) -> Sign:
    """What a report does with a claim: makes it alone, agrees, parts from it, says it otherwise."""
    if len(claim.cells) == 1:
        return Sign.ONLY if claim.only_here else Sign.NONE
    if cell.copy_of is not None and cell.relation not in (Relation.DIFFERS, Relation.CONTRADICTS):
        return Sign.COPIED
    if cell.relation is None:
        return Sign.AGREES
    if cell.relation is Relation.RELATED and not cell.words:
        return Sign.AGREES
    return _SIGNS[cell.relation]


def claim_sign(claim: Claim) -> Sign:
    """What the reports do with a claim, all together."""
    found = {cell_sign(claim, cell) for cell in claim.cells}
    strongest = (Sign.CONTRADICTS, Sign.DIFFERS, Sign.ONLY, Sign.NONE)
    agreed = Sign.COPIED if claim.witnesses == 1 else Sign.AGREES
    return next((sign for sign in strongest if sign in found), agreed)


# --- the grid -------------------------------------------------------------------------------------


def heading_pieces(
    shape: Grid,
    reports: Sequence[ArticleRow],
    left: int,
    *,
    column: int,
    opened: ArticleId | None,
) -> list[Piece]:
    """The line above the grid: numbers and names of the reports, and which more there are."""
    hidden = len(reports) - shape.shown
    before = f"< {left}" if left else ""
    after = f"{hidden - left} >" if hidden > left else ""
    said = "  ".join(each for each in (before, after) if each)
    room = _GUTTER + shape.claim
    pieces: list[Piece] = [(_filled(f"    {said}", room), ("heading",))]
    for index in range(left, min(left + shape.shown, len(reports))):
        row = reports[index]
        look: Look = ("heading", "opened") if row.id == opened else ("heading",)
        if index == column:
            look += ("here",)
        name = cut(f"{index + 1} {short_name(row)}", shape.column - 1, glyphs.ELLIPSIS)
        pieces += [(" ", ()), (_filled(name, shape.column - 1), look)]
    return pieces


def row_pieces(
    shape: Grid,
    claim: Claim,
    cells: Mapping[ArticleId, Cell],
    reports: Sequence[ArticleRow],
    left: int,
    line: int,
    *,
    column: int | None,
) -> list[Piece]:
    """One line of the row of a claim; `column` is where the cursor is, None in other rows."""
    row: Look = () if column is None else ("row",)
    first = line == 0
    sign = claim_sign(claim)
    shown = glyphs.OF_SIGN.get(sign, " ") if first else " "
    bar = " " if column is None else glyphs.CURSOR
    pieces: list[Piece] = [
        (bar, (*row, "bar")),
        (" ", row),
        (shown, (*row, f"sign-{sign}")),
        (" ", row),
    ]
    said = claim_lines(claim.text, shape)
    text = said[line] if line < len(said) else ""
    look: Look = ("claim", "alone") if sign is Sign.ONLY else ("claim",)
    pieces.append((_filled(text, shape.claim), row + look))
    for index in range(left, min(left + shape.shown, len(reports))):
        here = (*row, "current") if index == column else row
        cell = cells.get(reports[index].id)
        pieces.append((" ", row))
        copied = _column_of(reports, cell.copy_of) if cell is not None else None
        pieces += _cell_pieces(shape, claim, cell, line, here, copied=copied)
    return pieces


def _column_of(reports: Sequence[ArticleRow], article: ArticleId | None) -> int | None:
    """The number a report has in the heading."""
    numbers = (number for number, row in enumerate(reports, start=1) if row.id == article)
    return None if article is None else next(numbers, None)


def claim_lines(text: str, shape: Grid) -> list[str]:
    """The beginning of a claim on the lines of its row."""
    said, room = " ".join(harmless(text).split()), max(1, shape.claim - 1)
    if shape.lines == 1:
        return [cut(said, room, glyphs.ELLIPSIS)]
    lines = wrap(said[: 4 * room + 64], room, 0, min(len(said), 4 * room + 64))
    first = said[lines[0][0] : lines[0][1]]
    if len(lines) == 1:
        return [first]
    return [first, cut(said[lines[1][0] :], room, glyphs.ELLIPSIS)]


def _cell_pieces(
    shape: Grid,
    claim: Claim,
    cell: Cell | None,
    line: int,
    look: Look,
    *,
    copied: int | None,
) -> list[Piece]:
    room = shape.column - 1
    if cell is None:
        return [(" " * room, look)]
    sign = cell_sign(claim, cell)
    drawn = glyphs.OF_SIGN.get(sign, glyphs.DOT)
    speaker = " ".join(harmless(cell.speaker or "").split())
    value = " ".join(harmless(cell.words).split())
    if line == 0:
        said, how = (value, "value") if value else (speaker, "speaker")
        if copied is not None:
            said, how = f"copy of {copied}", "speaker"
    else:
        drawn, said, how = " ", speaker if value else "", "speaker"
    ruled = line == 0 and cell.verdict is not None
    return [
        (drawn, (*look, f"sign-{sign}")),
        (glyphs.VERDICT, (*look, "verdict")) if ruled else (" ", look),
        (_filled(said, room - 2), (*look, how, f"sign-{sign}") if said else look),
    ]


def _filled(text: str, width: int) -> str:
    shown = cut(text, width, glyphs.ELLIPSIS)
    return shown + " " * (width - cell_len(shown))


# --- below the grid -------------------------------------------------------------------------------


def claim_content(
    claim: Claim,
    cell: Cell | None,
    name: str,
    room: Size,
) -> Content:
    """The claim in full, and how the report of this name puts it, as far as there is room."""
    if cell is None:
        said = excerpt(
            claim.text, (), limit=_letters(room, room.height - 1), ellipsis=glyphs.ELLIPSIS
        )
        silent = f" {glyphs.DOT} says nothing of it"
        short = cut(name, max(12, room.width - cell_len(silent)), glyphs.ELLIPSIS)
        return Content("\n").join([said.stylize("bold"), words(short + silent, MUTED)])
    how = _how(claim, cell)
    short = cut(name, max(12, room.width - how.cell_length - 3), glyphs.ELLIPSIS)
    reports = Content.assemble(words(short, "$text-primary"), (f" {glyphs.DOT} ", MUTED), how)
    if cell.statements[0] == claim.statement:
        limit = _letters(room, room.height - 1)
        said = excerpt(claim.text, _parting(cell), limit=limit, ellipsis=glyphs.ELLIPSIS)
        return Content("\n").join([said.stylize_before("bold"), reports])
    half = max(1, (room.height - 1) // 2)
    limits = _letters(room, room.height - 1 - half), _letters(room, half)
    return Content("\n").join(
        [
            excerpt(claim.text, (), limit=limits[0], ellipsis=glyphs.ELLIPSIS).stylize("bold"),
            reports,
            excerpt(cell.text, _parting(cell), limit=limits[1], ellipsis=glyphs.ELLIPSIS),
        ]
    )


def standing(claim: Claim, reports: int) -> str:
    """How many reports make a claim, and how far they dispute it: `2 of 3 reports · disputed`.

    Reports of the same words are one witness.
    """
    said = f"{len(claim.cells)} of {reports} reports"
    if claim.witnesses < len(claim.cells):
        witnesses = "1 witness" if claim.witnesses == 1 else f"{claim.witnesses} witnesses"
        said = f"{said} {glyphs.DOT} {witnesses}"
    return (
        f"{said} {glyphs.DOT} disputed {round(100 * claim.disputed)} %" if claim.disputed else said
    )


def copied_words(matrix: Matrix, article: ArticleId) -> str:
    """Which other reports are the same text as this one, by their numbers; nothing if none is."""
    for copied in matrix.copies:
        if article in copied.articles:
            others = [
                str(number)
                for number, row in enumerate(matrix.articles, start=1)
                if row.id in copied.articles and row.id != article
            ]
            agency = f" ({copied.agency})" if copied.agency else ""
            return f"same text as {', '.join(others)}{agency}"
    return ""


def _letters(room: Size, lines: int) -> int:
    """How many characters surely fit on lines that break at words."""
    return max(24, max(1, lines) * max(8, room.width - 6) - 4)


def _how(claim: Claim, cell: Cell) -> Content:
    sign = cell_sign(claim, cell)
    if sign is Sign.ONLY:
        how = Content.styled("only here", MUTED)
    elif sign is Sign.COPIED:
        how = Content.styled("copied, the same words as in another report", MUTED)
    elif cell.relation is None:
        how = Content.styled("in these words", MUTED)
    else:
        how = Content.styled(cell.relation.value, f"bold {RELATION_LOOK[cell.relation]}")
    parts = [how]
    if cell.words:
        parts.append(words(cell.words, "bold"))
    if cell.speaker:
        parts.append(Content.assemble(("says ", MUTED), words(cell.speaker)))
    if cell.verdict is not None:
        parts.append(words(f"{cell.verdict} by you", "bold $text-accent"))
    if len(cell.statements) > 1:
        parts.append(Content.styled(f"{len(cell.statements)} statements", MUTED))
    return Content("  ").join(parts)


def _parting(cell: Cell) -> list[tuple[Span, str]]:
    at = cell.text.find(cell.words) if cell.words else -1
    parts = cell.relation in (Relation.DIFFERS, Relation.CONTRADICTS)
    return [(Span(at, at + len(cell.words)), PARTING if parts else "bold")] if at >= 0 else []
