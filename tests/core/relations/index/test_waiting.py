"""Statements are taken in as their profiles have them, though their words are read otherwise."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import ArticleId, EntityId, RecordedStatement, Role, Span, StatementId
from core.relations.index.segment import Segment, bucket_counts_of
from core.relations.index.statement_index import StatementIndex
from core.relations.judging.signs import signs_beside_words, word_signs
from core.relations.profile import LONGEST, StatementProfile, profile_of
from core.text.figures import find_figures

_WORDS = [
    "Der",
    "Hafen",
    "Häfen",
    "nicht",
    "gestiegen",
    "unklar",
    "dementiert",
    "北京地铁",
    "3,5",
    "%",
]
LANGUAGES = st.sampled_from(["de", "en", "und", "fr", "zh"])
TEXTS = st.lists(
    st.text(max_size=8) | st.sampled_from(_WORDS),
    max_size=9,
).map(" ".join)


def record(number: int, text: str, language: str, article: str = "a") -> RecordedStatement:
    return RecordedStatement(
        id=StatementId(ArticleId(article), number),
        text=text,
        language=language,
        role=Role.PARAGRAPH,
        figures=find_figures(text, language),
        entities=((EntityId("hafen"), Span(0, 3)),) if text.startswith("Der") else (),
    )


def profile(found: RecordedStatement) -> StatementProfile:
    return profile_of(
        found.id,
        found.text,
        found.language,
        role=found.role,
        figures=found.figures,
        entities=found.entities,
    )


def segments(index: StatementIndex) -> tuple[Segment, ...]:
    return index.statistics.segments


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TEXTS, LANGUAGES), min_size=1, max_size=6))
def test_the_forms_and_signs_of_a_statement_are_those_of_its_profile(
    said: list[tuple[str, str]],
) -> None:
    index = StatementIndex()
    records = [record(at, text, language) for at, (text, language) in enumerate(said, 1)]
    index.add(records)
    slots = list(index.article_slots(ArticleId("a")))
    (segment,) = segments(index)
    for slot, found in zip(slots, records, strict=True):
        whole = profile(found)
        start, end = segment.form_starts[slot : slot + 2].tolist()
        kept = [segment.spellings[form] for form in segment.forms[start:end].tolist()]
        assert kept == [word.folded for word in whole.content]
        signs = signs_beside_words(whole)
        for word in whole.words:
            signs |= word_signs(word.folded, word.stem)
        assert segment.signs[slot] == signs
        assert index.profile(slot) == whole


def test_a_statement_without_end_is_kept_by_its_beginning() -> None:
    index = StatementIndex()
    index.add([record(1, "Hafen " * 1000, "de"), record(2, "Hafen", "de")])
    (segment,) = segments(index)
    assert segment.form_starts.tolist() == [0, LONGEST, LONGEST + 1]


def test_words_read_before_keep_their_forms_in_later_segments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.relations.index.statement_index._WAITING", 1)
    texts = ["Der Tag", "Le port", "Tag und Amt", "port tag"]
    index = StatementIndex()
    for at, text in enumerate(texts):
        index.add([record(1, text, "fr" if "port" in text else "de", f"a{at}")])
    found = [
        [index.vocabulary.form_terms.item(form) for form in segment.forms.tolist()]
        for segment in segments(index)
    ]
    assert [index.vocabulary.texts(segment.posted_terms) for segment in segments(index)] == [
        ["tag"],
        ["port"],
        ["tag", "amt"],
        ["tag", "port"],
    ]
    assert found == [[0], [1], [0, 2], [1, 0]]


def test_what_is_remembered_of_written_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.relations.index.statement_index._WAITING", 1)
    monkeypatch.setattr("core.relations.index.statement_index._WRITTEN", 1)
    index = StatementIndex()
    for at in range(3):
        index.add([record(1, "Der Hafen und die Stadt", "de", f"a{at}")])
    assert [segment.forms.tolist() for segment in segments(index)] == [[0, 1]] * 3


def test_many_segments_become_one_before_they_are_committed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.relations.index.statement_index._WAITING", 1)
    monkeypatch.setattr("core.relations.index.statement_index._SEGMENTS", 3)
    index = StatementIndex()
    for at in range(4):
        index.add([record(1, f"Hafen {at}", "de", f"a{at}")])
    assert len(segments(index)) == 1
    assert len(index) == 4


@pytest.mark.parametrize("at_once", [1, 5])
def test_statements_are_kept_alike_however_many_are_read_at_once(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    articles = [
        [record(at, f"Der Hafen kostet {at} Euro in {name}", "de", name) for at in range(1, 4)]
        for name in ("emden", "kiel", "bremen")
    ]
    whole = StatementIndex()
    monkeypatch.setattr("core.relations.index.waiting._READ_AT_ONCE", at_once)
    parts = StatementIndex()
    for statements in articles:
        parts.add(statements)
    monkeypatch.undo()
    for statements in articles:
        whole.add(statements)
    assert len(parts) == len(whole) == 9
    (first,), (second,) = segments(parts), segments(whole)
    for name in ("forms", "signs", "numbers", "figures", "names", "records"):
        assert getattr(first, name).tolist() == getattr(second, name).tolist()


def test_letter_sequences_are_counted_alike_however_many_words_are_looked_at_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = StatementIndex()
    index.add([record(1, "Der Hafen von Emden wird ausgebaut, Häfen am Hafen", "de")])
    (segment,) = segments(index)
    counted = segment.buckets.tolist(), segment.bucket_counts.tolist()
    monkeypatch.setattr("core.relations.index.segment._FORMS_AT_ONCE", 2)
    again = bucket_counts_of(segment.forms, index.vocabulary.spellings)
    assert [each.tolist() for each in again] == [*counted]


@pytest.mark.parametrize("collects", [True, False])
def test_taking_in_leaves_the_search_for_garbage_as_it_was(*, collects: bool) -> None:
    before = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        index = StatementIndex()
        index.add([record(1, "Der Hafen", "de")])
        assert len(segments(index)) == 1
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()
