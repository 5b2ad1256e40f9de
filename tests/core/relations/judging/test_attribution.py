from __future__ import annotations

import pytest

from core.relations.judging.attribution import beyond_attribution
from core.relations.profile import profile_text


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("Der Kapitän war nach Angaben der Polizei betrunken.", "de", "Kapitän betrunken"),
        ("Der Kapitän war der Polizei zufolge betrunken.", "de", "Kapitän betrunken"),
        ("Der Kapitän war betrunken, heißt es aus der Reederei.", "de", "Kapitän betrunken"),
        ("Laut Reederei war der Kapitän betrunken.", "de", "Kapitän betrunken"),
        ("The captain was drunk, according to the police.", "en", "captain drunk"),
        ("The captain was drunk, according to a few of their", "en", "captain drunk"),
        ("Pingo zählt rund neun Sorten.", "de", "Pingo neun Sorten"),
    ],
)
def test_who_says_it_is_left_out(text: str, language: str, left: str) -> None:
    profile = profile_text(text, language)
    assert [word.text for word in beyond_attribution(profile, profile.content)] == left.split()
