"""Messages that cross panes: what the library answered, and what happened in the background.

Each answer carries its question, so that an answer nobody waits for any more can be dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from core.library import Progress, WorkEvent
from core.model import (
    Article,
    ArticleId,
    ArticleRow,
    Changes,
    Correction,
    Dropped,
    EntityCount,
    EntityId,
    EntryOf,
    Explanation,
    FeedId,
    FeedListReport,
    FeedOffer,
    FeedStatus,
    FigureCount,
    Mark,
    Matrix,
    Mention,
    News,
    Pairing,
    Related,
    RelatedStatement,
    SavedSearch,
    Sign,
    Speech,
    Statement,
    StatementId,
    Story,
    StoryId,
    Subscription,
    TimelineEntry,
    ToldConflict,
)
from tui.commands import Place
from tui.drawing.list_rows import SearchRow
from tui.listing import FeedFilter

if TYPE_CHECKING:
    # Searching is loaded with the first search, not with the first frame.
    from core.library.finding import Completion, SearchAnswer
    from core.library.grouping import Membership


@dataclass
class KeysWanted(Message):
    """The reader wants to see which keys work in a place."""

    place: Place


@dataclass
class RowsLoaded(Message):
    """The article list as it is now."""

    rows: tuple[ArticleRow, ...]
    stories: tuple[Story, ...]


@dataclass
class ReadChanged(Message):
    """An article is marked read, or unread."""

    article: ArticleId
    read: bool


@dataclass
class Noticed(Message):
    """What happened on opening the library that the reader should know."""

    notices: tuple[str, ...]


@dataclass
class ArticleLoaded(Message):
    """An article and its statements can be shown."""

    article: Article
    statements: tuple[Statement, ...]
    at: int | None
    """The statement to land on; None where the article was left."""


@dataclass
class FindingsLoaded(Message):
    """What analysis has found in an article so far."""

    article: ArticleId
    analysed: bool
    compared: bool
    """Whether relations have been looked for."""
    signs: Mapping[int, Sign]
    entities: tuple[EntityCount, ...]
    figures: tuple[FigureCount, ...]
    mentions: tuple[Mention, ...]
    speech: Mapping[int, Speech]
    """By number, the statements that give somebody's words."""


@dataclass
class RelatedLoaded(Message):
    """The statements related to one statement, best first."""

    origin: StatementId
    related: tuple[RelatedStatement, ...]
    near: tuple[RelatedStatement, ...] | None = None
    """What is hidden just below the threshold; None where that was not asked for."""


@dataclass
class ExplanationLoaded(Message):
    """All that decides how two statements relate; None when one of them is gone."""

    explanation: Explanation | None


@dataclass
class MarksLoaded(Message):
    """The marks of one article."""

    article: ArticleId
    marks: tuple[Mark, ...]


@dataclass
class MarksChanged(Message):
    """The reader's marks are other than before."""

    said: str
    """What to tell the reader."""
    relations: bool = False
    """Whether the reader has said something to relations with it, or taken it back."""
    stories: bool = False
    """Whether articles belong to other stories than before, or stories have other names."""
    names: bool = False
    """Whether names were corrected with it, or are as they were before."""
    searches: bool = False
    """Whether a saved search was added, changed or removed with it."""
    parts: bool = False
    """Whether text of articles was taken back or left out with it."""
    corrected: EntityId | None = None
    """The entity that was corrected, by the id it had."""
    now: EntityId | None = None
    """The entity it is now."""


@dataclass
class GroupingLoaded(Message):
    """Whether articles are grouped to stories."""

    on: bool


@dataclass
class MembershipLoaded(Message):
    """Why an article is in its story; None when it is in none."""

    membership: Membership | None


@dataclass
class NameLoaded(Message):
    """What can be corrected about an entity, and what has been corrected so far."""

    entity: EntityCount | None
    """Counted in all articles; None when nothing mentions it any more."""
    spellings: tuple[tuple[str, int], ...]
    """As they stand in the texts, with how often, most frequent first."""
    others: tuple[EntityCount, ...]
    """Every other entity of the library, those of its kind and of the article first."""
    corrections: tuple[Correction, ...]
    """The last first."""


@dataclass
class AllMarksLoaded(Message):
    """Every mark there is, with the titles of their articles."""

    marks: tuple[Mark, ...]
    titles: Mapping[ArticleId, str]


@dataclass
class Searched(Message):
    """The answer to a search over all articles."""

    query: str
    typing: bool
    """Whether its last word could go on."""
    answer: SearchAnswer
    notes: Mapping[StatementId, str]
    """The reader's notes that answer."""


@dataclass
class Completed(Message):
    """How the word at the cursor of a query may go on."""

    query: str
    completion: Completion


@dataclass
class SearchesKept(Message):
    """The searches made before, the last first, and those with a name."""

    before: tuple[str, ...]
    saved: tuple[SavedSearch, ...]


@dataclass
class SearchesCounted(Message):
    """The saved searches with what they find now."""

    rows: tuple[SearchRow, ...]


@dataclass
class LeftOutLoaded(Message):
    """What of its source is no part of an article, in the order of the source."""

    dropped: tuple[Dropped, ...]


@dataclass
class FeedsLoaded(Message):
    """All feeds, and how they stand."""

    feeds: tuple[FeedStatus, ...]


@dataclass
class UpdateBegun(Message):
    """Feeds are being asked for what is new; none when there are none."""

    feeds: tuple[FeedId, ...]


@dataclass
class FeedArticlesLoaded(Message):
    """The articles of some feeds."""

    chosen: FeedFilter
    articles: frozenset[ArticleId]


@dataclass
class EntriesLoaded(Message):
    """Of which feeds an article is an entry."""

    article: ArticleId
    entries: tuple[EntryOf, ...]


@dataclass
class FeedsFound(Message):
    """The feed under an address, or those that the page there names."""

    address: str
    offers: tuple[FeedOffer, ...]


@dataclass
class Subscribed(Message):
    """The reader has subscribed to a feed; `known`: he had before."""

    subscription: Subscription
    title: str
    known: bool


@dataclass
class FeedListRead(Message):
    """What became of the feeds of a list."""

    report: FeedListReport


@dataclass
class FullTextFetched(Message):
    """The page of an article was asked for; whether its text is another now, and why not."""

    article: ArticleId
    changed: bool
    refusal: str = ""


@dataclass
class MatrixLoaded(Message):
    """The claims of the story of an article."""

    matrix: Matrix
    left_out: frozenset[int]
    """The numbers of those that the article leaves out and two others make."""


@dataclass
class PairingsLoaded(Message):
    """Two articles side by side."""

    left: Article
    right: Article
    statements: Mapping[StatementId, Statement]
    """Of both."""
    pairings: tuple[Pairing, ...]


@dataclass
class TimelineLoaded(Message):
    """The dated statements of the story of an article."""

    story: Story
    entries: tuple[TimelineEntry, ...]


@dataclass
class ConflictsLoaded(Message):
    """Every conflict of a story, or of the library."""

    story: Story | None
    conflicts: tuple[ToldConflict, ...]


@dataclass
class NewsLoaded(Message):
    """What is new about an article; one of the two is there."""

    title: str
    news: News | None
    """What it brings into its story, if reports came before it."""
    changes: Changes | None
    """What changed in its text, if anything did."""


@dataclass
class StoryCounted(Message):
    """How many conflicts the reports of a story have with each other."""

    story: StoryId
    conflicts: int


@dataclass
class PairFound(Message):
    """How a report's words are related to a claim's own; None when they are not, themselves."""

    here: StatementId
    related: Related | None
    said: str
    """What the reader says to that."""


@dataclass
class ChangedElsewhere(Message):
    """Whether another program has written into the library."""

    changed: bool


@dataclass
class ReportsChanged(Message, bubble=False):
    """What the reports say together may be other than before: new findings, the reader's word."""

    def can_replace(self, message: Message) -> bool:
        """Asking once is enough."""
        return isinstance(message, ReportsChanged)


@dataclass
class NothingToShow(Message):
    """A view stays empty; why, and what to do about it."""

    why: str


@dataclass
class LandAt(Message):
    """The reader shall be taken to a statement; None when there is none to go to."""

    statement: StatementId | None
    otherwise: str
    """What to say when there is none."""


@dataclass
class Said(Message):
    """One sentence for the reader."""

    text: str
    problem: bool = False


@dataclass
class WorkReported(Message):
    """The background work has something to say."""

    event: WorkEvent


@dataclass
class WorkPassedOn(Message, bubble=False):
    """The same, for what lies over the reading screen, with how far all work is now."""

    event: WorkEvent
    progress: Progress | None
