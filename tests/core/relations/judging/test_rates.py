from __future__ import annotations

import pytest

from core.model import FigureKind, Relation
from core.relations.judging.judge import judge
from core.relations.judging.rates import rate_of
from core.relations.judging.reading import read
from core.relations.profile import profile_text


def relation(here: str, there: str, language: str) -> Relation:
    one, two = (read(profile_text(text, language)) for text in (here, there))
    return judge(one, two, 0.95).relation


@pytest.mark.parametrize(
    ("text", "language", "rate"),
    [
        ("Das Parken kostet 3 Euro pro Stunde.", "de", "hour"),
        ("Das Parken kostet 3 Euro brutto je Stunde.", "de", "hour"),
        ("Das Parken kostet 3 Euro in der Stunde.", "de", "hour"),
        ("Das Parken kostet 3 Euro/Stunde.", "de", "hour"),
        ("Das Parken kostet 30 Euro im Monat.", "de", "month"),
        ("Die Stadt zahlt jährlich rund 30 Euro.", "de", "year"),
        ("Die jährlichen Kosten von 30 Euro trägt Ulm.", "de", "year"),
        ("Die Miete beträgt 14 Euro pro Quadratmeter.", "de", "square metre"),
        ("Gezählt wurden 120 Fälle je 100.000 Einwohner.", "de", "100.000 person"),
        ("Das Parken kostet am Tag der Messe 3 Euro.", "de", None),
        ("Die Messe kostete 3 Euro am Tag der Eröffnung.", "de", None),
        ("Ulm zahlte 3 Euro im Jahr 2018.", "de", None),
        ("Ulm zahlte 3 Euro, pro Stunde fährt ein Bus.", "de", None),
        ("Ulm zahlte 3 Euro.", "de", None),
        ("Parking costs £3 an hour.", "en", "hour"),
        ("The plant makes 400 cars every day.", "en", "day"),
        ("The rent is £14 per square metre.", "en", "square metre"),
        ("The monthly rent is £900.", "en", "month"),
        ("The plant made 400 cars a year ago.", "en", None),
    ],
)
def test_what_an_amount_is_counted_by_is_read(text: str, language: str, rate: str | None) -> None:
    profile = profile_text(text, language)
    figure = next(each for each in profile.figures if each.kind is not FigureKind.DATE)
    assert rate_of(profile, figure) == rate


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("In Lohr kostet das Parken 3 Euro pro Stunde.", "In Lohr kostet das Parken 12 Euro.",
         "de"),
        ("In Lohr kostet das Parken 3 Euro je Stunde.",
         "In Lohr kostet das Parken 12 Euro pro Tag.", "de"),
        ("Die Hütte in Lohr spart 300 Tonnen im Jahr.",
         "Die Hütte in Lohr spart 25 Tonnen im Monat.", "de"),
        ("Der Sturm über Lohr erreichte 130 Kilometer pro Stunde.",
         "Der Sturm über Lohr war 80 Kilometer breit.", "de"),
        ("The plant in Hull makes 400 cars a day.", "The plant in Hull makes 100,000 cars a year.",
         "en"),
    ],
)  # fmt: skip
def test_amounts_counted_by_different_things_are_not_set_against_each_other(
    here: str, there: str, language: str
) -> None:
    assert relation(here, there, language) is Relation.RELATED
    assert relation(there, here, language) is Relation.RELATED


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("In Lohr kostet das Parken 3 Euro pro Stunde.", "In Lohr kostet das Parken 4 Euro je "
         "Stunde.", "de"),
        ("In Lohr kostet das Parken 3 Euro pro Stunde.", "In Lohr kostet das Parken 4 Euro.", "de"),
        ("In Lohr kostet das Parken 3 Euro pro Stunde.", "In Lohr kostet das Parken 3 Euro am Tag.",
         "de"),
        ("The gale over Hull reached 120 mph.", "The gale over Hull reached 110 miles an hour.",
         "en"),
    ],
)  # fmt: skip
def test_amounts_differ_by_value_or_by_what_they_are_counted_by(
    here: str, there: str, language: str
) -> None:
    assert relation(here, there, language) is Relation.DIFFERS
    assert relation(there, here, language) is Relation.DIFFERS
