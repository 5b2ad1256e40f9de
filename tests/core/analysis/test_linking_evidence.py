"""What the words around a name, and its form, say about it: without any list of names."""

from __future__ import annotations

import pytest

from core.analysis.known_names import KnownNames, load_known_names, read_known_names
from core.analysis.linking import LinkedNames, link
from core.analysis.linking.heads import kind_of_head
from tests.corpus.labelled_stories import as_article

KNOWN = load_known_names()
NOTHING_KNOWN = read_known_names("")


def linked(
    *texts: str,
    heard: list[tuple[str, str, int]] | None = None,
    language: str = "de",
    known: KnownNames = NOTHING_KNOWN,
) -> LinkedNames:
    articles = [as_article(f"a{i}", t, language, heard or ()) for i, t in enumerate(texts)]
    return link(articles, known=known)


def kinds(
    *texts: str,
    heard: list[tuple[str, str, int]] | None = None,
    language: str = "de",
    known: KnownNames = NOTHING_KNOWN,
) -> dict[str, str]:
    found = linked(*texts, heard=heard, language=language, known=known)
    return {e.name: str(e.kind) for e in found.entities}


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


# --- names that their form gives away -------------------------------------------------------------


def test_a_company_that_bears_a_surname_is_not_its_founder() -> None:
    text = (
        "Gestern sprach Ruth Halmen. Ihre Firma Halmen Biotech wächst. Die Halmen-Sprecherin "
        "schwieg. Bei Halmen wird gespart. Später lachte Halmen."
    )
    found = linked(text, heard=[("Ruth Halmen", "person", 1)])
    spelt = {e.name: sum(m.entity == e.id for m in found.mentions) for e in found.entities}
    assert spelt == {"Ruth Halmen": 2, "Halmen Biotech": 3}


def test_a_body_is_known_by_its_coupled_ending() -> None:
    assert kinds("Die Grolmo-Stiftung zahlt.") == {"Grolmo-Stiftung": "organisation"}
    assert not kinds("Die EU-Stiftung zahlt. Die Grolmo-Stiftung-Debatte dauert.")


def test_a_noun_beside_a_place_is_a_name_when_it_is_said_again() -> None:
    text = "Plück von Zukunft Tolheim kam. In Tolheim regnet es. Auch Zukunft Tolheim schwieg."
    assert kinds(text, heard=[("Tolheim", "place", 3)]) == {
        "Tolheim": "place",
        "Zukunft Tolheim": "organisation",
    }


def test_a_league_is_a_name_when_it_is_said_again() -> None:
    text = "Das Bündnis Schiene jubelte. Später tagte das Bündnis Schiene."
    assert kinds(text) == {"Bündnis Schiene": "organisation"}
    assert not kinds("Das Bündnis Schiene jubelte.")


def test_a_branch_keeps_its_direction() -> None:
    text = "Das Institut Zomoskop Süd irrte. Die Umfragen von Zomoskop Süd waren falsch."
    heard = [("Institut Zomoskop", "organisation", 1)]
    assert kinds(text, heard=heard) == {"Zomoskop Süd": "organisation"}
    text = "Zomoskop kam. Zomoskop Nord wächst. Die Zomoskop Nord zahlt."
    assert "Zomoskop Nord" in kinds(text, heard=[("Zomoskop", "organisation", 3)])


def test_a_noun_that_says_what_a_place_is_is_no_part_of_it() -> None:
    text = "Im Kreis Brennow wird gewählt. In Brennow regnet es. Ganz Brennow wartet."
    assert kinds(text, heard=[("Kreis Brennow", "place", 1)]) == {"Brennow": "place"}


def test_a_weekday_is_no_part_of_a_name() -> None:
    heard = [("Zynka Air am Donnerstagabend", "organisation", 1)]
    assert list(kinds("Ein Jet von Zynka Air am Donnerstagabend.", heard=heard)) == ["Zynka Air"]


def test_a_newspaper_keeps_its_name_when_declined() -> None:
    text = "Der Brennower Bote schrieb es. Sie sagte es dem Brennower Boten."
    heard = [("Brennower Bote", "thing", 1), ("Brennower Boten", "organisation", 1)]
    assert kinds(text, heard=heard) == {"Brennower Bote": "organisation"}


@pytest.mark.parametrize("name", ["Lake Zynka", "Zynka Road"])
def test_a_place_is_known_by_its_form(name: str) -> None:
    assert kinds(f"They met at {name}.", heard=[(name, "person", 1)], language="en") == {
        name: "place"
    }


def test_an_office_is_named_as_without_its_article() -> None:
    heard = [("Zynkischen Parlament", "organisation", 1)]
    assert list(kinds("Man stritt im Zynkischen Parlament.", heard=heard)) == [
        "Zynkisches Parlament"
    ]
    heard = [("Zynkischen Rat", "organisation", 1)]
    assert list(kinds("Man stritt im Zynkischen Rat.", heard=heard)) == ["Zynkischer Rat"]
    heard = [("Zynkischen Bahn", "organisation", 1)]
    assert list(kinds("Man fuhr mit der Zynkischen Bahn.", heard=heard)) == ["Zynkische Bahn"]


def test_a_code_name_needs_a_word_that_says_what_it_is() -> None:
    text = "In der Studie ZHIELD-3 half das Mittel. ZHIELD-3 lief zwei Jahre."
    assert kinds(text) == {"ZHIELD-3": "thing"}
    assert not kinds("Dann kam ZHIELD-3.")


def test_a_name_is_told_by_how_it_is_called() -> None:
    text = "Eine Gruppe namens Kolmofax bekannte sich. Kolmofax schwieg danach."
    assert kinds(text) == {"Kolmofax": "organisation"}


def test_what_is_quoted_and_starts_with_a_company_is_made_by_it() -> None:
    text = "Dort startet man ein Netz („Siemens Open Weather“)."
    heard = [("Siemens Open Weather", "organisation", 1)]
    assert kinds(text, heard=heard, known=KNOWN) == {"Siemens Open Weather": "thing"}


def test_an_administration_is_its_presidents() -> None:
    heard = [("Grolmo", "organisation", 1)]
    assert kinds("Critics of the Grolmo administration met.", heard=heard, language="en") == {
        "Grolmo": "person"
    }


def test_words_that_only_a_headline_puts_in_capitals_are_no_name() -> None:
    text = "Zynka Checks Weather Before Winter Storm\n\nThe company Zynka waited. Zynka slept."
    heard = [("Zynka Checks", "person", 1), ("Zynka", "organisation", 3)]
    assert kinds(text, heard=heard, language="en") == {"Zynka": "organisation"}


def test_a_name_in_a_headline_is_one_when_the_text_says_it_too() -> None:
    text = "Grolmo Zynka Checks Weather Before Storm\n\nThen Grolmo Zynka waited."
    heard = [("Grolmo Zynka", "person", 2)]
    assert kinds(text, heard=heard, language="en") == {"Grolmo Zynka": "person"}


@pytest.mark.parametrize(
    ("text", "heard", "language"),
    [
        ("Es kam LUZ Handball-Trainer Will Zynka.", "LUZ Handball-Trainer Will Zynka", "de"),
        ("Es kam Will Zynka von Liverpool.", "Will Zynka von Liverpool", "de"),
        ("There was Deputy Will Zynka.", "Deputy Will Zynka", "en"),
    ],
)
def test_what_somebody_is_and_where_from_is_no_part_of_the_name(
    text: str, heard: str, language: str
) -> None:
    names = kinds(text, heard=[(heard, "person", 1)], language=language, known=KNOWN)
    assert "Will Zynka" in names


def test_what_a_product_is_made_by_is_no_part_of_its_name_and_makes_no_person_of_it() -> None:
    heard = [("Gemini von Google", "person", 1)]
    text = "Getestet wurde auch Gemini von Google."
    assert kinds(text, heard=heard, known=KNOWN) == {"Gemini": "thing", "Google": "organisation"}


def test_a_family_that_a_company_is_called_after_keeps_its_von() -> None:
    heard = [("Adam von Opel", "person", 1)]
    assert kinds("Es kam Adam von Opel.", heard=heard, known=KNOWN) == {"Adam von Opel": "person"}


def test_a_title_is_no_part_of_a_place() -> None:
    heard = [("Zynkaland Governor", "place", 1), ("Zynkaland", "place", 1)]
    text = "The Zynkaland Governor left. She was in Zynkaland again."
    assert kinds(text, heard=heard, language="en") == {"Zynkaland": "place"}


def test_what_somebody_is_by_birth_is_no_part_of_the_name() -> None:
    text = "The American Hasim Zynka lost. Hasim Zynka went home."
    heard = [("American Hasim Zynka", "organisation", 1), ("Hasim Zynka", "person", 2)]
    assert kinds(text, heard=heard, language="en", known=KNOWN) == {"Hasim Zynka": "person"}


def test_an_adjective_of_origin_starts_no_persons_name() -> None:
    heard = [("Zynkischer Bauer", "person", 1)]
    assert not kinds("Ein Zynkischer Bauer kam.", heard=heard)


def test_a_word_is_a_place_when_one_goes_there_twice() -> None:
    heard = [("Weiden", "place", 1)]
    text = "Sie wohnt in Weiden. Er kommt aus Weiden."
    assert kinds(text, heard=heard) == {"Weiden": "place"}
    assert not kinds("Sie wohnt in Weiden.", heard=heard)


# --- people ---------------------------------------------------------------------------------------


def test_ways_to_write_a_first_name_are_one_person_where_the_surname_is_written_anew_too() -> None:
    german = as_article("a", "Pjotr Waschkenko forscht.", "de", [("Pjotr Waschkenko", "person", 1)])
    english = as_article("b", "Petr Vashkenko agreed.", "en", [("Petr Vashkenko", "person", 1)])
    found = link([german, english], known=KNOWN)
    assert [e.name for e in found.entities] == ["Pjotr Waschkenko"]


def test_two_first_names_before_one_surname_stay_two() -> None:
    text = "Jan Wolmert kam. Jon Wolmert ging."
    heard = [("Jan Wolmert", "person", 1), ("Jon Wolmert", "person", 1)]
    assert set(kinds(text, heard=heard)) == {"Jan Wolmert", "Jon Wolmert"}


def test_a_form_of_address_says_which_of_two_is_meant() -> None:
    text = (
        "Ministerin Vera Holmkamp kam. Abgeordneter Dirk Holmkamp rief. Da lachte Frau Holmkamp. "
        "Es schwieg Herr Holmkamp."
    )
    heard = [("Vera Holmkamp", "person", 1), ("Dirk Holmkamp", "person", 1)]
    found = linked(text, heard=heard)
    names = {e.id: e.name for e in found.entities}
    assert [names[m.entity] for m in found.mentions] == [
        "Vera Holmkamp",
        "Dirk Holmkamp",
        "Vera Holmkamp",
        "Dirk Holmkamp",
    ]


def test_a_person_is_named_as_most_mentions_spell_the_surname() -> None:
    german = "Dmitri Zschernow floh. Denn Zschernow hatte Angst. Man sah Zschernow nie wieder."
    english = "Dmitry Zshernov fled."
    found = link(
        [
            as_article("a", english, "en", [("Dmitry Zshernov", "person", 1)]),
            as_article("b", german, "de", [("Dmitri Zschernow", "person", 1)]),
        ],
        known=KNOWN,
    )
    assert [e.name for e in found.entities] == ["Dmitri Zschernow"]


def test_a_genitive_is_undone_before_what_is_owned() -> None:
    text = "Das ist Mara Quendels Haus."
    assert list(kinds(text, heard=[("Mara Quendels", "person", 1)])) == ["Mara Quendel"]


def test_a_surname_of_the_story_comes_before_a_listed_word() -> None:
    text = "Christine Bahn sprach. Später ging Bahn."
    heard = [("Christine Bahn", "person", 1), ("Bahn", "person", 2)]
    assert kinds(text, heard=heard, known=KNOWN) == {"Christine Bahn": "person"}


# --- acronyms -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Die Prüfstelle für Flugunfälle (PFU) schwieg. Die PFU ermittelt.",
        "Die PFU (Prüfstelle für Flugunfälle) schwieg. Die PFU ermittelt.",
    ],
)
def test_an_office_and_its_acronym_are_one_although_nobody_heard_them(text: str) -> None:
    found = linked(text)
    assert [e.name for e in found.entities] == ["Prüfstelle für Flugunfälle"]
    assert len(found.mentions) == 3


def test_an_acronym_takes_the_parts_of_a_coupled_name() -> None:
    text = "Das Ada-Grolm-Institut (AGI) begrüßte das. Das AGI forscht."
    found = linked(text, heard=[("AGI", "organisation", 2)])
    assert [e.name for e in found.entities] == ["Ada-Grolm-Institut"]


def test_a_bracket_that_spells_out_nothing_introduces_nothing() -> None:
    assert not kinds("Die PFU (Regen und Wind) schwieg.")


def test_an_acronym_joins_a_listed_name_that_nobody_heard() -> None:
    text = "Die Jewish Claims Conference (JCC) begrüßte das. Die JCC hilft. Die JCC wartet."
    found = linked(text, heard=[("JCC", "organisation", 3)], known=KNOWN)
    assert [e.name for e in found.entities] == ["Jewish Claims Conference"]


def test_the_acronym_of_members_does_not_make_a_body_of_them() -> None:
    found = linked("Ein Mitglied Zynkischer Räte (MZR) kam.", heard=[("MZR", "organisation", 1)])
    assert "Mitglied Zynkischer Räte" not in [mention.text for mention in found.mentions]
