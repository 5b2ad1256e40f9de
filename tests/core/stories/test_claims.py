from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import (
    ArticleId,
    Certainty,
    Claim,
    Evidence,
    EvidenceKind,
    Relation,
    Role,
    Span,
    Speech,
    SpeechKind,
    Stance,
    Statement,
    StatementId,
)
from core.stories.claims import claims_of, pairs_to_explain
from core.stories.clustering import Cluster, Link, clusters_of
from core.stories.copies import Copies
from tests.builders import statement

ORDER = ("a", "b", "c", "d")


def told(*statements: Statement) -> dict[ArticleId, list[Statement]]:
    """The statements by report, reports in the order of their names."""
    found: dict[ArticleId, list[Statement]] = {}
    for each in sorted(statements, key=lambda each: each.id):
        found.setdefault(each.id.article, []).append(each)
    return found


def said(
    where: str,
    text: str = "Die Brücke wird gesperrt.",
    *,
    role: Role = Role.PARAGRAPH,
    lemmas: str = "",
) -> Statement:
    article, _, number = where.partition(":")
    return statement(article, int(number), text, role=role, lemmas=lemmas.split())


def named(where: str) -> StatementId:
    article, _, number = where.partition(":")
    return StatementId(ArticleId(article), int(number))


def link(
    here: str,
    there: str,
    score: float = 0.9,
    relation: Relation = Relation.AGREES,
    *,
    grounds: int = 3,
) -> Link:
    one, other = named(here), named(there)
    return one.article, one.number, other.article, other.number, score, relation, grounds


def pair(here: str, there: str) -> frozenset[StatementId]:
    return frozenset((named(here), named(there)))


def members(clusters: Sequence[Cluster]) -> list[set[str]]:
    return [{str(each) for each in cluster.members} for cluster in clusters]


def test_what_two_reports_say_is_one_claim_and_what_one_says_is_one_of_its_own() -> None:
    found = clusters_of(told(said("a:1"), said("a:2"), said("b:1")), [link("a:2", "b:1")])
    assert members(found) == [{"a:1"}, {"a:2", "b:1"}]


def test_statements_that_contradict_each_other_are_one_claim() -> None:
    found = clusters_of(
        told(said("a:1"), said("b:1")), [link("a:1", "b:1", 0.8, Relation.CONTRADICTS)]
    )
    assert members(found) == [{"a:1", "b:1"}]
    assert found[0].conflicts == {pair("a:1", "b:1")}
    assert found[0].standing == {named("b:1"): Relation.CONTRADICTS}


def test_a_denial_of_something_hardly_alike_is_another_claim() -> None:
    found = clusters_of(
        told(said("a:1"), said("b:1")), [link("a:1", "b:1", 0.6, Relation.CONTRADICTS)]
    )
    assert members(found) == [{"a:1"}, {"b:1"}]


def test_another_value_of_the_same_is_one_claim_though_little_else_is_alike() -> None:
    found = clusters_of(told(said("a:1"), said("b:1")), [link("a:1", "b:1", 0.5, Relation.DIFFERS)])
    assert members(found) == [{"a:1", "b:1"}]


@pytest.mark.parametrize(("score", "grounds"), [(0.55, 3), (0.95, 1)])
def test_merely_related_statements_need_more(score: float, grounds: int) -> None:
    links = [link("a:1", "b:1", score, Relation.RELATED, grounds=grounds)]
    assert members(clusters_of(told(said("a:1"), said("b:1")), links)) == [{"a:1"}, {"b:1"}]


def test_closely_related_statements_are_one_claim() -> None:
    links = [link("a:1", "b:1", 0.8, Relation.RELATED)]
    assert members(clusters_of(told(said("a:1"), said("b:1")), links)) == [{"a:1", "b:1"}]


def test_a_chain_of_neighbours_is_not_one_claim() -> None:
    chain = [
        link("a:1", "b:1", 0.9),
        link("b:1", "c:1", 0.65, Relation.RELATED),
        link("c:1", "d:1", 0.9),
    ]
    found = clusters_of(told(*(said(f"{each}:1") for each in ORDER)), chain)
    assert members(found) == [{"a:1", "b:1"}, {"c:1", "d:1"}]


def test_a_report_that_says_it_twice_has_both_statements_in_one_claim() -> None:
    both = "brücke sperren montag"
    statements = told(said("a:1"), said("b:1", lemmas=both), said("b:2", lemmas=both))
    found = clusters_of(statements, [link("a:1", "b:1"), link("a:1", "b:2", 0.85)])
    assert members(found) == [{"a:1", "b:1", "b:2"}]


def test_two_matters_of_one_report_stay_apart_though_another_statement_is_like_both() -> None:
    statements = told(
        said("a:1"), said("b:1", lemmas="brücke sperren"), said("b:2", lemmas="rat tagen")
    )
    found = clusters_of(statements, [link("a:1", "b:1"), link("a:1", "b:2", 0.7, Relation.RELATED)])
    assert members(found) == [{"a:1", "b:1"}, {"b:2"}]


def test_a_headline_belongs_to_the_claim_of_its_report_that_it_repeats() -> None:
    statements = told(
        said("a:1", "Brücke gesperrt", role=Role.TITLE, lemmas="brücke sperren stadt"),
        said("a:2", lemmas="brücke sperren stadt montag"),
    )
    (found,) = clusters_of(statements, [])
    assert [str(each) for each in found.members] == ["a:2", "a:1"]
    assert found.centre == named("a:2")


def test_a_headline_joins_a_claim_most_of_whose_reports_it_is_not_related_to() -> None:
    statements = told(
        said("a:1"), said("b:1"), said("c:1", "Brücke zu", role=Role.TITLE), said("c:2")
    )
    found = clusters_of(statements, [link("a:1", "b:1"), link("a:1", "c:1", 0.7)])
    assert members(found) == [{"a:1", "b:1", "c:1"}, {"c:2"}]


def test_headlines_fragments_and_questions_that_nobody_takes_up_are_no_claims() -> None:
    statements = told(
        said("a:1", "Brücke zu", role=Role.TITLE),
        said("a:2", "Foto: Anna Berg"),
        said("a:3", "Was wird aus der Brücke?"),
    )
    assert clusters_of(statements, []) == ()


def test_headlines_that_two_reports_share_are_one_claim() -> None:
    statements = told(
        said("a:1", "Brücke zu", role=Role.TITLE), said("b:1", "Brücke gesperrt", role=Role.TITLE)
    )
    (found,) = clusters_of(statements, [link("a:1", "b:1")])
    assert found.centre == named("a:1")


def test_what_the_reader_has_rejected_is_not_related() -> None:
    statements = told(said("a:1"), said("b:1"))
    found = clusters_of(statements, [link("a:1", "b:1")], rejected=[pair("a:1", "b:1")])
    assert members(found) == [{"a:1"}, {"b:1"}]
    elsewhere = [pair("a:1", "gone:1")]
    assert len(clusters_of(statements, [link("a:1", "b:1")], rejected=elsewhere)) == 1


def test_what_the_reader_has_linked_is_one_claim_in_his_relation() -> None:
    statements = told(said("a:1"), said("b:1"), said("c:1"))
    wanted = {
        pair("a:1", "b:1"): Relation.DIFFERS,
        pair("b:1", "c:1"): Relation.AGREES,
        pair("a:1", "c:1"): Relation.AGREES,
        pair("a:1", "elsewhere:1"): Relation.AGREES,
    }
    (found,) = clusters_of(statements, [], linked=wanted)
    assert found.centre == named("a:1")
    assert found.standing == {named("b:1"): Relation.DIFFERS, named("c:1"): Relation.AGREES}
    assert found.conflicts == {pair("a:1", "b:1")}


def test_links_to_other_stories_are_passed_over_and_the_stronger_direction_counts() -> None:
    statements = told(said("a:1"), said("b:1"))
    found = clusters_of(
        statements,
        [
            link("b:1", "a:1", 0.7, Relation.RELATED),
            link("a:1", "b:1", 0.65, Relation.DIFFERS),
            link("a:1", "b:1", 0.6, Relation.AGREES),
            link("a:1", "x:9"),
        ],
    )
    assert found[0].standing == {named("b:1"): Relation.DIFFERS}


def test_the_claim_speaks_in_the_words_that_are_closest_to_all_others() -> None:
    statements = told(*(said(f"{each}:1") for each in ORDER[:3]))
    links = [link("b:1", "a:1"), link("b:1", "c:1"), link("a:1", "c:1", 0.6)]
    assert clusters_of(statements, links)[0].centre == named("b:1")


def test_many_reports_of_one_claim_are_one_though_only_twelve_relatives_are_kept() -> None:
    reports = [f"r{number:02}" for number in range(30)]
    statements = told(*(said(f"{each}:1") for each in reports))
    links = [
        link(f"{one}:1", f"{reports[(at + step) % 30]}:1")
        for at, one in enumerate(reports)
        for step in range(1, 13)
    ]
    assert len(clusters_of(statements, links)) == 1


_WHERE = st.builds("{}:{}".format, st.sampled_from(ORDER), st.integers(1, 4))


@given(
    st.lists(
        st.tuples(
            _WHERE,
            _WHERE,
            st.floats(0.5, 1.0),
            st.sampled_from(list(Relation)),
            st.integers(0, 4),
        ).filter(lambda each: each[0][0] != each[1][0]),
        max_size=30,
    )
)
def test_every_statement_is_in_one_claim_whatever_the_order_of_links(
    links: list[tuple[str, str, float, Relation, int]],
) -> None:
    statements = told(*(said(f"{report}:{n}") for report in ORDER for n in range(1, 5)))
    made = [
        link(here, there, score, relation, grounds=grounds)
        for here, there, score, relation, grounds in links
    ]
    found = clusters_of(statements, made)
    every = [each for cluster in found for each in cluster.members]
    assert sorted(every) == sorted(each.id for some in statements.values() for each in some)
    assert clusters_of(statements, made[::-1]) == found


# --- cells ----------------------------------------------------------------------------------------


def parted(kind: EvidenceKind, here: str, there: str, *, span: Span | None = None) -> Evidence:
    return Evidence(kind, here, there, span, span, shared=False)


def one_claim(
    statements: dict[ArticleId, list[Statement]],
    links: list[Link],
    evidence: dict[tuple[StatementId, StatementId], list[Evidence]] | None = None,
    speech: dict[StatementId, Speech] | None = None,
) -> Claim:
    clusters = clusters_of(statements, links)
    (claim,) = claims_of(statements, clusters, evidence or {}, speech or {})
    return claim


def test_each_report_has_the_value_in_which_it_parts_and_is_blank_where_it_does_not() -> None:
    statements = told(*(said(f"{each}:1") for each in ORDER[:3]))
    links = [
        link("a:1", "b:1", 0.8, Relation.DIFFERS),
        link("a:1", "c:1", 0.9),
        link("b:1", "c:1", 0.7, Relation.DIFFERS),
    ]
    asked = list(pairs_to_explain(clusters_of(statements, links)))
    assert asked == [(named("a:1"), named("b:1")), (named("a:1"), named("c:1"))]
    claim = one_claim(
        statements,
        links,
        {(named("b:1"), named("a:1")): [parted(EvidenceKind.FIGURE, "17", "zwölf")]},
    )
    assert [(cell.relation, cell.words) for cell in claim.cells] == [
        (None, "zwölf"),
        (Relation.DIFFERS, "17"),
        (Relation.AGREES, ""),
    ]
    assert claim.disputed == pytest.approx(2 / 3)
    assert (claim.number, claim.statement) == (1, named("a:1"))


def test_a_denial_is_shown_with_what_it_denies() -> None:
    statements = told(said("a:1"), said("b:1", "Es sei kein Vertrag unterschrieben, sagte Berg."))
    claim = one_claim(
        statements,
        [link("a:1", "b:1", 0.8, Relation.CONTRADICTS)],
        {
            (named("a:1"), named("b:1")): [
                Evidence(EvidenceKind.CERTAINTY, "soll", "", Span(0, 4), None, shared=False),
                Evidence(EvidenceKind.NEGATION, "", "kein", None, Span(7, 11), shared=False),
                Evidence(EvidenceKind.WORD, "Vertrag", "Vertrag"),
            ]
        },
    )
    assert [cell.words for cell in claim.cells] == ["soll", "kein Vertrag unterschrieben"]


def test_a_denial_ends_with_a_word_that_tells_something() -> None:
    statements = told(said("a:1"), said("b:1", "No contract had been signed."))
    evidence = Evidence(EvidenceKind.NEGATION, "", "No", None, Span(0, 2), shared=False)
    without_place = replace(evidence, there_span=None)
    for each, words in ((evidence, "No contract"), (without_place, "No")):
        claim = one_claim(
            statements,
            [link("a:1", "b:1", 0.8, Relation.CONTRADICTS)],
            {(named("a:1"), named("b:1")): [each]},
        )
        assert claim.cells[1].words == words


def test_a_report_that_another_one_brings_in_is_related_to_the_claim() -> None:
    statements = told(*(said(f"{each}:1") for each in ORDER))
    wanted = [pair("a:1", "b:1"), pair("b:1", "c:1"), pair("a:1", "d:1")]
    clusters = clusters_of(statements, [], linked=dict.fromkeys(wanted, Relation.AGREES))
    (claim,) = claims_of(statements, clusters, {}, {})
    assert claim.statement == named("a:1")
    assert [cell.relation for cell in claim.cells] == [
        None,
        Relation.AGREES,
        Relation.RELATED,
        Relation.AGREES,
    ]


def test_a_cell_says_who_says_it_how_firmly_and_where() -> None:
    denied = Stance(denied=True, certainty=Certainty.ALLEGED)
    statements = told(said("a:1"), replace(said("b:1"), stance=denied))
    speech = Speech(named("b:1"), SpeechKind.REPORTED, "Berg", None, None, None)
    claim = one_claim(statements, [link("a:1", "b:1")], speech={named("b:1"): speech})
    first, second = claim.cells
    assert (first.speaker, first.denied, first.certainty) == (None, False, Certainty.STATED)
    assert (second.speaker, second.denied, second.certainty) == ("Berg", True, Certainty.ALLEGED)
    assert second.statements == (named("b:1"),)


def test_a_claim_nobody_disputes_and_one_of_a_single_report_are_not_disputed() -> None:
    assert one_claim(told(said("a:1")), []).disputed == 0
    assert one_claim(told(said("a:1"), said("b:1")), [link("a:1", "b:1")]).disputed == 0


# --- copies ---------------------------------------------------------------------------------------


def copied(*pairs: tuple[str, str], reports: dict[str, str] | None = None) -> Copies:
    wordings = {named(each): named(first) for each, first in pairs}
    whole = {ArticleId(each): ArticleId(first) for each, first in (reports or {}).items()}
    return Copies(wordings, whole, {})


def copies_in(links: list[Link], copies: Copies) -> tuple[Claim, list[str | None]]:
    statements = told(*(said(f"{each}:1") for each in ORDER[:3]))
    (claim,) = claims_of(statements, clusters_of(statements, links), {}, {}, copies=copies)
    return claim, [cell.copy_of for cell in claim.cells]


AGREED = [link("a:1", "b:1"), link("a:1", "c:1"), link("b:1", "c:1")]


def test_reports_of_the_same_words_are_one_witness_of_a_claim() -> None:
    claim, of = copies_in(AGREED, copied(("a:1", "a:1"), ("c:1", "a:1")))
    assert of == [None, None, "a"]
    assert claim.witnesses == 2


def test_a_copied_report_is_no_witness_of_its_own_where_its_words_were_changed() -> None:
    claim, of = copies_in(AGREED, copied(("x:9", "x:9"), reports={"b": "b", "c": "b"}))
    assert of == [None, None, "b"]
    assert claim.witnesses == 2


def test_a_copy_with_another_figure_is_a_witness_that_disputes_it() -> None:
    links = [link("a:1", "b:1"), link("a:1", "c:1", 0.9, Relation.DIFFERS), link("b:1", "c:1")]
    same = copied(("a:1", "a:1"), ("b:1", "a:1"), ("c:1", "a:1"))
    claim, of = copies_in(links, same)
    assert of == [None, "a", None]
    assert claim.disputed == 1.0


def test_all_that_use_the_words_of_the_first_are_copies_of_it() -> None:
    _, of = copies_in(AGREED, copied(("a:1", "a:1"), ("b:1", "a:1"), ("c:1", "a:1")))
    assert of == [None, "a", "a"]
