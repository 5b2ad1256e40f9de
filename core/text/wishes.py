"""What somebody asks for, hopes or fears, without a word on whether it will be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.text.verbs import holds_infinitive
from core.text.words import Word, folded_words

_WISHING_DE = re.compile(
    r"(?:auf|ein)?(?:ge)?(?:"
    r"forder(?:n|t|te|ten)|verlang(?:en|t|te|ten)|hoff(?:en|t|te|ten)|wunsch(?:en|t|te|ten)"
    r"|(?:be)?furcht(?:en|et|ete|eten)|appellier(?:en|t|te|ten)|pladier(?:en|t|te|ten)"
    r"|dring(?:en|t)|drang(?:en|t|te|ten)?|bitt(?:en|et)|bat(?:en)?|beten|empfehlen|empfiehlt"
    r"|empfahl(?:en)?|empfohlen|(?:er)?mahn(?:en|t|te|ten)|droh(?:en|t|te|ten)"
    r"|beantrag(?:en|t|te|ten)|erwag(?:en|t)|erwog(?:en)?|uberleg(?:en|t|te|ten))\Z"
)
_WISHES_DE = folded_words(
    "Forderung Forderungen Hoffnung Hoffnungen Wunsch Appell Aufruf Bitte Sorge Angst Furcht"
    " Befürchtung Befürchtungen Vorschlag Drohung Antrag Empfehlung"
)
_PARTED_DE = {
    "aus": folded_words("spricht sprechen sprach sprachen"),
    "ein": folded_words("setzt setzen setzte setzten"),
    "vor": folded_words("schlägt schlagen schlug schlugen"),
    "auf": folded_words("ruft rufen rief riefen"),
}
"""The verbs of which only the particle at the end makes a wish: `sprach sich dafür aus`."""
_JOINED_DE = folded_words("ausgesprochen eingesetzt vorgeschlagen aufgerufen")
_PURPOSE = folded_words("um ohne statt anstatt")
_ASIDE = 3
"""The most words of what only says who it is: `fordert der Vorsitzende, Ulf Ahr, dass …`."""

_WISHING_EN = folded_words(
    """
    demand demands demanded demanding hope hopes hoped hoping wish wishes wished fear fears feared
    fearing urge urges urged urging recommend recommends recommended propose proposes proposed
    request requests requested plead pleads pleaded
    """
)
"""What stands before `that …` or `… will`, as a verb or as a noun."""
_WANTING = folded_words("want wants wanted wanting")
_ASKING = folded_words(
    """
    urge urges urged urging ask asks asked asking beg begs begged advise advises advised pressed
    pressing lobbied petitioned implored threaten threatens threatened threatening
    """
)
"""What stands before `to …`, with whom one asks between them or without."""
_CALLING = folded_words("call calls called calling appeal appeals appealed")
_CALLING_TO = folded_words("on for upon to")


def is_wish(
    ahead: Sequence[Sequence[Word]], part: Sequence[Word], languages: Sequence[str]
) -> bool:
    """Whether a stretch says what is wished, by its own words or those of the stretches ahead."""
    return ("de" in languages and _is_wished_in_german(ahead, part)) or (
        "en" in languages and (_is_wished_in_english(ahead, part) or _asks(part) or _hopes(part))
    )


def _is_wished_in_german(ahead: Sequence[Sequence[Word]], part: Sequence[Word]) -> bool:
    reported = part[0].folded == "dass"
    if not ahead or not (reported or (part[0].folded not in _PURPOSE and holds_infinitive(part))):
        return False
    if len(ahead[-1]) == 1 and ahead[-1][0].folded in _PARTED_DE:
        # What is said of whom stands between: `rief alle, die es hörten, auf, …`.
        return _wishes_in_german([word for before in ahead for word in before])
    for before in reversed(ahead):
        if _wishes_in_german(before) or len(before) > _ASIDE:
            return _wishes_in_german(before)
    return False


def _wishes_in_german(part: Sequence[Word]) -> bool:
    parted = _PARTED_DE.get(part[-1].folded, frozenset())
    return any(
        word.folded in parted
        or word.folded in _JOINED_DE
        or (_WISHING_DE.match(word.folded) if word.text.islower() else word.folded in _WISHES_DE)
        for word in part
    )


def _is_wished_in_english(ahead: Sequence[Sequence[Word]], part: Sequence[Word]) -> bool:
    return (
        bool(ahead)
        and part[0].folded == "that"
        and any(word.folded in _WISHING_EN for word in ahead[-1])
    )


def _asks(part: Sequence[Word]) -> bool:
    """Whether it says whom one asks to do something: `called on the council to close the pier`."""
    said = [word.folded for word in part]
    for at, folded in enumerate(said):
        after = said[at + 1 :]
        if folded in _CALLING and after and after[0] in _CALLING_TO:
            after = after[1:]
        elif folded not in _ASKING and (folded not in _WANTING or after[:1] == ["to"]):
            continue
        if "to" in after:
            return True
    return False


def _hopes(part: Sequence[Word]) -> bool:
    """Whether it says what one hopes will be, without a `that`."""
    said = [word.folded for word in part]
    return "will" in said and any(folded in _WISHING_EN for folded in said[: said.index("will")])
