"""What the screen asks the library: plain functions for threads, each answering a message."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.worker import get_current_worker

from core.errors import LesartError
from core.library import DEFAULT_THRESHOLD, BackgroundWork, Library, Wish, WorkFailed
from core.model import (
    ArticleId,
    ArticleRow,
    CorrectionId,
    CorrectionKind,
    EntityId,
    Figure,
    MarkId,
    MarkKind,
    Relation,
    Ruling,
    StatementId,
    Story,
    StoryWishKind,
)
from tui import walking
from tui.drawing.correction_rows import correction_words
from tui.messages import (
    AllMarksLoaded,
    ArticleLoaded,
    ConflictsLoaded,
    ExplanationLoaded,
    FindingsLoaded,
    GroupingLoaded,
    LandAt,
    LeftOutLoaded,
    MarksChanged,
    MarksLoaded,
    MatrixLoaded,
    MembershipLoaded,
    NameLoaded,
    NothingToShow,
    Noticed,
    PairingsLoaded,
    ReadChanged,
    RelatedLoaded,
    RowsLoaded,
    Said,
    Searched,
    TimelineLoaded,
    WorkReported,
)

Question = Callable[[], Message]

_RELATED = 9
"""As many as there are numbers to jump by."""
_MORE_RELATED = 30
"""When the reader has set the threshold himself."""


def ask(asker: Widget, group: str, question: Question, *, exclusive: bool = True) -> None:
    """Put a question in a thread; its answer comes back to the asker as a message.

    A later question of the same exclusive group replaces the one before it.
    """

    def work() -> None:
        worker = get_current_worker()
        try:
            answer = question()
        except LesartError as problem:
            answer = Said(str(problem), problem=True)
        if not worker.is_cancelled:
            asker.post_message(answer)

    asker.run_worker(
        work, thread=True, exclusive=exclusive, group=group, name=group, exit_on_error=False
    )


def listen(work: BackgroundWork, listener: MessagePump) -> None:
    """Pass on what the background work says until it ends.

    In a thread of its own, not a worker: quitting waits for workers, and this one waits for news.
    """

    def report() -> None:
        try:
            for event in work.events():
                if not listener.post_message(WorkReported(event)):
                    return
        except ValueError as problem:
            listener.post_message(WorkReported(WorkFailed("analysis", str(problem))))

    threading.Thread(target=report, name="background work", daemon=True).start()


# --- articles -------------------------------------------------------------------------------------


def rows(library: Library, *, limit: int | None = None) -> RowsLoaded:
    """The article list, or its beginning."""
    return RowsLoaded(library.rows(limit=limit), library.stories())


def article(library: Library, which: ArticleId, at: int | None) -> ArticleLoaded:
    """An article to show."""
    return ArticleLoaded(library.article(which), library.statements(which), at)


def findings(library: Library, which: ArticleId) -> FindingsLoaded:
    """What analysis has found in an article so far."""
    return FindingsLoaded(
        which,
        library.is_analysed(which),
        library.is_related(which),
        library.signs(which),
        library.entities(which),
        library.figures(which),
        library.mentions_of(which),
        library.speech(which),
    )


def mark_read(library: Library, which: ArticleId, *, read: bool) -> ReadChanged:
    """Mark an article read or unread."""
    library.set_read(which, read)
    return ReadChanged(which, read)


def notices(library: Library) -> Noticed:
    """What happened on opening; reads the marks."""
    return Noticed(library.notices)


# --- statements -----------------------------------------------------------------------------------


def related(
    library: Library, origin: StatementId, *, threshold: float, near: bool
) -> RelatedLoaded:
    """The statements related to one, and with `near` what is just below the threshold."""
    min_score = _asked(threshold)
    limit = _RELATED if min_score is None else _MORE_RELATED
    return RelatedLoaded(
        origin,
        library.related(origin, limit=limit, min_score=min_score),
        library.near_misses(origin, min_score=min_score) if near else None,
    )


def explanation(
    library: Library, origin: StatementId, other: StatementId, *, threshold: float
) -> ExplanationLoaded:
    """All that decides how two statements relate."""
    return ExplanationLoaded(library.explain(origin, other, min_score=_asked(threshold)))


def _asked(threshold: float) -> float | None:
    """None for the default: what is kept answers at once."""
    return None if threshold == DEFAULT_THRESHOLD else threshold


def search(library: Library, query: str) -> Searched:
    """What answers a query, in all articles."""
    return Searched(query, library.search(query))


# --- marks ----------------------------------------------------------------------------------------


def marks_of(library: Library, which: ArticleId) -> MarksLoaded:
    """The marks of one article."""
    return MarksLoaded(which, library.marks_of(which))


def all_marks(library: Library) -> AllMarksLoaded:
    """Every mark, with the titles of their articles."""
    return AllMarksLoaded(library.marks(), {row.id: row.title for row in library.rows()})


def bookmark(library: Library, statement: StatementId) -> MarksChanged:
    """Set or remove the bookmark of a statement."""
    mark = library.toggle_bookmark(statement)
    return MarksChanged("Bookmark removed" if mark is None else "Bookmarked")


def write_note(
    library: Library, statement: StatementId, beside: StatementId | None, text: str
) -> MarksChanged:
    """Keep the note of a statement, or of it and one beside it; an empty one is removed."""
    mark = library.write_note(statement, text, beside=beside)
    return MarksChanged("Note removed" if mark is None else "Note saved")


def tag(library: Library, statement: StatementId, tags: tuple[str, ...]) -> MarksChanged:
    """Put these tags, and no others, on the mark of a statement."""
    library.tag(statement, tags)
    return MarksChanged("Tagged: " + ", ".join(tags) if tags else "Tags removed")


def rule(
    library: Library,
    here: StatementId,
    there: StatementId,
    ruling: Ruling,
    relation: Relation,
) -> MarksChanged:
    """Confirm or reject a relation, or link two statements; the same again takes it back."""
    kept = library.rule(here, there, ruling, relation) is not None
    said = {
        (Ruling.CONFIRMED, True): f"Confirmed: {relation}; u takes it back",
        (Ruling.CONFIRMED, False): "No longer confirmed",
        (Ruling.REJECTED, True): "Rejected: not related; u takes it back",
        (Ruling.REJECTED, False): "No longer rejected",
        (Ruling.LINKED, True): f"Linked: {relation}; u takes it back",
        (Ruling.LINKED, False): "No longer linked",
    }
    return MarksChanged(said[ruling, kept], relations=True)


def remove_mark(library: Library, mark: MarkId) -> MarksChanged:
    """Remove one mark."""
    before = library.verdicts()
    library.remove_mark(mark)
    return MarksChanged("Removed; u brings it back", relations=library.verdicts() != before)


def undo(library: Library) -> MarksChanged:
    """Take back the last change of the marks or names."""
    return _turned(library, library.undo, "Undone", otherwise="Nothing to undo")


def redo(library: Library) -> MarksChanged:
    """Make the change again that was taken back."""
    return _turned(library, library.redo, "Redone", otherwise="Nothing to redo")


def _turned(
    library: Library, turn: Callable[[], str | None], word: str, *, otherwise: str
) -> MarksChanged:
    names, relations, wishes = library.corrections(), library.verdicts(), library.story_wishes()
    turned = turn()
    return MarksChanged(
        otherwise if turned is None else f"{word}: {turned}",
        relations=library.verdicts() != relations,
        stories=library.story_wishes() != wishes,
        names=library.corrections() != names,
    )


# --- the reader's stories ---------------------------------------------------------------------


def grouping(library: Library) -> GroupingLoaded:
    """Whether articles are grouped."""
    return GroupingLoaded(library.groups)


def membership(library: Library, article: ArticleId) -> MembershipLoaded:
    """Why an article is in its story."""
    return MembershipLoaded(library.membership(article))


def wish_story(
    library: Library,
    kind: StoryWishKind,
    articles: Sequence[ArticleId],
    *,
    others: Sequence[ArticleId],
    name: str,
    on: bool,
) -> MarksChanged:
    """Have articles told together or apart, as the reader wishes."""
    if kind is StoryWishKind.OFF:
        library.switch_grouping(on=on)
        said = "Articles are grouped to stories" if on else "No more stories: the list is flat"
        return MarksChanged(f"{said}; u takes it back", stories=True)
    if library.wish_story(kind, articles, others=others, name=name) is None:
        return MarksChanged("Nothing to change: that is how it is already")
    done = {
        StoryWishKind.MOVE: "Moved",
        StoryWishKind.OUT: "Taken out of the story",
        StoryWishKind.JOIN: "Joined",
        StoryWishKind.SPLIT: "Split",
        StoryWishKind.RENAME: "Renamed",
    }
    return MarksChanged(f"{done[kind]}; u takes it back", stories=True)


# --- names ----------------------------------------------------------------------------------------


def name(library: Library, article: ArticleId, entity: EntityId | None) -> NameLoaded:
    """What can be corrected about an entity."""
    everything = library.entities()
    here = {counted.entity.id for counted in library.entities(article)}
    mentions = library.mentions(entity) if entity else ()
    named = next((each for each in everything if each.entity.id == entity), None)
    kind = None if named is None else named.entity.kind
    return NameLoaded(
        named,
        tuple(Counter(mention.text for mention in mentions).most_common()),
        tuple(
            sorted(
                (each for each in everything if each.entity.id != entity),
                key=lambda each: (each.entity.kind is not kind, each.entity.id not in here),
            )
        ),
        library.corrections()[::-1],
    )


def correct(library: Library, wish: Wish) -> MarksChanged:
    """Correct a name as the reader wishes."""
    made = library.correct(wish)
    if made is None and wish.kind is CorrectionKind.SPLIT:
        return MarksChanged(f"{wish.spelling} needs a name that tells it apart")
    if made is None:
        return MarksChanged("Nothing to correct: that is what it says already")
    shown = (made.name, made.entity_kind)
    now = (
        counted.entity.id
        for counted in library.entities(wish.article)
        if (counted.entity.name, counted.entity.kind) == shown
    )
    said = f"{correction_words(made)}; u takes it back"
    return MarksChanged(said, names=True, corrected=wish.entity, now=next(now, None))


def withdraw(library: Library, correction: CorrectionId) -> MarksChanged:
    """Take a correction away."""
    library.withdraw(correction)
    return MarksChanged("Correction withdrawn; u brings it back", names=True)


# --- what reports of a story say together ---------------------------------------------------------

_NOT_ANALYSED = (
    "This article is not analysed yet. Lesart works on it while you read; "
    "come back when the progress in the bottom line is through."
)
_NO_STORY = (
    "No other report tells the same story. Add one: lesart add FILE, or a folder of them; "
    "C lists the conflicts of the whole library."
)


def matrix(library: Library, article: ArticleId) -> MatrixLoaded | NothingToShow:
    """The claims of the story of an article."""
    story = _story_with(library, article)
    if story is None:
        return _no_story(library, article)
    return MatrixLoaded(library.matrix(story.id))


def left_out(library: Library, article: ArticleId) -> LeftOutLoaded:
    """What an article leaves out and two others say."""
    return LeftOutLoaded(article, frozenset(claim.number for claim in library.left_out(article)))


def compare(
    library: Library, left: ArticleId, right: ArticleId | None
) -> PairingsLoaded | NothingToShow:
    """An article beside another, or beside the one that has most to do with it."""
    if right is None:
        right = _nearest(library, left)
    if right is None:
        return _no_story(library, left)
    statements = (*library.statements(left), *library.statements(right))
    return PairingsLoaded(
        library.article(left),
        library.article(right),
        {statement.id: statement for statement in statements},
        library.compare(left, right),
    )


def timeline(library: Library, article: ArticleId) -> TimelineLoaded | NothingToShow:
    """The dated statements of the story of an article."""
    story = _story_with(library, article)
    if story is None:
        return _no_story(library, article)
    entries = library.timeline(story.id)
    if not entries:
        return NothingToShow("No report of this story names a date that can be placed in time.")
    return TimelineLoaded(story, entries)


def conflicts(library: Library, article: ArticleId | None) -> ConflictsLoaded | NothingToShow:
    """The conflicts of the story of an article, or of the library."""
    if article is None:
        found = library.conflicts()
        if not found:
            return NothingToShow(
                "No two reports of the library conflict, as far as they are analysed."
            )
        return ConflictsLoaded(None, found)
    story = _story_with(library, article)
    if story is None:
        return _no_story(library, article)
    found = library.conflicts(story.id)
    if not found:
        return NothingToShow("No two reports of this story conflict. w looks in the whole library.")
    return ConflictsLoaded(story, found)


def _story_with(library: Library, article: ArticleId) -> Story | None:
    return next((story for story in library.stories() if article in story.articles), None)


def _no_story(library: Library, article: ArticleId) -> NothingToShow:
    return NothingToShow(_NO_STORY if library.is_related(article) else _NOT_ANALYSED)


def _nearest(library: Library, article: ArticleId) -> ArticleId | None:
    """The article whose statements are most related to those of another."""
    scores: defaultdict[ArticleId, float] = defaultdict(float)
    for statement in library.statements(article):
        for other in library.related(statement.id):
            scores[other.related.statement.article] += other.related.score
    return max(scores, key=lambda each: scores[each], default=None)


# --- walking --------------------------------------------------------------------------------------


def walk(
    library: Library,
    what: str,
    here: StatementId,
    *,
    by: int,
    rows: Sequence[ArticleRow],
    choice: EntityId | Figure | None,
) -> LandAt:
    """The next or previous statement with a relative, a conflict, a mention, a mark ..."""
    if what in walking.SIGNS:
        stops = walking.sign_stops(library, what, rows)
    elif what in list(MarkKind):
        stops = walking.mark_stops(library, MarkKind(what))
    elif isinstance(choice, Figure):
        stops = walking.figure_stops(library, choice)
    elif choice is not None:
        stops = walking.mention_stops(library, choice)
    else:
        return LandAt(None, walking.NOWHERE[what])
    stop = walking.next_stop(stops, here, by=by, order=[row.id for row in rows])
    return LandAt(stop, walking.NOWHERE[what])
