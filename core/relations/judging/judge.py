"""In what relation two statements stand, and what that rests on; the score is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Certainty, Evidence, EvidenceKind, Relation, Span
from core.relations.judging.alignment import Pair, align
from core.relations.judging.attribution import tells
from core.relations.judging.clock import at_other_times, other_times
from core.relations.judging.denials import denials
from core.relations.judging.differences import compared_figures, other_places
from core.relations.judging.evidence import (
    certainty,
    figure_evidence,
    firmness,
    shared_entities,
    shared_figures,
    shared_words,
    speakers,
)
from core.relations.judging.opposites import say_opposites
from core.relations.judging.particles import are_other_verbs
from core.relations.judging.places import names_place
from core.relations.judging.polarity import Clause
from core.relations.judging.reading import Reading, all_said, tell_of_others
from core.text.words import Word

AGREES = 0.5
CONTRADICTS = 0.25
DIFFERS = 0.3
"""The scores from which a relation is considered."""
SAID = 0.45
"""The share of words that correspond when neither statement says much more than the other."""

MOSTLY_SAID = 0.55
"""The share from which a word that has an opposite need not be said in both."""

TELLING = 3
"""How many content words a clause has at most that only says who says the others."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation and its evidence."""

    relation: Relation
    evidence: tuple[Evidence, ...]


def judge(
    here: Reading, there: Reading, score: float, *, aligned: Sequence[Pair] | None = None
) -> Verdict:
    """The relation of two statements of this score, and what it rests on.

    A contradiction outweighs a difference, which outweighs agreement; the evidence shows all.
    The words that correspond may be given where they are known already.
    """
    clauses = here.polarity.clauses, there.polarity.clauses
    if aligned is None:
        aligned = align(here.profile, there.profile)
    pairs = [pair for pair in aligned if not are_other_verbs(pair, *clauses)]
    denied = tuple(denials(here, there, pairs)) if score >= CONTRADICTS else ()
    same, other = compared_figures(here, there, pairs, score)
    places = other_places(here, there, pairs)
    times = other_times(here, there, pairs)
    if denied:
        relation = Relation.CONTRADICTS
    elif (other or places or times) and score >= DIFFERS:
        relation = Relation.DIFFERS
    elif score >= AGREES and _says_as_much(here, there, pairs):
        relation = Relation.AGREES
    else:
        relation = Relation.RELATED
    figures = (
        *(figure_evidence(a, b, shared=False) for a, b in other),
        *shared_figures(same),
    )
    entities = tuple(shared_entities(here.profile, there.profile))
    return Verdict(
        relation,
        (
            *denied,
            *(() if places is None else (_places(*places),)),
            *(() if times is None else (_times(here, times[0], there, times[1]),)),
            *figures,
            *entities,
            *shared_words(here.profile, there.profile, pairs, figures, entities),
            *certainty(here.profile, here.polarity, there.profile, there.polarity),
            *speakers(here.profile.speech, there.profile.speech),
        ),
    )


def _places(here: Word, there: Word) -> Evidence:
    kind = EvidenceKind.ENTITY
    return Evidence(kind, here.text, there.text, here.span, there.span, shared=False)


def _times(here: Reading, one: Span, there: Reading, two: Span) -> Evidence:
    said, said_there = one.of(here.profile.text), two.of(there.profile.text)
    return Evidence(EvidenceKind.DATE, said, said_there, one, two, shared=False)


# --- agrees ---------------------------------------------------------------------------------------


def _says_as_much(here: Reading, there: Reading, pairs: Sequence[Pair]) -> bool:
    """Whether neither says much that the other does not, denies it, or leaves it open."""
    longer = max(len(here.profile.content), len(there.profile.content), 1)
    open_here, open_there = _open_words(here), _open_words(there)
    alike = sum(
        (pair.here.span.start in open_here) == (pair.there.span.start in open_there)
        for pair in pairs
    )
    return (
        alike / longer >= SAID
        and all_said(here.profile.figures, there.profile.figures)
        and all_said(there.profile.figures, here.profile.figures)
        and _leaves_open(here) == _leaves_open(there)
        and _denies(here) == _denies(there)
        and _denies_alike(here, there, pairs)
        and _firmness(here) is _firmness(there)
        and not say_opposites(here, there)
        and not tell_of_others(here.profile, there.profile)
        and not _name_other_places(here, there, pairs)
        and not at_other_times(here.profile, there.profile)
        and (alike / longer >= MOSTLY_SAID or _turn_alike(here, there, pairs))
    )


def _name_other_places(here: Reading, there: Reading, pairs: Sequence[Pair]) -> bool:
    """Whether each says where, by a name the other does not say: `in Mirren` and `in Dalby`."""
    return names_place(here.profile, _alone(here, [pair.here for pair in pairs])) and names_place(
        there.profile, _alone(there, [pair.there for pair in pairs])
    )


def _alone(reading: Reading, said: Sequence[Word]) -> list[Word]:
    """The names that do not correspond to anything. Nouns have capitals in German, too."""
    profile = reading.profile
    return [
        word
        for word in profile.content
        if word not in said
        and (
            profile.language != "de"
            or any(span.overlaps(word.span) for _, span in profile.entities)
        )
    ]


def _turn_alike(here: Reading, there: Reading, pairs: Sequence[Pair]) -> bool:
    """Whether each says in some word all that has an opposite in the other: `wies … ab`."""
    said, said_there = {pair.here for pair in pairs}, {pair.there for pair in pairs}
    sides, sides_there = (
        {(pole.opposition, pole.side) for pole in each.poles} for each in (here, there)
    )
    return all(
        (pole.opposition, pole.side) in sides_there or not said.isdisjoint(pole.words)
        for pole in here.poles
    ) and all(
        (pole.opposition, pole.side) in sides or not said_there.isdisjoint(pole.words)
        for pole in there.poles
    )


def _open_words(reading: Reading) -> set[int]:
    return {
        word.span.start
        for clause in reading.polarity.clauses
        if clause.open
        for word in clause.words
    }


def _leaves_open(reading: Reading) -> bool:
    """Whether it affirms nothing but that somebody says so: `…, said the owner`."""
    left = [clause for clause in reading.polarity.clauses if not clause.open]
    return len(left) < len(reading.polarity.clauses) and all(map(_only_tells, left))


def _only_tells(clause: Clause) -> bool:
    return len(clause.content) <= TELLING and any(map(tells, clause.content))


def _denies(reading: Reading) -> bool:
    return any(clause.denying for clause in reading.polarity.clauses)


def _denies_alike(here: Reading, there: Reading, pairs: Sequence[Pair]) -> bool:
    """Whether a word denied here is in what is denied there, should both deny something."""
    mine = {word for negation in here.polarity.negations for word in negation.denied}
    theirs = {word for negation in there.polarity.negations for word in negation.clause}
    if not mine or not theirs:
        return True
    return any(pair.here in mine and pair.there in theirs for pair in pairs)


def _firmness(reading: Reading) -> Certainty:
    return firmness(reading.profile, reading.polarity.stance)
