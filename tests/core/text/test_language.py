from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.language import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Stadtrat hat am Dienstag beschlossen, dass die Brücke saniert wird."),
        ("de", "Die Nationalmannschaft gewann mit zwei Toren in der Nachspielzeit."),
        ("en", "The council said on Tuesday that the bridge would be closed for repairs."),
        ("en", "Scientists have found water on a planet that is far from its star."),
        ("fr", "Le ministre a annoncé que les travaux seront terminés avant la fin de l'été."),
        ("es", "El gobierno anunció que los trabajos terminarán antes de la fiesta del pueblo."),
        ("it", "Il governo ha annunciato che i lavori non saranno finiti prima della festa."),
        ("nl", "De minister zei dat het werk niet voor het einde van het jaar klaar is."),
        ("pt", "O governo disse que as obras não serão concluídas antes do fim do ano."),
        ("da", "Ministeren siger, at det ikke er muligt, og at vi skal vente til efter valget."),
        ("sv", "Ministern säger att det inte är möjligt och att vi ska vänta till efter valet."),
        ("pl", "Minister powiedział, że nie jest to możliwe i że prace są już na końcu."),
    ],
)
def test_function_words_tell_the_language(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "1234", "Hafen Brücke", "Berlin", "東京で大きな地震があった"])
def test_without_function_words_nothing_is_decided(text: str) -> None:
    assert language_of(text) == "und"


def test_an_even_mixture_is_not_decided() -> None:
    assert language_of("Der Hafen und die Stadt. The harbour and the town") == "und"


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert language_of(text) in {"und", "de", "en", "nl", "fr", "es", "it", "pt", "da", "sv", "pl"}
