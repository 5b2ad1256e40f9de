from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Figure, FigureKind
from core.text.figures import comparable, find_figures, same_value

WEDNESDAY = "2025-05-28"


def dates(text: str, language: str = "de", published: str | None = WEDNESDAY) -> list[str | None]:
    found = find_figures(text, language, published=published)
    return [figure.date for figure in found if figure.kind is FigureKind.DATE]


GERMAN = [
    ("Heute tagt der Rat.", "2025-05-28"),
    ("Heute Abend tagt der Rat.", "2025-05-28"),
    ("Gestern tagte der Rat.", "2025-05-27"),
    ("Vorgestern tagte der Rat.", "2025-05-26"),
    ("Der Rat tagt morgen.", "2025-05-29"),
    ("Morgen tagt der Rat.", "2025-05-29"),
    ("Morgen Abend tagt der Rat.", "2025-05-29"),
    ("Der Rat tagt übermorgen.", "2025-05-30"),
    ("Am Dienstag tagte der Rat.", "2025-05-27"),
    ("Der Rat hat am Dienstag getagt und beschlossen.", "2025-05-27"),
    ("Der Läufer ist am Dienstag gestorben.", "2025-05-27"),
    ("Am Mittwoch wurde der Platz gesperrt.", "2025-05-28"),
    ("Am Donnerstag wurde der Platz gesperrt.", "2025-05-22"),
    ("Am Donnerstag wird der Platz gesperrt.", "2025-05-29"),
    ("Am Mittwoch wird der Platz gesperrt.", None),
    ("Am Donnerstag tagt der Rat.", None),
    ("Der Verletzte soll am Dienstag geflohen sein.", None),
    ("Am Dienstag hätte der Rat tagen können.", None),
    ("Der verletzte Fahrer liegt seit Dienstag im Krankenhaus.", "2025-05-27"),
    ("Am Donnerstag ist der verletzte Fahrer zurück.", None),
    ("Vergangenen Mittwoch tagte der Rat.", "2025-05-21"),
    ("Am letzten Montag tagte der Rat.", "2025-05-26"),
    ("Am kommenden Mittwoch tagt der Rat.", "2025-06-04"),
    ("Am nächsten Freitag tagt der Rat.", None),
    ("Diesen Freitag wird der Rat tagen.", "2025-05-30"),
    ("Diesen Freitag tagte der Rat.", None),
    ("In der Nacht zum Dienstag brannte ein Stall.", "2025-05-27"),
    ("Dienstagnacht brannte ein Stall.", None),
    ("Gestern Nacht brannte ein Stall.", None),
    ("Das Amt ist noch heute zuständig.", None),
    ("Vergangene Woche schloss das Bad.", "2025-05-19/2025-05-25"),
    ("Kommendes Wochenende öffnet das Bad.", "2025-06-07/2025-06-08"),
    ("Im letzten Monat schloss das Bad.", "2025-04"),
    ("Im kommenden Monat öffnet das Bad.", "2025-06"),
    ("Im nächsten Jahr wird das Bad öffnen.", "2026"),
    ("Im nächsten Jahr gewann er den Preis.", None),
    ("In diesem Jahr schloss das Bad.", "2025"),
    ("Im vergangenen Jahr wird es öffnen.", None),
    ("Im Vormonat schloss das Bad.", "2025-04"),
    ("In der Vorwoche schloss das Bad.", "2025-05-19/2025-05-25"),
    ("Im vergangenen Sommer schloss das Bad.", None),
    ("Seit Jahresbeginn sanken die Preise.", "2025"),
    ("Ende des Jahres kam der Frost.", None),
    ("Mitte der Woche soll es regnen.", "2025-05-26/2025-06-01"),
    ("Vor einem Monat schloss das Bad.", "2025-04"),
    ("Vor einer Woche schloss das Bad.", "2025-05-19/2025-05-25"),
    ("Vor zwei bis drei Jahren schloss das Bad.", None),
    ("Vor 30 Jahren schloss das Bad.", None),
    ("Vor anderthalb Jahren schloss das Bad.", None),
    ("Vor wenigen Tagen schloss das Bad.", None),
    ("Vor Jahren schloss das Bad.", None),
    ("Vor drei Stunden schloss das Bad.", None),
    ("Vor genau zwei Tagen schloss das Bad.", "2025-05-26"),
    ("Im Juli vergangenen Jahres schloss das Bad.", "2024-07"),
    ("Am 3. Juli des Vorjahres schloss das Bad.", "2024-07-03"),
    ("Am 3. Juli vor zwei Jahren schloss das Bad.", "2023-07-03"),
    ("Am 12. Mai schloss das Bad.", "2025-05-12"),
    ("Am 30. November schloss das Bad.", "2024-11-30"),
    ("Am 12. Juni wird das Bad öffnen.", "2025-06-12"),
    ("Am 12. Juni öffnet das Bad.", "2025-06-12"),
    ("Am 12. Oktober öffnet das Bad.", "--10-12"),
    ("Am 12. Mai wird das Bad öffnen.", "--05-12"),
    ("Am 30. Februar schloss das Bad.", None),
    ("Am 12. Mai jeden Jahres schloss das Bad.", "--05-12"),
    ("Im April schloss das Bad.", "2025-04"),
    ("Im Mai schloss das Bad.", "2025-05"),
    ("Im August öffnet das Bad.", "--08"),
    ("Vom 3. bis 7. Mai schloss das Bad.", "2025-05-03/2025-05-07"),
    ("Vom 3. Mai bis zum 7. Juni ist das Bad zu.", "2025-05-03/2025-06-07"),
]
ENGLISH = [
    ("On Tuesday, the council met.", "2025-05-27"),
    ("Arson is to blame for Friday’s fire.", None),
    ("Arson is to blame for the fire on Friday.", None),
    ("The council met today.", "2025-05-28"),
    ("The council met yesterday evening.", "2025-05-27"),
    ("The council meets tomorrow.", "2025-05-29"),
    ("The show is on tonight.", "2025-05-28"),
    ("The council met on Tuesday.", "2025-05-27"),
    ("The council announced Tuesday it will sell the hall.", "2025-05-27"),
    ("The council will meet on Thursday.", "2025-05-29"),
    ("The council is expected to meet on Thursday.", "2025-05-29"),
    ("The hall will be closed on Friday.", "2025-05-30"),
    ("The council meets on Thursday.", None),
    ("The council would have met on Tuesday.", None),
    ("The council met last Friday.", "2025-05-23"),
    ("The council meets this coming Friday.", "2025-05-30"),
    ("It has been closed since Monday.", "2025-05-26"),
    ("Last year the hall closed.", "2024"),
    ("Next month the hall will open.", "2025-06"),
    ("Last weekend the hall closed.", "2025-05-24/2025-05-25"),
    ("Last summer the hall closed.", None),
    ("By the end of the year the hall will open.", "2025"),
    ("Three days ago the hall closed.", "2025-05-25"),
    ("A month ago the hall closed.", "2025-04"),
    ("2 weeks ago the hall closed.", "2025-05-12/2025-05-18"),
    ("A few days ago the hall closed.", None),
    ("More than two years ago the hall closed.", None),
    ("Two decades ago the hall closed.", None),
    ("On May 12 the hall closed.", "2025-05-12"),
    ("In July last year the hall closed.", "2024-07"),
    ("It closed in July of last year.", "2024-07"),
]
NONE_GERMAN = [
    "Jeden Dienstag tagt der Rat.",
    "An einem Dienstag tagte der Rat.",
    "Die Bild am Sonntag berichtete.",
    "Am Morgen war es kalt.",
    "Die Leute von hier schwiegen.",
    "Im letzten Jahr seiner Amtszeit schwieg er.",
    "Die letzten Jahre waren schwer.",
    "Der Freitagsmarkt fällt aus.",
    "Guten Morgen, sagte er.",
    "Morgen für Morgen lief er.",
    "Ein Montag wie immer",
    "Vor Tag und Tau zog er los.",
    "Vor zwei Toren standen sie.",
    "Vor dem Tor standen sie.",
]
NONE_ENGLISH = [
    "Every Tuesday the council meets.",
    "Black Friday drew crowds.",
    "The Sunday Times reported it.",
    "Over the last year prices fell.",
    "On Mondays the hall is shut.",
    "The first week of the month is quiet.",
]


@pytest.mark.parametrize(("text", "date"), GERMAN)
def test_german_dates_are_counted_from_the_day_of_publication(text: str, date: str | None) -> None:
    assert dates(text) == [date]


@pytest.mark.parametrize(("text", "date"), ENGLISH)
def test_english_dates_are_counted_from_the_day_of_publication(text: str, date: str | None) -> None:
    assert dates(text, "en") == [date]


@pytest.mark.parametrize("text", [text for text, _ in GERMAN])
def test_without_a_publication_german_dates_stay_as_they_are_said(text: str) -> None:
    (date,) = dates(text, published=None)
    assert date is None or date.startswith("--")


@pytest.mark.parametrize("text", [text for text, _ in ENGLISH])
def test_without_a_publication_english_dates_stay_as_they_are_said(text: str) -> None:
    (date,) = dates(text, "en", published=None)
    assert date is None or date.startswith("--")


@pytest.mark.parametrize("text", NONE_GERMAN)
def test_german_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize("text", NONE_ENGLISH)
def test_english_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert dates(text, "en") == []


@pytest.mark.parametrize(
    ("published", "text", "date"),
    [
        ("2025-05", "Im Vormonat schloss das Bad.", "2025-04"),
        ("2025-01", "Im Vormonat schloss das Bad.", "2024-12"),
        ("2025-05", "Gestern schloss das Bad.", None),
        ("2025-05", "Vergangene Woche schloss das Bad.", None),
        ("2025-05", "Am letzten Montag schloss das Bad.", None),
        ("2025-05", "Am 12. Mai schloss das Bad.", "--05-12"),
        ("2025", "Im Vorjahr schloss das Bad.", "2024"),
        ("2025", "Im Vormonat schloss das Bad.", None),
        ("2025-05-28T08:15:00+02:00", "Gestern schloss das Bad.", "2025-05-27"),
        ("2025-13-01", "Im Vorjahr schloss das Bad.", None),
        ("2025-02-31", "Im Vorjahr schloss das Bad.", None),
        ("0001-01-01", "Vorgestern schloss das Bad.", None),
        ("gestern", "Im Vorjahr schloss das Bad.", None),
        ("2024-02-29", "Am 29. Februar schloss das Bad.", "2024-02-29"),
        ("2025-03-01", "Am 29. Februar schloss das Bad.", "--02-29"),
    ],
)
def test_a_publication_date_counts_as_far_as_it_is_known(
    published: str, text: str, date: str | None
) -> None:
    assert dates(text, published=published) == [date]


def test_a_text_that_names_another_year_keeps_its_dates() -> None:
    assert dates("1975 war es knapp, am 4. Mai kam das Ende, im Vorjahr der Anfang.") == [
        "1975",
        "--05-04",
        None,
    ]


def test_a_month_is_dated_by_a_year_only() -> None:
    assert dates("Am 3. Mai letzte Woche schloss das Bad.") == [
        "2025-05-03",
        "2025-05-19/2025-05-25",
    ]
    assert dates("Am 3. Mai 2024, vergangenes Jahr, schloss das Bad.") == ["2024-05-03", None]


def test_the_date_behind_a_weekday_says_it_all() -> None:
    assert dates("Am Dienstag, dem 3. Juni 2025, tagt der Rat.") == ["2025-06-03"]
    assert dates("On Tuesday, June 3, 2025, the council meets.", "en") == ["2025-06-03"]


def test_undecided_text_is_read_in_both_languages() -> None:
    assert dates("Gestern schloss das Bad.", "und") == ["2025-05-27"]
    assert dates("The hall closed on Tuesday.", "und") == ["2025-05-27"]


def only(text: str, language: str = "de", published: str | None = None) -> Figure:
    (figure,) = find_figures(text, language, published=published)
    return figure


def test_an_unresolved_date_is_its_own_words() -> None:
    figure = only("Am  vergangenen\u00a0Freitag schloss das Bad.")
    assert (figure.kind, figure.date, figure.value) == (FigureKind.DATE, None, None)
    assert figure.normal == "vergangenen freitag"


def test_an_unresolved_date_differs_from_nothing() -> None:
    friday, monday = only("Am Freitag tagt der Rat."), only("Am Montag tagt der Rat.")
    known = only("Am 3. Juni 2025 tagt der Rat.")
    assert not comparable(friday, monday)
    assert not comparable(friday, friday)
    assert not comparable(known, friday)
    assert same_value(friday, only("Am Freitag ruht der Rat."))
    assert not same_value(friday, monday)
    assert not same_value(friday, known)


def test_a_resolved_date_is_a_date_like_any_other() -> None:
    resolved = only("Gestern schloss das Bad.", published=WEDNESDAY)
    assert same_value(resolved, only("Am 27. Mai 2025 schloss das Bad."))
    assert comparable(resolved, only("Am 26. Mai 2025 schloss das Bad."))
    assert not same_value(resolved, only("Am 26. Mai 2025 schloss das Bad."))


@given(
    st.sampled_from([text for text, _ in (*GERMAN, *ENGLISH)]),
    st.sampled_from(["de", "en", "und"]),
    st.one_of(st.dates().map(str), st.text(max_size=12)),
)
def test_no_publication_date_raises(text: str, language: str, published: str) -> None:
    for figure in find_figures(text, language, published=published):
        assert figure.span.of(text) == figure.text
