"""The text of one article, with a cursor that stands on statements."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from core.model import Article, EntityId, Mention, Role, Sign, Span, Statement, StatementId
from tui.drawing.article_lines import (
    Layout,
    frame,
    lay_out,
    margin_pieces,
    mark_pieces,
    text_pieces,
)
from tui.drawing.strips import Piece
from tui.drawing.wrapping import cell_at
from tui.widgets.line_pane import LinePane, Step

Hit: TypeAlias = tuple[int, Span]
"""Statement number and what was found in its text."""

Lit: TypeAlias = tuple[int, Span, str]
"""Statement number, a stretch of its text, and `shared` or `differs`."""

_LAYERS = ("current", "mention", "chosen", "shared", "differs", "found", "hit")
"""What may lie over the words, topmost last."""

_NOWHERE = Layout("", (), (), (), {})


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What keeps its place when the size changes: a character, at a share of the height."""

    offset: int
    share: float


class ArticleView(LinePane):
    """Shows an article; the cursor stands on one of its statements.

    Everything shown beside the words is a reactive: set it, and only the lines it changes are
    drawn again.
    """

    PREFIX = "article-view"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"article-view--{name}"
        for name in (
            *("title", "derived", "about", "lead", "heading", "dropped"),
            *("bar", "bookmark", "note", *(f"sign-{sign}" for sign in Sign)),
            *_LAYERS,
        )
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Number of the current statement; 0 while there is none."""
    signs: reactive[Mapping[int, Sign]] = reactive[Mapping[int, Sign]]({}, repaint=False)
    """What the margin says, by statement number."""
    mentions: reactive[tuple[Mention, ...]] = reactive((), repaint=False)
    """Of this article."""
    chosen_entity: reactive[EntityId | None] = reactive(None, repaint=False)
    bookmarks: reactive[frozenset[int]] = reactive(frozenset(), repaint=False)
    notes: reactive[frozenset[int]] = reactive(frozenset(), repaint=False)
    found: reactive[tuple[Hit, ...]] = reactive((), repaint=False)
    current_hit: reactive[int | None] = reactive(None, repaint=False)
    """Index into `found`."""
    lit: reactive[tuple[Lit, ...]] = reactive((), repaint=False)
    """The evidence of the chosen relation."""
    longest_line: reactive[int] = reactive(72, repaint=False, init=False)
    """Cells; lines are never longer, however wide the pane."""

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on another statement."""

        statement: StatementId

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, ArticleView.CursorMoved)

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - as every Textual widget calls it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._article: Article | None = None
        self._statements: tuple[Statement, ...] = ()
        self._numbers: list[int] = []
        self._begins: list[int] = []
        self._paragraphs: list[int] = []
        self._layout = _NOWHERE
        self._frame = frame(0, longest_line=1)
        self._laid_out_for = Size(0, 0)
        self._first_lines: list[int] = []
        self._over: dict[str, dict[int, tuple[Span, ...]]] = {}
        self._anchor: _Anchor | None = None

    # --- state down -------------------------------------------------------------------------------

    def show(
        self, article: Article, statements: tuple[Statement, ...], *, at: int | None = None
    ) -> None:
        """Show an article with the cursor on statement `at`, else on the first.

        Signs, marks, hits and evidence belong to whoever sets them and stay as they are.
        """
        self._take(article, statements)
        if statements:
            index = self._index_of(at) if at is not None else 0
            self.set_reactive(ArticleView.cursor, self._numbers[index])
            self._anchor = _Anchor(self._begins[index], 1 / 3) if index else None
            self.post_message(self.CursorMoved(statements[index].id))
        self._lay_out()

    def clear(self) -> None:
        """Show nothing."""
        self._take(None, ())
        self._lay_out()

    def _take(self, article: Article | None, statements: tuple[Statement, ...]) -> None:
        self._article = article
        self._statements = statements
        self._numbers = [statement.id.number for statement in statements]
        self._begins = [statement.span.start for statement in statements]
        self._paragraphs = _paragraph_starts(article, self._begins) if article else []
        self._anchor = None
        self.set_reactive(ArticleView.cursor, 0)

    @property
    def article(self) -> Article | None:
        """The article shown."""
        return self._article

    @property
    def statement(self) -> Statement | None:
        """The statement the cursor stands on."""
        return self._statements[self._index_of(self.cursor)] if self._statements else None

    # --- moving -----------------------------------------------------------------------------------

    def move(self, step: Step, by: int) -> None:
        """Move the cursor, or the text under it, `by` steps; negative is towards the beginning."""
        if not self._statements:
            self._move_without_cursor(step, by)
            return
        here = self._index_of(self.cursor)
        match step:
            case "item":
                self._go(here + by)
            case "edge":
                self._go(0 if by < 0 else len(self._statements) - 1)
            case "paragraph":
                self._go(self._paragraph_from(here, by))
            case "line":
                self.scroll_to(y=self.top + by, animate=False, force=True)
            case "half":
                self._turn(by * max(1, self.page.height // 2))
            case "page":
                self._turn(by * max(1, self.page.height - 2))

    def go_to(self, number: int) -> None:
        """Put the cursor on a statement, or the one nearest to it, and bring it into view."""
        if self._statements:
            self._go(self._index_of(number))

    def _go(self, index: int) -> None:
        index = min(max(0, index), len(self._statements) - 1)
        if self._numbers[index] == self.cursor:
            self._reveal(index, near=True)
        self.cursor = self._numbers[index]

    def _paragraph_from(self, here: int, by: int) -> int:
        if by >= 0:
            at = bisect_right(self._paragraphs, here) - 1 + by
        else:
            at = bisect_left(self._paragraphs, here) + by
        if at < 0:
            return 0
        return self._paragraphs[at] if at < len(self._paragraphs) else len(self._statements) - 1

    def _turn(self, lines: int) -> None:
        """Scroll, and move the cursor as far, so that it keeps its place on the screen."""
        top, here, forward = self.top, self._index_of(self.cursor), lines > 0
        begin = self._layout_lines(here).start
        place = begin if top <= begin < top + self.page.height else top
        self.show_from(top + lines)
        index = self._statement_on(place + lines, downwards=forward)
        if index == here and self.top == top:
            index = min(max(0, here + (1 if forward else -1)), len(self._statements) - 1)
        self._set_cursor(index)
        self._keep_in_view(downwards=forward)
        self._remember_place()

    def _move_without_cursor(self, step: Step, by: int) -> None:
        height = self.page.height
        far = {"half": height // 2, "page": height - 2, "edge": len(self._layout)}
        self.scroll_to(y=self.top + by * max(1, far.get(step, 1)), animate=False, force=True)

    # --- the cursor -------------------------------------------------------------------------------

    def validate_cursor(self, number: int) -> int:
        """The nearest number there is."""
        return self._numbers[self._index_of(number)] if self._numbers else 0

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the lines left and entered; bring the new statement into view and say so."""
        if not self._numbers:
            return
        left, entered = self._index_of(old), self._index_of(new)
        self._over["current"] = self._layout.by_line([self._statements[entered].span])
        self.redraw({*self._layout_lines(left), *self._layout_lines(entered)})
        if not self._following:
            self._reveal(entered, near=True)
        self.post_message(self.CursorMoved(self._statements[entered].id))

    def _set_cursor(self, index: int) -> None:
        """Move the cursor to where it can already be seen."""
        self._following = True
        self.cursor = self._numbers[index]
        self._following = False

    def _index_of(self, number: int) -> int:
        return max(0, bisect_right(self._numbers, number) - 1)

    def _layout_lines(self, index: int) -> range:
        return self._layout.lines_of(self._statements[index].span) if self._layout else range(1)

    def _reveal(self, index: int, *, near: bool) -> None:
        """Bring a statement into view: at the edge by a third of a page, from afar to its top."""
        height = self.page.height
        if not self._layout or height <= 0:
            return
        lines = self._layout_lines(index)
        top, third = self.top, height // 3
        if lines.start < top or lines.stop > top + height:
            whole = len(lines) <= height
            if index == 0 and lines.stop <= height:
                top = 0
            elif near and lines.start >= top and (whole or lines.start >= top + height):
                top = min(lines.start, lines.stop - height + third)
            else:
                top = max(lines.start - third, lines.stop - height) if whole else lines.start
            self.show_from(top)
        self._remember_place()

    def left_behind(self, *, downwards: bool) -> None:
        """Take the nearest statement in view when the current one has left it."""
        self._keep_in_view(downwards=downwards)
        self._remember_place()

    def _keep_in_view(self, *, downwards: bool) -> None:
        height = self.page.height
        if not self._statements or not self._layout or height <= 0:
            return
        mine = self._layout_lines(self._index_of(self.cursor))
        top, bottom = self.top, self.top + height
        if mine.start < bottom and mine.stop > top:
            return
        edge = top if downwards else bottom - 1
        self._set_cursor(self._statement_on(edge, downwards=downwards))

    def _statement_on(self, line: int, *, downwards: bool) -> int:
        """The statement that begins on a line, else the nearest in the direction of travel."""
        if downwards:
            index = bisect_left(self._first_lines, line)
            covered = index > 0 and self._layout_lines(index - 1).stop > line
            if index == len(self._statements) or (
                covered and self._first_lines[index] >= self.top + self.page.height
            ):
                index -= 1
            return index
        return max(0, bisect_right(self._first_lines, line) - 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the statement under the mouse."""
        place = event.get_content_offset(self)
        if place is None or not self._statements:
            return
        line = self.top + place.y
        if line >= len(self._layout):
            return
        start, end = self._layout.starts[line], self._layout.ends[line]
        if start == end:
            return
        words = self._layout.text[start:end]
        offset = start + min(cell_at(words, max(0, place.x - self._frame.text_at)), len(words) - 1)
        self._go(max(0, bisect_right(self._begins, offset) - 1))

    # --- layout -----------------------------------------------------------------------------------

    def fit(self) -> None:
        """Break the lines anew if the size changed; the same words stay at the same place."""
        if self.page != self._laid_out_for:
            self._lay_out()

    def watch_longest_line(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        page = self.page
        self._laid_out_for = page
        self._frame = frame(page.width, longest_line=self.longest_line)
        if self._article is None or page.width <= 0:
            self._layout = _NOWHERE
        else:
            self._layout = lay_out(self._article, self._frame.column)
        self._first_lines = [self._layout.line_of(begin) for begin in self._begins]
        self._over = {name: self._layout.by_line(self._spans(name)) for name in _LAYERS}
        self.redraw_all()
        self._restore_place()

    def _remember_place(self) -> None:
        """Keep the cursor's statement where it is, or the top line if it began above."""
        if not self._layout or not self._statements:
            return
        top, index = self.top, self._index_of(self.cursor)
        if top == 0 and index == 0:
            self._anchor = None
            return
        begin = self._begins[index]
        line = self._layout.line_of(begin)
        if line < top:
            line, begin = top, self._layout.starts[min(top, len(self._layout) - 1)]
        self._anchor = _Anchor(begin, (line - top) / max(1, self.page.height))

    def _restore_place(self) -> None:
        height = self.page.height
        if not self._layout or not self._statements or height <= 0:
            return
        top = 0
        if self._anchor is not None:
            place = int(self._anchor.share * height + 0.5)
            top = self._layout.line_of(self._anchor.offset) - min(place, height - 1)
        mine = self._layout_lines(self._index_of(self.cursor))
        if len(mine) <= height:
            top = min(max(top, mine.stop - height), mine.start)
        self.show_from(max(0, top))

    # --- what lies over the words -----------------------------------------------------------------

    def watch_signs(self, old: Mapping[int, Sign], new: Mapping[int, Sign]) -> None:
        """Draw the first lines of the statements whose sign changed."""
        changed = (n for n in {*old, *new} if old.get(n, Sign.NONE) != new.get(n, Sign.NONE))
        self._redraw_first_lines(changed)

    def watch_bookmarks(self, old: frozenset[int], new: frozenset[int]) -> None:
        """Draw the first lines of the statements whose bookmark came or went."""
        self._redraw_first_lines(old ^ new)

    def watch_notes(self, old: frozenset[int], new: frozenset[int]) -> None:
        """Draw the first lines of the statements whose note came or went."""
        self._redraw_first_lines(old ^ new)

    def watch_mentions(self) -> None:
        """Draw the lines whose names changed."""
        self._relight("mention", "chosen")

    def watch_chosen_entity(self) -> None:
        """Draw the lines with the entity chosen before and now."""
        self._relight("chosen")

    def watch_found(self) -> None:
        """Draw the lines whose hits changed."""
        self._relight("found", "hit")

    def watch_current_hit(self) -> None:
        """Draw the lines with the hit left and entered."""
        self._relight("hit")

    def watch_lit(self) -> None:
        """Draw the lines whose evidence changed."""
        self._relight("shared", "differs")

    def _redraw_first_lines(self, numbers: Iterable[int]) -> None:
        if self._layout:
            known = set(self._numbers)
            self.redraw({self._first_lines[self._index_of(n)] for n in numbers if n in known})

    def _relight(self, *names: str) -> None:
        for name in names:
            before, now = self._over.get(name, {}), self._layout.by_line(self._spans(name))
            self._over[name] = now
            self.redraw(line for line in {*before, *now} if before.get(line) != now.get(line))

    def _spans(self, name: str) -> Iterable[Span]:
        """The stretches of the article's text that a layer covers."""
        if not self._layout:
            return ()
        match name:
            case "current":
                return (self._statements[self._index_of(self.cursor)].span,) if self.cursor else ()
            case "mention":
                return (mention.span for mention in self.mentions)
            case "chosen":
                chosen = self.chosen_entity
                return (m.span for m in self.mentions if m.entity == chosen)
            case "found":
                return self._in_article(self.found)
            case "hit":
                at = self.current_hit
                hits = self.found
                return self._in_article(hits[at : at + 1] if at is not None and at >= 0 else ())
            case _:
                return self._in_article((n, span) for n, span, kind in self.lit if kind == name)

    def _in_article(self, hits: Iterable[Hit]) -> Iterable[Span]:
        for number, span in hits:
            statement = self._statements[self._index_of(number)] if self._statements else None
            if statement is not None and statement.id.number == number:
                whole = statement.span
                start = min(whole.start + span.start, whole.end)
                yield Span(start, min(whole.start + span.end, whole.end))

    # --- drawing ----------------------------------------------------------------------------------

    def line_count(self) -> int:
        """All lines, the blank ones too."""
        return len(self._layout)

    def draw(self, line: int) -> Sequence[Piece]:
        """Indent, margin, words, marks."""
        share = self._frame
        first = bisect_left(self._first_lines, line)
        last = bisect_right(self._first_lines, line)
        numbers = self._numbers[first:last]
        margin = margin_pieces(
            share.margin,
            [(self.signs.get(n, Sign.NONE), n == self.cursor) for n in numbers],
            current=line in self._over["current"],
        )
        over = [(name, self._over[name].get(line, ())) for name in _LAYERS]
        words = text_pieces(self._layout, line, over)
        marks = mark_pieces(
            share.marks,
            bookmarked=any(n in self.bookmarks for n in numbers),
            noted=any(n in self.notes for n in numbers),
        )
        if not any(text.strip() for text, _ in marks):
            return [(" " * share.indent, ()), *margin, *words]
        used = sum(cell_len(text) for text, _ in words)
        return [
            (" " * share.indent, ()),
            *margin,
            *words,
            (" " * (share.column - used), ()),
            *marks,
        ]


def _paragraph_starts(article: Article, begins: Sequence[int]) -> list[int]:
    """Indexes of the statements that begin a lead or a paragraph, given where statements begin."""
    running = (b.span for b in article.blocks if b.role in (Role.LEAD, Role.PARAGRAPH))
    firsts = ((bisect_left(begins, span.start), span) for span in running)
    return [i for i, span in firsts if i < len(begins) and begins[i] < span.end]
