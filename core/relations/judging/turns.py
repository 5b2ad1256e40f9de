"""Words that deny without a negation: what is called false, refused, ruled out, or far from so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.relations.synonyms import classes_of
from core.text.negation import NEGATING
from core.text.words import Word, folded_words

REPORTS = folded_words(
    """
    bericht berichte berichten berichts medienbericht medienberichte medienberichten gerücht
    gerüchte gerüchten darstellung darstellungen spekulation spekulationen meldung meldungen
    behauptung behauptungen vermutung vermutungen angabe angaben
    report reports rumour rumours rumor rumors claim claims suggestion suggestions speculation
    """
)
"""What passes on that something is so, and can be called false."""
_FALSE = folded_words(
    """
    falsch unwahr haltlos unbegründet erfunden unzutreffend gegenstandslos
    false untrue baseless unfounded fabricated wrong incorrect groundless
    """
)
_SURELY_FALSE = _FALSE - folded_words("falsch wrong incorrect")
"""What is said only of what is not so: it may be `wrong` that something is so."""
THAT = folded_words("dass that wonach denen which demzufolge")
"""With these begins what is reported."""
_DISMISSING = folded_words(
    """
    dismiss dismisses dismissed reject rejects rejected rubbish rubbished rebuff rebuffed
    contradicts contradicted disputes disputed widerspricht widersprach widersprachen widersprechen
    """
)
REFUSING_TO = folded_words(
    "refuse refuses refused refusing decline declines declined fail fails failed neglected"
)
_REFUSING = folded_words(
    "weigert weigern weigerte weigerten geweigert versäumt versäumte versäumten unterließ"
)
_DECIDING = folded_words(
    "decide decides decided deciding opt opts opted entscheidet entschied entschieden entscheiden"
)
_FORGOING = folded_words("verzichtet verzichte verzichtete verzichteten verzichten")
_REFRAINING = {
    "sieht": "ab", "sehen": "ab", "sah": "ab", "sahen": "ab",
    "nimmt": "abstand", "nehmen": "abstand", "nahm": "abstand", "nahmen": "abstand",
}  # fmt: skip
"""`sieht davon ab`, `nahm von dem Plan Abstand`."""
_GIVING_UP = folded_words(
    """
    abandon abandons abandoned abandoning scrap scraps scrapped scrapping shelve shelves shelved
    shelving ditch ditches ditched ditching drop drops dropped dropping
    """
)
_PLANS = folded_words("plan plans proposal proposals idea bid scheme schemes effort efforts")
_EXCLUDING = {"schließt": "aus", "schliesst": "aus", "schloss": "aus", "schlossen": "aus"}
_RULING_OUT = folded_words("rule rules ruled ruling")
_PASSIVE = folded_words("is are was were be been being gets got")
_FAR_FROM = re.compile(
    r"\bfar\ from\ (?!the\b|here\b|home\b|his\b|her\b|their\b|its\b|where\b|(?-i:[A-Z]))"
    r"|\banything\ but\b|\bnowhere\ near\b"
    r"|\bweit\ davon\ entfernt\b|\balles\ andere\ als\b|\bmitnichten\b",
    re.IGNORECASE,
)
_FAR = folded_words("far anything nowhere weit alles mitnichten")
_NEXT = 4
"""Within how many words behind a verb stands the report that it dismisses."""

TURNING = (
    _FALSE
    | _DISMISSING
    | REFUSING_TO
    | _REFUSING
    | _DECIDING
    | _FORGOING
    | _REFRAINING.keys()
    | _GIVING_UP
    | _EXCLUDING.keys()
    | _RULING_OUT
    | _FAR
)
"""Words one of which is in everything that is denied so."""


def called_false(found: Sequence[Word]) -> Word | None:
    """The word that calls a report false in its own clause: `Berichte … seien falsch`."""
    return _false(found) if any(map(_is_report, found)) else None


def called_false_behind(
    found: Sequence[Word], before: Sequence[Word], two_before: Sequence[Word]
) -> Word | None:
    """The word that calls false what is reported: `Berichte, wonach …, seien falsch`.

    Of three clauses the last; where a language has no comma the last two are one:
    `reports that … are false`.
    """
    word = _false(found)
    if word is None or not before:
        return None
    if _is_report(before[-1]) and found[0].folded in THAT:
        return word if word is found[-1] else None
    if before[0].folded in THAT and not two_before:
        return word if word.folded in _SURELY_FALSE else None
    telling = any(each.folded in THAT for each in before[:2])
    return word if telling and two_before and _is_report(two_before[-1]) else None


def called_false_ahead(found: Sequence[Word], after: Sequence[Word]) -> Word | None:
    """The word that calls false what follows: `es sei unwahr, dass …`."""
    word = _false(found)
    ahead = word is not None and word.folded in _SURELY_FALSE and word is found[-1]
    return word if ahead and after and after[0].folded in THAT else None


def _false(found: Sequence[Word]) -> Word | None:
    if _is_negated(found):
        return None
    return next((word for word in found if word.folded in _FALSE), None)


def dismissing(found: Sequence[Word]) -> Word | None:
    """The verb that turns down a report in its own clause: `dismissed claims`."""
    for at, word in enumerate(found):
        if word.folded in _DISMISSING and any(map(_is_report, found[at + 1 : at + 1 + _NEXT])):
            return word
    return None


def refusing(found: Sequence[Word]) -> Word | None:
    """The verb that says of another, in its clause or the next, that it was not done."""
    for at, word in enumerate(found):
        after = [each.folded for each in found[at + 1 :]]
        if word.folded in _REFUSING or (word.folded in REFUSING_TO and after[:1] == ["to"]):
            return word
    return None


def lifts_negation(found: Sequence[Word]) -> bool:
    """Whether a negation in a clause leaves it affirmed: `verzichtet nicht auf die Mole`."""
    return _deciding_against(found) is not None or refusing(found) is not None


def deciding_against(found: Sequence[Word]) -> Word | None:
    """The verb that says that something is not to be: `decided against`, `verzichtet auf`."""
    return None if _is_negated(found) else _deciding_against(found)


def _deciding_against(found: Sequence[Word]) -> Word | None:
    for at, word in enumerate(found):
        after = [each.folded for each in found[at + 1 :]]
        if (
            (word.folded in _DECIDING and after and after[0] == "against")
            or (word.folded in _DECIDING and after[:2] == ["sich", "gegen"])
            or (word.folded in _FORGOING and ("auf" in after or "darauf" in after))
            or (word.folded in _FORGOING and any(w.folded in {"auf", "darauf"} for w in found[:at]))
        ):
            return word
        if _REFRAINING.get(word.folded, "") in after and ("von" in after or "davon" in after):
            return word
        if word.folded in _GIVING_UP:
            plan = next((w for w in found[at + 1 : at + 1 + _NEXT] if w.folded in _PLANS), None)
            if plan is not None:
                return plan
    return None


def excluding(found: Sequence[Word]) -> Word | None:
    """The verb that rules something out, if that is somebody's word: `schloss … aus`."""
    if found[-1].folded == "aus":
        return next((word for word in found if word.folded in _EXCLUDING), None)
    for at, word in enumerate(found[:-1]):
        if word.folded in _RULING_OUT and found[at + 1].folded == "out":
            return None if any(each.folded in _PASSIVE for each in found[:at]) else word
    return None


def far_from(text: str, found: Sequence[Word]) -> Word | None:
    """The word that begins `far from`, `alles andere als` and the like in a clause."""
    start, end = found[0].span.start, found[-1].span.end
    match = _FAR_FROM.search(text, start, end)
    return match and next(word for word in found if word.span.start == match.start())


def passes_on(word: Word) -> bool:
    """Whether a word only says that something is reported, or held against somebody."""
    return _is_report(word) or word.folded in {"wonach", "demzufolge"}


def _is_report(word: Word) -> bool:
    return word.folded in REPORTS or "accusation" in classes_of(word.stem)


def _is_negated(found: Sequence[Word]) -> bool:
    return any(word.folded in NEGATING for word in found)
