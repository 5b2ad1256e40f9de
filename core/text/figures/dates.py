"""Dates in running text, and the numbers beside them that are no figures at all."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, insort
from collections.abc import Iterator

from core.model import Figure, FigureKind, Span
from core.text.figures.publication import Publication
from core.text.figures.relative import find_relative, tells_of_other_years
from core.text.figures.tense import Tense, tense_at
from core.text.figures.vocabulary import FULL_MONTHS, MONTHS

_FULL = "|".join(word.capitalize() for word in MONTHS if word in FULL_MONTHS)
_SHORT = "|".join(word.capitalize() for word in MONTHS if word not in FULL_MONTHS)
_MONTH = rf"(?:(?:{_FULL})\b|(?:{_SHORT})\b\.?)"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9]|[.,][0-9])"
_START = r"(?<![\w.,:/#§$€£-])"
_S = r"[\s\u00a0]{0,2}"
_TO = r"(?:\s?[-–—/]\s?|\s(?:bis(?:\szum)?|to|until|through)\s)"
_AND = r"\s(?:und|oder|and|or)\s(?:the\s)?"

_ANY_MONTH = re.compile("Jan|Jän|Jun|Jul|Feb|Mär|Mar|Maer|Mai|May|Apr|Aug|Sep|Okt|Oct|Nov|Dez|Dec")
_ANY_DIGIT = re.compile(r"[0-9]")
_ANY_YEAR = re.compile(r"[0-9]{4}|[3-9]0er")
_ANY_NUMERIC_DATE = re.compile(r"[0-9][./-]\s?[0-9]")

# What looks like a figure and is none: times, scores, telephone and paragraph numbers, versions.
_NO_FIGURE = re.compile(
    r"""(?=[0-9§+(vVhw]) (?:
      (?<![\w.,]) [0-9]{1,2} (?: [.:][0-9]{2} )? (?: \s?[-–]\s?[0-9]{1,2}(?:[.:][0-9]{2})? )? [\s-]?
        (?: Uhr \b | o'clock | (?: [ap]\.m\. | [ap]m \b | [AP]M \b ) )
    | (?<![\w.,$€£]) [0-9]{1,3} : [0-9]{1,3} (?: : [0-9]{2} )? (?! [0-9] )
    | §+ \s? [0-9]+ [a-z]? (?: \s? (?: Abs\.? | Absatz | Satz | Nr\.? ) \s? [0-9]+ )*
    | (?<! [\w.,] ) (?: \+ [0-9]{1,3} [\s/()-]{1,2} | \(? 0 [0-9]{2,5} \)? [\s/-]{1,3} )
        [0-9] [0-9\s/()-]{3,} [0-9]
    | \b [vV] (?: ersion )? \.? \s? [0-9]+ (?: \. [0-9]+ )+
    | (?<! [\w.,$€£] ) [0-9]{1,2} \. [0-9]{1,2} \. [0-9]{1,3} (?: \. [0-9]{1,3} )? (?! [0-9] )
    | (?: https?:// | www\. ) \S+
    )""",
    re.VERBOSE,
)

_ISO = re.compile(rf"{_START}([12][0-9]{{3}})-([01][0-9])-([0-3][0-9])(?![0-9-])")
_DOTTED = re.compile(
    rf"{_START}({_DAY})\.{_S}(0?[1-9]|1[0-2])\.(?:{_S}((?:19|20)?[0-9]{{2}})(?![0-9.,:%]))"
)
_DOTTED_NO_YEAR = re.compile(
    rf"(?:\b(?:am|ab|vom|zum|bis|den|dem|seit)\s)(({_DAY})\.\s?(0?[1-9]|1[0-2])\.)(?!\s?[0-9])"
)
_SLASHED = re.compile(rf"{_START}([0-9]{{1,2}})/([0-9]{{1,2}})/((?:19|20)[0-9]{{2}})(?![0-9/])")
_DAY_MONTH = re.compile(
    rf"{_START}(?:({_DAY})(?:\.|st|nd|rd|th)?({_TO}|{_AND}))?({_DAY})(?:\.|st|nd|rd|th)?"
    rf"{_S}(?:of\s)?({_MONTH})(?:,?{_S}({_YEAR}))?"
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\s({_DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?({_DAY}))?(?![0-9%]|[.,:][0-9])(?!-)"
    rf"(?:,?\s({_YEAR}))?(?!\s?(?:million|billion|percent|Millionen|Milliarden|Prozent|%))"
)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})(?:{_S},?{_S}|\sof\s)({_YEAR})")
_TWO_MONTHS = re.compile(
    r"\b(?:[Vv]on|[Zz]wischen|[Ii]m|[Ii]n|[Ff]rom|[Bb]etween)\s"
    rf"({_FULL})\s(?:bis|und|oder|to|and|or|through)\s({_FULL})\b(?!\s?[0-9])(?!-)"
)
_MONTH_ALONE = re.compile(
    r"\b(?:[Ii]m|[Ss]eit|[Aa]b|[Bb]is|[Vv]om|[Zz]um|[Aa]nfang|[Mm]itte|[Ee]nde|(?:ver)?gangenen"
    r"|letzten|kommenden|nächsten|diesen|dieses|[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ee]arly"
    rf"|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his)[\s-]({_FULL})\b(?!\s?[0-9])(?!-)"
)
_MONTHS_OF_YEAR = re.compile(rf"\b({_MONTH})({_TO}|{_AND})({_MONTH}){_S}({_YEAR})")
_PART_OF_YEAR = re.compile(
    r"\b(?:(?:(?P<nth>[Ee]rste|[Zz]weite|[Dd]ritte|[Vv]ierte|[Ll]etzte|[Ff]irst|[Ss]econd|[Tt]hird"
    r"|[Ff]ourth)[nrs]?|(?P<digit>[1-4])\.)\s(?:(?P<half>Halbjahr(?:s|es)?|half)|Quartals?|quarter)"
    rf"|Q(?P<q>[1-4]))(?:\s(?:des\sJahres\s|of\s|in\s)?|,\s|/)(?P<year>{_YEAR})"
)
_NTH = {
    "erste": 1, "first": 1, "zweite": 2, "second": 2, "dritte": 3, "third": 3, "vierte": 4,
    "fourth": 4,
}  # fmt: skip
_DECADE = re.compile(
    rf"{_START}(?:((?:1[5-9]|20)[0-9])0(?:er(?:n|-Jahre[ns]?|\sJahre[ns]?)?|s)\b"
    r"|([3-9])0er(?:-Jahre[ns]?|\sJahre[ns]?)\b|(?<=de[rn]\s)([3-9])0ern?\b)"
)
_YEARS = re.compile(
    rf"(?<![\w.,:/#§$€£-])({_YEAR})(?:(?:\s?[-–—/]\s?|\sbis\s|\sto\s)({_YEAR})"
    r"|([–/-])([0-9]{2})(?![0-9.,]))"
)
_BARE_YEAR = re.compile(rf"{_START}({_YEAR})(?![\w%$€£°]|-[^\W\d_]|/[0-9])")
_JUST_A_YEAR = re.compile(
    r"\b(?:Jahr(?:e|es|en)?|[Yy]ears?|[Aa]nno)\s(1[0-9]{3}|20[0-9]{2})(?![0-9]|[.,][0-9]|\w|%)"
)

_SURE_BEFORE = re.compile(
    r"(?:\b(?:[Jj]ahr(?:e[ns]?|gang)?|[Yy]ears?|[Ss]eit|[Aa]b|[Bb]is|[Aa]nfang|[Mm]itte|[Ee]nde"
    r"|[Ss]ommer|[Ww]inter|[Hh]erbst|[Ff]rühjahr|[Ff]rühling|[Ss]aison|[Qq]uartal|[Hh]albjahr"
    r"|[Ww]eihnachten|[Ss]ilvester|Ostern|WM|EM|Olympia|[Ss]ince|[Uu]ntil|[Bb]y|[Ee]arly|[Ll]ate"
    r"|[Mm]id|[Ss]pring|[Aa]utumn|[Ff]all|[Ss]eason|[Qq]uarter|[Ee]lection)[\s-]|\()\Z"
)
_LIKELY_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Vv]on|[Nn]ach|[Vv]or|[Ff]ür|[Uu]m|[Uu]nd|[Oo]der|[Zz]wischen|[Aa]us|[Ff]rom"
    r"|[Oo]f|[Ff]or|[Ii]m|[Aa]nd|[Oo]r|[Bb]etween|[Bb]efore|[Aa]fter|[Dd]uring|[Tt]he|[Tt]o)\s\Z"
)
_HAPPENED_BEFORE = re.compile(
    r"\b(?:starb|gestorben|geboren|gegründet|erbaut|gebaut|errichtet|entstand|erschien|wurde|wurden"
    r"|war|died|born|founded|built|opened|[Ii]n|im\s[A-ZÄÖÜ][a-zäöü]+)\s\Z"
)
_NO_NOUN_AFTER = re.compile(
    r"\s?[,.;:!?)]|\Z|\s(?!Mal\b)[a-zäöü]+(?!\w)(?!\s[A-ZÄÖÜ][a-zäöüß]+(?:en|er)\b)"
)
_LABEL_BEFORE = re.compile(
    r"\b(?:Nr\.?|Nummer|Version|Windows|Agenda|PLZ|Zimmer|Typ|Modell|[Nn]o\.|[Nn]umber|[Rr]oom"
    r"|[Ff]light|[Mm]odel)\s\Z"
)
_COUNTED_AFTER = {
    # With a participle it is a year: "2017 vorgestellte Modelle".
    "de": re.compile(
        r"\s(?:[A-ZÄÖÜ][\w-]+|(?![a-zäöüß]+(?:t|en)e[nrsm]?\s)[a-zäöüß]+(?:e|en|er)\s[A-ZÄÖÜ])"
    ),
    "en": re.compile(r"\s(?:[a-z-]+\s)?(?:[a-z]{2,}(?<![sui])s|people|men|women|children)\b"),
}
_SCALED_AFTER = re.compile(
    r"[\s-]?(?:%|°|€|\$|£|[Mm]illion|[Mm]illiard|[Bb]illion|[Tt]rillion|Mio|Mrd|Prozent|percent"
    r"|per\scent|Euro|US-Dollar|Dollar|dollar|Franken|[Kk]ilometer|Meter|Tonnen|km\b|kg\b|Uhr\b"
    r"|Grad\b|Jahren?\b|years?\b)"
)
_OPENS = re.compile(r"(?:\A|[.!?:;•–-])\s*\Z")
_CONTEXT = 24

_Said = tuple[Span, str]
_Relative = tuple[Span, str | None]
_JOIN = re.compile(
    r"\s?[-–—]\s?|\s(?:bis(?:\s(?:zum|zur|einschließlich))?|to|until|through)\s(?:the\s)?"
)
_OF_YEAR = re.compile(r"\s(?:des\s|of\s)?")
_YEAR_WORD = re.compile(r"ahr|year")
_OF_YEAR_SAID = re.compile(r"\s(?:des|jeden|eines|every|of\seach)\b")
_SHORTEST_MONTH = len("--05")
_MONTH_LENGTH = len("--05")
_NO_YEAR = len("--05-28")
_YEAR_LENGTH = len("2018")
_WHOLE = len("2018-05-28")
_NEAR = 56


def find_dates(
    text: str, language: str, published: Publication | None
) -> tuple[list[Figure], list[Span]]:
    """The dates of a text, in no order, and the stretches already read, ascending."""
    taken: list[Span] = []
    said: list[_Said] = []
    for span, date in _candidates(text, language):
        if overlapped(taken, span) is None:
            insort(taken, span)
            if date is not None:
                said.append((span, date))
    if len(said) > 1:
        said = _joined(text, sorted(said))
    relative: list[_Relative] = []
    for span, resolved in find_relative(text, language, published, said):
        if overlapped(taken, span) is None:
            insort(taken, span)
            relative.append((span, resolved))
    if relative and said:
        said, relative = _dated_by_year(text, said, relative)
    if published is not None and not tells_of_other_years(published, said):
        said = [(span, _completed(text, span, date, language, published)) for span, date in said]
    return [
        Figure(FigureKind.DATE, span.of(text), span, date=_in_calendar(date))
        for span, date in (*said, *relative)
    ], taken


def _in_calendar(date: str | None) -> str | None:
    """A date none of whose days is one that does not exist, like `31. September`; else None."""
    # Where no year is said, it may be a leap year.
    whole = [part.replace("--", "2000-") for part in (date or "").split("/")]
    try:
        for day in whole:
            if len(day) == _WHOLE:
                datetime.date.fromisoformat(day)
    except ValueError:
        return None
    return date


def _joined(text: str, said: list[_Said]) -> list[_Said]:
    """Puts `28. Mai` and `3. Juni 2025` together where `bis` or a dash stands between them."""
    joined = said[:1]
    for span, date in said[1:]:
        first, before = joined[-1]
        interval = _interval(before, date) if _JOIN.fullmatch(text, first.end, span.start) else None
        if interval is None:
            joined.append((span, date))
        else:
            joined[-1] = Span(first.start, span.end), interval
    return joined


def _interval(first: str, last: str) -> str | None:
    if "/" in first + last or len(first) < _SHORTEST_MONTH:
        return None
    if first.startswith("--") and not last.startswith("--"):
        year = int(last[:4]) - (first[2:] > last[5:])
        first = f"{year}{first[1:]}"
    same_form = len(first) == len(last) and first[:1] != "-" != last[:1]
    days = first.startswith("--") and last.startswith("--") and len(first) == len(last) == _NO_YEAR
    return f"{first}/{last}" if (same_form and first < last) or days else None


def _dated_by_year(
    text: str, said: list[_Said], relative: list[_Relative]
) -> tuple[list[_Said], list[_Relative]]:
    """Gives `Juli` in `Juli des Vorjahres` its year."""
    years = {span.start: (span, date) for span, date in relative}
    whole: list[_Said] = []
    for span, date in said:
        link = _OF_YEAR.match(text, span.end)
        year_span, year = years.get(link.end(), (None, None)) if link else (None, None)
        if (
            year_span is None
            or not date.startswith("--")
            or "/" in date
            or not _YEAR_WORD.search(year_span.of(text))
        ):
            whole.append((span, date))
            continue
        del years[year_span.start]
        whole.append((Span(span.start, year_span.end), f"{year}{date[1:]}" if year else date))
    return whole, list(years.values())


def _completed(text: str, span: Span, date: str, language: str, published: Publication) -> str:
    """`--05-28` with its year, where the nearest such day fits the tense of its clause.

    Without a tense only a day within eight weeks of the publication is certain enough; a text
    that names another year keeps its dates as they are.
    """
    if not date.startswith("--") or _OF_YEAR_SAID.match(text, span.end):
        return date
    ends = [_nearest(part, published) for part in date.split("/")]
    days = [day for day in ends if day is not None]
    if len(days) < len(ends):
        return date
    whole_month = len(date) == _MONTH_LENGTH
    fits = {
        Tense.PAST: all(away <= 0 for _, away in days),
        Tense.FUTURE: all(away >= 0 for _, away in days),
        Tense.UNCLEAR: all(abs(away) <= _NEAR for _, away in days) and not whole_month,
    }[tense_at(text, span, language)]
    if not fits:
        return date
    return "/".join(day.isoformat()[: 7 if whole_month else 10] for day, _ in days)


def _nearest(date: str, published: Publication) -> tuple[datetime.date, int] | None:
    month, _, day = date[2:].partition("-")
    if not day and published.day is not None and published.month == int(month):
        return published.day, 0
    return published.nearest(int(month), int(day or 1))


def overlapped(taken: list[Span], span: Span) -> Span | None:
    """One of the ascending, disjoint stretches the span touches."""
    at = bisect_left(taken, span)
    return next(
        (other for other in taken[max(0, at - 1) : at + 1] if other.overlaps(span)),
        None,
    )


def _candidates(text: str, language: str) -> Iterator[tuple[Span, str | None]]:
    """Readings in the order of their certainty; None for what is no figure."""
    digits = _ANY_DIGIT.search(text) is not None
    if digits:
        numeric = _ANY_NUMERIC_DATE.search(text) is not None
        if numeric:
            yield from _numeric_dates(text)
        for match in _NO_FIGURE.finditer(text):
            yield Span(*match.span()), None
        if numeric:
            for match in _DOTTED_NO_YEAR.finditer(text):
                yield Span(*match.span(1)), _date(None, match[3], match[2])
    if digits and ("uart" in text or "half" in text or "albj" in text or "Q" in text):
        for match in _PART_OF_YEAR.finditer(text):
            date = _part_of_year(match)
            if date is not None:
                yield Span(*match.span()), date
    if _ANY_MONTH.search(text):
        if digits:
            yield from _months_with_numbers(text)
        yield from _months_alone(text)
    if digits and _ANY_YEAR.search(text):
        yield from _years(text, language)


def _numeric_dates(text: str) -> Iterator[tuple[Span, str | None]]:
    for match in _ISO.finditer(text):
        yield Span(*match.span()), _date(match[1], match[2], match[3])
    for match in _DOTTED.finditer(text):
        yield Span(*match.span()), _date(_full_year(match[3]), match[2], match[1])
    for match in _SLASHED.finditer(text):
        yield Span(*match.span()), _slashed(int(match[1]), int(match[2]), match[3])


def _part_of_year(match: re.Match[str]) -> str | None:
    parts = 2 if match["half"] else 4
    said = match["digit"] or match["q"] or _NTH.get((match["nth"] or "").lower(), parts)
    if int(said) > parts:
        return None
    months = 12 // parts
    last = int(said) * months
    return f"{match['year']}-{last - months + 1:02}/{match['year']}-{last:02}"


def _months_with_numbers(text: str) -> Iterator[tuple[Span, str | None]]:
    for match in _DAY_MONTH.finditer(text):
        first, link, day, month, year = match.groups()
        date = _date(year, _month(month), day)
        if first is None:
            yield Span(*match.span()), date
        elif link.strip().startswith(("und", "oder", "and", "or")):
            yield Span(*match.span(1)), _date(year, _month(month), first)
            yield Span(match.start(3), match.end()), date
        else:
            yield Span(*match.span()), f"{_date(year, _month(month), first)}/{date}"
    for match in _MONTH_DAY.finditer(text):
        month, day, last, year = match.groups()
        date = _date(year, _month(month), day)
        if last is not None:
            date = f"{date}/{_date(year, _month(month), last)}"
        yield Span(*match.span()), date
    for match in _MONTHS_OF_YEAR.finditer(text):
        first, link, last, year = match.groups()
        one, two = f"{year}-{_month(first)}", f"{year}-{_month(last)}"
        if link.strip().startswith(("und", "oder", "and", "or")):
            yield Span(*match.span(1)), one
            yield Span(match.start(3), match.end()), two
        elif one < two:
            yield Span(*match.span()), f"{one}/{two}"
    for match in _MONTH_YEAR.finditer(text):
        yield Span(*match.span()), f"{match[2]}-{_month(match[1])}"


def _months_alone(text: str) -> Iterator[tuple[Span, str | None]]:
    for match in _TWO_MONTHS.finditer(text):
        yield Span(*match.span(1)), f"--{_month(match[1])}"
        yield Span(*match.span(2)), f"--{_month(match[2])}"
    for match in _MONTH_ALONE.finditer(text):
        yield Span(*match.span(1)), f"--{_month(match[1])}"


def _years(text: str, language: str) -> Iterator[tuple[Span, str | None]]:
    for match in _DECADE.finditer(text):
        yield Span(*match.span()), f"{match[1] or '19' + (match[2] or match[3])}X"
    for match in _YEARS.finditer(text):
        date = _year_range(*match.groups())
        if date is not None:
            yield Span(*match.span()), date
    for match in _JUST_A_YEAR.finditer(text):
        yield Span(*match.span(1)), match[1]
    for match in _BARE_YEAR.finditer(text):
        if _is_year(text, match, language):
            yield Span(*match.span()), match[1]
        elif _is_unclear(text, match):
            yield Span(*match.span()), None


def _year_range(first: str, last: str | None, sign: str | None, short: str | None) -> str | None:
    if short is not None:
        following = str(int(first) + 1)
        if following.endswith(short):
            return f"{first}/{following}"
        if sign == "-" and "01" <= short <= "12":
            return f"{first}-{short}"
        last = first[:2] + short if sign != "/" else None
    return f"{first}/{last}" if last is not None and first < last else None


def _is_year(text: str, match: re.Match[str], language: str) -> bool:
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    if match[1] < "1900":
        return _is_old_year(text, match, before)
    if _SCALED_AFTER.match(text, match.end()):
        return False
    if _LABEL_BEFORE.search(before):
        return False
    if _SURE_BEFORE.search(before):
        return True
    counted = _COUNTED_AFTER["en" if language == "en" else "de"].match(text, match.end())
    if counted is None:
        return True
    # "in 2015 votes were counted" is a year, "mit 2015 Stimmen" is none.
    return language == "en" and _LIKELY_BEFORE.search(before) is not None


def _is_old_year(text: str, match: re.Match[str], before: str) -> bool:
    """Before 1900 a number is a year only where it tells when something was."""
    return bool(
        (_HAPPENED_BEFORE.search(before) or _SURE_BEFORE.search(before))
        and _NO_NOUN_AFTER.match(text, match.end())
        and not _SCALED_AFTER.match(text, match.end())
        and not _LABEL_BEFORE.search(before)
    )


def _is_unclear(text: str, match: re.Match[str]) -> bool:
    """`1933 Verhaftung` in a life's dates looks like `1933 Stimmen`: read as neither."""
    opens = _OPENS.search(text, 0, match.start()) is not None
    scaled = _SCALED_AFTER.match(text, match.end()) is not None
    return opens and not scaled and "1900" <= match[1] <= "2099" and not match[1].endswith("00")


def _month(name: str) -> str:
    return f"{MONTHS[name.rstrip('.').lower()]:02}"


def _full_year(digits: str) -> str:
    if len(digits) == 4:
        return digits
    return ("20" if digits < "50" else "19") + digits


def _date(year: str | None, month: str, day: str) -> str | None:
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return None
    return f"{year or '-'}-{int(month):02}-{int(day):02}"


def _slashed(first: int, second: int, year: str) -> str:
    """Day and month only where they cannot be mistaken for one another."""
    if first == second or (first <= 12 < second <= 31):
        return f"{year}-{first:02}-{second:02}" if first <= 12 else year
    if second <= 12 < first <= 31:
        return f"{year}-{second:02}-{first:02}"
    return year
