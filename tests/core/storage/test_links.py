from __future__ import annotations

import pytest

from core.model import ArticleId, Evidence, EvidenceKind, Relation, StatementId
from core.storage import articles, links, relations, schema, statements
from core.storage.articles import SourceState
from core.storage.database import Database
from tests.builders import article, related, statement

A, B, C = (ArticleId(each) for each in "abc")
WORD = Evidence(EvidenceKind.WORD, '["word",', "Brücke")
DAY = Evidence(EvidenceKind.DATE, "Montag", "Montag")
VALUE = Evidence(EvidenceKind.FIGURE, "12", "17", shared=False)


@pytest.fixture
def told(database: Database) -> Database:
    for name in (A, B, C):
        made = article(name)
        articles.put_article(database, made, SourceState(made.source, name, 0, 0))
        statements.put_statements(database, name, [statement(name, 1), statement(name, 2)])
    relations.put_related(
        database,
        A,
        {
            1: [
                related(B, 1, relation=Relation.DIFFERS, score=0.8, evidence=[WORD, VALUE, DAY]),
                related(C, 1, relation=Relation.CONTRADICTS, evidence=[]),
            ],
            2: [related(B, 2, relation=Relation.AGREES, evidence=[WORD])],
        },
    )
    relations.put_related(
        database, B, {1: [related(A, 1, relation=Relation.RELATED, evidence=[VALUE])]}
    )
    return database


def test_links_stay_within_the_articles_and_count_what_they_rest_on(told: Database) -> None:
    assert list(links.links_within(told, [A, B])) == [
        (A, 1, B, 1, 0.8, Relation.DIFFERS, 3),
        (A, 2, B, 2, 0.7, Relation.AGREES, 1),
        (B, 1, A, 1, 0.7, Relation.RELATED, 1),
    ]
    assert len(list(links.links_within(told, [A, B, C]))) == 4


def test_links_of_one_article_lead_to_all_others(told: Database) -> None:
    assert [each[2] for each in links.links_from(told, A)] == [B, C, B]
    assert links.links_from(told, C) == links.links_from(told, ArticleId("gone")) == ()


def test_pairs_that_agree_are_named_once(told: Database) -> None:
    a1, a2, b2 = StatementId(A, 1), StatementId(A, 2), StatementId(B, 2)
    assert links.agreeing(told, [a1, a2, b2]) == {frozenset((a2, b2))}
    assert links.agreeing(told, [a1, b2]) == links.agreeing(told, [a2]) == set()


def test_links_are_those_of_the_relations_whatever_is_put_or_removed(told: Database) -> None:
    relations.put_related(told, A, {2: [related(C, 2, relation=Relation.AGREES)]})
    assert [each[:4] for each in links.links_from(told, A)] == [(A, 2, C, 2)]
    articles.remove_article(told, C)
    assert links.links_from(told, A) == ()
    assert [each[:4] for each in links.links_from(told, B)] == [(B, 1, A, 1)]


def test_a_library_of_before_has_its_links_made_when_it_is_opened(told: Database) -> None:
    kept = list(links.links_within(told, [A, B, C]))
    with told.writing() as connection:
        connection.execute("DROP TABLE link")
        for step in schema.LADDER[4]:
            connection.execute(step)
    assert list(links.links_within(told, [A, B, C])) == kept
