from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from tui.drawing.safe_text import harmless
from tui.drawing.strips import make_strip

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@settings(deadline=None)
@given(ANY_TEXT)
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    shown = harmless(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown)
    assert not any(unicodedata.bidirectional(c) in BIDI for c in shown)


@settings(deadline=None)
@given(ANY_TEXT)
def test_spans_keep_their_meaning(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert all(after in (before, " ", "\ufffd") for before, after in zip(text, shown, strict=True))


@settings(deadline=None)
@given(ANY_TEXT)
def test_cleaning_twice_equals_once(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zölle\x1b]52;c;eA==\x07", "Zölle\ufffd]52;c;eA==\ufffd"),
        ("a\u202eb\u2066c", "a\ufffdb\ufffdc"),
        ("Zeile\nzwei\tdrei\u2028vier", "Zeile zwei drei vier"),
        ("[/b] [link=x] [@click=app.quit]", "[/b] [link=x] [@click=app.quit]"),
        ("👩\u200d👧 日本 e\u0301", "👩\u200d👧 日本 e\u0301"),
    ],
)
def test_hostile_text_is_shown_and_readable_text_left_alone(text: str, shown: str) -> None:
    assert harmless(text) == shown


@settings(deadline=None)
@given(st.lists(st.tuples(ANY_TEXT, st.just(("look",))), max_size=5), st.integers(0, 40))
def test_a_strip_is_harmless_and_exactly_as_wide_as_asked(
    pieces: list[tuple[str, tuple[str, ...]]], width: int
) -> None:
    strip = make_strip(pieces, width, style=lambda _: Style())
    assert sum(segment.cell_length for segment in strip) == strip.cell_length == width
    assert strip.text == harmless(strip.text)
