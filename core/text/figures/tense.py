"""Whether the clause around a date speaks of what was or of what is to come."""

from __future__ import annotations

import re
from enum import StrEnum

from core.model import Span


class Tense(StrEnum):
    """The time a clause is told in, as far as its verbs show it."""

    PAST = "past"
    FUTURE = "future"
    UNCLEAR = "unclear"


_REACH = 240
_OPENING = len("In der Nacht zum ")
_BREAK = re.compile(r"[,:](?![0-9])|[;()„“”\"»«]|\s[–—-]\s|(?<![0-9])[.!?]\s")

# --- German ---------------------------------------------------------------------------------------

_GERMAN_PAST = re.compile(
    r"\b(?:war(?:en)?|wurden?|hatten?|gab(?:en)?|ging(?:en)?|kam(?:en)?|standen|stand|fand(?:en)?"
    r"|lag(?:en)?|stieg(?:en)?|fiel(?:en)?|sank(?:en)?|starb(?:en)?|\w*trat(?:en)?|nahm(?:en)?"
    r"|schrieb(?:en)?|sprach(?:en)?|verließ(?:en)?|gewann(?:en)?|verlor(?:en)?|schlug(?:en)?"
    r"|\w*brach(?:en)?|begann(?:en)?|blieb(?:en)?|hielt(?:en)?|zog(?:en)?|traf(?:en)?"
    r"|rief(?:en)?|schoss(?:en)?|entschied(?:en)?|beschloss(?:en)?|erhielt(?:en)?|bekam(?:en)?"
    r"|unterlag(?:en)?|bot(?:en)?|verbot(?:en)?|fuhr(?:en)?|flog(?:en)?|lief(?:en)?|ließ(?:en)?"
    r"|sah(?:en)?|wies(?:en)?|warf(?:en)?|schloss(?:en)?|trug(?:en)?|stieß(?:en)?|floh(?:en)?"
    r"|verschwand(?:en)?|erschien(?:en)?|brannten?|konnten?|mussten?|durften?|sagten?|teilten?"
    r"|erklärten?|legten?|stellten?|setzten?|zeigten?|stimmten?|kündigten?)\b"
)
_WEAK_PAST = re.compile(r"(?<![\w-])(?:(?P<before>[\w]+)\s)?(?P<verb>[a-zäöüß]{3,}te[tn]?)(?!\w)")
_NO_VERB = re.compile(
    r"(?:heute|bitte|rechte|letzte|erste|beste|nächste|meiste|gute|späte|leichte|echte|breite|weite"
    r"|alte|kalte|harte|zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte|elfte"
    r"|zwölfte|[a-zäöü]+ste|bekannte|gesamte|hätte|könnte|müsste|sollte|wollte|möchte|dürfte"
    r"|bunte|laute|dichte|schlechte|mitte|unten|hinten|selten|gestatten)n?\Z"
)
_DETERMINER = re.compile(
    r"(?:de[rsnm]|die|das|eine?[rsnm]?|keine?[rsnm]?|[dms]?eine?[rsnm]?|ihre?[rsnm]?|\w+e[rnms]"
    r"|zum|zur|im|am|vom|beim)\Z"
)
_PARTICIPLE = (
    r"(?:(?!gegen\b|gen\b)[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)"
    r"|(?:be|ver|er|zer|ent|miss|über|unter|wider)[a-zäöüß]{3,}(?:t|en)|[a-zäöüß]+iert)"
)
_PERFECT = re.compile(
    rf"\b(?:hat|haben|habe)\b.{{0,200}}\b{_PARTICIPLE}\b|\b{_PARTICIPLE}\s(?:hat|haben|habe)\b"
    r"|\b(?:ist|sind|sei|seien)\b.{0,200}\b(?:worden|gewesen|geworden|gestorben|gekommen|gegangen"
    r"|gefahren|gestiegen|gefallen|gesunken|gestürzt|geflogen|gereist|[a-z]*getreten|[a-z]*gebrochen"
    r"|geflohen|erschienen|entgleist|[a-z]*gestürzt|verunglückt|gelandet|gestartet|explodiert"
    r"|[a-z]*gestoßen)\b"
)
_GERMAN_FUTURE = re.compile(
    r"\b(?:wird|werden|werde|will|wollen|soll|sollen|plant|planen|möchten?)\b"
)
_HEARSAY = re.compile(r"\b(?:soll|sollen|will|wollen|werden?|wird)\b.{0,200}\b(?:haben|sein)\b")
_GERMAN_OPEN = re.compile(r"\b(?:sollten?|wollten?|würden?|hätten?|wären?|könnten?|dürften?)\b")

# --- English --------------------------------------------------------------------------------------

_ENGLISH_FUTURE = re.compile(
    r"\b(?:will|won't|shall|(?:is|are)\s(?:to(?!\sblame)|due|set|expected|scheduled|likely|planned|going)"
    r"|plans?\sto|intends?\sto|aims?\sto)\b(?:\s(?:\w+\s)?be\s[a-z]+ed\b|\sto\sbe\s[a-z]+ed\b)?"
)
_ENGLISH_PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|went|came|took|made|won|lost|fell|rose|held|met|left|began"
    r"|broke|brought|bought|built|caught|drew|drove|flew|found|gave|grew|hit|kept|knew|led|paid"
    r"|ran|saw|sent|shot|sold|spoke|stood|struck|threw|wrote|became|beat|been"
    r"|(?<!is\s)(?<!are\s)(?<!be\s)(?<!to\s)"
    r"(?!hundred|indeed|need|speed|feed|seed|united|exceed|proceed|succeed|alleged|limited)"
    r"[a-z]{2,}[a-z]ed)\b"
)
_ENGLISH_OPEN = re.compile(r"\b(?:would|could|should|might)\b")
_JUST_SAID = re.compile(
    r"(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)\b(?:said|told\s\w+|[a-z]{3,}ed)\s"
    r"(?:in\sa\sstatement\s)?(?:late\s|early\s)?(?:on\s)?(?:late\s|early\s|last\s)?\Z"
)


def tense_at(text: str, span: Span, language: str) -> Tense:
    """The tense of the clause a date stands in; unclear unless its verbs agree."""
    head = text[max(0, span.start - _REACH) : span.start]
    if language != "de" and _JUST_SAID.search(head):
        return Tense.PAST
    start = max((found.end() for found in _BREAK.finditer(head)), default=0)
    ending = _BREAK.search(text, span.end, span.end + _REACH)
    if ending and ending.start() == span.end and len(head) - start <= _OPENING:
        # "On Thursday, the department announced": the clause goes on.
        ending = _BREAK.search(text, ending.end(), span.end + _REACH)
    clause = head[start:] + text[span.start : ending.start() if ending else span.end + _REACH]
    if language == "en":
        return _english(clause)
    german = _german(clause)
    return _english(clause) if german is Tense.UNCLEAR and language == "und" else german


def _german(clause: str) -> Tense:
    if _GERMAN_OPEN.search(clause) or _HEARSAY.search(clause):
        return Tense.UNCLEAR
    past = bool(_GERMAN_PAST.search(clause) or _PERFECT.search(clause) or _weak_past(clause))
    return _told(past, _GERMAN_FUTURE.search(clause) is not None)


def _weak_past(clause: str) -> bool:
    """Whether a word looks like `meldete` and does not stand like `der verletzte Fahrer`."""
    for match in _WEAK_PAST.finditer(clause):
        described = clause[match.end() : match.end() + 2].strip()[:1].isupper()
        before = match["before"]
        attribute = described and before is not None and _DETERMINER.match(before)
        if not attribute and not _NO_VERB.match(match["verb"]):
            return True
    return False


def _english(clause: str) -> Tense:
    if _ENGLISH_OPEN.search(clause):
        return Tense.UNCLEAR
    future = _ENGLISH_FUTURE.search(clause) is not None
    return _told(_ENGLISH_PAST.search(_ENGLISH_FUTURE.sub(" ", clause)) is not None, future)


def _told(past: bool, future: bool) -> Tense:
    if past == future:
        return Tense.UNCLEAR
    return Tense.PAST if past else Tense.FUTURE
