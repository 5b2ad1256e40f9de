"""Which words of two statements correspond."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.relations.judging.alignment import ALIGNED, align
from core.relations.judging.correspondence import correspondence
from core.relations.profile import StatementProfile, profile_text
from core.text.words import Word

WORDS = (
    "Hafen Häfen Hafenstadt Stadthafen Stadt Vertrag Verträge Hafenvertrag Abkommen 40 vierzig"
    " Zahl Zahlen zahlen"
)
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)


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


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_words_correspond_as_in_a_plain_loop_over_all_pairs(here: str, there: str) -> None:
    one, two = profile_text(here, "de"), profile_text(there, "de")
    found = [(pair.here, pair.there, pair.likeness) for pair in align(one, two)]
    assert found == aligned_plainly(one, two)


def aligned_plainly(
    here: StatementProfile, there: StatementProfile
) -> list[tuple[Word, Word, float]]:
    likest = sorted(
        (-correspondence(word, other), at, place)
        for at, word in enumerate(here.content)
        for place, other in enumerate(there.content)
    )
    taken: dict[int, tuple[int, float]] = {}
    for negative, at, place in likest:
        if -negative >= ALIGNED and at not in taken and place not in {p for p, _ in taken.values()}:
            taken[at] = place, -negative
    return [
        (here.content[at], there.content[place], alike)
        for at, (place, alike) in sorted(taken.items())
    ]
