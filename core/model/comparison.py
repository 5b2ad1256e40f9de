"""What the reports of a story say together."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.articles import ArticleRow, Story
from core.model.contents import Certainty, Figure, Speech
from core.model.ids import ArticleId, StatementId
from core.model.relations import Related, Relation, Ruling


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
class ToldConflict:
    """A conflict, and the other pairs of statements by which reports tell the same one."""

    conflict: Conflict
    """The strongest of them."""
    repeats: tuple[Conflict, ...] = ()
    """First those of the same two reports."""

    @property
    def told(self) -> tuple[Conflict, ...]:
        """All of them."""
        return (self.conflict, *self.repeats)

    @property
    def sides(self) -> tuple[PlacedStatement, PlacedStatement]:
        """The two statements of the strongest."""
        return self.conflict.here, self.conflict.there


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
    verdict: Ruling | None = None
    """What the reader has said to how one of them is related to the claim's own statement."""
    copy_of: ArticleId | None = None
    """The report before it that says it in the same words; both are one witness."""


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
    """The share of the pairs of its witnesses that differ or contradict each other."""
    only_here: bool = False
    """Whether one report says it and nothing in the others has to do with it. A claim of one report
    need not be: what others say may differ from it, and belong to another claim."""

    @property
    def witnesses(self) -> int:
        """How many reports say it in words of their own; those of the same words are one."""
        return sum(cell.copy_of is None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Copied:
    """Reports most of which are the same text."""

    articles: tuple[ArticleId, ...]
    """In the order of the story; at least two."""
    agency: str | None
    """Whose text it is, where a credit line says so."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims by reports."""

    story: Story
    articles: tuple[ArticleRow, ...]
    """The columns."""
    claims: tuple[Claim, ...]
    """The rows, in the order of the story."""
    copies: tuple[Copied, ...] = ()
    """Which of the reports are the same text."""


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


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What an earlier report says of the same."""

    statement: PlacedStatement
    related: Related
    """As seen from the later report."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A statement of a report, and what the reports before it say of the same."""

    statement: PlacedStatement
    counterparts: tuple[Counterpart, ...]
    """One of each report, the strongest relation first; empty where no report speaks of it."""
    reports: int
    """How many of them it disputes or repeats; copies of one text count once."""


@dataclass(frozen=True, slots=True)
class News:
    """What a report brings into its story; every statement of substance is in one list."""

    article: ArticleRow
    story: Story
    before: tuple[ArticleRow, ...]
    """The reports of the story that came before it, the first first; empty for the first."""
    copy_of: ArticleRow | None
    """The first of them that prints the same text."""
    adds: tuple[NewsItem, ...]
    """What none of them says."""
    disputes: tuple[NewsItem, ...]
    """What differs from or contradicts one of them."""
    repeats: tuple[NewsItem, ...]
    """What agrees with one of them and conflicts with none."""
    unclear: tuple[NewsItem, ...]
    """What they speak of too, and nothing says how the two stand to each other; or what only a
    report in another language could say."""
