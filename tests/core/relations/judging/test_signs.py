"""Signs tell at least all that reading two statements would tell."""

from __future__ import annotations

import itertools

from core.relations.judging.polarity import may_deny
from core.relations.judging.poles import may_oppose
from core.relations.judging.reading import read
from core.relations.judging.signs import (
    denying_signs,
    figure_signs,
    signs_beside_words,
    word_signs,
)
from core.relations.profile import StatementProfile, profile_text

_TEXTS = (
    "Die Mieten in Köln sind gestiegen",
    "Die Mieten in Köln sind gesunken",
    "Der Vertrag ist ungültig",
    "Der Vertrag ist gültig",
    "Der Verein hat keinen Trainer verpflichtet",
    "Die Polizei dementiert den Bericht",
    "Der Haushalt wächst um 3 Prozent",
    "Der Haushalt wächst um 5 Prozent",
    "Der Zug kam am 3. Mai an",
)


def signs_of(profile: StatementProfile) -> int:
    found = signs_beside_words(profile)
    for word in profile.words:
        found |= word_signs(word.folded, word.stem)
    return found


def test_what_may_deny_or_oppose_a_statement_has_a_sign_of_it() -> None:
    profiles = [profile_text(text, "de") for text in _TEXTS]
    for here, there in itertools.permutations(profiles, 2):
        reading = read(here)
        denies = may_deny(there) or may_oppose(reading.poles, here, there)
        assert bool(signs_of(there) & denying_signs(reading)) >= denies


def test_figures_of_one_kind_have_one_sign() -> None:
    percent, other, date = (profile_text(text, "de") for text in _TEXTS[-3:])
    assert signs_of(other) & figure_signs(percent)
    assert not signs_of(date) & figure_signs(percent)
