"""Lines that say who wrote a report, when, and where it can be found. Only what is explicit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.sources.dates import DATE, iso_date

_FLAGS = re.IGNORECASE | re.VERBOSE
_LONGEST = 160

# Names are the one thing in these lines where case counts.
_NAME = r"""
(?:(?:Dr|Prof|Mag|Dipl)\.\s?(?:[a-z]+\.\s?)*)*
[A-ZÄÖÜÀ-Ý][\w.'’-]*(?:\s(?:von|van|de|der|den|di|da|del|zu|al|el|bin|la|le|du|ten|ter|zur|vom)
  |\s[A-ZÄÖÜÀ-Ý][\w.'’-]*){1,4}
"""
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s+(?:und|and|&)\s+){_NAME})*"
_BYLINE = re.compile(
    rf"""
    (?:(?:(?i:ein\ (?:kommentar|gastbeitrag|bericht|interview|porträt)\ )?(?i:von|by|text\ von))\s+
      |(?i:autor(?:in|en|innen)?|author|authors|text|written\ by|verfasst\ von|geschrieben\ von)
       \s*:?\s+)
    (?P<author>{_NAMES})
    (?P<rest>\s*(?:[,|/·•(–—-]|\Z).*)
    """,
    re.VERBOSE,
)
_PUBLISHED_LABEL = (
    r"(?:(?:zuerst\ )?veröffentlicht|erschienen|erstellt|publiziert|published|posted|datum|date)"
)
_STAND_LABEL = r"(?:stand|as\ of)"
_CHANGED_LABEL = (
    r"(?:(?:zuletzt\ )?(?:aktualisiert|geändert|bearbeitet)|(?:last\ )?(?:updated|modified)|update)"
)
_WEEKDAY = (
    r"(?:(?:mo(?:ntag|nday)?|di(?:enstag)?|tue(?:sday)?|mi(?:ttwoch)?|wed(?:nesday)?"
    r"|do(?:nnerstag)?|thu(?:rsday)?|fr(?:eitag|iday|i)?|sa(?:mstag|turday|t)?|sonnabend"
    r"|so(?:nntag)?|sun(?:day)?)\.?,?\s+(?:den\s+|dem\s+|der\s+)?)"
)
_DATE_LINE = re.compile(
    rf"""
    [(\[|·•–-]?\s*
    (?:(?P<published>{_PUBLISHED_LABEL})|(?P<stand>{_STAND_LABEL})|(?P<changed>{_CHANGED_LABEL}))?
    \s*:?\s*(?:on\s+|am\s+|vom\s+|den\s+)?
    (?:(?P<place>[^\W\d_][\w./() -]{{1,40}}),\s*(?:den\s+|am\s+)?)?
    {_WEEKDAY}?
    {DATE}
    \s*(?P<rest>[)\]|,;·•–—-].*)?
    """,
    _FLAGS,
)
_MORE_DATES = re.compile(
    rf"""
    (?:[\s)(\[\]|,;·•–—-]+
      (?:(?:{_PUBLISHED_LABEL}|{_STAND_LABEL}|{_CHANGED_LABEL})\s*:?\s*(?:am\s+|on\s+)?
        {_WEEKDAY}?{re.sub("[?]P<[a-z0-9]+>", "?:", DATE)}
      |\d+\s*(?:min\.?|minuten?|minutes?)(?:\ (?:read|lesezeit))?
      |\d+\s+(?:kommentare?|comments?)))*
    [\s)\]|,;·•–—-]*
    """,
    _FLAGS,
)
_OPENING_DATE = re.compile(
    rf"""
    [^\W\d_][\w./ -]{{1,40}}?(?:\s*\([\w/ -]{{2,20}}\)\s*,?|,)\s*
    (?:den\s+|am\s+)?{DATE}\s*(?:\([\w/ -]{{2,20}}\)\s*)?[–—-]\s
    """,
    _FLAGS,
)
_ADDRESS = re.compile(
    r"(?:(?:quelle|source|original|url|link|artikel|gefunden\ auf|via)\s*:?\s*)?"
    r"(?P<url>https?://[^\s<>\"]+)",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a line at the top says of where the report comes from."""

    reason: str
    """What kind of line it is."""
    author: str | None = None
    published: str | None = None
    url: str | None = None


def origin_line(text: str) -> Origin | None:
    """What the line says, when it is nothing but a byline, a date line or an address."""
    if len(text) > _LONGEST:
        return None
    if (address := _ADDRESS.fullmatch(text)) is not None:
        return Origin("address", url=address["url"])
    if (byline := _BYLINE.fullmatch(text)) is not None:
        rest = byline["rest"].strip(" ,|/·•()–—-")
        dated = date_line(rest)
        if not rest or dated is not None or len(rest) <= _LONGEST // 4:
            return Origin("byline", byline["author"], dated.published if dated else None)
    return date_line(text)


def date_line(text: str) -> Origin | None:
    """What the line says, when it is nothing but a date with its label and place."""
    found = _DATE_LINE.fullmatch(text)
    if found is None or _MORE_DATES.fullmatch(found["rest"] or "") is None:
        return None
    said = iso_date(found)
    if said is None:
        return None
    return Origin("date line", published=None if found["changed"] else said)


def opening_date(text: str) -> str | None:
    """The full date at the opening of a report: `Berlin, 12. Mai 2024 – …`."""
    found = _OPENING_DATE.match(text)
    return None if found is None else iso_date(found)


def is_address(text: str) -> bool:
    """Whether it is nothing but the address of a page."""
    return _ADDRESS.fullmatch(text) is not None
