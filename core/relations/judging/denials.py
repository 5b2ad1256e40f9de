"""Where one statement denies what the other affirms: by negation, opposites, what never came.

That two speakers disagree is no reason to say less: the statements do contradict each other. Who
said them is evidence of its own, and tells the reader whether the reports do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.model import Certainty, Evidence, EvidenceKind, FigureKind
from core.relations.judging.alignment import ALIGNED, Pair
from core.relations.judging.attribution import beyond_attribution, tells
from core.relations.judging.correspondence import correspondence
from core.relations.judging.evidence import firmness
from core.relations.judging.opposites import opposed
from core.relations.judging.places import names_place
from core.relations.judging.polarity import Clause, Negation
from core.relations.judging.poles import sides_by_stem
from core.relations.judging.reading import (
    Reading,
    all_said,
    are_of_other_people,
    names_others,
    names_same,
)
from core.relations.judging.turns import REFUSING_TO
from core.relations.profile import StatementProfile
from core.relations.synonyms import classes_of, head_class
from core.text.negation import NEGATING
from core.text.words import Word, folded_words

BESIDE = 2
"""How many words beside the denied ones two statements share when they are about one matter."""
WHOLE = 3
"""How many words denied here and affirmed there leave little need of others."""
COVERED = 0.35
"""The share of the shorter statement that corresponds when two speak of one matter, unnamed."""
BEGINNING = 4
"""From how many letters more a word is a compound: `Schulreform` is no `Schule`."""
TELLING = 6
"""From how many letters of its stem a thing is told from the many that are given and received."""

_DEALS = frozenset({"agreement"})
_BARGAINS = frozenset({"agreement", "purchase", "sale", "investment"})
_GIVING = frozenset({"receipt", "payment", "arrival"})
_DONE = ("ed", "et", "te", "ten", "eten")
"""What parts `erstattet` and `refunded` from the thing that is given back."""
_SUSPECTING = folded_words(
    "verdacht verdächtigt verdächtigten verdächtig mutmaßlich mutmaßliche mutmaßlichen suspicion"
    " suspected suspect"
)
_HALVES_OF_A_DAY = folded_words("a.m. p.m. am pm uhr")
_ACCUSED = re.compile(r"(?:angeklagt|beschuldigt)e[nr]?\Z")
_FUTURE = folded_words("wird werden will")
_OPINIONS = folded_words(
    """
    glaubt glauben glaubte glaubten denkt denken dachte dachten meint meinen annimmt annehmen
    angenommen ausgehen auszugehen ausgeht geht gehen ging gingen erwartet erwarten erwartete
    erwarteten rechnet rechnen
    think thinks thought believe believes believed expect expects expected suppose supposes
    supposed anticipate anticipates anticipated
    """
)
_MONEY = folded_words("geld money cent penny")


def denials(here: Reading, there: Reading, pairs: Sequence[Pair]) -> Iterator[Evidence]:
    """The words by which one statement denies the other, none when it does not."""
    found = list(_denials(here, there, pairs))
    if not found or not are_of_other_people(here, there):
        yield from found


def _denials(here: Reading, there: Reading, pairs: Sequence[Pair]) -> Iterator[Evidence]:
    mine = [(pair.here, pair.there) for pair in pairs]
    theirs = [(pair.there, pair.here) for pair in pairs]
    kind = EvidenceKind.NEGATION
    for negation in here.polarity.negations:
        if _contradicted(negation, here, there, mine):
            word = negation.word
            yield Evidence(kind, word.text, "", here_span=word.span, shared=False)
    for negation in there.polarity.negations:
        if _contradicted(negation, there, here, theirs):
            word = negation.word
            yield Evidence(kind, "", word.text, there_span=word.span, shared=False)
    opposites = opposed(here, there, pairs) if _of_one_matter(here, there, pairs) else None
    if opposites is not None and not names_others(here.profile, there.profile):
        one, two = opposites
        yield Evidence(kind, one.text, two.text, one.span, two.span, shared=False)


def _contradicted(
    negation: Negation, own: Reading, opposite: Reading, pairs: Sequence[tuple[Word, Word]]
) -> bool:
    return _affirmed(negation, own, opposite, pairs) or _received(negation, own, opposite, pairs)


def _of_one_matter(here: Reading, there: Reading, pairs: Sequence[object]) -> bool:
    """Whether both name somebody they share, or else much of what they say corresponds.

    `prospects` tells beforehand which statements cannot.
    """
    shorter = min(len(here.profile.content), len(there.profile.content))
    return len(pairs) >= COVERED * shorter or names_same(here.profile, there.profile)


def _affirmed(
    negation: Negation, own: Reading, opposite: Reading, pairs: Sequence[tuple[Word, Word]]
) -> bool:
    """Whether the other statement affirms what this one denies, about the same matter."""
    if not _of_one_matter(own, opposite, pairs) or _says_the_opposite(negation, opposite):
        return False
    if negation.word.folded not in NEGATING and any(word is negation.word for word, _ in pairs):
        return False  # Both use the verb that turns it down, one of them perhaps in a doubt.
    clauses = opposite.polarity.clauses
    denied = {word.span.start for word in negation.denied}
    clause = {word.span.start for word in negation.clause}
    stems = {word.stem for word in own.profile.words}
    denying = [each for each in clauses if each.denying and not _in_both(each, stems)]
    denied_there = {word.span.start for other in denying for word in other.content}
    for other_negation in opposite.polarity.negations:
        if other_negation.disputing:
            denied_there |= {word.span.start for word in other_negation.denied}
    if any(word.span.start in clause and other.span.start in denied_there for word, other in pairs):
        return False
    of_charge = any(_accuses(word) for word in negation.denied)
    affirmed = [
        word
        for other in clauses
        if not other.open and other not in denying
        if of_charge or not any(_accuses(each) for each in other.content)
        for word in other.content
    ]
    carried = [
        word
        for word in negation.denied
        if any(_is_carried(word, other) for other in affirmed)
        or _is_concluded(word, clauses, pairs)
        or (word.folded in _MONEY and any(_is_of_amount(opposite, other) for other in affirmed))
    ]
    if _denies_next(negation) and _first(negation.denied) not in carried:
        return False
    # Where a deal is denied, another word for a deal is no matter beside it, unless it is known
    # whose it is: `die Partnerschaft` of anybody affirms nothing of theirs.
    any_deal = any(map(_is_deal, negation.denied)) and not names_same(own.profile, opposite.profile)
    beside = sum(
        word.span.start not in denied
        and not tells(word)
        and not (any_deal and _is_deal(word))
        and not _are_of_figures(own, word, opposite, other)
        for word, other in pairs
    )
    if _at_other_places(negation, own, opposite, pairs, carried):
        return False
    if _denies_opinion(opposite) or (_denies_opinion(own) and _negates(opposite)):
        return False
    if negation.left_open and not _is_decided(negation.left_open, opposite, carried):
        return False
    if negation.disputing:
        return _is_whole(negation.denied, carried, beside)
    if len(carried) == len(denied) and (
        len(denied) >= WHOLE or _says_nothing_else(negation, own, opposite, pairs, carried)
    ):
        return beside >= 1
    return beside >= BESIDE and 2 * len(carried) > len(denied)


def _denies_opinion(reading: Reading) -> bool:
    """Whether `nicht` stands where it denies what is thought: `geht nicht davon aus, dass es …`."""
    return any(
        word.folded in _OPINIONS
        for negation in reading.polarity.negations
        for word in negation.clause
    )


def _negates(reading: Reading) -> bool:
    return any(word.folded in NEGATING for word in reading.profile.words)


def _says_the_opposite(negation: Negation, opposite: Reading) -> bool:
    """Whether the other side says the opposite of what is denied: `schwieg`, `sagte nicht aus`."""
    listed = (
        sides_by_stem().get(word.stem, frozenset())
        for word in negation.clause
        if word is not negation.word
    )
    # What stands on both sides of an opposition tells nothing without its particle.
    denied = {
        (name, side) for sides in listed for name, side in sides if (name, 1 - side) not in sides
    }
    return any((pole.opposition, 1 - pole.side) in denied for pole in opposite.poles)


def _is_decided(verb: Word, opposite: Reading, carried: Sequence[Word]) -> bool:
    """Whether the other side says firmly that it will be, or in the same words that it is."""
    if firmness(opposite.profile, opposite.polarity.stance) is not Certainty.STATED:
        return False
    return verb in carried or any(word.folded in _FUTURE for word in opposite.profile.words)


def _is_whole(denied: Sequence[Word], carried: Sequence[Word], beside: int) -> bool:
    """Whether so much of what somebody says is not so is said to be so that it is the same."""
    if len(carried) == len(denied):
        return len(denied) + beside >= WHOLE
    return 2 * len(carried) > len(denied) and beside >= BESIDE


def _are_of_figures(own: Reading, word: Word, opposite: Reading, other: Word) -> bool:
    """Whether the words only say what is counted, by figures that are not the same."""
    figures = [each for each in own.profile.figures if each.span.overlaps(word.span)]
    others = [each for each in opposite.profile.figures if each.span.overlaps(other.span)]
    return bool(figures) and bool(others) and not all_said(figures, others)


def _is_of_amount(reading: Reading, word: Word) -> bool:
    """Whether a word is part of an amount of money."""
    return any(
        figure.kind is FigureKind.MONEY and figure.span.overlaps(word.span)
        for figure in reading.profile.figures
    )


def _is_carried(denied: Word, affirmed: Word) -> bool:
    """Whether it is the same that is affirmed, and not what only begins like it."""
    short, long = sorted((denied, affirmed), key=lambda word: len(word.stem))
    longer = len(long.stem) - len(short.stem)
    if long.text[0].isupper() and longer >= BEGINNING and long.stem.startswith(short.stem):
        return False
    return correspondence(denied, affirmed) >= ALIGNED


def _in_both(clause: Clause, stems: set[str]) -> bool:
    """Whether what makes a clause deny is said by the other statement as well: `gegen Grippe`."""
    return bool(clause.turning) and clause.turning <= stems


def _says_nothing_else(
    negation: Negation,
    own: Reading,
    opposite: Reading,
    pairs: Sequence[tuple[Word, Word]],
    carried: Sequence[Word],
) -> bool:
    """Whether the clauses of what is denied and affirmed speak of nothing but what both name."""
    denied = {negation.word, *negation.denied}
    mine = [word for word in _plain(own, negation.clause) if word not in denied]
    if _negates(opposite):
        return False
    shared, shared_there = {word.span for word, _ in pairs}, {other.span for _, other in pairs}
    if not mine or any(word.span not in shared for word in mine):
        return False
    return any(
        all(word.span in shared_there for word in _plain(opposite, clause.content))
        for clause in opposite.polarity.clauses
        if not clause.open
        and any(correspondence(a, b) >= ALIGNED for a in carried for b in clause.content)
    )


def _at_other_places(
    negation: Negation,
    own: Reading,
    opposite: Reading,
    pairs: Sequence[tuple[Word, Word]],
    carried: Sequence[Word],
) -> bool:
    """Whether each names a place that the other does not: `am Rhein` and `am Bahnhof`."""
    shared, shared_there = {word for word, _ in pairs}, {other for _, other in pairs}
    affirming = [
        word
        for clause in opposite.polarity.clauses
        if any(correspondence(a, b) >= ALIGNED for a in carried for b in clause.content)
        for word in clause.content
    ]
    return names_place(
        own.profile, [word for word in negation.clause if word not in shared]
    ) and names_place(opposite.profile, [word for word in affirming if word not in shared_there])


def _plain(reading: Reading, found: Sequence[Word]) -> list[Word]:
    figures = [figure.span for figure in reading.profile.figures]
    return [
        word
        for word in beyond_attribution(reading.profile, found)
        if not (word.text[0].isdigit() or word.folded in _HALVES_OF_A_DAY)
        if not any(span.overlaps(word.span) for span in figures)
    ]


def _is_deal(word: Word) -> bool:
    return head_class(word.stem) in _DEALS


def _accuses(word: Word) -> bool:
    """Whether a clause with this word only says what somebody is charged with."""
    accused = word.text[0].isupper() and _ACCUSED.match(word.folded) is not None
    return not accused and (word.folded in _SUSPECTING or "accusation" in classes_of(word.stem))


def _first(denied: Sequence[Word]) -> Word:
    return next((word for word in denied if not word.folded.endswith("ly")), denied[0])


def _denies_next(negation: Negation) -> bool:
    """Whether a negation denies the very next word: in English the verb."""
    folded = negation.word.folded
    return (
        folded in {"not", "never", "cannot"}
        or folded.endswith("n't")
        or (folded in REFUSING_TO and not negation.disputing)
    )


def _is_concluded(
    denied: Word, opposite: Sequence[Clause], pairs: Sequence[tuple[Word, Word]]
) -> bool:
    """Whether what one side says is not agreed upon is signed or announced by the other."""
    if not _is_deal(denied):
        return False
    shared = {other.span.start for _, other in pairs}
    for clause in opposite:
        if clause.open or clause.denying:
            continue
        classes = {head_class(word.stem) for word in clause.content}
        about = {head_class(word.stem) for word in clause.content if word.span.start in shared}
        if "signing" in classes or ("announcement" in classes and not about.isdisjoint(_BARGAINS)):
            return True
    return False


def _received(
    negation: Negation, own: Reading, opposite: Reading, pairs: Sequence[tuple[Word, Word]]
) -> bool:
    """Whether one side was given what by the other never came: `erhalten` and `ausgezahlt`."""
    given = [word for word in negation.clause if _is_giving(word)]
    if not given or names_others(own.profile, opposite.profile):
        return False
    things = {word.span for word in negation.clause if not _is_giving(word)}
    all_of_it = any(word in given or word.folded in _MONEY for word in negation.denied)
    if not all_of_it:
        things &= {word.span for word in negation.denied}
    giving = [
        clause
        for clause in opposite.polarity.clauses
        if not clause.open and not clause.denying and any(_is_giving(w) for w in clause.content)
    ]
    came = {word.span for clause in giving for word in clause.content if not _is_giving(word)}
    shared = [word for word, other in pairs if word.span in things and other.span in came]
    back = all_of_it and any(_is_given_back(w) for clause in giving for w in clause.content)
    return any(len(word.stem) >= TELLING for word in shared) or (back and len(shared) >= BESIDE)


def tells_of_giving(profile: StatementProfile) -> bool:
    """Whether a statement says that something was given, received or came: `_received` asks it."""
    return any(map(_is_giving, profile.content))


def _is_giving(word: Word) -> bool:
    return _is_given_back(word) or (word.text[0].islower() and head_class(word.stem) in _GIVING)


def _is_given_back(word: Word) -> bool:
    return (
        word.text[0].islower() and head_class(word.stem) == "refund" and word.folded.endswith(_DONE)
    )
