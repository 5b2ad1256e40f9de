"""What a relation rests on, as values: shared words, names, figures; certainty and speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.model import (
    Certainty,
    EntityId,
    Evidence,
    EvidenceKind,
    Figure,
    FigureKind,
    Span,
    Speech,
    Stance,
)
from core.relations.judging.alignment import Pair
from core.relations.judging.polarity import Polarity
from core.relations.profile import StatementProfile
from core.text.negation import NEGATING
from core.text.words import Word, fold, folded_words


def shared_figures(same: Sequence[tuple[Figure, Figure]]) -> Iterator[Evidence]:
    """Each shared figure once, however often it is said."""
    seen: set[str] = set()
    for here, there in same:
        if here.normal not in seen and there.normal not in seen:
            yield figure_evidence(here, there, shared=True)
        seen |= {here.normal, there.normal}


def shared_words(
    here: StatementProfile,
    there: StatementProfile,
    pairs: Sequence[Pair],
    figures: Sequence[Evidence],
    entities: Sequence[Evidence],
) -> Iterator[Evidence]:
    """The corresponding words that no figure or name has shown already, each once."""
    shared = {entity for entity, _ in here.entities} & {entity for entity, _ in there.entities}
    shown_here = _shown(here, shared, [piece.here_span for piece in figures])
    shown_there = _shown(there, shared, [piece.there_span for piece in figures])
    names = {word.casefold() for piece in entities for word in piece.here.split()}
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        stems = (pair.here.stem, pair.there.stem)
        if not (
            stems in seen
            or (_within(pair.here, shown_here) and _within(pair.there, shown_there))
            or pair.here.text.casefold() in names
        ):
            yield _word(pair)
        seen.add(stems)


def _within(word: Word, shown: Sequence[Span]) -> bool:
    return bool(shown) and any(span.overlaps(word.span) for span in shown)


def _shown(
    profile: StatementProfile, shared: set[EntityId], figures: Sequence[Span | None]
) -> list[Span]:
    named = [span for entity, span in profile.entities if entity in shared]
    return named + [span for span in figures if span is not None]


def _word(pair: Pair) -> Evidence:
    here, there = pair.here, pair.there
    return Evidence(EvidenceKind.WORD, here.text, there.text, here.span, there.span)


def figure_evidence(here: Figure, there: Figure, *, shared: bool) -> Evidence:
    """Two figures or dates, the same or not."""
    kind = EvidenceKind.DATE if here.kind is FigureKind.DATE else EvidenceKind.FIGURE
    return Evidence(kind, here.text, there.text, here.span, there.span, shared=shared)


def shared_entities(here: StatementProfile, there: StatementProfile) -> Iterator[Evidence]:
    """Each name both have, where it stands first."""
    first_there = dict(reversed(there.entities))
    for entity, span in dict(reversed(here.entities)).items():
        other = first_there.get(entity)
        if other is not None:
            kind = EvidenceKind.ENTITY
            yield Evidence(kind, span.of(here.text), other.of(there.text), span, other)


# --- certainty ------------------------------------------------------------------------------------

_FUTURE = folded_words("wird werden will won't")
"""They make a tense, and are no news beside a plain statement."""
_NO_RESERVE = _FUTURE | NEGATING


def certainty(
    here: StatementProfile, mine: Polarity, there: StatementProfile, theirs: Polarity
) -> Iterator[Evidence]:
    """How surely each side says it: a pair for what both say, alone what only one says."""
    hedging, unmatched = _hedging(here, mine), _hedging(there, theirs)
    for span in hedging:
        same = _same_hedge(span.of(here.text), there, unmatched)
        if same is None and _as_sure(mine.stance, theirs.stance) and span in _said(here, mine):
            same = next((each for each in unmatched if each in _said(there, theirs)), None)
        if same is None:
            yield Evidence(EvidenceKind.CERTAINTY, span.of(here.text), "", span, shared=False)
        else:
            unmatched.remove(same)
            yield Evidence(
                EvidenceKind.CERTAINTY, span.of(here.text), same.of(there.text), span, same
            )
    for span in unmatched:
        text = span.of(there.text)
        yield Evidence(EvidenceKind.CERTAINTY, "", text, there_span=span, shared=False)


def firmness(profile: StatementProfile, stance: Stance) -> Certainty:
    """How firmly the main clause says it; a mere future tense is no reserve."""
    if all(fold(span.of(profile.text)) in _NO_RESERVE for span in stance.words):
        return Certainty.STATED
    return stance.certainty


def _as_sure(here: Stance, there: Stance) -> bool:
    return here.certainty is there.certainty is not Certainty.STATED


def _same_hedge(said: str, there: StatementProfile, spans: Sequence[Span]) -> Span | None:
    return next((span for span in spans if fold(span.of(there.text)) == fold(said)), None)


def _hedging(profile: StatementProfile, polarity: Polarity) -> list[Span]:
    """The words that say how sure it is, those of the main clause joined where they touch."""
    said = _said(profile, polarity)
    others = [word.span for word in polarity.hedges]
    if not said:
        return others
    return sorted({*said, *(span for span in others if not any(map(span.overlaps, said)))})


def _said(profile: StatementProfile, polarity: Polarity) -> list[Span]:
    stance = polarity.stance
    if stance.certainty is Certainty.STATED:
        return []
    joined: list[Span] = []
    for span in stance.words:
        if joined and not profile.text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return [span for span in joined if not _is_plain(span.of(profile.text))]


def _is_plain(said: str) -> bool:
    folded = fold(said)
    return folded in _FUTURE or folded in NEGATING or folded in _COMPLETING


_COMPLETING = folded_words("haben sein aus an bevor")
"""What closes a verb that says it: `soll … haben`, `steht … aus`."""


# --- speakers -------------------------------------------------------------------------------------


def speakers(here: Speech | None, there: Speech | None) -> Iterator[Evidence]:
    """Whose words the statements give, where a speaker is named; shared when it is one."""
    mine, theirs = _name(here), _name(there)
    if not mine and not theirs:
        return
    yield Evidence(
        EvidenceKind.SPEAKER,
        mine,
        theirs,
        None if here is None else here.span,
        None if there is None else there.span,
        shared=is_same_speaker(here, there),
    )


def is_same_speaker(here: Speech | None, there: Speech | None) -> bool:
    """Whether both give words of one speaker, by entity or, lacking one, by name."""
    if here is None or there is None:
        return False
    if here.entity is not None and there.entity is not None:
        return here.entity == there.entity
    return bool(_name(here)) and fold(_name(here)) == fold(_name(there))


def _name(speech: Speech | None) -> str:
    return "" if speech is None or speech.speaker is None else speech.speaker
