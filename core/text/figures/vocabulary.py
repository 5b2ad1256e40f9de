"""The words figures are said with: numbers, scales, units, months, hedges; German and English."""

from __future__ import annotations

import re
from decimal import Decimal


def _listed(listed_words: str) -> frozenset[str]:
    return frozenset(listed_words.split())


# --- number words ---------------------------------------------------------------------------------

_GERMAN_UNITS = {
    "ein": 1, "eins": 1, "eine": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "funf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
_GERMAN_BELOW_HUNDRED = {
    "zehn": 10, "elf": 11, "zwolf": 12, "dreizehn": 13, "vierzehn": 14, "funfzehn": 15,
    "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20,
    "dreissig": 30, "vierzig": 40, "funfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90,
}  # fmt: skip
_ENGLISH_BELOW_HUNDRED = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip

_DE_UNIT = r"(?:ein|zwei|zwo|drei|vier|f(?:ü|ue)nf|sechs|sieben|acht|neun)"
_DE_TEEN = r"(?:zehn|elf|zw(?:ö|oe)lf|(?:drei|vier|f(?:ü|ue)nf|sech|sieb|acht|neun)zehn)"
_DE_TENS = r"(?:zwan|drei(?=ß|ss)|vier|f(?:ü|ue)nf|sech|sieb|acht|neun)(?:z|ß|ss)ig"
_DE_SMALL = rf"(?:(?:{_DE_UNIT}und)?{_DE_TENS}|{_DE_TEEN}|{_DE_UNIT})"
_DE_HUNDREDS = rf"(?:{_DE_UNIT}?hundert(?:(?:und)?{_DE_SMALL})?|{_DE_SMALL})"
_DE_HALF = rf"(?:anderthalb|{_DE_UNIT}einhalb)"
_DE_NUMBER = rf"(?:{_DE_HALF}|(?:{_DE_HUNDREDS})?tausend(?:(?:und)?{_DE_HUNDREDS})?|{_DE_HUNDREDS})"
# "ein" is an article nearly everywhere.
GERMAN_NUMBER = rf"(?!ein\b){_DE_NUMBER}"

_EN_TEEN = "|".join(word for word, value in _ENGLISH_BELOW_HUNDRED.items() if 10 <= value < 20)
_EN_TENS = "|".join(word for word, value in _ENGLISH_BELOW_HUNDRED.items() if value >= 20)
_EN_UNIT = "|".join(word for word, value in _ENGLISH_BELOW_HUNDRED.items() if value < 10)
_EN_SMALL = rf"(?:(?:{_EN_TENS})(?:[-\s](?:{_EN_UNIT}))?|{_EN_TEEN}|{_EN_UNIT})"
_EN_HUNDREDS = rf"(?:(?:{_EN_UNIT})\shundred(?:\s(?:and\s)?{_EN_SMALL})?|{_EN_SMALL})"
ENGLISH_NUMBER = (
    rf"(?!one\b(?!\shundred|\sthousand|\sand\sa\shalf)){_EN_HUNDREDS}(?:\sand\sa\shalf)?"
)


def german_value(folded: str) -> Decimal:
    """What a German number word is worth, folded and written in one word."""
    word = folded.replace("fuenf", "funf").replace("zwoelf", "zwolf")
    if word == "anderthalb":
        return Decimal("1.5")
    if word.endswith("einhalb"):
        return _GERMAN_UNITS[word.removesuffix("einhalb")] + Decimal("0.5")
    thousands, thousand, rest = word.rpartition("tausend")
    value = _german_hundreds(rest.removeprefix("und")) if rest else 0
    if thousand:
        value += 1000 * (_german_hundreds(thousands) if thousands else 1)
    return Decimal(value)


def _german_hundreds(word: str) -> int:
    hundreds, hundred, rest = word.rpartition("hundert")
    value = 100 * (_GERMAN_UNITS[hundreds] if hundreds else 1) if hundred else 0
    rest = rest.removeprefix("und")
    if rest in _GERMAN_BELOW_HUNDRED:
        return value + _GERMAN_BELOW_HUNDRED[rest]
    unit, _, tens = rest.rpartition("und")
    if unit:
        return value + _GERMAN_UNITS[unit] + _GERMAN_BELOW_HUNDRED[tens]
    return value + (_GERMAN_UNITS[rest] if rest else 0)


def english_value(folded: str) -> Decimal:
    """What English number words below a thousand are worth."""
    half = Decimal("0.5") if folded.endswith("half") else Decimal(0)
    value = 0
    for word in re.split(r"[-\s]", folded):
        if word == "hundred":
            value *= 100
        else:
            value += _ENGLISH_BELOW_HUNDRED.get(word, 0)
    return value + half


# --- scales ---------------------------------------------------------------------------------------

SCALES = {
    "tausend": 3, "tsd": 3, "million": 6, "millionen": 6, "mio": 6, "mill": 6, "milliarde": 9,
    "milliarden": 9, "mrd": 9, "billionen": 12, "bio": 12, "billiarde": 15, "billiarden": 15,
    "thousand": 3, "millions": 6, "mn": 6, "mln": 6, "mm": 6, "billions": 9, "bn": 9, "bln": 9,
    "tn": 12, "trn": 12, "hundred": 2, "hundert": 2,
}  # fmt: skip
"""Powers of ten; `billion` and `trillion` depend on the language."""
LETTER_SCALES = {"k": 3, "m": 6, "b": 9, "t": 12}
"""Only behind an amount with a currency sign: `$5m`."""
DOZENS = frozenset({"dutzend", "dozen"})

# --- units ----------------------------------------------------------------------------------------

PERCENT = _listed(
    "prozent prozentpunkt prozentpunkte prozentpunkten percent pct percentage prozentig prozentige "
    "prozentiger prozentiges prozentigen prozentigem ige iger iges igen igem"
)

_TIMES = (
    ("s", 1, "sekunde sekunden sek second seconds sec secs"),
    ("min", 1, "minute minuten min minutes mins"),
    ("h", 1, "stunde stunden std hour hours hrs hr h"),
    ("d", 1, "tag tage tagen tages day days"),
    ("wk", 1, "woche wochen week weeks"),
    ("wk", 2, "fortnight fortnights"),
    ("mo", 1, "monat monate monaten monats month months"),
    ("a", 1, "jahr jahre jahren jahres year years yr yrs"),
    ("a", 10, "jahrzehnt jahrzehnte jahrzehnten decade decades"),
    ("h", Decimal("0.25"), "viertelstunde viertelstunden"),
    ("h", Decimal("0.5"), "halbstunde"),
    ("h", Decimal("0.75"), "dreiviertelstunde"),
    ("a", 100, "jahrhunderte jahrhunderten centuries"),
)
_LASTING = {
    "sekundig": "s", "minutig": "min", "stundig": "h", "tagig": "d", "wochig": "wk",
    "monatig": "mo", "jahrig": "a",
}  # fmt: skip
DURATIONS = {word: (unit, times) for unit, times, listed in _TIMES for word in listed.split()} | {
    root + ending: (unit, 1)
    for root, unit in _LASTING.items()
    for ending in ("", "e", "er", "es", "en", "em")
}
"""Unit and how many of it, by folded word."""
ADJECTIVE_DURATION = (
    r"(?:sek(?:ü|ue)nd|min(?:ü|ue)t|st(?:ü|ue)nd|t(?:ä|ae)g|w(?:ö|oe)ch|monat|j(?:ä|ae)hr|prozent)"
    r"ig(?:e[rsnm]?)?"
)
"""The second half of `einjährig`, `zweiwöchige`, `fünfprozentig`."""

LARGER_DURATIONS = {
    ("h", "min"): 60, ("min", "s"): 60, ("d", "h"): 24, ("wk", "d"): 7, ("a", "mo"): 12,
}  # fmt: skip
"""How many of the smaller unit: `zwei Stunden und 19 Minuten`."""

CURRENCY_SIGNS = {
    "us$": "USD", "us-$": "USD", "r$": "BRL", "s$": "SGD", "a$": "AUD",
    "c$": "CAD", "hk$": "HKD", "nz$": "NZD", "$": "USD", "€": "EUR",
    "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR", "₺": "TRY", "₴": "UAH", "₩": "KRW", "₪": "ILS",
}  # fmt: skip
CURRENCY_CODES = _listed(
    "USD EUR GBP CHF JPY RUB CNY SEK NOK DKK PLN TRY INR UAH AUD CAD HUF CZK BRL KRW RON BGN ISK "
    "ILS MXN ZAR SGD HKD NZD THB IDR MYR PHP AED SAR EGP ARS CLP COP NGN KES PKR VND IRR DEM BTC"
)
CURRENCIES = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pfund": "GBP",
    "franken": "CHF", "francs": "CHF", "yen": "JPY", "rubel": "RUB", "rubeln": "RUB",
    "rubles": "RUB", "roubles": "RUB", "yuan": "CNY", "renminbi": "CNY", "rupien": "INR",
    "rupees": "INR", "lira": "TRY", "zloty": "PLN", "forint": "HUF", "hrywnja": "UAH",
    "hryvnia": "UAH", "schekel": "ILS", "shekels": "ILS", "dirham": "AED", "dirhams": "AED",
    "mark": "DEM", "d-mark": "DEM", "rand": "ZAR", "baht": "THB", "naira": "NGN", "lei": "RON",
    "lewa": "BGN", "ringgit": "MYR", "rupiah": "IDR",
}  # fmt: skip
QUALIFIED_CURRENCIES = {
    ("us", "dollar"): "USD", ("amerikanische", "dollar"): "USD", ("kanadische", "dollar"): "CAD",
    ("canadian", "dollar"): "CAD", ("australische", "dollar"): "AUD",
    ("australian", "dollar"): "AUD", ("hongkong", "dollar"): "HKD",
    ("schweizer", "franken"): "CHF", ("swiss", "franc"): "CHF", ("schwedische", "krone"): "SEK",
    ("swedish", "krona"): "SEK", ("swedish", "kronor"): "SEK", ("norwegische", "krone"): "NOK",
    ("norwegian", "krone"): "NOK", ("norwegian", "kroner"): "NOK", ("danische", "krone"): "DKK",
    ("danish", "krone"): "DKK", ("danish", "kroner"): "DKK", ("tschechische", "krone"): "CZK",
    ("britische", "pfund"): "GBP", ("british", "pound"): "GBP", ("turkische", "lira"): "TRY",
    ("turkish", "lira"): "TRY", ("indische", "rupie"): "INR", ("indian", "rupee"): "INR",
    ("japanische", "yen"): "JPY", ("russische", "rubel"): "RUB", ("russian", "ruble"): "RUB",
    ("chinesische", "yuan"): "CNY", ("pfund", "sterling"): "GBP", ("pounds", "sterling"): "GBP",
    ("d", "mark"): "DEM", ("mexikanische", "peso"): "MXN", ("mexican", "peso"): "MXN",
    ("argentinische", "peso"): "ARS", ("argentine", "peso"): "ARS", ("islandische", "krone"): "ISK",
    ("neuseelandische", "dollar"): "NZD", ("singapur", "dollar"): "SGD",
    ("singapore", "dollar"): "SGD", ("sudafrikanische", "rand"): "ZAR",
    ("brasilianische", "real"): "BRL", ("czech", "koruna"): "CZK", ("czech", "crown"): "CZK",
    ("swedish", "crown"): "SEK", ("norwegian", "crown"): "NOK", ("danish", "crown"): "DKK",
    ("saudische", "riyal"): "SAR", ("saudi", "riyal"): "SAR", ("iranische", "rial"): "IRR",
    ("iranian", "rial"): "IRR",
}  # fmt: skip

MEASURES = {
    "gramm": "gramm", "g": "gramm", "grams": "gramm", "grammes": "gramm",
    "quadratmeter": "quadratmeter", "quadratmetern": "quadratmeter", "sqm": "quadratmeter",
    "quadratkilometer": "quadratkilometer", "quadratkilometern": "quadratkilometer",
    "kubikmeter": "kubikmeter", "kubikmetern": "kubikmeter", "m3": "kubikmeter",
    "kilowattstunden": "kwh", "kilowattstunde": "kwh", "megawattstunden": "mwh",
    "gigawattstunden": "gwh", "terawattstunden": "twh", "terawatt": "tw", "watt": "watt",
    "watts": "watt", "volt": "volt", "promille": "promille", "zentner": "zentner",
    "miles": "mile", "mile": "mile", "meilen": "mile", "seemeilen": "seemeile",
    "knoten": "knoten", "knots": "knoten", "acres": "acre", "acre": "acre", "barrel": "barrel",
    "barrels": "barrel", "fass": "barrel", "inches": "inch", "inch": "inch", "gallons": "gallon",
    "°f": "fahrenheit", "hektoliter": "hektoliter", "dezibel": "dezibel", "decibels": "dezibel",
    "zoll": "inch", "km": "kilometer", "kilometres": "kilometer", "kilometre": "kilometer",
    "kilometer": "kilometer",
    "kilometers": "kilometer", "kilometern": "kilometer", "meter": "meter", "metern": "meter",
    "meters": "meter", "metres": "meter", "metre": "meter", "m": "meter", "cm": "zentimeter",
    "mm": "millimeter", "zentimetern": "zentimeter", "centimetres": "zentimeter",
    "centimeters": "zentimeter", "kg": "kilogramm", "kilo": "kilogramm", "kilos": "kilogramm",
    "kilograms": "kilogramm", "tonnen": "tonne", "tonne": "tonne", "tonnes": "tonne",
    "t": "tonne", "ha": "hektar", "hectares": "hektar", "hektar": "hektar", "grad": "grad",
    "degrees": "grad", "°": "grad", "°c": "grad", "liter": "liter", "litern": "liter",
    "litres": "liter", "liters": "liter", "qm": "quadratmeter", "m2": "quadratmeter",
    "km2": "quadratkilometer", "kwh": "kwh", "mwh": "mwh", "gwh": "gwh", "twh": "twh", "kw": "kw",
    "mw": "mw", "gw": "gw", "megawatt": "mw", "gigawatt": "gw", "megawatts": "mw",
    "gigawatts": "gw", "kilowatt": "kw", "kb": "kb", "mb": "mb", "gb": "gb", "tb": "tb",
    "megabyte": "mb", "gigabyte": "gb", "terabyte": "tb", "gigabytes": "gb",
    "stundenkilometer": "km/h", "stundenkilometern": "km/h", "km/h": "km/h", "kmh": "km/h",
    "mph": "mph", "feet": "foot", "foot": "foot", "ft": "foot", "lbs": "pound",
}  # fmt: skip

SPEEDS = {"kilometer": "km/h", "mile": "mph", "seemeile": "knoten"}
"""What so much in an hour is measured in."""
MEASURE_PAIRS = {
    ("grad", "celsius"): "grad", ("degrees", "celsius"): "grad",
    ("grad", "fahrenheit"): "fahrenheit",
    ("degrees", "fahrenheit"): "fahrenheit", ("square", "kilometres"): "quadratkilometer",
    ("square", "kilometers"): "quadratkilometer", ("square", "metres"): "quadratmeter",
    ("square", "meters"): "quadratmeter", ("square", "miles"): "square mile",
    ("square", "feet"): "square foot", ("cubic", "metres"): "kubikmeter",
    ("cubic", "meters"): "kubikmeter", ("metric", "tons"): "tonne", ("metric", "tonnes"): "tonne",
    ("nautical", "miles"): "seemeile",
}  # fmt: skip
SAME_NOUN = {
    "leute": "mensch", "leuten": "mensch", "personen": "mensch", "person": "mensch",
    "menschen": "mensch", "mensch": "mensch", "people": "person", "persons": "person",
    "men": "man", "women": "woman", "children": "child", "lives": "life", "police": "police",
    "user": "nutzer", "usern": "nutzer", "todesopfer": "tot", "todesopfern": "tot",
    "stellen": "stelle", "arbeitsplatze": "stelle", "arbeitsplatzen": "stelle", "jobs": "job",
    "companies": "company", "series": "series",
}  # fmt: skip
"""Count nouns whose form does not follow a rule, or that news use for one another."""
ENGLISH_PLURALS = frozenset({"people", "men", "women", "children", "police", "staff", "cattle"})
NO_COUNT_NOUN = _listed(
    "uhr mal male malen times time am pm o'clock ersten letzten nr abs absatz prozent percent "
    "januar februar marz april mai juni juli august september oktober november dezember january "
    "february march may june july october december montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag sonnabend monday tuesday wednesday thursday friday saturday sunday cent "
    "series plus minus drittel viertel this less us"
)
LABELS = _listed(
    """
    artikel art absatz abs paragraf paragraph nummer nr no number platz rang seite seiten kapitel
    akt zimmer halle gleis linie version runde gruppe staffel folge teil band raum klasse stufe
    kategorie phase typ serie modell formel iphone ipad galaxy pixel boeing airbus gpt windows
    android ios covid playstation ps xbox akte az aktenzeichen postfach hausnummer bundesstrasse
    autobahn act article section page pages chapter room flight route highway interstate round
    group class stage category type model formula mark level area gate channel season episode
    top level studio tsv sv fc vfl vfb sc tsg tus msv fsv bsv spvgg iso din en flug lh
    tatort sr ss war catch
    volume apollo falcon leopard tiger agenda programm tag day kanal punkt ziffer satz
    """
)
"""What stands before a number that names rather than counts."""
VAGUE = _listed(
    "einige einigen mehrere mehreren paar viele vielen wenige wenigen several few many some couple "
    "dutzende hunderte tausende zig"
)
"""Before a scale word used as a number: `mehrere hundert`."""

# --- months ---------------------------------------------------------------------------------------

_CALENDAR = (
    "januar jänner january jan",
    "februar feber february feb febr",
    "märz maerz march mär mar",
    "april apr",
    "mai may",
    "juni june jun",
    "juli july jul",
    "august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "dezember december dez dec",
)
MONTHS = {word: number for number, names in enumerate(_CALENDAR, 1) for word in names.split()}
FULL_MONTHS = _listed(
    "januar jänner february january februar feber märz maerz march april mai may juni june juli "
    "july august september oktober october november dezember december"
)
"""Those that are no abbreviation."""

# --- hedges ---------------------------------------------------------------------------------------

HEDGES = {
    "at_least": (
        r"mindestens|wenigstens|zumindest|nicht weniger als|at least|no (?:less|fewer) than"
        r"|not (?:less|fewer) than|a minimum of|minimum"
    ),
    "up_to": (
        r"bis zu|bis an die|h(?:ö|oe)chstens|maximal|nicht mehr als|up to|as (?:many|much) as"
        r"|at most|no more than|not more than|a maximum of"
    ),
    "under": r"unter|weniger als|nicht ganz|under|less than|fewer than|below",
    "about": (
        r"rund|etwa|circa|zirka|ca\.?|ungef(?:ä|ae)hr|gut|knapp|fast|beinahe|nahezu"
        r"|ann(?:ä|ae)hernd|sch(?:ä|ae)tzungsweise|um die|an die|gesch(?:ä|ae)tzten?"
        r"|about|around|some|roughly|approximately|approx\.?|nearly|almost"
        r"|close to|(?:an )?estimated|c\.|bald|ca|kaum mehr als"
        r"|in der Gr(?:ö|oe)(?:ß|ss)enordnung von"
        r"|in the region of|just (?:under|over)|plus minus"
    ),
    "over": (
        r"(?:ü|ue)ber|mehr als|mehr wie|oberhalb von|over|more than|above|upwards? of|north of"
        r"|in excess of|exceeding"
    ),
}
"""Patterns by the hedge they make; an underscore stands for a space."""
