from __future__ import annotations

import pytest

from core.model import (
    ArticleId,
    Evidence,
    EvidenceKind,
    Relation,
    Role,
    Speech,
    SpeechKind,
    StatementId,
    Story,
    StoryId,
)
from core.storage import articles, relations, speech, statements, stories, story_readings
from core.storage.articles import SourceState
from core.storage.database import Database
from tests.builders import article, related, statement

A, B, C = (ArticleId(each) for each in "abc")
A1, A2, B1, C1 = StatementId(A, 1), StatementId(A, 2), StatementId(B, 1), StatementId(C, 1)
WORD = Evidence(EvidenceKind.WORD, '["word",', "Brücke")
VALUE = Evidence(EvidenceKind.FIGURE, "12", "17", shared=False)


@pytest.fixture
def told(database: Database) -> Database:
    """Two German reports and an English one, of which two tell one story."""
    for name, language in ((A, "de"), (B, "de"), (C, "en")):
        made = article(name, language=language, outlet="Bote", published="2025-05-01")
        articles.put_article(database, made, SourceState(made.source, name, 0, 0))
        statements.put_statements(
            database,
            name,
            [
                statement(name, 1, "Die Brücke ist zu.", role=Role.TITLE, lemmas=["brücke"]),
                statement(name, 2, "Sie bleibt zu."),
            ],
        )
    stories.put_stories(database, [Story(StoryId("s"), "Brücke", (A, B, C))])
    relations.put_related(
        database,
        A,
        {
            1: [
                related(B, 1, relation=Relation.DIFFERS, score=0.8, evidence=[WORD, VALUE]),
                related(C, 1, relation=Relation.CONTRADICTS, evidence=[]),
            ],
            2: [related(B, 2, relation=Relation.AGREES, evidence=[WORD])],
        },
    )
    relations.put_related(
        database, B, {1: [related(A, 1, relation=Relation.DIFFERS, evidence=[VALUE])]}
    )
    return database


def test_partings_are_read_from_the_sides_they_are_kept_on(told: Database) -> None:
    assert story_readings.partings(told, [(B1, A1), (A2, StatementId(B, 2)), (A1, C1)]) == {
        (A1, B1): (VALUE,),
        (B1, A1): (VALUE,),
    }
    assert story_readings.partings(told, [(A1, StatementId(ArticleId("x"), 1))]) == {}
    assert story_readings.partings(told, [(A2, B1), (A1, StatementId(B, 2))]) == {}


def test_conflicts_are_read_of_all_articles_or_of_some(told: Database) -> None:
    every = story_readings.conflicting(told)
    assert [(here, other.statement) for here, other in every] == [(A1, B1), (A1, C1), (B1, A1)]
    some = story_readings.conflicting(told, [A, B])
    assert [(here, other.statement) for here, other in some] == [(A1, B1), (B1, A1)]
    assert some[0][1].evidence == (WORD, VALUE)
    of_words = story_readings.conflicting(told, [A, B], resting_on=EvidenceKind.FIGURE)
    assert [here for here, _ in of_words] == [A1, B1]
    assert story_readings.conflicting(told, [A, B], resting_on=EvidenceKind.DATE) == []


def test_what_relates_two_articles_is_read_from_both_sides(told: Database) -> None:
    found = story_readings.relations_between(told, B, A)
    assert sorted((here, other.statement) for here, other in found) == [
        (A1, B1),
        (A2, StatementId(B, 2)),
        (B1, A1),
    ]


def test_relations_of_an_article_are_gathered_by_statement(told: Database) -> None:
    assert story_readings.relations_of(told, A) == {
        1: [(B1, Relation.DIFFERS), (C1, Relation.CONTRADICTS)],
        2: [(StatementId(B, 2), Relation.AGREES)],
    }


def test_only_another_report_in_the_same_language_tells_it_elsewhere(told: Database) -> None:
    assert [story_readings.is_told_elsewhere(told, each) for each in (A, B, C)] == [
        True,
        True,
        False,
    ]


def test_statements_are_read_with_their_places_and_those_that_are_gone_left_out(
    told: Database,
) -> None:
    gone = (StatementId(A, 9), StatementId(ArticleId("x"), 1))
    placed = story_readings.placed_statements(told, [A1, A1, *gone])
    assert list(placed) == [A1]
    assert (placed[A1].text, placed[A1].outlet, placed[A1].published) == (
        "Die Brücke ist zu.",
        "Bote",
        "2025-05-01",
    )
    assert list(story_readings.statements_named(told, [A2, *gone])) == [A2]


def test_speech_is_read_of_several_articles(told: Database) -> None:
    said = Speech(B1, SpeechKind.DIRECT, "Berg", None, None, None)
    speech.put_speech(told, [B], [said])
    assert story_readings.speech_in(told, [A, B]) == {B1: said}
