"""What is in one article: statements, figures, names, entities, who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.model.articles import Role
from core.model.ids import ArticleId, EntityId, Span, StatementId


class FigureKind(StrEnum):
    """What a figure measures."""

    MONEY = "money"
    PERCENTAGE = "percentage"
    COUNT = "count"
    DURATION = "duration"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity or date with its normal form."""

    kind: FigureKind
    text: str
    span: Span
    """Counts in the statement's text."""
    value: Decimal | None = None
    """In `unit`; the lower end of a range. None for dates."""
    high: Decimal | None = None
    """The upper end of a range."""
    unit: str | None = None
    """ISO 4217 for money, `%`, `s min h d wk mo a` for durations, a folded noun for counts."""
    hedge: str | None = None
    """`over`, `under`, `about`, `up to`, `at least`: how exactly it is said."""
    date: str | None = None
    """ISO 8601, partial where the text is: `2018-07`, `2015`, `--05-28` (no year said).

    Two with a slash are the first and the last of an interval. None for a relative date
    (`gestern`) that no known publication date resolves.
    """

    @property
    def normal(self) -> str:
        """One line that is equal for equal figures: `300000000 USD`, `50 %`, `2018-07`.

        An unresolved relative date is its own words in lower case: `am vergangenen freitag`.
        """
        if self.date is not None:
            return self.date
        if self.kind is FigureKind.DATE:
            return " ".join(self.text.casefold().split())
        low = "?" if self.value is None else f"{self.value.normalize():f}"
        amount = low if self.high is None else f"{low}-{self.high.normalize():f}"
        return f"{amount} {self.unit}" if self.unit else amount


class Certainty(StrEnum):
    """How firmly the main clause of a statement says what it says."""

    STATED = "stated"
    """Said without reserve."""
    PLANNED = "planned"
    """To be, not yet there: `geplant`, `soll 2026 kommen`, `will`, `plans to`."""
    PENDING = "pending"
    """Expected, and expressly not there yet: `noch kein`, `steht noch aus`, `not yet`."""
    POSSIBLE = "possible"
    """May be: `könnte`, `möglicherweise`, `offenbar`, `likely`."""
    ALLEGED = "alleged"
    """Said to be: `angeblich`, `soll … gesagt haben`, `allegedly`, `reportedly`."""
    LIMITED = "limited"
    """In principle or for the time being: `grundsätzlich`, `vorläufig`, `in principle`."""


@dataclass(frozen=True, slots=True)
class Stance:
    """Whether the main clause of a statement affirms or denies, and how firmly."""

    denied: bool = False
    certainty: Certainty = Certainty.STATED
    words: tuple[Span, ...] = ()
    """What says so, in order; counts in the statement's text."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or headline; the unit the cursor stands on."""

    id: StatementId
    role: Role
    span: Span
    text: str
    figures: tuple[Figure, ...] = ()
    lemmas: tuple[str, ...] = ()
    """Dictionary forms of the content words, folded, in order; empty before analysis."""
    stance: Stance = Stance()


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name as the pipeline saw it, before anyone decided whose it is."""

    span: Span
    text: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """What the language pipeline found in one article."""

    article: ArticleId
    statements: tuple[Statement, ...]
    """The statements made at import, with their lemmas."""
    names: tuple[NameMention, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place or thing, however it is spelt."""

    id: EntityId
    name: str
    kind: EntityKind
    spellings: tuple[str, ...]
    """As they stand in the texts, most frequent first."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of an entity."""

    entity: EntityId
    article: ArticleId
    statement: int
    span: Span
    """Counts in the article's text."""
    text: str


class SpeechKind(StrEnum):
    """In whose words speech is given."""

    DIRECT = "direct"
    """In the speaker's own, between quotation marks."""
    REPORTED = "reported"
    """In the reporter's: indirect speech, `laut`, `according to`."""


@dataclass(frozen=True, slots=True)
class Speech:
    """That a statement gives what somebody said, and who."""

    statement: StatementId
    kind: SpeechKind
    speaker: str | None
    """As the text names the speaker (`Durov`, `ein Sprecher der Bahn`); None when it does not."""
    entity: EntityId | None
    """Whom that means where it is certain; None for a speaker without a name or in doubt."""
    span: Span | None
    """Where the speaker is named, in the statement's text; None when another statement does."""
    cue: Span | None
    """What shows that it is speech (`sagte`, `laut`, the quotation mark), likewise."""


@dataclass(frozen=True, slots=True)
class RecordedStatement:
    """A statement with all by which it is compared with others; spans count in its text."""

    id: StatementId
    text: str
    language: str
    role: Role
    figures: tuple[Figure, ...] = ()
    entities: tuple[tuple[EntityId, Span], ...] = ()
    """Whom it names, and where."""
    speech: Speech | None = None
    """Whose words it gives, where that is known."""


@dataclass(frozen=True, slots=True)
class EntityCount:
    """An entity and how often it is mentioned in what was asked about."""

    entity: Entity
    count: int


@dataclass(frozen=True, slots=True)
class FigureCount:
    """A figure and how often its normal form stands in an article."""

    figure: Figure
    count: int
