"""Quantities and dates of German and English news, with their normal forms."""

from __future__ import annotations

import re
from bisect import insort
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from core.model import Figure, FigureKind, Span
from core.text.figure_comparison import comparable, same_value
from core.text.figure_dates import find_dates, overlapped
from core.text.figure_words import (
    ADJECTIVE_DURATION,
    CURRENCIES,
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DOZENS,
    DURATIONS,
    ENGLISH_NUMBER,
    ENGLISH_PLURALS,
    GERMAN_NUMBER,
    HEDGES,
    LABELS,
    LETTER_SCALES,
    MEASURES,
    NO_COUNT_NOUN,
    PERCENT,
    QUALIFIED_CURRENCIES,
    SAME_NOUN,
    SCALES,
    VAGUE,
    english_value,
    german_value,
)
from core.text.words import fold, is_stop_word

__all__ = ["comparable", "find_figures", "same_value"]

# --- reading a number -----------------------------------------------------------------------------

_SPACE = r"[ \u00a0\u202f\u2009]"
_DIGITS = (
    rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])(?:,[0-9]+)?"
    r"|[0-9]{1,3}(?:['’][0-9]{3})+(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*[½¼¾]?|[½¼¾]"
)
_ARTICLE_BEFORE = (
    r"(?=[\s\u00a0-]+(?:halbe[nrsm]?\b|[Dd]rittel|[Vv]iertel|[Ff]ünftel|[Zz]ehntel|[Mm]illion"
    r"|[Mm]illiard|[Bb]illion|[Tt]rillion|[Dd]utzend|[Dd]ozen\b|[Hh]undred|[Tt]housand|[Hh]undert\b"
    r"|[Tt]ausend\b|Prozent|percent|Euro\b|Dollar\b|Cent\b|dollar\b"
    r"|Sekunden?\b|Minuten?\b|Stunden?\b|Tag\b|Tage\b|Wochen?\b|Monate?\b|Jahr\b|Jahre\b"
    r"|Jahrzehnte?\b|minute\b|hour\b|day\b|week\b|month\b|year\b|decade\b"
    r"|half\b|third\b|quarter\b|fifth\b|tenth\b))"
)
_GERMAN_WORD = rf"(?i:{GERMAN_NUMBER})(?=\b|{ADJECTIVE_DURATION})|(?i:eine?[nmr]?){_ARTICLE_BEFORE}"
_GERMAN_ONE_COMPOUND = rf"(?i:ein)(?={ADJECTIVE_DURATION})"
_ENGLISH_WORD = rf"(?i:{ENGLISH_NUMBER})\b|(?i:(?:half\s)?(?:an?|one)){_ARTICLE_BEFORE}"

_GERMAN = rf"(?:{_GERMAN_ONE_COMPOUND}|{_GERMAN_WORD})"
_ENGLISH = rf"(?:{_ENGLISH_WORD})"
_WORDS = {"de": _GERMAN, "en": _ENGLISH, "und": rf"(?:{_GERMAN}|{_ENGLISH})"}
_NUMBER = {
    language: re.compile(
        rf"(?<![\w.,#@§°])(?<![\w\]][-‑/])(?<![0-9.]\+)(?P<digits>{_DIGITS})"
        rf"|\b(?<![\w\]][-‑/])(?P<word>{said})"
    )
    for language, said in _WORDS.items()
}
# How every number begins. Alternatives of plain letters are searched many times faster than the
# patterns above, which are tried at these places only.
_DIGIT_HEADS = "0 1 2 3 4 5 6 7 8 9 ½ ¼ ¾"
_GERMAN_HEADS = (
    "ein zwei zwo zwan zwö drei vier fünf fuenf sech sieb acht neun zehn elf hundert tausend ander"
)
_ENGLISH_HEADS = r"a[\sn] half one two twe ten thre thir fou fort fiv fif six sev eig ele nin"
_HEADS = {
    language: re.compile(
        "|".join(head for word in heads.split() for head in {word: 0, word.capitalize(): 0})
    )
    for language, heads in (
        ("de", f"{_DIGIT_HEADS} {_GERMAN_HEADS}"),
        ("en", f"{_DIGIT_HEADS} {_ENGLISH_HEADS}"),
        ("und", f"{_DIGIT_HEADS} {_GERMAN_HEADS} {_ENGLISH_HEADS}"),
    )
}
# Behind a range sign, where the look back of the other would see a dash.
_SECOND_NUMBER = {
    language: re.compile(rf"(?P<digits>{_DIGITS})|\b(?P<word>{said})")
    for language, said in _WORDS.items()
}
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_LONGEST_NUMBER = 20

_GAP = r"(?:[\s\u00a0\u202f]{1,2}|[-‑])?"
_HALF_MILLION = re.compile(r"\shalbe[nrsm]?(?=\s(?:Million|Milliard|Billion))")
# What makes the letter in "2m euros" a million rather than a metre.
_AMOUNT_NEXT = re.compile(
    r"\s(?:[Ee]uros?|[Dd]ollars?|pounds|Pfund|Franken|francs|people|users|customers|viewers"
    r"|followers|subscribers|jobs|homes|households|children|voters|workers|passengers)\b"
)
_SCALE = re.compile(rf"{_GAP}(?P<word>[^\W\d_]+)(?:(?<=io|rd|sd|ll|bn)\.)?")


@dataclass(frozen=True, slots=True)
class _Amount:
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
        return self.power >= 6


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: FigureKind
    name: str | None
    end: int
    times: Decimal = Decimal(1)


def _amount(text: str, match: re.Match[str], language: str, sign: bool) -> _Amount | None:
    """The number a match of the patterns above stands for, with its scale."""
    value = _number(match, language, sign)
    if value is None:
        return None
    end = match.end()
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
    return _Amount(value.scaleb(power), power, match.start(), end, match["word"] is not None)


def _power(word: str, language: str, sign: bool, *, glued: bool) -> int | None:
    folded = word.lower()
    if folded in {"billion", "trillion"}:
        german = language != "en" and word[0].isupper()
        return {"billion": 12 if german else 9, "trillion": 18 if german else 12}[folded]
    if glued and sign and folded in LETTER_SCALES:
        return LETTER_SCALES[folded]
    if glued and folded == "k":
        return 3
    return SCALES.get(folded)


def _number(match: re.Match[str], language: str, sign: bool) -> Decimal | None:
    digits = match["digits"]
    if digits is not None:
        readable = len(digits) <= _LONGEST_NUMBER and not re.match(r"0[0-9]", digits)
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


# --- reading a unit -------------------------------------------------------------------------------

_SIGN_BEFORE = re.compile(
    r"(?:(?P<sign>(?:US|HK|NZ|[AC])?\$|[€£¥₽₹₺₴₩₪])|\b(?P<code>[A-Z]{3}|S?Fr\.))[\s\u00a0]?\Z"
)
_PERCENT_SIGN = re.compile(r"[\s\u00a0\u202f]?[%٪](?:-?ige[rsnm]?\b)?")
_CURRENCY_SIGN = re.compile(r"[\s\u00a0\u202f]?((?:US|HK|NZ|[AC])?\$|[€£¥₽₹₺₴₩₪])(?![0-9])")
_UNIT_WORD = re.compile(rf"(?P<gap>{_GAP})(?P<word>°C?|[^\W\d_]+²?(?:/h\b)?|(?<=[0-9])°C?)\.?")
_TWO_WORDS = re.compile(rf"(?P<gap>{_GAP})(?P<first>[^\W\d_]+)(?:[\s-]|\.\s?)(?P<second>[^\W\d_]+)")
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
_HALF = re.compile(
    r"\b(?:[Dd]ie|[Dd]er)\s(?:gute\s)?Hälfte(?=\s(?:der|des|aller|von|seine[rs]|ihre[rs]|davon"
    r"|dieser|unsere[rs])\b)"
    r"|(?<!second\s)(?<!first\s)(?<!other\s)(?<!next\s)(?<!latter\s)(?<!top\s)(?<!bottom\s)"
    r"(?<!better\s)(?<!final\s)(?<!opening\s)(?<!a\s)"
    r"\b[Hh]alf(?=\s(?:of\s(?:the|all|its|their|his|her|our|those)|the|its|their|all)\b)"
)
_HALF_UNIT = re.compile(r"[\s](?:halbe[nrsm]?|half)(?:\s|-|\sa\s)(?P<unit>[^\W\d_]+)")
_HYPHEN_NOUN = re.compile(r"-(?P<noun>[A-Za-zÄÖÜäöüß]{3,})(?:-[\w]+)*")
_FOLLOWING = re.compile(
    r"[\s\u00a0]+"
    r"(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_](?:[\w.’']*\w)?(?:[*:]\w+)?(?:-\w+)*)"
)
_ADJECTIVE = re.compile(r"[a-zäöüß-]{2,}(?:e|en|er|em|es)\Z")
_ONLY_HYPHEN = frozenset({"something", "fold", "plus", "old", "up", "off", "and", "to", "und"})
_FURTHER = frozenset({"weitere", "weiteren", "weiterer", "andere", "anderen", "more", "other"})


def _unit(text: str, amount: _Amount, language: str) -> _Unit | None:
    """What is measured: percent, money, time, a measure or a counted noun; None for a number."""
    end = amount.end
    percent = _PERCENT_SIGN.match(text, end)
    if percent is not None:
        return _Unit(FigureKind.PERCENTAGE, "%", percent.end())
    sign = _CURRENCY_SIGN.match(text, end)
    if sign is not None:
        return _with_tail(text, FigureKind.MONEY, CURRENCY_SIGNS[sign[1].lower()], sign.end())
    word = _UNIT_WORD.match(text, end)
    if word is None:
        return _counted(text, amount, language)
    return (
        _fraction(text, amount)
        or _word_unit(text, amount, word, language)
        or _counted(text, amount, language)
    )


def _word_unit(text: str, amount: _Amount, match: re.Match[str], language: str) -> _Unit | None:
    word, gap = match["word"], match["gap"]
    folded = fold(word)
    end = match.end("word")
    glued_number = not gap and amount.spelt
    if folded in PERCENT or (folded == "per" and text.startswith(" cent", end)):
        end += 5 if folded == "per" else 0
        points = _POINTS.match(text, end)
        return _with_tail(text, FigureKind.PERCENTAGE, "%", points.end() if points else end)
    if folded in DURATIONS and (gap or glued_number or folded in {"h", "min"}):
        name, times = DURATIONS[folded]
        return _with_tail(text, FigureKind.DURATION, name, end, times)
    currency = _currency(text, amount, match, language)
    if currency is not None:
        return currency
    if folded in MEASURES and (len(folded) > 1 or not amount.spelt):
        return _with_tail(text, FigureKind.COUNT, MEASURES[folded], end)
    return None


def _with_tail(text: str, kind: FigureKind, name: str, end: int, times: int | Decimal = 1) -> _Unit:
    """Takes in the rest of a compound: `300-Millionen-Dollar-Investment`."""
    tail = _TAIL.match(text, end)
    return _Unit(kind, name, tail.end() if tail else end, Decimal(times))


def _currency(text: str, amount: _Amount, match: re.Match[str], language: str) -> _Unit | None:
    word = match["word"]
    folded = word.lower()
    two = _TWO_WORDS.match(text, amount.end)
    if two is not None:
        qualifier, second = fold(two["first"]), fold(two["second"])
        for first in (qualifier, qualifier.rstrip("nrms")):
            for noun in (second, second.removesuffix("s"), second.removesuffix("n")):
                code = QUALIFIED_CURRENCIES.get((first, noun))
                if code is not None:
                    return _with_tail(text, FigureKind.MONEY, code, two.end())
    if word in CURRENCY_CODES:
        return _with_tail(text, FigureKind.MONEY, word, match.end("word"))
    if folded in {"cent", "cents", "pence"} and match["gap"]:
        code = "GBP" if folded == "pence" else "EUR" if language == "de" else "USD"
        return _Unit(FigureKind.MONEY, code, match.end("word"), Decimal("0.01"))
    listed = CURRENCIES.get(folded)
    if folded in {"pounds", "pound"} and (amount.scaled or match["gap"] == "-"):
        listed = "GBP"
    end = match.end("word")
    if listed is None or not match["gap"] or _WEIGHT.match(text, end):
        return None
    if match["gap"] != "-" and not amount.scaled and _COMPOUND.match(text, end):
        return None  # 19 Euro-Staaten
    return _with_tail(text, FigureKind.MONEY, listed, end)


def _counted(text: str, amount: _Amount, language: str) -> _Unit | None:
    """The noun that is counted, with the adjectives before it."""
    joined = _HYPHEN_NOUN.match(text, amount.end)
    if joined is not None:
        noun = joined["noun"]
        if noun.lower() in _ONLY_HYPHEN or (language != "en" and noun[0].islower()):
            return None
        return _Unit(FigureKind.COUNT, _noun(noun, language), joined.end())
    if language == "en":
        return _counted_english(text, amount.end)
    german = _counted_german(text, amount.end)
    return _counted_english(text, amount.end) if german is None and language == "und" else german


def _counted_german(text: str, end: int) -> _Unit | None:
    for _ in range(3):
        following = _FOLLOWING.match(text, end)
        if following is None:
            return None
        word, end = following["word"], following.end()
        folded = fold(word)
        if word[0].isupper():
            if folded in NO_COUNT_NOUN or is_stop_word(folded, "de") or len(word) < 2:
                return None
            return _Unit(FigureKind.COUNT, _noun(word, "de"), end)
        stop = is_stop_word(folded, "de") and folded not in _FURTHER
        if stop or not _ADJECTIVE.match(word):
            return None
    return None


def _counted_english(text: str, end: int) -> _Unit | None:
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
    return _Unit(FigureKind.COUNT, _noun(chosen[0], "en"), chosen[1])


@lru_cache(maxsize=8192)
def _noun(word: str, language: str) -> str:
    """The folded noun without its plural ending; of a compound with a hyphen the last part."""
    folded = re.sub(r"[*:_]in(?:nen)?\Z|'s?\Z", "", fold(word.rpartition("-")[2]))
    if folded in SAME_NOUN:
        return SAME_NOUN[folded]
    if language == "en":
        return _english_singular(folded)
    for ending, instead in (("innen", ""), ("ern", "er"), ("eln", "el"), ("en", ""), ("e", "")):
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


# --- reading a figure -----------------------------------------------------------------------------

_REACH = 40
_HEDGE = re.compile(
    r"(?<!\w)(?i:"
    + "|".join(f"(?P<{name}>{said.replace(' ', chr(92) + 's')})" for name, said in HEDGES.items())
    + r")[\s\u00a0]+\Z"
)
# A contract over an amount, not over an amount.
_WORTH = re.compile(
    r"(?:vertrag|kredit|scheck|auftrag|deal|darlehen|rechnung|anleihen?|vereinbarung|summe|betrag"
    r"|bürgschaft|investment|investition|paket|zusage|angebot|klage|bescheid|gutschein)"
    r"(?:e?s|en)?\s[üÜ]ber\s\Z",
    re.IGNORECASE,
)
_SIGN = r"(?P<sign>(?:US|HK|NZ|[AC])?\$|[€£¥])?"
_TO = re.compile(rf"(?:\s?[-–—]\s?|\s(?:bis(?:\szu)?|to)\s){_SIGN}")
_AND = re.compile(rf"\s(?:und|and)\s{_SIGN}")
_BETWEEN = re.compile(r"\b(?:[Zz]wischen|[Bb]etween)\s\Z")
_CHANGED_TO = re.compile(rf"\s(?:auf|to)\s{_SIGN}")
_FROM = re.compile(r"\b(?:[Vv]on|[Ff]rom)\s(?:rund\s|etwa\s|about\s)?\Z")
_MINUS = re.compile(r"(?:(?:\A|(?<=[\s(]))[-–−]|\b[Mm]inus\s)\Z")
_MORE = re.compile(r"\+(?!\w)|\s(?:or\smore|oder\smehr)\b")
_SHARE_OF = re.compile(
    r"(?:[0-9]|\b(?:eine?r?|zwei|drei|vier|sechs|sieben|acht|neun|one|two|three|four|six|nine))"
    r"\s(?:von|in|of|out\sof)\s\Z"
)
_SPELL_BEFORE = re.compile(
    r"\b(?:for|in|within|after|over|under|than|nearly|almost|about|around|of|only|just|past|last"
    r"|at least|during|since|roughly)\s\Z"
)
_SPELL_AFTER = re.compile(r"\s(?:ago|later|earlier|after|before|on)\b")
_WORD_BEFORE = re.compile(r"([^\W_][\w-]*)\.?[\s\u00a0]\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:„“\"»«(–—-])\s*\Z")


def find_figures(text: str, language: str) -> tuple[Figure, ...]:
    """The quantities and dates of a text, ascending and disjoint."""
    spoken = language if language in _NUMBER else "und"
    figures, taken = find_dates(text, spoken)
    if "alf" in text or "älfte" in text:
        for half in _HALF.finditer(text):
            unit = _Unit(FigureKind.PERCENTAGE, "%", half.end())
            figures.append(_figure(text, half.start(), Decimal(50), None, unit))
            insort(taken, Span(*half.span()))
    position = 0
    for head in _HEADS[spoken].finditer(text):
        if head.start() < position:
            continue
        match = _NUMBER[spoken].match(text, head.start())
        if match is None:
            continue
        position = match.end()
        blocking = overlapped(taken, Span(*match.span()))
        if blocking is not None:
            position = blocking.end
            continue
        figure = _quantity(text, match, spoken)
        if figure is not None and overlapped(taken, figure.span) is None:
            figures.append(figure)
            insort(taken, figure.span)
            position = figure.span.end
    return tuple(sorted(figures, key=lambda figure: figure.span))


def _quantity(text: str, match: re.Match[str], language: str) -> Figure | None:
    head = text[max(0, match.start() - _REACH) : match.start()]
    start = match.start()
    code = None
    sign = _SIGN_BEFORE.search(head)
    if sign is not None:
        code = _code(sign)
        if code is not None:
            head = head[: sign.start()]
            start -= sign.end() - sign.start()
    first = _amount(text, match, language, code is not None)
    if first is None:
        return None
    unit = _money_or_unit(text, first, code, language)
    other = _partner(text, head, first, unit, code, language)
    if other is not None:
        second, unit, changed = other
        if changed:
            unit = _Unit(unit.kind, unit.name, first.end, unit.times)
            return _figure(text, start, _aligned(first, second) * unit.times, None, unit)
        low, high = _aligned(first, second) * unit.times, second.value * unit.times
        return _figure(text, start, low, high, unit)
    if unit is None:
        if not first.scaled:
            return None
        unit = _Unit(FigureKind.COUNT, None, first.end)
    if not _plausible(text, head, first, unit, language):
        return None
    return _figure(text, start, first.value * unit.times, None, unit)


def _code(sign: re.Match[str]) -> str | None:
    if sign["sign"] is not None:
        return CURRENCY_SIGNS[sign["sign"].lower()]
    if sign["code"].endswith("Fr."):
        return "CHF"
    return sign["code"] if sign["code"] in CURRENCY_CODES else None


def _money_or_unit(text: str, amount: _Amount, code: str | None, language: str) -> _Unit | None:
    if code is None:
        return _unit(text, amount, language)
    return _with_tail(text, FigureKind.MONEY, code, amount.end)


def _partner(
    text: str, head: str, first: _Amount, unit: _Unit | None, code: str | None, language: str
) -> tuple[_Amount, _Unit, bool] | None:
    """The other end of a range, or what the number changed to: `von 10 auf 15 Prozent`."""
    end = first.end if unit is None or unit.kind is FigureKind.COUNT else unit.end
    link: re.Match[str] | None
    link = _CHANGED_TO.match(text, end) if _FROM.search(head) else None
    changed = link is not None
    if link is None and _BETWEEN.search(head):
        link = _AND.match(text, end)
    if link is None:
        link = _TO.match(text, end)
    if link is None:
        return None
    match = _SECOND_NUMBER[language].match(text, link.end())
    if match is None:
        return None
    sign = link["sign"]
    second_code = CURRENCY_SIGNS[sign.lower()] if sign else code
    second = _amount(text, match, language, second_code is not None)
    if second is None:
        return None
    second_unit = _money_or_unit(text, second, second_code, language)
    if second_unit is None and second.scaled:
        second_unit = _Unit(FigureKind.COUNT, None, second.end)
    if second_unit is None or (not changed and _aligned(first, second) >= second.value):
        return None
    said_twice = end != first.end and code is None
    if said_twice and (changed or not _alike(unit, second_unit)):
        return None
    return second, second_unit, changed


def _alike(unit: _Unit | None, other: _Unit) -> bool:
    return unit is not None and (unit.kind, unit.name) == (other.kind, other.name)


def _aligned(first: _Amount, second: _Amount) -> Decimal:
    """The first number in the scale of the second, when only the second says one."""
    if first.power == 0 and second.power > 0 and first.value <= second.value.scaleb(-second.power):
        return first.value.scaleb(second.power)
    return first.value


def _plausible(text: str, head: str, amount: _Amount, unit: _Unit, language: str) -> bool:
    """Whether the number counts, rather than names (`Akt 4`) or waves a hand (`einige hundert`)."""
    before = _WORD_BEFORE.search(head)
    word = before[1] if before is not None else ""
    if fold(word) in VAGUE:
        return fold(word) == "some" and not amount.spelt
    spelt_as_name = amount.spelt and language != "en" and text[amount.start].isupper()
    if spelt_as_name and not _SENTENCE_START.search(head):
        return fold(text[amount.start : amount.end]).startswith(("ein", "hundert", "tausend"))
    if unit.kind is FigureKind.DURATION and text[amount.start : amount.end].lower() in {"a", "an"}:
        # "$5 a day" is a rate.
        return bool(_SPELL_BEFORE.search(head) or _SPELL_AFTER.match(text, unit.end))
    if unit.kind is not FigureKind.COUNT or amount.scaled:
        return True
    if fold(word) in LABELS or _SHARE_OF.search(head) or re.search(r"[a-z][A-Z]|\d", word):
        return False
    named = word[:1].isupper() and language == "en" and not amount.spelt and amount.value < 10000
    return not named or is_stop_word(fold(word), "en") or fold(word) in NO_COUNT_NOUN


def _figure(text: str, start: int, value: Decimal, high: Decimal | None, unit: _Unit) -> Figure:
    hedge = None if high is not None else _hedge(text, start, unit)
    minus = _MINUS.search(text, max(0, start - 8), start)
    if minus is not None and unit.kind is not FigureKind.DURATION and high is None:
        start, value = minus.start(), -value
    if len(value.as_tuple().digits) > _LONGEST_NUMBER:
        value = round(value, 2)  # a third
    span = Span(start, unit.end)
    return Figure(unit.kind, span.of(text), span, value, high, unit.name, hedge)


def _hedge(text: str, start: int, unit: _Unit) -> str | None:
    head = text[max(0, start - _REACH) : start]
    found = _HEDGE.search(head)
    if found is None or found.lastgroup is None:
        return "at least" if _MORE.match(text, unit.end) else None
    if unit.kind is FigureKind.MONEY and _WORTH.search(head):
        return None
    return found.lastgroup.replace("_", " ")


def _fraction(text: str, amount: _Amount) -> _Unit | None:
    """A third of something as a percentage; half a year as a share of its unit."""
    part = _FRACTION.match(text, amount.end)
    if part is not None and amount.spelt:
        name = fold(part["part"]).removesuffix("s")
        clear = part["of"] is not None or name in {"drittel", "third"}
        if not clear or amount.value >= _PARTS[name]:
            return None
        return _Unit(FigureKind.PERCENTAGE, "%", part.end("part"), Decimal(100) / _PARTS[name])
    half = _HALF_UNIT.match(text, amount.end)
    if half is None or amount.value != 1 or fold(half["unit"]) not in DURATIONS:
        return None
    name, times = DURATIONS[fold(half["unit"])]
    return _Unit(FigureKind.DURATION, name, half.end(), Decimal("0.5") * times)
