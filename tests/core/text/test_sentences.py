from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.sentences import split_sentences

LANGUAGES = st.sampled_from(["de", "en", "und"])
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    ". ",
                    "! ",
                    "? ",
                    "… ",
                    "„",
                    "“ ",
                    '"',
                    "(",
                    ")",
                    "[",
                    "]",
                    "-",
                    " – ",
                    " ",
                    "\n",
                ),
                *("1.", "28. ", "Mai", "z. B. ", "Dr. ", "U.S. ", "xAI ", "Der ", "der ", "II. "),
                *(
                    "Nr. ",
                    "Mio. ",
                    "A. ",
                    "\n\n",
                    "\n- ",
                    "Platz 3. ",
                    "said",
                    "ende.Der ",
                    "\u2029",
                ),
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=25,
).map("".join)


def sentences(text: str, language: str = "de") -> list[str]:
    return [span.of(text) for span in split_sentences(text, language)]


@given(PIECES, LANGUAGES)
def test_sentences_cover_all_but_white_space_in_order_apart_and_trimmed(
    text: str, language: str
) -> None:
    spans = split_sentences(text, language)
    end = 0
    for span in spans:
        assert span.start >= end
        assert span.of(text)
        assert span.of(text) == span.of(text).strip()
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()


GERMAN = [
    # end marks
    ["Der Rat tagt heute.", "Die Wahl folgt!", "Wer tritt an?", "Niemand weiß es …", "Noch nicht."],
    ["Wirklich?!", "Ja!!", "Gut."],
    # abbreviations
    ["Dr. Weber traf Prof. Kurz.", "Beide schwiegen."],
    ["Das gilt z. B. für Kiel, u. a. auch für Ulm bzw. Neu-Ulm.", "Mehr ist nicht bekannt."],
    ["Das kostet 3 Mio. Euro und 2 Mrd. Franken.", "Viel Geld."],
    ["Es gab Brot, Käse usw.", "Die Gäste blieben."],
    ["Der Umsatz lag bei 3 Mio.", "Das ist wenig."],
    ["Laut Art. 5 Abs. 2 ist das erlaubt.", "Nr. 7 widerspricht dem."],
    ["Streit dieser Art.", "Die Kammer entschied."],
    ["Sie wohnt in der Goethestr. 5 in St. Ingbert.", "Er nicht."],
    ["Der Beschluss vom 3. 5. liegt vor."],
    # ordinals and numbers
    ["Am 28. Mai beginnt der 3. Prozess im 21. Jahrhundert."],
    ["Im großen 2. Saal war es still."],
    ["Der Ort zählt zum 100. Mal.", "Alle feiern."],
    ["Er kam auf Platz 3.", "Bayern verlor."],
    ["Das war 1990.", "Berlin jubelte."],
    ["Es waren rund 300.", "Polizei war da."],
    ["Sie wurde 28.", "Danach zog sie fort."],
    ["Kaiser Wilhelm II. Regent von Preußen war er lange."],
    ["Papst Johannes XXIII.", "Er starb in Rom."],
    ["1. Mai ist Feiertag."],
    ["Es kostet 1,5 Euro oder 1.500 Yen.", "Mehr nicht."],
    # initials
    ["J. F. Kennedy und C. Huber kamen.", "Später auch B. Klein."],
    ["Es fehlt Vitamin C.", "Das ist bekannt."],
    ["Gemeint ist Plan B. 3 Länder machen mit."],
    # domains and names that begin small
    ["Auf example.org steht mehr.", "eBay schweigt.", "iPhones fehlen."],
    ["Der Konzern Yahoo! hat verkauft."],
    # quotes and brackets
    ["„Wir gehen.“, sagte die Ministerin.", "Dann ging sie."],
    ["„Was nun?“, fragte er.", "„Nichts.“", "Stille folgte."],
    ["„Nie wieder!“ – so der Trainer.", "Er blieb."],
    ["Er sagte: „Das war falsch.“", "Der Saal schwieg."],
    ["Die Stadt (gegründet 1200. Zerstört 1944.) wurde neu gebaut.", "Heute wächst sie."],
    ["Das war (!) Absicht.", "So ist es (…) oft."],
    ["Ein Satz mit Fußnote.[12]", "Der nächste Satz."],
    # ellipsis
    ["Er wollte ... nichts sagen.", "Dann kam sie."],
    # missing space
    ["Das Spiel ist aus.", "Die Fans gehen."],
]


@pytest.mark.parametrize("expected", GERMAN)
def test_german_sentences_are_found(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


ENGLISH = [
    ["Mr. Hill met Sen. Ross.", "They talked."],
    ["She left the U.S. Senate in Oct. 2019.", "He stayed in the U.S.", "The rest moved."],
    ["Apple Inc. Chief Tim Cook spoke at 5 p.m.", "He left."],
    ["Prices rose 3.5 percent, e.g. for bread.", "Wages did not."],
    ['"Are you sure?" Mayor Anna Smith asked.', "Nobody was."],
    ['"It is over!"', "The crowd left."],
    ["No. 5 won.", "No.", "That is it."],
    ["It was Platform 3.", "Trains left."],
    ["John F. Kerry spoke.", "It was brief."],
    ["It ended in World War II.", "The city burned."],
]


@pytest.mark.parametrize("expected", ENGLISH)
def test_english_sentences_are_found(expected: list[str]) -> None:
    assert sentences(" ".join(expected), "en") == expected


def test_a_missing_space_does_not_join_two_sentences() -> None:
    assert sentences("Das Spiel ist aus.Die Fans gehen.") == [
        "Das Spiel ist aus.",
        "Die Fans gehen.",
    ]
    assert sentences("Er bucht bei Booking.Com ein Zimmer.") == [
        "Er bucht bei Booking.Com ein Zimmer."
    ]


def test_a_line_break_ends_nothing_and_a_blank_line_does() -> None:
    assert sentences("Der Rat\ntagt heute\n\nDie Wahl folgt") == [
        "Der Rat\ntagt heute",
        "Die Wahl folgt",
    ]


def test_list_lines_are_sentences_of_their_own() -> None:
    text = "Beschlossen wurde:\n- mehr Busse\n- weniger Autos\n1. ein Radweg\n2. ein Steg"
    assert sentences(text) == [
        "Beschlossen wurde:",
        "- mehr Busse",
        "- weniger Autos",
        "1. ein Radweg",
        "2. ein Steg",
    ]


def test_nothing_but_white_space_has_no_sentence() -> None:
    assert sentences(" \n\n \t ") == []
