"""What comparing needs to know of one statement, taken from its text once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model import (
    ArticleId,
    EntityId,
    Figure,
    RecordedStatement,
    Role,
    Span,
    Speech,
    Statement,
    StatementId,
)
from core.relations.wording import content_of, words_of
from core.text.figures import find_figures
from core.text.words import Word

NEIGHBOURS = 2
"""How many statements before and after one belong to its context."""

LONGEST = 300
"""How many content words of a statement are compared; what is longer is no sentence."""

ASKED = StatementId(ArticleId(""), 0)
"""The id of a statement that stands in no article, because the reader typed it."""


@dataclass(frozen=True, slots=True)
class StatementProfile:
    """One statement as the comparison sees it; spans count in its own text."""

    id: StatementId
    text: str
    language: str
    role: Role
    words: tuple[Word, ...]
    content: tuple[Word, ...]
    """The words without those that only hold the sentence together."""
    figures: tuple[Figure, ...]
    entities: tuple[tuple[EntityId, Span], ...]
    context: tuple[tuple[Word, ...], ...]
    """The content of the statements around it."""
    speech: Speech | None = None
    """Whose words it gives, where that is known."""


Recorded = RecordedStatement | StatementProfile
"""What an index takes in; it looks for the words itself."""


def profile_article(
    article_id: ArticleId,
    language: str,
    statements: Sequence[Statement],
    entities_by_statement: Mapping[int, Sequence[tuple[EntityId, Span]]],
    *,
    speech_by_statement: Mapping[int, Speech] | None = None,
) -> tuple[StatementProfile, ...]:
    """The profiles of an article's statements in reading order.

    The mappings go from the number of a statement to its names, spans counted in its text, and
    to the speech it gives.
    """
    speeches = speech_by_statement or {}
    all_words = [words_of(statement.text, language) for statement in statements]
    contents = [content_of(found, language, longest=LONGEST) for found in all_words]
    return tuple(
        StatementProfile(
            id=StatementId(article_id, statement.id.number),
            text=statement.text,
            language=language,
            role=statement.role,
            words=all_words[at],
            content=contents[at],
            figures=statement.figures,
            entities=tuple(entities_by_statement.get(statement.id.number, ())),
            context=tuple(
                contents[max(0, at - NEIGHBOURS) : at] + contents[at + 1 : at + 1 + NEIGHBOURS]
            ),
            speech=speeches.get(statement.id.number),
        )
        for at, statement in enumerate(statements)
    )


def profile_text(text: str, language: str) -> StatementProfile:
    """The profile of a text that stands in no article."""
    return profile_of(
        ASKED, text, language, role=Role.PARAGRAPH, figures=find_figures(text, language)
    )


def profile_of(
    statement: StatementId,
    text: str,
    language: str,
    *,
    role: Role,
    figures: tuple[Figure, ...],
    entities: tuple[tuple[EntityId, Span], ...] = (),
    speech: Speech | None = None,
) -> StatementProfile:
    """The profile of a statement without those around it."""
    found = words_of(text, language)
    return StatementProfile(
        id=statement,
        text=text,
        language=language,
        role=role,
        words=found,
        content=content_of(found, language, longest=LONGEST),
        figures=figures,
        entities=entities,
        context=(),
        speech=speech,
    )
