"""What the screen asks the library: plain functions for threads, each answering a message."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.worker import get_current_worker

from core.errors import ArticleNotFound, LesartError
from core.library import (
    DEFAULT_THRESHOLD,
    BackgroundWork,
    Library,
    Wish,
    WorkFailed,
    change_words,
    left_out,
    news_words,
)
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
    StoryId,
    StoryWishKind,
)
from tui import walking
from tui.drawing.correction_rows import correction_words
from tui.drawing.list_rows import SearchRow
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut
from tui.messages import (
    AllMarksLoaded,
    ArticleLoaded,
    ChangedElsewhere,
    Completed,
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
    NewsLoaded,
    NothingToShow,
    Noticed,
    PairFound,
    PairingsLoaded,
    ReadChanged,
    RelatedLoaded,
    RowsLoaded,
    Said,
    Searched,
    SearchesCounted,
    SearchesKept,
    StoryCounted,
    TimelineLoaded,
    WorkReported,
)

Question = Callable[[], Message]

_RELATED = 9
"""As many as there are numbers to jump by."""
_MORE_RELATED = 30
"""When the reader has set the threshold himself."""
_TOLD_ONE_BY_ONE = 3
"""So many reports that were added at once have a line each."""
_NAME = 32
"""Cells of such a line for the name of the report."""
_ALL = 1000
"""More than are kept as related to any statement."""
_STRONGEST = {
    Relation.CONTRADICTS: 0,
    Relation.DIFFERS: 1,
    Relation.AGREES: 2,
    Relation.RELATED: 3,
}


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


# --- searching ------------------------------------------------------------------------------------


def search(library: Library, query: str, typing: bool) -> Searched:
    """What answers a query, in all articles; while it is typed, its last word may go on."""
    answer = library.search(query, typing=typing)
    articles = {statement.article for statement in answer.notes}
    notes = {
        StatementId(mark.anchor.article, mark.anchor.statement): mark.text
        for article in articles
        for mark in library.marks_of(article)
        if mark.kind is MarkKind.NOTE and not mark.orphan
    }
    answering = {each: notes[each] for each in answer.notes if each in notes}
    return Searched(query, typing, answer, answering)


def complete(library: Library, query: str, cursor: int) -> Completed:
    """How the word at the cursor of a query may go on."""
    return Completed(query, library.complete(query, cursor))


def searches_kept(library: Library) -> SearchesKept:
    """The searches made before, and those with a name."""
    return SearchesKept(library.searches_made(), library.saved_searches())


def searches_counted(library: Library) -> SearchesCounted:
    """The saved searches with how many articles each of them finds."""
    return SearchesCounted(
        tuple(
            SearchRow(each.id, each.name, each.query, library.search(each.query).articles)
            for each in library.saved_searches()
        )
    )


def note_search(library: Library, query: str) -> Said:
    """Note a search that was made."""
    library.note_search(query)
    return Said("")


def save_search(library: Library, name: str, query: str) -> MarksChanged:
    """Give a search a name."""
    if library.save_search(name, query) is None:
        return MarksChanged(f"{name} finds this already")
    return MarksChanged(f"Saved: {name}; it stands above the articles", searches=True)


def forget_search(library: Library, row: SearchRow) -> MarksChanged:
    """Take a saved search away."""
    library.forget_search(row.id)
    return MarksChanged(f"Search removed: {row.title}; u brings it back", searches=True)


UNTAGGED = "Tags stand on a note of yours here: a writes one on the two statements"

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
    return _tagged(tags)


def tag_both(
    library: Library, here: StatementId, there: StatementId, tags: tuple[str, ...]
) -> MarksChanged:
    """Put these tags, and no others, on the note of two statements."""
    if library.tag_both(here, there, tags) is None:
        return MarksChanged(UNTAGGED)
    return _tagged(tags)


def _tagged(tags: tuple[str, ...]) -> MarksChanged:
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


def attach(library: Library, mark: MarkId, statement: StatementId) -> MarksChanged:
    """Put a mark that lost its place to a statement."""
    before = library.verdicts()
    if library.attach_mark(mark, statement) is None:
        return MarksChanged("The mark is gone by now")
    said = "Attached here; u takes it back"
    return MarksChanged(said, relations=library.verdicts() != before)


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
    searches, parts = library.saved_searches(), library.part_wishes()
    turned = turn()
    return MarksChanged(
        otherwise if turned is None else f"{word}: {turned}",
        relations=library.verdicts() != relations,
        stories=library.story_wishes() != wishes,
        names=library.corrections() != names,
        searches=library.saved_searches() != searches,
        parts=library.part_wishes() != parts,
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


# --- what of a source is the article ----------------------------------------------------------


def dropped(library: Library, article: ArticleId) -> LeftOutLoaded:
    """What of its source is no part of an article."""
    return LeftOutLoaded(library.dropped(article))


def take_back(library: Library, article: ArticleId, number: int) -> MarksChanged:
    """Put back into an article what was left out of it."""
    if library.take_back(article, number) is None:
        return MarksChanged("It is no longer left out")
    return MarksChanged("Taken back into the text; u leaves it out again", parts=True)


def drop(library: Library, statement: StatementId) -> MarksChanged:
    """Leave the paragraph of a statement out of its article."""
    if library.drop(statement) is None:
        return MarksChanged("The headline stays, and so does the only text there is")
    return MarksChanged("Left out; u takes it back, and X lists it", parts=True)


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


_FIRST_OF_STORY = (
    "This is the first report of its story, and its text has not changed since it was read. "
    "On a later report of the story, W says what it adds, disputes and repeats."
)


def matrix(library: Library, article: ArticleId) -> MatrixLoaded | NothingToShow:
    """The claims of the story of an article."""
    story = _story_with(library, article)
    if story is None:
        return _no_story(library, article)
    made = library.matrix(story.id)
    missing = frozenset(claim.number for claim in left_out(made.claims, article))
    return MatrixLoaded(made, missing)


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
        found = library.told_conflicts()
        if not found:
            return NothingToShow(
                "No two reports of the library conflict, as far as they are analysed."
            )
        return ConflictsLoaded(None, found)
    story = _story_with(library, article)
    if story is None:
        return _no_story(library, article)
    found = library.told_conflicts(story.id)
    if not found:
        return NothingToShow("No two reports of this story conflict. w looks in the whole library.")
    return ConflictsLoaded(story, found)


def news(library: Library, article: ArticleId) -> NewsLoaded | NothingToShow:
    """What an article brings into its story, and what changed in its text."""
    found, changes = library.news(article), library.changes(article)
    if changes is not None and not change_words(changes):
        changes = None
    if found is not None and not found.before:
        if changes is None:
            return NothingToShow(_FIRST_OF_STORY)
        found = None
    if found is None and changes is None:
        return _no_story(library, article)
    return NewsLoaded(library.article(article).title, found, changes)


def arrivals(library: Library, added: Sequence[ArticleId], changed: Sequence[ArticleId]) -> Said:
    """What reports that were just added bring into their stories, and what changed in others."""
    if len(added) + len(changed) > _TOLD_ONE_BY_ONE:
        counts = ((len(added), "new"), (len(changed), "changed"))
        told = " and ".join(f"{count} {word}" for count, word in counts if count)
        return Said(f"{told} reports; W says what is new in each")
    titles = {row.id: harmless(row.outlet or row.title) for row in library.rows()}
    lines = []
    for each in (each for each in added if each in titles):
        found = library.news(each)
        if found is not None and found.before:
            lines.append((each, news_words(found)))
    for each in (each for each in changed if each in titles):
        changes = library.changes(each)
        if changes is not None and change_words(changes):
            lines.append((each, change_words(changes)))
    return Said("\n".join(f"{cut(titles[each], _NAME, '…')}: {said}" for each, said in lines))


def story_counted(library: Library, story: StoryId) -> StoryCounted:
    """How many conflicts the reports of a story have with each other; none when it has gone."""
    try:
        found = library.told_conflicts(story)
    except ArticleNotFound:
        found = ()
    return StoryCounted(story, len(found))


def pair_in_claim(
    library: Library, claim: StatementId, cell: Sequence[StatementId], said: str
) -> PairFound:
    """The statement by which a report makes a claim that is closest related to the claim's own."""
    ends = [(claim, set(cell)), *((statement, {claim}) for statement in cell)]
    found = [
        (here, each.related)
        for here, others in ends
        for each in library.related(here, limit=_ALL)
        if each.related.statement in others and each.related.verdict is not Ruling.REJECTED
    ]
    if not found:
        return PairFound(claim, None, said)
    here, related = min(found, key=lambda each: (_STRONGEST[each[1].relation], -each[1].score))
    return PairFound(here, related, said)


def changed_elsewhere(library: Library) -> ChangedElsewhere:
    """Whether another program has written into the library."""
    return ChangedElsewhere(library.has_changed_elsewhere())


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
    order = [row.id for row in rows]
    stop = walking.next_stop(stops, here, by=by, order=order)
    if stop is not None:
        return LandAt(stop, "")
    is_last = walking.has_stop(stops, here, by=by, order=order)
    return LandAt(None, walking.end_words(what, by) if is_last else walking.NOWHERE[what])
