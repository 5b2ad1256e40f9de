"""What crosses a border is taken or refused, as promised there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import BY_NAME, CASES, TARGETS, Target, cases

_EXAMPLES = 60
NAMES = pytest.mark.parametrize("name", BY_NAME)


def made_for(target: Target) -> st.SearchStrategy[bytes]:
    """What usually comes with pieces of it gone, doubled or exchanged; and anything at all."""
    words = st.sampled_from([word.encode("utf-8") for word in target.words])
    pieces = words | st.text(max_size=6).map(_encoded) | st.binary(max_size=4)
    free = st.lists(pieces, max_size=30).map(b"".join)
    return free | st.builds(
        _cut, st.sampled_from(target.seeds), st.floats(0, 1), st.floats(0, 1), free
    )


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _cut(seed: bytes, at: float, to: float, put: bytes) -> bytes:
    return seed[: int(at * len(seed))] + put[:200] + seed[int(to * len(seed)) :]


@NAMES
@given(data=st.data())
@settings(
    max_examples=_EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_bytes_break_the_promise_of_a_border(name: str, data: st.DataObject) -> None:
    target = BY_NAME[name]
    target.promise(data.draw(made_for(target)))


@NAMES
def test_what_usually_comes_is_taken(name: str) -> None:
    for seed in BY_NAME[name].seeds:
        BY_NAME[name].promise(seed)


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_what_once_broke_a_promise_breaks_it_no_more(path: Path) -> None:
    found = [target for target in TARGETS if path in cases(target)]
    assert len(found) == 1
    for case in cases(found[0]):
        if case == path:
            found[0].promise(case.read_bytes())
