"""Profiles as bytes: what judging needs of a statement, kept beside the index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
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
from core.relations.profile import Recorded, StatementProfile, profile_of

_PARTS = 5
_FIGURE_PARTS = 9
_END = b"\n"
"""Between what is kept beside the text and the text; no JSON without spaces holds it."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def packed(statement: Recorded) -> bytes:
    """What the profile of a statement is made from again."""
    if statement.figures or statement.entities or statement.speech is not None:
        beside = _packed_beside(statement)
    else:
        beside = f'[{_quoted(statement.language)},"{statement.role}"]'
    return f"{beside}\n{statement.text}".encode("utf-8", "surrogatepass")


def unpacked(data: bytes, statement: StatementId) -> StatementProfile:
    """The profile that was packed, without its context."""
    beside, _, written = data.partition(_END)
    text = written.decode("utf-8", "surrogatepass")
    kept: list[Any] = json.loads(beside.decode("utf-8", "surrogatepass"))
    kept += [()] * (_PARTS - len(kept))
    language, role, figures, names, speech = kept
    return profile_of(
        statement,
        text,
        language,
        role=Role(role),
        figures=tuple([_figure(each, text) for each in figures]),
        entities=tuple([(EntityId(name), Span(start, end)) for name, start, end in names]),
        speech=_speech(speech, statement) if speech else None,
    )


def _packed_beside(statement: Recorded) -> str:
    # Lists of a few numbers and strings, for which the encoder would take longer.
    text, speech = statement.text, statement.speech
    figures = [_packed_figure(figure, text) for figure in statement.figures]
    names = [f"[{_quoted(name)},{s.start},{s.end}]" for name, s in statement.entities]
    return (
        f'[{_quoted(statement.language)},"{statement.role}",[{",".join(figures)}],'
        f"[{','.join(names)}]"
        f"{']' if speech is None else f',{_ENCODER.encode(_packed_speech(speech))}]'}"
    )


@lru_cache(maxsize=1 << 16)
def _quoted(text: str) -> str:
    return _ENCODER.encode(text)


def _packed_figure(figure: Figure, text: str) -> str:
    span, value, high = figure.span, _plain(figure.value), _plain(figure.high)
    said = None if span.of(text) == figure.text else figure.text
    kept = [value, figure.unit, figure.date, high, figure.hedge, said]
    while kept and kept[-1] is None:
        kept.pop()
    beside = ["null" if each is None else _quoted(each) for each in kept]
    return f'["{figure.kind}",{",".join([str(span.start), str(span.end), *beside])}]'


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


def _packed_speech(speech: Speech) -> list[object]:
    spans = [None if span is None else (span.start, span.end) for span in (speech.span, speech.cue)]
    return [speech.kind, speech.speaker, speech.entity, *spans]


def _speech(kept: Sequence[Any], statement: StatementId) -> Speech:
    kind, speaker, entity, *spans = kept
    where, cue = (None if span is None else Span(*span) for span in spans)
    return Speech(statement, SpeechKind(kind), speaker, entity, where, cue)
