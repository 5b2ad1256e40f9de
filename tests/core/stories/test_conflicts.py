from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.model import (
    ArticleId,
    Evidence,
    EvidenceKind,
    PlacedStatement,
    Related,
    Relation,
    Role,
    Speech,
    SpeechKind,
    Statement,
    StatementId,
)
from core.stories.conflicts import Found, conflicts_of, with_repeats
from tests.builders import related, statement

ARTICLES = [ArticleId(each) for each in "abc"]


def named(where: str) -> StatementId:
    article, _, number = where.partition(":")
    return StatementId(ArticleId(article), int(number))


def found(
    here: str,
    there: str,
    relation: Relation = Relation.CONTRADICTS,
    score: float = 0.8,
    evidence: Sequence[Evidence] = (),
) -> Found:
    other = named(there)
    return named(here), related(
        other.article, other.number, relation=relation, score=score, evidence=evidence
    )


def pairs(conflicts: Sequence[Found]) -> list[str]:
    return [f"{here} {other.statement}" for here, other in conflicts]


def listed(
    *conflicts: Found,
    statements: Mapping[StatementId, Statement] | None = None,
    rejected: Sequence[frozenset[StatementId]] = (),
    linked: Mapping[frozenset[StatementId], Relation] | None = None,
) -> tuple[Found, ...]:
    told = with_repeats(
        conflicts, ARTICLES, statements=statements or {}, rejected=rejected, linked=linked
    )
    return tuple(conflict for conflict, _ in told)


def test_every_pair_stands_once_as_seen_from_the_article_that_comes_first() -> None:
    evidence = Evidence(EvidenceKind.FIGURE, "17", "12", shared=False)
    (only,) = listed(
        found("b:1", "a:1", score=0.9, evidence=[evidence]), found("a:1", "b:1", score=0.7)
    )
    here, seen = only
    assert (here, seen.statement, seen.score) == (named("a:1"), named("b:1"), 0.9)
    assert (seen.evidence[0].here, seen.evidence[0].there) == ("12", "17")


def test_contradictions_come_before_differences_and_the_stronger_before_the_weaker() -> None:
    conflicts = listed(
        found("a:1", "b:1", Relation.DIFFERS, 0.9),
        found("a:2", "b:2", Relation.CONTRADICTS, 0.6),
        found("a:3", "b:3", Relation.CONTRADICTS, 0.7),
        found("a:4", "b:4", Relation.AGREES, 1.0),
        found("a:5", "elsewhere:4"),
    )
    assert pairs(conflicts) == ["a:3 b:3", "a:2 b:2", "a:1 b:1"]


def test_what_a_headline_repeats_is_listed_from_the_text() -> None:
    lemmas = ("rat", "brücke", "bauen")
    statements = {
        named("a:1"): statement("a", 1, role=Role.TITLE, lemmas=lemmas),
        named("a:2"): statement("a", 2, lemmas=(*lemmas, "gestern")),
        named("b:1"): statement("b", 1),
    }
    conflicts = [found("a:1", "b:1", score=0.9), found("a:2", "b:1", score=0.8)]
    assert pairs(listed(*conflicts, statements=statements)) == ["a:2 b:1"]
    assert pairs(listed(*conflicts)) == ["a:1 b:1", "a:2 b:1"]


def test_a_statement_that_says_something_else_is_another_conflict() -> None:
    statements = {
        named("a:1"): statement("a", 1, lemmas=("rat", "tagen")),
        named("a:2"): statement("a", 2, lemmas=("brücke", "bauen")),
        named("a:3"): statement("a", 3),
    }
    conflicts = [found(f"a:{number}", "b:1") for number in (1, 2, 3)]
    assert len(listed(*conflicts, statements=statements)) == 3


def test_one_denial_of_several_sentences_of_a_report_is_one_conflict() -> None:
    denial = [Evidence(EvidenceKind.NEGATION, "kein", "", shared=False)]
    conflicts = listed(
        found("a:1", "b:1", score=0.9, evidence=denial),
        found("a:1", "b:7", score=0.7, evidence=denial),
        found("a:1", "c:7", score=0.6, evidence=denial),
    )
    assert pairs(conflicts) == ["a:1 b:1", "a:1 c:7"]


def test_the_reader_outranks_what_was_found() -> None:
    rejected, linked, agreed = (
        frozenset((named("a:1"), named("b:1"))),
        frozenset((named("c:1"), named("b:1"))),
        frozenset((named("a:2"), named("b:2"))),
    )
    conflicts = listed(
        found("a:1", "b:1"),
        found("a:2", "b:2"),
        rejected=[rejected],
        linked={linked: Relation.DIFFERS, agreed: Relation.AGREES},
    )
    assert pairs(conflicts) == ["b:1 c:1"]
    assert conflicts[0][1].score == 1.0


def test_a_conflict_is_shown_with_both_wordings_and_speakers() -> None:
    placed = {
        each: PlacedStatement(each, f"Text {each}", "Titel", None, None)
        for each in (named("a:1"), named("b:1"))
    }
    speech = {named("b:1"): Speech(named("b:1"), SpeechKind.DIRECT, "Berg", None, None, None)}
    (shown,) = conflicts_of([found("a:1", "b:1")], placed=placed, speech=speech)
    assert (shown.here.text, shown.there.text) == ("Text a:1", "Text b:1")
    assert shown.here_speech is None
    assert shown.there_speech is not None
    assert shown.there_speech.speaker == "Berg"
    assert isinstance(shown.related, Related)


def test_what_two_reports_say_again_is_kept_with_the_conflict_it_repeats() -> None:
    said = {
        named(f"{article}:{number}"): statement(article, number, "Text.", lemmas=["brücke", "rat"])
        for article in "ab"
        for number in (1, 2)
    }
    told = with_repeats(
        [found("a:1", "b:1", score=0.7), found("a:2", "b:2", score=0.9), found("a:1", "c:1")],
        ARTICLES,
        statements=said,
    )
    assert [(pairs([head]), pairs(again)) for head, again in told] == [
        (["a:2 b:2"], ["a:1 b:1"]),
        (["a:1 c:1"], []),
    ]
