"""Reading what a number measures: percent, money, time, a measure or a counted noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from core.model import FigureKind
from core.text.figures.numbers import GAP, SECOND_NUMBER, Amount, read_amount
from core.text.figures.vocabulary import (
    CURRENCIES,
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DURATIONS,
    ENGLISH_PLURALS,
    LARGER_DURATIONS,
    MEASURE_PAIRS,
    MEASURES,
    NO_COUNT_NOUN,
    PERCENT,
    QUALIFIED_CURRENCIES,
    SAME_NOUN,
    SPEEDS,
)
from core.text.words import fold, is_stop_word

SIGN_BEFORE = re.compile(
    r"(?:(?P<sign>(?:US-?|HK|NZ|[ACRS])?\$|[€£¥₽₹₺₴₩₪])|\b(?P<code>[A-Z]{3}|S?Fr\.))[\s\u00a0]?\Z"
)
_PERCENT_SIGN = re.compile(r"[\s\u00a0\u202f]?[%٪](?:-?ige[rsnm]?\b)?")
_CURRENCY_SIGN = re.compile(r"[\s\u00a0\u202f]?((?:US-?|HK|NZ|[ACRS])?\$|[€£¥₽₹₺₴₩₪])(?![0-9])")
_UNIT_WORD = re.compile(
    rf"(?P<gap>{GAP})(?P<word>°[CF]?|[^\W\d_]+[²³]?(?:/h\b)?|(?<=[0-9])°[CF]?)\.?"
)
_TWO_WORDS = re.compile(rf"(?P<gap>{GAP})(?P<first>[^\W\d_]+)(?:[\s-]|\.\s?)(?P<second>[^\W\d_]+)")
_AN_HOUR = re.compile(r"\s(?:(?:pro|je|die|in\sder)\sStunde|(?:per|an)\shour)\b")
_BASIS_POINTS = frozenset({"basispunkte", "basispunkten", "basispunkt", "bps"})
_AND_A_HALF = re.compile(r"\sand\sa\s(half|quarter)\b")
_AND_MORE = re.compile(r"(?:\s(?:und|and)\s|,?\s(?=[0-9]))")
_SPELL_WORD = re.compile(r"\s([^\W\d_]+)(?!\w)")
_POINTS = re.compile(r"\spoints?\b")
_WEIGHT = re.compile(r"[\s-]schwer")
_COMPOUND = re.compile(r"-[^\W\d_]")
_TAIL = re.compile(r"(?:[-‑](?=[^\W\d_])\w+)+")
_FRACTION = re.compile(
    r"[\s-](?P<part>[Dd]rittel|[Vv]iertel|[Ff]ünftel|[Ss]echstel|[Aa]chtel|[Zz]ehntel|thirds?"
    r"|quarters?|fifths?|tenths?)\b(?P<of>\s(?:der|des|aller|von|seine[rs]|ihre[rs]|of|dieser)\b)?"
)
_PARTS = {
    "drittel": 3, "viertel": 4, "funftel": 5, "sechstel": 6, "achtel": 8, "zehntel": 10,
    "third": 3, "quarter": 4, "fifth": 5, "tenth": 10,
}  # fmt: skip
HALF = re.compile(
    r"\b(?:[Dd]ie|[Dd]er)\s(?:gute\s)?Hälfte(?=\s(?:der|des|aller|von|seine[rs]|ihre[rs]|davon"
    r"|dieser|unsere[rs])\b)"
    r"|(?<!second\s)(?<!first\s)(?<!other\s)(?<!next\s)(?<!latter\s)(?<!top\s)(?<!bottom\s)"
    r"(?<!better\s)(?<!final\s)(?<!opening\s)(?<!a\s)"
    r"\b[Hh]alf(?=\s(?:of\s(?:the|all|its|their|his|her|our|those)|the|its|their|all)\b)"
)
_HALF_UNIT = re.compile(
    r"[\s](?P<part>halbe[nrsm]?|half|[Dd]reiviertel)(?:\s|-|\sa\s)(?P<unit>[^\W\d_]+)"
)
_HYPHEN_NOUN = re.compile(r"-(?P<noun>[A-Za-zÄÖÜäöüß]{3,})(?:-[\w]+)*")
_FOLLOWING = re.compile(
    r"[\s\u00a0]+"
    r"(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_](?:[\w.’']*\w)?(?:[*:]\w+)?(?:-\w+)*)"
)
_ADJECTIVE = re.compile(r"[a-zäöüß-]{2,}(?:e|en|er|em|es)\Z")
_ONLY_HYPHEN = frozenset({"something", "fold", "plus", "old", "up", "off", "and", "to", "und"})
_FURTHER = frozenset({"weitere", "weiteren", "weiterer", "andere", "anderen", "more", "other"})


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number measures, in the unit it is kept in."""

    kind: FigureKind
    name: str | None
    end: int
    times: Decimal = Decimal(1)
    """How many of it one is: 10 years for a decade."""
    plus: Decimal = Decimal(0)
    """What is said behind it, in the unit: `an hour and a half`."""


def read_unit(text: str, amount: Amount, language: str) -> Unit | None:
    """What is measured: percent, money, time, a measure or a counted noun; None for a number."""
    end = amount.end
    percent = _PERCENT_SIGN.match(text, end)
    if percent is not None:
        return Unit(FigureKind.PERCENTAGE, "%", percent.end())
    sign = _CURRENCY_SIGN.match(text, end)
    if sign is not None:
        return with_tail(text, FigureKind.MONEY, CURRENCY_SIGNS[sign[1].lower()], sign.end())
    word = _UNIT_WORD.match(text, end)
    if word is None:
        return _counted(text, amount, language)
    return (
        _fraction(text, amount)
        or _word_unit(text, amount, word, language)
        or _counted(text, amount, language)
    )


def _word_unit(text: str, amount: Amount, match: re.Match[str], language: str) -> Unit | None:
    word, gap = match["word"], match["gap"]
    folded = fold(word)
    end = match.end("word")
    glued_number = not gap and amount.spelt
    if folded in PERCENT or (folded == "per" and text.startswith(" cent", end)):
        end += 5 if folded == "per" else 0
        points = _POINTS.match(text, end)
        return with_tail(text, FigureKind.PERCENTAGE, "%", points.end() if points else end)
    if folded in _BASIS_POINTS or (folded == "basis" and text.startswith(" point", end)):
        points = _POINTS.match(text, end)
        return Unit(FigureKind.PERCENTAGE, "%", points.end() if points else end, Decimal("0.01"))
    if folded in DURATIONS and (gap or glued_number or folded in {"h", "min"}):
        name, times = DURATIONS[folded]
        if gap == "-":
            return with_tail(text, FigureKind.DURATION, name, end, times)
        return _with_rest(text, with_tail(text, FigureKind.DURATION, name, end, times), language)
    currency = _currency(text, amount, match, language)
    if currency is not None:
        return currency
    pair = _TWO_WORDS.match(text, amount.end)
    if pair is not None and (fold(pair["first"]), fold(pair["second"])) in MEASURE_PAIRS:
        name = MEASURE_PAIRS[fold(pair["first"]), fold(pair["second"])]
        return with_tail(text, FigureKind.COUNT, name, pair.end())
    if folded in MEASURES and (len(folded) > 1 or not (amount.spelt or word.isupper())):
        hourly = _AN_HOUR.match(text, end) if MEASURES[folded] in SPEEDS else None
        if hourly is not None:
            return Unit(FigureKind.COUNT, SPEEDS[MEASURES[folded]], hourly.end())
        return with_tail(text, FigureKind.COUNT, MEASURES[folded], end)
    return None


def _with_rest(text: str, unit: Unit, language: str) -> Unit:
    """Takes in what makes a spell longer: `an hour and a half`, `zwei Stunden und 19 Minuten`."""
    half = _AND_A_HALF.match(text, unit.end)
    if half is not None:
        part = Decimal("0.25") if half[1] == "quarter" else Decimal("0.5")
        return Unit(unit.kind, unit.name, half.end(), unit.times, part * unit.times)
    link = _AND_MORE.match(text, unit.end)
    number = SECOND_NUMBER[language].match(text, link.end()) if link else None
    amount = read_amount(text, number, language, sign=False) if number else None
    word = _SPELL_WORD.match(text, amount.end) if amount else None
    if amount is None or word is None or fold(word[1]) not in DURATIONS:
        return unit
    smaller, times = DURATIONS[fold(word[1])]
    many = LARGER_DURATIONS.get((unit.name or "", smaller))
    if many is None or times != 1:
        return unit
    return Unit(unit.kind, smaller, word.end(), unit.times * many, amount.value)


def with_tail(text: str, kind: FigureKind, name: str, end: int, times: int | Decimal = 1) -> Unit:
    """Takes in the rest of a compound: `300-Millionen-Dollar-Investment`."""
    tail = _TAIL.match(text, end)
    return Unit(kind, name, tail.end() if tail else end, Decimal(times))


def _currency(text: str, amount: Amount, match: re.Match[str], language: str) -> Unit | None:
    word = match["word"]
    folded = word.lower()
    two = _TWO_WORDS.match(text, amount.end)
    if two is not None:
        qualifier, second = fold(two["first"]), fold(two["second"])
        for first in (qualifier, qualifier.rstrip("nrms")):
            for noun in (second, second.removesuffix("s"), second.removesuffix("n")):
                code = QUALIFIED_CURRENCIES.get((first, noun))
                if code is not None:
                    return with_tail(text, FigureKind.MONEY, code, two.end())
    if word in CURRENCY_CODES:
        return with_tail(text, FigureKind.MONEY, word, match.end("word"))
    if folded in {"cent", "cents", "pence"} and match["gap"]:
        code = "GBP" if folded == "pence" else "EUR" if language == "de" else "USD"
        return Unit(FigureKind.MONEY, code, match.end("word"), Decimal("0.01"))
    listed = CURRENCIES.get(folded)
    if folded in {"pounds", "pound"} and (amount.scaled or match["gap"] == "-"):
        listed = "GBP"
    end = match.end("word")
    if listed is None or not match["gap"] or _WEIGHT.match(text, end):
        return None
    if match["gap"] != "-" and not amount.scaled and _COMPOUND.match(text, end):
        return None  # 19 Euro-Staaten
    return with_tail(text, FigureKind.MONEY, listed, end)


def _counted(text: str, amount: Amount, language: str) -> Unit | None:
    """The noun that is counted, with the adjectives before it."""
    joined = _HYPHEN_NOUN.match(text, amount.end)
    if joined is not None:
        noun = joined["noun"]
        if noun.lower() in _ONLY_HYPHEN or (language != "en" and noun[0].islower()):
            return None
        return Unit(FigureKind.COUNT, count_noun(noun, language), joined.end())
    if language == "en":
        return _counted_english(text, amount.end)
    german = _counted_german(text, amount.end)
    return _counted_english(text, amount.end) if german is None and language == "und" else german


def _counted_german(text: str, end: int) -> Unit | None:
    for _ in range(3):
        following = _FOLLOWING.match(text, end)
        if following is None:
            return None
        word, end = following["word"], following.end()
        folded = fold(word)
        if word[0].isupper():
            if folded in NO_COUNT_NOUN or is_stop_word(folded, "de") or len(word) < 2:
                return None
            return Unit(FigureKind.COUNT, count_noun(word, "de"), end)
        stop = is_stop_word(folded, "de") and folded not in _FURTHER
        if stop or not _ADJECTIVE.match(word):
            return None
    return None


def _counted_english(text: str, end: int) -> Unit | None:
    chosen: tuple[str, int] | None = None
    for _ in range(4):
        following = _FOLLOWING.match(text, end)
        if following is None:
            break
        word, end = following["word"], following.end()
        folded = fold(word)
        if folded in NO_COUNT_NOUN or (is_stop_word(folded, "en") and folded not in _FURTHER):
            break
        plural = folded in ENGLISH_PLURALS or (
            folded.endswith("s") and len(folded) > 3 and not folded.endswith(("ss", "us", "is"))
        )
        if plural:
            chosen = word, end
        elif chosen is not None:
            break
    if chosen is None:
        return None
    return Unit(FigureKind.COUNT, count_noun(chosen[0], "en"), chosen[1])


@lru_cache(maxsize=8192)
def count_noun(word: str, language: str) -> str:
    """The folded noun without its plural ending; of a compound with a hyphen the last part."""
    folded = re.sub(r"[*:_]in(?:nen)?\Z|'s?\Z", "", fold(word.rpartition("-")[2]))
    if folded in SAME_NOUN:
        return SAME_NOUN[folded]
    if language == "en":
        return _english_singular(folded)
    for ending, instead in (
        ("innen", ""),
        ("ern", "er"),
        ("eln", "el"),
        ("en", ""),
        ("e", ""),
    ):
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            return folded.removesuffix(ending) + instead
    if folded.endswith("s") and len(folded) > 3 and folded[-2] != "s":
        return folded[:-1]
    return folded


def _english_singular(folded: str) -> str:
    if folded.endswith("ies") and len(folded) > 4:
        return folded[:-3] + "y"
    if folded.endswith(("ches", "shes", "xes", "sses")):
        return folded[:-2]
    if folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        return folded[:-1]
    return folded


def _fraction(text: str, amount: Amount) -> Unit | None:
    """A third of something as a percentage; half a year as a share of its unit."""
    part = _FRACTION.match(text, amount.end)
    if part is not None and amount.spelt:
        name = fold(part["part"]).removesuffix("s")
        clear = part["of"] is not None or name in {"drittel", "third"}
        if not clear or amount.value >= _PARTS[name]:
            return None
        return Unit(FigureKind.PERCENTAGE, "%", part.end("part"), Decimal(100) / _PARTS[name])
    half = _HALF_UNIT.match(text, amount.end)
    if half is None or amount.value != 1 or fold(half["unit"]) not in DURATIONS:
        return None
    name, times = DURATIONS[fold(half["unit"])]
    part_of = Decimal("0.75") if half["part"].lower() == "dreiviertel" else Decimal("0.5")
    return Unit(FigureKind.DURATION, name, half.end(), part_of * times)
