"""Whether two statements deny each other by opposites: `gestiegen` here and `gesunken` there.

Precision comes first: all that one clause speaks of must stand in the other, and what the other
has beyond it must be no part of the matter, but its circumstances.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from core.model import FigureKind, Span
from core.relations.judging.alignment import Pair
from core.relations.judging.attribution import beyond_attribution
from core.relations.judging.poles import Pole, plain_poles
from core.relations.judging.reading import Reading
from core.relations.profile import StatementProfile
from core.relations.synonyms import head_class
from core.text.words import Word, folded_words

BESIDE = 2
"""How many words beside the opposites two clauses share when they are about one matter."""
WHOLE = 3
"""How many, when each tells of circumstances that the other is silent about."""
MUCH = 4
"""How many in the whole statements, when there is more that only one of them tells."""
CIRCUMSTANCES = 3
"""How many things one clause may have that the other is silent about."""

_PREPOSITIONS = folded_words(
    """
    in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter für gegen durch hinter
    neben zwischen seit wegen trotz während laut ohne um
    of at by for with about against between into through during before after to from on under
    over within across near off since despite
    """
)
_DESCRIPTION = "description"
_HOURS = folded_words("uhr a.m. p.m. o'clock")
_KINDS = {
    preposition: kind
    for kind, prepositions in (
        ("time", "nach vor seit während um before after during since"),
        ("means", "mit durch ohne by with through"),
        ("reason", "wegen trotz despite for"),
        ("speaker", "laut"),
        ("aim", "für gegen zu zum zur to against"),
    )
    for preposition in folded_words(prepositions)
}
"""What circumstance a preposition tells, if it is not one of place."""
_DETERMINERS = folded_words(
    """
    der die das den dem des ein eine einen einem einer eines ihr ihre ihren ihrem ihrer sein seine
    seinen seinem seiner dieser diese dieses diesen diesem alle allen
    the a an its his her their this that these those all
    """
)
_GENITIVE = folded_words("der des einer eines ihrer seiner dieser aller")
"""After these a noun may belong to the one before: `der Preis der Milch`."""
_SAYING_LITTLE = folded_words(
    """
    remain remains remained stay stays stayed keep keeps kept continue continues continued become
    becomes became further notice leave leaves leaving left again former ex
    """
)
"""Verbs and turns of phrase that are no matter of their own: `remain open`, `until further notice`.
"""
_DEEDS = folded_words(
    """
    bau ausbau neubau umbau errichtung plan pläne plänen vorhaben projekt antrag vorschlag entwurf
    gesetzentwurf gesuch genehmigung erlaubnis zulassung
    plan plans proposal project bid request motion scheme construction building permit licence
    license permission approval
    """
)
"""What something is wanted, planned or allowed as: `der Bau des Windparks` is of the `Windpark`."""
_DECISIONS = folded_words(
    """
    consent guilt permission promise validity imposition agreeing lawfulness access running
    completion exam mercy arrest escape
    """
)
"""The oppositions of what is decided of a thing, for everybody: where one team wins, one loses."""
_SET_PHRASE = re.compile(
    r"\b(?:for\ the\ (?:first|second|third|last)\ time|zum\ (?:ersten|zweiten|dritten)\ Mal"
    r"|as\ (?:expected|planned)|wie\ (?:erwartet|geplant)|at\ (?:first|last|least)"
    r"|mit\ (?:großer|klarer|knapper)\ Mehrheit|by\ a\ (?:large|clear|narrow)\ majority)\b",
    re.IGNORECASE,
)
"""Turns of phrase that are no matter of their own either."""
_DESCRIBING = re.compile(r"[A-ZÄÖÜ]\w+e[nrsm]?\Z")
_RELATIVE = frozenset({"who", "which", "that", "der", "die", "das", "den", "dem"})
_ANOTHER_TIME = re.compile(
    r"\b(?:letzte\w*|vergangene\w*|vorige\w*|vorjahr\w*|last|previous|prior)\b"
    r"|\b(?:zuvor|vorher|früher|damals|einst|earlier|formerly|once|hatten?)\b",
    re.IGNORECASE,
)


def opposed(here: Reading, there: Reading, pairs: Sequence[Pair]) -> tuple[Word, Word] | None:
    """The words by which two statements deny each other, None when they do not."""
    mine, theirs = _both(here, there)
    torn = _said_both_ways(mine) | _said_both_ways(theirs)
    for one in mine:
        for two in theirs:
            if (
                one.opposition == two.opposition
                and one.side != two.side
                and one.opposition not in torn
                and _of_one_matter(one, two, here, there, pairs)
            ):
                return one.words[0], two.words[0]
    return None


def _said_both_ways(found: Sequence[Pole]) -> set[str]:
    """The oppositions of which one statement says both sides: it fires one and hires another."""
    sides = {(pole.opposition, pole.side) for pole in found}
    return {name for name, side in sides if (name, 1 - side) in sides}


def say_opposites(here: Reading, there: Reading) -> bool:
    """Whether one says of anything what the other says the opposite of, and neither says both."""
    mine, theirs = _both(here, there)
    for name in {pole.opposition for pole in mine}:
        sides = {pole.side for pole in mine if pole.opposition == name}
        others = {pole.side for pole in theirs if pole.opposition == name}
        if others and sides.isdisjoint(others):
            return True
    return False


def _both(here: Reading, there: Reading) -> tuple[tuple[Pole, ...], tuple[Pole, ...]]:
    return (
        (*here.poles, *plain_poles(there.poles, here.polarity.clauses)),
        (*there.poles, *plain_poles(here.poles, there.polarity.clauses)),
    )


def _of_one_matter(
    one: Pole,
    two: Pole,
    here: Reading,
    there: Reading,
    pairs: Sequence[Pair],
) -> bool:
    profile, other = here.profile, there.profile
    if _times(one, profile) != _times(two, other):
        return False
    mine, theirs = _things(one, profile), _things(two, other)
    about = {*one.clause.content, *_antecedent(one, here)}
    about_there = {*two.clause.content, *_antecedent(two, there)}
    both = [pair for pair in pairs if pair.here in about and pair.there in about_there]
    said, said_there = {pair.here for pair in both}, {pair.there for pair in both}
    aside = {*one.words, *two.words}
    shared = [pair for pair in both if pair.here not in aside and pair.there not in aside]
    rest = [pair for pair in pairs if pair.here not in aside and pair.there not in aside]
    if len(shared) >= BESIDE and one.opposition in _DECISIONS and _share_much(profile, rest):
        return True
    alone = [word for word in mine if not _is_said(word, said, profile)]
    alone_there = [word for word in theirs if not _is_said(word, said_there, other)]
    if len(shared) < BESIDE or max(len(alone), len(alone_there)) > CIRCUMSTANCES:
        return False
    kinds = {_circumstance(word, one.clause.words, profile) for word in alone}
    kinds_there = {_circumstance(word, two.clause.words, other) for word in alone_there}
    if None in kinds | kinds_there:
        return False
    # What both tell of one kind may be another matter: `in Bonn` here and `in Köln` there.
    return not (alone and alone_there) or (
        len(shared) >= WHOLE and kinds.isdisjoint(kinds_there | {_DESCRIPTION})
    )


def _share_much(profile: StatementProfile, pairs: Sequence[Pair]) -> bool:
    """Whether so much of both corresponds, a full name among it, that they are of one matter."""
    told = set(beyond_attribution(profile, [pair.here for pair in pairs]))
    shared = [pair.here for pair in pairs if pair.here in told]
    named = any(
        two.span.start - one.span.end == 1 and one.text[0].isupper() and two.text[0].isupper()
        for one, two in pairwise(shared)
    )
    return named and len(shared) >= MUCH


def _antecedent(pole: Pole, reading: Reading) -> Sequence[Word]:
    """The words of whom or what a relative clause tells: `Birch, who voted against it`."""
    at = reading.polarity.clauses.index(pole.clause)
    if not at or pole.clause.words[0].text not in _RELATIVE:
        return ()
    return reading.polarity.clauses[at - 1].content


def _is_said(word: Word, said: Collection[Word], profile: StatementProfile) -> bool:
    """Whether the other statement says it as well, or the rest of the date that it is part of."""
    if word in said:
        return True
    dates = [
        figure.span
        for figure in profile.figures
        if figure.kind is FigureKind.DATE and figure.span.overlaps(word.span)
    ]
    return any(span.overlaps(each.span) for span in dates for each in said)


def _times(pole: Pole, profile: StatementProfile) -> bool:
    words = pole.clause.words
    return _ANOTHER_TIME.search(profile.text, words[0].span.start, words[-1].span.end) is not None


def _things(pole: Pole, profile: StatementProfile) -> list[Word]:
    """What the clause of a pole speaks of but amounts: nouns, in English all but adverbs."""
    amounts = [
        figure.span
        for figure in profile.figures
        if figure.kind in {FigureKind.PERCENTAGE, FigureKind.MONEY}
    ]
    phrases = [Span(*match.span()) for match in _SET_PHRASE.finditer(profile.text)]
    said = [
        word.span.end
        for word in pole.clause.content
        if head_class(word.stem) == "statement" and word.span.end < pole.words[0].span.start
    ]
    return [
        word
        for word in beyond_attribution(profile, pole.clause.content)
        if word not in pole.words
        and word.folded not in _SAYING_LITTLE
        and word.folded not in _DEEDS
        and word.span.start >= max(said, default=0)
        and not any(span.overlaps(word.span) for span in (*amounts, *phrases))
        and not _describes_the_next(word, profile)
        and (
            word.text[0].isupper()
            or word.text[0].isdigit()
            or (profile.language != "de" and not word.folded.endswith("ly"))
        )
    ]


def _describes_the_next(word: Word, profile: StatementProfile) -> bool:
    """Whether a German word has its capital letter only from the sentence: `Scharfe Kritik`."""
    if profile.language != "de" or word is not profile.words[0]:
        return False
    after = profile.words[1:2]
    return bool(after) and after[0].text[0].isupper() and _DESCRIBING.match(word.text) is not None


def _circumstance(word: Word, found: Sequence[Word], profile: StatementProfile) -> str | None:
    """What kind of circumstance a word behind a preposition tells, None when it tells no such."""
    at = found.index(word)
    after = found[at + 1 : at + 2]
    if profile.language != "de" and after and after[0] in profile.content:
        return _circumstance(after[0], found, profile) or _DESCRIPTION
    if word.folded in _HOURS or _is_of_date(word, profile):
        return "time"
    determiner = ""
    for before in reversed(found[:at]):
        if before.folded in _PREPOSITIONS:
            named = any(span.overlaps(word.span) for _, span in profile.entities)
            return "name" if named else _KINDS.get(before.folded, "place")
        if before.folded in _DETERMINERS:
            determiner = before.folded
            continue
        other_verb = before.text[0].islower() and (determiner or profile.language != "de")
        if other_verb or (determiner and determiner not in _GENITIVE):
            return None
    return None


def _is_of_date(word: Word, profile: StatementProfile) -> bool:
    dates = (figure.span for figure in profile.figures if figure.kind is FigureKind.DATE)
    return any(span.overlaps(word.span) for span in dates)
