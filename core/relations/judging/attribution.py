"""Which words of a statement only say whose it is: `nach Angaben der Polizei`, `she said`."""

from __future__ import annotations

from collections.abc import Sequence

from core.relations.profile import StatementProfile
from core.relations.synonyms import head_class
from core.text.words import Word, folded_words

_TELLING = frozenset({"statement", "confirmation", "announcement"})
_SOURCES = folded_words(
    """
    angabe angaben information informationen auskunft aussage aussagen bericht berichte berichten
    berichtet berichtete meldung meldungen einschätzung laut zufolge heißt hieß hiess erfuhr
    versichert versicherte versicherten behauptet behauptete behaupteten eigenen teilte teilten
    according report reports reported reporting sources source claim claims claimed insists insisted
    """
)
_NAMING = folded_words("laut angaben informationen auskunft aussage aussagen according to of from")
"""The next word after these names the source."""
_NAMED_BEFORE = folded_words("zufolge")
_HEARD = folded_words("heißt hieß")
"""With `es` they give the words of whom they name: `heißt es bei der Polizei`."""
_HEDGES = folded_words(
    """
    rund etwa knapp gut fast wenigstens mindestens höchstens circa ungefähr schätzungsweise exakt
    genau about roughly nearly almost around approximately exactly least
    """
)
_COUNTING = folded_words(
    """
    zählt zählte zählten zählen gezählt liegt lag beträgt betrug beläuft belief beziffert bezifferte
    zahl anzahl gibt gab kommt kam sprach spricht sprachen count counts counted number put puts
    stands stood total
    """
)
_DETERMINERS = folded_words(
    "der des die dieser dieses den dem einer eines seiner ihrer es aus bei in von vom the a an its"
    " their this"
)

_ASIDE = _SOURCES | _HEDGES | _COUNTING
_NAMED_AFTER = (_SOURCES & _NAMING) | {"according", "laut"}


def beyond_attribution(profile: StatementProfile, found: Sequence[Word]) -> list[Word]:
    """The words, of some of a statement, that say what of, not who says it or that it counts."""
    sources = _sources(profile)
    return [
        word
        for word in found
        if word.span.start not in sources
        and word.folded not in _ASIDE
        and head_class(word.stem) not in _TELLING
    ]


def tells(word: Word) -> bool:
    """Whether a word says that something is said."""
    return word.folded in _SOURCES or head_class(word.stem) in _TELLING


def _sources(profile: StatementProfile) -> set[int]:
    """Where the words stand that name who says it."""
    speech = profile.speech
    said = set()
    if speech is not None and speech.span is not None:
        span = speech.span
        said |= {word.span.start for word in profile.content if span.overlaps(word.span)}
    words = profile.words
    for at, word in enumerate(words):
        if word.folded in _NAMED_BEFORE and at:
            said.add(words[at - 1].span.start)
        heard = word.folded in _HEARD and [each.folded for each in words[at + 1 : at + 2]] == ["es"]
        if heard or word.folded in _NAMED_AFTER:
            said.update(_named_after(words[at + 1 : at + 5]))
    return said


def _named_after(following: Sequence[Word]) -> set[int]:
    for word in following:
        if word.folded not in _DETERMINERS and word.folded not in _NAMING:
            return {word.span.start}
    return set()
