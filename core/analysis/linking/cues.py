"""What the words around a name say it is: `Bürgermeisterin X`, `X GmbH`, `die App X`, `in X`."""

from __future__ import annotations

from collections.abc import Sequence

from core.analysis.linking.heads import kind_of_head
from core.analysis.linking.pages import Page, Token
from core.analysis.linking.wording import DEFINITE_WORDS, LEGAL_FORM_AHEAD, is_stop
from core.model import EntityKind
from core.text.words import fold

_LEADERS_WRITTEN = "chef chefin ceo boss chief head founder vorstand vorstandschef vorstandschefin"
_LEADERS = frozenset(_LEADERS_WRITTEN.split())
_STAFF_WRITTEN = """
sprecher sprecherin manager managerin mitarbeiter mitarbeitern beschaftigte beschaftigten aktie
aktien aktionare aktionaren grunder grunderin mutterkonzern tochter filiale filialen aufsichtsrat
zentrale fraktion shareholders shares headquarters employees
"""
STAFF = _LEADERS | frozenset(_STAFF_WRITTEN.split())
_PERSONAL = frozenset(("sprecher", "sprecherin", "manager", "managerin", "mitarbeiter", "tochter"))
"""What a person may have as well."""
_SPEECH_WRITTEN = """
sagte sagt erklarte erklart meinte meint betonte betont forderte fordert kritisierte kritisiert
warnte warnt raumte antwortete ruft rief lachte erzahlte erzahlt verriet verlangte verlangt nannte
widersprach widerspricht schrieb schreibt versicherte versichert erganzte fugte sprach spricht
beteuerte entgegnete hofft glaubt findet said says told argued replied insisted admitted added
explained joked claimed warned wrote recalled denied declined tweeted believes
"""
_SPEECH = frozenset(_SPEECH_WRITTEN.split())
_NAMED = frozenset(("namens", "called", "named", "dubbed", "genannt"))
_OF_TOWNS_WRITTEN = """
landratsamt rathaus burgermeister burgermeisterin oberburgermeister oberburgermeisterin stadtrat
gemeinderat einwohner einwohnern bewohner bewohnern innenstadt altstadt umland mayor residents
outskirts suburbs streets
"""
_OF_TOWNS = frozenset(_OF_TOWNS_WRITTEN.split())
_WHERE = {"de": frozenset(("in", "nach", "aus")), "en": frozenset(("in", "near"))}
_APPOSITIONS = frozenset(("der", "die", "das", "ein", "eine", "a", "an", "the"))
_GERMAN = _APPOSITIONS - {"a", "an", "the"}
_WORDS_AWAY = 7


def strong_cue(page: Page, first: int, last: int) -> EntityKind | None:
    """The kind that words right beside a name give it; the name is the tokens first to last."""
    tokens = page.tokens
    before = neighbour(tokens, first, -1)
    if before is not None and (before.text[0].isupper() or page.source.language == "en"):
        kind = kind_of_head(before.text)
        if kind is not None:
            return kind
    end = tokens[last].end
    if page.text.startswith(" administration", end):
        return EntityKind.PERSON
    if LEGAL_FORM_AHEAD.match(page.text, end) or _owns_as_a_body_does(page, last):
        return EntityKind.ORGANISATION
    if page.text.startswith("-based", end):
        return EntityKind.PLACE
    return _kind_of_leading_phrase(tokens, first) or _apposed(tokens[last + 1 :][:_WORDS_AWAY])


def weak_cue(page: Page, first: int, last: int) -> EntityKind | None:
    """The kind that a preposition or a verb of saying beside the name makes likelier.

    Nothing is likelier of acronyms, which stand there in front of nouns: `in NATO circles`.
    """
    before, after = neighbour(page.tokens, first, -1), neighbour(page.tokens, last, 1)
    if page.tokens[first].text.isupper():
        return None
    alone = first == last and (before is None or before.text.lower() not in DEFINITE_WORDS)
    if alone and any(w is not None and fold(w.text) in _SPEECH for w in (before, after)):
        return EntityKind.PERSON
    where = _WHERE.get(page.source.language, frozenset())
    return EntityKind.PLACE if before is not None and before.text.lower() in where else None


def neighbour(tokens: Sequence[Token], number: int, step: int) -> Token | None:
    """The word beside a token, with nothing but a quotation mark between."""
    there = number + step
    quoted = 0 <= there < len(tokens) and tokens[there].text == '"'
    there += step * quoted
    if not 0 <= there < len(tokens) or not tokens[there].text[0].isalpha():
        return None
    one, other = sorted((tokens[there], tokens[number]), key=lambda token: token.start)
    return tokens[there] if other.start - one.end == 1 + quoted else None


def _owns_as_a_body_does(page: Page, last: int) -> bool:
    """`Zynex-Chef`, `Zynex' Aktie`, `Zynex's founder`."""
    token = page.tokens[last]
    following = page.tokens[last + 1 : last + 4]
    if len(following) > 1 and following[0].text == "-" and following[0].start == token.end:
        return fold(following[1].text) in STAFF
    owned = next((word.text for word in following if len(word.text) > 1), "")
    genitive = token.text.endswith("s") or page.text[token.end : token.end + 1] == "'"
    return genitive and fold(owned) in STAFF - _PERSONAL


def _kind_of_leading_phrase(tokens: Sequence[Token], first: int) -> EntityKind | None:
    """`CEO of X`, `Chef von X`, `the city of X`."""
    words = [fold(token.text) for token in tokens[max(0, first - 2) : first]]
    if len(words) > 1 and words[1] in _NAMED:
        return kind_of_head(words[0])
    if len(words) < 2 or words[1] not in ("of", "von", "der", "des"):
        return None
    if words[0] in _OF_TOWNS and words[1] in ("of", "von"):
        return EntityKind.PLACE
    if words[0] in _LEADERS:
        return EntityKind.ORGANISATION
    place = words[1] == "of" and kind_of_head(words[0]) is EntityKind.PLACE
    return EntityKind.PLACE if place else None


def _apposed(following: Sequence[Token]) -> EntityKind | None:
    """`X, a battery maker`, `X, die Stadt am Meer`."""
    if len(following) < 3 or following[0].text != "," or following[1].text not in _APPOSITIONS:
        return None
    for token in following[2:]:
        if not token.text[0].isalpha():
            break
        kind = kind_of_head(token.text)
        if kind is not None:
            return kind
        if is_stop(fold(token.text)) or (following[1].text in _GERMAN and token.text[0].isupper()):
            break  # a relative clause
    return None
