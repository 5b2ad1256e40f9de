"""German indirect speech by the form of the verb alone, as in `Er habe nichts gewusst`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.analysis.speech.lexicon import words_of
from core.analysis.speech.tokens import Token

_FORMS = words_of(
    """
    sei seien habe werde könne müsse solle wolle dürfe gebe gehe komme bleibe liege stehe brauche
    lasse wisse handle handele finde sehe nehme trage halte gelte bestehe fehle bedeute führe fahre
    gehöre spreche laufe sitze arbeite rechne hoffe glaube plane prüfe suche erwarte verdiene
    verstehe bekomme erhalte beginne ende entstehe dauere kenne denke freue fühle unterstütze biete
    bringe drohe diene folge erlaube ermögliche reiche scheine zeige bereite steige sinke wachse
    spiele treffe verliere gewinne unterscheide verhalte entspreche betreffe hänge
    """
)
_FIXED = re.compile(
    r"""\b(?:
        es\ sei\ denn | sei\ es | wie\ dem\ (?:auch|immer)\ sei | (?:gott|dem\ himmel)\ sei\ dank
      | sei'?s | koste\ es | komme,?\ was | man\ nehme | sei\ dahingestellt | gesagt\ sei
      | sei\ (?:hier\ |noch\ |an\ dieser\ stelle\ |nur\ |auch\ |daran\ |darauf\ |dazu\ )*
        (?:erwähnt|angemerkt|betont|hingewiesen|erinnert|gesagt|bemerkt|hervorgehoben|empfohlen
          |verwiesen|genannt|dank|hinzugefügt|gedankt)
      | sei\ (?:ihm|ihr|ihnen|euch)\ gegönnt
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_FIRST_PERSON = words_of("ich")
_OPENERS = words_of(
    """
    dass ob als wenn falls weil obwohl während nachdem bevor sodass damit indem sobald solange bis
    wie was wer wo warum weshalb wieso womit wodurch wohin woher welche welcher welches der die das
    dem den deren dessen denen um ohne statt
    """
)
_INDICATIVE = words_of(
    """
    ist sind war waren hat haben hatte hatten wird wurde wurden kann konnte konnten muss musste
    mussten soll sollte sollten will wollte wollten darf durfte durften gibt gab ging kam blieb lag
    stand ließ wusste geht kommt bleibt liegt steht scheint sieht sah
    """
)
_NO_VERBS = words_of(
    """
    nicht jetzt erst selbst seit mit fast damit oft sonst längst zuletzt zunächst bereits gut laut
    heute weit statt samt derzeit jederzeit insgesamt überhaupt zumeist meist höchst dort hart recht
    weitere heute gestern unten oben hinten guten alten letzte letzten ersten zweiten dritten erste
    bestimmten gesamten gesamte bekannten meisten beste besten gute alte weiten breite privaten
    """
)


def subjunctive_at(tokens: Sequence[Token], text: str) -> Token | None:
    """The verb that makes the main clause of a statement indirect speech, if one does."""
    if not any(token.low in _FORMS for token in tokens):
        return None
    if any(token.low in _FIRST_PERSON for token in tokens) or text.rstrip().endswith("!"):
        return None
    fixed = [match.span() for match in _FIXED.finditer(text)]
    for number, segment in enumerate(_segments(tokens)):
        subordinate = segment[0].low in _OPENERS and (
            number > 0 or segment[0].low not in ("der", "die", "das", "dem", "den")
        )
        for position, token in enumerate(segment):
            is_form = token.low in _FORMS and not token.is_capital
            if is_form and any(start <= token.start < end for start, end in fixed):
                return None
            if is_form and not subordinate and (position or number):
                return token if not _is_noun_phrase(segment, position) else None
            if not subordinate and _states(token, position):
                return None
    return None


def has_subjunctive(tokens: Sequence[Token]) -> bool:
    """Whether a form of indirect speech stands anywhere."""
    return any(token.low in _FORMS for token in tokens)


def _segments(tokens: Sequence[Token]) -> list[list[Token]]:
    segments: list[list[Token]] = []
    current: list[Token] = []
    for token in tokens:
        if token.is_word or token.is_quotation:
            current.append(token)
        elif current and token.text in ",;:–—()":
            segments.append(current)
            current = []
    return [*segments, current] if current else segments


def _states(token: Token, position: int) -> bool:
    """Whether a word is a finite verb in the indicative, as far as its form tells."""
    low = token.low
    if low in _INDICATIVE:
        return True
    if not position or token.is_capital or low in _NO_VERBS or len(low) < 4:
        return False
    return low.endswith(("te", "ten", "t")) and not low.startswith(("ge", "un"))


def _is_noun_phrase(segment: Sequence[Token], position: int) -> bool:
    """Whether what looks like a verb stands before its noun, as an adjective does."""
    if not position:
        return False
    before = segment[position - 1].low
    articles = {"der", "die", "das", "eine", "jede", "diese", "keine", "ihre", "seine", "als"}
    return before in articles and before not in ("das", "die", "der", "diese")
