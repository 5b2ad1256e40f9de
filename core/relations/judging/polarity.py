"""What a statement denies, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, takewhile

from core.model import Certainty, FigureKind, Span, Stance
from core.relations.judging import turns
from core.relations.profile import StatementProfile
from core.relations.synonyms import classes_of
from core.text.clauses import stretches
from core.text.negation import NEGATING, NO, NO_ENGLISH, NOBODY, affirming_spans
from core.text.stance import hedges, stance_of
from core.text.words import Word, folded_words


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a statement between two punctuation marks or before a subordinate clause."""

    words: tuple[Word, ...]
    content: tuple[Word, ...]
    open: bool
    """It only supposes, asks or wishes: nothing is affirmed or denied in it."""
    denying: bool
    """It holds a negation, or a word that is one in other words."""
    turning: frozenset[str]
    """The stems of these words, when it is denying only by them."""
    turned_down: bool = False
    """What it says is called false, refused or ruled out."""


@dataclass(frozen=True, slots=True)
class Negation:
    """A negating word and what it denies."""

    word: Word
    denied: tuple[Word, ...]
    """The words without which it would deny something else."""
    clause: tuple[Word, ...]
    """The content of its clause."""
    disputing: bool = False
    """It turns down what somebody says, so that what is denied is all there is to it."""
    left_open: Word | None = None
    """Where it says only that it is not decided whether something is done: the verb of that."""


_IN_OTHER_WORDS = folded_words(
    """
    scheitern scheitert scheiterte gescheitert platzen platzte geplatzt misslang misslungen
    erfolglos erfolglose erfolglosen erfolgloser erfolgloses vergeblich
    fehlen fehlt fehlte fehlten fehlend fehlende fehlenden
    mangel mangels mangelt mangelnde mangelnden entbehrt leer frei bar offen
    verweigern verweigert verweigerte weigern weigert weigerte weigerten unterlassen unterließ
    versäumen versäumt versäumte verzichten verzichtet verzichtete vermeiden vermied
    verhindern verhindert verhinderte
    abwenden abgewendet abwendete abgewehrt stoppen gestoppt boykott boykottieren boykottiert
    absage absagen abgesagt ablehnung ablehnen abgelehnt lehnte lehnt lehnen gegen
    aussteht ausstehen ausstehend ausgeschlossen unmöglich unmöglichkeit vergessenheit
    ende beendet kaum selten wenig wenige weniger nur lediglich außer statt anstatt
    fail failed fails failing failure lack lacks lacked lacking miss missing absent absence
    refuse refused refuses reject rejected rejects declined against boycott
    avoid avoided avert averted prevent prevented unable impossible unsuccessful excluded end ended
    missachtung missachtet missachten missachtete disregard disregarded
    hardly barely scarcely seldom rarely few little only instead rather
    """
)
_DENYING = NEGATING | _IN_OTHER_WORDS
_PARTICIPLE = re.compile(r"(?:ge|ver|be|er|ent|zer|unter|über)\w+(?:t|en)\Z")
_PARTNERS = folded_words("weder ohne without")
"""They deny in company, or only a circumstance."""
_IN_GERMAN = folded_words("niemand niemandem niemanden nichts")
_NO_MORE = folded_words("longer means")
"""With these `no` denies what follows, as `not` does."""
_BEING_THERE = folded_words(
    "liegt lag liege vor gibt gab gebe besteht bestand bestehe existiert existierte vorhanden"
)
_BEING_DONE = folded_words(
    "geplant vorgesehen beabsichtigt erfolgt vorhanden gefallen getroffen vollzogen"
)
"""What is said of a deed by its name: `ein Verkauf ist nicht geplant`."""
_AIMS = folded_words("plan plans intention intentions intent wish desire")
"""What one has no `…` to do that one will not do."""
_AUXILIARIES = folded_words("was were is are be been being has have had will would can could must")
_COMING_TO_BE = folded_words(
    """
    reached signed made taken struck concluded agreed held found seen reported recorded registered
    confirmed announced issued received done planned scheduled set available expected
    erzielt erreicht unterschrieben unterzeichnet geschlossen abgeschlossen getroffen gefallen
    gefasst vereinbart gefunden entdeckt festgestellt gemeldet registriert bestätigt bekannt
    bekanntgegeben erfolgt geplant vorgesehen beabsichtigt vorhanden
    """
)
"""What is done to a thing so that it is there, or known to be."""
_DISPUTING_PARTS = {
    "weist": "zuruck", "wies": "zuruck", "wiesen": "zuruck", "weisen": "zuruck",
    "streitet": "ab", "stritt": "ab", "stritten": "ab", "streiten": "ab",
}  # fmt: skip
_PARTICLES = frozenset(_DISPUTING_PARTS.values())
_RELATIVE = frozenset(
    {"der", "die", "das", "den", "dem", "denen", "deren", "dessen", "who", "which"}
)
_THAT = folded_words("dass that")
_UNTRUE = re.compile(
    r"\b(?:nicht wahr|unwahr|falsch|keine Rede davon|not true|untrue|false|not the case),?\s\Z",
    re.IGNORECASE,
)
_ENDS = folded_words("ende end")
_TOWARDS = "gegen"
_NOON = folded_words("mittag mitternacht abend morgen")
_PERIOD = re.compile(
    r"(?:jahr|monat|woche|tag|quartal|saison|januar|februar|marz|april|mai|juni|juli|august|septem"
    r"|oktob|novem|dezem|year|month|week|day|quarter|season|januar|februar|march|octo|decem)"
)
_ASKING = folded_words(
    "wer was wann wie wo ob warum wieso weshalb wem wen who what when how whether why where"
)
_WHETHER = folded_words("ob whether")
_UNDECIDED = folded_words(
    "offen unklar ungewiss fraglich unentschieden ungeklart"
    " open unclear undecided unresolved uncertain"
)
_DECIDED = folded_words(
    "entschieden entscheidung entscheiden klar fest geklart"
    " decided decide decision clear certain settled"
)
"""What is said of a question that is open: these, or those where they are negated."""
_BEING_IT = folded_words("ist war sind waren is was s")
_AT_FIRST = folded_words("lange zunachst anfangs damals long initially originally first")
_LEADING_TO_A_VERB = folded_words("will would can could should may might must to be been")
_WAITING = folded_words("steht stehen stand standen fehlt fehlen ausstehend yet")
"""Without one of these and without a negation nothing is said to be still to come."""
_MERELY = folded_words("nur lediglich bloß only merely just")
_PLANNED = folded_words("geplant vorgesehen beabsichtigt angedacht planned proposed intended")
_OWED = re.compile(
    r"(?:anleihen?|kredite?|darlehen|schulden?|forderung(?:en)?|zahlung(?:en)?|rechnung(?:en)?"
    r"|lohne?|gehalter|gehalt|betrage?|betrag|summen?|raten?|mieten?|beitrage?|geld(?:er)?"
    r"|gebuhr(?:en)?|steuern?|zinsen|bonds?|loans?|debts?)\Z"
)
"""What is outstanding because it is owed: there is such a thing."""
DENIED = 8
"""How many words of what somebody denies are looked at."""
TELLING = NEGATING | _WAITING | _WHETHER | _DISPUTING_PARTS.keys() | _PLANNED | turns.TURNING
"""Words that can deny something, by themselves or with others."""
_DISPUTING_CLASSES = frozenset({"denial"})
_IN_OTHER_WORDS_CLASSES = frozenset({"denial", "rejection"})


@dataclass(frozen=True, slots=True)
class Polarity:
    """What a statement affirms, denies and leaves open, clause by clause."""

    clauses: tuple[Clause, ...]
    negations: tuple[Negation, ...]
    """Those that deny something. Two in one clause cancel each other out."""
    hedges: tuple[Word, ...]
    """The words that say how sure or how final anything in it is."""
    stance: Stance
    """Of the main clause."""


def polarity_of(profile: StatementProfile) -> Polarity:
    """What a statement affirms, denies and leaves open."""
    said = {word.folded for word in profile.words}
    denying = [
        word for word in profile.words if word.folded in _DENYING or _is_rejection(word.stem)
    ]
    negates = not NEGATING.isdisjoint(said)
    affirming = affirming_spans(profile.text) if negates else ()
    stance = stance_of(profile.text, profile.language, found=profile.words)
    clauses = _clauses(profile, denying, affirming, stance)
    turned = () if turns.TURNING.isdisjoint(said) else tuple(_turned_down(profile.text, clauses))
    return Polarity(
        clauses=_marked(clauses, turned),
        negations=(
            *_negations(profile.text, clauses, affirming),
            *turned,
            *_pending(clauses, stance),
            *(() if _WHETHER.isdisjoint(said) else _left_open(clauses)),
            *(() if _MERELY.isdisjoint(said) else _merely_planned(clauses)),
        ),
        hedges=hedges(profile.words),
        stance=stance,
    )


def _clauses(
    profile: StatementProfile,
    denying: Sequence[Word],
    affirming: Sequence[Span],
    stance: Stance,
) -> tuple[Clause, ...]:
    """The clauses of a statement, in which some words deny unless they affirm."""
    pending = set(stance.words) if stance.certainty is Certainty.PENDING else set()
    content = {word.span.start for word in profile.content}
    times = [figure.span for figure in profile.figures if figure.kind is FigureKind.DATE]
    denies = {word.span.start for word in denying if not _within(word, affirming)}

    def clause(found: tuple[Word, ...], *, opens: bool) -> Clause:
        start = found[0].span.start
        denying = [
            word
            for at, word in enumerate(found if denies else ())
            if word.span.start in denies
            and not (word.folded in _ENDS and _is_of_time(found[at + 1 :], times))
            and not (word.folded == _TOWARDS and _is_hour(found[at + 1 :]))
        ]
        plainly = (
            any(word.folded in NEGATING or _disputes(word) for word in denying)
            or (bool(pending) and any(word.span in pending for word in found))
            or bool(_disputing_verb(found))
            or (found[0].folded in _THAT and _UNTRUE.search(profile.text, 0, start) is not None)
        )
        return Clause(
            words=found,
            content=tuple([word for word in found if word.span.start in content]),
            open=opens,
            denying=plainly or bool(denying),
            turning=frozenset() if plainly else frozenset([word.stem for word in denying]),
        )

    return tuple(
        [
            clause(stretch.words, opens=stretch.open)
            for stretch in stretches(profile.text, profile.language, profile.words)
        ]
    )


def _is_of_time(following: Sequence[Word], times: Sequence[Span]) -> bool:
    """Whether these words say of what time it is the end: `Ende 2026`, `end of the year`."""
    return any(
        _within(word, times) or _PERIOD.match(word.folded) is not None for word in following[:3]
    )


def _is_hour(following: Sequence[Word]) -> bool:
    """Whether these words say what time it is: `gegen 9 Uhr`, `gegen Mittag`."""
    said = [word.folded for word in following[:2]]
    return said[1:] == ["uhr"] or (bool(said) and said[0] in _NOON)


def _within(word: Word, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(word.span) for span in spans)


@lru_cache(maxsize=1 << 17)
def _is_rejection(stem: str) -> bool:
    return not _IN_OTHER_WORDS_CLASSES.isdisjoint(classes_of(stem))


def _disputes(word: Word) -> bool:
    return not _DISPUTING_CLASSES.isdisjoint(classes_of(word.stem))


def may_deny(profile: StatementProfile) -> bool:
    """Whether a statement holds a word that can deny something; quickly answered."""
    return any(word.folded in TELLING for word in profile.words) or any(
        _disputes(word) for word in profile.content
    )


def may_deny_by(folded: str, stem: str) -> bool:
    """Whether a word of this form and stem can deny something, wherever it stands."""
    return folded in TELLING or not _DISPUTING_CLASSES.isdisjoint(classes_of(stem))


def _negations(
    text: str, clauses: Sequence[Clause], affirming: Sequence[Span]
) -> Iterator[Negation]:
    for number, clause in enumerate(clauses):
        if clause.open or not clause.denying or (number and _only_describes(clause)):
            continue
        ahead = text[: clause.words[0].span.start].rstrip()
        if clause.words[0].folded in _ASKING and (not number or ahead.endswith(":")):
            continue  # `What nobody tells you` is no denial that somebody tells you something.
        negating = [
            word
            for word in clause.words
            if (word.folded in NEGATING or _disputes(word)) and not _within(word, affirming)
        ] or _disputing_verb(clause.words)
        if len(negating) != 1 or _is_another(clause, negating[0]):
            continue
        if turns.lifts_negation(clause.words):
            continue
        word = negating[0]
        if word.folded in NEGATING:
            denied = _denied(clause, word)
            if _answers(clauses, number, denied):
                continue
        else:
            denied = _disputed(clauses[number:], word)
        if denied:
            yield Negation(word, denied, clause.content, word.folded not in NEGATING)


def _is_another(clause: Clause, negating: Word) -> bool:
    """Whether it only says who or what it is not: `Es ist nicht China, das …`."""
    at = clause.words.index(negating)
    after = clause.words[at + 1 : at + 2]
    return (
        negating.folded in {"nicht", "not"}
        and at <= 2
        and clause.words[0].folded in {"es", "it"}
        and all(word.folded in _BEING_IT for word in clause.words[1:at])
        and bool(after)
        and after[0].text[0].isupper()
    )


def _turned_down(text: str, clauses: Sequence[Clause]) -> Iterator[Negation]:
    """What is called false, dismissed, refused or ruled out, and what is far from so."""
    for number, clause in enumerate(clauses):
        words = clause.words
        if any(word.folded in NEGATING or _disputes(word) for word in words):
            continue
        own, following = _plain([clause]), _plain(clauses[number + 1 : number + 2])
        two_before, before, after = (
            clauses[at].words if 0 <= at < len(clauses) else ()
            for at in (number - 2, number - 1, number + 1)
        )
        disputing = True
        if word := turns.called_false_behind(words, before, two_before):
            reported = words[0].folded in turns.THAT
            denied = _until(own, word) if reported else _plain(clauses[number - 1 : number])
        elif clause.open:
            continue
        elif word := turns.called_false(words):
            denied = _until(own, word) or _plain(clauses[max(number - 1, 0) : number])
        elif word := turns.called_false_ahead(words, after):
            denied = following
        elif word := turns.dismissing(words):
            denied = _behind(own, word) + following
        elif word := turns.excluding(words):
            rest = tuple(each for each in own if each is not word)
            denied = rest if words[-1].folded == "aus" else _behind(own, word)
        elif word := turns.refusing(words) or turns.far_from(text, words):
            denied, disputing = _behind(own, word) or following, False
        elif word := turns.deciding_against(words):
            denied, disputing = _forgone(own, word) or following, False
        else:
            continue
        if denied:
            yield Negation(word, denied[:DENIED], clause.content, disputing)


def _forgone(found: Sequence[Word], word: Word) -> tuple[Word, ...]:
    """What stands behind a verb, or before it at the end: `auf die Mole zu verzichten`."""
    behind = tuple(each for each in _behind(found, word) if each.folded != "abstand")
    return behind or (_until(found, word)[-2:] if word.folded.endswith("en") else ())


def _until(found: Sequence[Word], word: Word) -> tuple[Word, ...]:
    return tuple(each for each in found if each.span.end < word.span.start)


def _behind(found: Sequence[Word], word: Word) -> tuple[Word, ...]:
    return tuple(each for each in found if each.span.start > word.span.end)


def _marked(clauses: tuple[Clause, ...], turned: Sequence[Negation]) -> tuple[Clause, ...]:
    """The clauses, with those that are turned down and those that turn something down."""
    denied = {word for negation in turned for word in (negation.word, *negation.denied)}
    return tuple(
        clause
        if denied.isdisjoint(clause.words)
        else replace(clause, denying=True, turned_down=True)
        for clause in clauses
    )


def _plain(clauses: Sequence[Clause]) -> tuple[Word, ...]:
    return tuple(word for clause in clauses for word in clause.content if not turns.passes_on(word))


def _only_describes(clause: Clause) -> bool:
    """Whether a clause tells whom or what is meant: `Betriebe, die noch nicht ausbilden`."""
    first, second = clause.words[0], clause.words[1:2]
    return first.text in _RELATIVE and bool(second) and second[0].text[0].islower()


def _disputing_verb(found: Sequence[Word]) -> list[Word]:
    """A verb that disputes together with its particle: `weist … zurück`."""
    particle = found[-1].folded
    if particle not in _PARTICLES:
        return []
    return [word for word in found if _DISPUTING_PARTS.get(word.folded) == particle]


def _answers(clauses: Sequence[Clause], number: int, denied: Sequence[Word]) -> bool:
    """Whether it only says of a question that it is open: `Wer zahlt, ist nicht entschieden`."""
    beside = [word for word in clauses[number].content if word not in denied]
    around = (*clauses[max(number - 1, 0) : number], *clauses[number + 1 : number + 2])
    return not beside and any(clause.words[0].folded in _ASKING for clause in around)


def _disputed(clauses: Sequence[Clause], verb: Word) -> tuple[Word, ...]:
    # Where a clause says what is disputed, the rest only says when and where it was.
    said = clauses[1:2] if len(clauses) > 1 and _is_complement(clauses[1]) else clauses[:2]
    following = (
        word
        for clause in said
        for word in clause.content
        if word.span.start > verb.span.end
        and word.folded not in _PARTICLES
        and not turns.passes_on(word)
    )
    return tuple(following)[:DENIED]


def _is_complement(clause: Clause) -> bool:
    """Whether a clause says what is said, known or disputed: `…, davon gewusst zu haben`."""
    if clause.words[0].folded in _THAT:
        return True
    folded = [word.folded for word in clause.words]
    return "zu" in folded[-2:-1] and folded[-1].endswith(("en", "ern", "eln", "sein", "tun"))


def _denied(clause: Clause, negating: Word) -> tuple[Word, ...]:
    after = tuple(word for word in clause.content if word.span.start > negating.span.start)
    before = tuple(word for word in clause.content if word.span.start < negating.span.start)
    if negating.folded in _PARTNERS:
        return ()
    if negating.folded in NOBODY or _is_no_one(clause, negating):
        return _done_by_nobody(clause, negating, before, after)
    if negating.folded in NO:
        opens = after[-1:] if not before and after else ()
        done = tuple(word for word in opens if word.text.islower())
        return _first_noun(after) + tuple(w for w in done if w.folded not in _COMING_TO_BE)
    if negating.folded in NO_ENGLISH:
        if after and after[0].folded in _NO_MORE:
            return after[1:5]
        return _none_of(clause, negating)
    if len(after) > 1 and after[0].text[0].islower() and after[1].text[0].isupper():
        return ()  # `nicht öffentliche Systeme` denies a quality, not that there are systems.
    deed = after[0].folded in _BEING_DONE if len(after) == 1 else not after and _is_there(clause)
    if deed:
        return _first_noun(before) or before[-2:]
    return after[:4] or before[-2:]


def _is_there(clause: Clause) -> bool:
    return any(word.folded in _BEING_THERE for word in clause.words)


def _phrase(clause: Clause, negating: Word) -> tuple[Word, ...]:
    """The content words that stand together behind `no`."""
    after = clause.words[clause.words.index(negating) + 1 :]
    return tuple(takewhile(lambda word: word in clause.content, after))[:4]


def _none_of(clause: Clause, negating: Word) -> tuple[Word, ...]:
    """What is denied by `no`: the thing, or what is not done to it or meant to be done."""
    phrase = _phrase(clause, negating)
    if not phrase:
        return ()
    at = clause.words.index(phrase[-1]) + 1
    if phrase[-1].folded in _AIMS and [word.folded for word in clause.words[at : at + 1]] == ["to"]:
        return tuple(word for word in clause.content if word.span.start > phrase[-1].span.end)[:2]
    # `No house was burnt` denies no house; `no deal was signed` that there is a deal.
    opens = not any(word.span.start < negating.span.start for word in clause.content)
    done = _done(clause, at)[:1] if opens else ()
    return phrase + tuple(word for word in done if word.folded not in _COMING_TO_BE)


def _done(clause: Clause, at: int) -> tuple[Word, ...]:
    """The verb behind an auxiliary from a place on, and what follows: `had to be given up`."""
    behind = (word.span.end for word in clause.words[at:] if word.folded in _AUXILIARIES)
    end = next(behind, None)
    return tuple(word for word in clause.content if end is not None and word.span.start > end)


def _is_no_one(clause: Clause, negating: Word) -> bool:
    at = clause.words.index(negating) + 1
    return negating.folded == "no" and at < len(clause.words) and clause.words[at].folded == "one"


def _is_circumstance(clause: Clause, negating: Word) -> bool:
    """Whether it stands behind a preposition: `With nothing to play for`."""
    at = clause.words.index(negating)
    return bool(at) and clause.words[at - 1].folded in {"with", "for", "from"}


def _done_by_nobody(
    clause: Clause, negating: Word, before: Sequence[Word], after: Sequence[Word]
) -> tuple[Word, ...]:
    """What nobody did, or what was done to nothing; `nichts Neues` denies only what is new."""
    if negating.folded == "nichts" and after and after[0].text[0].isupper():
        return ()
    if negating.folded == "nothing" and _is_circumstance(clause, negating):
        return ()
    done = [word for word in after if word.text[0].islower() and word.folded != "one"]
    did = [word for word in before if word.text[0].islower() or _opens_as_participle(word)]
    if negating.folded == "nothing" and did and not _is_saying(did[-1]):
        return (did[-1],)
    if negating.folded in _IN_GERMAN:
        return tuple(done[-1:] or did[-1:])
    at = clause.words.index(negating) + 1
    if negating.folded == "none" and _is_of_some(clause, at):
        return (_done(clause, at) or tuple(done[1:]))[:2]
    return tuple(done[:1])


def _is_of_some(clause: Clause, at: int) -> bool:
    return [word.folded for word in clause.words[at : at + 1]] == ["of"]


def _is_saying(word: Word) -> bool:
    return "statement" in classes_of(word.stem)


def _opens_as_participle(word: Word) -> bool:
    return not word.span.start and _PARTICIPLE.match(word.folded) is not None


def _pending(clauses: Sequence[Clause], stance: Stance) -> Iterator[Negation]:
    """What is not there yet, though no negation says so: `steht noch aus`, `has yet to`."""
    if stance.certainty is not Certainty.PENDING or stance.denied:
        return
    for clause in clauses:
        said = [word for word in clause.words if word.span in stance.words]
        if not said or clause.open or said[0].folded not in _WAITING:
            continue
        if any(_OWED.search(word.folded) for word in clause.content):
            continue
        after = tuple(word for word in clause.content if word.span.start > said[-1].span.start)
        denied = after[:2] if said[0].folded == "yet" else _first_noun(clause.content)
        if denied:
            yield Negation(said[0], denied, clause.content)


def _left_open(clauses: Sequence[Clause]) -> Iterator[Negation]:
    """What is said to be open: `ob die Brücke kommt, ist noch nicht entschieden`."""
    for number, clause in enumerate(clauses):
        if clause.words[0].folded not in _WHETHER:
            continue
        own = [word for word in clause.words if word.folded in _UNDECIDED | _DECIDED]
        beside = (*clauses[max(number - 1, 0) : number], clause, *clauses[number + 1 : number + 2])
        word = next(filter(None, map(_undecided, beside)), None)
        denied = _until(clause.content, own[0]) if own else clause.content
        verb = _asked_verb(clause, denied)
        if word is not None and verb is not None:
            yield Negation(word, denied[:DENIED], denied, disputing=True, left_open=verb)


def _asked_verb(clause: Clause, content: Sequence[Word]) -> Word | None:
    """What it is asked whether it is done: in German the last word, or else `will build`."""
    if clause.words[0].folded == "ob":
        return next((word for word in content[-1:] if word.text.islower()), None)
    after = (b for a, b in pairwise(clause.words) if a.folded in _LEADING_TO_A_VERB)
    return next((word for word in after if word in content), None)


def _undecided(clause: Clause) -> Word | None:
    """The word by which a clause says that something is open, and not only that it was at first."""
    if any(word.folded in _AT_FIRST for word in clause.words):
        return None
    negating = next((word for word in clause.words if word.folded in NEGATING), None)
    for word in clause.words:
        if word.folded in _UNDECIDED and negating is None:
            return word
        if word.folded in _DECIDED and negating is not None:
            return negating
    return None


def _merely_planned(clauses: Sequence[Clause]) -> Iterator[Negation]:
    """What is said to be a plan and no more: `bislang nur geplant`, `still only planned`."""
    for clause in clauses:
        for word, after in pairwise(clause.words):
            if word.folded in _MERELY and after.folded in _PLANNED and not clause.open:
                denied = tuple(
                    each
                    for each in clause.content
                    if each.span.end <= word.span.start and _is_deed(each)
                )[:1]
                if denied:
                    yield Negation(word, denied, clause.content)


def _is_deed(word: Word) -> bool:
    """Whether it names what one does: a purchase, a closure."""
    return bool(classes_of(word.stem)) or word.folded.endswith(("ung", "tion", "ment", "ing"))


def _first_noun(content: Sequence[Word]) -> tuple[Word, ...]:
    return next(((word,) for word in content if word.text[0].isupper()), ())
