from __future__ import annotations

import re

import pytest

from core.sources.datelines import Origin, is_address, opening_date, origin_line
from core.sources.dates import DATE, iso_date


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12. Mai 2024", "2024-05-12"),
        ("1. März 2023", "2023-03-01"),
        ("12.05.2024", "2024-05-12"),
        ("3. 1. 2025", "2025-01-03"),
        ("2024-05-12", "2024-05-12"),
        ("2024-05-12T07:30:00+02:00", "2024-05-12T07:30"),
        ("12. Mai 2024, 14:30 Uhr", "2024-05-12T14:30"),
        ("12.05.2024 um 9.05 Uhr", "2024-05-12T09:05"),
        ("May 12, 2024", "2024-05-12"),
        ("12 May 2024", "2024-05-12"),
        ("Sept. 3rd, 2021", "2021-09-03"),
        ("May 12, 2024 at 2:30 pm EST", "2024-05-12T14:30"),
        ("May 12, 2024, 12:15 a.m.", "2024-05-12T00:15"),
        ("31. Februar 2024", None),
        ("12.13.2024", None),
    ],
)
def test_full_dates_become_iso(written: str, said: str | None) -> None:
    found = re.fullmatch(DATE, written, re.IGNORECASE)
    assert found is not None
    assert iso_date(found) == said


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("Von Max Mustermann", Origin("byline", "Max Mustermann")),
        ("VON Dr. Erika Beispiel", Origin("byline", "Dr. Erika Beispiel")),
        ("Von Karl von der Heide und Anna-Lena Groß", None),
        ("By Jane Doe", Origin("byline", "Jane Doe")),
        ("By Jane Doe and John Q. Public, Political Editor", None),
        ("Autorin: Erika Beispiel", Origin("byline", "Erika Beispiel")),
        ("Ein Kommentar von Max Mustermann", Origin("byline", "Max Mustermann")),
        ("By Jane Doe | May 12, 2024", Origin("byline", "Jane Doe", "2024-05-12")),
        ("Von Max Mustermann, Hamburg", Origin("byline", "Max Mustermann")),
        ("12. Mai 2024", Origin("date line", published="2024-05-12")),
        ("Stand: 12.05.2024, 14:30 Uhr", Origin("date line", published="2024-05-12T14:30")),
        ("Veröffentlicht am 12. Mai 2024", Origin("date line", published="2024-05-12")),
        ("Published: May 12, 2024", Origin("date line", published="2024-05-12")),
        ("Sonntag, 12. Mai 2024", Origin("date line", published="2024-05-12")),
        ("Berlin, den 12. Mai 2024", Origin("date line", published="2024-05-12")),
        ("Aktualisiert: 12.05.2024", Origin("date line")),
        (
            "12.05.2024 | Aktualisiert: 13.05.2024, 08:00 Uhr | 3 Min. Lesezeit",
            Origin("date line", published="2024-05-12"),
        ),
        ("https://example.org/a", Origin("address", url="https://example.org/a")),
        ("Quelle: https://example.org/a", Origin("address", url="https://example.org/a")),
    ],
)
def test_explicit_lines_say_where_a_report_comes_from(line: str, origin: Origin | None) -> None:
    found = origin_line(line)
    assert found is not None
    if origin is not None:
        assert found == origin


@pytest.mark.parametrize(
    "line",
    [
        "Von Anfang an gescheitert",
        "Von Berlin nach Paris",
        "Von Menschen und Mäusen",
        "By the river",
        "12. Mai",
        "Mai 2024",
        "31. Februar 2024",
        "Am 12. Mai 2024 beschloss der Rat den Bau der Brücke.",
        "12. Mai 2024: Der Tag, an dem alles begann",
        "Mehr unter https://example.org",
        "x" * 200,
    ],
)
def test_everything_else_says_nothing_of_its_origin(line: str) -> None:
    assert origin_line(line) is None


def test_a_byline_with_a_sentence_behind_it_is_none() -> None:
    assert (
        origin_line("Von Max Mustermann, der seit Jahren über den Hafen schreibt und lebt") is None
    )


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("Berlin, 12. Mai 2024 – Die Regierung hat beschlossen.", "2024-05-12"),
        ("LONDON, May 12, 2024 (Reuters) - A storm hit the coast.", "2024-05-12"),
        ("Frankfurt/Main (dpa), 12.05.2024 - Die Börse schloss fester.", "2024-05-12"),
        ("Berlin (dpa) - Die Regierung hat beschlossen.", None),
        ("BERLIN, May 12 (Reuters) - The government said.", None),
        ("Am 12. Mai 2024 – einem Sonntag – begann es.", None),
    ],
)
def test_only_a_full_date_at_the_opening_counts(opening: str, said: str | None) -> None:
    assert opening_date(opening) == said


def test_an_address_is_nothing_but_an_address() -> None:
    assert is_address("https://example.org/a?b=c")
    assert not is_address("siehe https://example.org und mehr")
