"""The clauses of a statement, and which of them assert nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from core.text.negation import NEGATING
from core.text.verbs import holds_infinitive, may_be_verb
from core.text.wishes import is_wish
from core.text.words import Word, folded_words


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words between two punctuation marks or before a subordinate clause."""

    words: tuple[Word, ...]
    open: bool
    """It only supposes, asks, wishes or waits: nothing is affirmed or denied in it."""


_BREAK = re.compile(r"[,;:()\[\]–—„“”\"»«?!…]|\s-\s")
_SHORT_QUOTATION = re.compile(
    r"[„“\"«»]((?:[^\s„“”\"«»,;:!?.]+\s){0,3}[^\s„“”\"«»,;:!?.]+)[“”\"»«]"
)
"""A few words that are quoted within a clause: `keine „angemessene Reaktion“ erkennen`."""
_SUBORDINATE = folded_words(
    "dass weil obwohl während nachdem bevor sodass aber doch jedoch sondern denn und"
    " that because although though while after but however whereas and"
)
_AND = folded_words("und and")
_MODAL = folded_words(
    """
    vielleicht möglicherweise sollte soll sollen solle könnte könnten könne können würde würden
    wäre wären hätte hätten dürfte dürften would could might may perhaps possibly maybe
    """
)
# Folding takes away what parts `könnte` from `konnte` and `würde` from `wurde`.
_INDICATIVE = folded_words("konnte konnten durfte durften wurde wurden waren hatte hatten")
_MONTHS = frozenset({"May"})
_TOLD = folded_words("said announced confirmed promised insisted added told pledged vowed stressed")
_CONDITION = {
    "de": folded_words("ob wenn falls sofern sobald solange bevor"),
    "en": folded_words("if unless whether lest without"),
}
_LEADING = folded_words("und oder aber auch erst nur noch selbst sogar and or but even only not")
_INSTEAD = folded_words("ohne statt anstatt")
# These are prepositions or nouns as well.
_WAITING = {"de": folded_words("bis ehe"), "en": folded_words("until till before once")}
_TIME = folded_words(
    """
    zu zum zur in ins im an ans auf nach vor über jetzt heute gestern morgen bald dahin dato hin
    ende mitte anfang spätestens kommenden kommende nächsten nächste nächstes diesen dieses
    uhr mitternacht mittag weihnachten ostern pfingsten silvester frühjahr frühling sommer herbst
    winter montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar
    märz april mai juni juli august september oktober november dezember
    """
)
_TIME_ENDING = re.compile(
    r"(?:tag|woche|wochen|monat|monats|jahr|jahre|jahres|ende|abend|mittag|nacht|beginn|start)\Z"
)
_SUBJECT = folded_words("i you he she it we they there")
_AUXILIARY = folded_words(
    "is are was were be has have had can will would does do did could may might must should shall"
)
_DETERMINER = folded_words("a an the its his her their our this these to any all")


def opens(word: Word) -> bool:
    """Whether a word makes its clause a supposition, wherever it stands."""
    return word.folded in _MODAL and not is_indicative(word) and word.text not in _MONTHS


def is_indicative(word: Word) -> bool:
    """Whether a verb states, though its folded form looks like one that supposes."""
    return word.text.casefold() in _INDICATIVE


def is_question(text: str) -> bool:
    """Whether a statement asks, whatever quotation marks close it."""
    return text.rstrip(" \"“”»«'’)").endswith("?")


def stretches(text: str, language: str, words: Sequence[Word]) -> tuple[Stretch, ...]:
    """The stretches of a statement of these words in order; every word is in one."""
    asked = is_question(text)
    languages = (language,) if language in _CONDITION else tuple(_CONDITION)
    parts = [part for segment in _segments(text, words) for part in _parts(segment, languages)]
    return tuple(
        [
            Stretch(
                tuple(part),
                asked or _asserts_nothing(part, languages) or is_wish(parts[:at], part, languages),
            )
            for at, part in enumerate(parts)
        ]
    )


@cache
def _conditions(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(_CONDITION[language] for language in languages))


def _segments(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    segment: list[Word] = []
    end = 0
    text = _SHORT_QUOTATION.sub(lambda match: f" {match[1]} ", text)
    for word in words:
        span = word.span
        between = text[end : span.start]
        if segment and between != " " and _BREAK.search(between):
            yield segment
            segment = []
        segment.append(word)
        end = span.end
    if segment:
        yield segment


@cache
def _dividing(languages: tuple[str, ...]) -> frozenset[str]:
    """The words with which a clause may begin behind another."""
    waiting = _WAITING["en"] if "en" in languages else frozenset[str]()
    return _SUBORDINATE | _conditions(languages) | waiting


def _parts(segment: list[Word], languages: tuple[str, ...]) -> Iterator[list[Word]]:
    dividing, conditions = _dividing(languages), _conditions(languages)
    start = 0
    for at, word in enumerate(segment):
        folded = word.folded
        if (
            folded in dividing
            and at
            and not (folded in _AND and _joins_phrases(segment, start, at, languages))
            and (
                (folded in _SUBORDINATE and segment[at - 1].folded not in _INSTEAD)
                or folded in conditions
                or (folded in _WAITING["en"] and _waits("en", segment[at:]))
            )
        ):
            yield segment[start:at]
            start = at
    yield segment[start:]


def _joins_phrases(
    segment: Sequence[Word], start: int, at: int, languages: tuple[str, ...]
) -> bool:
    """Whether `und` stands between things of one clause: `Busse und Bahnen fahren`."""
    if len(languages) > 1:
        return False
    before = segment[start:at]
    dividing = _dividing(languages)
    after = list(takewhile(lambda word: word.folded not in dividing, segment[at + 1 :]))
    if not after or _holds_verb(after[:1], languages) or _negates(before):
        return False
    if not _holds_verb(before, languages):
        return True
    return not (_holds_verb(after, languages) or _negates(after))


def _holds_verb(found: Sequence[Word], languages: tuple[str, ...]) -> bool:
    return any(may_be_verb(languages[0], word) for word in found)


def _negates(found: Sequence[Word]) -> bool:
    return any(word.folded in NEGATING for word in found)


@cache
def _opening(languages: tuple[str, ...]) -> frozenset[str]:
    """The words that, first in a clause, may say that it asserts nothing."""
    waiting = (_WAITING[language] for language in languages)
    return _INSTEAD.union(_conditions(languages), *waiting)


def _asserts_nothing(part: Sequence[Word], languages: tuple[str, ...]) -> bool:
    modal = [word for word in part if word.folded in _MODAL]
    if any(
        opens(word) and not _is_told(part, word) and not _is_unable(part, word) for word in modal
    ):
        return True
    rest = part[1:] if len(part) > 1 and part[0].folded in _LEADING else part
    return rest[0].folded in _opening(languages) and (
        rest[0].folded in _conditions(languages)
        or _is_instead(rest)
        or any(_waits(language, rest) for language in languages)
    )


def _is_told(part: Sequence[Word], modal: Word) -> bool:
    """Whether `would` only puts a future into the past of a report: `she said it would close`."""
    return modal.folded == "would" and any(
        word.folded in _TOLD and word.span.end <= modal.span.start for word in part
    )


def _is_unable(part: Sequence[Word], modal: Word) -> bool:
    """Whether it says that somebody was not able to: `could not be verified`."""
    after = [word.folded for word in part if word.span.start > modal.span.end]
    return modal.folded == "could" and after[:1] in (["not"], ["never"])


def _is_instead(part: Sequence[Word]) -> bool:
    """Whether these words begin with `ohne dass`, or with `ohne` before an infinitive with `zu`."""
    return part[0].folded in _INSTEAD and (
        any(word.folded == "dass" for word in part[1:]) or holds_infinitive(part)
    )


def _waits(language: str, part: Sequence[Word]) -> bool:
    """Whether these words begin a clause of time; `bis Mai` and `before Friday` are none."""
    if len(part) < 2 or part[0].folded not in _WAITING[language]:
        return False
    after = part[1]
    if language == "de":
        return (
            not after.folded[0].isdigit()
            and after.folded not in _TIME
            and _TIME_ENDING.search(after.folded) is None
            and part[-1].text[0].islower()
        )
    return after.folded in _SUBJECT or any(
        word.folded in _AUXILIARY
        or word.folded.endswith(("ed", "ing"))
        or (word.folded.endswith("s") and at > 1 and _begins_object(part[at + 1 :]))
        for at, word in enumerate(part)
    )


def _begins_object(part: Sequence[Word]) -> bool:
    return bool(part) and part[0].folded in _DETERMINER
