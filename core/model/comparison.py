"""What the reports of a story say together."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.articles import ArticleRow, Story
from core.model.contents import Certainty, Figure, Speech
from core.model.ids import ArticleId, StatementId
from core.model.relations import Related, Relation


@dataclass(frozen=True, slots=True)
class PlacedStatement:
    """A statement with the words a reader needs to see."""

    id: StatementId
    text: str
    title: str
    """Of its article."""
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that differ from or contradict each other; each pair stands once."""

    here: PlacedStatement
    there: PlacedStatement
    related: Related
    """As seen from `here`."""
    here_speech: Speech | None
    there_speech: Speech | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How one report puts a claim."""

    article: ArticleId
    statements: tuple[StatementId, ...]
    """Where it does, closest to the claim first; never empty."""
    text: str
    """Of the first of them."""
    relation: Relation | None
    """To the claim's own statement; None in the report that statement is taken from."""
    words: str
    """What it comes down to here: a value, a date, a denial; empty where the report says it as
    the claim does."""
    denied: bool
    certainty: Certainty
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What statements of several reports of a story say, or one report alone."""

    number: int
    """Counts from 1, in the order in which the story first tells it."""
    statement: StatementId
    """The one that is closest to all others."""
    text: str
    cells: tuple[Cell, ...]
    """In the order of the story's articles; a report that is silent has none."""
    disputed: float
    """The share of the pairs of its cells that differ or contradict each other."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims by reports."""

    story: Story
    articles: tuple[ArticleRow, ...]
    """The columns."""
    claims: tuple[Claim, ...]
    """The rows, in the order of the story."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A dated statement."""

    statement: PlacedStatement
    figure: Figure
    """The date as it stands there."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What is said to have happened, or to be going to happen, on one date."""

    date: str
    """ISO 8601, as exact as the reports say."""
    sayings: tuple[Saying, ...]
    """In the order of the story."""
    disputed: tuple[str, ...]
    """Other dates that reports give for the same, each an entry of its own."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One step of two articles read side by side; one side is None where it stands alone."""

    left: StatementId | None
    right: StatementId | None
    related: Related | None
    """As seen from the left; None when one side is missing."""
