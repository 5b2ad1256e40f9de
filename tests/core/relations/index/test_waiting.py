"""Statements are taken in as their profiles have them, though their words are read otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import ArticleId, EntityId, RecordedStatement, Role, Span, StatementId
from core.relations.index.segment import Segment
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
