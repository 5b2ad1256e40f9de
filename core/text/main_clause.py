"""The words of a statement's main clause, without what is subordinate, quoted or coordinated.

Reported speech in the order of a main clause (`Der Rat sei dagegen, sagte sie`) counts as one, and
so does a quotation the rest only attributes. Of two coordinated clauses the first is the main one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model import Span
from core.text.verbs import FINITE, NOT_FINITE, looks_finite
from core.text.words import Word, folded_words


@dataclass(frozen=True, slots=True)
class _Part:
    words: tuple[Word, ...]
    subordinate: bool
    coordinated: bool
    """It begins with a word that joins main clauses."""
    doubtful: bool
    """It only looks subordinate, should the main clause still want its end."""


_BREAK = re.compile(r"[,;:()\[\]–—…!]|\s-\s|\.\.\.")
_QUOTED = {
    "de": re.compile('„[^„“”]*[“”]|“[^“”]*”|»[^»«]*«|«[^»«]*»|"[^"]*"|‚[^‚‘]*‘|›[^›‹]*‹'),
    "en": re.compile('“[^“”]*”|„[^„“”]*[“”]|«[^»«]*»|»[^»«]*«|"[^"]*"'),
}
SAYING = {
    "de": re.compile(
        r"\b(?:sag(?:t|te|ten|en)|erkl(?:ä|ae)r(?:t|te|ten|en)|beton(?:t|te|ten|en)|teilt(?:e|en)?"
        r"|meint(?:e|en)?|schreib(?:t|en)|schrieb(?:en)?|berichte(?:t|te|ten|n)|hie(?:ß|ss)|heißt"
        r"|äußert(?:e|en)?|behaupte(?:t|te|ten|n)|versicher(?:t|te|ten|n)|antworte(?:t|te|ten)"
        r"|fügt(?:e|en)?|kritisiert(?:e|en)?|warnt(?:e|en)?|räumt(?:e|en)?|laut|zufolge|so der"
        r"|so die|angaben|zitiert(?:e|en)?|mitgeteilt|gesagt|meldet(?:e|en)?|argumentiert(?:e|en)?"
        r"|ergänzt(?:e|en)?|bekräftigt(?:e|en)?|findet|glaubt(?:e|en)?|kündigt(?:e|en)?)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:sa(?:id|ys|y|ying)|told|tells?|according|report(?:ed|s)|wrote|writes|add(?:ed|s)"
        r"|state[ds]|claim(?:ed|s)?|announced?|argue[ds]|insist(?:ed|s)|explain(?:ed|s)|warn(?:ed|s)"
        r"|replie[ds]|admit(?:ted|s)|acknowledge[ds]|tweeted|posted|noted|believes?)\b",
        re.IGNORECASE,
    ),
}
_TAG = 12
"""How many words beside a quotation at most only say whose it is."""

_SUBORDINATING = {
    "de": folded_words(
        """
        dass weil obwohl obgleich obschon wenngleich während nachdem bevor ehe sodass damit indem
        ob wenn falls sofern sobald solange da seit seitdem bis als wie wo wer was warum weshalb
        wieso wann wohin woher wodurch womit wofür woran worauf worin worüber wovon wozu wobei
        welche welcher welches welchen welchem deren dessen denen zumal anstatt statt ohne um
        """
    ),
    "en": folded_words(
        """
        that because although though while whilst whereas after before if unless whether who whom
        whose which when where why how since until till once as lest
        """
    ),
}
_SUBORDINATING_ANYWHERE = {
    "de": folded_words("dass weil obwohl sodass ob wenn falls sofern sobald nachdem bevor"),
    "en": folded_words(
        "because although though while whereas if unless whether who whom whose which when where"
        " until why saying claiming arguing"
    ),
}
_RELATIVE = folded_words("der die das den dem deren dessen denen")
_PREPOSITION = folded_words(
    "in an auf aus bei mit nach von vor zu über unter für gegen durch hinter neben zwischen"
)
_JOINING = {
    "de": folded_words("und aber sondern doch denn jedoch oder sowie"),
    "en": folded_words("and but nor or yet"),
}
_DIVIDING = {
    language: _SUBORDINATING_ANYWHERE[language] | _JOINING[language] | {"that"}
    for language in _JOINING
}
"""The words before which a clause may end."""
_ADVERBS_TOO = folded_words("doch jedoch denn aber yet")
_INFINITIVE = re.compile(r"\w+(?:en|ern|eln|tun|sein)\Z")
_OPENING_WORDS = folded_words(
    "despite after before in on at by for with without during amid following under over since from"
    " according as given unlike contrary instead because"
)


def main_clause(text: str, language: str, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of the main clause in order; `language` is `de` or `en`, and there are words."""
    spoken = _unquoted(text, language, words)
    parts = tuple(_parts(text, language, spoken))
    return tuple(_main(text, language, parts))


def _unquoted(text: str, language: str, words: Sequence[Word]) -> list[Word]:
    quoted = [Span(*match.span()) for match in _QUOTED[language].finditer(text)]
    if not quoted:
        return list(words)
    inside = [word for word in words if any(span.overlaps(word.span) for span in quoted)]
    kept = {word.span for word in inside}
    outside = [word for word in words if word.span not in kept]
    rest = " ".join(word.text for word in outside)
    attributed = len(outside) <= min(_TAG, 2 * len(inside)) and SAYING[language].search(rest)
    if not outside or (attributed and _is_framed(text, quoted)):
        return inside
    return outside


def _is_framed(text: str, quoted: Sequence[Span]) -> bool:
    """Whether a quotation opens the text, or closes it behind a colon."""
    if not text[: quoted[0].start].strip():
        return True
    return text[: quoted[0].start].rstrip().endswith((":", ",")) and not re.search(
        r"\w", text[quoted[-1].end :]
    )


def _parts(text: str, language: str, words: Sequence[Word]) -> Iterator[_Part]:
    dividing = _DIVIDING[language]
    for segment in _segments(text, words):
        start = 0
        for at, word in enumerate(segment):
            if word.folded in dividing and at and _splits(language, segment, start, at):
                yield _part(language, segment[start:at], first=start == 0)
                start = at
        yield _part(language, segment[start:], first=start == 0)


def _segments(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    segment: list[Word] = []
    end = 0
    for word in words:
        span = word.span
        between = text[end : span.start]
        if segment and between != " " and _BREAK.search(between):
            yield segment
            segment = []
        segment.append(word)
        end = span.end
    yield segment


def _splits(language: str, segment: Sequence[Word], start: int, at: int) -> bool:
    folded = segment[at].folded
    if folded in _SUBORDINATING_ANYWHERE[language]:
        return at + 1 < len(segment)
    if language == "en" and folded == "that":
        before = segment[at - 1]
        return looks_finite(language, before) or (
            before.folded not in _OPENING_WORDS and at + 2 < len(segment)
        )
    return (
        folded in _JOINING[language]
        and folded not in _ADVERBS_TOO
        and _has_finite(language, segment[start:at])
    )


def _part(language: str, part: Sequence[Word], *, first: bool) -> _Part:
    joined = part[0].folded in _JOINING[language]
    rest = part[1:] if joined and len(part) > 1 else part
    subordinate = _is_subordinate(language, rest, first=first)
    doubtful = language == "de" and rest[-1].folded not in FINITE["de"]
    return _Part(tuple(part), subordinate, joined, doubtful and rest[0].folded in _RELATIVE)


def _is_subordinate(language: str, part: Sequence[Word], *, first: bool) -> bool:
    lead = part[0].folded
    if language == "en":
        if lead == "that" and first and part[0].text[0].isupper():
            return False
        return lead in _SUBORDINATING["en"] and len(part) > 1
    second = part[1].folded if len(part) > 1 else ""
    last = part[-1]
    if lead in _SUBORDINATING["de"]:
        return lead in _SUBORDINATING_ANYWHERE["de"] or _ends_in_verb(part)
    relative = lead in _RELATIVE or (lead in _PREPOSITION and second in _RELATIVE)
    if relative and part[0].text[0].islower():
        inner = part[1:-1]
        if last.folded in FINITE["de"]:
            return not any(word.folded in FINITE["de"] for word in inner[:-1])
        return _ends_in_verb(part) and not _has_finite(language, inner)
    infinitive = (len(part) > 1 and part[-2].folded == "zu") or "zu" in last.folded[1:]
    return (
        infinitive
        and _INFINITIVE.match(last.folded) is not None
        and not any(word.folded in FINITE["de"] for word in part)
    )


def _ends_in_verb(part: Sequence[Word]) -> bool:
    last = part[-1]
    return last.text[0].islower() and (
        last.folded in FINITE["de"]
        or (
            last.folded not in NOT_FINITE["de"]
            and re.match(r"\w+(?:t|en|te|ten|ern|eln|st)\Z", last.folded) is not None
        )
    )


def _has_finite(language: str, part: Sequence[Word]) -> bool:
    if language == "en" and part and part[0].folded in _OPENING_WORDS:
        return any(word.folded in FINITE["en"] for word in part)
    return any(looks_finite(language, word) for word in part)


def _main(text: str, language: str, parts: Sequence[_Part]) -> Iterator[Word]:
    complete = interrupted = False
    taken: list[_Part] = []
    for number, part in enumerate(parts):
        if part.subordinate and len(parts) > 1 and not (interrupted and part.doubtful):
            continue
        if complete and (part.coordinated or not _is_spoken(text, language, taken)):
            break
        yield from part.words
        taken.append(part)
        finite = _has_finite(language, part.words)
        interrupted = (
            finite
            and language == "de"
            and part.words[-1].folded in FINITE["de"]
            and number + 1 < len(parts)
        )
        complete = complete or (finite and not interrupted)


def _is_spoken(text: str, language: str, parts: Sequence[_Part]) -> bool:
    """Whether any of these parts says whose words it gives."""
    return any(SAYING[language].search(_said(text, part)) is not None for part in parts)


def _said(text: str, part: _Part) -> str:
    return text[part.words[0].span.start : part.words[-1].span.end]
