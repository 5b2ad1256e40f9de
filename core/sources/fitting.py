"""An article as the reader wants it: what was left out taken back, and what was kept left out.

A wish is known by its words and by its place in the original, so that it holds for a later text of
the same source as long as the stretch is still there; where it is not, the article is as it came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from core.model import Article, Block, Dropped, PartWish, PartWishKind, Role, Span
from core.sources.passages import passage
from core.sources.structure import derived_title
from core.text.clean import clean
from core.text.spans import TrackedText

LEFT_OUT = "left out by the reader"
"""Why a stretch is no part of the article that the rules had kept."""

_CONTEXT = 32
"""Characters kept of either side."""
_WORD = re.compile(r"\w+")
_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an original, with what stands on either side of it."""

    text: str
    span: Span
    before: str
    after: str


class _Placed(Protocol):
    @property
    def text(self) -> str: ...

    @property
    def span(self) -> Span: ...


@dataclass(frozen=True, slots=True)
class _Part:
    """A block with its place in the original."""

    role: Role
    tracked: TrackedText

    @property
    def text(self) -> str:
        return self.tracked.text

    @property
    def span(self) -> Span:
        return self.tracked.to_original(Span(0, len(self.tracked.text)))


def place_of_dropped(article: Article, dropped: Dropped) -> Place:
    """Where a stretch that was left out stands."""
    return _place(article.original, dropped)


def place_of_block(article: Article, block: Block) -> Place:
    """Where a block of the article stands."""
    return _place(article.original, _part(article, block))


def can_leave(article: Article, block: Block) -> bool:
    """Whether the article is still one without this block: it has its headline and some text."""
    others = [each for each in article.blocks if each != block and each.role is not Role.TITLE]
    return block.role is not Role.TITLE and bool(others)


def fitted(
    article: Article, wanted: Iterable[PartWish], followed: Iterable[PartWish] = ()
) -> Article:
    """The article as these wishes have it, instead of those it follows; each where it can be."""
    for wish in reversed(tuple(followed)):
        if wish.kind is PartWishKind.KEEP:
            article = _left(article, wish, wish.reason)
        else:
            article = _kept(article, wish, wish.role)
    for wish in wanted:
        if wish.kind is PartWishKind.KEEP:
            article = _kept(article, wish, wish.role)
        else:
            article = _left(article, wish, LEFT_OUT)
    return article


def is_meant(article: Article, wish: PartWish, place: Place) -> bool:
    """Whether a wish speaks of this stretch of the article's original."""
    return _found(article, wish, [place]) is not None


def _kept(article: Article, wish: PartWish, role: Role) -> Article:
    """The article with what it had left out."""
    found = _found(article, wish, article.dropped)
    if found is None:
        return article
    dropped = article.dropped[found]
    piece = clean(dropped.span.of(article.original))
    runs = (
        replace(run, original_start=run.original_start + dropped.span.start) for run in piece.runs
    )
    part = _Part(role, passage(TrackedText(piece.text, tuple(runs))).tracked)
    parts = [_part(article, each) for each in article.blocks]
    behind = (
        number
        for number, each in enumerate(parts)
        if each.role is not Role.TITLE and each.span.start >= dropped.span.start
    )
    parts.insert(next(behind, len(parts)), part)
    rest = article.dropped[:found] + article.dropped[found + 1 :]
    return _made(article, parts, rest)


def _left(article: Article, wish: PartWish, reason: str) -> Article:
    """The article without what it had kept."""
    parts = [_part(article, each) for each in article.blocks]
    found = _found(article, wish, parts)
    if found is None or not can_leave(article, article.blocks[found]):
        return article
    part = parts.pop(found)
    dropped = (*article.dropped, Dropped(part.text, reason, part.span))
    return _made(article, parts, tuple(sorted(dropped, key=lambda each: each.span)))


def _found(article: Article, wish: PartWish, among: Sequence[_Placed]) -> int | None:
    """Which of these a wish means: what stands at its place, else what says the same."""
    said = _WORD.findall(wish.quote)
    best: tuple[tuple[bool, int, int], int] | None = None
    for number, each in enumerate(among):
        here = _place(article.original, each)
        sides = (here.before == wish.before) + (here.after == wish.after)
        there = here.span == wish.span and sides == len((wish.before, wish.after))
        if there or _WORD.findall(each.text) == said:
            rank = (there, sides, -abs(here.span.start - wish.span.start))
            if best is None or rank > best[0]:
                best = rank, number
    return None if best is None else best[1]


def _place(original: str, placed: _Placed) -> Place:
    start, end = placed.span.start, placed.span.end
    return Place(
        placed.text,
        placed.span,
        original[max(0, start - _CONTEXT) : start],
        original[end : end + _CONTEXT],
    )


def _part(article: Article, block: Block) -> _Part:
    whole = TrackedText(article.text, article.alignment)
    return _Part(block.role, whole.slice(block.span.start, block.span.end))


def _made(article: Article, parts: Sequence[_Part], dropped: tuple[Dropped, ...]) -> Article:
    text = TrackedText.join([part.tracked for part in parts], _SEPARATOR)
    blocks: list[Block] = []
    start = 0
    for part in parts:
        blocks.append(Block(part.role, Span(start, start + len(part.text))))
        start += len(part.text) + len(_SEPARATOR)
    title = article.title
    if article.title_derived:
        title = derived_title(parts[0].text, article.language)
    return replace(
        article,
        title=title,
        text=text.text,
        blocks=tuple(blocks),
        alignment=text.runs,
        dropped=dropped,
    )
