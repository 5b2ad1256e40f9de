"""The values everything else speaks in: frozen, validated once at the border, trusted inside.

Offsets count code points. Spans of an `Article`, a `Mention` or a `Block` count in the article's
cleaned `text`; spans inside a `Statement` (its figures) and of `Evidence` count in the
statement's own `text`, so that a statement is complete without its article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NewType

ArticleId = NewType("ArticleId", str)
EntityId = NewType("EntityId", str)
StoryId = NewType("StoryId", str)
MarkId = NewType("MarkId", str)
CorrectionId = NewType("CorrectionId", str)
StoryWishId = NewType("StoryWishId", str)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same stretch, counted from another origin."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether both cover at least one common position."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class StatementId:
    """Names one statement of one article; written `ARTICLE:N`."""

    article: ArticleId
    number: int
    """Counts from 1 in reading order."""

    def __str__(self) -> str:
        return f"{self.article}:{self.number}"


# --- articles -------------------------------------------------------------------------------------


class Role(StrEnum):
    """What a block of text is in its article."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """One title, lead, heading or paragraph."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the original that is not part of the article, and why."""

    text: str
    """Cleaned of control characters, otherwise as it stood."""
    reason: str
    span: Span
    """Counts in the original."""


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters of the cleaned text that stand unchanged and together in the original."""

    start: int
    original_start: int
    length: int
    original_length: int
    """Equal to `length`, but for composed characters, where one stands for several."""


@dataclass(frozen=True, slots=True)
class Article:
    """One report, cleaned, and where it came from. What is unknown is None, never guessed."""

    id: ArticleId
    source: str
    """Path as given, made absolute; `-` for standard input."""
    title: str
    title_derived: bool
    """True when the report has no headline and the title was taken from its first sentence."""
    text: str
    """The blocks in reading order, separated by blank lines."""
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    original: str
    """As decoded, before anything was cleaned. Never shown without cleaning."""
    alignment: tuple[Run, ...]
    """Where each stretch of `text` stands in `original`, ascending; separators have no run."""
    language: str
    """ISO 639-1, judged from title and text; `und` when undecided."""
    category: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO 8601, as exact as the source says: `2025-05-28`, `2025-05`, or with a time."""
    url: str | None = None

    @property
    def lead(self) -> str | None:
        """The lead, when the report has one apart from its first paragraph."""
        return next((b.span.of(self.text) for b in self.blocks if b.role is Role.LEAD), None)

    @property
    def headings(self) -> tuple[str, ...]:
        """The subheads in reading order."""
        return tuple(b.span.of(self.text) for b in self.blocks if b.role is Role.HEADING)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The running text, paragraph by paragraph."""
        return tuple(b.span.of(self.text) for b in self.blocks if b.role is Role.PARAGRAPH)

    def paragraph_at(self, position: int) -> int:
        """The number of the paragraph at a position of `text`; 0 for title, lead and headings."""
        return paragraph_at(self.blocks, position)


def paragraph_at(blocks: Sequence[Block], position: int) -> int:
    """The number, from 1, of the paragraph a position falls in; 0 when it is in none."""
    paragraph = 0
    for block in blocks:
        if block.role is Role.PARAGRAPH:
            paragraph += 1
        if block.span.start <= position < block.span.end:
            return paragraph if block.role is Role.PARAGRAPH else 0
    return 0


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the list shows of an article."""

    id: ArticleId
    title: str
    title_derived: bool
    source: str
    outlet: str | None
    published: str | None
    language: str
    story: StoryId | None
    statements: int | None
    """None until the article is analysed."""
    conflicts: int | None
    """Statements of this article that differ from or contradict another; None until related."""
    read: bool


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about the same event."""

    id: StoryId
    title: str
    articles: tuple[ArticleId, ...]


# --- what is in one article -----------------------------------------------------------------------


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
class EntityCount:
    """An entity and how often it is mentioned in what was asked about."""

    entity: Entity
    count: int


@dataclass(frozen=True, slots=True)
class FigureCount:
    """A figure and how often its normal form stands in an article."""

    figure: Figure
    count: int


# --- how statements relate ------------------------------------------------------------------------


class Relation(StrEnum):
    """How a statement stands to one of another article."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CONTRADICTS = "contradicts"
    RELATED = "related"


class Sign(StrEnum):
    """What the margin says of a statement."""

    AGREES = "agrees"
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


# --- what the reports of a story say together -----------------------------------------------------


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


# --- finding --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A statement that answers a search."""

    article: ArticleId
    title: str
    statement: StatementId
    text: str
    hits: tuple[Span, ...]
    """What matched, counted in `text`."""
    score: float


# --- the reader's own -----------------------------------------------------------------------------


class MarkKind(StrEnum):
    """What the reader left at a statement."""

    BOOKMARK = "bookmark"
    NOTE = "note"
    VERDICT = "verdict"
    """What the reader has said to the relation of two statements."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a mark belongs: quote, neighbourhood and position, so that it survives a changed text.

    The three selectors of the W3C Web Annotation Data Model (TextQuoteSelector with prefix and
    suffix, TextPositionSelector), with the number of the statement beside them.
    """

    article: ArticleId
    statement: int
    quote: str
    prefix: str
    suffix: str
    start: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark, a note on a statement or on a pair of them, or a verdict on a pair."""

    id: MarkId
    kind: MarkKind
    anchor: Anchor
    text: str
    """The note; empty for a bookmark."""
    tags: tuple[str, ...]
    created: str
    """ISO 8601 with offset."""
    changed: str
    orphan: bool = False
    """True when a quote is no longer found in its article."""
    other: Anchor | None = None
    """The other statement of a pair."""
    ruling: Ruling | None = None
    """Of a verdict."""
    relation: Relation | None = None
    """Of a verdict: how the two are related, or would be if it had not been rejected."""

    @property
    def places(self) -> tuple[StatementId, ...]:
        """The statement it is at, or both statements of its pair."""
        anchors = (self.anchor,) if self.other is None else (self.anchor, self.other)
        return tuple(StatementId(each.article, each.statement) for each in anchors)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reader has said to the relation of two statements, whichever stands first."""

    here: StatementId
    there: StatementId
    ruling: Ruling
    relation: Relation


class StoryWishKind(StrEnum):
    """What the reader has to say about stories."""

    MOVE = "move"
    """The articles belong to the story of the others, and no longer to their own."""
    OUT = "out"
    """The articles belong to no story."""
    JOIN = "join"
    """The articles and the others are one story."""
    SPLIT = "split"
    """The articles are a story of their own, apart from the others."""
    RENAME = "rename"
    """The story of the articles has this name."""
    OFF = "off"
    """Nothing is grouped."""


@dataclass(frozen=True, slots=True)
class StoryWish:
    """What the reader knows better about stories; refers to articles, for stories change."""

    id: StoryWishId
    kind: StoryWishKind
    articles: tuple[ArticleId, ...]
    others: tuple[ArticleId, ...]
    """Of the story they are moved to, joined with or split from."""
    left: tuple[ArticleId, ...]
    """Of the story they are moved from."""
    name: str
    """Of a renamed story."""
    created: str
    """ISO 8601 with offset."""


class CorrectionKind(StrEnum):
    """What the reader has to say about a name."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    KIND = "kind"
    HIDE = "hide"
    ADD = "add"


class Reach(StrEnum):
    """Where a correction holds."""

    EVERYWHERE = "everywhere"
    STORY = "story"
    """In the story of the article it was made in."""
    ARTICLE = "article"
    """In that article alone."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the reader knows better about a name; refers to names, for ids change with them."""

    id: CorrectionId
    kind: CorrectionKind
    names: tuple[str, ...]
    """What it is about: the name it was shown under, then other names and spellings of it."""
    kinds: tuple[EntityKind, ...]
    """What it was taken for; another of these names that is of another kind is not meant."""
    name: str
    """What it is called from now on."""
    entity_kind: EntityKind
    """What it is from now on."""
    reach: Reach
    article: ArticleId
    """Where the reader was."""
    created: str
    """ISO 8601 with offset."""
    spelling: str = ""
    """Of a split: only the mentions spelt like this are meant."""
    before: str = ""
    """Of a split of one mention: what stands before it in the article's text."""
    after: str = ""
    """And what stands after it."""


# --- adding ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that did not become an article, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the sources named."""

    added: tuple[ArticleId, ...] = ()
    updated: tuple[ArticleId, ...] = ()
    unchanged: tuple[ArticleId, ...] = ()
    skipped: tuple[Refusal, ...] = ()
    """Left out on purpose: empty, another kind of file."""
    failed: tuple[Refusal, ...] = ()
    """Should have worked and did not."""

    def __add__(self, other: AddReport) -> AddReport:
        """Both reports as one."""
        return AddReport(
            added=self.added + other.added,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
            skipped=self.skipped + other.skipped,
            failed=self.failed + other.failed,
        )
