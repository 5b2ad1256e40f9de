"""Reading a number: digits, words and scales, before anyone knows what they measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from core.text.figures.vocabulary import (
    ADJECTIVE_DURATION,
    DOZENS,
    ENGLISH_NUMBER,
    GERMAN_NUMBER,
    LETTER_SCALES,
    SCALES,
    english_value,
    german_value,
)
from core.text.words import fold

_SPACE = r"[ \u00a0\u202f\u2009]"
_DIGITS = (
    rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])(?:,[0-9]+)?"
    r"|[0-9]{1,3}(?:['’][0-9]{3})+(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*[½¼¾]?|[½¼¾]"
)
_ARTICLE_BEFORE = (
    r"(?=[\s\u00a0-]+(?:halbe[nrsm]?\b|[Dd]reiviertel\b|[Dd]rittel|[Vv]iertel|[Ff]ünftel|[Zz]ehntel|[Mm]illion"
    r"|[Mm]illiard|[Bb]illion|[Tt]rillion|[Dd]utzend|[Dd]ozen\b|[Hh]undred|[Tt]housand|[Hh]undert\b"
    r"|[Tt]ausend\b|Prozent|percent|Euro\b|Dollar\b|Cent\b|dollar\b"
    r"|Sekunden?\b|Minuten?\b|Stunden?\b|Tag\b|Tage\b|Wochen?\b|Monate?\b|Jahr\b|Jahre\b"
    r"|Jahrzehnte?\b|minute\b|hour\b|day\b|week\b|month\b|year\b|decade\b"
    r"|fortnight\b|half\b|third\b|quarter\b|fifth\b|tenth\b))"
)
_GERMAN_WORD = rf"(?i:{GERMAN_NUMBER})(?=\b|{ADJECTIVE_DURATION})|(?i:eine?[nmr]?){_ARTICLE_BEFORE}"
_GERMAN_ONE_COMPOUND = rf"(?i:ein)(?={ADJECTIVE_DURATION})"
_ENGLISH_WORD = rf"(?i:{ENGLISH_NUMBER})\b|(?i:(?:half\s)?(?:an?|one)){_ARTICLE_BEFORE}"

_GERMAN = rf"(?:{_GERMAN_ONE_COMPOUND}|{_GERMAN_WORD})"
_ENGLISH = rf"(?:{_ENGLISH_WORD})"
_WORDS = {"de": _GERMAN, "en": _ENGLISH, "und": rf"(?:{_GERMAN}|{_ENGLISH})"}
NUMBER = {
    language: re.compile(
        rf"(?<![\w.,#@§°])(?<![\w\]][-‑/])(?<![0-9.]\+)(?P<digits>{_DIGITS})"
        rf"|\b(?<![\w\]][-‑/])(?P<word>{said})"
    )
    for language, said in _WORDS.items()
}
# How every number begins: with a digit, or as a word at its start. Plain letters are searched many
# times faster than the patterns above, which are tried at these places only.
_GERMAN_HEADS = (
    "ein zwei zwo zwan zwö drei vier fünf fuenf sech sieb acht neun zehn elf hundert tausend ander"
)
_ENGLISH_HEADS = r"a[\sn] half one two twe ten thre thir fou fort fiv fif six sev eig ele nin"


def _heads(words: str) -> re.Pattern[str]:
    by_letter: dict[str, list[str]] = {}
    for word in words.split():
        for letter in (word[0], word[0].upper()):
            by_letter.setdefault(letter, []).append(word[1:])
    letters = (rf"{first}(?<!\w\w)(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    return re.compile("|".join(("[0-9½¼¾]", *letters)))


HEADS = {
    "de": _heads(_GERMAN_HEADS),
    "en": _heads(_ENGLISH_HEADS),
    "und": _heads(f"{_GERMAN_HEADS} {_ENGLISH_HEADS}"),
}
# Behind a range sign, where the look back of the other would see a dash.
SECOND_NUMBER = {
    language: re.compile(rf"(?P<digits>{_DIGITS})|\b(?P<word>{said})")
    for language, said in _WORDS.items()
}
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
LONGEST_NUMBER = 20

GAP = r"(?:[\s\u00a0\u202f]{1,2}|[-‑])?"
_HALF_MILLION = re.compile(r"\shalbe[nrsm]?(?=\s(?:Million|Milliard|Billion|Dutzend|Prozent))")
# What makes the letter in "2m euros" a million rather than a metre.
_AMOUNT_NEXT = re.compile(
    r"\s(?:[Ee]uros?|[Dd]ollars?|pounds|Pfund|Franken|francs|people|users|customers|viewers"
    r"|followers|subscribers|jobs|homes|households|children|voters|workers|passengers|visitors"
    r"|tourists|fans|listeners|readers|residents|migrants|refugees|students|pupils|patients|tonnes"
    r"|tons|barrels|copies|cars|vehicles|deaths|cases|doses|shares|members|downloads|views|acres"
    r"|hectares|trees|words|women|men|inhabitants|taxpayers|pensioners|drivers|guests)\b"
)
# "20,- Euro"
_NO_CENTS = re.compile(r",(?:[-–—]{1,2})(?=\s?(?:€|Euro|EUR|Fr|CHF))")
_SCALE = re.compile(rf"{GAP}(?P<word>[^\W\d_]+)(?:(?<=io|rd|sd|ll|bn)\.)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is said, before anyone knows what it measures."""

    value: Decimal
    power: int
    """Of ten, as far as it is said in words: 6 in `1,5 Mio.`, whose value is 1,500,000."""
    start: int
    end: int
    spelt: bool
    """In letters rather than digits."""

    @property
    def scaled(self) -> bool:
        """Whether it is told in millions or more, so that it needs no noun."""
        return self.power >= 6


def read_amount(text: str, match: re.Match[str], language: str, sign: bool) -> Amount | None:
    """The number a match of the patterns above stands for, with its scale."""
    value = _number(match, language, sign)
    if value is None:
        return None
    end = match.end()
    flat = _NO_CENTS.match(text, end)
    if flat is not None:
        return Amount(value, 0, match.start(), flat.end(), spelt=False)
    half = _HALF_MILLION.match(text, end)
    if half is not None and value == 1:
        value, end = Decimal("0.5"), half.end()
    power = 0
    for _ in range(2):  # "hundred thousand", "Tausend Milliarden"
        scale = _SCALE.match(text, end)
        if scale is None:
            break
        glued = scale.start("word") == end
        large = sign or _AMOUNT_NEXT.match(text, scale.end()) is not None
        more = _power(scale["word"], language, large, glued=glued)
        if more is None:
            if fold(scale["word"]) in DOZENS:
                value, end = value * 12, scale.end()
            break
        power, end = power + more, scale.end()
    return Amount(value.scaleb(power), power, match.start(), end, match["word"] is not None)


def _power(word: str, language: str, sign: bool, *, glued: bool) -> int | None:
    folded = word.lower()
    if folded in {"billion", "trillion"}:
        german = language != "en" and word[0].isupper()
        return {"billion": 12 if german else 9, "trillion": 18 if german else 12}[folded]
    if glued and sign and folded in LETTER_SCALES:
        return LETTER_SCALES[folded]
    if glued and word == "k":
        return 3
    return SCALES.get(folded)


def _number(match: re.Match[str], language: str, sign: bool) -> Decimal | None:
    digits = match["digits"]
    if digits is not None:
        readable = len(digits) <= LONGEST_NUMBER and not re.match(r"0[0-9]", digits)
        return _digits(digits, language, sign) if readable else None
    return _word_value(match["word"])


@lru_cache(maxsize=4096)
def _word_value(word: str) -> Decimal:
    folded = re.sub(r"\s+", " ", fold(word))
    if folded in {"a", "an", "one", "ein", "eine", "einen", "einem", "einer"}:
        return Decimal(1)
    if folded.startswith("half "):
        return Decimal("0.5")
    try:
        return german_value(folded)
    except KeyError:
        return english_value(folded)


def _digits(digits: str, language: str, sign: bool) -> Decimal | None:
    half = _HALVES.get(digits[-1], Decimal(0))
    plain = re.sub(rf"(?:{_SPACE}|['’½¼¾])", "", digits)
    if not plain:
        return half
    points, commas = plain.count("."), plain.count(",")
    groups = re.split(r"[.,]", plain)
    grouped = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    decimal_sign = ""
    if points and commas:
        decimal_sign = max(".", ",", key=plain.rfind)
        if plain.count(decimal_sign) > 1:
            return None
    elif points + commas == 1:
        used = "." if points else ","
        decimal_sign = "" if grouped and _groups_by(used, language, groups[0], sign) else used
    elif points + commas and not grouped:
        return None
    whole, _, decimals = plain.rpartition(decimal_sign) if decimal_sign else (plain, "", "")
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{decimals}" if decimals else "")) + half


def _groups_by(used: str, language: str, first: str, sign: bool) -> bool:
    """Whether one point or comma before three digits parts thousands; `sign`: `$45,000`."""
    if first == "0":
        return False
    if used == ".":
        return language != "en"
    return language != "de" or sign
