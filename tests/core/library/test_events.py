from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.library.events import (
    Added,
    Analysed,
    FeedUpdated,
    Idle,
    Progress,
    RelatedReady,
    WorkEvent,
    WorkFailed,
    from_line,
    to_line,
)
from core.model import AddReport, ArticleId, FeedId, FeedUpdate, Refusal

IDS = st.lists(st.text().map(ArticleId), max_size=3).map(tuple)
REFUSALS = st.lists(st.builds(Refusal, st.text(), st.text()), max_size=2).map(tuple)
UPDATES = st.builds(
    FeedUpdate,
    st.text().map(FeedId),
    st.text(),
    added=IDS,
    updated=IDS,
    known=st.integers(),
    failed=st.lists(st.tuples(st.text(), st.text()), max_size=2).map(tuple),
    failure=st.none() | st.text(),
    unchanged=st.booleans(),
)
EVENTS = st.one_of(
    st.builds(FeedUpdated, UPDATES),
    st.builds(Added, st.builds(AddReport, IDS, IDS, IDS, REFUSALS, REFUSALS)),
    st.builds(Progress, st.text(), st.integers(), st.integers()),
    st.builds(Analysed, IDS),
    st.builds(RelatedReady, IDS),
    st.builds(WorkFailed, st.text(), st.text()),
    st.just(Idle()),
)


@given(EVENTS)
def test_an_event_survives_the_way_between_processes_on_one_line(event: WorkEvent) -> None:
    line = to_line(event)
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert from_line(line) == event


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"event": "Unheard"}', '{"event": "Idle", "x": 1}']
)
def test_a_line_that_is_no_event_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"not an event|Expecting"):
        from_line(line)
