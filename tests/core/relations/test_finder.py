"""The one question: which statements of other articles relate to this one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.model import (
    ArticleId,
    Certainty,
    EntityId,
    EvidenceKind,
    Hidden,
    Relation,
    Role,
    Span,
    Statement,
    StatementId,
)
from core.relations import DEFAULT_THRESHOLD
from core.relations.finder import NEAR, explain, near_misses, related_to
from core.relations.index.statement_index import StatementIndex
from core.relations.profile import StatementProfile, profile_article, profile_text
from core.relations.ranking.score import FEATURES, WEIGHTS, calibrated, features, scores
from core.text.figures import find_figures

REPORTS = {
    "one": [
        "Die Reederei Nordstern hat eine enge Partnerschaft mit der Werft Emden verkündet.",
        "Kern der Vereinbarung sind zwei Fähren für 140 Millionen Euro.",
        "Die Fähren sollen ab 2031 zwischen Emden und Borkum fahren.",
    ],
    "two": [
        "Die Werft Emden hat mit der Reederei Nordstern keinen Vertrag unterschrieben.",
        "Über zwei Fähren im Wert von 140 Mio. Euro werde noch verhandelt.",
        "Die Belegschaft der Werft Emden hofft auf Arbeit.",
    ],
    "three": [
        "Der Chor von Aurich singt am Sonntag in der Kirche.",
        "Karten kosten 12 Euro.",
    ],
}


def profiles_of(name: str, texts: list[str]) -> tuple[StatementProfile, ...]:
    statements = [
        Statement(
            StatementId(ArticleId(name), number),
            Role.PARAGRAPH,
            Span(0, len(text)),
            text,
            find_figures(text, "de"),
        )
        for number, text in enumerate(texts, 1)
    ]
    return profile_article(ArticleId(name), "de", statements, {})


@pytest.fixture(scope="module")
def reports() -> dict[str, tuple[StatementProfile, ...]]:
    return {name: profiles_of(name, texts) for name, texts in REPORTS.items()}


@pytest.fixture(scope="module")
def index(reports: dict[str, tuple[StatementProfile, ...]]) -> StatementIndex:
    index = StatementIndex()
    for profiles in reports.values():
        index.add(profiles)
    return index


def test_a_denial_of_the_same_matter_comes_first_and_contradicts(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    best = related_to(index, reports["one"][0])[0]
    assert best.statement == StatementId(ArticleId("two"), 1)
    assert best.relation is Relation.CONTRADICTS
    assert "denial" in [part.name for part in best.parts]
    negation = best.evidence[0]
    assert (negation.kind, negation.there) == (EvidenceKind.NEGATION, "keinen")
    assert negation.there_span is not None
    assert negation.there_span.of(REPORTS["two"][0]) == "keinen"


def test_the_same_figure_spelt_otherwise_is_evidence(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    best = related_to(index, reports["one"][1])[0]
    assert best.statement == StatementId(ArticleId("two"), 2)
    assert ("140 Millionen Euro", "140 Mio. Euro", True) in [
        (piece.here, piece.there, piece.shared) for piece in best.evidence
    ]


def test_a_statement_without_counterpart_has_no_relatives(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    assert [related_to(index, profile) for profile in reports["three"]] == [(), ()]


def test_free_text_is_answered_like_a_statement(index: StatementIndex) -> None:
    asked = profile_text("Nordstern und Werft Emden vereinbaren Partnerschaft", "de")
    assert related_to(index, asked)[0].statement.article in {"one", "two"}


def test_the_parts_add_up_to_the_score(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    for profiles in reports.values():
        for profile in profiles:
            for related in related_to(index, profile, min_score=0.0):
                assert sum(part.value for part in related.parts) == pytest.approx(related.score)
                assert 0.0 <= related.score <= 1.0


def test_no_more_than_asked_for_and_nothing_below_the_threshold(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    asked = reports["one"][0]
    assert len(related_to(index, asked, limit=2, min_score=0.0)) == 2
    assert all(found.score >= DEFAULT_THRESHOLD for found in related_to(index, asked))
    assert related_to(index, asked, min_score=1.01) == ()


def test_the_best_come_first_and_ties_are_broken_by_id(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    found = related_to(index, reports["one"][0], limit=99, min_score=0.0)
    order = [(-related.score, related.statement) for related in found]
    assert order == sorted(order)


def test_scores_rise_with_the_weighted_sum() -> None:
    rising = calibrated(np.linspace(0.0, 1.0, 50))
    assert (rising[1:] > rising[:-1]).all()
    assert rising[0] == 0.0
    assert rising[-1] < 1.0


def test_weights_add_up_to_one_and_none_is_idle() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    assert min(WEIGHTS.values()) > 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([text for texts in REPORTS.values() for text in texts]),
        min_size=1,
        max_size=4,
    )
)
def test_features_lie_between_nought_and_one(texts: list[str]) -> None:
    index = StatementIndex()
    index.add(profiles_of("x", texts))
    asked = profile_text(" ".join(texts), "de")
    table = features(index, asked, index.other_slots(asked.id.article))
    assert table.shape == (len(texts), len(FEATURES))
    assert (table >= 0).all()
    assert (table <= 1).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=5), st.sampled_from(["de", "en", "und"]))
def test_no_text_raises(texts: list[str], language: str) -> None:
    index = StatementIndex()
    for at, text in enumerate(texts):
        statement = Statement(
            StatementId(ArticleId(str(at)), 1),
            Role.PARAGRAPH,
            Span(0, len(text)),
            text,
            find_figures(text, language),
        )
        index.add(profile_article(ArticleId(str(at)), language, [statement], {}))
    for text in texts:
        found = related_to(index, profile_text(text, language), min_score=0.0)
        assert len(found) <= 9
    for slot in index.other_slots(ArticleId("")).tolist():
        profile = index.profile(slot)
        others = index.other_slots(profile.id.article)
        assert scores(index, profile, others).shape == (len(texts) - 1, len(FEATURES))


def test_a_near_miss_says_that_it_is_not_alike_enough(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    asked = reports["one"][1]
    shown = related_to(index, asked, min_score=0.0)
    threshold = shown[0].score + 0.01
    hidden = near_misses(index, asked, min_score=threshold)
    assert [each.statement for each in hidden][:1] == [shown[0].statement]
    assert hidden[0].hidden is Hidden.SCORE
    assert all(each.score < threshold for each in hidden)
    assert len(near_misses(index, asked, min_score=threshold, limit=0)) == 0


def test_a_near_miss_says_that_too_little_is_shared() -> None:
    index = StatementIndex()
    for number in range(60):
        index.add(profiles_of(f"a{number}", [f"Geld sucht der Verein Nummer{number} in Celle."]))
        index.add(profiles_of(f"b{number}", [f"Der Hase Nummer{number} frisst Klee{number}."]))
    asked = profile_text("Geld fehlt.", "de")
    (miss,) = near_misses(index, asked, min_score=1.0, limit=1) or near_misses(
        index, asked, min_score=0.1, limit=1
    )
    lost = sum(part.value for part in miss.parts if part.name == "little evidence")
    (hidden,) = near_misses(index, asked, min_score=miss.score - lost, limit=1)
    assert (miss.hidden, hidden.hidden) == (Hidden.SCORE, Hidden.EVIDENCE)


def test_opposites_are_looked_for_below_the_threshold() -> None:
    index = StatementIndex()
    index.add(profiles_of("a", ["Der Rat von Celle hat dem Windpark zugestimmt."]))
    index.add(profiles_of("b", ["Der Rat von Celle hat den Windpark abgelehnt."]))
    index.add(profiles_of("c", ["Der Windpark von Celle ist unsicher."]))
    found = {
        each.statement.article: each.relation
        for each in related_to(index, index.profile(0), min_score=0.01)
    }
    assert found[ArticleId("b")] is Relation.CONTRADICTS


SAID = (
    "Die Werft Emden baut zwei Fähren für 140 Millionen Euro.",
    "Die Werft Emden baut keine Fähren.",
    "Die Werft Emden baut zwei Fähren für 160 Millionen Euro.",
    "Emden zahlt 140 Mio. Euro, Aurich zahlt 20 Millionen Euro.",
    "Der Umsatz in Aurich stieg am 3. Mai um 4 Prozent.",
    "Der Umsatz in Aurich sank am 4. Mai um 4 Prozent.",
    "Aurich hat den Umsatz genannt.",
    "Der Gipfel wird in Emden eröffnet.",
    "Der Gipfel wird in Aurich eröffnet.",
    "Die Werft bestreitet den Bericht über den Umsatz.",
    "Emden und Aurich streiten um die Werft.",
    "In Emden, sagt Emden, zahlt Emden 20 Millionen Euro.",
    "Heute scheint die Sonne.",
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(SAID), min_size=1, max_size=5), min_size=2, max_size=5),
    st.sampled_from([0.05, 0.2, DEFAULT_THRESHOLD]),
    st.integers(1, 30),
)
@example(  # what a score keeps for want of evidence is rounded, and is just enough
    articles=[
        ["Die Werft bestreitet den Bericht über den Umsatz."],
        ["Die Werft Emden baut zwei Fähren für 160 Millionen Euro.", "Heute scheint die Sonne."],
        [
            "Die Werft Emden baut zwei Fähren für 140 Millionen Euro.",
            "Die Werft Emden baut keine Fähren.",
            "Aurich hat den Umsatz genannt.",
        ],
        [
            "Emden zahlt 140 Mio. Euro, Aurich zahlt 20 Millionen Euro.",
            "Der Gipfel wird in Emden eröffnet.",
            "Emden und Aurich streiten um die Werft.",
            "In Emden, sagt Emden, zahlt Emden 20 Millionen Euro.",
        ],
    ],
    min_score=0.05,
    limit=5,
)
def test_the_answer_is_that_of_judging_every_statement(
    articles: list[list[str]], min_score: float, limit: int
) -> None:
    index = StatementIndex()
    every = [
        replace(profile, entities=named(profile.text))
        for number, texts in enumerate(articles)
        for profile in profiles_of(str(number), texts)
    ]
    for number in range(len(articles)):
        index.add([each for each in every if each.id.article == str(number)])
    asked, *_ = every
    judged = [
        explanation.related
        for other in every
        if other.id.article != asked.id.article
        if (explanation := explain(index, asked, other.id, min_score=min_score)) is not None
    ]
    wanted = [each for each in judged if each.hidden is None]
    wanted.sort(key=lambda each: (-each.score, each.statement))
    assert related_to(index, asked, limit=limit, min_score=min_score) == tuple(wanted[:limit])


def test_what_has_no_words_relates_to_nothing(index: StatementIndex) -> None:
    nothing = profile_text("…", "de")
    assert related_to(index, nothing) == near_misses(index, nothing, min_score=0.0) == ()
    assert not features(index, nothing, np.arange(3, dtype=np.int32)).any()


def test_what_has_signs_of_a_denial_and_is_none_is_no_near_miss() -> None:
    index = StatementIndex()
    index.add(profiles_of("a", ["Der Rat von Celle hat den Windpark genehmigt."]))
    index.add(profiles_of("b", ["Der Rat von Celle ist ungültig, der Windpark ist alt."]))
    (other,) = near_misses(index, index.profile(0), min_score=1.0)
    assert near_misses(index, index.profile(0), min_score=other.score + NEAR + 0.01) == ()


def named(text: str) -> tuple[tuple[EntityId, Span], ...]:
    found = ((name, text.find(name)) for name in ("Emden", "Aurich"))
    return tuple(
        (EntityId(name), Span(start, start + len(name))) for name, start in found if start >= 0
    )


def test_what_is_shown_is_no_near_miss(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    for profile in reports["one"]:
        shown = {found.statement for found in related_to(index, profile)}
        assert shown.isdisjoint(miss.statement for miss in near_misses(index, profile))


def test_an_explanation_holds_what_is_shown_and_both_stances(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    asked = reports["one"][0]
    best = related_to(index, asked)[0]
    found = explain(index, asked, best.statement)
    assert found is not None
    assert found.related == best
    assert (found.here_stance.denied, found.there_stance.denied) == (False, True)
    assert (found.here_speech, found.there_speech) == (None, None)
    planned = explain(index, asked, StatementId(ArticleId("two"), 2))
    assert planned is not None
    assert planned.there_stance.certainty is Certainty.STATED


def test_what_is_not_shown_is_explained_as_well(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    found = explain(index, reports["one"][0], StatementId(ArticleId("three"), 2))
    assert found is not None
    assert found.related.hidden is Hidden.SCORE


def test_what_is_not_in_the_index_is_not_explained(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    for other in (StatementId(ArticleId("four"), 1), StatementId(ArticleId("two"), 9)):
        assert explain(index, reports["one"][0], other) is None
