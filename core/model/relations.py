"""How statements relate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.model.contents import Speech, Stance
from core.model.ids import Span, StatementId


class Relation(StrEnum):
    """How a statement stands to one of another article."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CONTRADICTS = "contradicts"
    RELATED = "related"


class Sign(StrEnum):
    """What the margin says of a statement."""

    AGREES = "agrees"
    COPIED = "copied"
    """It agrees with what others say in the same words, and with nothing else."""
    DIFFERS = "differs"
    CONTRADICTS = "contradicts"
    RELATED = "related"
    ONLY = "only"
    NONE = "none"


class EvidenceKind(StrEnum):
    """What sort of thing a relation rests on."""

    WORD = "word"
    ENTITY = "entity"
    FIGURE = "figure"
    DATE = "date"
    NEGATION = "negation"
    CERTAINTY = "certainty"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a relation rests on: what it is here and what it is there."""

    kind: EvidenceKind
    here: str
    there: str
    """Empty on the side where it is missing (a negation that only one side has)."""
    here_span: Span | None = None
    there_span: Span | None = None
    shared: bool = True
    """False when this is where the two part."""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One summand of a score."""

    name: str
    value: float
    """Already weighted; the parts add up to the score."""


class Ruling(StrEnum):
    """What the reader has said to a relation."""

    CONFIRMED = "confirmed"
    """It is as the program says."""
    REJECTED = "rejected"
    """There is none."""
    LINKED = "linked"
    """It is as the reader says, whatever the program finds."""


class Hidden(StrEnum):
    """Why a statement that might be related is not shown as such."""

    SCORE = "score"
    """It is not alike enough."""
    EVIDENCE = "evidence"
    """It would be, but too little of what both share tells anything."""


@dataclass(frozen=True, slots=True)
class Related:
    """A statement of another article: how alike it is (0 to 1), and in what relation."""

    statement: StatementId
    score: float
    relation: Relation
    evidence: tuple[Evidence, ...]
    parts: tuple[ScorePart, ...] = ()
    hidden: Hidden | None = None
    """None for what is shown; otherwise why it is not."""
    verdict: Ruling | None = None
    """What the reader has said to it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that decides how two statements relate: the score, the evidence, both sides' words."""

    related: Related
    """As seen from here, whether it reaches the threshold or not."""
    here_stance: Stance
    there_stance: Stance
    here_speech: Speech | None
    there_speech: Speech | None


@dataclass(frozen=True, slots=True)
class RelatedStatement:
    """A related statement with the words a reader needs to see."""

    related: Related
    text: str
    title: str
    paragraph: int
    """Counts from 1 within its article; 0 for title, lead and headings."""
