"""Search hits in context, grouped by article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from core.model import ArticleId, SearchHit
from tui.drawing.lighting import HIT, MUTED, excerpt, hanging
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut

if TYPE_CHECKING:
    # Searching is loaded with the first search, not with the first frame.
    from core.library.finding import SearchAnswer

_LINES = 2


def by_article(hits: Sequence[SearchHit]) -> tuple[tuple[str, tuple[SearchHit, ...]], ...]:
    """The hits under their articles' titles; articles in the order of their best hit."""
    groups: dict[ArticleId, list[SearchHit]] = {}
    for hit in hits:
        groups.setdefault(hit.article, []).append(hit)
    return tuple((group[0].title, tuple(group)) for group in groups.values())


def title_row(title: str, count: int, width: int) -> Content:
    """The article above its hits."""
    name = cut(harmless(title), max(1, width - len(str(count)) - 2), "…")
    return Content.assemble((name, "bold $text-primary"), (f"  {count}", MUTED))


def hit_row(hit: SearchHit, width: int) -> Content:
    """The words round the hits, the hits lit up."""
    number = f"{hit.statement.number:>3} "
    limit = max(16, (width - len(number) - 4) * _LINES)
    body = excerpt(hit.text, [(span, HIT) for span in hit.hits], limit=limit, ellipsis="…")
    return hanging(Content.styled(number, MUTED), body, width)


def answer_words(answer: SearchAnswer) -> str:
    """How much there is, and what of the query could not be understood."""
    shown = len(answer.hits)
    articles = len({hit.article for hit in answer.hits})
    if not shown:
        count = "no hit"
    else:
        count = f"{shown} {_many('hit', shown)} in {articles} {_many('article', articles)}"
    if answer.articles > articles:
        count += f" of {answer.articles}"
    return f"{answer.problem} · {count}" if answer.problem else count


def _many(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
