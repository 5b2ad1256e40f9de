"""How statements are read to be judged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.relations.judging import reading
from core.relations.judging.reading import read
from core.relations.profile import profile_text

TEXT = "Der Rat hat den Neubau der Brücke nicht beschlossen."


def test_a_statement_is_read_once() -> None:
    profile = profile_text(TEXT, "de")
    assert read(profile) is read(profile)


def test_a_reading_holds_the_very_profile_that_was_read() -> None:
    profile = profile_text(TEXT, "de")
    again = replace(profile)
    assert again == profile
    assert read(profile).profile is profile
    assert read(again).profile is again


def test_readings_are_forgotten_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_KEPT", 2)
    monkeypatch.setattr(reading, "_READINGS", {})
    profiles = [profile_text(f"{TEXT} {number}", "de") for number in range(5)]
    first = read(profiles[0])
    for profile in profiles:
        assert read(profile).profile is profile
        assert len(reading._READINGS) <= 2
    assert read(profiles[0]) == first
