"""What a statement denies, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.model import Span
from core.relations.clauses import is_indicative, stretches
from core.relations.profile import StatementProfile
from core.relations.synonyms import classes_of
from core.text.words import Word, fold


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a statement between two punctuation marks or before a subordinate clause."""

    words: tuple[Word, ...]
    content: tuple[Word, ...]
    open: bool
    """It only supposes, asks or wishes: nothing is affirmed or denied in it."""
    denying: bool
    """It holds a negation, or a word that is one in other words."""


@dataclass(frozen=True, slots=True)
class Negation:
    """A negating word and what it denies."""

    word: Word
    denied: tuple[Word, ...]
    """The words without which it would deny something else."""
    clause: tuple[Word, ...]
    """The content of its clause."""


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


_NO = _folded("kein keine keinen keinem keiner keines keinerlei")
_NO_ENGLISH = _folded("no")
_NOT = _folded(
    "nicht nie niemals keineswegs keinesfalls nirgends nirgendwo not never neither nor cannot can't"
    " don't doesn't didn't won't wouldn't couldn't shouldn't isn't aren't wasn't weren't hasn't"
    " haven't hadn't"
)
_NOBODY = _folded(
    "niemand niemandem niemanden nichts weder ohne nobody none nothing without nowhere"
)
_NEGATING = _NO | _NO_ENGLISH | _NOT | _NOBODY
_IN_OTHER_WORDS = _folded(
    """
    scheitern scheitert scheiterte gescheitert platzen platzte geplatzt misslang misslungen
    erfolglos erfolglose erfolglosen erfolgloser erfolgloses vergeblich
    fehlen fehlt fehlte fehlten fehlend fehlende fehlenden
    mangel mangels mangelt mangelnde mangelnden entbehrt leer frei bar offen
    verweigern verweigert verweigerte weigern weigert weigerte weigerten unterlassen unterließ
    versäumen versäumt versäumte verzichten verzichtet verzichtete vermeiden vermied
    verhindern verhindert verhinderte stoppen gestoppt boykott boykottieren boykottiert
    absage absagen abgesagt ablehnung ablehnen abgelehnt lehnte lehnt lehnen gegen
    aussteht ausstehen ausstehend ausgeschlossen unmöglich unmöglichkeit vergessenheit
    ende beendet kaum selten wenig wenige weniger nur lediglich außer statt anstatt
    fail failed fails failing failure lack lacks lacked lacking miss missing absent absence
    refuse refused refuses reject rejected rejects declined against boycott
    avoid avoided prevent prevented unable impossible unsuccessful excluded end ended
    hardly barely scarcely seldom rarely few little only instead rather
    """
)
_DISPUTING_CLASSES = frozenset({"denial"})
_IN_OTHER_WORDS_CLASSES = frozenset({"denial", "rejection"})
_AFFIRMING = re.compile(
    r"""\b(?:
        nicht\ (?: nur | bloß | allein | erst | lediglich | einfach | ausschließlich | einzig | etwa
                 | zuletzt | weniger | mehr\ als | minder | umsonst | ohne | von\ ungefähr
                 | auszuschließen | ausgeschlossen | unbedingt | selten | wenige? | wahr
                 | alle\w* | jede\w* | immer | überall | ganz | völlig | genau
                 | zum\ \w+\ mal | einmal\ \d\S* | lange\ (?: nach | vor | her ) | zu\ vergessen
                 | vor\ (?: \d\S* | dem\ \d\S* | ende | mitte | anfang | \w+tag | mittwoch | januar
                         | februar | märz | april | mai | ju[nl]i | august | september | oktober
                         | november | dezember | herbst | sommer | winter | frühjahr )
                 | un(?!ter|d\b|s\b)\w+ )
      | kein\w*\ (?: geringer\w* | zweifel\w* | frage | wunder | unbekannt\w* | zufall | geheimnis
                   | unbedeutend\w* | gering\w* | einzelfall | ausnahme | neuling | mehr\ als )
      | nichts\ (?: als | anderes | geringeres ) | oder\ nicht
      | (?: not | never | cannot | \w+n['’]t )\ (?:
                 only | just | least | merely | simply | solely | purely | exclusively | alone
               | without | surprisingly | to\ mention | unlike | all | every\w* | always | entirely
               | fully | quite | necessarily | so\ much | until | till | before | yet\ another
               | long\ (?: after | before | ago ) | for\ the\ \w+\ time
               | un(?!der|til|less|it|veil)\w+ | (?: \w+\ ){1,9} until )
      | no\ (?: doubt | fewer | less | wonder | question | secret | surprise | exception | stranger
             | sooner | matter | later\ than | earlier\ than | longer\ than | more\ than
             | other\ than )
      | nothing\ (?: but | less\ than | short\ of ) | or\ not
    )(?!\w)
    | \bno\.?\ ?(?=\d)                                          # No. 1
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CERTAINTY = _folded(
    """
    geplant geplante geplanten geplanter geplantes angeblich angebliche angeblichen angeblicher
    grundsätzlich grundsätzliche grundsätzlichen möglich mögliche möglichen möglicher
    möglicherweise mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher vermutlich voraussichtlich
    wahrscheinlich wohl vielleicht offenbar vorläufig vorläufige vorläufigen vorläufiger
    potenziell potenzielle potenziellen potenzieller
    soll sollen solle sollte sollten könnte könnten dürfte dürften würde würden wäre wären
    planned alleged allegedly reportedly possible possibly probably likely unlikely perhaps maybe
    apparently expected could might may would should potential potentially preliminary tentative
    """
)


@dataclass(frozen=True, slots=True)
class Polarity:
    """What a statement affirms, denies and leaves open, clause by clause."""

    clauses: tuple[Clause, ...]
    negations: tuple[Negation, ...]
    """Those that deny something. Two in one clause cancel each other out."""
    certainty: tuple[Word, ...]
    """The words that say how sure or how final the matter is."""


def polarity_of(profile: StatementProfile) -> Polarity:
    """What a statement affirms, denies and leaves open."""
    negates = any(word.folded in _NEGATING for word in profile.words)
    affirming = tuple(
        Span(*match.span()) for match in (_AFFIRMING.finditer(profile.text) if negates else ())
    )
    clauses = _clauses(profile, affirming)
    return Polarity(
        clauses=clauses,
        negations=tuple(_negations(clauses, affirming)),
        certainty=tuple(
            word for word in profile.words if word.folded in _CERTAINTY and not is_indicative(word)
        ),
    )


def _clauses(profile: StatementProfile, affirming: Sequence[Span]) -> tuple[Clause, ...]:
    content = {word.span.start for word in profile.content}
    return tuple(
        Clause(
            words=stretch.words,
            content=tuple(word for word in stretch.words if word.span.start in content),
            open=stretch.open,
            denying=any(_denies(word) and not _within(word, affirming) for word in stretch.words),
        )
        for stretch in stretches(profile)
    )


def _within(word: Word, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(word.span) for span in spans)


def _denies(word: Word) -> bool:
    return (
        word.folded in _NEGATING
        or word.folded in _IN_OTHER_WORDS
        or _is_denial(word.stem, _IN_OTHER_WORDS_CLASSES)
    )


def _disputes(word: Word) -> bool:
    return _is_denial(word.stem, _DISPUTING_CLASSES)


@lru_cache(maxsize=1 << 17)
def _is_denial(stem: str, classes: frozenset[str]) -> bool:
    return not classes.isdisjoint(classes_of(stem))


def may_deny(profile: StatementProfile) -> bool:
    """Whether a statement holds a word that can deny something; quickly answered."""
    return any(word.folded in _NEGATING for word in profile.words) or any(
        _disputes(word) for word in profile.content
    )


def _negations(clauses: Sequence[Clause], affirming: Sequence[Span]) -> Iterator[Negation]:
    for number, clause in enumerate(clauses):
        if clause.open or not clause.denying:
            continue
        negating = [
            word
            for word in clause.words
            if (word.folded in _NEGATING or _disputes(word)) and not _within(word, affirming)
        ]
        if len(negating) != 1:
            continue
        word = negating[0]
        denied = _disputed(clauses[number:], word) if _disputes(word) else _denied(clause, word)
        if denied:
            yield Negation(word, denied, clause.content)


def _disputed(clauses: Sequence[Clause], verb: Word) -> tuple[Word, ...]:
    following = (
        word
        for clause in clauses[:2]
        for word in clause.content
        if word.span.start > verb.span.end and "accusation" not in classes_of(word.stem)
    )
    return tuple(following)[:5]


def _denied(clause: Clause, negating: Word) -> tuple[Word, ...]:
    after = tuple(word for word in clause.content if word.span.start > negating.span.start)
    before = tuple(word for word in clause.content if word.span.start < negating.span.start)
    if negating.folded in _NOBODY:
        return ()
    if negating.folded in _NO:
        return next(((word,) for word in after if word.text[0].isupper()), ())
    if len(after) > 1 and after[0].text[0].islower() and after[1].text[0].isupper():
        return ()  # `nicht öffentliche Systeme` denies a quality, not that there are systems.
    return after[:4] or before[-2:]
