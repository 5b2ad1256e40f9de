"""Profiles as bytes, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.model import ArticleId, EntityId, Figure, FigureKind, Role, Span, Speech, SpeechKind
from core.model import StatementId as Id
from core.relations.index.packing import packed, unpacked
from core.relations.profile import StatementProfile, profile_of
from core.text.figures import find_figures

ID = Id(ArticleId("a1"), 3)


def profile(text: str, language: str = "de") -> StatementProfile:
    figures = find_figures(text, language)
    return profile_of(ID, text, language, role=Role.LEAD, figures=figures)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Der Hafen von Emden wird ausgebaut.",
        "Rund 1,5 Mrd. Euro, 20 bis 30 Prozent und drei Tage ab dem 28. Mai 2018.",
        "„Größe“ ' \" \\ 😀",
    ],
)
def test_a_profile_survives_packing(text: str) -> None:
    whole = replace(
        profile(text),
        entities=((EntityId("e1"), Span(0, 3)), (EntityId("e2"), Span(4, 9))),
        speech=Speech(ID, SpeechKind.DIRECT, "ein Sprecher", None, Span(1, 2), None),
    )
    assert unpacked(packed(profile(text)), ID) == profile(text)
    assert unpacked(packed(whole), ID) == whole


def test_a_figure_that_is_no_stretch_of_the_text_keeps_its_own() -> None:
    figure = Figure(FigureKind.COUNT, "zwölf", Span(0, 3))
    whole = replace(profile("12 Schiffe"), figures=(figure,))
    assert unpacked(packed(whole), ID) == whole
