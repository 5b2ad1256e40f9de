"""The search screen in words: hits in context, what was understood otherwise, what may follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len
from textual.content import Content

from core.model import SearchHit, Span
from tui.drawing import glyphs
from tui.drawing.lighting import HIT, MUTED, hanging, lit, words
from tui.drawing.safe_text import harmless
from tui.drawing.strips import Look, Piece, lit_pieces
from tui.drawing.wrapping import cell_at, cut
from tui.finding import SearchState

if TYPE_CHECKING:
    # Searching is loaded with the first search, not with the first frame.
    from core.library.finding import Candidate, Problem, Rule, Suggestion

_NUMBER = 4
_NARROWEST_NUMBERED = 40


@dataclass(frozen=True, slots=True)
class TitleLine:
    """The article above its hits."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit; `place` is its index among the hits shown."""

    hit: SearchHit
    place: int


@dataclass(frozen=True, slots=True)
class NoteLine:
    """The reader's note at the hit above it, which answers too."""

    text: str
    spans: tuple[Span, ...]
    place: int
    """Of the hit it stands at."""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """Another spelling that may have been meant."""

    offer: Suggestion


ResultLine: TypeAlias = TitleLine | HitLine | NoteLine | OfferLine


def result_lines(state: SearchState) -> tuple[ResultLine, ...]:
    """What the list of hits shows, line by line."""
    answer = state.answer
    if answer is None:
        return ()
    shown = state.shown
    counts: dict[str, int] = {}
    for hit in shown:
        counts[hit.article] = counts.get(hit.article, 0) + 1
    lines: list[ResultLine] = []
    article = None
    for place, hit in enumerate(shown):
        if hit.article != article:
            article = hit.article
            lines.append(TitleLine(hit.title, counts[article]))
        lines.append(HitLine(hit, place))
        note = state.notes.get(hit.statement)
        if note is not None:
            lines.append(NoteLine(note, answer.notes.get(hit.statement, ()), place))
    # The first suggestion is what is shown already.
    others = answer.suggestions[1:] if state.guesses else answer.suggestions
    return (*map(OfferLine, others), *lines)


def result_pieces(
    line: ResultLine, width: int, *, current: bool, number_width: int = _NUMBER
) -> list[Piece]:
    """One line of the list."""
    here: Look = ("current",) if current else ()
    bar = (glyphs.CURSOR if current else " ", (*here, "bar"))
    match line:
        case TitleLine(title, count):
            tail = f"  {count}"
            name = cut(harmless(title), max(1, width - len(tail) - 1), glyphs.ELLIPSIS)
            return [(f" {name}", ("title",)), (tail, ("count",))]
        case OfferLine(offer):
            said = f"or: {harmless(offer.meant)}"
            return [bar, (said, (*here, "offer")), (_articles(offer.articles), (*here, "count"))]
        case NoteLine(text, spans, _):
            room = max(1, width - number_width - 2)
            lead = " " * (number_width - 1) + f"{glyphs.NOTE} "
            return [bar, (lead, (*here, "offer")), *kwic(text, spans, room, look=here)]
        case HitLine(hit, _):
            numbered = width >= _NARROWEST_NUMBERED
            number = str(hit.statement.number or "") if numbered else ""
            lead = f"{number:>{number_width}} " if numbered else ""
            room = max(1, width - len(lead) - 1)
            return [
                bar,
                (lead, (*here, "number")),
                *kwic(hit.text, hit.hits, room, look=here),
            ]


def kwic(text: str, spans: Sequence[Span], width: int, *, look: Look) -> list[Piece]:
    """The words round the hits in one line; the first of as many as can be seen in the middle."""
    text = harmless(text)
    if not spans:
        return [(cut(text, width, glyphs.ELLIPSIS), (*look, "text"))]
    middle = width * 2 // 5
    anchor = _anchor(spans, width - middle)
    before = _end_of(text[: anchor.start], middle, glyphs.ELLIPSIS)
    after = _beginning(text[anchor.start :], width - middle, glyphs.ELLIPSIS)
    begin = anchor.start - len(before[1])
    shown = Span(begin, anchor.start + len(after[0]))
    return [
        (" " * (middle - cell_len("".join(before))) + before[0], (*look, "text")),
        *lit_pieces(text, shown, (*look, "text"), [("hit", spans)]),
        (after[1], (*look, "text")),
    ]


def _anchor(spans: Sequence[Span], room: int) -> Span:
    """The hit from which most hits can be seen, the first of them."""
    ordered = sorted(spans)

    def seen(first: Span) -> int:
        return sum(first.start <= each.start and each.end - first.start <= room for each in ordered)

    return max(ordered, key=lambda each: (seen(each), -each.start))


def _end_of(text: str, room: int, ellipsis: str) -> tuple[str, str]:
    """What is left out, and as much of the end of a text as fits."""
    near = text[-(4 * room + 64) :]
    if len(near) == len(text) and cell_len(text) <= room:
        return "", text
    at = cell_at(near, max(0, cell_len(near) - room + cell_len(ellipsis)))
    while cell_len(near[at:]) > room - cell_len(ellipsis) and at < len(near):
        at += 1
    space = near.find(" ", at)
    if 0 <= space - at <= room // 4:
        at = space
    return (ellipsis if room >= cell_len(ellipsis) else ""), near[at:]


def _beginning(text: str, room: int, ellipsis: str) -> tuple[str, str]:
    """As much of the beginning of a text as fits, and the sign for what is left out."""
    shown = cut(text, room, ellipsis)
    if shown == text:
        return text, ""
    kept = shown.removesuffix(ellipsis)
    return kept, ellipsis if len(kept) < len(shown) else ""


# --- round the list -------------------------------------------------------------------------------


def hit_detail(state: SearchState, width: int, lines: int) -> Content:
    """The sentence of the hit under the cursor in full, with its article."""
    shown = state.shown
    if state.at >= len(shown):
        return Content()
    hit = shown[state.at]
    sentence = lit(hit.text, [(span, HIT) for span in hit.hits])
    wrapped = hanging(Content(), sentence, width).split("\n")
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], Content.assemble(wrapped[lines - 1].rstrip(), "…")]
    return Content("\n").join(wrapped)


def count_words(state: SearchState) -> str:
    """How much there is: `37 in 12 articles`."""
    answer = state.answer
    if answer is None:
        return ""
    shown = len(state.shown)
    articles = len({hit.article for hit in state.shown})
    if not shown:
        return "no hit"
    if not state.guesses and answer.articles > articles:
        return f"the best {shown}, in {articles} of {answer.articles} articles"
    return f"{shown} in {articles} {'article' if articles == 1 else 'articles'}"


def guess_line(state: SearchState, key: str) -> Content:
    """That another word is shown than was typed, and the key that takes the typed one back."""
    answer = state.answer
    if answer is None or answer.hits or not answer.suggestions:
        return Content()
    offer = answer.suggestions[0]
    nothing = Content.assemble("nothing for '", words(offer.written, "bold"), "'")
    meant = words(offer.meant, "bold")
    if state.guesses:
        return Content.assemble(
            nothing, "; shown: ", meant, (f"   {key}", _KEY), (" as typed", MUTED)
        )
    if state.exact and answer.guessed:
        return Content.assemble(nothing, (f"   {key}", _KEY), " shows ", meant)
    return nothing


_KEY = "bold $footer-key-foreground"


def problem_line(problems: Sequence[Problem], scrolled: int, query: str, width: int) -> Content:
    """What was not understood, under the place in the box where it stands."""
    if not problems:
        return Content()
    first = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    message = words(f"{first.message}{more}")
    start = cell_len(query[: first.span.start]) - scrolled
    end = min(width, max(start + 1, cell_len(query[: first.span.end]) - scrolled))
    start = max(0, start)
    look = "$text-error"
    if start >= end or start >= width:
        return message.stylize(look)
    caret = "▔" * (end - start)
    if end + 1 + message.cell_length <= width:
        return Content.assemble(" " * start, caret, " ", message).stylize(look)
    if message.cell_length + 1 <= start:
        gap = " " * (start - message.cell_length - 1)
        return Content.assemble(gap, message, " ", caret).stylize(look)
    return Content("\n").join([Content.assemble(" " * start, caret), message]).stylize(look)


def completion_rows(
    candidates: Sequence[Candidate], taken: int | None, width: int
) -> tuple[Content, ...]:
    """How the word at the cursor may go on; the one that was taken stands out."""
    longest = max((cell_len(harmless(each.shown)) for each in candidates), default=0)
    room = min(longest, max(8, width - 8))
    rows = []
    for number, each in enumerate(candidates):
        name = cut(harmless(each.shown), room, "…")
        count = f"{each.count:>5}" if each.count else " " * 5
        look = "reverse" if number == taken else ""
        filled = f" {name}{' ' * (room - cell_len(name))} "
        rows.append(Content.assemble((filled, look), (f"{count} ", f"{MUTED} {look}".strip())))
    return tuple(rows)


def rule_row(rule: Rule, width: int) -> Content:
    """One thing that can be asked for, and what it finds."""
    syntax = Content.styled(f"{rule.syntax:<26}  ", "bold $text-accent")
    if width < 60:
        below = hanging(Content("  "), Content(rule.meaning), width)
        return Content("\n").join([Content.styled(rule.syntax, "bold $text-accent"), below])
    return hanging(syntax, Content(rule.meaning), width)


def _articles(count: int) -> str:
    return f"  {count} {'article' if count == 1 else 'articles'}"
