from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import ArticleNotFound, StatementNotFound
from core.model import (
    AnalysedArticle,
    Article,
    ArticleId,
    Certainty,
    EntityId,
    EntityKind,
    Evidence,
    EvidenceKind,
    Figure,
    FigureKind,
    NameMention,
    Refusal,
    Related,
    Relation,
    ScorePart,
    Span,
    Stance,
    Statement,
    StatementId,
    Story,
    StoryId,
)
from core.storage import analysis, articles, entities, relations, statements, stories
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders

A1, A2, A3 = ArticleId("a1"), ArticleId("a2"), ArticleId("a3")


def keep(database: Database, *identifiers: str) -> tuple[Article, ...]:
    kept = tuple(builders.article(identifier) for identifier in identifiers)
    for made in kept:
        articles.put_article(database, made, SourceState(made.source, made.id, 1, 1))
        statements.put_statements(database, made.id, builders.statements_of(made))
    return kept


def analysed(article: Article, *names: NameMention) -> AnalysedArticle:
    return AnalysedArticle(
        article.id,
        tuple(
            Statement(s.id, s.role, s.span, s.text, s.figures, ("stadtrat", "brücke"))
            for s in builders.statements_of(article)
        ),
        names,
    )


# --- statements -----------------------------------------------------------------------------------

FIGURES = (
    Figure(
        FigureKind.MONEY,
        "1,5 bis 2 Milliarden Euro",
        Span(0, 25),
        Decimal("1500000000.0"),
        Decimal("2E+9"),
        "EUR",
        "about",
    ),
    Figure(FigureKind.DATE, "28. Mai", Span(30, 37), date="--05-28"),
)


def test_statements_come_back_as_they_were_put(database: Database) -> None:
    keep(database, "a1")
    made = (
        builders.statement("a1", 1, "Etwa 1,5 bis 2 Milliarden Euro am 28. Mai.", figures=FIGURES),
        builders.statement("a1", 2, "Zwei.", lemmas=("zwei", "über")),
    )
    statements.put_statements(database, A1, made)
    assert statements.statements(database, A1) == made
    assert statements.statement(database, made[1].id) == made[1]
    assert [str(f.value) for f in statements.statement(database, made[0].id).figures] == [
        "1500000000.0",
        "None",
    ]


def test_a_stance_comes_back_as_it_was_put(database: Database) -> None:
    keep(database, "a1")
    plain = builders.statement("a1", 1, "Der Vertrag ist unterschrieben.")
    stance = Stance(True, Certainty.PENDING, (Span(4, 8), Span(9, 13)))
    denied = replace(builders.statement("a1", 2, "Noch kein Vertrag."), stance=stance)
    statements.put_statements(database, A1, [plain, denied])
    assert statements.statements(database, A1) == (plain, denied)


def test_statements_of_several_articles_come_at_once(database: Database) -> None:
    first, second = keep(database, "a1", "a2")
    assert statements.statements_of(database, [A2, A1, A2, ArticleId("gone")]) == {
        A1: builders.statements_of(first),
        A2: builders.statements_of(second),
    }
    assert statements.statements_of(database, []) == {}


def test_a_statement_that_is_not_there_is_named(database: Database) -> None:
    keep(database, "a1")
    with pytest.raises(StatementNotFound, match="a1:99"):
        statements.statement(database, StatementId(A1, 99))
    with pytest.raises(ArticleNotFound, match="gone"):
        statements.statement(database, StatementId(ArticleId("gone"), 1))


# --- analysis -------------------------------------------------------------------------------------

NAMES = (
    NameMention(Span(4, 12), "Stadtrat", EntityKind.ORGANISATION),
    NameMention(Span(20, 29), "Anna Berg", EntityKind.PERSON),
)


def test_an_article_is_pending_until_this_pipeline_has_analysed_it(database: Database) -> None:
    first, second = keep(database, "a1", "a2")
    stories.put_stories(database, [Story(StoryId("s"), "S", (second.id,))])
    assert analysis.pending(database, "pipe 1") == (A2, A1)
    assert analysis.put_analysis(database, analysed(first, *NAMES), "pipe 1")
    assert analysis.pending(database, "pipe 1") == (A2,)
    assert analysis.pending(database, "pipe 2") == (A2, A1)
    assert analysis.is_analysed(database, A1)
    assert not analysis.is_analysed(database, A2)


def test_names_and_lemmas_are_kept_and_replaced(database: Database) -> None:
    (made,) = keep(database, "a1")
    analysis.put_analysis(database, analysed(made, *reversed(NAMES)), "pipe 1")
    assert analysis.names_of(database, A1) == NAMES
    assert statements.statements(database, A1) == analysed(made).statements
    analysis.put_analysis(database, analysed(made, NAMES[1]), "pipe 2")
    assert analysis.names_of(database, A1) == NAMES[1:]


def test_an_analysis_of_what_has_changed_meanwhile_is_not_kept(database: Database) -> None:
    (made,) = keep(database, "a1")
    late = analysed(made, *NAMES)
    statements.put_statements(database, A1, [builders.statement("a1", 1, "Alles ist anders.")])
    assert not analysis.put_analysis(database, late, "pipe 1")
    assert not analysis.is_analysed(database, A1)
    articles.remove_article(database, A1)
    assert not analysis.put_analysis(database, late, "pipe 1")


def test_a_failing_article_is_not_tried_again_by_the_same_pipeline(database: Database) -> None:
    made, _ = keep(database, "a1", "a2")
    analysis.record_failure(database, A1, "out of memory", "pipe 1")
    assert analysis.pending(database, "pipe 1") == (A2,)
    assert analysis.pending(database, "pipe 2") == (A1, A2)
    assert analysis.failures(database) == (Refusal("a1", "out of memory"),)
    analysis.put_analysis(database, analysed(made), "pipe 2")
    assert analysis.failures(database) == ()


def test_a_changed_article_is_analysed_anew(database: Database) -> None:
    made, _ = keep(database, "a1", "a2")
    analysis.put_analysis(database, analysed(made, *NAMES), "pipe 1")
    analysis.record_failure(database, A2, "broken", "pipe 1")
    keep(database, "a1", "a2")
    assert analysis.pending(database, "pipe 1") == (A1, A2)
    assert analysis.names_of(database, A1) == ()
    assert analysis.failures(database) == ()


# --- entities -------------------------------------------------------------------------------------

BERG = builders.entity("Anna Berg")
TOWN = builders.entity("Altstadt", EntityKind.PLACE)


def test_entities_are_counted_most_frequent_first(database: Database) -> None:
    keep(database, "a1", "a2")
    found = [
        builders.mention(TOWN, "a1", start=0),
        builders.mention(BERG, "a1", start=10),
        builders.mention(BERG, "a1", start=30, text="Berg", statement=2),
        builders.mention(TOWN, "a2", start=0),
        builders.mention(TOWN, "a2", start=20),
    ]
    entities.put_entities(database, [A1, A2], [BERG, TOWN], found)
    assert [(e.entity.name, e.count) for e in entities.entities(database)] == [
        ("Altstadt", 3),
        ("Anna Berg", 2),
    ]
    here = entities.entities(database, A1)
    assert [(e.entity.name, e.count) for e in here] == [("Anna Berg", 2), ("Altstadt", 1)]
    assert entities.mentions_of(database, A1) == tuple(found[:3])
    assert entities.mentions(database, BERG.id) == tuple(found[1:3])


def test_mentions_of_an_entity_come_in_list_order(database: Database) -> None:
    keep(database, "a1", "a2")
    found = [builders.mention(BERG, "a1"), builders.mention(BERG, "a2")]
    entities.put_entities(database, [A1, A2], [BERG], found)
    stories.put_stories(database, [Story(StoryId("s"), "S", (A2,))])
    assert entities.mentions(database, BERG.id) == (found[1], found[0])


def test_spellings_are_those_in_the_texts_most_frequent_first(database: Database) -> None:
    keep(database, "a1")
    spelt = ["Berg", "Anna Berg", "Berg", "Bergs"]
    found = [
        builders.mention(BERG, "a1", text=text, start=20 * place)
        for place, text in enumerate(spelt)
    ]
    entities.put_entities(database, [A1], [BERG], found)
    expected = ("Berg", "Anna Berg", "Bergs")
    assert entities.entities(database)[0].entity.spellings == expected
    kept = entities.entity(database, BERG.id)
    assert kept is not None
    assert kept.spellings == expected


def test_name_and_kind_follow_the_majority_of_mentions(database: Database) -> None:
    keep(database, "a1", "a2", "a3")
    company = builders.entity("Berg AG", EntityKind.ORGANISATION, identifier="e")
    person = builders.entity("Berg", EntityKind.PERSON, identifier="e")
    entities.put_entities(
        database, [A1], [company], [builders.mention(company, "a1", start=s) for s in (0, 9, 18)]
    )
    entities.put_entities(database, [A2], [person], [builders.mention(person, "a2")])
    entities.put_entities(database, [A3], [person], [builders.mention(person, "a3")])

    def known() -> tuple[str, EntityKind]:
        entity = entities.entity(database, EntityId("e"))
        assert entity is not None
        return entity.name, entity.kind

    assert known() == ("Berg AG", EntityKind.ORGANISATION)
    entities.put_entities(database, [A1], [company], [builders.mention(company, "a1")])
    assert known() == ("Berg", EntityKind.PERSON)
    articles.remove_article(database, A2)
    articles.remove_article(database, A3)
    assert known() == ("Berg AG", EntityKind.ORGANISATION)


def test_what_was_known_of_these_articles_is_replaced_and_orphans_vanish(
    database: Database,
) -> None:
    keep(database, "a1", "a2")
    entities.put_entities(
        database,
        [A1, A2],
        [BERG, TOWN],
        [builders.mention(BERG, "a1"), builders.mention(TOWN, "a2")],
    )
    entities.put_entities(database, [A1], [TOWN], [builders.mention(TOWN, "a1")])
    assert entities.entity(database, BERG.id) is None
    assert entities.mentions(database, BERG.id) == ()
    assert [(e.entity.name, e.count) for e in entities.entities(database)] == [("Altstadt", 2)]
    articles.remove_article(database, A1)
    keep(database, "a2")
    assert entities.entities(database) == ()
    assert database.faults() == ()


def test_mentions_elsewhere_and_of_unnamed_entities_are_left_out(database: Database) -> None:
    keep(database, "a1", "a2")
    entities.put_entities(
        database,
        [A1, ArticleId("gone")],
        [BERG],
        [
            builders.mention(BERG, "a1"),
            builders.mention(BERG, "a1"),
            builders.mention(BERG, "a2"),
            builders.mention(BERG, "gone"),
            builders.mention(TOWN, "a1", start=30),
        ],
    )
    assert [(e.entity.name, e.count) for e in entities.entities(database)] == [("Anna Berg", 1)]


# --- relations ------------------------------------------------------------------------------------

AGREES = builders.related("a2", 2, relation=Relation.AGREES, score=0.9)
DIFFERS = Related(
    StatementId(A2, 3),
    0.625,
    Relation.DIFFERS,
    (
        Evidence(EvidenceKind.FIGURE, "12", "14", Span(9, 11), Span(3, 5), shared=False),
        Evidence(EvidenceKind.NEGATION, "", "nicht", None, Span(0, 5), shared=False),
    ),
    (ScorePart("words", 0.5), ScorePart("figures", 0.125)),
)
CONTRADICTS = builders.related("a3", 1, relation=Relation.CONTRADICTS, score=0.6)


def test_relations_come_back_as_they_were_put_in_order(database: Database) -> None:
    keep(database, "a1", "a2", "a3")
    assert relations.put_related(database, A1, {2: [AGREES, DIFFERS], 3: [CONTRADICTS]})
    assert relations.related(database, StatementId(A1, 2)) == (AGREES, DIFFERS)
    assert relations.related(database, StatementId(A1, 1)) == ()
    assert relations.related_of(database, A1) == {2: (AGREES, DIFFERS), 3: (CONTRADICTS,)}


def test_a_reader_sees_words_title_and_paragraph_of_what_is_related(database: Database) -> None:
    keep(database, "a1", "a2", "a3")
    relations.put_related(
        database, A1, {2: [AGREES, DIFFERS, builders.related("a2", 4), CONTRADICTS]}
    )
    seen = relations.related_statements(database, StatementId(A1, 2), limit=9)
    assert [(s.related.statement, s.text, s.title, s.paragraph) for s in seen] == [
        (
            StatementId(A2, 2),
            "Der Stadtrat hat den Bau einer neuen Brücke beschlossen.",
            builders.TITLE,
            1,
        ),
        (StatementId(A2, 3), "Sie soll 12 Millionen Euro kosten.", builders.TITLE, 1),
        (StatementId(A2, 4), "Baubeginn ist im Mai.", builders.TITLE, 2),
        (StatementId(A3, 1), builders.TITLE, builders.TITLE, 0),
    ]
    assert relations.related_statements(database, StatementId(A1, 2), limit=1) == seen[:1]


def test_a_statement_outside_of_all_blocks_stands_in_no_paragraph(database: Database) -> None:
    keep(database, "a1", "a2")
    statements.put_statements(database, A2, [builders.statement("a2", 1, "Fern.", start=9_000)])
    relations.put_related(database, A1, {1: [builders.related("a2", 1)]})
    (seen,) = relations.related_statements(database, StatementId(A1, 1), limit=9)
    assert seen.paragraph == 0


def test_conflicts_are_counted_by_statement(database: Database) -> None:
    keep(database, "a1", "a2", "a3")
    assert articles.row(database, A1).conflicts is None
    relations.put_related(database, A1, {1: [AGREES], 2: [DIFFERS, CONTRADICTS], 3: [DIFFERS]})
    assert articles.row(database, A1).conflicts == 2
    relations.put_related(database, A1, {})
    assert articles.row(database, A1).conflicts == 0
    assert relations.is_related(database, A1)


def test_articles_are_stale_until_related_and_when_marked(database: Database) -> None:
    kept = keep(database, "a1", "a2", "a3")
    for each in kept[:2]:
        analysis.put_analysis(database, analysed(each), "pipe")
    assert relations.stale(database) == (A1, A2)
    relations.put_related(database, A1, {1: [AGREES]})
    assert relations.stale(database) == (A2,)
    relations.mark_stale(database, [A1])
    assert relations.stale(database) == (A1, A2)
    state = relations.state(database, A1)
    assert (state.related, state.stale, state.generation) == (True, True, 1)
    assert relations.related(database, StatementId(A1, 1)) == (AGREES,)
    relations.put_related(database, A1, {})
    state = relations.state(database, A1)
    assert (state.related, state.stale, state.generation) == (True, False, 2)


def test_relations_to_an_article_that_changes_are_dropped_on_both_sides(
    database: Database,
) -> None:
    keep(database, "a1", "a2", "a3")
    relations.put_related(database, A1, {1: [DIFFERS], 2: [CONTRADICTS]})
    relations.put_related(database, A2, {3: [builders.related("a1", 1)]})
    keep(database, "a2")
    assert relations.related_of(database, A1) == {2: (CONTRADICTS,)}
    assert articles.row(database, A1).conflicts == 1
    assert relations.state(database, A1).stale
    assert relations.related_of(database, A2) == {}
    assert not relations.is_related(database, A2)
    articles.remove_article(database, A3)
    assert relations.related_of(database, A1) == {}
    assert articles.row(database, A1).conflicts == 0


def test_relations_to_or_of_what_has_gone_are_left_out(database: Database) -> None:
    keep(database, "a1")
    assert relations.put_related(database, A1, {1: [AGREES]})
    assert relations.related_of(database, A1) == {}
    assert not relations.put_related(database, A2, {})


def test_an_article_is_ungrouped_until_stories_were_looked_for_among_it(
    database: Database,
) -> None:
    first, second = keep(database, "a1", "a2")
    assert stories.ungrouped(database) == ()
    for each in (first, second):
        analysis.put_analysis(database, analysed(each), "pipe 1")
    assert stories.ungrouped(database) == (A1, A2)
    stories.put_stories(database, [], among=[A2])
    assert stories.ungrouped(database) == (A1,)
    analysis.put_analysis(database, analysed(second), "pipe 2")
    assert stories.ungrouped(database) == (A1, A2)


def test_relations_found_by_other_rules_are_looked_for_again(database: Database) -> None:
    keep(database, "a1", "a2")
    for each in (A1, A2):
        analysis.put_analysis(database, analysed(builders.article(each)), "pipe")
        relations.put_related(database, each, {})
    assert relations.rules(database) is None
    relations.adopt_rules(database, "new")
    assert relations.rules(database) == "new"
    assert relations.stale(database) == (A1, A2)
