"""What a figure measures, so that only figures of one thing are set against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model import Figure, FigureKind, Span
from core.relations.judging.alignment import ALIGNED
from core.relations.judging.correspondence import correspondence
from core.relations.judging.polarity import Clause
from core.relations.profile import StatementProfile
from core.relations.synonyms import classes_of
from core.text.words import Word, fold


def _listed(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


# Classes by what a figure beside them counts; those in one line may stand for each other.
_MEASURES = {
    name: line
    for line, names in enumerate(
        (
            "purchase sale payment price investment receipt",
            "refund compensation",
            "penalty conviction",
            "revenue",
            "profit",
            "loss",
            "debt",
            "wage",
            "damage",
            "share",
            "death",
            "injury",
            "missing",
            "evacuation",
            "rescue",
            "arrest",
            "vote",
            "turnout",
            "value",
        )
    )
    for name in names.split()
}
_CHANGES = frozenset({"rise", "fall"})
_CHANGING = _listed(
    "verlor verloren verlieren verliert gewann gewannen zugelegt eingebüßt verteuert verteuerte"
    " verteuerten verbilligt verbilligte verbilligten"
    " lost lose loses gained gains"
)
_MORE = _listed("mehr weniger more less fewer higher lower höher niedriger")
_BESIDE = 10
"""How many letters may part a verb from the amount that it changes by."""
_LINKS = _listed("von of über worth")
_SHELLS = _listed("höhe wert umfang volumen value amount total sum")
_AFTER_LINKS = _listed("der des von of am an aller")
_HEDGES = _listed(
    """
    rund etwa knapp gut fast mehr als mindestens höchstens about around nearly almost roughly least
    more than over up to some in im a an einer einem
    """
)
_BY = re.compile(r"\b(?:um|by)\s(?:[\w-]+\s){0,2}\Z", re.IGNORECASE)
_TO = re.compile(r"\b(?:auf|bei|to|at)\s(?:[\w-]+\s){0,2}\Z", re.IGNORECASE)
_EVERYBODY = _listed(
    """
    mensch menschen person personen leute männer frauen befragten befragte teilnehmer
    umfrageteilnehmer einwohner bürger bevölkerung people persons men women respondents residents
    population
    """
)
_NEXT_TO = 2
"""How many words of a phrase beside a figure can be its head."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, the noun whose amount it says, and the other words of its clause."""

    of_money: bool
    changes_by: bool
    """It says by how much something rose or fell, and not to what."""
    heads: tuple[Word, ...]
    governing: tuple[Word, ...]


def measured(profile: StatementProfile, clauses: Sequence[Clause], figure: Figure) -> Measured:
    """What a figure measures, by its clause, or by those beside it when it stands alone there."""
    at = [
        number
        for number, clause in enumerate(clauses)
        if any(word.span.overlaps(figure.span) for word in clause.words)
    ]
    own = [word for number in at for word in clauses[number].words]
    around = clauses[max(at[0] - 1, 0) : at[-1] + 2] if at else ()
    return Measured(
        figure.kind is FigureKind.MONEY,
        _changes_by(profile, own, figure),
        _heads(profile, own, figure),
        _governing(profile, own, figure)
        or _governing(profile, [word for clause in around for word in clause.words], figure),
    )


def may_differ(here: Measured, there: Measured) -> bool:
    """Whether nothing says that the figures measure different things."""
    if here.changes_by != there.changes_by:
        return False
    kinds = _kinds(here.heads) or _kinds(here.governing)
    other_kinds = _kinds(there.heads) or _kinds(there.governing)
    if kinds and other_kinds:
        return not kinds.isdisjoint(other_kinds)
    if here.heads and there.heads:
        return _any_alike(here.heads, there.heads)
    if here.of_money and (here.heads or there.heads):
        return _any_alike(here.heads or here.governing, there.heads or there.governing)
    return True


def measure_alike(here: Measured, there: Measured) -> bool:
    """Whether the same word governs both figures."""
    return _any_alike((*here.heads, *here.governing), (*there.heads, *there.governing))


def _any_alike(some: Sequence[Word], others: Sequence[Word]) -> bool:
    return any(correspondence(a, b) >= ALIGNED for a in some for b in others)


def _kinds(found: Sequence[Word]) -> frozenset[int]:
    return frozenset(
        _MEASURES[name] for word in found for name in classes_of(word.stem) if name in _MEASURES
    )


def _changes_by(profile: StatementProfile, found: Sequence[Word], figure: Figure) -> bool:
    before = profile.text[: figure.span.start]
    if _TO.search(before) is not None:
        return False
    after = [word for word in found if word.span.start >= figure.span.end]
    if figure.kind is FigureKind.PERCENTAGE and after and after[0].folded in _MORE:
        return True
    changing = [word for word in found if _changes(word)]
    if figure.kind is FigureKind.PERCENTAGE and any(
        0 <= figure.span.start - word.span.end <= _BESIDE for word in changing
    ):
        return True
    return _BY.search(before) is not None and bool(changing)


def _changes(word: Word) -> bool:
    return not _CHANGES.isdisjoint(classes_of(word.stem)) or word.folded in _CHANGING


def _governing(
    profile: StatementProfile, found: Sequence[Word], figure: Figure
) -> tuple[Word, ...]:
    """The words of the figure's clause that are no names and no part of a figure."""
    content = {word.span for word in profile.content}
    names = [span for _, span in profile.entities]
    figures = [each.span for each in profile.figures]
    return tuple(
        word
        for word in found
        if word.span in content
        and word.folded not in _EVERYBODY
        and not _within(word, names)
        and (not _within(word, figures) or _is_counted(word, figure))
    )


def _is_counted(word: Word, figure: Figure) -> bool:
    return (
        figure.kind is FigureKind.COUNT
        and word.span.overlaps(figure.span)
        and word.stem.isalpha()
        and word.folded == figure.unit
    )


def _within(word: Word, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(word.span) for span in spans)


def _heads(profile: StatementProfile, found: Sequence[Word], figure: Figure) -> tuple[Word, ...]:
    """The noun whose amount a figure says, as in `eine Strafe von` or `Prozent der Erlöse`."""
    if figure.kind not in {FigureKind.MONEY, FigureKind.PERCENTAGE}:
        return ()
    return (*_head_before(profile, found, figure), *_head_after(profile, found, figure))


def _head_before(
    profile: StatementProfile, found: Sequence[Word], figure: Figure
) -> Iterator[Word]:
    linked = False
    for word in reversed([w for w in found if w.span.end <= figure.span.start]):
        if word.folded in _LINKS or word.folded in _SHELLS:
            linked = True
        elif word.folded not in _HEDGES:
            if linked and _is_noun(word, profile):
                yield word
            return


def _head_after(profile: StatementProfile, found: Sequence[Word], figure: Figure) -> Iterator[Word]:
    after = [word for word in found if word.span.start >= figure.span.end]
    if not after:
        return
    content = {word.span for word in profile.content}
    if after[0].folded in _AFTER_LINKS:
        phrase = [w for w in after[1:5] if w.span in content and _is_noun(w, profile)]
        yield from phrase[:_NEXT_TO]
    elif profile.text[figure.span.end : after[0].span.start] == " " and (
        (after[0].text[0].isupper() and profile.language == "de") or _kinds(after[:1])
    ):
        yield after[0]


def _is_noun(word: Word, profile: StatementProfile) -> bool:
    return word.folded not in _EVERYBODY and (profile.language != "de" or word.text[0].isupper())
