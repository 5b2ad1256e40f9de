"""Profiles as bytes: what judging needs of a statement, kept beside the index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.model import (
    EntityId,
    Figure,
    FigureKind,
    Role,
    Span,
    Speech,
    SpeechKind,
    StatementId,
)
from core.relations.profile import StatementProfile, profile_of

_PARTS = 6
_FIGURE_PARTS = 9
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def packed(profile: StatementProfile) -> bytes:
    """What a profile is made from again."""
    figures = [_packed_figure(figure, profile.text) for figure in profile.figures]
    names = [(entity, span.start, span.end) for entity, span in profile.entities]
    speech = _packed_speech(profile.speech)
    kept = [profile.text, profile.language, profile.role, figures, names, speech]
    while not kept[-1]:
        kept.pop()
    return _ENCODER.encode(kept).encode("utf-8", "surrogatepass")


def unpacked(data: bytes, statement: StatementId) -> StatementProfile:
    """The profile that was packed, without its context."""
    kept: list[Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    kept += [()] * (_PARTS - len(kept))
    text, language, role, figures, names, speech = kept
    return profile_of(
        statement,
        text,
        language,
        role=Role(role),
        figures=tuple([_figure(each, text) for each in figures]),
        entities=tuple([(EntityId(name), Span(start, end)) for name, start, end in names]),
        speech=_speech(speech, statement) if speech else None,
    )


def _packed_figure(figure: Figure, text: str) -> list[object]:
    said = None if figure.span.of(text) == figure.text else figure.text
    span, value, high = figure.span, _plain(figure.value), _plain(figure.high)
    kept = [figure.kind, span.start, span.end, value, figure.unit]
    kept += [figure.date, high, figure.hedge, said]
    while kept[-1] is None:
        kept.pop()
    return kept


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _figure(kept: Sequence[Any], text: str) -> Figure:
    whole = [*kept, *[None] * (_FIGURE_PARTS - len(kept))]
    kind, start, end, value, unit, date, high, hedge, said = whole
    span = Span(start, end)
    return Figure(
        kind=FigureKind(kind),
        text=span.of(text) if said is None else said,
        span=span,
        value=None if value is None else Decimal(value),
        high=None if high is None else Decimal(high),
        unit=unit,
        hedge=hedge,
        date=date,
    )


def _packed_speech(speech: Speech | None) -> list[object]:
    if speech is None:
        return []
    spans = [None if span is None else (span.start, span.end) for span in (speech.span, speech.cue)]
    return [speech.kind, speech.speaker, speech.entity, *spans]


def _speech(kept: Sequence[Any], statement: StatementId) -> Speech:
    kind, speaker, entity, *spans = kept
    where, cue = (None if span is None else Span(*span) for span in spans)
    return Speech(statement, SpeechKind(kind), speaker, entity, where, cue)
