"""Quantities of running text: numbers with their units, hedges and ranges."""

from __future__ import annotations

import re
from bisect import insort
from decimal import Decimal

from core.model import Figure, FigureKind, Span
from core.text.figures.dates import find_dates, overlapped
from core.text.figures.numbers import (
    HEADS,
    LONGEST_NUMBER,
    NUMBER,
    SECOND_NUMBER,
    Amount,
    read_amount,
)
from core.text.figures.publication import publication_of
from core.text.figures.units import HALF, SIGN_BEFORE, Unit, count_noun, read_unit, with_tail
from core.text.figures.vocabulary import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    HEDGES,
    LABELS,
    NO_COUNT_NOUN,
    VAGUE,
)
from core.text.words import fold, is_stop_word

_REACH = 40
_FAR = 110
_VOTES = re.compile(r"\s((?:Ja-|Nein-)?Stimmen|votes)\b")
_AGAINST = re.compile(r"\s(?:zu|gegen|to|against)\s")
_VOTES_BEFORE = re.compile(r"[0-9]\s(Stimmen|votes)\s(?:zu|gegen|to|against)\s\Z")
_NUMBER_OF = re.compile(
    r"(?:\b(?:[Zz]ahl|[Aa]nzahl)\sder\s(?:[a-zäöüß]+e[nrms]?\s){0,2}(?P<of>[A-ZÄÖÜ][a-zäöüß]{2,})"
    r"|\b(?P<in>[A-ZÄÖÜ][a-zäöüß]{3,}?)s?zahl"
    r"|\b[Nn]umber\sof\s(?:[a-z-]+\s){0,2}?(?P<counted>[a-z]{2,}s|people|women|men|children)\b"
    r"|\b(?P<toll>[Dd]eath)\stoll|\bpopulation(?=\sof\s))(?=\s)"
    r"[^,.;:0-9]{0,60}?(?:\sum\s[0-9.,]{1,12}(?:\s(?:Millionen|Prozent))?)?"
    r"\s(?:auf|von|bei|beträgt|betrug|to|of|at|reached|erreichte|is|was)\s"
    r"(?:(?:rund|etwa|über|knapp|fast|gut|mehr als|mindestens|about|nearly|over|more than|around"
    r"|at least)\s)?\Z"
)
_ENDS_HERE = re.compile(r"(?:\s?[.,;:!?)–-]\s|\s?[.!?]?\Z|\s[a-z])")
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
_SIGN = r"(?P<sign>(?:US-?|HK|NZ|[ACRS])?\$|[€£¥])?"
_TO = re.compile(rf"(?:\s?[-–—]\s?|\s(?:bis(?:\szu)?|to)\s){_SIGN}")
_AND = re.compile(rf"\s(?:und|and)\s{_SIGN}")
_BETWEEN = re.compile(r"\b(?:[Zz]wischen|[Bb]etween)\s\Z")
_CHANGED_TO = re.compile(rf"\s(?:auf|to)\s{_SIGN}")
_FROM = re.compile(r"\b(?:[Vv]on|[Ff]rom)\s(?:rund\s|etwa\s|about\s)?\Z")
_MINUS = re.compile(r"(?:(?:\A|(?<=[\s(]))[-–−]|\b[Mm]inus\s)\Z")
_BEHIND = re.compile(
    r"(?P<more>\+(?!\w)|\s(?:or|oder|und|and)\s(?:more|mehr)\b)"
    r"|(?P<less>\s(?:or\s(?:less|fewer)|oder\sweniger)\b)|(?P<so>\sor\sso\b)"
)
_WORDS_BEHIND = {"more": "at least", "less": "up to", "so": "about"}
_SIGN_HEDGES = {
    "~": "about",
    "≈": "about",
    ">": "over",
    "<": "under",
    "≥": "at least",
    "≤": "up to",
}
_SHARE_OF = re.compile(
    r"(?:[0-9]|\b(?i:eine?r?|zwei|drei|vier|sechs|sieben|acht|neun|one|two|three|four|six|nine))"
    r"\s(?:von|in|of|out\sof)\s\Z"
)
_SPELL_BEFORE = re.compile(
    r"\b(?:for|in|within|after|over|under|than|nearly|almost|about|around|of|only|just|past|last"
    r"|at least|during|since|roughly)\s\Z"
)
_SPELL_AFTER = re.compile(r"\s(?:ago|later|earlier|after|before|on)\b")
_WORD_BEFORE = re.compile(r"([^\W_][\w-]*)\.?[\s\u00a0]\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:„“\"»«(–—-])\s*\Z")


def find_figures(text: str, language: str, *, published: str | None = None) -> tuple[Figure, ...]:
    """The quantities and dates of a text, ascending and disjoint.

    Relative dates and dates without a year are resolved where the ISO 8601 date of publication,
    full or partial, leaves one reading; else a relative date has no `date`.
    """
    spoken = language if language in NUMBER else "und"
    figures, taken = find_dates(text, spoken, publication_of(published))
    if "alf" in text or "älfte" in text:
        for half in HALF.finditer(text):
            unit = Unit(FigureKind.PERCENTAGE, "%", half.end())
            figures.append(_figure(text, half.start(), Decimal(50), None, unit))
            insort(taken, Span(*half.span()))
    position = 0
    number = NUMBER[spoken]
    for head in HEADS[spoken].finditer(text):
        start = head.start()
        if start < position:
            continue
        match = number.match(text, start)
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
    sign = SIGN_BEFORE.search(head)
    if sign is not None:
        code = _code(sign)
        if code is not None:
            head = head[: sign.start()]
            start -= sign.end() - sign.start()
    first = read_amount(text, match, language, code is not None)
    if first is None:
        return None
    unit = _money_or_unit(text, first, code, language)
    ballot = None if code is not None else _ballot(text, head, first, unit, language)
    if ballot is not None:
        return _figure(text, start, first.value, None, ballot)
    other = _partner(text, head, first, unit, code, language)
    if other is not None:
        second, unit, changed = other
        if changed:
            unit = Unit(unit.kind, unit.name, first.end, unit.times)
            return _figure(text, start, _aligned(first, second) * unit.times, None, unit)
        low, high = _aligned(first, second) * unit.times, second.value * unit.times
        return _figure(text, start, low, high, unit)
    if unit is None:
        unit = _told_before(text, match.start(), first, language)
    if unit is None:
        if not first.scaled:
            return None
        unit = Unit(FigureKind.COUNT, None, first.end)
    if not _plausible(text, head, first, unit, language):
        return None
    value = first.value * unit.times
    # Adding would tell more places than were said, and with them what is rounded.
    return _figure(text, start, value + unit.plus if unit.plus else value, None, unit)


def _ballot(text: str, head: str, first: Amount, unit: Unit | None, language: str) -> Unit | None:
    """What a bare number of a vote counts: `31 zu 18 Stimmen`, `52 votes to 48`."""
    if unit is not None:
        return None
    before = _VOTES_BEFORE.search(head)
    if before is not None:
        return Unit(FigureKind.COUNT, count_noun(before[1], language), first.end)
    link = _AGAINST.match(text, first.end)
    match = SECOND_NUMBER[language].match(text, link.end()) if link else None
    votes = _VOTES.match(text, match.end()) if match else None
    return votes and Unit(FigureKind.COUNT, count_noun(votes[1], language), first.end)


def _told_before(text: str, start: int, first: Amount, language: str) -> Unit | None:
    """The counted noun that stands before the number: `die Zahl der Toten stieg auf 312`."""
    head = text[max(0, start - _FAR) : start]
    if "ahl" not in head and "umber" not in head and "toll" not in head and "popul" not in head:
        return None
    told = _NUMBER_OF.search(head)
    if told is None or first.spelt or _ENDS_HERE.match(text, first.end) is None:
        return None
    noun = told["of"] or told["in"] or told["counted"] or told["toll"]
    spoken = "en" if told["counted"] or told["toll"] else "de"
    name = None if noun is None else count_noun(noun, spoken)
    return Unit(FigureKind.COUNT, name, first.end)


def _code(sign: re.Match[str]) -> str | None:
    if sign["sign"] is not None:
        return CURRENCY_SIGNS[sign["sign"].lower()]
    if sign["code"].endswith("Fr."):
        return "CHF"
    return sign["code"] if sign["code"] in CURRENCY_CODES else None


def _money_or_unit(text: str, amount: Amount, code: str | None, language: str) -> Unit | None:
    if code is None:
        return read_unit(text, amount, language)
    return with_tail(text, FigureKind.MONEY, code, amount.end)


def _partner(
    text: str,
    head: str,
    first: Amount,
    unit: Unit | None,
    code: str | None,
    language: str,
) -> tuple[Amount, Unit, bool] | None:
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
    match = SECOND_NUMBER[language].match(text, link.end())
    if match is None:
        return None
    sign = link["sign"]
    second_code = CURRENCY_SIGNS[sign.lower()] if sign else code
    second = read_amount(text, match, language, second_code is not None)
    if second is None:
        return None
    second_unit = _money_or_unit(text, second, second_code, language)
    if second_unit is None and second.scaled:
        second_unit = Unit(FigureKind.COUNT, None, second.end)
    if second_unit is None or (not changed and _aligned(first, second) >= second.value):
        return None
    said_twice = end != first.end and code is None
    if said_twice and (changed or not _alike(unit, second_unit)):
        return None
    return second, second_unit, changed


def _alike(unit: Unit | None, other: Unit) -> bool:
    return unit is not None and (unit.kind, unit.name) == (other.kind, other.name)


def _aligned(first: Amount, second: Amount) -> Decimal:
    """The first number in the scale of the second, when only the second says one."""
    if first.power == 0 and second.power > 0 and first.value <= second.value.scaleb(-second.power):
        return first.value.scaleb(second.power)
    return first.value


def _plausible(text: str, head: str, amount: Amount, unit: Unit, language: str) -> bool:
    """Whether the number counts, rather than names (`Akt 4`) or waves a hand (`einige hundert`)."""
    before = _WORD_BEFORE.search(head)
    word = before[1] if before is not None else ""
    if fold(word) in VAGUE:
        return fold(word) == "some" and not amount.spelt
    spelt_as_name = amount.spelt and language != "en" and text[amount.start].isupper()
    if spelt_as_name and not _SENTENCE_START.search(head):
        return fold(text[amount.start : amount.end]).startswith(("ein", "hundert", "tausend"))
    if unit.kind is FigureKind.DURATION and text[amount.start : amount.end].lower() in {
        "a",
        "an",
    }:
        # "$5 a day" is a rate.
        return unit.plus > 0 or bool(
            _SPELL_BEFORE.search(head) or _SPELL_AFTER.match(text, unit.end)
        )
    if unit.kind is not FigureKind.COUNT or amount.scaled:
        return True
    if fold(word) in LABELS or _SHARE_OF.search(head) or re.search(r"[a-z][A-Z]|\d", word):
        return False
    named = word[:1].isupper() and language == "en" and not amount.spelt and amount.value < 10000
    return not named or is_stop_word(fold(word), "en") or fold(word) in NO_COUNT_NOUN


def _figure(text: str, start: int, value: Decimal, high: Decimal | None, unit: Unit) -> Figure:
    hedge = None if high is not None else _hedge(text, start, unit)
    minus = _MINUS.search(text, max(0, start - 8), start)
    if minus is not None and unit.kind is not FigureKind.DURATION and high is None:
        start, value = minus.start(), -value
    if len(value.as_tuple().digits) > LONGEST_NUMBER:
        value = round(value, 2)  # a third
    span = Span(start, unit.end)
    return Figure(unit.kind, span.of(text), span, value, high, unit.name, hedge)


def _hedge(text: str, start: int, unit: Unit) -> str | None:
    head = text[max(0, start - _REACH) : start]
    found = _HEDGE.search(head)
    if found is None or found.lastgroup is None:
        return _hedge_of_signs(text, head, unit)
    if unit.kind is FigureKind.MONEY and _WORTH.search(head):
        return None
    return found.lastgroup.replace("_", " ")


def _hedge_of_signs(text: str, head: str, unit: Unit) -> str | None:
    """The hedge of a sign before or of words behind: `~300`, `300 oder mehr`."""
    if head.rstrip()[-1:] in _SIGN_HEDGES and head.strip():
        return _SIGN_HEDGES[head.rstrip()[-1]]
    behind = _BEHIND.match(text, unit.end)
    return None if behind is None else _WORDS_BEHIND[behind.lastgroup or ""]
