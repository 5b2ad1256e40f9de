"""Which words of two statements correspond."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.relations.judging.alignment import align
from core.relations.profile import profile_text

TEXTS = st.lists(
    st.sampled_from(["Hafen", "Hafenstadt", "Vertrag", "Abkommen", "Stadt", "40", "vierzig"]),
    max_size=8,
).map(" ".join)


def test_words_correspond_by_stem_compound_and_meaning() -> None:
    pairs = align(
        profile_text("Die Häfen schließen einen Vertrag über Anteile", "de"),
        profile_text("Abkommen: Hafen gibt Unternehmensanteile ab", "de"),
    )
    assert [(pair.here.text, pair.there.text) for pair in pairs] == [
        ("Häfen", "Hafen"),
        ("Vertrag", "Abkommen"),
        ("Anteile", "Unternehmensanteile"),
    ]


def test_the_likest_words_correspond_first() -> None:
    pairs = align(profile_text("Vertrag", "de"), profile_text("Abkommen Vertrag", "de"))
    assert [(pair.there.text, pair.likeness) for pair in pairs] == [("Vertrag", 1.0)]


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS)
def test_each_word_corresponds_to_one_at_most(here: str, there: str) -> None:
    pairs = align(profile_text(here, "de"), profile_text(there, "de"))
    assert len({pair.here.span for pair in pairs}) == len(pairs)
    assert len({pair.there.span for pair in pairs}) == len(pairs)
    assert [pair.here.span for pair in pairs] == sorted(pair.here.span for pair in pairs)
