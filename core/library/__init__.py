"""The one door for every user interface."""

from core.library.background import BackgroundWork
from core.library.events import (
    Added,
    Analysed,
    FeedUpdated,
    Idle,
    Progress,
    RelatedReady,
    WorkEvent,
    WorkFailed,
)
from core.library.explaining import (
    ExplainedRow,
    evidence_rows,
    score_words,
    side_rows,
    speaker_words,
    why_hidden,
)
from core.library.feeds import Feeds
from core.library.library import Library
from core.library.phrases import change_words, news_words
from core.library.wishes import Wish
from core.relations import DEFAULT_THRESHOLD
from core.stories.alone import OnlyHere
from core.stories.rows import ClaimOrder, left_out, ordered

__all__ = [
    "DEFAULT_THRESHOLD",
    "Added",
    "Analysed",
    "BackgroundWork",
    "ClaimOrder",
    "ExplainedRow",
    "FeedUpdated",
    "Feeds",
    "Idle",
    "Library",
    "OnlyHere",
    "Progress",
    "RelatedReady",
    "Wish",
    "WorkEvent",
    "WorkFailed",
    "change_words",
    "evidence_rows",
    "left_out",
    "news_words",
    "ordered",
    "score_words",
    "side_rows",
    "speaker_words",
    "why_hidden",
]
