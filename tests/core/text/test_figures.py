from __future__ import annotations

from datetime import date
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Figure, FigureKind
from core.text.figures import comparable, find_figures, same_value

LANGUAGES = st.sampled_from(["de", "en", "und", "fr"])
_SAID = (
    "3 12 1.5 1,5 45.000 45,000 10 000 0 2018 2019-2021 19 1e5 ½ 2½ 1.2.3 00 '90 "
    "drei zwölf fünfundzwanzig hunderttausend ein eine halbe anderthalb one two a half "
    "twenty-five hundred and dozen third Drittel Viertel Hälfte der of the Million Mio. "
    "Millionen billion bn k m % Prozent percent points $ € US$ CHF Euro Dollar US-Dollar "
    "Schweizer Franken Cent Kronen Tage Stunden -tägig jährig hours year-old Uhr 20:15 "
    "3:1 § Akt Nr. Version Menschen people neue users Mai May 28. Juli 3.10.2023 3.10. "
    "2023-10-03 2023-13-41 2023-02-29 31. April 10/3/2023 im in seit bis to zwischen und between "
    "from von auf über rund mindestens bis zu - – / ( ) . , : minus − "
)
FRAGMENTS = _SAID.split()
PIECES = st.lists(
    st.one_of(
        st.sampled_from(FRAGMENTS),
        st.text(max_size=5),
        st.sampled_from([" ", "\n", "\u00a0", ""]),
    ),
    max_size=14,
)
TEXTS = st.tuples(PIECES, st.sampled_from(["", " ", "-"])).map(
    lambda drawn: drawn[1].join(drawn[0])
)


def normals(text: str, language: str) -> list[str]:
    return [figure.normal for figure in find_figures(text, language)]


def only(text: str, language: str = "de") -> Figure:
    (figure,) = find_figures(text, language)
    return figure


@given(TEXTS, LANGUAGES)
def test_figures_stand_where_they_say_in_order_and_apart(text: str, language: str) -> None:
    end = 0
    for figure in find_figures(text, language):
        assert figure.span.of(text) == figure.text
        assert figure.span.start >= end
        assert figure.text
        assert (figure.value is None) == (figure.kind is FigureKind.DATE)
        assert figure.date is None or figure.kind is FigureKind.DATE
        for part in (figure.date or "").split("/"):
            whole = part.replace("--", "2000-")
            if len(whole) == len("2018-05-28"):
                date.fromisoformat(whole)
        assert figure.normal
        end = figure.span.end


@given(st.text(), LANGUAGES)
def test_no_text_raises(text: str, language: str) -> None:
    find_figures(text, language)


@given(TEXTS, TEXTS, LANGUAGES)
def test_comparing_is_symmetric_and_every_figure_equals_itself(
    one: str, other: str, language: str
) -> None:
    figures = find_figures(f"{one} {other}", language)
    for a in figures:
        assert comparable(a, a) or a.kind is FigureKind.DATE
        assert same_value(a, a)
        for b in figures:
            assert same_value(a, b) == same_value(b, a)
            assert comparable(a, b) == comparable(b, a)


GERMAN_MONEY = [
    ("im Fonds sind 2000 Euro", "2000 EUR"),
    ("US-$ 25 Mio.", "25000000 USD"),
    ("3.000,- Euro", "3000 EUR"),
    ("20,– €", "20 EUR"),
    ("ein 10-Mrd.-Euro-Fonds", "10000000000 EUR"),
    ("200 mexikanische Pesos", "200 MXN"),
    ("80.000 Baht", "80000 THB"),
    ("PLN 40", "40 PLN"),
    ("R$ 30", "30 BRL"),
    ("bis zu 5,3 Mrd. US-$", "5300000000 USD"),
    ("ein 80-Millionen-Dollar-Deal", "80000000 USD"),
    ("für 300 Millionen US-Dollar", "300000000 USD"),
    ("gut 300 Mio. $", "300000000 USD"),
    ("1,5 Milliarden Dollar", "1500000000 USD"),
    ("1.5 Milliarden Dollar", "1500000000 USD"),
    ("1,5-Milliarden-Euro-Paket", "1500000000 EUR"),
    ("$45,000 Belohnung", "45000 USD"),
    ("45.000 $", "45000 USD"),
    ("45.000,50 Euro", "45000.5 EUR"),
    ("€2.3bn", "2300000000 EUR"),
    ("2,3 Mrd. €", "2300000000 EUR"),
    ("2,3 Mrd Euro", "2300000000 EUR"),
    ("zwei Millionen Euro", "2000000 EUR"),
    ("eine Million Euro", "1000000 EUR"),
    ("eine halbe Million Euro", "500000 EUR"),
    ("20 Tausend Millionen Euro", "20000000000 EUR"),
    ("anderthalb Milliarden Euro", "1500000000 EUR"),
    ("hunderttausend Euro", "100000 EUR"),
    ("20 Tausend Euro", "20000 EUR"),
    ("hundert Millionen Euro", "100000000 EUR"),
    ("2,5 Billionen Euro", "2500000000000 EUR"),
    ("500.000 Franken", "500000 CHF"),
    ("CHF 500'000", "500000 CHF"),
    ("20 Schweizer Franken", "20 CHF"),
    ("12 Mio. Pfund", "12000000 GBP"),
    ("300 schwedische Kronen", "300 SEK"),
    ("40 kanadische Dollar", "40 CAD"),
    ("50 Cent", "0.5 EUR"),
    ("ein 5-Euro-Schein", "5 EUR"),
    ("EUR 19,99", "19.99 EUR"),
    ("19,99 EUR", "19.99 EUR"),
    ("12 000 Euro", "12000 EUR"),
    ("1.000.000 Euro", "1000000 EUR"),
    ("1,000,000 Dollar", "1000000 USD"),
    ("10 bis 15 Millionen Euro", "10000000-15000000 EUR"),
    ("zwischen 3 und 5 Millionen Euro", "3000000-5000000 EUR"),
    ("500.000 bis 1 Million Euro", "500000-1000000 EUR"),
    ("10–12 Euro", "10-12 EUR"),
    ("5 Milliarden D-Mark", "5000000000 DEM"),
    ("Fr. 500", "500 CHF"),
]
GERMAN_SHARES = [
    ("25 Basispunkte", "0.25 %"),
    ("50 bps", "0.5 %"),
    ("ein halbes Prozent", "0.5 %"),
    ("anderthalb Prozent", "1.5 %"),
    ("drei Fünftel der Sitze", "60 %"),
    ("die gute Hälfte der Betriebe", "50 %"),
    ("50 Prozent", "50 %"),
    ("95% aller Stimmen", "95 %"),
    ("95 % aller Stimmen", "95 %"),
    ("3,4 Prozentpunkte", "3.4 %"),
    ("die Hälfte der Erlöse", "50 %"),
    ("ein Drittel der Wähler", "33.33 %"),
    ("zwei Drittel der Sitze", "66.67 %"),
    ("ein Viertel der Betriebe", "25 %"),
    ("fünf Prozent", "5 %"),
    ("ein Prozent", "1 %"),
    ("eine fünfprozentige Erhöhung", "5 %"),
    ("die 100-prozentige Tochter", "100 %"),
    ("die 5-Prozent-Hürde", "5 %"),
    ("minus 3 Prozent", "-3 %"),
    ("0.125 Prozent", "0.125 %"),
    ("bei -3,2 Prozent", "-3.2 %"),
    ("10 bis 15 Prozent", "10-15 %"),
    ("10 % bis 15 %", "10-15 %"),
    ("zwischen 10 und 15 Prozent", "10-15 %"),
]
GERMAN_COUNTS = [
    ("Die Zahl der Toten stieg auf 312.", "312 tot"),
    ("Die Zahl der neuen Fälle lag bei 1.200.", "1200 fall"),
    ("Die Zahl der Gäste sank um 300 auf 2.100.", "2100 gast"),
    ("eine Einwohnerzahl von 12.400", "12400 einwohner"),
    ("200 Millionen Nutzer", "200000000 nutzer"),
    ("mit 200 Millionen aktiven Nutzern", "200000000 nutzer"),
    ("eine Nutzerzahl von 200 Millionen", "200000000 nutzer"),
    ("ein halbes Dutzend Boote", "6 boot"),
    ("12 Quadratkilometer", "12 quadratkilometer"),
    ("300 m²", "300 quadratmeter"),
    ("20 m³ Holz", "20 kubikmeter"),
    ("20 Grad Celsius", "20 grad"),
    ("90 Grad Fahrenheit", "90 fahrenheit"),
    ("4.000 Megawattstunden", "4000 mwh"),
    ("500 Gramm Mehl", "500 gramm"),
    ("0,8 Promille", "0.8 promille"),
    ("70 Seemeilen", "70 seemeile"),
    ("45 Dezibel", "45 dezibel"),
    ("200 Millionen aktive Nutzer", "200000000 nutzer"),
    ("über einer Milliarde Menschen", "1000000000 mensch"),
    ("über einer Milliarde", "1000000000"),
    ("zwölf Tote", "12 tot"),
    ("zwoelf Tote", "12 tot"),
    ("12 Todesopfer", "12 tot"),
    ("dreißig Länder", "30 lander"),
    ("fünfundzwanzig Schulen", "25 schul"),
    ("zweihundertfünfzig Soldaten", "250 soldat"),
    ("dreitausendzweihundert Kühe", "3200 kuh"),
    ("hundertzwanzig Kühe", "120 kuh"),
    ("rund 2.000 Menschen", "2000 mensch"),
    ("2000 Personen", "2000 mensch"),
    ("10 000 Zuschauer", "10000 zuschauer"),
    ("mit 2018 Stimmen", "2018 stimm"),
    ("300 neue Stellen", "300 stelle"),
    ("weitere 300 Jobs", "300 job"),
    ("19 EU-Staaten", "19 staat"),
    ("19 Euro-Länder", "19 lander"),
    ("mit 12 Forscher:innen", "12 forscher"),
    ("12 Forscherinnen", "12 forscher"),
    ("mit BMW 300 Menschen", "300 mensch"),
    ("ein Dutzend Häuser", "12 hauser"),
    ("zwei Dutzend Häuser", "24 hauser"),
    ("40 Kilometer", "40 kilometer"),
    ("40 km", "40 kilometer"),
    ("120 km/h", "120 km/h"),
    ("130 Kilometer pro Stunde", "130 km/h"),
    ("130 Kilometer in der Stunde", "130 km/h"),
    ("20 Seemeilen die Stunde", "20 knoten"),
    ("minus 5 Grad", "-5 grad"),
    ("20 °C", "20 grad"),
    ("3,5 Tonnen", "3.5 tonne"),
    ("5-Meter-Brett", "5 meter"),
    ("ein 12-Punkte-Plan", "12 punkt"),
    ("10 bis 15 Menschen", "10-15 mensch"),
    ("Elf Freunde", "11 freund"),
    ("650 Pfund schwer", "650 pfund"),
    ("1½ Seiten", "1.5 seit"),
    ("acht Fußballfans", "8 fussballfan"),
    ("drei weitere große Orte", "3 ort"),
]
GERMAN_DURATIONS = [
    ("zwei Stunden und 19 Minuten", "139 min"),
    ("fünf Jahre und sechs Monate", "66 mo"),
    ("3 Tage und 4 Stunden", "76 h"),
    ("eine Viertelstunde", "0.25 h"),
    ("eine dreiviertel Stunde", "0.75 h"),
    ("dreieinhalb Jahre", "3.5 a"),
    ("eine halbe Stunde", "0.5 h"),
    ("der dreitägige Streik", "3 d"),
    ("24 Stunden", "24 h"),
    ("ein 24-Stunden-Streik", "24 h"),
    ("130-tägig", "130 d"),
    ("die einjährige Laufzeit", "1 a"),
    ("zweiwöchige Pause", "2 wk"),
    ("24-stündiges Ultimatum", "24 h"),
    ("ein halbes Jahr", "0.5 a"),
    ("anderthalb Jahre", "1.5 a"),
    ("zweieinhalb Stunden", "2.5 h"),
    ("eine Woche", "1 wk"),
    ("vor 20 Jahren", "vor 20 jahren"),
    ("zwei Jahrzehnte", "20 a"),
    ("der 45-Jährige", "45 a"),
    ("nach 90 Minuten", "90 min"),
    ("2 bis 3 Wochen", "2-3 wk"),
    ("sechs Monate", "6 mo"),
    ("30 Sekunden", "30 s"),
]
GERMAN_DATES = [
    ("starb 1888 in Berlin", "1888"),
    ("Januar bis März 2023", "2023-01/2023-03"),
    ("Mai 2024 bis März 2025", "2024-05/2025-03"),
    ("28. Mai bis 3. Juni 2025", "2025-05-28/2025-06-03"),
    ("28. Dezember bis 3. Januar 2025", "2024-12-28/2025-01-03"),
    ("28.05.2025–03.06.2025", "2025-05-28/2025-06-03"),
    ("im dritten Quartal 2024", "2024-07/2024-09"),
    ("im 1. Quartal 2024", "2024-01/2024-03"),
    ("im zweiten Halbjahr 2024", "2024-07/2024-12"),
    ("Q4 2024", "2024-10/2024-12"),
    ("am Montag, 2. Juni 2025", "2025-06-02"),
    ("28.5.2025", "2025-05-28"),
    ("Anfang 2023", "2023"),
    ("Mitte Mai", "--05"),
    ("am 28. Mai", "--05-28"),
    ("am 28. Mai 2025", "2025-05-28"),
    ("am 28.Mai 2025", "2025-05-28"),
    ("im Juli 2018", "2018-07"),
    ("im Juli", "--07"),
    ("Anfang Mai", "--05"),
    ("am 3.10.2023", "2023-10-03"),
    ("am 03.10.23", "2023-10-03"),
    ("am 3.10.97", "1997-10-03"),
    ("am 3. 10. 2023", "2023-10-03"),
    ("am 3.10.", "--10-03"),
    ("2023-10-03", "2023-10-03"),
    ("2017 vorgestellte Modelle", "2017"),
    ("seit 2015", "2015"),
    ("(2015)", "2015"),
    ("im Jahr 1789", "1789"),
    ("2015 war es so weit", "2015"),
    ("zur WM 2022", "2022"),
    ("2019-2021", "2019/2021"),
    ("von 2019 bis 2021", "2019/2021"),
    ("in der Saison 2023/24", "2023/2024"),
    ("in der Saison 1999/00", "1999/2000"),
    ("das Schuljahr 2013/2014", "2013/2014"),
    ("2015–18", "2015/2018"),
    ("die 80er-Jahre", "198X"),
    ("Mitte der 90er", "199X"),
    ("in den 90ern", "199X"),
    ("in den 1990er Jahren", "199X"),
    ("1. bis 3. Mai 2024", "2024-05-01/2024-05-03"),
    ("vom 3. bis zum 7. Juni", "--06-03/--06-07"),
    ("am 3. Okt. 2020", "2020-10-03"),
]
ENGLISH = [
    ("120 miles per hour", "120 mph"),
    ("120 miles an hour", "120 mph"),
    ("50 basis points", "0.5 %"),
    ("1 basis point", "0.01 %"),
    ("half a percentage point", "0.5 %"),
    ("a fifth of the land", "20 %"),
    ("an hour and a half", "1.5 h"),
    ("a year and a quarter", "1.25 a"),
    ("two hours and 19 minutes", "139 min"),
    ("in a fortnight", "2 wk"),
    ("half a dozen boats", "6 boat"),
    ("2.1m visitors", "2100000 visitor"),
    ("300 square miles", "300 square mile"),
    ("300 square metres", "300 quadratmeter"),
    ("20 cubic metres", "20 kubikmeter"),
    ("41 degrees Celsius", "41 grad"),
    ("90 degrees Fahrenheit", "90 fahrenheit"),
    ("90°F", "90 fahrenheit"),
    ("1,200 acres", "1200 acre"),
    ("60 miles", "60 mile"),
    ("70,000 barrels", "70000 barrel"),
    ("20 knots", "20 knoten"),
    ("The number of users rose to 200 million.", "200000000 user"),
    ("The death toll climbed to 312.", "312 death"),
    ("a population of 12,400", "12400"),
    ("May 28, 2025", "2025-05-28"),
    ("28 May 2025", "2025-05-28"),
    ("28th of May 2025", "2025-05-28"),
    ("28/05/2025", "2025-05-28"),
    ("the first quarter of 2024", "2024-01/2024-03"),
    ("the second half of 2024", "2024-07/2024-12"),
    ("January to March 2023", "2023-01/2023-03"),
    ("from May 28 to June 3, 2025", "2025-05-28/2025-06-03"),
    ("200 Mexican pesos", "200 MXN"),
    ("3 million rand", "3000000 ZAR"),
    ("R$30", "30 BRL"),
    ("$1.5tn", "1500000000000 USD"),
    ("£500m", "500000000 GBP"),
    ("a 300-million-dollar plan", "300000000 USD"),
    ("three and a half years", "3.5 a"),
    ("5,000 metric tons", "5000 tonne"),
    ("the 12-month ban", "12 mo"),
    ("$45,000", "45000 USD"),
    ("€45.50", "45.5 EUR"),
    ("1.5 billion dollars", "1500000000 USD"),
    ("a $5m deal", "5000000 USD"),
    ("2m euros", "2000000 EUR"),
    ("US$300 million", "300000000 USD"),
    ("300 million US dollars", "300000000 USD"),
    ("$3-5 million", "3000000-5000000 USD"),
    ("$3 million to $5 million", "3000000-5000000 USD"),
    ("between $3 and $5 million", "3000000-5000000 USD"),
    ("30,000 Swiss francs", "30000 CHF"),
    ("20 million pounds", "20000000 GBP"),
    ("80 pence", "0.8 GBP"),
    ("25 cents", "0.25 USD"),
    ("half a million dollars", "500000 USD"),
    ("a five-million-dollar house", "5000000 USD"),
    ("$2.5 trillion", "2500000000000 USD"),
    ("a million people", "1000000 person"),
    ("twenty-five countries", "25 country"),
    ("two hundred and fifty soldiers", "250 soldier"),
    ("two hundred thousand soldiers", "200000 soldier"),
    ("a hundred boxes", "100 box"),
    ("two and a half years", "2.5 a"),
    ("more than 200 million active users", "200000000 user"),
    ("3,000 police officers", "3000 officer"),
    ("12 U.S. soldiers", "12 soldier"),
    ("a 12-member panel", "12 member"),
    ("12 people blamed officials", "12 person"),
    ("12 sports clubs fans members", "12 member"),
    ("two dozen arrests", "24 arrest"),
    ("1,000,000,000 people", "1000000000 person"),
    ("5k runners", "5000 runner"),
    ("2.5 million", "2500000"),
    ("three classes", "3 class"),
    ("between 3 and 5 million users", "3000000-5000000 user"),
    ("30 degrees", "30 grad"),
    ("20 pounds", "20 pound"),
    ("40 percent", "40 %"),
    ("5 per cent", "5 %"),
    ("0.5 percentage points", "0.5 %"),
    ("a third of voters", "33.33 %"),
    ("three-quarters of the seats", "75 %"),
    ("half of the revenue", "50 %"),
    ("half the population", "50 %"),
    ("10 to 15 percent", "10-15 %"),
    ("24 hours", "24 h"),
    ("a six-month suspension", "6 mo"),
    ("a 30-year-old man", "30 a"),
    ("half an hour", "0.5 h"),
    ("within a year", "1 a"),
    ("a week ago", "a week ago"),
    ("one year", "1 a"),
    ("one and a half hours", "1.5 h"),
    ("1.3m people", "1300000 person"),
    ("three decades", "30 a"),
    ("October 3, 2023", "2023-10-03"),
    ("3 October", "--10-03"),
    ("the 3rd of October 2023", "2023-10-03"),
    ("Oct. 3", "--10-03"),
    ("June 3-5", "--06-03/--06-05"),
    ("March 2026", "2026-03"),
    ("since May", "--05"),
    ("in 2015", "2015"),
    ("In 2015 votes were counted", "2015"),
    ("with 2015 votes", "2015 vote"),
    ("the 2015 elections", "2015"),
    ("the 1980s", "198X"),
    ("10/3/2023", "2023"),
    ("25/12/2023", "2023-12-25"),
    ("12/25/2023", "2023-12-25"),
    ("3/3/2023", "2023-03-03"),
    ("30/30/2023", "2023"),
    ("the 2019-20 season", "2019/2020"),
    ("in 2019-11", "2019-11"),
]


@pytest.mark.parametrize(
    ("text", "normal"),
    [*GERMAN_MONEY, *GERMAN_SHARES, *GERMAN_COUNTS, *GERMAN_DURATIONS, *GERMAN_DATES],
)
def test_german_figures_have_their_normal_form(text: str, normal: str) -> None:
    assert normals(text, "de") == [normal]


@pytest.mark.parametrize(("text", "normal"), ENGLISH)
def test_english_figures_have_their_normal_form(text: str, normal: str) -> None:
    assert normals(text, "en") == [normal]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("1.5 billion dollars", "1500000000 USD"),
        ("1,5 Billionen Euro", "1500000000000 EUR"),
        ("45.000 Menschen", "45000 mensch"),
        ("45,000 users", "45000 user"),
        ("zwölf Tage", "12 d"),
        ("twelve days", "12 d"),
    ],
)
def test_undecided_text_is_read_in_both_languages(text: str, normal: str) -> None:
    assert normals(text, "und") == [normal]


@pytest.mark.parametrize(
    "text",
    [
        "in Milliardenhöhe",
        "der Milliardendeal",
        "Hunderte Menschen",
        "Zehntausende Menschen",
        "ein 4K-Fernseher",
        "der 3D-Drucker",
        "das 5G-Netz",
        "die A8 bei Ulm",
        "der G7-Gipfel",
        "der 1. FC Köln",
        "der TSV 1860 München",
        "Flug LH 400 Passagiere",
        "die Top 10 Firmen",
        "der Airbus A380",
        "die Verordnung 2016/679",
        "ISO 9001 Zertifikate",
        "Artikel 20 Grundgesetz",
        "Az. 4 K 123/24",
        "Covid-19",
        "der 50. Geburtstag",
        "im 19. Jahrhundert",
        "einmal, zweimal, dreimal",
        "doppelt so viele",
        "um halb neun",
        "gegen 18.30 Uhr",
        "Kapitel 3",
        "Zimmer 12 Betten",
        "jeder dritte Betrieb",
        "rund um die Uhr",
        "ein paar Leute",
        "3. Liga",
        "die Autobahn 8 Richtung Ulm",
        "Millionen Menschen",
        "um 20.15 Uhr",
        "um 20:15",
        "von 9 bis 17 Uhr",
        "Das Spiel endete 3:1",
        "§ 218 Absatz 3",
        "Artikel 5 Absatz 2",
        "Akt 4",
        "das iPhone 15",
        "das iPhone 15 Pro",
        "eine Boeing 737",
        "GPT-4 Modelle",
        "COVID-19-Fälle",
        "die B 10",
        "Platz 3",
        "der 3. Platz",
        "der 21. Spieltag",
        "Tel. 030 1234567",
        "+49 30 123 456",
        "Version 2.3.1",
        "einige hundert Menschen",
        "mehrere Tausend Menschen",
        "acht von zehn Deutschen",
        "die Elf siegte",
        "die Elf Spieler",
        "eine Frau",
        "ein Dozent",
        "die Zahl stieg um 300",
        "Windows 2000",
        "1933 Verhaftung durch die Polizei",
        "zweistellig",
        "die zweite Hälfte der Saison",
        "ein Viertel im Süden",
        "https://example.org/2023/05/12-neue-busse",
        "000 Menschen",
        "123456789012345678901 Menschen",
        "1.2.3.4.5 Menschen",
        "1,2.3,4 Euro",
        "1,2,3 Menschen",
        "vier- bis fünfmal",
        "der Arzt Jan und August der Starke",
        "Trikot 7, weil",
        "eines Tages",
        "20 der Befragten",
        "3 zusammen mit neue gute schöne Orte",
        "3 neue gute schöne alte Orte",
        "2023-13-31",
        "30 000000",
        "sieben. Menschen",
        "in der 45.+2 Minute",
        "die 50+1-Regel",
        "die 20-Uhr-Nachrichten",
    ],
)
def test_german_text_that_only_looks_like_a_figure_has_none(text: str) -> None:
    assert normals(text, "de") == []


@pytest.mark.parametrize(
    "text",
    [
        "won 3-1",
        "the G20 leaders",
        "Route 66 fans",
        "tens of thousands of fans",
        "dozens of boats",
        "One in three households",
        "Catch 22 readers",
        "Call 0800 123 456 now",
        "call 911",
        "Covid-19 cases",
        "a 15-fold rise",
        "the 12th day",
        "flight 370 passengers",
        "Level 5 drivers",
        "the A380",
        "a couple of years",
        "the 21st century",
        "section 230",
        "24/7",
        "2015 votes",
        "3-1 victories",
        "Boeing 737 jets",
        "iPhone 15 users",
        "Chapter 11",
        "at 5 p.m. on the dot",
        "at 10:30",
        "version 2.3.1",
        "one in five people",
        "hundreds of people",
        "several million people",
        "the second half of the game",
        "a second chance",
        "Formula 1 drivers",
        "a 20-something",
        "12 this",
        "three times",
        "twice a day",
        "No. 5",
        "died at 95",
        "a quarter in the south",
        "12 new old wide open boats",
    ],
)
def test_english_text_that_only_looks_like_a_figure_has_none(text: str) -> None:
    assert normals(text, "en") == []


@pytest.mark.parametrize(
    ("text", "language", "hedge"),
    [
        ("über eine Million Euro", "de", "over"),
        ("ueber 300 Euro", "de", "over"),
        ("mehr als 300 Euro", "de", "over"),
        ("nicht mehr als 300 Euro", "de", "up to"),
        ("bis zu 300 Euro", "de", "up to"),
        ("höchstens 300 Euro", "de", "up to"),
        ("unter 300 Euro", "de", "under"),
        ("weniger als 300 Euro", "de", "under"),
        ("nicht weniger als 300 Euro", "de", "at least"),
        ("mindestens 300 Euro", "de", "at least"),
        ("300 Euro oder mehr", "de", "at least"),
        ("rund 300 Euro", "de", "about"),
        ("knapp 300 Euro", "de", "about"),
        ("gut 300 Euro", "de", "about"),
        ("ca. 300 Euro", "de", "about"),
        ("~300 Euro", "de", "about"),
        (">300 Euro", "de", "over"),
        ("300 Euro und mehr", "de", "at least"),
        ("300 Euro oder weniger", "de", "up to"),
        ("an die 300 Euro", "de", "about"),
        ("fast 300 Euro", "de", "about"),
        ("300 people or so", "en", "about"),
        ("300 people or fewer", "en", "up to"),
        ("upwards of 300 people", "en", "over"),
        ("mehr als die Hälfte der Wähler", "de", "over"),
        ("ein Vertrag über 300 Euro", "de", None),
        ("gegenüber 300 Euro", "de", None),
        ("300 Euro", "de", None),
        ("more than $300", "en", "over"),
        ("no more than $300", "en", "up to"),
        ("up to 300 people", "en", "up to"),
        ("as many as 300 people", "en", "up to"),
        ("at least 300 people", "en", "at least"),
        ("nearly $2bn", "en", "about"),
        ("some 300 people", "en", "about"),
        ("just over a month", "en", "about"),
        ("fewer than 300 people", "en", "under"),
    ],
)
def test_hedges_are_kept_apart_from_the_value(text: str, language: str, hedge: str | None) -> None:
    figure = only(text, language)
    assert figure.hedge == hedge
    assert figure.text.split()[0] not in {"über", "mehr", "more", "rund", "at", "up"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("stieg von 10 auf 15 Prozent", "de", ["10 %", "15 %"]),
        ("mit 31 zu 18 Stimmen", "de", ["31 stimm", "18 stimm"]),
        ("321 gegen 240 Stimmen", "de", ["321 stimm", "240 stimm"]),
        ("by 52 votes to 48", "en", ["52 vote", "48 vote"]),
        ("31 gegen alle", "de", []),
        ("zwei Jahre und drei Kinder", "de", ["2 a", "3 kinder"]),
        ("zwei Jahre und drei Jahrzehnte", "de", ["2 a", "30 a"]),
        ("im Mai und Juni 2023", "de", ["2023-05", "2023-06"]),
        ("Mai bis März 2023", "de", ["2023-03"]),
        ("im letzten Quartal 2024 und im 3. Halbjahr 2025", "de", ["2024-10/2024-12", "2025"]),
        ("von 3 auf 5 Millionen Euro", "de", ["3000000 EUR", "5000000 EUR"]),
        ("von 3 Euro auf 5 Euro", "de", ["3 EUR", "5 EUR"]),
        ("rose from 10 to 15 percent", "en", ["10 %", "15 %"]),
        ("2021 und 2023", "de", ["2021", "2023"]),
        ("2021 bis 2019", "de", ["2021", "2019"]),
        ("3 Euro bis 00 Euro", "de", ["3 EUR"]),
        ("zwischen 2019 und 2021", "de", ["2019", "2021"]),
        ("von April bis Juni", "de", ["--04", "--06"]),
        ("am 3. und 17. Oktober 2020", "de", ["2020-10-03", "2020-10-17"]),
        ("3 Euro bis 5 Dollar", "de", ["3 EUR", "5 USD"]),
        ("zwischen 3 Menschen und 5 Euro", "de", ["3 mensch", "5 EUR"]),
        ("12 Tote und 30 Verletzte", "de", ["12 tot", "30 verletzt"]),
        ("1975 4. Dezember: er stirbt", "de", ["1975", "--12-04"]),
        ("2 Millionen bis 3 Millionen", "de", ["2000000-3000000"]),
        ("half of the 300 people", "en", ["50 %", "300 person"]),
    ],
)
def test_several_figures_are_told_apart(text: str, language: str, expected: list[str]) -> None:
    assert normals(text, language) == expected


def test_the_figure_covers_the_whole_compound() -> None:
    assert only("ein 80-Millionen-Dollar-Deal in Kiel").text == "80-Millionen-Dollar-Deal"
    assert only("rund $5 million in cash", "en").text == "$5 million"


SAME = [
    ("über eine Milliarde Menschen", "1.000.000.000 Menschen"),
    ("1,5 Mrd. Euro", "1.500 Millionen Euro"),
    ("1,5 Mrd. Euro", "1.487 Millionen Euro"),
    ("rund 300 Menschen", "310 Menschen"),
    ("mehr als 300 Menschen", "320 Menschen"),
    ("bis zu 300 Menschen", "280 Menschen"),
    ("10 bis 15 Prozent", "10–15 %"),
    ("10 bis 15 Prozent", "12 Prozent"),
    ("1,5 Kilometer", "1.500 Meter"),
    ("2 Tonnen", "2.000 Kilogramm"),
    ("mehr als 300 Menschen", "312 Menschen"),
    ("rund 300 Menschen", "312 Menschen"),
    ("1,5 Mrd. Euro", "1,5 Milliarden Euro"),
    ("200 Millionen Nutzer", "eine Nutzerzahl von 200 Millionen"),
    ("im ersten Quartal 2024", "im Februar 2024"),
    ("50 Prozent", "50,4 Prozent"),
    ("die Hälfte der Wähler", "50 Prozent"),
    ("ein Drittel der Wähler", "33 Prozent"),
    ("48 Stunden", "zwei Tage"),
    ("18 Monate", "anderthalb Jahre"),
    ("30 Tage", "ein Monat"),
    ("12 bis 24 Monate", "1 bis 2 Jahre"),
    ("im Jahr 2018", "im Juli 2018"),
    ("am 28. Mai", "am 28. Mai 2025"),
    ("in den 80er-Jahren", "seit 1985"),
    ("2019 bis 2021", "im Jahr 2020"),
    ("2019 bis 2021", "2019–2021"),
    ("3. bis 5. Mai", "am 4. Mai"),
    ("3. bis 5. Mai 2020", "3. bis 5. Mai"),
    ("20.000 Anteile", "20.000 Firmenanteile"),
    ("eine Milliarde", "1.000.000.000 Menschen"),
]
NOT_SAME = [
    ("300 Mio. Euro", "310 Mio. Euro"),
    ("300 Euro", "300 Dollar"),
    ("300 Euro", "300 Menschen"),
    ("über 300 Menschen", "290 Menschen"),
    ("1,5 Kilometer", "1.600 Meter"),
    ("5 Zentimeter", "5 Hektar"),
    ("5 Millimeter", "5 Kilometer"),
    ("120 Tote", "124 Tote"),
    ("1 Mrd. Euro", "1,4 Mrd. Euro"),
    ("mehr als 300 Menschen", "weniger als 300 Menschen"),
    ("mehr als 300 Menschen", "600 Menschen"),
    ("10 bis 15 Prozent", "10 bis 20 Prozent"),
    ("10 bis 15 Prozent", "16 Prozent"),
    ("im Jahr 2018", "im Juli 2019"),
    ("im Jahr 2018", "am 28. Mai"),
    ("am 28. Mai", "am 29. Mai 2025"),
    ("in den 80er-Jahren", "seit 1995"),
    ("2019 bis 2021", "im Jahr 2022"),
    ("2019 bis 2021", "am 28. Mai"),
    ("30 Tage", "zwei Monate"),
    ("300 Stellen", "300 Häuser"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_figures_that_say_the_same_are_the_same(one: str, other: str) -> None:
    assert same_value(only(one), only(other))
    assert same_value(only(other), only(one))


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_figures_that_say_another_value_are_not_the_same(one: str, other: str) -> None:
    assert not same_value(only(one), only(other))


def test_the_same_value_is_seen_across_languages() -> None:
    assert same_value(only("1,5 Mrd. Dollar"), only("1.5 billion dollars", "en"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("300 Euro", "5 Mio. Euro", True),
        ("300 Euro", "300 Dollar", False),
        ("300 Euro", "300 Prozent", False),
        ("24 Stunden", "zwei Tage", True),
        ("24 Stunden", "zwei Jahre", False),
        ("im Jahr 2018", "im Juli 2019", True),
        ("im Jahr 2018", "am 28. Mai", False),
        ("20 Anteile", "30 Firmenanteile", True),
        ("20 Anteile", "30 Häuser", False),
        ("5 Kilometer", "300 Meter", True),
        ("5 Kilometer", "300 Millimeter", False),
        ("eine Milliarde", "30 Häuser", False),
    ],
)
def test_figures_of_one_kind_and_unit_are_comparable(one: str, other: str, expected: bool) -> None:
    assert comparable(only(one), only(other)) is expected


def test_a_figure_without_a_value_is_not_the_same_as_any() -> None:
    span = only("300 Euro").span
    empty = Figure(FigureKind.MONEY, "viel", span, unit="EUR")
    assert not same_value(empty, only("300 Euro"))
    days = Figure(FigureKind.DURATION, "lange", span, unit="d")
    assert not same_value(days, only("24 Stunden"))


def test_a_date_of_an_unknown_form_is_comparable_to_none() -> None:
    span = only("300 Euro").span
    odd = Figure(FigureKind.DATE, "Q3", span, date="Q3")
    assert not comparable(odd, only("im Jahr 2018"))
    assert not same_value(odd, only("im Jahr 2018"))


def test_values_are_exact_decimals() -> None:
    assert only("0,1 Prozent").value == Decimal("0.1")


CENTS = st.integers(min_value=2, max_value=10**11).map(lambda cents: Decimal(cents) / 100)
SCALES = [("Tausend", "thousand", 3), ("Millionen", "million", 6), ("Mrd.", "bn", 9)]


def grouped(amount: Decimal, thousands: str, point: str) -> str:
    return f"{amount:,.2f}".translate(str.maketrans(",.", thousands + point))


@given(CENTS, st.sampled_from(["{} Euro", "{} €", "EUR {}", "rund {} Euro", "für {} EUR."]))
def test_an_amount_written_the_german_way_reads_back(amount: Decimal, written: str) -> None:
    said = written.format(grouped(amount, ".", ","))
    assert normals(said, "de") == [f"{amount.normalize():f} EUR"]


@given(CENTS, st.sampled_from(["${}", "{} dollars", "USD {}", "about ${} now", "US${}"]))
def test_an_amount_written_the_english_way_reads_back(amount: Decimal, written: str) -> None:
    said = written.format(grouped(amount, ",", "."))
    assert normals(said, "en") == [f"{amount.normalize():f} USD"]


@given(st.integers(2, 9999), st.sampled_from(SCALES))
def test_tenths_of_a_scale_read_back_in_both_languages(
    tenths: int, scale: tuple[str, str, int]
) -> None:
    german, english, power = scale
    amount = Decimal(tenths).scaleb(power - 1)
    comma, point = f"{tenths / 10:.1f}".replace(".", ","), f"{tenths / 10:.1f}"
    assert normals(f"{comma} {german} Euro", "de") == [f"{amount:f} EUR"]
    assert normals(f"€{point} {english}", "en") == [f"{amount.normalize():f} EUR"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2049, 12, 31)))
def test_a_full_date_reads_back_from_every_way_to_write_it(day: date) -> None:
    german, english = GERMAN_MONTHS[day.month - 1], ENGLISH_MONTHS[day.month - 1]
    for said, language in (
        (f"am {day.day}. {german} {day.year}", "de"),
        (f"am {day.day}.{day.month}.{day.year}", "de"),
        (f"am {day:%d.%m.%Y}", "de"),
        (day.isoformat(), "de"),
        (f"on {english} {day.day}, {day.year}", "en"),
        (f"on {day.day} {english} {day.year}", "en"),
    ):
        assert normals(said, language) == [day.isoformat()]


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("am 31. September 2018", "de"),
        ("am 29. Februar 2019", "de"),
        ("am 31.04.2019", "de"),
        ("vom 29. bis 31. Februar 2020", "de"),
        ("am 30. Februar", "de"),
        ("on 2019-02-30", "en"),
        ("on April 31, 2019", "en"),
        ("on 30/02/2018", "en"),
    ],
)
def test_a_day_that_no_calendar_has_is_kept_as_said(said: str, language: str) -> None:
    figure = only(said, language)
    assert figure.kind is FigureKind.DATE
    assert figure.date is None


def test_a_leap_day_is_one_where_no_year_is_said() -> None:
    assert normals("am 29. Februar", "de") == ["--02-29"]
    assert normals("am 29. Februar 2020", "de") == ["2020-02-29"]


_MONTHS = """
    Januar Februar März April Mai Juni Juli August September Oktober November Dezember
    January February March April May June July August September October November December
"""
GERMAN_MONTHS, ENGLISH_MONTHS = _MONTHS.split()[:12], _MONTHS.split()[12:]


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1 ", "zwei", "zwei ", ".", "1.", "1,", "1-", "½", "12. ", "1.000 000 ", "$1 to "),
        *("28. Mai bis ", "im Juli ", "am Dienstag, ", "letzte Woche ", "Zahl der Nutzer "),
        *("zwei Stunden und ", "hunderttausend", "zwischen 1 und ", "vor 2 bis ", "der meldete "),
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = process_time()
        find_figures(text, "de", published="2025-05-28")
        return process_time() - start

    short = min(seconds(5_000), seconds(5_000))
    assert seconds(20_000) < 8 * short + 0.05
