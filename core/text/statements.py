"""The statements of an article: what the cursor stands on, numbered in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from core.model import Article, Block, Role, Span, Statement, StatementId
from core.text.figures import find_figures
from core.text.sentences import split_sentences
from core.text.stance import stance_of

_WHOLE = frozenset({Role.TITLE, Role.HEADING})


def statements_of(article: Article) -> tuple[Statement, ...]:
    """Title, lead, headings and sentences of an article with their figures, numbered from 1.

    A title that was derived has no block and makes no statement.
    """
    stretches = ((block, span) for block in article.blocks for span in _spans(article, block))
    return tuple(
        Statement(
            id=StatementId(article.id, number),
            role=block.role,
            span=span,
            text=span.of(article.text),
            figures=find_figures(
                span.of(article.text), article.language, published=article.published
            ),
            stance=stance_of(span.of(article.text), article.language),
        )
        for number, (block, span) in enumerate(stretches, 1)
    )


def _spans(article: Article, block: Block) -> Iterator[Span]:
    text = block.span.of(article.text)
    if block.role in _WHOLE:
        trimmed = text.strip()
        if trimmed:
            start = block.span.start + text.index(trimmed)
            yield Span(start, start + len(trimmed))
        return
    for span in split_sentences(text, article.language):
        yield span.shifted(block.span.start)
