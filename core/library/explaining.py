"""How two statements relate, in rows that screen and command line show alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.library import ruling
from core.model import (
    Certainty,
    EvidenceKind,
    Explanation,
    Hidden,
    Related,
    Speech,
    Stance,
    StatementId,
)
from core.storage import speech, statements
from core.storage.database import Database

_NAMES = {
    EvidenceKind.FIGURE: "figure",
    EvidenceKind.DATE: "date",
    EvidenceKind.NEGATION: "negation",
    EvidenceKind.ENTITY: "name",
    EvidenceKind.WORD: "word",
    EvidenceKind.CERTAINTY: "certainty",
    EvidenceKind.SPEAKER: "speaker",
}
_ORDER = list(_NAMES)
_ALL = 1000
"""More relatives than are kept for any statement."""


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """What one thing is here and what it is there."""

    what: str
    here: str
    """Empty on the side where it is missing."""
    there: str
    shared: bool
    """False where the two part."""


def explanation_of(database: Database, here: StatementId, there: StatementId) -> Explanation | None:
    """What is kept of how two statements relate; None when they are not kept as related."""
    found = ruling.related_statements(database, here, limit=_ALL)
    related = next((each.related for each in found if each.related.statement == there), None)
    if related is None:
        return None
    return Explanation(
        related,
        statements.statement(database, here).stance,
        statements.statement(database, there).stance,
        _speech(database, here),
        _speech(database, there),
    )


def _speech(database: Database, statement: StatementId) -> Speech | None:
    said = speech.speech_of(database, statement.article)
    return next((each for each in said if each.statement == statement), None)


def score_words(score: float) -> str:
    """A score in three characters: `.81`, `1.0`."""
    return "1.0" if score >= 0.995 else f"{score:.2f}".removeprefix("0")


def why_hidden(related: Related, threshold: float) -> str:
    """Why a statement is not shown as related; nothing when it is."""
    if related.hidden is Hidden.EVIDENCE:
        return "too little in common"
    if related.hidden is Hidden.SCORE:
        return f"score {score_words(related.score)} < {score_words(threshold)}"
    return ""


def speaker_words(said: Speech | None) -> str:
    """Whose words a statement gives; nothing when they are the report's or nobody is named."""
    return f"{said.speaker} says" if said is not None and said.speaker else ""


def side_rows(explanation: Explanation, here: str, there: str) -> tuple[ExplainedRow, ...]:
    """Polarity, certainty and speaker of both statements, whose texts these are."""
    mine, theirs = explanation.here_stance, explanation.there_stance
    own, other = explanation.here_speech, explanation.there_speech
    negations = [e for e in explanation.related.evidence if e.kind is EvidenceKind.NEGATION]
    denying = [each.here for each in negations if not each.there]
    denying_there = [each.there for each in negations if not each.here]
    return (
        ExplainedRow(
            "polarity",
            _polarity(mine, here, denying),
            _polarity(theirs, there, denying_there),
            mine.denied == theirs.denied and not denying and not denying_there,
        ),
        ExplainedRow(
            "certainty",
            _certainty(mine, here),
            _certainty(theirs, there),
            mine.certainty is theirs.certainty,
        ),
        ExplainedRow("speaker", _speaker(own), _speaker(other), _is_one_speaker(own, other)),
    )


def evidence_rows(related: Related) -> tuple[ExplainedRow, ...]:
    """The names, figures, words and negations it rests on; where the two part comes first."""
    return tuple(
        ExplainedRow(_NAMES[each.kind], each.here, each.there, each.shared)
        for each in sorted(related.evidence, key=lambda e: (e.shared, _ORDER.index(e.kind)))
        if each.kind is not EvidenceKind.SPEAKER  # a row of the two sides
    )


def _polarity(stance: Stance, text: str, denying: Sequence[str]) -> str:
    if not stance.denied:
        # What decides may stand in a clause below the main one.
        return f"denies in part: {', '.join(denying)}" if denying else "affirms"
    # Words of a reserve stand beside the certainty.
    said = _said(stance, text) if stance.certainty is Certainty.STATED else ""
    return f"denies: {said}" if said else "denies"


def _certainty(stance: Stance, text: str) -> str:
    said = _said(stance, text) if stance.certainty is not Certainty.STATED else ""
    return f"{stance.certainty}: {said}" if said else str(stance.certainty)


def _said(stance: Stance, text: str) -> str:
    return " … ".join(span.of(text) for span in stance.words)


def _speaker(said: Speech | None) -> str:
    if said is None:
        return "the report itself"
    return f"{said.speaker or 'not named'} ({said.kind})"


def _is_one_speaker(here: Speech | None, there: Speech | None) -> bool:
    if here is None or there is None:
        return here is there
    if here.entity is not None and there.entity is not None:
        return here.entity == there.entity
    return here.speaker is not None and here.speaker == there.speaker
