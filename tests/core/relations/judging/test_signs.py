"""Signs tell at least all that reading two statements would tell."""

from __future__ import annotations

import itertools

from core.relations.index.statement_index import StatementIndex
from core.relations.judging.polarity import may_deny
from core.relations.judging.poles import may_oppose
from core.relations.judging.reading import read
from core.relations.judging.signs import denying_signs, figure_signs, signs_of
from core.relations.judging.support import lacks_support
from core.relations.profile import profile_text

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


def test_what_shares_no_word_lacks_support_unless_both_have_figures() -> None:
    statistics = StatementIndex().statistics
    percent, fire, school = (
        profile_text(text, "de")
        for text in ("Der Umsatz wuchs um 3 Prozent", "Der Hafen brennt", "Die Schule schließt")
    )
    other = profile_text("Die Ernte sank um 5 Prozent", "de")
    assert lacks_support(statistics, fire, school)
    assert not lacks_support(statistics, percent, other)
