"""Dates told from the day of writing: `gestern`, `am Dienstag`, `vor zwei Wochen`, `last year`.

Each is found; it gets a date only where the publication date is known and the words and tense
leave one reading. Where they do not (`next Friday`, `am Dienstag` in the present tense, a story
that also names another year) it stays as it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.model import Span
from core.text.figures.numbers import SECOND_NUMBER, read_amount
from core.text.figures.publication import Publication
from core.text.figures.tense import Tense, tense_at
from core.text.figures.vocabulary import DURATIONS, ENGLISH_NUMBER, english_value
from core.text.words import fold

Reading = tuple[Span, str | None]
"""Where a relative date stands, and its date where there is but one."""

_BEFORE = 24
_GERMAN_MODIFIER = re.compile(
    r"(?<![\w-])(?:(?P<past>[Vv]ergangene[nrms]?|[Vv]orige[nrms]?|[Ll]etzte[nrms]?)"
    r"|(?P<next>[Kk]ommende[nrms]?)|(?P<unclear>[Nn]ächste[nrms]?)"
    r"|(?P<this>[Dd]iese[nrms]?|[Ll]aufende[nrms]?))\s\Z"
)
_ENGLISH_MODIFIER = re.compile(
    r"(?<![\w-])(?:(?P<past>[Ll]ast)|(?P<unclear>[Nn]ext)|(?P<next>[Cc]oming)|(?P<this>[Tt]his))\s\Z"
)
_MODIFIER = {"de": _GERMAN_MODIFIER, "en": _ENGLISH_MODIFIER}

# --- days -----------------------------------------------------------------------------------------

_DAY_WORD = {
    "de": re.compile(
        r"(?P<word>[Vv]orgestern|[Gg]estern|[Hh]eute|[Üü]bermorgen|[Mm]orgen)"
        r"(?P<part>\s(?:[Mm]orgen|[Ff]rüh|[Vv]ormittag|[Mm]ittag|[Nn]achmittag|[Aa]bend|[Nn]acht)\b)?"
        r"(?![\w-])"
    ),
    "en": re.compile(
        r"(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)"
        r"(?P<part>\s(?:morning|afternoon|evening|night)\b)?(?![\w-])(?!['’]s)"
    ),
}
_DAYS_AWAY = {
    "vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "ubermorgen": 2,
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
}  # fmt: skip
_NO_TOMORROW_BEFORE = re.compile(
    r"(?:\b(?:am|jede[nr]|gestern|heute|[Gg]uten|für|[Ee]ines|der|den)\s|\w)\Z"
)
_MORNING_OPENS = re.compile(r"(?:\A|[.!?:„“\"»]\s?)\Z")
_THEN_A_VERB = re.compile(r"\s(?!für|um|des|in)[a-zäöü]")
# "heute noch", "bis heute" speak of these times rather than of the day.
_NOWADAYS_BEFORE = re.compile(r"\b(?:[Bb]is|[Nn]och|[Vv]on|[Uu]ntil|[Tt]o|[Ee]ven|[Oo]f|USA)\s\Z")
_NOWADAYS_AFTER = re.compile(r"\s(?:noch|vor|in\s\w+\s(?:Tagen|Wochen|Jahren)|wie|still)\b")

_WEEKDAYS = {
    name: number
    for names in (
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(names.split())
} | {"sonnabend": 5}
_WEEKDAY = {
    "de": re.compile(
        r"(?P<day>Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
        r"(?P<part>morgen|früh|vormittag|mittag|nachmittag|abend|nacht"
        r"|\s(?:früh|[Mm]orgen|[Vv]ormittag|[Mm]ittag|[Nn]achmittag|[Aa]bend|[Nn]acht)\b)?(?![\w-])"
    ),
    "en": re.compile(
        r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
        r"(?P<part>\s(?:morning|afternoon|evening|night)\b)?(?![\w-])"
        r"(?!\s(?:Times|Telegraph|Mirror|Express|Post|Mail|Herald|Night|Agreement|Prayers))"
    ),
}
_GERMAN_WEEKDAY_BEFORE = re.compile(
    r"(?:\b(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Ss]eit|[Aa]b|auf|von|für|[Nn]och|[Ee]rst|nach|vor|den|dem"
    r"|und|oder|[Dd]er|schon|bereits)\s|\(|\A|[.!?:„“\"»]\s?|,\s)\Z"
)
_NO_WEEKDAY_BEFORE = re.compile(
    r"(?:\b(?:[Jj]ede[nmr]?|[Ee]ine[nmr]?|[Ee]in|[Kk]einen?|pro|[Ee]very|[Ee]ach|an?|any"
    r"|(?:Bild|Welt|Presse|NZZ)\sam|Mail\son|Black|Good|Ash|Super|Bloody|Cyber|Easter|Maundy"
    r"|Whit|Palm|Schwarze[rn]?|Sheffield|[Ss]tille[rn]?|[Ww]eiße[rn]?|[Zz]eitung|Wochenzeitung)\s"
    r"|[\w-])\Z"
)
_SINCE = re.compile(r"\b(?:[Ss]eit|[Ss]ince)\s(?:dem\s)?\Z")
# "Dienstag, 27. Mai": the date that follows says it all.
_TO_THE_DATE = re.compile(r",?\s\(?(?:de[mnr]\s|the\s)?")

# --- weeks, months, years -------------------------------------------------------------------------

_UNIT = {
    "de": re.compile(
        r"(?:(?P<week>Woche)|(?P<weekend>Wochenende[ns]?)|(?P<month>Monats?)|(?P<year>Jahr(?:es)?)"
        r"|(?P<other>Quartals?|Halbjahr(?:es)?|Frühjahr|Frühling|Sommers?|Herbst|Winters?|Saison"
        r"|Jahrzehnts?|Nacht))(?![\w-])"
        r"(?!\s(?:des|de[rn]|seine[rs]|ihre[rs]|eines?|einer|seit|unter|vor)\s(?!Jahres\b|Monats\b))"
    ),
    "en": re.compile(
        r"(?:(?P<week>week)|(?P<weekend>weekend)|(?P<month>month)|(?P<year>year)"
        r"|(?P<other>quarter|spring|summer|autumn|fall|winter|season|decade|night))(?![\w-])"
        r"(?!\sof\b)"
    ),
}
# "over the last week" is a length of time.
_A_LENGTH_BEFORE = re.compile(r"\b(?:the|every|each)\s\Z")
_BEFORE_THIS = re.compile(
    r"(?:(?P<year>Vorjahr(?:es)?)|(?P<month>Vormonats?)|(?P<week>Vorwoche))(?![\w-])"
)
_END_OF = re.compile(
    r"\b(?:(?:Anfang|Mitte|Ende|Beginn)\s(?:(?:des|dieses)\s(?:(?P<month>Monats)|(?P<year>Jahres))"
    r"|(?:der|dieser)\s(?P<week>Woche))"
    r"|(?P<month2>Monats(?:ende|anfang|beginn|mitte))|(?P<year2>Jahres(?:ende|anfang|beginn|mitte))"
    r"|(?:(?:[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd)\sof\s(?:the|this)\s"
    r"(?:(?P<month3>month)|(?P<year3>year)|(?P<week3>week))))(?![\w-])"
    r"(?!\s(?:[0-9]|des\s|der\s|of\s|vor\s))"
)

# --- so long ago ----------------------------------------------------------------------------------

_GERMAN_SPELL = (
    r"(?P<unit>Sekunden|Minuten?|Stunden?|Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?|Jahrzehnt(?:en)?"
    r"|Jahrhunderten)(?![\w-])"
)
_AGO = re.compile(r"\b[Vv]or\s")
_AGO_HEDGE = re.compile(
    r"(?:rund|etwa|circa|ca\.|ungefähr|gut|knapp|fast|über|mehr\sals|weniger\sals|bald|genau|exakt)\s"
    r"(?:als\s)?"
)
_AGO_VAGUE = re.compile(
    r"(?:(?:wenigen|einigen|mehreren|vielen|etlichen|ein\spaar|zig|wenige|einem\shalben|einer\shalben"
    rf"|einem\sguten|einer\sguten|nicht\sallzu\slanger|vielen)\s)?{_GERMAN_SPELL}"
)
_AGO_RANGE = re.compile(r"(?:\s(?:bis|oder)\s|\s?[-–]\s?)")
_AGO_UNIT = re.compile(rf"\s{_GERMAN_SPELL}")
_EXACTLY = frozenset({"genau", "exakt"})
_ENGLISH_AGO = re.compile(
    r"\b(?:(?P<vague>(?i:half\san?|an?\sfew|several|many|some|a\scouple\sof))"
    rf"|(?P<said>(?i:an?|one|{ENGLISH_NUMBER})|[0-9]{{1,3}}))\s(?P<unit>seconds?|minutes?|hours?|days?"
    r"|weeks?|months?|years?|decades?)\sago\b"
)
_ENGLISH_HEDGE = re.compile(
    r"\b(?i:about|around|some|roughly|nearly|almost|over|more\sthan|less\sthan|at\sleast|or|to)\s\Z"
)
# Of years only a small number is likely to be exact.
_LONGEST_AGO = {"d": 60, "wk": 8, "mo": 12, "a": 9}


def find_relative(
    text: str, language: str, published: Publication | None, dates: Sequence[tuple[Span, str]]
) -> Iterator[Reading]:
    """The relative dates of a text, the surest first; they may overlap one another.

    `dates` are those the text says in full or in part.
    """
    if language != "en":
        yield from _german(text, language, published, dates)
    if language != "de":
        yield from _english(text, language, published, dates)


def _german(
    text: str, language: str, published: Publication | None, dates: Sequence[tuple[Span, str]]
) -> Iterator[Reading]:
    # Searching for plain letters is many times faster than trying the patterns.
    if "vor " in text or "Vor " in text:
        yield from _german_ago(text, language, _own_time(published, dates))
    if "tag" in text or "Mittwoch" in text or "Sonnabend" in text:
        yield from _weekdays(text, "de", language, published, dates)
    if "estern" in text or "eute" in text or "orgen" in text:
        yield from _words_for_days(text, "de", published)
    if "Vor" in text:
        own = _own_time(published, dates)
        for match in _BEFORE_THIS.finditer(text):
            yield Span(*match.span()), None if own is None else _at(match, own, -1)
    if "Jahres" in text or "Monats" in text or "r Woche" in text:
        yield from _ends(text, language, _own_time(published, dates))
    if (
        "ergangene" in text
        or "etzte" in text
        or "ommende" in text
        or "ächste" in text
        or "iese" in text
        or "orige" in text
        or "aufende" in text
    ):
        yield from _units(text, "de", language, _own_time(published, dates))


def _english(
    text: str, language: str, published: Publication | None, dates: Sequence[tuple[Span, str]]
) -> Iterator[Reading]:
    if " ago" in text:
        yield from _english_ago(text, _own_time(published, dates))
    if "day" in text:
        yield from _weekdays(text, "en", language, published, dates)
    if "day" in text or "onight" in text or "morrow" in text:
        yield from _words_for_days(text, "en", published)
    if " of the " in text or " of this " in text:
        yield from _ends(text, language, _own_time(published, dates))
    if "ast " in text or "ext " in text or "his " in text or "oming " in text:
        yield from _units(text, "en", language, _own_time(published, dates))


def _own_time(
    published: Publication | None, dates: Sequence[tuple[Span, str]]
) -> Publication | None:
    """The publication, unless the text names a year of its own that its dates may count from."""
    if published is None or tells_of_other_years(published, dates):
        return None
    return published


def tells_of_other_years(published: Publication, dates: Sequence[tuple[Span, str]]) -> bool:
    """Whether one of the dates names a year that is not the year of publication."""
    own = published.year_at(0)
    return any(date[0] != "-" and date[:4] != own for _, date in dates)


# --- days -----------------------------------------------------------------------------------------


def _words_for_days(text: str, spoken: str, published: Publication | None) -> Iterator[Reading]:
    for match in _DAY_WORD[spoken].finditer(text):
        head = text[max(0, match.start() - _BEFORE) : match.start()]
        word = match["word"]
        if head[-1:].isalnum() or (word.endswith("orgen") and not _is_tomorrow(text, match, head)):
            continue
        nowadays = (
            _NOWADAYS_BEFORE.search(head)
            or _NOWADAYS_AFTER.match(text, match.end())
            or _is_night(match)
        )
        away = None if published is None or nowadays else published.day_at(_DAYS_AWAY[fold(word)])
        yield Span(*match.span()), away


def _is_tomorrow(text: str, match: re.Match[str], head: str) -> bool:
    """Whether `morgen` is the day, not the time of day: `am Morgen`, `heute morgen`."""
    if match["word"] == "Morgen":
        after = match.end("word")
        return bool(
            _MORNING_OPENS.search(head) and (match["part"] or _THEN_A_VERB.match(text, after))
        )
    return _NO_TOMORROW_BEFORE.search(head) is None


def _is_night(match: re.Match[str]) -> bool:
    """A night belongs to two days."""
    return (match["part"] or "").strip().lower() == "nacht"


def _weekdays(
    text: str,
    spoken: str,
    language: str,
    published: Publication | None,
    dates: Sequence[tuple[Span, str]],
) -> Iterator[Reading]:
    starts = {at.start for at, _ in dates}
    for match in _WEEKDAY[spoken].finditer(text):
        head = text[max(0, match.start() - _BEFORE) : match.start()]
        modifier = _MODIFIER[spoken].search(head)
        if modifier is None and (
            _NO_WEEKDAY_BEFORE.search(head)
            or (spoken == "de" and not match["part"] and not _GERMAN_WEEKDAY_BEFORE.search(head))
        ):
            continue
        link = _TO_THE_DATE.match(text, match.end())
        if link is not None and link.end() in starts:
            continue
        start = match.start() if modifier is None else match.start() - len(modifier.group())
        span = Span(start, match.end())
        since = _SINCE.search(head) is not None
        day = None
        possessive = text.startswith(("'s", "’s"), match.end())
        if published is not None and not possessive and not _is_night(match):
            day = _weekday(text, match["day"], modifier, span, language, published, since)
        yield span, day


def _weekday(
    text: str,
    name: str,
    modifier: re.Match[str] | None,
    span: Span,
    language: str,
    published: Publication,
    since: bool,
) -> str | None:
    number = _WEEKDAYS[name.lower()]
    said = None if modifier is None else modifier.lastgroup
    if said == "past":
        return published.weekday(number, ahead=False, strictly=True)
    if said == "next":
        return published.weekday(number, ahead=True, strictly=True)
    if said == "unclear":
        return None
    tense = Tense.PAST if since else tense_at(text, span, language)
    if tense is Tense.PAST and said is None:
        return published.weekday(number, ahead=False, strictly=False)
    coming = published.weekday(number, ahead=True, strictly=False)
    # "Am Mittwoch wird", written on a Wednesday, is today or in a week.
    return coming if tense is Tense.FUTURE and coming != published.day_at(0) else None


# --- weeks, months, years -------------------------------------------------------------------------


def _units(text: str, spoken: str, language: str, own: Publication | None) -> Iterator[Reading]:
    for match in _UNIT[spoken].finditer(text):
        head = text[max(0, match.start() - _BEFORE) : match.start()]
        modifier = _MODIFIER[spoken].search(head)
        if modifier is None:
            continue
        before = head[: modifier.start()]
        if spoken == "en" and _A_LENGTH_BEFORE.search(before):
            continue
        span = Span(match.start() - len(modifier.group()), match.end())
        counted = None if own is None else _counted_from(text, match, modifier, language, own)
        yield span, counted


def _counted_from(
    text: str,
    match: re.Match[str],
    modifier: re.Match[str],
    language: str,
    own: Publication,
) -> str | None:
    if match["other"]:
        return None
    tense = tense_at(text, Span(*match.span()), language)
    if modifier["past"]:
        return None if tense is Tense.FUTURE else _at(match, own, -1)
    if modifier["next"] or modifier["unclear"]:
        return None if tense is Tense.PAST else _at(match, own, 1)
    return _at(match, own, 0)


def _ends(text: str, language: str, own: Publication | None) -> Iterator[Reading]:
    for match in _END_OF.finditer(text):
        span = Span(*match.span())
        # "Ende des Jahres waren es 300" may tell of any year.
        told = "nde" in match.group().lower() or "end" in match.group().lower()
        unsure = own is None or (told and tense_at(text, span, language) is Tense.PAST)
        yield span, None if own is None or unsure else _at(match, own, 0)


def _at(match: re.Match[str], own: Publication, steps: int) -> str | None:
    unit = next(name.rstrip("23") for name in _UNIT_NAMES if match.groupdict().get(name))
    if unit == "weekend":
        return own.weekend_at(steps)
    if unit == "week":
        return own.week_at(steps)
    return own.month_at(steps) if unit == "month" else own.year_at(steps)


_UNIT_NAMES = (
    "weekend", "week", "week3", "month", "month2", "month3", "year", "year2", "year3"
)  # fmt: skip


# --- so long ago ----------------------------------------------------------------------------------


def _german_ago(text: str, language: str, own: Publication | None) -> Iterator[Reading]:
    for match in _AGO.finditer(text):
        at = match.end()
        hedge = _AGO_HEDGE.match(text, at)
        at = hedge.end() if hedge else at
        exact = hedge is None or hedge.group().strip() in _EXACTLY
        vague = _AGO_VAGUE.match(text, at)
        if vague is not None:
            if vague.group() not in _SINGULAR:  # "vor Tag und Tau"
                yield Span(match.start(), vague.end()), None
            continue
        said = _number_at(text, at, language)
        if said is None:
            continue
        value, at = said
        link = _AGO_RANGE.match(text, at)
        second = _number_at(text, link.end(), language) if link else None
        if second is not None:
            exact, at = False, second[1]
        unit = _AGO_UNIT.match(text, at)
        if unit is not None:
            ago = _ago(value, unit["unit"], own) if exact else None
            yield Span(match.start(), unit.end()), ago


_SINGULAR = frozenset({"Tag", "Monat", "Jahr", "Stunde", "Minute", "Woche", "Jahrzehnt"})


def _english_ago(text: str, own: Publication | None) -> Iterator[Reading]:
    for match in _ENGLISH_AGO.finditer(text):
        said = match["said"]
        exact = said is not None and not _ENGLISH_HEDGE.search(
            text, max(0, match.start() - _BEFORE), match.start()
        )
        ago = _ago(_english_number(said), match["unit"], own) if exact else None
        yield Span(*match.span()), ago


def _number_at(text: str, at: int, language: str) -> tuple[Decimal, int] | None:
    match = SECOND_NUMBER[language].match(text, at)
    amount = None if match is None else read_amount(text, match, language, sign=False)
    return None if amount is None else (amount.value, amount.end)


def _english_number(said: str) -> Decimal:
    folded = fold(said)
    if folded.isdigit():
        return Decimal(folded)
    return Decimal(1) if folded in {"a", "an", "one"} else english_value(folded)


def _ago(value: Decimal, word: str, own: Publication | None) -> str | None:
    unit, times = DURATIONS[fold(word)]
    if own is None or times != 1 or value != int(value) or value > _LONGEST_AGO.get(unit, 0):
        return None
    steps = -int(value)
    if unit == "d":
        return own.day_at(steps)
    if unit == "wk":
        return own.week_at(steps)
    return own.month_at(steps) if unit == "mo" else own.year_at(steps)
