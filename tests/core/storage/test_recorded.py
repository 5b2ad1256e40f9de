"""Statements as they are compared are those that are kept, with their names and speakers."""

from __future__ import annotations

from core.model import (
    ArticleId,
    EntityKind,
    RecordedStatement,
    Span,
    Speech,
    SpeechKind,
    StatementId,
)
from core.storage import articles, entities, speech, statements
from core.storage.articles import SourceState
from core.storage.database import Database
from core.storage.recorded import recorded_statements
from core.text.figures import find_figures
from tests import builders

A1, A2 = ArticleId("a1"), ArticleId("a2")
STADTRAT = builders.entity("Stadtrat", EntityKind.ORGANISATION)


def keep(database: Database, article: ArticleId, paragraphs: tuple[str, ...]) -> None:
    made = builders.article(article, paragraphs=paragraphs)
    articles.put_article(database, made, SourceState(made.source, made.id, 1, 1))
    statements.put_statements(database, made.id, builders.statements_of(made))


def test_statements_come_with_names_and_speakers_counted_in_their_own_text(
    database: Database,
) -> None:
    keep(database, A1, ("Laut Stadtrat kostet es 3 Euro.", "Niemand weiß mehr."))
    made = statements.statements(database, A1)
    first, second = made[1], made[2]
    start = first.span.start
    entities.put_entities(
        database,
        [A1],
        [STADTRAT],
        [
            builders.mention(
                STADTRAT, A1, text="Stadtrat", statement=first.id.number, start=start + 5
            )
        ],
    )
    said = [
        Speech(first.id, SpeechKind.REPORTED, "Stadtrat", STADTRAT.id, Span(5, 13), Span(0, 4)),
        Speech(second.id, SpeechKind.DIRECT, None, None, None, None),
    ]
    speech.put_speech(database, [A1], said)
    ((article, found),) = recorded_statements(database, [A1])
    assert article == A1
    assert [each.id for each in found] == [each.id for each in made]
    assert found[1] == RecordedStatement(
        StatementId(A1, first.id.number),
        first.text,
        "de",
        first.role,
        first.figures,
        ((STADTRAT.id, Span(5, 13)),),
        said[0],
    )
    assert found[2].entities == ()
    assert found[2].speech == said[1]


def test_figures_come_as_they_were_found(database: Database) -> None:
    made = builders.article(A1, paragraphs=())
    articles.put_article(database, made, SourceState(made.source, made.id, 1, 1))
    text = "Die Brücke kostet 12 Millionen Euro."
    figures = find_figures(text, "de")
    statements.put_statements(database, A1, [builders.statement(A1, text=text, figures=figures)])
    ((_, (found,)),) = recorded_statements(database, [A1])
    assert found.figures == figures != ()


def test_articles_without_statements_come_with_none_and_unknown_ones_not_at_all(
    database: Database,
) -> None:
    keep(database, A1, ("Es regnet.",))
    statements.put_statements(database, A1, [])
    keep(database, A2, ("Es schneit.",))
    found = dict(recorded_statements(database, [A2, ArticleId("gone"), A1]))
    assert found[A1] == []
    assert [each.text for each in found[A2]][1:] == ["Es schneit."]
    assert found.keys() == {A1, A2}
