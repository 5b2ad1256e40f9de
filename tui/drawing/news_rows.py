"""What is new as rows: what a report adds, disputes and repeats; what changed in its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from core.library import change_words, news_words, score_words
from core.model import (
    Change,
    ChangeKind,
    Changes,
    Counterpart,
    News,
    NewsItem,
    Related,
    Relation,
    Sign,
    Span,
    StatementId,
)
from tui.drawing import glyphs
from tui.drawing.compare_rows import Lit, evidence_spans
from tui.drawing.conflict_rows import VERDICT_WORDS
from tui.drawing.lighting import MUTED, relation_sign, words
from tui.drawing.safe_text import harmless
from tui.drawing.strips import Look, Piece, lit_pieces
from tui.drawing.wrapping import cut, wrap

_INDENT: Final = 4
_JUMPS: Final = 9
"""So many statements of a row have a number to go there by."""
_NAME: Final = 30
"""Cells for the name of a report in the summary."""

_HEADINGS: Final = {
    "changes": "Changed in the text",
    "disputes": "Disputes",
    "adds": "Adds",
    "repeats": "Repeats",
    "unclear": "Related, not clear how",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a statement of the report, or what became of one of its text."""

    section: str
    first: bool
    """Whether the heading of its section stands above it."""
    count: int
    """How many rows the section has."""
    shown: NewsItem | Change
    places: tuple[StatementId, ...]
    """Where the row leads: the report itself, then the others."""

    @property
    def pair(self) -> tuple[StatementId, Related] | None:
        """The two statements it is about, if there are two."""
        if isinstance(self.shown, Change) or not self.shown.counterparts:
            return None
        return self.shown.statement.id, self.shown.counterparts[0].related


def entries(news: News | None, changes: Changes | None) -> tuple[Entry, ...]:
    """All rows: what changed in the text, then what the report brings into its story."""
    found: list[Entry] = []
    if changes is not None:
        told = list(_changes(changes))
        found += [
            Entry("changes", at == 0, len(told), change, (place,))
            for at, (change, place) in enumerate(told)
        ]
    if news is not None:
        for section, items in (
            ("disputes", news.disputes),
            ("adds", news.adds),
            ("repeats", news.repeats),
            ("unclear", news.unclear),
        ):
            found += [
                Entry(section, at == 0, len(items), item, _places(item))
                for at, item in enumerate(items)
            ]
    return tuple(found)


def _changes(changes: Changes) -> Iterator[tuple[Change, StatementId]]:
    """What is not the same, with where it stands; for what is gone, what stands before it now."""
    place = StatementId(changes.article, 1)
    for change in changes.statements:
        place = change.statement or place
        if change.kind is not ChangeKind.SAME:
            yield change, place


def _places(item: NewsItem) -> tuple[StatementId, ...]:
    others = (each.statement.id for each in item.counterparts)
    return (item.statement.id, *others)[:_JUMPS]


def summary(news: News | None, changes: Changes | None) -> Content:
    """What is new in a line or two."""
    lines = []
    if news is not None:
        unclear = f", {len(news.unclear)} not clear" if news.unclear else ""
        names = dict.fromkeys(
            cut(row.outlet or row.title, _NAME, glyphs.ELLIPSIS) for row in reversed(news.before)
        )
        after = "1 report" if len(news.before) == 1 else f"{len(news.before)} reports"
        lines.append(f"{news_words(news)}{unclear} {glyphs.DOT} after {after}: {', '.join(names)}")
    if changes is not None:
        seen = changes.before.seen
        since = f" since the text of {seen[:10]}" if seen else " since the text before"
        lines.append(f"{change_words(changes)}{since}")
    return Content("\n").join(words(" ".join(line.split()), MUTED) for line in lines)


# --- rows -----------------------------------------------------------------------------------------

Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class NewsRow:
    """A row laid out for a width."""

    heading: tuple[Line, ...]
    """What stands above it and does not belong to it."""
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        """Lines, the blank one below included."""
        return len(self.heading) + len(self.lines) + 1


def lay_out(rows: Sequence[Entry], width: int) -> tuple[NewsRow, ...]:
    """Every row."""
    room = max(1, width - _INDENT - 1)
    return tuple(
        NewsRow(_heading(each, room) if each.first else (), tuple(_lines(each, room)))
        for each in rows
    )


def row_pieces(row: NewsRow, line: int, width: int, *, current: bool) -> list[Piece]:
    """One line of a row."""
    if line < len(row.heading):
        return list(row.heading[line])
    at = line - len(row.heading)
    if at >= len(row.lines):
        return []
    here: Look = ("current",) if current else ()
    pieces = [(text, (*here, *look)) for text, look in row.lines[at]]
    missing = width - 1 - sum(cell_len(text) for text, _ in pieces)
    bar: Piece = (glyphs.CURSOR if current else " ", (*here, "bar"))
    return [bar, *pieces, (" " * max(0, missing), here)]


def _heading(entry: Entry, room: int) -> tuple[Line, ...]:
    heading = cut(_HEADINGS[entry.section], room, "")
    return (((f"  {heading}  ", ("heading",)), (str(entry.count), ("about",))), ())


def _lines(entry: Entry, room: int) -> Iterator[Line]:
    if isinstance(entry.shown, Change):
        return _change_lines(entry.shown, room)
    return _item_lines(entry.section, entry.shown, room)


def _item_lines(section: str, item: NewsItem, room: int) -> Iterator[Line]:
    first = next(iter(item.counterparts), None)
    disputed = section == "disputes"
    sign, look = _sign(section, first)
    lit = evidence_spans(first.related, there=False) if disputed and first else ()
    yield from _text(sign, (look,), item.statement.text, room, lit)
    if item.counterparts and item.reports < len(item.counterparts) and section != "unclear":
        yield _about(f"counted as {item.reports}: the others are copies", room)
    for number, each in enumerate(item.counterparts, start=2):
        if number > _JUMPS and not disputed:
            return
        yield _who(number, each, room)
        if disputed:
            lit = evidence_spans(each.related, there=True)
            yield from _text(" ", (), each.statement.text, room, lit)


def _sign(section: str, first: Counterpart | None) -> tuple[str, str]:
    if section == "adds":
        return glyphs.OF_SIGN[Sign.ONLY], "sign-only"
    if section == "repeats":
        return glyphs.OF_SIGN[Sign.AGREES], "sign-agrees"
    relation = Relation.RELATED if first is None else first.related.relation
    return relation_sign(relation), f"sign-{relation}"


def _who(number: int, each: Counterpart, room: int) -> Line:
    related, statement = each.related, each.statement
    facts = (statement.outlet or statement.title, (statement.published or "")[:10])
    said = f" {glyphs.DOT} ".join(" ".join(harmless(fact).split()) for fact in facts if fact)
    verdict = f" {glyphs.DOT} {VERDICT_WORDS[related.verdict]}" if related.verdict else ""
    tail = f"  {related.relation} {score_words(related.score)}{verdict}"
    tail = cut(tail, max(0, room - 10), glyphs.ELLIPSIS)
    return (
        (" " * (_INDENT - 1), ()),
        (f"{number} " if number <= _JUMPS else "  ", ("number",)),
        (cut(said, max(0, room - 2 - cell_len(tail)), glyphs.ELLIPSIS), ("name",)),
        (tail, ("about",)),
    )


def _about(said: str, room: int) -> Line:
    return ((" " * (_INDENT - 1), ()), (cut(said, room, glyphs.ELLIPSIS), ("about",)))


def _change_lines(change: Change, room: int) -> Iterator[Line]:
    before, after = change.before or "", change.after or ""
    match change.kind:
        case ChangeKind.REWORDED:
            yield from _text("-", ("sign-gone",), before, room, (("gone", change.before_spans),))
            yield from _text("+", ("sign-new",), after, room, (("new", change.after_spans),))
        case ChangeKind.NEW:
            yield from _text("+", ("sign-new",), after, room, (("new", (Span(0, len(after)),)),))
        case ChangeKind.GONE:
            yield from _text(
                "-", ("sign-gone",), before, room, (("gone", (Span(0, len(before)),)),)
            )
        case _:
            yield from _text(glyphs.MOVED, ("sign-moved",), after, room, ())


def _text(sign: str, look: Look, text: str, room: int, lit: Lit) -> Iterator[Line]:
    """The words of a statement, a sign before the first line."""
    shown = harmless(text).replace("\n", " ")
    for at, (start, end) in enumerate(wrap(shown, room, 0, len(shown))):
        before: list[Piece] = [(" ", ()), (sign if at == 0 else " ", look), (" ", ())]
        yield (*before, *lit_pieces(shown, Span(start, end), (), lit))
