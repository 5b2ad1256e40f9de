"""What the words around a name, and its form, say about it: without any list of names."""

from __future__ import annotations

import pytest

from core.analysis.known_names import load_known_names, read_known_names
from core.analysis.linking import link
from core.analysis.linking.heads import kind_of_head
from tests.corpus.labelled_stories import as_article

NOTHING_KNOWN = read_known_names("")


def kinds(
    *texts: str, heard: list[tuple[str, str, int]] | None = None, language: str = "de"
) -> dict[str, str]:
    articles = [as_article(f"a{i}", t, language, heard or ()) for i, t in enumerate(texts)]
    return {e.name: str(e.kind) for e in link(articles, known=NOTHING_KNOWN).entities}


# --- words beside a name --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("Das meldet die Baufirma Zyntra. Bald baut Zyntra.", "organisation", "de"),
        ("Das sagt der Gründer der Firma „Zyntra“. Bald baut Zyntra.", "organisation", "de"),
        ("Nun ging der Zyntra-Chef. Noch baut Zyntra.", "organisation", "de"),
        ("Nun ging der Chef von Zyntra. Noch baut Zyntra.", "organisation", "de"),
        ("Nun fiel Zyntras Aktie. Noch baut Zyntra.", "organisation", "de"),
        ("Neu ist die Zyntra GmbH. Noch baut Zyntra.", "organisation", "de"),
        ("Dort klagt Zyntra, ein großer Hersteller. Noch baut Zyntra.", "organisation", "de"),
        ("So steht es in der App Zyntra. Viele nutzen Zyntra.", "thing", "de"),
        ("Das steht im Ortsteil Zyntra. Viele kennen Zyntra.", "place", "de"),
        ("Es siegte Bürgermeisterin Zyntra. Viele kennen Zyntra.", "person", "de"),
        ("Then the founder of Zyntra left. Now Zyntra waits.", "organisation", "en"),
        ("Then Zyntra's founder left. Now Zyntra waits.", "organisation", "en"),
        ("It hit the city of Zyntra. Now Zyntra waits.", "place", "en"),
        ("Then the Zyntra-based band left. Now Zyntra waits.", "place", "en"),
        ("Now Zyntra, a battery maker, waits. Then Zyntra left.", "organisation", "en"),
    ],
)
def test_the_words_beside_a_name_say_that_it_is_one_and_what_it_is(
    text: str, kind: str, language: str
) -> None:
    assert kinds(text, language=language) == {"Zyntra": kind}


def test_the_words_beside_a_name_outvote_a_recogniser_that_slipped() -> None:
    text = "Der Wettbewerber Zyntra zahlt mehr. Wer bei Zyntra arbeitet, bleibt."
    assert kinds(text, heard=[("Zyntra", "place", 2)]) == {"Zyntra": "organisation"}


def test_a_place_is_where_one_goes() -> None:
    text = "Sie zog nach Zyntra. Er kam aus Zyntra."
    assert kinds(text) == {"Zyntra": "place"}
    assert kinds("Sie zog nach Zyntra.") == {}


def test_where_one_goes_may_be_a_compound_of_german_words_when_it_is_a_name_in_english() -> None:
    one, two = "Sie zog nach Lindwerder. Er kam aus Lindwerder.", "A plant in Lindwerder may close."
    assert kinds(one) == {}
    found = link(
        [as_article("a", one, "de"), as_article("b", two, "en")], known=NOTHING_KNOWN
    ).entities
    assert [(e.name, str(e.kind)) for e in found] == [("Lindwerder", "place")]


def test_who_speaks_is_a_person_rather_than_a_place() -> None:
    text = "Das freut Zyntra. So sagte Zyntra am Abend."
    assert kinds(text, heard=[("Zyntra", "place", 1)]) == {"Zyntra": "person"}


def test_what_a_definite_article_precedes_is_no_person() -> None:
    text = "Der Zyntra fährt. Man lobt den Zyntra."
    assert kinds(text, heard=[("Zyntra", "person", 2)]) == {"Zyntra": "organisation"}


def test_a_company_is_not_what_its_spokesman_is() -> None:
    text = "Das sagt ein Sprecher Zyntras. Nun wächst Zyntra. Sie mag Zyntra."
    assert kinds(text, heard=[("Zyntra", "organisation", 1)]) == {"Zyntra": "organisation"}


def test_a_relative_clause_says_nothing_of_the_name_before_it() -> None:
    text = "So half Zyntra, das Musik der Firma spielt. Auch Zyntra, das von Firmen lebt. Zyntra."
    assert kinds(text, heard=[("Zyntra", "thing", 3)]) == {"Zyntra": "thing"}


def test_an_apposition_ends_with_its_sentence() -> None:
    text = "So half Zyntra, das gute alte gute alte gute. Sie mag Zyntra, die kleine, feine Firma."
    assert kinds(text, heard=[("Zyntra", "thing", 2)]) == {"Zyntra": "thing"}


def test_an_english_headline_announces_no_names() -> None:
    headline = "Battery Maker Zyntra Falls as Profit Drops\n\nThe firm fell."
    assert kinds(headline, headline, language="en") == {}


def test_a_plain_word_after_a_noun_is_no_name() -> None:
    text = "Sie wirft der Firma Betrug vor. Der Betrug sei groß, sagt der Anwalt der Firma."
    assert kinds(text) == {}


def test_a_compound_of_german_words_must_be_frequent_in_several_articles() -> None:
    told = "Neu ist der Heimspeicher Voltkiste. Alle wollen die Voltkiste."
    assert kinds(told) == {}
    assert kinds(told, "Nun fehlt die Voltkiste.") == {"Voltkiste": "thing"}
    assert kinds(told, "Nun fehlt die Voltkiste. Voltkisten sind teuer.") == {}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Baufirma", "organisation"),
        ("Bahnprojekts", "thing"),
        ("Landkreises", "place"),
        ("Politologin", "person"),
        ("Zynex-Chef", "person"),
        ("Tisch", None),
        ("Blogs", None),
    ],
)
def test_a_noun_says_what_the_name_after_it_is(word: str, kind: str | None) -> None:
    found = kind_of_head(word)
    assert (found if found is None else str(found)) == kind


# --- forms ----------------------------------------------------------------------------------------


def test_small_letters_and_capitals_mixed_make_a_name() -> None:
    assert kinds("Alle fluchen über die App SchichtGut.") == {"SchichtGut": "thing"}
    assert kinds("Alle fluchen in SchichtGut.") == {}


def test_a_gender_ending_makes_no_name() -> None:
    assert kinds("Das freut LehrerInnen. Viele LehrerInnen klagen.") == {}


def test_a_mixed_name_is_no_person_unless_persons_are_written_so() -> None:
    text = "Das freut {}. Nun kommt {}."
    for name, kind in (("AmperOS", "organisation"), ("McTavel", "person")):
        assert kinds(text.format(name, name), heard=[(name, "person", 2)]) == {name: kind}


def test_capitals_that_were_never_seen_are_a_name_after_a_noun_that_says_so() -> None:
    assert kinds("Das zeigt die YouTuberin ZWQRT. So lebt ZWQRT.") == {"ZWQRT": "person"}
    assert kinds("Das zeigt ZWQRT. So lebt ZWQRT.") == {}


def test_the_plural_or_genitive_of_an_acronym_is_no_name_of_its_own() -> None:
    assert kinds("Das zeigt der Kanal des YouTubers ZWQRTs. ZWQRT.") == {"ZWQRT": "person"}
    assert kinds("Sie fährt mit dem Auto SUVs davon. Viele SUVs fahren.") == {}


def test_an_acronym_of_two_letters_must_be_seen_again_and_again() -> None:
    text = "Nun steuert die KI das Licht. Ohne KI geht es nicht."
    assert kinds(text, heard=[("KI", "organisation", 1)]) == {}
    assert kinds(text, heard=[("KI", "organisation", 2)]) == {"KI": "organisation"}


def test_a_letter_and_a_digit_are_no_name() -> None:
    assert kinds("Sie nimmt die U7. Auch er nimmt U7.", heard=[("U7", "organisation", 2)]) == {}


def test_what_is_counted_in_millions_is_no_name() -> None:
    text = "Es kostet 3 Millionen Dollar. Noch 2 Milliarden Dollar. Dazu 5 Dollar."
    assert kinds(text, heard=[("Dollar", "thing", 3)]) == {}


@pytest.mark.parametrize(
    "heard", ["ZQ WV", "Second Hand Offering", "Breaking Old News", "Zynkas Vorstand"]
)
def test_words_seen_together_once_that_may_be_plain_are_no_name(heard: str) -> None:
    assert kinds(f"Das ist {heard} dort.", heard=[(heard, "organisation", 1)]) == {}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Halvorn Pharma", "organisation"),
        ("SV Zynheim", "organisation"),
        ("Bündnis Zynka", "organisation"),
        ("Zynlinie 7", "thing"),
        ("Sankt-Zyna-Klinikum", "organisation"),
    ],
)
def test_the_form_of_a_name_outranks_the_vote(name: str, kind: str) -> None:
    assert kinds(f"Das freut {name} sehr.", heard=[(name, "person", 1)]) == {name: kind}


# --- names within names ---------------------------------------------------------------------------


def test_a_body_named_after_a_place_is_not_the_place() -> None:
    text = "Sie wohnt in Zynheim. Er kommt aus Zynheim. Nun klagen die Stadtwerke Zynheim."
    assert kinds(text) == {"Zynheim": "place", "Stadtwerke Zynheim": "organisation"}


def test_a_company_is_called_by_its_first_word() -> None:
    text = "Das Geld kam von Zynmoor Capital. Nun zögert Zynmoor. Ohne Zynmoor fehlt Geld."
    assert kinds(text, heard=[("Zynmoor Capital", "organisation", 1)]) == {
        "Zynmoor Capital": "organisation"
    }


def test_the_start_of_a_company_that_was_not_heard_belongs_to_it() -> None:
    text = "Neu ist die Fahrwerk Zyn AG. Vorn ist der Hersteller Fahrwerk Zyn AG. Fahrwerk Zyn."
    assert kinds(text, heard=[("Zyn AG", "organisation", 2)]) == {"Fahrwerk Zyn": "organisation"}


def test_a_person_at_the_start_of_a_compound_is_the_person() -> None:
    text = "Das war in einem neuen Jo Zynka-Podcast zu hören."
    assert kinds(text, heard=[("Jo Zynka-Podcast", "person", 1)]) == {"Jo Zynka": "person"}
    text = "Gestern sprach Jo Zynka-Podolski."
    assert list(kinds(text, heard=[("Jo Zynka-Podolski", "person", 1)])) == ["Jo Zynka-Podolski"]


def test_two_names_heard_as_one_are_two() -> None:
    text = "Nun reden Zynex und Grolmo. Dann kam Zynex."
    heard = [("Zynex und Grolmo", "thing", 1), ("Zynex", "organisation", 2)]
    assert kinds(text, heard=heard) == {"Zynex": "organisation"}
    listed = link(
        [as_article("a", "Nun reden SPD und Grolmo.", "de", [("SPD und Grolmo", "thing", 1)])],
        known=load_known_names(),
    )
    assert [(e.name, str(e.kind)) for e in listed.entities] == [("SPD", "organisation")]


def test_the_owner_before_a_name_is_none_of_it_when_the_story_names_the_owner() -> None:
    text = "So wächst Zynex. Neu ist Zynex’s Grolmo. Da steht Zynkas Fluxo. Nun Zynka."
    heard = [("Zynex’s Grolmo", "organisation", 1), ("Zynkas Fluxo", "thing", 1)]
    assert "Grolmo" in kinds(text, heard=heard)
    assert not {"Zynex’s Grolmo", "Zynkas Fluxo"} & kinds(text, heard=heard).keys()


def test_an_english_name_keeps_the_owner_in_it() -> None:
    text = "Then Zyna's Grolmo opened."
    assert list(kinds(text, heard=[("Zyna's Grolmo", "organisation", 1)], language="en")) == [
        "Zyna's Grolmo"
    ]


def test_an_acronym_may_take_letters_from_inside_its_words() -> None:
    text = "Der Pflegebund Zyn (PBZ) ruft. Der PBZ streikt."
    assert kinds(text, heard=[("PBZ", "organisation", 2)]) == {"Pflegebund Zyn": "organisation"}


def test_an_acronym_after_a_person_is_not_the_persons() -> None:
    text = "So sprach Senator Petra Dorn (SPD). Die SPD nickt."
    heard = [("Petra Dorn", "person", 1), ("SPD", "organisation", 2)]
    assert kinds(text, heard=heard) == {"Petra Dorn": "person", "SPD": "organisation"}


@pytest.mark.parametrize("heard", ["Zyn--Grolm", "Zynex- Grolm", "Grolm Coin -", "Old--Coin Song"])
def test_stray_hyphens_are_survived(heard: str) -> None:
    for kind in ("person", "organisation", "thing"):
        kinds(f"Das ist {heard} dort.", heard=[(heard, kind, 1)])
