"""Conflicts as rows: who says what against whom, with what they part in lit up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from core.library import score_words
from core.model import Conflict, PlacedStatement, Ruling, Span, Speech, ToldConflict
from tui.drawing import glyphs
from tui.drawing.compare_rows import Lit, evidence_spans
from tui.drawing.lighting import relation_sign
from tui.drawing.safe_text import harmless
from tui.drawing.strips import Look, Piece, lit_pieces
from tui.drawing.wrapping import cut, wrap

_INDENT: Final = 4
_REPEATS: Final = 4
"""Lines for the reports that tell a conflict again, at most."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One side of a conflict, broken into lines."""

    text: str
    lines: tuple[tuple[int, int], ...]
    lit: Lit


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict, laid out for a width: a head, and for each side who says it and its words."""

    conflict: Conflict
    here: Wording
    there: Wording
    repeats: tuple[Conflict, ...]
    """Which other reports tell the same."""

    @property
    def height(self) -> int:
        """Lines, the blank one below included."""
        told_again = min(len(self.repeats), _REPEATS)
        return 4 + len(self.here.lines) + len(self.there.lines) + told_again


def lay_out(conflicts: Sequence[ToldConflict], width: int) -> tuple[ConflictRow, ...]:
    """Every conflict as a row."""
    room = max(1, width - _INDENT)
    return tuple(
        ConflictRow(
            each,
            _wording(each.here, evidence_spans(each.related, there=False), room),
            _wording(each.there, evidence_spans(each.related, there=True), room),
            told.repeats,
        )
        for told in conflicts
        for each in (told.conflict,)
    )


def _wording(statement: PlacedStatement, lit: Lit, room: int) -> Wording:
    text = harmless(statement.text)
    return Wording(text, tuple(wrap(text, room, 0, len(text))), lit)


def row_pieces(row: ConflictRow, line: int, width: int, *, current: bool) -> list[Piece]:
    """One line of a conflict."""
    if line >= row.height - 1:
        return []
    here: Look = ("current",) if current else ()
    first: Piece = (glyphs.CURSOR if current else " ", (*here, "bar"))
    pieces = _line(row, line, width - 1, here)
    missing = width - 1 - sum(cell_len(text) for text, _ in pieces)
    return [first, *pieces, (" " * max(0, missing), here)]


def _line(row: ConflictRow, line: int, width: int, here: Look) -> list[Piece]:
    conflict = row.conflict
    if line == 0:
        return _head(conflict, width, here)
    at = line - 1
    for number, statement, speech, wording in (
        (1, conflict.here, conflict.here_speech, row.here),
        (2, conflict.there, conflict.there_speech, row.there),
    ):
        if at == 0:
            return _who(number, statement, speech, width, here)
        if at <= len(wording.lines):
            start, end = wording.lines[at - 1]
            shown = lit_pieces(wording.text, Span(start, end), here, wording.lit)
            return [(" " * (_INDENT - 1), here), *shown]
        at -= 1 + len(wording.lines)
    return _again(row, at, width, here)


def _again(row: ConflictRow, at: int, width: int, here: Look) -> list[Piece]:
    """Where it is told again: a line for each, the last one for all that are left."""
    more, room = len(row.repeats) - at, max(8, width - _INDENT)
    if at == _REPEATS - 1 and more > 1:
        said = f"and {more} times more"
    else:
        said = f"also {_where(row.conflict, row.repeats[at], room - len('also '))}"
    return [(" " * (_INDENT - 1), here), (cut(said, room, glyphs.ELLIPSIS), (*here, "about"))]


def _where(told: Conflict, again: Conflict, room: int) -> str:
    """Which reports tell it again; of the same ones, in which words."""
    same = (told.here.id.article, told.there.id.article)
    if (again.here.id.article, again.there.id.article) == same:
        number, other = (2, again.there) if again.there.id != told.there.id else (1, again.here)
        return f"{number} {' '.join(harmless(other.text).split())}"
    sign = relation_sign(again.related.relation)
    half = max(4, (room - 3) // 2)
    one, other_name = (
        cut(_name(each), half, glyphs.ELLIPSIS) for each in (again.here, again.there)
    )
    return f"{one} {sign} {other_name}"


def _name(statement: PlacedStatement) -> str:
    return " ".join(harmless(statement.outlet or statement.title).split())


def _head(conflict: Conflict, width: int, here: Look) -> list[Piece]:
    related = conflict.related
    look: Look = (*here, f"sign-{related.relation}")
    said = f"{relation_sign(related.relation)} {related.relation}"
    verdict = "" if related.verdict is None else f" {glyphs.DOT} {VERDICT_WORDS[related.verdict]}"
    score = score_words(related.score)
    gap = max(1, width - 1 - cell_len(said + verdict + score))
    return [
        (" ", here),
        (said, look),
        (verdict, (*here, "verdict")),
        (" " * gap, here),
        (score, (*here, "about")),
    ]


VERDICT_WORDS = {
    Ruling.CONFIRMED: "confirmed by you",
    Ruling.LINKED: "linked by you",
    Ruling.REJECTED: "rejected by you",
}


def _who(
    number: int,
    statement: PlacedStatement,
    speech: Speech | None,
    width: int,
    here: Look,
) -> list[Piece]:
    parts = [statement.outlet or statement.title, statement.published and statement.published[:10]]
    said = f" {glyphs.DOT} ".join(" ".join(harmless(part).split()) for part in parts if part)
    speaker = " ".join(harmless(speech.speaker or "").split()) if speech is not None else ""
    says = f" {glyphs.DOT} {speaker} says" if speaker else ""
    room = max(8, width - _INDENT)
    says = cut(says, room // 2, glyphs.ELLIPSIS)
    said = cut(said, room - cell_len(says), glyphs.ELLIPSIS)
    return [
        (" ", here),
        (f"{number} ", (*here, "number")),
        (said, (*here, "name")),
        (says, (*here, "about")),
    ]
