from __future__ import annotations

import pytest

from core.model import Role
from core.sources.passages import Passage, plain_passages
from core.sources.structure import Structure, derived_title, structure
from core.text.spans import TrackedText

LEAD = "Nach jahrelangem Streit bekommt die Stadt am Fluss eine neue Brücke über den Hafen."
FIRST = (
    "Der Stadtrat hat am Dienstagabend mit großer Mehrheit beschlossen, die alte Brücke "
    "abzureißen. Die Arbeiten sollen im Frühjahr beginnen und zwei Jahre dauern."
)
SECOND = (
    "Kritik kam von Anwohnern, die während der Bauzeit lange Umwege fürchten. Auch Händler aus "
    "der Altstadt äußerten Bedenken, weil sie Einbußen im Geschäft erwarten."
)
THIRD = "Die Opposition will gegen den Beschluss klagen, weil die Kosten nicht gedeckt seien."
TITLE = "Rat beschließt Neubau der Hafenbrücke"


def read(*blocks: str) -> Structure:
    return structure(plain_passages(TrackedText.untouched("\n\n".join(blocks))), title=None)


def parts(found: Structure) -> list[tuple[str, str]]:
    return [(part.role.value, part.tracked.text) for part in found.parts]


def roles(*blocks: str) -> list[str]:
    return [role for role, _ in parts(read(*blocks))]


def left(found: Structure) -> list[tuple[str, str]]:
    return [(one.reason, one.tracked.text) for one in found.left]


def paragraphs(found: Structure) -> list[str]:
    return [text for role, text in parts(found) if role == "paragraph"]


# --- headline and what stands above it ------------------------------------------------------------


def test_a_line_without_end_mark_before_running_text_is_the_headline() -> None:
    assert roles(TITLE, FIRST, SECOND) == ["title", "paragraph", "paragraph"]
    assert roles("Wird die Hafenbrücke endlich neu gebaut?", FIRST)[0] == "title"


def test_running_text_alone_has_no_headline() -> None:
    assert roles(FIRST, SECOND) == ["paragraph", "paragraph"]


def test_a_short_line_between_running_text_is_a_subhead_never_the_headline() -> None:
    assert roles(FIRST, "Lange Umwege", SECOND) == ["paragraph", "heading", "paragraph"]


def test_a_word_above_the_headline_is_the_category() -> None:
    found = read("Lokales", TITLE, FIRST)
    assert found.category == "Lokales"
    assert left(found) == [("category line", "Lokales")]
    assert parts(found)[0] == ("title", TITLE)
    assert read("Stadt & Land", TITLE, FIRST).category == "Stadt & Land"


def test_a_word_before_running_text_is_the_headline() -> None:
    assert parts(read("Brückenstreit", FIRST))[0] == ("title", "Brückenstreit")
    assert parts(read("Brücke", "Streit", FIRST))[0] == ("title", "Brücke")


def test_several_words_above_the_headline_are_a_menu() -> None:
    found = read("Start", "Lokales", "Sport", TITLE, FIRST)
    assert found.category is None
    assert [reason for reason, _ in left(found)] == ["navigation"] * 3
    two = read("Start", "Lokales", TITLE, FIRST)
    assert two.category == "Lokales"
    assert left(two) == [("navigation", "Start"), ("category line", "Lokales")]


def test_a_path_of_sections_gives_the_category() -> None:
    found = read("Start > Stadt > Lokales", TITLE, FIRST)
    assert found.category == "Lokales"
    assert parts(found)[0] == ("title", TITLE)


def test_a_headline_known_beforehand_is_not_repeated() -> None:
    known = TrackedText.untouched("Rat beschließt „Neubau“")
    text = f'Lokales\n\nRat beschließt "Neubau"\n\n{FIRST}\n\n{SECOND}'
    found = structure(plain_passages(TrackedText.untouched(text)), title=known)
    assert [part.role for part in found.parts] == [Role.TITLE, Role.PARAGRAPH, Role.PARAGRAPH]
    assert [reason for reason, _ in left(found)] == ["category line", "repeats the title"]


def test_a_known_headline_needs_no_text() -> None:
    found = structure((), title=TrackedText.untouched("Nur ein Titel"))
    assert [part.role for part in found.parts] == [Role.TITLE]


def test_a_marked_headline_stands_wherever_it_is_marked() -> None:
    above, title, text = (
        TrackedText.untouched(t) for t in ("Ein Vorwort steht hier", TITLE, FIRST)
    )
    found = structure([Passage(above), Passage(title, role=Role.TITLE), Passage(text)], title=None)
    assert parts(found) == [("title", TITLE), ("paragraph", FIRST)]
    assert left(found) == [("navigation", "Ein Vorwort steht hier")]


def test_marked_subheads_need_no_running_text() -> None:
    texts = [(TITLE, Role.TITLE), ("Eins", Role.HEADING), ("Zwei", Role.HEADING)]
    found = structure([Passage(TrackedText.untouched(t), role=r) for t, r in texts], title=None)
    assert [part.role for part in found.parts] == [Role.TITLE, Role.HEADING, Role.HEADING]


# --- lead -----------------------------------------------------------------------------------------


def test_a_lead_repeated_in_the_first_paragraph_stands_once() -> None:
    teaser = LEAD.replace("neue", '"neue"')
    repeated = LEAD.replace("neue", "„neue“")
    found = read(TITLE, teaser, f"{repeated} {FIRST}", SECOND)
    assert parts(found)[1:3] == [("lead", teaser), ("paragraph", FIRST)]
    assert left(found) == [("repeats the lead", repeated)]


def test_a_lead_repeated_as_a_whole_paragraph_stands_once() -> None:
    found = read(TITLE, LEAD, LEAD, FIRST)
    assert [role for role, _ in parts(found)] == ["title", "lead", "paragraph"]


def test_a_lead_is_found_without_a_headline() -> None:
    assert roles(LEAD, f"{LEAD} {FIRST}", SECOND) == ["lead", "paragraph", "paragraph"]


def test_a_paragraph_that_only_begins_alike_is_kept() -> None:
    alike = "Nach dem Beschluss des Rates vom Dienstag wird die Brücke neu"
    assert left(read(TITLE, f"{alike}.", f"{alike}gebaut und das Land zahlt. {FIRST}")) == []


def test_a_cut_teaser_is_no_lead() -> None:
    found = read(TITLE, f"{FIRST[:70]} …", FIRST, SECOND)
    assert left(found) == [("cut copy of the first paragraph", f"{FIRST[:70]} …")]
    assert paragraphs(found) == [FIRST, SECOND]


def test_a_paragraph_alone_before_the_first_subhead_is_the_lead() -> None:
    assert roles(TITLE, LEAD, "Streit im Rat", FIRST) == ["title", "lead", "heading", "paragraph"]


def test_a_paragraph_above_the_byline_is_the_lead() -> None:
    assert roles(TITLE, LEAD, "Von Erika Beispiel", FIRST, SECOND)[1] == "lead"


def test_a_line_beneath_the_headline_is_the_lead() -> None:
    deck = "Anwohner fürchten lange Umwege in der Altstadt"
    assert parts(read(TITLE, deck, FIRST, SECOND))[1] == ("lead", deck)
    assert roles(TITLE, "Lange Umwege", FIRST)[1] == "paragraph"


def test_a_very_long_paragraph_is_no_lead() -> None:
    assert roles(TITLE, " ".join([FIRST] * 6), "Streit im Rat", SECOND)[1] == "paragraph"


# --- subheads and paragraphs ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "subhead", ["Warum erst jetzt?", "Jetzt aber schnell!", "Der Hintergrund:"]
)
def test_subheads_may_ask_call_and_announce(subhead: str) -> None:
    assert ("heading", subhead) in parts(read(TITLE, FIRST, subhead, SECOND))


def test_two_subheads_may_follow_each_other() -> None:
    assert roles(FIRST, "Die Folgen", "Lange Umwege", SECOND) == [
        "paragraph",
        "heading",
        "heading",
        "paragraph",
    ]


@pytest.mark.parametrize("line", ["– ein Punkt", "12 345", "eins, zwei,", "Er schwieg."])
def test_other_short_lines_are_no_subheads(line: str) -> None:
    assert ("paragraph", line) in parts(read(TITLE, FIRST, line, SECOND))


def test_short_lines_at_the_end_stay_unless_they_are_many() -> None:
    assert paragraphs(read(TITLE, FIRST, "Fortsetzung folgt"))[-1] == "Fortsetzung folgt"
    found = read(TITLE, FIRST, "Neue Schule", "Altes Bad", "Kleiner Park")
    assert [reason for reason, _ in left(found)] == ["link list"] * 3


def test_lists_without_sentences_stay() -> None:
    assert roles(TITLE, "– eins", "– zwei", "– drei", "– vier").count("paragraph") == 4


def test_a_repeated_paragraph_stands_once() -> None:
    found = read(TITLE, FIRST, SECOND, FIRST)
    assert paragraphs(found) == [FIRST, SECOND]
    assert left(found) == [("repeated paragraph", FIRST)]


def test_the_headline_within_the_text_goes() -> None:
    assert left(read(TITLE, FIRST, TITLE, SECOND)) == [("repeats the title", TITLE)]


def test_an_address_within_the_text_goes() -> None:
    found = read(TITLE, FIRST, SECOND, THIRD, "https://example.org/a")
    assert left(found) == [("address", "https://example.org/a")]
    assert found.url is None


# --- where it comes from --------------------------------------------------------------------------


def test_byline_date_and_address_at_the_top_are_taken() -> None:
    found = read(TITLE, "Von Erika Beispiel", "12. Mai 2024", "https://example.org/a", FIRST)
    assert (found.author, found.published) == ("Erika Beispiel", "2024-05-12")
    assert found.url == "https://example.org/a"
    assert [reason for reason, _ in left(found)] == ["byline", "date line", "address"]


def test_nothing_is_taken_from_within_the_text() -> None:
    found = read(TITLE, FIRST, SECOND, "12. Mai 2024", THIRD)
    assert found.published is None
    assert ("heading", "12. Mai 2024") in parts(found)


def test_a_date_at_the_opening_is_taken_and_stays() -> None:
    found = read(TITLE, f"Berlin, 12. Mai 2024 – {FIRST}")
    assert found.published == "2024-05-12"
    assert paragraphs(found)[0].startswith("Berlin")


# --- what stands around ---------------------------------------------------------------------------


def test_a_caption_and_its_credit_go() -> None:
    found = read(TITLE, FIRST, "Die alte Brücke\nFoto: Amt für Bau", SECOND)
    assert left(found) == [
        ("photo caption", "Die alte Brücke"),
        ("photo credit", "Foto: Amt für Bau"),
    ]
    full = read(TITLE, FIRST, "Die alte Brücke steht seit 1960.\nFoto: Amt", SECOND)
    assert [reason for reason, _ in left(full)] == ["photo caption", "photo credit"]
    short = read(
        TITLE, THIRD, "Die alte Brücke am Hafen steht seit dem Jahr 1960.\nFoto: Amt", LEAD
    )
    assert [reason for reason, _ in left(short)] == ["photo credit"]


def test_a_credit_takes_neither_headline_nor_running_text() -> None:
    assert left(read(f"{TITLE}\nFoto: Amt", FIRST)) == [("photo credit", "Foto: Amt")]
    assert left(read("Lokales", f"{TITLE}\nFoto: Amt", FIRST))[0] == ("photo credit", "Foto: Amt")
    assert left(read(TITLE, FIRST, "Foto: Amt", SECOND)) == [("photo credit", "Foto: Amt")]
    lines = structure(
        plain_passages(TrackedText.untouched(f"{TITLE}\n{FIRST}\nFoto: Amt\n{SECOND}")), title=None
    )
    assert left(lines) == [("photo credit", "Foto: Amt")]
    assert left(read("Foto: Amt", TITLE, FIRST)) == [("photo credit", "Foto: Amt")]


def test_a_long_paragraph_above_a_credit_is_no_caption() -> None:
    long = " ".join([FIRST, SECOND])
    assert left(read(TITLE, LEAD, f"{long}\nFoto: Amt")) == [("photo credit", "Foto: Amt")]


def test_comments_and_their_form_end_the_article() -> None:
    found = read(
        TITLE,
        FIRST,
        SECOND,
        "2 Kommentare",
        "Hans M. sagt:",
        "Das kostet am Ende wieder der Bürger, wie immer in dieser Stadt.",
        "Schreibe einen Kommentar",
        "Name *",
        "Mit Sternchen",
        "Mehr zum Thema",
        "Brücke in Zahlen",
        "Teilen",
    )
    assert paragraphs(found) == [FIRST, SECOND]
    assert [reason for reason, _ in left(found)] == [
        *["reader comment"] * 3,
        *["comment form"] * 3,
        *["link list"] * 2,
        "share buttons",
    ]


def test_comments_above_the_form_are_comments() -> None:
    found = read(TITLE, FIRST, SECOND, "Kommentar schreiben", THIRD)
    assert left(found)[-1] == ("reader comment", THIRD)


def test_a_counter_above_the_text_ends_nothing() -> None:
    assert paragraphs(read(TITLE, "3 Kommentare", FIRST, SECOND)) == [FIRST, SECOND]
    found = read(TITLE, LEAD, "3 Kommentare", FIRST, SECOND, THIRD)
    assert THIRD in paragraphs(found)


def test_running_text_comes_back_after_a_box_of_links() -> None:
    found = read(TITLE, FIRST, "Lesen Sie auch", "Brücke in Zahlen", "Neue Schule", SECOND)
    assert paragraphs(found) == [FIRST, SECOND]
    assert [reason for reason, _ in left(found)] == ["link list"] * 3


def test_teasers_of_other_articles_do_not_come_back() -> None:
    found = read(TITLE, FIRST, SECOND, "Das könnte Sie auch interessieren", THIRD)
    assert left(found)[-1] == ("link list", THIRD)


def test_buttons_go_and_a_network_alone_stays() -> None:
    found = read(TITLE, FIRST, "Teilen", "Facebook", "Telegram", SECOND, "Facebook", THIRD)
    assert [reason for reason, _ in left(found)] == ["share buttons"] * 3
    assert ("heading", "Facebook") in parts(found)


def test_an_agency_line_goes() -> None:
    assert left(read(TITLE, FIRST, "(dpa/AFP)")) == [("agency line", "(dpa/AFP)")]


@pytest.mark.parametrize("text", ["Foto: dpa", "12.05.2024", "Teilen", "Von Erika Beispiel"])
def test_when_nothing_looks_like_an_article_everything_is_one(text: str) -> None:
    found = read(text)
    assert parts(found) == [("paragraph", text)]
    assert found.left == ()
    assert found.published is None


# --- derived titles -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Die Brücke wird neu gebaut. Das kostet.", "Die Brücke wird neu gebaut"),
        ("Wird die Brücke neu gebaut? Ja.", "Wird die Brücke neu gebaut?"),
        (
            "Der Rat der Stadt hat nach langem Streit entschieden, dass die Brücke am Hafen "
            "abgerissen wird.",
            "Der Rat der Stadt hat nach langem Streit entschieden…",
        ),
        (
            "Der Rat der Stadt hat am Dienstag nach einem langen und heftigen Streit über die "
            "Kosten entschieden.",
            "Der Rat der Stadt hat am Dienstag nach einem langen und heftigen Streit…",
        ),
        ("x" * 200, "x" * 79 + "…"),
        ("...", "..."),
    ],
)
def test_a_derived_title_is_the_opening_in_its_own_words(text: str, title: str) -> None:
    assert derived_title(text, "de") == title
